"""Context managers: from generators, as decorators, and stacks of them."""

import os as _os
import sys as _sys
from abc import ABC as _ABC, abstractmethod as _abstract
from collections import deque as _deque
from functools import wraps as _wraps
from types import MethodType as _Method

__all__ = ["asynccontextmanager", "contextmanager", "closing", "nullcontext", "AbstractContextManager", "AbstractAsyncContextManager",
           "AsyncExitStack", "ContextDecorator", "ExitStack", "redirect_stdout", "redirect_stderr", "suppress", "aclosing", "chdir",
           "AsyncContextDecorator"]


def _has_all(cls, names):
    for n in names:
        found = next((c.__dict__[n] for c in cls.__mro__ if n in c.__dict__), None)
        if found is None:
            return NotImplemented
    return True


class AbstractContextManager(_ABC):
    def __enter__(self):
        return self

    @_abstract
    def __exit__(self, exc_type, exc_value, traceback):
        return None

    @classmethod
    def __subclasshook__(cls, other):
        return _has_all(other, ("__enter__", "__exit__")) if cls is AbstractContextManager else NotImplemented


class AbstractAsyncContextManager(_ABC):
    async def __aenter__(self):
        return self

    @_abstract
    async def __aexit__(self, exc_type, exc_value, traceback):
        return None

    @classmethod
    def __subclasshook__(cls, other):
        return _has_all(other, ("__aenter__", "__aexit__")) if cls is AbstractAsyncContextManager else NotImplemented


class ContextDecorator:
    """Makes a manager a decorator too: each call of the function runs in it."""

    def _recreate_cm(self):
        return self

    def __call__(self, func):
        @_wraps(func)
        def inside(*args, **kwds):
            with self._recreate_cm():
                return func(*args, **kwds)
        return inside


class AsyncContextDecorator:
    def _recreate_cm(self):
        return self

    def __call__(self, func):
        @_wraps(func)
        async def inside(*args, **kwds):
            async with self._recreate_cm():
                return await func(*args, **kwds)
        return inside


# ---- Managers from generators ----------------------------------------------


class _FromGenerator:
    """recipe is the generator function and its arguments; it is kept until the block begins."""

    def __init__(self, *recipe):
        function, positional, named = self._recipe = recipe
        self.gen = function(*positional, **named)
        if function.__doc__ is not None:
            self.__doc__ = function.__doc__

    def _recreate_cm(self):
        # Generators run once, so that each call of a decorated function needs one of its own.
        return type(self)(*self._recipe)


_NOT_BEGUN, _NOT_ENDED = "generator didn't yield", "generator didn't stop"


def _same(error, value):
    """Whether the generator let out just what was thrown into it; what to do about the chain of causes."""
    if error is value:
        return True
    # A StopIteration that is thrown in comes out wrapped.
    return isinstance(value, (StopIteration, StopAsyncIteration)) and isinstance(error, RuntimeError) and error.__cause__ is value


class _GeneratorContextManager(_FromGenerator, AbstractContextManager, ContextDecorator):
    """The manager that a generator function makes."""

    def __enter__(self):
        self._recipe = None
        for value in self.gen:
            return value
        raise RuntimeError(_NOT_BEGUN)

    def _too_long(self, after=""):
        self.gen.close()
        return RuntimeError(_NOT_ENDED + after)

    def __exit__(self, exc_type, exc_value, traceback):
        if exc_type is None:
            for _ in self.gen:
                raise self._too_long()
            return False
        thrown = exc_type() if exc_value is None else exc_value
        try:
            self.gen.throw(thrown)
        except StopIteration as e:
            return e is not thrown
        except BaseException as e:
            if _same(e, thrown):
                return False
            raise
        raise self._too_long(" after throw()")


class _AsyncGeneratorContextManager(_FromGenerator, AbstractAsyncContextManager, AsyncContextDecorator):
    """The manager that an asynchronous generator function makes."""

    async def __aenter__(self):
        self._recipe = None
        async for value in self.gen:
            return value
        raise RuntimeError(_NOT_BEGUN)

    async def _too_long(self, after=""):
        await self.gen.aclose()
        return RuntimeError(_NOT_ENDED + after)

    async def __aexit__(self, exc_type, exc_value, traceback):
        if exc_type is None:
            async for _ in self.gen:
                raise await self._too_long()
            return False
        thrown = exc_type() if exc_value is None else exc_value
        try:
            await self.gen.athrow(thrown)
        except StopAsyncIteration as e:
            return e is not thrown
        except BaseException as e:
            if _same(e, thrown):
                return False
            raise
        raise await self._too_long(" after athrow()")


def contextmanager(func):
    @_wraps(func)
    def make(*args, **kwds):
        return _GeneratorContextManager(func, args, kwds)
    return make


def asynccontextmanager(func):
    @_wraps(func)
    def make(*args, **kwds):
        return _AsyncGeneratorContextManager(func, args, kwds)
    return make


# ---- Small managers --------------------------------------------------------


def _giver(attribute):
    """An __enter__ that gives an attribute, and an __aenter__ that does."""
    def enter(self):
        return getattr(self, attribute)

    async def aenter(self):
        return getattr(self, attribute)

    return enter, aenter


class closing(AbstractContextManager):
    __enter__, _ = _giver("thing")

    def __init__(self, thing):
        self.thing = thing

    def __exit__(self, *exc_info):
        self.thing.close()


class aclosing(AbstractAsyncContextManager):
    _, __aenter__ = _giver("thing")

    def __init__(self, thing):
        self.thing = thing

    async def __aexit__(self, *exc_info):
        await self.thing.aclose()


class nullcontext(AbstractContextManager, AbstractAsyncContextManager):
    __enter__, __aenter__ = _giver("enter_result")

    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __exit__(self, *excinfo):
        """Nothing is to be done."""

    async def __aexit__(self, *excinfo):
        """Nor here."""


class suppress(AbstractContextManager):
    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        pass

    def __exit__(self, exc_type, exc_value, traceback):
        if exc_type is None:
            return None
        if issubclass(exc_type, self._exceptions):
            return True
        if isinstance(exc_value, BaseExceptionGroup):
            rest = exc_value.split(self._exceptions)[1]
            if rest is None:
                return True
            if rest is not exc_value:
                raise rest
        return False


class _Redirect(AbstractContextManager):
    _stream = None

    def __init__(self, new_target):
        self._new_target = new_target
        self._before = []  # it can be entered several times

    def __enter__(self):
        self._before.append(getattr(_sys, self._stream))
        setattr(_sys, self._stream, self._new_target)
        return self._new_target

    def __exit__(self, exc_type, exc_value, traceback):
        setattr(_sys, self._stream, self._before.pop())


class redirect_stdout(_Redirect):
    _stream = "stdout"


class redirect_stderr(_Redirect):
    _stream = "stderr"


class chdir(AbstractContextManager):
    def __init__(self, path):
        self.path = path
        self._before = []

    def __enter__(self):
        self._before.append(_os.getcwd())
        _os.chdir(self.path)

    def __exit__(self, *excinfo):
        _os.chdir(self._before.pop())


# ---- Stacks ----------------------------------------------------------------


class _Stack:
    """Exit functions, each with a mark whether it is to be awaited. They are called last first."""

    def __init__(self):
        self._exits = _deque()

    def pop_all(self):
        new = type(self)()
        new._exits, self._exits = self._exits, _deque()
        return new

    def _add(self, function, awaited=False):
        self._exits.append((function, awaited))

    def _look_up(self, manager, enter, leave, kind):
        cls = type(manager)
        try:
            return getattr(cls, enter), getattr(cls, leave)
        except AttributeError:
            raise TypeError("'%s.%s' object does not support the %s protocol" % (cls.__module__, cls.__qualname__, kind)) from None

    def push(self, exit):
        method = getattr(type(exit), "__exit__", None)
        self._add(exit if method is None else _Method(method, exit))
        return exit

    def enter_context(self, cm):
        enter, leave = self._look_up(cm, "__enter__", "__exit__", "context manager")
        result = enter(cm)
        self._add(_Method(leave, cm))
        return result

    def callback(self, callback, /, *args, **kwds):
        def call(exc_type, exc, tb):
            callback(*args, **kwds)
        call.__wrapped__ = callback
        self._add(call)
        return callback


class _Unwinding:
    """The exception that goes through a stack while its exits run."""

    def __init__(self, error):
        self.start = error
        self.now = error
        self.frame = _sys.exception()
        self.swallowed = False

    def arguments(self):
        e = self.now
        return (None, None, None) if e is None else (type(e), e, e.__traceback__)

    def returned(self, value):
        if value and self.now is not None:
            self.now = None
            self.swallowed = True

    def raised(self, error):
        # What was raised while another went through is chained to that one.
        last = error
        while last.__context__ is not None and last.__context__ is not self.now and last.__context__ is not self.frame:
            last = last.__context__
        if last is not self.now:
            last.__context__ = self.now
        self.now = error

    def end(self):
        if self.now is None:
            return self.start is not None and self.swallowed
        if self.now is self.start:
            return False
        context = self.now.__context__
        try:
            raise self.now
        except BaseException:
            self.now.__context__ = context
            raise


class ExitStack(_Stack, AbstractContextManager):
    def __enter__(self):
        return self

    def __exit__(self, *exc_details):
        way = _Unwinding(exc_details[1])
        while self._exits:
            function, _ = self._exits.pop()
            try:
                way.returned(function(*way.arguments()))
            except BaseException as e:
                way.raised(e)
        return way.end()

    def close(self):
        self.__exit__(None, None, None)


class AsyncExitStack(_Stack, AbstractAsyncContextManager):
    async def enter_async_context(self, cm):
        enter, leave = self._look_up(cm, "__aenter__", "__aexit__", "asynchronous context manager")
        result = await enter(cm)
        self._add(_Method(leave, cm), True)
        return result

    def push_async_exit(self, exit):
        method = getattr(type(exit), "__aexit__", None)
        self._add(exit if method is None else _Method(method, exit), True)
        return exit

    def push_async_callback(self, callback, /, *args, **kwds):
        async def call(exc_type, exc, tb):
            await callback(*args, **kwds)
        call.__wrapped__ = callback
        self._add(call, True)
        return callback

    async def aclose(self):
        await self.__aexit__(None, None, None)

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_details):
        way = _Unwinding(exc_details[1])
        while self._exits:
            function, awaited = self._exits.pop()
            try:
                result = function(*way.arguments())
                way.returned(await result if awaited else result)
            except BaseException as e:
                way.raised(e)
        return way.end()
