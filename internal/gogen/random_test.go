package gogen_test

import (
	"fmt"
	"math/rand"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cyp-lang/cyp/internal/gogen"
	"github.com/cyp-lang/cyp/internal/passes"
)

// writer of random functions over two classes: Loud objects say when they die, Still ones don't. Objects refer only to older ones, so there
// are no cycles and nothing may be alive at the end.
type writer struct {
	r     *rand.Rand
	b     strings.Builder
	depth int
	funcs int
	vars  map[string][]string // by class
	ints  []string
	loops int
	n     int
}

func (w *writer) p(format string, args ...any) {
	w.b.WriteString(strings.Repeat("    ", w.depth))
	fmt.Fprintf(&w.b, format+"\n", args...)
}

func (w *writer) class() string { return []string{"Loud", "Still"}[w.r.Intn(2)] }

func (w *writer) pick(list []string) string { return list[w.r.Intn(len(list))] }

// ref is an expression of a class.
func (w *writer) ref(c string) string {
	v := w.pick(w.vars[c])
	switch w.r.Intn(6) {
	case 0:
		return fmt.Sprintf("%s(%d, %s, %s)", c, w.r.Intn(90)+10, w.ref2(c), w.ref2(c))
	case 1:
		if w.funcs > 0 {
			return w.callRef(c)
		}
	case 2:
		return fmt.Sprintf("first%s(%s)", c, v)
	case 3:
		return fmt.Sprintf("same%s(%s)", c, v)
	}
	return v
}

func (w *writer) ref2(c string) string {
	if w.r.Intn(3) == 0 {
		return "NULL"
	}
	return w.pick(w.vars[c])
}

func (w *writer) callRef(c string) string {
	return fmt.Sprintf("f%s%d(%s, %s, %d)", c, w.r.Intn(w.funcs), w.pick(w.vars["Loud"]), w.pick(w.vars["Still"]), w.r.Intn(5))
}

func (w *writer) stmts(n int) {
	for i := 0; i < n; i++ {
		w.stmt()
	}
}

func (w *writer) stmt() {
	c := w.class()
	v := w.pick(w.vars[c])
	switch k := w.r.Intn(16); {
	case k < 4:
		w.p("%s = %s", v, w.ref(c))
	case k == 4:
		w.p("if %s is not NULL:", v)
		w.p("    %s = %s.%s", w.pick(w.vars[c]), v, w.pick([]string{"a", "b"}))
	case k == 5:
		w.p("if %s is not NULL:", v)
		w.p("    s += %s.id", v)
	case k == 6:
		w.p("%s = %s(k, %s, %s)", v, c, w.ref2(c), w.ref2(c))
		if o := w.pick(w.vars[c]); o != v {
			w.p("%s.a = %s", v, o)
		}
	case k == 7 && w.depth < 4:
		w.p("if s %% %d == %d:", w.r.Intn(3)+2, w.r.Intn(2))
		w.depth++
		w.stmts(w.r.Intn(3) + 1)
		w.depth--
		if w.r.Intn(2) == 0 {
			w.p("else:")
			w.depth++
			w.stmts(w.r.Intn(2) + 1)
			w.depth--
		}
	case k == 8 && w.loops < 2:
		w.loops++
		w.n++
		w.p("for i%d in range(%d):", w.n, w.r.Intn(3)+1)
		w.depth++
		w.stmts(w.r.Intn(3) + 1)
		switch w.r.Intn(4) {
		case 0:
			w.p("if s %% 3 == 1:")
			w.p("    break")
		case 1:
			w.p("if s %% 3 == 2:")
			w.p("    continue")
			w.stmt()
		}
		w.depth--
		w.loops--
	case k == 9:
		w.p("s += risky(%s, s %% 7)", w.pick(w.vars["Loud"]))
	case k == 10:
		w.p("del %s", v)
		w.p("%s = NULL", v)
	case k == 11 && w.loops < 2:
		w.loops++
		w.n++
		w.p("t%s = %s", c, v)
		w.p("while t%s is not NULL:", c)
		w.p("    s += t%s.id", c)
		w.p("    t%s = t%s.a", c, c)
		w.loops--
	case k == 12:
		w.p("%s, %s = %s, %s", v, w.pick(w.vars[c]), w.pick(w.vars[c]), w.ref(c))
	case k == 13:
		w.p("if %s is not NULL:", v)
		w.p("    %s.a, %s.b = %s.b, %s.a", v, v, v, v)
	case k == 14:
		// The same object under two names.
		o, t := w.pick(w.vars[c]), "t"+c
		w.p("if %s is not NULL and %s is %s:", v, v, o)
		w.p("    %s = %s.a", t, v)
		w.p("    %s.a = %s.b", v, o)
		w.p("    %s.b = %s", o, t)
	default:
		w.p("if %s is not NULL:", v)
		w.p("    %s.b = NULL", v)
	}
}

func (w *writer) function(c string, i int) {
	w.vars = map[string][]string{"Loud": {"p", "x", "y"}, "Still": {"q", "u", "v"}}
	w.p("cdef %s f%s%d(Loud p, Still q, int k) except? NULL:", c, c, i)
	w.depth++
	w.p("cdef Loud x = NULL")
	w.p("cdef Loud y = NULL")
	w.p("cdef Still u = NULL")
	w.p("cdef Still v = NULL")
	w.p("cdef Loud tLoud")
	w.p("cdef Still tStill")
	w.p("cdef long s = k")
	w.stmts(w.r.Intn(8) + 4)
	if w.r.Intn(2) == 0 {
		w.p("printf(\"f%s%d %%ld\\n\", s)", c, i)
	}
	w.p("return %s", w.pick(w.vars[c]))
	w.depth--
	w.p("")
}

// source writes a program of n functions of each class, and a main that calls each.
func source(seed int64, n int) string {
	w := &writer{r: rand.New(rand.NewSource(seed))}
	w.b.WriteString("from libc.stdio cimport printf\n\n")
	for _, c := range []string{"Loud", "Still"} {
		w.b.WriteString(strings.ReplaceAll(`cdef cypclass C:
    int id
    C a
    C b
    __init__(self, int id, C a, C b):
        self.id = id
        self.a = a
        self.b = b
    C me(self):
        return self
`, "C", c))
		if c == "Loud" {
			w.b.WriteString("    void __dealloc__(self):\n        printf(\"-%d\\n\", self.id)\n")
		}
		w.b.WriteString(strings.ReplaceAll(`
cdef C firstC(C x):
    if x is NULL:
        return NULL
    return x.a

cdef C sameC(C x):
    if x is NULL:
        return C(1, x, NULL)
    return x.me()

`, "C", c))
	}
	w.b.WriteString(`cdef int risky(Loud p, int k) except -1:
    x = Loud(5, p, NULL)
    if k == 3:
        raise ValueError("three")
    return k

`)
	for i := 0; i < n; i++ {
		w.function("Loud", i)
		w.function("Still", i)
		w.funcs = i + 1
	}
	w.p("def main():")
	for i := 0; i < n; i++ {
		for _, c := range []string{"Loud", "Still"} {
			w.p("    for k in range(4):")
			w.p("        try:")
			w.p("            r%s = f%s%d(Loud(k, NULL, NULL), Still(k, NULL, NULL), k)", c, c, i)
			w.p("        except ValueError as e:")
			w.p("            print(\"caught\", e)")
		}
	}
	w.p("    print('end')")
	w.p("main()")
	return w.b.String()
}

// Random programs behave the same with every count of the language and with what the optimiser leaves, and leave no object alive. CYP_RANDOM
// gives the number of programs; the seed of one is its number.
func TestRandomPrograms(t *testing.T) {
	n, first := 1, 0
	if s := os.Getenv("CYP_RANDOM"); s != "" {
		n, _ = strconv.Atoi(s)
	}
	if s := os.Getenv("CYP_SEED"); s != "" {
		first, _ = strconv.Atoi(s)
	}
	for i := first; i < first+n; i++ {
		src := source(int64(i), 20)
		naive := build(t, generate(t, src, passes.Options{NoOpt: true}, gogen.Options{Debug: true}))
		fast := build(t, generate(t, src, passes.Options{}, gogen.Options{Debug: true}))
		want, wantErr, status := run(t, naive)
		require.Zero(t, status, "seed %d: %s", i, wantErr)
		got, gotErr, _ := run(t, fast)
		ok := assert.Equal(t, want, got, "seed %d", i)
		ok = assert.Empty(t, wantErr, "seed %d", i) && ok
		ok = assert.Empty(t, gotErr, "seed %d", i) && ok
		if !ok {
			require.NoError(t, os.WriteFile(fmt.Sprintf("%s/seed%d.pyx", os.TempDir(), i), []byte(src), 0o644))
			return
		}
	}
}
