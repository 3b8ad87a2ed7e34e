"""Threads, and what they wait for."""

import _thread
import sys as _sys
from _thread import RLock, TIMEOUT_MAX, allocate_lock as _allocate, get_ident, get_native_id
from collections import deque as _deque
from itertools import count as _count
from time import monotonic as _now

__all__ = [
    "get_ident", "active_count", "Condition", "current_thread", "enumerate", "main_thread", "TIMEOUT_MAX", "Event", "Lock", "RLock",
    "Semaphore", "BoundedSemaphore", "Thread", "Barrier", "BrokenBarrierError", "Timer", "ThreadError", "setprofile", "settrace", "local",
    "stack_size", "excepthook", "ExceptHookArgs", "get_native_id",
]

ThreadError = RuntimeError
Lock = _allocate


def stack_size(size=0):
    return 0


def settrace(func):
    pass


def setprofile(func):
    pass


class _Limit:
    """How long a wait may last."""

    def __init__(self, seconds):
        self._end = None if seconds is None else _now() + seconds

    def left(self):
        return None if self._end is None else self._end - _now()

    def over(self):
        return self._end is not None and self._end <= _now()


# ---- Locks that are waited with --------------------------------------------


def _held(lock):
    # Whether the caller holds the lock; of one that knows no owner, whether anybody does.
    if hasattr(lock, "_is_owned"):
        return lock._is_owned()
    free = lock.acquire(False)
    if free:
        lock.release()
    return not free


def _let_go(lock):
    # Releases the lock however often it is held, and gives the function that takes it back.
    if hasattr(lock, "_release_save"):
        times = lock._release_save()
        return lambda: lock._acquire_restore(times)
    lock.release()
    return lock.acquire


class Condition:
    """A lock, and a line of sleepers that its holder wakes. Each sleeps on a bell of its own: a lock that its waker releases."""

    def __init__(self, lock=None):
        self._lock = RLock() if lock is None else lock
        self._sleepers = _deque()
        self.acquire, self.release = self._lock.acquire, self._lock.release

    def __repr__(self):
        return "<Condition(%s, %d)>" % (self._lock, len(self._sleepers))

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *exc):
        return self._lock.__exit__(*exc)

    def _check(self, action):
        if not _held(self._lock):
            raise RuntimeError("cannot %s on un-acquired lock" % action)

    def wait(self, timeout=None):
        self._check("wait")
        bell = _allocate()
        bell.acquire()
        self._sleepers.append(bell)
        rung = False
        take_back = _let_go(self._lock)
        try:
            if timeout is None:
                rung = bell.acquire()
            else:
                rung = bell.acquire(True, timeout) if timeout > 0 else bell.acquire(False)
        finally:
            take_back()
            if not rung and bell in self._sleepers:
                self._sleepers.remove(bell)
        return rung

    def wait_for(self, predicate, timeout=None):
        met = predicate()
        if not met:
            limit = _Limit(timeout)
            while True:
                self.wait(limit.left())
                met = predicate()
                if met or limit.over():
                    break
        return met

    def notify(self, n=1):
        self._check("notify")
        for _ in range(min(n, len(self._sleepers))):
            self._sleepers.popleft().release()

    def notify_all(self):
        self.notify(len(self._sleepers))

    notifyAll = notify_all


class _Watched:
    # What several threads watch: its state changes with the lock of _cond held.
    def __init__(self):
        self._cond = Condition(Lock())

    def __repr__(self):
        kind = type(self)
        return "<%s.%s at %#x: %s>" % (kind.__module__, kind.__qualname__, id(self), self._status())


class Semaphore(_Watched):
    """A counter that threads wait for to be above zero."""

    _most = None

    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        super().__init__()
        self._value = value

    def _status(self):
        return "value=%d" % self._value if self._most is None else "value=%d/%d" % (self._value, self._most)

    def acquire(self, blocking=True, timeout=None):
        if not blocking:
            if timeout is not None:
                raise ValueError("can't specify timeout for non-blocking acquire")
            timeout = 0
        with self._cond:
            free = self._cond.wait_for(lambda: self._value > 0, timeout)
            if free:
                self._value -= 1
            return free

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be one or more")
        with self._cond:
            value = self._value + n
            if self._most is not None and value > self._most:
                raise ValueError("Semaphore released too many times")
            self._value = value
            self._cond.notify(n)

    __enter__ = acquire

    def __exit__(self, *exc):
        self.release()


class BoundedSemaphore(Semaphore):
    """A semaphore that can't be released more often than it was acquired."""

    def __init__(self, value=1):
        super().__init__(value)
        self._most = value


class Event(_Watched):
    """A flag that threads wait for."""

    _flag = False

    def _status(self):
        return "set" if self._flag else "unset"

    def is_set(self):
        return self._flag

    isSet = is_set

    def _turn(self, on):
        with self._cond:
            self._flag = on
            if on:
                self._cond.notify_all()

    def set(self):
        self._turn(True)

    def clear(self):
        self._turn(False)

    def wait(self, timeout=None):
        # One wait and no second look: a flag that is set and cleared at once lets those go that wait.
        with self._cond:
            return self._flag or self._cond.wait(timeout)


class BrokenBarrierError(RuntimeError):
    pass


class _Round:
    # Those who wait at a barrier together, and what became of them: True they may go, False the barrier broke.
    def __init__(self):
        self.arrived = 0
        self.outcome = None


class Barrier(_Watched):
    """A point that a number of threads leave together."""

    def __init__(self, parties, action=None, timeout=None):
        super().__init__()
        self._parties, self._action, self._patience = parties, action, timeout
        self._round = _Round()

    def _status(self):
        return "broken" if self.broken else "waiters=%d/%d" % (self.n_waiting, self._parties)

    def wait(self, timeout=None):
        with self._cond:
            mine = self._round
            if mine.outcome is None:
                index = mine.arrived
                mine.arrived += 1
                if mine.arrived == self._parties:
                    self._complete(mine)
                else:
                    self._stay(mine, self._patience if timeout is None else timeout)
            if not mine.outcome:
                raise BrokenBarrierError
            return index

    def _complete(self, full):
        # The last to come acts for all; the next ones to come find a new round.
        passed = False
        try:
            if self._action:
                self._action()
            passed = True
        finally:
            self._decide(passed)
        self._round = _Round()

    def _stay(self, mine, timeout):
        try:
            if not self._cond.wait_for(lambda: mine.outcome is not None, timeout):
                self._decide(False)
        except BaseException:
            mine.arrived -= 1
            raise

    def _decide(self, outcome):
        self._round.outcome = outcome
        self._cond.notify_all()

    def reset(self):
        with self._cond:
            if self.n_waiting:
                self._decide(False)
            self._round = _Round()

    def abort(self):
        with self._cond:
            self._decide(False)

    @property
    def parties(self):
        return self._parties

    @property
    def n_waiting(self):
        return self._round.arrived if self._round.outcome is None else 0

    @property
    def broken(self):
        return self._round.outcome is False


# ---- Threads ---------------------------------------------------------------

_running = {}  # the threads, by their identity
_numbers = _count(1)


class ExceptHookArgs(tuple):
    """What excepthook is given: the exception and its thread."""

    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    thread = property(lambda self: self[3])


def excepthook(args):
    """Reports an exception that ended a thread."""
    import traceback
    if args.exc_type == SystemExit:
        return
    name = get_ident() if args.thread is None else args.thread.name
    lines = traceback.format_exception(args.exc_type, args.exc_value, args.exc_traceback)
    _sys.stderr.write("Exception in thread %s:\n%s" % (name, "".join(lines)))


__excepthook__ = excepthook


def _report(error, thread):
    # Gives the error to the hook that is set; an error of that one to ours.
    def told(e):
        return ExceptHookArgs((type(e), e, e.__traceback__, thread))
    try:
        _sys.modules["threading"].excepthook(told(error))
    except BaseException as another:
        __excepthook__(told(another))


_PHASES = ("initial", "started", "stopped")
_INITIAL, _STARTED, _STOPPED = range(3)


class _Life:
    # The phase that a thread is in, which only moves forward.
    def __init__(self):
        self.phase = _INITIAL
        self._moved = Condition(Lock())

    def reach(self, phase):
        with self._moved:
            self.phase = phase
            self._moved.notify_all()

    def wait(self, phase, timeout=None):
        with self._moved:
            self._moved.wait_for(lambda: self.phase >= phase, timeout)


class Thread:
    """A thread: a function, or the method run of a class derived from this one."""

    _life = None

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        assert group is None, "group argument must be None for now"
        if name is None:
            name = "Thread-%d" % next(_numbers)
            if hasattr(target, "__name__"):
                name += " (%s)" % target.__name__
        self._name = str(name)
        self._target, self._args, self._kwargs = target, args, {} if kwargs is None else kwargs
        self._daemonic = current_thread().daemon if daemon is None else bool(daemon)
        self._ident = None
        self._life = _Life()

    def __repr__(self):
        words = [_PHASES[self._life.phase], "daemon" if self._daemonic else None, self._ident]
        return "<%s(%s, %s)>" % (type(self).__name__, self._name, " ".join(str(w) for w in words if w is not None))

    def _phase(self, missing="Thread.__init__() not called"):
        if self._life is None:
            raise RuntimeError(missing)
        return self._life.phase

    def start(self):
        if self._phase("thread.__init__() not called") != _INITIAL:
            raise RuntimeError("threads can only be started once")
        _thread.start_new_thread(self._whole, ())
        self._life.wait(_STARTED)

    def run(self):
        work = self._target
        try:
            if work is not None:
                work(*self._args, **self._kwargs)
        finally:
            # What was given lives no longer than its call.
            self._target = self._args = self._kwargs = None

    def _enter(self):
        self._ident = get_ident()
        _running[self._ident] = self
        self._life.reach(_STARTED)

    def _leave(self):
        _running.pop(self._ident, None)
        self._life.reach(_STOPPED)

    def _whole(self):
        self._enter()
        try:
            self.run()
        except BaseException as e:
            _report(e, self)
        finally:
            self._leave()

    def join(self, timeout=None):
        early = self._phase() == _INITIAL
        if early or self is current_thread():
            raise RuntimeError("cannot join " + ("thread before it is started" if early else "current thread"))
        self._life.wait(_STOPPED, timeout)

    def is_alive(self):
        return self._phase() == _STARTED

    @property
    def ident(self):
        return self._ident

    native_id = ident

    def getName(self):
        return self._name

    def setName(self, name):
        self._name = str(name)

    name = property(getName, setName)

    def isDaemon(self):
        return self._daemonic

    def setDaemon(self, daemonic):
        if self._phase() != _INITIAL:
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemonic = daemonic

    daemon = property(isDaemon, setDaemon)


class Timer(Thread):
    """Calls a function after some seconds."""

    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__()
        self.finished = Event()
        self.interval, self.function = interval, function
        self.args = [] if args is None else args
        self.kwargs = {} if kwargs is None else kwargs

    def run(self):
        if not self.finished.wait(self.interval):
            self.function(*self.args, **self.kwargs)
        self.finished.set()

    def cancel(self):
        self.finished.set()


class _Adopted(Thread):
    # A thread that runs already.
    def __init__(self, name, daemon):
        super().__init__(name=name, daemon=daemon)
        self._enter()


class _MainThread(_Adopted):
    pass


class _DummyThread(_Adopted):
    pass


def current_thread():
    """The Thread that runs."""
    t = _running.get(get_ident())
    return _DummyThread("Dummy-%d" % next(_numbers), True) if t is None else t


currentThread = current_thread


def main_thread():
    return _main


def active_count():
    return len(_running)


activeCount = active_count


def enumerate():
    """The threads that run."""
    return list(_running.values())


_before_finish = []


def _finish():
    # At the end of the program the threads that are no daemons are waited for.
    for f in _before_finish:
        f()
    _main._life.reach(_STOPPED)
    while True:
        left = [t for t in enumerate() if not t.daemon and t.is_alive()]
        if not left:
            return
        left[0].join()


# ---- Data of a thread ------------------------------------------------------


class local:
    """An object whose attributes each thread has for itself."""

    def __new__(cls, *args, **kwargs):
        self = object.__new__(cls)
        object.__setattr__(self, "_local_", ({get_ident(): {}}, args, kwargs))
        return self

    def __getattribute__(self, name):
        d = _dict_of(self)
        if name == "__dict__":
            return d
        if name in d and not isinstance(getattr(type(self), name, None), property):
            return d[name]
        if name == "_local_":
            raise AttributeError("'%s' object has no attribute '%s'" % (type(self).__name__, name))
        return object.__getattribute__(self, name)

    def __setattr__(self, name, value):
        if isinstance(getattr(type(self), name, None), property):
            _dict_of(self)
            object.__setattr__(self, name, value)
            return
        _dict_of(self)[name] = value

    def __delattr__(self, name):
        d = _dict_of(self)
        if name not in d:
            raise AttributeError("'%s' object has no attribute '%s'" % (type(self).__name__, name))
        del d[name]


def _dict_of(obj):
    dicts, args, kwargs = object.__getattribute__(obj, "_local_")
    me = get_ident()
    d = dicts.get(me)
    if d is None:
        d = dicts[me] = {}
        if type(obj).__init__ is not object.__init__:
            type(obj).__init__(obj, *args, **kwargs)
    return d


_main = None
_main = _MainThread("MainThread", False)
_thread._at_finish(_finish)
