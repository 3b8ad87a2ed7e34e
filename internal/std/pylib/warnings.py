"""Warnings: what a program is told without being stopped, by filters."""

import re as _re
import sys as _sys
from functools import wraps as _wraps

__all__ = ["warn", "warn_explicit", "showwarning", "formatwarning", "filterwarnings", "simplefilter", "resetwarnings", "catch_warnings",
           "deprecated"]

_ACTIONS = ("default", "error", "ignore", "always", "all", "module", "once")

# Each filter: (action, pattern of the message, category, pattern of the module, line). The first that fits decides.
_BUILT_IN = [
    ("default", None, DeprecationWarning, _re.compile("__main__"), 0),
    ("ignore", None, DeprecationWarning, None, 0),
    ("ignore", None, PendingDeprecationWarning, None, 0),
    ("ignore", None, ImportWarning, None, 0),
    ("ignore", None, ResourceWarning, None, 0),
]
filters = list(_BUILT_IN)
defaultaction = "default"
onceregistry = {}
_shown = set()


class WarningMessage:
    """What showwarning gets, and what catch_warnings(record=True) collects."""

    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message, self.category, self.filename, self.lineno = message, category, filename, lineno
        self.file, self.line, self.source = file, line, source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return "{message : %r, category : %r, filename : %r, lineno : %s, line : %r}" % (
            self.message, self._category_name, self.filename, self.lineno, self.line)


def formatwarning(message, category, filename, lineno, line=None):
    text = "%s:%s: %s: %s\n" % (filename, lineno, category.__name__, message)
    return text + "  %s\n" % line.strip() if line else text


def showwarning(message, category, filename, lineno, file=None, line=None):
    out = _sys.stderr if file is None else file
    if out is not None:
        out.write(formatwarning(message, category, filename, lineno, line))


_own_show = showwarning
_recorder = None


def _insert(item, append):
    if item in filters:
        if append:
            return
        filters.remove(item)
    if append:
        filters.append(item)
    else:
        filters.insert(0, item)
    _shown.clear()


def _check(action, category, lineno):
    if action not in _ACTIONS:
        raise ValueError("invalid action: %r" % (action,))
    if not isinstance(category, type) or not issubclass(category, Warning):
        raise TypeError("category must be a Warning subclass, not '%s'" % type(category).__name__)
    if not isinstance(lineno, int):
        raise TypeError("lineno must be an int")
    if lineno < 0:
        raise ValueError("lineno must be an int >= 0")


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    _check(action, category, lineno)
    _insert((action, _re.compile(message, _re.I) if message else None, category, _re.compile(module) if module else None, lineno), append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    _check(action, category, lineno)
    _insert((action, None, category, None, lineno), append)


def resetwarnings():
    filters.clear()
    _shown.clear()


def warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    if isinstance(message, Warning):
        category = type(message)
    elif category is None:
        category = UserWarning
    elif not isinstance(category, type) or not issubclass(category, Warning):
        raise TypeError("category must be a Warning subclass, not '%s'" % type(category).__name__)
    warn_explicit(message, category, "<string>", 1, module="__main__", source=source)


def _action(text, category, module, lineno):
    for action, pattern, kind, modules, line in filters:
        if (issubclass(category, kind) and (pattern is None or pattern.match(text)) and (modules is None or modules.match(module))
                and line in (0, lineno)):
            return action
    return defaultaction


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    if isinstance(message, Warning):
        text, category = str(message), type(message)
    else:
        text, message = message, category(message)
    action = _action(text, category, module or filename, lineno)
    if action == "ignore":
        return
    if action == "error":
        raise message
    keys = {"default": (text, category, filename, lineno), "module": (text, category, filename), "once": (text, category)}
    if action in keys:
        if keys[action] in _shown:
            return
        _shown.add(keys[action])
    w = WarningMessage(message, category, filename, lineno, source=source)
    if _recorder is not None and showwarning is _own_show:
        _recorder.append(w)
    else:
        showwarning(w.message, w.category, w.filename, w.lineno, w.file, w.line)


class catch_warnings:
    """Brings back the filters at the end of its block; with record=True it gives the list that warnings go to."""

    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._first = None if action is None else (action, category, lineno, append)
        self._entered = False

    def __enter__(self):
        global _recorder, showwarning
        if self._entered:
            raise RuntimeError("Cannot enter %r twice" % (self,))
        self._entered = True
        self._saved = filters[:], _recorder, showwarning
        _shown.clear()
        log = None
        if self._record:
            log = _recorder = []
            showwarning = _own_show
        if self._first is not None:
            simplefilter(*self._first)
        return log

    def __exit__(self, *exc_info):
        global _recorder, showwarning
        if not self._entered:
            raise RuntimeError("Cannot exit %r without entering first" % (self,))
        filters[:], _recorder, showwarning = self._saved
        _shown.clear()


class deprecated:
    """Marks a function or class: calls of it warn."""

    def __init__(self, message, /, *, category=DeprecationWarning, stacklevel=1):
        if not isinstance(message, str):
            raise TypeError("Expected an object of type str for 'message', not %r" % type(message).__name__)
        self.message, self.category, self.stacklevel = message, category, stacklevel

    def __call__(self, arg, /):
        message, category = self.message, self.category
        if category is None:
            arg.__deprecated__ = message
            return arg
        if isinstance(arg, type):
            init = arg.__init__

            def __init__(self, *args, **kwargs):
                if type(self) is arg:
                    warn(message, category)
                init(self, *args, **kwargs)

            arg.__init__ = __init__
            arg.__deprecated__ = message
            return arg

        @_wraps(arg)
        def wrapper(*args, **kwargs):
            warn(message, category)
            return arg(*args, **kwargs)

        wrapper.__deprecated__ = message
        return wrapper
