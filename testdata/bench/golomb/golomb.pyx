"""Golomb's sequence, by its recursive definition."""
from libc.stdio cimport printf


cdef cypclass Golomb:
    int size

    __init__(self, int size):
        self.size = size

    int at(self, int n):
        if n == 1:
            return 1
        return self.at(n - self.at(self.at(n - 1))) + 1

    long total(self):
        cdef long sum = 0
        cdef int i
        for i in range(1, self.size + 1):
            sum += self.at(i)
        return sum


def main():
    cdef Golomb g
    with nogil:
        g = Golomb(56)
        printf("%ld\n", g.total())


if __name__ == "__main__":
    main()
