package passes_test

import (
	"testing"

	"github.com/cyp-lang/cyp/internal/passes"
)

// The tests that a recursive function begins with stand before its calls of itself, where nothing that they read or skip has an effect.
func TestGuardsOfRecursiveFunctions(t *testing.T) {
	cases := []struct{ name, src, fn, want string }{
		{"a number that is computed is put in a temporary", `
cdef int f(int n, int k) nogil:
    if n < 2:
        return n
    return f(n - 1, k + 1)
`, "f", `
func __main__.f(n: int, k: int) int
  if n < 2
    return n
  n2 = n - 1
  if n2 < 2
    return n2
  return f(n2, k + 1)
`},
		{"a variable is read where it is, and the value of the guard goes where that of the call would", `
cdef int f(int n, int k) nogil:
    if n == 0:
        return k
    elif n == 1:
        return 7
    else:
        k = f(k, 3)
        return k
`, "f", `
func __main__.f(n: int, k: int) int
  if n == 0
    return k
  else
    if n == 1
      return 7
    else
      if k == 0
        k = 3
      else
        if k == 1
          k = 7
        else
          k = f(k, 3)
      return k
`},
		{"a function without a result, all of which is under a test", `
cdef void f(int lo, int hi) nogil:
    if lo < hi:
        f(lo, hi - 1)
`, "f", `
func __main__.f(lo: int, hi: int)
  if lo < hi
    hi2 = hi - 1
    if lo < hi2
      f(lo, hi2)
`},
		{"a field of an object that the method is called on", node + `
    long f(self):
        if self.next is NULL:
            return 1
        return self.next.f() + 1
`, "Node.f", `
func __main__.Node.f(self: Node) long
  if self.next == null
    return 1
  nullcheck self.next "self.next"
  if self.next.next == null
    t1 = 1
  else
    t1 = self.next.Node.f()
  return t1 + 1
`},
		{"an argument that is moved dies where the function would have ended", node + `
cdef long f(iso Node n, int k) nogil:
    if k == 0:
        return k
    return f(consume n, k - 1)
`, "f", `
func __main__.f(n: iso Node, k: int) long cx
  if k == 0
    return <long>k drop(n)
  block
    t1 := move n
    k2 = k - 1
    if k2 == 0
      return <long>k2 drop(t1)
    return f(move t1, k2)
`},
		{"a function without a result that returns early", `
cdef void f(int lo, int hi) nogil:
    if lo >= hi:
        return
    f(lo, hi)
    f(hi, lo)
`, "f", `
func __main__.f(lo: int, hi: int)
  if lo >= hi
    return
  if lo >= hi
  else
    f(lo, hi)
  if hi >= lo
  else
    f(hi, lo)
`},
		{"not where the test may raise", `
cdef int f(int n, int k) except -1:
    if k % n == 2:
        return n
    return f(n - 1, k)
`, "f", `
func __main__.f(n: int, k: int) int raises
  zerocheck n "integer division or modulo by zero"
  if rt.FloorMod(k, n) == 2
    return n
  return f(n - 1, k)
`},
		{"not where a subclass may have another method", node + `
    long f(self):
        if self.next is NULL:
            return 1
        return self.next.f() + 1

cdef cypclass Other(Node):
    long f(self):
        return 2
`, "Node.f", `
func __main__.Node.f(self: Node) long
  if self.next == null
    return 1
  nullcheck self.next "self.next"
  t1 = self.next.virtual Node.f()
  return t1 + 1
`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			checkFunc(t, compile(t, c.src, passes.Options{}), c.fn, c.want)
		})
	}
}
