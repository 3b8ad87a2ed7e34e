"""A request and the wait for its answer, half a million times."""
from libc.stdio cimport printf
from scheduler cimport Scheduler, SequentialMailBox, WaitResult


cdef cypclass Server activable:
    __init__(self, lock Scheduler scheduler):
        self._active_result_class = WaitResult.construct
        self._active_queue_class = consume SequentialMailBox(scheduler)

    int twice(self, int n):
        return 2 * n


cdef long run(int count) nogil:
    cdef lock Scheduler scheduler = Scheduler()
    cdef active Server server = activate(consume Server(scheduler))
    cdef long sum = 0
    cdef int n
    for n in range(count):
        answer = server.twice(NULL, n)
        sum += answer.getIntResult()
    scheduler.finish()
    return sum


def main():
    with nogil:
        printf("%ld\n", run(500000))


if __name__ == "__main__":
    main()
