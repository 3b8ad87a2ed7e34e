from enum import Enum, IntEnum, Flag, auto, unique
def show(f, *a):
    try: print(repr(f(*a)))
    except Exception as e: print(type(e).__name__, e)
class Color(Enum):
    RED = 1
    GREEN = 'g'
    CRIMSON = 1
    def describe(self): return self.name.lower()
print(Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value, Color('g'), Color['GREEN'], Color.CRIMSON, list(Color), len(Color), Color.RED is Color(1), Color.RED == 1, Color.RED in Color, isinstance(Color.RED, Color), Color.RED.describe(), {Color.RED: 'r'}[Color.RED], list(Color.__members__), Color, type(Color.RED), Color.RED != Color.GREEN)
show(Color, 5); show(lambda: Color['X']); show(setattr, Color.RED, 'value', 3)
class N(IntEnum):
    A = auto()
    B = auto()
    C = 10
print(N.A, repr(N.B), N.A + 1, N.C > N.A, N.A == 1, sorted([N.C, N.A]), [10, 20, 30][N.A], int(N.C), f'{N.C}', list(N))
class P(Flag):
    R = auto()
    W = auto()
    X = auto()
print(P.R | P.W, repr(P.R | P.W), P.R in (P.R | P.W), P.X in (P.R | P.W), bool(P.R & P.W), (P.R | P.W) & P.W, P.X.value, P.R ^ P.R == P(0), ~P.R == (P.W | P.X))
class Planet(Enum):
    EARTH = (5.97, 6.37)
    def __init__(self, mass, radius): self.mass, self.radius = mass, radius
print(Planet.EARTH.mass, Planet.EARTH.value, Planet.EARTH)
F = Enum('F', 'A B C'); print(list(F), F.B.value)
def ext():
    class X(Color): Y = 3
show(ext)
def dup():
    @unique
    class U(Enum):
        A = 1
        B = 2
    return list(U)
show(dup)
