"""Tasks: coroutines that the loop runs, and the ways to wait for several."""

import contextvars as _contextvars
import concurrent.futures as _threads
import types as _types

from _aio_events import _Later, _active, current_task, get_event_loop, get_running_loop
from _aio_exceptions import CancelledError
from _aio_futures import Future, isfuture
from _aio_timeouts import timeout as _limit

__all__ = ["Task", "create_task", "FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED", "wait", "wait_for", "as_completed", "sleep", "gather",
           "shield", "ensure_future", "run_coroutine_threadsafe", "current_task", "all_tasks", "iscoroutine", "iscoroutinefunction",
           "eager_task_factory", "create_eager_task_factory"]

FIRST_COMPLETED = _threads.FIRST_COMPLETED
FIRST_EXCEPTION = _threads.FIRST_EXCEPTION
ALL_COMPLETED = _threads.ALL_COMPLETED

_unfinished = {}  # tasks, in the order in which they were made
_made = 0


def iscoroutine(obj):
    return isinstance(obj, _types.CoroutineType) or all(hasattr(obj, n) for n in ("__await__", "send", "throw", "close"))


def iscoroutinefunction(func):
    func = getattr(func, "__func__", func)
    code = getattr(func, "__code__", None)
    return code is not None and bool(code.co_flags & 0x80)


class Task(Future):
    """A future whose result is what a coroutine returns."""

    _kind = "Task"

    def __init__(self, coro, *, loop=None, name=None, context=None, eager_start=False):
        global _made
        super().__init__(loop=loop)
        if not iscoroutine(coro):
            raise TypeError("a coroutine was expected, got %r" % (coro,))
        _made += 1
        self._name = "Task-%d" % _made if name is None else str(name)
        self._coro = coro
        self._context = _contextvars.copy_context() if context is None else context
        self._waits_for = None
        self._cancel_due = False
        self._cancels = 0
        _unfinished[self] = True
        if eager_start and self._loop.is_running():
            outer = _contextvars._switch(self._context)
            before = _active.get(self._loop)
            try:
                self._step()
            finally:
                _active[self._loop] = before
                _contextvars._switch(outer)
        else:
            self._loop.call_soon(self._step, context=self._context)

    def _info(self):
        words = super()._info()
        if self._state == "PENDING" and self._cancel_due:
            words[0] = "cancelling"
        words[1:1] = ["name=%r" % self._name, "coro=<%s()>" % self._coro.__qualname__]
        return words

    def get_coro(self):
        return self._coro

    def get_context(self):
        return self._context

    def get_name(self):
        return self._name

    def set_name(self, value):
        self._name = str(value)

    def set_result(self, result):
        raise RuntimeError("Task does not support set_result operation")

    def set_exception(self, exception):
        raise RuntimeError("Task does not support set_exception operation")

    def cancel(self, msg=None):
        if self.done():
            return False
        self._cancels += 1
        if self._waits_for is not None and self._waits_for.cancel(msg=msg):
            return True
        self._cancel_due = True
        self._cancel_message = msg
        return True

    def cancelling(self):
        return self._cancels

    def uncancel(self):
        if self._cancels > 0:
            self._cancels -= 1
            if self._cancels == 0:
                self._cancel_due = False
        return self._cancels

    def _step(self, error=None):
        # Runs the coroutine to the next thing it waits for.
        if self._cancel_due:
            if not isinstance(error, CancelledError):
                error = self._cancelled_error()
            self._cancel_due = False
        self._waits_for = None
        _active[self._loop] = self
        try:
            waited = self._coro.send(None) if error is None else self._coro.throw(error)
        except StopIteration as e:
            if self._cancel_due:
                self._end(super().cancel, self._cancel_message)
            else:
                self._end(super().set_result, e.value)
        except CancelledError as e:
            self._cancelled_by = e
            self._end(super().cancel, e.args[0] if e.args else None)
        except (KeyboardInterrupt, SystemExit) as e:
            self._end(super().set_exception, e)
            raise
        except BaseException as e:
            self._end(super().set_exception, e)
        else:
            self._wait(waited)
        finally:
            _active[self._loop] = None

    def _end(self, how, value):
        self._cancel_due = False
        _unfinished.pop(self, None)
        how(value)

    def _wait(self, waited):
        problem = None
        if waited is None:
            self._loop.call_soon(self._step, context=self._context)
        elif not isfuture(waited):
            problem = "Task got bad yield: %r" % (waited,)
        elif not waited._asyncio_future_blocking:
            problem = "yield was used instead of yield from in task %r with %r" % (self, waited)
        elif waited is self:
            problem = "Task cannot await on itself: %r" % (self,)
        elif waited.get_loop() is not self._loop:
            problem = "Task %r got Future %r attached to a different loop" % (self, waited)
        else:
            waited._asyncio_future_blocking = False
            self._waits_for = waited
            waited.add_done_callback(self._resume, context=self._context)
            if self._cancel_due and waited.cancel(msg=self._cancel_message):
                self._cancel_due = False
        if problem is not None:
            self._loop.call_soon(self._step, RuntimeError(problem), context=self._context)

    def _resume(self, future):
        # The coroutine asks the future itself, so that the traceback is its own.
        self._step()


def all_tasks(loop=None):
    if loop is None:
        loop = get_running_loop()
    return {t for t in list(_unfinished) if t._loop is loop}


def create_task(coro, *, name=None, context=None, **more):
    return get_running_loop().create_task(coro, name=name, context=context, **more)


def create_eager_task_factory(constructor):
    def factory(loop, coro, *, name=None, context=None, eager_start=True):
        return constructor(coro, loop=loop, name=name, context=context, eager_start=eager_start)
    return factory


eager_task_factory = create_eager_task_factory(Task)


async def _through(awaitable):
    return await awaitable


def ensure_future(obj, *, loop=None):
    if isfuture(obj):
        if loop is not None and loop is not obj.get_loop():
            raise ValueError("The future belongs to a different loop than the one specified as the loop argument")
        return obj
    if not iscoroutine(obj):
        if not hasattr(type(obj), "__await__"):
            raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")
        obj = _through(obj)
    if loop is None:
        try:
            loop = get_event_loop()
        except RuntimeError:
            obj.close()
            raise
    return loop.create_task(obj)


# ---- Waiting ---------------------------------------------------------------


@_types.coroutine
def _pause():
    yield


async def sleep(delay, result=None):
    if delay != delay:
        raise ValueError("Invalid delay: NaN (not a number)")
    if delay <= 0:
        await _pause()
        return result
    loop = get_running_loop()
    due = loop.create_future()
    timer = loop.call_later(delay, _wake, due, result)
    try:
        return await due
    finally:
        timer.cancel()


def _wake(future, result):
    if not future.done():
        future.set_result(result)


async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    if isfuture(fs) or iscoroutine(fs):
        raise TypeError("expect a list of futures, not %s" % type(fs).__name__)
    fs = set(fs)
    if not fs:
        raise ValueError("Set of Tasks/Futures is empty.")
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError("Invalid return_when value: %s" % return_when)
    if any(iscoroutine(f) for f in fs):
        raise TypeError("Passing coroutines is forbidden, use tasks explicitly.")
    await _until(fs, timeout, return_when)
    done = {f for f in fs if f.done()}
    return done, fs - done


async def _until(fs, timeout, return_when):
    # Waits until enough of the futures are done.
    left = sum(not f.done() for f in fs)

    def enough(f):
        if return_when == FIRST_COMPLETED:
            return True
        return return_when == FIRST_EXCEPTION and not f.cancelled() and f.exception() is not None

    if left == 0 or any(f.done() and enough(f) for f in fs):
        return
    loop = get_running_loop()
    signal = loop.create_future()
    timer = None if timeout is None else loop.call_later(timeout, _wake, signal, None)

    def ended(f):
        nonlocal left
        left -= 1
        if left == 0 or enough(f):
            _wake(signal, None)

    watched = [f for f in fs if not f.done()]
    for f in watched:
        f.add_done_callback(ended)
    try:
        await signal
    finally:
        if timer is not None:
            timer.cancel()
        for f in watched:
            f.remove_done_callback(ended)


async def wait_for(fut, timeout):
    if timeout is not None and timeout <= 0:
        fut = ensure_future(fut)
        if fut.done():
            return fut.result()
        fut.cancel()
        try:
            await _until({fut}, None, ALL_COMPLETED)
            return fut.result()
        except CancelledError as e:
            raise TimeoutError from e
    async with _limit(timeout):
        return await fut


class _Completions:
    """What as_completed gives: futures, in the order in which they end."""

    def __init__(self, fs, timeout):
        self._loop = get_event_loop()
        self._given = {ensure_future(f, loop=self._loop): f for f in fs}
        self._left = len(self._given)
        self._ended = []
        self._sleeper = None
        self._over = False
        self._timer = None if timeout is None else self._loop.call_later(timeout, self._expire)
        for f in self._given:
            f.add_done_callback(self._arrive)

    def _ring(self):
        if self._sleeper is not None and not self._sleeper.done():
            self._sleeper.set_result(None)

    def _expire(self):
        self._over = True
        self._ring()

    def _arrive(self, f):
        self._ended.append(f)
        if len(self._ended) == self._left and self._timer is not None:
            self._timer.cancel()
        self._ring()

    async def _next(self, value):
        while not self._ended:
            if self._over:
                raise TimeoutError
            self._sleeper = self._loop.create_future()
            await self._sleeper
        self._left -= 1
        f = self._ended.pop(0)
        return f.result() if value else f

    def __iter__(self):
        for _ in range(len(self._given)):
            yield self._next(True)

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self._left == 0:
            raise StopAsyncIteration
        return await self._next(False)


def as_completed(fs, *, timeout=None):
    if isfuture(fs) or iscoroutine(fs):
        raise TypeError("expect an iterable of futures, not %s" % type(fs).__name__)
    return _Completions(set(fs), timeout)


class _Gathering(Future):
    """The future of a gather: cancelling it cancels what it gathers."""

    def __init__(self, parts, *, loop):
        super().__init__(loop=loop)
        self._parts = parts
        self._asked = False

    def cancel(self, msg=None):
        if self.done():
            return False
        hit = False
        for p in self._parts:
            hit = p.cancel(msg=msg) or hit
        self._asked = self._asked or hit
        if hit:
            self._cancel_message = msg
        return hit


def gather(*coros_or_futures, return_exceptions=False):
    if not coros_or_futures:
        loop = get_event_loop()
        whole = loop.create_future()
        whole.set_result([])
        return whole
    loop = None
    futures = {}
    order = []
    for c in coros_or_futures:
        if c not in futures:
            futures[c] = ensure_future(c, loop=loop)
            loop = futures[c].get_loop()
        order.append(futures[c])
    parts = list(futures.values())
    whole = _Gathering(parts, loop=loop)
    left = len(parts)

    def outcome(f):
        if f.cancelled():
            return CancelledError("" if f._cancel_message is None else f._cancel_message)
        e = f.exception()
        return f.result() if e is None else e

    def ended(f):
        nonlocal left
        left -= 1
        if whole.done():
            if not f.cancelled():
                f.exception()  # nobody is to be told of it twice
            return
        if not return_exceptions:
            if f.cancelled():
                whole.set_exception(f._cancelled_error())
                return
            if f.exception() is not None:
                whole.set_exception(f.exception())
                return
        if left == 0:
            if whole._asked:
                whole.set_exception(whole._cancelled_error())
            else:
                whole.set_result([outcome(p) for p in order])

    for p in parts:
        p.add_done_callback(ended)
    return whole


def shield(arg):
    inner = ensure_future(arg)
    if inner.done():
        return inner
    outer = inner.get_loop().create_future()

    def inner_ended(f):
        if outer.done():
            if not f.cancelled():
                f.exception()
        elif f.cancelled():
            outer.cancel()
        elif f.exception() is not None:
            outer.set_exception(f.exception())
        else:
            outer.set_result(f.result())

    def outer_ended(f):
        if not inner.done():
            inner.remove_done_callback(inner_ended)

    inner.add_done_callback(inner_ended)
    outer.add_done_callback(outer_ended)
    return outer


def run_coroutine_threadsafe(coro, loop):
    if not iscoroutine(coro):
        raise TypeError("A coroutine object is required")
    there = _threads.Future()

    def start():
        try:
            task = ensure_future(coro, loop=loop)
        except BaseException as e:
            there.set_exception(e)
            raise
        task.add_done_callback(hand_over)
        there.add_done_callback(lambda f: f.cancelled() and loop.call_soon_threadsafe(task.cancel))

    def hand_over(task):
        if there.cancelled():
            return
        if task.cancelled():
            there.cancel()
        elif task.exception() is not None:
            there.set_exception(task.exception())
        else:
            there.set_result(task.result())

    loop.call_soon_threadsafe(start)
    return there


_Later.Task, _Later.ensure_future, _Later.gather = Task, ensure_future, gather

for _class in (Task,):
    _class.__module__ = "asyncio.tasks"
del _class
