# strict: values that are no references themselves carry references across, and methods that only read change what they read.
from libcythonplus.list cimport cyplist
from libcpp.vector cimport vector
from libcpp.pair cimport pair
from libcpp.atomic cimport atomic
cdef cypclass Leaf:
    int n
    void bump(self):
        self.n += 1
cdef struct Pair:
    Leaf a
    int k
cdef cypclass Box:
    vector[Leaf] vec
    Pair both
    Leaf leaf
    cyplist[int] all
    int n
    mutable int cached
    mutable atomic[int] safe
    void put(self, vector[Leaf] v):
        self.vec = v
    void put_pair(self, Pair p):
        self.both = p
    int count(const self):
        self.cached += 1
        return self.n
    int deep(const self):
        self.leaf.n += 1
        return self.n
    int deeper(const self):
        self.leaf.bump()
        return self.n
    void grow(const self):
        self.all.append(3)
    int plain(const self):
        b = Box()
        b.n = self.n
        return b.n + self.leaf.n
cdef cypclass Act activable:
    vector[Leaf] vec
    Pair both
    void put(self, vector[Leaf] v):
        self.vec = v
    void put_pair(self, Pair p):
        self.both = p
cdef vector[Leaf] make() nogil:
    cdef vector[Leaf] v
    v.push_back(Leaf())
    return v
cdef int allowed(lock Box l, active Act a) nogil:
    l.put(make())
    a.put(NULL, make())
    return l.plain()
---
cdef void attack(active Act a) nogil:
    cdef vector[Leaf] v
    v.push_back(Leaf())
    a.put(NULL, v)
---
cdef void attack(active Act a, Leaf l) nogil:
    cdef Pair p
    p.a = l
    a.put_pair(NULL, p)
---
cdef void attack(lock Box l) nogil:
    cdef vector[Leaf] v
    v.push_back(Leaf())
    l.put(v)
---
cdef void attack(iso Box l) nogil:
    cdef vector[Leaf] v
    v.push_back(Leaf())
    l.put(v)
---
cdef void attack(lock Box l) nogil:
    cdef vector[Leaf] v
    v.push_back(Leaf())
    l.vec = v
---
cdef void attack(lock Box l, Leaf p) nogil:
    l.vec.push_back(p)
---
cdef void attack(lock Box l, Leaf p) nogil:
    l.vec[0] = p
---
cdef void attack(iso Box l, Leaf p) nogil:
    l.vec.push_back(p)
---
cdef void attack(lock Box l, Leaf p) nogil:
    l.both.a = p
---
cdef void attack(lock Box l, Pair p) nogil:
    l.both = p
---
cdef void attack(lock Box l) nogil:
    p = l.both
---
cdef void attack(lock Box l) nogil:
    x = l.both.a
---
cdef int attack(lock Box l) nogil:
    return l.count()
---
cdef int attack(lock Box l) nogil:
    return l.deep()
---
cdef int attack(lock Box l) nogil:
    return l.deeper()
---
cdef void attack(lock Box l) nogil:
    l.grow()
