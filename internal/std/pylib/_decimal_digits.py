"""Whole numbers as decimal digits: how many they are, rounding them away, and logarithms of numbers that are scaled by a power of ten."""

import math as _math

from _decimal_context import ROUND_05UP, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP


def rounded(n, cut, negative, mode):
    """n without its last cut digits, rounded; and whether anything but zeros was cut."""
    if cut <= 0:
        return n * 10 ** -cut, False
    power = 10 ** cut
    q, r = divmod(n, power)
    if not r:
        return q, False
    if mode == ROUND_HALF_EVEN:
        up = 2 * r > power or 2 * r == power and q & 1
    elif mode == ROUND_HALF_UP:
        up = 2 * r >= power
    elif mode == ROUND_HALF_DOWN:
        up = 2 * r > power
    elif mode == ROUND_05UP:
        up = q % 10 in (0, 5)
    else:
        up = mode == ROUND_UP or mode == ROUND_CEILING and not negative or mode == ROUND_FLOOR and negative
    return q + 1 if up else q, True


def size(n):
    """The number of digits."""
    if n < 10 ** 100:
        return len(str(n))
    k = n.bit_length() * 30103 // 100000
    return k + 1 if n >= 10 ** k else k


def text(n):
    """The digits, however many."""
    if n < 10 ** 4000:
        return str(n)
    half = size(n) // 2
    q, r = divmod(n, 10 ** half)
    return text(q) + text(r).rjust(half, "0")


def read(digits):
    if len(digits) < 4000:
        return int(digits or "0")
    half = len(digits) // 2
    return read(digits[:-half]) * 10 ** half + read(digits[-half:])


_tens = {}


def ln10(p):
    """The natural logarithm of 10, times 10**p."""
    if p not in _tens:
        extra = 10 ** 10
        scale = 10 ** p * extra
        _tens[p] = (integer_log(scale * 10 // 8, scale) + 3 * _log_two(scale)) // extra
    return _tens[p]


def _artanh(n, d, scale):
    # artanh(n/d), times scale.
    if n < 0:
        return -_artanh(-n, d, scale)
    term = scale * n // d
    total, k = term, 1
    n2, d2 = n * n, d * d
    while term:
        term = term * n2 // d2
        k += 2
        total += term // k
    return total


def _log_two(scale):
    return 2 * _artanh(1, 3, scale)


def integer_log(x, scale):
    """The natural logarithm of x/scale, times scale."""
    # Square roots bring the number close to 1, where the series is short.
    times = 0
    while abs(x - scale) > scale >> 6:
        x = _math.isqrt(x * scale)
        times += 1
    return (2 * _artanh(x - scale, x + scale, scale)) << times
