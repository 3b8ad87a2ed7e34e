"""Locks for tasks of one loop. None of them blocks a thread."""

from collections import deque as _deque

from _aio_events import get_running_loop
from _aio_exceptions import BrokenBarrierError, CancelledError

__all__ = ["Lock", "Event", "Condition", "Semaphore", "BoundedSemaphore", "Barrier"]


class _Line:
    """Futures of those that wait, first come first served."""

    def __init__(self):
        self.futures = _deque()

    def __len__(self):
        return len(self.futures)

    def join(self):
        f = get_running_loop().create_future()
        self.futures.append(f)
        return f

    def leave(self, f):
        if f in self.futures:
            self.futures.remove(f)

    def waiting(self):
        return any(not f.cancelled() for f in self.futures)

    def wake(self, n=1):
        for f in self.futures:
            if n <= 0:
                break
            if not f.done():
                f.set_result(True)
                n -= 1


class _Held:
    """`async with` for what has acquire and release."""

    async def __aenter__(self):
        await self.acquire()

    async def __aexit__(self, kind, value, tb):
        self.release()


def _shown(self, state, n):
    text = "<%s.%s object at 0x%x [%s" % (type(self).__module__, type(self).__qualname__, id(self), state)
    return text + (", waiters:%d]>" % n if n else "]>")


class Lock(_Held):
    def __init__(self):
        self._line = _Line()
        self._locked = False

    def __repr__(self):
        return _shown(self, "locked" if self._locked else "unlocked", len(self._line))

    def locked(self):
        return self._locked

    async def acquire(self):
        if self._locked or self._line.waiting():
            f = self._line.join()
            try:
                await f
            except CancelledError:
                self._line.leave(f)
                if not self._locked:
                    self._line.wake()
                raise
            self._line.leave(f)
        self._locked = True
        return True

    def release(self):
        if not self._locked:
            raise RuntimeError("Lock is not acquired.")
        self._locked = False
        self._line.wake()


class Event:
    def __init__(self):
        self._line = _Line()
        self._value = False

    def __repr__(self):
        return _shown(self, "set" if self._value else "unset", len(self._line))

    def is_set(self):
        return self._value

    def set(self):
        if not self._value:
            self._value = True
            self._line.wake(len(self._line))

    def clear(self):
        self._value = False

    async def wait(self):
        if not self._value:
            f = self._line.join()
            try:
                await f
            finally:
                self._line.leave(f)
        return True


class Condition(_Held):
    def __init__(self, lock=None):
        self._lock = Lock() if lock is None else lock
        self._line = _Line()
        self.locked, self.acquire, self.release = self._lock.locked, self._lock.acquire, self._lock.release

    def __repr__(self):
        return _shown(self, "locked" if self.locked() else "unlocked", len(self._line))

    async def wait(self):
        if not self.locked():
            raise RuntimeError("cannot wait on un-acquired lock")
        f = self._line.join()
        self.release()
        interrupted = None
        try:
            try:
                await f
            finally:
                self._line.leave(f)
                while True:
                    try:
                        await self.acquire()
                        break
                    except CancelledError as e:
                        interrupted = e
            if interrupted is not None:
                raise interrupted
        except BaseException:
            if f.done() and not f.cancelled():
                self._line.wake()  # the turn is another's
            raise
        return True

    async def wait_for(self, predicate):
        while not (met := predicate()):
            await self.wait()
        return met

    def notify(self, n=1):
        if not self.locked():
            raise RuntimeError("cannot notify on un-acquired lock")
        self._line.wake(n)

    def notify_all(self):
        self.notify(len(self._line))


class Semaphore(_Held):
    def __init__(self, value=1):
        if value < 0:
            raise ValueError("Semaphore initial value must be >= 0")
        self._line = _Line()
        self._value = value

    def __repr__(self):
        return _shown(self, "unlocked, value:%d" % self._value if self._value else "locked", len(self._line))

    def locked(self):
        return self._value == 0 or self._line.waiting()

    async def acquire(self):
        if not self.locked():
            self._value -= 1
            return True
        f = self._line.join()
        try:
            await f
        except CancelledError:
            self._line.leave(f)
            if f.done() and not f.cancelled():
                self._value += 1  # it was handed over
                self._hand_over()
            raise
        self._line.leave(f)
        self._hand_over()
        return True

    def _hand_over(self):
        # Whoever is woken has its unit already.
        while self._value > 0:
            f = next((f for f in self._line.futures if not f.done()), None)
            if f is None:
                break
            self._value -= 1
            f.set_result(True)

    def release(self):
        self._value += 1
        self._hand_over()


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        super().__init__(value)
        self._most = value

    def release(self):
        if self._value >= self._most:
            raise ValueError("BoundedSemaphore released too many times")
        super().release()


class Barrier:
    """Tasks wait at it until there are so many."""

    def __init__(self, parties):
        if parties < 1:
            raise ValueError("parties must be >= 1")
        self._parties = parties
        self._change = Condition()
        self._state = "filling"
        self._count = 0

    def __repr__(self):
        state = self._state + (", waiters:%d/%d" % (self._count, self._parties) if not self.broken else "")
        return _shown(self, state, 0)

    parties = property(lambda self: self._parties)
    n_waiting = property(lambda self: self._count if self._state == "filling" else 0)
    broken = property(lambda self: self._state == "broken")

    async def __aenter__(self):
        return await self.wait()

    async def __aexit__(self, *exc):
        pass

    async def wait(self):
        async with self._change:
            await self._change.wait_for(lambda: self._state not in ("draining", "resetting"))
            if self._state == "broken":
                raise BrokenBarrierError("Barrier aborted")
            place = self._count
            self._count += 1
            try:
                if self._count == self._parties:
                    self._state = "draining"
                    self._change.notify_all()
                else:
                    await self._change.wait_for(lambda: self._state != "filling")
                if self._state in ("broken", "resetting"):
                    raise BrokenBarrierError("Abort or reset of barrier")
                return place
            finally:
                self._count -= 1
                if self._count == 0 and self._state in ("draining", "resetting"):
                    self._state = "filling"
                    self._change.notify_all()

    async def reset(self):
        async with self._change:
            if self._count > 0:
                if self._state != "resetting":
                    self._state = "resetting"
            else:
                self._state = "filling"
            self._change.notify_all()

    async def abort(self):
        async with self._change:
            self._state = "broken"
            self._change.notify_all()

for _class in (Lock, Event, Condition, Semaphore, BoundedSemaphore, Barrier):
    _class.__module__ = "asyncio.locks"
del _class
