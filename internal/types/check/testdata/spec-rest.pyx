# Sections 3 to 8 of the reference, what spec.pyx and spec-notes.pyx leave.
# 3.3: a slice of an array is no source of an assignment.
cdef cypclass P:
    int n
cdef void f() nogil:
    cdef P a[4]
    cdef P b[4]
    a[1:3] = b[0:2]                     # error@15: Slicing is not currently supported for 'P \*'\.
    a = b
    a[:] = b
    a[0:4] = b
---
# 3.3, 3.5: del of what is no class; NULL and None.
cdef cypclass P:
    int n
    double x
    int v[3]
cdef void f(P p) nogil:
    cdef int k = 0
    del p.x                             # error@10: Deletion of non-Python, non-C\+\+ object
    x = p != NULL                       # error@11: Invalid types for '!=' \(P, void \*\)
    y = NULL == p                       # error@14: Invalid types for '==' \(void \*, P\)
---
# 4.2: an element of a container is never isolated; one of a C array may be.
from libcpp.vector cimport vector
from libcythonplus.list cimport cyplist
from libcythonplus.dict cimport cypdict
cdef cypclass L:
    int n
cdef void f() except * nogil:
    cdef vector[L] v
    cdef L a[2]
    l = cyplist[L]()
    d = cypdict[int, L]()
    x = consume v[0]                    # warning@9: consume of a container element is never isolated
    y = consume l[0]                    # warning@9: consume of a container element is never isolated
    z = consume d[0]                    # warning@9: consume of a container element is never isolated
    w = consume a[0]
---
# 4.1: what a consume gives, whatever it takes.
cdef cypclass A activable:
    int n
    A me
cdef void f(A a, iso A i, lock A l, active A x, const A c) except * nogil:
    cdef iso A p = consume a
    cdef lock A q = consume i
    cdef active A r = consume l
    cdef A s = consume x
    cdef A t = consume c
    cdef iso A u = consume p.me
    cdef A v = consume q.me
    cdef locked A w = consume A()
    consume 3.5                         # error@5: Can only consume cypclass \(not 'double'\)
---
# 6.1: two bases with one signature: the rules of 6.4 apply between them, at the one that wins.
cdef cypclass A:
    int f(self, int n) except -1: return n # error@5: False override:
cdef cypclass B:
    int f(self, int n): return n        # note: Conflicting method is defined here
cdef cypclass C(A, B):
    pass
---
cdef cypclass A:
    int f(self, int n): return n
cdef cypclass B:
    int f(self, double x): return 1
cdef cypclass C(A, B):
    int g(self):
        return self.f(1) + self.f(1.5)
---
# 6.4: the qualifiers of results are those of the method that is overridden.
cdef cypclass X:
    int n
cdef cypclass Y(X):
    pass
cdef cypclass A:
    iso X f(self): return consume X()   # note: Conflicting method is defined here
    lock X g(self): return consume X()  # note: Conflicting method is defined here
    iso X h(self): return consume X()
    X k(self): return X()
cdef cypclass B(A):
    lock X f(self): return consume X()  # error@5: Cypclass method overrides another with incompatible return type
    X g(self): return X()               # error@5: Cypclass method overrides another with incompatible return type
    iso Y h(self): return consume Y()
    Y k(self): return Y()
---
# 6.4: an exception clause added or left out.
cdef cypclass A:
    int f(self, int a) except -1: return a # note: Conflicting method is defined here
    int g(self, int a) except -1: return a
cdef cypclass B(A):
    int f(self, int a): return a        # error@5: False override:
    int g(self, int a) except -1: return a
---
# 6.4: initialisers may do what methods may not.
cdef cypclass X:
    pass
cdef cypclass Y(X):
    pass
cdef cypclass A:
    __init__(self, int a): pass
    __init__(self, X x, int n=1): pass
cdef cypclass B(A):
    __init__(self, int a, int b=2): pass
    void __init__(self, X x, int n) except *: pass
cdef cypclass C(A):
    void __init__(self, int a) except *: pass
    __init__(self, Y y): pass
    __init__(self, double x, double y, double z=1): pass
cdef cypclass D(A):
    __init__(self, X x): pass
cdef void f(X x, Y y) except * nogil:
    a = B(1)
    b = B(1, 2)
    c = B(x)
    d = B(x, 3)
    e = C(1)
    g = C(y)
    h = C(x)
    i = C(1.5, 2.5)
    j = C(x, 2)
    k = D(x)
    l = D(x, 3)                         # error@10: Call with wrong number of arguments \(expected 1, got 2\)
---
# 6.5: numbers of objects need a conversion.
cdef cypclass A:
    int n
cdef cypclass B:
    int __int__(self): return 1
cdef void f(A a, B b) nogil:
    x = <double> a                      # error@9: Cannot cast 'A' to 'double'
    y = <long> a                        # error@9: Cannot cast 'A' to 'long'
    z = <int> b
    w = <double> b                      # error@9: Cannot cast 'B' to 'double'
    cdef int i = b                      # error@18: Cannot assign type 'B' to 'int'
---
# 6.6: a text literal is an exact match of const char*; nothing else takes it.
cdef cypclass X:
    pass
cdef cypclass A:
    int s(self, int a): return 1
    int s(self, const char *a): return 2
    int t(self, int a): return 1
    int t(self, X x): return 2
cdef void f(A a) nogil:
    x = a.s("text") + a.s(b"text")
    y = a.t("text")                     # error@12: no suitable method found
---
# 6.6: one alternative left by its arity: its arguments are told one by one.
cdef cypclass X:
    pass
cdef cypclass A:
    int s(self): return 0
    int s(self, int a, int b): return 1
    int s(self, int a, int b, int c): return 2
cdef void f(A a, X x) nogil:
    a.s(x, x)                           # error@9: Cannot assign type 'X' to 'int' # error@12: Cannot assign type 'X' to 'int'
    a.s(1, x, 2)                        # error@12: Cannot assign type 'X' to 'int'
    a.s(1)                              # error@8: Call with wrong number of arguments \(expected 0, got 1\)
---
# 6.7: identity of references of all kinds and of pointers, of nothing else.
cdef cypclass A activable:
    int n
cdef cypclass B activable:
    int n
cdef bint f(A a, B b, iso A i, lock A l, active A x, const A c, void *v) nogil:
    cdef int *p = NULL
    return a is b or a is i or i is l or l is x or x is not c or c is v or a is NULL or v is a
cdef void g(A a, double d) nogil:
    x = a is d                          # error@11: Invalid types for 'is' \(A, double\)
    y = a is not d                      # error@11: Invalid types for 'is not' \(A, double\)
---
# 7: operators that are not derived from others.
cdef cypclass A:
    int n
    A __add__(self, int k): return self
    A __radd__(self, int k): return self
    bint __eq__(self, A o): return True
    bint __lt__(self, A o): return True
    int __truediv__(self, int k): return 1
    int __int__(self): return 1
cdef void f(A a, A b) nogil:
    a += 1                              # error@7: Invalid operand types for '\+=' \(A; long\)
    x = 1 + a                           # error@11: Invalid operand types for '\+' \(long; A\)
    y = a != b                          # error@11: Invalid types for '!=' \(A, A\)
    z = a > b                           # error@11: Invalid types for '>' \(A, A\)
    w = a <= b                          # error@11: Invalid types for '<=' \(A, A\)
    u = a ** 2                          # error@11: Invalid operand types for '\*\*' \(A; long\)
    v = a @ b                           # error@11: Invalid operand types for '@' \(A; A\)
    a **= 2                             # error@7: Invalid operand types for '\*\*=' \(A; long\)
    a //= 2                             # error@7: Invalid operand types for '//=' \(A; long\)
    a @= b                              # error@7: Invalid operand types for '@=' \(A; A\)
    t = +a                              # error@9: Invalid operand type for '\+' \(A\)
    s = ~a                              # error@9: Invalid operand type for '~' \(A\)
    r = 1 not in a                      # error@11: Invalid types for 'not in' \(long, A\)
    q = a & 1                           # error@11: Invalid operand types for '&' \(A; long\)
    o = a + b                           # error@13: Cannot assign type 'A' to 'int'
---
# 7: and, or as values need a common type; as conditions they need none.
cdef cypclass A:
    bint __bool__(self): return True
cdef cypclass B(A):
    pass
cdef cypclass C(A):
    pass
cdef void f(A a, B b, C c, int n) nogil:
    x = a or b
    y = b or c                          # error@11: Invalid operand types for 'or' \(B; C\)
    z = a and n                         # error@11: Invalid operand types for 'and' \(A; int\)
    if a and n or c:
        pass
    while not (a and n):
        pass
    w = 1 if a and n else 2
    v = 1 if not (n or a) and c else 2
---
# 7: slices are no subscripts, in any use; a tuple is one object.
from libcythonplus.dict cimport cypdict
from libcythonplus.set cimport cypset
cdef cypclass A:
    int __getitem__(self, int i): return i
    void __setitem__(self, int i, int k): pass
    void __delitem__(self, int i): pass
cdef void g(A a, cypdict[int, int] d, cypset[int] s):
    s[0:1]                              # error@6: Slicing is not supported by cypclass 'cypset\[int\]'
    a[0:1]                              # error@6: Slicing is not supported by cypclass 'A'
    a[0:1] = 3                          # error@6: Slicing is not supported by cypclass 'A'
    del a[0:1]                          # error@10: Slicing is not supported by cypclass 'A'
    a[::2]                              # error@6: Slicing is not supported by cypclass 'A'
    d[0:1] = 3                          # error@6: Slicing is not supported by cypclass 'cypdict\[int,int\]'
    del d[0:1]                          # error@10: Slicing is not supported by cypclass 'cypdict\[int,int\]'
    a[1, 2]                             # error: Cannot
---
# 7: an instance of a generic class has no wrapper to be asked through.
from libcythonplus.list cimport cyplist
def f():
    l = cyplist[int]()
    n = len(l)
    s = float(l)                        # error@15: Cannot convert 'cyplist\[int\]' to Python object
    h = hash(l)                         # error@14: Cannot convert 'cyplist\[int\]' to Python object
    a = abs(l)                          # error@13: Cannot convert 'cyplist\[int\]' to Python object
---
# 7: truth tests and calls through const.
cdef cypclass A:
    bint __bool__(self): return True
    int __call__(self, int n): return n
    int __getitem__(self, int i): return i
    double __double__(self): return 1
cdef cypclass B:
    bint __bool__(const self): return True
    int __add__(const self, int n): return n
    int __getitem__(const self, int n): return n
cdef void f(const A a, const B b) nogil:
    x = not a                           # error: Cannot call non-const method on const object
    y = 1 if a else 2                   # error: Cannot call non-const method on const object
    z = a(1)                            # error@10: Cannot call non-const method on const object
    w = a[1]                            # error@10: Cannot call non-const method on const object
    v = <double> a                      # error@9: Cannot call non-const method on const object
    u = not b
    t = b + 1
    s = b[2]
---
# 7.2: what the result of begin() must have.
from libcpp.vector cimport vector
from libcpp.stack cimport stack
cdef cypclass A:
    vector[int] begin(self):
        cdef vector[int] v
        return v
    vector[int] end(self):
        cdef vector[int] v
        return v
cdef cypclass B:
    stack[int] begin(self):
        cdef stack[int] v
        return v
    stack[int] end(self):
        cdef stack[int] v
        return v
cdef cypclass C:
    int *end(self): return NULL
cdef cypclass D:
    int *begin(self, int n): return NULL
    int *end(self): return NULL
cdef void f(A a, B b, C c, D d) nogil:
    for x in a:                         # error@14: missing operator\+\+ on result of begin\(\) on A
        pass
    for y in b:                         # error@14: missing operator!= on result of begin\(\) on B
        pass
    for z in c:                         # error@14: missing begin\(\) on C
        pass
    for w in d:                         # error@14: Call with wrong number of arguments \(expected 1, got 0\)
        pass
---
# 8.1: types are displayed without spaces, and an alias of a class as what it stands for.
from libcythonplus.dict cimport cypdict
from libcythonplus.list cimport cyplist
cdef cypclass A:
    int n
cdef cypclass T[X, Y]:
    X x
    ctypedef X element
    void put(self, element e): pass
cdef void f(cypdict[A, int] d, T[A, lock A] t, cypdict[A, A] e) nogil:
    d = 3                               # error@9: Cannot assign type 'long' to 'cypdict\[A,int\]'
    t = d                               # error@9: Cannot assign type 'cypdict\[A,int\]' to 'T\[A,lock A\]'
    t.put(3)                            # error@11: Cannot assign type 'long' to 'A'
    e[d] = e[A()]                       # error@7: Cannot assign type 'cypdict\[A,int\]' to 'A'
    t.x.q = 1                           # error@8: Object of type 'A' has no attribute 'q'
