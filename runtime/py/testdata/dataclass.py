from dataclasses import dataclass, field, asdict, astuple, replace, fields, is_dataclass, FrozenInstanceError
from typing import List, Optional, Dict, Any, ClassVar
def show(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except Exception as e: print(type(e).__name__, e)
@dataclass
class P:
    x: int
    y: int = 0
    tags: List[str] = field(default_factory=list)
    hidden: int = field(default=5, repr=False, compare=False)
    def total(self): return self.x + self.y
p = P(1, 2); q = P(1, 2, hidden=9); print(p, p == q, p != P(2), p.total(), asdict(p), astuple(p), replace(p, x=9), [f.name for f in fields(P)], is_dataclass(P), P(3).tags is not P(3).tags)
show(P); show(P, 1, 2, 3, 4, 5); show(hash, p); show(lambda: p < q)
@dataclass(order=True, frozen=True)
class F:
    a: int
    b: str = 'z'
f = F(1); print(f, f < F(2), sorted([F(2), F(1, 'b'), F(1, 'a')]), hash(f) == hash(F(1)), {f: 1}[F(1)])
try: f.a = 5
except FrozenInstanceError as e: print(e)
@dataclass
class C(P):
    z: Optional[int] = None
    K: ClassVar[int] = 7
    def __post_init__(self): self.y += 100
print(C(1), C(1, 2, z=3), C.K)
def bad():
    @dataclass
    class B:
        a: int = 0
        b: str
show(bad)
def bad2():
    @dataclass
    class B: a: list = []
show(bad2)
