"""All wait for long, but for what comes from outside: no deadlock.

exit 0
^122 7 True$
"""
import threading
import time
cimport cyp
from libc.stdio cimport getchar
from cyp.scheduler cimport Scheduler, SequentialMailBox, NullResult

cdef cypclass A activable:
    long nap(self) except -1:
        cyp.sleep(1.2)
        return 1

    long read(self):
        return getchar()

cdef cypclass B activable:
    __init__(self, lock Scheduler s):
        self._active_queue_class = consume SequentialMailBox(s)
        self._active_result_class = NullResult

    void nap(self):
        with gil:
            time.sleep(1.2)

cdef long finish() nogil except -1:
    cdef lock Scheduler s = Scheduler(1)
    b = activate(consume B(s))
    b.nap(NULL)
    s.finish()
    return 7

cdef long run() nogil except -1:
    n = activate(consume A()).nap().get()
    r = cyp.after(1.2, activate(consume A()).nap())
    n += r.get()
    return n + activate(consume A()).read().get()

done = threading.Event()
threading.Timer(1.2, done.set).start()
print(run(), finish(), done.wait())
