package progen

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// seq writes a sequential program.
type seq struct {
	text
	classes []*class
	funcs   []*fn
	gens    []string // generator functions of the program
	steps   []int    // how often each program is called
	f       *fn      // that is being written
	loops   int
	names   int
}

// fn is a function of the program.
type fn struct {
	name   string
	result *class // nil: long
	params []field
	nogil  bool
	vars   map[*class][]string
	of     []*class // what its statements are about
	tries  int
	yields bool // it is a generator
}

// Family is how many programs a module of Sequential holds.
const Family = 10

// Sequential writes the programs of a seed. The classes are in a .pxd, where they get no wrapper for Python.
func Sequential(seed int64) Unit {
	w := &seq{text: newText(seed)}
	w.makeClasses()
	w.imports()
	w.p("cdef long made")
	w.p("")
	for _, c := range w.classes {
		w.p("cdef cypclass %s", c.name)
	}
	w.p("")
	for _, c := range w.classes {
		w.class(c)
	}
	w.b.WriteString(templates)
	declared := w.b.String()
	w.b.Reset()
	w.imports()
	w.p("cdef long fuel")
	w.p("")
	for _, c := range w.classes {
		w.helpers(c)
		w.recursive(c)
	}
	for i := 0; i < Family; i++ {
		w.program(i)
	}
	w.main()
	return Unit{seed, w.b.String(), declared, Family}
}

func (w *seq) imports() {
	w.b.WriteString(`from libc.stdio cimport printf
from libcpp.vector cimport vector
from libcythonplus.list cimport cyplist
from libcythonplus.dict cimport cypdict
from libcythonplus.set cimport cypset

`)
}

// templates are the classes with parameters.
const templates = `cdef cypclass Box[T]:
    T v
    int k
    __init__(self, T v, int k):
        self.v = v
        self.k = k
    T get(self):
        return self.v
    T swap(self, T v):
        old = self.v
        self.v = v
        return old

cdef cypclass Two[A, B](Box[A]):
    B w
    __init__(self, A v, B w):
        self.v = v
        self.w = w
        self.k = 2
    Two[B, A] turned(self):
        return Two[B, A](self.w, self.v)
    B other(self):
        return self.w

`

// program writes the functions of one program and the one that calls them.
func (w *seq) program(n int) {
	w.funcs, w.gens = nil, nil
	for i := 0; i < 2; i++ {
		w.function(fmt.Sprintf("f%d_%d", n, i))
		if w.one(4) {
			w.generator(fmt.Sprintf("gen%d_%d", n, i))
		}
	}
	each := len(w.funcs) + 1
	w.in(func() {
		w.p("global fuel")
		for i, c := range w.classes {
			w.p("cdef %s r%d", c.name, i)
		}
		w.p("cdef long n = 0")
		for i, f := range w.funcs {
			w.p("if k %% %d == %d or k %% %d == %d:", each, i, each, each-1)
			w.p("    fuel = 30")
			var args []string
			for _, p := range f.params {
				args = append(args, pick(&w.text, []string{p.of.name + "()", fmt.Sprintf("make%d(k)", w.index(p.of)), fmt.Sprintf("r%d", w.index(p.of))}))
			}
			to := "n"
			if f.result != nil {
				to = fmt.Sprintf("r%d", w.index(f.result))
			}
			w.p("    %s = %s(%s, k)", to, f.name, strings.Join(args, ", "))
		}
	}, "cdef void step%d(int k) except *:", n)
	w.p("")
	w.steps = append(w.steps, each*2)
}

// helpers writes functions over one class.
func (w *seq) helpers(c *class) {
	n := w.index(c)
	w.p("cdef struct S%d:", n)
	w.p("    %s p", c.name)
	w.p("    int n")
	w.p("")
	w.p("cdef %s g%d", c.name, n)
	w.p("")
	w.p("cdef %s make%d(int k) nogil:", c.name, n)
	if len(c.subs) > 0 {
		w.p("    if k %% 3 == 1:")
		w.p("        return %s()", pick(&w.text, c.subs).name)
	}
	w.p("    if k %% 5 == 4:")
	w.p("        return NULL")
	w.p("    return %s()", c.name)
	w.p("")
	w.p("cdef %s same%d(%s x) nogil:", c.name, n, c.name)
	w.p("    return x")
	w.p("")
	w.p("cdef iso %s pack%d(%s x) except? NULL:", c.name, n, c.name)
	w.p("    return consume x")
	w.p("")
	w.p("cdef long risky%d(%s x, long k) except? -1:", n, c.name)
	w.p("    y = %s()", c.name)
	w.p("    if k %% 7 == 3:")
	w.p("        raise ValueError(\"three\")")
	w.p("    if x is NULL:")
	w.p("        return k")
	w.p("    return x.val(k %% 3)")
	w.p("")
}

// newFn chooses what a function is about.
func (w *seq) newFn(name string) *fn {
	f := &fn{name: name, vars: map[*class][]string{}}
	for _, i := range w.r.Perm(len(w.classes))[:min(3, len(w.classes))] {
		f.of = append(f.of, w.classes[i])
	}
	return f
}

// function writes a function: parameters and locals of several classes, statements, a result.
func (w *seq) function(name string) {
	f := w.newFn(name)
	f.nogil = w.one(3)
	w.f = f
	if w.n(4) > 0 {
		f.result = pick(&w.text, f.of)
	}
	for j := 0; j < w.n(3)+1; j++ {
		f.params = append(f.params, field{fmt.Sprintf("p%d", j), pick(&w.text, f.of)})
	}
	var params []string
	for _, p := range f.params {
		params = append(params, p.of.name+" "+p.name)
		f.vars[p.of] = append(f.vars[p.of], p.name)
	}
	result, except := "long", "except? -1"
	if f.result != nil {
		result, except = f.result.name, "except? NULL"
	}
	nogil := ""
	if f.nogil {
		nogil = " nogil"
	}
	w.in(func() {
		w.body(func() {
			w.p("fuel -= 1")
			w.p("if fuel < 0:")
			w.p("    return %s", w.zero())
		}, func() {
			w.stmts(w.n(6) + 3)
			w.p("printf(\"%s=%%ld \", s)", f.name)
			w.p("return %s", w.value())
		})
	}, "cdef %s %s(%s, int k) %s%s:", result, f.name, strings.Join(params, ", "), except, nogil)
	w.p("")
	w.funcs = append(w.funcs, f)
	w.f = nil
}

// body writes the declarations of what the statements use, then first, then the statements.
func (w *seq) body(first, statements func()) {
	f := w.f
	var locals []local
	for k, c := range w.classes {
		for j := 0; j < 2; j++ {
			v := fmt.Sprintf("v%d%c", k, 'a'+j)
			f.vars[c] = append(f.vars[c], v)
			locals = append(locals, local{v, c.name, pick(&w.text, []string{"", "NULL", fmt.Sprintf("make%d(k)", k)})})
		}
		locals = append(locals, containers(c.name, k)...)
	}
	// The statements come first: only what they mention is declared.
	before := w.b.String()
	w.b.Reset()
	statements()
	body := w.b.String()
	w.b.Reset()
	w.b.WriteString(before)
	used := map[string]bool{}
	for _, word := range words.FindAllString(body, -1) {
		used[word] = true
	}
	globals := "fuel"
	for k := range w.classes {
		if g := fmt.Sprintf("g%d", k); used[g] {
			globals += ", " + g
		}
	}
	w.p("global %s", globals)
	for _, l := range locals {
		if used[l.name] || w.one(40) {
			w.p("cdef %s", l)
		}
	}
	w.p("cdef long s = k")
	first()
	w.b.WriteString(body)
}

var words = regexp.MustCompile(`[a-z]+[0-9]+[a-z]?`)

// local is a declaration; what follows the name, as of an array, belongs to it.
type local struct{ name, typ, init string }

func (l local) String() string {
	s := l.typ + " " + l.name
	if rest, ok := strings.CutPrefix(l.init, "["); ok {
		return s + "[" + rest
	}
	if l.init != "" {
		s += " = " + l.init
	}
	return s
}

// containers are the locals that hold objects of a class, number k.
func containers(c string, k int) []local {
	n := func(name string) string { return name + fmt.Sprint(k) }
	return []local{
		{n("l"), "cyplist[" + c + "]", "cyplist[" + c + "]()"},
		{n("d"), "cypdict[int, " + c + "]", "cypdict[int, " + c + "]()"},
		{n("e"), "cypset[" + c + "]", "cypset[" + c + "]()"},
		{n("h"), "cypdict[" + c + ", int]", "cypdict[" + c + ", int]()"},
		{n("q"), "vector[" + c + "]", ""},
		{n("r"), "vector[" + c + "]", ""},
		{n("x"), c, "[3]"},
		{n("y"), c, "[3]"},
		{n("s"), n("S"), ""},
		{n("t"), n("S"), ""},
		{n("b"), "Box[" + c + "]", "Box[" + c + "](NULL, 1)"},
		{n("j"), "Two[" + c + ", cyplist[" + c + "]]", "Two[" + c + ", cyplist[" + c + "]](NULL, cyplist[" + c + "]())"},
		{n("m"), "cyplist[cyplist[" + c + "]]", "cyplist[cyplist[" + c + "]]()"},
		{n("o"), "cypdict[int, cyplist[" + c + "]]", "cypdict[int, cyplist[" + c + "]]()"},
		{n("w"), c, ""},
		{n("i"), "iso " + c, ""},
	}
}

func (w *seq) zero() string {
	if w.f.result != nil {
		return "NULL"
	}
	return "s"
}

// value is an expression for a return.
func (w *seq) value() string {
	if w.f.result == nil {
		return "s"
	}
	return w.ref(w.f.result)
}

// variable is a local or parameter of a class.
func (w *seq) variable(c *class) string { return pick(&w.text, w.f.vars[c]) }

// ref is an expression of a class, perhaps null.
func (w *seq) ref(c *class) string {
	k := w.index(c)
	v := w.variable(c)
	switch w.n(14) {
	case 0:
		return fmt.Sprintf("%s()", c.name)
	case 1:
		// The new object takes one that exists.
		return fmt.Sprintf("%s(%s)", c.name, w.refOf(c.refs[0].of))
	case 2:
		return fmt.Sprintf("make%d(%s)", k, w.number())
	case 3:
		return fmt.Sprintf("same%d(%s)", k, v)
	case 4:
		if len(w.funcs) > 0 {
			if f := w.funcs[w.n(len(w.funcs))]; f.result != nil && f.result.is(c) && w.callable(f) {
				return w.call(f)
			}
		}
	case 5:
		return fmt.Sprintf("(%s if s %% 2 == %d else %s)", v, w.n(2), w.variable(c))
	case 6:
		if len(c.subs) > 0 {
			return w.variable(pick(&w.text, c.subs))
		}
	case 7:
		return fmt.Sprintf("g%d", k)
	case 8:
		return fmt.Sprintf("x%d[%d]", k, w.n(3))
	case 9:
		return fmt.Sprintf("s%d.p", k)
	case 10:
		return fmt.Sprintf("b%d.%s", k, pick(&w.text, []string{"get()", "v", "swap(" + v + ")"}))
	case 11:
		if c.base != nil {
			return fmt.Sprintf("<%s> %s", c.name, w.variable(c.base))
		}
	}
	return v
}

// refOf is a simple expression of a class.
func (w *seq) refOf(c *class) string {
	switch w.n(5) {
	case 0:
		return "NULL"
	case 1:
		return fmt.Sprintf("make%d(%d)", w.index(c), w.n(5))
	}
	return w.variable(c)
}

// callable reports whether the function may be called from the one that is being written.
func (w *seq) callable(f *fn) bool { return !w.f.nogil || f.nogil }

func (w *seq) call(f *fn) string {
	var args []string
	for _, p := range f.params {
		args = append(args, w.refOf(p.of))
	}
	return fmt.Sprintf("%s(%s, %s)", f.name, strings.Join(args, ", "), w.number())
}

func (w *seq) number() string {
	return pick(&w.text, []string{fmt.Sprint(w.n(9)), "k", "<int> (s % 9)", "k + 1"})
}

// main writes run, which runs the programs and drops the globals.
func (w *seq) main() {
	w.p("cdef void step(int j, int k) except *:")
	for i := range w.steps {
		w.p("    if j == %d:", i)
		w.p("        step%d(k)", i)
	}
	w.p("")
	w.p("def run():")
	w.p("    global made")
	for i := range w.classes {
		w.p("    global g%d", i)
	}
	w.p("    cdef int j, k")
	w.p("    for j in range(%d):", len(w.steps))
	w.p("        made = 0")
	w.p("        for k in range(%d):", slices.Max(w.steps))
	w.p("            try:")
	w.p("                step(j, k)")
	w.p("            except (ValueError, LookupError, TypeError, RuntimeError) as e:")
	w.p("                print(\"caught\", type(e).__name__, e)")
	w.p("            print(\";\")")
	for i := range w.classes {
		w.p("        g%d = NULL", i)
	}
	w.p("    print(\"end\")")
}
