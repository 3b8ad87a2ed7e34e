"""A hundred thousand actors, one message each, ten times."""
from libc.stdio cimport printf
from libcpp.atomic cimport atomic
from scheduler cimport Scheduler, SequentialMailBox, NullResult

cdef atomic[long] total


cdef cypclass Worker activable:
    __init__(self, lock Scheduler scheduler):
        self._active_result_class = NullResult
        self._active_queue_class = consume SequentialMailBox(scheduler)

    void run(self, long n):
        total.fetch_add(n)


cdef void run(int count) nogil:
    cdef lock Scheduler scheduler = Scheduler()
    cdef int n
    for n in range(count):
        worker = activate(consume Worker(scheduler))
        worker.run(NULL, n)
    scheduler.finish()


def main():
    cdef int i
    with nogil:
        for i in range(10):
            run(100000)
        printf("%ld\n", total.load())


if __name__ == "__main__":
    main()
