import itertools as it, functools, operator, collections, random, json, io, string, time, os
from collections import *
def show(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except Exception as e: print(type(e).__name__, e)
print(list(it.islice(it.count(5, 2), 4)), list(it.islice(it.cycle('ab'), 5)), list(it.repeat(1, 3)), list(it.chain('ab', [1])), list(it.chain.from_iterable(['ab', 'c'])), list(it.accumulate([1, 2, 3])), list(it.accumulate([1, 2, 3], operator.mul, initial=10)), list(it.starmap(pow, [(2, 3), (3, 2)])), list(it.pairwise('abcd')), list(it.zip_longest('ab', [1], fillvalue='-')))
print(list(it.islice('abcdef', 2)), list(it.islice('abcdef', 1, None, 2)), list(it.takewhile(lambda x: x < 3, [1, 2, 5, 1])), list(it.dropwhile(lambda x: x < 3, [1, 2, 5, 1])), list(it.filterfalse(None, [0, 1, 2])), list(it.compress('abcd', [1, 0, 1, 0])), [(k, list(g)) for k, g in it.groupby('aabbbc')], [(k, list(g)) for k, g in it.groupby([1, 3, 2, 4], lambda x: x % 2)])
print(list(it.product('ab', [1, 2])), list(it.product([0, 1], repeat=3)), list(it.permutations([1, 2, 3])), list(it.permutations('abc', 2)), list(it.combinations('abcd', 2)), list(it.combinations_with_replacement('ab', 3)), list(it.product()), list(it.permutations([], 0)), list(it.combinations([1], 2)))
a, b = it.tee([1, 2, 3]); print(next(a), list(a), list(b), it.count(1), it.repeat('x', 2), it.count(1.5, 0.5))
show(it.islice, 'abc', -1); show(it.permutations, 'a', -1); show(it.count, 'a'); show(it.repeat); show(it.combinations, 'abc')
g = it.groupby('aab'); k1, g1 = next(g); k2, g2 = next(g); print(list(g1), list(g2))
print(functools.reduce(operator.add, [1, 2, 3]), functools.reduce(lambda x, y: x * y, [1, 2, 3], 10)); show(functools.reduce, operator.add, [])
p = functools.partial(int, base=2); print(p('101'), p.func, p.args, p.keywords, functools.partial(pow, 2)(5), p); show(functools.partial); show(functools.partial, 5)
calls = []
@functools.lru_cache(maxsize=2)
def sq(x): calls.append(x); return x * x
print(sq(1), sq(2), sq(1), sq(3), sq(2), calls, sq.cache_info(), sq.__name__); sq.cache_clear(); print(sq.cache_info())
@functools.cache
def fibc(n): return n if n < 2 else fibc(n - 1) + fibc(n - 2)
print(fibc(80), fibc.cache_info().hits)
class HasC:
    @functools.lru_cache(None)
    def m(self, x): return x
    @functools.cached_property
    def cp(self): print('computing'); return 5
h = HasC(); print(h.m(1), h.cp, h.cp, h.__dict__)
print(sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)))
def deco(f):
    @functools.wraps(f)
    def w(*a): "wdoc"; return f(*a)
    return w
@deco
def orig(): "odoc"
print(orig.__name__, orig.__doc__, orig.__wrapped__.__name__)
@functools.total_ordering
class TO:
    def __init__(s, v): s.v = v
    def __eq__(s, o): return s.v == o.v
    def __lt__(s, o): return s.v < o.v
print(TO(1) < TO(2), TO(1) <= TO(1), TO(2) > TO(1), TO(1) >= TO(2))
@functools.singledispatch
def sd(x): return 'obj'
@sd.register(int)
def _(x): return 'int'
@sd.register(list)
def _(x): return 'list'
print(sd(1), sd('a'), sd([]), sd(True))
print(operator.itemgetter(1)([1, 2]), operator.itemgetter(0, 2)('abc'), operator.attrgetter('real')(5), operator.methodcaller('upper')('a'), operator.methodcaller('split', ',')('a,b'), operator.add(1, 2), operator.contains([1], 1), operator.getitem({1: 2}, 1), operator.not_(1), operator.truth([]), operator.concat('a', 'b'), operator.index(5), operator.is_(None, None), operator.countOf([1, 1, 2], 1), operator.indexOf([1, 2], 2), operator.__add__(1, 1), operator.itemgetter(1), operator.floordiv(7, 2), operator.neg(1))
Point = namedtuple('Point', 'x y'); pt = Point(1, y=2)
print(pt, pt.x, pt[1], pt._fields, pt._asdict(), pt._replace(x=5), Point._make([3, 4]), pt == (1, 2), Point.__doc__, tuple(pt), Point._field_defaults, namedtuple('D', 'a b', defaults=[9])(1), hash(pt) == hash((1, 2)), [*pt]); x, y = pt; print(x, y)
show(Point, 1); show(Point, 1, 2, 3); show(setattr, pt, 'x', 1); show(namedtuple, 'A', 'a a'); show(namedtuple, 'A', 'class'); show(namedtuple, 'A', '_x'); show(pt._replace, z=1); show(Point._make, [1]); print(namedtuple('R', 'a class a', rename=True)._fields)
dd = defaultdict(list); dd['a'].append(1); dd['b']; print(dd, dd.default_factory, 'c' in dd, dict(dd), dd.copy()); show(lambda: defaultdict()['x']); show(defaultdict, 5); di = defaultdict(int, a=5); di['b'] += 1; print(di)
od = OrderedDict([('a', 1), ('b', 2), ('c', 3)]); od.move_to_end('a'); print(od, od.popitem(), od.popitem(last=False), od, OrderedDict(a=1) == {'a': 1}, OrderedDict([(1, 1), (2, 2)]) == OrderedDict([(2, 2), (1, 1)]), list(reversed(OrderedDict(x=1, y=2)))); od.move_to_end('c', last=False); show(od.move_to_end, 'zz'); show(OrderedDict().popitem)
c = Counter('abracadabra'); print(c, c.most_common(2), c['z'], c['a'], sum(c.values()), c.total(), list(c.elements())[:5], Counter(a=3, b=1) + Counter(b=2), Counter(a=3, b=1) - Counter(a=1, b=5), Counter(a=3) & Counter(a=1), Counter(a=3) | Counter(a=5, b=1), +Counter(a=-1, b=2), Counter([1, 1, 2]) == {1: 2, 2: 1}); c.update('aaa'); c.subtract({'b': 5}); print(c, Counter()); del c['zzz']
d = deque([1, 2, 3], maxlen=4); d.append(4); d.append(5); d.appendleft(0); print(d, len(d), d[0], d[-1], list(d), d.pop(), d.popleft(), d, d.maxlen); d.rotate(1); print(d); d.extend([7, 8]); d.extendleft([9]); print(d, 7 in d, d.count(7), d.index(7), list(reversed(d))); d.remove(7); d.reverse(); print(d); d.insert(1, 'i'); d[0] = 'z'; del d[1]; print(d, d.copy(), deque('ab') + deque('c'), deque('ab') * 2, deque([1]) == deque([1]), deque([1]) < deque([2])); d.clear(); print(d, bool(d)); show(d.pop); show(d.popleft); show(lambda: d[0]); show(deque, 5); show(d.remove, 1)
cm = ChainMap({'a': 1}, {'a': 2, 'b': 3}); print(cm['a'], cm['b'], len(cm), sorted(cm), cm.get('z', 0), cm.maps, cm.new_child({'q': 1})['q'], cm)
import collections.abc as cabc
print(isinstance([], cabc.Sequence), isinstance({}, cabc.Mapping), isinstance(5, cabc.Hashable), isinstance([], cabc.Hashable), isinstance('a', cabc.Iterable), isinstance(iter([]), cabc.Iterator), isinstance({}, cabc.MutableMapping), issubclass(list, cabc.MutableSequence), isinstance(len, cabc.Callable), isinstance(set(), cabc.Set), isinstance((), cabc.MutableSequence), isinstance((i for i in []), cabc.Generator))
for seed in [0, 1, 42, 2**40, -5, 'hello', b'xy', 3.5]:
    random.seed(seed)
    print([random.random() for _ in range(3)], [random.randint(1, 100) for _ in range(5)], random.choice('abcdef'), random.sample(range(100), 5), random.uniform(1, 5), random.gauss(0, 1), random.gauss(0, 1), random.getrandbits(70), random.randrange(0, 100, 7), random.choices([1, 2, 3], k=4), random.choices('ab', weights=[1, 3], k=4), random.expovariate(2.0), random.triangular(), random.normalvariate(1, 2), random.betavariate(2, 3), random.gammavariate(0.5, 1), random.randbytes(5), random.paretovariate(3), random.weibullvariate(1, 2), random.lognormvariate(0, 1), random.gammavariate(3, 2))
    l = list(range(10)); random.shuffle(l); print(l, random.sample(list('abc'), 3), random.sample(range(1000), 30))
r = random.Random(7); print(r.random(), r.randint(0, 10**30), r.choice([1, 2, 3])); s = r.getstate(); x1 = r.random(); r.setstate(s); print(r.random() == x1)
show(random.choice, []); show(random.randint, 5, 1); show(random.randrange, 0); show(random.sample, [1], 2); show(random.sample, {1, 2}, 1); show(random.randrange, 1, 5, 0)
o = {'a': [1, 2.5, True, None, 'x"y\n\t\\/é😀\x01'], 'b': {'c': {}}, 'd': [], 1: 2, None: 3, True: 4, 2.5: 5, 'big': 10**20, 'f': 1e100, 't': (1, 2)}
print(json.dumps(o), json.dumps(o, ensure_ascii=False), json.dumps(o, indent=2), json.dumps(o, separators=(',', ':')), json.dumps({'b': 1, 'a': 2}, sort_keys=True), json.dumps([1, [2]], indent='\t'), json.dumps('é'), json.dumps([]), json.dumps({}), json.dumps([float('inf'), float('nan'), -0.0]), json.dumps({(1, 2): 3, 'a': 1}, skipkeys=True), json.dumps([{1}], default=list), json.dumps({'x': [{}, []]}, indent=1))
print(json.loads('{"a": [1, 2.5e3, -0, true, false, null, "\\u00e9\\ud83d\\ude00\\n"], "b": {}}'), json.loads(' [1 , 2 ] '), json.loads('"x"'), json.loads('1E5'), json.loads('NaN'), json.loads(b'{"k": 1}'), json.loads('[]'), json.loads('{"a":1,"a":2}'), json.loads('1.5', parse_float=str), json.loads('{"a":1}', object_hook=lambda d: list(d)), json.loads('{"a":1}', object_pairs_hook=list))
for bad in ['', '{', '[1,', '[1 2]', '{"a"}', '{"a":}', '{a:1}', '"abc', 'tru', '[1]x', '{"a":1,}', '[1,]', '"\\x"', '"\n"', '01', '-', '1.', '\n\n [', '{"a" 1}', '"\\u12"', "{'a': 1}"]: show(json.loads, bad)
show(json.dumps, {1}); show(json.dumps, {(1,): 2}); show(json.dumps, float('nan'), allow_nan=False); show(json.loads, 5); show(json.dumps, object)
cyc = []; cyc.append(cyc); show(json.dumps, cyc)
try: json.loads('[1,\n x]')
except json.JSONDecodeError as e: print(e.msg, e.pos, e.lineno, e.colno, isinstance(e, ValueError))
f = io.StringIO(); json.dump([1], f); print(f.getvalue()); f.seek(0); print(json.load(f))
s = io.StringIO('ab\ncd\n'); print(s.read(1), s.readline(), list(s), s.tell(), s.seek(0), s.readlines(), s.getvalue()); s = io.StringIO(); print(s.write('héllo'), s.tell(), s.truncate(2), s.getvalue()); s.seek(1); s.write('ZZZ'); print(s.getvalue(), file=s); print(repr(s.getvalue())); s.close(); show(s.read); show(io.StringIO, 5)
b = io.BytesIO(b'abc\ndef'); print(b.read(2), b.readline(), b.read(), b.getvalue(), b.seek(-2, 2), b.read()); show(b.write, 'x')
with io.StringIO('q') as q: print(q.read(), q.closed)
print(q.closed)
print(string.ascii_letters, string.digits, string.punctuation, repr(string.whitespace), string.capwords('hello world'), string.Template('$a ${b} $$').substitute(a=1, b=2), string.Template('$x $y').safe_substitute(x=1)); show(string.Template('$x').substitute); show(string.Template('$').substitute)
print(os.path.join('a', 'b', '/c', 'd'), os.path.basename('/x/y.z'), os.path.dirname('/x/y'), os.path.splitext('a.tar.gz'), os.path.splitext('.bashrc'), os.path.split('/a/b/'), os.path.normpath('a//b/../c/./d'), os.path.isabs('/a'), os.path.exists('/nonexistent'), os.path.normpath(''), os.path.commonprefix(['abc', 'abd']), os.path.join('', 'a'), os.sep, os.name, os.path.relpath('/a/b', '/a/c'))
show(os.remove, '/nonexistent/x'); show(os.listdir, '/nonexistent'); show(open, '/nonexistent'); show(os.mkdir, '/'); show(open, '/tmp', 'w'); show(open, 'x', 'q'); print(os.getenv('NOPE_X'), os.getenv('NOPE_X', 'd'), os.environ.get('NOPE_X'))
name = '/tmp/cyp_py_test_file.txt'
with open(name, 'w') as f: print(f.write('line1\nline2\nünï\n'), f.writelines(['x\n', 'y']), f.closed, f.mode, f.name)
print(f.closed); show(f.write, 'a')
with open(name) as f: print(f.readline(), f.read(3), f.readlines(), f.read(), f.readline())
with open(name) as f: print([l.strip() for l in f])
with open(name, 'rb') as f: print(f.read(5), f.seek(-3, 2), f.read(), f.tell())
with open(name, 'a') as f: f.write('end')
with open(name) as f: print(len(f.read())); show(f.write, 'x')
with open(name, 'r+') as f: f.write('LINE'); f.seek(0); print(f.readline())
print(os.path.getsize(name), os.path.isfile(name), os.path.isdir('/tmp'), os.stat(name).st_size); os.remove(name); print(os.path.exists(name))
print(time.strftime('%Y-%m-%d %H:%M:%S %j %a %A %b %B %p %I %y %U %W %w %%', (2024, 2, 29, 13, 5, 9, 3, 60, 0)), time.gmtime(0), time.gmtime(86400 * 365)[:6], time.asctime((2024, 1, 5, 3, 4, 5, 4, 5, 0)), time.strptime('2023-05-06 07:08:09', '%Y-%m-%d %H:%M:%S')[:6], type(time.time()), time.gmtime(1e9).tm_year); show(time.strptime, 'x', '%Y'); show(time.sleep, -1); show(time.strptime, '2023 x', '%Y')
t0 = time.perf_counter(); time.sleep(0.01); print(0.005 < time.perf_counter() - t0 < 2, time.monotonic() > 0, time.process_time() >= 0)
