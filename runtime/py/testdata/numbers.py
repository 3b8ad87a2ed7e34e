def show(f, *a):
    try:
        print(f(*a))
    except Exception as e:
        print(type(e).__name__, e)

import_ok = True
ints = [0, 1, -1, 2, 7, -7, 255, 2**31, -2**31, 2**53, 2**62, 2**63-1, -2**63, 2**63, 2**64, -2**64, 10**30, True, False]
floats = [0.0, -0.0, 1.0, -1.5, 0.1, 1e16, 1e15, 123456789.123, 1e-5, 0.0001, 1e300, -1e308, float('inf'), float('-inf'), float('nan'), 5e-324, 2.5, 3.5]
nums = ints + floats
for a in ints:
    print(a, repr(a), hash(a), bool(a), -a, +a, ~a, abs(a), float(a) if abs(a) < 10**300 else '', a.bit_length(), hex(a), oct(a), bin(a))
for a in floats:
    print(a, repr(a), str(a), bool(a), -a, abs(a))
    if a == a:
        print(hash(a))
ops = [
    ('+', lambda a, b: a + b), ('-', lambda a, b: a - b), ('*', lambda a, b: a * b), ('/', lambda a, b: a / b),
    ('//', lambda a, b: a // b), ('%', lambda a, b: a % b), ('divmod', lambda a, b: divmod(a, b)),
    ('<', lambda a, b: a < b), ('<=', lambda a, b: a <= b), ('==', lambda a, b: a == b), ('!=', lambda a, b: a != b),
    ('>', lambda a, b: a > b), ('>=', lambda a, b: a >= b),
]
for name, op in ops:
    for a in nums:
        for b in nums:
            try:
                r = op(a, b)
            except Exception as e:
                r = (type(e).__name__, str(e))
            print(name, a, b, r)
for name, op in [('&', lambda a, b: a & b), ('|', lambda a, b: a | b), ('^', lambda a, b: a ^ b)]:
    for a in ints:
        for b in ints:
            print(name, a, b, op(a, b))
for a in ints:
    for n in [0, 1, 5, 31, 63, 64, 100, -1]:
        for name, op in [('<<', lambda a, b: a << b), ('>>', lambda a, b: a >> b)]:
            try:
                print(name, a, n, op(a, n))
            except Exception as e:
                print(name, a, n, type(e).__name__, e)
for a in [0, 1, -1, 2, -2, 3, 10, 2.0, -2.0, 0.5, 0.0, -8, 2**64, True]:
    for b in [0, 1, -1, 2, 3, 10, 0.5, -0.5, 2.0, -2.0, 1/3, 63, 64]:
        try:
            print('**', a, b, a ** b)
        except Exception as e:
            print('**', a, b, type(e).__name__, e)
for a, b, m in [(2, 10, 1000), (3, 200, 13), (2, -1, 7), (2, -1, 4), (5, 3, -7), (5, 3, 0), (0, 0, 1), (7, 10**20, 11)]:
    show(pow, a, b, m)
for x in [0.5, 1.5, 2.5, -0.5, -1.5, 2.675, 1.005, 12345.6789, -12345.6789, 1e20, 5e-324, 1234, -1234, 1250, 1350, 15, 25, 10**20 + 5]:
    for d in [None, 0, 1, 2, -1, -2, -3, 5]:
        show(round, x, d)
for s in ['1', ' 12 ', '-5', '+7', '1_000', '_1', '1_', '1__0', '', ' ', 'abc', '0x10', '1.5', '１２', '0b1', '99999999999999999999', '-0', '007']:
    show(int, s)
    show(float, s)
    for base in [0, 2, 8, 16, 36]:
        show(int, s, base)
for s in ['1e5', '1.', '.5', '.', 'inf', '-Infinity', 'nan', '1e', '1e400', '-1e-400', '0x1p3', '1_0.0_1', ' 3.14\n', 'infinit', '+nan', '1 2']:
    show(float, s)
for s in ['1+2j', 'j', '-j', '1j', '3', ' 1-1j ', '(1+2j)', '1+', 'a', '1e2-3.5e-1j', 'inf+nanj']:
    show(complex, s)
show(int, 3.9); show(int, -3.9); show(int, float('nan')); show(int, float('inf')); show(int, 1e20); show(int, None); show(int, []); show(float, None); show(float, [])
show(int, '5', 1); show(int, 5, 10); show(int, b'12'); show(float, b'1.5')
print((1.5).is_integer(), (2.0).is_integer(), (0.1).as_integer_ratio(), (-2.5).hex(), (0.1).hex(), float.fromhex('0x1.8p1'), (10).as_integer_ratio())
print((1023).to_bytes(2, 'big'), (1023).to_bytes(4, 'little'), (-2).to_bytes(2, 'big', signed=True), int.from_bytes(b'\x03\xff', 'big'), int.from_bytes(b'\xff\xfe', 'little', signed=True))
show(lambda: (256).to_bytes(1, 'big')); show(lambda: (-1).to_bytes(1, 'big'))
c = 3 + 4j
print(c, abs(c), c.real, c.imag, c.conjugate(), c * c, c / (1 - 2j), c ** 2, c ** -1, -c, c == 3+4j, c != 3, 1j * 1j, complex(1, -0.0), complex(-0.0, 1), 0j, -0j, complex('nan'), hash(c), hash(1+0j))
show(lambda: c < c); show(lambda: c // 1); show(lambda: 1j / 0); show(lambda: 'a' + 1); show(lambda: 1 + 'a'); show(lambda: [] - 1); show(lambda: -'a'); show(lambda: ~1.5); show(lambda: 1 << 1.0); show(lambda: 'a' * 'b'); show(lambda: None + 1)
print(sum([0.1] * 10), sum([1, 2.5, True]), sum([[1], [2]], []), max(3, 1.5, 2), min([4, 2, 8]), max('abc', key=ord), min([], default=7))
show(min, []); show(max); show(sum, ['a'])
show(abs, 'x'); show(round, 'x'); show(chr, -1); show(chr, 0x110000); show(ord, 'ab'); show(ord, 5)
print(True + True, True & False, True | 1, True ^ True, isinstance(True, int), True == 1, hash(True), str(True), int(True), -True)
print(1 < 2 < 3, 1 < 3 < 2, 10**18 * 10**18, 10**40 // 7, -(10**40) // 7, 10**40 % -7, 10**40 / 10**20, (2**1000) % 1000007)
x = 5
x += 2; x -= 1; x *= 3; x //= 2; x **= 2; x %= 50; x <<= 3; x >>= 1; x |= 1; x &= 0xff; x ^= 3
print(x)
print(9223372036854775807 + 1, -9223372036854775808 - 1, 9223372036854775807 * 2, -9223372036854775808 * -1, -(-9223372036854775808), abs(-9223372036854775808), -9223372036854775808 // -1)
print(0.1 + 0.2, 1/3, 2/3, 1e100, 123456789012345678, 1.7976931348623157e308 * 10, 100000000000000000000.0, 1e22, 1e21, 123456.789e3)
