"""Two actors that wait for each other's results.

exit 71
deadlock: all threads and actors wait for each other
main: run \(results.pyx:25\) waits for a result of 'A.ask'
worker \d+: A.ask \(results.pyx:18\) waits for a result of 'A.ask'
"""

cdef cypclass A activable:
    active A other

    void link(self, active A other):
        self.other = other

    long ask(self, long n) except -1:
        if n == 0:
            return 1
        return self.other.ask(n - 1).get()

cdef long run() nogil except -1:
    a = activate(consume A())
    b = activate(consume A())
    a.link(b)
    b.link(a)
    return a.ask(2).get()

print(run())
