# Declarations of classes: spec 1.4, 1.7, 2.1, 6.1, 6.4.
cdef cypclass A:
    void m(): pass                      # error@5: Cypclass methods must have a self argument
    void n(int self): pass              # error@11: Wrong type for self argument - expected A, got int
    void ok(self): pass
---
cdef cypclass A:
    int n = 3                           # error@9: Cannot assign default value to fields
    object o                            # error@12: Python object fields are not allowed in cypclass
    iso int q                           # error@5: Qualifier 'iso' can only apply to cypclass types
    locked A l                          # error@5: 'locked' variables are only allowed inside a function
---
cdef cypclass A:
    @classmethod                        # error@6: Decorator 'classmethod' is not supported in cypclass
    void f(cls): pass
    void A(self): pass                  # error@10: Method name 'A' is reserved for constructors; use __init__
---
cdef cypclass A:
    int f
    void f(self): pass                  # error@10: 'f' redeclared
    void g(self): pass
    void g(self): pass                  # error@10: 'g' redeclared
---
cdef cypclass A(int):                   # error@17: Base class 'int' not a struct or class.
    pass
---
cdef cypclass F
cdef cypclass B(F):                     # error@6: Cannot inherit from incomplete type
    pass
---
cdef cypclass A:
    pass
cdef cypclass B(A, A):                  # error@20: Duplicate base class 'A'
    pass
---
cdef cypclass X:
    pass
cdef cypclass Y(X):
    pass
cdef cypclass Z(X, Y):                  # error@6: Cannot create a consistent method resolution order for cypclass 'Z'
    pass
---
cdef cypclass A:
    pass
cdef cypclass B(A) activable:           # error@6: Activable class cannot inherit from not activable one.
    pass
cdef active A a                         # error@6: Qualifier 'active' can only apply to activable cypclass types \(not 'A'\)
---
cdef cypclass A:
    int n
cdef cypclass B(A):
    int n                               # error@9: Cypclass data member 'n' is inherited more than once by cypclass 'B'.
---
cdef cypclass A:
    int f(self): return 1
cdef cypclass B(A):
    double f(self): return 1            # error@5: Cypclass method overrides another with incompatible return type
cdef cypclass C(A):
    int f(lock self): return 1          # error@5: Cannot overload on 'self' qualifier
cdef cypclass D(A):
    int f(self) except -1: return 1     # error@5: False override
---
cdef cypclass A:
    lock iso A a                        # error@10: Conflicting qualifiers 'lock' and 'iso'
    volatile A v                        # error@5: Cypclass doesn't support 'volatile' yet
---
cdef cypclass A:
    A __new__():                        # error@5: Cypclass __new__ must take an allocation function as first argument
        return NULL
cdef cypclass B:
    B __new__(alloc): return alloc()
    B __new__(alloc, int n): return alloc() # error@5: Couldn't have more than one __new__ function
cdef cypclass C:
    int __alloc__(): return 1           # error@5: Cypclass __alloc__ must return an instance of class type
cdef cypclass D:
    D __alloc__(int n): return NULL     # error@5: Cypclass __alloc__ must take no arguments
---
cdef cypclass A:
    int f(self) except NULL: return 1   # error@24: Cannot assign type 'void \*' to 'int' # error@24: Exception value incompatible with function return type
    A g(self) except 3: return self     # error@22: Cannot assign type 'long' to 'A' # error@22: Exception value incompatible
