# libc.locale: only the "C" locale.
cdef extern from "<locale.h>" nogil:
    enum: LC_ALL
    enum: LC_COLLATE
    enum: LC_CTYPE
    enum: LC_MONETARY
    enum: LC_NUMERIC
    enum: LC_TIME
    char *setlocale(int category, const char *locale)
