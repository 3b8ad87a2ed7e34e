# strict: every program here takes the handle in a field back while a copy of it may be left (see good/children.pyx).
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
# not finished
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
    back.run()
    return back.results()
---
# run before the object is an actor
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
    q = Parent(s)
    q.run()
    back = consume q
    return back.results()
---
# run again, then made an actor and taken back
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
    q = Parent(s)
    q.run()
    p = activate(consume q)
    back = consume p
    return back.results()
---
# two schedulers
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
    t = Scheduler()
    t.finish()
    s.finish()
    u = activate(consume Parent(t))
    u.run(NULL)
    s.finish()
    taken = consume u
    taken.results()
    back = consume p
    return back.results()
---
# the message that takes comes before the others have ended
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
    p.results(NULL)
    s.finish()
    return 0
---
# a worker on another scheduler
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
        other = Scheduler()
        for i in range(4):
            w = activate(consume Worker(other, self.recorder, i))
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
# the scheduler of the object is replaced
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
    void other(self):
        self.scheduler = Scheduler()
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
# a worker is kept in a field
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
    active Worker last
    __init__(self, lock Scheduler s):
        self._active_queue_class = consume SequentialMailBox(s)
        self.scheduler = s
        self.recorder = activate(consume Recorder(s))
    void run(self):
        for i in range(4):
            w = activate(consume Worker(self.scheduler, self.recorder, i))
            w.run(NULL)
            self.last = w
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
# a worker is kept in a list
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
    cyplist[active Worker] all
    __init__(self, lock Scheduler s):
        self.all = cyplist[active Worker]()
        self._active_queue_class = consume SequentialMailBox(s)
        self.scheduler = s
        self.recorder = activate(consume Recorder(s))
    void run(self):
        for i in range(4):
            w = activate(consume Worker(self.scheduler, self.recorder, i))
            w.run(NULL)
            self.all.append(w)
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
# the handle is kept in a second field
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
    active Recorder second
    __init__(self, lock Scheduler s):
        self._active_queue_class = consume SequentialMailBox(s)
        self.scheduler = s
        self.recorder = activate(consume Recorder(s))
    void run(self):
        self.second = self.recorder
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
# the handle is returned
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
    active Recorder get(self):
        return self.recorder
    int results(self):
        r = consume self.recorder
        return r.size()
cdef int main() nogil:
    s = Scheduler()
    p = activate(consume Parent(s))
    p.run(NULL)
    s.finish()
    back = consume p
    h = back.get()
    return back.results()
---
# the handle goes to a global
cdef cypclass Worker activable:
    int n
    active Recorder recorder
    __init__(self, lock Scheduler s, active Recorder r, int n):
        self._active_queue_class = consume SequentialMailBox(s)
        self.recorder = r
        self.n = n
    void run(self):
        self.recorder.store(NULL, self.n, 2 * self.n)
cdef active Recorder grec
cdef cypclass Parent activable:
    lock Scheduler scheduler
    active Recorder recorder
    __init__(self, lock Scheduler s):
        self._active_queue_class = consume SequentialMailBox(s)
        self.scheduler = s
        self.recorder = activate(consume Recorder(s))
    void run(self):
        global grec
        with gil:
            grec = self.recorder
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
# the worker hands it on
cdef active Recorder grec
cdef void keep(active Recorder r):
    global grec
    grec = r
cdef cypclass Worker activable:
    int n
    active Recorder recorder
    __init__(self, lock Scheduler s, active Recorder r, int n):
        self._active_queue_class = consume SequentialMailBox(s)
        self.recorder = r
        self.n = n
    void run(self):
        with gil:
            keep(self.recorder)
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
# the worker keeps itself
cdef Worker gworker
cdef void keep(Worker w) nogil:
    global gworker
    gworker = w
cdef cypclass Worker activable:
    int n
    active Recorder recorder
    __init__(self, lock Scheduler s, active Recorder r, int n):
        self._active_queue_class = consume SequentialMailBox(s)
        self.recorder = r
        self.n = n
    void run(self):
        keep(self)
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
# two parents share a recorder
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
        r = activate(consume Recorder(s))
        self.recorder = r
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
# the recorder comes from outside
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
    __init__(self, lock Scheduler s, active Recorder r):
        self._active_queue_class = consume SequentialMailBox(s)
        self.scheduler = s
        self.recorder = r
    void run(self):
        for i in range(4):
            w = activate(consume Worker(self.scheduler, self.recorder, i))
            w.run(NULL)
    int results(self):
        r = consume self.recorder
        return r.size()
cdef int main() nogil:
    s = Scheduler()
    r = activate(consume Recorder(s))
    p = activate(consume Parent(s, r))
    p.run(NULL)
    s.finish()
    back = consume p
    return back.results()
---
# the recorder is read from outside
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
    h = back.recorder
    return back.results()
---
# the recorder is sent to from outside
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
    back.recorder.store(NULL, 1, 1)
    return back.results()
---
# a worker waits with a delay
cimport cyp
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
            cyp.after(60.0, w.run())
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
# a subclass lets the handle out
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
cdef cypclass Sub(Parent) activable:
    __init__(self, lock Scheduler s):
        self._active_queue_class = consume SequentialMailBox(s)
        self.scheduler = s
        self.recorder = activate(consume Recorder(s))
    active Recorder get(self):
        return self.recorder
cdef int main() nogil:
    s = Scheduler()
    p = activate(consume Parent(s))
    p.run(NULL)
    s.finish()
    back = consume p
    return back.results()
---
# the recorder is made by a worker that lives on
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
    active Worker worker
    __init__(self, lock Scheduler s):
        self._active_queue_class = consume SequentialMailBox(s)
        self.scheduler = s
        self.recorder = activate(consume Recorder(s))
        self.worker = activate(consume Worker(s, self.recorder, 1))
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
# a worker with a worker of its own, kept by the parent
cdef cypclass Worker activable:
    int n
    active Recorder recorder
    __init__(self, lock Scheduler s, active Recorder r, int n):
        self._active_queue_class = consume SequentialMailBox(s)
        self.recorder = r
        self.n = n
    void run(self):
        self.recorder.store(NULL, self.n, 2 * self.n)
cdef cypclass Outer activable:
    active Worker inner
    __init__(self, lock Scheduler s, active Recorder r, int n):
        self._active_queue_class = consume SequentialMailBox(s)
        self.inner = activate(consume Worker(s, r, n))
    void run(self):
        self.inner.run(NULL)
cdef cypclass Parent activable:
    lock Scheduler scheduler
    active Recorder recorder
    active Outer outer
    __init__(self, lock Scheduler s):
        self._active_queue_class = consume SequentialMailBox(s)
        self.scheduler = s
        self.recorder = activate(consume Recorder(s))
    void run(self):
        for i in range(4):
            w = activate(consume Outer(self.scheduler, self.recorder, i))
            w.run(NULL)
            self.outer = w
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
# taken while a method that lent it still runs
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
            self.results()
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
# workers on the background
cdef cypclass Worker activable:
    int n
    active Recorder recorder
    __init__(self, lock Scheduler s, active Recorder r, int n):
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
# another object is taken back
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
    q = activate(consume Parent(s))
    q.run(NULL)
    back = consume q
    return back.results()
---
# the handle goes along with a message
cdef active Recorder grec
cdef cypclass Worker activable:
    int n
    active Recorder recorder
    __init__(self, lock Scheduler s, active Recorder r, int n):
        self._active_queue_class = consume SequentialMailBox(s)
        self.recorder = r
        self.n = n
    void give(self, active Recorder r):
        global grec
        with gil:
            grec = r
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
            w.give(NULL, self.recorder)
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
# a closure of the module keeps it
cdef cypclass Worker activable:
    int n
    active Recorder recorder
    __init__(self, lock Scheduler s, active Recorder r, int n):
        self._active_queue_class = consume SequentialMailBox(s)
        self.recorder = r
        self.n = n
    void run(self):
        self.recorder.store(NULL, self.n, 2 * self.n)
held = []
cdef cypclass Parent activable:
    lock Scheduler scheduler
    active Recorder recorder
    __init__(self, lock Scheduler s):
        self._active_queue_class = consume SequentialMailBox(s)
        self.scheduler = s
        self.recorder = activate(consume Recorder(s))
    void run(self):
        r = self.recorder
        with gil:
            held.append(lambda: r is None)
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
