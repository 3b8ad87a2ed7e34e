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

// condition evaluates a condition so that its temporaries end with it.
func (x *fb) condition(e typed.Expr) ir.Expr {
	var v ir.Expr
	list := x.list(func() { v = x.expr(e) })
	if len(list) == 0 {
		return v
	}
	if !makesCounted(list) {
		*x.dest = append(*x.dest, list...)
		return v
	}
	t := x.temp(types.Bint)
	list = append(list, &ir.Set{S: x.s(), Dst: t, Src: v})
	x.emit(&ir.Block{S: x.s(), Body: list})
	return x.get(t)
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
		return x.send(e), true
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
	if v.Unbound {
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

// boolOp is `and` and `or`.
func (x *fb) boolOp(e *typed.BoolOp) ir.Expr {
	if e.Left != nil {
		return x.choice(e)
	}
	a := x.expr(e.X)
	var b ir.Expr
	right := x.assuming(e.X, e.And, func() []ir.Stmt {
		return x.list(func() { b = x.expr(e.Y) })
	})
	op := "||"
	if e.And {
		op = "&&"
	}
	if len(right) == 0 {
		return x.binary(op, types.Bint, a, b)
	}
	t := x.temp(types.Bint)
	s := &ir.If{S: x.s(), Cond: a}
	right = append(right, &ir.Set{S: x.s(), Dst: t, Src: b})
	left := []ir.Stmt{&ir.Set{S: x.s(), Dst: t, Src: x.bool(!e.And)}}
	if e.And {
		s.Then, s.Else = right, left
	} else {
		s.Then, s.Else = left, right
	}
	x.emit(s)
	return x.get(t)
}

// choice is `and` and `or` as a value: the deciding operand.
func (x *fb) choice(e *typed.BoolOp) ir.Expr {
	l := x.local(e.Left)
	x.set(l, x.value(e.X))
	test := x.expr(e.Test)
	t := x.temp(e.Type())
	keep := []ir.Stmt{&ir.Set{S: x.s(), Dst: t, Src: x.get(l)}}
	right := x.list(func() { x.set(t, x.value(e.Y)) })
	s := &ir.If{S: x.s(), Cond: test, Then: keep, Else: right}
	if e.And {
		s.Then, s.Else = right, keep
	}
	x.emit(s)
	return x.get(t)
}

func (x *fb) ifExp(e *typed.IfExp) ir.Expr {
	c := x.expr(e.Cond)
	arm := func(v typed.Expr, truth bool) (list []ir.Stmt, out ir.Expr) {
		list = x.assuming(e.Cond, truth, func() []ir.Stmt { return x.list(func() { out = x.value(v) }) })
		return
	}
	yes, a := arm(e.Then, true)
	no, b := arm(e.Else, false)
	if len(yes) == 0 && len(no) == 0 && !whole(a) && !whole(b) && !isVoid(e.Type()) && !ir.Copied(plain(e.Type())) {
		return &ir.Cond{X: x.x(e.Type()), If: c, Then: a, Else: b}
	}
	if isVoid(e.Type()) {
		do := func(list []ir.Stmt, v ir.Expr) []ir.Stmt {
			if whole(v) {
				list = append(list, &ir.Do{S: x.s(), Call: v})
			}
			return list
		}
		x.emit(&ir.If{S: x.s(), Cond: c, Then: do(yes, a), Else: do(no, b)})
		return x.null(types.Void)
	}
	t := x.temp(e.Type())
	x.emit(&ir.If{S: x.s(), Cond: c,
		Then: append(yes, &ir.Set{S: x.s(), Dst: t, Src: a}),
		Else: append(no, &ir.Set{S: x.s(), Dst: t, Src: b})})
	return x.get(t)
}

// assuming runs f where a condition is known to hold (or not): variables that it shows not to be null need no check.
func (x *fb) assuming(cond typed.Expr, truth bool, f func() []ir.Stmt) []ir.Stmt {
	facts := notNull(cond, truth, nil)
	for _, v := range facts {
		x.nonNull[v]++
	}
	out := f()
	for _, v := range facts {
		x.nonNull[v]--
	}
	return out
}

// notNull lists the local variables that are not null where cond is truth.
func notNull(cond typed.Expr, truth bool, out []*typed.Var) []*typed.Var {
	switch c := cond.(type) {
	case *typed.Not:
		return notNull(c.X, !truth, out)
	case *typed.BoolOp:
		if c.And == truth && c.Left == nil {
			return notNull(c.Y, truth, notNull(c.X, truth, out))
		}
	case *typed.Is:
		if c.Not == truth {
			a, b := stripCoerce(c.X), stripCoerce(c.Y)
			if _, ok := a.(*typed.NullLit); ok {
				a, b = b, a
			}
			_, null := b.(*typed.NullLit)
			_, isNone := b.(*typed.NoneLit)
			if v, ok := a.(*typed.VarExpr); ok && (null || isNone) {
				return keepFact(out, v.Var)
			}
		}
	case *typed.Truth:
		if v, ok := c.X.(*typed.VarExpr); ok && truth && asRef(v.Type()) != nil {
			return keepFact(out, v.Var)
		}
	}
	return out
}

func keepFact(out []*typed.Var, v *typed.Var) []*typed.Var {
	if v.Kind == typed.GlobalVar || v.Captured {
		return out
	}
	return append(out, v)
}

func stripCoerce(e typed.Expr) typed.Expr {
	for {
		c, ok := e.(*typed.Coerce)
		if !ok || c.Kind != typed.Upcast && c.Kind != typed.NullTo {
			return e
		}
		e = c.X
	}
}

func (x *fb) is(e *typed.Is) ir.Expr {
	v := x.operands(e.X, e.Y)
	a, b := v[0], v[1]
	var out ir.Expr
	if isObject(a.Type()) {
		if ir.IsObject(a.Type()) && ir.IsObject(b.Type()) {
			out = x.pure("py.Is", types.Bint, nil, a, b)
		} else {
			x.b.bug(e.At, "identity of %s and %s", a.Type(), b.Type())
		}
	} else {
		_, na := a.(*ir.Null)
		_, nb := b.(*ir.Null)
		if !na && !nb && plain(a.Type()) != plain(b.Type()) {
			a, b = x.identity(a), x.identity(b)
		}
		out = x.binary("==", types.Bint, a, b)
	}
	if e.Not {
		return x.not(out)
	}
	return out
}

// identity is a reference or pointer as something that compares with any other.
func (x *fb) identity(v ir.Expr) ir.Expr { return x.conv(x.b.pointer(types.Void), v) }

func (x *fb) truth(e *typed.Truth) ir.Expr {
	t := plain(e.X.Type())
	if isObject(t) {
		switch y := e.X.(type) {
		case *typed.PyCompare:
			return x.pyCompare(y, true)
		case *typed.Coerce:
			if y.Kind == typed.BintToPy {
				return x.isTrue(x.expr(y.X))
			}
		case *typed.PyCall:
			if v := x.truthOfCall(y); v != nil {
				return v
			}
		}
		return x.raising("py.Truth", types.Bint, x.expr(e.X))
	}
	return x.isTrue(x.expr(e.X))
}

// truthOfCall is the truth of a call whose value is a bool: the bool object isn't made. Nil for other calls.
func (x *fb) truthOfCall(e *typed.PyCall) ir.Expr {
	b, ok := e.Func.(*typed.BuiltinRef)
	if !ok || b.Name != "isinstance" && b.Name != "any" && b.Name != "all" {
		return nil
	}
	v := x.value(e)
	if c, ok := v.(*ir.Call); ok && c.Callee.Go == "py.Bool" {
		return c.Args[0]
	}
	return x.raising("py.Truth", types.Bint, x.pureOf(v))
}

// isTrue is the truth of a C value.
func (x *fb) isTrue(v ir.Expr) ir.Expr {
	t := plain(v.Type())
	switch {
	case isBint(t):
		return v
	case isFloat(t):
		return x.binary("!=", types.Bint, v, &ir.FloatLit{X: x.x(t)})
	case isInt(t):
		return x.binary("!=", types.Bint, v, x.int(t, 0))
	}
	return x.binary("!=", types.Bint, v, x.null(t))
}
