"""The event loop: callbacks that are ready, callbacks that are due later, and threads that may wake it."""

import contextvars as _contextvars
import heapq as _heapq
import sys as _sys
import traceback as _traceback
from _thread import allocate_lock as _allocate, get_ident as _thread
from collections import deque as _deque
from time import monotonic as _now

__all__ = ["AbstractEventLoop", "AbstractServer", "Handle", "TimerHandle", "get_event_loop", "get_running_loop", "new_event_loop",
           "set_event_loop", "get_event_loop_policy", "set_event_loop_policy", "DefaultEventLoopPolicy", "BaseEventLoop",
           "SelectorEventLoop", "EventLoop"]

class _Later:
    """What modules that are built on this one put here."""

    Future = Task = ensure_future = gather = isfuture = wrap_future = None


_running = {}  # thread -> the loop that runs on it
_current = {}  # thread -> the loop that set_event_loop chose
_active = {}  # loop -> the task whose step runs


class Handle:
    """A callback that waits for its turn."""

    def __init__(self, callback, args, loop, context=None):
        self._callback = callback
        self._args = args
        self._loop = loop
        self._context = _contextvars.copy_context() if context is None else context
        self._cancelled = False

    def __repr__(self):
        return "<%s%s %r>" % (type(self).__name__, " cancelled" if self._cancelled else "", self._callback)

    def get_context(self):
        return self._context

    def cancelled(self):
        return self._cancelled

    def cancel(self):
        if not self._cancelled:
            self._cancelled = True
            self._callback = self._args = None

    def _run(self):
        outer = _contextvars._switch(self._context)
        try:
            self._callback(*self._args)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as e:
            self._loop.call_exception_handler({"message": "Exception in callback %r" % (self._callback,), "exception": e, "handle": self})
        finally:
            _contextvars._switch(outer)


class TimerHandle(Handle):
    """A callback that is due at a time of the loop's clock."""

    def __init__(self, when, callback, args, loop, context=None):
        super().__init__(callback, args, loop, context)
        self._when = when
        self._waits = True

    def when(self):
        return self._when

    def cancel(self):
        if not self._cancelled and self._waits:
            self._loop._timer_cancelled()
        super().cancel()


class AbstractEventLoop:
    """What all event loops are instances of."""


class AbstractServer:
    """What all servers are instances of."""


class EventLoop(AbstractEventLoop):
    """Runs callbacks on the thread that runs it. Other threads hand theirs in by call_soon_threadsafe."""

    def __init__(self):
        self._ready = _deque()
        self._timers = []  # heap of (when, number, handle)
        self._numbers = 0
        self._dead_timers = 0
        self._bell = _allocate()
        self._bell.acquire()
        self._stopping = False
        self._closed = False
        self._owner = None  # the thread that runs it
        self._debug = False
        self._handler = None
        self._task_factory = None
        self._executor = None
        self._generators = []
        self._signals = {}
        self._failed = {}  # futures that hold an exception nobody has asked for

    def __repr__(self):
        return "<%s running=%s closed=%s debug=%s>" % (type(self).__name__, self.is_running(), self._closed, self._debug)

    # -- Callbacks --

    def time(self):
        return _now()

    def _check_open(self):
        if self._closed:
            raise RuntimeError("Event loop is closed")

    def call_soon(self, callback, *args, context=None):
        self._check_open()
        h = Handle(callback, args, self, context)
        self._ready.append(h)
        return h

    def call_soon_threadsafe(self, callback, *args, context=None):
        h = self.call_soon(callback, *args, context=context)
        self._ring()
        return h

    def call_later(self, delay, callback, *args, context=None):
        if delay is None:
            raise TypeError("delay must not be None")
        return self.call_at(self.time() + delay, callback, *args, context=context)

    def call_at(self, when, callback, *args, context=None):
        if when is None:
            raise TypeError("when cannot be None")
        self._check_open()
        h = TimerHandle(when, callback, args, self, context)
        self._numbers += 1
        _heapq.heappush(self._timers, (when, self._numbers, h))
        return h

    def _timer_cancelled(self):
        # Where most of the heap is dead, it is made anew.
        self._dead_timers += 1
        if self._dead_timers > 100 and self._dead_timers * 2 > len(self._timers):
            self._timers = [t for t in self._timers if not t[2]._cancelled]
            _heapq.heapify(self._timers)
            self._dead_timers = 0

    # -- Running --

    def _ring(self):
        try:
            self._bell.release()
        except RuntimeError:
            pass  # it rings already

    def _rest(self):
        # How long nothing is to be done: 0, seconds, or None where only another thread can bring something.
        if self._ready or self._stopping:
            return 0
        while self._timers:
            when, _, h = self._timers[0]
            if not h._cancelled:
                return max(0, when - self.time())
            _heapq.heappop(self._timers)
            self._dead_timers -= 1
        return None

    def _round(self):
        rest = self._rest()
        if rest is None:
            self._bell.acquire()
        elif rest > 0:
            self._bell.acquire(True, min(rest, 86400))
        timers = self._timers
        if timers:
            due = self.time() + 1e-9
            while timers and timers[0][0] <= due:
                h = _heapq.heappop(timers)[2]
                if h._cancelled:
                    self._dead_timers -= 1
                else:
                    h._waits = False
                    self._ready.append(h)
        ready = self._ready
        for _ in range(len(ready)):
            h = ready.popleft()
            if not h._cancelled:
                h._run()

    def run_forever(self):
        self._check_open()
        me = _thread()
        if self._owner is not None:
            raise RuntimeError("This event loop is already running")
        if _running.get(me) is not None:
            raise RuntimeError("Cannot run the event loop while another loop is running")
        hooks = _sys.get_asyncgen_hooks()
        _sys.set_asyncgen_hooks(firstiter=self._generators.append)
        self._owner = me
        _running[me] = self
        try:
            while True:
                self._round()
                if self._stopping:
                    break
        finally:
            self._stopping = False
            self._owner = None
            del _running[me]
            _sys.set_asyncgen_hooks(*hooks)

    def run_until_complete(self, future):
        self._check_open()
        if self._owner is not None:
            raise RuntimeError("This event loop is already running")
        made_here = not _Later.isfuture(future)
        future = _Later.ensure_future(future, loop=self)
        future.add_done_callback(self._stop_after)
        try:
            self.run_forever()
        except BaseException:
            if made_here and future.done() and not future.cancelled():
                future.exception()  # it is the one that comes out
            raise
        finally:
            future.remove_done_callback(self._stop_after)
        if not future.done():
            raise RuntimeError("Event loop stopped before Future completed.")
        return future.result()

    def _stop_after(self, future):
        # KeyboardInterrupt and SystemExit leave run_forever by themselves.
        if future.cancelled() or not isinstance(future._exception, (SystemExit, KeyboardInterrupt)):
            self.stop()

    def stop(self):
        self._stopping = True
        self._ring()

    def is_running(self):
        return self._owner is not None

    def is_closed(self):
        return self._closed

    def close(self):
        if self._owner is not None:
            raise RuntimeError("Cannot close a running event loop")
        if self._closed:
            return
        for sig in list(self._signals):
            self.remove_signal_handler(sig)
        self._closed = True
        self._ready.clear()
        self._timers.clear()
        if self._executor is not None:
            self._executor.shutdown(wait=False)
            self._executor = None
        for f, text in list(self._failed.items()):
            self.call_exception_handler({"message": text, "exception": f._exception, "future": f})
        self._failed.clear()

    async def shutdown_asyncgens(self):
        left = [g for g in self._generators if g.ag_suspended]
        self._generators.clear()
        ends = await _Later.gather(*[g.aclose() for g in left], return_exceptions=True)
        for g, e in zip(left, ends):
            if isinstance(e, Exception):
                self.call_exception_handler({"message": "an error occurred during closing of asynchronous generator %r" % (g,),
                                             "exception": e, "asyncgen": g})

    async def shutdown_default_executor(self, timeout=None):
        e, self._executor = self._executor, None
        if e is not None:
            done = self.create_future()

            def end():
                e.shutdown(wait=True)
                self.call_soon_threadsafe(lambda: done.cancelled() or done.set_result(None))

            import threading
            threading.Thread(target=end).start()
            await done

    # -- Futures, tasks, threads --

    def create_future(self):
        return _Later.Future(loop=self)

    def create_task(self, coro, *, name=None, context=None, **more):
        self._check_open()
        if self._task_factory is None:
            return _Later.Task(coro, loop=self, name=name, context=context, **more)
        if context is not None:
            more["context"] = context
        task = self._task_factory(self, coro, **more)
        if name is not None and hasattr(task, "set_name"):
            task.set_name(name)
        return task

    def set_task_factory(self, factory):
        if factory is not None and not callable(factory):
            raise TypeError("task factory must be a callable or None")
        self._task_factory = factory

    def get_task_factory(self):
        return self._task_factory

    def set_default_executor(self, executor):
        self._executor = executor

    def run_in_executor(self, executor, func, *args):
        self._check_open()
        if executor is None:
            if self._executor is None:
                from concurrent.futures import ThreadPoolExecutor
                self._executor = ThreadPoolExecutor(thread_name_prefix="asyncio")
            executor = self._executor
        return _Later.wrap_future(executor.submit(func, *args), loop=self)

    # -- Signals --

    def add_signal_handler(self, sig, callback, *args):
        import signal
        self._signals[sig] = signal.getsignal(sig)
        signal.signal(sig, lambda *_: self.call_soon_threadsafe(callback, *args))

    def remove_signal_handler(self, sig):
        import signal
        if sig not in self._signals:
            return False
        signal.signal(sig, self._signals.pop(sig))
        return True

    # -- Errors --

    def get_debug(self):
        return self._debug

    def set_debug(self, enabled):
        self._debug = bool(enabled)

    def get_exception_handler(self):
        return self._handler

    def set_exception_handler(self, handler):
        if handler is not None and not callable(handler):
            raise TypeError("A callable object or None is expected, got %r" % (handler,))
        self._handler = handler

    def default_exception_handler(self, context):
        lines = [context.get("message") or "Unhandled exception in event loop"]
        for key in sorted(context):
            if key not in ("message", "exception"):
                lines.append("%s: %r" % (key, context[key]))
        e = context.get("exception")
        if e is not None:
            lines.append("".join(_traceback.format_exception(type(e), e, e.__traceback__)).rstrip("\n"))
        print("\n".join(lines), file=_sys.stderr)

    def call_exception_handler(self, context):
        try:
            if self._handler is None:
                self.default_exception_handler(context)
            else:
                self._handler(self, context)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as e:
            self.default_exception_handler({"message": "Unhandled error in exception handler", "exception": e, "context": context})


BaseEventLoop = SelectorEventLoop = EventLoop


def _get_running_loop():
    return _running.get(_thread())


def get_running_loop():
    loop = _running.get(_thread())
    if loop is None:
        raise RuntimeError("no running event loop")
    return loop


def current_task(loop=None):
    return _active.get(get_running_loop() if loop is None else loop)


class DefaultEventLoopPolicy:
    """Makes loops, and keeps one for each thread that has chosen one."""

    def new_event_loop(self):
        return EventLoop()

    def set_event_loop(self, loop):
        _current[_thread()] = loop

    def get_event_loop(self):
        loop = _current.get(_thread())
        if loop is None:
            import threading
            raise RuntimeError("There is no current event loop in thread %r." % threading.current_thread().name)
        return loop


_policy = DefaultEventLoopPolicy()


def get_event_loop_policy():
    return _policy


def set_event_loop_policy(policy):
    global _policy
    _policy = DefaultEventLoopPolicy() if policy is None else policy


def get_event_loop():
    return _get_running_loop() or _policy.get_event_loop()


def set_event_loop(loop):
    _policy.set_event_loop(loop)


def new_event_loop():
    return _policy.new_event_loop()

for _class in (Handle, TimerHandle, AbstractEventLoop, AbstractServer, EventLoop, DefaultEventLoopPolicy):
    _class.__module__ = "asyncio.events"
del _class
