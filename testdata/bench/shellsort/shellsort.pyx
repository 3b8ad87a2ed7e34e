"""Shell's sort of a cyplist[int]: indexing, read and written."""
from libc.stdio cimport printf
from libcythonplus.list cimport cyplist


cdef void sort(cyplist[int] a) nogil except *:
    cdef int n = <int> a.__len__()
    cdef int gap = 1
    cdef int i
    cdef int j
    cdef int v
    while gap < n // 3:
        gap = gap * 3 + 1
    while gap > 0:
        for i in range(gap, n):
            v = a[i]
            j = i
            while j >= gap and a[j - gap] > v:
                a[j] = a[j - gap]
                j -= gap
            a[j] = v
        gap //= 3


cdef long run(int count, int rounds) nogil:
    cdef cyplist[int] a
    cdef long total = 0
    cdef unsigned int seed = 42
    cdef int r
    cdef int i
    for r in range(rounds):
        a = cyplist[int]()
        for i in range(count):
            seed = seed * 1664525 + 1013904223
            a.append(<int> (seed >> 4))
        for i in range(1, count):
            a[i] = a[i] ^ (a[i - 1] >> 3)
        sort(a)
        for i in range(0, count, 10):
            total += a[i]
    return total


def main():
    with nogil:
        printf("%ld\n", run(200000, 10))


if __name__ == "__main__":
    main()
