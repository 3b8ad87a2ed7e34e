# strict: building, filling and handing over graphs of objects.
from libcythonplus.list cimport cyplist
from libcythonplus.dict cimport cypdict
from libcythonplus.set cimport cypset
from libcpp.vector cimport vector
from libcpp.string cimport string
cdef cypclass Leaf:
    int n
    Leaf next
    __init__(self, int n=0):
        self.n = n
    int get(const self):
        return self.n
    void add(self, int k):
        self.n += k
cdef cypclass Tree:
    Tree left
    Tree right
    int value
    __init__(self, int value):
        self.value = value
    int total(const self):
        s = self.value
        if self.left is not NULL:
            s += self.left.total()
        if self.right is not NULL:
            s += self.right.total()
        return s
cdef cypclass Bag:
    cyplist[Leaf] items
    cypdict[int, Leaf] index
    string name
    __init__(self):
        self.items = cyplist[Leaf]()
        self.index = cypdict[int, Leaf]()
    void put(self, Leaf l):
        self.items.append(l)
        self.index[l.n] = l
    int count(const self):
        return self.items.__len__()
cdef cypclass Pair[T, U]:
    T first
    U second
    __init__(self, T first, U second):
        self.first = first
        self.second = second
cdef void send(iso Leaf l) nogil:
    pass
cdef void send_bag(iso Bag b) nogil:
    pass
cdef void send_tree(iso Tree b) nogil:
    pass
---
cdef void good() nogil:
    send(consume Leaf(3))
---
cdef void good() nogil:
    l = Leaf(3)
    l.n = 4
    l.add(2)
    send(consume l)
---
cdef void good() nogil:
    for i in range(10):
        l = Leaf(i)
        send(consume l)
---
cdef void good() nogil:
    l = Leaf(1)
    send(consume l)
    l = Leaf(2)
    send(consume l)
---
cdef iso Leaf make(int n) except NULL:
    l = Leaf(n)
    l.next = Leaf(n + 1)
    return consume l
cdef void good() except *:
    l = make(3)
    send(consume l)
---
cdef iso Leaf chain(int n) nogil:
    head = Leaf(0)
    for i in range(n):
        new = Leaf(i)
        new.next = head
        head = new
    new = NULL
    return consume head
---
cdef void good() nogil:
    b = Bag()
    for i in range(5):
        b.put(Leaf(i))
    send_bag(consume b)
---
cdef void good() nogil:
    b = Bag()
    l = Leaf(1)
    b.put(l)
    del l
    send_bag(consume b)
---
cdef Tree grow(int depth) nogil:
    t = Tree(depth)
    if depth > 0:
        t.left = grow(depth - 1)
        t.right = grow(depth - 1)
    return t
cdef void good() nogil:
    send_tree(consume grow(4))
---
cdef int good() nogil:
    cdef iso Leaf l = consume Leaf(3)
    l.n = 5
    l.add(2)
    return l.get()
---
cdef int good() nogil:
    cdef iso Leaf l = consume Leaf(3)
    cdef Leaf p = consume l
    p.next = Leaf(2)
    return p.next.n
---
cdef int good(iso Bag b) nogil:
    s = 0
    for l in b.items:
        s += l.n
    return s
---
cdef int good(Bag b) nogil:
    s = 0
    for l in b.items:
        s += l.n
    for k in b.index:
        s += b.index[k].n
    return s
---
cdef void good(iso Bag b) nogil:
    b.put(consume Leaf(3))
    send_bag(consume b)
---
cdef void good(bint c) nogil:
    l = Leaf(1) if c else Leaf(2)
    send(consume l)
---
cdef void good(bint c) nogil:
    l = Leaf(1)
    if c:
        send(consume l)
    else:
        l.n = 3
---
cdef void good(bint c) nogil:
    l = Leaf(1)
    if c:
        send(consume l)
    if l is not NULL:
        l.n = 3
---
cdef void good() nogil:
    p = Pair[Leaf, int](Leaf(1), 3)
    q = consume p
---
cdef void good() nogil:
    cdef vector[Leaf] v
    for i in range(3):
        v.push_back(Leaf(i))
    s = 0
    for l in v:
        s += l.n
---
cdef int good(Leaf a, Leaf b) nogil:
    a.next = b
    return a.next.n
---
cdef Leaf last(Leaf l) nogil:
    while l.next is not NULL:
        l = l.next
    return l
cdef int good() nogil:
    a = Leaf(1)
    a.next = Leaf(2)
    return last(a).n
---
cdef void good() nogil:
    words = cypset[string]()
    words.add(string(b"a"))
    n = words.__len__()
---
cdef cyplist[int] squares(int n) nogil:
    l = cyplist[int]()
    for i in range(n):
        l.append(i * i)
    return l
cdef void send_list(iso cyplist[int] l) nogil:
    pass
cdef void good() nogil:
    send_list(consume squares(10))
---
cdef void good() nogil:
    l = cyplist[Leaf]()
    l.append(Leaf(3))
    x = l.pop()
    x.n = 4
---
cdef void swap(Bag a, Bag b) nogil:
    a.items, b.items = b.items, a.items
---
cdef cypclass Stack:
    cyplist[Leaf] all
    __init__(self):
        self.all = cyplist[Leaf]()
    void push(self, Leaf l):
        self.all.append(l)
    Leaf pop(self) except NULL:
        return self.all.pop()
cdef void good() except *:
    s = Stack()
    s.push(Leaf(1))
    s.pop().n = 4
---
cdef int good() except -1:
    d = cypdict[int, Leaf]()
    d[1] = Leaf(3)
    if 1 in d:
        return d[1].n
    return 0
---
cdef cypclass Depot:
    iso Leaf slot
    void put(self, iso Leaf l):
        self.slot = consume l
    iso Leaf take(self):
        return consume self.slot
cdef void good() nogil:
    d = Depot()
    d.put(consume Leaf(3))
    l = d.take()
    send(consume l)
---
cdef cypclass Visitor:
    int seen
    void visit(self, const Tree t):
        self.seen += 1
cdef int good() nogil:
    v = Visitor()
    v.visit(Tree(3))
    return v.seen
---
def good(int n):
    b = Bag()
    with nogil:
        for i in range(n):
            b.put(Leaf(i))
    return b.count()
