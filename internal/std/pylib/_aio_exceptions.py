"""What the functions of asyncio raise."""

__all__ = ["BrokenBarrierError", "CancelledError", "InvalidStateError", "TimeoutError", "IncompleteReadError", "LimitOverrunError"]

TimeoutError = TimeoutError


class CancelledError(BaseException):
    """A task or future was cancelled."""


class InvalidStateError(Exception):
    """A future was asked for what it does not have in its state."""


class BrokenBarrierError(RuntimeError):
    """A barrier was aborted or reset while tasks waited at it."""


class IncompleteReadError(EOFError):
    """A stream ended before all was read; partial is what there was."""

    def __init__(self, partial, expected):
        wanted = "undefined" if expected is None else repr(expected)
        super().__init__("%d bytes read on a total of %s expected bytes" % (len(partial), wanted))
        self.partial = partial
        self.expected = expected


class LimitOverrunError(Exception):
    """A separator was not found within the limit."""

    def __init__(self, message, consumed):
        super().__init__(message)
        self.consumed = consumed

for _class in (CancelledError, InvalidStateError, BrokenBarrierError, IncompleteReadError, LimitOverrunError):
    _class.__module__ = "asyncio.exceptions"
del _class
