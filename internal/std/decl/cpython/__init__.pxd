# cpython: what programs use of Python's C interface that has a meaning here.
from cpython.mem cimport *
