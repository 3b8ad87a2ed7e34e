# strict: ways out through templates, casts, structs, iterators, nested containers, destructors and results.
from libcythonplus.list cimport cyplist
from libcythonplus.dict cimport cypdict
from libcythonplus.set cimport cypset
from libcpp.vector cimport vector
from libcpp.deque cimport deque
from libcpp.utility cimport pair
from libcpp.unordered_map cimport unordered_map
cimport cyp
cdef cypclass Base:
    int k
    void visit(self):
        pass
cdef cypclass Leaf(Base):
    int n
    Leaf next
    __init__(self, int n=0):
        self.n = n
    int get(const self):
        return self.n
cdef cypclass Box[T]:
    T v
    Box[T] peer
    __init__(self):
        pass
    T get(self):
        return self.v
    void put(self, T t):
        self.v = t
    Box[T] chain(self, Box[T] b):
        b.peer = self
        return b
cdef cypclass Tree:
    Leaf leaf
    cyplist[Leaf] all
    cypdict[int, Leaf] by
    vector[Leaf] vec
    Tree left
    Tree right
    iso Leaf own
    lock Leaf shared
    __init__(self):
        self.all = cyplist[Leaf]()
        self.by = cypdict[int, Leaf]()
    Leaf first(self):
        return self.all[0]
    Tree me(self):
        return self
    Base base(self):
        return self.leaf
cdef struct S:
    Leaf x
    int k
cdef cypclass Act activable:
    Tree tree
    lock Tree shared
    int n
    void take(self, Tree t):
        self.tree = t
    void leaf(self, Leaf l):
        self.tree.leaf = l
    int get(self):
        return self.n
    void bump(self):
        self.n += 1
cdef void send(iso Leaf l) nogil:
    pass
cdef void sendtree(iso Tree t) nogil:
    pass
---
cdef void attack() nogil:
    b = Box[Leaf]()
    b.put(Leaf(1))
    l = b.get()
    c = consume b
---
cdef void attack() nogil:
    l = Leaf(1)
    b = Box[Leaf]()
    b.put(l)
    send(consume l)
---
cdef void attack() nogil:
    b = Box[Leaf]()
    c = Box[Leaf]()
    d = b.chain(c)
    e = consume b
---
cdef void attack() nogil:
    l = Leaf(1)
    cdef Base b = l
    send(consume l)
    b.k = 1
---
cdef void attack() nogil:
    l = Leaf(1)
    cdef Base b = l
    x = consume b
    l.n = 2
---
cdef void attack() nogil:
    cdef Base b = Leaf(1)
    l = <Leaf> b
    x = consume b
    if l is not NULL:
        l.n = 2
---
cdef void attack() nogil:
    cdef Base b = Leaf(1)
    l = <Leaf?> b
    x = consume b
---
cdef void attack() nogil:
    cdef S s
    l = Leaf(1)
    s.x = l
    send(consume l)
    s.x.n = 1
---
cdef void attack() nogil:
    cdef S s
    cdef S t
    s.x = Leaf(1)
    t = s
    send(consume s.x)
    t.x.n = 2
---
cdef S make(Leaf l) nogil:
    cdef S s
    s.x = l
    return s
cdef void attack() nogil:
    l = Leaf(1)
    s = make(l)
    send(consume l)
---
cdef void attack() nogil:
    cdef S a[3]
    l = Leaf(1)
    a[1].x = l
    send(consume l)
---
cdef void attack() nogil:
    cdef Leaf a[3]
    a[0] = Leaf(1)
    a[1] = a[0]
    send(consume a[0])
    a[1].n = 2
---
cdef void attack() nogil:
    cdef vector[S] v
    cdef S s
    s.x = Leaf(1)
    v.push_back(s)
    send(consume s.x)
---
cdef void attack() nogil:
    cdef vector[vector[Leaf]] v
    cdef vector[Leaf] w
    l = Leaf(1)
    w.push_back(l)
    v.push_back(w)
    send(consume l)
---
cdef void attack() nogil:
    cdef pair[int, Leaf] p
    l = Leaf(1)
    p.second = l
    send(consume l)
---
cdef void attack() nogil:
    cdef unordered_map[int, Leaf] m
    l = Leaf(1)
    m[1] = l
    send(consume l)
---
cdef void attack() nogil:
    cdef deque[Leaf] d
    l = Leaf(1)
    d.push_front(l)
    send(consume l)
    d.front().n = 1
---
cdef void attack() nogil:
    t = Tree()
    t.vec.push_back(Leaf(1))
    it = t.vec.begin()
    sendtree(consume t)
---
cdef void attack() nogil:
    cdef vector[Leaf] v
    v.push_back(Leaf(1))
    t = Tree()
    t.vec = v
    sendtree(consume t)
    v[0].n = 3
---
cdef void attack() nogil:
    t = Tree()
    t.all.append(Leaf(1))
    for l in t.all:
        if l.n == 1:
            sendtree(consume t)
            break
---
cdef void attack() nogil:
    t = Tree()
    t.all.append(Leaf(1))
    for l in t.all:
        pass
    sendtree(consume t)
    l.n = 1
---
cdef void attack() nogil:
    t = Tree()
    keep = Leaf(0)
    for k, l in t.by.items():
        keep = l
    sendtree(consume t)
    keep.n = 1
---
cdef void attack() nogil:
    t = Tree()
    xs = t.all
    sendtree(consume t)
    xs.append(Leaf(1))
---
cdef void attack() nogil:
    t = Tree()
    u = t.me()
    sendtree(consume t)
---
cdef void attack() nogil:
    t = Tree()
    t.leaf = Leaf(1)
    b = t.base()
    sendtree(consume t)
---
cdef void attack() nogil:
    t = Tree()
    t.left = Tree()
    t.right = t.left
    x = consume t.left
---
cdef void attack() nogil:
    t = Tree()
    t.left = Tree()
    t.left.left = t
    x = consume t.left
---
cdef void attack() nogil:
    t = Tree()
    t.left = Tree()
    l = t.left
    sendtree(consume t)
    l.leaf = Leaf(1)
---
cdef void attack() nogil:
    xs = cyplist[cyplist[Leaf]]()
    ys = cyplist[Leaf]()
    xs.append(ys)
    ys.append(Leaf(1))
    zs = consume xs
    ys[0].n = 1
---
cdef void attack() nogil:
    xs = cyplist[Leaf]()
    xs.append(Leaf(1))
    ys = xs + xs
    zs = consume xs
    ys[0].n = 1
---
cdef void attack() nogil:
    xs = cyplist[Leaf]()
    xs.append(Leaf(1))
    ys = xs * 2
    zs = consume ys
    xs[0].n = 1
---
cdef void attack() nogil:
    xs = cyplist[Leaf]()
    xs.append(Leaf(1))
    ys = xs[:]
    zs = consume ys
    xs[0].n = 1
---
cdef void attack() nogil:
    xs = cyplist[Leaf]()
    xs.append(Leaf(1))
    ys = cyplist[Leaf]()
    ys.extend(xs)
    zs = consume ys
    xs[0].n = 1
---
cdef void attack() nogil:
    xs = cyplist[Leaf]()
    xs.append(Leaf(1))
    l = xs.pop()
    xs.append(l)
    send(consume l)
---
cdef void attack() nogil:
    d = cypdict[int, Leaf]()
    d[1] = Leaf(1)
    l = d[1]
    e = consume d
    l.n = 1
---
cdef void attack() nogil:
    d = cypdict[int, Leaf]()
    l = Leaf(1)
    d.update(d)
    d[3] = l
    send(consume l)
---
cdef void attack() nogil:
    xs = cyplist[iso Leaf]()
    xs.append(consume Leaf(1))
    l = xs[0]
    m = xs[0]
---
cdef void attack() nogil:
    xs = cyplist[cyplist[iso Leaf]]()
    ys = cyplist[iso Leaf]()
    xs.append(ys)
    zs = consume xs
    ys.append(consume Leaf(1))
---
cdef void attack() nogil:
    cdef vector[iso Leaf] v
    cdef vector[iso Leaf] w
    v.push_back(consume Leaf(1))
    w = v
---
cdef Leaf saved
cdef cypclass Zombie:
    Leaf leaf
    __dealloc__(self):
        global saved
        with gil:
            saved = self.leaf
cdef void attack() nogil:
    z = Zombie()
    z.leaf = Leaf(1)
    l = z.leaf
    del z
    send(consume l)
---
cdef cypclass Zombie:
    Tree tree
    Leaf leaf
    __dealloc__(self):
        self.tree.leaf = self.leaf
cdef void attack() nogil:
    z = Zombie()
    t = Tree()
    l = Leaf(1)
    z.tree = t
    z.leaf = l
    del z
    send(consume l)
---
cdef int attack(active Act a) nogil except -1:
    t = Tree()
    u = t
    a.take(consume t)
    u.leaf = Leaf(2)
    return 0
---
cdef int attack(active Act a) nogil except -1:
    t = Tree()
    l = Leaf(1)
    t.leaf = l
    a.take(consume t)
    return l.n
---
cdef int attack(active Act a) nogil except -1:
    t = Tree()
    l = Leaf(1)
    t.all.append(l)
    a.take(consume t)
    return l.n
---
cdef int attack(active Act a, lock Tree t) nogil except -1:
    l = t.leaf
    return l.n
---
cdef int attack(lock Tree t) nogil except -1:
    cdef Leaf l
    with wlocked t:
        l = t.all[0]
    return l.n
---
cdef int attack(lock Tree t) nogil except -1:
    for l in t.all:
        l.n += 1
    return 0
---
cdef int attack(lock Tree t) nogil except -1:
    with rlocked t:
        for l in t.all:
            l.n += 1
    return 0
---
cdef int attack(lock Tree t, lock Tree u) nogil except -1:
    with wlocked t:
        for l in u.all:
            l.n += 1
    return 0
---
cdef int attack(lock Tree t, lock Tree u) nogil except -1:
    with wlocked t:
        t = u
        for l in t.all:
            l.n += 1
    return 0
---
cdef int attack(lock Tree t) nogil except -1:
    with wlocked t:
        it = t.vec.begin()
    x = it
    return 0
---
cdef int attack(lock Tree t, Leaf l) nogil except -1:
    t.all.append(l)
    return 0
---
cdef int attack(lock Tree t) nogil except -1:
    l = Leaf(1)
    t.leaf = consume l
    t.shared = consume l
    return l.n
---
cdef int attack(lock Tree t) nogil except -1:
    x = consume t.leaf
    y = x
    z = x.next
    send(consume x)
    return z.n
---
cdef int attack(iso Tree t) nogil except -1:
    l = t.leaf
    return l.n
---
cdef int attack(iso Tree t) nogil except -1:
    u = t
    return 0
---
cdef int attack(iso Tree t) nogil except -1:
    x = consume t
    return t.leaf.n
---
cdef int attack(iso Tree t) nogil except -1:
    for l in t.all:
        x = consume t
        return l.n
    return 0
---
cdef Leaf pick(iso Tree t) nogil:
    return t.leaf
---
cdef Leaf pick(iso Tree t) nogil:
    p = consume t
    return p.leaf
cdef int attack() nogil except -1:
    t = Tree()
    l = Leaf(1)
    t.leaf = l
    x = pick(consume t)
    send(consume x)
    return l.n
---
cdef iso Tree wrap(Tree t) nogil except NULL:
    return consume t
cdef int attack() nogil except -1:
    t = Tree()
    u = wrap(t)
    return t.leaf.n
---
cdef void swap(Tree a, Tree b) nogil:
    a.left, b.left = b.left, a.left
cdef void attack() nogil:
    a = Tree()
    b = Tree()
    swap(a, b)
    sendtree(consume a)
---
cdef void attack(Tree p) nogil:
    a = Tree()
    a.left = p.left
    sendtree(consume a)
---
cdef void attack(int k) nogil:
    a = Tree()
    b = Tree() if k else a
    sendtree(consume a)
    b.leaf = Leaf(1)
---
cdef void attack(int k) nogil:
    a = Tree()
    b = a or Tree()
    sendtree(consume a)
    b.leaf = Leaf(1)
---
cdef void attack(int k) nogil:
    a = Tree()
    b = NULL and a
    c = a and a.left
    sendtree(consume a)
    c.leaf = Leaf(1)
---
cdef int attack(active Act a) nogil except -1:
    r = a.get()
    b = consume a
    r2 = r
    return b.n
---
cdef int attack() nogil except -1:
    a = activate(consume Act())
    xs = cyplist[active Act]()
    xs.append(a)
    b = consume a
    xs[0].bump()
    return b.n
---
cdef int attack() nogil except -1:
    a = activate(consume Act())
    xs = cyplist[active Act]()
    xs.append(a)
    xs[0].bump()
    del xs
    b = consume a
    return b.n
---
cdef cypclass Holder:
    active Act a
    lock Leaf l
    __init__(self, active Act a):
        self.a = a
cdef int attack() nogil except -1:
    a = activate(consume Act())
    h = Holder(a)
    h.a.bump()
    h.a = NULL
    b = consume a
    return b.n
---
cdef cypclass Holder:
    active Act a
cdef void go(Holder h) nogil:
    h.a.bump()
cdef int attack() nogil except -1:
    a = activate(consume Act())
    h = Holder()
    h.a = a
    go(h)
    h = NULL
    b = consume a
    return b.n
---
cdef void go(active Act a) nogil:
    c = a
    c.bump()
cdef int attack() nogil except -1:
    a = activate(consume Act())
    c = a
    c.bump()
    c = NULL
    go(a)
    d = a
    b = consume a
    return b.n
---
cdef Leaf* where
cdef void attack() nogil:
    cdef Leaf l = Leaf(1)
    cdef Leaf* p = &l
    send(consume l)
---
cdef void attack() nogil:
    l = Leaf(1)
    p = <void*> l
    send(consume l)
---
cdef extern from "stdlib.h" nogil:
    void qsort(void* base, size_t n, size_t w, int (*cmp)(const void*, const void*))
cdef void attack() nogil:
    cdef Leaf a[2]
    a[0] = Leaf(1)
    a[1] = a[0]
    send(consume a[1])
---
cdef int attack() nogil except -1:
    t = Tree()
    with cyp.group() as g:
        act = activate(consume Act())
        u = t
        act.take(consume t)
    return u.leaf.n
---
cdef int attack(Tree t) nogil except -1:
    cdef lock Tree s
    s = consume t
    return 0
---
cdef int attack() nogil except -1:
    t = Tree()
    cdef lock Tree s = consume t
    cdef lock Tree r = s
    back = consume s
    back.leaf = Leaf(1)
    return 0
---
cdef int attack() nogil except -1:
    t = Tree()
    x = t.leaf
    cdef lock Tree s = consume t
    x.n = 1
    return 0
---
cdef const Tree look(Tree t) nogil:
    return t
cdef int attack() nogil except -1:
    t = Tree()
    c = look(t)
    sendtree(consume t)
    return 0
---
cdef int attack(const Tree t) nogil except -1:
    sendtree(consume <Tree> t)
    return 0
---
cdef Leaf glob = Leaf(3)
cdef int attack() nogil except -1:
    l = glob
    send(consume l)
    return 0
---
cdef lock Tree gtree = consume Tree()
cdef int attack() nogil except -1:
    x = consume gtree.leaf
    y = x
    send(consume x)
    return 0
---
cdef lock Tree gtree = consume Tree()
cdef int attack() nogil except -1:
    xs = gtree.all
    return 0
