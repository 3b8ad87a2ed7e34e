def show(f, *a, **k):
    try:
        print(repr(f(*a, **k)))
    except Exception as e:
        print(type(e).__name__, e)

def f(a, b=2, *args, c, d=4, **kw): return (a, b, args, c, d, sorted(kw.items()))
print(f(1, c=3), f(1, 5, 6, 7, c=8, z=9, y=10), f(a=1, c=2), f(*[1, 2, 3], **{'c': 4, 'e': 5}))
show(f); show(f, 1); show(f, 1, 2); show(f, c=1); show(f, 1, a=2, c=3)
def g(a, b): return a, b
show(g); show(g, 1); show(g, 1, 2, 3); show(g, 1, c=2); show(g, 1, a=2); show(g, b=1); show(g, 1, 2, b=3); show(g, 1, 2, **{'b': 5})
def h(a, b=1, c=2): return a, b, c
show(h); show(h, 1, 2, 3, 4); show(h, 1, 2, 3, 4, 5); show(h, c=5); show(h, 1, c=5)
def none(): pass
show(none, 1); show(none, 1, 2); show(none, x=1)
def po(a, b, /, c, *, d): return a, b, c, d
show(po, 1, 2, 3, d=4); show(po, 1, 2, c=3, d=4); show(po, a=1, b=2, c=3, d=4); show(po, 1, 2, 3); show(po, 1, 2, 3, 4); show(po, 1, 2, 3, 4, d=5); show(po, 1)
def po2(a, /, **k): return a, k
show(po2, 1, a=5)
def three(a, b, c): pass
show(three); show(three, 1); show(three, b=1)
def kwo(*, a, b): return a, b
show(kwo); show(kwo, a=1); show(kwo, 1, 2); show(kwo, 1, a=1, b=2)
def dflt(x, acc=[]): acc.append(x); return acc
print(dflt(1), dflt(2), dflt(3, []), dflt.__defaults__)
print(f.__name__, f.__defaults__, f.__kwdefaults__, g.__doc__, none(), (lambda x: x + 1)(5), (lambda *a, **k: (a, k))(1, b=2))
def doc():
    "the doc"
    return 1
print(doc.__doc__, doc.__module__, doc.__qualname__, doc.__dict__); doc.attr = 5; print(doc.attr, doc.__dict__); doc.__name__ = 'renamed'; print(doc.__name__)
def outer():
    def inner(): pass
    return inner
print(outer().__qualname__, outer.__code__ if hasattr(outer, 'nope') else '')
def rec(n): return 1 if n == 0 else n * rec(n - 1)
print(rec(5), rec(30))
def inf(n): return inf(n + 1)
show(inf, 0)
show(lambda: g(**5)); show(g, *[1], **{'b': 2}); show(lambda: g(**{1: 2})); show(lambda: g(1, **{'a': 1})); show(lambda: print(**{'foo': 1})); show(lambda: g(**{'a': 1}, **{'a': 2})); show(lambda: f(1, c=1, **{'c': 2})); show(lambda: len(*[1, 2])); show(lambda: len(x=1)); show(lambda: int(*5))
show(len); show(len, 5); show(len, 1, 2); show(print, sep=5); show(print, foo=1); show(range, x=1); show(sorted); show(sorted, 5); show(sorted, [1], foo=1); show(sum); show(sum, 5); show(isinstance, 1); show(getattr, 1); show(getattr, 1, 2); show(setattr, 1, 2, 3); show(chr); show(chr, 'a'); show(ord); show(abs); show(abs, 1, 2); show(pow, 1); show(round); show(round, 1, 2, 3); show(divmod, 1); show(hash, []); show(callable); show(hex, 1.5); show(iter); show(zip, 1); show(map, 1); show(max, 1); show(open, '/nonexistent/x'); show(enumerate, 5); show(int, 1, 2, 3); show(int, x=1); show(str, 1, 2, 3, 4); show(float, 1, 2); show(bool, 1, 2); show(list, 1, 2); show(dict.fromkeys); show(type); show(format, 1, 2); show(vars, 1); show(input, 1, 2); show(id); show(repr); show(ascii, 1, 2); show(bin, 'a'); show(all); show(any, 5); show(next); show(next, 5)
print(); print('a', 'b', sep='-', end='!\n'); print(1, 2, sep=''); print('x', end=''); print(); print(*[1, 2], sep='\n'); print(None, True, 1.0, 'é'); print('a', sep=None, end=None)
def gen(n):
    for i in range(n):
        got = yield i
        if got: print('got', got)
    return 'ret'
x = gen(3); print(next(x), x.send('hello'), next(x)); show(next, x); show(next, x)
print(list(gen(4)), sum(gen(5)), gen.__name__, x.__name__)
x = gen(2); show(x.send, 5); x.close(); show(next, x)
def gen2():
    try:
        yield 1
        yield 2
    except ValueError as e:
        print('caught', e); yield 'handled'
    finally:
        print('cleanup')
x = gen2(); print(next(x), x.throw(ValueError('v'))); show(next, x)
x = gen2(); next(x); show(x.throw, KeyError('k')); show(x.throw, KeyError)
x = gen2(); next(x); x.close(); x.close()
x = gen2(); show(x.throw, ValueError); show(x.throw, 5)
def ignore():
    while True:
        try: yield 1
        except GeneratorExit: pass
def sub():
    r = yield 'a'
    print('sub got', r)
    yield 'b'
    return 'subret'
def deleg():
    r = yield from sub()
    print('deleg got', r)
    yield from [1, 2]
    yield from 'xy'
x = deleg(); print(next(x), x.send('S'), list(x))
def thrower():
    try: yield from sub()
    except ValueError as e: print('outer caught', e); yield 'recovered'
x = thrower(); next(x); print(x.throw(ValueError('inner')), list(x))
def stopper():
    yield 1
    raise StopIteration('x')
x = stopper(); next(x); show(next, x)
def genexc():
    yield 1
    raise KeyError('in gen')
show(list, genexc())
ge = (i * i for i in range(4)); print(next(ge), list(ge), type(ge).__name__)
def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
print([x for x, _ in zip(fib(), range(15))])
def nested():
    def g2():
        yield from (x for x in range(3))
    yield from g2()
    return (yield 'last')
print(list(nested()))
show(lambda: list(gen()))
def running():
    yield next(me)
me = running(); show(next, me)
def e1():
    try: return 'try'
    finally: print('finally')
print(e1())
def e2():
    for i in range(5):
        try:
            if i == 1: continue
            if i == 3: break
            print('body', i)
        finally: print('fin', i)
    else: print('no')
e2()
def e3():
    while True:
        try: return 1
        finally: return 2
print(e3())
def loops():
    for i in range(3): pass
    else: print('else ran')
    for i in []: pass
    else: print('empty else')
    n = 3
    while n: n -= 1
    else: print('while else')
loops()
def unbound():
    print(zz)
    zz = 1
show(unbound)
show(lambda: undefined_name)
def free():
    def inner(): return later
    r = inner
    try: print(r())
    except NameError as e: print(e)
    later = 1
    print(r())
free()
g_var = 1
def setg():
    global g_var
    g_var = 2
setg(); print(g_var)
def deco(fn):
    def w(*a, **k): return ('deco', fn(*a, **k))
    return w
def deco2(arg):
    def d(fn): return lambda *a: (arg, fn(*a))
    return d
@deco
@deco2('A')
def decorated(x): return x
print(decorated(5))
assert True
show(lambda: (_ for _ in ()).throw(AssertionError('m')))
def asserts(x): assert x, 'msg %s' % x
show(asserts, 0)
def asserts2(x): assert x
show(asserts2, 0)
print((lambda: (yield))().__class__.__name__)
if (n := 10) > 5: print(n)
print([y := 1, y + 1], [last := i for i in range(3)], last)
