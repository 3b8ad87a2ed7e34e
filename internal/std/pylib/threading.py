"""Threads, and what they wait for."""

import _thread
import sys as _sys
from _thread import RLock, TIMEOUT_MAX, allocate_lock as _allocate, get_ident, get_native_id
from collections import deque as _deque
from time import monotonic as _time

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


class Condition:
    """A condition variable over a lock."""

    def __init__(self, lock=None):
        if lock is None:
            lock = RLock()
        self._lock = lock
        self.acquire = lock.acquire
        self.release = lock.release
        self._waiters = _deque()

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def __repr__(self):
        return "<Condition(%s, %d)>" % (self._lock, len(self._waiters))

    def _is_owned(self):
        owned = getattr(self._lock, "_is_owned", None)
        if owned is not None:
            return owned()
        if self._lock.acquire(False):
            self._lock.release()
            return False
        return True

    def wait(self, timeout=None):
        if not self._is_owned():
            raise RuntimeError("cannot wait on un-acquired lock")
        waiter = _allocate()
        waiter.acquire()
        self._waiters.append(waiter)
        save = getattr(self._lock, "_release_save", None)
        if save is not None:
            saved = save()
        else:
            self._lock.release()
        got = False
        try:
            if timeout is None:
                waiter.acquire()
                got = True
            elif timeout > 0:
                got = waiter.acquire(True, timeout)
            else:
                got = waiter.acquire(False)
            return got
        finally:
            if save is not None:
                self._lock._acquire_restore(saved)
            else:
                self._lock.acquire()
            if not got:
                try:
                    self._waiters.remove(waiter)
                except ValueError:
                    pass

    def wait_for(self, predicate, timeout=None):
        end = None
        left = timeout
        result = predicate()
        while not result:
            if left is not None:
                if end is None:
                    end = _time() + left
                else:
                    left = end - _time()
                    if left <= 0:
                        break
            self.wait(left)
            result = predicate()
        return result

    def notify(self, n=1):
        if not self._is_owned():
            raise RuntimeError("cannot notify on un-acquired lock")
        while self._waiters and n > 0:
            self._waiters.popleft().release()
            n -= 1

    def notify_all(self):
        self.notify(len(self._waiters))

    notifyAll = notify_all


class Semaphore:
    """A counter that threads wait for to be above zero."""

    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._cond = Condition(Lock())
        self._value = value

    def __repr__(self):
        return "<%s.%s at %#x: value=%d>" % (type(self).__module__, type(self).__qualname__, id(self), self._value)

    def acquire(self, blocking=True, timeout=None):
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        end = None if timeout is None else _time() + timeout
        with self._cond:
            while self._value == 0:
                if not blocking:
                    return False
                left = None
                if end is not None:
                    left = end - _time()
                    if left <= 0:
                        return False
                self._cond.wait(left)
            self._value -= 1
            return True

    __enter__ = acquire

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be one or more")
        with self._cond:
            self._value += n
            self._cond.notify(n)

    def __exit__(self, t, v, tb):
        self.release()


class BoundedSemaphore(Semaphore):
    """A semaphore that can't be released more often than it was acquired."""

    def __init__(self, value=1):
        super().__init__(value)
        self._initial_value = value

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be one or more")
        with self._cond:
            if self._value + n > self._initial_value:
                raise ValueError("Semaphore released too many times")
            self._value += n
            self._cond.notify(n)


class Event:
    """A flag that threads wait for."""

    def __init__(self):
        self._cond = Condition(Lock())
        self._flag = False

    def __repr__(self):
        return "<%s.%s at %#x: %s>" % (type(self).__module__, type(self).__qualname__, id(self), "set" if self._flag else "unset")

    def is_set(self):
        return self._flag

    isSet = is_set

    def set(self):
        with self._cond:
            self._flag = True
            self._cond.notify_all()

    def clear(self):
        with self._cond:
            self._flag = False

    def wait(self, timeout=None):
        with self._cond:
            if not self._flag:
                self._cond.wait_for(self.is_set, timeout)
            return self._flag


class BrokenBarrierError(RuntimeError):
    pass


class Barrier:
    """A point that a number of threads leave together."""

    def __init__(self, parties, action=None, timeout=None):
        self._cond = Condition(Lock())
        self._action = action
        self._timeout = timeout
        self._parties = parties
        self._count = 0
        self._round = 0
        self._state = 0  # 0 filling, 1 draining, -1 broken

    def wait(self, timeout=None):
        if timeout is None:
            timeout = self._timeout
        with self._cond:
            while self._state == 1:
                self._cond.wait()
            if self._state < 0:
                raise BrokenBarrierError
            index = self._count
            self._count += 1
            try:
                if index + 1 == self._parties:
                    try:
                        if self._action:
                            self._action()
                    except BaseException:
                        self._break()
                        raise
                    self._state = 1
                    self._cond.notify_all()
                else:
                    if not self._cond.wait_for(lambda: self._state != 0, timeout):
                        self._break()
                        raise BrokenBarrierError
                    if self._state < 0:
                        raise BrokenBarrierError
                return index
            finally:
                self._count -= 1
                if self._count == 0 and self._state == 1:
                    self._state = 0
                    self._cond.notify_all()

    def _break(self):
        self._state = -1
        self._cond.notify_all()

    def reset(self):
        with self._cond:
            if self._count > 0:
                self._break()
                self._cond.wait_for(lambda: self._count == 0)
            self._state = 0
            self._cond.notify_all()

    def abort(self):
        with self._cond:
            self._break()

    @property
    def parties(self):
        return self._parties

    @property
    def n_waiting(self):
        return self._count if self._state == 0 else 0

    @property
    def broken(self):
        return self._state < 0


# ---- Threads ---------------------------------------------------------------

_active = {}
_counter = 0


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


class Thread:
    """A thread: a function, or the method run of a class derived from this one."""

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        assert group is None, "group argument must be None for now"
        global _counter
        if name is None:
            _counter += 1
            name = "Thread-%d" % _counter
            if target is not None:
                short = getattr(target, "__name__", None)
                if short is not None:
                    name += " (%s)" % short
        self._target = target
        self._name = str(name)
        self._args = args
        self._kwargs = {} if kwargs is None else kwargs
        self._daemonic = current_thread().daemon if daemon is None else bool(daemon)
        self._ident = None
        self._started = Event()
        self._done = False
        self._finished = Condition(Lock())
        self._initialized = True

    def __repr__(self):
        status = "initial"
        if self._started.is_set():
            status = "started"
        if self._done:
            status = "stopped"
        if self._daemonic:
            status += " daemon"
        if self._ident is not None:
            status += " %s" % self._ident
        return "<%s(%s, %s)>" % (type(self).__name__, self._name, status)

    def start(self):
        if not getattr(self, "_initialized", False):
            raise RuntimeError("thread.__init__() not called")
        if self._started.is_set():
            raise RuntimeError("threads can only be started once")
        _thread.start_new_thread(self._bootstrap, ())
        self._started.wait()

    def run(self):
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            self._target = self._args = self._kwargs = None

    def _bootstrap(self):
        self._ident = get_ident()
        _active[self._ident] = self
        self._started.set()
        try:
            self.run()
        except BaseException as e:
            try:
                _sys.modules["threading"].excepthook(ExceptHookArgs((type(e), e, e.__traceback__, self)))
            except BaseException as again:
                __excepthook__(ExceptHookArgs((type(again), again, again.__traceback__, self)))
        finally:
            with self._finished:
                self._done = True
                _active.pop(self._ident, None)
                self._finished.notify_all()

    def join(self, timeout=None):
        if not getattr(self, "_initialized", False):
            raise RuntimeError("Thread.__init__() not called")
        if not self._started.is_set():
            raise RuntimeError("cannot join thread before it is started")
        if self is current_thread():
            raise RuntimeError("cannot join current thread")
        with self._finished:
            self._finished.wait_for(lambda: self._done, None if timeout is None else max(timeout, 0))

    @property
    def name(self):
        return self._name

    @name.setter
    def name(self, name):
        self._name = str(name)

    @property
    def ident(self):
        return self._ident

    @property
    def native_id(self):
        return self._ident

    def is_alive(self):
        return self._started.is_set() and not self._done

    @property
    def daemon(self):
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        if self._started.is_set():
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemonic = daemonic

    def isDaemon(self):
        return self.daemon

    def setDaemon(self, daemonic):
        self.daemon = daemonic

    def getName(self):
        return self.name

    def setName(self, name):
        self.name = name


class Timer(Thread):
    """Calls a function after some seconds."""

    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__()
        self.interval = interval
        self.function = function
        self.args = args if args is not None else []
        self.kwargs = kwargs if kwargs is not None else {}
        self.finished = Event()

    def cancel(self):
        self.finished.set()

    def run(self):
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()


class _MainThread(Thread):
    def __init__(self):
        super().__init__(name="MainThread", daemon=False)
        self._ident = get_ident()
        _active[self._ident] = self
        self._started.set()


class _DummyThread(Thread):
    # A thread that was not started by this module.
    def __init__(self):
        global _counter
        _counter += 1
        super().__init__(name="Dummy-%d" % _counter, daemon=True)
        self._ident = get_ident()
        _active[self._ident] = self
        self._started.set()


def current_thread():
    """The Thread that runs."""
    t = _active.get(get_ident())
    return _DummyThread() if t is None else t


currentThread = current_thread


def main_thread():
    return _main


def active_count():
    return len(_active)


activeCount = active_count


def enumerate():
    """The threads that run."""
    return list(_active.values())


_before_finish = []


def _finish():
    # At the end of the program the threads that are no daemons are waited for.
    for f in _before_finish:
        f()
    with _main._finished:
        _main._done = True
        _main._finished.notify_all()
    while True:
        left = [t for t in list(_active.values()) if t is not _main and not t.daemon and t.is_alive()]
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
_main = _MainThread()
_thread._at_finish(_finish)
