# Globals that code on several threads uses.
from libcpp.atomic cimport atomic
cdef cypclass Leaf:
    int n
    int get(const self):
        return self.n
    void set(self, int n):
        self.n = n
cdef int counter
cdef int limit = 3
cdef Leaf shared
cdef lock Leaf locked_leaf
cdef atomic[int] safe
cdef Leaf constant = Leaf()
cdef Leaf changed = Leaf()
cdef int only_main
cdef int with_the_gil
cdef void helper() nogil:
    global counter
    counter += 1                        # warning@5: Global 'counter' may be used by several threads at once
cdef cypclass Act activable:
    __init__(self):
        global only_main
        only_main = 3
    void run(self):
        global shared
        helper()
        shared = Leaf()                 # warning@9: Global 'shared' may be used by several threads at once
        k = limit + constant.n + constant.get()
        changed.set(3)                  # warning@9: Global 'changed' may be used
        locked_leaf.set(3)
        safe.fetch_add(1)
        with gil:
            global with_the_gil
            with_the_gil += 1
def main():
    global only_main, locked_leaf, with_the_gil
    only_main += 1
    locked_leaf = consume Leaf()
    with_the_gil = 2
    print(counter)
---
# strict
cdef int counter
cdef cypclass Act activable:
    int run(self):
        return counter                  # error: Global 'counter' may be used by several threads at once
def main():
    global counter
    counter = 3
---
from cython.parallel import prange
cdef long tally
cdef long calls
cdef long add_up(long i) nogil:
    global tally
    tally += i                  # warning: Global 'tally' may be used by several threads at once
    with gil:
        global calls
        calls += 1
    return i
def loops(long n):
    cdef long i, s = 0
    for i in prange(n, nogil=True):
        s += add_up(i)
    return s
