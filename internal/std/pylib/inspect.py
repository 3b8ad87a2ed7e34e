"""Looking at objects: what kind they are, what they have, how functions are called."""

import sys as _sys
import types as _types

__all__ = ["BoundArguments", "Parameter", "Signature", "cleandoc", "getdoc", "getmembers", "getmodule", "getmro", "getfullargspec",
           "isabstract", "isasyncgen", "isasyncgenfunction", "isawaitable", "isbuiltin", "isclass", "iscoroutine", "iscoroutinefunction",
           "isdatadescriptor", "isfunction", "isgenerator", "isgeneratorfunction", "ismethod", "ismethoddescriptor", "ismodule",
           "isroutine", "istraceback", "signature", "unwrap", "getattr_static", "FullArgSpec", "get_annotations", "getgeneratorstate",
           "getcoroutinestate", "markcoroutinefunction", "GEN_CREATED", "GEN_RUNNING", "GEN_SUSPENDED", "GEN_CLOSED", "CORO_CREATED",
           "CORO_RUNNING", "CORO_SUSPENDED", "CORO_CLOSED"]

from collections import OrderedDict as _OrderedDict, namedtuple as _namedtuple

FullArgSpec = _namedtuple("FullArgSpec", "args varargs varkw defaults kwonlyargs kwonlydefaults annotations", module="inspect")
GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, GEN_CLOSED = "GEN_CREATED", "GEN_RUNNING", "GEN_SUSPENDED", "GEN_CLOSED"
CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED, CORO_CLOSED = "CORO_CREATED", "CORO_RUNNING", "CORO_SUSPENDED", "CORO_CLOSED"
_coroutine_mark = object()

# ---- Kinds -----------------------------------------------------------------


def ismodule(object):
    return isinstance(object, _types.ModuleType)


def isclass(object):
    return isinstance(object, type)


def ismethod(object):
    return isinstance(object, _types.MethodType)


def isfunction(object):
    return isinstance(object, _types.FunctionType)


def isbuiltin(object):
    return isinstance(object, _types.BuiltinFunctionType)


def isgenerator(object):
    return isinstance(object, _types.GeneratorType)


def iscoroutine(object):
    return isinstance(object, _types.CoroutineType)


def isasyncgen(object):
    return isinstance(object, _types.AsyncGeneratorType)


def istraceback(object):
    return isinstance(object, _types.TracebackType)


def isawaitable(object):
    return iscoroutine(object) or hasattr(type(object), "__await__")


def _flag(object, bit):
    # Of functions, of methods, and of what functools.partial wraps.
    while True:
        inner = getattr(object, "__func__", None) if ismethod(object) else getattr(object, "func", None)
        if inner is None or isfunction(object):
            break
        object = inner
    return isfunction(object) and bool(object.__code__.co_flags & bit)


def isgeneratorfunction(obj):
    return _flag(obj, 0x20)


def iscoroutinefunction(obj):
    return _flag(obj, 0x80) or getattr(obj, "_is_coroutine_mark", None) is _coroutine_mark


def isasyncgenfunction(obj):
    return _flag(obj, 0x200)


def markcoroutinefunction(func):
    getattr(func, "__func__", func)._is_coroutine_mark = _coroutine_mark
    return func


def ismethoddescriptor(object):
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    kind = type(object)
    return hasattr(kind, "__get__") and not hasattr(kind, "__set__") and not hasattr(kind, "__delete__")


def isdatadescriptor(object):
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    return hasattr(type(object), "__set__") or hasattr(type(object), "__delete__")


def isroutine(object):
    return isbuiltin(object) or isfunction(object) or ismethod(object) or ismethoddescriptor(object)


def isabstract(object):
    return isclass(object) and bool(getattr(object, "__abstractmethods__", None))


def _state(object, prefix, names):
    if getattr(object, prefix + "running"):
        return names[1]
    if getattr(object, prefix + "suspended"):
        return names[2]
    return names[3] if getattr(object, prefix + "frame") is None else names[0]


def getgeneratorstate(generator):
    return _state(generator, "gi_", (GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, GEN_CLOSED))


def getcoroutinestate(coroutine):
    return _state(coroutine, "cr_", (CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED, CORO_CLOSED))


# ---- What objects have -----------------------------------------------------


def getmro(cls):
    return cls.__mro__


def getmembers(object, predicate=None):
    out = []
    for name in sorted(set(dir(object))):
        try:
            value = getattr(object, name)
        except AttributeError:
            continue
        if predicate is None or predicate(value):
            out.append((name, value))
    return out


def getmodule(object, _filename=None):
    if ismodule(object):
        return object
    return _sys.modules.get(getattr(object, "__module__", None))


def getattr_static(obj, attr, *default):
    places = [getattr(obj, "__dict__", {})] + [c.__dict__ for c in (obj.__mro__ if isclass(obj) else type(obj).__mro__)]
    for p in places:
        if attr in p:
            return p[attr]
    if default:
        return default[0]
    raise AttributeError(attr)


def cleandoc(doc):
    lines = doc.expandtabs().split("\n")
    indents = [len(x) - len(x.lstrip(" ")) for x in lines[1:] if x.strip()]
    cut = min(indents, default=0)
    lines = [lines[0].lstrip(" ")] + [x[cut:] for x in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)


def getdoc(object):
    doc = getattr(object, "__doc__", None)
    if doc is None and isclass(object):
        doc = next((c.__doc__ for c in object.__mro__[1:-1] if c.__doc__), None)
    return cleandoc(doc) if isinstance(doc, str) else None


def unwrap(func, *, stop=None):
    seen = {id(func)}
    while hasattr(func, "__wrapped__") and not (stop and stop(func)):
        func = func.__wrapped__
        if id(func) in seen:
            raise ValueError("wrapper loop when unwrapping %r" % (func,))
        seen.add(id(func))
    return func


def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    return dict(getattr(obj, "__annotations__", None) or {})


# ---- Signatures ------------------------------------------------------------


class _empty:
    """Stands for a default or annotation that is not there."""


class _Kind(int):
    _names = ("POSITIONAL_ONLY", "POSITIONAL_OR_KEYWORD", "VAR_POSITIONAL", "KEYWORD_ONLY", "VAR_KEYWORD")
    description = property(lambda self: ("positional-only", "positional or keyword", "variadic positional", "keyword-only",
                                         "variadic keyword")[self])
    name = property(lambda self: self._names[self])

    def __str__(self):
        return self._names[self]

    def __repr__(self):
        return "<_ParameterKind.%s: %d>" % (self._names[self], self)


_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD, _VAR_POSITIONAL, _KEYWORD_ONLY, _VAR_KEYWORD = map(_Kind, range(5))


def _shown(annotation):
    if getattr(annotation, "__module__", None) == "typing" and not isclass(annotation):
        return repr(annotation).replace("typing.", "")
    if isclass(annotation) and not hasattr(annotation, "__origin__"):
        return annotation.__qualname__ if annotation.__module__ in ("builtins", None) else annotation.__module__ + "." + annotation.__qualname__
    return repr(annotation)


class Parameter:
    POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL = _POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD, _VAR_POSITIONAL
    KEYWORD_ONLY, VAR_KEYWORD = _KEYWORD_ONLY, _VAR_KEYWORD
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        if not isinstance(name, str):
            raise TypeError("name must be a str, not a %s" % type(name).__name__)
        if not name.isidentifier():
            raise ValueError("%r is not a valid parameter name" % name)
        if default is not _empty and kind in (_VAR_POSITIONAL, _VAR_KEYWORD):
            raise ValueError("%s parameters cannot have default values" % _Kind(kind).description)
        self.name, self.kind, self.default, self.annotation = name, _Kind(kind), default, annotation

    def replace(self, **changes):
        values = dict(name=self.name, kind=self.kind, default=self.default, annotation=self.annotation)
        values.update(changes)
        return type(self)(values.pop("name"), values.pop("kind"), **values)

    def __str__(self):
        text = {_VAR_POSITIONAL: "*", _VAR_KEYWORD: "**"}.get(self.kind, "") + self.name
        if self.annotation is not _empty:
            text += ": " + _shown(self.annotation)
        if self.default is not _empty:
            text += (" = " if self.annotation is not _empty else "=") + repr(self.default)
        return text

    def __repr__(self):
        return '<Parameter "%s">' % self

    def __eq__(self, other):
        if not isinstance(other, Parameter):
            return NotImplemented
        return (self.name, self.kind, self.default, self.annotation) == (other.name, other.kind, other.default, other.annotation)

    def __hash__(self):
        return hash((self.name, self.kind))


class BoundArguments:
    """Arguments as a call would hand them to the parameters."""

    def __init__(self, signature, arguments):
        self.signature, self.arguments = signature, arguments

    @property
    def args(self):
        out = []
        for name, p in self.signature.parameters.items():
            if p.kind >= _KEYWORD_ONLY or name not in self.arguments:
                break
            if p.kind == _VAR_POSITIONAL:
                out.extend(self.arguments[name])
            else:
                out.append(self.arguments[name])
        return tuple(out)

    @property
    def kwargs(self):
        out, by_name = {}, False
        for name, p in self.signature.parameters.items():
            if name not in self.arguments:
                by_name = True
            elif p.kind == _VAR_KEYWORD:
                out.update(self.arguments[name])
            elif p.kind == _KEYWORD_ONLY or by_name and p.kind == _POSITIONAL_OR_KEYWORD:
                out[name] = self.arguments[name]
        return out

    def apply_defaults(self):
        whole = {}
        for name, p in self.signature.parameters.items():
            if name in self.arguments:
                whole[name] = self.arguments[name]
            elif p.default is not _empty:
                whole[name] = p.default
            elif p.kind == _VAR_POSITIONAL:
                whole[name] = ()
            elif p.kind == _VAR_KEYWORD:
                whole[name] = {}
        self.arguments = whole

    def __eq__(self, other):
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return self.signature == other.signature and self.arguments == other.arguments

    def __repr__(self):
        return "<BoundArguments (%s)>" % ", ".join("%s=%r" % x for x in self.arguments.items())


class Signature:
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty):
        self._parameters = {}
        last, defaulted = _POSITIONAL_ONLY, False
        for p in parameters or ():
            if p.kind < last:
                raise ValueError("wrong parameter order: %s parameter before %s parameter" % (last.description, p.kind.description))
            if p.kind <= _POSITIONAL_OR_KEYWORD:
                if p.default is _empty and defaulted:
                    raise ValueError("non-default argument follows default argument")
                defaulted = defaulted or p.default is not _empty
            if p.name in self._parameters:
                raise ValueError("duplicate parameter name: %r" % p.name)
            last = p.kind
            self._parameters[p.name] = p
        self.return_annotation = return_annotation

    @property
    def parameters(self):
        return _types.MappingProxyType(self._parameters)

    @classmethod
    def from_callable(cls, obj, **more):
        return signature(obj, **more)

    def replace(self, **changes):
        return type(self)(changes.get("parameters", self._parameters.values()),
                          return_annotation=changes.get("return_annotation", self.return_annotation))

    def __eq__(self, other):
        if not isinstance(other, Signature):
            return NotImplemented
        return list(self._parameters.values()) == list(other._parameters.values()) and self.return_annotation == other.return_annotation

    def __hash__(self):
        return hash(tuple(self._parameters.values()))

    def __str__(self):
        parts, star, slash = [], False, False
        for p in self._parameters.values():
            if slash and p.kind != _POSITIONAL_ONLY:
                parts.append("/")
            slash = p.kind == _POSITIONAL_ONLY
            if p.kind == _KEYWORD_ONLY and not star:
                parts.append("*")
            star = star or p.kind in (_VAR_POSITIONAL, _KEYWORD_ONLY)
            parts.append(str(p))
        if slash:
            parts.append("/")
        text = "(" + ", ".join(parts) + ")"
        return text if self.return_annotation is _empty else text + " -> " + _shown(self.return_annotation)

    def __repr__(self):
        return "<Signature %s>" % self

    def format(self, *, max_width=None):
        return str(self)

    def bind(self, /, *args, **kwargs):
        return self._bind(args, kwargs, False)

    def bind_partial(self, /, *args, **kwargs):
        return self._bind(args, kwargs, True)

    def _bind(self, args, kwargs, partial):
        got, args, kwargs = {}, list(args), dict(kwargs)
        missing = None
        rest = None
        for p in self._parameters.values():
            if p.kind == _VAR_POSITIONAL:
                if args:
                    got[p.name], args = tuple(args), []
            elif p.kind == _VAR_KEYWORD:
                rest = p.name
            elif p.kind != _KEYWORD_ONLY and args:
                if p.kind == _POSITIONAL_OR_KEYWORD and p.name in kwargs:
                    raise TypeError("multiple values for argument %r" % p.name)
                got[p.name] = args.pop(0)
            elif p.kind != _POSITIONAL_ONLY and p.name in kwargs:
                got[p.name] = kwargs.pop(p.name)
            elif p.default is _empty and not partial and missing is None:
                missing = p
        if args:
            raise TypeError("too many positional arguments")
        if missing is not None:
            kind = " keyword-only" if missing.kind == _KEYWORD_ONLY else " positional-only" if missing.kind == _POSITIONAL_ONLY and False else ""
            raise TypeError("missing a required%s argument: %r" % (kind, missing.name))
        if kwargs:
            if rest is None:
                raise TypeError("got an unexpected keyword argument %r" % next(iter(kwargs)))
            got[rest] = kwargs
        return BoundArguments(self, got)


def _of_function(f):
    code, defaults = f.__code__, f.__defaults__ or ()
    kwdefaults, notes = f.__kwdefaults__ or {}, f.__annotations__
    n, only, kw = code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount
    names = list(code.co_varnames)
    out = []

    def add(name, kind, default=_empty):
        out.append(Parameter(name, kind, default=default, annotation=notes.get(name, _empty)))

    for i, name in enumerate(names[:n]):
        k = i - (n - len(defaults))
        add(name, _POSITIONAL_ONLY if i < only else _POSITIONAL_OR_KEYWORD, defaults[k] if k >= 0 else _empty)
    rest = names[n + kw:]
    if code.co_flags & 4:
        add(rest.pop(0), _VAR_POSITIONAL)
    for name in names[n:n + kw]:
        add(name, _KEYWORD_ONLY, kwdefaults.get(name, _empty))
    if code.co_flags & 8:
        add(rest.pop(0), _VAR_KEYWORD)
    return Signature(out, return_annotation=notes.get("return", _empty))


def _without_first(sig):
    ps = list(sig.parameters.values())
    if ps and ps[0].kind != _VAR_POSITIONAL:
        ps = ps[1:]
    return sig.replace(parameters=ps)


def _of_partial(obj):
    sig = signature(obj.func)
    bound = sig.bind_partial(*obj.args, **obj.keywords)
    out, by_name = [], False
    for p in sig.parameters.values():
        if p.kind == _VAR_POSITIONAL or p.kind == _VAR_KEYWORD:
            if not (p.kind == _VAR_POSITIONAL and by_name):
                out.append(p)
        elif p.name in obj.keywords:
            out.append(p.replace(kind=_KEYWORD_ONLY, default=obj.keywords[p.name]))
            by_name = True
        elif p.name not in bound.arguments:
            out.append(p.replace(kind=_KEYWORD_ONLY) if by_name and p.kind == _POSITIONAL_OR_KEYWORD else p)
    return sig.replace(parameters=out)


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    if not callable(obj):
        raise TypeError("%r is not a callable object" % (obj,))
    if ismethod(obj):
        return _without_first(signature(obj.__func__))
    if follow_wrapped:
        obj = unwrap(obj, stop=lambda f: hasattr(f, "__signature__"))
        if ismethod(obj):
            return signature(obj)
    own = getattr(obj, "__signature__", None)
    if own is not None:
        return own
    if isfunction(obj):
        return _of_function(obj)
    if hasattr(obj, "func") and hasattr(obj, "keywords"):
        return _of_partial(obj)
    if isclass(obj):
        for name in ("__new__", "__init__"):
            for c in obj.__mro__:
                if name in c.__dict__:
                    f = c.__dict__[name]
                    f = getattr(f, "__func__", f)
                    if isfunction(f):
                        return _without_first(_of_function(f))
                    break
        if obj.__init__ is object.__init__:
            return Signature()
    elif isfunction(getattr(type(obj), "__call__", None)):
        return _without_first(_of_function(type(obj).__call__))
    raise ValueError("no signature found for builtin %r" % (obj,))


def getfullargspec(func):
    sig = signature(func, follow_wrapped=False)
    args, kwonly, defaults, kwdefaults, notes = [], [], [], {}, {}
    star = double = None
    if sig.return_annotation is not _empty:
        notes["return"] = sig.return_annotation
    for p in sig.parameters.values():
        if p.kind <= _POSITIONAL_OR_KEYWORD:
            args.append(p.name)
            if p.default is not _empty:
                defaults.append(p.default)
        elif p.kind == _VAR_POSITIONAL:
            star = p.name
        elif p.kind == _VAR_KEYWORD:
            double = p.name
        else:
            kwonly.append(p.name)
            if p.default is not _empty:
                kwdefaults[p.name] = p.default
        if p.annotation is not _empty:
            notes[p.name] = p.annotation
    if ismethod(func):
        args.insert(0, func.__func__.__code__.co_varnames[0])
    return FullArgSpec(args, star, double, tuple(defaults) or None, kwonly, kwdefaults or None, notes)
