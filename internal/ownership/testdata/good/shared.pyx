# strict: locks, actors and globals as they should be used.
from libcythonplus.list cimport cyplist
from libcythonplus.dict cimport cypdict
from libcpp.vector cimport vector
from libcpp.atomic cimport atomic
from cyp.scheduler cimport Scheduler, SequentialMailBox, BatchMailBox, NullResult
cdef cypclass Leaf:
    int n
    Leaf next
    __init__(self, int n=0):
        self.n = n
    int get(const self):
        return self.n
    void add(self, int k):
        self.n += k
cdef cypclass Ledger:
    long total
    int entries
    cyplist[Leaf] items
    cypdict[int, int] index
    __init__(self):
        self.items = cyplist[Leaf]()
        self.index = cypdict[int, int]()
    void enter(self, long n):
        self.total += n
        self.entries += 1
    long sum(const self):
        return self.total
    void put(self, Leaf l):
        self.items.append(l)
    long deep(const self):
        s = self.total
        for l in self.items:
            s += l.n
        return s
cdef cypclass Worker activable:
    lock Ledger ledger
    Leaf mine
    long done
    __init__(self, lock Scheduler scheduler, lock Ledger ledger):
        self._active_result_class = NullResult
        self._active_queue_class = consume SequentialMailBox(scheduler)
        self.ledger = ledger
    void work(self, int n):
        self.done += n
        self.ledger.enter(n)
    void take(self, iso Leaf l):
        self.mine = consume l
        self.mine.add(3)
    void name(self, lock Ledger l):
        l.enter(1)
---
cdef long good() nogil:
    cdef lock Ledger l = consume Ledger()
    l.enter(3)
    return l.sum()
---
cdef long good(lock Ledger l) nogil:
    with wlocked l:
        l.total += 3
        l.entries += 1
    return l.total
---
cdef long good(lock Ledger l) nogil:
    with rlocked l:
        return l.total + l.entries
---
cdef long good(lock Ledger l) nogil:
    s = 0
    with rlocked l:
        for x in l.items:
            s += x.n
    return s
---
cdef void good(lock Ledger l) nogil:
    with wlocked l:
        for x in l.items:
            x.add(1)
            x.n += 1
---
cdef void good(lock Ledger l) nogil:
    with wlocked l:
        for i in range(3):
            for x in l.items:
                x.n = i
---
cdef long good(lock Ledger l) nogil:
    return l.deep()
---
cdef void good(lock Ledger l) nogil:
    l.put(consume Leaf(3))
    l.items.append(consume Leaf(4))
    l.index[3] = 4
---
cdef void good(lock Ledger l) nogil:
    m = l
    m.enter(2)
    l.enter(3)
---
cdef void good() nogil:
    cdef lock Scheduler scheduler = Scheduler()
    cdef lock Ledger ledger = consume Ledger()
    w = activate(consume Worker(scheduler, ledger))
    for i in range(10):
        w.work(NULL, i)
    scheduler.finish()
    ledger.enter(0)
---
cdef long good() nogil:
    cdef lock Scheduler scheduler = Scheduler()
    cdef lock Ledger ledger = consume Ledger()
    w = activate(consume Worker(scheduler, ledger))
    w.work(NULL, 3)
    scheduler.finish()
    back = consume w
    return back.done
---
cdef void good() nogil:
    cdef lock Scheduler scheduler = Scheduler()
    cdef lock Ledger ledger = consume Ledger()
    w = activate(consume Worker(scheduler, ledger))
    w.take(NULL, consume Leaf(3))
    l = Leaf(4)
    l.add(2)
    w.take(NULL, consume l)
    scheduler.finish()
---
cdef void good() nogil:
    cdef lock Scheduler scheduler = Scheduler()
    cdef lock Ledger ledger = consume Ledger()
    for i in range(4):
        w = activate(consume Worker(scheduler, ledger))
        w.work(NULL, i)
        w.name(NULL, ledger)
    scheduler.finish()
---
cdef cypclass Parent activable:
    lock Scheduler scheduler
    lock Ledger ledger
    __init__(self, lock Scheduler scheduler, lock Ledger ledger):
        self._active_queue_class = consume BatchMailBox(scheduler)
        self.scheduler = scheduler
        self.ledger = ledger
    void run(self, int n):
        for i in range(n):
            w = activate(consume Worker(self.scheduler, self.ledger))
            w.work(NULL, i)
---
cdef cypclass Ping activable:
    active Ping other
    int left
    __init__(self, lock Scheduler scheduler, int n):
        self._active_queue_class = consume SequentialMailBox(scheduler)
        self.left = n
    void meet(self, active Ping other):
        self.other = other
    void ping(self, int k):
        if k > 0:
            self.other.ping(NULL, k - 1)
cdef void good() nogil:
    cdef lock Scheduler scheduler = Scheduler()
    a = activate(consume Ping(scheduler, 3))
    b = activate(consume Ping(scheduler, 3))
    a.meet(NULL, b)
    b.meet(NULL, a)
    a.ping(NULL, 10)
    scheduler.finish()
---
cdef lock Ledger shared = consume Ledger()
cdef cypclass User activable:
    void run(self):
        shared.enter(3)
        with wlocked shared:
            shared.total += 1
---
cdef lock Ledger shared = consume Ledger()
cdef cypclass User activable:
    void run(self):
        with rlocked shared:
            for x in shared.items:
                n = x.n
---
cdef int LIMIT = 10
cdef double table[3]
table[0] = 1.0
cdef cypclass User activable:
    double d
    void run(self):
        self.d = LIMIT
---
cdef Leaf config = Leaf(3)
config.add(4)
cdef cypclass User activable:
    int n
    void run(self):
        self.n = config.n + config.get()
---
cdef long counter
cdef cypclass User activable:
    void run(self):
        global counter
        with gil:
            counter += 1
def main():
    global counter
    counter = 0
    print(counter)
---
cdef Leaf state = Leaf(3)
cdef cypclass User activable:
    int n
    void run(self):
        with gil:
            state.add(1)
            self.n = state.n
def main():
    state.add(2)
    print(state.n)
---
log = []
cdef cypclass User activable:
    int n
    void run(self):
        with gil:
            log.append(self.n)
---
cdef atomic[int] hits
cdef cypclass User activable:
    void run(self):
        hits.fetch_add(1)
---
cdef cypclass Cache:
    atomic[int] hits
    int value
    int get(const self):
        return self.value
cdef int good(lock Cache c) nogil:
    return c.get()
---
cdef cypclass Outer:
    Ledger inner
    __init__(self):
        self.inner = Ledger()
    void enter(self, long n):
        self.inner.enter(n)
cdef void good(lock Outer o) nogil:
    o.enter(3)
    o.inner.enter(4)
    o.inner.total = 3
---
cdef cypclass Counter:
    int n
    void bump(locked self):
        self.n += 1
    void twice(lock self):
        self.bump()
        self.bump()
cdef void good(lock Counter c) nogil:
    c.bump()
    c.twice()
---
cdef cypclass Holder:
    lock Ledger ledger
    __init__(self, lock Ledger ledger):
        self.ledger = ledger
    long work(self):
        s = 0
        with rlocked self.ledger:
            for x in self.ledger.items:
                s += x.n
        return s
---
cdef void good(cyplist[lock Ledger] all) nogil:
    for l in all:
        l.enter(3)
        with wlocked l:
            for x in l.items:
                x.n = 1
---
cdef void good(lock Ledger l, lock Ledger m) nogil:
    with wlocked l:
        n = l.total
    with wlocked m:
        m.total = n
---
cdef void good(lock Ledger l, lock Ledger m) nogil:
    with wlocked l, rlocked m:
        for x in l.items:
            x.n += 1
        for y in m.items:
            l.total += y.n
---
cdef iso Ledger rotate(lock Ledger l) except NULL:
    cdef iso Ledger fresh = consume Ledger()
    fresh.total = l.sum()
    return consume fresh
---
cdef void good(lock Ledger l) nogil:
    items = cyplist[Leaf]()
    items.append(Leaf(1))
    l.items = consume items
---
cdef cypclass Result:
    int n
cdef cypclass Maker activable:
    Result r
    __init__(self, lock Scheduler scheduler):
        self._active_queue_class = consume SequentialMailBox(scheduler)
        self.r = Result()
    void run(self):
        self.r.n += 1
    Result out(self):
        r = self.r
        self.r = NULL
        return r
cdef int good() nogil:
    cdef lock Scheduler scheduler = Scheduler()
    m = activate(consume Maker(scheduler))
    m.run(NULL)
    scheduler.finish()
    back = consume m
    return back.r.n
---
cdef cypclass Shape:
    double area(const self):
        return 0.0
cdef cypclass Square(Shape):
    double side
    double area(const self):
        return self.side * self.side
cdef double good(lock Shape s) nogil:
    return s.area()
---
cdef lock Ledger shared
cdef active Worker first
cdef cypclass User activable:
    __init__(self, lock Scheduler scheduler):
        self._active_queue_class = consume SequentialMailBox(scheduler)
    void run(self):
        shared.enter(3)
        first.work(NULL, 1)
def main():
    global shared, first
    s = Scheduler()
    shared = consume Ledger()
    first = activate(consume Worker(s, shared))
    u = activate(consume User(s))
    u.run(NULL)
    s.finish()
---
cdef cypclass Lister activable:
    int n
    vector[Leaf] made(self):
        cdef vector[Leaf] v
        for i in range(self.n):
            v.push_back(Leaf(i))
        return v
cdef int good(active Lister a) except -1:
    v = a.made().get()
    return v.size()
