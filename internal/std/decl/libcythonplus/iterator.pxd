# libcythonplus.iterator: what the reference library's containers share; ours need nothing of it.
from libcpp.atomic cimport atomic
from libcpp.utility cimport pair
