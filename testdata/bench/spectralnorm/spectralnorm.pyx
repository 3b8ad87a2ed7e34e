"""The largest singular value of an infinite matrix."""
from libc.stdio cimport printf
from libc.math cimport sqrt
from libcythonplus.list cimport cyplist


cdef double a(int i, int j) nogil:
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


cdef void times(cyplist[double] v, cyplist[double] u, int n) nogil except *:
    cdef int i
    cdef int j
    cdef double sum
    for i in range(n):
        sum = 0.0
        for j in range(n):
            sum += a(i, j) * u[j]
        v[i] = sum


cdef void times_transposed(cyplist[double] v, cyplist[double] u, int n) nogil except *:
    cdef int i
    cdef int j
    cdef double sum
    for i in range(n):
        sum = 0.0
        for j in range(n):
            sum += a(j, i) * u[j]
        v[i] = sum


cdef cyplist[double] filled(int n, double value) nogil:
    cdef cyplist[double] v = cyplist[double]()
    for i in range(n):
        v.append(value)
    return v


cdef double norm(int n) nogil except *:
    cdef cyplist[double] u = filled(n, 1.0)
    cdef cyplist[double] v = filled(n, 0.0)
    cdef cyplist[double] w = filled(n, 0.0)
    cdef double vbv = 0.0
    cdef double vv = 0.0
    cdef int i
    for i in range(10):
        times(w, u, n)
        times_transposed(v, w, n)
        times(w, v, n)
        times_transposed(u, w, n)
    for i in range(n):
        vbv += u[i] * v[i]
        vv += v[i] * v[i]
    return sqrt(vbv / vv)


def main():
    with nogil:
        printf("%.9f\n", norm(2000))


if __name__ == "__main__":
    main()
