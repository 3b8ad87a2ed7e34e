"""Stress: isolated graphs that go from actor to actor, which change them, take them apart and give them back. Counts of such objects are not atomic: one
that two threads had at once would show as a wrong sum, or an object too many or too few."""
import time
cimport cyp
from libcpp.atomic cimport atomic
from libcythonplus.list cimport cyplist
from libcythonplus.dict cimport cypdict
from cyp.scheduler cimport PersistScheduler, SequentialMailBox

cdef atomic[long] made
cdef atomic[long] freed


cdef cypclass Leaf:
    long value

    __init__(self, long value):
        self.value = value
        made.fetch_add(1)

    void __dealloc__(self):
        freed.fetch_add(1)


cdef cypclass Tree:
    Tree left
    Tree right
    Leaf leaf

    __init__(self, long value):
        self.leaf = Leaf(value)
        made.fetch_add(1)

    void __dealloc__(self):
        freed.fetch_add(1)

    void add(self, long value):
        if value < self.leaf.value:
            if self.left is NULL:
                self.left = Tree(value)
            else:
                self.left.add(value)
        elif self.right is NULL:
            self.right = Tree(value)
        else:
            self.right.add(value)

    long sum(self):
        n = self.leaf.value
        if self.left is not NULL:
            n += self.left.sum()
        if self.right is not NULL:
            n += self.right.sum()
        return n


# A parcel is all its own: a tree, and a list and a dictionary with leaves of the same tree.
cdef cypclass Parcel:
    Tree tree
    cyplist[Leaf] leaves
    cypdict[long, Leaf] named
    long sum
    long steps

    __init__(self, long value):
        self.tree = Tree(value)
        self.leaves = cyplist[Leaf]()
        self.named = cypdict[long, Leaf]()
        self.leaves.append(self.tree.leaf)
        self.named[0] = self.tree.leaf
        self.sum = value
        made.fetch_add(1)

    void __dealloc__(self):
        freed.fetch_add(1)

    bint right(self):
        cdef long n = 0
        for l in self.leaves:
            n += l.value
        return self.tree.sum() == self.sum and n == self.sum and self.named.__len__() == self.steps + 1

    void step(self, long value):
        self.steps += 1
        self.tree.add(value)
        leaf = Leaf(value)
        # in place of the leaf that the tree has made
        t = self.tree
        while True:
            down = t.left if value < t.leaf.value else t.right
            if down is NULL:
                break
            t = down
        t.leaf = leaf
        self.leaves.append(leaf)
        self.named[self.steps] = leaf
        self.sum += value


cdef cypclass Hand activable:
    active Hand next
    active Hand other
    iso Parcel kept
    unsigned long seed
    long handled
    long ended
    long wrong

    __init__(self, long n):
        self.seed = n * 2654435761 + 1
        made.fetch_add(1)

    void __dealloc__(self):
        freed.fetch_add(1)

    void link(self, active Hand next, active Hand other):
        self.next = next
        self.other = other

    void take(self, iso Parcel parcel, long left):
        p = consume parcel
        self.handled += 1
        if not p.right():
            self.wrong += 1
        self.seed = self.seed * 6364136223846793005 + 1442695040888963407
        p.step(<long> (self.seed >> 40) % 1000)
        if left == 0:
            self.ended += 1
            return
        # Now and then it is kept, and the one that was kept goes on instead.
        if self.seed >> 33 & 3 == 0 and self.kept is not NULL:
            q = consume self.kept
            self.kept = consume p
            self.next.take(consume q, left - 1)
        elif self.seed >> 33 & 1:
            self.next.take(consume p, left - 1)
        else:
            self.other.take(consume p, left - 1)

    iso Parcel swap(self, iso Parcel parcel):
        old = consume self.kept
        self.kept = consume parcel
        return consume old


cdef long moves(bint own, long size, long parcels, long length) nogil except -1:
    cdef lock PersistScheduler s = PersistScheduler(3)
    hands = cyplist[active Hand]()
    for i in range(size):
        h = Hand(i)
        if own:
            h._active_queue_class = consume SequentialMailBox(s)
        hands.append(activate(consume h))
    for i in range(size):
        hands[i].link(hands[(i + 1) % size], hands[(i + size // 2) % size])
    cdef long wrong = 0
    for i in range(size):
        none = hands[i].swap(consume Parcel(i)).get()
        if none is not NULL:
            wrong += 1
    for i in range(parcels):
        hands[i % size].take(consume Parcel(i), length)
    # In the midst of it, some are asked for and others given.
    for i in range(parcels):
        back = hands[i % size].swap(consume Parcel(i)).get()
        mine = consume back
        if mine is NULL or not mine.right():
            wrong += 1
        mine = NULL
    cyp.join()
    s.join()
    for a in hands:
        a.link(NULL, NULL)
    a = NULL
    cyp.join()
    s.join()
    cdef long handled = 0, ended = 0
    while hands.__len__() > 0:
        a = hands.pop()
        hand = consume a
        handled += hand.handled
        ended += hand.ended
        wrong += hand.wrong
        hand = NULL
    s.finish()
    if wrong != 0 or ended != parcels or handled != parcels * (length + 1):
        with gil:
            raise AssertionError(f"handled {handled}, expected {parcels * (length + 1)}, ended {ended} of {parcels}, wrong {wrong}")
    if made.load() != freed.load():
        with gil:
            raise AssertionError(f"{made.load()} objects made, {freed.load()} freed")
    return handled


def main(seconds="1"):
    end = time.monotonic() + float(seconds)
    rounds, messages = 0, 0
    while rounds < 2 or time.monotonic() < end:
        messages += moves(rounds % 2, 2 + rounds % 7, 1 + rounds % 30, 40)
        rounds += 1
    print(f"parcels: {rounds} rounds, {messages} messages")
