# strict: Python objects, closures, generators, exceptions and conversions as ways out.
from libcythonplus.list cimport cyplist
from libcythonplus.dict cimport cypdict
from libcpp.vector cimport vector
from cyp.scheduler cimport Scheduler, SequentialMailBox, NullResult
cdef cypclass Leaf:
    int n
    Leaf next
    __init__(self, int n=0):
        self.n = n
    Leaf me(self):
        return self
cdef cypclass Vault:
    Leaf leaf
    vector[Leaf] vec
cdef void send(iso Leaf l) nogil:
    pass
cdef void send_vault(iso Vault l) nogil:
    pass
store = []
---
def attack():
    l = Leaf()
    store.append(l)
    send(consume l)
---
def attack():
    l = Leaf()
    x = [l]
    send(consume l)
---
def attack():
    l = Leaf()
    x = (l, 1)
    send(consume l)
---
def attack():
    l = Leaf()
    x = {'a': l}
    send(consume l)
---
def attack():
    l = Leaf()
    def inner():
        return l
    send(consume l)
---
def attack():
    l = Leaf()
    f = lambda: l
    send(consume l)
---
def attack():
    l = Leaf()
    f = lambda x=l: x
    send(consume l)
---
def attack():
    l = Leaf()
    def inner(x=l):
        return x
    send(consume l)
---
def attack():
    l = Leaf()
    g = (l.n for i in range(3))
    send(consume l)
---
def attack():
    l = Leaf()
    yield l
    send(consume l)
---
def attack():
    l = Leaf()
    x = yield l
    send(consume l)
---
def attack():
    l = Leaf()
    try:
        raise ValueError(l)
    except ValueError as e:
        send(consume l)
---
def attack():
    l = Leaf()
    print(l)
    send(consume l)
---
def attack():
    l = Leaf()
    s = f"{l}"
    send(consume l)
---
def attack():
    l = Leaf()
    x = l.me()
    y = <object> x
    send(consume l)
---
def attack(Leaf l):
    send(consume l)
---
def attack(o):
    l = <Leaf> o
    send(consume l)
---
def attack(o):
    cdef Leaf l = o
    send(consume l)
---
def attack(o):
    for l in o:
        send(consume <Leaf> l)
---
cdef object keep
def attack():
    global keep
    l = Leaf()
    keep = l
    send(consume l)
---
class Holder:
    pass
def attack():
    l = Leaf()
    h = Holder()
    h.l = l
    send(consume l)
---
def attack():
    l = Leaf()
    setattr(store, 'x', l)
    send(consume l)
---
def attack(f):
    l = Leaf()
    f(l)
    send(consume l)
---
def attack(f):
    l = Leaf()
    f(x=l)
    send(consume l)
---
def attack(f):
    l = Leaf()
    f(*[l])
    send(consume l)
---
def attack():
    l = Leaf()
    l.next = Leaf()
    store.append(l.next)
    send(consume l)
---
def attack():
    v = Vault()
    v.vec.push_back(Leaf())
    store.append(v.vec[0])
    send_vault(consume v)
---
def attack():
    cdef vector[Leaf] v
    v.push_back(Leaf())
    x = <list> v
    send(consume v[0])
---
cdef Leaf from_py(object o):
    return o
def attack():
    send(consume from_py(store[0]))
---
def attack():
    l = Leaf()
    m = Leaf()
    l, m = m, l
    k = l
    send(consume l)
---
def attack():
    l = Leaf()
    a = b = l
    send(consume a)
---
def attack():
    l = Leaf()
    if (m := l) is not NULL:
        send(consume l)
---
def attack():
    l = Leaf()
    del l
    store.append(1)
    l.n = 3
---
def attack():
    l = Leaf()
    with open('x') as f:
        store.append(l)
    send(consume l)
---
def attack():
    l = Leaf()
    try:
        store.append(l)
    finally:
        send(consume l)
---
def attack():
    l = Leaf()
    while True:
        m = l
        break
    else:
        m = Leaf()
    send(consume l)
---
def attack():
    x = [Leaf() for i in range(3)]
    send(consume <Leaf> x[0])
---
def attack():
    l = Leaf()
    assert l is not NULL, l
    m = l if store else NULL
    send(consume l)
---
def attack():
    l = Leaf()
    match 3:
        case 3:
            store.append(l)
    send(consume l)
---
def attack():
    l = Leaf()
    m = l or Leaf()
    send(consume l)
---
def attack():
    l = Leaf()
    m = l and l.next
    send(consume l)
---
def attack():
    l = Leaf()
    p = <void*> l
    m = <Leaf> p
    send(consume l)
---
def attack():
    cdef Leaf l = Leaf()
    def deco(f):
        l.n = 1
        return f
    send(consume l)
---
def attack():
    cdef lock Vault v = consume Vault()
    store.append(v)
---
def attack():
    cdef iso Vault v = consume Vault()
    store.append(v)
---
def attack():
    cdef iso Vault v = consume Vault()
    f = lambda: v