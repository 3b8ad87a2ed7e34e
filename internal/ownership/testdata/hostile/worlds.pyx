# strict: ways out through the GIL world, callbacks, closures and statements that bind names.
from libcythonplus.list cimport cyplist
from libcythonplus.dict cimport cypdict
from libcpp.vector cimport vector
from cython.parallel cimport prange
cimport cyp
cdef cypclass Leaf:
    int n
    Leaf next
    __init__(self, int n=0):
        self.n = n
    void set(self, int n):
        self.n = n
cdef cypclass Box:
    Leaf leaf
    Box peer
    iso Leaf own
    lock Leaf shared
    cyplist[Leaf] all
    __init__(self):
        self.leaf = Leaf(1)
        self.all = cyplist[Leaf]()
    Leaf get(self):
        return self.leaf
    void put(self, Leaf l):
        self.leaf = l
cdef cypclass Act activable:
    Leaf leaf
    int n
    void take(self, Leaf l):
        self.leaf = l
    void box(self, Box b):
        self.leaf = b.leaf
    void work(self):
        self.n += 1
        if self.leaf is not NULL:
            self.leaf.n += 1
    int get(self):
        return self.n
cdef void send(iso Leaf l) nogil:
    pass
cdef void sendbox(iso Box b) nogil:
    pass
---
# a Python object keeps what is sent
cdef class Holder:
    cdef object leaf
    def keep(self):
        l = Leaf(1)
        self.leaf = l
        send(consume l)
---
cdef class Holder:
    cdef object box
    def give(self):
        cdef Box x = self.box
        sendbox(consume x)
---
cdef class Holder:
    cdef list items
    def add(self):
        l = Leaf(1)
        self.items.append(l)
        send(consume l)
---
def attack():
    l = Leaf(1)
    d = {"l": l}
    send(consume l)
    print(d)
---
def attack():
    l = Leaf(1)
    f = lambda: l.n
    send(consume l)
    return f()
---
def attack():
    l = Leaf(1)
    def inner():
        return l.n
    send(consume l)
    return inner
---
def gen(Leaf l):
    yield 1
    send(consume l)
    yield 2
---
def attack():
    l = Leaf(1)
    g = (l.n + i for i in range(3))
    send(consume l)
    return list(g)
---
def attack():
    l = Leaf(1)
    xs = [l for i in range(3)]
    send(consume l)
    return xs
---
cdef int attack() nogil except -1:
    l = Leaf(1)
    if (m := l) is not NULL:
        send(consume l)
    return m.n
---
cdef int attack() nogil except -1:
    b = Box()
    while (l := b.get()) is not NULL:
        send(consume l)
    return 0
---
cdef int attack() nogil except -1:
    l = Leaf(1)
    try:
        m = l
    finally:
        send(consume l)
    return 0
---
cdef int attack() nogil except -1:
    l = Leaf(1)
    try:
        send(consume l)
    finally:
        l.n = 3
    return 0
---
cdef int attack(int k) except -1:
    l = Leaf(1)
    try:
        if k:
            raise ValueError()
        send(consume l)
    except ValueError:
        pass
    return l.n
---
cdef int attack(int k) except -1:
    l = Leaf(1)
    m = Leaf(2)
    try:
        m = l
        if k:
            raise ValueError()
        m = Leaf(3)
    except ValueError:
        pass
    send(consume l)
    return m.n
---
cdef int attack(int k) except -1:
    l = Leaf(1)
    m = Leaf(2)
    for i in range(k):
        try:
            m = l
            continue
        finally:
            k += 1
    send(consume l)
    return m.n
---
def attack(x):
    l = Leaf(1)
    match x:
        case 1:
            m = l
        case _:
            m = Leaf(2)
    send(consume l)
    return m.n
---
def attack(x):
    l = Leaf(1)
    match x:
        case [a, b] if (m := l) is not None:
            send(consume l)
            return m.n
---
def attack():
    l = Leaf(1)
    match l:
        case m:
            pass
    send(consume l)
    return m
---
def attack():
    l = Leaf(1)
    o = <object> l
    send(consume l)
    return o
---
def attack(o):
    cdef Leaf l = o
    send(consume l)
    return o
---
def attack(*args):
    cdef Leaf l = args[0]
    send(consume l)
---
def attack(**kw):
    cdef Leaf l = kw["l"]
    send(consume l)
---
def attack(Leaf l):
    send(consume l)
---
cpdef attack(Leaf l):
    send(consume l)
---
cpdef Leaf attack():
    l = Leaf(1)
    b = Box()
    b.leaf = l
    send(consume l)
    return b.leaf
---
ctypedef void (*callback)(Leaf) noexcept nogil
cdef void plain(Leaf l) noexcept nogil:
    l.n = 2
cdef void call(callback f, Leaf l) nogil:
    f(l)
    send(consume l)
---
ctypedef Leaf (*maker)() noexcept nogil
cdef void call(maker f) nogil:
    l = f()
    send(consume l)
---
ctypedef void (*callback)(Leaf) noexcept nogil
cdef cypclass Reg:
    callback f
    void fire(self, Leaf l):
        self.f(l)
cdef void attack(Reg r) nogil:
    l = Leaf(1)
    r.fire(l)
    send(consume l)
---
cdef Leaf kept
cdef void keep(Leaf l) noexcept nogil:
    global kept
    kept = l
ctypedef void (*callback)(Leaf) noexcept nogil
cdef void attack() nogil:
    cdef callback f = keep
    l = Leaf(1)
    f(l)
    send(consume l)
---
cdef int attack() nogil except -1:
    a = activate(consume Act())
    with cyp.group() as g:
        l = Leaf(1)
        a.take(l)
    return l.n
---
cdef int attack() nogil except -1:
    a = activate(consume Act())
    l = Leaf(1)
    m = l
    with cyp.group() as g:
        a.take(consume l)
    return m.n
---
cdef int attack() nogil except -1:
    a = activate(consume Act())
    b = Box()
    m = b.leaf
    cyp.after(1.0, a.box(consume b))
    return m.n
---
cdef int attack() nogil except -1:
    a = activate(consume Act())
    cyp.after(1.0, a.work())
    b = consume a
    return b.n
---
cdef int attack() nogil except -1:
    a = activate(consume Act())
    r = a.get()
    c = a
    b = consume a
    return b.n + r.get()
---
cdef int attack() nogil except -1:
    a = activate(consume Act())
    with cyp.group() as g:
        a.work()
        b = consume a
        b.n = 3
        a2 = activate(consume b)
        x = a2
        c = consume a2
    return 0
---
def attack():
    l = Leaf(1)
    xs, ys = [l], l
    send(consume l)
    return xs
---
def attack():
    l = Leaf(1)
    print(l)
    setattr(attack, "l", l)
    send(consume l)
---
def attack(f):
    l = Leaf(1)
    f(l)
    send(consume l)
---
def attack(f):
    l = Leaf(1)
    f(x=l)
    send(consume l)
---
def attack(f):
    l = Leaf(1)
    f(*[l])
    send(consume l)
---
class P:
    def __init__(self):
        self.l = Leaf(1)
    def go(self):
        cdef Leaf l = self.l
        send(consume l)
---
class P:
    l = Leaf(1)
    def go(self):
        cdef Leaf l = P.l
        send(consume l)
---
def attack(Leaf l=Leaf(3)):
    send(consume l)
---
def attack(l=Leaf(3)):
    cdef Leaf m = l
    send(consume m)
---
def attack():
    l = Leaf(1)
    s = f"{l}"
    o = [l]
    send(consume l)
---
def attack():
    l = Leaf(1)
    try:
        raise ValueError(l)
    except ValueError as e:
        send(consume l)
        return e.args
---
def attack(cm):
    l = Leaf(1)
    with cm(l) as m:
        send(consume l)
---
cdef int attack() nogil except -1:
    l = Leaf(1)
    del l
    return l.n
---
cdef int attack(int k) nogil except -1:
    l = Leaf(1)
    while k:
        if l is not NULL:
            m = l
        send(consume l)
        k -= 1
        if k == 3:
            return m.n
    return 0
---
def attack():
    global GL
    GL = Leaf(1)
    cdef Leaf l = GL
    send(consume l)
---
cdef Leaf GL
def attack():
    global GL
    GL = Leaf(1)
    send(consume GL)
---
def attack():
    l = Leaf(1)
    assert (m := l) is not None
    send(consume l)
    return m.n
