"""Stress: every actor sends to every other. Each pair has its own numbers, so a message that is lost, doubled or overtaken shows."""
import sys
import time
cimport cyp
from libcpp.atomic cimport atomic
from libcpp.vector cimport vector
from libcythonplus.list cimport cyplist
from cyp.scheduler cimport PersistScheduler, SequentialMailBox, BatchMailBox

cdef atomic[long] made
cdef atomic[long] freed


cdef cypclass Peer activable:
    long number
    cyplist[active Peer] others
    vector[long] sent_to
    vector[long] came_from
    long sent
    long received
    long wrong
    unsigned long seed

    __init__(self, long number):
        self.number = number
        self.seed = number * 2654435761 + 1
        self.others = cyplist[active Peer]()
        made.fetch_add(1)

    void __dealloc__(self):
        freed.fetch_add(1)

    void know(self, active Peer other):
        self.others.append(other)
        self.sent_to.push_back(0)
        self.came_from.push_back(0)

    void go(self, active Peer me, long left):
        # A part in each turn, as a loop that others can get between.
        cdef long part = min(left, 50)
        for _ in range(part):
            self.seed = self.seed * 6364136223846793005 + 1442695040888963407
            to = <long> ((self.seed >> 33) % <unsigned long> self.others.__len__())
            self.others[to].note(self.number, self.sent_to[to])
            self.sent_to[to] += 1
            self.sent += 1
        if left > part:
            me.go(me, left - part)

    void note(self, long sender, long n):
        if self.came_from[sender] != n:
            self.wrong += 1
        self.came_from[sender] = n + 1
        self.received += 1

    void part(self):
        self.others.clear()


cdef active Peer peer(lock PersistScheduler s, long how, long i) nogil:
    p = Peer(i)
    if how == 1 or how == 2 and i % 3 == 1:
        p._active_queue_class = consume SequentialMailBox(s)
    elif how == 2 and i % 3 == 2:
        p._active_queue_class = consume BatchMailBox(s)
    return activate(consume p)


cdef void start(cyplist[active Peer] peers, long count) nogil:
    for a in peers:
        for b in peers:
            a.know(b)
    for a in peers:
        a.go(a, count)


# how: actors without queues of their own, actors of a scheduler, or both, which only a group can wait for.
cdef long mesh(long how, long size, long count) nogil except -1:
    cdef lock PersistScheduler s = PersistScheduler(3)
    peers = cyplist[active Peer]()
    for i in range(size):
        peers.append(peer(s, how, i))
    if how == 2:
        with cyp.group():
            start(peers, count)
    else:
        start(peers, count)
        cyp.join()
        s.join()
    for a in peers:
        a.part()
    a = NULL
    cyp.join()
    s.join()
    cdef long sent = 0, received = 0, wrong = 0
    while peers.__len__() > 0:
        a = peers.pop()
        mine = consume a
        sent += mine.sent
        received += mine.received
        wrong += mine.wrong
        mine = NULL
    s.finish()
    if wrong != 0 or sent != size * count or received != sent:
        with gil:
            raise AssertionError(f"sent {sent}, received {received}, expected {size * count}, out of order {wrong}")
    if made.load() != freed.load():
        with gil:
            raise AssertionError(f"{made.load()} actors made, {freed.load()} freed")
    return received


def main(seconds="1"):
    end = time.monotonic() + float(seconds)
    rounds, messages = 0, 0
    while rounds == 0 or time.monotonic() < end:
        messages += mesh(rounds % 3, 4 + rounds % 13, 2000)
        rounds += 1
    print(f"mesh: {rounds} rounds, {messages} messages")
