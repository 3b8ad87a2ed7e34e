# strict: less common routes out: defaults, casts, templates, generators, exceptions, results of sends, iterators, const, nested classes.
from libcythonplus.list cimport cyplist
from libcythonplus.dict cimport cypdict
from libcythonplus.set cimport cypset
from libcpp.vector cimport vector
from libcpp.unordered_map cimport unordered_map
from libcpp.pair cimport pair
from cython.operator cimport dereference
cdef cypclass Leaf:
    int n
    Leaf next
    __init__(self, int n=0):
        self.n = n
    Leaf self_or(self, Leaf l):
        return l if l is not NULL else self
    const Leaf view(const self):
        return self
cdef cypclass Sub(Leaf):
    Leaf kept
    Leaf self_or(self, Leaf l):
        self.kept = l
        return l
cdef cypclass Gen[T]:
    T value
    cyplist[T] all
    vector[T] vec
    __init__(self):
        self.all = cyplist[T]()
    void put(self, T v):
        self.value = v
    T get(self):
        return self.value
    T exchange(self, T v):
        old = self.value
        self.value = v
        return old
cdef cypclass Act activable:
    Leaf leaf
    Gen[Leaf] gen
    void put(self, Leaf l):
        self.leaf = l
    Leaf give(self):
        return self.leaf
cdef void send(iso Leaf l) nogil:
    pass
cdef void send_gen(iso Gen[Leaf] l) nogil:
    pass
cdef Leaf gleaf
cdef const Leaf cleaf
cdef Leaf fallback() nogil:
    return gleaf
---
cdef Leaf pick(Leaf l = gleaf) nogil:
    return l
cdef void attack() nogil:
    send(consume pick())
---
cdef Leaf pick(Leaf l = NULL) nogil:
    return l if l is not NULL else gleaf
cdef void attack() nogil:
    send(consume pick())
---
cdef void attack() nogil:
    send(consume fallback())
---
cdef void attack() nogil:
    l = Leaf()
    m = l.self_or(NULL)
    send(consume l)
---
cdef void attack() nogil:
    cdef Leaf l = Sub()
    m = Leaf()
    l.self_or(m)
    send(consume m)
---
cdef void attack() nogil:
    cdef Leaf l = Sub()
    m = <Sub> l
    send(consume l)
---
cdef void attack() nogil:
    m = Sub()
    l = <Leaf> m
    send(consume l)
---
cdef void attack() nogil:
    m = Sub()
    m.kept = Leaf()
    l = m.kept
    send(consume <Leaf> m)
---
cdef void attack() nogil:
    l = Leaf()
    c = l.view()
    send(consume l)
---
cdef void attack() nogil:
    l = Leaf()
    cdef const Leaf c = l
    send(consume l)
---
cdef void attack() nogil:
    global cleaf
    l = Leaf()
    cleaf = l
    send(consume l)
---
cdef cypclass HoldsConst:
    const Leaf c
cdef void attack() nogil:
    l = Leaf()
    h = HoldsConst()
    h.c = l
    x = consume h
---
cdef void attack() nogil:
    g = Gen[Leaf]()
    l = Leaf()
    g.put(l)
    send_gen(consume g)
---
cdef void attack() nogil:
    g = Gen[Leaf]()
    g.put(Leaf())
    l = g.exchange(Leaf())
    m = g.exchange(l)
    send_gen(consume g)
---
cdef void attack() nogil:
    g = Gen[Gen[Leaf]]()
    h = Gen[Leaf]()
    g.put(h)
    h.put(Leaf())
    del h
    l = g.get().get()
    x = consume g
---
cdef void attack() nogil:
    g = Gen[cyplist[Leaf]]()
    l = cyplist[Leaf]()
    g.put(l)
    x = consume g
---
cdef void attack() nogil:
    g = Gen[Leaf]()
    g.vec.push_back(Leaf())
    v = g.vec
    send_gen(consume g)
---
cdef void attack() nogil:
    g = Gen[Leaf]()
    g.vec.push_back(Leaf())
    for v in g.vec:
        pass
    send_gen(consume g)
---
cdef void attack() nogil:
    g = Gen[Leaf]()
    g.vec.push_back(Leaf())
    l = g.vec.back()
    send_gen(consume g)
---
cdef void attack() nogil:
    cdef unordered_map[int, Leaf] m
    l = Leaf()
    m[3] = l
    send(consume l)
---
cdef void attack() nogil:
    cdef pair[int, Leaf] p
    l = Leaf()
    p.second = l
    send(consume l)
---
cdef void attack() nogil:
    cdef pair[int, Leaf] p
    p.second = Leaf()
    l = p.second
    send(consume l)
---
cdef void attack() nogil:
    cdef vector[vector[Leaf]] m
    cdef vector[Leaf] v
    l = Leaf()
    v.push_back(l)
    m.push_back(v)
    v.clear()
    send(consume l)
---
cdef void attack() nogil:
    cdef vector[Leaf] v, w
    v.push_back(Leaf())
    w.swap(v)
    l = w[0]
    send(consume l)
---
cdef void attack() nogil:
    cdef vector[Leaf] v
    v.push_back(Leaf())
    it = v.begin()
    l = dereference(it)
    send(consume l)
---
cdef void attack() nogil:
    d = cypdict[int, cyplist[Leaf]]()
    d[1] = cyplist[Leaf]()
    l = d[1]
    x = consume d
---
cdef void attack() nogil:
    d = cypdict[int, Leaf]()
    d[1] = Leaf()
    for k, v in d.items():
        pass
    x = consume d
---
cdef void attack() nogil:
    d = cypdict[int, Leaf]()
    e = cypdict[int, Leaf]()
    d[1] = Leaf()
    e.update(d)
    x = consume e
---
cdef void attack() nogil:
    d = cypdict[int, Leaf]()
    e = cyplist[Leaf]()
    for v in d.values():
        e.append(v)
    v = NULL
    x = consume e
---
def attack():
    l = Leaf()
    try:
        m = l
        print("x")
    except ValueError:
        pass
    send(consume l)
---
def attack():
    l = Leaf()
    try:
        raise ValueError("x")
    except ValueError:
        m = l
    send(consume l)
---
def attack():
    cdef Leaf m = NULL
    l = Leaf()
    try:
        print("x")
    finally:
        m = l
    send(consume l)
---
def attack():
    l = Leaf()
    e = ValueError(l)
    send(consume l)
---
def attack():
    l = Leaf()
    x = {"a": l}
    send(consume l)
---
def attack():
    l = Leaf()
    x = f"{l}"
    send(consume l)
---
def attack():
    l = Leaf()
    def inner(x=l):
        return x
    send(consume l)
---
def attack():
    l = Leaf()
    xs = [l for i in range(3)]
    send(consume l)
---
def attack():
    l = Leaf()
    def gen():
        yield l.n
    send(consume l)
---
def attack(x):
    cdef Leaf l = x
    send(consume l)
---
def attack(x):
    l = <Leaf> x
    send(consume l)
---
def attack():
    l = Leaf()
    setattr(attack, "l", l)
    send(consume l)
---
cdef void attack() nogil:
    a = Act()
    a.leaf = Leaf()
    l = a.give()
    x = activate(consume a)
---
cdef void attack() nogil:
    a = Act()
    l = Leaf()
    a.put(l)
    x = activate(consume a)
---
cdef void attack() nogil:
    a = Act()
    a.gen = Gen[Leaf]()
    g = a.gen
    x = activate(consume a)
---
cdef void attack() nogil:
    cdef active Act a = activate(consume Act())
    r = a.give(NULL)
    l = <Leaf> r.getVoidStarResult()
    send(consume l)
---
cdef cypclass Outer:
    Leaf leaf
    cypclass Inner:
        Leaf leaf
    Inner make(self):
        i = Inner()
        i.leaf = self.leaf
        return i
cdef void attack() nogil:
    o = Outer()
    o.leaf = Leaf()
    i = o.make()
    x = consume o
---
cdef cypclass It:
    Leaf leaf
    It __iter__(self):
        return self
    Leaf __next__(self) except *:
        return self.leaf
cdef void attack() nogil:
    i = It()
    i.leaf = Leaf()
    l = i.__next__()
    x = consume i
---
cdef cypclass Ctx:
    Leaf leaf
    Leaf __enter__(self):
        return self.leaf
cdef void attack() nogil:
    c = Ctx()
    c.leaf = Leaf()
    l = c.__enter__()
    x = consume c
---
cdef void chain(Leaf a, Leaf b) nogil:
    a.next = b
cdef void attack() nogil:
    a = Leaf()
    b = Leaf()
    c = Leaf()
    chain(a, b)
    chain(b, c)
    del b
    send(consume a)
---
cdef void attack(int n) nogil:
    head = Leaf()
    tail = head
    while n:
        tail.next = Leaf()
        tail = tail.next
        n -= 1
    send(consume head)
---
cdef void attack(int n) nogil:
    cdef Leaf head = NULL
    while n:
        l = Leaf()
        l.next = head
        head = l
        n -= 1
    send(consume head)
---
cdef Leaf deep(Leaf l, int n) nogil:
    if n == 0:
        return l.next
    return deep(l.next, n - 1)
cdef void attack() nogil:
    a = Leaf()
    a.next = Leaf()
    b = deep(a, 0)
    send(consume a)
---
cdef void attack(int n) nogil:
    a = Leaf()
    b = Leaf()
    for i in range(n):
        a, b = b, a
    a.next = b
    send(consume a)
---
cdef void attack(int n) nogil:
    a = Leaf()
    if n and (b := a) is not NULL:
        pass
    send(consume a)
---
cdef void attack(int n) nogil:
    a = Leaf()
    b = a if n > 3 else NULL
    send(consume a)
---
cdef void attack() nogil:
    a = Leaf()
    b = [a, a]
    send(consume a)
---
cdef iso Leaf attack(Leaf l) nogil:
    return consume l
---
cdef cypclass Depot:
    Leaf slot
    iso Leaf take(self):
        return consume self.slot
