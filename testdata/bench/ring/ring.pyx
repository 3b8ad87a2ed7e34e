"""A token passed around a ring of 503 actors, four million times."""
from libc.stdio cimport printf
from scheduler cimport Scheduler, SequentialMailBox, NullResult


cdef cypclass Node activable:
    active Node next
    int number

    __init__(self, lock Scheduler scheduler, int number):
        self._active_result_class = NullResult
        self._active_queue_class = consume SequentialMailBox(scheduler)
        self.number = number

    void link(self, active Node next):
        self.next = next

    void token(self, int left):
        if left == 0:
            printf("%d\n", self.number)
            self.next = NULL
        else:
            self.next.token(NULL, left - 1)


cdef void run(int size, int count) nogil:
    cdef lock Scheduler scheduler = Scheduler()
    cdef active Node first = activate(consume Node(scheduler, 1))
    cdef active Node last = first
    cdef active Node node
    cdef int number
    for number in range(2, size + 1):
        node = activate(consume Node(scheduler, number))
        last.link(NULL, node)
        last = node
    last.link(NULL, first)
    first.token(NULL, count)
    scheduler.finish()


def main():
    with nogil:
        run(503, 4000000)


if __name__ == "__main__":
    main()
