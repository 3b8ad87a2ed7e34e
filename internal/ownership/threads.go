package ownership

import (
	"slices"
	"strings"

	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// threadReach finds the functions that several threads may run.
type threadReach struct {
	c     *checker
	out   map[*typed.Func]*typed.Func // function -> the one where threads enter
	work  []*typed.Func
	known map[*typed.Func]bool

	values   []*typed.Func // functions that are used as values: an indirect call may run any of them
	results  []*typed.Func // those that give an actor's results: a send runs them
	dealloc  map[*types.Class]*typed.Func
	methods  map[*types.Class]map[string][]*typed.Func
	dropped  map[*types.Class]bool
	entered  map[*dispatch]bool
	indirect bool
	sends    bool
}

// threads maps each function that several threads may run to the one where they enter: methods of activable classes, thread functions, what the
// runtime calls while it hands on messages, and all that these call, also without a call in the text.
func (c *checker) threads() map[*typed.Func]*typed.Func {
	t := &threadReach{c: c, out: map[*typed.Func]*typed.Func{}, known: map[*typed.Func]bool{}, dealloc: map[*types.Class]*typed.Func{},
		methods: map[*types.Class]map[string][]*typed.Func{}, dropped: map[*types.Class]bool{}, entered: map[*dispatch]bool{}}
	for _, f := range c.funcs {
		t.known[f] = true
		if f.Method != nil && f.Class != nil {
			if f.Method.Name == "__dealloc__" {
				t.dealloc[f.Class] = f
			}
			if t.methods[f.Class] == nil {
				t.methods[f.Class] = map[string][]*typed.Func{}
			}
			t.methods[f.Class][f.Method.Name] = append(t.methods[f.Class][f.Method.Name], f)
		}
	}
	for _, f := range c.funcs {
		t.roots(f)
	}
	for len(t.work) > 0 {
		f := t.work[len(t.work)-1]
		t.work = t.work[:len(t.work)-1]
		walk(f.Body, func(x typed.Expr) { t.visit(x, t.out[f]) })
	}
	return t.out
}

func (t *threadReach) enter(f, root *typed.Func) {
	if f == nil || !t.known[f] {
		return
	}
	if _, ok := t.out[f]; !ok {
		t.out[f] = root
		t.work = append(t.work, f)
	}
}

// acthon are the classes whose methods the runtime calls while it hands on messages.
var acthon = map[string]bool{"ActhonSyncInterface": true, "ActhonResultInterface": true, "ActhonMessageInterface": true, "ActhonQueueInterface": true}

// roots finds where threads enter, and the functions that are values.
func (t *threadReach) roots(f *typed.Func) {
	if f.Method != nil && f.Class != nil {
		special := f.Method.Name == "__init__" || f.Method.Name == "__new__" || f.Method.Name == "__alloc__"
		called := f.Class.Activable && f.Method.SelfQual == types.Unqualified
		for _, k := range f.Class.MRO {
			called = called || acthon[k.Name]
		}
		if called && !special {
			t.enter(f, f)
		}
	}
	result := map[typed.Expr]bool{}
	eachStmt(f.Body, func(s typed.Stmt) {
		if r, ok := s.(*typed.ForRange); ok && r.Parallel {
			walk(r.Body, func(x typed.Expr) {
				for _, g := range t.c.targets(x) {
					t.enter(g, g)
				}
			})
			return
		}
		a, ok := s.(*typed.Assign)
		if !ok {
			return
		}
		if p, ok := a.Place.(*typed.Field); ok && p.Name == "_active_result_class" {
			typed.Inspect(a.Value, func(y typed.Expr) bool { result[y] = true; return true })
		}
	})
	walk(f.Body, func(x typed.Expr) {
		switch x := x.(type) {
		case *typed.FuncExpr:
			if x.Func == nil {
				return
			}
			if result[x] {
				t.results = append(t.results, x.Func)
			} else {
				t.values = append(t.values, x.Func)
			}
		case *typed.Call:
			if startsThread(x) {
				for _, arg := range x.Args {
					typed.Inspect(arg, func(y typed.Expr) bool {
						if e, ok := y.(*typed.FuncExpr); ok {
							t.enter(e.Func, e.Func)
						}
						return true
					})
				}
			}
		}
	})
}

// startsThread reports whether a call starts a thread of the system.
func startsThread(call *typed.Call) bool {
	return call.Bound != nil && (call.Bound.Name == "pthread_create" || strings.HasSuffix(call.Bound.Go, "PthreadCreate"))
}

// visit enters what an expression of a function on threads runs.
func (t *threadReach) visit(x typed.Expr, root *typed.Func) {
	if len(t.dealloc) > 0 {
		t.drop(x.Type(), root)
	}
	switch x := x.(type) {
	case *typed.Send:
		if !t.sends {
			t.sends = true
			for _, f := range t.results {
				t.enter(f, root)
			}
		}
		return
	case *typed.FuncExpr:
		t.enter(x.Func, root)
	case *typed.Call:
		if x.Ptr != nil && !t.indirect {
			t.indirect = true
			for _, f := range append(t.values, t.results...) {
				t.enter(f, root)
			}
		}
		if x.Bound != nil {
			for _, e := range append([]typed.Expr{x.Recv}, x.Args...) {
				if e == nil {
					continue
				}
				if k, ok := e.Type().(*types.Cpp); ok {
					t.compare(k.Args, root)
				}
			}
		}
	case *typed.MethodCall:
		t.compare(x.Method.Class.Holds, root)
	}
	fs, d := t.c.callees(x)
	if d != nil && !t.entered[d] {
		t.entered[d] = true
		fs = d.funcs
	}
	for _, g := range fs {
		t.enter(g, root)
	}
}

// compare enters the methods by which containers compare and hash their elements.
func (t *threadReach) compare(elems []types.Type, root *typed.Func) {
	for _, e := range elems {
		r, ok := e.(*types.Ref)
		if !ok {
			continue
		}
		for _, k := range t.c.reach.subclasses(r.Class) {
			for _, b := range k.MRO {
				for _, name := range compares {
					for _, f := range t.methods[b][name] {
						t.enter(f, root)
					}
				}
			}
		}
	}
}

// drop enters the destructors of what a thread sees: it may drop the last reference.
func (t *threadReach) drop(x types.Type, root *typed.Func) {
	r, ok := x.(*types.Ref)
	if !ok || t.dropped[r.Class] {
		return
	}
	t.dropped[r.Class] = true
	for _, k := range t.c.reach.subclasses(r.Class) {
		t.enter(t.dealloc[k], root)
		for _, b := range k.MRO {
			t.enter(t.dealloc[b], root)
			for _, f := range b.Fields {
				t.drop(f.Type, root)
			}
		}
		for _, h := range k.Holds {
			t.drop(h, root)
		}
	}
}

// begins reports whether an expression may let other threads run code of the program: it sends a message or starts a thread.
func (c *checker) begins(x typed.Expr) bool {
	if c.starters == nil {
		c.starters = map[*typed.Func]bool{}
		for _, f := range c.funcs {
			walk(f.Body, func(x typed.Expr) {
				call, ok := x.(*typed.Call)
				if _, send := x.(*typed.Send); send || ok && (startsThread(call) || call.Ptr != nil) {
					c.starters[f] = true
				}
			})
		}
		c.upwards(c.starters)
	}
	switch x := x.(type) {
	case *typed.Send:
		return true
	case *typed.Call:
		if startsThread(x) {
			return true
		}
	case *typed.PyCall:
		return true
	}
	starts := func(f *typed.Func) bool { return f != nil && c.starters[f] }
	fs, d := c.callees(x)
	if d != nil {
		return d.starts.ask(func() bool { return slices.ContainsFunc(d.funcs, starts) })
	}
	return slices.ContainsFunc(fs, starts)
}
