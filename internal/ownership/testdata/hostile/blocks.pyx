# strict: what lock blocks protect, and what they do not.
from libcythonplus.list cimport cyplist
from libcythonplus.dict cimport cypdict
from libcythonplus.set cimport cypset
from libcpp.vector cimport vector
from libcpp.pair cimport pair
cdef cypclass Leaf:
    int n
    Leaf next
    void bump(self):
        self.n += 1
    int peek(const self):
        return self.n
cdef cypclass Vault:
    int n
    Leaf leaf
    cyplist[Leaf] items
    vector[Leaf] vec
    vector[int] ints
    cypdict[int, Leaf] map
    Leaf leaves[3]
    mutable int hits
    mutable vector[int] log
    void look(const self):
        self.hits += 1
    void look2(const self):
        self.log.push_back(1)
    void look3(const self):
        for x in self.items:
            x.n += 1
    void look4(const self):
        self.leaf.bump()
    void look5(const self):
        self.items[0].n = 3
    void look6(const self):
        l = self.leaf
        l.n = 2
    void look7(const self):
        helper(self.leaf)
    void look8(const self):
        self.leaves[0].n = 1
    void look9(const self):
        self.vec[0].n = 1
    void look10(const self):
        self.items.append(Leaf())
    void look12(const self):
        del self.leaf.next
    void look13(const self):
        self.leaf.next.n += 1
cdef void helper(Leaf l) nogil:
    l.n += 1
cdef Leaf gleaf
---
cdef void attack(lock Vault a, lock Vault b) nogil:
    with wlocked a:
        with wlocked b:
            it = b.vec.begin()
        x = it
---
cdef void attack(lock Vault a, lock Vault b) nogil:
    with wlocked a:
        for x in b.items:
            x.n += 1
---
cdef void attack(lock Vault a, lock Vault b) nogil:
    with rlocked a:
        for x in b.vec:
            x.n += 1
---
cdef void attack(lock Vault a, lock Vault b) nogil:
    with wlocked a:
        with wlocked b:
            for x in b.items:
                pass
        x.n += 1
---
cdef void attack(lock Vault a) nogil:
    with rlocked a:
        for x in a.items:
            x.n += 1
---
cdef void attack(lock Vault a) nogil:
    with rlocked a:
        for x in a.items:
            x.bump()
---
cdef void attack(lock Vault a) nogil:
    with rlocked a:
        for x in a.vec:
            x.bump()
---
cdef void attack(lock Vault a) nogil:
    with rlocked a:
        for p in a.map.items():
            p.second.bump()
---
cdef void attack(lock Vault a) nogil:
    with rlocked a:
        for x in a.map.values():
            x.n = 3
---
cdef void attack(lock Vault a) nogil:
    with rlocked a:
        for x in a.items:
            for y in a.items:
                x.next = consume Leaf()
---
cdef void attack(lock Vault a) nogil:
    with wlocked a:
        it = a.items.begin()
    x = it
---
cdef void attack(lock Vault a) nogil:
    v = a.vec
    v[0].n = 3
---
cdef void attack(lock Vault a) nogil:
    with wlocked a:
        v = a.vec
    v[0].n = 3
---
cdef void attack(lock Vault a) nogil:
    with wlocked a:
        l = a.vec[0]
    l.n = 3
---
cdef void attack(lock Vault a) nogil:
    l = a.vec[0]
    l.n = 3
---
cdef void attack(lock Vault a) nogil:
    helper(a.vec[0])
---
cdef void attack(lock Vault a) nogil:
    global gleaf
    gleaf = a.vec[0]
---
cdef Leaf attack(lock Vault a) nogil:
    return a.vec[0]
---
cdef Leaf attack(lock Vault a) nogil:
    with wlocked a:
        return a.vec.back()
---
def attack(object o):
    cdef lock Vault a = consume Vault()
    return a.vec[0]
---
cdef list attack(lock Vault a):
    return [a.vec[0]]
---
cdef void attack(lock Vault a) except *:
    raise ValueError(a.vec[0])
---
def attack():
    cdef lock Vault a = consume Vault()
    yield a.vec[0]
---
cdef void attack(lock Vault a):
    x = []
    for y in a.vec:
        x.append(y)
---
cdef void attack(lock Vault a):
    x = [y for y in a.vec]
---
cdef void attack(lock Vault a) nogil:
    x = a.leaf
---
cdef void attack(lock Vault a) nogil:
    a.leaf = Leaf()
---
cdef void attack(lock Vault a) nogil:
    l = Leaf()
    a.vec.push_back(l)
    l.n = 3
---
cdef void attack(lock Vault a) nogil:
    l = Leaf()
    with wlocked a:
        a.vec.push_back(l)
    l.n = 3
---
cdef void attack(lock Vault a, lock Vault b) nogil:
    a.vec.swap(b.vec)
---
cdef void attack(lock Vault a, lock Vault b) nogil:
    a.vec = b.vec
---
cdef void attack(lock Vault a) nogil:
    a.vec.push_back(a.vec[0])
    x = consume a.leaf
---
cdef void attack(lock Vault a, Leaf l) nogil:
    a.leaves[0] = l
---
cdef void attack(lock Vault a) nogil:
    cdef Leaf l[3]
    l[0] = Leaf()
    a.leaves = l
    l[0].n = 1
---
cdef void attack(lock Vault a) nogil:
    a.look2()
---
cdef void attack(lock Vault a) nogil:
    a.look()
---
cdef void attack(lock Vault a) nogil:
    a.look3()
---
cdef void attack(lock Vault a) nogil:
    a.look4()
---
cdef void attack(lock Vault a) nogil:
    a.look5()
---
cdef void attack(lock Vault a) nogil:
    a.look6()
---
cdef void attack(lock Vault a) nogil:
    a.look7()
---
cdef void attack(lock Vault a) nogil:
    a.look8()
---
cdef void attack(lock Vault a) nogil:
    a.look9()
---
cdef void attack(lock Vault a) nogil:
    a.look10()
---
cdef void attack(lock Vault a) nogil:
    a.look12()
---
cdef void attack(lock Vault a) nogil:
    a.look13()
---
cdef cypclass Outer:
    Vault inner
    void see(const self):
        self.inner.look4()
cdef void attack(lock Outer a) nogil:
    a.see()
---
cdef cypclass Outer:
    Vault inner
cdef void attack(lock Outer a) nogil:
    a.inner.look4()
---
cdef cypclass Virt:
    int n
    void see(const self):
        pass
cdef cypclass Virt2(Virt):
    mutable int hits
    void see(const self):
        self.hits += 1
cdef void attack(lock Virt a) nogil:
    a.see()
---
cdef void attack(lock Vault a) nogil:
    for x in a.items:
        x.n = 1
---
cdef void attack(lock Vault a) nogil:
    for i in range(3):
        for x in a.vec:
            x.n = 1
---
cdef void attack(lock cyplist[Leaf] a) nogil:
    for x in a:
        pass
---
cdef void attack(lock cyplist[Leaf] a) nogil:
    with rlocked a:
        d = <cyplist[Leaf]> a
    d.append(Leaf())
---
cdef void attack(lock cyplist[Leaf] a) nogil:
    d = <cyplist[Leaf]> a
    d.append(Leaf())
---
cdef void attack(lock cyplist[Leaf] a, lock cyplist[Leaf] b) nogil:
    with wlocked a:
        with rlocked b:
            d = <cyplist[Leaf]> b
        d.append(Leaf())
---
cdef cyplist[Leaf] attack(lock cyplist[Leaf] a) nogil:
    return <cyplist[Leaf]> a
---
cdef void use(cyplist[Leaf] l) nogil:
    l.append(Leaf())
cdef void attack(lock cyplist[Leaf] a) nogil:
    use(<cyplist[Leaf]> a)
---
cdef void attack(lock cyplist[Leaf] a) nogil:
    with rlocked a:
        (<cyplist[Leaf]> a).append(Leaf())
---
cdef void attack(iso cyplist[Leaf] a) nogil:
    d = <cyplist[Leaf]> a
    send(consume a)
    d.append(Leaf())
cdef void send(iso cyplist[Leaf] l) nogil:
    pass
---
cdef void attack(iso cyplist[Leaf] a) nogil:
    d = <cyplist[Leaf]> a
    l = d[0]
    send(consume a)
    l.n = 3
cdef void send(iso cyplist[Leaf] l) nogil:
    pass
---
cdef void attack(iso Vault a) nogil:
    it = a.vec.begin()
    send(consume a)
    x = it
cdef void send(iso Vault l) nogil:
    pass
---
cdef void attack(iso Vault a) nogil:
    v = a.vec
    send(consume a)
    v[0].n = 1
cdef void send(iso Vault l) nogil:
    pass
---
cdef void attack(iso Vault a) nogil:
    l = a.vec[0]
    send(consume a)
    l.n = 1
cdef void send(iso Vault l) nogil:
    pass
---
cdef void attack(iso Vault a) nogil:
    for x in a.items:
        pass
    send(consume a)
    x.n = 3
cdef void send(iso Vault l) nogil:
    pass
---
cdef void attack(iso Vault a) nogil:
    for x in a.items:
        send(consume a)
        x.n = 3
cdef void send(iso Vault l) nogil:
    pass
---
cdef void attack(iso Vault a) nogil:
    for x in a.vec:
        send(consume a)
        x.n = 3
        break
cdef void send(iso Vault l) nogil:
    pass
---
cdef void attack(iso Vault a) nogil:
    with wlocked a:
        send(consume a)
cdef void send(iso Vault l) nogil:
    pass
