"""Stress: bursts of messages that are far more than a mailbox should hold, from actors and from the main thread, to one that is slower. Senders
are slowed, so memory stays flat, but nothing is lost and no two wait for each other."""
import time
cimport cyp
from libc.string cimport memset
from libcpp.atomic cimport atomic
from libcpp.vector cimport vector
from libcythonplus.list cimport cyplist
from cyp.scheduler cimport PersistScheduler, SequentialMailBox

cdef atomic[long] made
cdef atomic[long] freed


cdef cypclass Load:
    char bytes[200]

    __init__(self, long n):
        made.fetch_add(1)
        memset(self.bytes, n & 127, 200)

    void __dealloc__(self):
        freed.fetch_add(1)


cdef cypclass Sink activable:
    vector[long] last
    long received
    long wrong
    active Source back

    __init__(self, long sources):
        self.last.resize(sources)
        made.fetch_add(1)

    void __dealloc__(self):
        freed.fetch_add(1)

    void link(self, active Source back):
        self.back = back

    void take(self, long source, long n, iso Load load):
        mine = consume load
        cdef long i
        for i in range(200):
            if mine.bytes[i] != <char> (n & 127):
                self.wrong += 1
        if self.last[source] != n:
            self.wrong += 1
        self.last[source] = n + 1
        self.received += 1
        # a sink that floods its source in turn
        if n % 8 == 0 and self.back is not NULL:
            self.back.thanks()


cdef cypclass Source activable:
    long number
    long next
    long thanked
    active Sink sink

    __init__(self, long number, active Sink sink):
        self.number = number
        self.sink = sink
        made.fetch_add(1)

    void __dealloc__(self):
        freed.fetch_add(1)

    # The whole burst in one message: only waiting slows it.
    void burst(self, long count):
        for _ in range(count):
            self.sink.take(self.number, self.next, consume Load(self.next))
            self.next += 1

    void go(self, active Source me, long left):
        part = min(left, 100)
        self.burst(part)
        if left > part:
            me.go(me, left - part)

    void thanks(self):
        self.thanked += 1

    void part(self):
        self.sink = NULL


cdef long bursts(bint own, long sources, long count) nogil except -1:
    cdef lock PersistScheduler s = PersistScheduler(2)
    k = Sink(sources + 1)
    if own:
        k._active_queue_class = consume SequentialMailBox(s)
    cdef active Sink sink = activate(consume k)
    senders = cyplist[active Source]()
    for i in range(sources):
        f = Source(i, sink)
        if own:
            f._active_queue_class = consume SequentialMailBox(s)
        senders.append(activate(consume f))
    sink.link(senders[0])
    for i in range(sources):
        if i % 2 == 0:
            senders[i].go(senders[i], count)
        else:
            senders[i].burst(count)
    for i in range(count):
        sink.take(sources, i, consume Load(i))
    cyp.join()
    s.join()
    sink.link(NULL)
    for a in senders:
        a.part()
    a = NULL
    cyp.join()
    s.join()
    cdef long sent = count, thanked = 0
    while senders.__len__() > 0:
        a = senders.pop()
        mine = consume a
        sent += mine.next
        thanked += mine.thanked
        mine = NULL
    all = consume sink
    received = all.received
    wrong = all.wrong
    all = NULL
    s.finish()
    if wrong != 0 or sent != (sources + 1) * count or received != sent or thanked != (sources + 1) * ((count + 7) // 8):
        with gil:
            raise AssertionError(f"sent {sent}, received {received}, expected {(sources + 1) * count}, thanked {thanked}, wrong {wrong}")
    if made.load() != freed.load():
        with gil:
            raise AssertionError(f"{made.load()} objects made, {freed.load()} freed")
    return received + thanked


def main(seconds="1"):
    end = time.monotonic() + float(seconds)
    rounds, messages = 0, 0
    while rounds < 2 or time.monotonic() < end:
        messages += bursts(rounds % 2, 1 + rounds % 7, 12000)
        rounds += 1
    print(f"burst: {rounds} rounds, {messages} messages")
