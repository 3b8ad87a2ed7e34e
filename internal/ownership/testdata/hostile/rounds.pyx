# strict: values that the threads of a prange loop change together.
from cython.parallel import prange
from libcpp.vector cimport vector
from libcpp.atomic cimport atomic
cdef struct P:
    double x
    int k
cdef int garr[10]
cdef vector[int] gv
---
cdef void attack(int n) nogil:
    cdef int i
    cdef vector[int] v
    for i in prange(n):
        v.push_back(i)
---
cdef void attack(int n) nogil:
    cdef int i
    cdef vector[int] v
    v.resize(n)
    for i in prange(n):
        v[0] = i
---
cdef void attack(int n) nogil:
    cdef int i
    cdef vector[int] v
    v.resize(n)
    for i in prange(n):
        v[i] = v[i - 1]
---
cdef void attack(int n) nogil:
    cdef int i
    cdef int a[10]
    for i in prange(10):
        a[0] += i
---
cdef void attack(int n) nogil:
    cdef int i
    cdef int a[10]
    for i in prange(9):
        a[i + 1] = a[i]
---
cdef void attack(int n) nogil:
    cdef int i
    cdef P p
    for i in prange(10):
        p.k += i
---
cdef void attack(int n) nogil:
    cdef int i
    for i in prange(10):
        garr[0] = i
---
cdef void attack(int n) nogil:
    cdef int i
    for i in prange(10):
        gv.push_back(i)
---
cdef void attack(int n) nogil:
    cdef int i
    cdef vector[vector[int]] v
    v.resize(n)
    for i in prange(n):
        v[0].push_back(i)
---
cdef void attack(int n) nogil:
    cdef int i
    cdef P ps[10]
    for i in prange(10):
        ps[3].k = i
---
cdef void attack(int n) nogil:
    cdef int i, j
    cdef int a[10][10]
    for i in prange(10):
        for j in range(10):
            a[j][i] = i
            a[i][j] = j
---
cdef void attack(int n) nogil:
    cdef int i
    cdef vector[int] v
    v.resize(n)
    for i in prange(n):
        v[i] = 1
        if v.size() > 3:
            v.clear()
