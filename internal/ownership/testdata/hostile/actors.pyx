# strict: actors, messages and results as ways out.
from libcythonplus.list cimport cyplist
from libcythonplus.dict cimport cypdict
from libcpp.vector cimport vector
from cyp.scheduler cimport Scheduler, SequentialMailBox, BatchMailBox, NullResult
cdef cypclass Leaf:
    int n
    Leaf next
    __init__(self, int n=0):
        self.n = n
cdef cypclass Vault:
    Leaf leaf
    vector[Leaf] vec
    active Act act
cdef cypclass Act activable
cdef cypclass Act activable:
    Leaf leaf
    vector[Leaf] vec
    cyplist[Leaf] all
    lock Vault vault
    active Act peer
    __init__(self, lock Scheduler scheduler):
        self._active_result_class = NullResult
        self._active_queue_class = consume SequentialMailBox(scheduler)
        self.all = cyplist[Leaf]()
    void put(self, Leaf l):
        self.leaf = l
    void put_two(self, Leaf l, Leaf m):
        self.leaf = l
        l.next = m
    void put_vec(self, vector[Leaf] v):
        self.vec = v
    void put_list(self, cyplist[Leaf] v):
        self.all = v
    void put_vault(self, lock Vault v):
        self.vault = v
    Leaf give(self):
        return self.leaf
    void run(self):
        pass
    Leaf direct(active self):
        return NULL
cdef void send(iso Leaf l) nogil:
    pass
cdef Leaf gleaf
---
cdef void attack(active Act a) nogil:
    l = Leaf()
    a.put(NULL, l)
---
cdef void attack(active Act a) nogil:
    l = Leaf()
    m = l
    a.put(NULL, consume l)
---
cdef void attack(active Act a) nogil:
    l = Leaf()
    l.next = Leaf()
    m = l.next
    a.put(NULL, consume l)
---
cdef void attack(active Act a) nogil:
    l = Leaf()
    m = Leaf()
    l.next = m
    a.put_two(NULL, consume l, consume m)
---
cdef void attack(active Act a, active Act b) nogil:
    l = Leaf()
    a.put(NULL, consume l)
    b.put(NULL, consume l)
    l.n = 3
---
cdef void attack(active Act a) nogil:
    cdef vector[Leaf] v
    v.push_back(Leaf())
    a.put_vec(NULL, v)
    v[0].n = 3
---
cdef void attack(active Act a) nogil:
    cdef vector[Leaf] v
    l = Leaf()
    v.push_back(l)
    a.put_vec(NULL, v)
    v.clear()
    l.n = 3
---
cdef void attack(active Act a) nogil:
    v = cyplist[Leaf]()
    v.append(Leaf())
    l = v[0]
    a.put_list(NULL, consume v)
---
cdef void attack(lock Scheduler s) nogil:
    x = Act(s)
    y = x
    a = activate(consume x)
---
cdef void attack(lock Scheduler s) nogil:
    x = Act(s)
    l = Leaf()
    x.leaf = l
    a = activate(consume x)
---
cdef void attack(lock Scheduler s) nogil:
    x = Act(s)
    x.put(Leaf())
    l = x.give()
    a = activate(consume x)
---
cdef void attack(active Act a) nogil:
    a.leaf.n = 3
---
cdef void attack(active Act a) nogil:
    x = <Act> a
    x.leaf.n = 3
---
cdef void attack(active Act a) nogil:
    x = consume a
    x.leaf.n = 3
---
cdef void attack(active Act a, active Act b) nogil:
    x = <Act> consume a
    l = x.leaf
    l.n = 3
---
cdef void attack(lock Scheduler s) nogil:
    a = activate(consume Act(s))
    a.run(NULL)
    x = consume a
---
cdef void attack(lock Scheduler s, lock Scheduler t) nogil:
    a = activate(consume Act(s))
    a.run(NULL)
    t.finish()
    x = consume a
---
cdef void attack(lock Scheduler s) nogil:
    a = activate(consume Act(s))
    b = a
    s.finish()
    x = consume a
---
cdef void attack(lock Scheduler s) nogil:
    a = activate(consume Act(s))
    b = activate(consume Act(s))
    x = b
    s.finish()
    y = consume b
---
cdef cypclass Other activable:
    active Act a
    __init__(self, lock Scheduler s, active Act a):
        self._active_queue_class = consume SequentialMailBox(s)
        self.a = a
cdef void attack(lock Scheduler s) nogil:
    a = activate(consume Act(s))
    o = activate(consume Other(s, a))
    s.finish()
    x = consume a
---
cdef void attack(lock Scheduler s) nogil:
    a = activate(consume Act(s))
    v = Vault()
    v.act = a
    s.finish()
    x = consume a
---
cdef cypclass Leaky activable:
    Leaf leaf
    __init__(self, lock Scheduler s):
        self._active_queue_class = consume SequentialMailBox(s)
    void run(self):
        global gleaf
        gleaf = self.leaf
cdef void attack(active Leaky a) nogil:
    a.run(NULL)
---
cdef cypclass Leaky activable:
    Leaf leaf
    __init__(self, lock Scheduler s):
        self._active_queue_class = consume SequentialMailBox(s)
    void take(self, Leaf l):
        self.leaf = l
    void pass_on(self, active Leaky other):
        other.take(NULL, consume self.leaf)
        self.leaf.n = 3
---
cdef cypclass Leaky activable:
    Leaf leaf
    __init__(self, lock Scheduler s):
        self._active_queue_class = consume SequentialMailBox(s)
    void take(self, Leaf l):
        self.leaf = l
    void pass_on(self, active Leaky other, Leaf l):
        self.leaf = l
        other.take(NULL, consume l)
---
cdef cypclass Leaky activable:
    Leaf leaf
    lock Vault vault
    __init__(self, lock Scheduler s):
        self._active_queue_class = consume SequentialMailBox(s)
    void run(self, Leaf l):
        self.leaf = l
        self.vault.vec.push_back(l)
---
cdef cypclass Leaky activable:
    vector[Leaf] vec
    lock Vault vault
    __init__(self, lock Scheduler s):
        self._active_queue_class = consume SequentialMailBox(s)
    void run(self):
        self.vec = self.vault.vec
---
cdef cypclass Leaky activable:
    Leaf leaf
    __init__(self, lock Scheduler s):
        self._active_queue_class = consume SequentialMailBox(s)
    void run(self):
        with gil:
            keep.append(self.leaf)
keep = []
cdef void attack(active Leaky a) nogil:
    a.run(NULL)
---
cdef cypclass Leaky activable:
    int n
    __init__(self, lock Scheduler s):
        self._active_queue_class = consume SequentialMailBox(s)
    void run(self):
        with gil:
            keep.append(self)
keep = []
cdef void attack(active Leaky a) nogil:
    a.run(NULL)
---
cdef cypclass Own(ActhonQueueInterface):
    ActhonMessageInterface last
    cyplist[ActhonMessageInterface] all
    void push(locked self, ActhonMessageInterface message):
        global gmessage
        gmessage = message
    bint activate(self):
        return False
    bint is_empty(const self):
        return True
cdef ActhonMessageInterface gmessage
---
cdef cypclass Sub(Act) activable:
    Leaf extra
    void put(self, Leaf l):
        global gleaf
        gleaf = l
        self.leaf = l
cdef void attack(active Act a) nogil:
    a.put(NULL, consume Leaf())
---
cdef void attack(active Act a, lock Vault v) nogil:
    a.put(NULL, consume v.leaf)
    a.put(NULL, v.leaf)
---
cdef void attack(active Act a, iso Vault v) nogil:
    l = v.vec[0]
    a.put(NULL, consume l)
---
cdef void attack(active Act a, iso Vault v) nogil:
    a.put(NULL, consume v.vec[0])
---
cdef void attack(active Act a) nogil:
    for i in range(3):
        l = Leaf()
        if i == 1:
            k = l
        a.put(NULL, consume l)
---
cdef void attack(active Act a) nogil:
    l = Leaf()
    for i in range(3):
        a.put(NULL, consume l)
        l.n = 3
---
cdef void attack(active Act a) nogil:
    l = Leaf()
    try:
        a.put(NULL, consume l)
    finally:
        l.n = 3
---
cdef void attack(active Act a, Leaf l) nogil:
    a.put(NULL, consume l)
---
cdef void attack(active Act a) nogil:
    a.put(NULL, consume gleaf)
---
cdef Leaf make(Leaf l) nogil:
    return l
cdef void attack(active Act a) nogil:
    l = Leaf()
    a.put(NULL, consume make(l))
---
cdef cypclass Reg:
    cyplist[Leaf] all
    Leaf add(self, Leaf l):
        self.all.append(l)
        return l
cdef void attack(active Act a, Reg r) nogil:
    a.put(NULL, consume r.add(Leaf()))
---
cdef cypclass Self:
    Leaf leaf
    Self me
    __init__(self, Reg2 r):
        r.last = self
cdef cypclass Reg2:
    Self last
cdef void take(iso Self s) nogil:
    pass
cdef void attack(Reg2 r) nogil:
    take(consume Self(r))
---
cdef cypclass Self:
    Self me
    __init__(self):
        self.me = self
    Self get(self):
        return self.me
cdef void take(iso Self s) nogil:
    pass
cdef void attack() nogil:
    s = Self()
    m = s.get()
    take(consume s)
---
cdef cypclass P:
    lock P __new__(alloc):
        global gp
        p = alloc()
        gp = p
        return consume p
cdef P gp
cdef void attack() nogil:
    p = P()
---
cdef cypclass P:
    int n
    P __new__(alloc, P other):
        return other
cdef void take(iso P s) nogil:
    pass
cdef void attack() nogil:
    p = P(NULL)
    q = P(p)
    take(consume p)
---
cdef cypclass Nest:
    cypclass In:
        Leaf leaf
    In inner
cdef void attack() nogil:
    n = Nest()
    n.inner = Nest.In()
    n.inner.leaf = Leaf()
    l = n.inner.leaf
    i = n.inner
    del n
    send(consume l)
---
ctypedef Leaf (*maker)(Leaf) nogil
cdef Leaf ident(Leaf l) nogil:
    return l
cdef void attack() nogil:
    cdef maker f = ident
    l = Leaf()
    m = f(l)
    send(consume l)
---
ctypedef Leaf (*maker)(Leaf) nogil
cdef void attack(maker f) nogil:
    send(consume f(NULL))
---
cdef cypclass M:
    Leaf leaf
    @staticmethod
    Leaf pick(M m):
        return m.leaf
cdef void attack() nogil:
    m = M()
    m.leaf = Leaf()
    l = M.pick(m)
    send(consume l)
