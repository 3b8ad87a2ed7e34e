"""The Golomb sequence, computed by one actor for each term on all cores.

    cyp run examples/golomb/golomb.pyx [SIZE]

Golomb's sequence is the non-decreasing sequence in which n occurs g(n) times:
1, 2, 2, 3, 3, 4, 4, 4, 5, 5, 5, …

>>> sequence(12)
[1, 2, 2, 3, 3, 4, 4, 4, 5, 5, 5, 6]
>>> sequence(0)
[]
"""

from libcythonplus.dict cimport cypdict
from cyp.scheduler cimport Scheduler, SequentialMailBox, NullResult


cdef cypclass Recorder activable:
    """Keeps the terms that the workers find. Its messages run one at a time, so it needs no lock."""
    cypdict[int, int] terms

    __init__(self, lock Scheduler scheduler):
        self._active_result_class = NullResult
        self._active_queue_class = consume SequentialMailBox(scheduler)
        self.terms = cypdict[int, int]()

    void record(self, int rank, int value):
        self.terms[rank] = value


cdef cypclass Worker activable:
    """Finds one term and sends it to the recorder."""
    active Recorder recorder
    int rank

    __init__(self, lock Scheduler scheduler, active Recorder recorder, int rank):
        self._active_result_class = NullResult
        self._active_queue_class = consume SequentialMailBox(scheduler)
        self.recorder = recorder
        self.rank = rank

    int term(self, int n):
        if n == 1:
            return 1
        return 1 + self.term(n - self.term(self.term(n - 1)))

    void work(self):
        self.recorder.record(NULL, self.rank, self.term(self.rank))


cdef cypdict[int, int] compute(int size) nogil:
    """The terms 1 to size. Returns when all workers are done."""
    cdef lock Scheduler scheduler = Scheduler()
    cdef active Recorder recorder = activate(consume Recorder(scheduler))
    cdef active Worker worker
    cdef int rank

    # The large terms take longest: they come first.
    for rank in range(size, 0, -1):
        worker = activate(consume Worker(scheduler, recorder, rank))
        worker.work(NULL)
    worker = NULL

    scheduler.finish()
    # No message is left and nobody else holds the recorder: it becomes ours again.
    finished = consume recorder
    return <cypdict[int, int]> finished.terms


def sequence(size):
    """The first terms of the sequence, as a list."""
    cdef cypdict[int, int] terms
    cdef int count = size
    with nogil:
        terms = compute(count)
    return [terms[rank] for rank in range(1, count + 1)]


def main(size="50"):
    terms = sequence(int(size))
    print(f"golomb({len(terms)}) = {terms[-1]}")
    print(*terms)
