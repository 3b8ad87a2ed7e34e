"""Two actors that send a message back and forth, two million times."""
from libc.stdio cimport printf
from scheduler cimport Scheduler, SequentialMailBox, NullResult


cdef cypclass Player activable:
    active Player other
    int hits

    __init__(self, lock Scheduler scheduler):
        self._active_result_class = NullResult
        self._active_queue_class = consume SequentialMailBox(scheduler)
        self.hits = 0

    void meet(self, active Player other):
        self.other = other

    void hit(self, int left):
        self.hits += 1
        if left > 0:
            self.other.hit(NULL, left - 1)
        else:
            self.other.leave(NULL, self.hits)
            self.other = NULL

    void leave(self, int hits):
        printf("%d\n", self.hits + hits)
        self.other = NULL


cdef void play(int count) nogil:
    cdef lock Scheduler scheduler = Scheduler()
    cdef active Player ping = activate(consume Player(scheduler))
    cdef active Player pong = activate(consume Player(scheduler))
    ping.meet(NULL, pong)
    pong.meet(NULL, ping)
    ping.hit(NULL, count - 1)
    scheduler.finish()


def main():
    with nogil:
        play(2000000)


if __name__ == "__main__":
    main()
