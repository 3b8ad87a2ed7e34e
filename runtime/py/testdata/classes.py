import sys
def show(f, *a, **k):
    try:
        print(repr(f(*a, **k)))
    except Exception as e:
        print(type(e).__name__, e)

class A:
    """doc of A"""
    x = 1
    def __init__(self, v=0):
        self.v = v
    def get(self):
        return self.v
    @classmethod
    def make(cls, v):
        return cls(v)
    @staticmethod
    def add(a, b):
        return a + b
    @property
    def double(self):
        return self.v * 2
    @double.setter
    def double(self, n):
        self.v = n // 2
    def __repr__(self):
        return f'{type(self).__name__}({self.v})'

class B(A):
    def get(self):
        return super().get() + 100
    def __eq__(self, o):
        return isinstance(o, B) and self.v == o.v

a, b = A(3), B(4)
print(a, b, a.get(), b.get(), A.make(5), B.make(6), A.add(1, 2), a.add(3, 4), a.double, a.x, A.x, B.x)
a.double = 50; print(a.v, a.__dict__, vars(b), A.__name__, A.__doc__, B.__mro__, B.__bases__, A.__module__, a.__class__, B.__qualname__)
print(isinstance(b, A), issubclass(B, A), isinstance(a, B), isinstance(1, (str, int)), issubclass(bool, int), type(a) is A, a == A(3), b == B(4), b != B(4), b == 4)
show(lambda: a.nope); show(lambda: A.nope); show(lambda: A(1, 2)); show(lambda: A.get()); show(hash, b); show(lambda: a.double(1)); show(setattr, a, 'double', 'x'); show(delattr, a, 'double'); show(delattr, a, 'zz'); show(lambda: B.foo()); show(lambda: a()); show(isinstance, 1, 5); show(issubclass, 1, int); show(lambda: a + 1); show(lambda: a < a); show(lambda: len(a)); show(lambda: a[0]); show(iter, a); show(lambda: 1 in a); show(lambda: -a); show(int, a); show(lambda: next(a))
a.x = 10; print(a.x, A.x); del a.x; print(a.x); A.y = 7; print(b.y); A.get = lambda self: 'patched'; print(a.get(), b.get if False else b.y)
print(hasattr(a, 'v'), hasattr(a, 'q'), getattr(a, 'v'), getattr(a, 'q', 'dflt')); setattr(a, 'q', 1); print(a.q, sorted(k for k in dir(a) if not k.startswith('_')))

class V:
    def __init__(self, *a): self.a = list(a)
    def __add__(self, o): return ('add', o if not isinstance(o, V) else o.a)
    def __radd__(self, o): return ('radd', o)
    def __iadd__(self, o): self.a.append(o); return self
    def __sub__(self, o): return NotImplemented
    def __mul__(self, o): return ('mul', o)
    def __rmul__(self, o): return ('rmul', o)
    def __neg__(self): return 'neg'
    def __pos__(self): return 'pos'
    def __invert__(self): return 'inv'
    def __abs__(self): return 'abs'
    def __len__(self): return len(self.a)
    def __getitem__(self, i): return self.a[i]
    def __setitem__(self, i, v): self.a[i] = v
    def __delitem__(self, i): del self.a[i]
    def __contains__(self, x): return x == 'magic'
    def __call__(self, *a, **k): return (a, sorted(k.items()))
    def __bool__(self): return False
    def __int__(self): return 42
    def __float__(self): return 4.25
    def __index__(self): return 2
    def __hash__(self): return 99
    def __eq__(self, o): return 'eq'
    def __lt__(self, o): return 'lt'
    def __le__(self, o): return 'le'
    def __gt__(self, o): return 'gt'
    def __ge__(self, o): return 'ge'
    def __ne__(self, o): return 'ne'
    def __str__(self): return 'V!'
    def __format__(self, s): return 'fmt:' + s
    def __divmod__(self, o): return 'divmod'
    def __pow__(self, o, m=None): return ('pow', o, m)
    def __rpow__(self, o): return ('rpow', o)
    def __matmul__(self, o): return 'matmul'
    def __and__(self, o): return 'and'
    def __ror__(self, o): return 'ror'
    def __lshift__(self, o): return 'lsh'
    def __round__(self, n=None): return ('round', n)
    def __reversed__(self): return iter('rev')
    def __bytes__(self): return b'bytes'
    def __complex__(self): return 1j
    def __enter__(self): print('enter'); return 5
    def __exit__(self, *e): print('exit', e[0], e[1]); return True
    def __getattr__(self, n):
        if n.startswith('dyn_'): return n
        raise AttributeError('no ' + n)
    def __dir__(self): return ['z', 'a']
v = V(1, 2, 3)
print(v + 1, 1 + v, v + V(9), v * 2, 2 * v, -v, +v, ~v, abs(v), len(v), v[0], v[1:], 'magic' in v, 1 in v, v(1, 2, k=3), bool(v), int(v), float(v), hash(v), v == 1, v != 1, v < 1, v <= 1, v > 1, v >= 1, 1 < v, str(v), f'{v:abc}', '%s' % v, divmod(v, 1), v ** 2, 2 ** v, pow(v, 1, 2), v @ 1, v & 1, 1 | v, v << 1, round(v), round(v, 2), list(reversed(v)), bytes(v), complex(v), v.dyn_x, dir(v), [10, 20, 30][v], hex(v), list(v), not v, range(5)[v])
v += 5; print(v.a); v[0] = 'q'; del v[1]; print(v.a, [x for x in v])
show(lambda: v - 1); show(lambda: 1 - v); show(lambda: v.other); show(lambda: v >> 1); show(lambda: v / 1)
with v as q: print(q); raise ValueError('boom')
print('after')

class Meta(type):
    def __new__(m, name, bases, ns, **kw):
        c = super().__new__(m, name, bases, ns)
        c.kw = kw
        return c
    def __init__(c, name, bases, ns, **kw): super().__init__(name, bases, ns)
    def __call__(c, *a): print('meta call', c.__name__); return super().__call__(*a)
    def hello(c): return 'hi ' + c.__name__
    def __len__(c): return 77
    @property
    def prop(c): return 'prop of ' + c.__name__
class M(metaclass=Meta, opt=3): pass
class M2(M): pass
print(M.kw, M().__class__, M.hello(), len(M), type(M), M.prop, type(M2), M2.kw, isinstance(M, Meta))

class Base1: 
    def f(self): return 'B1'
class Left(Base1):
    def f(self): return 'L' + super().f()
class Right(Base1):
    def f(self): return 'R' + super().f()
class Bottom(Left, Right):
    def f(self): return 'X' + super().f()
print(Bottom().f(), [c.__name__ for c in Bottom.mro()])
def bad_mro():
    class Z(Base1, Left): pass
show(bad_mro)
def bad_base():
    class Z(bool): pass
show(bad_base)
def bad_layout():
    class Z(int, str): pass
show(bad_layout)
def dup():
    class Z(A, A): pass
show(dup)

class S:
    __slots__ = ('p', 'q')
    def __init__(self): self.p = 1
s = S(); print(s.p); show(lambda: s.q); show(setattr, s, 'r', 1); s.q = 2; print(s.q, hasattr(s, '__dict__')); del s.q; show(lambda: s.q)
class S2(S): pass
s2 = S2(); s2.z = 5; print(s2.z, s2.p)

class I(int):
    def __add__(self, o): return I(int(self) + o)
    def __repr__(self): return 'I<%d>' % int(self)
i = I(5); print(i, i + 1, i * 2, i == 5, hash(i) == hash(5), [1, 2, 3, 4, 5, 6][i], type(i + 1), type(i * 1), isinstance(i, int), {5: 'x'}[i], I('12'), str(i), '%d' % i, f'{i}', i.bit_length(), int(i), range(i))
i.attr = 3; print(i.attr)
class F(float): pass
f = F(1.5); print(f, f + 1, type(f + 1), f == 1.5, repr(f), F('2.5'), f.is_integer())
class St(str):
    def shout(self): return self.upper() + '!'
st = St('abc'); print(st, st.shout(), st + 'd', type(st + 'd'), len(st), st[0], type(st[0]), st == 'abc', {'abc': 1}[st], hash(st) == hash('abc'), st.attr if hasattr(st, 'attr') else 'no', isinstance(st, str), '-'.join([st, st]), f'{st:>5}', St(5))
class L(list):
    def append(self, x): super().append(x * 2)
    def __getitem__(self, i): return ('got', super().__getitem__(i))
l = L([1, 2]); l.append(3); print(l, l[0], len(l), l == [1, 2, 6], list(l), l + [1], type(l + [1]), sorted(l), [x for x in l], L('ab')); l.z = 1; print(l.z, l.__dict__)
class D(dict):
    def __missing__(self, k): return 'missing ' + str(k)
d = D(a=1); print(d, d['a'], d['b'], d.get('c'), len(d), dict(d), type(d.copy()), d == {'a': 1}, 'b' in d)
class T(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
t = T(1, 2); print(t, t[0], len(t), t == (1, 2), type(t), t + (3,), hash(t) == hash((1, 2)))
class E(Exception):
    def __init__(self, code, msg): super().__init__(msg); self.code = code
try: raise E(5, 'bad')
except E as e: print(e, e.code, e.args, repr(e))
class SS(set): pass
ss = SS([1, 2]); print(ss, ss | {3}, type(ss | {3}), ss == {1, 2})

class Desc:
    def __get__(self, o, t): return ('get', o is None, t.__name__)
    def __set__(self, o, v): o.__dict__['stored'] = v
    def __delete__(self, o): print('deleting')
    def __set_name__(self, owner, name): print('set_name', owner.__name__, name)
class HasD:
    d = Desc()
h = HasD(); print(h.d, HasD.d); h.d = 5; print(h.__dict__); del h.d
class NonData:
    def __get__(self, o, t): return 'nd'
class HasN: n = NonData()
h = HasN(); print(h.n); h.n = 1; print(h.n)

class Sub:
    subs = []
    def __init_subclass__(cls, tag=None, **k): super().__init_subclass__(**k); Sub.subs.append((cls.__name__, tag))
class Sub1(Sub, tag='t'): pass
class Sub2(Sub): pass
print(Sub.subs, Sub.__subclasses__())
class It:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n == 0: raise StopIteration
        self.n -= 1
        return self.n
print(list(It(3)), sum(It(4)), max(It(5)), 2 in It(5), tuple(It(2)), [*It(2)], dict(zip(It(2), 'ab')))
class Old:
    def __getitem__(self, i):
        if i > 3: raise IndexError
        return i * 10
print(list(Old()), 20 in Old(), list(iter(Old())), list(reversed(type('R', (Old,), {'__len__': lambda s: 3})())))
class NoIter: __iter__ = None
show(iter, NoIter())
class BadIter:
    def __iter__(self): return 5
show(iter, BadIter())
class BadLen:
    def __len__(self): return -1
show(len, BadLen())
class BadStr:
    def __str__(self): return 5
    def __repr__(self): return None
show(str, BadStr()); show(repr, BadStr())
class BadBool:
    def __bool__(self): return 1
show(bool, BadBool())
class BadHash:
    def __hash__(self): return 'x'
show(hash, BadHash())
class BadInit:
    def __init__(self): return 5
show(BadInit)
class OnlyLen:
    def __len__(self): return 0
print(bool(OnlyLen()), not OnlyLen())
class GA:
    def __getattribute__(self, n): return 'GA:' + n
    def __setattr__(self, n, v): print('setattr', n, v)
    def __delattr__(self, n): print('delattr', n)
g = GA(); print(g.foo, g.__class__); g.x = 1; del g.y
class New:
    def __new__(cls, *a):
        print('new', a); o = object.__new__(cls); o.pre = 1; return o
    def __init__(self, *a): print('init', a, self.pre)
New(1, 2)
class NotSelf:
    def __new__(cls): return 42
    def __init__(self): print('never')
print(NotSelf())
X = type('X', (A,), {'extra': lambda self: self.v + 1}); print(X(5).extra(), X, X.__name__)
class Outer:
    class Inner:
        def m(self): return Outer.Inner.__qualname__
    i = Inner()
print(Outer.i.m(), Outer.Inner)
print(A.get.__name__, A.make.__name__ if 0 else '', callable(a.get), a.get.__self__ is a, a.get.__func__ is A.get, a.get == a.get, A.__init__.__name__, type(A.get), type(a.get), type(A.__dict__['make']), type(A.__dict__['double']))
print(type.__call__(A, 1), A.__call__(2), object.__repr__(a)[:19], object().__eq__(1), super(B, b).get is not None, int.__add__(1, 2), (1).__add__(2.5), 'abc'.__class__, (5).__class__.__name__, [].__class__, None.__class__, list.__len__([1]), dict.get({1: 2}, 1))
show(lambda: object().x); show(setattr, object(), 'x', 1); show(object, 1); show(setattr, int, 'x', 1); show(lambda: super().x); show(type, 'X', (), 5); show(type, 1, 2); show(int.__add__, 'a', 1); show(list.append, 5, 1); show(lambda: A.__dict__.__setitem__); show(str.__len__); show(object.__new__); show(object.__new__, 5); show(int.__new__, str)
class Cmp:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return self.v < o.v
    def __repr__(self): return f'C{self.v}'
print(sorted([Cmp(3), Cmp(1), Cmp(2)]), max(Cmp(1), Cmp(5)), min([Cmp(4), Cmp(2)]), Cmp(1) > Cmp(0))
show(lambda: Cmp(1) <= Cmp(2))
class R1:
    def __radd__(self, o): return 'R1'
class R2(R1):
    def __add__(self, o): return 'R2add'
    def __radd__(self, o): return 'R2radd'
class R0(R1):
    def __add__(self, o): return 'R0add'
print(R1.__radd__(R1(), 1), 1 + R1(), R0() + R2(), type('Q', (R0,), {'__radd__': lambda s, o: 'Qradd'})().__radd__(1), R0() + type('Q', (R0,), {'__radd__': lambda s, o: 'Qradd'})())
class P:
    __private = 5
    def get(self): return self.__private if hasattr(self, '_P__private') else 'unmangled'
def counter():
    n = 0
    def inc():
        nonlocal n
        n += 1
        return n
    return inc
c = counter(); print(c(), c(), c())
fs = [lambda i=i: i * 2 for i in range(3)]; print([f() for f in fs])
fs = [lambda: i for i in range(3)]; print([f() for f in fs])
print(list[int], dict[str, int], int | str, isinstance(5, int | str), tuple[int, ...], int | None, list[int] == list[int], type(list[int]), isinstance('a', int | None))
