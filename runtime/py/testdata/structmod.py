import struct
def show(f, *a):
    try: print(repr(f(*a)))
    except Exception as e: print(type(e).__name__, e)
for fmt, args in [('i', (5,)), ('<ih', (-1, 300)), ('>Q', (2**63,)), ('3s', (b'ab',)), ('?c', (True, b'x')), ('<d', (1.5,)), ('>f', (0.1,)), ('bB', (-128, 255)), ('2h', (1, 2)), ('ci', (b'a', 1)), ('<l', (7,)), ('l', (7,)), ('!I', (1,)), ('xB', (1,)), ('5p', (b'hello',)), ('', ()), ('q', (-2**63,))]:
    b = struct.pack(fmt, *args); print(fmt, b, struct.calcsize(fmt), struct.unpack(fmt, b))
show(struct.pack, 'i', 'a'); show(struct.pack, 'B', 256); show(struct.pack, 'i', 2**31); show(struct.pack, 'i'); show(struct.unpack, 'i', b'a'); show(struct.pack, 'z', 1); show(struct.pack, '3'); show(struct.pack, 'f', 'x'); show(struct.pack, 's', 'x'); show(struct.pack, 'h', 40000); print(struct.unpack_from('<h', b'abcd', 1), list(struct.iter_unpack('<h', b'abcd')))
import random
random.seed(5); l = [random.randint(0, 50) for _ in range(500)]; print(sorted(l) == sorted(l, key=lambda x: x), sorted(range(500), key=lambda i: l[i]), sorted(l, reverse=True)[:5], sorted([(l[i] % 3, -i) for i in range(60)]), sorted(range(100), key=lambda i: l[i], reverse=True))
class K:
    def __init__(s, v): s.v = v
    def __lt__(s, o): return s.v < o.v
print([k.v for k in sorted(map(K, l))] == sorted(l))
