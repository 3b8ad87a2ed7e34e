"""Creatures that meet in pairs and change colours: chameneos, with actors."""
from libc.stdio cimport printf
from scheduler cimport Scheduler, SequentialMailBox, NullResult


cdef int complement(int a, int b) nogil:
    return a if a == b else 3 - a - b


cdef cypclass Mall activable:
    active Creature waiting
    int colour
    int left
    int creatures

    __init__(self, lock Scheduler scheduler, int meetings, int creatures):
        self._active_result_class = NullResult
        self._active_queue_class = consume SequentialMailBox(scheduler)
        self.left = meetings
        self.creatures = creatures

    void enter(self, active Creature creature, int colour):
        if self.left == 0:
            creature.leave(NULL)
            self.creatures -= 1
            if self.creatures == 0:
                printf("%d\n", self.left)
        elif self.waiting is NULL:
            self.waiting = creature
            self.colour = colour
        else:
            self.left -= 1
            creature.meet(NULL, creature, self.colour)
            self.waiting.meet(NULL, self.waiting, colour)
            self.waiting = NULL


cdef cypclass Creature activable:
    active Mall mall
    int colour
    int meetings

    __init__(self, lock Scheduler scheduler, active Mall mall, int colour):
        self._active_result_class = NullResult
        self._active_queue_class = consume SequentialMailBox(scheduler)
        self.mall = mall
        self.colour = colour
        self.meetings = 0

    void start(self, active Creature me):
        self.mall.enter(NULL, me, self.colour)

    void meet(self, active Creature me, int colour):
        self.meetings += 1
        self.colour = complement(self.colour, colour)
        self.mall.enter(NULL, me, self.colour)

    void leave(self):
        self.mall = NULL


cdef void run(int creatures, int meetings) nogil:
    cdef lock Scheduler scheduler = Scheduler()
    cdef active Mall mall = activate(consume Mall(scheduler, meetings, creatures))
    cdef int i
    for i in range(creatures):
        creature = activate(consume Creature(scheduler, mall, i % 3))
        creature.start(NULL, creature)
    scheduler.finish()


def main():
    with nogil:
        run(10, 500000)


if __name__ == "__main__":
    main()
