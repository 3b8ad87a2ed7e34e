"""A hundred and twenty actors; each asks another one, and asks the next when the answer comes, 5,000 times."""
from libc.stdio cimport printf
from libcpp.atomic cimport atomic
from libcpp.vector cimport vector
from scheduler cimport Scheduler, SequentialMailBox, NullResult

cdef atomic[long] answers


cdef cypclass Peer activable:
    vector[active Peer] peers
    unsigned int seed
    int left

    __init__(self, lock Scheduler scheduler, int number, int left):
        self._active_result_class = NullResult
        self._active_queue_class = consume SequentialMailBox(scheduler)
        self.seed = number
        self.left = left

    void meet(self, active Peer peer):
        self.peers.push_back(peer)

    void start(self, active Peer me):
        self.ask(me)

    void ask(self, active Peer me):
        self.seed = self.seed * 1664525 + 1013904223
        peer = self.peers[(self.seed >> 8) % self.peers.size()]
        peer.question(NULL, me)

    void question(self, active Peer sender):
        sender.answer(NULL, sender)

    void answer(self, active Peer me):
        self.left -= 1
        if self.left > 0:
            self.ask(me)
        else:
            answers.fetch_add(1)
            self.peers.clear()


cdef void run(int count, int each) nogil:
    cdef lock Scheduler scheduler = Scheduler()
    cdef vector[active Peer] peers
    cdef int i
    for i in range(count):
        peers.push_back(activate(consume Peer(scheduler, i, each)))
    for a in peers:
        for b in peers:
            a.meet(NULL, b)
    for a in peers:
        a.start(NULL, a)
    scheduler.finish()


def main():
    with nogil:
        run(120, 5000)
        printf("%ld\n", answers.load())


if __name__ == "__main__":
    main()
