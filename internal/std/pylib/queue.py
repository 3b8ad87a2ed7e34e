"""Queues for threads."""

from collections import deque
from heapq import heappop, heappush
from threading import Condition, Lock

__all__ = ["Empty", "Full", "Queue", "PriorityQueue", "LifoQueue", "SimpleQueue"]


class Empty(Exception):
    "Exception raised by Queue.get(block=0)/get_nowait()."


class Full(Exception):
    "Exception raised by Queue.put(block=0)/put_nowait()."


class Queue:
    """First in, first out; of at most maxsize items where that is above zero."""

    # What keeps the items: how it is made, how one goes in, and how the next comes out.
    _store = (deque, deque.append, deque.popleft)

    def __init__(self, maxsize=0):
        self.maxsize, self.unfinished_tasks = maxsize, 0
        self._init(maxsize)
        self.mutex = Lock()
        self.not_empty, self.not_full, self.all_tasks_done = [Condition(self.mutex) for _ in range(3)]

    # A class derived from this one may have these four of its own; they are called with the mutex held.

    def _init(self, maxsize):
        new, self._add, self._take = self._store
        self.queue = new()

    def _put(self, item):
        self._add(self.queue, item)

    def _get(self):
        return self._take(self.queue)

    def _qsize(self):
        return len(self.queue)

    def qsize(self):
        with self.mutex:
            return self._qsize()

    def empty(self):
        return self.qsize() == 0

    def full(self):
        return 0 < self.maxsize <= self.qsize()

    def _await(self, cond, ready, block, timeout, error):
        # Until it is ready, with the mutex held; raises error where it isn't in time.
        if block and timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        if not (cond.wait_for(ready, timeout) if block else ready()):
            raise error

    def put_nowait(self, item):
        return self.put(item, False)

    def put(self, item, block=True, timeout=None):
        with self.mutex:
            if self.maxsize > 0:
                self._await(self.not_full, lambda: self._qsize() < self.maxsize, block, timeout, Full)
            self._put(item)
            self.not_empty.notify()
            self.unfinished_tasks += 1

    def get_nowait(self):
        return self.get(False)

    def get(self, block=True, timeout=None):
        with self.mutex:
            self._await(self.not_empty, self._qsize, block, timeout, Empty)
            item = self._get()
            self.not_full.notify()
            return item

    def task_done(self):
        with self.mutex:
            if self.unfinished_tasks <= 0:
                raise ValueError("task_done() called too many times")
            self.unfinished_tasks -= 1
            if self.unfinished_tasks == 0:
                self.all_tasks_done.notify_all()

    def join(self):
        with self.mutex:
            self.all_tasks_done.wait_for(lambda: self.unfinished_tasks == 0)


class PriorityQueue(Queue):
    """The smallest item first."""

    _store = (list, heappush, heappop)


class LifoQueue(Queue):
    """Last in, first out."""

    _store = (list, list.append, list.pop)


class SimpleQueue:
    """A queue without a limit and without tasks."""

    def __init__(self):
        self._queue = Queue()

    def put(self, item, block=True, timeout=None):
        self._queue.put(item)

    def get(self, block=True, timeout=None):
        return self._queue.get(block, timeout)

    def put_nowait(self, item):
        self._queue.put(item)

    def get_nowait(self):
        return self._queue.get(False)

    def empty(self):
        return self._queue.empty()

    def qsize(self):
        return self._queue.qsize()
