package irbuild

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/cyp-lang/cyp/internal/ir"
)

func TestExpressionsAreTrees(t *testing.T) {
	p := compile(t, `
cdef cypclass A activable:
    int n
    A next
    int add(self, int k):
        self.n += k
        return self.n
cdef lock A keep(lock A a, int k) except NULL:
    a.n += k
    a.next.n = a.n if k else 3
    return a
cdef void f(active A a) except *:
    a.add(NULL, 3)
    b = activate(consume A())
    b.add(NULL, 4)
    x = consume b
def g(A a, x):
    x[0].y += [a, a]
    return f"{x!r:>3}", {1: x, 2: x}
`)
	seen := map[ir.Expr]bool{}
	for _, f := range ir.AllFuncs(p) {
		ir.WalkAll(f.Body, func(e ir.Expr) {
			assert.False(t, seen[e], "%s: %s is used twice", f.Name, ir.ExprString(e))
			seen[e] = true
		})
	}
}
