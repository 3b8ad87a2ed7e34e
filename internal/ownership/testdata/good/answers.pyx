# strict: objects that a message returns, and its actor gives up.
from libcythonplus.list cimport cyplist
cdef cypclass Leaf:
    int n
    Leaf next
    __init__(self, int n=0):
        self.n = n
cdef cypclass Act activable:
    Leaf leaf
    lock Leaf shared
    iso Leaf mine
    int n
    Leaf made(self):
        l = Leaf(self.n)
        l.next = Leaf(1)
        return l
    Leaf nothing(self):
        return NULL
    iso Leaf taken(self):
        return consume self.mine
    lock Leaf locked_one(self):
        return self.shared
    Leaf back(self, Leaf l):
        l.n += 1
        return l
    Leaf part(self, Leaf l):
        return l.next
    cyplist[Leaf] list(self, int n):
        out = cyplist[Leaf]()
        for i in range(n):
            out.append(Leaf(i))
        return out
    Leaf kept(self):
        return self.leaf
    Leaf filled(self, Leaf l):
        l.next = Leaf(self.n)
        return l
---
cdef int run(active Act a) except -1:
    return a.made().get().n
---
cdef bint run(active Act a) except -1:
    return a.nothing().get() is NULL
---
cdef int run(active Act a) except -1:
    return a.taken().get().n
---
cdef int run(active Act a) except -1:
    return a.locked_one().get().n
---
cdef int run(active Act a) except -1:
    return a.back(consume Leaf(1)).get().n
---
cdef bint run(active Act a) except -1:
    return a.part(consume Leaf(1)).get() is NULL
---
cdef int run(active Act a) except -1:
    r = a.list(4)
    return r.get()[0].n
---
cdef void run(active Act a) except *:
    a.kept()
    for i in range(3):
        a.kept()
---
cdef int run(active Act a) except -1:
    return a.filled(consume Leaf(1)).get().next.n
