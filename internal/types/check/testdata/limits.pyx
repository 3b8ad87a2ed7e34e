# What the language has and cyp does not: an error of its own, at its place (internal/manual, topic limits).
cdef void f(int[:] view):               # error: not supported yet: memoryview types
    pass
---
from somewhere import *                 # error: not supported yet: `from … import \*` of a module
---
cdef void f() nogil:
    cdef int a[4]
    cdef int b[2]
    n = 2
    a[n:4] = b                          # error: not supported yet: this slice assignment to a C array
---
cdef cypclass P:
    int n
cdef class A(Exception):
    cdef P p                            # error: not supported yet: attributes of C type 'P' in extension types
---
cdef class A(Exception):                # error: not supported yet: __cinit__ beside __init__ in a class that derives from a class of Python
    def __cinit__(self):
        pass
    def __init__(self):
        pass
---
cdef class A:
    cdef int x
    cdef object o
    cdef int f(self, int n):
        return n
    cdef int g(self)
cdef class B(A):
    cdef int y
    cdef int x                          # error: 'x' redeclared
def f(A a, o):
    cdef A b = 3                        # error@16: Cannot assign type 'long' to 'A'
    cdef B c = a
    a = c
    a.f()                               # error@8: Call with wrong number of arguments \(expected 2, got 1\)
    a.f(o, 1)                           # error@8: Call with wrong number of arguments \(expected 2, got 3\)
    a.g()                               # error: C method 'A.g' is declared but not defined
    a.x = a                             # error@11: Cannot assign type 'A' to 'int'
    a.nothing
---
cimport numpy                           # error: not supported yet: numpy
---
def f(void* p):                         # error: Cannot convert Python object to 'void \*'
    return <object> p                   # error: not supported yet: casts of pointers to Python objects
---
def f():
    return [i for i from 0 <= i < 3]    # error: not supported yet: `for … from` in a comprehension
---
cdef cypclass A:
    int n
cdef void f(A a) nogil:
    a[1:2]                              # error: Slicing is not supported by cypclass 'A'
---
cdef cypclass A:
    int m(self): return 1
    int m(const self): return 2         # error: Cypclass method const-overloads another method: not supported yet
