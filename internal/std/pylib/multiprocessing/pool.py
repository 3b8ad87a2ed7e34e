"""A pool of threads with the methods of a pool of processes."""

import os
import threading
from concurrent.futures import ThreadPoolExecutor, TimeoutError as _TimeoutError
from multiprocessing import TimeoutError, Pool

__all__ = ["Pool", "ThreadPool"]


class AsyncResult:
    """The result of a call that may not have ended."""

    def __init__(self, futures, single):
        self._futures = futures
        self._single = single

    def get(self, timeout=None):
        try:
            values = [f.result(timeout) for f in self._futures]
        except _TimeoutError:
            if all(f.done() for f in self._futures):
                raise
            raise TimeoutError from None
        return values[0] if self._single else values

    def wait(self, timeout=None):
        from concurrent.futures import wait
        wait(self._futures, timeout)

    def ready(self):
        return all(f.done() for f in self._futures)

    def successful(self):
        if not self.ready():
            raise ValueError("%r not ready" % (self,))
        return all(f.exception() is None for f in self._futures)


class ThreadPool:
    """Calls functions on a number of threads."""

    def __init__(self, processes=None, initializer=None, initargs=()):
        if processes is None:
            processes = os.cpu_count() or 1
        if processes < 1:
            raise ValueError("Number of processes must be at least 1")
        self._pool = ThreadPoolExecutor(processes, initializer=initializer, initargs=initargs)
        self._open = True

    def _submit(self, func, args, kwargs):
        if not self._open:
            raise ValueError("Pool not running")
        return self._pool.submit(func, *args, **kwargs)

    def apply(self, func, args=(), kwds={}):
        return self.apply_async(func, args, kwds).get()

    def apply_async(self, func, args=(), kwds={}, callback=None, error_callback=None):
        f = self._submit(func, args, kwds)
        if callback is not None or error_callback is not None:
            def done(f):
                e = f.exception()
                if e is None:
                    if callback is not None:
                        callback(f.result())
                elif error_callback is not None:
                    error_callback(e)
            f.add_done_callback(done)
        return AsyncResult([f], True)

    def map(self, func, iterable, chunksize=None):
        return self.map_async(func, iterable).get()

    def map_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        r = AsyncResult([self._submit(func, (x,), {}) for x in iterable], False)
        if callback is not None:
            threading.Thread(target=lambda: callback(r.get()), daemon=True).start()
        return r

    def starmap(self, func, iterable, chunksize=None):
        return self.starmap_async(func, iterable).get()

    def starmap_async(self, func, iterable, chunksize=None):
        return AsyncResult([self._submit(func, tuple(x), {}) for x in iterable], False)

    def imap(self, func, iterable, chunksize=1):
        fs = [self._submit(func, (x,), {}) for x in iterable]
        return (f.result() for f in fs)

    def imap_unordered(self, func, iterable, chunksize=1):
        from concurrent.futures import as_completed
        fs = [self._submit(func, (x,), {}) for x in iterable]
        return (f.result() for f in as_completed(fs))

    def close(self):
        self._open = False
        self._pool.shutdown(wait=False)

    def terminate(self):
        self._open = False
        self._pool.shutdown(wait=False, cancel_futures=True)

    def join(self):
        if self._open:
            raise ValueError("Pool is still running")
        self._pool.shutdown(wait=True)

    def __enter__(self):
        return self

    def __exit__(self, t, v, tb):
        self.terminate()
