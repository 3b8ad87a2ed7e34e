"""Stress: actors that are made and dropped, by actors too: with messages under way, with none, with results that are asked for, forgotten, failed or
cancelled, inside groups and outside."""
import time
cimport cyp
from libcpp.atomic cimport atomic
from libcythonplus.list cimport cyplist
from cyp.scheduler cimport PersistScheduler, SequentialMailBox, BatchMailBox, WaitResult

cdef atomic[long] made
cdef atomic[long] freed
cdef atomic[long] ran
cdef atomic[long] told


cdef cypclass Mayfly activable:
    active Mayfly parent
    long born

    __init__(self, active Mayfly parent):
        self.parent = parent
        made.fetch_add(1)

    void __dealloc__(self):
        freed.fetch_add(1)

    # A tree of actors that nobody but their messages holds.
    void breed(self, active Mayfly me, long depth):
        ran.fetch_add(1)
        if depth == 0:
            if self.parent is not NULL:
                self.parent.tell()
            return
        for _ in range(2):
            child = activate(consume Mayfly(me))
            child.breed(child, depth - 1)
        unused = activate(consume Mayfly(NULL))

    void tell(self):
        told.fetch_add(1)

    long twice(self, long n) except -1:
        ran.fetch_add(1)
        if n % 7 == 3:
            with gil:
                raise ValueError(n)
        return 2 * n

    iso Egg lay(self, long n):
        ran.fetch_add(1)
        e = Egg(n)
        return consume e

    void idle(self):
        ran.fetch_add(1)


cdef cypclass Egg:
    long n

    __init__(self, long n):
        self.n = n
        made.fetch_add(1)

    void __dealloc__(self):
        freed.fetch_add(1)


cdef cypclass Clerk activable:
    __init__(self, lock PersistScheduler s, long how):
        self._active_result_class = WaitResult.construct
        if how == 0:
            self._active_queue_class = consume SequentialMailBox(s)
        else:
            self._active_queue_class = consume BatchMailBox(s)
        made.fetch_add(1)

    void __dealloc__(self):
        freed.fetch_add(1)

    int add(self, int a, int b):
        ran.fetch_add(1)
        return a + b


# How many messages run for one breed of a depth, and how many of them tell.
cdef long bred(long depth) nogil:
    return (1 << (depth + 1)) - 1


cdef long generation(long n) nogil except -1:
    cdef long expected = 0, tells = 0, sum = 0, i
    cdef lock PersistScheduler s = PersistScheduler(2)
    for i in range(20):
        a = activate(consume Mayfly(NULL))
        a.breed(a, i % 5)
        expected += bred(i % 5)
        tells += (1 << (i % 5)) if i % 5 > 0 else 0
    # results asked for
    for i in range(20):
        if i % 7 != 3:
            sum += activate(consume Mayfly(NULL)).twice(i).get() - 2 * i
            egg = activate(consume Mayfly(NULL)).lay(i).get()
            sum += egg.n - i
            egg = NULL
            expected += 2
    # kept for later, and some forgotten
    results = cyplist[cyp.result[long]]()
    for i in range(20):
        r = activate(consume Mayfly(NULL)).twice(i)
        expected += 1
        results.append(r)
    with gil:
        failed = 0
        for i in range(20):
            try:
                sum += results[i].get() - 2 * i
            except ValueError:
                failed += 1
        if failed != 3:
            raise AssertionError(f"{failed} results have failed, expected 3")
    results.clear()
    r = NULL
    for i in range(10):
        activate(consume Mayfly(NULL)).lay(i)
        expected += 1
    # a group inside a group
    with cyp.group():
        for i in range(5):
            b = activate(consume Mayfly(NULL))
            b.breed(b, 3)
            expected += bred(3)
            tells += 8
            with cyp.group():
                activate(consume Mayfly(NULL)).idle()
                b.idle()
                expected += 2
    # cancelled before it can begin
    late = cyp.after(3600, activate(consume Mayfly(NULL)).twice(1))
    late.cancel()
    late = NULL
    # with a result class of its own
    for i in range(10):
        c = activate(consume Clerk(s, i % 2))
        sum += c.add(NULL, <int> i, 1).getIntResult() - i - 1
        c.add(NULL, 0, 0)
        expected += 2
    a = NULL
    b = NULL
    c = NULL
    cyp.join()
    s.finish()
    if ran.load() != expected or told.load() != tells or sum != 0:
        with gil:
            raise AssertionError(f"ran {ran.load()}, expected {expected}; told {told.load()}, expected {tells}; sums wrong by {sum}")
    if made.load() != freed.load():
        with gil:
            raise AssertionError(f"{made.load()} objects made, {freed.load()} freed")
    ran.store(0)
    told.store(0)
    return expected + tells


def main(seconds="1"):
    end = time.monotonic() + float(seconds)
    rounds, messages = 0, 0
    while rounds < 2 or time.monotonic() < end:
        messages += generation(rounds)
        rounds += 1
    print(f"churn: {rounds} rounds, {messages} messages")
