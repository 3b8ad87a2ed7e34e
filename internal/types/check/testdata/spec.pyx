# The errors of sections 3 to 8 of the reference, each at its place (columns count from 1 here).
# 3.2: Cy_* functions take plain and const references.
cdef cypclass L:
    int n
cdef void f(lock L x, const L c) nogil:
    n = Cy_GETREF(x)                    # error@19: Cannot assign type 'lock L' to 'const cyobject'
    m = Cy_GETREF(c)
---
# 3.3: arrays and deletions.
cdef cypclass P:
    int n
    P next
cdef void f() nogil:
    cdef P a[4]
    cdef P b[3]
    a[1:3] = b                          # error@14: Assignment to slice of wrong length, expected 2, got 3
    a[:] = a
cdef void g(P p) nogil:
    del p.next
    del p.n                             # error@10: Deletion of non-Python, non-C\+\+ object
cdef void d() nogil:
    cdef P x = P()
    del x
    y = x is NULL
---
# 3.5: NULL.
cdef cypclass A:
    int n
cdef void f(A a) nogil:
    x = a == NULL                       # error@11: Invalid types for '==' \(A, void \*\)
    y = a is NULL
    cdef A z = None
---
# 4.1: consume.
cdef cypclass A:
    int n
cdef void f(A a, const A c) nogil:
    cdef long n = 3
    x = consume n                       # error@9: Can only consume cypclass \(not 'long'\)
    z = consume NULL                    # error@9: Can only consume cypclass \(not 'void \*'\)
    cdef A y = consume a
    cdef iso A i = consume c
def g(o):
    x = consume o                       # error@9: Can only consume cypclass \(not 'Python object'\)
---
# 5.1, 5.7: constructors.
cdef cypclass T:
    int n
    __init__(self, const char *s):
        pass
cdef cypclass S(T):
    pass
cdef cypclass Two:
    __init__(self, int a):
        pass
    __init__(self, int a, int b):
        pass
cdef cypclass One:
    __init__(self, int a):
        pass
cdef void f() nogil:
    t = T()
    s = S()                             # error@10: Call with wrong number of arguments \(expected 1, got 0\)
    cdef iso T i = T()                  # error@21: Cannot assign type 'T' to 'iso T'
    u = Two(1, 2, 3)                    # error@12: Call with wrong number of arguments \(expected 0, got 3\)
    v = Two(t)                          # error@13: Cannot assign type 'T' to 'int'
---
cdef cypclass V:
    __init__(self, int a, ...):         # error: Cypclass cannot handle variable arguments constructors, but you can use optional arguments \(arg=some_value\)
        pass
---
# 5.2: new.
cdef cypclass A:
    __init__(self, int n):
        pass
cdef void f() nogil:
    x = new A()
    y = new A(1)                        # error@14: Cypclasses must be constructed without arguments when using new
---
# 5.4: __new__ and __alloc__.
cdef cypclass A:
    A __new__():                        # error: Cypclass __new__ must take an allocation function as first argument
        return NULL
---
cdef cypclass A:
    A __new__(alloc):
        return alloc()
    A __new__(alloc, int n):            # error: Couldn't have more than one __new__ function
        return alloc()
---
cdef cypclass A:
    A __new__(alloc, int a=1):          # error: Wrapped __new__ is here
        return alloc()
    __init__(self, int a):              # error@5: Could not call this __init__ function because the corresponding __new__ wrapper isn't aware of default values
        pass
---
cdef cypclass A:
    int __alloc__():                    # error@5: Cypclass __alloc__ must return an instance of class type
        return 0
cdef cypclass B:
    B __alloc__(int n):                 # error@5: Cypclass __alloc__ must take no arguments
        return NULL
cdef cypclass C:
    C __alloc__(self):                  # error@5: Cypclass __alloc__ must take no arguments
        return NULL
---
# 6.1: fields inherited more than once.
cdef cypclass A:
    int x
    void m(self): pass
cdef cypclass B:
    int x                               # error@9: Cypclass data member 'x' is inherited more than once by cypclass 'C'.
cdef cypclass C(A, B):
    pass
cdef cypclass D(A):
    int x                               # error: Cypclass data member 'x' is inherited more than once by cypclass 'D'.
cdef cypclass E(A):
    int m                               # error: Cypclass data member 'm' is inherited more than once by cypclass 'E'.
cdef cypclass F(A):
    void x(self): pass                  # error: Cypclass data member 'x' is inherited more than once by cypclass 'F'.
---
# 6.2: static operators.
cdef cypclass A:
    @staticmethod
    int __add__(int a):                 # error: Operator __add__ cannot be a static method
        return a
---
# 6.3: no implicit conversion down.
cdef cypclass B:
    pass
cdef cypclass C(B):
    pass
cdef void f(C c, B b) nogil:
    cdef B x = c
    cdef C y = b                        # error@16: Cannot assign type 'B' to 'C'
---
# 6.4: overloading and overriding.
cdef cypclass A:
    void f(self): pass
    void f(iso self, int n): pass       # error: Cannot overload on 'self' qualifier
---
cdef cypclass P:
    pass
cdef cypclass A:
    void f(self, P p): pass
    void f(self, const P p): pass       # error: Cypclass method const-overloads another method: not supported yet
---
cdef cypclass P:
    pass
cdef cypclass A:
    void f(self, P p): pass
    void f(self, lock P p): pass        # error: Cannot overload on cypclass qualifiers
---
cdef cypclass P:
    pass
cdef cypclass Q(P):
    pass
cdef cypclass A:
    void f(self, P p): pass
    void f(self, Q p): pass             # error: Cypclass overloaded method with narrower or larger arguments
---
cdef cypclass A:
    int f(self, int a):
        return 0
cdef cypclass B(A):
    int f(self, int a) except -1:       # error: False override:
        return 0
---
cdef cypclass A:
    int f(self): return 0
cdef cypclass B(A):
    double f(self): return 0            # error: Cypclass method overrides another with incompatible return type
---
cdef cypclass A:
    void f(self, int a): pass
cdef cypclass B(A):
    void f(self, short a): pass         # error: Illegal implicit conversion path between cypclass methods:
---
cdef cypclass A:
    int f(self): return 0               # error@5: Cypclass method overrides another with incompatible return type
cdef cypclass B:
    double f(self): return 0
cdef cypclass C(A, B):
    pass
---
# 6.5: casts.
cdef cypclass A:
    pass
cdef void f(A a, iso A i) nogil:
    x = <int> a                         # error@9: Cannot cast 'A' to 'int'
    cdef int y = a                      # error@18: Cannot assign type 'A' to 'int'
    z = <A> i                           # error@9: Cannot cast 'iso A' to 'A'
---
# 6.6: resolution.
cdef cypclass X:
    pass
cdef cypclass A:
    void one(self, int n): pass
    void two(self, int n): pass
    void two(self, X x): pass
    void tie(self, int a, double b): pass
    void tie(self, double a, int b): pass
cdef void f(A a, X x) nogil:
    cdef int *p = NULL
    a.one(x)                            # error@11: Cannot assign type 'X' to 'int'
    a.two(p)                            # error@10: no suitable method found
    a.tie(1, 2)                         # error@10: ambiguous overloaded method
    a.two()                             # error@10: Call with wrong number of arguments \(expected 1, got 0\)
---
# 6.7, 6.8: is, isinstanceof.
cdef cypclass A:
    pass
cdef void f(A a) nogil:
    x = a is 3                          # error@11: Invalid types for 'is' \(A, long\)
    y = isinstanceof[int](a)            # error: wrong type 'int' for isinstanceof
---
# 6.9: nested names.
cdef cypclass Outer:
    cypclass Inner:
        int n
    enum E:
        ONE
cdef void f(Outer o) nogil:
    a = Outer.Inner()
    b = Outer.E.ONE
    c = Outer.ONE                       # error@14: has no attribute 'ONE'
    d = o.Inner()                       # error@10: Object of type 'Outer' has no attribute 'Inner'
---
# 7: operators that are not there.
cdef cypclass A:
    int n
    void add(self): pass
cdef void f(A a) nogil:
    x = a + 1                           # error@11: Invalid operand types for '\+' \(A; long\)
    y = 1 + a                           # error@11: Invalid operand types for '\+' \(long; A\)
    z = a // 1                          # error@11: Invalid operand types for '//' \(A; long\)
    a += 1                              # error@7: Invalid operand types for '\+=' \(A; long\)
    u = -a                              # error@9: Invalid operand type for '-' \(A\)
    v = a != a                          # error@11: Invalid types for '!=' \(A, A\)
    w = 1 in a                          # error@11: Invalid types for 'in' \(long, A\)
    a(1)                                # error@6: Object of type 'A' is not callable.
    a[0]                                # error@6: Cypclass A does not support getting subscript item
    a[0] = 1                            # error@6: Cypclass A does not support setting subscript item
    del a[0]                            # error@10: Cypclass A does not support deleting subscript item
    p = &a                              # error@9: Cannot take address of cypclass
    a[1:2]                              # error@6: Slicing is not supported by cypclass 'A'
    for q in a:                         # error@14: missing begin\(\) on A
        pass
---
cdef cypclass A:
    int __lt__(self, A b): return 0
cdef void f(A a) nogil:
    x = a < a < a                       # error@15: Cascading comparison not yet supported for cpp types.
---
cdef cypclass A:
    int __getitem__(self, int a, int b): return 0
    void __setitem__(self, int a): pass
    void __delitem__(self): pass
cdef void f(A a) nogil:
    x = a[1]                            # error@10: A.__getitem__ must take one argument
    a[1] = 2                            # error@6: Cypclass method A.__setitem__ must take two arguments
    del a[1]                            # error@10: Cypclass method A.__delitem__ must take one argument
---
cdef cypclass A:
    int __add__(self, int b): return 0
    int __call__(self): return 0
    bint __bool__(self): return 0
    int __getitem__(self, int i): return 0
cdef void f(const A a) nogil:
    x = a + 1                           # error@11: Invalid operand types for '\+' \(const A; long\)
    y = a()                             # error@10: Cannot call non-const method on const object
    z = a[0]                            # error@10: Cannot call non-const method on const object
    if a:                               # error@8: Cannot call non-const method on const object
        pass
---
# 7.2: begin and end.
cdef cypclass A:
    int begin(self): return 0
    int end(self): return 0
cdef cypclass B:
    int *begin(self): return NULL
cdef void f(A a, B b) nogil:
    for x in a:                         # error@14: result type of begin\(\) on A must be a C\+\+ class or pointer
        pass
    for y in b:                         # error@14: missing end\(\) on B
        pass
---
# 8.1: templates.
cdef cypclass Pair[T, U]:
    T a
cdef cypclass Bad[T=*, U]:              # error: Required template parameters must precede optional template parameters.
    pass
cdef void f() nogil:
    cdef Pair[int] p                    # error: Pair templated type receives 2 arguments, got 1
    cdef Pair[object, int] q            # error: Python object type 'Python object' cannot be used as a template argument
    cdef Pair[int, Nope] r              # error: unknown type in template argument|not a type identifier
---
cdef cypclass Base:
    int n
cdef cypclass Sub(Base):
    pass
cdef cypclass Box[T]:
    T t
cdef void f(Box[Sub] s) nogil:
    cdef Box[Base] b = s                # error@24: Cannot assign type 'Box\[Sub\]' to 'Box\[Base\]'
def g(Box[int] b):                      # error: Cannot convert
    return b                            # error@12: Cannot convert 'Box\[int\]' to Python object
---
cdef cypclass Leaf:
    int n
cdef cypclass Box[T]:
    T t
    int m(self):
        return self.t.q                 # error@22: Object of type 'Leaf' has no attribute 'q'
cdef void f() nogil:
    b = Box[Leaf]()
    b.m()
---
# 8.2, 8.3: elements and keys.
from libcythonplus.list cimport cyplist
from libcythonplus.dict cimport cypdict
cdef cypclass A:
    int n
cdef cypclass OnlyEq:
    bint __eq__(self, OnlyEq o): return 1
cdef cypclass OnlyHash:
    int __hash__(self): return 1
cdef void f(cyplist[A] l) nogil:
    l[0] = 3                            # error@12: Cannot assign type 'long' to 'A'
    l[0].q = 1                          # error@9: Object of type 'A' has no attribute 'q'
    d = cypdict[OnlyEq, int]()          # error: Cypclasses that define __eq__ must also define __hash__ to be hashable
    e = cypdict[OnlyHash, int]()        # error: Cypclasses that define __hash__ must also define __eq__ to be hashable
