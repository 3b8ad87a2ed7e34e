# strict: prange loops whose rounds have nothing to do with each other.
from cython.parallel import prange
from libcpp.vector cimport vector
from libcpp.atomic cimport atomic
cdef struct P:
    double x
    int k
---
cdef void good(int n) nogil:
    cdef int i
    cdef vector[int] v, w
    v.resize(n)
    w.resize(n)
    for i in prange(n):
        v[i] = i + w[0] + <int> w.size()
---
cdef void good(int n) nogil:
    cdef int i, j
    cdef int a[10][10]
    for i in prange(10):
        for j in range(10):
            a[i][j] = i + a[i][0]
---
cdef void good(int n) nogil:
    cdef int i
    cdef P ps[10]
    for i in prange(10):
        ps[i].k = i
        ps[i].x += ps[i].k
---
cdef void good(int n) nogil:
    cdef int i
    cdef vector[vector[int]] v
    v.resize(n)
    for i in prange(n):
        v[i].push_back(i)
---
cdef long good(int n) nogil:
    cdef int i
    cdef long s = 0
    cdef int table[10]
    for i in range(10):
        table[i] = i
    for i in prange(n):
        s += table[i % 10]
    return s
---
cdef void good(long n, double* out) nogil:
    cdef long i
    for i in prange(n):
        out[i] = i
---
cdef long good(long n) nogil:
    cdef long i
    cdef atomic[long] total
    for i in prange(n):
        total.fetch_add(i)
    return total.load()
