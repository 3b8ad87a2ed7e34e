# strict: results of messages and groups as ways out.
from libcythonplus.list cimport cyplist
from libcpp.vector cimport vector
from cyp cimport group, after, sleep
cdef cypclass Leaf:
    int n
    Leaf next
cdef struct S:
    Leaf x
cdef cypclass Act activable:
    Leaf leaf
    vector[Leaf] vec
    cyplist[Leaf] all
    lock Leaf shared
    Leaf give(self):
        return self.leaf
    vector[Leaf] give_vec(self):
        return self.vec
    cyplist[Leaf] give_list(self):
        return self.all
    S give_struct(self):
        cdef S s
        s.x = self.leaf
        return s
    void put(self, Leaf l):
        self.leaf = l
    int read(self):
        return self.leaf.n
cdef void send(iso Leaf l) nogil:
    pass
---
cdef void attack(active Act a) except *:
    r = a.give()
    x = r.get()
    y = r.get()
    send(consume x)
    z = x
---
cdef void attack(active Act a) except *:
    x = a.give().get()
    y = x
---
cdef void attack(active Act a) except *:
    v = a.give_vec().get()
    v[0].n = 3
---
cdef void attack(active Act a) except *:
    x = <Leaf> consume a.give().get()
    a.put(x)
---
cdef void attack(active Act a) except *:
    s = a.give_struct().get()
    s.x.n = 3
---
cdef void attack(active Act a) except *:
    l = Leaf()
    after(1.0, a.put(l))
---
cdef void attack(active Act a) except *:
    l = Leaf()
    m = l
    after(1.0, a.put(consume l))
---
cdef void attack(active Act a) except *:
    l = a.give_list().get()
    x = l[0]
    send(consume x)
