"""Decimal numbers: exact, or rounded to the precision of the context."""

import math as _math
import numbers as _numbers
import re as _re
from collections import namedtuple as _namedtuple

from _decimal_context import (
    Clamped, Context, ConversionSyntax, BasicContext, DecimalException, DefaultContext, DivisionByZero,
    DivisionImpossible, DivisionUndefined, ExtendedContext, FloatOperation, HAVE_CONTEXTVAR, HAVE_THREADS,
    Inexact, InvalidContext, InvalidOperation, MAX_EMAX, MAX_PREC, MIN_EMIN, MIN_ETINY, Overflow, ROUND_05UP,
    ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Rounded,
    Subnormal, Underflow, _Late, _MODES, _SIGNALS, getcontext, localcontext, setcontext,
)
from _decimal_digits import integer_log as _integer_log, ln10 as _ln10, read as _read, rounded as _rounded, size as _size, text as _text

__all__ = ["Decimal", "Context", "DecimalTuple", "DefaultContext", "BasicContext", "ExtendedContext", "DecimalException", "Clamped",
           "InvalidOperation", "DivisionByZero", "Inexact", "Rounded", "Subnormal", "Overflow", "Underflow", "FloatOperation",
           "DivisionImpossible", "InvalidContext", "ConversionSyntax", "DivisionUndefined", "ROUND_DOWN", "ROUND_HALF_UP",
           "ROUND_HALF_EVEN", "ROUND_CEILING", "ROUND_FLOOR", "ROUND_UP", "ROUND_HALF_DOWN", "ROUND_05UP", "setcontext", "getcontext",
           "localcontext", "MAX_PREC", "MAX_EMAX", "MIN_EMIN", "MIN_ETINY", "HAVE_THREADS", "HAVE_CONTEXTVAR"]

DecimalTuple = _namedtuple("DecimalTuple", "sign digits exponent", module="decimal")

# ---- Numbers ---------------------------------------------------------------

_number = _re.compile(r"(?P<sign>[-+])?(?:(?=\d|\.\d)(?P<int>\d*)(?:\.(?P<frac>\d*))?(?:[eE](?P<exp>[-+]?\d+))?"
                      r"|(?P<inf>inf(?:inity)?)|(?P<snan>s)?nan(?P<diag>\d*))\Z", _re.I)


def _make(sign, n, exp, special=""):
    d = object.__new__(Decimal)
    d._sign, d._n, d._exp, d._special = sign, n, exp, special
    return d


def _decimal(v):
    return v if isinstance(v, Decimal) else Decimal(v)


def _operand(v):
    """The other side of an operator, or None where it is not for us."""
    if isinstance(v, Decimal):
        return v
    return _make(1 if v < 0 else 0, abs(int(v)), 0) if isinstance(v, int) else None


class Decimal:
    """sign, digits and exponent; or an infinity ("F"), or something that is no number ("n", "N")."""

    __slots__ = ("_sign", "_n", "_exp", "_special")

    def __new__(cls, value="0", context=None):
        self = object.__new__(cls)
        if isinstance(value, Decimal):
            self._sign, self._n, self._exp, self._special = value._sign, value._n, value._exp, value._special
        elif isinstance(value, int):
            self._sign, self._n, self._exp, self._special = int(value < 0), abs(int(value)), 0, ""
        elif isinstance(value, str):
            m = _number.match(value.strip().replace("_", ""))
            if m is None:
                return (context or getcontext())._signal(InvalidOperation, _NAN, ConversionSyntax)
            self._sign = 1 if m["sign"] == "-" else 0
            self._n = self._exp = 0
            if m["inf"]:
                self._special = "F"
            elif m["int"] is None:
                self._special = "N" if m["snan"] else "n"
                self._n = int(m["diag"] or 0)
            else:
                frac = m["frac"] or ""
                self._n, self._exp, self._special = _read((m["int"] or "") + frac), int(m["exp"] or 0) - len(frac), ""
        elif isinstance(value, float):
            d = cls.from_float(value)
            self._sign, self._n, self._exp, self._special = d._sign, d._n, d._exp, d._special
        elif isinstance(value, (tuple, list)):
            if len(value) != 3:
                raise ValueError("argument must be a sequence of length 3")
            sign, digits, exp = value
            if sign not in (0, 1):
                raise ValueError("sign must be an integer with the value 0 or 1")
            self._sign = sign
            self._n = int("".join(map(str, digits)) or "0")
            self._exp, self._special = (0, exp) if isinstance(exp, str) else (exp, "")
        else:
            raise TypeError("conversion from %s to Decimal is not supported" % type(value).__name__)
        return self

    @classmethod
    def from_float(cls, f):
        if isinstance(f, int):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError("argument must be int or float.")
        if f != f:
            return cls("NaN")
        if f in (_math.inf, -_math.inf):
            return cls("Infinity" if f > 0 else "-Infinity")
        n, d = abs(f).as_integer_ratio()
        k = d.bit_length() - 1
        out = _make(int(_math.copysign(1, f) < 0), n * 5 ** k, -k)
        return out if cls is Decimal else cls(out)

    # -- Rounding to the context --

    def _fit(self, context=None):
        c = getcontext() if context is None else context
        if self._special:
            return self
        n, exp = self._n, self._exp
        if not n:
            return _make(self._sign, 0, min(max(exp, c.Etiny()), c.Emax))
        cut = _size(n) - c.prec
        if cut <= 0 and c.Etiny() <= exp and exp + _size(n) - 1 <= c.Emax:
            return self if type(self) is Decimal else _make(self._sign, n, exp)
        if exp + max(cut, 0) < c.Etiny():
            cut = c.Etiny() - exp
        if cut > 0:
            n, inexact = _rounded(n, cut, self._sign, c.rounding)
            exp += cut
            if _size(n) > c.prec:
                n //= 10
                exp += 1
            c._signal(Rounded, None)
            if inexact:
                c._signal(Inexact, None)
        if n and exp + _size(n) - 1 > c.Emax:
            c._signal(Inexact, None)
            c._signal(Rounded, None)
            down = c.rounding == ROUND_DOWN or c.rounding == (ROUND_FLOOR, ROUND_CEILING)[self._sign]
            out = _make(self._sign, 10 ** c.prec - 1, c.Etop()) if down else _make(self._sign, 0, 0, "F")
            return c._signal(Overflow, out)
        return _make(self._sign, n, exp)

    def _bad(self, *others):
        """What an operation with something that is no number gives, or None."""
        for d in (self, *others):
            if d._special == "N":
                return getcontext()._signal(InvalidOperation, _make(d._sign, d._n, 0, "n"))
        for d in (self, *others):
            if d._special == "n":
                return d
        return None

    # -- Text --

    def __str__(self, eng=False, context=None):
        sign = "-" if self._sign else ""
        if self._special == "F":
            return sign + "Infinity"
        if self._special:
            return sign + ("sNaN" if self._special == "N" else "NaN") + (str(self._n) if self._n else "")
        digits = _text(self._n)
        left = self._exp + len(digits)  # digits before the point
        if self._exp <= 0 and left > -6:
            point = left
        elif not eng:
            point = 1
        elif not self._n:
            point = (left + 1) % 3 - 1
        else:
            point = (left - 1) % 3 + 1
        if point <= 0:
            text = "0." + "0" * -point + digits
        elif point >= len(digits):
            text = digits + "0" * (point - len(digits))
        else:
            text = digits[:point] + "." + digits[point:]
        if left != point:
            text += "%s%+d" % ("E" if getcontext().capitals else "e", left - point)
        return sign + text

    def to_eng_string(self, context=None):
        return self.__str__(True)

    def __repr__(self):
        return "Decimal('%s')" % self

    def __format__(self, spec):
        m = _re.match(r"(?:(.)?([<>=^]))?([-+ ])?(z)?(#)?(0)?(\d+)?(,)?(?:\.(\d+))?([eEfFgGn%])?\Z", spec, _re.S)
        if m is None:
            raise ValueError("invalid format string")
        fill, align, plus, _, _, zero, width, sep, precision, kind = m.groups()
        d, kind = self, kind or ""
        if d._special:
            body = str(d).lstrip("-")
            if kind == "%":
                body += "%"
            zero = None
        else:
            if kind == "%":
                d = _make(d._sign, d._n, d._exp + 2)
            mode = getcontext().rounding
            if precision is not None:
                p = int(precision)
                if kind in ("f", "F", "%"):
                    d = d._at(-p, mode)
                elif kind in ("e", "E"):
                    d = d._to_digits(p + 1, mode)
                elif _size(d._n) > (p or 1):
                    d = d._to_digits(p or 1, mode)
            elif kind in ("f", "F", "%") and d._exp > 0:
                d = d._at(0, mode)
            if not d._n and d._exp > 0 and kind in ("f", "F", "%"):
                d = _make(d._sign, 0, 0)
            digits = _text(d._n)
            left = d._exp + len(digits)
            if kind in ("e", "E"):
                point = 1 - (int(precision) if not d._n and precision is not None else 0)
            elif kind in ("f", "F", "%"):
                point = left
            elif d._exp <= 0 and left > -6:
                point = left
            else:
                point = 1
            if point < 0:
                whole, frac = "0", "0" * -point + digits
            elif point > len(digits):
                whole, frac = digits + "0" * (point - len(digits)), ""
            else:
                whole, frac = digits[:point] or "0", digits[point:]
            if sep:
                groups = []
                while len(whole) > 3:
                    groups.insert(0, whole[-3:])
                    whole = whole[:-3]
                whole = sep.join([whole, *groups])
            body = whole + ("." + frac if frac else "")
            if left != point or kind in ("e", "E"):
                body += "%s%+d" % ("e" if kind in ("e", "g", "n") else "E", left - point)
            if kind == "%":
                body += "%"
        sign = "-" if d._sign else plus if plus in ("+", " ") else ""
        width = int(width or 0)
        if zero and not align:
            fill, align = "0", "="
        room = max(width - len(sign) - len(body), 0)
        fill, align = fill or " ", align or ">"
        if align == "=":
            return sign + fill * room + body
        text = sign + body
        if align == "<":
            return text + fill * room
        if align == ">":
            return fill * room + text
        return fill * (room // 2) + text + fill * (room - room // 2)

    # -- Parts and kinds --

    def as_tuple(self):
        if self._special:
            return DecimalTuple(self._sign, (0,) if self._special == "F" else tuple(map(int, _text(self._n))) if self._n else (), self._special)
        return DecimalTuple(self._sign, tuple(map(int, _text(self._n))), self._exp)

    def as_integer_ratio(self):
        if self._special:
            if self._special == "F":
                raise OverflowError("cannot convert Infinity to integer ratio")
            raise ValueError("cannot convert NaN to integer ratio")
        n, d = (self._n * 10 ** self._exp, 1) if self._exp >= 0 else (self._n, 10 ** -self._exp)
        g = _math.gcd(n, d)
        return (-n if self._sign else n) // g, d // g

    def adjusted(self):
        return 0 if self._special else self._exp + _size(self._n) - 1

    def is_nan(self):
        return self._special in ("n", "N")

    def is_qnan(self):
        return self._special == "n"

    def is_snan(self):
        return self._special == "N"

    def is_infinite(self):
        return self._special == "F"

    def is_finite(self):
        return not self._special

    def is_zero(self):
        return not self._special and not self._n

    def is_signed(self):
        return self._sign == 1

    def is_normal(self, context=None):
        return bool(not self._special and self._n and self.adjusted() >= getcontext().Emin)

    def is_subnormal(self, context=None):
        return bool(not self._special and self._n and self.adjusted() < getcontext().Emin)

    def __bool__(self):
        return bool(self._special or self._n)

    def __hash__(self):
        if self._special:
            if self._special == "N":
                raise TypeError("Cannot hash a signaling NaN value.")
            return object.__hash__(self) if self._special == "n" else hash(float("-inf" if self._sign else "inf"))
        if self._exp >= 0:
            return hash((-1 if self._sign else 1) * self._n * 10 ** self._exp)
        n, d = self.as_integer_ratio()
        if d == 1:
            return hash(n)
        prime = 2 ** 61 - 1
        h = abs(n) % prime * pow(d, prime - 2, prime) % prime
        h = -h if n < 0 else h
        return -2 if h == -1 else h

    def __int__(self):
        if self._special:
            if self._special == "F":
                raise OverflowError("cannot convert Infinity to integer")
            raise ValueError("cannot convert NaN to integer")
        n = self._n * 10 ** self._exp if self._exp >= 0 else self._n // 10 ** -self._exp
        return -n if self._sign else n

    __trunc__ = __int__

    def __float__(self):
        if self._special == "N":
            raise ValueError("cannot convert signaling NaN to float")
        return float("nan" if self._special else str(self)) if self._special != "F" else float("-inf" if self._sign else "inf")

    def __complex__(self):
        return complex(float(self))

    @property
    def real(self):
        return self

    @property
    def imag(self):
        return Decimal(0)

    def __deepcopy__(self, memo):
        return self

    conjugate = canonical = __copy__ = lambda self: self
    is_canonical = lambda self: True
    radix = lambda self: Decimal(10)

    def __reduce__(self):
        return type(self), (str(self),)

    # -- Comparisons --

    def _order(self, other):
        if self._special or other._special:
            a = (-1 if self._sign else 1) if self._special else 0
            b = (-1 if other._sign else 1) if other._special else 0
            return (a > b) - (a < b)
        if self._n and other._n and self._sign == other._sign and self.adjusted() != other.adjusted():
            c = 1 if self.adjusted() > other.adjusted() else -1
            return -c if self._sign else c
        if not self._n or not other._n or self._sign != other._sign:
            a = (-1 if self._sign else 1) if self._n else 0
            b = (-1 if other._sign else 1) if other._n else 0
            return (a > b) - (a < b)
        low = min(self._exp, other._exp)
        a, b = self._n * 10 ** (self._exp - low), other._n * 10 ** (other._exp - low)
        a, b = -a if self._sign else a, -b if other._sign else b
        return (a > b) - (a < b)

    def _against(self, other, test, equality=False):
        if isinstance(other, float):
            c = getcontext()
            c.flags[FloatOperation] = True
            if c.traps.get(FloatOperation) and not equality:
                raise FloatOperation("strict semantics for mixing floats and Decimals are enabled")
            other = Decimal.from_float(other)
        elif isinstance(other, _numbers.Rational) and not isinstance(other, int):
            return test((self * other.denominator)._order(_make(int(other.numerator < 0), abs(other.numerator), 0)))
        else:
            other = _operand(other)
        if other is None:
            return NotImplemented
        if self.is_nan() or other.is_nan():
            if self.is_snan() or other.is_snan() or not equality:
                getcontext()._signal(InvalidOperation, None)
            return False
        return test(self._order(other))

    def __eq__(self, other):
        return self._against(other, lambda c: c == 0, True)

    def __lt__(self, other):
        return self._against(other, lambda c: c < 0)

    def __le__(self, other):
        return self._against(other, lambda c: c <= 0)

    def __gt__(self, other):
        return self._against(other, lambda c: c > 0)

    def __ge__(self, other):
        return self._against(other, lambda c: c >= 0)

    def compare(self, other, context=None):
        other = _decimal(other)
        bad = self._bad(other)
        return Decimal(self._order(other)) if bad is None else bad

    def max(self, other, context=None):
        other = _decimal(other)
        if self.is_nan() or other.is_nan():
            return (other if self.is_nan() else self)._fit()
        return (self if self._order(other) > 0 or self._order(other) == 0 and self._exp >= other._exp else other)._fit()

    def min(self, other, context=None):
        other = _decimal(other)
        if self.is_nan() or other.is_nan():
            return (other if self.is_nan() else self)._fit()
        return (self if self._order(other) < 0 or self._order(other) == 0 and self._exp <= other._exp else other)._fit()

    def compare_total(self, other, context=None):
        other = _decimal(other)
        c = self._order(other) or (self._exp > other._exp) - (self._exp < other._exp)
        return Decimal(c)

    # -- Arithmetic --

    def __neg__(self, context=None):
        if self.is_nan():
            return self._bad()
        return _make(0 if not self._n and not self._special else 1 - self._sign, self._n, self._exp, self._special)._fit()

    def __pos__(self, context=None):
        if self.is_nan():
            return self._bad()
        return (_make(0, 0, self._exp) if self.is_zero() else self)._fit()

    def __abs__(self, round=True):
        if self.is_nan():
            return self._bad()
        return _make(0, self._n, self._exp, self._special)._fit()

    def copy_abs(self):
        return _make(0, self._n, self._exp, self._special)

    def copy_negate(self):
        return _make(1 - self._sign, self._n, self._exp, self._special)

    def copy_sign(self, other, context=None):
        return _make(_decimal(other)._sign, self._n, self._exp, self._special)

    def _add(self, other):
        bad = self._bad(other)
        if bad is not None:
            return bad
        if self._special or other._special:
            if self._special and other._special and self._sign != other._sign:
                return getcontext()._signal(InvalidOperation, _NAN)
            return self if self._special else other
        if abs(self._exp - other._exp) > 2000 and self._n and other._n:
            self, other = self._apart(other)
        low = min(self._exp, other._exp)
        a, b = self._n * 10 ** (self._exp - low), other._n * 10 ** (other._exp - low)
        s = (-a if self._sign else a) + (-b if other._sign else b)
        if s:
            sign = int(s < 0)
        elif self._sign == other._sign:
            sign = self._sign
        else:
            sign = int(getcontext().rounding == ROUND_FLOOR)
        return _make(sign, abs(s), low)

    def _apart(self, other):
        # Where one is out of the reach of the other's digits, a unit at the edge rounds alike.
        big, small = (self, other) if self.adjusted() > other.adjusted() else (other, self)
        edge = min(big._exp, big.adjusted() - getcontext().prec) - 2
        if small.adjusted() < edge:
            small = _make(small._sign, 1, edge)
        return (big, small) if big is self else (small, big)

    def __add__(self, other):
        other = _operand(other)
        return NotImplemented if other is None else self._add(other)._fit()

    __radd__ = __add__

    def __sub__(self, other):
        other = _operand(other)
        if other is None:
            return NotImplemented
        return self._add(other if other.is_nan() else other.copy_negate())._fit()

    def __rsub__(self, other):
        other = _operand(other)
        return NotImplemented if other is None else other - self

    def _mul(self, other):
        bad = self._bad(other)
        if bad is not None:
            return bad
        sign = self._sign ^ other._sign
        if self._special or other._special:
            if not self or not other:
                return getcontext()._signal(InvalidOperation, _NAN)
            return _make(sign, 0, 0, "F")
        return _make(sign, self._n * other._n, self._exp + other._exp)

    def __mul__(self, other):
        other = _operand(other)
        return NotImplemented if other is None else self._mul(other)._fit()

    __rmul__ = __mul__

    def __truediv__(self, other):
        other = _operand(other)
        if other is None:
            return NotImplemented
        bad = self._bad(other)
        if bad is not None:
            return bad
        c = getcontext()
        sign = self._sign ^ other._sign
        if self._special:
            return c._signal(InvalidOperation, _NAN) if other._special else _make(sign, 0, 0, "F")
        if other._special:
            return _make(sign, 0, c.Etiny())
        if not other._n:
            if not self._n:
                return c._signal(InvalidOperation, _NAN, DivisionUndefined)
            return c._signal(DivisionByZero, _make(sign, 0, 0, "F"))
        exp = self._exp - other._exp
        if not self._n:
            return _make(sign, 0, exp)._fit()
        # One digit more than wanted, and another that says whether there is a rest.
        shift = _size(other._n) - _size(self._n) + c.prec + 1
        if shift >= 0:
            q, r = divmod(self._n * 10 ** shift, other._n)
        else:
            q, r = divmod(self._n, other._n * 10 ** -shift)
        e = exp - shift
        if r:
            if q % 5 == 0:
                q += 1
        else:
            while e < exp and q % 10 == 0:
                q //= 10
                e += 1
        return _make(sign, q, e)._fit()

    def __rtruediv__(self, other):
        other = _operand(other)
        return NotImplemented if other is None else other / self

    def _whole(self, other):
        """Quotient, cut to an integer, and remainder; or what goes wrong."""
        c = getcontext()
        bad = self._bad(other)
        if bad is not None:
            return bad, bad
        sign = self._sign ^ other._sign
        if self._special:
            if other._special:
                x = c._signal(InvalidOperation, _NAN)
                return x, x
            return _make(sign, 0, 0, "F"), c._signal(InvalidOperation, _NAN)
        if other._special:
            return _make(sign, 0, 0), self
        if not other._n:
            if not self._n:
                x = c._signal(InvalidOperation, _NAN, DivisionUndefined)
                return x, x
            return None, None
        low = min(self._exp, other._exp)
        q, r = divmod(self._n * 10 ** (self._exp - low), other._n * 10 ** (other._exp - low))
        if _size(q) > c.prec:
            x = c._signal(InvalidOperation, _NAN, DivisionImpossible)
            return x, x
        return _make(sign, q, 0), _make(self._sign, r, low)

    def __floordiv__(self, other):
        other = _operand(other)
        if other is None:
            return NotImplemented
        q, _ = self._whole(other) if not (self._special == "F" and not other._special) else (_make(self._sign ^ other._sign, 0, 0, "F"), None)
        if q is None:
            return getcontext()._signal(DivisionByZero, _make(self._sign ^ other._sign, 0, 0, "F"))
        return q

    def __rfloordiv__(self, other):
        other = _operand(other)
        return NotImplemented if other is None else other // self

    def __mod__(self, other):
        other = _operand(other)
        if other is None:
            return NotImplemented
        _, r = self._whole(other)
        return getcontext()._signal(InvalidOperation, _NAN) if r is None else r._fit()

    def __rmod__(self, other):
        other = _operand(other)
        return NotImplemented if other is None else other % self

    def __divmod__(self, other):
        other = _operand(other)
        if other is None:
            return NotImplemented
        q, r = self._whole(other)
        if q is None:
            c = getcontext()
            return c._signal(DivisionByZero, _make(self._sign ^ other._sign, 0, 0, "F")), c._signal(InvalidOperation, _NAN)
        return q, r._fit()

    def __rdivmod__(self, other):
        other = _operand(other)
        return NotImplemented if other is None else divmod(other, self)

    def remainder_near(self, other, context=None):
        other = _decimal(other)
        q, r = self._whole(other)
        if q is None:
            return getcontext()._signal(InvalidOperation, _NAN)
        if q._special or r._special:
            return r
        twice = r._add(r).copy_abs()._order(other.copy_abs())
        if twice > 0 or twice == 0 and q._n & 1:
            r = r._add(other.copy_sign(r.copy_negate()))
        return r._fit()

    def fma(self, other, third, context=None):
        return self._mul(_decimal(other))._add(_decimal(third))._fit()

    def __pow__(self, other, modulo=None):
        other = _operand(other)
        if other is None:
            return NotImplemented
        if modulo is not None:
            return Decimal(pow(int(self), int(other), int(modulo)))
        bad = self._bad(other)
        if bad is not None:
            return bad
        c = getcontext()
        if not other:
            return c._signal(InvalidOperation, _NAN) if not self else Decimal(1)
        whole = other._special == "" and other == other.to_integral_value()
        sign = int(self._sign and whole and int(other) & 1)
        if self._sign and not whole and self:
            return c._signal(InvalidOperation, _NAN)
        if not self:
            return _make(sign, 0, 0, "F" if other._sign else "")
        if self._special:
            return _make(sign, 0, 0) if other._sign else _make(sign, 0, 0, "F")
        if whole and abs(int(other)) < 10 ** 6:
            n = int(other)
            if n >= 0 and (_size(self._n) * n < 20000):
                return _make(sign, self._n ** n, self._exp * n)._fit()
            with localcontext() as inner:
                inner.prec += len(str(abs(n))) + 14
                inner.rounding = ROUND_HALF_EVEN
                out, base, k = Decimal(1), self.copy_abs(), abs(n)
                while k:
                    if k & 1:
                        out *= base
                    base *= base
                    k >>= 1
                if n < 0:
                    out = 1 / out
            out = _make(sign, out._n, out._exp)
            if n < 0 and self.copy_abs() == 1:
                return _make(sign, 1, 0)
            return out._fit()
        with localcontext() as inner:
            inner.prec += 8 + max(other.adjusted(), 0)
            out = (other * self.copy_abs().ln()).exp()
        return _make(sign, out._n, out._exp, out._special)._fit()

    def __rpow__(self, other, modulo=None):
        other = _operand(other)
        return NotImplemented if other is None else other ** self

    def sqrt(self, context=None):
        c = getcontext()
        bad = self._bad()
        if bad is not None:
            return bad
        if not self:
            return _make(self._sign, 0, self._exp // 2)._fit() if not self._special else self
        if self._sign:
            return c._signal(InvalidOperation, _NAN)
        if self._special:
            return self
        ideal = self._exp // 2
        n, exp = self._n, self._exp
        if exp & 1:
            n, exp = n * 10, exp - 1
        shift = max(c.prec + 2 - (_size(n) + 1) // 2, 0)
        n *= 100 ** shift
        r = _math.isqrt(n)
        e = exp // 2 - shift
        if r * r == n:
            while e < ideal and r % 10 == 0:
                r //= 10
                e += 1
        elif r % 5 == 0:
            r += 1
        with localcontext(c, rounding=ROUND_HALF_EVEN) as inner:
            out = _make(0, r, e)._fit(inner)
        return out

    # -- Exponentials: series on integers that are scaled by a power of ten --

    def exp(self, context=None):
        bad = self._bad()
        if bad is not None:
            return bad
        c = getcontext()
        if self._special:
            return _make(0, 0, 0) if self._sign else self
        if not self:
            return Decimal(1)
        if self.adjusted() > 7:
            return _make(0, 0, c.Etiny()) if self._sign else c._signal(Overflow, _make(0, 0, 0, "F"))
        p = c.prec + 8 + max(self.adjusted(), 0)
        scale = 10 ** p
        x = self._scaled(p)
        k, x = divmod(x, _ln10(p))  # e**x = 10**k * e**rest
        x >>= 8
        total = term = scale
        i = 1
        while term:
            term = term * x // (scale * i)
            total += term
            i += 1
        for _ in range(8):
            total = total * total // scale
        return _make(0, total * 10 + 1, int(k) - p - 1)._nearest(c)

    def _scaled(self, p):
        shift = self._exp + p
        n = self._n * 10 ** shift if shift >= 0 else self._n // 10 ** -shift
        return -n if self._sign else n

    def _nearest(self, c):
        with localcontext(c, rounding=ROUND_HALF_EVEN) as inner:
            return self._fit(inner)

    def ln(self, context=None):
        bad = self._bad()
        if bad is not None:
            return bad
        c = getcontext()
        if not self:
            return _make(1, 0, 0, "F")
        if self._sign:
            return c._signal(InvalidOperation, _NAN)
        if self._special:
            return self
        if self == 1:
            return Decimal(0)
        n = self._log(c.prec + 10)
        return _make(int(n < 0), abs(n), -(c.prec + 10))._nearest(c)

    def _log(self, p):
        # The natural logarithm times 10**p: of the digits as a number near 1, and of the powers of ten.
        extra = p + 10
        if -2 < self.adjusted() < 1:
            extra += 2 * _size(self._n)
        size = _size(self._n)
        k = self._exp + size - 1
        x = _make(0, self._n, 1 - size)._scaled(extra)
        if k == -1:
            x, k = x // 10, 0
        scale = 10 ** extra
        return (_integer_log(x, scale) + k * _ln10(extra)) // 10 ** (extra - p)

    def log10(self, context=None):
        bad = self._bad()
        if bad is not None:
            return bad
        c = getcontext()
        if not self:
            return _make(1, 0, 0, "F")
        if self._sign:
            return c._signal(InvalidOperation, _NAN)
        if self._special:
            return self
        if str(self._n).rstrip("0") == "1":
            return Decimal(self.adjusted())._fit()
        p = c.prec + 10
        n = self._log(p) * 10 ** p // _ln10(p)
        return _make(int(n < 0), abs(n), -p)._nearest(c)

    # -- Exponents and integers --

    def _at(self, exp, mode):
        """The number with another exponent, rounded where digits are lost."""
        if self._special:
            return self
        n, _ = _rounded(self._n, exp - self._exp, self._sign, mode)
        return _make(self._sign, n, exp)

    def _to_digits(self, places, mode):
        if not self._n:
            return self
        d = self._at(self._exp + _size(self._n) - places, mode)
        return d._at(d._exp + 1, mode) if _size(d._n) > places else d

    def quantize(self, exp, rounding=None, context=None):
        exp = _decimal(exp)
        c = getcontext() if context is None else context
        bad = self._bad(exp)
        if bad is not None:
            return bad
        if self._special or exp._special:
            return self if self._special and exp._special else c._signal(InvalidOperation, _NAN)
        out = self._at(exp._exp, rounding or c.rounding)
        if _size(out._n) > c.prec or out._n and out.adjusted() > c.Emax:
            return c._signal(InvalidOperation, _NAN)
        if exp._exp > self._exp:
            c._signal(Rounded, None)
            if out._order(self):
                c._signal(Inexact, None)
        return out

    def same_quantum(self, other, context=None):
        other = _decimal(other)
        if self._special or other._special:
            return self.is_nan() and other.is_nan() or self.is_infinite() and other.is_infinite()
        return self._exp == other._exp

    def normalize(self, context=None):
        bad = self._bad()
        if bad is not None:
            return bad
        d = self._fit(context)
        if d._special:
            return d
        if not d._n:
            return _make(d._sign, 0, 0)
        n, exp = d._n, d._exp
        while n % 10 == 0 and exp < getcontext().Emax:
            n //= 10
            exp += 1
        return _make(d._sign, n, exp)

    def to_integral_value(self, rounding=None, context=None):
        bad = self._bad()
        if bad is not None:
            return bad
        if self._special or self._exp >= 0:
            return self
        return self._at(0, rounding or getcontext().rounding)

    to_integral = to_integral_exact = to_integral_value

    def __round__(self, n=None):
        if n is None:
            return int(self._checked()._at(0, ROUND_HALF_EVEN)) if self._exp < 0 or self._special else int(self)
        if not isinstance(n, int):
            raise TypeError("optional arg must be an integer")
        return self.quantize(_make(0, 1, -n))

    def _checked(self):
        if self._special == "F":
            raise OverflowError("cannot convert Infinity to integer")
        if self._special:
            raise ValueError("cannot convert NaN to integer")
        return self

    def __floor__(self):
        return int(self._checked()._at(min(0, self._exp) if self._exp >= 0 else 0, ROUND_FLOOR))

    def __ceil__(self):
        return int(self._checked()._at(min(0, self._exp) if self._exp >= 0 else 0, ROUND_CEILING))

    def scaleb(self, other, context=None):
        return _make(self._sign, self._n, self._exp + int(_decimal(other)), self._special)._fit()

    def logb(self, context=None):
        return Decimal(self.adjusted())

    def number_class(self, context=None):
        if self.is_nan():
            return "sNaN" if self.is_snan() else "NaN"
        sign = "-" if self._sign else "+"
        if self._special:
            return sign + "Infinity"
        return sign + ("Zero" if not self._n else "Normal" if self.is_normal() else "Subnormal")

    def next_plus(self, context=None):
        return self._step(ROUND_CEILING)

    def next_minus(self, context=None):
        return self._step(ROUND_FLOOR)

    def _step(self, mode):
        c = getcontext()
        with localcontext(rounding=mode) as inner:
            inner.traps = dict.fromkeys(_SIGNALS, False)
            fitted = self._fit(inner)
            if fitted._order(self):
                return fitted
            unit = max(self.adjusted() - c.prec, c.Etiny() - 1) if self._n else c.Etiny() - 1
            return self._add(_make(int(mode == ROUND_FLOOR), 1, unit))._fit(inner)


_NAN = Decimal("NaN")
_numbers.Number.register(Decimal)
_Late.number, _Late.decimal = Decimal, _decimal
