# Sections 3 to 8 of the reference, what spec.pyx leaves: the second places of errors, and instances of generic classes.
# 3.3: after del an undeclared local is an error, a parameter a warning, a declared local reads NULL.
cdef cypclass P:
    int n
cdef void f(P p, bint c) nogil:
    x = P()
    del x
    a = x is NULL                       # error@9: local variable 'x' referenced before assignment
    del p
    b = p is NULL                       # warning@9: local variable 'p' referenced before assignment
    cdef P d = P()
    del d
    e = d is NULL
    y = P()
    if c:
        del y
    g = y is NULL
    z = P()
    w = consume z
    h = z is NULL
---
# 3.2: Cy_* functions.
cdef cypclass L activable:
    int n
cdef void f(iso L i, locked L k, active L a, L p) nogil:
    Cy_INCREF(i)                        # error@15: Cannot assign type 'iso L' to 'const cyobject'
    Cy_DECREF(k)                        # error@15: Cannot assign type 'locked L' to 'const cyobject'
    n = Cy_GETREF(p)
    m = Cy_GETREF(<L> <void*> i)
    Cy_XDECREF(a)                       # error@16: Cannot assign type 'active L' to 'const cyobject'
    Cy_GETREF(3)                        # error@15: Cannot assign type 'long' to 'const cyobject'
---
# 2.7, 4.1: const is checked through fields, deletion, in-place assignment and consume.
cdef cypclass Leaf:
    int n
    void touch(self): pass
    int look(const self): return self.n
cdef cypclass A:
    int n
    mutable int m
    Leaf leaf
    const Leaf fixed
    void in_const(const self):
        self.n = 1                      # error@13: Assignment to const attribute 'n'
        self.m = 2
        self.leaf.touch()
        self.set()                      # error@13: Cannot call non-const method on const object
    void set(self):
        self.n = 3
        self.fixed.touch()              # error@19: Cannot call non-const method on const object
        x = self.fixed.look()
        self.fixed.n = 4                # error@19: Assignment to const attribute 'n'
        self.fixed = Leaf()
cdef void f(const A c, iso A i, lock A l) nogil:
    c.n += 1                            # error@6: Assignment to const attribute 'n'
    c.m += 1
    del c.leaf                          # error@10: Assignment to const attribute 'leaf'
    x = consume c.leaf                  # error@18: Assignment to const attribute 'leaf'
    c.leaf = Leaf()                     # error@6: Assignment to const attribute 'leaf'
    i.fixed.touch()                     # error: Cannot call non-const method on const object
    y = i.fixed.look()
    z = i.fixed.n
    i.fixed.n = 5                       # error: Assignment to const attribute 'n'
    w = l.fixed.look()
    l.fixed.touch()                     # error: Cannot call non-const method on const object
    v = i.fixed                         # error@10: Cannot assign type 'iso-> const Leaf' to
    u = l.fixed                         # error@10: Cannot assign type 'lock-> const Leaf' to
---
# 2.7: a const reference goes to const places only.
cdef cypclass A:
    A me(const self):
        return self                     # error@16: Cannot assign type 'const A' to 'A'
    const A same(const self):
        return self
cdef void take(A a) nogil: pass
cdef void f(const A c) nogil:
    take(c)                             # error@10: Cannot assign type 'const A' to 'A'
    cdef A a = c                        # error@16: Cannot assign type 'const A' to 'A'
    cdef A b = <A> c
---
# 5.1, 5.7: wrong numbers of arguments, in the three wordings.
cdef cypclass None_:
    int n
cdef cypclass Two:
    __init__(self, int a, int b): pass
cdef cypclass Some:
    int m(self, int a, int b=1): return a
    int exact(self, int a): return a
cdef int g(int a, int b=2) nogil: return a
cdef void f(Some s) nogil:
    x = None_(1)                        # error@14: Call with wrong number of arguments \(expected 0, got 1\)
    y = Two(1)                          # error: Call with wrong number of arguments \(expected 0, got 1\)
    s.m()                               # error@8: Call with wrong number of arguments \(expected at least 1, got 0\)
    s.m(1, 2, 3)                        # error@8: Call with wrong number of arguments \(expected at most 2, got 3\)
    s.exact()                           # error@12: Call with wrong number of arguments \(expected 1, got 0\)
    g()                                 # error@6: Call with wrong number of arguments \(expected at least 1, got 0\)
---
# 5.7: one candidate dropped names the conversion.
cdef cypclass X:
    pass
cdef cypclass A:
    __init__(self, int a): pass
    __init__(self, int a, int b): pass
    __init__(self, X x, int b): pass
cdef void f(X x, double *p) nogil:
    a = A(p)                            # error: Cannot assign type 'double \*' to 'int'
    b = A(p, 1)                         # error@10: no suitable method found
    c = A(1, x)                         # error@10: no suitable method found
---
# 5.7, 1.4: keywords.
cdef cypclass A:
    __init__(self, int a, int b=2, int c=3): pass
    int m(self, int a, int b=2, int c=3): return a
cdef int g(int a, int b=2, int c=3) nogil: return a
cdef void f(A x) nogil:
    y = A(1, c=5)
    x.m(1, c=4)
    g(1, c=4)
    x.m(b=4)                            # error: C function call is missing argument 'a'
    x.m(1, a=2)                         # error: argument 'a' passed twice
    x.m(1, d=2)                         # error: C function got unexpected keyword argument 'd'
---
# 5.4: errors of __new__ and __alloc__, at both places.
cdef cypclass A:
    A __new__(alloc, int a=1):          # error@5: Wrapped __new__ is here \(some args passed to __init__ could be at their default values\)
        return alloc()
    __init__(self, int a):              # error@5: Could not call this __init__ function
        pass
cdef cypclass Skips:
    Skips __new__(alloc, int a):
        return alloc()
    __init__(self, const char *s):
        pass
cdef void f() nogil:
    s = Skips(1)                        # warning@14: No __init__ of 'Skips' accepts the parameters of its __new__: none is run
---
# 6.1: fields inherited more than once, with their places.
cdef cypclass A:
    int x                               # note: Previous declaration is here
cdef cypclass B:
    int x                               # error@9: Cypclass data member 'x' is inherited more than once by cypclass 'C'.
cdef cypclass C(A, B):                  # note: Cypclass 'C' is declared here.
    pass
---
# 6.1, 1.7: redeclared members and classes.
cdef cypclass A:
    int x                               # note: Previous declaration is here
    double x                            # error@12: 'x' redeclared
cdef cypclass B:                        # note: Previous declaration is here
    int a
cdef cypclass B:                        # error@6: 'B' redeclared
    int b
cdef int C                              # note: Previous declaration is here
cdef cypclass C:                        # error: 'C' redeclared
    pass
---
# 1.7: what a forward declaration must agree with.
cdef cypclass Base:
    pass
cdef cypclass A(Base)
cdef cypclass A:                        # error: Base type does not match previous declaration
    int n
cdef cypclass T[X]
cdef cypclass T[X, Y]:                  # error: Template parameters do not match previous declaration
    X x
---
# 1.7: an incomplete class.
cdef cypclass Later
cdef void f(Later l) nogil:
    x = l.n                             # error@10: Cannot select attribute of incomplete type 'Later'
---
# 6.2, 6.4: the text of a false override.
cdef cypclass A:
    int f(self, int a):                 # note: Conflicting method is defined here
        return 0
    int g(self, double a):              # note: Conflicting method is defined here
        return 0
    A h(self):                          # note: Conflicting method is defined here
        return self
cdef cypclass B(A):
    int f(self, int a) except -1:       # error@5: (?s)^False override:\nCypclass method\n>>     int f\(int\) except -1 nogil\nhas compatible arguments with inherited method\n>>     int f\(int\) nogil\nbut their signatures are not exactly the same$
        return 0
    char *g(self, double a):            # error: Cypclass method overrides another with incompatible return type
        return NULL
    iso A h(self):                      # error: Cypclass method overrides another with incompatible return type
        return consume A()
---
# 6.4: overloads told apart by nothing that counts.
cdef cypclass X:
    pass
cdef cypclass Y(X):
    pass
cdef cypclass A:
    int f(self, X x): return 0          # note: Conflicting method is defined here
    int f(self, Y y): return 0          # error@5: Cypclass overloaded method with narrower or larger arguments
    int s(self, X x, int n): return 0
    int s(self, Y y, int n): return 0
    int q(self, X x): return 0          # note: Conflicting method is defined here
    int q(self, iso X x): return 0      # error@5: Cannot overload on cypclass qualifiers
    int r(lock self): return 0          # note: Conflicting method is defined here
    int r(self, int n): return 0        # error@5: Cannot overload on 'self' qualifier
    int t(self, const X x): return 0
    int t(self, X x): return 0          # error@5: Cypclass method const-overloads another method: not supported yet
    int u(self, int n): return 0        # note: Previous declaration is here
    int u(self, int m): return 0        # error: 'u' redeclared
---
# 6.4: conversion paths.
cdef cypclass A:
    void f(self, int a): pass
cdef cypclass B(A):
    void f(self, short a): pass         # error@5: (?s)^Illegal implicit conversion path between cypclass methods:\nCypclass method\n>>     void f\(short\) nogil\nhas argument types implicitely convertible to method\n>>     void f\(int\) nogil\nbut some superclasses of 'B' only declare or inherit the second method$
cdef cypclass C:
    void f(self, int a): pass
    void f(self, short a): pass
cdef cypclass D(C):
    void f(self, short a): pass
---
# 6.4: initialisers are exempt; an own one hides an inherited one with the same mandatory parameters.
cdef cypclass X:
    pass
cdef cypclass Y(X):
    pass
cdef cypclass A:
    __init__(self, int a): pass
    __init__(self, X x): pass
cdef cypclass B(A):
    void __init__(self, int a, int b=2) except *: pass
    __init__(self, Y y): pass
cdef void f(X x, Y y) except * nogil:
    b = B(1)
    c = B(1, 2)
    d = B(x)
    e = B(y)
---
# 6.2: a method declared and never defined.
cdef cypclass A:
    int f(self)
    int g(self): return self.f()        # error: Method 'f' declared but not defined
---
# 6.5: casts of qualified references; a cross cast that can't succeed.
cdef cypclass A:
    int n
cdef cypclass B(A):
    int m
cdef cypclass G[T]:
    T t
cdef void f(iso A i, lock A l, A a, iso G[int] g, lock G[int] h, iso B b) nogil:
    x = <B> i                           # error@9: Cannot cast 'iso A' to 'B'
    y = <iso A> a                       # error@9: Cannot cast 'A' to 'iso A'
    z = <G[int]> g
    w = <G[int]> h
    u = <iso A> i                       # error: Cannot assign type 'iso A' to 'iso A'
---
# 6.6: ambiguous and unsuitable calls.
cdef cypclass A:
    int s(self, double a, int b): return 1
    int s(self, int a, double b): return 2
    int one(self, int n): return 1
    int one(self, int n, int m): return 1
    int only(self, int n): return 1
    int pair(self, int *p): return 1
    int pair(self, A a): return 2
cdef void f(A a) nogil:
    a.s(1, 1)                           # error@8: ambiguous overloaded method
    a.s(1, 1.5)
    a.one(a)                            # error@11: Cannot assign type 'A' to 'int'
    a.only(a)                           # error@12: Cannot assign type 'A' to 'int'
    a.pair(1.5)                         # error@11: no suitable method found
---
# 6.8: the class test is of classes, on plain references.
cdef cypclass A:
    int n
cdef void f(A a, const A c, lock A l) nogil:
    x = isinstanceof[A](a) + isinstanceof[A](c)
    y = isinstanceof[double](a)         # error: wrong type 'double' for isinstanceof\[T\]
    z = isinstanceof[A](l)              # error
---
# 7: what a const reference has not.
cdef cypclass A:
    int n
    bint __contains__(self, int k): return 0
    bint __eq__(self, int k): return 0
    int __neg__(self): return 0
    void __iadd__(self, int k): pass
    int __int__(self): return 0
    int *begin(self): return NULL
    int *end(self): return NULL
    void __setitem__(self, int i, int v): pass
    void __delitem__(self, int i): pass
cdef void f(const A a) nogil:
    b = 1 in a                          # error@11: Invalid types for 'in' \(long, const A\)
    c = a == 1                          # error@11: Invalid types for '==' \(const A, long\)
    d = -a                              # error@9: Invalid operand type for '-' \(const A\)
    a += 1                              # error@7: Invalid operand types for '\+=' \(const A; long\)
    e = <int> a                         # error@9: Cannot call non-const method on const object
    for x in a:                         # error@14: Cannot call non-const method on const object
        pass
    a[1] = 2                            # error@6: Cannot call non-const method on const object
    del a[1]                            # error@10: Cannot call non-const method on const object
---
# 7: in-place operators that give something else; overloaded item methods; static operators.
cdef cypclass A:
    int n
    A __iadd__(self, int k):
        return A()
    A __isub__(self, int k):
        return self
    void __setitem__(self, int i, int v): pass
    void __setitem__(self, double i, int v): pass
    void __delitem__(self, int i): pass
    void __delitem__(self, double i): pass
cdef void f(A a) nogil:
    a += 1                              # warning: In-place operator result is discarded
    a -= 1
    a[1] = 2                            # error@6: Cypclass method A.__setitem__ must have only one signature
    del a[1]                            # error@10: Cypclass method A.__delitem__ must have only one signature
---
# 7.2: iterators.
from libcpp.vector cimport vector
cdef struct S:
    int n
cdef cypclass A:
    S begin(self):
        cdef S s
        return s
    S end(self):
        cdef S s
        return s
cdef cypclass B:
    int *begin(self): return NULL
    double *end(self): return NULL
cdef cypclass C:
    vector[int].iterator begin(self):
        return self.v.begin()
    vector[int] v
    int *end(self): return NULL
cdef void f(A a, B b, C c) nogil:
    for x in a:                         # error@14: result type of begin\(\) on A must be a C\+\+ class or pointer
        pass
    for y in b:                         # error@14: incompatible types for begin\(\) and end\(\)
        pass
    for z in c:                         # error@14: incompatible types for begin\(\) and end\(\)
        pass
---
# 8.1: an error inside an instance is told with the instance; one for each.
cdef cypclass Leaf:
    int n
cdef cypclass Box[T]:
    T t
    int m(self):
        return self.t.q                 # error@22: Object of type 'Leaf' has no attribute 'q'
    T add(self, T u):
        return self.t + u               # error@23: Invalid operand types for '\+' \(Leaf; Leaf\)
cdef void f() nogil:
    b = Box[Leaf]()                     # note: in instantiation of 'Box\[Leaf\]'
---
# 8.1: qualified elements: what an instance can't do with them.
cdef cypclass Leaf:
    int n
cdef cypclass Box[T]:
    T t
    void put(self, T u):
        self.t = u                      # error@18: Cannot assign type 'iso Leaf' to 'iso Leaf'
cdef void f() nogil:
    b = Box[iso Leaf]()                 # note: in instantiation of 'Box\[iso Leaf\]'
---
# 8.1: a base and a field of an instance.
cdef cypclass Two[T]:
    iso T t                             # error: Qualifier 'iso' can only apply to cypclass types
cdef void f() nogil:
    b = Two[int]()                      # note: in instantiation of 'Two\[int\]'
---
# 8.1: template arguments.
cdef cypclass T[X]:
    X x
cdef void f() nogil:
    a = T[int, int]()                   # error@9: T templated type receives 1 arguments, got 2
    cdef T b                            # error: T templated type receives 1 arguments, got 0
---
# 2.6, 8.2: elements of a qualified container are seen through it.
from libcythonplus.list cimport cyplist
cdef cypclass Leaf:
    int n
cdef void f(lock cyplist[Leaf] l, iso cyplist[Leaf] i, Leaf p) nogil:
    l[0] = p                            # error@12: Cannot assign type 'Leaf' to 'lock-> Leaf'
    l.append(p)                         # error@14: Cannot assign type 'Leaf' to 'lock-> Leaf'
    x = l[0]                            # error@10: Cannot assign type 'lock-> Leaf' to 'lock-> Leaf'
    i.append(p)                         # error@14: Cannot assign type 'Leaf' to 'iso-> Leaf'
    n = i[0].n
---
# 8.3: keys: both or neither, told where the container is asked for.
from libcythonplus.set cimport cypset
from libcythonplus.dict cimport cypdict
cdef cypclass OnlyEq:
    bint __eq__(self, OnlyEq o): return 1
cdef cypclass OnlyHash:
    int __hash__(self): return 1
cdef cypclass Neither:
    int n
cdef void f() nogil:
    a = cypset[OnlyEq]()                # error: Cypclasses that define __eq__ must also define __hash__ to be hashable
    b = cypset[OnlyHash]()              # error: Cypclasses that define __hash__ must also define __eq__ to be hashable
    c = cypdict[Neither, OnlyEq]()
    d = cypset[Neither]()
---
# 8.2, what containers have beside the reference: slices of lists only, keys that can be compared, elements that can be added.
from libcythonplus.list cimport cyplist
from libcythonplus.dict cimport cypdict
cdef cypclass A:
    int n
cdef const char *text(int n) nogil:
    return b"x"
cdef void f(cyplist[A] l, const cyplist[int] c, cypdict[int, int] d, lock cyplist[int] k) nogil:
    x = l[1:2]
    l[1:2] = x
    del l[::2]
    l[1:2] = 3                          # error@14: Cannot assign type 'long' to 'const cyplist\[A\]'
    y = c[1:]
    c[1:] = y                           # error@6: Cannot call non-const method on const object
    d[1:2]                              # error@6: Slicing is not supported by cypclass 'cypdict\[int,int\]'
    l.sort(key=lambda a: a)             # error: Invalid types for '<' \(A, A\)
    l.sort(key=lambda a: a.q)           # error: Object of type 'A' has no attribute 'q'
    sum(l)                              # error: Invalid operand types for '\+' \(long; A\)
    min(l)                              # error: Invalid types for '<' \(A, A\)
    sorted(d, 3)                        # error: sorted\(\) takes one positional argument
    l.extend(d)                         # error: Cannot assign type 'int' to 'A'
---
# 8.3, keys that are no classes: by their fields, where these can be compared.
from libcpp.vector cimport vector
from libcpp.string cimport string
from libcythonplus.dict cimport cypdict
from libcythonplus.set cimport cypset
cdef cypclass K:
    bint __eq__(self, K o): return 1
    int __hash__(self): return 1
cdef struct S:
    int n
    K k
cdef void f() nogil:
    a = cypdict[(int, string), int]()
    b = cypset[S]()                     # error: not supported yet: keys of type 'S', where 'K' defines __eq__
    c = cypset[vector[int]]()           # error: not supported yet: keys of type 'vector\[int\]'
    d = cypset[(int, K)]()              # error: not supported yet: keys of type '\(int, K\)', where 'K' defines __eq__
