# strict: every program here tries to keep an alias of what it gives away, or to let two threads meet in one object. All are rejected.
from libcythonplus.list cimport cyplist
from libcythonplus.dict cimport cypdict
from libcythonplus.set cimport cypset
from libcpp.vector cimport vector
from libcpp.deque cimport deque
cdef cypclass Leaf:
    int n
    __init__(self, int n=0):
        self.n = n
    bint __eq__(self, Leaf o):
        return self.n == o.n
    size_t __hash__(self):
        return self.n
cdef cypclass Box:
    Leaf leaf
    Box peer
    iso Leaf mine
    lock Leaf shared
    cyplist[Leaf] all
    vector[Leaf] vec
    Leaf arr[4]
    __init__(self):
        self.all = cyplist[Leaf]()
    void put(self, Leaf l):
        self.leaf = l
    Leaf get(self):
        return self.leaf
    Box me(self):
        return self
    Leaf swap(self, Leaf l):
        old = self.leaf
        self.leaf = l
        return old
cdef cypclass Act activable:
    Leaf leaf
    int n
    __init__(self):
        self.leaf = Leaf(1)
    void take(self, Leaf l):
        self.leaf = l
    void boxed(self, Box b):
        self.leaf = b.leaf
    void run(self):
        self.n += 1
    Leaf give(self):
        return self.leaf
cdef void send(iso Box b) nogil:
    pass
cdef void send_leaf(iso Leaf b) nogil:
    pass
cdef Leaf gleaf
cdef Box gbox
cdef cyplist[Leaf] glist
cdef iso Box giso
---
cdef void attack() nogil:
    b = Box()
    c = b
    send(consume b)
---
cdef void attack() nogil:
    b = Box()
    b.leaf = Leaf()
    l = b.leaf
    send(consume b)
---
cdef void attack() nogil:
    b = Box()
    l = Leaf()
    b.put(l)
    send(consume b)
---
cdef void attack() nogil:
    b = Box()
    c = b.me()
    send(consume b)
---
cdef void attack() nogil:
    b = Box()
    b.peer = Box()
    c = b.peer.me().me()
    send(consume b)
---
cdef void attack() nogil:
    global gbox
    b = Box()
    gbox = b
    send(consume b)
---
cdef void attack() nogil:
    b = gbox
    send(consume b)
---
cdef void attack() nogil:
    b = Box()
    b.leaf = gleaf
    send(consume b)
---
cdef void attack() nogil:
    b = Box()
    b.all = glist
    send(consume b)
---
cdef void attack() nogil:
    b = Box()
    glist.append(b.leaf)
    send(consume b)
---
cdef void attack() nogil:
    l = Leaf()
    glist.append(l)
    send_leaf(consume l)
---
cdef void attack(Box p) nogil:
    send(consume p)
---
cdef void attack(Box p) nogil:
    b = Box()
    b.peer = p
    send(consume b)
---
cdef void attack(Box p) nogil:
    b = Box()
    p.peer = b
    send(consume b)
---
cdef void attack(Box p) nogil:
    send(consume p.peer)
---
cdef void attack(cyplist[Box] p) nogil:
    b = p[0]
    send(consume b)
---
cdef void attack() nogil:
    l = cyplist[Leaf]()
    x = Leaf()
    l.append(x)
    y = consume l
---
cdef void attack() nogil:
    l = cyplist[Leaf]()
    l.append(Leaf())
    x = l[0]
    y = consume l
---
cdef void attack() nogil:
    l = cyplist[Leaf]()
    l.append(Leaf())
    for x in l:
        pass
    y = consume l
---
cdef void attack() nogil:
    l = cyplist[Leaf]()
    m = l + l
    y = consume l
---
cdef void attack() nogil:
    l = cyplist[Leaf]()
    l.append(Leaf())
    m = l.copy()
    y = consume l
---
cdef void attack() nogil:
    l = cyplist[Leaf]()
    l.append(Leaf())
    m = l * 3
    y = consume m
---
cdef void attack() nogil:
    l = cyplist[Leaf]()
    x = Leaf()
    l.insert(0, x)
    y = consume l
---
cdef void attack() nogil:
    l = cyplist[Leaf]()
    m = cyplist[Leaf]()
    l.append(Leaf())
    m.extend(l)
    y = consume m
---
cdef void attack() nogil:
    l = cyplist[Leaf]()
    m = cyplist[Leaf]()
    l.append(Leaf())
    m += l
    y = consume m
---
cdef void attack() nogil:
    l = cyplist[Leaf]()
    l.append(Leaf())
    x = l.pop()
    l.append(x)
    y = consume l
---
cdef void attack() nogil:
    d = cypdict[int, Leaf]()
    x = Leaf()
    d[1] = x
    y = consume d
---
cdef void attack() nogil:
    d = cypdict[Leaf, int]()
    x = Leaf()
    d[x] = 1
    y = consume d
---
cdef void attack() nogil:
    d = cypdict[int, Leaf]()
    d[1] = Leaf()
    x = d[1]
    y = consume d
---
cdef void attack() nogil:
    d = cypdict[int, Leaf]()
    d[1] = Leaf()
    for k in d.values():
        pass
    y = consume d
---
cdef void attack() nogil:
    d = cypdict[int, Leaf]()
    v = d.values()
    y = consume d
---
cdef void attack() nogil:
    d = cypdict[int, Leaf]()
    v = d.items()
    y = consume d
---
cdef void attack() nogil:
    s = cypset[Leaf]()
    x = Leaf()
    s.add(x)
    y = consume s
---
cdef void attack() nogil:
    s = cypset[Leaf]()
    s.add(Leaf())
    for x in s:
        pass
    y = consume s
---
cdef void attack() nogil:
    cdef vector[Leaf] v
    b = Box()
    v.push_back(b.leaf)
    send(consume b)
---
cdef void attack() nogil:
    cdef vector[Box] v
    v.push_back(Box())
    b = v[0]
    send(consume b)
---
cdef void attack() nogil:
    cdef vector[Leaf] v
    b = Box()
    b.vec.push_back(Leaf())
    v = b.vec
    send(consume b)
---
cdef void attack() nogil:
    cdef vector[Leaf] v
    v.push_back(Leaf())
    b = Box()
    b.vec = v
    send(consume b)
---
cdef void attack() nogil:
    cdef deque[Box] v
    b = Box()
    v.push_back(b)
    send(consume b)
---
cdef void attack() nogil:
    cdef Leaf a[3]
    b = Box()
    a[0] = Leaf()
    b.leaf = a[0]
    send(consume b)
---
cdef void attack() nogil:
    cdef Leaf a[3]
    b = Box()
    b.arr[0] = Leaf()
    a[1] = b.arr[0]
    send(consume b)
---
cdef struct Pair:
    Leaf a
    Leaf b
cdef void attack() nogil:
    cdef Pair p
    b = Box()
    b.leaf = Leaf()
    p.a = b.leaf
    send(consume b)
---
cdef struct Pair:
    Leaf a
    Leaf b
cdef void attack() nogil:
    cdef Pair p
    p.b = Leaf()
    b = Box()
    b.leaf = p.b
    send(consume b)
---
cdef void two(Box a, iso Box b) nogil:
    pass
cdef void attack() nogil:
    b = Box()
    two(b, consume b)
---
cdef void two(Leaf a, iso Box b) nogil:
    pass
cdef void attack() nogil:
    b = Box()
    two(b.leaf, consume b)
---
cdef void attack() nogil:
    a = Box()
    b = Box()
    a, b = b, b
    send(consume b)
---
cdef void attack() nogil:
    a = Box()
    b = Box()
    a.peer, b.peer = b, a
    send(consume b)
---
cdef void attack(int k) nogil:
    a = Box()
    b = a if k else Box()
    send(consume b)
---
cdef void attack(int k) nogil:
    a = Box()
    b = a or Box()
    send(consume b)
---
cdef void attack(int k) nogil:
    a = Box()
    if k:
        b = a
    else:
        b = Box()
    send(consume a)
---
cdef void attack(int k) nogil:
    a = Box()
    b = Box()
    while k:
        b = a
        k -= 1
    send(consume a)
---
cdef void attack(int k) nogil:
    a = Box()
    b = Box()
    for i in range(k):
        if i == 3:
            send(consume a)
            break
        a = b
---
cdef void attack(int k) nogil:
    a = Box()
    b = Box()
    try:
        a.peer = b
    finally:
        k = 3
    send(consume a)
---
cdef void store(Box a, Leaf l) nogil:
    a.leaf = l
cdef void attack() nogil:
    a = Box()
    l = Leaf()
    store(a, l)
    send(consume a)
---
cdef Leaf through(Box a) nogil:
    return a.leaf
cdef void attack() nogil:
    a = Box()
    l = through(a)
    send(consume a)
---
cdef void keep(Box a) nogil:
    global gbox
    gbox = a
cdef void attack() nogil:
    a = Box()
    keep(a)
    send(consume a)
---
cdef void keep_leaf(Box a) nogil:
    global gleaf
    gleaf = a.leaf
cdef void attack() nogil:
    a = Box()
    keep_leaf(a)
    send(consume a)
---
cdef Box first(Box a, Box b) nogil:
    return a
cdef void attack() nogil:
    a = Box()
    c = first(a, Box())
    send(consume a)
---
cdef Box deep(Box a, int n) nogil:
    if n == 0:
        return a
    return deep(a, n - 1)
cdef void attack() nogil:
    a = Box()
    c = deep(a, 4)
    send(consume a)
---
cdef void even(Box a, Box b, int n) nogil:
    if n:
        odd(a, b, n - 1)
cdef void odd(Box a, Box b, int n) nogil:
    b.peer = a
    even(b, a, n)
cdef void attack() nogil:
    a = Box()
    b = Box()
    even(a, b, 4)
    send(consume a)
---
cdef cypclass Base:
    Leaf l
    void put(self, Leaf l):
        pass
cdef cypclass Derived(Base):
    void put(self, Leaf l):
        self.l = l
cdef void attack() nogil:
    cdef Base b = Derived()
    l = Leaf()
    b.put(l)
    x = consume b
---
cdef cypclass Base:
    void put(self, Leaf l):
        pass
cdef cypclass Derived(Base):
    void put(self, Leaf l):
        global gleaf
        gleaf = l
cdef void attack() nogil:
    cdef Base b = Derived()
    l = Leaf()
    b.put(l)
    send_leaf(consume l)
---
cdef cypclass Keeper:
    Leaf l
    __init__(self, Leaf l):
        self.l = l
cdef void attack() nogil:
    l = Leaf()
    k = Keeper(l)
    send_leaf(consume l)
---
cdef cypclass Keeper:
    Leaf l
    __init__(self, Leaf l):
        self.l = l
cdef void attack() nogil:
    l = Leaf()
    k = Keeper(l)
    x = consume k
---
cdef cypclass Registers:
    __init__(self):
        global greg
        greg = self
cdef Registers greg
cdef void attack() nogil:
    x = consume Registers()
---
cdef cypclass Made:
    Leaf l
    Made __new__(alloc, Leaf l):
        m = alloc()
        m.l = l
        return m
cdef void attack() nogil:
    l = Leaf()
    x = consume Made(l)
---
cdef cypclass Single:
    int n
    Single __new__(alloc):
        global gsingle
        if gsingle is NULL:
            gsingle = alloc()
        return gsingle
cdef Single gsingle
cdef void attack() nogil:
    x = consume Single()
---
cdef cypclass Generic[T]:
    T value
    void put(self, T v):
        self.value = v
cdef void attack() nogil:
    g = Generic[Leaf]()
    l = Leaf()
    g.put(l)
    x = consume g
---
cdef cypclass Generic[T]:
    T value
    T get(self):
        return self.value
cdef void attack() nogil:
    g = Generic[Leaf]()
    g.value = Leaf()
    l = g.get()
    x = consume g
---
cdef cypclass Adds:
    Leaf l
    Adds __add__(self, Adds o):
        r = Adds()
        r.l = self.l
        return r
cdef void attack() nogil:
    a = Adds()
    a.l = Leaf()
    b = a + Adds()
    x = consume b
---
cdef cypclass Self:
    Self __iadd__(self, int n):
        return self
    Self __getitem__(self, int n):
        return self
cdef void attack() nogil:
    a = Self()
    b = a[3]
    x = consume a
---
cdef cypclass Conv:
    Leaf l
    Leaf __Leaf__(self):
        return self.l
cdef void attack() nogil:
    c = Conv()
    c.l = Leaf()
    x = consume <Leaf> c
---
cdef cypclass Calls:
    Leaf l
    Leaf __call__(self, int n):
        return self.l
cdef void attack() nogil:
    c = Calls()
    c.l = Leaf()
    x = c(3)
    send_leaf(consume x)
---
def attack():
    b = Box()
    def inner():
        return b.leaf is NULL
    send(consume b)
---
def attack():
    b = Box()
    f = lambda: b.leaf is NULL
    send(consume b)
---
def attack():
    b = Box()
    g = (b.leaf is NULL for i in range(3))
    send(consume b)
---
def attack():
    l = Leaf()
    o = <object> l
    send_leaf(consume l)
---
def attack():
    l = Leaf()
    o = [l]
    send_leaf(consume l)
---
def attack():
    l = Leaf()
    print(l)
    o = (l, 3)
    send_leaf(consume l)
---
def attack(Leaf l):
    send_leaf(consume l)
---
def attack():
    l = Leaf()
    try:
        raise ValueError(l)
    except ValueError as e:
        send_leaf(consume l)
---
def attack():
    l = Leaf()
    yield 3
    m = l
    send_leaf(consume l)
---
cdef void attack() nogil:
    l = Leaf()
    p = <void*> l
    send_leaf(consume l)
---
cdef void attack() nogil:
    l = Leaf()
    m = <Leaf> <void*> l
    send_leaf(consume m)
---
cdef void attack() nogil:
    l = Leaf()
    p = &l
    send_leaf(consume l)
---
cdef void attack(Leaf* p) nogil:
    l = Leaf()
    p[0] = l
    send_leaf(consume l)
---
ctypedef Leaf (*getter)(Box) nogil
cdef void attack(getter f) nogil:
    b = Box()
    l = f(b)
    send(consume b)
---
cdef void attack() nogil:
    b = Box()
    with wlocked b:
        send(consume b)
---
cdef void attack() nogil:
    b = Box()
    c = Box()
    b.peer = c
    c.peer = b
    send(consume b)
---
cdef void attack() nogil:
    b = Box()
    (c := b).leaf = Leaf()
    send(consume b)
---
cdef void attack() nogil:
    b = c = Box()
    send(consume b)
---
cdef void attack(int k) nogil:
    cdef Box last = NULL
    for i in range(k):
        b = Box()
        b.peer = last
        last = b
        send(consume b)
---
cdef void attack(int k) nogil:
    cdef Leaf l = Leaf()
    for i in range(k):
        b = Box()
        b.leaf = l
        send(consume b)
---
cdef void attack(int k) nogil:
    l = cyplist[Leaf]()
    for i in range(k):
        x = Leaf()
        l.append(x)
        send_leaf(consume x)
---
cdef void attack() nogil:
    a = Box()
    x = consume a
    x.put(consume Leaf())
    a.put(Leaf())
