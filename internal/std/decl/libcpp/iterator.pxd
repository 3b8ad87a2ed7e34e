# libcpp.iterator
cdef extern from "<iterator>" namespace "std" nogil:
    ptrdiff_t distance[It](It first, It last)
    void advance[It, Distance](It& it, Distance n)
    It next[It](It it)
    It next[It](It it, ptrdiff_t n)
    It prev[It](It it)
    It prev[It](It it, ptrdiff_t n)
