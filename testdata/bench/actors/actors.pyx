"""Golomb's sequence with an actor for each position and one that records."""
from libc.stdio cimport printf
from libcythonplus.dict cimport cypdict
from scheduler cimport Scheduler, SequentialMailBox, NullResult


cdef cypclass Recorder activable:
    cypdict[int, int] values
    size_t size

    __init__(self, lock Scheduler scheduler, size_t size):
        self.size = size
        self._active_result_class = NullResult
        self._active_queue_class = consume SequentialMailBox(scheduler)
        self.values = cypdict[int, int]()

    void store(self, int key, int value):
        self.values[key] = value
        if self.values.__len__() == self.size:
            printf("%ld\n", self.total())

    long total(self):
        cdef long sum = 0
        for key in self.values:
            sum += self.values[key]
        return sum


cdef cypclass Position activable:
    int rank
    active Recorder recorder

    __init__(self, lock Scheduler scheduler, active Recorder recorder, int rank):
        self._active_result_class = NullResult
        self._active_queue_class = consume SequentialMailBox(scheduler)
        self.rank = rank
        self.recorder = recorder

    int at(self, int n):
        if n == 1:
            return 1
        return self.at(n - self.at(self.at(n - 1))) + 1

    void run(self):
        self.recorder.store(NULL, self.rank, self.at(self.rank))


cdef void golomb(int size) nogil:
    cdef lock Scheduler scheduler = Scheduler()
    cdef active Recorder recorder = activate(consume Recorder(scheduler, size))
    cdef int rank
    for rank in range(size, 0, -1):
        position = activate(consume Position(scheduler, recorder, rank))
        position.run(NULL)
    scheduler.finish()


def main():
    with nogil:
        golomb(58)


if __name__ == "__main__":
    main()
