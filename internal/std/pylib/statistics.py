"""Means, medians and deviations."""

import math
from collections import Counter
from fractions import Fraction

__all__ = [
    "StatisticsError", "mean", "fmean", "geometric_mean", "harmonic_mean", "median", "median_low", "median_high", "median_grouped", "mode",
    "multimode", "quantiles", "pstdev", "pvariance", "stdev", "variance", "covariance", "correlation", "linear_regression", "NormalDist",
]


class StatisticsError(ValueError):
    pass


def _exact(x):
    if isinstance(x, float) and not math.isfinite(x):
        return None
    return Fraction(x)


def _total(data):
    # The exact sum and the type of the result.
    kind = int
    total = Fraction(0)
    odd = None
    for x in data:
        t = type(x)
        if t is not kind:
            if kind is int or t is bool:
                kind = t if t is not bool else kind
            elif kind is not float and t is float:
                kind = float
        f = _exact(x)
        if f is None:
            odd = x if odd is None else odd + x
        else:
            total += f
    return kind, (total if odd is None else odd)


def _convert(value, kind):
    if type(value) is kind:
        return value
    if kind is int or kind is bool:
        if isinstance(value, Fraction) and value.denominator == 1:
            return value.numerator
        return float(value)
    if kind is Fraction:
        return value
    if kind is float:
        return float(value)
    return kind(value.numerator) / kind(value.denominator)


def mean(data):
    """The arithmetic mean."""
    data = list(data)
    if not data:
        raise StatisticsError("mean requires at least one data point")
    kind, total = _total(data)
    return _convert(total / len(data), kind)


def fmean(data, weights=None):
    """The arithmetic mean, as a float."""
    data = list(data)
    if weights is not None:
        weights = list(weights)
        if len(weights) != len(data):
            raise StatisticsError("data and weights must be the same length")
        den = math.fsum(weights)
        if not den:
            raise StatisticsError("sum of weights must be non-zero")
        return math.fsum([x * w for x, w in zip(data, weights)]) / den
    if not data:
        raise StatisticsError("fmean requires at least one data point")
    return math.fsum(data) / len(data)


def geometric_mean(data):
    """The geometric mean."""
    try:
        return math.exp(fmean([math.log(x) for x in data]))
    except ValueError:
        raise StatisticsError("geometric mean requires a non-empty dataset containing positive numbers") from None


def harmonic_mean(data, weights=None):
    """The harmonic mean."""
    data = list(data)
    if not data:
        raise StatisticsError("harmonic_mean requires at least one data point")
    if weights is None:
        weights = [1] * len(data)
    for x in data:
        if x < 0:
            raise StatisticsError("harmonic mean does not support negative values")
    if any(x == 0 for x in data):
        return 0
    kind, total = _total([w / x if w else 0 for w, x in zip(weights, data)])
    _, w = _total(weights)
    return _convert(w / total, kind)


def _ordered(data):
    # The values in order, and the place of the middle one or the higher of the two.
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data, len(data) // 2


def median(data):
    """The middle value, or the mean of the two in the middle."""
    data, half = _ordered(data)
    return data[half] if len(data) % 2 else (data[half - 1] + data[half]) / 2


def median_low(data):
    """The middle value, or the lower of the two."""
    data, half = _ordered(data)
    return data[half] if len(data) % 2 else data[half - 1]


def median_high(data):
    """The middle value, or the higher of the two."""
    data, half = _ordered(data)
    return data[half]


def median_grouped(data, interval=1):
    """The median of values that stand for intervals."""
    data, half = _ordered(data)
    middle = data[half]
    below = sum([v < middle for v in data])
    width = float(interval)
    return float(middle) - width / 2.0 + width * (len(data) / 2 - below) / data.count(middle)


def mode(data):
    """The commonest value, the first of several."""
    pairs = Counter(iter(data)).most_common(1)
    if not pairs:
        raise StatisticsError("no mode for empty data")
    return pairs[0][0]


def multimode(data):
    """The commonest values."""
    counts = Counter(iter(data))
    if not counts:
        return []
    most = max(counts.values())
    return [v for v, n in counts.items() if n == most]


def quantiles(data, *, n=4, method="exclusive"):
    """The points that divide the values into n parts."""
    if n < 1:
        raise StatisticsError("n must be at least 1")
    data = sorted(data)
    size = len(data)
    if size < 2:
        raise StatisticsError("must have at least two data points")
    out = []
    if method == "inclusive":
        m = size - 1
        for i in range(1, n):
            j, delta = divmod(i * m, n)
            out.append((data[j] * (n - delta) + data[j + 1] * delta) / n)
        return out
    if method == "exclusive":
        m = size + 1
        for i in range(1, n):
            j = i * m // n
            j = 1 if j < 1 else size - 1 if j > size - 1 else j
            delta = i * m - j * n
            out.append((data[j - 1] * (n - delta) + data[j] * delta) / n)
        return out
    raise ValueError("Unknown method: %r" % method)


def _squares(data, c):
    # The exact sum of squared differences from c, or from the mean.
    kind, total = _total(data)
    if c is None:
        if not isinstance(total, Fraction):
            return kind, total
        c = total / len(data)
    else:
        c = Fraction(c)
    s = Fraction(0)
    for x in data:
        d = Fraction(x) - c
        s += d * d
    return kind, s


def variance(data, xbar=None):
    """The variance of a sample."""
    data = list(data)
    if len(data) < 2:
        raise StatisticsError("variance requires at least two data points")
    kind, s = _squares(data, xbar)
    return _convert(s / (len(data) - 1), kind)


def pvariance(data, mu=None):
    """The variance of a population."""
    data = list(data)
    if not data:
        raise StatisticsError("pvariance requires at least one data point")
    kind, s = _squares(data, mu)
    return _convert(s / len(data), kind)


def _root(f):
    # The square root of an exact fraction, correctly rounded.
    if not f:
        return 0.0
    n, d = f.numerator, f.denominator
    q = (n.bit_length() - d.bit_length() - 109) // 2
    if q >= 0:
        num = _isqrt_odd(n, d << 2 * q) << q
        return float(num)
    num = _isqrt_odd(n << -2 * q, d)
    return num / (1 << -q)


def _isqrt_odd(n, m):
    a = math.isqrt(n // m)
    return a | (a * a * m != n)


def stdev(data, xbar=None):
    """The standard deviation of a sample."""
    data = list(data)
    if len(data) < 2:
        raise StatisticsError("stdev requires at least two data points")
    kind, s = _squares(data, xbar)
    return _root(s / (len(data) - 1))


def pstdev(data, mu=None):
    """The standard deviation of a population."""
    data = list(data)
    if not data:
        raise StatisticsError("pstdev requires at least one data point")
    kind, s = _squares(data, mu)
    return _root(s / len(data))


def _pairs(x, y, what):
    # The number of points.
    n = len(x)
    if len(y) != n:
        raise StatisticsError(what + " requires that both inputs have same number of data points")
    if n < 2:
        raise StatisticsError(what + " requires at least two data points")
    return n


def covariance(x, y, /):
    """How two inputs vary together."""
    n = _pairs(x, y, "covariance")
    mx = math.fsum(x) / n
    my = math.fsum(y) / n
    return math.fsum([(a - mx) * (b - my) for a, b in zip(x, y)]) / (n - 1)


def correlation(x, y, /):
    """Pearson's correlation coefficient."""
    n = _pairs(x, y, "correlation")
    mx = math.fsum(x) / n
    my = math.fsum(y) / n
    sxy = math.fsum([(a - mx) * (b - my) for a, b in zip(x, y)])
    sxx = math.fsum([(a - mx) ** 2.0 for a in x])
    syy = math.fsum([(b - my) ** 2.0 for b in y])
    try:
        return sxy / math.sqrt(sxx * syy)
    except ZeroDivisionError:
        raise StatisticsError("at least one of the inputs is constant")


class LinearRegression(tuple):
    slope = property(lambda self: self[0])
    intercept = property(lambda self: self[1])

    def __repr__(self):
        return "LinearRegression(slope=%r, intercept=%r)" % self


def linear_regression(x, y, /, *, proportional=False):
    """The slope and intercept of the line nearest to the points."""
    n = _pairs(x, y, "linear regression")
    mx = my = 0.0
    if proportional:
        sxy = math.fsum([a * b for a, b in zip(x, y)])
        sxx = math.fsum([a * a for a in x])
    else:
        mx = math.fsum(x) / n
        my = math.fsum(y) / n
        sxy = math.fsum([(a - mx) * (b - my) for a, b in zip(x, y)])
        sxx = math.fsum([(a - mx) ** 2.0 for a in x])
    try:
        slope = sxy / sxx
    except ZeroDivisionError:
        raise StatisticsError("x is constant")
    return LinearRegression((slope, 0.0 if proportional else my - slope * mx))


class NormalDist:
    """A normal distribution."""

    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise StatisticsError("sigma must be non-negative")
        self._mu, self._sigma = float(mu), float(sigma)

    @classmethod
    def from_samples(cls, data):
        data = list(data)
        return cls(fmean(data), stdev(data))

    mean = property(lambda self: self._mu)
    median = property(lambda self: self._mu)
    mode = property(lambda self: self._mu)
    stdev = property(lambda self: self._sigma)
    variance = property(lambda self: self._sigma * self._sigma)

    def pdf(self, x):
        v = self._sigma * self._sigma
        if not v:
            raise StatisticsError("pdf() not defined when sigma is zero")
        d = x - self._mu
        return math.exp(d * d / (-2.0 * v)) / math.sqrt(math.tau * v)

    def cdf(self, x):
        if not self._sigma:
            raise StatisticsError("cdf() not defined when sigma is zero")
        return 0.5 * (1.0 + math.erf((x - self._mu) / (self._sigma * math.sqrt(2.0))))

    def zscore(self, x):
        if not self._sigma:
            raise StatisticsError("zscore() not defined when sigma is zero")
        return (x - self._mu) / self._sigma

    def __add__(self, other):
        if isinstance(other, NormalDist):
            return NormalDist(self._mu + other._mu, math.hypot(self._sigma, other._sigma))
        return NormalDist(self._mu + other, self._sigma)

    __radd__ = __add__

    def __mul__(self, k):
        return NormalDist(self._mu * k, self._sigma * abs(k))

    __rmul__ = __mul__

    def __eq__(self, other):
        if not isinstance(other, NormalDist):
            return NotImplemented
        return self._mu == other._mu and self._sigma == other._sigma

    def __hash__(self):
        return hash((self._mu, self._sigma))

    def __repr__(self):
        return "%s(mu=%r, sigma=%r)" % (type(self).__name__, self._mu, self._sigma)
