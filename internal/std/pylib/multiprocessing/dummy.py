"""The names of multiprocessing over threads."""

from multiprocessing.pool import ThreadPool
from queue import Queue
from threading import Barrier, BoundedSemaphore, Condition, Event, Lock, RLock, Semaphore, Thread, current_thread as current_process

__all__ = ["Process", "current_process", "Lock", "RLock", "BoundedSemaphore", "Semaphore", "Condition", "Event", "Barrier", "Queue", "JoinableQueue", "Pool"]

JoinableQueue = Queue


class Process(Thread):
    """A thread with the attributes of a process."""

    @property
    def exitcode(self):
        return 0 if self.ident is not None and not self.is_alive() else None


def Pool(processes=None, initializer=None, initargs=()):
    return ThreadPool(processes, initializer, initargs)


def freeze_support():
    pass
