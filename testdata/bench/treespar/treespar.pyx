"""Binary trees on two threads: two actors that build, walk and free them."""
from libc.stdio cimport printf
from libcpp.atomic cimport atomic
from scheduler cimport Scheduler, SequentialMailBox, NullResult

cdef atomic[long] total


cdef cypclass Tree:
    Tree left
    Tree right

    __init__(self, int depth):
        if depth > 0:
            self.left = Tree(depth - 1)
            self.right = Tree(depth - 1)

    long check(self):
        if self.left is NULL:
            return 1
        return 1 + self.left.check() + self.right.check()


cdef cypclass Forester activable:
    __init__(self, lock Scheduler scheduler):
        self._active_result_class = NullResult
        self._active_queue_class = consume SequentialMailBox(scheduler)

    void grow(self, int depth, int rounds):
        cdef int i
        for i in range(rounds):
            total.fetch_add(Tree(depth).check())


cdef void run(int depth, int rounds) nogil:
    cdef lock Scheduler scheduler = Scheduler(2)
    a = activate(consume Forester(scheduler))
    b = activate(consume Forester(scheduler))
    a.grow(NULL, depth, rounds)
    b.grow(NULL, depth, rounds)
    scheduler.finish()


def main():
    with nogil:
        run(15, 60)
        printf("%ld\n", total.load())


if __name__ == "__main__":
    main()
