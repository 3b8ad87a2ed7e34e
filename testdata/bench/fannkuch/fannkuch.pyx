"""Pancakes: the most flips of any permutation."""
from libc.stdio cimport printf
from libcythonplus.list cimport cyplist


cdef cyplist[int] zeros(int n) nogil:
    cdef cyplist[int] v = cyplist[int]()
    for i in range(n):
        v.append(0)
    return v


cdef int fannkuch(int n, int* checksum) nogil except -1:
    cdef cyplist[int] perm1 = zeros(n)
    cdef cyplist[int] perm = zeros(n)
    cdef cyplist[int] count = zeros(n)
    cdef int most = 0
    cdef int sum = 0
    cdef int flips
    cdef int i
    cdef int j
    cdef int k
    cdef int t
    cdef int r = n
    cdef int permutations = 0
    for i in range(n):
        perm1[i] = i
    while True:
        while r != 1:
            count[r - 1] = r
            r -= 1
        for i in range(n):
            perm[i] = perm1[i]
        flips = 0
        k = perm[0]
        while k != 0:
            i = 0
            j = k
            while i < j:
                t = perm[i]
                perm[i] = perm[j]
                perm[j] = t
                i += 1
                j -= 1
            flips += 1
            k = perm[0]
        if flips > most:
            most = flips
        if permutations % 2 == 0:
            sum += flips
        else:
            sum -= flips
        while True:
            if r == n:
                checksum[0] = sum
                return most
            t = perm1[0]
            for i in range(r):
                perm1[i] = perm1[i + 1]
            perm1[r] = t
            count[r] = count[r] - 1
            if count[r] > 0:
                break
            r += 1
        permutations += 1


cdef void run(int n) nogil except *:
    cdef int checksum = 0
    cdef int most = fannkuch(n, &checksum)
    printf("%d\nPfannkuchen(%d) = %d\n", checksum, n, most)


def main():
    with nogil:
        run(10)


if __name__ == "__main__":
    main()
