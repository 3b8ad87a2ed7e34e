"""References that do not keep their object, and containers of them. An object is gone when the collector has found that: not at once."""

import atexit as _atexit
from _weakref import ref
from collections.abc import MutableMapping as _MutableMapping, MutableSet as _MutableSet
from types import MethodType as _Method

__all__ = ["ref", "proxy", "WeakKeyDictionary", "ReferenceType", "ProxyType", "WeakValueDictionary", "WeakSet", "WeakMethod", "finalize"]

ReferenceType = ref


class _Proxy:
    """Behaves as the object that it refers to."""

    __slots__ = ("_ref",)

    def __init__(self, object, callback=None):
        _set(self, "_ref", ref(object, callback))

    def __getattr__(self, name):
        return getattr(_target(self), name)

    def __setattr__(self, name, value):
        setattr(_target(self), name, value)

    def __delattr__(self, name):
        delattr(_target(self), name)

    def __repr__(self):
        return repr(_target(self))

    def __str__(self):
        return str(_target(self))

    def __bool__(self):
        return bool(_target(self))

    __hash__ = None

    def __call__(self, *args, **kwargs):
        return _target(self)(*args, **kwargs)


_set = object.__setattr__


def _target(p):
    o = object.__getattribute__(p, "_ref")()
    if o is None:
        raise ReferenceError("weakly-referenced object no longer exists")
    return o


def _forwarded(name):
    def method(self, *args):
        args = [_target(a) if isinstance(a, _Proxy) else a for a in args]
        f = getattr(type(_target(self)), name, None)
        return NotImplemented if f is None else f(_target(self), *args)
    return method


for _name in ("lt le eq ne gt ge add radd sub rsub mul rmul truediv rtruediv floordiv rfloordiv mod rmod pow rpow and rand or ror xor rxor "
              "lshift rshift neg pos abs invert len getitem setitem delitem contains iter next int float index enter exit").split():
    setattr(_Proxy, "__%s__" % _name, _forwarded("__%s__" % _name))
del _name
ProxyType = _Proxy


def proxy(object, callback=None):
    return _Proxy(object, callback)


class WeakMethod:
    """A weak reference to a bound method, which is made anew when it is asked for."""

    def __init__(self, meth, callback=None):
        if not isinstance(meth, _Method):
            raise TypeError("argument should be a bound method, not %s" % type(meth))
        self._self, self._func = ref(meth.__self__, callback and (lambda r: callback(self))), ref(meth.__func__)
        self._kind = type(meth)

    def __call__(self):
        obj, func = self._self(), self._func()
        return None if obj is None or func is None else self._kind(func, obj)

    def __eq__(self, other):
        return isinstance(other, WeakMethod) and self._self == other._self and self._func == other._func

    def __hash__(self):
        return hash(self._func)


class WeakValueDictionary(_MutableMapping):
    """Entries go with their values."""

    def __init__(self, other=(), /, **kw):
        self.data = {}
        self.update(other, **kw)

    def _alive(self):
        for k, r in list(self.data.items()):
            v = r()
            if v is None:
                self.data.pop(k, None)
            else:
                yield k, v

    def __getitem__(self, key):
        v = self.data[key]()
        if v is None:
            del self.data[key]
            raise KeyError(key)
        return v

    def __setitem__(self, key, value):
        self.data[key] = ref(value)

    def __delitem__(self, key):
        del self.data[key]

    def __iter__(self):
        return (k for k, _ in self._alive())

    def __len__(self):
        return sum(1 for _ in self._alive())

    def __repr__(self):
        return "<%s at 0x%x>" % (type(self).__name__, id(self))

    def items(self):
        return self._alive()

    def values(self):
        return (v for _, v in self._alive())

    def keys(self):
        return iter(self)

    def copy(self):
        new = type(self)()
        new.data.update(self.data)
        return new

    def valuerefs(self):
        return list(self.data.values())

    def itervaluerefs(self):
        return iter(self.valuerefs())


class WeakKeyDictionary(_MutableMapping):
    """Entries go with their keys."""

    def __init__(self, dict=None):
        self.data = {}
        if dict is not None:
            self.update(dict)

    def _alive(self):
        for r, v in list(self.data.items()):
            k = r()
            if k is None:
                self.data.pop(r, None)
            else:
                yield k, v

    def __getitem__(self, key):
        try:
            return self.data[ref(key)]
        except KeyError:
            raise KeyError(key) from None

    def __setitem__(self, key, value):
        r = ref(key)
        hash(r)
        self.data[r] = value

    def __delitem__(self, key):
        del self.data[ref(key)]

    def __contains__(self, key):
        try:
            return ref(key) in self.data
        except TypeError:
            return False

    def __iter__(self):
        return (k for k, _ in self._alive())

    def __len__(self):
        return sum(1 for _ in self._alive())

    def __repr__(self):
        return "<%s at 0x%x>" % (type(self).__name__, id(self))

    def items(self):
        return self._alive()

    def keys(self):
        return iter(self)

    def values(self):
        return (v for _, v in self._alive())

    def copy(self):
        new = type(self)()
        new.data.update(self.data)
        return new

    def keyrefs(self):
        return list(self.data)


class WeakSet(_MutableSet):
    def __init__(self, data=None):
        self.data = {}
        for x in data or ():
            self.add(x)

    def __contains__(self, item):
        try:
            return ref(item) in self.data
        except TypeError:
            return False

    def __iter__(self):
        for r in list(self.data):
            x = r()
            if x is None:
                self.data.pop(r, None)
            else:
                yield x

    def __len__(self):
        return sum(1 for _ in self)

    def __repr__(self):
        return repr(set(self))

    def add(self, item):
        r = ref(item)
        hash(r)
        self.data[r] = True

    def discard(self, item):
        self.data.pop(ref(item), None)

    def update(self, other):
        for x in other:
            self.add(x)

    def copy(self):
        return type(self)(self)


class finalize:
    """Calls a function when an object is gone, at the latest at the end of the program."""

    _pending = {}

    def __init__(self, obj, func, /, *args, **kwargs):
        self._what = (func, args, kwargs)
        self._ref = ref(obj, self._gone)
        self.atexit = True
        finalize._pending[self] = True

    def _gone(self, r):
        self()

    def __call__(self, _=None):
        if finalize._pending.pop(self, None):
            func, args, kwargs = self._what
            return func(*args, **kwargs)
        return None

    def detach(self):
        obj = self._ref()
        if obj is not None and finalize._pending.pop(self, None):
            return (obj, *self._what)
        return None

    def peek(self):
        obj = self._ref()
        return (obj, *self._what) if obj is not None and self in finalize._pending else None

    @property
    def alive(self):
        return self in finalize._pending

    @staticmethod
    def _at_exit():
        for f in reversed(list(finalize._pending)):
            if f.atexit:
                f()


_atexit.register(finalize._at_exit)
