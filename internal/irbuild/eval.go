package irbuild

import (
	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// expr evaluates an expression to one that is pure and may be nested.
func (x *fb) expr(e typed.Expr) ir.Expr {
	v := x.value(e)
	if whole(v) {
		if isVoid(v.Type()) {
			x.emit(&ir.Do{S: ir.S{At: v.Span()}, Call: v})
			return &ir.Null{X: ir.X{T: types.Void, At: v.Span()}}
		}
		return x.save(v)
	}
	return v
}

// whole reports whether an expression must be the whole right side of a statement.
func whole(v ir.Expr) bool {
	switch v := v.(type) {
	case *ir.Call:
		return !v.Callee.Pure
	case *ir.Take:
		return true
	case *ir.Get:
		return v.Move
	}
	return false
}

// constant reports whether a value is the same wherever it is evaluated.
func constant(v ir.Expr) bool {
	switch v := v.(type) {
	case *ir.Int, *ir.FloatLit, *ir.Str, *ir.Null, *ir.PyConst, *ir.FuncRef, *ir.TypeRef, *ir.SizeOf:
		return true
	case *ir.Get:
		return v.Local.Temp && !v.Move
	case *ir.Conv:
		return constant(v.V)
	case *ir.Call:
		return v.Callee.Pure && v.Callee.Go == "py.Builtin"
	case *ir.AddrOf:
		g, ok := v.Place.(*ir.Get)
		return ok && g != nil
	}
	return false
}

// operands evaluates expressions left to right. An earlier one is saved in a temporary where the statements of later ones could
// change its value.
func (x *fb) operands(es ...typed.Expr) []ir.Expr {
	steps := make([]func() ir.Expr, len(es))
	for i, e := range es {
		e := e
		steps[i] = func() ir.Expr { return x.expr(e) }
	}
	return x.inOrder(steps)
}

// inOrder is operands for values that are made in other ways.
func (x *fb) inOrder(steps []func() ir.Expr) []ir.Expr { return x.placeFirst(false, steps) }

// placeFirst is inOrder where the first operand may be a place that is used as one: what it goes through is saved, not its value.
func (x *fb) placeFirst(place bool, steps []func() ir.Expr) []ir.Expr {
	vals := make([]ir.Expr, len(steps))
	marks := make([]int, len(steps))
	dest := x.dest
	for i, f := range steps {
		vals[i] = f()
		marks[i] = len(*dest)
	}
	for i := len(vals) - 1; i >= 0; i-- {
		if vals[i] == nil || len(*dest) == marks[i] || constant(vals[i]) || !changes((*dest)[marks[i]:], vals[i]) {
			continue
		}
		if place && i == 0 {
			saves := x.list(func() { x.steadfast(vals[0], (*dest)[marks[0]:]) })
			*dest = append(append((*dest)[:marks[0]:marks[0]], saves...), (*dest)[marks[0]:]...)
			continue
		}
		t := x.temp(vals[i].Type())
		set := &ir.Set{S: ir.S{At: vals[i].Span()}, Dst: t, Src: vals[i]}
		list := append((*dest)[:marks[i]:marks[i]], set)
		*dest = append(list, (*dest)[marks[i]:]...)
		vals[i] = get(t, vals[i].Span())
	}
	return vals
}

// then evaluates a value that has been made already before the statements of f, whose result follows it.
func (x *fb) then(v ir.Expr, f func()) ir.Expr {
	out := x.inOrder([]func() ir.Expr{
		func() ir.Expr { return v },
		func() ir.Expr { f(); return nil },
	})
	return out[0]
}

// changes reports whether statements may change what an expression reads.
func changes(list []ir.Stmt, v ir.Expr) bool {
	locals := map[*ir.Local]bool{}
	memory, captured := false, false
	ir.WalkExpr(v, func(e ir.Expr) bool {
		switch e := e.(type) {
		case *ir.Get:
			if !e.Local.Temp {
				locals[e.Local] = true
				captured = captured || e.Local.Captured
			}
		case *ir.GlobalRef, *ir.FieldRef, *ir.IndexRef, *ir.DerefRef, *ir.GoExpr, *ir.Call:
			memory = true
		}
		return true
	})
	found := false
	ir.Walk(list, func(s ir.Stmt) bool {
		for _, l := range ir.Sets(s) {
			found = found || locals[l]
		}
		ir.EachExpr(s, func(e ir.Expr) {
			ir.WalkExpr(e, func(e ir.Expr) bool {
				switch e := e.(type) {
				case *ir.Get:
					found = found || e.Move && locals[e.Local]
				case *ir.Take:
					found = found || memory
				case *ir.Call:
					found = found || !e.Callee.Pure && (memory || captured)
				case *ir.AddrOf:
					if g, ok := e.Place.(*ir.Get); ok && locals[g.Local] {
						found = true
					}
				}
				return !found
			})
		})
		switch s.(type) {
		case *ir.Store:
			found = found || memory || captured
		case *ir.YieldStmt:
			found = found || memory || captured
		}
		return !found
	})
	return found
}

// makesCounted reports whether statements set temporaries that hold counts.
func makesCounted(list []ir.Stmt) bool {
	found := false
	ir.Walk(list, func(s ir.Stmt) bool {
		for _, l := range ir.Sets(s) {
			found = found || l.Temp && ir.Copied(l.Type)
		}
		return !found
	})
	return found
}

// value evaluates an expression; the result may be a call, a take or a move, which must be the whole right side of
// the next statement.
func (x *fb) value(e typed.Expr) ir.Expr {
	old := x.at
	x.at = e.Pos()
	v := x.eval(e)
	x.at = old
	return v
}

func (x *fb) eval(e typed.Expr) ir.Expr {
	if v := x.roots[e]; v != nil {
		return v
	}
	if v, ok := x.evalC(e); ok {
		return v
	}
	if v, ok := x.evalPy(e); ok {
		return v
	}
	x.b.bug(e.Span(), "unexpected expression %T", e)
	return nil
}

// evalC evaluates expressions of the C world and of both.
func (x *fb) evalC(e typed.Expr) (ir.Expr, bool) {
	t := plain(e.Type())
	switch e := e.(type) {
	case *typed.IntLit:
		if isFloat(t) {
			return &ir.FloatLit{X: x.x(t), V: float64(e.V)}, true
		}
		v := e.V
		if isBint(t) && v != 0 {
			v = 1
		}
		return &ir.Int{X: x.x(t), V: v, Big: e.Big}, true
	case *typed.FloatLit:
		return &ir.FloatLit{X: x.x(t), V: e.V, Text: e.Text}, true
	case *typed.StrLit:
		return x.strLit(e, t), true
	case *typed.BoolLit:
		if isObject(t) {
			name := "False"
			if e.V {
				name = "True"
			}
			return &ir.PyConst{X: x.x(t), Name: name}, true
		}
		return x.bool(e.V), true
	case *typed.NullLit:
		return &ir.Null{X: x.x(t)}, true
	case *typed.VarExpr:
		return x.readVar(e), true
	case *typed.FuncExpr:
		return x.funcValue(e, t), true
	case *typed.EnumExpr:
		if e.Item.Go != "" {
			return &ir.GoExpr{X: x.x(t), Go: e.Item.Go}, true
		}
		return &ir.Int{X: x.x(t), V: e.Item.Value}, true
	case *typed.GoConst:
		return &ir.GoExpr{X: x.x(t), Go: e.Go}, true
	case *typed.Field:
		return x.readField(e), true
	case *typed.Index, *typed.Deref:
		return x.locked(e, false, func() ir.Expr { return x.place(e) }), true
	case *typed.AddrOf:
		return x.address(e), true
	case *typed.Unary:
		return x.unary(e), true
	case *typed.Binary:
		return x.arith(e), true
	case *typed.Compare:
		v := x.operands(e.X, e.Y)
		return x.binary(e.Op, types.Bint, v[0], v[1]), true
	case *typed.Is:
		return x.is(e), true
	case *typed.Not:
		return x.not(x.expr(e.X)), true
	case *typed.BoolOp:
		return x.boolOp(e), true
	case *typed.IfExp:
		return x.ifExp(e), true
	case *typed.Let:
		x.let(e)
		return x.value(e.X), true
	case *typed.Seq:
		x.stmts(e.Body)
		return x.value(e.X), true
	case *typed.Truth:
		return x.truth(e), true
	case *typed.Call:
		return x.call(e), true
	case *typed.MethodCall:
		return x.methodCall(e), true
	case *typed.Construct:
		return x.construct(e), true
	case *typed.NewObject:
		return x.newObject(e.Class, t), true
	case *typed.CppValue:
		return x.cppValue(e), true
	case *typed.Consume:
		return x.consume(e), true
	case *typed.Coerce:
		return x.coerce(e), true
	case *typed.IsInstance:
		return x.pure("isinstance", types.Bint, e.Class, x.expr(e.X)), true
	case *typed.SizeOf:
		return &ir.SizeOf{X: x.x(t), Of: plain(e.Of)}, true
	case *typed.Send:
		return x.send(e, true), true
	case *typed.RefOp:
		return x.refOp(e), true
	case *typed.AllocCall:
		return x.allocCall(e), true
	}
	return nil, false
}

func (x *fb) strLit(e *typed.StrLit, t types.Type) ir.Expr {
	if p, ok := t.(*types.Pointer); ok {
		return &ir.Str{X: x.x(p), V: e.V}
	}
	if isObject(t) || t == types.Type(types.CText) {
		return &ir.Str{X: x.x(types.PyObject), V: e.V, Bytes: e.Bytes}
	}
	x.b.bug(e.At, "text of type %s", t)
	return nil
}

func (x *fb) let(e *typed.Let) {
	if e.Var == nil {
		x.discard(x.value(e.Init))
		return
	}
	l := x.local(e.Var)
	x.set(l, x.value(e.Init))
}

func (x *fb) funcValue(e *typed.FuncExpr, t types.Type) ir.Expr {
	if e.Func != nil {
		return &ir.FuncRef{X: x.x(t), Func: x.b.declareFunc(e.Func)}
	}
	return &ir.FuncRef{X: x.x(t), Go: e.Bound.Go}
}

// readVar reads a variable.
func (x *fb) readVar(e *typed.VarExpr) ir.Expr {
	v := e.Var
	if a := x.alias[v]; a != nil {
		return a
	}
	p := x.varPlace(v)
	switch {
	case v.Unbound && v.HidesBuiltin && isObject(v.Type):
		out := x.temp(types.PyObject)
		x.set(out, p)
		unset := x.list(func() { x.set(out, x.builtin(v.Name)) })
		x.emit(&ir.If{S: x.s(), Cond: x.binary("==", types.Bint, x.get(out), x.null(types.PyObject)), Then: unset})
		return x.get(out)
	case v.Unbound:
		x.checkBound(v, p)
	}
	return p
}

// varPlace is a variable as a place.
func (x *fb) varPlace(v *typed.Var) ir.Expr {
	if v.Kind == typed.GlobalVar {
		if v.Go != "" {
			return &ir.GoExpr{X: x.x(v.Type), Go: v.Go}
		}
		return &ir.GlobalRef{X: x.x(v.Type), Global: x.b.global(v)}
	}
	l := x.local(v)
	g := x.get(l)
	if r, ok := plain(v.Type).(*types.Reference); ok && l.Param {
		return &ir.DerefRef{X: x.x(r.Elem), Base: g}
	}
	return g
}
