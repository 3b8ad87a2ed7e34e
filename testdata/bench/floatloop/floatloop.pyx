"""Fibonacci's numbers as doubles, many times over: plain loops."""
from libc.stdio cimport printf
from libcythonplus.list cimport cyplist


cdef cypclass Fibo:
    long level

    __init__(self, long level):
        self.level = level

    double compute(self):
        cdef double a = 0.0
        cdef double b = 1.0
        for i in range(self.level):
            a, b = b, a + b
        return a


cdef double run(long rounds) nogil:
    cdef cyplist[double] results = cyplist[double]()
    cdef double best = 0.0
    cdef double x
    cdef long k
    for k in range(rounds):
        results.append(Fibo(k % 1477).compute())
    for x in results:
        if x > best:
            best = x
    return best


def main():
    with nogil:
        printf("%.6e\n", run(600000))


if __name__ == "__main__":
    main()
