# strict: globals and other meeting points of threads, reached by less common ways.
from libcythonplus.list cimport cyplist
from libcythonplus.dict cimport cypdict
from libcythonplus.set cimport cypset
from libcpp.vector cimport vector
from cyp.scheduler cimport Scheduler, SequentialMailBox, NullResult
cdef cypclass Leaf:
    int n
    Leaf next
    cyplist[int] all
    __init__(self, int n=0):
        self.n = n
        self.all = cyplist[int]()
    void bump(self):
        self.n += 1
    Leaf me(self):
        return self
    int get(const self):
        return self.n
cdef long counter
cdef long other
cdef Leaf gleaf = Leaf()
cdef int table[10]
cdef vector[int] gvec
ctypedef void (*callback)() nogil
ctypedef void (*callback1)(int) nogil
cdef cypclass Base activable:
    int n
    callback cb
    __init__(self, lock Scheduler scheduler):
        self._active_result_class = NullResult
        self._active_queue_class = consume SequentialMailBox(scheduler)
    void go(self):
        pass
---
cdef void touch() nogil:
    global counter
    counter += 1
cdef cypclass Act(Base) activable:
    void run(self):
        self.cb()
cdef void attack(lock Scheduler s) nogil:
    cdef iso Act x = consume Act(s)
    x.cb = touch
    a = activate(consume x)
    a.run(NULL)
---
cdef void touch() nogil:
    global counter
    counter += 1
cdef void apply(callback f) nogil:
    f()
cdef cypclass Act(Base) activable:
    void run(self):
        apply(touch)
---
cdef void touch() nogil:
    global counter
    counter += 1
cdef callback gcb = touch
cdef cypclass Act(Base) activable:
    void run(self):
        gcb()
---
cdef void touch() nogil:
    global counter
    counter += 1
cdef callback pick() nogil:
    return touch
cdef cypclass Act(Base) activable:
    void run(self):
        pick()()
---
cdef void touch() nogil:
    global counter
    counter += 1
cdef callback[2] cbs
cdef cypclass Act(Base) activable:
    void run(self, int i):
        cbs[i]()
cdef void attack() nogil:
    cbs[0] = touch
---
cdef ActhonResultInterface make_result() nogil:
    global counter
    counter += 1
    return NULL
cdef cypclass Act activable:
    __init__(self, lock Scheduler scheduler):
        self._active_result_class = make_result
        self._active_queue_class = consume SequentialMailBox(scheduler)
    void run(self):
        pass
    void again(self, active Act other):
        other.run(NULL)
---
cdef cypclass Sync(ActhonSyncInterface):
    bint isActivable(const self):
        global counter
        counter += 1
        return True
    bint isCompleted(const self):
        return True
    void insertActivity(self):
        pass
    void removeActivity(self):
        pass
cdef void attack(active Base a) nogil:
    cdef lock Sync s = consume Sync()
    a.go(s)
---
cdef cypclass Res(ActhonResultInterface):
    void pushVoidStarResult(self, void* result):
        global counter
        counter += 1
    void pushIntResult(self, int result):
        global counter
        counter += 1
    void* getVoidStarResult(const self):
        return NULL
    int getIntResult(const self):
        return 1
cdef ActhonResultInterface make() nogil:
    return Res()
cdef cypclass Act activable:
    __init__(self, lock Scheduler scheduler):
        self._active_result_class = make
        self._active_queue_class = consume SequentialMailBox(scheduler)
    int run(self):
        return 1
---
cdef cypclass Key:
    int n
    size_t __hash__(self):
        global counter
        counter += 1
        return self.n
    bint __eq__(self, Key o):
        return self.n == o.n
cdef cypclass Act(Base) activable:
    cypdict[Key, int] d
    void run(self):
        self.d[Key()] = 1
---
cdef cypclass Key:
    int n
    bint __lt__(self, Key o):
        global counter
        counter += 1
        return self.n < o.n
cdef cypclass Act(Base) activable:
    cyplist[Key] l
    void run(self):
        self.l.sort()
---
cdef cypclass Key:
    int n
    bint __bool__(self):
        global counter
        counter += 1
        return True
cdef cypclass Act(Base) activable:
    Key k
    void run(self):
        if self.k:
            self.n = 1
---
cdef cypclass Key:
    int n
    int __len__(self):
        global counter
        counter += 1
        return 1
cdef cypclass Act(Base) activable:
    Key k
    void run(self):
        self.n = len(self.k)
---
cdef cypclass Key:
    int n
    Key __add__(self, Key o):
        global counter
        counter += 1
        return o
cdef cypclass Act(Base) activable:
    Key k
    void run(self):
        self.k = self.k + self.k
---
cdef cypclass Key:
    int n
    void __dealloc__(self):
        global counter
        counter += 1
cdef cypclass Act(Base) activable:
    cyplist[Key] l
    void run(self):
        self.l.clear()
---
cdef cypclass Key:
    int n
    int __int__(self):
        global counter
        counter += 1
        return 1
cdef cypclass Act(Base) activable:
    Key k
    void run(self):
        self.n = <int> self.k
---
cdef cypclass Act(Base) activable:
    void run(self):
        global counter
        for counter in range(10):
            pass
---
cdef cypclass Act(Base) activable:
    void run(self):
        global counter, other
        counter, other = other, counter
---
cdef cypclass Act(Base) activable:
    void run(self):
        p = &counter
        p[0] += 1
---
cdef cypclass Act(Base) activable:
    void run(self):
        table[self.n] = 1
---
cdef cypclass Act(Base) activable:
    void run(self):
        gvec.push_back(1)
---
cdef cypclass Act(Base) activable:
    void run(self):
        gleaf.bump()
---
cdef cypclass Act(Base) activable:
    void run(self):
        gleaf.all.append(3)
---
cdef cypclass Act(Base) activable:
    void run(self):
        with gil:
            x = gleaf
        x.n += 1
---
cdef cypclass Act(Base) activable:
    Leaf kept
    void run(self):
        with gil:
            self.kept = gleaf
    void later(self):
        self.kept.n += 1
---
cdef cypclass Act(Base) activable:
    void run(self):
        cdef Leaf x
        with gil:
            x = gleaf.me()
        x.n += 1
---
cdef Leaf under_gil() with gil:
    return gleaf
cdef cypclass Act(Base) activable:
    void run(self):
        under_gil().n += 1
---
cdef cypclass Act(Base) activable:
    void run(self):
        cdef int* p
        with gil:
            p = &table[0]
        p[0] = 3
---
cdef struct P:
    int x
cdef P gp
cdef cypclass Act(Base) activable:
    void run(self):
        gp.x += 1
---
cdef cypclass Act(Base) activable:
    void run(self):
        self.n = counter
def main():
    global counter
    counter = 3
---
cdef cypclass Act(Base) activable:
    void run(self):
        self.n = counter
cdef lock Scheduler sched = Scheduler()
cdef active Act gact = activate(consume Act(sched))
gact.run(NULL)
counter = 5
---
cdef cypclass Act(Base) activable:
    void run(self):
        self.n = gleaf.get()
cdef lock Scheduler sched = Scheduler()
cdef active Act gact = activate(consume Act(sched))
gact.run(NULL)
gleaf = Leaf()
---
cdef cypclass Act(Base) activable:
    void run(self):
        self.n = gleaf.n
cdef lock Scheduler sched = Scheduler()
cdef active Act gact = activate(consume Act(sched))
gact.run(NULL)
gleaf.n = 5
---
cdef cypclass Act(Base) activable:
    void run(self):
        self.n = gleaf.n
def main():
    gleaf.bump()
---
cdef cypclass Act(Base) activable:
    void run(self):
        self.n = gleaf.n
def main():
    x = gleaf
    x.n = 4
---
cdef Leaf alias = gleaf
cdef cypclass Act(Base) activable:
    void run(self):
        self.n = gleaf.n
def main():
    alias.n = 4
---
cdef cypclass Act(Base) activable:
    @staticmethod
    void s():
        global counter
        counter += 1
---
cdef cypclass Sub(Base) activable:
    void go(self):
        global counter
        counter += 1
---
cdef cypclass Helper:
    void work(self):
        pass
cdef cypclass Sneaky(Helper):
    void work(self):
        global counter
        counter += 1
cdef cypclass Act(Base) activable:
    Helper h
    void run(self):
        self.h.work()
---
cdef cypclass G[T]:
    T v
    void work(self):
        global counter
        counter += 1
cdef cypclass Act(Base) activable:
    G[int] g
    void run(self):
        self.g.work()
---
cdef int default_value() nogil:
    global counter
    counter += 1
    return 1
cdef int takes(int x = default_value()) nogil:
    return x
cdef cypclass Act(Base) activable:
    void run(self):
        self.n = takes()
---
cdef cypclass Made:
    int n
    Made __new__(alloc):
        global counter
        counter += 1
        return alloc()
cdef cypclass Act(Base) activable:
    void run(self):
        m = Made()
---
cdef cypclass Made:
    int n
    Made __alloc__():
        global counter
        counter += 1
        return new Made()
cdef cypclass Act(Base) activable:
    void run(self):
        m = Made()
---
cdef iso Leaf giso
cdef cypclass Act(Base) activable:
    Leaf l
    void run(self):
        self.l = consume giso
---
cdef cypclass Act(Base) activable:
    void locked_one(self, lock Leaf l):
        global gleaf
        gleaf = Leaf()
---
cdef const char* gname
cdef cypclass Act(Base) activable:
    void run(self):
        global gname
        gname = "x"
---
cdef double gd
cdef inline double f() nogil:
    global gd
    gd += 1
    return gd
cdef cypclass Act(Base) activable:
    double d
    void run(self):
        self.d = f() if self.n > 3 else 0.0
---
cdef enum E:
    A, B
cdef E ge
cdef cypclass Act(Base) activable:
    void run(self):
        global ge
        ge = B
---
cdef cypclass Act(Base) activable:
    void run(self):
        del_it()
cdef void del_it() nogil:
    global gleaf
    del gleaf
---
# A lock object's method is called by any thread.
cdef cypclass Shared:
    int n
    void work(self):
        global counter
        counter += 1
cdef cypclass Act(Base) activable:
    lock Shared s
    void run(self):
        self.s.work()
---
cdef void thread_body(void* arg) noexcept nogil:
    pass
from posix.types cimport *
cdef extern from "<pthread.h>" nogil:
    ctypedef struct pthread_t:
        pass
    ctypedef struct pthread_attr_t:
        pass
    int pthread_create(pthread_t*, const pthread_attr_t*, void *(*)(void *), void *)
cdef void* body(void* arg) noexcept nogil:
    global counter
    counter += 1
    return NULL
cdef void attack() nogil:
    cdef pthread_t t
    pthread_create(&t, NULL, body, NULL)
    pthread_create(&t, NULL, body, NULL)
---
cdef lock Leaf gshared = consume Leaf()
cdef cypclass Act(Base) activable:
    void run(self):
        global gshared
        gshared = consume Leaf()
    void use(self):
        gshared.bump()
---
cdef lock Leaf gshared
cdef cypclass Act(Base) activable:
    void use(self):
        gshared.bump()
cdef void attack(lock Scheduler s) nogil:
    global gshared
    a = activate(consume Act(s))
    a.use(NULL)
    gshared = consume Leaf()
---
cdef active Base gact
cdef cypclass Act(Base) activable:
    void use(self):
        gact.go(NULL)
def main():
    global gact
    s = Scheduler()
    for i in range(3):
        a = activate(consume Act(s))
        gact = activate(consume Base(s))
        a.use(NULL)
---
cdef lock Leaf gshared
cdef cypclass Act(Base) activable:
    void use(self):
        x = consume gshared
