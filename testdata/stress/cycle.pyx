"""Stress: actors that send to each other in circles, all at once: tokens go round a ring, and each step is answered to the one before. No send may
wait for the run of another."""
import time
cimport cyp
from libcpp.atomic cimport atomic
from libcythonplus.list cimport cyplist
from cyp.scheduler cimport PersistScheduler, SequentialMailBox

cdef atomic[long] made
cdef atomic[long] freed


cdef cypclass Node activable:
    active Node next
    active Node before
    active Node me
    long tokens
    long answers
    long asked      # number of the last step sent on
    long answered   # number of the last answer
    long wrong

    __init__(self):
        made.fetch_add(1)

    void __dealloc__(self):
        freed.fetch_add(1)

    void link(self, active Node before, active Node me, active Node next):
        self.before = before
        self.me = me
        self.next = next

    void token(self, long left, long number):
        self.tokens += 1
        if number >= 0:
            self.before.answer(number)
        if left == 0:
            return
        if left % 97 == 0:
            # once more round by way of its own mailbox
            self.me.token(left - 1, -1)
            return
        self.next.token(left - 1, self.asked)
        self.asked += 1

    void answer(self, long number):
        if number != self.answered:
            self.wrong += 1
        self.answered = number + 1
        self.answers += 1


cdef long ring(bint own, long size, long tokens, long length) nogil except -1:
    cdef lock PersistScheduler s = PersistScheduler(4)
    nodes = cyplist[active Node]()
    for i in range(size):
        n = Node()
        if own:
            n._active_queue_class = consume SequentialMailBox(s)
        nodes.append(activate(consume n))
    for i in range(size):
        nodes[i].link(nodes[(i + size - 1) % size], nodes[i], nodes[(i + 1) % size])
    for i in range(tokens):
        nodes[i % size].token(length, -1)
    cyp.join()
    s.join()
    for a in nodes:
        a.link(NULL, NULL, NULL)
    a = NULL
    cyp.join()
    s.join()
    cdef long came = 0, asked = 0, answers = 0, wrong = 0
    while nodes.__len__() > 0:
        a = nodes.pop()
        mine = consume a
        came += mine.tokens
        asked += mine.asked
        answers += mine.answers
        wrong += mine.wrong
        mine = NULL
    s.finish()
    if wrong != 0 or came != tokens * (length + 1) or asked != answers:
        with gil:
            raise AssertionError(f"{came} steps for {tokens * (length + 1)}, {answers} answers for {asked}, out of order {wrong}")
    if made.load() != freed.load():
        with gil:
            raise AssertionError(f"{made.load()} actors made, {freed.load()} freed")
    return came + answers


def main(seconds="1"):
    end = time.monotonic() + float(seconds)
    rounds, messages = 0, 0
    while rounds < 2 or time.monotonic() < end:
        # two that send to each other, up to a ring of ten; fewer and more tokens than nodes
        messages += ring(rounds % 2, 2 + rounds % 9, 1 + rounds % 40, 500)
        rounds += 1
    print(f"cycle: {rounds} rounds, {messages} messages")
