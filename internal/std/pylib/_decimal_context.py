"""What decimal says when a result is not exact, and the contexts that decide what becomes of it."""

from _thread import get_ident as _thread


ROUND_DOWN, ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_CEILING = "ROUND_DOWN", "ROUND_HALF_UP", "ROUND_HALF_EVEN", "ROUND_CEILING"
ROUND_FLOOR, ROUND_UP, ROUND_HALF_DOWN, ROUND_05UP = "ROUND_FLOOR", "ROUND_UP", "ROUND_HALF_DOWN", "ROUND_05UP"
_MODES = (ROUND_DOWN, ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_HALF_DOWN, ROUND_05UP)
MAX_PREC = MAX_EMAX = 999999999999999999
MIN_EMIN = -MAX_EMAX
MIN_ETINY = MIN_EMIN - MAX_PREC + 1
HAVE_THREADS = HAVE_CONTEXTVAR = True


class _Late:
    """What decimal puts here: its numbers."""

    number = decimal = None


class DecimalException(ArithmeticError):
    """What all signals are."""


class Clamped(DecimalException):
    pass


class InvalidOperation(DecimalException):
    pass


class ConversionSyntax(InvalidOperation):
    pass


class DivisionByZero(DecimalException, ZeroDivisionError):
    pass


class DivisionImpossible(InvalidOperation):
    pass


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    pass


class Inexact(DecimalException):
    pass


class InvalidContext(InvalidOperation):
    pass


class Rounded(DecimalException):
    pass


class Subnormal(DecimalException):
    pass


class Overflow(Inexact, Rounded):
    pass


class Underflow(Inexact, Rounded, Subnormal):
    pass


class FloatOperation(DecimalException, TypeError):
    pass


_SIGNALS = (Clamped, InvalidOperation, DivisionByZero, Inexact, FloatOperation, Overflow, Rounded, Subnormal, Underflow)

# ---- Contexts --------------------------------------------------------------


class Context:
    """The precision, the way of rounding, and which signals are exceptions."""

    def __init__(self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None):
        base = globals().get("DefaultContext")
        self.prec = (base.prec if base else 28) if prec is None else prec
        self.rounding = (base.rounding if base else ROUND_HALF_EVEN) if rounding is None else rounding
        self.Emin = -999999 if Emin is None else Emin
        self.Emax = 999999 if Emax is None else Emax
        self.capitals = 1 if capitals is None else capitals
        self.clamp = 0 if clamp is None else clamp
        on = [InvalidOperation, DivisionByZero, Overflow] if traps is None else traps
        self.traps = dict(on) if isinstance(on, dict) else {s: s in on for s in _SIGNALS}
        self.flags = dict(flags) if isinstance(flags, dict) else {s: s in (flags or ()) for s in _SIGNALS}

    def __setattr__(self, name, value):
        if name == "prec" and not 1 <= value <= MAX_PREC:
            raise ValueError("valid range for prec is [1, MAX_PREC]")
        if name == "rounding" and value not in _MODES:
            raise TypeError("valid values for rounding are:\n  [%s]" % ", ".join(
                ["ROUND_CEILING", "ROUND_FLOOR", "ROUND_UP", "ROUND_DOWN",
                 "ROUND_HALF_UP", "ROUND_HALF_DOWN", "ROUND_HALF_EVEN", "ROUND_05UP"]))
        object.__setattr__(self, name, value)

    def __repr__(self):
        def names(d):
            return "[" + ", ".join(s.__name__ for s in _SIGNALS if d.get(s)) + "]"
        return "Context(prec=%d, rounding=%s, Emin=%d, Emax=%d, capitals=%d, clamp=%d, flags=%s, traps=%s)" % (
            self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp, names(self.flags), names(self.traps))

    def copy(self):
        return Context(self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp, self.flags, self.traps)

    __copy__ = copy

    def clear_flags(self):
        self.flags = dict.fromkeys(_SIGNALS, False)

    def clear_traps(self):
        self.traps = dict.fromkeys(_SIGNALS, False)

    def Etiny(self):
        return self.Emin - self.prec + 1

    def Etop(self):
        return self.Emax - self.prec + 1

    def _signal(self, signal, result, kind=None):
        self.flags[signal] = True
        if self.traps.get(signal):
            raise signal([kind or signal])
        return result

    def create_decimal(self, num="0"):
        return _Late.decimal(num)._fit(self)

    def create_decimal_from_float(self, f):
        return _Late.number.from_float(f)._fit(self)

    # Operations of numbers by name, in this context.

    def __getattr__(self, name):
        if name in _OPERATIONS:
            method = _OPERATIONS[name]

            def run(*args):
                with localcontext(self):
                    first, *rest = (_Late.decimal(a) for a in args)
                    return getattr(first, method)(*rest)
            return run
        raise AttributeError("'decimal.Context' object has no attribute '%s'" % name)


_OPERATIONS = {"add": "__add__", "subtract": "__sub__", "multiply": "__mul__", "divide": "__truediv__", "divide_int": "__floordiv__",
               "remainder": "__mod__", "power": "__pow__", "minus": "__neg__", "plus": "__pos__", "abs": "__abs__", "sqrt": "sqrt",
               "exp": "exp", "ln": "ln", "log10": "log10", "compare": "compare", "max": "max", "min": "min", "quantize": "quantize",
               "normalize": "normalize", "to_integral_value": "to_integral_value", "to_integral_exact": "to_integral_value",
               "fma": "fma", "copy_sign": "copy_sign", "copy_abs": "copy_abs", "copy_negate": "copy_negate", "is_nan": "is_nan",
               "is_infinite": "is_infinite", "is_zero": "is_zero", "divmod": "__divmod__", "remainder_near": "remainder_near",
               "scaleb": "scaleb", "to_sci_string": "__str__", "to_eng_string": "to_eng_string"}

DefaultContext = Context(28, ROUND_HALF_EVEN)
BasicContext = Context(9, ROUND_HALF_UP, traps=[DivisionByZero, Overflow, InvalidOperation, Clamped, Underflow])
ExtendedContext = Context(9, ROUND_HALF_EVEN, traps=[])
_contexts = {}


def getcontext():
    t = _thread()
    c = _contexts.get(t)
    if c is None:
        c = _contexts[t] = DefaultContext.copy()
    return c


def setcontext(context):
    _contexts[_thread()] = context.copy() if context in (DefaultContext, BasicContext, ExtendedContext) else context


class localcontext:
    """A context for a block."""

    def __init__(self, ctx=None, **changes):
        self._new = (getcontext() if ctx is None else ctx).copy()
        for name, value in changes.items():
            if name not in ("prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags", "traps"):
                raise TypeError("'%s' is an invalid keyword argument for this function" % name)
            setattr(self._new, name, value)

    def __enter__(self):
        self._old = getcontext()
        setcontext(self._new)
        return self._new

    def __exit__(self, *exc):
        setcontext(self._old)

for _class in (DecimalException, Clamped, InvalidOperation, ConversionSyntax, DivisionByZero, DivisionImpossible, DivisionUndefined, Inexact, InvalidContext, Rounded, Subnormal, Overflow, Underflow, FloatOperation, Context, localcontext):
    _class.__module__ = "decimal"
del _class
