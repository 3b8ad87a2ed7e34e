# libcpp.pair
from libcpp.utility cimport pair
