"""Stress: accounts under object locks, one at a time and several together, by actors and by parallel loops. Money is neither made nor lost, and a reader
never sees half of a transfer."""
import time
cimport cyp
from cython.parallel cimport prange
from libcpp.atomic cimport atomic
from libcythonplus.list cimport cyplist

cdef atomic[long] made
cdef atomic[long] freed


cdef cypclass Account:
    long balance
    long other      # the same again: a reader beside a writer sees them differ
    bint writing

    __init__(self, long balance):
        self.balance = balance
        self.other = balance
        made.fetch_add(1)

    void __dealloc__(self):
        freed.fetch_add(1)

    bint add(self, long n):
        alone = not self.writing
        self.writing = True
        self.balance += n
        alone = alone and self.other + n == self.balance
        self.other += n
        self.writing = False
        return alone

    bint right(const self):
        return self.balance == self.other and not self.writing

    long get(const self):
        return self.balance


cdef cypclass Teller activable:
    cyplist[lock Account] accounts
    long wrong
    long did
    unsigned long seed

    __init__(self, long n):
        self.accounts = cyplist[lock Account]()
        self.seed = n * 2654435761 + 1
        made.fetch_add(1)

    void __dealloc__(self):
        freed.fetch_add(1)

    void know(self, lock Account a):
        self.accounts.append(a)

    lock Account some(self):
        self.seed = self.seed * 6364136223846793005 + 1442695040888963407
        return self.accounts[(self.seed >> 33) % <unsigned long> self.accounts.__len__()]

    void work(self, active Teller me, long left):
        self.did += 1
        a = self.some()
        b = self.some()
        c = self.some()
        if left % 4 == 0:
            with rlocked a:
                # re-entrant, and a second object inside the first
                if not a.right() or a.balance != a.other:
                    self.wrong += 1
        elif left % 4 == 1:
            # an upgrade inside a block, of a lock that no other thread may upgrade: all do it while they hold the writer's
            with wlocked a:
                n = a.get()
                if not a.add(5) or a.get() != n + 5 or not a.add(-5):
                    self.wrong += 1
        elif left % 4 == 2:
            with wlocked a, b, c:
                if not a.add(-2) or not b.add(1) or not c.add(1):
                    self.wrong += 1
        else:
            with wlocked a, rlocked b:
                if a is not b and (not b.right() or not a.add(0)):
                    self.wrong += 1
        if left > 0:
            me.work(me, left - 1)


# The sum under all read locks, by a parallel loop beside the tellers.
cdef long looked(lock Account a, lock Account b, lock Account c, long rounds) nogil:
    cdef long wrong = 0, i
    for i in prange(rounds, nogil=True, num_threads=2):
        with rlocked a, b, c:
            if a.get() + b.get() + c.get() != 300:
                wrong += 1
        with wlocked a:
            if not a.right():
                wrong += 1
    return wrong


cdef long business(long tellers, long count) nogil except -1:
    cdef lock Account a = consume Account(100)
    cdef lock Account b = consume Account(100)
    cdef lock Account c = consume Account(100)
    staff = cyplist[active Teller]()
    for i in range(tellers):
        t = activate(consume Teller(i))
        t.know(a)
        t.know(b)
        t.know(c)
        t.work(t, count)
        staff.append(t)
    t = NULL
    wrong = looked(a, b, c, 50)
    cyp.join()
    cdef long did = 0
    while staff.__len__() > 0:
        t = staff.pop()
        mine = consume t
        did += mine.did
        wrong += mine.wrong
        mine = NULL
    total = a.get() + b.get() + c.get()
    a = NULL
    b = NULL
    c = NULL
    if wrong != 0 or total != 300 or did != tellers * (count + 1):
        with gil:
            raise AssertionError(f"total {total}, expected 300; did {did} of {tellers * (count + 1)}, wrong {wrong}")
    if made.load() != freed.load():
        with gil:
            raise AssertionError(f"{made.load()} objects made, {freed.load()} freed")
    return did


def main(seconds="1"):
    end = time.monotonic() + float(seconds)
    rounds, messages = 0, 0
    while rounds < 2 or time.monotonic() < end:
        messages += business(2 + rounds % 6, 300)
        rounds += 1
    print(f"bank: {rounds} rounds, {messages} messages")
