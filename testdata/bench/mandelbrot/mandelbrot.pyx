"""The Mandelbrot set, counted."""
from libc.stdio cimport printf


cdef int escapes(double cr, double ci, int limit) nogil:
    cdef double zr = 0.0
    cdef double zi = 0.0
    cdef double tr = 0.0
    cdef double ti = 0.0
    cdef int i
    for i in range(limit):
        zi = 2.0 * zr * zi + ci
        zr = tr - ti + cr
        tr = zr * zr
        ti = zi * zi
        if tr + ti > 4.0:
            return i
    return limit


cdef long run(int size, int limit) nogil:
    cdef long inside = 0
    cdef int x
    cdef int y
    for y in range(size):
        for x in range(size):
            if escapes(2.0 * x / size - 1.5, 2.0 * y / size - 1.0, limit) == limit:
                inside += 1
    return inside


def main():
    with nogil:
        printf("%ld\n", run(1600, 50))


if __name__ == "__main__":
    main()
