"""Fibonacci's numbers, where calls are everything."""
from libc.stdio cimport printf


cdef long fib(long n) nogil:
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def main():
    with nogil:
        printf("%ld\n", fib(38))


if __name__ == "__main__":
    main()
