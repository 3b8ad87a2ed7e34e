# strict: objects that a message returns while its actor, or code elsewhere, may keep a reference.
from libcythonplus.list cimport cyplist
from libcythonplus.dict cimport cypdict
cdef cypclass Leaf:
    int n
    Leaf next
cdef cypclass Base:
    Leaf leaf
    Leaf give(self):
        return Leaf()
cdef cypclass Act activable:
    Leaf leaf
    cyplist[Leaf] all
    cypdict[int, Leaf] by
    lock Leaf shared
    iso Leaf mine
    __init__(self):
        self.leaf = Leaf()
        self.all = cyplist[Leaf]()
        self.by = cypdict[int, Leaf]()
    Leaf field(self):
        return self.leaf
    Leaf part(self):
        return self.leaf.next
    Leaf element(self):
        return self.all[0]
    Leaf value(self, int k):
        return self.by[k]
    Leaf made(self):
        l = Leaf()
        self.leaf = l
        return l
    Leaf linked(self):
        l = Leaf()
        l.next = self.leaf
        return l
    Leaf linking(self):
        l = Leaf()
        self.leaf.next = l
        return l
    Leaf appended(self):
        l = Leaf()
        self.all.append(l)
        return l
    Leaf either(self, bint b):
        return self.leaf if b else Leaf()
    Leaf loop(self):
        for l in self.all:
            if l.n > 3:
                return l
        return NULL
    Leaf kept_argument(self, Leaf l):
        self.leaf = l
        return l
    Leaf through(self):
        return self.field()
    cyplist[Leaf] whole(self):
        return self.all
    cyplist[Leaf] copied(self):
        out = cyplist[Leaf]()
        for l in self.all:
            out.append(l)
        return out
    Leaf finally_kept(self):
        l = Leaf()
        try:
            return l
        finally:
            self.leaf = l
    Leaf swapped(self, Leaf other):
        old, self.leaf = self.leaf, other
        old.next = self.leaf
        return old
    Leaf chosen(self, int k):
        x = Leaf()
        while k > 0:
            k -= 1
            x = self.leaf
        return x
---
cdef int attack(active Act a) except -1:
    return a.field().get().n
---
cdef int attack(active Act a) except -1:
    r = a.part()
    return r.get().n
---
cdef int attack(active Act a) except -1:
    return a.element().get().n
---
cdef int attack(active Act a) except -1:
    return a.value(3).get().n
---
cdef int attack(active Act a) except -1:
    return a.made().get().n
---
cdef int attack(active Act a) except -1:
    return a.linked().get().n
---
cdef int attack(active Act a) except -1:
    return a.linking().get().n
---
cdef int attack(active Act a) except -1:
    return a.appended().get().n
---
cdef int attack(active Act a) except -1:
    return a.either(True).get().n
---
cdef int attack(active Act a) except -1:
    return a.loop().get().n
---
cdef int attack(active Act a) except -1:
    return a.kept_argument(consume Leaf()).get().n
---
cdef int attack(active Act a) except -1:
    return a.through().get().n
---
cdef int attack(active Act a) except -1:
    return <int> a.whole().get().__len__()
---
cdef int attack(active Act a) except -1:
    return <int> a.copied().get().__len__()
---
cdef int attack(active Act a) except -1:
    return a.finally_kept().get().n
---
cdef int attack(active Act a) except -1:
    return a.swapped(consume Leaf()).get().n
---
cdef int attack(active Act a) except -1:
    return a.chosen(1).get().n
---
cdef int attack(active Act a) except -1:
    if a.field().get() is NULL:
        return 0
    return 1
---
from cyp cimport result
cdef cypclass Keep:
    result[Leaf] r
cdef void attack(active Act a, Keep k) except *:
    k.r = a.field()
---
from cyp cimport result
cdef result[Leaf] ask(active Act a) except NULL:
    return a.element()
---
from cyp cimport group
cdef void attack(active Act a) except *:
    with group() as g:
        r = a.part()
    x = r.get()
    x.n = 1
---
from cyp cimport after
cdef int attack(active Act a) except -1:
    r = after(0.1, a.field())
    return r.get().n
---
cdef cypclass Sub(Act) activable:
    Leaf field(self):
        return Leaf()
cdef int attack(active Sub s) except -1:
    cdef active Act a = s
    return a.field().get().n
