# Calls, construction and overloads: spec 5, 6.6.
cdef cypclass A:
    __init__(self, int a, int b=2): pass
cdef void f() nogil:
    A(1)
    A(1, 2)
    A(b=3, a=1)
    A(1, 2, 3)                          # error@6: Call with wrong number of arguments \(expected 0, got 3\)
    A("x")                              # error@7: Unicode literals do not support coercion to C types
    new A(1)                            # error@10: Cypclasses must be constructed without arguments when using new
---
cdef cypclass A:
    int s(self, int a): return 1
    int s(self, double a): return 2
    int s(self, const char* a): return 3
cdef void f(A a, A b) nogil:
    a.s(1)
    a.s(1.5)
    a.s("x")
    a.s(b)                              # error@8: no suitable method found
    a.s()                               # error@8: Call with wrong number of arguments \(expected 1, got 0\)
---
cdef cypclass A:
    int n
cdef void f(A a) nogil:
    a.m()                               # error@6: Object of type 'A' has no attribute 'm'
    a.q = 1                             # error@6: Object of type 'A' has no attribute 'q'
    a(1)                                # error@6: Object of type 'A' is not callable.
    a[0]                                # error@6: Cypclass A does not support getting subscript item
    a[0] = 1                            # error@6: Cypclass A does not support setting subscript item
    del a[0]                            # error@10: Cypclass A does not support deleting subscript item
    a + 1                               # error@7: Invalid operand types for '\+' \(A; long\)
    a += 1                              # error@7: Invalid operand types for '\+=' \(A; long\)
    -a                                  # error@5: Invalid operand type for '-' \(A\)
    a == a                              # error@7: Invalid types for '==' \(A, A\)
    1 in a                              # error@7: Invalid types for 'in' \(long, A\)
    a is 3                              # error@7: Invalid types for 'is' \(A, long\)
    &a                                  # error@5: Cannot take address of cypclass
    for x in a: pass                    # error@14: missing begin\(\) on A
    del a.n                             # error@10: Deletion of non-Python, non-C\+\+ object
---
cdef void f(int n) nogil:
    consume n                           # error@5: Can only consume cypclass \(not 'int'\)
    with wlocked n:                     # error@18: Locking non-cypclass reference
        pass
    undefined(n)                        # error@5: undeclared name not builtin: undefined
    break                               # error@5: break statement not inside loop
---
cdef cypclass A:
    int n
cdef cypclass B(A):
    pass
cdef void f(A a, B b, lock A l, const A c) nogil:
    a = b
    b = a                               # error@9: Cannot assign type 'A' to 'B'
    a.n = b                             # error@11: Cannot assign type 'B' to 'int'
    c.n = 1                             # error@6: Assignment to const attribute 'n'
    a = <A> l                           # error@9: Cannot cast 'lock A' to 'A'
    l = <lock A> a                      # error@9: Cannot cast 'A' to 'lock A'
    x = <int> a                         # error@9: Cannot cast 'A' to 'int'
    y = a if l is NULL else l           # error@9: Incompatible types in conditional expression \(A; lock A\)
---
cdef cypclass A:
    pass
cdef void f(A a) nogil:
    activate(consume a)                 # error@14: 'activate' needs an activable cypclass \(not 'iso~ A'\)
---
cdef cypclass Box[T]:
    T value
    T get(self): return self.value
cdef void f() nogil:
    b = Box[int]()
    b.value = 3
    c = Box[int, int]()                 # error@9: Box templated type receives 1 arguments, got 2
    d = Box[object]()                   # error@13: Python object type 'Python object' cannot be used as a template argument
---
def f(x):
    match x:
        case f"a{x}":                   # error@14: patterns may only match literals and attribute lookups
            return 1
        case {f"k": 1}:                 # error@15: patterns may only match literals and attribute lookups
            return 3
        case (1 | f"b"):                # error: patterns may only match literals and attribute lookups
            return 2
---
async def f(x):
    yield from x                        # error: 'yield from' not allowed in an async function
    yield 1
    return 5                            # error: 'return' with value in async generator
---
def g(x):
    async with x:                       # error: 'async with' outside async function
        pass
    async for y in x:                   # error: 'async for' outside async function
        pass
    return [y async for y in x]         # error: asynchronous comprehension outside async function
---
def f():
    for i in range(3):
        try:
            pass
        except* ValueError:
            for k in range(2):
                break
            if i:
                continue                # error: 'break', 'continue' and 'return' cannot appear in an except\* block
            return 1                    # error: 'break', 'continue' and 'return' cannot appear in an except\* block
