package irbuild

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/cyp-lang/cyp/internal/ir"
)

// golden compares the printed IR of some functions of a program.
func golden(t *testing.T, src, want string, names ...string) {
	t.Helper()
	p := compile(t, src)
	assert.Equal(t, strings.TrimSpace(want), strings.TrimSpace(text(p, names...)))
}

func TestPureOperandsStayNested(t *testing.T) {
	golden(t, `
cdef int f(int a, int b, int c) nogil:
    return a + b * c
`, `
func __main__.f(a: int, b: int, c: int) int
  return a + (b * c)
end`, "f")
}

func TestEarlierOperandIsSavedFromLaterStatements(t *testing.T) {
	golden(t, `
cdef int side(int* p) nogil:
    p[0] += 1
    return p[0]
cdef int f(int x, int y) nogil:
    return x + y + side(&x)
`, `
func __main__.f(x: int captured, y: int) int
  t2 = x + y
  t1 = side(&x)
  return t2 + t1
end`, "f")
}

func TestConditionWithoutStatementsIsOneExpression(t *testing.T) {
	golden(t, `
cdef cypclass N:
    int v
    N next
cdef int f(N n) nogil:
    while n is not NULL and n.v < 3:
        n = n.next
    return 1 if n is NULL else 2
`, `
func __main__.f(n: N) int
  loop 1 while (n != null) && (n.v < 3)
    nullcheck n "n"
    n = n.next
  if n == null
    return 1
  else
    return 2
end`, "f")
}

func TestDivisionChecksItsDivisor(t *testing.T) {
	golden(t, `
cdef int f(int a, int b, double c) except? -1 nogil:
    return a // b + <int>(c / b) + a % 3
`, `
func __main__.f(a: int, b: int, c: double) int
  zerocheck b "integer division or modulo by zero"
  zerocheck b "float division"
  return (rt.FloorDiv(a, b) + <int>(c / <double>b)) + rt.FloorMod(a, 3)
end`, "f")
}

func TestExitsPassThroughFinally(t *testing.T) {
	golden(t, `
cdef int g(int k) except -1:
    return k
cdef int f(int n) except -1:
    cdef int i, s = 0
    for i in range(n):
        try:
            if i == 3:
                continue
            if i == 7:
                return s
            s += g(i)
        finally:
            s -= 1
    return s
`, `
func __main__.f(n: int) int
  var i: int
  var s: int
  var result: int
  var err: exception
  var exit: int
  s = 0
  range 1 t1 = 0 to n by 1
    i = t1
    err = null
    exit = 0
    loop 2
      try
        if i == 3
          exit = 1
          break 2
        if i == 7
          result = s
          exit = 2
          break 2
        t2 = g(i)
        s = s + t2
      handler err
      break 2
    s = s - 1
    if err != null
      reraise err
    if exit == 1
      continue 1
    if exit == 2
      return result
  return s
end`, "f")
}

func TestLockIsReleasedOnEveryWayOut(t *testing.T) {
	golden(t, `
cdef cypclass T:
    int n
    void m(self) except *:
        pass
cdef void f(lock T t, int k) except *:
    with wlocked t:
        if k > 3:
            return
        t.m()
`, `
func __main__.f(t: lock T, k: int)
  var locked: lock T
  var err: exception
  nullcheck t "t"
  locked = t
  rt.WLock(header(locked))
  try
    if k > 3
      rt.WUnlock(header(locked))
      locked = null
      return
    nullcheck t "t"
    t.virtual T.m()
  handler err
    rt.WUnlock(header(locked))
    locked = null
    reraise err
  rt.WUnlock(header(locked))
  locked = null
end`, "f")
}

func TestAssignmentThroughLockIsOneCriticalSection(t *testing.T) {
	golden(t, `
cdef cypclass L:
    int n
cdef cypclass T:
    int n
    L leaf
cdef int f(lock T t) nogil:
    t.n = t.n + 1
    t.leaf.n += 2
    return t.n
`, `
func __main__.f(t: lock T) int
  nullcheck t "t"
  rt.WLock(header(t))
  nullcheck t "t"
  t.n = t.n + 1
  rt.WUnlock(header(t))
  nullcheck t "t"
  rt.WLock(header(t))
  nullcheck t.leaf "t.leaf"
  t.leaf.n = t.leaf.n + 2
  rt.WUnlock(header(t))
  nullcheck t "t"
  rt.RLock(header(t))
  t2 = t.n
  rt.RUnlock(header(t))
  return t2
end`, "f")
}

func TestConsume(t *testing.T) {
	golden(t, `
cdef cypclass L:
    int n
cdef cypclass T:
    L leaf
cdef iso L f(T t, iso L x) except NULL:
    y = consume x
    if y is NULL:
        return consume L()
    return consume t.leaf
`, `
func __main__.f(t: T, x: iso L) iso L
  var y: iso L
  y = move x
  if y == null
    block
      t2 = new L
      return <iso L>t2
  nullcheck t "t"
  t3 = rt.Isolated(header(t.leaf))
  if !t3
    t4 = rt.NotIsolated()
    raise t4
  return take t.leaf
end`, "f")
}

func TestInitialiserThatSharesIsTested(t *testing.T) {
	p := compile(t, `
cdef cypclass L:
    int n
cdef L kept
cdef cypclass Own:
    L a
    __init__(self, int n):
        self.a = L()
cdef cypclass Leak:
    L a
    __init__(self):
        self.a = kept
cdef void f() except *:
    x = consume Own(3)
cdef void g() except *:
    x = consume Leak()
`)
	assert.NotContains(t, text(p, "f"), "rt.Isolated")
	assert.Contains(t, text(p, "g"), "rt.Isolated")
}

func TestSendMakesAMessage(t *testing.T) {
	p := compile(t, `
cdef cypclass P:
    int n
cdef cypclass A activable:
    int total
    int add(self, int n, P p):
        self.total += n
        return n
cdef void f(active A a) nogil:
    a.add(NULL, 3, consume P())
`)
	got := text(p, "A.add.activate")
	assert.Contains(t, got, "t1 = rt.SyncReady(<ActhonMessageInterface>self)")
	assert.Contains(t, got, "t2 = take self.p")
	assert.Contains(t, got, "rt.PushInt(<ActhonMessageInterface>self._result, result)")
	send := text(p, "f")
	assert.Less(t, strings.Index(send, "new P"), strings.Index(send, "_active_result_class"), "arguments come before the result object")
	assert.Contains(t, send, "rt.Send(<ActhonMessageInterface>t3, ")
}

func TestConstructorByNewGetsAnAllocator(t *testing.T) {
	golden(t, `
cdef cypclass Port:
    int fd
    Port __new__(alloc, int fd):
        return alloc() if fd >= 0 else NULL
    __init__(self, int fd):
        self.fd = fd
cdef Port f() nogil:
    return Port(3)
`, `
func __main__.Port.__new__(alloc: Port (*)() nogil, fd: int) Port
  if fd >= 0
    return (alloc)()
  else
    return null
end
func __main__.f() Port
  block
    t1 = Port.__new__(&func Port.<alloc>, 3)
    if t1 != null
      t1.Port.<init>(3)
    return t1
end`, "Port.__new__", "f")
}

func TestExceptBindsAndForgetsItsName(t *testing.T) {
	golden(t, `
def f(x):
    try:
        return x[0]
    except IndexError as e:
        return e
`, `
func __main__.f(x: Python object) Python object
  var e: Python object
  var err: exception
  var exc: Python object
  var err2: exception
  try
    return py.GetItem(x, 0)
  handler err
    exc = py.PushExc(err)
    try
      t1 = py.Matches(err, py.Builtin("IndexError"))
      if t1
        e = exc
        t2 = e
        e = null
        py.PopExc(null)
        return t2
      else
        reraise err
    handler err2
      err2 = py.PopExc(err2)
      reraise err2
end`, "f")
}

func TestMethodCallsMakeNoBoundMethods(t *testing.T) {
	golden(t, `
def f(x, *a):
    x.g(1, k=2)
    x.h(3)
    x(*a)
`, `
func __main__.f(x: Python object, a: Python object) Python object
  py.CallMethodKw(x, "g", []py.Value{1}, []string{"k"}, []py.Value{2})
  py.CallMethod(x, "h", 3)
  t1 = py.NewList()
  py.ListExtend(t1, a)
  py.CallEx(x, t1, null)
  return None
end`, "f")
}

func TestCapturedVariablesAreMarked(t *testing.T) {
	p := compile(t, `
def f(n):
    k = n
    def g():
        return k
    return g
`)
	for _, f := range ir.AllFuncs(p) {
		if f.Name == "g" {
			if assert.Len(t, f.Captures, 1) {
				assert.Equal(t, "k", f.Captures[0].Name)
				assert.True(t, f.Captures[0].Captured)
			}
			assert.Equal(t, "f", f.Outer.Name)
			return
		}
	}
	t.Error("no function g")
}

func TestWrapperOnlyForWhatPythonCodeSees(t *testing.T) {
	p := compile(t, `
cdef cypclass Seen:
    int n
    lock Seen hidden
    __init__(self, int n):
        self.n = n
    int add(self, int k):
        return self.n + k
    void defaults(self, int k=1):
        pass
    void skip(self, lock Seen k):
        pass
cdef cypclass Unseen:
    int n
def main():
    print(Seen(3))
`)
	for _, c := range p.Classes {
		switch c.Type.Name {
		case "Unseen":
			assert.Nil(t, c.Wrapper)
		case "Seen":
			if assert.NotNil(t, c.Wrapper) {
				assert.Len(t, c.Wrapper.Fields, 1)
				if assert.Len(t, c.Wrapper.Methods, 2) {
					assert.Equal(t, "add", c.Wrapper.Methods[0].Name)
					assert.Equal(t, "defaults", c.Wrapper.Methods[1].Name)
				}
			}
		}
	}
}

func TestGILIsTakenBackOnError(t *testing.T) {
	golden(t, `
cdef int g() except -1 nogil:
    return 1
def f():
    cdef int n
    with nogil:
        n = g()
    return n
`, `
func __main__.f() Python object
  var n: int
  var gil: int32
  var err: exception
  gil = cx.UnlockGIL()
  try
    n = g()
  handler err
    cx.RelockGIL(gil)
    reraise err
  cx.RelockGIL(gil)
  return py.Int(<long>n)
end`, "f")
}

func TestIteratorIsClosedOnTheWayOut(t *testing.T) {
	golden(t, `
from libcythonplus.list cimport cyplist
cdef int f(cyplist[int] l) nogil:
    for x in l:
        if x > 3:
            return x
    return 0
`, `
func __main__.f(l: cyplist[int]) int
  var x: int
  var seq: cyplist[int]
  var it: rt.ListIter[int]
  nullcheck l "l"
  seq = l
  it = seq.Iter()
  loop 1
    t1, t2 = it.Next()
    if !t2
      break 1
    x = t1
    if x > 3
      t3 = x
      it.Close()
      seq = null
      return t3
  it.Close()
  seq = null
  return 0
end`, "f")
}

func TestPlacesAreNotCopied(t *testing.T) {
	golden(t, `
from libcpp.vector cimport vector
cdef cypclass V:
    pass
cdef cypclass B:
    vector[V] vec
cdef V slots[4]
cdef int g() nogil:
    return 1
cdef void f(B b, V v) nogil:
    b.vec.push_back(V())
    slots[g()] = v
`, `
func __main__.f(b: B, v: V)
  block
    nullcheck b "b"
    t1 = new V
    b.vec.PushBack(t1)
  t2 = g()
  @slots[t2] = v
end`, "f")
}

func TestReturnInFinallySwallowsTheError(t *testing.T) {
	golden(t, `
def f(x):
    try:
        return x.y
    finally:
        return 1
`, `
func __main__.f(x: Python object) Python object
  var result: Python object
  var err: exception
  var exit: int
  err = null
  exit = 0
  loop 1
    try
      result = py.GetAttr(x, "y")
      exit = 1
      break 1
    handler err
    break 1
  if err != null
    py.PushExc(err)
  if err != null
    py.PopExc(null)
  return 1
end`, "f")
}
