package ownership

import (
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// value is what an expression gives.
type value struct {
	g     int        // group of what it refers to; none where it holds nothing
	owned bool       // a count of its own: a new object or the result of a call
	v     *typed.Var // the variable that it reads
	same  int
	sure  bool  // certainly not NULL
	sub   int   // the group whose objects hold it by a reference that is not followed: keeping it is one more
	view  *view // set where it refers into an object that a qualifier protects, though its type does not say so
}

// visit evaluates an expression; see eval.
func (a *analysis) visit(x typed.Expr) value {
	if x == nil || a.s == nil {
		return value{}
	}
	switch x := x.(type) {
	case *typed.VarExpr:
		return a.read(x)
	case *typed.Field:
		a.used(x.X)
		v := a.eval(x.X)
		a.guarded(x.X, v, false)
		if x != a.taking {
			a.lends(x, v.g)
		}
		return a.member(v, x.X, x.Type())
	case *typed.Index:
		a.used(x.X)
		v := a.eval(x.X)
		a.eval(x.I)
		return a.member(v, x.X, x.Type())
	case *typed.Deref:
		a.eval(x.X)
		if holds(x.Type()) {
			return value{g: world}
		}
	case *typed.AddrOf:
		v := a.eval(x.X)
		if holds(x.X.Type()) {
			a.lend(v.g, x.At)
			if w := variable(x.X); w != nil {
				a.lend(a.hold(w), x.At)
			}
		}
	case *typed.Coerce:
		return a.coerce(x)
	case *typed.Consume:
		return a.consume(x)
	case *typed.Construct:
		return a.construct(x)
	case *typed.NewObject, *typed.AllocCall:
		return value{g: a.s.fresh(), owned: true, sure: true}
	case *typed.CppValue:
		g := none
		if holds(x.Type()) {
			g = a.s.fresh()
		}
		a.s.push(g)
		for _, e := range x.Args {
			v := a.eval(e)
			a.copied(e, v, e.Pos())
			a.s.expose(v.sub, x.At)
			a.touch(v.g, e.Type(), len(a.s.pend)-1, nil, x.At)
		}
		a.raise()
		return value{g: a.s.pop(), owned: true}
	case *typed.MethodCall:
		return a.methodCall(x)
	case *typed.Call:
		return a.call(x)
	case *typed.Send:
		return a.send(x)
	case *typed.IfExp:
		yes, no := a.cond(x.Cond)
		return a.either(x, yes, x.Then, no, x.Else)
	case *typed.BoolOp, *typed.Not, *typed.Is, *typed.Truth:
		return a.logic(x)
	case *typed.Let:
		v := a.eval(x.Init)
		if x.Var == nil {
			return a.eval(x.X)
		}
		a.set(x.Var, v, x.At)
		v = a.eval(x.X)
		if a.s != nil {
			a.unset(x.Var)
		}
		if v.v == x.Var {
			v.v, v.owned = nil, true
		}
		return v
	case *typed.AssignExpr:
		v := a.eval(x.Value)
		a.assign(x.Place, v, x.At)
		return v
	case *typed.RefOp:
		a.used(x.X)
		a.eval(x.X)
	case *typed.IsInstance:
		a.eval(x.X)
	case *typed.FuncObj:
		for _, d := range x.Decorators {
			a.eval(d)
		}
		for _, n := range x.Notes {
			a.eval(n)
		}
		if x.Func != nil && x.Func.Py != nil {
			for _, p := range x.Func.Py.List {
				a.eval(p.Default)
			}
		}
	case *typed.GenExp:
		a.eval(x.First)
		a.raise()
	case *typed.Comp:
		a.stmts(x.Body)
	case *typed.Seq:
		a.stmts(x.Body)
		if a.s == nil {
			return value{}
		}
		return a.eval(x.X)
	case *typed.IntLit, *typed.FloatLit, *typed.ImagLit, *typed.StrLit, *typed.BoolLit, *typed.NullLit, *typed.NoneLit, *typed.EllipsisLit,
		*typed.BuiltinRef, *typed.DynName, *typed.ModuleExpr, *typed.ClassObject, *typed.FuncExpr, *typed.EnumExpr, *typed.GoConst,
		*typed.SizeOf, *typed.PyImport, *typed.Super:
	default:
		a.children(x)
		a.raise()
	}
	return value{}
}

// children evaluates the operands of an expression that keeps no reference.
func (a *analysis) children(x typed.Expr) {
	first := true
	typed.Inspect(x, func(y typed.Expr) bool {
		if first {
			first = false
			return true
		}
		a.eval(y)
		return false
	})
}

// read is the value of a variable.
func (a *analysis) read(x *typed.VarExpr) value {
	v := x.Var
	a.captured(x)
	if v.Kind == typed.GlobalVar || v.Captured || v.Func != nil && v.Func != a.fn {
		if holds(v.Type) {
			return value{g: world}
		}
		return value{}
	}
	if !tracks(v) {
		return value{}
	}
	key := a.key(v)
	info := a.s.vars[key]
	if info.gone != 0 && a.sites[info.gone].kind == expired {
		a.used(x)
	}
	if !holds(v.Type) {
		return value{}
	}
	out := value{g: a.s.of[key], v: v, same: info.same, sure: info.sure, view: info.view}
	if v.Kind == typed.TempVar {
		out.owned = true
		if a.last[v] == x {
			a.s.of[key] = none // moved
		}
	}
	return out
}

// hold is the group of a variable that can hold references without having been assigned (a container, an array, a struct).
func (a *analysis) hold(v *typed.Var) int {
	if !a.local(v) {
		return world
	}
	key := a.key(v)
	if a.s.of[key] == none && holds(v.Type) {
		a.s.of[key] = a.s.fresh()
	}
	return a.s.of[key]
}

// member is the value of a part of x, which has value v.
func (a *analysis) member(v value, x typed.Expr, t types.Type) value {
	if !holds(t) {
		return value{view: a.through(v, x, t)}
	}
	out := a.part(v, x, t)
	out.view = a.through(v, x, t)
	return out
}

// part is the group of a part of x, which has value v.
func (a *analysis) part(v value, x typed.Expr, t types.Type) value {
	g := v.g
	if w := variable(x); w != nil && g == none {
		switch w.Type.(type) {
		case *types.Ref:
		default:
			g = a.hold(w)
		}
	}
	if _, ok := x.Type().(*types.Pointer); ok {
		return value{g: world}
	}
	if follows(t) {
		return value{g: g}
	}
	if r, ok := t.(*types.Ref); ok && r.Qual == types.Iso {
		return value{g: g, sub: g}
	}
	return value{g: world, sub: g}
}

// groupOf evaluates nothing: it is the group that the container of a place belongs to, after eval.
func (a *analysis) groupOf(x typed.Expr) int {
	switch x := strip(x).(type) {
	case *typed.VarExpr:
		if _, ok := x.Var.Type.(*types.Ref); ok {
			if !a.local(x.Var) {
				return world
			}
			return a.s.of[a.key(x.Var)]
		}
		if !holds(x.Var.Type) {
			return world // a pointer
		}
		return a.hold(x.Var)
	case *typed.Field:
		return a.groupOf(x.X)
	case *typed.Index:
		return a.groupOf(x.X)
	}
	return world
}

// lend gives a group to the world.
func (a *analysis) lend(g int, at source.Span) {
	if g != none && a.s != nil {
		a.s.join(world, g, at)
	}
}

// touch lets what waits at index i of the pending groups, of type owner, refer to group g by the rules of type t.
func (a *analysis) touch(g int, t types.Type, i int, owner types.Type, at source.Span) {
	switch {
	case g == none || !holds(t):
	case !follows(t):
		owner := a.s.pend[i]
		if _, ok := t.(*types.Ref); ok {
			a.s.holdIn(g, owner, at)
		} else {
			a.s.copyHandles(g, owner, at)
		}
	case a.s.pend[i] == none:
		a.s.pend[i] = g
	default:
		if owner == nil {
			owner = t
		}
		a.s.link(a.s.pend[i], g, a.c.reach.cycle(t, owner), at)
	}
}

// set gives a variable a value.
func (a *analysis) set(v *typed.Var, val value, at source.Span) {
	if a.s == nil {
		return
	}
	a.s.expose(val.sub, at)
	if !a.local(v) {
		if holds(v.Type) {
			a.lend(val.g, at)
			if !follows(v.Type) {
				a.s.expose(val.g, at)
			}
		}
		a.keep(val, at)
		return
	}
	if val.view != nil && v.Kind != typed.TempVar && (val.v == nil || val.v.Kind != typed.TempVar) && (!val.view.lock || a.lockHeld(val.view.root) == notHeld || val.view.root.held) {
		a.keep(val, at)
	}
	if !tracks(v) {
		return
	}
	key := a.key(v)
	a.s.drop(key)
	a.s.of[key] = val.g
	if val.same == 0 && val.sure {
		a.same++
		val.same = a.same
	}
	if !val.owned && val.v != nil && val.same == 0 && val.g != none {
		a.same++
		val.same = a.same
		a.s.vars[a.key(val.v)].same = val.same
	}
	a.s.vars[key] = varInfo{since: at, same: val.same, sure: val.sure, view: val.view}
	if val.v != nil && a.local(val.v) {
		a.s.vars[key].root = a.s.vars[a.key(val.v)].root
	}
}

// place evaluates the operands of a place that is assigned.
func (a *analysis) place(p typed.Expr) {
	switch p := p.(type) {
	case *typed.VarExpr, *typed.DynName:
	case *typed.Field:
		a.used(p.X)
		a.eval(p.X)
	case *typed.Index:
		a.used(p.X)
		a.eval(p.X)
		a.eval(p.I)
	default:
		a.eval(p)
	}
}

// assign stores a value in a place.
func (a *analysis) assign(p typed.Expr, val value, at source.Span) {
	if a.s == nil {
		return
	}
	if x, ok := p.(*typed.VarExpr); ok {
		a.set(x.Var, val, at)
		return
	}
	a.keep(val, at)
	a.s.expose(val.sub, at)
	a.s.push(val.g)
	switch p := p.(type) {
	case *typed.Field:
		a.used(p.X)
		base := a.eval(p.X)
		a.guarded(p.X, base, true)
		a.crosses(val, p.Type(), owner(p.X), at)
		a.store(p.X, base, p.Type(), at)
	case *typed.Index:
		a.used(p.X)
		base := a.eval(p.X)
		a.eval(p.I)
		a.crosses(val, p.Type(), owner(p.X), at)
		a.store(p.X, base, p.Type(), at)
	case *typed.Deref:
		a.eval(p.X)
		if holds(p.Type()) {
			a.lend(a.s.pend[len(a.s.pend)-1], at)
		}
	default:
		base := a.eval(p)
		a.write(base.g)
		a.crosses(val, elem(p.Type()), owner(p), at)
		if holds(p.Type()) {
			v := a.s.pend[len(a.s.pend)-1]
			a.touch(v, elem(p.Type()), a.pushed(base.g), nil, at)
			a.s.pop()
		}
	}
	if a.s != nil && len(a.s.pend) > 0 {
		a.s.pop()
	}
}

// pushed pushes a group and returns its index.
func (a *analysis) pushed(g int) int {
	a.s.push(g)
	return len(a.s.pend) - 1
}

// store lets the object x, of value base, refer to what was pushed last, in a part of type t.
func (a *analysis) store(x typed.Expr, base value, t types.Type, at source.Span) {
	g := base.g
	if g == none {
		g = a.groupOf(x)
	}
	a.write(g)
	if g != none && follows(t) {
		a.s.lose(g)
	}
	v := a.s.pend[len(a.s.pend)-1]
	if v == none || !holds(t) {
		return
	}
	if _, ok := x.Type().(*types.Pointer); ok {
		a.lend(v, at)
		return
	}
	if g == none {
		if w := variable(x); w != nil {
			if _, ref := w.Type.(*types.Ref); ref {
				return // a NULL reference: nothing is stored
			}
		}
		a.lend(v, at)
		return
	}
	a.touch(v, t, a.pushed(g), x.Type(), at)
	a.s.pop()
}

// elem is the type behind a C++ reference.
func elem(t types.Type) types.Type {
	if r, ok := t.(*types.Reference); ok {
		return r.Elem
	}
	return t
}

// coerce evaluates a conversion.
func (a *analysis) coerce(x *typed.Coerce) value {
	switch x.Kind {
	case typed.Upcast, typed.LoadRef:
		v := a.eval(x.X)
		a.launder(x, &v)
		a.isoElement(x)
		return v
	case typed.Downcast:
		v := a.eval(x.X)
		v.sure = false
		return v
	case typed.ClassToVoid, typed.Wrap:
		v := a.eval(x.X)
		if x.Kind == typed.Wrap {
			a.keep(v, x.X.Pos())
		}
		a.s.expose(v.sub, x.At)
		a.lend(v.g, x.At)
		return value{}
	case typed.VoidToClass, typed.Unwrap:
		a.eval(x.X)
		a.raise()
		return value{g: world}
	case typed.NullTo:
		return value{}
	case typed.Convert:
		a.used(x.X)
		if x.Method != nil {
			return a.apply(a.c.method(x.Method, false), x.X, nil, x.Type(), x, nil)
		}
	case typed.FromPy, typed.CheckPy, typed.ToPy:
		v := a.eval(x.X)
		if holds(x.X.Type()) {
			a.lend(v.g, x.At)
		}
		a.raise()
		if holds(x.Type()) {
			return value{g: world}
		}
		return value{}
	case typed.ToCpp:
		v := a.eval(x.X)
		if holds(x.Type()) {
			return value{g: v.g}
		}
		return value{}
	}
	a.eval(x.X)
	return value{}
}

// either evaluates two expressions on two paths and meets their values.
func (a *analysis) either(x typed.Expr, yes *state, then typed.Expr, no *state, els typed.Expr) value {
	a.s = yes
	v := a.eval(then)
	yes = a.s
	if yes != nil {
		yes.push(v.g)
	}
	a.s = no
	w := a.eval(els)
	no = a.s
	if no != nil {
		no.push(w.g)
	}
	a.s = merge(yes, no)
	if a.s == nil {
		return value{}
	}
	out := value{g: a.s.pop(), owned: v.owned && w.owned, sure: v.sure && w.sure, view: v.view}
	a.s.expose(v.sub, x.Span())
	a.s.expose(w.sub, x.Span())
	if out.view == nil {
		out.view = w.view
	}
	return out
}
