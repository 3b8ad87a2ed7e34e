# libc.stddef: types that the language knows already, and a few more.
cdef extern from "<stddef.h>" nogil:
    ctypedef signed int wchar_t
    ctypedef long double max_align_t
