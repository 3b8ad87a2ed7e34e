"""Two actors that send a message back and forth, two million times."""
from libc.stdio cimport printf
from scheduler cimport Scheduler, SequentialMailBox, NullResult


cdef cypclass Player activable:
    active Player other
    int hits

    __init__(self, lock Scheduler scheduler):
        self._active_result_class = NullResult
        self._active_queue_class = consume SequentialMailBox(scheduler)

    void meet(self, active Player other):
        self.other = other

    void hit(self, int left):
        self.hits += 1
        if left > 0:
            self.other.hit(NULL, left - 1)

    void leave(self):
        self.other = NULL


cdef int play(int count) nogil:
    cdef lock Scheduler scheduler = Scheduler()
    cdef active Player ping = activate(consume Player(scheduler))
    cdef active Player pong = activate(consume Player(scheduler))
    ping.meet(NULL, pong)
    pong.meet(NULL, ping)
    ping.hit(NULL, count - 1)
    scheduler.join()
    ping.leave(NULL)
    pong.leave(NULL)
    scheduler.finish()
    a = consume ping
    b = consume pong
    return a.hits + b.hits


def main():
    with nogil:
        printf("%d\n", play(2000000))


if __name__ == "__main__":
    main()
