"""Messages of a program about what it does, by loggers with names, levels, handlers and formats."""

import os as _os
import string as _string
import sys as _sys
import threading as _threading
import time as _time
import traceback as _traceback

__all__ = ["BASIC_FORMAT", "CRITICAL", "DEBUG", "ERROR", "FATAL", "FileHandler", "Filter", "Formatter", "Handler", "INFO", "LogRecord",
           "Logger", "LoggerAdapter", "NOTSET", "NullHandler", "StreamHandler", "WARN", "WARNING", "addLevelName", "basicConfig",
           "captureWarnings", "critical", "debug", "disable", "error", "exception", "fatal", "getLevelName", "getLogger",
           "getLoggerClass", "info", "log", "makeLogRecord", "setLoggerClass", "shutdown", "warn", "warning", "getLogRecordFactory",
           "setLogRecordFactory", "lastResort", "raiseExceptions", "getLevelNamesMapping", "getHandlerByName", "getHandlerNames"]

CRITICAL = FATAL = 50
ERROR = 40
WARNING = WARN = 30
INFO = 20
DEBUG = 10
NOTSET = 0
BASIC_FORMAT = "%(levelname)s:%(name)s:%(message)s"
raiseExceptions = True

_names = {CRITICAL: "CRITICAL", ERROR: "ERROR", WARNING: "WARNING", INFO: "INFO", DEBUG: "DEBUG", NOTSET: "NOTSET"}
_levels = {"CRITICAL": CRITICAL, "FATAL": FATAL, "ERROR": ERROR, "WARN": WARNING, "WARNING": WARNING, "INFO": INFO, "DEBUG": DEBUG,
           "NOTSET": NOTSET}
_started = _time.time()
_lock = _threading.RLock()


def getLevelName(level):
    if level in _names:
        return _names[level]
    return _levels.get(level, "Level %s" % level)


def getLevelNamesMapping():
    return _levels.copy()


def addLevelName(level, levelName):
    _names[level] = levelName
    _levels[levelName] = level


def _level(level):
    if isinstance(level, int):
        return level
    if not isinstance(level, str):
        raise TypeError("Level not an integer or a valid string: %r" % (level,))
    if level not in _levels:
        raise ValueError("Unknown level: %r" % (level,))
    return _levels[level]


# ---- Records and formats ---------------------------------------------------


class LogRecord:
    """One message, with what there is to say about it."""

    def __init__(self, name, level, pathname, lineno, msg, args, exc_info, func=None, sinfo=None, **kwargs):
        now = _time.time()
        self.name, self.levelno, self.levelname = name, level, getLevelName(level)
        self.msg = msg
        # A single mapping is what the names in the message are looked up in.
        self.args = args[0] if args and len(args) == 1 and isinstance(args[0], dict) and args[0] else args
        self.pathname, self.lineno, self.funcName = pathname, lineno, func
        self.filename = _os.path.basename(pathname)
        self.module = _os.path.splitext(self.filename)[0]
        self.exc_info, self.exc_text, self.stack_info = exc_info, None, sinfo
        self.created = now
        self.msecs = int((now - int(now)) * 1000) + 0.0
        self.relativeCreated = (now - _started) * 1000
        self.thread, self.threadName = _threading.get_ident(), _threading.current_thread().name
        self.process, self.processName, self.taskName = _os.getpid(), "MainProcess", None

    def __repr__(self):
        return '<LogRecord: %s, %s, %s, %s, "%s">' % (self.name, self.levelno, self.pathname, self.lineno, self.msg)

    def getMessage(self):
        text = str(self.msg)
        return text % self.args if self.args else text


_record_class = LogRecord


def setLogRecordFactory(factory):
    global _record_class
    _record_class = factory


def getLogRecordFactory():
    return _record_class


def makeLogRecord(dict):
    r = _record_class(None, None, "", 0, "", (), None, None)
    r.__dict__.update(dict)
    return r


class Formatter:
    """Makes text of records. The style says how fields are written: %, { or $."""

    default_time_format = "%Y-%m-%d %H:%M:%S"
    default_msec_format = "%s,%03d"
    converter = _time.localtime

    def __init__(self, fmt=None, datefmt=None, style="%", validate=True, *, defaults=None):
        if style not in "%{$" or not style:
            raise ValueError("Style must be one of: %s" % ",".join("%{$"))
        default = {"%": "%(message)s", "{": "{message}", "$": "${message}"}[style]
        self._style, self._fmt, self.datefmt = style, fmt or default, datefmt
        self._defaults = defaults or {}
        if validate and fmt and {"%": "%(", "{": "{", "$": "$"}[style] not in fmt:
            raise ValueError("Invalid format '%s' for '%s' style" % (fmt, style))

    def usesTime(self):
        return {"%": "%(asctime)", "{": "{asctime", "$": "$asctime"}[self._style] in self._fmt or "${asctime}" in self._fmt

    def formatTime(self, record, datefmt=None):
        when = type(self).converter(record.created)
        if datefmt:
            return _time.strftime(datefmt, when)
        text = _time.strftime(self.default_time_format, when)
        return self.default_msec_format % (text, record.msecs) if self.default_msec_format else text

    def formatException(self, ei):
        return "".join(_traceback.format_exception(*ei)).rstrip("\n")

    def formatStack(self, stack_info):
        return stack_info

    def formatMessage(self, record):
        values = {**self._defaults, **record.__dict__}
        if self._style == "%":
            return self._fmt % values
        return self._fmt.format(**values) if self._style == "{" else _string.Template(self._fmt).substitute(**values)

    def format(self, record):
        record.message = record.getMessage()
        if self.usesTime():
            record.asctime = self.formatTime(record, self.datefmt)
        parts = [self.formatMessage(record)]
        if record.exc_info and not record.exc_text:
            record.exc_text = self.formatException(record.exc_info)
        if record.exc_text:
            parts.append(record.exc_text)
        if record.stack_info:
            parts.append(self.formatStack(record.stack_info))
        return "\n".join(p if i == len(parts) - 1 else p.removesuffix("\n") for i, p in enumerate(parts))


class Filter:
    """Lets through the records of a logger and of those below it."""

    def __init__(self, name=""):
        self.name = name

    def filter(self, record):
        return not self.name or record.name == self.name or record.name.startswith(self.name + ".")


class Filterer:
    def __init__(self):
        self.filters = []

    def addFilter(self, filter):
        if filter not in self.filters:
            self.filters.append(filter)

    def removeFilter(self, filter):
        if filter in self.filters:
            self.filters.remove(filter)

    def filter(self, record):
        for f in self.filters:
            answer = f.filter(record) if hasattr(f, "filter") else f(record)
            if not answer:
                return False
            if isinstance(answer, LogRecord):
                record = answer
        return record


# ---- Handlers --------------------------------------------------------------

_handlers = []
_default_format = Formatter()


class Handler(Filterer):
    def __init__(self, level=NOTSET):
        super().__init__()
        self._name = None
        self.level = _level(level)
        self.formatter = None
        self.lock = _threading.RLock()
        _handlers.append(self)

    def __repr__(self):
        return "<%s (%s)>" % (type(self).__name__, getLevelName(self.level))

    name = property(lambda self: self._name, lambda self, value: setattr(self, "_name", value))

    def get_name(self):
        return self._name

    def set_name(self, name):
        self._name = name

    def createLock(self):
        self.lock = _threading.RLock()

    def acquire(self):
        self.lock.acquire()

    def release(self):
        self.lock.release()

    def setLevel(self, level):
        self.level = _level(level)

    def setFormatter(self, fmt):
        self.formatter = fmt

    def format(self, record):
        return (self.formatter or _default_format).format(record)

    def emit(self, record):
        raise NotImplementedError("emit must be implemented by Handler subclasses")

    def handle(self, record):
        kept = self.filter(record)
        if isinstance(kept, LogRecord):
            record = kept
        if kept:
            with self.lock:
                self.emit(record)
        return kept

    def flush(self):
        pass

    def close(self):
        if self in _handlers:
            _handlers.remove(self)

    def handleError(self, record):
        if raiseExceptions and _sys.stderr:
            _sys.stderr.write("--- Logging error ---\n")
            _traceback.print_exc()
            _sys.stderr.write("Message: %r\nArguments: %s\n" % (record.msg, record.args))


class StreamHandler(Handler):
    terminator = "\n"

    def __init__(self, stream=None):
        super().__init__()
        self.stream = _sys.stderr if stream is None else stream

    def __repr__(self):
        name = str(getattr(self.stream, "name", ""))
        return "<%s %s(%s)>" % (type(self).__name__, name + " " if name else "", getLevelName(self.level))

    def setStream(self, stream):
        if stream is self.stream:
            return None
        old, self.stream = self.stream, stream
        return old

    def flush(self):
        with self.lock:
            if self.stream is not None and hasattr(self.stream, "flush"):
                self.stream.flush()

    def emit(self, record):
        try:
            self.stream.write(self.format(record) + self.terminator)
            self.flush()
        except RecursionError:
            raise
        except Exception:
            self.handleError(record)


class FileHandler(StreamHandler):
    def __init__(self, filename, mode="a", encoding=None, delay=False, errors=None):
        self.baseFilename = _os.path.abspath(_os.fspath(filename))
        self.mode, self.encoding, self.errors = mode, encoding, errors
        super().__init__(None if delay else self._open())
        if delay:
            self.stream = None

    def __repr__(self):
        return "<%s %s (%s)>" % (type(self).__name__, self.baseFilename, getLevelName(self.level))

    def _open(self):
        return open(self.baseFilename, self.mode, encoding=self.encoding, errors=self.errors)

    def emit(self, record):
        if self.stream is None:
            self.stream = self._open()
        super().emit(record)

    def close(self):
        with self.lock:
            stream, self.stream = self.stream, None
            if stream is not None:
                stream.flush()
                stream.close()
            super().close()


class NullHandler(Handler):
    def handle(self, record):
        pass

    def emit(self, record):
        pass


class _Stderr(StreamHandler):
    """Writes to what sys.stderr is at the time."""

    def __init__(self, level=NOTSET):
        Handler.__init__(self, level)

    stream = property(lambda self: _sys.stderr)


lastResort = _Stderr(WARNING)


def getHandlerByName(name):
    return next((h for h in _handlers if h.name == name), None)


def getHandlerNames():
    return frozenset(h.name for h in _handlers if h.name)


# ---- Loggers ---------------------------------------------------------------


class Logger(Filterer):
    """A name for the messages of a part of a program. What its handlers have seen goes on to those of the logger above."""

    def __init__(self, name, level=NOTSET):
        super().__init__()
        self.name = name
        self.level = _level(level)
        self.parent = None
        self.propagate = True
        self.handlers = []
        self.disabled = False

    def __repr__(self):
        return "<%s %s (%s)>" % (type(self).__name__, self.name, getLevelName(self.getEffectiveLevel()))

    def setLevel(self, level):
        self.level = _level(level)

    def getEffectiveLevel(self):
        at = self
        while at is not None:
            if at.level:
                return at.level
            at = at.parent
        return NOTSET

    def isEnabledFor(self, level):
        return not self.disabled and _Tree.off < level >= self.getEffectiveLevel()

    def getChild(self, suffix):
        return getLogger(suffix if self is root else self.name + "." + suffix)

    def getChildren(self):
        return {x for x in _Tree.loggers.values() if x.parent is self}

    def addHandler(self, hdlr):
        if hdlr not in self.handlers:
            self.handlers.append(hdlr)

    def removeHandler(self, hdlr):
        if hdlr in self.handlers:
            self.handlers.remove(hdlr)

    def hasHandlers(self):
        at = self
        while at is not None:
            if at.handlers:
                return True
            at = at.parent if at.propagate else None
        return False

    def debug(self, msg, *args, **kwargs):
        self.log(DEBUG, msg, *args, **kwargs)

    def info(self, msg, *args, **kwargs):
        self.log(INFO, msg, *args, **kwargs)

    def warning(self, msg, *args, **kwargs):
        self.log(WARNING, msg, *args, **kwargs)

    warn = warning

    def error(self, msg, *args, **kwargs):
        self.log(ERROR, msg, *args, **kwargs)

    def exception(self, msg, *args, exc_info=True, **kwargs):
        self.log(ERROR, msg, *args, exc_info=exc_info, **kwargs)

    def critical(self, msg, *args, **kwargs):
        self.log(CRITICAL, msg, *args, **kwargs)

    fatal = critical

    def log(self, level, msg, *args, **kwargs):
        if not isinstance(level, int):
            if raiseExceptions:
                raise TypeError("level must be an integer")
            return
        if self.isEnabledFor(level):
            self._log(level, msg, args, **kwargs)

    def _log(self, level, msg, args, exc_info=None, extra=None, stack_info=False, stacklevel=1):
        if isinstance(exc_info, BaseException):
            exc_info = (type(exc_info), exc_info, exc_info.__traceback__)
        elif exc_info and not isinstance(exc_info, tuple):
            exc_info = _sys.exc_info()
        self.handle(self.makeRecord(self.name, level, "(unknown file)", 0, msg, args, exc_info or None, "(unknown function)", extra))

    def makeRecord(self, name, level, fn, lno, msg, args, exc_info, func=None, extra=None, sinfo=None):
        record = _record_class(name, level, fn, lno, msg, args, exc_info, func, sinfo)
        for key in extra or ():
            if key in ("message", "asctime") or key in record.__dict__:
                raise KeyError("Attempt to overwrite %r in LogRecord" % key)
            record.__dict__[key] = extra[key]
        return record

    def handle(self, record):
        if self.disabled:
            return
        kept = self.filter(record)
        if kept:
            self.callHandlers(kept if isinstance(kept, LogRecord) else record)

    def callHandlers(self, record):
        at, found = self, 0
        while at is not None:
            for h in at.handlers:
                found += 1
                if record.levelno >= h.level:
                    h.handle(record)
            at = at.parent if at.propagate else None
        if not found and lastResort is not None and record.levelno >= lastResort.level:
            lastResort.handle(record)


class RootLogger(Logger):
    def __init__(self, level):
        super().__init__("root", level)


class _Tree:
    """All loggers by name. A name with dots belongs under the longest one before a dot that there is."""

    loggers = {}
    logger_class = Logger
    off = NOTSET

    @classmethod
    def get(cls, name):
        with _lock:
            found = cls.loggers.get(name)
            if found is None:
                found = cls.loggers[name] = cls.logger_class(name)
                found.parent = cls.above(name)
                for other, x in cls.loggers.items():
                    if other.startswith(name + ".") and len(x.parent.name if x.parent is not root else "") < len(name):
                        x.parent = found
            return found

    @classmethod
    def above(cls, name):
        while "." in name:
            name = name.rpartition(".")[0]
            if name in cls.loggers:
                return cls.loggers[name]
        return root


root = RootLogger(WARNING)
Logger.root = root


def getLogger(name=None):
    if not name or name == "root":
        return root
    if not isinstance(name, str):
        raise TypeError("A logger name must be a string")
    return _Tree.get(name)


def setLoggerClass(klass):
    if not issubclass(klass, Logger):
        raise TypeError("logger not derived from logging.Logger: " + klass.__name__)
    _Tree.logger_class = klass


def getLoggerClass():
    return _Tree.logger_class


class LoggerAdapter:
    """A logger whose messages carry more; process can rewrite them."""

    def __init__(self, logger, extra=None, merge_extra=False):
        self.logger, self.extra, self.merge_extra = logger, extra, merge_extra

    def __repr__(self):
        return "<%s %s (%s)>" % (type(self).__name__, self.logger.name, getLevelName(self.logger.getEffectiveLevel()))

    name = property(lambda self: self.logger.name)

    def process(self, msg, kwargs):
        own = kwargs.get("extra") if self.merge_extra else None
        kwargs["extra"] = {**self.extra, **own} if own else self.extra
        return msg, kwargs

    def log(self, level, msg, *args, **kwargs):
        if self.isEnabledFor(level):
            msg, kwargs = self.process(msg, kwargs)
            self.logger.log(level, msg, *args, **kwargs)

    def debug(self, msg, *args, **kwargs):
        self.log(DEBUG, msg, *args, **kwargs)

    def info(self, msg, *args, **kwargs):
        self.log(INFO, msg, *args, **kwargs)

    def warning(self, msg, *args, **kwargs):
        self.log(WARNING, msg, *args, **kwargs)

    def error(self, msg, *args, **kwargs):
        self.log(ERROR, msg, *args, **kwargs)

    def exception(self, msg, *args, exc_info=True, **kwargs):
        self.log(ERROR, msg, *args, exc_info=exc_info, **kwargs)

    def critical(self, msg, *args, **kwargs):
        self.log(CRITICAL, msg, *args, **kwargs)

    def isEnabledFor(self, level):
        return self.logger.isEnabledFor(level)

    def setLevel(self, level):
        self.logger.setLevel(level)

    def getEffectiveLevel(self):
        return self.logger.getEffectiveLevel()

    def hasHandlers(self):
        return self.logger.hasHandlers()


# ---- The root logger's functions -------------------------------------------


def basicConfig(*, force=False, handlers=None, stream=None, filename=None, filemode="a", encoding=None, errors="backslashreplace",
                format=None, datefmt=None, style="%", level=None):
    with _lock:
        if force:
            for h in root.handlers[:]:
                root.removeHandler(h)
                h.close()
        if root.handlers:
            return
        if handlers is not None and (stream is not None or filename is not None):
            raise ValueError("'stream' or 'filename' should not be specified together with 'handlers'")
        if stream is not None and filename is not None:
            raise ValueError("'stream' and 'filename' should not be specified together")
        if handlers is None:
            handlers = [StreamHandler(stream) if filename is None else FileHandler(filename, filemode, encoding, errors=errors)]
        formatter = Formatter(format or {"%": BASIC_FORMAT, "{": "{levelname}:{name}:{message}", "$": "${levelname}:${name}:${message}"}[style],
                              datefmt, style)
        for h in handlers:
            if h.formatter is None:
                h.setFormatter(formatter)
            root.addHandler(h)
        if level is not None:
            root.setLevel(level)


def log(level, msg, *args, **kwargs):
    if not root.handlers:
        basicConfig()
    root.log(level, msg, *args, **kwargs)


def debug(msg, *args, **kwargs):
    log(DEBUG, msg, *args, **kwargs)


def info(msg, *args, **kwargs):
    log(INFO, msg, *args, **kwargs)


def warning(msg, *args, **kwargs):
    log(WARNING, msg, *args, **kwargs)


warn = warning


def error(msg, *args, **kwargs):
    log(ERROR, msg, *args, **kwargs)


def exception(msg, *args, exc_info=True, **kwargs):
    log(ERROR, msg, *args, exc_info=exc_info, **kwargs)


def critical(msg, *args, **kwargs):
    log(CRITICAL, msg, *args, **kwargs)


fatal = critical


def disable(level=CRITICAL):
    _Tree.off = _level(level)


def captureWarnings(capture):
    import warnings

    def show(message, category, filename, lineno, file=None, line=None):
        getLogger("py.warnings").warning("%s", warnings.formatwarning(message, category, filename, lineno, line))

    warnings.showwarning = show if capture else warnings._own_show


def shutdown(handlerList=None):
    for h in reversed(_handlers[:] if handlerList is None else list(handlerList)):
        try:
            h.flush()
            h.close()
        except (OSError, ValueError):
            pass


import atexit as _atexit

_atexit.register(shutdown)
