"""Groups of tasks that are waited for together."""

from _aio_events import current_task, get_running_loop
from _aio_exceptions import CancelledError

__all__ = ["TaskGroup"]


class TaskGroup:
    """Waits at the end of its block for the tasks that were started in it. When one fails, the rest are cancelled."""

    def __init__(self):
        self._entered = self._leaving = self._aborting = False
        self._owner = self._loop = self._signal = None
        self._members = set()
        self._errors = []
        self._fatal = None
        self._owner_cancelled = False

    def __repr__(self):
        return "<TaskGroup tasks=%d errors=%d>" % (len(self._members), len(self._errors))

    async def __aenter__(self):
        if self._entered:
            raise RuntimeError("TaskGroup %r has been already entered" % (self,))
        self._loop = get_running_loop()
        self._owner = current_task(self._loop)
        if self._owner is None:
            raise RuntimeError("TaskGroup %r cannot determine the parent task" % (self,))
        self._entered = True
        return self

    def create_task(self, coro, *, name=None, context=None, **more):
        if not self._entered:
            coro.close()
            raise RuntimeError("TaskGroup %r has not been entered" % (self,))
        if self._leaving and not self._members:
            coro.close()
            raise RuntimeError("TaskGroup %r is finished" % (self,))
        if self._aborting:
            coro.close()
            raise RuntimeError("TaskGroup %r is shutting down" % (self,))
        t = self._loop.create_task(coro, name=name, context=context, **more)
        if t.done():
            self._ended(t)
        else:
            self._members.add(t)
            t.add_done_callback(self._ended)
        return t

    def _abort(self):
        self._aborting = True
        for t in list(self._members):
            if not t.done():
                t.cancel()

    def _ended(self, t):
        self._members.discard(t)
        if self._signal is not None and not self._members and not self._signal.done():
            self._signal.set_result(True)
        if t.cancelled():
            return
        e = t.exception()
        if e is None:
            return
        self._errors.append(e)
        if self._fatal is None and isinstance(e, (SystemExit, KeyboardInterrupt)):
            self._fatal = e
        if self._owner.done():
            self._loop.call_exception_handler({"message": "Task %r has errored out but its parent task %r is already completed" % (t, self._owner),
                                               "exception": e, "task": t})
            return
        if not self._aborting and not self._owner_cancelled:
            self._abort()
            self._owner_cancelled = True
            self._owner.cancel()

    async def __aexit__(self, kind, value, tb):
        self._leaving = True
        cancelled = value if kind is not None and issubclass(kind, CancelledError) else None
        if isinstance(value, (SystemExit, KeyboardInterrupt)) and self._fatal is None:
            self._fatal = value
        if kind is not None and not self._aborting:
            self._abort()
        while self._members:
            self._signal = self._loop.create_future()
            try:
                await self._signal
            except CancelledError as e:
                if not self._aborting:
                    cancelled = e
                    self._abort()
        self._signal = None
        if self._owner_cancelled and self._owner.uncancel() == 0:
            cancelled = None  # it was the group's own
        try:
            if self._fatal is not None:
                raise self._fatal
            if cancelled is not None and not self._errors:
                raise cancelled
            if kind is not None and not issubclass(kind, CancelledError):
                self._errors.append(value)
            if self._errors:
                raise BaseExceptionGroup("unhandled errors in a TaskGroup", self._errors) from None
        finally:
            self._errors = []
            self._owner = None

for _class in (TaskGroup,):
    _class.__module__ = "asyncio.taskgroups"
del _class
