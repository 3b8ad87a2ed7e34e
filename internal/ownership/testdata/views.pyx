# References into what a qualifier protects, that types alone do not show.
from libcythonplus.list cimport cyplist
from libcpp.vector cimport vector
cdef cypclass Leaf:
    int n
cdef cypclass Box:
    Leaf leaf
    vector[Leaf] vec
    cyplist[Leaf] all
    Leaf arr[3]
    vector[lock Leaf] workers
    cyplist[Leaf] give(self):
        return self.all
    vector[Leaf] copyvec(self):
        return self.vec
    void each(lock self):
        for w in self.workers:
            w.n = 3
cdef Leaf out
cdef void leaks(Leaf l) nogil:
    global out
    out = l
cdef void reads(Leaf l) nogil:
    pass
cdef Leaf same(Leaf l) nogil:
    return l
cdef int kept(lock Box l) nogil:
    x = l.vec[0]                        # warning: A reference into 'l' may not be kept
    cdef vector[Leaf] v = l.vec         # warning: A reference into 'l' may not be kept
    w = l.copyvec()                     # warning: A reference into 'l' may not be kept
    it = l.all.begin()                  # warning: A reference into 'l.all' may not be kept
    y = <cyplist[Leaf]> l.give()        # warning: A reference into 'l.give\(\)' may not be kept
    z = l.arr[0]                        # warning: A reference into 'l' may not be kept
    vi = l.vec.begin()                  # warning: A reference into 'l' may not be kept
    b = same(l.vec[0])                  # warning: A reference into 'l' may not be kept
    leaks(l.vec[0])                     # warning: A reference into 'l' may not be kept
    reads(l.vec[0])
    l.vec[0].n = 3
    return l.vec[0].n + l.arr[1].n
cdef int into_field(lock Box l, Box b) nogil:
    b.leaf = l.vec[0]                   # warning: A reference into 'l' may not be kept
    b.arr[0] = l.arr[1]                 # warning: A reference into 'l' may not be kept
    b.all.append(l.vec[0])              # warning: A reference into 'l' may not be kept
    global out
    out = l.vec[1]                      # warning: A reference into 'l' may not be kept
    return 0
cdef Leaf result(lock Box l) nogil:
    return l.vec[0]                     # warning: A reference into 'l' may not be kept
cdef int loops(lock Box l) nogil:
    for e in l.vec:
        e.n = 3
        q = e                           # warning: A reference into 'l' may not be kept
    for f in l.workers:
        g = f
    return e.n                          # error: 'e' may not be used after the block that protects it
cdef int inside(lock Box l) nogil:
    with wlocked l:
        x = l.vec[0]
        x.n = 3
        for y in l.vec:
            y.n = 4
        y.n = 5
        for z in l.all._elements:
            pass
    z.n = 4                             # error: 'z' may not be used after the block that protects it
    return x.n                          # error: 'x' may not be used after the block that protects it
cdef int isolated(iso Box b) nogil:
    x = b.vec[0]                        # warning: A reference into 'b' may not be kept
    return x.n
cdef cyplist[Leaf] taken() nogil:
    cdef iso Box b = consume Box()
    return <cyplist[Leaf]> b.give()
cdef cyplist[Leaf] not_taken(iso Box b, lock Box l) nogil:
    if b is NULL:
        return <cyplist[Leaf]> l.give() # warning: A reference into 'l.give\(\)' may not be kept
    return <cyplist[Leaf]> b.give()
---
# An element of an isolated type stays in its container.
from libcythonplus.list cimport cyplist
from libcpp.vector cimport vector
cdef cypclass Leaf:
    int n
cdef int read(vector[iso Leaf] w, cyplist[iso Leaf] c) nogil:
    x = w[0]                            # warning: 'w' keeps a reference to the isolated element that is read
    y = c[0]                            # warning: 'c' keeps a reference to the isolated element that is read
    z = w.back()                        # warning: 'w' keeps a reference
    t = c.pop()
    return 0
---
# A view of a loop does not outlive it.
from libcythonplus.list cimport cyplist
cdef cypclass Leaf:
    int n
cdef int iso_list(iso cyplist[Leaf] l) nogil:
    for x in l:
        x.n = 3
    return x.n                          # error: 'x' may not be used after the block
cdef int lock_list(lock cyplist[Leaf] l) nogil:
    with wlocked l:
        for x in l:
            x.n = 3
        k = x.n
    return x.n                          # error: 'x' may not be used after the block
---
from libcythonplus.list cimport cyplist
cdef cypclass Leaf:
    int n
cdef cypclass Box:
    cyplist[Leaf] all
cdef int fields(lock Box l) nogil:
    for x in l.all:                     # warning: Iterating over 'l.all' requires a 'with rlocked' or 'with wlocked' block
        x.n = 3
    with wlocked l:
        for x in l.all:
            x.n = 3
    return 0
cdef int consumed(iso cyplist[Leaf] l) nogil:
    for x in l:
        y = consume l                       # warning: may not be isolated
        x.n = 3                         # error: 'x' may not be used after the block
    return 0
def captured(int n):
    cdef lock Box l = consume Box()
    with wlocked l:
        for x in l.all:
            f = lambda: x.n             # error: 'x' may not be captured by an inner function
---
from libcythonplus.list cimport cyplist
cdef cypclass Leaf:
    int n
cdef int unlocked(lock cyplist[Leaf] l) nogil:
    for x in l:                         # error: Iterating over 'lock cyplist\[Leaf\]' requires a 'with rlocked' or 'with wlocked' block
        pass
    return 0
---
# A method that lets its object escape may not be called through a qualifier.
cdef cypclass Leaf:
    int n
cdef cypclass Box:
    Leaf leaf
    void leak(self):
        global kept
        kept = self
    void leak_leaf(self):
        global gleaf
        gleaf = self.leaf
    void take_global(self):
        self.leaf = gleaf
    void wrap(self):
        with gil:
            o = <object> self
    void indirect(self):
        self.leak()
    void quiet(self):
        self.leaf = Leaf()
        b = Box()
        b.leaf = self.leaf
cdef Box kept
cdef Leaf gleaf
cdef int f(iso Box b, lock Box l, Box p) nogil:
    b.quiet()
    b.leak()                            # warning: 'leak' may let a reference into 'b' escape
    b.leak_leaf()                       # warning: 'leak_leaf' may let a reference into 'b' escape
    b.take_global()                     # warning: 'take_global' may let a reference into 'b' escape
    b.wrap()                            # warning: 'wrap' may let a reference into 'b' escape
    l.indirect()                        # warning: 'indirect' may let a reference into 'l' escape
    l.quiet()
    p.leak()
    return 0
---
cdef cypclass Act activable:
    int n
    void leak(self):
        global kept
        kept = self                     # warning: Global 'kept' may be used by several threads at once
cdef Act kept
cdef int f() nogil:
    a = activate(consume Act())
    a.leak(NULL)                        # warning: 'leak' may let a reference into 'a' escape
    return 0
---
# strict
from libcpp.vector cimport vector
cdef cypclass Leaf:
    int n
cdef cypclass Box:
    vector[Leaf] vec
cdef int kept(lock Box l, Leaf p) nogil:
    x = l.vec[0]                        # error: A reference into 'l' may not be kept
    y = consume p                       # error: 'consume' operand may not be isolated
    return 0
