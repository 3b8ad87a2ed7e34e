# Objects taken back from `lock` and `active`: proved where every other handle is gone.
from cyp.scheduler cimport Scheduler, SequentialMailBox
from libcythonplus.list cimport cyplist
cdef cypclass Leaf:
    int n
cdef cypclass Holder:
    lock Leaf leaf
    iso Holder inner
    __init__(self, lock Leaf l):
        self.leaf = l
cdef cypclass Act activable:
    lock Leaf leaf
    int n
    __init__(self, lock Scheduler scheduler, lock Leaf l):
        self._active_queue_class = consume SequentialMailBox(scheduler)
        self.leaf = l
    void run(self):
        self.leaf.n += 1
cdef int sole() nogil:
    cdef lock Leaf l = consume Leaf()
    l.n = 3
    with wlocked l:
        l.n = 4
    x = consume l
    return x.n
cdef int holder_dead() nogil:
    cdef lock Leaf l = consume Leaf()
    h = Holder(l)
    h = NULL
    x = consume l
    i = Holder(NULL)
    l = consume x
    i.inner = consume Holder(l)
    del i
    x = consume l
    return x.n
cdef int actor() nogil:
    scheduler = Scheduler()
    a = activate(consume Act(scheduler, NULL))
    a.run(NULL)
    a.run(NULL)
    scheduler.finish()
    x = consume a
    return x.n
cdef lock Leaf many(lock Scheduler scheduler, int k) nogil:
    cdef lock Leaf l = consume Leaf()
    for i in range(k):
        a = activate(consume Act(scheduler, l))
        a.run(NULL)
    scheduler.finish()
    return l
cdef int caller() nogil:
    scheduler = Scheduler()
    x = consume many(scheduler, 3)
    return x.n
cdef active Act started(lock Scheduler scheduler) nogil:
    a = activate(consume Act(scheduler, NULL))
    a.run(NULL)
    return a
cdef int from_function() nogil:
    scheduler = Scheduler()
    a = started(scheduler)
    a.run(NULL)
    scheduler.finish()
    x = consume a
    return x.n
---
# What an actor keeps of a message is held by nothing else once that was executed.
from cyp.scheduler cimport Scheduler, SequentialMailBox, NullResult
cdef cypclass Leaf:
    int n
cdef cypclass Keeper activable:
    Leaf last
    __init__(self, lock Scheduler scheduler):
        self._active_result_class = NullResult
        self._active_queue_class = consume SequentialMailBox(scheduler)
    void put(self, iso Leaf x):
        self.last = consume x
cdef int keeper(int k) nogil:
    cdef lock Scheduler scheduler = Scheduler()
    a = activate(consume Keeper(scheduler))
    for i in range(k):
        a.put(NULL, consume Leaf())
    scheduler.finish()
    x = consume a
    return x.last.n
cdef int early() nogil:
    cdef lock Scheduler scheduler = Scheduler()
    a = activate(consume Keeper(scheduler))
    a.put(NULL, consume Leaf())
    x = consume a           # warning: may not be isolated
    return x.last.n
