# strict: every program here takes an object back from `lock` or `active` while another handle to it may exist.
from cyp.scheduler cimport Scheduler, SequentialMailBox, BatchMailBox
from libcythonplus.list cimport cyplist
from libcpp.vector cimport vector
cdef cypclass Leaf:
    int n
    Leaf plain
cdef cypclass Holder:
    lock Leaf leaf
    iso Holder inner
    vector[lock Leaf] many
    cyplist[lock Leaf] list
    __init__(self, lock Leaf l):
        self.leaf = l
        self.list = cyplist[lock Leaf]()
    void put(self, lock Leaf l):
        self.leaf = l
    lock Leaf get(self):
        return self.leaf
    void push(self, lock Leaf l):
        self.many.push_back(l)
    void keep(lock self):
        global gholder
        gholder = self
cdef cypclass Act activable:
    lock Leaf leaf
    active Act other
    int n
    __init__(self, lock Scheduler scheduler, lock Leaf l):
        self._active_queue_class = consume SequentialMailBox(scheduler)
        self.leaf = l
    void run(self):
        self.leaf.n += 1
    void set(self, lock Leaf l):
        self.leaf = l
    void set_other(self, active Act a):
        self.other = a
    void leak(self):
        global gleaf
        with gil:
            gleaf = self.leaf
cdef lock Leaf gleaf
cdef active Act gact
cdef lock Holder gholder
cdef cyplist[lock Leaf] glist
cdef void finish(lock Scheduler s) nogil:
    s.finish()
---
cdef void attack() nogil:
    cdef lock Leaf l = consume Leaf()
    m = l
    x = consume l
---
cdef void attack() nogil:
    cdef lock Leaf l = consume Leaf()
    h = Holder(l)
    x = consume l
---
cdef void attack() nogil:
    cdef lock Leaf l = consume Leaf()
    h = Holder(NULL)
    h.put(l)
    x = consume l
---
cdef void attack() nogil:
    cdef lock Leaf l = consume Leaf()
    h = Holder(NULL)
    h.leaf = l
    m = h.get()
    del h
    x = consume l
---
cdef void attack() nogil:
    cdef lock Leaf l = consume Leaf()
    h = Holder(l)
    m = h.leaf
    h = NULL
    x = consume l
---
cdef void attack() nogil:
    cdef lock Leaf l = consume Leaf()
    h = Holder(l)
    x = consume h.leaf
---
cdef void attack() nogil:
    cdef lock Leaf l = consume Leaf()
    h = Holder(NULL)
    h.push(l)
    x = consume l
---
cdef void attack() nogil:
    cdef lock Leaf l = consume Leaf()
    h = Holder(NULL)
    h.list.append(l)
    x = consume l
---
cdef void attack() nogil:
    cdef lock Leaf l = consume Leaf()
    h = Holder(NULL)
    h.list.append(l)
    v = h.list
    h = NULL
    x = consume l
---
cdef void attack() nogil:
    cdef lock Leaf l = consume Leaf()
    h = Holder(NULL)
    h.push(l)
    v = h.many
    h = NULL
    x = consume l
---
cdef void attack() nogil:
    cdef lock Leaf l = consume Leaf()
    cdef vector[lock Leaf] v
    v.push_back(l)
    x = consume l
---
cdef void attack() nogil:
    cdef lock Leaf l = consume Leaf()
    cdef lock Leaf v[3]
    v[0] = l
    x = consume l
---
cdef void attack() nogil:
    cdef lock Leaf l = consume Leaf()
    c = cyplist[lock Leaf]()
    c.append(l)
    x = consume l
---
cdef void attack() nogil:
    cdef lock Leaf l = consume Leaf()
    c = cyplist[lock Leaf]()
    c.append(l)
    for m in c:
        pass
    c = NULL
    x = consume l
---
cdef void attack() nogil:
    cdef lock Leaf l = consume Leaf()
    c = cyplist[lock Leaf]()
    c.append(l)
    m = c[0]
    c = NULL
    x = consume l
---
cdef void attack() nogil:
    global gleaf
    cdef lock Leaf l = consume Leaf()
    gleaf = l
    x = consume l
---
cdef void attack() nogil:
    cdef lock Leaf l = consume Leaf()
    glist.append(l)
    x = consume l
---
cdef void attack() nogil:
    x = consume gleaf
---
cdef void attack(lock Leaf l) nogil:
    x = consume l
---
cdef void attack(Holder h) nogil:
    x = consume h.leaf
---
cdef void attack(Holder h) nogil:
    x = consume h.get()
---
cdef void attack() nogil:
    cdef lock Leaf l = consume Leaf()
    h = Holder(l)
    i = consume h
    x = consume l
---
cdef void attack() nogil:
    cdef lock Leaf l = consume Leaf()
    h = Holder(NULL)
    h.inner = consume Holder(l)
    x = consume l
---
cdef void attack() nogil:
    cdef lock Leaf l = consume Leaf()
    h = Holder(NULL)
    h.inner = consume Holder(l)
    y = consume h.inner
    h = NULL
    x = consume l
---
cdef void attack() nogil:
    cdef lock Leaf l = consume Leaf()
    cdef lock Holder h = consume Holder(l)
    x = consume l
---
cdef void attack() nogil:
    cdef lock Holder h = consume Holder(NULL)
    h.keep()
    x = consume h
---
cdef void attack() nogil:
    cdef lock Leaf l = consume Leaf()
    p = <void*> l
    m = <lock Leaf> p
    x = consume l
---
cdef lock Leaf same(lock Leaf l) nogil:
    return l
cdef void attack() nogil:
    cdef lock Leaf l = consume Leaf()
    m = same(l)
    x = consume l
---
cdef Holder make(lock Leaf l) nogil:
    return Holder(l)
cdef void attack() nogil:
    cdef lock Leaf l = consume Leaf()
    m = make(l)
    x = consume l
---
cdef iso Holder make(lock Leaf l) nogil:
    return consume Holder(l)
cdef void attack() nogil:
    cdef lock Leaf l = consume Leaf()
    m = make(l)
    x = consume l
---
cdef void fill(Holder h, lock Leaf l) nogil:
    h.inner = consume Holder(l)
cdef void attack() nogil:
    cdef lock Leaf l = consume Leaf()
    h = Holder(NULL)
    fill(h, l)
    x = consume l
---
cdef void move(Holder a, Holder b) nogil:
    b.leaf = a.leaf
cdef void attack() nogil:
    cdef lock Leaf l = consume Leaf()
    a = Holder(l)
    b = Holder(NULL)
    move(a, b)
    a = NULL
    x = consume l
---
cdef void move(Holder a, Holder b) nogil:
    b.inner = consume a.inner
cdef void attack() nogil:
    cdef lock Leaf l = consume Leaf()
    a = Holder(NULL)
    a.inner = consume Holder(l)
    b = Holder(NULL)
    move(a, b)
    a = NULL
    x = consume l
---
cdef void move(iso Holder a, Holder b) nogil:
    b.inner = consume a
cdef void attack() nogil:
    cdef lock Leaf l = consume Leaf()
    b = Holder(NULL)
    move(consume Holder(l), b)
    x = consume l
---
cdef void attack(int k) nogil:
    cdef lock Leaf l = consume Leaf()
    cdef Holder h = NULL
    while k:
        h = Holder(l)
        k -= 1
    x = consume l
---
cdef void attack(int k) nogil:
    cdef lock Leaf l = NULL
    while k:
        x = consume l
        l = consume Leaf()
        h = Holder(l)
        k -= 1
---
cdef void attack(lock Scheduler s) nogil:
    a = activate(consume Act(s, NULL))
    b = a
    x = consume a
---
cdef void attack(lock Scheduler s) nogil:
    a = activate(consume Act(s, NULL))
    a.run(NULL)
    x = consume a
---
cdef void attack(lock Scheduler s, lock Scheduler t) nogil:
    a = activate(consume Act(s, NULL))
    a.run(NULL)
    t.finish()
    x = consume a
---
cdef void attack(lock Scheduler s) nogil:
    a = activate(consume Act(s, NULL))
    s.finish()
    a.run(NULL)
    x = consume a
---
cdef void attack(lock Scheduler s, int k) nogil:
    a = activate(consume Act(s, NULL))
    a.run(NULL)
    if k:
        s.finish()
    x = consume a
---
cdef void attack(lock Scheduler s, lock Scheduler t, int k) nogil:
    cdef lock Scheduler u = s if k else t
    a = activate(consume Act(u, NULL))
    a.run(NULL)
    s.finish()
    x = consume a
---
cdef void attack(lock Scheduler s, lock Scheduler t) nogil:
    a = activate(consume Act(s, NULL))
    b = activate(consume Act(t, NULL))
    a.run(NULL)
    b.run(NULL)
    s.finish()
    x = consume b
---
cdef void attack(lock Scheduler s, lock Scheduler t) nogil:
    a = activate(consume Act(s, NULL))
    a.run(NULL)
    s = t
    s.finish()
    x = consume a
---
cdef void attack(lock Scheduler s) nogil:
    cdef lock Leaf l = consume Leaf()
    a = activate(consume Act(s, l))
    s.finish()
    x = consume l
---
cdef void attack(lock Scheduler s) nogil:
    cdef lock Leaf l = consume Leaf()
    a = activate(consume Act(s, l))
    a.run(NULL)
    del a
    x = consume l
---
cdef void attack(lock Scheduler s) nogil:
    cdef lock Leaf l = consume Leaf()
    a = activate(consume Act(s, NULL))
    a.set(NULL, l)
    s.finish()
    x = consume l
---
cdef void attack(lock Scheduler s) nogil:
    cdef lock Leaf l = consume Leaf()
    a = activate(consume Act(s, NULL))
    a.set(NULL, l)
    del a
    x = consume l
---
cdef void attack(lock Scheduler s) nogil:
    cdef lock Leaf l = consume Leaf()
    a = activate(consume Act(s, l))
    a.leak(NULL)
    s.finish()
    del a
    x = consume l
---
cdef void attack(lock Scheduler s) nogil:
    a = activate(consume Act(s, NULL))
    b = activate(consume Act(s, NULL))
    b.set_other(NULL, a)
    s.finish()
    x = consume a
---
cdef void attack(lock Scheduler s) nogil:
    a = activate(consume Act(s, NULL))
    a.set_other(NULL, a)
    s.finish()
    x = consume a
---
cdef void attack(lock Scheduler s) nogil:
    gact.set_other(NULL, activate(consume Act(s, NULL)))
    a = activate(consume Act(s, NULL))
    gact.set_other(NULL, a)
    s.finish()
    x = consume a
---
cdef void attack(active Act p, lock Scheduler s) nogil:
    a = activate(consume Act(s, NULL))
    p.set_other(NULL, a)
    s.finish()
    x = consume a
---
cdef active Act make(lock Scheduler s) nogil:
    t = Scheduler()
    a = activate(consume Act(t, NULL))
    a.run(NULL)
    return a
cdef void attack(lock Scheduler s) nogil:
    a = make(s)
    s.finish()
    x = consume a
---
cdef active Act make(lock Scheduler s) nogil:
    t = Scheduler()
    return activate(consume Act(t, NULL))
cdef void attack(lock Scheduler s) nogil:
    a = make(s)
    a.run(NULL)
    s.finish()
    x = consume a
---
cdef cypclass Odd activable:
    lock Scheduler scheduler
    __init__(self, lock Scheduler s, lock Scheduler t):
        self._active_queue_class = consume SequentialMailBox(t)
    void run(self):
        pass
cdef void attack(lock Scheduler s, lock Scheduler t) nogil:
    a = activate(consume Odd(s, t))
    a.run(NULL)
    s.finish()
    x = consume a
---
cdef lock Scheduler gsched
cdef cypclass Odd activable:
    lock Scheduler scheduler
    __init__(self, lock Scheduler s):
        self._active_queue_class = consume SequentialMailBox(gsched)
        self.scheduler = s
    void run(self):
        pass
cdef void attack(lock Scheduler s) nogil:
    a = activate(consume Odd(s))
    a.run(NULL)
    s.finish()
    x = consume a
---
cdef cypclass Odd activable:
    __init__(self, lock Scheduler s):
        self._active_queue_class = consume SequentialMailBox(s)
    void run(self):
        pass
cdef void attack(lock Scheduler s, lock Scheduler t) nogil:
    o = Odd(s)
    o._active_queue_class = consume SequentialMailBox(t)
    a = activate(consume o)
    a.run(NULL)
    s.finish()
    x = consume a
---
cdef cypclass Self activable:
    active Self me
    __init__(self, lock Scheduler s):
        self._active_queue_class = consume SequentialMailBox(s)
    void take(self, active Self a):
        self.me = a
    void leak(self):
        global gself
        gself = self.me
cdef active Self gself
cdef void attack(lock Scheduler s) nogil:
    a = activate(consume Self(s))
    b = activate(consume Self(s))
    b.take(NULL, a)
    b.leak(NULL)
    s.finish()
    del b
    x = consume a
---
cdef cypclass Made activable:
    __init__(self, lock Scheduler s):
        self._active_queue_class = consume SequentialMailBox(s)
        global gholder2
        gholder2 = self
    void run(self):
        pass
cdef Made gholder2
cdef void attack(lock Scheduler s) nogil:
    a = activate(consume Made(s))
    x = consume a
