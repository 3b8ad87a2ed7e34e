"""cyplist[int]: appended to, indexed and sorted."""
from libc.stdio cimport printf
from libcythonplus.list cimport cyplist


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
        a.sort()
        for i in range(0, count, 10):
            total += a[i] * (i % 7)
    return total


def main():
    with nogil:
        printf("%ld\n", run(200000, 30))


if __name__ == "__main__":
    main()
