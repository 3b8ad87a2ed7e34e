def show(f, *a, **k):
    try:
        print(repr(f(*a, **k)))
    except Exception as e:
        print(type(e).__name__, e)

l = [3, 1, 2]
l.append(5); l.extend((7, 8)); l.insert(1, 'x'); l.insert(-1, 'y'); l.insert(100, 'z'); print(l, len(l), l[0], l[-1], l[1:4], l[::-2])
print(l.pop(), l.pop(0), l.index('x'), l.count(2)); l.remove('x'); print(l); l.reverse(); print(l)
l[1:3] = [10, 20, 30]; print(l); l[::2] = [0] * len(l[::2]); print(l); del l[1:3]; print(l); del l[0]; print(l); l[len(l):] = [9]; print(l); l[:0] = [4, 4]; print(l); del l[::2]; print(l)
m = sorted([3, 1, 2], reverse=True); print(m, sorted('bca'), sorted([3, -1, 2], key=abs), sorted([(1, 'b'), (1, 'a')]), sorted({3: 1, 1: 2}))
l = [5, 2, 9, 1]; l.sort(); print(l); l.sort(reverse=True); print(l); l.sort(key=lambda x: -x, reverse=True); print(l)
l = ['b', 'A', 'c']; l.sort(key=str.lower); print(l)
print(sorted(range(20), key=lambda x: x % 3), sorted(range(20), key=lambda x: x % 3, reverse=True))
show(lambda: [][0]); show(lambda: [1]['a']); show(lambda: [].pop()); show(lambda: [1].pop(5)); show(lambda: [1].remove(2)); show(lambda: [1].index(2)); show(lambda: [1, 'a'].sort()); show(lambda: sorted([1, None])); show(lambda: [1] + (2,)); show(lambda: [1] * 'a'); show(lambda: [1] < [1, 2]); show(lambda: [1, 2] == [1, 2.0]); show(lambda: [1] < ['a']); show(lambda: {[1]: 2}); show(hash, []); show(lambda: [1, 2, 3].index(3, 0, 2)); show(list, 5); show([].extend, 5); show([].append); show([].insert, 1); show([].foo if 0 else lambda: [].foo); show([].append, 1, 2); show([].sort, lambda x: x); show([].sort, foo=1); show(list, x=1); show(list, 1, 2)
a = [1]; a.append(a); print(a, repr(a)); d = {}; d['self'] = d; print(d); t = ([],); t[0].append(t); print(t)
def setit(x, k, v): x[k] = v
def delit(x, k): del x[k]
show(setit, [1], 5, 1); show(setit, [1], 'a', 1); show(setit, (1,), 0, 1); show(setit, 'abc', 0, 'x'); show(delit, [1], 3); show(delit, (1,), 0); show(delit, {}, 'k'); show(setit, [1, 2, 3], slice(0, 3, 2), [1]); show(setit, [1], slice(0, 1), 5); show(setit, 5, 0, 1); show(setit, {}, [], 1); show(delit, 5, 0)
print([1, 2] * 2, 2 * [0], [] * 5, [1] * -1, [1, 2] + [3], [[]] * 2, 2 in [1, 2], [1] in [[1]], None in [], [1, 2, 3][True])
t = (1, 'a', 2.5); print(t, t[0], t[1:], t + (4,), t * 2, len(t), 'a' in t, t.index('a'), t.count(1), (), (1,), hash((1, 2, 3)), hash(()), hash((1, (2, 3))), hash((0.5, -1)), t == (1, 'a', 2.5), (1, 2) < (1, 3), (1,) < (1, 0), tuple('ab'), tuple([1]), tuple())
show(lambda: t[5]); show(lambda: t.index(9)); show(lambda: t + [1]); show(lambda: (1, 2) < (1, 'a')); show(hash, ([],)); show(lambda: t.append)
d = {'a': 1, 'b': 2, 3: 'c', (1, 2): None, None: 0, 1.5: 'f', True: 'T'}
print(d, len(d), d['a'], d[3], d[1], d[(1, 2)], 'a' in d, 'z' in d, 3.0 in d, list(d), list(d.keys()), list(d.values()), list(d.items()))
d['a'] = 10; d['n'] = 5; del d['b']; print(d, d.get('zz'), d.get('zz', 7), d.pop('n'), d.pop('q', 'def'), d.setdefault('a', 1), d.setdefault('new', []), d.popitem(), d)
d.update({'u': 1}, v=2); d.update([('w', 3), ['x', 4]]); print(d, d | {'y': 1}, {**d, 'a': 0} == d, dict(a=1, b=2), dict([(1, 2)]), dict({1: 2}, c=3), dict.fromkeys('ab'), dict.fromkeys([1, 2], 0), dict(zip('ab', [1, 2])))
d |= {'z': 26}; print(d.copy() == d, d.keys() & {'a', 'q'}, d.keys() == set(d), d.items() >= {('a', 10)}, list(reversed(d)), list(reversed(d.values()))); d.clear(); print(d, bool(d))
show(lambda: {}['k']); show(lambda: {}[(1, 2)]); show(lambda: {}.pop('k')); show(lambda: {}.popitem()); show(dict, [1]); show(dict, [(1, 2, 3)]); show(dict, 5); show(dict, 'ab'); show(lambda: {} < {}); show(lambda: {1: 2} == {1: 2.0}); show(lambda: {**5}); show({}.update, 5); show({}.get); show(dict, 1, 2); show(lambda: {}.foo); show(lambda: {1: 1} | 5); show({}.update, [1]); show({}.update, [(1,)])
print(d.keys(), {'a': 1}.keys(), {'a': 1}.values(), {'a': 1}.items())
def mutate():
    d = {1: 1, 2: 2}
    for k in d:
        d[k + 10] = 1
show(mutate)
def mutate2():
    s = {1, 2}
    for k in s:
        s.add(k + 10)
show(mutate2)
big = {i: i * i for i in range(1000)}
for i in range(0, 1000, 3): del big[i]
for i in range(0, 50): big[i] = -i
print(len(big), list(big)[:10], list(big)[-10:], sum(big.values()), big[500], 501 in big, 502 in big)
q = {}
for i in range(500):
    q[i] = i
    if i > 20: del q[i - 20]
print(list(q), len(q))
while len(q) > 3: q.popitem()
print(q); q['x'] = 1; print(q)
s = {3, 1, 2, 10, 5, 100, -1, 7}
print(s, len(s), 3 in s, {1, 2} <= s, s >= {1}, s | {50}, s & {1, 2, 99}, s - {1}, s ^ {1, 1000}, {1} < {1, 2}, {1, 2} == {2, 1}, set(), set([1, 1, 2]), frozenset([3, 1]), frozenset(), sorted(s))
for n in [0, 5, 8, 17, 50, 200, 1000]:
    print(set(range(n)), set(range(0, n * 7, 7)), {x * x % 97 for x in range(n)})
    print(set(x * 1000003 for x in range(n)), frozenset((x, x + 1) for x in range(n % 60)), set(-x for x in range(n)), set(x / 2 for x in range(n % 70)))
u = set(range(30)); v = set(range(20, 50)); w = set(range(0, 1000, 37))
print(u | v, u & v, u - v, v - u, u ^ v, v ^ u, u | w, w | u, w & u, w - u, u - w, w ^ u, u.union(v, w), u.intersection(range(5)), u.difference([1, 2]), u.symmetric_difference([1, 99]))
u.update([100, 200]); u.discard(5); u.discard(555); u.remove(6); u.add(300); print(u, u.pop(), u.pop(), u); u -= v; print(u); u |= v; print(u); u &= w; print(u); u ^= {1, 2, 3}; print(u); u.intersection_update([1, 2]); print(u); u.difference_update([1]); print(u); u.symmetric_difference_update([7]); print(u); u.clear(); print(u)
print({1, 2}.isdisjoint({3}), {1}.issubset([1, 2]), {1, 2}.issuperset([1]), frozenset([1, 2]) == {1, 2}, hash(frozenset([1, 2, 3])), {frozenset([1])}, frozenset([1]) | {2}, {1} | frozenset([2]), frozenset([1]) in {frozenset([1])}, {1} in {frozenset([1])}, {True, 1, 1.0}, {0, False})
show(lambda: {1}.remove(2)); show(lambda: set().pop()); show(lambda: {[]}); show(lambda: {1} + {2}); show(lambda: {1} | [2]); show(set, 5); show(hash, {1}); show(lambda: {1} < 5); show(lambda: frozenset().add); show(set, 1, 2)
ops = set()
import_like = [5, 3, 8, 5, 13, 21, 34, 55, 89, 144, 2, 1]
for x in import_like * 3:
    ops.add(x * 17 % 64)
    if x % 2: ops.discard(x * 3 % 64)
print(ops)
r = range(10); print(r, list(r), r[2], r[-1], r[2:5], r[::2], r[::-1], len(r), 5 in r, 5.0 in r, 'a' in r, 10 in r, range(0), range(1, 10, 3), list(range(10, 0, -3)), range(5) == range(0, 5, 1), range(0) == range(2, 1), hash(range(3)) == hash(range(0, 3)), r.index(3), r.count(3), r.start, r.stop, r.step, range(10**20), len(range(0, 10**18, 7)), list(reversed(range(5))), range(3, 20, 5)[1:], bool(range(0)), 10**20 - 1 in range(10**20), range(10**20)[10**19])
show(range, 1, 2, 0); show(range, 1.5); show(lambda: r[10]); show(lambda: r.index(50)); show(range); show(lambda: r['a']); show(range, 'a')
print(slice(1, 2), slice(None, 5, 2), slice(1), slice(5).indices(3), slice(-3, None, -1).indices(10), slice(1, 2) == slice(1, 2), slice(1).stop)
show(slice); show(lambda: [1][::0])
print(list(enumerate('ab')), list(enumerate('ab', 5)), list(zip([1, 2], 'ab', (3, 4, 5))), list(map(lambda x, y: x + y, [1, 2], [3, 4])), list(filter(None, [0, 1, '', 'a'])), list(filter(lambda x: x > 1, [1, 2, 3])), list(reversed([1, 2, 3])), list(reversed('abc')), list(zip()), list(zip('ab', [1, 2], strict=True)), any([0, 1]), all([]), all([1, 0]), any([]))
show(lambda: list(zip('ab', [1], strict=True))); show(lambda: list(zip('a', [1, 2], strict=True))); show(map, len); show(enumerate); show(reversed, 5); show(reversed, {1}); show(iter, 5); show(next, []); show(next, iter([])); show(next, iter([]), 'd'); show(zip, 5); show(lambda: list(zip([1], 5))); show(filter, None)
it = iter([1, 2, 3]); print(next(it), list(it), list(it), next(it, 'end'))
print(list(iter(lambda c=[0]: c.append(c[-1] + 1) or c[-1], 4)))
a, b = 1, 2; a, b = b, a; print(a, b); (a, b), c = [1, 2], 3; print(a, b, c); a, *b = 1, 2, 3; print(a, b); *a, b = 'xyz'; print(a, b); a, *b, c = range(5); print(a, b, c); [a, b] = {5: 1, 6: 2}; print(a, b); a = b = []; a.append(1); print(b)
def unpack2(x): a, b = x
def unpack3(x): a, *b, c, d = x
show(unpack2, [1]); show(unpack2, [1, 2, 3]); show(unpack2, 5); show(unpack2, 'abc'); show(unpack3, [1, 2]); show(unpack2, iter([1])); show(unpack2, None)
print([x * y for x in range(3) for y in range(3) if x != y], {x: x**2 for x in range(3)}, {x % 2 for x in range(5)}, [[j for j in range(i)] for i in range(3)], sum(x for x in range(5)), [*range(3), *'ab'], {*[1, 2], 3}, (*[1], 2), [x for x in [1, 2, 3] if x > 1 if x < 3])
print([1, 2, 3] == [1, 2, 3], [1, 2] is [1, 2], [] == (), {1: 2} == {1: 2}, max([1, 5, 2]), min('hello'), max({'a': 3, 'b': 1}), sum([]), len({}), max([(1, 2), (1, 3)]), min(5, 3, key=lambda x: -x))
nan = float('nan'); print([nan] == [nan], nan in [nan], {nan: 1}[nan], nan == nan)
print(isinstance([], list), type([]) is list, type({}), type(()), type(set()), type(1), type('a'), type(None), type(1.5), type(len), type(range(1)), type(type), [list, dict, int], type(iter([])), type(iter({})), type({}.items()), type(enumerate([])), type(lambda: 0), type((x for x in [])), type(slice(1)), type(NotImplemented), type(...), type(1j), type(b''))
