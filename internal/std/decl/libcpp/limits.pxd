# libcpp.limits
cdef extern from "<limits>" namespace "std" nogil:
    cdef cppclass numeric_limits[T]:
        numeric_limits()
        const bint is_specialized
        const bint is_signed
        const bint is_integer
        const bint is_exact
        const bint is_bounded
        const bint is_modulo
        const bint is_iec559
        const bint has_infinity
        const bint has_quiet_NaN
        const bint has_signaling_NaN
        const int digits
        const int digits10
        const int radix
        const int min_exponent
        const int max_exponent
        const int min_exponent10
        const int max_exponent10
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
