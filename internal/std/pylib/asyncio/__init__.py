"""Concurrency by coroutines: an event loop of one thread, which others can wake."""

import _asyncio

import _aio_events as events
import _aio_exceptions as exceptions
import _aio_futures as futures
import _aio_locks as locks
import _aio_queues as queues
import _aio_runners as runners
import _aio_taskgroups as taskgroups
import _aio_tasks as tasks
import _aio_threads as threads
import _aio_timeouts as timeouts
from _aio_events import (
    AbstractEventLoop, AbstractServer, Handle, TimerHandle, get_event_loop, get_running_loop, new_event_loop,
    set_event_loop, get_event_loop_policy, set_event_loop_policy, DefaultEventLoopPolicy, BaseEventLoop,
    SelectorEventLoop, EventLoop, _get_running_loop,
)
from _aio_exceptions import (
    BrokenBarrierError, CancelledError, InvalidStateError, TimeoutError, IncompleteReadError,
    LimitOverrunError,
)
from _aio_futures import Future, isfuture, wrap_future
from _aio_locks import Lock, Event, Condition, Semaphore, BoundedSemaphore, Barrier
from _aio_queues import Queue, PriorityQueue, LifoQueue, QueueFull, QueueEmpty, QueueShutDown
from _aio_runners import Runner, run
from _aio_taskgroups import TaskGroup
from _aio_tasks import (
    Task, create_task, FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED, wait, wait_for, as_completed, sleep,
    gather, shield, ensure_future, run_coroutine_threadsafe, current_task, all_tasks, iscoroutine,
    iscoroutinefunction, eager_task_factory, create_eager_task_factory,
)
from _aio_threads import to_thread
from _aio_timeouts import Timeout, timeout, timeout_at

__all__ = [
    "AbstractEventLoop", "AbstractServer", "Handle", "TimerHandle", "get_event_loop", "get_running_loop",
    "new_event_loop", "set_event_loop", "get_event_loop_policy", "set_event_loop_policy", "DefaultEventLoopPolicy",
    "BaseEventLoop", "SelectorEventLoop", "EventLoop", "BrokenBarrierError", "CancelledError", "InvalidStateError",
    "TimeoutError", "IncompleteReadError", "LimitOverrunError", "Future", "isfuture", "wrap_future", "Lock",
    "Event", "Condition", "Semaphore", "BoundedSemaphore", "Barrier", "Queue", "PriorityQueue", "LifoQueue",
    "QueueFull", "QueueEmpty", "QueueShutDown", "Runner", "run", "TaskGroup", "Task", "create_task",
    "FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED", "wait", "wait_for", "as_completed", "sleep", "gather",
    "shield", "ensure_future", "run_coroutine_threadsafe", "current_task", "all_tasks", "iscoroutine",
    "iscoroutinefunction", "eager_task_factory", "create_eager_task_factory", "to_thread", "Timeout", "timeout",
    "timeout_at",
]


def _outside():
    # For what ends elsewhere: a future of the running loop, and the function that another thread completes it by.
    loop = _get_running_loop()
    if loop is None:
        return None
    f = loop.create_future()
    return f, lambda: loop.is_closed() or loop.call_soon_threadsafe(tasks._wake, f, None)


_asyncio.set_outside(_outside)
