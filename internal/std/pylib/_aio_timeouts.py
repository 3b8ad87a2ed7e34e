"""Limits of time for blocks."""

from _aio_events import current_task, get_running_loop
from _aio_exceptions import CancelledError

__all__ = ["Timeout", "timeout", "timeout_at"]


class Timeout:
    """Cancels the task around its block when the time is over, and makes TimeoutError of that."""

    def __init__(self, when):
        self._when = when
        self._state = "created"
        self._task = self._timer = None

    def __repr__(self):
        return "<Timeout [%s]%s>" % (self._state, " when=%s" % self._when if self._state == "active" else "")

    def when(self):
        return self._when

    def expired(self):
        return self._state in ("expiring", "expired")

    def reschedule(self, when):
        if self._state != "active":
            if self._state == "created":
                raise RuntimeError("Timeout has not been entered")
            raise RuntimeError("Cannot change state of %s Timeout" % self._state)
        self._when = when
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if when is not None:
            loop = get_running_loop()
            if when <= loop.time():
                self._timer = loop.call_soon(self._expire)
            else:
                self._timer = loop.call_at(when, self._expire)

    def _expire(self):
        self._state = "expiring"
        self._timer = None
        self._task.cancel()

    async def __aenter__(self):
        if self._state != "created":
            raise RuntimeError("Timeout has already been entered")
        self._task = current_task()
        if self._task is None:
            raise RuntimeError("Timeout should be used inside a task")
        self._state = "active"
        self._before = self._task.cancelling()
        self.reschedule(self._when)
        return self

    async def __aexit__(self, kind, value, tb):
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._state == "active":
            self._state = "finished"
        else:
            self._state = "expired"
            if self._task.uncancel() <= self._before and kind is not None and issubclass(kind, CancelledError):
                raise TimeoutError from value
        return None


def timeout(delay):
    loop = get_running_loop()
    return Timeout(None if delay is None else loop.time() + delay)


def timeout_at(when):
    return Timeout(when)

for _class in (Timeout,):
    _class.__module__ = "asyncio.timeouts"
del _class
