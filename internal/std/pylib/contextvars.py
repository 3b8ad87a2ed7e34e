"""Variables whose values belong to the context that code runs in: a thread's own, or one that was entered."""

from _thread import get_ident as _thread

__all__ = ["Context", "ContextVar", "Token", "copy_context"]

_MISSING = object()
_entered = {}  # thread -> the context it is in


def _here():
    t = _thread()
    c = _entered.get(t)
    if c is None:
        c = _entered[t] = Context()
    return c


def _switch(to):
    # Enters a context, and gives the one that was left.
    t = _thread()
    old = _entered.get(t)
    _entered[t] = to
    return old


def copy_context():
    return _here().copy()


class Context:
    def __init__(self):
        self._values = {}
        self._active = False

    def run(self, callable, *args, **kwargs):
        if self._active:
            raise RuntimeError("cannot enter context: %r is already entered" % (self,))
        self._active = True
        old = _switch(self)
        try:
            return callable(*args, **kwargs)
        finally:
            _switch(old)
            self._active = False

    def copy(self):
        new = Context()
        new._values = self._values.copy()
        return new

    def __getitem__(self, var):
        return self._values[var]

    def __contains__(self, var):
        return var in self._values

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)

    def __eq__(self, other):
        if not isinstance(other, Context):
            return NotImplemented
        return self._values == other._values

    def get(self, var, default=None):
        return self._values.get(var, default)

    def keys(self):
        return self._values.keys()

    def values(self):
        return self._values.values()

    def items(self):
        return self._values.items()


class Token:
    """What ContextVar.set gives, for reset."""

    MISSING = _MISSING

    def __init__(self, context, var, old):
        self._context = context
        self._used = False
        self.var = var
        self.old_value = old


class ContextVar:
    def __init__(self, name, *, default=_MISSING):
        if not isinstance(name, str):
            raise TypeError("context variable name must be a str")
        self._name = name
        self._default = default

    @classmethod
    def __class_getitem__(cls, item):
        return cls

    @property
    def name(self):
        return self._name

    def __repr__(self):
        default = "" if self._default is _MISSING else " default=%r" % (self._default,)
        return "<ContextVar name=%r%s at 0x%x>" % (self._name, default, id(self))

    def get(self, default=_MISSING):
        value = _here()._values.get(self, _MISSING)
        for v in (value, default, self._default):
            if v is not _MISSING:
                return v
        raise LookupError(self)

    def set(self, value):
        context = _here()
        token = Token(context, self, context._values.get(self, _MISSING))
        context._values[self] = value
        return token

    def reset(self, token):
        if token._used:
            raise RuntimeError("%r has already been used once" % (token,))
        if token.var is not self:
            raise ValueError("%r was created by a different ContextVar" % (token,))
        context = _here()
        if token._context is not context:
            raise ValueError("%r was created in a different Context" % (token,))
        token._used = True
        if token.old_value is _MISSING:
            del context._values[self]
        else:
            context._values[self] = token.old_value
