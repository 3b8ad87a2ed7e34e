"""Functions called on other threads, and their results."""

import collections
import os
import queue
import threading
import time

__all__ = [
    "FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED", "CancelledError", "TimeoutError", "InvalidStateError", "BrokenExecutor",
    "Future", "Executor", "wait", "as_completed", "ProcessPoolExecutor", "ThreadPoolExecutor",
]

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"
_PENDING, _RUNNING, _CANCELLED, _FINISHED = "pending", "running", "cancelled", "finished"
TimeoutError = TimeoutError


class Error(Exception):
    pass


class CancelledError(Error):
    pass


class InvalidStateError(Error):
    pass


class BrokenExecutor(RuntimeError):
    pass


class Future:
    """The result of a call that may not have ended."""

    def __init__(self):
        self._condition = threading.Condition()
        self._state = _PENDING
        self._result = None
        self._exception = None
        self._callbacks = []

    def __repr__(self):
        with self._condition:
            text = "<%s at %#x state=%s" % (type(self).__name__, id(self), self._state)
            if self._state == _FINISHED:
                if self._exception:
                    text += " raised " + type(self._exception).__name__
                else:
                    text += " returned " + type(self._result).__name__
            return text + ">"

    def _run_callbacks(self):
        for f in self._callbacks:
            self._call(f)

    def _call(self, f):
        try:
            f(self)
        except Exception:
            import sys
            import traceback
            sys.stderr.write("exception calling callback for %r\n%s" % (self, traceback.format_exc()))

    def cancel(self):
        with self._condition:
            if self._state in (_RUNNING, _FINISHED):
                return False
            if self._state == _CANCELLED:
                return True
            self._state = _CANCELLED
            self._condition.notify_all()
        self._run_callbacks()
        return True

    def cancelled(self):
        return self._state == _CANCELLED

    def running(self):
        return self._state == _RUNNING

    def done(self):
        return self._state in (_CANCELLED, _FINISHED)

    def add_done_callback(self, fn):
        with self._condition:
            if not self.done():
                self._callbacks.append(fn)
                return
        self._call(fn)

    def _await(self, timeout):
        with self._condition:
            self._condition.wait_for(self.done, timeout)
            if self._state == _CANCELLED:
                raise CancelledError()
            if self._state != _FINISHED:
                raise TimeoutError()

    def result(self, timeout=None):
        self._await(timeout)
        if self._exception is not None:
            raise self._exception
        return self._result

    def exception(self, timeout=None):
        self._await(timeout)
        return self._exception

    def set_running_or_notify_cancel(self):
        with self._condition:
            if self._state == _CANCELLED:
                return False
            if self._state != _PENDING:
                raise RuntimeError("Future in unexpected state")
            self._state = _RUNNING
            return True

    def _finish(self, result, exception):
        with self._condition:
            if self.done():
                raise InvalidStateError("%s: %r" % (self._state.upper(), self))
            self._result = result
            self._exception = exception
            self._state = _FINISHED
            self._condition.notify_all()
        self._run_callbacks()

    def set_result(self, result):
        self._finish(result, None)

    def set_exception(self, exception):
        self._finish(None, exception)


DoneAndNotDoneFutures = collections.namedtuple("DoneAndNotDoneFutures", "done not_done")


def _watch(fs, seen):
    # seen is called for each future as it ends.
    for f in fs:
        f.add_done_callback(seen)


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    """Waits for some or all futures; gives those done and those not done."""
    fs = set(fs)
    cond = threading.Condition()

    def seen(f):
        with cond:
            cond.notify_all()

    def enough():
        done = [f for f in fs if f.done()]
        if len(done) == len(fs):
            return True
        if return_when == FIRST_COMPLETED:
            return len(done) > 0
        if return_when == FIRST_EXCEPTION:
            return any(not f.cancelled() and f._exception is not None for f in done)
        return False

    _watch(fs, seen)
    with cond:
        cond.wait_for(enough, timeout)
    done = {f for f in fs if f.done()}
    return DoneAndNotDoneFutures(done, fs - done)


def as_completed(fs, timeout=None):
    """The futures in the order in which they end."""
    fs = set(fs)
    total = len(fs)
    ended = queue.Queue()
    end = None if timeout is None else time.monotonic() + timeout
    _watch(fs, ended.put)
    left = total
    while left:
        try:
            f = ended.get(timeout=None if end is None else max(end - time.monotonic(), 0))
        except queue.Empty:
            raise TimeoutError("%d (of %d) futures unfinished" % (left, total)) from None
        left -= 1
        yield f


class Executor:
    """What calls functions elsewhere."""

    def submit(self, fn, /, *args, **kwargs):
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        end = None if timeout is None else time.monotonic() + timeout
        fs = [self.submit(fn, *args) for args in zip(*iterables)]

        def results():
            try:
                fs.reverse()
                while fs:
                    f = fs.pop()
                    yield f.result(None if end is None else end - time.monotonic())
            finally:
                for f in fs:
                    f.cancel()

        return results()

    def shutdown(self, wait=True, *, cancel_futures=False):
        pass

    def __enter__(self):
        return self

    def __exit__(self, t, v, tb):
        self.shutdown(wait=True)
        return False


class ThreadPoolExecutor(Executor):
    """Calls functions on a number of threads."""

    _count = 0

    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        if max_workers is None:
            max_workers = min(32, (os.cpu_count() or 1) + 4)
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        ThreadPoolExecutor._count += 1
        self._max_workers = max_workers
        self._prefix = thread_name_prefix or "ThreadPoolExecutor-%d" % (ThreadPoolExecutor._count - 1)
        self._initializer = initializer
        self._initargs = initargs
        self._work = queue.Queue()
        self._threads = []
        self._idle = 0
        self._lock = threading.Lock()
        self._closed = False
        self._broken = False

    def submit(self, fn, /, *args, **kwargs):
        with self._lock:
            if self._broken:
                raise BrokenExecutor("A thread initializer failed, the thread pool is not usable anymore")
            if self._closed:
                raise RuntimeError("cannot schedule new futures after shutdown")
            f = Future()
            self._work.put((f, fn, args, kwargs))
            if self._idle < self._work.qsize() and len(self._threads) < self._max_workers:
                # The end of the program does not wait for these; shutdown and the loop at the end of their work do.
                t = threading.Thread(name="%s_%d" % (self._prefix, len(self._threads)), target=self._serve, daemon=True)
                self._threads.append(t)
                if self not in _pools:
                    _pools.append(self)
                t.start()
            return f

    def _serve(self):
        if self._initializer is not None:
            try:
                self._initializer(*self._initargs)
            except BaseException:
                self._broken = True
                self._drain(BrokenExecutor("A thread initializer failed, the thread pool is not usable anymore"))
                return
        while True:
            self._idle += 1
            item = self._work.get()
            self._idle -= 1
            if item is None:
                self._work.put(None)  # for the next
                return
            f, fn, args, kwargs = item
            item = None
            if not f.set_running_or_notify_cancel():
                continue
            try:
                result = fn(*args, **kwargs)
            except BaseException as e:
                f.set_exception(e)
            else:
                f.set_result(result)
            f = fn = args = kwargs = None

    def _drain(self, error):
        while True:
            try:
                item = self._work.get_nowait()
            except queue.Empty:
                return
            if item is not None:
                if error is None:
                    item[0].cancel()
                else:
                    item[0].set_exception(error)

    def shutdown(self, wait=True, *, cancel_futures=False):
        with self._lock:
            self._closed = True
            if cancel_futures:
                self._drain(None)
            self._work.put(None)
        if wait:
            for t in self._threads:
                t.join()


_pools = []


def _finish_pools():
    for p in list(_pools):
        p.shutdown()


threading._before_finish.append(_finish_pools)


class ProcessPoolExecutor(Executor):
    """Not there: a compiled program can't be started again at one of its functions."""

    def __init__(self, *args, **kwargs):
        raise NotImplementedError("ProcessPoolExecutor: functions of a compiled program can't run in another process; use ThreadPoolExecutor")
