"""Queues between tasks of one loop."""

import heapq as _heapq
from collections import deque as _deque

from _aio_locks import Event as _Event, _Line
from _aio_exceptions import CancelledError

__all__ = ["Queue", "PriorityQueue", "LifoQueue", "QueueFull", "QueueEmpty", "QueueShutDown"]


class QueueEmpty(Exception):
    """get_nowait found nothing."""


class QueueFull(Exception):
    """put_nowait found no room."""


class QueueShutDown(Exception):
    """The queue has been shut down."""


class Queue:
    """First in, first out; with a maxsize above zero, put waits for room."""

    def __init__(self, maxsize=0):
        self._maxsize = maxsize
        self._takers, self._givers = _Line(), _Line()
        self._open_tasks = 0
        self._all_done = _Event()
        self._all_done.set()
        self._is_shutdown = False
        self._init(maxsize)

    @classmethod
    def __class_getitem__(cls, item):
        return cls

    # The store, which the other queues replace.

    def _init(self, maxsize):
        self._queue = _deque()

    def _get(self):
        return self._queue.popleft()

    def _put(self, item):
        self._queue.append(item)

    def __repr__(self):
        return "<%s at 0x%x %s>" % (type(self).__name__, id(self), self._text())

    def __str__(self):
        return "<%s %s>" % (type(self).__name__, self._text())

    def _text(self):
        words = ["maxsize=%r" % self._maxsize]
        if self._queue:
            words.append("_queue=%r" % list(self._queue))
        if self._open_tasks:
            words.append("tasks=%d" % self._open_tasks)
        return " ".join(words)

    maxsize = property(lambda self: self._maxsize)

    def qsize(self):
        return len(self._queue)

    def empty(self):
        return not self._queue

    def full(self):
        return 0 < self._maxsize <= self.qsize()

    async def _turn(self, line, blocked):
        # Waits in a line until nothing blocks any more; a turn that is not used goes to the next one.
        while blocked():
            f = line.join()
            try:
                await f
            except CancelledError:
                line.leave(f)
                if f.done() and not f.cancelled() and not blocked():
                    line.wake()
                raise
            line.leave(f)

    async def put(self, item):
        await self._turn(self._givers, lambda: self.full() and not self._is_shutdown)
        return self.put_nowait(item)

    def put_nowait(self, item):
        if self._is_shutdown:
            raise QueueShutDown
        if self.full():
            raise QueueFull
        self._put(item)
        self._open_tasks += 1
        self._all_done.clear()
        self._takers.wake()

    async def get(self):
        await self._turn(self._takers, lambda: self.empty() and not self._is_shutdown)
        return self.get_nowait()

    def get_nowait(self):
        if self.empty():
            raise QueueShutDown if self._is_shutdown else QueueEmpty
        item = self._get()
        self._givers.wake()
        return item

    def task_done(self):
        if self._open_tasks <= 0:
            raise ValueError("task_done() called too many times")
        self._open_tasks -= 1
        if self._open_tasks == 0:
            self._all_done.set()

    async def join(self):
        if self._open_tasks:
            await self._all_done.wait()

    def shutdown(self, immediate=False):
        self._is_shutdown = True
        if immediate:
            while self._queue:
                self._get()
                if self._open_tasks:
                    self.task_done()
        self._takers.wake(len(self._takers))
        self._givers.wake(len(self._givers))


class PriorityQueue(Queue):
    """The least one comes out first."""

    def _init(self, maxsize):
        self._queue = []

    def _get(self):
        return _heapq.heappop(self._queue)

    def _put(self, item):
        _heapq.heappush(self._queue, item)


class LifoQueue(Queue):
    """The newest one comes out first."""

    def _init(self, maxsize):
        self._queue = []

    def _get(self):
        return self._queue.pop()

for _class in (QueueEmpty, QueueFull, QueueShutDown, Queue, PriorityQueue, LifoQueue):
    _class.__module__ = "asyncio.queues"
del _class
