"""Eight actors that send 200,000 messages each to one."""
from libc.stdio cimport printf
from scheduler cimport Scheduler, SequentialMailBox, NullResult


cdef cypclass Sink activable:
    long sum
    long left

    __init__(self, lock Scheduler scheduler, long left):
        self.left = left
        self.sum = 0
        self._active_result_class = NullResult
        self._active_queue_class = consume SequentialMailBox(scheduler)

    void add(self, int n):
        self.sum += n
        self.left -= 1
        if self.left == 0:
            printf("%ld\n", self.sum)


cdef cypclass Source activable:
    active Sink sink

    __init__(self, lock Scheduler scheduler, active Sink sink):
        self._active_result_class = NullResult
        self._active_queue_class = consume SequentialMailBox(scheduler)
        self.sink = sink

    void run(self, active Source me, int first, int count):
        # A turn sends a hundred, so that a sink that is behind can slow its sources down.
        cdef int last = min(first + 100, count)
        cdef int n
        for n in range(first, last):
            self.sink.add(NULL, n)
        if last < count:
            me.run(NULL, me, last, count)


cdef void run(int sources, int count) nogil:
    cdef lock Scheduler scheduler = Scheduler()
    cdef active Sink sink = activate(consume Sink(scheduler, sources * count))
    cdef int i
    for i in range(sources):
        source = activate(consume Source(scheduler, sink))
        source.run(NULL, source, 0, count)
    scheduler.finish()


def main():
    with nogil:
        run(8, 200000)


if __name__ == "__main__":
    main()
