"""What of multiprocessing a compiled program can have: it can't be started again at one of its functions, so there are no processes."""

import os
from queue import Empty, Full

__all__ = ["cpu_count", "Process", "Pool", "Queue", "Lock", "RLock", "Event", "TimeoutError", "current_process", "freeze_support"]


class ProcessError(Exception):
    pass


class TimeoutError(ProcessError):
    pass


def cpu_count():
    return os.cpu_count()


def freeze_support():
    pass


def _none(name, instead):
    def make(*args, **kwargs):
        raise NotImplementedError("multiprocessing.%s: functions of a compiled program can't run in another process; use %s" % (name, instead))
    make.__name__ = make.__qualname__ = name
    return make


Process = _none("Process", "threading.Thread, or subprocess for another program")
Pool = _none("Pool", "multiprocessing.dummy.Pool, which has threads, or concurrent.futures.ThreadPoolExecutor")
Queue = _none("Queue", "queue.Queue")
Lock = _none("Lock", "threading.Lock")
RLock = _none("RLock", "threading.RLock")
Event = _none("Event", "threading.Event")
Manager = _none("Manager", "threads")
Value = _none("Value", "a variable and a threading.Lock")
Array = _none("Array", "a list and a threading.Lock")
Pipe = _none("Pipe", "queue.Queue")


class _MainProcess:
    name = "MainProcess"
    daemon = False

    @property
    def pid(self):
        return os.getpid()


_main = _MainProcess()


def current_process():
    return _main


def active_children():
    return []
