"""Eight actors that send 200,000 messages each to one: fanin, beside a channel with room for 128."""
from libc.stdio cimport printf
from scheduler cimport Scheduler, SequentialMailBox, NullResult


cdef cypclass Sink activable:
    long sum
    long count

    __init__(self, lock Scheduler scheduler):
        self._active_result_class = NullResult
        self._active_queue_class = consume SequentialMailBox(scheduler)

    void add(self, int n):
        self.sum += n
        self.count += 1


cdef cypclass Source activable:
    active Sink sink

    __init__(self, lock Scheduler scheduler, active Sink sink):
        self._active_result_class = NullResult
        self._active_queue_class = consume SequentialMailBox(scheduler)
        self.sink = sink

    void run(self, active Source me, int first, int count):
        # A turn sends a hundred, so that a sink that is behind can slow its sources down.
        cdef int last = min(first + 100, count)
        for n in range(first, last):
            self.sink.add(NULL, n)
        if last < count:
            me.run(NULL, me, last, count)


cdef void run(int sources, int count) nogil:
    cdef lock Scheduler scheduler = Scheduler()
    cdef active Sink sink = activate(consume Sink(scheduler))
    for i in range(sources):
        source = activate(consume Source(scheduler, sink))
        source.run(NULL, source, 0, count)
    scheduler.finish()
    del source
    result = consume sink
    printf("%ld %ld\n", result.count, result.sum)


def main():
    with nogil:
        run(8, 200000)


if __name__ == "__main__":
    main()
