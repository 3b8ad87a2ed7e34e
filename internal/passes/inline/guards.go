package inline

import (
	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
)

// A guard is a test that a function begins with, and what the function returns where it holds: nil for nothing.
type guard struct {
	cond  ir.Expr
	not   bool // it returns where the condition does not hold
	value ir.Expr
}

// mostGuards is the size of the guards of a function together, in nodes of their expressions: a call that no guard holds for evaluates them twice.
const mostGuards = 24

// Guards writes the tests that a recursive function begins with before its calls of itself (partial inlining, as LLVM's partial-inliner and GCC's
// ipa-split have it). At least half of the calls of a recursion over a tree end in them.
//
//	cdef long fib(int n) nogil:          n2 = n - 1
//	    if n < 2:                        if n2 < 2
//	        return n                       t = n2
//	    t = fib(n - 1)                   else
//	                                       t = fib(n2)
func Guards(x *ir.Index, note func(c *ir.Call)) {
	for _, f := range x.Funcs {
		if f.Generator || f.Py != nil || f.Outer != nil || !uncounted(f.Result) {
			continue
		}
		if list := guards(f); len(list) > 0 {
			g := &guarder{f: f, guards: list, read: readBy(list), note: note}
			rewrite(&f.Body, g.stmt)
		}
	}
}

// uncounted reports whether values of a type are numbers or pointers of C, or there are none.
func uncounted(t types.Type) bool {
	switch plain(t).(type) {
	case *types.Basic, *types.Pointer:
		return true
	}
	return ir.IsVoid(t)
}

// guards are those of a function, as many as are small.
func guards(f *ir.Func) []guard {
	inputs := map[*ir.Local]bool{f.Self: true}
	for _, p := range f.Params {
		inputs[p] = true
	}
	size := 0
	small := func(e ir.Expr) bool {
		ok := true
		ir.WalkExpr(e, func(e ir.Expr) bool {
			size++
			if g, is := e.(*ir.Get); is {
				ok = ok && inputs[g.Local]
			}
			ok = ok && simple(e)
			return ok
		})
		return ok && size <= mostGuards
	}
	// end is the value that a path returns at once.
	end := func(path []ir.Stmt) (ir.Expr, bool) {
		if len(path) == 0 {
			return nil, ir.IsVoid(f.Result)
		}
		r, ok := path[0].(*ir.Return)
		return valueOf(r), ok && (r.Src == nil || small(r.Src))
	}
	var out []guard
	for path := flatten(f.Body, nil); len(path) > 0; {
		s, ok := path[0].(*ir.If)
		if !ok || !small(s.Cond) {
			break
		}
		then := append(flatten(s.Then, nil), path[1:]...)
		other := append(flatten(s.Else, nil), path[1:]...)
		if v, ok := end(then); ok {
			out = append(out, guard{cond: s.Cond, value: v})
			path = other
		} else if v, ok := end(other); ok {
			out = append(out, guard{cond: s.Cond, not: true, value: v})
			path = then
		} else {
			break
		}
	}
	return out
}

func valueOf(r *ir.Return) ir.Expr {
	if r == nil {
		return nil
	}
	return r.Src
}

// readBy are the parameters that guards read.
func readBy(guards []guard) map[*ir.Local]bool {
	read := map[*ir.Local]bool{}
	for _, g := range guards {
		for _, e := range []ir.Expr{g.cond, g.value} {
			ir.WalkExpr(e, func(e ir.Expr) bool {
				if l, ok := e.(*ir.Get); ok {
					read[l.Local] = true
				}
				return true
			})
		}
	}
	return read
}

// simple reports whether an expression, its operands apart, does nothing but compute.
func simple(e ir.Expr) bool {
	switch e := e.(type) {
	case *ir.Call:
		return e.Callee.Kind == ir.Runtime && e.Callee.Pure
	case *ir.Get:
		return !e.Move
	case *ir.Int, *ir.FloatLit, *ir.FieldRef, *ir.Unary, *ir.Binary, *ir.Cond, *ir.Conv, *ir.SizeOf, *ir.Null:
		return true
	}
	return false
}

// guarder works on one function.
type guarder struct {
	f      *ir.Func
	guards []guard
	read   map[*ir.Local]bool // the parameters that they read
	note   func(c *ir.Call)
}

// stmt appends a statement, which the guards come before where it calls the function.
func (g *guarder) stmt(out []ir.Stmt, s ir.Stmt) []ir.Stmt {
	c := callOf(s)
	if c == nil || c.Callee.Kind != ir.Direct || c.Callee.Func != g.f {
		return append(out, s)
	}
	out, with, ok := g.inputs(out, c)
	if !ok {
		return append(out, s)
	}
	if g.note != nil {
		g.note(c)
	}
	if r, ok := s.(*ir.Return); ok {
		for _, t := range g.guards {
			out = append(out, t.test(s, with, []ir.Stmt{&ir.Return{S: r.S, Src: replaced(t.value, with)}}, nil))
		}
		return append(out, s)
	}
	return append(out, under(g.guards, s, with))
}

// callOf returns the call that a statement is, or is the value of.
func callOf(s ir.Stmt) *ir.Call {
	var src ir.Expr
	switch s := s.(type) {
	case *ir.Set:
		if len(s.More) == 0 {
			src = s.Src
		}
	case *ir.Return:
		src = s.Src
	case *ir.Do:
		src = s.Call
	}
	c, _ := src.(*ir.Call)
	return c
}

// inputs gives what the guards read in place of the parameters; a number that has to be computed is put in a temporary first.
func (g *guarder) inputs(out []ir.Stmt, c *ir.Call) ([]ir.Stmt, map[*ir.Local]ir.Expr, bool) {
	with := map[*ir.Local]ir.Expr{}
	kept := make([]*ir.Local, len(c.Args))
	for i, a := range c.Args {
		p := g.f.Params[i]
		_, number := a.(*ir.Int)
		switch {
		case moves(a):
			return out, nil, false
		case !g.read[p]:
		case number || again(a):
			with[p] = a
		case uncounted(p.Type):
			l := &ir.Local{Name: p.Name, Type: p.Type, Temp: true, Span: a.Span(), Func: g.f}
			kept[i] = l
			with[p] = &ir.Get{X: ir.X{T: l.Type, At: a.Span()}, Local: l}
		default:
			return out, nil, false
		}
	}
	if c.Recv != nil {
		if moves(c.Recv) || g.read[g.f.Self] && !again(c.Recv) {
			return out, nil, false
		}
		with[g.f.Self] = c.Recv
	}
	for i, l := range kept {
		if l == nil {
			continue
		}
		g.f.Locals = append(g.f.Locals, l)
		out = append(out, &ir.Set{S: ir.S{At: c.Args[i].Span()}, Dst: l, Src: c.Args[i]})
		c.Args[i] = with[g.f.Params[i]]
	}
	return out, with, true
}

// moves reports whether an expression takes a value away from where it is.
func moves(e ir.Expr) bool {
	found := false
	ir.WalkExpr(e, func(e ir.Expr) bool {
		switch e := e.(type) {
		case *ir.Get:
			found = found || e.Move
		case *ir.Take:
			found = true
		}
		return true
	})
	return found
}

// again reports whether an expression may as well be written twice: a variable, or a field of one.
func again(e ir.Expr) bool {
	if f, ok := e.(*ir.FieldRef); ok {
		e = f.Base
	}
	_, ok := e.(*ir.Get)
	return ok
}

// under is a statement that calls the function, other than a Return, in a branch that no guard leaves before. The value of a guard goes where
// that of the call would.
func under(guards []guard, s ir.Stmt, with map[*ir.Local]ir.Expr) ir.Stmt {
	if len(guards) == 0 {
		return s
	}
	g := guards[0]
	var done []ir.Stmt
	if set, ok := s.(*ir.Set); ok {
		done = []ir.Stmt{&ir.Set{S: set.S, Dst: set.Dst, Src: replaced(g.value, with), Init: set.Init}}
	}
	return g.test(s, with, done, []ir.Stmt{under(guards[1:], s, with)})
}

// test is the guard at a statement: what is done where it holds, and where not.
func (g guard) test(s ir.Stmt, with map[*ir.Local]ir.Expr, holds, not []ir.Stmt) ir.Stmt {
	if g.not {
		holds, not = not, holds
	}
	return &ir.If{S: ir.S{At: s.Span()}, Cond: replaced(g.cond, with), Then: holds, Else: not, Part: true}
}

// replaced is a copy of an expression with other expressions for the locals that it reads.
func replaced(e ir.Expr, with map[*ir.Local]ir.Expr) ir.Expr {
	var subst func(e ir.Expr) ir.Expr
	subst = func(e ir.Expr) ir.Expr {
		if g, ok := e.(*ir.Get); ok {
			return ir.CopyExpr(with[g.Local])
		}
		ir.MapOperands(e, subst)
		return e
	}
	return subst(ir.CopyExpr(e))
}
