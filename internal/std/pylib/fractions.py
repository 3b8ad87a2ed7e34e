"""Exact fractions."""

import math
import numbers
import re
import sys

__all__ = ["Fraction"]

_FORM = re.compile(r"\s*([-+]?)(?=\d|\.\d)(\d*|\d+(?:_\d+)*)(?:(?:/(\d+(?:_\d+)*))?|(?:\.(\d*|\d+(?:_\d+)*))?(?:[eE]([-+]?\d+(?:_\d+)*))?)\s*\Z")


class Fraction(numbers.Rational):
    """A fraction in lowest terms."""

    __slots__ = ("_numerator", "_denominator")

    def __new__(cls, numerator=0, denominator=None):
        self = object.__new__(cls)
        if denominator is None:
            if type(numerator) is int:
                return _make(cls, numerator, 1)
            if isinstance(numerator, numbers.Rational):
                return _make(cls, numerator.numerator, numerator.denominator)
            if isinstance(numerator, float) or hasattr(numerator, "as_integer_ratio"):
                n, d = numerator.as_integer_ratio()
                return _make(cls, n, d)
            if isinstance(numerator, str):
                n, d = _parse(numerator)
                return _reduced(cls, n, d)
            raise TypeError("argument should be a string or a Rational instance")
        if type(numerator) is int and type(denominator) is int:
            n, d = numerator, denominator
        elif isinstance(numerator, numbers.Rational) and isinstance(denominator, numbers.Rational):
            n = numerator.numerator * denominator.denominator
            d = denominator.numerator * numerator.denominator
        else:
            raise TypeError("both arguments should be Rational instances")
        if d == 0:
            raise ZeroDivisionError("Fraction(%s, 0)" % numerator)
        return _reduced(cls, n, d)

    @classmethod
    def from_float(cls, f):
        if isinstance(f, numbers.Integral):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError("%s.from_float() only takes floats, not %r (%s)" % (cls.__name__, f, type(f).__name__))
        return cls(*f.as_integer_ratio())

    @classmethod
    def from_decimal(cls, dec):
        return cls(*dec.as_integer_ratio())

    def as_integer_ratio(self):
        return (self._numerator, self._denominator)

    def is_integer(self):
        return self._denominator == 1

    def limit_denominator(self, max_denominator=1000000):
        """The closest fraction whose lower number is not above the limit."""
        if self._denominator <= max_denominator:
            return Fraction(self)
        if max_denominator < 1:
            raise ValueError("max_denominator should be at least 1")
        # The two latest convergents of the continued fraction, each an upper and a lower number.
        a, b, c, d = 0, 1, 1, 0
        upper, lower = self._numerator, self._denominator
        while True:
            steps, rest = divmod(upper, lower)
            room = (max_denominator - b) // d if d else steps
            if room < steps:
                break
            a, b, c, d = c, d, a + steps * c, b + steps * d
            upper, lower = lower, rest
        # The last convergent or the one between, whichever is nearer.
        a, b = a + room * c, b + room * d
        return Fraction(c, d) if 2 * lower * b <= self._denominator else Fraction(a, b)

    @property
    def numerator(self):
        return self._numerator

    @property
    def denominator(self):
        return self._denominator

    def __repr__(self):
        return "%s(%s, %s)" % (type(self).__name__, self._numerator, self._denominator)

    def __str__(self):
        if self._denominator == 1:
            return str(self._numerator)
        return "%s/%s" % (self._numerator, self._denominator)

    def __add__(self, other):
        return _arith(self, other, _add, lambda a, b: a + b)

    def __radd__(self, other):
        return _arith_r(self, other, _add, lambda a, b: a + b)

    def __sub__(self, other):
        return _arith(self, other, _sub, lambda a, b: a - b)

    def __rsub__(self, other):
        return _arith_r(self, other, _sub, lambda a, b: a - b)

    def __mul__(self, other):
        return _arith(self, other, _mul, lambda a, b: a * b)

    def __rmul__(self, other):
        return _arith_r(self, other, _mul, lambda a, b: a * b)

    def __truediv__(self, other):
        return _arith(self, other, _div, lambda a, b: a / b)

    def __rtruediv__(self, other):
        return _arith_r(self, other, _div, lambda a, b: a / b)

    def __floordiv__(self, other):
        return _arith(self, other, _floordiv, lambda a, b: a // b)

    def __rfloordiv__(self, other):
        return _arith_r(self, other, _floordiv, lambda a, b: a // b)

    def __mod__(self, other):
        return _arith(self, other, _mod, lambda a, b: a % b)

    def __rmod__(self, other):
        return _arith_r(self, other, _mod, lambda a, b: a % b)

    def __divmod__(self, other):
        return _arith(self, other, lambda a, b: (_floordiv(a, b), _mod(a, b)), divmod)

    def __rdivmod__(self, other):
        return _arith_r(self, other, lambda a, b: (_floordiv(a, b), _mod(a, b)), divmod)

    def __pow__(self, b):
        if isinstance(b, numbers.Rational):
            if b.denominator == 1:
                n = b.numerator
                if n >= 0:
                    return _make(Fraction, self._numerator ** n, self._denominator ** n)
                if self._numerator == 0:
                    raise ZeroDivisionError("Fraction(%s, 0)" % (self._denominator ** -n))
                return Fraction(self._denominator ** -n, self._numerator ** -n)
            return float(self) ** float(b)
        return float(self) ** b

    def __rpow__(self, a):
        if self._denominator == 1 and self._numerator >= 0:
            return a ** self._numerator
        if isinstance(a, numbers.Rational):
            return Fraction(a.numerator, a.denominator) ** self
        return a ** float(self)

    def __pos__(self):
        return _make(Fraction, self._numerator, self._denominator)

    def __neg__(self):
        return _make(Fraction, -self._numerator, self._denominator)

    def __abs__(self):
        return _make(Fraction, abs(self._numerator), self._denominator)

    def __int__(self):
        return self.__trunc__()

    def __trunc__(self):
        if self._numerator < 0:
            return -(-self._numerator // self._denominator)
        return self._numerator // self._denominator

    def __floor__(self):
        return self._numerator // self._denominator

    def __ceil__(self):
        return -(-self._numerator // self._denominator)

    def __round__(self, ndigits=None):
        if ndigits is None:
            whole, rest = divmod(self._numerator, self._denominator)
            if rest * 2 < self._denominator:
                return whole
            if rest * 2 > self._denominator:
                return whole + 1
            return whole if whole % 2 == 0 else whole + 1
        shift = 10 ** abs(ndigits)
        if ndigits > 0:
            return Fraction(round(self * shift), shift)
        return Fraction(round(self / shift) * shift)

    def __float__(self):
        return self._numerator / self._denominator

    def __hash__(self):
        try:
            inverse = pow(self._denominator, -1, sys.hash_info.modulus)
        except ValueError:
            h = sys.hash_info.inf
        else:
            h = hash(hash(abs(self._numerator)) * inverse)
        h = h if self._numerator >= 0 else -h
        return -2 if h == -1 else h

    def __eq__(self, other):
        if isinstance(other, numbers.Rational):
            return self._numerator == other.numerator and self._denominator == other.denominator
        if isinstance(other, complex) and other.imag == 0:
            other = other.real
        if isinstance(other, float):
            if math.isnan(other) or math.isinf(other):
                return 0.0 == other
            return self == Fraction(*other.as_integer_ratio())
        return NotImplemented

    def _compare(self, other, op):
        if isinstance(other, numbers.Rational):
            return op(self._numerator * other.denominator, self._denominator * other.numerator)
        if isinstance(other, float):
            if math.isnan(other) or math.isinf(other):
                return op(0.0, other)
            return op(self, Fraction(*other.as_integer_ratio()))
        return NotImplemented

    def __lt__(self, other):
        return self._compare(other, lambda a, b: a < b)

    def __gt__(self, other):
        return self._compare(other, lambda a, b: a > b)

    def __le__(self, other):
        return self._compare(other, lambda a, b: a <= b)

    def __ge__(self, other):
        return self._compare(other, lambda a, b: a >= b)

    def __bool__(self):
        return self._numerator != 0

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


def _make(cls, n, d):
    self = object.__new__(cls)
    self._numerator = n
    self._denominator = d
    return self


def _reduced(cls, n, d):
    g = math.gcd(n, d)
    if d < 0:
        g = -g
    return _make(cls, n // g, d // g)


def _parse(text):
    m = _FORM.match(text)
    if m is None:
        raise ValueError("Invalid literal for Fraction: %r" % text)
    sign, num, denom, decimal, exp = m.groups()
    n = int(num or "0")
    d = 1
    if denom:
        d = int(denom)
        if d == 0:
            raise ZeroDivisionError("Fraction(%s, 0)" % (-n if sign == "-" else n))
    else:
        if decimal:
            decimal = decimal.replace("_", "")
            d = 10 ** len(decimal)
            n = n * d + int(decimal)
        if exp:
            e = int(exp)
            if e >= 0:
                n *= 10 ** e
            else:
                d *= 10 ** -e
    return (-n if sign == "-" else n), d


def _arith(a, b, exact, rough):
    if isinstance(b, (int, Fraction)):
        return exact(a, b)
    if isinstance(b, float):
        return rough(float(a), b)
    if isinstance(b, complex):
        return rough(complex(a), b)
    return NotImplemented


def _arith_r(b, a, exact, rough):
    if isinstance(a, numbers.Rational):
        return exact(a, b)
    if isinstance(a, numbers.Real):
        return rough(float(a), float(b))
    if isinstance(a, numbers.Complex):
        return rough(complex(a), complex(b))
    return NotImplemented


def _add(a, b):
    return _reduced(Fraction, a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)


def _sub(a, b):
    return _reduced(Fraction, a.numerator * b.denominator - b.numerator * a.denominator, a.denominator * b.denominator)


def _mul(a, b):
    return _reduced(Fraction, a.numerator * b.numerator, a.denominator * b.denominator)


def _div(a, b):
    n = a.numerator * b.denominator
    d = a.denominator * b.numerator
    if d == 0:
        raise ZeroDivisionError("Fraction(%s, 0)" % n)
    return _reduced(Fraction, n, d)


def _floordiv(a, b):
    return (a.numerator * b.denominator) // (a.denominator * b.numerator)


def _mod(a, b):
    return _reduced(Fraction, (a.numerator * b.denominator) % (b.numerator * a.denominator), a.denominator * b.denominator)
