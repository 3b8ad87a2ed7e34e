cdef cypclass Counter:
    """Counts, and remembers how often it did."""
    long total
    int calls

    __init__(self, long start):
        self.total = start

    long add(self, long n):
        """Adds n and gives the new total."""
        self.calls += 1
        self.total += n
        return self.total

    int times(self):
        """How often something was added."""
        return self.calls

    void take(self, long n) except *:
        """Takes n away; raises ValueError if there is less."""
        if n > self.total:
            with gil:
                raise ValueError("cannot take %d of %d" % (n, self.total))
        self.total -= n
