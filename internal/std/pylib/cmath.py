"""Functions of complex numbers."""

import math as _m

__all__ = ["acos", "acosh", "asin", "asinh", "atan", "atanh", "cos", "cosh", "e", "exp", "inf", "infj", "isclose", "isfinite", "isinf",
           "isnan", "log", "log10", "nan", "nanj", "phase", "pi", "polar", "rect", "sin", "sinh", "sqrt", "tan", "tanh", "tau"]

e, pi, tau, inf, nan = _m.e, _m.pi, _m.tau, _m.inf, _m.nan
infj, nanj = complex(0.0, inf), complex(0.0, nan)


def phase(z):
    z = complex(z)
    return _m.atan2(z.imag, z.real)


def polar(z):
    return abs(complex(z)), phase(z)


def rect(r, phi):
    if phi == 0:
        return complex(r, r * phi)
    return complex(r * _m.cos(phi), r * _m.sin(phi))


def isfinite(z):
    z = complex(z)
    return _m.isfinite(z.real) and _m.isfinite(z.imag)


def isnan(z):
    z = complex(z)
    return _m.isnan(z.real) or _m.isnan(z.imag)


def isinf(z):
    z = complex(z)
    return _m.isinf(z.real) or _m.isinf(z.imag)


def isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0):
    if rel_tol < 0 or abs_tol < 0:
        raise ValueError("tolerances must be non-negative")
    a, b = complex(a), complex(b)
    if a == b:
        return True
    if isinf(a) or isinf(b):
        return False
    d = abs(a - b)
    return d <= rel_tol * abs(b) or d <= rel_tol * abs(a) or d <= abs_tol


def exp(z):
    z = complex(z)
    r = _m.exp(z.real)
    if z.imag == 0:
        return complex(r, z.imag)
    return complex(r * _m.cos(z.imag), r * _m.sin(z.imag))


def log(z, base=None):
    z = complex(z)
    if z == 0:
        raise ValueError("math domain error")
    a, b = abs(z.real), abs(z.imag)
    h = _m.hypot(a, b)
    if 0.71 <= h <= 1.73:
        # Near the unit circle the logarithm is small: it is taken of what is left of 1.
        big, small = max(a, b), min(a, b)
        real = _m.log1p((big - 1) * (big + 1) + small * small) / 2
    else:
        real = _m.log(h)
    w = complex(real, _m.atan2(z.imag, z.real))
    return w if base is None else w / log(base)


def log10(z):
    w = log(z)
    return complex(w.real / _m.log(10), w.imag / _m.log(10))


def sqrt(z):
    z = complex(z)
    if z == 0:
        return complex(0.0, z.imag)
    a, b = abs(z.real) / 8, abs(z.imag)
    s = 2 * _m.sqrt(a + _m.hypot(a, b / 8))
    d = b / (2 * s)
    if z.real >= 0:
        return complex(s, _m.copysign(d, z.imag))
    return complex(d, _m.copysign(s, z.imag))


def sinh(z):
    z = complex(z)
    return complex(_m.cos(z.imag) * _m.sinh(z.real), _m.sin(z.imag) * _m.cosh(z.real))


def cosh(z):
    z = complex(z)
    return complex(_m.cos(z.imag) * _m.cosh(z.real), _m.sin(z.imag) * _m.sinh(z.real))


def tanh(z):
    z = complex(z)
    if abs(z.real) > 354:
        return complex(_m.copysign(1.0, z.real), 4 * _m.sin(z.imag) * _m.cos(z.imag) * _m.exp(-2 * abs(z.real)))
    t, u = _m.tanh(z.real), _m.tan(z.imag)
    c = 1 / _m.cosh(z.real)
    d = 1 + t * u * t * u
    return complex(t * (1 + u * u) / d, u / d * c * c)


def _turned(f, z):
    # f(iz)/i: sin from sinh and so on.
    z = complex(z)
    w = f(complex(-z.imag, z.real))
    return complex(w.imag, -w.real)


def sin(z):
    return _turned(sinh, z)


def tan(z):
    return _turned(tanh, z)


def cos(z):
    z = complex(z)
    return cosh(complex(-z.imag, z.real))


def asinh(z):
    z = complex(z)
    a, b = sqrt(complex(1 + z.imag, -z.real)), sqrt(complex(1 - z.imag, z.real))
    return complex(_m.asinh(a.real * b.imag - b.real * a.imag), _m.atan2(z.imag, a.real * b.real - a.imag * b.imag))


def asin(z):
    return _turned(asinh, z)


def acos(z):
    z = complex(z)
    a, b = sqrt(complex(1 - z.real, -z.imag)), sqrt(complex(1 + z.real, z.imag))
    return complex(2 * _m.atan2(a.real, b.real), _m.asinh(b.real * a.imag - b.imag * a.real))


def acosh(z):
    z = complex(z)
    a, b = sqrt(complex(z.real - 1, z.imag)), sqrt(complex(z.real + 1, z.imag))
    return complex(_m.asinh(a.real * b.real + a.imag * b.imag), 2 * _m.atan2(a.imag, b.real))


def atanh(z):
    z = complex(z)
    if z.real < 0 or z.real == 0 and _m.copysign(1, z.real) < 0:
        return -atanh(-z)
    x, y = z.real, abs(z.imag)
    if x == 1 and y == 0:
        raise ValueError("math domain error")
    real = _m.log1p(4 * x / ((1 - x) ** 2 + y * y)) / 4
    imag = _m.atan2(2 * y, (1 - x) * (1 + x) - y * y) / 2
    return complex(real, _m.copysign(imag, z.imag))


def atan(z):
    return _turned(atanh, z)
