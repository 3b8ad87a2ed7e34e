"""Signals and their handlers."""

import _signal
import sys as _sys
from _signal import NSIG, default_int_handler, getitimer as _getitimer, pause, raise_signal, setitimer as _setitimer, strsignal
from enum import IntEnum as _IntEnum

SIG_BLOCK = 0
SIG_UNBLOCK = 1
SIG_SETMASK = 2
ITIMER_REAL = 0


class ItimerError(OSError):
    pass


itimer_error = ItimerError
Signals = _IntEnum("Signals", sorted([(n, getattr(_signal, n)) for n in dir(_signal) if n.startswith("SIG")], key=lambda p: p[1]), module="signal")
Handlers = _IntEnum("Handlers", [("SIG_DFL", 0), ("SIG_IGN", 1)], module="signal")
for _member in list(Signals) + list(Handlers):
    setattr(_sys.modules[__name__], _member.name, _member)


def _to_enum(value, cls):
    if isinstance(value, int):
        try:
            return cls(value)
        except ValueError:
            pass
    return value


def _to_int(value):
    return int(value) if isinstance(value, int) else value


def signal(signalnum, handler):
    """Sets what happens when a signal comes; gives what happened before."""
    handler = _to_int(handler)
    if not isinstance(handler, int) and not callable(handler):
        raise TypeError("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
    return _to_enum(_signal.signal(_to_int(signalnum), handler), Handlers)


def getsignal(signalnum):
    """What happens when a signal comes."""
    return _to_enum(_signal.getsignal(_to_int(signalnum)), Handlers)


def alarm(seconds):
    """Sends SIGALRM after some seconds; gives what was left of the alarm before."""
    left = _setitimer(float(seconds))[0]
    return int(left) + (1 if left > int(left) else 0)


def setitimer(which, seconds, interval=0.0):
    """Sends SIGALRM after some seconds, and then every interval."""
    if which != ITIMER_REAL:
        raise ItimerError(22, "Invalid argument")
    if seconds < 0 or interval < 0:
        raise ItimerError(22, "Invalid argument")
    return _setitimer(seconds, interval)


def getitimer(which):
    """What is left of the timer, and its interval."""
    if which != ITIMER_REAL:
        raise ItimerError(22, "Invalid argument")
    return _getitimer()


def siginterrupt(signalnum, flag):
    """System calls are always taken up again."""


def valid_signals():
    """The signals of this system."""
    return set(Signals) | set(range(34, NSIG))
