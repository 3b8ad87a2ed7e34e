package irbuild

import "testing"

func TestIntegersOfLiteralsAreExactAsObjects(t *testing.T) {
	golden(t, `
def f(x):
    return x == 2**64, x + (1 << 70), -(3 * 5)
`, `
func __main__.f(x: Python object) Python object
  t1 = py.Eq(x, 18446744073709551616)
  t2 = py.Add(x, 1180591620717411303424)
  return py.NewTuple(t1, t2, -15)
end`, "f")
}

func TestBoundThatTheBodyChangesIsKept(t *testing.T) {
	golden(t, `
cdef int f(int n) nogil:
    cdef int i, s = 0
    for i in range(n):
        n += 1
        s += i
    return s
`, `
func __main__.f(n: int) int
  var i: int
  var s: int
  s = 0
  t2 = n
  range 1 t1 = 0 to t2 by 1
    i = t1
    n = n + 1
    s = s + i
  return s
end`, "f")
}
