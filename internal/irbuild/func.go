package irbuild

import (
	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// fb builds one function.
type fb struct {
	b      *builder
	tf     *typed.Func
	f      *ir.Func
	outer  *fb
	locals map[*typed.Var]*ir.Local
	// alias gives the value of variables that are no local of the IR: what an in-place assignment reads, a locked root.
	alias map[*typed.Var]ir.Expr
	// roots are expressions already evaluated, whose lock is held.
	roots map[typed.Expr]ir.Expr
	// nonNull are variables that a test around the expression being built has found not to be null.
	nonNull map[*typed.Var]int
	// held are the variables whose lock is held around: 1 to read, 2 to write. current is the statement being built.
	held    map[*typed.Var]int
	current typed.Stmt
	freed   bool // inside a block that has released the GIL
	// each receives the elements of a generator expression that is built in place.
	inlined    *typed.Func // the generator expression whose loops run here
	each       func(ir.Expr)
	inParallel bool // the function runs a part of a parallel loop
	dest       *[]ir.Stmt
	exits      []*exit
	at         source.Span
	labels     int
	comp       map[*typed.Comp]*ir.Local
	selfMoves  bool        // the receiver is assigned or consumed
	result     *ir.Local   // what the function returns behind a finally body
	handled    []*ir.Local // errors of the lexical except clauses around, innermost last
	globals    *ir.Local   // the dictionary that DynNames look in
	class      *ir.Local   // the class a method of a Python class belongs to, for super()
	around     *ir.Local   // in a class body of a fragment: the dictionary of the fragment
}

func (b *builder) newFB(f *typed.Func, g *ir.Func, outer *fb) *fb {
	return &fb{b: b, tf: f, f: g, outer: outer, locals: map[*typed.Var]*ir.Local{}, alias: map[*typed.Var]ir.Expr{},
		roots: map[typed.Expr]ir.Expr{}, nonNull: map[*typed.Var]int{}, held: map[*typed.Var]int{}, dest: &g.Body, at: f.Span, comp: map[*typed.Comp]*ir.Local{}}
}

// declareFunc makes the IR function of a typed one, without its body.
func (b *builder) declareFunc(f *typed.Func) *ir.Func {
	if g := b.funcs[f]; g != nil {
		return g
	}
	name := f.Name
	switch {
	case f.Method != nil && f.Method.Name == "__init__":
		name = f.Class.Name + ".<init>"
	case f.Method != nil && f.Method.Name == "__dealloc__":
		name = f.Class.Name + ".<del>"
	}
	g := &ir.Func{Name: name, Module: f.Module, Class: f.Class, Method: f.Method, Result: plain(f.Result), Span: f.Span, Doc: f.Doc,
		Generator: f.Generator, StopEnds: f.StopEnds, Async: f.Async, AsyncGen: f.AsyncGen, WithGIL: f.WithGIL, InlineHint: f.Inline, Exported: b.opts.Exported}
	if f.Sig != nil {
		g.Except = f.Sig.Except
	}
	switch f.Kind {
	case typed.DefFunc, typed.LambdaFunc, typed.GenExpFunc, typed.FragmentFunc, typed.ClassBodyFunc:
		g.Except, g.Result = types.ExceptObject, types.PyObject
	case typed.ModuleFunc:
		g.Except, g.Result = types.ExceptStar, types.Void
	}
	b.funcs[f] = g
	if f.Method != nil {
		b.methods[f.Method] = g
		b.bodies[f.Method] = f
	}
	return g
}

// buildFunc builds the body of a function.
func (b *builder) buildFunc(f *typed.Func, g *ir.Func, main *typed.Module) {
	b.buildInner(f, g, nil, main)
}

func (b *builder) buildInner(f *typed.Func, g *ir.Func, outer *fb, main *typed.Module) *fb {
	x := b.newFB(f, g, outer)
	if outer != nil {
		g.Outer = outer.f
		x.globals, x.class = outer.globals, outer.class
		if outer.tf.Kind == typed.ClassBodyFunc {
			x.globals, x.around = outer.around, nil
		}
	}
	if f.Self != nil {
		g.Self = x.declare(f.Self)
		g.Self.Param = true
		if mutates(f.Body, f.Self) {
			x.ownSelf(f.Self)
		}
	}
	if f.Method != nil && f.Method.Name == "__new__" {
		g.Params = append(g.Params, &ir.Local{Name: "alloc", Type: b.allocType(f.Class), Param: true, Span: f.Span, Func: g})
	}
	for _, p := range f.Params {
		l := x.declare(p)
		l.Param = true
		if r, ok := l.Type.(*types.Reference); ok {
			l.Type = b.pointer(plain(r.Elem))
		}
		g.Params = append(g.Params, l)
	}
	for _, v := range f.Vars {
		if v.Kind != typed.TempVar {
			g.Locals = append(g.Locals, x.declare(v))
		}
	}
	if f.Py != nil {
		x.pyParams()
	}
	if f.Kind == typed.FragmentFunc || f.Kind == typed.ClassBodyFunc {
		x.ownGlobals()
	}
	if f.WithGIL {
		x.withGIL(func() { x.body(f.Body, main) })
	} else {
		x.body(f.Body, main)
	}
	return x
}

func (x *fb) body(list []typed.Stmt, main *typed.Module) {
	if main != nil {
		x.moduleNames(main)
		var kept []typed.Stmt
		for _, s := range list {
			if !x.b.unneeded(s) {
				kept = append(kept, s)
			}
		}
		list = kept
	}
	x.stmts(list)
	if main != nil && main.Main && main.CallMain {
		x.callMain()
	}
	if !isVoid(x.f.Result) && !terminates(*x.dest) {
		x.at = x.end()
		x.leave(x.zero(x.f.Result))
	}
}

// end is the span at the end of the function.
func (x *fb) end() source.Span {
	if n := len(x.tf.Body); n > 0 {
		return x.tf.Body[n-1].Span()
	}
	return x.tf.Span
}

// terminates reports whether control never reaches the end of a list.
func terminates(list []ir.Stmt) bool {
	if len(list) == 0 {
		return false
	}
	switch s := list[len(list)-1].(type) {
	case *ir.Return, *ir.Raise, *ir.Break, *ir.Continue:
		return true
	case *ir.Block:
		return terminates(s.Body)
	case *ir.If:
		return terminates(s.Then) && terminates(s.Else)
	case *ir.Try:
		return terminates(s.Body) && (terminates(s.Handler) || !mayRaise(s.Body))
	case *ir.Loop:
		return s.Cond == nil && !leaves(s.Body, s.Label)
	}
	return false
}

// leaves reports whether a statement breaks out of a loop.
func leaves(list []ir.Stmt, label int) bool {
	found := false
	ir.Walk(list, func(s ir.Stmt) bool {
		if b, ok := s.(*ir.Break); ok && b.Label == label {
			found = true
		}
		return !found
	})
	return found
}

// ownSelf gives a method that assigns or consumes its receiver a variable of its own for it (spec 3.1 CYP).
func (x *fb) ownSelf(v *typed.Var) {
	own := &ir.Local{Name: v.Name, Type: plain(v.Type), Span: v.Span, Func: x.f, Captured: v.Captured, Observed: v.Observed}
	x.f.Locals = append(x.f.Locals, own)
	self := x.f.Self
	x.locals[v] = own
	x.selfMoves = true
	x.emit(&ir.Set{S: x.s(), Dst: own, Src: get(self, x.at)})
}

// declare makes the local of a variable.
func (x *fb) declare(v *typed.Var) *ir.Local {
	l := &ir.Local{Name: v.Name, Type: plain(v.Type), Span: v.Span, Func: x.f, Captured: v.Captured, Observed: v.Observed}
	x.locals[v] = l
	return l
}

// local finds the local of a variable, capturing it where an enclosing function declares it.
func (x *fb) local(v *typed.Var) *ir.Local {
	if l := x.locals[v]; l != nil {
		return l
	}
	for o := x.outer; o != nil; o = o.outer {
		if l := o.locals[v]; l != nil {
			l.Captured = true
			for in := x; in != o; in = in.outer {
				in.capture(l)
			}
			return l
		}
	}
	if v.Func != nil && v.Func != x.tf && v.Func != x.inlined && x.outer != nil && v.Kind != typed.TempVar {
		x.b.bug(x.at, "variable '%s' of '%s' is not in scope", v.Name, v.Func.Name)
	}
	l := x.declare(v)
	if v.Kind == typed.TempVar {
		l.Temp = true
		if l.Name == "" {
			l.Name = "t"
		}
	}
	x.f.Locals = append(x.f.Locals, l)
	return l
}

func (x *fb) capture(l *ir.Local) {
	for _, c := range x.f.Captures {
		if c == l {
			return
		}
	}
	x.f.Captures = append(x.f.Captures, l)
}

// temp makes a temporary; variable one that lives to the end of the function unless it is emptied.
func (x *fb) temp(t types.Type) *ir.Local {
	l := &ir.Local{Name: "t", Type: plain(t), Temp: true, Span: x.at, Func: x.f}
	x.f.Locals = append(x.f.Locals, l)
	return l
}

func (x *fb) variable(name string, t types.Type) *ir.Local {
	l := &ir.Local{Name: name, Type: plain(t), Span: x.at, Func: x.f}
	x.f.Locals = append(x.f.Locals, l)
	return l
}

func (x *fb) s() ir.S { return ir.S{At: x.at} }

func (x *fb) emit(s ir.Stmt) { *x.dest = append(*x.dest, s) }

// list runs f with its statements going to a list of their own.
func (x *fb) list(f func()) []ir.Stmt {
	var out []ir.Stmt
	old := x.dest
	x.dest = &out
	f()
	x.dest = old
	return out
}

func (x *fb) label() int {
	x.labels++
	return x.labels
}

func get(l *ir.Local, at source.Span) *ir.Get { return &ir.Get{X: ir.X{T: l.Type, At: at}, Local: l} }

func (x *fb) get(l *ir.Local) *ir.Get { return get(l, x.at) }

func (x *fb) set(l *ir.Local, src ir.Expr) { x.emit(&ir.Set{S: x.s(), Dst: l, Src: src}) }

// save puts a value into a new temporary.
func (x *fb) save(v ir.Expr) ir.Expr {
	t := x.temp(v.Type())
	x.emit(&ir.Set{S: ir.S{At: v.Span()}, Dst: t, Src: v})
	return get(t, v.Span())
}

func (x *fb) x(t types.Type) ir.X { return ir.X{T: plain(t), At: x.at} }

func none(at source.Span) ir.Expr {
	return &ir.PyConst{X: ir.X{T: types.PyObject, At: at}, Name: "None"}
}

func (x *fb) null(t types.Type) ir.Expr { return &ir.Null{X: x.x(t)} }

func (x *fb) int(t types.Type, v int64) ir.Expr { return &ir.Int{X: x.x(t), V: v} }

func (x *fb) bool(v bool) ir.Expr {
	n := int64(0)
	if v {
		n = 1
	}
	return x.int(types.Bint, n)
}

func (x *fb) str(s string) ir.Expr { return &ir.Str{X: ir.X{T: goString, At: x.at}, V: s} }

func (x *fb) binary(op string, t types.Type, a, b ir.Expr) ir.Expr {
	return &ir.Binary{X: x.x(t), Op: op, A: a, B: b}
}

func (x *fb) not(v ir.Expr) ir.Expr {
	if b, ok := v.(*ir.Binary); ok {
		switch b.Op {
		case "==":
			return &ir.Binary{X: b.X, Op: "!=", A: b.A, B: b.B}
		case "!=":
			return &ir.Binary{X: b.X, Op: "==", A: b.A, B: b.B}
		}
	}
	if u, ok := v.(*ir.Unary); ok && u.Op == "!" {
		return u.V
	}
	if i, ok := v.(*ir.Int); ok {
		return x.bool(i.V == 0)
	}
	return &ir.Unary{X: x.x(types.Bint), Op: "!", V: v}
}

func (x *fb) conv(t types.Type, v ir.Expr) ir.Expr {
	t = plain(t)
	if plain(v.Type()) == t {
		return v
	}
	if c, ok := v.(*ir.Conv); ok && sameClass(t, c.T) && sameClass(t, c.V.Type()) {
		return x.conv(t, c.V)
	}
	return &ir.Conv{X: ir.X{T: t, At: v.Span()}, V: v}
}

// moduleNames sets the names that every module has.
func (x *fb) moduleNames(m *typed.Module) {
	for _, v := range m.Globals {
		if !implicit(v) || x.b.hidden(m, v) {
			continue
		}
		value := none(x.at)
		switch {
		case v.Name == "__name__" && m.Main:
			value = x.pyStr("__main__")
		case v.Name == "__name__":
			value = x.pyStr(m.Name)
		case v.Name == "__file__":
			value = x.pyStr(m.FileName)
		case m.HasDoc:
			value = x.pyStr(m.Doc)
		}
		x.setVar(v, value)
	}
}

// sameClass reports whether two types are references to objects of one class.
func sameClass(a, b types.Type) bool {
	x, y := asRef(a), asRef(b)
	return x != nil && y != nil && x.Class == y.Class
}
