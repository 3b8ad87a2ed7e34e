# strict: objects that let something out when they die, or when the runtime calls them.
from libcythonplus.list cimport cyplist
from libcythonplus.dict cimport cypdict
from libcythonplus.set cimport cypset
from libcpp.vector cimport vector
from libcpp.pair cimport pair
cdef cypclass Leaf:
    int n
    Leaf next
    __init__(self, int n=0):
        self.n = n
cdef void send(iso Leaf l) nogil:
    pass
cdef Leaf gleaf
cdef cypclass Testament:
    Leaf leaf
    void __dealloc__(self):
        global gleaf
        gleaf = self.leaf
cdef cypclass Box:
    Testament inner
    Leaf leaf
cdef cypclass Plain:
    Leaf leaf
cdef cypclass Heir(Plain):
    void __dealloc__(self):
        global gleaf
        gleaf = self.leaf
cdef void send_box(iso Box b) nogil:
    pass
---
cdef void attack() nogil:
    t = Testament()
    t.leaf = Leaf()
    l = t.leaf
    del t
    send(consume l)
---
cdef void attack() nogil:
    t = Testament()
    t.leaf = Leaf()
    l = t.leaf
    t = NULL
    send(consume l)
---
cdef void attack() nogil:
    t = Testament()
    t.leaf = Leaf()
    l = t.leaf
    t = Testament()
    send(consume l)
---
cdef void drop(Testament t) nogil:
    pass
cdef void attack() nogil:
    t = Testament()
    t.leaf = Leaf()
    l = t.leaf
    drop(consume t)
    send(consume l)
---
cdef void attack(iso Testament given) nogil:
    t = <Testament> consume given
    l = t.leaf
    del t
    send(consume l)
---
cdef void attack() nogil:
    b = Box()
    b.inner = Testament()
    b.inner.leaf = Leaf()
    l = b.inner.leaf
    del b
    send(consume l)
---
cdef void attack() nogil:
    b = Box()
    b.inner = Testament()
    b.inner.leaf = Leaf()
    l = b.inner.leaf
    b.inner = NULL
    del b
    send(consume l)
---
cdef Leaf take(Plain p) nogil:
    l = p.leaf
    return l
cdef void attack() nogil:
    p = <Plain> Heir()
    p.leaf = Leaf()
    l = p.leaf
    del p
    send(consume l)
---
cdef void attack(iso Plain given) nogil:
    cdef Plain p = consume given
    l = p.leaf
    del p
    send(consume l)
---
cdef void attack() nogil:
    cdef Plain p = Heir()
    l = Leaf()
    p.leaf = l
    p = NULL
    send(consume l)
---
cdef void attack() nogil:
    all = cyplist[Testament]()
    t = Testament()
    t.leaf = Leaf()
    l = t.leaf
    all.append(t)
    del t
    del all
    send(consume l)
---
cdef void attack() nogil:
    cdef vector[Testament] all
    t = Testament()
    t.leaf = Leaf()
    l = t.leaf
    all.push_back(t)
    del t
    all.clear()
    all = vector[Testament]()
    send(consume l)
---
cdef Leaf steal() nogil:
    t = Testament()
    t.leaf = Leaf()
    return t.leaf
cdef void attack() nogil:
    send(consume steal())
---
cdef iso Leaf steal() nogil:
    t = Testament()
    t.leaf = Leaf()
    l = t.leaf
    del t
    return consume l
---
# The destructor hands out an object of its own class.
cdef cypclass Ring:
    Ring peer
    int n
    void __dealloc__(self):
        global gring
        gring = self.peer
cdef Ring gring
cdef void send_ring(iso Ring r) nogil:
    pass
cdef void attack() nogil:
    a = Ring()
    b = Ring()
    a.peer = b
    del a
    send_ring(consume b)
---
# A destructor lends what it holds to a lock object.
cdef cypclass Vault:
    Leaf leaf
    vector[Leaf] leaves
cdef cypclass Saver:
    lock Vault vault
    Leaf leaf
    void __dealloc__(self):
        self.vault.leaves.push_back(self.leaf)
cdef void attack(lock Vault vault) nogil:
    s = Saver()
    s.vault = vault
    s.leaf = Leaf()
    l = s.leaf
    del s
    send(consume l)
---
# A hash that keeps its key.
cdef cypclass Key:
    int n
    __init__(self, int n=0):
        self.n = n
    size_t __hash__(self):
        global gkey
        gkey = self
        return self.n
    bint __eq__(self, Key o):
        return self.n == o.n
cdef Key gkey
cdef void send_key(iso Key k) nogil:
    pass
cdef void attack() nogil:
    k = Key(1)
    d = cypdict[Key, int]()
    x = k in d
    send_key(consume k)
---
cdef cypclass Key:
    int n
    size_t __hash__(self):
        return self.n
    bint __eq__(self, Key o):
        global gkey
        gkey = o
        return self.n == o.n
cdef Key gkey
cdef void send_key(iso Key k) nogil:
    pass
cdef void attack() nogil:
    k = Key()
    s = cypset[Key]()
    s.add(Key())
    s.add(k)
    s.discard(k)
    del s
    send_key(consume k)
---
cdef cypclass Key:
    int n
    bint __lt__(self, Key o):
        global gkey
        gkey = o
        return self.n < o.n
cdef Key gkey
cdef void send_all(iso cyplist[Key] l) nogil:
    pass
cdef void attack() nogil:
    l = cyplist[Key]()
    l.append(Key())
    l.append(Key())
    l.sort()
    send_all(consume l)
---
cdef cypclass Key:
    int n
    bint __bool__(self):
        global gkey
        gkey = self
        return self.n > 0
cdef Key gkey
cdef void send_key(iso Key k) nogil:
    pass
cdef void attack() nogil:
    k = Key()
    if k:
        send_key(consume k)
---
cdef cypclass Key:
    int n
    bint __bool__(self):
        global gkey
        gkey = self
        return self.n > 0
cdef Key gkey
cdef void send_key(iso Key k) nogil:
    pass
cdef void attack() nogil:
    k = Key()
    b = not k
    send_key(consume k)
---
cdef cypclass Key:
    int n
    Leaf leaf
    bint __bool__(self):
        global gleaf
        gleaf = self.leaf
        return self.n > 0
cdef void attack(iso Key k) nogil:
    if k:
        pass
    l = <Key> consume k
    send(consume l.leaf)
---
# The runtime asks for the length.
cdef cypclass Row:
    Leaf leaf
    int __len__(self):
        global gleaf
        gleaf = self.leaf
        return 1
cdef void attack() nogil:
    r = Row()
    r.leaf = Leaf()
    l = r.leaf
    n = len(r)
    del r
    send(consume l)
---
# An iterator that keeps what it gives.
cdef cypclass Iter:
    Leaf leaf
    int n
    Iter __iter__(self):
        return self
    Leaf __next__(self) except ~:
        global gleaf
        gleaf = Leaf()
        if self.n > 3:
            with gil:
                raise StopIteration
        self.n += 1
        return gleaf
cdef void attack() nogil:
    it = Iter()
    for l in it:
        send(consume l)
---
cdef cypclass Chain:
    Leaf leaf
    Chain __add__(self, Chain o):
        self.leaf = o.leaf
        return Chain()
cdef void attack() nogil:
    a = Chain()
    b = Chain()
    b.leaf = Leaf()
    l = b.leaf
    c = a + b
    del b
    send(consume l)
---
cdef cypclass Chain:
    Leaf leaf
    Chain __iadd__(self, Chain o):
        self.leaf = o.leaf
        return self
cdef void attack() nogil:
    a = Chain()
    b = Chain()
    b.leaf = Leaf()
    l = b.leaf
    a += b
    del b
    send(consume l)
---
cdef cypclass Chain:
    Leaf leaf
    Leaf __getitem__(self, int i):
        return self.leaf
    void __setitem__(self, int i, Leaf l):
        self.leaf = l
cdef void attack() nogil:
    a = Chain()
    l = Leaf()
    a[3] = l
    send(consume l)
---
cdef cypclass Chain:
    Leaf leaf
    Leaf __getitem__(self, int i):
        return self.leaf
    void __setitem__(self, int i, Leaf l):
        self.leaf = l
cdef void attack() nogil:
    a = Chain()
    a[3] = Leaf()
    l = a[2]
    send(consume l)
---
cdef cypclass Chain:
    Leaf leaf
    bint __contains__(self, Leaf l):
        self.leaf = l
        return True
cdef void attack() nogil:
    a = Chain()
    l = Leaf()
    if l in a:
        send(consume l)
---
cdef cypclass Chain:
    Leaf leaf
    Leaf __call__(self, Leaf l):
        self.leaf = l
        return Leaf()
cdef void attack() nogil:
    a = Chain()
    l = Leaf()
    cdef Leaf m = a(l)
    send(consume l)
---
cdef cypclass Chain:
    Leaf leaf
    Leaf __Leaf__(self):
        return self.leaf
cdef void attack() nogil:
    a = Chain()
    a.leaf = Leaf()
    l = <Leaf> a
    send(consume l)
---
cdef cypclass Chain:
    Leaf leaf
    Leaf __Leaf__(self):
        return self.leaf
cdef void attack(lock Chain a) nogil:
    l = <Leaf> a
    l.n = 3
---
cdef cypclass Chain:
    Leaf leaf
    Leaf __Leaf__(self):
        return self.leaf
cdef void attack(iso Chain a) nogil:
    send(consume <Leaf> a)
---
cdef cypclass Chain:
    Leaf leaf
    Chain __enter__(self):
        global gleaf
        gleaf = self.leaf
        return self
cdef void attack() nogil:
    a = Chain()
    a.leaf = Leaf()
    l = a.leaf
    a.__enter__()
    del a
    send(consume l)
---
cdef cypclass Cmp:
    Leaf leaf
    bint __eq__(self, Cmp o):
        o.leaf = self.leaf
        return True
    size_t __hash__(self):
        return 1
cdef void attack() nogil:
    a = Cmp()
    b = Cmp()
    a.leaf = Leaf()
    l = a.leaf
    x = a == b
    del a
    send(consume l)
---
cdef cypclass Cmp:
    Leaf leaf
    bint __eq__(self, Cmp o):
        o.leaf = self.leaf
        return True
    size_t __hash__(self):
        return 1
cdef void attack() nogil:
    a = Cmp()
    b = Cmp()
    a.leaf = Leaf()
    l = a.leaf
    s = cypset[Cmp]()
    s.add(b)
    x = a in s
    del a, s
    send(consume l)
