import sys
def show(f, *a, **k):
    try:
        print(repr(f(*a, **k)))
    except BaseException as e:
        print(type(e).__name__, e, repr(e), e.args)

for e in [ValueError(), ValueError('x'), ValueError('x', 1), KeyError('k'), KeyError('a', 'b'), KeyError(), OSError(2, 'No such file'), OSError(2, 'No such file', 'f.txt'), OSError('just text'), OSError(2, 'x', 'a', None, 'b'), StopIteration(5), SystemExit(3), Exception(None), Exception(['l']), AttributeError('at'), UnicodeDecodeError('utf-8', b'ab\xff', 2, 3, 'bad'), UnicodeEncodeError('ascii', 'é', 0, 1, 'ordinal'), ImportError('imp', name='n', path='p'), NameError('nm', name='v'), FileNotFoundError(2, 'nf', 'q'), TimeoutError('t'), AssertionError('a'), RecursionError('r'), ZeroDivisionError(), NotImplementedError('n'), KeyboardInterrupt(), GeneratorExit(), Warning('w'), IndexError('i')]:
    print(type(e).__name__, str(e), repr(e), e.args, e.__cause__, e.__context__, e.__suppress_context__, e.__traceback__)
e = OSError(2, 'No such file', 'f.txt'); print(type(e), e.errno, e.strerror, e.filename, isinstance(e, FileNotFoundError)); print(StopIteration(5).value, SystemExit(3).code, ImportError('x', name='n').name)
for c in [BaseException, Exception, ArithmeticError, LookupError, OSError, UnicodeError, FileNotFoundError, ModuleNotFoundError, RecursionError, BrokenPipeError, IOError, EnvironmentError, IndentationError, UserWarning]:
    print(c, c.__mro__)
def chain():
    try:
        try: 1 / 0
        except ZeroDivisionError as e: raise ValueError('second') from e
    except ValueError as e: return e
e = chain(); print(repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
def ctx():
    try:
        try: {}['k']
        except KeyError: raise TypeError('third')
    except TypeError as e: return e
e = ctx(); print(repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
def noctx():
    try:
        try: {}['k']
        except KeyError: raise TypeError('third') from None
    except TypeError as e: return e
e = noctx(); print(repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
def inner_ctx():
    try: 1 / 0
    except ZeroDivisionError:
        try: [][1]
        except IndexError as e: return e
print(repr(inner_ctx().__context__))
def fin_ctx():
    try:
        try: 1 / 0
        finally: {}['x']
    except KeyError as e: return e
print(repr(fin_ctx().__context__))
def reraise():
    try:
        try: 1 / 0
        except ZeroDivisionError: raise
    except ZeroDivisionError as e: return e
print(repr(reraise()), reraise().__context__)
def raise_obj(x): raise x
show(raise_obj, 5); show(raise_obj, ValueError); show(raise_obj, None); show(raise_obj, 'str')
def raise_from(x, y): raise x from y
show(raise_from, ValueError('a'), 5)
def bare(): raise
show(bare)
def catch_bad():
    try: 1 / 0
    except 5: pass
show(catch_bad)
def catch_tuple(x):
    try: raise x
    except (ValueError, KeyError, IndexError): return 'tuple'
    except Exception: return 'exc'
    except: return 'bare'
print(catch_tuple(ValueError), catch_tuple(IndexError('x')), catch_tuple(TypeError), catch_tuple(KeyboardInterrupt))
def order():
    out = []
    try:
        out.append('try'); raise ValueError
    except ValueError: out.append('except')
    else: out.append('else')
    finally: out.append('finally')
    try: out.append('try2')
    except: out.append('no')
    else: out.append('else2')
    finally: out.append('finally2')
    return out
print(order())
def name_gone():
    try: raise ValueError('v')
    except ValueError as err: pass
    try: err
    except UnboundLocalError as e: return str(e)
print(name_gone())
print(sys.exc_info())
def info():
    try: raise ValueError('v')
    except ValueError:
        t, v, tb = sys.exc_info()
        return t, v, tb is not None
print(info(), sys.exc_info())
class Ctx:
    def __init__(self, n, swallow=False): self.n, self.s = n, swallow
    def __enter__(self): print('enter', self.n); return self
    def __exit__(self, t, v, tb): print('exit', self.n, t and t.__name__, v, tb is not None); return self.s
with Ctx('a') as a, Ctx('b') as b: print(a.n, b.n)
try:
    with Ctx('c'): raise KeyError('x')
except KeyError as e: print('got', e)
with Ctx('d', True): 1 / 0
def w_ret():
    with Ctx('e'): return 5
print(w_ret())
class NoExit:
    def __enter__(self): pass
def withno():
    with NoExit(): pass
show(withno)
def withno2():
    with 5: pass
show(withno2)
class BadExit(Ctx):
    def __exit__(self, *a): raise RuntimeError('in exit')
def badexit():
    with BadExit('f'): raise ValueError('in body')
try: badexit()
except RuntimeError as e: print(repr(e), repr(e.__context__))
e = ValueError('n'); e.add_note('note1'); e.add_note('note2'); print(e.__notes__); show(e.add_note, 5)
e.foo = 5; print(e.foo, e.__dict__); e.args = (1, 2); print(e, e.args); e.args = [3]; print(e.args)
class Custom(Exception):
    def __str__(self): return 'custom str'
print(repr(Custom('a')), str(Custom('a')), Custom('a', 'b').args); show(raise_obj, Custom('q'))
class WithInit(ValueError):
    def __init__(self, a, b=2): self.a, self.b = a, b
w = WithInit(1); print(w.args, w.a, w.b, repr(w), str(w)); show(WithInit)
show(ValueError, x=1); show(KeyError, x=1); show(UnicodeDecodeError, 1); show(BaseException().with_traceback, 5)
eg = ExceptionGroup('grp', [ValueError('a'), KeyError('b'), ExceptionGroup('in', [TypeError('t'), ValueError('z')])])
print(eg, repr(eg), eg.message, eg.exceptions, eg.split(ValueError), eg.subgroup(KeyError), eg.subgroup(lambda e: isinstance(e, TypeError)), isinstance(eg, Exception), eg.derive([ValueError()]))
show(ExceptionGroup, 'x', []); show(ExceptionGroup, 'x', [5]); show(ExceptionGroup, 1, [ValueError()]); show(BaseExceptionGroup, 'b', [KeyboardInterrupt()]); show(ExceptionGroup, 'x', [KeyboardInterrupt()])
import traceback
def lvl3(): raise ValueError('deep')
def lvl2(): lvl3()
def lvl1():
    try: lvl2()
    except ValueError as e: raise RuntimeError('wrapped') from e
try: lvl1()
except RuntimeError as e:
    print(traceback.format_exception_only(type(e), e), [f.name for f in traceback.extract_tb(e.__traceback__)], [f.name for f in traceback.extract_tb(e.__cause__.__traceback__)])
    print([f.lineno for f in traceback.extract_tb(e.__cause__.__traceback__)])
def loop_exc():
    for i in range(3):
        try:
            if i == 1: raise ValueError(i)
            print('ok', i)
        except ValueError as e: print('err', e); continue
        finally: print('f', i)
loop_exc()
def deep(n):
    if n == 0: raise KeyError('bottom')
    try: deep(n - 1)
    finally: print('unwind', n)
try: deep(3)
except KeyError as e: print(e)
def nested_handlers():
    try: raise ValueError('1')
    except ValueError as e1:
        try: raise TypeError('2')
        except TypeError as e2: print(repr(e2.__context__), repr(sys.exc_info()[1]))
        print(repr(sys.exc_info()[1]))
nested_handlers()
print(sys.exc_info()[1])
sys.exit(0)
