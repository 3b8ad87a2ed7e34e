# Handles of actors without a queue of their own: consume waits for what was sent to them; cyp.join() and groups wait for all.
cimport cyp
cdef cypclass A activable:
    int n
    active A other
    int add(self, int k):
        self.n += k
        return self.n
    void give(self, active A o):
        self.other = o
    void poke(self):
        self.other.add(1)
cdef int ok1() nogil except -1:
    a = activate(consume A())
    b = activate(consume A())
    a.add(1)
    b.add(2)
    cyp.join()
    x = consume a
    y = consume b
    return x.n + y.n
cdef int ok2() nogil except -1:
    a = activate(consume A())
    b = activate(consume A())
    with cyp.group():
        a.add(1)
        b.add(2)
    x = consume a
    y = consume b
    return x.n + y.n
cdef int ok3() nogil except -1:
    a = activate(consume A())
    a.add(1)
    a.add(1)
    x = consume a
    return x.n
cdef int bad1() nogil except -1:
    a = activate(consume A())
    b = activate(consume A())
    a.give(b)
    x = consume b           # warning: may not be isolated
    return x.n
cdef int bad2() nogil except -1:
    a = activate(consume A())
    with cyp.group():
        a.add(1)
        c = a
    x = consume a           # warning: is not isolated
    return x.n
cdef int bad3() nogil except -1:
    a = activate(consume A())
    cyp.after(1, a.add(1))
    x = consume a           # warning: may not be isolated
    return x.n
cdef int bad4(lock ActhonSyncInterface s) nogil except -1:
    a = activate(consume A())
    a.add(s, 1)
    x = consume a           # warning: may not be isolated
    return x.n
cdef int bad5() nogil except -1:
    a = activate(consume A())
    b = activate(consume A())
    a.give(b)
    cyp.join()
    x = consume b           # warning: may not be isolated
    return x.n
cdef cypclass Box:
    int v
cdef cypclass B activable:
    int n
    int add(self, int k):
        self.n += k
        return self.n
    iso Box wrap(self, iso Box b):
        b.v += 1
        return consume b
    void nothing(self):
        pass
    lock Box shared(self):
        cdef lock Box b = consume Box()
        return b
    Box make(self):
        return Box()
cdef int t1() nogil except -1:
    a = activate(consume B())
    a.wrap(consume Box()).get()
    x = consume a
    return 0
cdef int t2() nogil except -1:
    a = activate(consume B())
    for i in range(100):
        a.nothing()
    x = consume a
    return 0
cdef int t3() nogil except -1:
    a = activate(consume B())
    q = a.shared()
    one = q.get()
    x = consume a
    return 0
cdef int t4() nogil except -1:
    a = activate(consume B())
    q = a.make()
    one = q.get()
    x = consume a
    return 0
