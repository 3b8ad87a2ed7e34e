# cpython.mem: memory. There is one allocator, and it needs no GIL.
cdef extern from "Python.h" nogil:
    void *PyMem_RawMalloc(size_t n)
    void *PyMem_RawCalloc(size_t nelem, size_t elsize)
    void *PyMem_RawRealloc(void *p, size_t n)
    void PyMem_RawFree(void *p)

    void *PyMem_Malloc(size_t n)
    void *PyMem_Calloc(size_t nelem, size_t elsize)
    void *PyMem_Realloc(void *p, size_t n)
    void PyMem_Free(void *p)
    void PyMem_Del(void *p)

    void *PyObject_Malloc(size_t n)
    void *PyObject_Calloc(size_t nelem, size_t elsize)
    void *PyObject_Realloc(void *p, size_t n)
    void PyObject_Free(void *p)
