import bisect, heapq, copy, optparse, textwrap, types, unittest, traceback, io, sys
def show(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except BaseException as e: print(type(e).__name__, e)
print(bisect.bisect([1, 2, 2, 3], 2), bisect.bisect_left([1, 2, 2, 3], 2), bisect.bisect_right([1, 3], 0)); l = [1, 3, 5]; bisect.insort(l, 4); print(l, bisect.bisect([(1,), (2,)], 1, key=lambda t: t[0]))
h = []
for x in [5, 3, 8, 1, 9, 2]: heapq.heappush(h, x)
print(h, heapq.heappop(h), h, heapq.heappushpop(h, 4), h, heapq.heapreplace(h, 7), h, heapq.nsmallest(2, [3, 1, 2]), heapq.nlargest(2, [3, 1, 2], key=lambda x: -x), list(heapq.merge([1, 4], [2, 3]))); g = [9, 8, 7, 6, 5]; heapq.heapify(g); print(g); show(heapq.heappop, []); show(heapq.heappush, (), 1)
class C:
    def __init__(s, v): s.v = v
    def __eq__(s, o): return s.v == o.v
c = C([1, {2: [3]}]); d = copy.copy(c); e = copy.deepcopy(c); print(d.v is c.v, e.v is c.v, e == c, e.v[1] is c.v[1]); cyc = [1]; cyc.append(cyc); z = copy.deepcopy(cyc); print(z[1] is z, z is cyc, copy.copy([1]), copy.deepcopy((1, [2])), copy.copy({1: 2}), copy.deepcopy({1, 2}), copy.copy(5), copy.deepcopy(len))
c.me = c; f = copy.deepcopy(c); print(f.me is f)
p = optparse.OptionParser(usage='%prog [opts]', description='desc here', prog='tool')
p.add_option('-n', action='store', type='int', default=100, dest='num', help='Number of things.'); p.add_option('--flag', action='store_true', help='A flag'); p.add_option('-v', '--verbose', action='count', default=0); p.add_option('--name', type='str', default='x', metavar='NAME', help='the name (default %default)'); p.add_option('-l', action='append', dest='lst'); p.add_option('-f', type='float')
print(p.parse_args([])[0].__dict__ == {'num': 100, 'flag': None, 'verbose': 0, 'name': 'x', 'lst': None, 'f': None}); o, a = p.parse_args(['-n', '5', 'pos', '--flag', '-vv', '--name=q', '-la', '-l', 'b', '-f2.5', '--', '-z']); print(o.num, o.flag, o.verbose, o.name, o.lst, o.f, a, o); print(p.format_help(), p.get_usage())
sys.stderr = io.StringIO(); show(p.parse_args, ['--zz']); show(p.parse_args, ['-n', 'a']); show(p.parse_args, ['-n']); print(sys.stderr.getvalue()); sys.stderr = sys.__stderr__
print(textwrap.wrap('the quick brown fox jumps over the lazy dog', 15), textwrap.fill('a b c d e f', 3), repr(textwrap.dedent('  a\n    b\n  c\n')), textwrap.indent('a\n\nb', '> '), textwrap.shorten('hello big world', 12))
ns = types.SimpleNamespace(a=1, b='x'); print(ns, ns.a, ns == types.SimpleNamespace(a=1, b='x')); ns.c = 3; print(ns)
class T(unittest.TestCase):
    def runTest(self): pass
t = T()
for f, a in [(t.assertEqual, (1, 2)), (t.assertTrue, (0,)), (t.assertFalse, (1,)), (t.assertIn, (1, [2])), (t.assertIsNone, (1,)), (t.assertLess, (2, 1)), (t.assertAlmostEqual, (1.0, 1.1)), (t.assertIsInstance, (1, str)), (t.assertRaises, (ValueError, len, [])), (t.assertNotEqual, (1, 1)), (t.assertRegex, ('abc', 'x')), (t.assertIs, (1, 2)), (t.assertAlmostEqual, (1, 1)), (t.assertGreaterEqual, (1, 2)), (t.assertNotIn, (1, [1])), (t.fail, ('m',)), (t.assertEqual, (1, 2, 'why')), (t.assertIsNotNone, (None,))]: show(f, *a)
with t.assertRaises(ZeroDivisionError) as cmx: 1 / 0
print(cmx.exception); show(t.assertRaises, KeyError, {}.__getitem__, 'x')
try: 1 / 0
except ZeroDivisionError: print(traceback.format_exc().splitlines()[-1], len(traceback.format_exc().splitlines()) > 1)
