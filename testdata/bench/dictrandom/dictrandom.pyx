"""cypdict[Str, int]: words counted and looked up, in another order than that in which they were put in."""
from libc.stdio cimport printf, sprintf
from libcpp.string cimport string
from libcythonplus.dict cimport cypdict
from libcythonplus.list cimport cyplist

cdef extern from "<functional>" namespace "std" nogil:
    cppclass hash_string "std::hash<std::string>":
        hash_string()
        size_t operator()(string s)


cdef cypclass Str:
    string _str

    __init__(self, const char *s):
        self._str = string(s)

    bint __eq__(self, Str other):
        return self._str == other._str

    size_t __hash__(self):
        return hash_string()(self._str)


cdef cyplist[Str] words(int count) nogil:
    cdef cyplist[Str] all = cyplist[Str]()
    cdef char buf[32]
    cdef int i
    for i in range(count):
        sprintf(buf, "word-%d", (i * 7919) % 1000003)
        all.append(Str(buf))
    return all


cdef long run(int count, int rounds) nogil:
    cdef cyplist[Str] keys = words(count)
    cdef cyplist[Str] probes = words(2 * count)
    cdef cypdict[Str, int] d = cypdict[Str, int]()
    cdef long total = 0
    cdef int r, i, at = 0
    cdef Str k
    for r in range(rounds):
        for i in range(count):
            at = (at + 61681) % count
            k = keys[at]
            if k in d:
                d[k] = d[k] + 1
            else:
                d[k] = r
        for i in range(2 * count):
            at = (at + 61681) % (2 * count)
            k = probes[at]
            if k in d:
                total += d[k]
    return total + <long> d.__len__()


def main():
    with nogil:
        printf("%ld\n", run(100000, 50))


if __name__ == "__main__":
    main()
