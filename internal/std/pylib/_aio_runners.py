"""Running the main coroutine of a program."""

from _aio_events import _get_running_loop, new_event_loop, set_event_loop
from _aio_exceptions import CancelledError
from _aio_tasks import all_tasks, gather, iscoroutine

__all__ = ["Runner", "run"]


class Runner:
    """Keeps one loop for several runs, and ends it with all that it has begun."""

    def __init__(self, *, debug=None, loop_factory=None):
        self._debug = debug
        self._factory = loop_factory
        self._loop = None
        self._closed = False
        self._sets_loop = False

    def __enter__(self):
        self.get_loop()
        return self

    def __exit__(self, *exc):
        self.close()

    def get_loop(self):
        if self._closed:
            raise RuntimeError("Runner is closed")
        if self._loop is None:
            if self._factory is None:
                self._loop = new_event_loop()
                set_event_loop(self._loop)
                self._sets_loop = True
            else:
                self._loop = self._factory()
            if self._debug is not None:
                self._loop.set_debug(self._debug)
        return self._loop

    def run(self, coro, *, context=None):
        if not iscoroutine(coro):
            raise ValueError("a coroutine was expected, got %r" % (coro,))
        if _get_running_loop() is not None:
            raise RuntimeError("Runner.run() cannot be called from a running event loop")
        loop = self.get_loop()
        task = loop.create_task(coro, context=context)
        try:
            return loop.run_until_complete(task)
        except KeyboardInterrupt:
            # Ctrl-C cancels the main task, which may clean up.
            if not task.done():
                task.cancel()
                try:
                    loop.run_until_complete(task)
                except CancelledError:
                    pass
            raise

    def close(self):
        loop, self._loop = self._loop, None
        if loop is None or self._closed:
            return
        self._closed = True
        try:
            left = all_tasks(loop)
            for t in left:
                t.cancel()
            if left:
                loop.run_until_complete(gather(*left, return_exceptions=True))
            for t in left:
                if not t.cancelled() and t.exception() is not None:
                    loop.call_exception_handler({"message": "unhandled exception during asyncio.run() shutdown", "exception": t.exception(),
                                                 "task": t})
            loop.run_until_complete(loop.shutdown_asyncgens())
            loop.run_until_complete(loop.shutdown_default_executor())
        finally:
            if self._sets_loop:
                set_event_loop(None)
            loop.close()


def run(main, *, debug=None, loop_factory=None):
    if _get_running_loop() is not None:
        if iscoroutine(main):
            main.close()
        raise RuntimeError("asyncio.run() cannot be called from a running event loop")
    with Runner(debug=debug, loop_factory=loop_factory) as r:
        return r.run(main)

for _class in (Runner,):
    _class.__module__ = "asyncio.runners"
del _class
