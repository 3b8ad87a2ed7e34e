# strict: C attributes of cdef classes, used without the GIL.
from libcpp.vector cimport vector
cdef class Holder:
    cdef int n
    cdef double x[4]
    cdef vector[int] v
    cdef int gets(self) nogil:
        return 3
---
cdef void attack(Holder h) nogil:
    h.n += 1
---
cdef int attack(Holder h) nogil:
    return h.n
---
cdef void attack(Holder h) nogil:
    h.x[1] = 3
---
cdef void attack(Holder h) nogil:
    h.v.push_back(1)
---
def attack(Holder h):
    with nogil:
        h.n = 3
---
cdef class Sub(Holder):
    cdef void bump(self) nogil:
        self.n += 1
---
cdef cypclass Act activable:
    void run(self):
        with gil:
            h = Holder()
            with nogil:
                h.n = 3
