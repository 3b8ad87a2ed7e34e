"""Abstract classes of containers and the like. Those that say how leave the rest of their methods to be built on the few that a class has."""

import sys as _sys
from abc import ABCMeta as _Meta, abstractmethod as _abstract

__all__ = ["Awaitable", "Coroutine", "AsyncIterable", "AsyncIterator", "AsyncGenerator", "Hashable", "Iterable", "Iterator", "Generator",
           "Reversible", "Sized", "Container", "Callable", "Collection", "Set", "MutableSet", "Mapping", "MutableMapping", "MappingView",
           "KeysView", "ItemsView", "ValuesView", "Sequence", "MutableSequence", "ByteString", "Buffer"]


def _provides(cls, *names):
    for n in names:
        owner = next((c for c in cls.__mro__ if n in c.__dict__), None)
        if owner is None or owner.__dict__[n] is None:
            return NotImplemented
    return True


def _by_methods(*names):
    """A class hook: who has these methods is a subclass of the class itself."""
    def decorate(cls):
        def hook(own, other):
            return _provides(other, *names) if own is cls else NotImplemented
        cls.__subclasshook__ = classmethod(hook)
        return cls
    return decorate


class _Generic(metaclass=_Meta):
    __slots__ = ()

    @classmethod
    def __class_getitem__(cls, item):
        return _sys.modules["types"].GenericAlias(cls, item) if "types" in _sys.modules else cls


@_by_methods("__hash__")
class Hashable(metaclass=_Meta):
    __slots__ = ()

    @_abstract
    def __hash__(self):
        return 0


@_by_methods("__await__")
class Awaitable(_Generic):
    __slots__ = ()

    @_abstract
    def __await__(self):
        yield


@_by_methods("__await__", "send", "throw", "close")
class Coroutine(Awaitable):
    __slots__ = ()

    @_abstract
    def send(self, value):
        raise StopIteration

    @_abstract
    def throw(self, typ, val=None, tb=None):
        raise typ if val is None else val

    def close(self):
        _close_by_throw(self, "coroutine ignored GeneratorExit", (GeneratorExit, StopIteration))


def _close_by_throw(suspended, complaint, expected):
    try:
        suspended.throw(GeneratorExit)
    except expected:
        return
    raise RuntimeError(complaint)


@_by_methods("__aiter__")
class AsyncIterable(_Generic):
    __slots__ = ()

    @_abstract
    def __aiter__(self):
        return AsyncIterator()


@_by_methods("__anext__", "__aiter__")
class AsyncIterator(AsyncIterable):
    __slots__ = ()

    @_abstract
    async def __anext__(self):
        raise StopAsyncIteration

    def __aiter__(self):
        return self


@_by_methods("__aiter__", "__anext__", "asend", "athrow", "aclose")
class AsyncGenerator(AsyncIterator):
    __slots__ = ()

    async def __anext__(self):
        return await self.asend(None)

    @_abstract
    async def asend(self, value):
        raise StopAsyncIteration

    @_abstract
    async def athrow(self, typ, val=None, tb=None):
        raise typ if val is None else val

    async def aclose(self):
        try:
            await self.athrow(GeneratorExit)
        except (GeneratorExit, StopAsyncIteration):
            return
        raise RuntimeError("asynchronous generator ignored GeneratorExit")


@_by_methods("__iter__")
class Iterable(_Generic):
    __slots__ = ()

    @_abstract
    def __iter__(self):
        while False:
            yield None


@_by_methods("__iter__", "__next__")
class Iterator(Iterable):
    __slots__ = ()

    @_abstract
    def __next__(self):
        raise StopIteration

    def __iter__(self):
        return self


@_by_methods("__reversed__", "__iter__")
class Reversible(Iterable):
    __slots__ = ()

    @_abstract
    def __reversed__(self):
        while False:
            yield None


@_by_methods("__iter__", "__next__", "send", "throw", "close")
class Generator(Iterator):
    __slots__ = ()

    def __next__(self):
        return self.send(None)

    @_abstract
    def send(self, value):
        raise StopIteration

    @_abstract
    def throw(self, typ, val=None, tb=None):
        raise typ if val is None else val

    def close(self):
        _close_by_throw(self, "generator ignored GeneratorExit", (GeneratorExit, StopIteration))


@_by_methods("__len__")
class Sized(metaclass=_Meta):
    __slots__ = ()

    @_abstract
    def __len__(self):
        return 0


@_by_methods("__contains__")
class Container(_Generic):
    __slots__ = ()

    @_abstract
    def __contains__(self, x):
        return False


@_by_methods("__len__", "__iter__", "__contains__")
class Collection(Sized, Iterable, Container):
    __slots__ = ()


@_by_methods("__call__")
class Callable(_Generic):
    __slots__ = ()

    @_abstract
    def __call__(self, *args, **kwds):
        return False


@_by_methods("__buffer__")
class Buffer(metaclass=_Meta):
    __slots__ = ()

    @_abstract
    def __buffer__(self, flags):
        raise NotImplementedError


# ---- Sets ------------------------------------------------------------------


class Set(Collection):
    __slots__ = ()

    @classmethod
    def _from_iterable(cls, it):
        return cls(it)

    def _within(self, other):
        return all(x in other for x in self)

    def __le__(self, other):
        if not isinstance(other, Set):
            return NotImplemented
        return len(self) <= len(other) and self._within(other)

    def __lt__(self, other):
        if not isinstance(other, Set):
            return NotImplemented
        return len(self) < len(other) and self._within(other)

    def __ge__(self, other):
        if not isinstance(other, Set):
            return NotImplemented
        return len(self) >= len(other) and all(x in self for x in other)

    def __gt__(self, other):
        if not isinstance(other, Set):
            return NotImplemented
        return len(self) > len(other) and all(x in self for x in other)

    def __eq__(self, other):
        if not isinstance(other, Set):
            return NotImplemented
        return len(self) == len(other) and self._within(other)

    def isdisjoint(self, other):
        return not any(x in self for x in other)

    def _as_set(self, other):
        if isinstance(other, Set):
            return other
        return self._from_iterable(other) if isinstance(other, Iterable) else None

    def __and__(self, other):
        if not isinstance(other, Iterable):
            return NotImplemented
        return self._from_iterable([x for x in other if x in self])

    def __or__(self, other):
        if not isinstance(other, Iterable):
            return NotImplemented
        return self._from_iterable([*self, *other])

    def __sub__(self, other):
        other = self._as_set(other)
        if other is None:
            return NotImplemented
        return self._from_iterable([x for x in self if x not in other])

    def __rsub__(self, other):
        other = self._as_set(other)
        if other is None:
            return NotImplemented
        return self._from_iterable([x for x in other if x not in self])

    def __xor__(self, other):
        other = self._as_set(other)
        if other is None:
            return NotImplemented
        return (self - other) | (other - self)

    __rand__, __ror__, __rxor__ = __and__, __or__, __xor__

    def _hash(self):
        # As unordered as the set: the hashes of the elements are mixed one by one and summed up.
        mask = 2 * _sys.maxsize + 1
        h = 1927868237 * (len(self) + 1) & mask
        for x in self:
            e = hash(x)
            h ^= ((e ^ (e << 16) ^ 89869747) * 3644798167) & mask
        h ^= (h >> 11) ^ (h >> 25)
        h = (h * 69069 + 907133923) & mask
        if h > _sys.maxsize:
            h -= mask + 1
        return 590923713 if h == -1 else h


class MutableSet(Set):
    __slots__ = ()

    @_abstract
    def add(self, value):
        raise NotImplementedError

    @_abstract
    def discard(self, value):
        raise NotImplementedError

    def remove(self, value):
        if value not in self:
            raise KeyError(value)
        self.discard(value)

    def pop(self):
        for value in self:
            self.discard(value)
            return value
        raise KeyError

    def clear(self):
        for value in list(self):
            self.discard(value)

    def __isub__(self, it):
        for value in list(it):
            self.discard(value)
        return self

    def __iand__(self, it):
        return self.__isub__(self - it)

    def __ior__(self, it):
        for added in it:
            self.add(added)
        return self

    def __ixor__(self, it):
        if it is self:
            self.clear()
            return self
        for value in self._as_set(it):
            (self.discard if value in self else self.add)(value)
        return self


# ---- Mappings --------------------------------------------------------------

_NOTHING = object()


class Mapping(Collection):
    __slots__ = ()

    @_abstract
    def __getitem__(self, key):
        raise KeyError

    def _find(self, key):
        try:
            return self[key]
        except KeyError:
            return _NOTHING

    def __contains__(self, key):
        return self._find(key) is not _NOTHING

    def get(self, key, default=None):
        found = self._find(key)
        return default if found is _NOTHING else found

    def keys(self):
        return KeysView(self)

    def items(self):
        return ItemsView(self)

    def values(self):
        return ValuesView(self)

    def __eq__(self, other):
        return dict(self.items()) == dict(other.items()) if isinstance(other, Mapping) else NotImplemented

    __reversed__ = None


class MappingView(Sized):
    __slots__ = ("_mapping",)

    def __init__(self, mapping):
        self._mapping = mapping

    def __len__(self):
        return len(self._mapping)

    def __repr__(self):
        return "%s(%r)" % (type(self).__name__, self._mapping)


class _SetView(MappingView, Set):
    __slots__ = ()
    _from_iterable = classmethod(lambda cls, it: set(it))


class KeysView(_SetView):
    __slots__ = ()

    def __iter__(self):
        return iter(self._mapping)

    def __contains__(self, key):
        return key in self._mapping


class ItemsView(_SetView):
    __slots__ = ()

    def __iter__(self):
        return ((key, self._mapping[key]) for key in self._mapping)

    def __contains__(self, item):
        key, wanted = item
        found = self._mapping.get(key, _NOTHING)
        return found is wanted or found is not _NOTHING and found == wanted


class ValuesView(MappingView, Collection):
    __slots__ = ()

    def __contains__(self, value):
        return any(v is value or v == value for v in self)

    def __iter__(self):
        for key in self._mapping:
            yield self._mapping[key]


class MutableMapping(Mapping):
    __slots__ = ()

    @_abstract
    def __setitem__(self, key, value):
        raise KeyError

    @_abstract
    def __delitem__(self, key):
        raise KeyError

    def pop(self, key, default=_NOTHING):
        try:
            value = self[key]
        except KeyError:
            if default is _NOTHING:
                raise
            return default
        del self[key]
        return value

    def popitem(self):
        for key in self:
            return key, self.pop(key)
        raise KeyError

    def clear(self):
        for key in list(self):
            del self[key]

    def update(self, other=(), /, **kwds):
        pairs = ((k, other[k]) for k in other.keys()) if hasattr(other, "keys") else other
        for source in pairs, kwds.items():
            for k, v in source:
                self[k] = v

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
            return default
        return self[key]


# ---- Sequences -------------------------------------------------------------


class Sequence(Reversible, Collection):
    __slots__ = ()

    @_abstract
    def __getitem__(self, index):
        raise IndexError

    def __iter__(self):
        i = 0
        while True:
            try:
                x = self[i]
            except IndexError:
                return
            yield x
            i += 1

    def __contains__(self, value):
        return any(v is value or v == value for v in self)

    def __reversed__(self):
        for i in range(len(self) - 1, -1, -1):
            yield self[i]

    def index(self, value, start=0, stop=None):
        n = len(self)
        i = max(n + start, 0) if start < 0 else start
        end = stop if stop is None or stop >= 0 else stop + n
        while end is None or i < end:
            try:
                x = self[i]
            except IndexError:
                break
            if x is value or x == value:
                return i
            i += 1
        raise ValueError

    def count(self, value):
        return sum(1 for v in self if v is value or v == value)


class ByteString(Sequence):
    __slots__ = ()


class MutableSequence(Sequence):
    __slots__ = ()

    @_abstract
    def __setitem__(self, index, value):
        raise IndexError

    @_abstract
    def __delitem__(self, index):
        raise IndexError

    @_abstract
    def insert(self, index, value):
        raise IndexError

    def append(self, value):
        self.insert(len(self), value)

    def clear(self):
        while len(self):
            self.pop()

    def reverse(self):
        i, j = 0, len(self) - 1
        while i < j:
            self[i], self[j] = self[j], self[i]
            i, j = i + 1, j - 1

    def extend(self, values):
        for v in list(values) if values is self else values:
            self.append(v)

    def pop(self, index=-1):
        v = self[index]
        del self[index]
        return v

    def remove(self, value):
        del self[self.index(value)]

    def __iadd__(self, values):
        self.extend(values)
        return self


for _abc, _classes in {
    Sequence: (tuple, str, range, memoryview, bytes, bytearray, list), MutableSequence: (list, bytearray), ByteString: (bytes, bytearray),
    Set: (frozenset, set, type({}.keys()), type({}.items())), MutableSet: (set,), Mapping: (dict, type(type.__dict__)), MutableMapping: (dict,),
    KeysView: (type({}.keys()),), ItemsView: (type({}.items()),), ValuesView: (type({}.values()),), Buffer: (bytes, bytearray, memoryview),
}.items():
    for _c in _classes:
        _abc.register(_c)
del _abc, _classes, _c
