# strict: actors that lend the handles in their fields to actors that they start, and take them back when the scheduler has finished.
from cyp.scheduler cimport Scheduler, SequentialMailBox, BatchMailBox
from libcythonplus.list cimport cyplist
from libcythonplus.dict cimport cypdict
cdef cypclass Recorder activable:
    cypdict[int, int] storage
    __init__(self, lock Scheduler s):
        self._active_queue_class = consume SequentialMailBox(s)
        self.storage = cypdict[int, int]()
    void store(self, int k, int v):
        self.storage[k] = v
    int size(self):
        return <int> self.storage.__len__()
---
cdef cypclass Worker activable:
    int n
    active Recorder recorder
    __init__(self, lock Scheduler s, active Recorder r, int n):
        self._active_queue_class = consume SequentialMailBox(s)
        self.recorder = r
        self.n = n
    void run(self):
        self.recorder.store(NULL, self.n, 2 * self.n)
cdef cypclass Parent activable:
    lock Scheduler scheduler
    active Recorder recorder
    __init__(self, lock Scheduler s):
        self._active_queue_class = consume SequentialMailBox(s)
        self.scheduler = s
        self.recorder = activate(consume Recorder(s))
    void run(self):
        for i in range(4):
            w = activate(consume Worker(self.scheduler, self.recorder, i))
            w.run(NULL)
    int results(self):
        r = consume self.recorder
        return r.size()
cdef int main() nogil:
    s = Scheduler()
    p = activate(consume Parent(s))
    p.run(NULL)
    s.finish()
    back = consume p
    return back.results()
---
cdef cypclass Worker activable:
    int n
    active Recorder recorder
    __init__(self, lock Scheduler s, active Recorder r, int n):
        self._active_queue_class = consume SequentialMailBox(s)
        self.recorder = r
        self.n = n
    void run(self):
        self.recorder.store(NULL, self.n, 2 * self.n)
cdef cypclass Parent activable:
    lock Scheduler scheduler
    active Recorder recorder
    __init__(self, lock Scheduler s):
        self._active_queue_class = consume SequentialMailBox(s)
        self.scheduler = s
        self.recorder = activate(consume Recorder(s))
    void run(self):
        for i in range(4):
            w = activate(consume Worker(self.scheduler, self.recorder, i))
            w.run(NULL)
cdef int main() nogil:
    s = Scheduler()
    p = activate(consume Parent(s))
    p.run(NULL)
    p.run(NULL)
    s.finish()
    back = consume p
    if back is NULL:
        return 0
    r = consume back.recorder
    return r.size()
---
# children of children, each with a recorder that knows its parent's
cdef cypclass Sum activable:
    active Sum parent
    int total
    __init__(self, lock Scheduler s, active Sum parent):
        self._active_queue_class = consume BatchMailBox(s)
        self.parent = parent
    void add(self, int n):
        self.total += n
        if self.parent is not NULL:
            self.parent.add(NULL, n)
cdef cypclass Node activable:
    lock Scheduler scheduler
    active Sum sum
    int depth
    __init__(self, lock Scheduler s, active Sum sum, int depth):
        self._active_queue_class = consume BatchMailBox(s)
        self.scheduler = s
        self.sum = sum
        self.depth = depth
    void run(self):
        cdef active Sum below
        if self.depth == 0:
            self.sum.add(NULL, 1)
            return
        below = activate(consume Sum(self.scheduler, self.sum))
        for i in range(2):
            node = activate(consume Node(self.scheduler, below, self.depth - 1))
            node.run(NULL)
cdef cypclass Root activable:
    lock Scheduler scheduler
    active Sum sum
    __init__(self, lock Scheduler s):
        self._active_queue_class = consume SequentialMailBox(s)
        self.scheduler = s
        self.sum = activate(consume Sum(s, NULL))
    void run(self, int depth):
        node = activate(consume Node(self.scheduler, self.sum, depth))
        node.run(NULL)
cdef int main() nogil:
    s = Scheduler()
    root = activate(consume Root(s))
    root.run(NULL, 5)
    s.finish()
    back = consume root
    sum = consume back.sum
    return sum.total
