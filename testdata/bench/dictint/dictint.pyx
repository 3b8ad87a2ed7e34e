"""cypdict[int, int]: filled, read, updated and thinned out."""
from libc.stdio cimport printf
from libcythonplus.dict cimport cypdict


cdef long run(int count, int rounds) nogil:
    cdef cypdict[int, int] d = cypdict[int, int]()
    cdef long total = 0
    cdef int i
    cdef int k
    cdef int r
    for r in range(rounds):
        for i in range(count):
            k = (i * 7919) % 1000003
            if k in d:
                d[k] = d[k] + 1
            else:
                d[k] = i
        for i in range(2 * count):
            if i in d:
                total += d[i]
        for i in range(0, count, 3):
            k = (i * 7919) % 1000003
            del d[k]
    return total + <long> d.__len__()


def main():
    with nogil:
        printf("%ld\n", run(200000, 30))


if __name__ == "__main__":
    main()
