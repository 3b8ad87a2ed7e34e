# strict: programs that take objects apart, build, send and share them, and do it right.
from libcythonplus.list cimport cyplist
from libcythonplus.dict cimport cypdict
from libcythonplus.set cimport cypset
from libcpp.vector cimport vector
from libcpp.unordered_map cimport unordered_map
from libcpp.atomic cimport atomic
cimport cyp
cdef cypclass Base:
    int k
    int visit(self):
        return self.k
cdef cypclass Leaf(Base):
    int n
    Leaf next
    __init__(self, int n=0):
        self.n = n
    int get(const self):
        return self.n
    int visit(self):
        return self.n
cdef cypclass Box[T]:
    T v
    Box[T] peer
    __init__(self):
        pass
    T get(self):
        return self.v
    void put(self, T t):
        self.v = t
cdef cypclass Tree:
    Leaf leaf
    cyplist[Leaf] all
    cypdict[int, Leaf] by
    vector[Leaf] vec
    Tree left
    Tree right
    iso Leaf own
    lock Leaf shared
    int size
    __init__(self):
        self.all = cyplist[Leaf]()
        self.by = cypdict[int, Leaf]()
    void grow(self, int n):
        if n > 0:
            self.left = Tree()
            self.left.grow(n - 1)
            self.right = Tree()
            self.right.grow(n - 1)
    int count(self):
        cdef int n = 1
        if self.left is not NULL:
            n += self.left.count()
        if self.right is not NULL:
            n += self.right.count()
        return n
    void add(self, Leaf l):
        self.all.append(l)
        self.by[l.n] = l
        self.size += 1
    int total(const self):
        cdef int s = 0
        for l in self.all:
            s += l.n
        return s
    Leaf pop(self):
        self.size -= 1
        return self.all.pop()
cdef cypclass Act activable:
    iso Tree tree
    cyplist[Leaf] kept
    lock Tree shared
    int n
    __init__(self):
        self.kept = cyplist[Leaf]()
    void take(self, iso Tree t):
        self.tree = consume t
    void leaf(self, Leaf l):
        self.kept.append(l)
    int get(self):
        return self.n
    void bump(self):
        self.n += 1
    iso Tree give(self):
        return consume self.tree
    void share(self, lock Tree t):
        self.shared = t
        t.add(consume Leaf(self.n))
cdef void send(iso Leaf l) nogil:
    pass
cdef int sendtree(iso Tree t) nogil:
    return 1 if t is NULL else t.count()
---
cdef int good() nogil:
    t = Tree()
    t.grow(3)
    return sendtree(consume t)
---
cdef int good() nogil:
    t = Tree()
    for i in range(10):
        t.add(Leaf(i))
    return sendtree(consume t)
---
cdef int good() nogil:
    t = Tree()
    l = Leaf(3)
    t.add(l)
    n = l.n
    del l
    return n + sendtree(consume t)
---
cdef int good() nogil:
    t = Tree()
    l = Leaf(3)
    t.add(l)
    l = Leaf(4)
    send(consume l)
    return sendtree(consume t)
---
cdef int good(int n) nogil:
    cdef int s = 0
    for i in range(n):
        t = Tree()
        t.add(Leaf(i))
        s += sendtree(consume t)
    return s
---
cdef int good(int n) nogil except -1:
    a = activate(consume Act())
    for i in range(n):
        t = Tree()
        t.grow(i)
        a.take(consume t)
        a.leaf(consume Leaf(i))
    b = consume a
    return b.n
---
cdef int good(int n) nogil except -1:
    a = activate(consume Act())
    with cyp.group() as g:
        for i in range(n):
            a.bump()
    b = consume a
    return b.n
---
cdef int good(int n) nogil except -1:
    a = activate(consume Act())
    a.take(consume Tree())
    r = a.give()
    t = r.get()
    b = consume a
    return b.n
---
cdef int good(int n) nogil except -1:
    cdef lock Tree shared = consume Tree()
    with cyp.group() as g:
        for i in range(n):
            a = activate(consume Act())
            a.share(shared)
    return shared.total()
---
cdef int good(lock Tree t) nogil:
    cdef int s = 0
    with rlocked t:
        for l in t.all:
            s += l.n
    return s
---
cdef void good(lock Tree t) nogil:
    with wlocked t:
        for l in t.all:
            l.n += 1
        t.size = 3
---
cdef void good(lock Tree t, lock Tree u) nogil:
    with wlocked t, wlocked u:
        t.size += u.size
        u.size = 0
---
cdef int good() nogil except -1:
    cdef lock Tree t = consume Tree()
    t.add(consume Leaf(3))
    t.size += 3
    back = consume t
    return back.size
---
cdef int good() nogil except -1:
    cdef iso Tree t = consume Tree()
    t.add(consume Leaf(3))
    t.leaf = consume Leaf(1)
    t.leaf.n += 2
    return sendtree(consume t)
---
cdef iso Tree build(int n) nogil:
    t = Tree()
    t.grow(n)
    return consume t
cdef int good() nogil:
    t = build(3)
    t.left = build(2)
    return sendtree(consume t)
---
cdef Tree build(int n) nogil:
    t = Tree()
    if n:
        t.left = build(n - 1)
        t.right = build(n - 1)
    return t
cdef int good() nogil:
    t = build(3)
    return sendtree(consume t)
---
cdef void fill(Tree t, int n) nogil:
    for i in range(n):
        t.add(Leaf(i))
cdef int good() nogil:
    t = Tree()
    fill(t, 3)
    return sendtree(consume t)
---
cdef int total(Tree t) nogil:
    cdef int s = 0
    for l in t.all:
        s += l.n
    return s
cdef int good() nogil:
    t = Tree()
    t.add(Leaf(1))
    n = total(t)
    return n + sendtree(consume t)
---
cdef int good() nogil:
    b = Box[Leaf]()
    b.put(Leaf(3))
    n = b.get().n
    c = consume b
    return n
---
cdef int good() nogil:
    cdef Base b = Leaf(2)
    n = b.visit()
    c = consume b
    return n
---
cdef int good() nogil:
    xs = cyplist[Leaf]()
    for i in range(5):
        xs.append(Leaf(i))
    cdef int s = 0
    for l in xs:
        s += l.n
    del l
    ys = consume xs
    return s
---
cdef int good() nogil:
    xs = cyplist[cyplist[int]]()
    for i in range(5):
        ys = cyplist[int]()
        ys.append(i)
        xs.append(ys)
    del ys
    zs = consume xs
    return <int> zs.__len__()
---
cdef int good() nogil:
    d = cypdict[int, cyplist[Leaf]]()
    for i in range(5):
        d[i] = cyplist[Leaf]()
        d[i].append(Leaf(i))
    e = consume d
    return <int> e.__len__()
---
cdef int good() nogil:
    cdef vector[Leaf] v
    v.push_back(Leaf(1))
    t = Tree()
    t.vec.swap(v)
    return 0
---
cdef int good() nogil except -1:
    l = Leaf(1)
    try:
        l.n = 4
    finally:
        l.n += 1
    send(consume l)
    return 0
---
cdef int good(int k) except -1:
    l = Leaf(1)
    try:
        if k:
            raise ValueError()
        l.n = 2
    except ValueError:
        l.n = 3
    send(consume l)
    return 0
---
cdef int good(int k) except -1:
    l = Leaf(1)
    if k:
        send(consume l)
    else:
        l.n = 3
    if l is not NULL:
        return l.n
    return 0
---
cdef int good(int k) nogil except -1:
    l = Leaf(1)
    while k:
        k -= 1
        send(consume l)
        l = Leaf(k)
    return l.n
---
cdef int good(int k) nogil except -1:
    head = Leaf(0)
    tail = head
    for i in range(k):
        tail.next = Leaf(i)
        tail = tail.next
    tail = NULL
    send(consume head)
    return 0
---
cdef int good() nogil except -1:
    xs = cyplist[cyp.result[int]]()
    for i in range(3):
        a = activate(consume Act())
        a.bump()
        xs.append(a.get())
    cdef int s = 0
    for r in xs:
        s += r.get()
    return s
---
cdef atomic[long] hits
cdef cypclass Counter activable:
    void hit(self):
        hits.fetch_add(1)
cdef void good() nogil:
    for i in range(4):
        c = activate(consume Counter())
        c.hit()
    cyp.join()
---
cdef lock Tree registry = consume Tree()
cdef cypclass Writer activable:
    void put(self, int n):
        registry.add(consume Leaf(n))
    int size(self):
        return registry.size
cdef void good() nogil:
    w = activate(consume Writer())
    w.put(3)
---
cdef cypclass Pipe activable:
    active Pipe next
    int seen
    __init__(self, active Pipe next):
        self.next = next
    void push(self, Leaf l):
        self.seen += l.n
        if self.next is not NULL:
            self.next.push(consume l)
cdef void good() nogil:
    a = activate(consume Pipe(NULL))
    b = activate(consume Pipe(a))
    b.push(consume Leaf(3))
---
cdef cypclass Pool activable:
    cyplist[iso Leaf] free
    __init__(self):
        self.free = cyplist[iso Leaf]()
    void put(self, iso Leaf l):
        self.free.append(consume l)
    int size(self):
        return <int> self.free.__len__()
cdef int good() nogil except -1:
    p = activate(consume Pool())
    p.put(consume Leaf(3))
    r = p.size()
    return r.get()
---
def good():
    l = Leaf(3)
    n = l.n
    return n
---
def good():
    t = Tree()
    with nogil:
        t.grow(3)
        n = sendtree(consume t)
    return n
---
def good(int n):
    xs = [Leaf(i) for i in range(n)]
    return [x.n for x in xs]
---
cdef cypclass Acc:
    long total
    void add(self, long n):
        self.total += n
cdef cypclass Adder activable:
    lock Acc acc
    __init__(self, lock Acc acc):
        self.acc = acc
    void add(self, long n):
        self.acc.add(n)
cdef long good() nogil except -1:
    cdef lock Acc acc = consume Acc()
    with cyp.group() as g:
        for i in range(4):
            a = activate(consume Adder(acc))
            a.add(i)
    return acc.total
---
cdef int good() nogil except -1:
    a, b = Leaf(1), Leaf(2)
    a, b = b, a
    send(consume a)
    send(consume b)
    return 0
---
cdef int good(int k) nogil except -1:
    l = Leaf(1) if k else Leaf(2)
    send(consume l)
    return 0
---
cdef int good(int k) nogil except -1:
    if (l := Leaf(k)) is not NULL:
        send(consume l)
    return 0
---
cdef int good(int k) nogil except -1:
    seen = cypset[int]()
    for i in range(k):
        seen.add(i)
    s = consume seen
    return <int> s.__len__()
---
cdef cypclass Node:
    Node left
    Node right
    int key
    __init__(self, int key):
        self.key = key
    void insert(self, int key):
        if key < self.key:
            if self.left is NULL:
                self.left = Node(key)
            else:
                self.left.insert(key)
        else:
            if self.right is NULL:
                self.right = Node(key)
            else:
                self.right.insert(key)
cdef iso Node make(int n) nogil:
    root = Node(n)
    for i in range(2 * n):
        root.insert(i)
    return consume root
---
cdef cypclass Msg:
    int id
    cyplist[int] data
    __init__(self, int id):
        self.id = id
        self.data = cyplist[int]()
cdef cypclass Sink activable:
    long sum
    void take(self, Msg m):
        for x in m.data:
            self.sum += x
    long result(self):
        return self.sum
cdef long good(int n) nogil except -1:
    sink = activate(consume Sink())
    for i in range(n):
        m = Msg(i)
        for j in range(4):
            m.data.append(j)
        sink.take(consume m)
    return sink.result().get()
---
cdef cypclass Cache:
    cypdict[int, long] known
    __init__(self):
        self.known = cypdict[int, long]()
    long get(self, int k):
        if k in self.known:
            return self.known[k]
        return -1
    void put(self, int k, long v):
        self.known[k] = v
cdef cypclass Solver activable:
    lock Cache cache
    __init__(self, lock Cache cache):
        self.cache = cache
    long solve(self, int n):
        cdef long v = self.cache.get(n)
        if v < 0:
            v = n * n
            self.cache.put(n, v)
        return v
cdef long good() nogil except -1:
    cdef lock Cache c = consume Cache()
    s = activate(consume Solver(c))
    return s.solve(3).get()
---
cdef cypclass Account:
    long balance
cdef void transfer(lock Account a, lock Account b, long n) nogil:
    with wlocked a, wlocked b:
        a.balance -= n
        b.balance += n
---
cdef cypclass Stack[T]:
    cyplist[T] items
    __init__(self):
        self.items = cyplist[T]()
    void push(self, T t):
        self.items.append(t)
    T pop(self):
        return self.items.pop()
    bint empty(const self):
        return self.items.__len__() == 0
cdef int good() nogil:
    s = Stack[Leaf]()
    s.push(Leaf(1))
    s.push(Leaf(2))
    l = s.pop()
    n = l.n
    del l
    t = consume s
    return n
---
cdef int good(lock Tree t) nogil:
    return t.size + t.total()
---
cdef int good(active Act a) nogil except -1:
    t = Tree()
    l = Leaf(1)
    t.leaf = l
    n = l.n
    l = NULL
    a.take(consume t)
    return n
---
cdef cypclass Timer activable:
    int ticks
    void tick(self):
        self.ticks += 1
cdef int good() nogil except -1:
    t = activate(consume Timer())
    r = cyp.after(0.01, t.tick())
    r.get()
    return 0
---
cdef cypclass Parser:
    const char* text
    int at
    Leaf parse(self):
        l = Leaf(self.at)
        if self.at < 3:
            self.at += 1
            l.next = self.parse()
        return l
cdef int good() nogil:
    p = Parser()
    l = p.parse()
    send(consume l)
    return p.at
---
cdef cypclass Config:
    int width
    int height
cdef Config config = Config()
cdef cypclass Worker activable:
    int area(self):
        return config.width * config.height
cdef int good() nogil except -1:
    w = activate(consume Worker())
    return w.area().get()
---
cdef int LIMIT = 30
cdef cypclass Worker activable:
    int area(self):
        return LIMIT
---
DEF SIZE = 4
cdef cypclass Matrix:
    double cell[SIZE]
    void set(self, int i, double v):
        self.cell[i] = v
cdef void good() nogil:
    m = Matrix()
    m.set(1, 2.0)
    cdef lock Matrix l = consume m
    l.set(2, 3.0)
---
cdef cypclass Obs:
    int seen
    void note(self, int n):
        self.seen += n
cdef cypclass Src activable:
    cyplist[lock Obs] obs
    __init__(self):
        self.obs = cyplist[lock Obs]()
    void add(self, lock Obs o):
        self.obs.append(o)
    void fire(self, int n):
        for o in self.obs:
            o.note(n)
cdef void good() nogil:
    cdef lock Obs o = consume Obs()
    s = activate(consume Src())
    s.add(o)
    s.fire(3)
---
cdef cypclass A activable:
    active B b
    void set(self, active B b):
        self.b = b
    void ping(self, int n):
        if n:
            self.b.pong(n - 1)
cdef cypclass B activable:
    active A a
    void set(self, active A a):
        self.a = a
    void pong(self, int n):
        if n:
            self.a.ping(n - 1)
cdef void good() nogil:
    a = activate(consume A())
    b = activate(consume B())
    a.set(b)
    b.set(a)
    a.ping(10)
    cyp.join()
