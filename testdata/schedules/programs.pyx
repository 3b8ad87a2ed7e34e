"""Small programs whose results must not depend on the order in which their threads go on: `cyp test --schedules=N`."""
cimport cyp
from cyp cimport group, sleep, after
from libcpp.deque cimport deque
from cyp.scheduler cimport Scheduler, PersistScheduler, SequentialMailBox, BatchMailBox, NullResult, WaitResult


cdef cypclass Cell:
    long value

    long get(const self):
        return self.value

    void add(self, long n):
        self.value += n


cdef cypclass Counter activable:
    long count
    long last
    bint disorder

    __init__(self):
        pass

    void note(self, long n):
        if n <= self.last:
            self.disorder = True
        self.last = n
        self.count += 1

    long add(self, long n):
        self.count += n
        return self.count

    long fail(self, long n) except -1:
        with gil:
            raise ValueError(n)

    long nap(self, double seconds) except -1:
        sleep(seconds)
        self.count += 1
        return self.count


cdef Counter queued(lock Scheduler s, int how) nogil:
    c = Counter()
    c._active_result_class = NullResult
    if how == 0:
        c._active_queue_class = consume SequentialMailBox(s)
    else:
        c._active_queue_class = consume BatchMailBox(s)
    return c


cdef cypclass Feeder activable:
    active Counter to

    __init__(self, lock Scheduler s, active Counter to):
        self._active_result_class = NullResult
        self._active_queue_class = consume SequentialMailBox(s)
        self.to = to

    void feed(self, int n):
        for i in range(1, n + 1):
            self.to.note(NULL, i)


cdef long order(int how) nogil:
    cdef lock Scheduler s = Scheduler(2)
    a = activate(consume queued(s, how))
    b = activate(consume queued(s, how))
    f = activate(consume Feeder(s, a))
    g = activate(consume Feeder(s, b))
    f.feed(NULL, 4)
    g.feed(NULL, 3)
    s.finish()
    del f, g
    x = consume a
    y = consume b
    return -1 if x.disorder or y.disorder else 10 * x.count + y.count


def sequential():
    """Messages of one sender keep their order.

    >>> sequential()
    43
    """
    return order(0)


def batch():
    """Also in the other mailbox.

    >>> batch()
    43
    """
    return order(1)


cdef cypclass Node activable:
    active Node next
    long seen

    __init__(self, lock Scheduler s):
        self._active_result_class = NullResult
        self._active_queue_class = consume SequentialMailBox(s)

    void link(self, active Node next):
        self.next = next

    void token(self, int left):
        self.seen += 1
        if left > 0:
            self.next.token(NULL, left - 1)


cdef long around() nogil:
    cdef lock PersistScheduler s = PersistScheduler(2)
    a = activate(consume Node(s))
    b = activate(consume Node(s))
    c = activate(consume Node(s))
    a.link(NULL, b)
    b.link(NULL, c)
    c.link(NULL, a)
    a.token(NULL, 5)
    b.token(NULL, 5)
    s.join()
    a.link(NULL, NULL)
    b.link(NULL, NULL)
    c.link(NULL, NULL)
    s.join()
    s.finish()
    x = consume a
    y = consume b
    z = consume c
    return x.seen + y.seen + z.seen


def ring():
    """Actors that send to each other; join ends when nothing is left.

    >>> ring()
    12
    """
    return around()


cdef cypclass Server activable:
    __init__(self, lock Scheduler s):
        self._active_result_class = WaitResult.construct
        self._active_queue_class = consume SequentialMailBox(s)

    int twice(self, int n):
        return 2 * n

    Cell make(self, long n):
        c = Cell()
        c.value = n
        return c


cdef long ask() nogil:
    cdef lock Scheduler s = Scheduler(2)
    a = activate(consume Server(s))
    b = activate(consume Server(s))
    x = a.twice(NULL, 3)
    y = b.twice(NULL, 4)
    n = x.getIntResult() + y.getIntResult() + x.getIntResult()
    z = a.make(NULL, 5)
    made = <Cell> z.getVoidStarResult()
    n += made.value
    # the pointer owned a count of its own
    Cy_DECREF(made)
    s.finish()
    return n


def wait_result():
    """WaitResult holds its value back until it is there.

    >>> wait_result()
    25
    """
    return ask()


cdef long typed() nogil except -1:
    a = activate(consume Counter())
    b = activate(consume Counter())
    x = a.add(1)
    y = b.add(10)
    z = a.add(2)
    n = z.get() + y.get() + x.get()
    mine = consume a
    return 100 * n + mine.count


def results():
    """Typed results, and a handle that is taken back when its messages are done.

    >>> results()
    1403
    """
    return typed()


def failure():
    """The error of a method is raised where its result is asked for.

    >>> failure()
    [7, 8, 1]
    """
    a = activate(consume Counter())
    x = a.fail(7)
    y = a.add(1)
    z = a.fail(8)
    found = []
    for r in (x, z):
        try:
            r.get()
        except ValueError as e:
            found.append(e.args[0])
    return found + [y.get()]


cdef long grouped() nogil except -1:
    a = activate(consume Counter())
    b = activate(consume Counter())
    with group():
        for i in range(3):
            a.add(1)
            b.nap(1)
    x = consume a
    y = consume b
    return 10 * x.count + y.count


def groups():
    """A group ends when all that was sent in it is done.

    >>> groups()
    33
    """
    return grouped()


def cancelled():
    """One failure of a group ends the waits of the others.

    >>> cancelled()
    (5, True)
    """
    a = activate(consume Counter())
    b = activate(consume Counter())
    caught = 0
    try:
        with group() as g:
            nap = a.nap(60)
            later = after(90, a.add(1))
            b.fail(5)
    except ValueError as e:
        caught = e.args[0]
    try:
        nap.get()
    except RuntimeError:
        pass
    return caught, later.cancelled()


cdef cypclass Fifo(ActhonQueueInterface):
    deque[ActhonMessageInterface] messages
    lock Scheduler scheduler
    bint served

    __init__(self, lock Scheduler s):
        self.scheduler = s

    bint is_empty(const self):
        return self.messages.empty()

    void push(locked self, ActhonMessageInterface m):
        if m._sync_method is not NULL:
            m._sync_method.insertActivity()
        self.messages.push_back(m)

    bint activate(self):
        m = self.messages.front()
        self.messages.pop_front()
        return m.activate()


cdef long served() nogil except -1:
    q = Fifo(NULL)
    c = Counter()
    cdef lock Fifo queue = consume q
    c._active_queue_class = queue
    a = activate(consume c)
    r = a.add(1)
    s = a.add(2)
    while not queue.is_empty():
        queue.activate()
    return 10 * r.get() + s.get()


def own_queue():
    """A queue class of the program.

    >>> own_queue()
    13
    """
    return served()


cdef cypclass Gate(ActhonSyncInterface):
    lock Cell open
    int inside

    __init__(self, lock Cell open):
        self.open = open

    bint isActivable(const self):
        return self.open.get() > 0

    bint isCompleted(const self):
        return self.inside == 0

    void insertActivity(self):
        self.inside += 1

    void removeActivity(self):
        self.inside -= 1


cdef cypclass Opener activable:
    lock Cell cell

    __init__(self, lock Scheduler s, lock Cell cell):
        self._active_result_class = NullResult
        self._active_queue_class = consume SequentialMailBox(s)
        self.cell = cell

    void open(self):
        self.cell.add(1)


cdef long held_back() nogil:
    cdef lock Scheduler s = Scheduler(2)
    cdef lock Cell cell = consume Cell()
    cdef lock Gate gate = consume Gate(cell)
    a = activate(consume queued(s, 0))
    o = activate(consume Opener(s, cell))
    a.add(gate, 1)
    a.add(gate, 2)
    o.open(NULL)
    s.finish()
    mine = consume a
    return 10 * mine.count + gate.isCompleted()


def syncs():
    """A sync object holds messages back until it lets them run.

    >>> n = syncs()         # doctest: +ELLIPSIS
    Pushed...
    >>> n
    31
    """
    n = held_back()
    print("Pushed")
    return n


cdef cypclass Client activable:
    lock Cell a
    lock Cell b

    __init__(self, lock Scheduler s, lock Cell a, lock Cell b):
        self._active_result_class = NullResult
        self._active_queue_class = consume SequentialMailBox(s)
        self.a = a
        self.b = b

    void move(self, long n):
        a = self.a
        b = self.b
        with wlocked a, b:
            a.add(-n)
            b.add(n)

    void check(self, lock Cell wrong):
        a = self.a
        b = self.b
        with rlocked a, b:
            if a.get() + b.get() != 100:
                wrong.add(1)

    void raise_(self):
        cdef lock Cell other = consume Cell()
        a = self.a
        with wlocked a:
            n = a.value
            # others go on here
            other.get()
            a.value = n + 1


cdef long moved(bint each) nogil:
    cdef lock Scheduler s = Scheduler(3)
    cdef lock Cell a = consume Cell()
    cdef lock Cell b = consume Cell()
    cdef lock Cell wrong = consume Cell()
    a.add(100)
    x = activate(consume Client(s, a, b))
    y = activate(consume Client(s, b, a))
    z = activate(consume Client(s, a, b))
    if each:
        x.raise_(NULL)
        y.raise_(NULL)
        z.raise_(NULL)
    else:
        x.move(NULL, 30)
        y.move(NULL, 10)
        z.check(NULL, wrong)
        x.check(NULL, wrong)
    s.finish()
    return 1000 * wrong.get() + a.get() - b.get()


def together():
    """Two locks that are taken together; readers see both or neither.

    >>> together()
    60
    """
    return moved(False)


def exclusive():
    """A writer is alone.

    >>> exclusive()
    101
    """
    return moved(True)


cdef cypclass Mover activable:
    active Mover to
    long sum

    __init__(self, lock Scheduler s, active Mover to):
        self._active_result_class = NullResult
        self._active_queue_class = consume SequentialMailBox(s)
        self.to = to

    void take(self, iso Cell parcel):
        p = consume parcel
        p.value += 1
        self.sum += p.value
        if self.to is not NULL:
            self.to.take(NULL, consume p)


cdef long handed() nogil:
    cdef lock Scheduler s = Scheduler(2)
    c = activate(consume Mover(s, NULL))
    b = activate(consume Mover(s, c))
    a = activate(consume Mover(s, b))
    for i in range(3):
        a.take(NULL, consume Cell())
    s.finish()
    z = consume a
    del z
    y = consume b
    del y
    x = consume c
    return x.sum


def parcels():
    """Isolated objects that go from actor to actor.

    >>> parcels()
    9
    """
    return handed()


cdef long postponed() nogil except -1:
    cdef lock Scheduler s = Scheduler(2)
    a = activate(consume Counter())
    b = activate(consume shown(s))
    after(2, a.add(1))
    after(1, b.add(20))
    after(3, a.add(300))
    cyp.join()
    s.finish()
    x = consume a
    y = consume b
    return x.count + y.count


cdef Counter shown(lock Scheduler s) nogil:
    c = Counter()
    c._active_queue_class = consume SequentialMailBox(s)
    return c


def later():
    """Who waits for a scheduler waits for what will be sent later.

    >>> later()
    321
    """
    return postponed()


cdef long two_in_one() nogil except -1:
    cdef lock Scheduler s = Scheduler(2)
    cdef lock SequentialMailBox q = consume SequentialMailBox(s)
    x = Counter()
    y = Counter()
    x._active_queue_class = q
    y._active_queue_class = q
    a = activate(consume x)
    b = activate(consume y)
    for i in range(3):
        a.add(1)
        b.add(10)
    r = b.add(10)
    n = r.get()
    s.finish()
    mine = consume a
    other = consume b
    return n + mine.count + 100 * other.count


def shared_queue():
    """Two actors with one mailbox.

    >>> shared_queue()
    4043
    """
    return two_in_one()


cdef cypclass Looker activable:
    lock Cell a
    lock Cell b
    long wrong

    __init__(self, lock Cell a, lock Cell b):
        self.a = a
        self.b = b

    void change(self, long n):
        a = self.a
        with wlocked a:
            a.add(n)
            self.b.add(n)
            a.add(-n)
            self.b.add(-n)

    long look(self, long rounds):
        a = self.a
        for i in range(rounds):
            with rlocked a:
                if a.value != 0 or self.b.value != 0:
                    self.wrong += 1
        return self.wrong


cdef long looked(long rounds) nogil except -1:
    cdef lock Cell a = consume Cell()
    cdef lock Cell b = consume Cell()
    x = activate(consume Looker(a, b))
    y = activate(consume Looker(a, b))
    z = activate(consume Looker(a, b))
    r = y.look(rounds)
    x.change(1)
    x.change(2)
    s = z.look(rounds)
    return r.get() + s.get()


def readers():
    """Readers see nothing of what a writer does under the lock.

    >>> readers()
    0
    """
    return looked(3)
