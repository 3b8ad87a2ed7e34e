# Consumes that are proved: no test remains, no warning.
from libcythonplus.list cimport cyplist
from libcythonplus.dict cimport cypdict
from libcpp.vector cimport vector
cdef cypclass Leaf:
    int n
    __init__(self, int n=0):
        self.n = n
cdef cypclass Box:
    Leaf leaf
    Box peer
    lock Leaf shared
    cyplist[Leaf] all
    __init__(self):
        self.all = cyplist[Leaf]()
    void put(self, Leaf l):
        self.leaf = l
        self.all.append(l)
    Leaf get(self):
        return self.leaf
    Box twin(self):
        b = Box()
        b.put(Leaf(self.leaf.n))
        return b
cdef void take(iso Box b) nogil:
    pass
cdef Box make(int n) nogil:
    b = Box()
    for i in range(n):
        b.put(Leaf(i))
    return b
cdef void fresh() nogil:
    take(consume Box())
    take(consume make(3))
    b = Box()
    take(consume b)
cdef void built(int n) nogil:
    b = Box()
    b.put(Leaf(1))
    l = Leaf(2)
    b.put(l)
    l = Leaf(3)
    del l
    take(consume b)
    b = make(3)
    for i in range(n):
        b.peer = make(i)
    t = b.twin()
    take(consume b)
    take(consume t)
cdef void list_of(int n) nogil:
    head = Box()
    for i in range(n):
        b = Box()
        b.peer = head
        head = b
    del b
    take(consume head)
cdef void branches(int k) nogil:
    if k:
        b = Box()
    else:
        b = make(4)
    x = b.leaf
    x = NULL
    take(consume b)
cdef void shared(lock Leaf l) nogil:
    b = Box()
    b.shared = l
    take(consume b)
cdef void loops(int n) nogil:
    for i in range(n):
        b = make(i)
        take(consume b)
    d = cypdict[int, Leaf]()
    for i in range(n):
        d[i] = Leaf(i)
    y = consume d
cdef void vectors(int n) nogil:
    cdef vector[Leaf] v
    b = Box()
    for x in v:
        b.put(Leaf(x.n))
    take(consume b)
cdef void swapped() nogil:
    a = Box()
    b = make(2)
    a, b = b, a
    take(consume a)
    take(consume b)
cdef iso Box handed(iso Box b) nogil:
    return consume b
cdef void cond(int k) nogil:
    b = Box() if k else make(2)
    take(consume b)
    c = NULL if k else make(2)
    take(consume c)
---
# What may hold a reference is named.
from libcythonplus.list cimport cyplist
from libcpp.vector cimport vector
cdef cypclass Leaf:
    int n
cdef cypclass Box:
    Leaf leaf
    Box peer
    void put(self, Leaf l):
        self.leaf = l
    Leaf get(self):
        return self.leaf
cdef Box kept
cdef void take(iso Box b) nogil:
    pass
cdef void alias() nogil:
    b = Box()
    c = b
    take(consume b)             # warning@10: 'consume' operand is not isolated
cdef void inside() nogil:
    b = Box()
    l = Leaf()
    b.leaf = l
    take(consume b)             # warning@10: 'consume' operand may not be isolated
cdef void read() nogil:
    b = Box()
    b.leaf = Leaf()
    l = b.get()
    take(consume b)             # warning@10: may not be isolated
cdef void listed() nogil:
    b = Box()
    l = cyplist[Box]()
    l.append(b)
    take(consume b)             # warning@10: may not be isolated
cdef void vectored() nogil:
    cdef vector[Box] v
    b = Box()
    v.push_back(b)
    take(consume b)             # warning@10: may not be isolated
cdef void array() nogil:
    cdef Box v[3]
    b = Box()
    v[1] = b
    take(consume b)             # warning@10: may not be isolated
cdef void stored() nogil:
    global kept
    b = Box()
    kept = b
    take(consume b)             # warning@10: may not be isolated
cdef void from_global() nogil:
    b = Box()
    b.peer = kept
    take(consume b)             # warning@10: may not be isolated
    take(consume kept)          # warning@10: may not be isolated
cdef void param(Box p) nogil:
    take(consume p)             # warning@10: may not be isolated
cdef void field(Box p) nogil:
    take(consume p.peer)        # warning@10: may not be isolated
cdef void pending2(Box a, iso Box b) nogil:
    pass
cdef void pending() nogil:
    b = Box()
    pending2(b, consume b)      # warning@17: may not be isolated
cdef void loop(int n) nogil:
    b = Box()
    for i in range(n):
        c = Box()
        c.peer = b
        take(consume c)         # warning@14: may not be isolated
cdef void iterated(int n) nogil:
    l = cyplist[Box]()
    for x in l:
        y = consume l           # warning@13: may not be isolated
cdef void last(int n) nogil:
    l = cyplist[Box]()
    l.append(Box())
    for x in l:
        pass
    y = consume l               # warning@9: may not be isolated
def wrapped():
    b = Box()
    o = <object> b
    take(consume b)             # warning@10: may not be isolated
def closure():
    b = Box()
    def inner():
        return b.leaf is NULL
    take(consume b)             # warning@10: may not be isolated
cdef void locked_block() nogil:
    b = Box()
    with wlocked b:
        take(consume b)         # warning@14: may not be isolated
cdef void lost_cycle() nogil:
    b = Box()
    c = Box()
    c.peer = b
    b.peer = c
    del c
    take(consume b)             # warning@10: may not be isolated
cdef void escape() nogil:
    b = Box()
    p = <void*> b
    take(consume b)             # warning@10: may not be isolated
cdef Leaf keep_both(Box a, Box b) nogil:
    a.peer = b
    return b.leaf
cdef void summary() nogil:
    a = Box()
    b = Box()
    l = keep_both(a, b)
    del b
    take(consume a)             # warning@10: may not be isolated
cdef void recursive(Box a, Box b, int n) nogil:
    if n:
        recursive(b, a, n - 1)
    else:
        a.peer = b
cdef void uses_recursive() nogil:
    a = Box()
    b = Box()
    recursive(a, b, 3)
    take(consume a)             # warning@10: may not be isolated
---
# Parameters for which every call passes what nothing else holds.
cdef cypclass Leaf:
    int n
    Leaf next
cdef void send(iso Leaf l) nogil:
    pass
cdef iso Leaf wrap(Leaf l) nogil:
    return consume l
cdef iso Leaf deeper(Leaf l) nogil:
    l.n += 1
    return wrap(consume l)
cdef void callers(Leaf p) nogil:
    send(wrap(Leaf()))
    l = Leaf()
    l.next = Leaf()
    send(deeper(consume l))
    send(wrap(consume p))       # warning: may not be isolated
    send(wrap(NULL))
---
# One call passes what its caller keeps.
cdef cypclass Leaf:
    int n
    Leaf next
cdef iso Leaf wrap(Leaf l) nogil:
    return consume l            # warning: may not be isolated
cdef void callers() nogil:
    l = wrap(Leaf())
    k = Leaf()
    m = wrap(k)
---
cdef cypclass Leaf:
    int n
    Leaf next
cdef iso Leaf wrap(Leaf l) nogil:
    return consume l            # warning: may not be isolated
cdef void callers() nogil:
    k = Leaf()
    k.next = Leaf()
    m = wrap(k.next)
---
# Two arguments of one group, though each is new.
cdef cypclass Leaf:
    int n
    Leaf next
cdef Leaf link(Leaf a, Leaf b) nogil:
    a.next = b
    return a
cdef iso Leaf first(Leaf a, Leaf b) nogil:
    a.next = b
    return consume a            # warning: may not be isolated
cdef iso Leaf second(Leaf a, Leaf b) nogil:
    b.n = a.n
    return consume a
cdef void callers() nogil:
    l = first(Leaf(), Leaf())
    m = second(Leaf(), Leaf())
---
# Called through a pointer, by Python, and by itself.
cdef cypclass Leaf:
    int n
ctypedef iso Leaf (*maker)(Leaf) nogil
cdef iso Leaf pointed(Leaf l) nogil:
    return consume l            # warning: may not be isolated
cpdef Leaf python(Leaf l):
    return consume l            # warning: may not be isolated
cdef iso Leaf itself(Leaf l, int n) nogil:
    if n > 0:
        return itself(l, n - 1)
    return consume l            # warning: may not be isolated
cdef iso Leaf itself2(Leaf l, int n) nogil:
    if n > 0:
        return itself2(consume l, n - 1)
    return consume l
cdef iso Leaf never(Leaf l) nogil:
    return consume l            # warning: may not be isolated
cdef void callers() nogil:
    cdef maker f = pointed
    l = f(Leaf())
    m = itself(Leaf(), 3)
    o = itself2(Leaf(), 3)
    k = pointed(Leaf())
def go():
    python(Leaf())
---
# A parameter that another call contradicts makes others lose theirs.
cdef cypclass Leaf:
    int n
cdef Leaf kept
cdef Leaf id(Leaf l) nogil:
    return l
cdef iso Leaf inner(Leaf l) nogil:
    return consume l            # warning: may not be isolated
cdef iso Leaf outer(Leaf l) nogil:
    n = l
    if l.n > 3:
        return consume n        # warning: may not be isolated
    del n
    return inner(id(l))
cdef void callers() nogil:
    l = outer(Leaf())
