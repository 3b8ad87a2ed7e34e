# Use after consume and del (spec 4.6).
cdef cypclass A:
    int n
    A next
    void m(self):
        pass
cdef int straight() nogil:
    x = A()
    y = consume x
    return x.n                  # error@12: Use of 'x' after it was consumed
cdef int again() nogil:
    x = A()
    y = consume x
    x = A()
    return x.n
cdef int call() nogil:
    x = A()
    y = consume x
    x.m()                       # error@5: Use of 'x' after it was consumed
    x.m()
    return 0
cdef int deleted() nogil:
    cdef A x = A()
    del x
    return x.n                  # error@12: Use of 'x' after it was deleted
cdef int store() nogil:
    x = A()
    y = consume x
    x.n = 3                     # error@5: Use of 'x' after it was consumed
    x.next = A()
    return 0
---
cdef cypclass A:
    int n
cdef int branch(int k) nogil:
    x = A()
    if k:
        y = consume x
    return x.n                  # error@12: Use of 'x' after it was consumed
cdef int tested(int k) nogil:
    x = A()
    if k:
        y = consume x
    if x is NULL:
        return 0
    return x.n
cdef int tested2(int k) nogil:
    x = A()
    if k:
        y = consume x
    if x is not NULL and x.n > 3:
        return x.n
    if x:
        return x.n
    if not x or x.n:
        return 1
    if x is None:
        return 2
    return x.n
cdef int tested3(int k) nogil:
    x = A()
    if k:
        y = consume x
    if x is NULL:
        return x.n              # error@16: Use of 'x' after it was consumed
    return x.n if x is not NULL else 3
cdef int left(int k) nogil:
    x = A()
    if k:
        y = consume x
        return y.n
    return x.n
cdef int passing(A a) nogil:
    return 0
cdef int fine() nogil:
    cdef A x = A()
    y = consume x
    del x
    z = consume x
    passing(x)
    w = x
    return x is NULL
---
cdef cypclass A:
    int n
cdef void take(iso A a) nogil:
    pass
cdef int loop(int k) nogil:
    x = A()
    for i in range(k):
        take(consume x)
        k += x.n                # error@14: Use of 'x' after it was consumed
    return 0
cdef int second(int k) nogil:
    x = A()
    while k:
        k -= x.n                # error@14: Use of 'x' after it was consumed
        take(consume x)
    return 0
cdef int renewed(int k) nogil:
    x = A()
    while k:
        k -= x.n
        take(consume x)
        x = A()
    return x.n
cdef int breaks(int k) nogil:
    x = A()
    while k:
        if k == 3:
            take(consume x)
            break
        k -= x.n
    else:
        return x.n
    return x.n                  # error@12: Use of 'x' after it was consumed
cdef int continues(int k) nogil:
    x = A()
    while k:
        k -= 1
        if k == 3:
            take(consume x)
            continue
        k -= x.n                # error@14: Use of 'x' after it was consumed
    return 0
---
cdef cypclass A:
    int n
def handled():
    x = A()
    y = x
    try:
        z = consume x           # warning: is not isolated
    except TypeError:
        print(x.n)
    try:
        print(1)
    finally:
        pass
    return y.n
def later():
    x = A()
    try:
        z = consume x
        print(z.n)
    except TypeError:
        print(x.n)              # error@15: Use of 'x' after it was consumed
def final():
    x = A()
    try:
        z = consume x
    finally:
        print(x.n)              # error@15: Use of 'x' after it was consumed
---
from libcythonplus.list cimport cyplist
cdef cypclass A:
    int n
    A __add__(self, A o):
        return self
    int __getitem__(self, int i):
        return i
cdef int deref() nogil:
    x = A()
    l = cyplist[A]()
    y = consume x
    z = x + A()                 # error@9: Use of 'x' after it was consumed
    x2 = A()
    y = consume x2
    k = x2[3]                   # error@9: Use of 'x2' after it was consumed
    z = A() + x2
    m = consume l
    for e in l:                 # error@14: Use of 'l' after it was consumed
        k += e.n
    x3 = A()
    y = consume x3
    with wlocked x3:            # error@18: Use of 'x3' after it was consumed
        pass
    return Cy_GETREF(A())
cdef cypclass B(A):
    pass
cdef int casts() nogil:
    x = B()
    y = consume <A> x
    return x.n                  # error@12: Use of 'x' after it was consumed
cdef int iso_var() nogil:
    cdef iso A x = consume A()
    y = consume x
    return x.n                  # error@12: Use of 'x' after it was consumed
