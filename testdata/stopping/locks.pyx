"""Two actors that take two locks in opposite order. What was printed is not lost.

exit 71
before
main: run \(locks.pyx:39\) waits for the actors of a scheduler
worker (\d+): A.move \(locks.pyx:28\) waits for the lock of Box, which worker \d+ holds
"""
cimport cyp
from cyp.scheduler cimport Scheduler, SequentialMailBox, NullResult

cdef cypclass Box:
    long n

cdef cypclass A activable:
    lock Box one
    lock Box two

    __init__(self, lock Scheduler s, lock Box one, lock Box two):
        self._active_queue_class = consume SequentialMailBox(s)
        self._active_result_class = NullResult
        self.one = one
        self.two = two

    void move(self):
        with wlocked self.one:
            with nogil:
                cyp.sleep(0.1)
            with wlocked self.two:
                pass

cdef void run() nogil:
    cdef lock Scheduler s = Scheduler(2)
    cdef lock Box x = consume Box()
    cdef lock Box y = consume Box()
    a = activate(consume A(s, x, y))
    b = activate(consume A(s, y, x))
    a.move(NULL)
    b.move(NULL)
    s.finish()

print("before")
run()
