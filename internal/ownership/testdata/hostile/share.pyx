# strict: every program here tries to let two threads meet in one object, or to carry a reference out of what protects it.
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
    Leaf raw(locked self):
        return NULL
    iso Leaf out(self):
        return consume self.mine
cdef cypclass Act activable:
    Leaf leaf
    Box box
    int n
    lock Box lb
    __init__(self):
        self.leaf = Leaf(1)
    void take(self, Leaf l):
        self.leaf = l
    void run(self):
        self.n += 1
    Leaf give(self):
        return self.leaf
cdef void plain(Leaf l) nogil:
    pass
cdef Leaf gleaf
cdef Box gbox
cdef int gint
cdef cyplist[Leaf] glist
cdef iso Box giso
cdef lock Box glock
---
cdef void attack(lock Box l) nogil:
    x = l.leaf
---
cdef void attack(lock Box l) nogil:
    x = l.get()
---
cdef void attack(lock Box l) nogil:
    x = l.me()
---
cdef void attack(lock Box l) nogil:
    l.put(Leaf())
---
cdef void attack(lock Box l) nogil:
    l.leaf = Leaf()
---
cdef void attack(lock Box l) nogil:
    plain(l.leaf)
---
cdef Leaf attack(lock Box l) nogil:
    return l.leaf
---
cdef void attack(lock Box l) nogil:
    global gleaf
    gleaf = l.leaf
---
cdef void attack(lock Box l, Box b) nogil:
    b.leaf = l.leaf
---
cdef void attack(lock Box l) nogil:
    glist.append(l.leaf)
---
cdef void attack(lock Box l) nogil:
    with wlocked l:
        x = l.leaf
---
cdef void attack(lock Box l) nogil:
    with wlocked l:
        for x in l.all:
            pass
    x.n = 3
---
cdef void attack(lock Box l) nogil:
    for x in l.all:
        x.n = 3
---
cdef void attack(lock Box l) nogil:
    x = l.vec[0]
---
cdef void attack(lock Box l) nogil:
    for x in l.vec:
        glist.append(x)
---
cdef void attack(lock Box l) nogil:
    with rlocked l:
        x = l.vec[0]
    x.n = 3
---
cdef void attack(lock Box l) nogil:
    x = l.arr[0]
---
cdef void attack(lock Box l) nogil:
    it = l.all.begin()
---
cdef void attack(lock Box l) nogil:
    v = l.vec
---
cdef void attack(lock cyplist[Leaf] l) nogil:
    x = l[0]
---
cdef void attack(lock cyplist[Leaf] l) nogil:
    x = <cyplist[Leaf]> l
---
cdef void attack(lock cyplist[Leaf] l) nogil:
    x = l + l
    y = x[0]
---
cdef void attack(lock cyplist[Leaf] l) nogil:
    l.append(gleaf)
---
cdef void attack(lock cypdict[int, Leaf] d) nogil:
    x = d[0]
---
cdef void attack(lock cypdict[int, Leaf] d) nogil:
    v = d.values()
---
cdef void attack(lock cypdict[int, Leaf] d) nogil:
    with rlocked d:
        for v in d.values():
            gleaf = v
            glist.append(v)
---
cdef void attack(lock cypdict[int, Leaf] d) nogil:
    with rlocked d:
        for k, v in d.items():
            w = v
    w.n = 3
---
cdef void attack(iso Box b) nogil:
    x = b.leaf
---
cdef void attack(iso Box b) nogil:
    x = b.get()
---
cdef void attack(iso Box b) nogil:
    x = b
---
cdef void attack(iso Box b) nogil:
    x = b.vec[0]
---
cdef void attack(iso Box b) nogil:
    v = b.vec
---
cdef void attack(iso Box b) nogil:
    it = b.all.begin()
    c = consume b
---
cdef void attack(iso cyplist[Leaf] b) nogil:
    for x in b:
        pass
    c = consume b
    x.n = 3
---
cdef void attack(iso cyplist[Leaf] b) nogil:
    for x in b:
        c = consume b
        x.n = 3
---
cdef void attack(iso cyplist[Leaf] b) nogil:
    y = <cyplist[Leaf]> b
---
cdef void attack(iso Box b) nogil:
    b.peer = gbox
---
cdef void attack(iso Box b) nogil:
    b.put(gleaf)
---
cdef void attack(vector[iso Leaf] v) nogil:
    x = v[0]
---
cdef void attack(cyplist[iso Leaf] v) nogil:
    x = v[0]
---
cdef void attack(cyplist[iso Leaf] v) nogil:
    for x in v:
        y = consume x
---
cdef void attack(cypdict[int, iso Leaf] v) nogil:
    x = v[0]
---
cdef void attack(Leaf l) nogil:
    a = activate(consume Act())
    a.take(NULL, l)
---
cdef void attack(Leaf l) nogil:
    a = activate(consume Act())
    a.take(NULL, consume l)
---
cdef void attack() nogil:
    a = activate(consume Act())
    a.leaf = Leaf()
---
cdef void attack() nogil:
    b = Act()
    a = activate(consume b)
    b.run()
---
cdef void attack() nogil:
    b = Act()
    c = b
    a = activate(consume b)
---
cdef void attack() nogil:
    b = Act()
    l = b.leaf
    a = activate(consume b)
---
cdef void attack() nogil:
    b = Act()
    b.leaf = gleaf
    a = activate(consume b)
---
cdef cypclass Bad activable:
    void run(self):
        global gleaf
        gleaf = Leaf()
---
cdef cypclass Bad activable:
    int run(self):
        return gleaf.n
cdef void other() nogil:
    global gleaf
    gleaf = Leaf()
---
cdef cypclass Bad activable:
    void run(self):
        gleaf.n = 3
---
cdef cypclass Bad activable:
    void run(self):
        glist.append(Leaf())
---
cdef cypclass Bad activable:
    void run(self):
        global gint
        gint += 1
---
cdef void helper() nogil:
    global gint
    gint += 1
cdef cypclass Bad activable:
    void run(self):
        helper()
---
cdef cypclass Helper:
    void work(self):
        global gint
        gint += 1
cdef cypclass Bad activable:
    void run(self):
        Helper().work()
---
cdef cypclass Helper:
    __init__(self):
        global gint
        gint += 1
cdef cypclass Bad activable:
    void run(self):
        h = Helper()
---
cdef cypclass Helper:
    int n
    void __dealloc__(self):
        global gint
        gint += 1
cdef cypclass Bad activable:
    void run(self):
        h = Helper()
---
cdef cypclass Base:
    void work(self):
        pass
cdef cypclass Derived(Base):
    void work(self):
        global gint
        gint += 1
cdef cypclass Bad activable:
    Base b
    void run(self):
        self.b.work()
---
cdef cypclass Op:
    int n
    Op __add__(self, Op o):
        global gint
        gint += 1
        return o
cdef cypclass Bad activable:
    void run(self):
        x = Op() + Op()
---
cdef int garr[4]
cdef cypclass Bad activable:
    void run(self):
        garr[1] = 3
---
cdef struct Point:
    int x
cdef Point gpoint
cdef cypclass Bad activable:
    void run(self):
        gpoint.x = 3
---
cdef vector[int] gvec
cdef cypclass Bad activable:
    void run(self):
        gvec.push_back(3)
---
cdef cypclass Bad activable:
    void run(self):
        x = consume giso
---
cdef cypclass Bad activable:
    void run(self):
        p = &gint
        p[0] = 3
---
cdef cypclass Bad activable:
    Box b
    void run(self):
        self.b = gbox
cdef void other() nogil:
    gbox.leaf = Leaf()
---
cdef void callback() nogil:
    global gint
    gint += 1
ctypedef void (*fn)() nogil
cdef cypclass Bad activable:
    fn f
    void run(self):
        self.f = callback
        self.f()
---
cdef cypclass Leaker:
    Leaf leaf
    void leak(self):
        global gleaf
        gleaf = self.leaf
cdef void attack(lock Leaker l) nogil:
    l.leak()
---
cdef cypclass Leaker:
    Leaf leaf
    void leak(self):
        global gleaf
        gleaf = self.leaf
cdef void attack(iso Leaker l) nogil:
    l.leak()
---
cdef cypclass Leaker:
    Leaf leaf
    void leak(self):
        self.leaf = gleaf
cdef void attack(lock Leaker l) nogil:
    l.leak()
---
cdef cypclass Leaker activable:
    Leaf leaf
    void leak(self):
        glist.append(self.leaf)
cdef void attack(active Leaker l) nogil:
    l.leak(NULL)
---
cdef cypclass Leaker:
    Leaf leaf
    void leak(self):
        self.inner(self)
    void inner(self, Leaker l):
        global gleaf
        gleaf = l.leaf
cdef void attack(lock Leaker l) nogil:
    l.leak()
---
cdef cypclass Leaker:
    Leaf leaf
    bint __bool__(self):
        global gleaf
        gleaf = self.leaf
        return 1
cdef void attack(lock Leaker l) nogil:
    if l:
        pass
---
cdef cypclass Leaker:
    Leaf leaf
    Leaf __getitem__(self, int i):
        global gleaf
        gleaf = self.leaf
        return self.leaf
cdef void attack(lock Leaker l) nogil:
    l[3].n = 4
---
cdef cypclass Leaker:
    Leaf leaf
    void run(self):
        with gil:
            o = <object> self.leaf
            print(o)
cdef void attack(lock Leaker l) nogil:
    l.run()
---
cdef cypclass Dead:
    Box b
    void __dealloc__(self):
        global gdead
        gdead = self
cdef Dead gdead
---
cdef cypclass Dead:
    Dead other
    void __dealloc__(self):
        self.other.other = self
---
cdef cypclass Dead:
    void __dealloc__(self):
        gdeads.append(self)
cdef cyplist[Dead] gdeads
---
cdef cypclass Dead:
    void __dealloc__(self):
        keepit(self)
cdef void keepit(Dead d) nogil:
    global gdead
    gdead = d
cdef Dead gdead
---
cdef cypclass Dead:
    void __dealloc__(self):
        self.again()
    void again(self):
        global gdead
        gdead = self
cdef Dead gdead
---
cdef cypclass Dead:
    void __dealloc__(self):
        x = self
        global gdead
        gdead = x
cdef Dead gdead
---
cdef void attack() nogil:
    x = Leaf()
    y = consume x
    z = x.n
---
cdef void attack(int k) nogil:
    x = Leaf()
    while k:
        plain(x)
        y = consume x
        x.n = 3
---
cdef void attack() nogil:
    cdef lock Box l = consume Box()
    m = l
    b = consume l
---
cdef void attack(lock Box l) nogil:
    b = consume l
---
cdef void attack() nogil:
    a = activate(consume Act())
    b = a
    c = consume a
---
cdef void attack() nogil:
    cdef iso Box b = consume Box()
    b.peer = consume Box()
    c = consume b.peer
    d = b.peer.peer
---
def attack(int k):
    cdef lock Box b = consume Box()
    with wlocked b:
        for x in b.all:
            f = lambda: x.n
    f()
---
def attack(int k):
    cdef lock Box b = consume Box()
    with wlocked b:
        for x in b.all:
            yield x
---
cdef void attack(locked Box b) nogil:
    x = b.leaf
---
cdef void attack(locked Box b) nogil:
    x = b.vec[0]
---
cdef void attack(lock Box b) nogil:
    x = b.out()
    y = <Leaf> x
