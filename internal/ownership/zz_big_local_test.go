package ownership_test

import (
	"fmt"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/cyp-lang/cyp/internal/gil"
	"github.com/cyp-lang/cyp/internal/ownership"
	"github.com/cyp-lang/cyp/internal/resolve"
	"github.com/cyp-lang/cyp/internal/std"
	"github.com/cyp-lang/cyp/internal/types/check"
)

func cpu() time.Duration {
	var r syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &r)
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}

func TestBig(t *testing.T) {
	if os.Getenv("BIG") == "" {
		t.Skip()
	}
	for _, n := range []int{300, 1500, 6000} {
		var b strings.Builder
		b.WriteString("from libcythonplus.list cimport cyplist\ncdef cypclass L0:\n    int n\n\n")
		for i := 0; i < n; i++ {
			p := i - 1
			if p < 0 {
				p = 0
			}
			call := "0"
			if i > 0 {
				call = fmt.Sprintf("f%d(n)", i-1)
			}
			fmt.Fprintf(&b, `cdef cypclass C%d activable:
    L0 leaf
    cyplist[L0] all
    C%d prev
    int n
    __init__(self, int n):
        self.n = n
        self.all = cyplist[L0]()
    void put(self, L0 l):
        self.leaf = l
        self.all.append(l)
    int work(self, int k):
        s = 0
        for i in range(k):
            if i > 3:
                for x in self.all:
                    s += x.n
            else:
                self.put(L0())
        return s
cdef int f%d(int n) nogil:
    b = C%d(n)
    l = L0()
    b.put(l)
    del l
    for i in range(n):
        b.put(L0())
    a = activate(consume b)
    a.work(NULL, 3)
    return %s

`, i, p, i, i, call)
		}
		f := t.TempDir() + "/t.pyx"
		os.WriteFile(f, []byte(b.String()), 0o666)
		l := resolve.NewLoader()
		l.Std = std.Open
		m := l.LoadFile(f, true, false)
		c0 := cpu()
		p := check.Program(l.Program(m), check.Options{})
		c1 := cpu()
		gil.Check(p, l.Diags, gil.Options{})
		c2 := cpu()
		ownership.Check(p, l.Diags, ownership.Options{})
		c3 := cpu()
		fmt.Println(strings.Count(b.String(), "\n"), "lines: types", c1-c0, "gil", c2-c1, "ownership", c3-c2, l.Diags.Errors())
	}
}
