# strict: copies of what holds isolated references.
from libcythonplus.list cimport cyplist
from libcythonplus.dict cimport cypdict
from libcythonplus.set cimport cypset
from libcpp.vector cimport vector
from libcpp.deque cimport deque
from libcpp.list cimport list as cpplist
from libcpp.map cimport map as cppmap
from libcpp.unordered_map cimport unordered_map
from libcpp.pair cimport pair
from libcpp.utility cimport move
cdef cypclass Leaf:
    int n
    Leaf next
cdef void send(iso Leaf l) nogil:
    pass
cdef cypclass Gen[T]:
    T value
    vector[T] vec
---
cdef void attack(vector[iso Leaf] v) nogil:
    w = v
    send(consume w[0])
    send(consume v[0])
---
cdef void attack() nogil:
    cdef vector[iso Leaf] v
    v.push_back(consume Leaf())
    cdef vector[iso Leaf] w = v
    send(v.back())
    send(w.back())
---
cdef void attack(cyplist[iso Leaf] v) nogil:
    w = v + v
    send(w[0])
---
cdef void attack(cyplist[iso Leaf] v) nogil:
    w = v * 2
    x = w[0]
---
cdef void attack(cyplist[iso Leaf] v) nogil:
    v *= 2
---
cdef void attack(cyplist[iso Leaf] v) nogil:
    v += v
---
cdef void attack(cyplist[iso Leaf] v, cyplist[iso Leaf] w) nogil:
    v.extend(w)
---
cdef void attack(cyplist[iso Leaf] v) nogil:
    w = v.copy()
---
cdef void attack(cypdict[int, iso Leaf] d) nogil:
    for p in d.items():
        send(consume p.second)
---
cdef void attack(cypdict[int, iso Leaf] d) nogil:
    for x in d.values():
        send(consume x)
---
cdef void attack(cypdict[int, iso Leaf] d) nogil:
    x = d[3]
    send(consume x)
---
cdef void attack(cypdict[int, iso Leaf] d, cypdict[int, iso Leaf] e) nogil:
    d.update(e)
---
cdef void attack(cypdict[int, iso Leaf] d) nogil:
    x = d.get(3, NULL)
    send(consume x)
---
cdef void attack(cypdict[int, iso Leaf] d) nogil:
    e = d.copy()
---
cdef void attack(cypset[iso Leaf] s, cypset[iso Leaf] t) nogil:
    u = s | t
---
cdef void attack(cypset[iso Leaf] s) nogil:
    for x in s:
        send(consume x)
---
cdef void attack(vector[iso Leaf] v) nogil:
    for x in v:
        send(consume x)
---
cdef void attack(deque[iso Leaf] v) nogil:
    send(v.front())
---
cdef void attack(pair[int, iso Leaf] p) nogil:
    q = p
    send(consume p.second)
    send(consume q.second)
---
cdef void attack(cppmap[int, iso Leaf] m) nogil:
    n = m
---
cdef void attack(unordered_map[int, iso Leaf] m) nogil:
    send(m[1])
---
cdef void attack(unordered_map[int, iso Leaf] m) nogil:
    for p in m:
        send(consume p.second)
---
ctypedef iso Leaf isoleaf
cdef struct Hold:
    isoleaf x
cdef void attack(Hold h) nogil:
    g = h
    send(consume g.x)
    send(consume h.x)
---
cdef struct Hold:
    Leaf x
cdef void attack() nogil:
    cdef Hold h
    h.x = Leaf()
    g = h
    send(consume g.x)
---
cdef struct Hold:
    Leaf x
cdef Hold make(Leaf l) nogil:
    cdef Hold h
    h.x = l
    return h
cdef void attack() nogil:
    l = Leaf()
    h = make(l)
    send(consume l)
---
cdef struct Hold:
    Leaf x
cdef void attack() nogil:
    cdef Hold[2] hs
    hs[0].x = Leaf()
    l = hs[0].x
    send(consume l)
---
cdef struct Hold:
    Leaf x
cdef void attack() nogil:
    cdef Hold a
    cdef Hold b
    l = Leaf()
    a.x = l
    b = a
    a.x = NULL
    send(consume l)
---
cdef void attack() nogil:
    cdef Leaf a[2]
    cdef Leaf b[2]
    a[0] = Leaf()
    b = a
    l = a[0]
    a[0] = NULL
    send(consume l)
---
cdef void attack() nogil:
    cdef Leaf a[4]
    cdef Leaf b[2]
    b[0] = Leaf()
    a[1:3] = b
    send(consume b[0])
---
cdef void attack() nogil:
    cdef Leaf a[2]
    a[0] = Leaf()
    a[1] = a[0]
    send(consume a[0])
---
cdef void attack() nogil:
    cdef iso Leaf a[2]
    cdef iso Leaf b[2]
    a[0] = consume Leaf()
    b = a
    send(consume a[0])
    send(consume b[0])
---
cdef void attack() nogil:
    g = Gen[iso Leaf]()
    g.vec.push_back(consume Leaf())
    h = g.vec
    send(h.back())
---
cdef void attack(vector[vector[Leaf]] v) nogil:
    v[0].push_back(Leaf())
    l = v[0][0]
    send(consume l)
---
cdef void attack() nogil:
    cdef vector[vector[Leaf]] v
    cdef vector[Leaf] w
    l = Leaf()
    w.push_back(l)
    v.push_back(w)
    w.clear()
    send(consume l)
---
cdef void attack() nogil:
    cdef vector[Leaf] v
    cdef vector[Leaf] w
    v.push_back(Leaf())
    w.swap(v)
    l = w[0]
    send(consume l)
---
cdef void attack() nogil:
    cdef vector[Leaf] v
    l = Leaf()
    v.assign(3, l)
    send(consume l)
---
cdef void attack() nogil:
    l = Leaf()
    cdef vector[Leaf] v = vector[Leaf](2, l)
    send(consume l)
---
cdef void attack() nogil:
    cdef vector[Leaf] v
    v.push_back(Leaf())
    it = v.begin()
    cdef Leaf l
    from_it = v.front()
    send(consume from_it)
---
cdef void attack() nogil:
    cdef vector[Leaf] v
    l = Leaf()
    v.insert(v.begin(), l)
    send(consume l)
---
cdef void attack() nogil:
    cdef cppmap[int, Leaf] m
    l = Leaf()
    m[1] = l
    send(consume l)
---
cdef void attack() nogil:
    cdef pair[int, Leaf] p
    l = Leaf()
    p.second = l
    send(consume l)
---
cdef void attack() nogil:
    cdef pair[Leaf, Leaf] p = pair[Leaf, Leaf](Leaf(), Leaf())
    l = p.first
    send(consume l)
---
cdef void attack() nogil:
    cdef cpplist[Leaf] v
    l = Leaf()
    v.push_back(l)
    send(consume l)
---
cdef void attack() nogil:
    d = cypdict[int, cyplist[Leaf]]()
    l = Leaf()
    d[1] = cyplist[Leaf]()
    d[1].append(l)
    send(consume l)
---
cdef void attack() nogil:
    d = cypdict[int, cyplist[Leaf]]()
    d[1] = cyplist[Leaf]()
    e = d[1]
    e.append(Leaf())
    l = e[0]
    del e
    send(consume l)
---
cdef void attack() nogil:
    d = cypdict[Leaf, Leaf]()
    k = Leaf()
    d[k] = Leaf()
    for p in d.items():
        send(consume p.first)
---
cdef void attack() nogil:
    d = cypdict[Leaf, int]()
    for i in range(2):
        d[Leaf()] = i
    for k in d:
        send(consume k)
---
cdef void attack() nogil:
    d = cypdict[int, Leaf]()
    l = d.setdefault(1, Leaf())
    send(consume l)
---
cdef void attack() nogil:
    d = cypdict[int, Leaf]()
    l = Leaf()
    m = d.get(1, l)
    send(consume l)
---
cdef void attack() nogil:
    a = cyplist[Leaf]()
    a.append(Leaf())
    b = a.copy()
    l = a.pop()
    send(consume l)
---
cdef void attack() nogil:
    s = cypset[Leaf]()
    l = Leaf()
    s.add(l)
    t = s.union(s)
    s.clear()
    send(consume l)
---
cdef void attack() nogil:
    s = cypset[Leaf]()
    s.add(Leaf())
    t = s - s
    t.update(s)
    l = s.pop()
    send(consume l)
