import math
def show(f, *a):
    try: print(f.__name__, a, f(*a))
    except Exception as e: print(f.__name__, a, type(e).__name__, e)
xs = [0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 2.0, 3.0, 10.0, 0.1, 1e-5, 1e-10, 100.0, 1000.0, 1e5, 1e10, 1e22, 1e300, -1e300, 1e-300, 5e-324, 0.7071067811865476, 1.5707963267948966, 3.141592653589793, 2.718281828459045, float('inf'), float('-inf'), float('nan'), 709.7, 710.0, -745.0, 0.99, 1.01, 7, True, -3, 12345.678]
xs += [i / 7 for i in range(-40, 40)] + [i * 1.37 for i in range(1, 60)]
for f in [math.sqrt, math.exp, math.expm1, math.log, math.log2, math.log10, math.log1p, math.sin, math.cos, math.tan, math.asin, math.acos, math.atan, math.sinh, math.cosh, math.tanh, math.asinh, math.acosh, math.atanh, math.fabs, math.floor, math.ceil, math.trunc, math.degrees, math.radians, math.isnan, math.isinf, math.isfinite, math.frexp, math.modf, math.ulp]:
    for x in xs: show(f, x)
for x in [i / 10 for i in range(-25, 60)] + [20, 100.5, 170.5, 171.7, 1e-25]:
    try: print('gamma', x, '%.13g' % math.gamma(x))
    except Exception as e: print(x, e)
    try: print('lgamma', x, '%.12g' % math.lgamma(x))
    except Exception as e: print(x, e)
for x in [i / 10 for i in range(-30, 30)]: print('%.15g %.14g' % (math.erf(x), math.erfc(x)))
for a in [0.0, -0.0, 1.0, -1.0, 2.5, -2.5, 0.5, 10.0, 1e10, 1e-10, float('inf'), float('-inf'), float('nan'), 3, 7.3]:
    for b in [0.0, -0.0, 1.0, -1.0, 2.5, -3.0, 0.5, 1/3, 100.0, float('inf'), float('-inf'), float('nan'), 2, 12.25]:
        for f in [math.pow, math.atan2, math.fmod, math.copysign, math.hypot, math.remainder]: show(f, a, b)
        try: print('**', a, b, a ** b)
        except Exception as e: print('**', a, b, e)
for i in range(1, 80): print(1.1 ** i, 0.3 ** (i / 3), i ** 0.3, i ** -1.5, math.pow(i, 2.2))
show(math.factorial, 20); show(math.factorial, 30); show(math.factorial, -1); show(math.factorial, 2.5); show(math.gcd, 12, 18); show(math.gcd); show(math.gcd, -4, 6, 8); show(math.lcm, 4, 6); show(math.lcm, 0, 5); show(math.comb, 10, 3); show(math.comb, 3, 5); show(math.perm, 5, 2); show(math.perm, 5); show(math.isqrt, 10**20); show(math.isqrt, -1); show(math.fsum, [0.1] * 10); show(math.fsum, [1e100, 1, -1e100]); show(math.prod, [1, 2, 3.5]); show(math.dist, (1, 2), (4, 6)); show(math.isclose, 1.0, 1.0 + 1e-10); show(math.log, 8, 2); show(math.log, 10**400); show(math.log10, 10**400); show(math.log2, 2**2000); show(math.log, 0); show(math.log, -1); show(math.log, 'a'); show(math.sqrt, 'a'); show(math.sin); show(math.ldexp, 1.5, 10); show(math.ldexp, 1.0, 5000); show(math.nextafter, 1.0, 2.0); show(math.floor, 'x'); show(math.trunc, 'x'); show(math.hypot, 3, 4, 12); show(math.log, 5, 1); show(math.comb, -1, 2)
print(math.pi, math.e, math.tau, math.inf, math.nan)
class Fl:
    def __floor__(self): return 'floor!'
    def __ceil__(self): return 'ceil!'
    def __trunc__(self): return 'trunc!'
    def __float__(self): return 2.25
print(math.floor(Fl()), math.ceil(Fl()), math.trunc(Fl()), math.sqrt(Fl()))
