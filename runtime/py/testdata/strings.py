def show(f, *a, **k):
    try:
        print(repr(f(*a, **k)))
    except Exception as e:
        print(type(e).__name__, e)

for s in ['', 'a', "it's", '"q"', "both ' and \"", 'tab\t', 'nl\n\r', '\x00\x1f\x7f', 'é', 'ÿ', '\x80', '\xad', 'Ω', '日本', '\u2028', '\ud800', '😀', '\U000e0001', 'back\\slash', '\u200b', '\xa0']:
    print(repr(s), ascii(s), len(s))
s = 'Hello, Wörld'
print(s[0], s[-1], s[7:9], s[::-1], s[::2], s[5:100], s[10:2], s[-3:], s[:], s[8:2:-2])
show(lambda: s[100]); show(lambda: s['a']); show(lambda: s[1.5])
print('a' in s, 'W' in s, '' in s, 'xyz' not in s)
show(lambda: 1 in s)
print(s + '!', s * 2, 3 * 'ab', 'x' * -1, 'a' < 'b', 'a' < 'B', 'abc' < 'abd', 'é' > 'z')
for m in ['upper', 'lower', 'title', 'capitalize', 'swapcase', 'casefold', 'strip', 'isalpha', 'isdigit', 'isalnum', 'isspace', 'isupper', 'islower', 'istitle', 'isidentifier', 'isprintable', 'isascii', 'isdecimal', 'isnumeric', 'splitlines', 'split']:
    for t in ['', 'abc', 'ABC', 'Abc Def', 'a1', '123', ' ', 'x y', 'ß', 'straße', 'é', '½', '²', '٣', 'hello world\nfoo\r\nbar\x0bz', '_a', '1a', 'ǅ', 'ΑΣ', "they're bill's"]:
        print(m, repr(t), repr(getattr(t, m)()))
print('a,b,c'.split(','), 'a,b,c'.split(',', 1), 'a,b,c'.rsplit(',', 1), ' a  b '.split(), ' a  b c '.split(None, 1), ' a  b c '.rsplit(None, 1), ''.split(), ''.split(','), 'abc'.split('abc'), 'a  b'.split(' '))
show('a'.split, ''); show('a'.split, 1); show('a'.split, sep=None, maxsplit=0); show('a b'.split, maxsplit=1)
print(','.join(['a', 'b']), ''.join([]), '-'.join('abc'), ', '.join(str(i) for i in range(3)))
show(','.join, [1]); show(','.join, 5); show(','.join, ['a', None])
print('abcabc'.find('b'), 'abcabc'.rfind('b'), 'abc'.find('x'), 'abcabc'.index('c', 3), 'abcabc'.count('bc'), 'aaa'.count('aa'), 'abc'.count(''), 'abc'.find('', 5), 'abc'.find('', 3), 'wörld'.find('l'), 'wörld'.index('d', -1))
show('abc'.index, 'x'); show('abc'.find, 1); show('abc'.rindex, 'q', 1, 2)
print('abc'.startswith('ab'), 'abc'.startswith(('x', 'a')), 'abc'.endswith('c', 0, 2), 'abc'.startswith('', 4), 'abc'.endswith(()))
show('abc'.startswith, 1); show('abc'.startswith, ('a', 1)); show('abc'.startswith, (1,))
print('aXbXc'.replace('X', '-'), 'aaa'.replace('a', 'b', 2), 'abc'.replace('', '-'), 'abc'.replace('', '-', 2), 'abc'.replace('b', ''))
show('a'.replace, 1, 'b'); show('a'.replace, 'a', None)
print('  x '.strip(), 'xxabxx'.strip('x'), 'xxabxx'.lstrip('x'), 'abcba'.rstrip('ab'), 'prefix-a'.removeprefix('prefix-'), 'a.py'.removesuffix('.py'))
print('a-b-c'.partition('-'), 'a-b-c'.rpartition('-'), 'abc'.partition('-'), 'abc'.rpartition('-'))
show('a'.partition, '')
print('ab'.center(7), 'ab'.center(7, '*'), 'abc'.center(8, '.'), 'ab'.ljust(5, '.') + '|', 'ab'.rjust(5), '42'.zfill(5), '-42'.zfill(5), '+1'.zfill(2), 'abc'.zfill(2))
show('a'.center, 5, 'ab'); show('a'.center, 'x'); show('a'.ljust)
print('a\tb\tc'.expandtabs(), 'a\tbc\td'.expandtabs(4), 'ab\n\tc'.expandtabs(2))
print('abc'.translate({97: 'X', 98: None, 99: 100}), 'hello'.translate(str.maketrans('el', 'ip', 'o')), str.maketrans({'a': 1, 98: 'z'}))
print('x'.encode(), 'é'.encode(), 'é'.encode('latin-1'), 'é'.encode('ascii', 'replace'), 'é'.encode('ascii', 'ignore'), 'é'.encode('ascii', 'xmlcharrefreplace'), 'é'.encode('ascii', 'backslashreplace'), 'a'.encode('utf-16'), '😀'.encode('utf-16-le'), 'a'.encode('utf-32-be'))
show('é'.encode, 'ascii'); show('aéé'.encode, 'ascii'); show('Ω'.encode, 'latin-1'); show('\ud800'.encode); show('a'.encode, 'nope'); show('a'.encode, 1)
show(b'\xff'.decode); show(b'a\xe9b'.decode); show(b'\xe2\x82'.decode); show(b'\xff'.decode, 'utf-8', 'replace'); show(b'\xf0\x9f\x98'.decode, errors='replace'); show(b'\xe9'.decode, 'latin-1'); show(b'\x80'.decode, 'ascii'); show(b'ab\xffcd'.decode, 'ascii', 'ignore'); show(b'\xff'.decode, 'utf-8', 'backslashreplace')
print(str(b'abc'), str(b'abc', 'ascii'), str(5), str(None), str([1, 'a']), str(), str(object=3))
show(str, 'a', 'ascii'); show(str, 5, 'ascii')
print('%s %d %r %5.2f|%-5d|%05d|%+d|%x|%X|%#x|%o|%e|%g|%c|%%|%5s|%-5s|%.2s' % ('a', 3, 'b', 3.14159, 42, 42, 42, 255, 255, 255, 8, 12345.678, 0.0001, 'z', 'ab', 'ab', 'abc'))
print('%(a)s-%(b)03d' % {'a': 1, 'b': 2}, '%s' % 'x', '%s' % (1,), '%s' % [1, 2], '%d' % 3.7, '%i' % True, '%*d' % (5, 42), '%.*f' % (2, 3.14159), '%-*d|' % (5, 42), '% d' % 5, '%a' % 'é', '%r' % 'é', '%c' % 65, '%5c|' % 'x', '%d' % 10**20, '%x' % -255, '%#o' % 8, '%08.3f' % -3.14159, '%+.1e' % 12345, '%G' % 1e-10, '%.0f' % 2.5, '%.0f' % 3.5, '%f' % float('inf'), '%5.1f|' % float('nan'), '%s %s' % ('a', 'b'), '%.3d' % 5, '%#.3x' % 5, '%F' % 1.5)
show(lambda: '%d' % 'a'); show(lambda: '%s %s' % 'a'); show(lambda: '%s' % (1, 2)); show(lambda: '%z' % 1); show(lambda: '%' % 1); show(lambda: '%(a)s' % 5); show(lambda: '%(a)s' % {}); show(lambda: '%x' % 1.5); show(lambda: '%c' % 'ab'); show(lambda: '%c' % -1); show(lambda: '%f' % 'a'); show(lambda: 'a' % 1); show(lambda: 'a' % {}); show(lambda: '%d' % None); show(lambda: '%(a' % {}); show(lambda: '%s' % ()); show(lambda: '%*d' % ('a', 1)); show(lambda: '%d' % 1j)
print('{} {}'.format(1, 2), '{1} {0}'.format(1, 2), '{a} {b}'.format(a=1, b='x'), '{0.real} {0.imag}'.format(3), '{0[1]} {0[0]}'.format([1, 2]), '{0[k]}'.format({'k': 5}), '{!r} {!s} {!a}'.format('é', 'é', 'é'), '{{}}'.format(), '{:>5}|{:<5}|{:^5}|{:*^7}'.format(1, 2, 3, 'a'), '{:{w}.{p}}'.format(3.14159, w=8, p=3), '{:d}{:x}{:b}{:o}{:c}'.format(1, 255, 5, 8, 65), '{:,}'.format(1234567), '{:_}'.format(1234567), '{0}{0}'.format('a'), '{x[0]}'.format(x='q'))
show('{}'.format); show('{0} {}'.format, 1); show('{} {0}'.format, 1); show('{a}'.format); show('{'.format); show('}'.format); show('{0'.format, 1); show('{!x}'.format, 1); show('{0.foo}'.format, 1); show('{0[5]}'.format, [1]); show('{:d}'.format, 'a'); show('{:s}'.format, 1); show('{:5'.format, 1); show('{!r:>6}'.format, 'a'); show('{a.b[c]}'.format, a=1); show('{:{}}'.format, 'a', 5); show('{:{:{}}}'.format, 1, 2, 3); show('{0!}'.format, 1); show('{0!rx}'.format, 1)
print('{a}'.format_map({'a': 1}))
specs = ['', 'd', '5', '<5', '>5', '^5', '=5', '05', '+', '-', ' ', '+5', 'x', '#x', '#b', '#o', 'X', '#X', 'o', 'b', 'c', 'n', ',', '_', '_x', '08x', '#010x', 'e', 'f', 'g', '%', '.2f', '10.3f', '+.1e', '*^10', '*<10', '0>10', 'E', 'G', 'F', '.0f', '.3', '.10', '08.2f', ',.2f', '012,', '012,.1f', '_b', 's', '.2s', '10s', 'z.1f', '.3g', '#.3g', '#g', '.0e', '#.0e', '#.0f', '.1', '.2', '.17', '0=8', '>08', '1', '.', '5d5', 'q', ',x', ',_', '=10s', '+s', '#s', '.3d', 'é>5', '100000000000000000000']
for v in [0, 1, -5, 65, 255, 1234567, 10**20, True, 0.0, -0.0, 1.5, -3.14159, 1e10, 1e16, 1e-7, 123456.789, float('inf'), float('nan'), -0.04, 'abc', '', 'é', 2+3j, None]:
    for sp in specs:
        try:
            print(repr(v), sp, '[' + format(v, sp) + ']')
        except Exception as e:
            print(repr(v), sp, type(e).__name__, e)
x, w = 3.14159, 10
print(f'{x} {x:.2f} {x!r} {x:{w}.3f} {x=} {x=:.1f} {"a"!r:>5} {{}} {1+1} {[1,2][0]} {w:03}')
print('abc' 'def', r'\n', 'a\
b', '''x
y''', b'ab\x00\xff', '\N{GREEK SMALL LETTER ALPHA}', '\101', '\x41')
for c in 'aé😀':
    print(c, ord(c), chr(ord(c)) == c)
b = b'hello'
print(b, b[0], b[1:3], b[::-1], list(b), b + b'x', b * 2, b'll' in b, 104 in b, len(b), b.upper(), b.hex(), bytes.fromhex('00 ff'), b.find(b'l'), b.split(b'l'), b.replace(b'l', b'LL'), b.startswith(b'he'), b.decode(), bytes(3), bytes([1, 2]), bytes('é', 'utf-8'), b'%d %s' % (1, b'x'), b'a,b'.partition(b','), b' x '.strip(), b == b'hello', b < b'i', b.center(9, b'*'), b.zfill(7), b.isalpha(), b'a-b'.title(), b'\t'.isspace(), b'ab'.join([b'1', b'2']), b.index(b'o'), b.count(b'l'), b.hex('-'), b.hex(':', 2))
show(lambda: b[10]); show(lambda: b['a']); show(lambda: b + 'x'); show(lambda: 'x' in b); show(bytes, [256]); show(bytes, 'a'); show(bytes, -1); show(lambda: b.split('l')); show(lambda: b.index(b'z')); show(bytes.fromhex, 'zz'); show(bytes, 1.5); show(lambda: b'%s' % 'x'); show(hash, bytearray())
ba = bytearray(b'abc')
ba.append(100); ba += b'ef'; ba[0] = 65; ba[1:3] = b'XYZ'; del ba[-1]; ba.insert(0, 48); ba.extend([1, 2]); print(ba, ba.pop(), len(ba), ba[2], ba[1:3], ba == bytearray(ba), ba.decode('latin-1')); ba.reverse(); print(ba, bytes(ba)); ba.remove(65); print(ba, ba * 2, ba + b'!', b'!' + ba); ba.clear(); print(ba)
show(ba.append, 256); show(ba.pop); show(lambda: ba[0]); show(ba.remove, 1)
m = memoryview(b'abcdef'); print(m[0], bytes(m[1:3]), len(m), m.tolist(), m.tobytes(), m == b'abcdef')
print('a' 'b' == 'ab', 'ab' is not None, 'A'.lower() == 'a', 'x'.__len__(), str.upper('abc'), str.join('-', ['a', 'b']), 'a'.__add__('b'), 'abc'.__contains__('b'), 'abc'.__getitem__(1), 'a'.__eq__(1), 'a'.__lt__('b'), 'x'.__mul__(3), 'x'.__rmul__(2), '%d'.__mod__(3))
show('a'.__add__, 1); show(str.upper); show(str.upper, 1); show('a'.upper, 1); show('a'.foo if False else lambda: 'a'.foo); show('a'.join); show('a'.find); show('a'.replace, 'a'); show('a'.splitlines, 1, 2); show('a'.encode, 1, 2, 3)
