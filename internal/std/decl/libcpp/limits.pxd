# libcpp.limits
cdef extern from "<limits>" namespace "std" nogil:
    cdef cppclass numeric_limits[T]:
        @staticmethod
        T min()
        @staticmethod
        T max()
        @staticmethod
        T lowest()
        @staticmethod
        T epsilon()
        @staticmethod
        T infinity()
        @staticmethod
        T quiet_NaN()
