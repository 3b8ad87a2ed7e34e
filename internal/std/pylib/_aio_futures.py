"""Results that are not there yet."""

import contextvars as _contextvars

from _aio_events import _Later, get_event_loop
from _aio_exceptions import CancelledError, InvalidStateError

__all__ = ["Future", "isfuture", "wrap_future"]

_PENDING, _CANCELLED, _FINISHED = "PENDING", "CANCELLED", "FINISHED"


def isfuture(obj):
    return hasattr(type(obj), "_asyncio_future_blocking") and obj._asyncio_future_blocking is not None


class Future:
    """A result that callbacks of the loop, or a task, wait for."""

    _asyncio_future_blocking = False
    _kind = "Future"

    def __init__(self, *, loop=None):
        self._loop = get_event_loop() if loop is None else loop
        self._state = _PENDING
        self._result = self._exception = self._cancel_message = None
        self._waiters = []  # (callback, context)

    @classmethod
    def __class_getitem__(cls, item):
        return cls

    def __repr__(self):
        return "<%s %s>" % (type(self).__name__, " ".join(self._info()))

    def _info(self):
        words = [self._state.lower()]
        if self._state == _FINISHED:
            words.append("result=%r" % (self._result,) if self._exception is None else "exception=%r" % (self._exception,))
        return words

    def get_loop(self):
        return self._loop

    def done(self):
        return self._state != _PENDING

    def cancelled(self):
        return self._state == _CANCELLED

    def _settle(self, state):
        if self._state != _PENDING:
            raise InvalidStateError("%s: %r" % (self._state, self) if state == _FINISHED else "invalid state")
        self._state = state
        waiters, self._waiters = self._waiters, []
        for callback, context in waiters:
            self._loop.call_soon(callback, self, context=context)

    def set_result(self, result):
        if self._state != _PENDING:
            raise InvalidStateError("invalid state")
        self._result = result
        self._settle(_FINISHED)

    def set_exception(self, exception):
        if self._state != _PENDING:
            raise InvalidStateError("invalid state")
        if isinstance(exception, type):
            exception = exception()
        if isinstance(exception, StopIteration):
            wrapped = RuntimeError("StopIteration interacts badly with generators and cannot be raised into a Future")
            wrapped.__cause__ = wrapped.__context__ = exception
            exception = wrapped
        self._exception = exception
        self._loop._failed[self] = "%s exception was never retrieved" % self._kind
        self._settle(_FINISHED)

    def cancel(self, msg=None):
        if self._state != _PENDING:
            return False
        self._cancel_message = msg
        self._settle(_CANCELLED)
        return True

    def _cancelled_error(self):
        return CancelledError() if self._cancel_message is None else CancelledError(self._cancel_message)

    def exception(self):
        if self._state == _CANCELLED:
            raise self._cancelled_error()
        if self._state == _PENDING:
            raise InvalidStateError("Exception is not set.")
        if self._exception is not None:
            self._loop._failed.pop(self, None)
        return self._exception

    def result(self):
        if self._state == _FINISHED:
            if self._exception is None:
                return self._result
            self._loop._failed.pop(self, None)
            raise self._exception
        if self._state == _CANCELLED:
            raise self._cancelled_error()
        raise InvalidStateError("Result is not set.")

    def add_done_callback(self, fn, *, context=None):
        if self._state != _PENDING:
            self._loop.call_soon(fn, self, context=context)
            return
        self._waiters.append((fn, _contextvars.copy_context() if context is None else context))

    def remove_done_callback(self, fn):
        kept = [w for w in self._waiters if w[0] != fn]
        removed = len(self._waiters) - len(kept)
        self._waiters[:] = kept
        return removed

    def __await__(self):
        if self._state == _PENDING:
            self._asyncio_future_blocking = True
            yield self
            if self._state == _PENDING:
                raise RuntimeError("await wasn't used with future")
        return self.result()

    __iter__ = __await__


def wrap_future(future, *, loop=None):
    """A future of the loop for one of concurrent.futures."""
    if isfuture(future):
        return future
    if loop is None:
        loop = get_event_loop()
    new = loop.create_future()

    def arrived(f):
        if new.done():
            return
        if f.cancelled():
            new.cancel()
        elif f.exception() is not None:
            new.set_exception(f.exception())
        else:
            new.set_result(f.result())

    def tell(f):
        if not loop.is_closed():
            loop.call_soon_threadsafe(arrived, f)

    def forward(f):
        if f.cancelled():
            future.cancel()

    new.add_done_callback(forward)
    future.add_done_callback(tell)
    return new


_Later.Future, _Later.isfuture, _Later.wrap_future = Future, isfuture, wrap_future

for _class in (Future,):
    _class.__module__ = "asyncio.futures"
del _class
