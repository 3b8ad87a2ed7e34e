package check_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/testkit/inline"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

func TestPrograms(t *testing.T) {
	files, err := filepath.Glob("testdata/*.pyx")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		for _, c := range inline.Cases(t, file) {
			t.Run(c.Name, func(t *testing.T) {
				p, ds := inline.Load(t, c)
				inline.Compare(t, c, p, ds)
			})
		}
	}
}

// TestAssignability is spec 2.2 as a table: rows are destinations, columns sources; y: allowed.
func TestAssignability(t *testing.T) {
	sources := []struct{ name, expr string }{
		{"A", "a"}, {"const A", "c"}, {"iso A", "i"}, {"iso~ A", "consume a"}, {"iso-> A", "i.next"},
		{"lock A", "l"}, {"locked A", "k"}, {"lock-> A", "l.next"}, {"active A", "x"}, {"NULL", "NULL"},
	}
	rows := []struct{ dst, place, allowed string }{
		{"A", "cdef A d", "y  y     y"},
		{"const A", "cdef const A d", "yy y     y"},
		{"iso A", "cdef iso A d", "   y     y"},
		{"iso-> A", "i2.next", "   y     y"},
		{"lock A", "cdef lock A d", "   y yy  y"},
		{"locked A", "cdef locked A d", "   y  y  y"},
		{"lock-> A", "l2.next", "   y     y"},
		{"active A", "cdef active A d", "   y    yy"},
	}
	for _, r := range rows {
		for i, s := range sources {
			t.Run(r.dst+" from "+s.name, func(t *testing.T) {
				text := "cdef cypclass A activable:\n    A next\n" +
					"cdef void f(A a, const A c, iso A i, iso A i2, lock A l, lock A l2, locked A k, active A x) nogil:\n"
				if decl, ok := strings.CutPrefix(r.place, "cdef "); ok {
					text += "    cdef " + decl + "\n    d = " + s.expr + "\n"
				} else {
					text += "    " + r.place + " = " + s.expr + "\n"
				}
				p, ds := inline.Load(t, inline.Case{Text: text})
				_ = p
				errs := messages(ds)
				if i < len(r.allowed) && r.allowed[i] == 'y' {
					assert.Empty(t, errs, text)
					return
				}
				require.Len(t, errs, 1, text)
				assert.Equal(t, fmt.Sprintf("Cannot assign type '%s' to '%s'", s.name, r.dst), errs[0], text)
			})
		}
	}
}

// TestReceivers is spec 2.5 as a table: rows are references, columns the receiver qualifiers of methods.
func TestReceivers(t *testing.T) {
	methods := []string{"plain", "isom", "lockm", "lockedm", "activem"}
	rows := []struct{ ref, expr, allowed string }{
		{"A", "a", "y    "},
		{"iso A", "i", "y    "},
		{"iso-> A", "i.next", "y    "},
		{"iso~ A", "(consume a)", "yyyyy"},
		{"lock A", "l", "y yy "},
		{"locked A", "k", "y yy "},
		{"lock-> A", "l.next", "y    "},
		{"active A", "x", "y   y"},
	}
	for _, r := range rows {
		for i, m := range methods {
			t.Run(r.ref+"."+m, func(t *testing.T) {
				text := `cdef cypclass A activable:
    A next
    void plain(self): pass
    void isom(iso self): pass
    void lockm(lock self): pass
    void lockedm(locked self): pass
    void activem(active self): pass
cdef void f(A a, iso A i, lock A l, locked A k, active A x) nogil:
    ` + r.expr + "." + m + "()\n"
				_, ds := inline.Load(t, inline.Case{Text: text})
				errs := messages(ds)
				switch {
				case r.allowed[i] == 'y':
					assert.Empty(t, errs, text)
				default:
					assert.Equal(t, []string{fmt.Sprintf("Object of type '%s' has no attribute '%s'", r.ref, m)}, errs, text)
				}
			})
		}
	}
}

func messages(ds *diag.List) []string {
	var out []string
	for _, d := range ds.All() {
		if d.Severity == diag.Error {
			out = append(out, d.Message)
		}
	}
	return out
}

// TestInference gives the types of undeclared locals.
func TestInference(t *testing.T) {
	const classes = `
from libcythonplus.list cimport cyplist
cdef cypclass A:
    int n
cdef cypclass B(A):
    pass
cdef int cint() nogil: return 1
cdef double cdouble() nogil: return 1
cdef A make() nogil: return A()
cdef iso A makeiso() nogil: return consume A()
`
	for _, c := range []struct{ body, name, want string }{
		{"x = A()", "x", "A"},
		{"x = new A()", "x", "iso A"},
		{"x = consume A()", "x", "iso A"},
		{"x = A()\n    x = consume A()", "x", "A"},
		{"x = B()\n    x = A()", "x", "A"},
		{"x = makeiso()", "x", "iso A"},
		{"x = NULL\n    x = make()", "x", "A"},
		{"x = cint()", "x", "int"},
		{"x = cint()\n    x += 1", "x", "long"},
		{"x = 1", "x", "long"},
		{"x = 1.5", "x", "double"},
		{"x = 1\n    x = 2.5", "x", "double"},
		{"x = cdouble() > 1", "x", "bint"},
		{"for x in range(10): pass", "x", "long"},
		{"for x in range(cint()): pass", "x", "int"},
		{"a = 0.0\n    b = 1.0\n    for i in range(3):\n        a, b = b, a + b", "b", "double"},
		{"l = cyplist[A]()\n    for x in l: pass", "x", "A"},
		{"k = 3\n    d = float(k)\n    k = int(d)", "k", "long"},
		{"k = 3\n    d = float(k)\n    k = int(d)", "d", "double"},
	} {
		t.Run(c.body, func(t *testing.T) {
			p, ds := inline.Load(t, inline.Case{Text: classes + "cdef void f() nogil:\n    " + c.body + "\n"})
			require.Empty(t, messages(ds))
			f := function(p, "f")
			require.NotNil(t, f)
			for _, v := range f.Vars {
				if v.Kind == typed.LocalVar && v.Name == c.name {
					assert.Equal(t, c.want, v.Type.String())
					return
				}
			}
			t.Fatalf("no local %s", c.name)
		})
	}
}

// TestInferencePython: with the GIL undeclared numbers are Python's, doubles stay doubles.
func TestInferencePython(t *testing.T) {
	for _, c := range []struct{ body, name, want string }{
		{"x = 1", "x", "Python object"},
		{"x = 1.5", "x", "double"},
		{"x = 1.5\n    x = 2", "x", "Python object"},
		{"x = []", "x", "Python object"},
		{"for x in range(3): pass", "x", "Python object"},
	} {
		t.Run(c.body, func(t *testing.T) {
			p, ds := inline.Load(t, inline.Case{Text: "def f():\n    " + c.body + "\n"})
			require.Empty(t, messages(ds))
			for _, v := range function(p, "f").Vars {
				if v.Name == c.name {
					assert.Equal(t, c.want, v.Type.String())
				}
			}
		})
	}
}

func function(p *typed.Program, name string) *typed.Func {
	for _, m := range p.Modules {
		for _, f := range m.Funcs {
			if f.Name == name {
				return f
			}
		}
	}
	return nil
}
