package check

import (
	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/syntax"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// Assignments: their targets, and the values made fit for them.

// assign is `t1 = t2 = value`.
func (fn *funcCtx) assign(s *syntax.Assign) []typed.Stmt {
	if len(s.Targets) == 1 {
		if elts := displayElts(unparen(s.Targets[0])); elts != nil {
			if vals := displayElts(unparen(s.Value)); vals != nil && len(vals) == len(elts) && !anyStar(elts) && !anyStar(vals) {
				return fn.parallel(elts, vals, s.Span())
			}
		}
		if n, ok := unparen(s.Targets[0]).(*syntax.Name); ok {
			if y := fn.lookupName(n.Name); y != nil && y.kind == symVar {
				y.done()
				if a, ok := unconst2(y.v.Type).(*types.Array); ok {
					return fn.arrayInit(fn.expr(n), a, s.Value, s.Span())
				}
			}
		}
		return fn.at(s.Span(), fn.assignTo(s.Targets[0], fn.expr(s.Value)))
	}
	v := rvalue(fn.expr(s.Value))
	if isConstant(v) || isText(v.Type()) {
		var out []typed.Stmt
		for _, t := range s.Targets {
			out = append(out, fn.assignTo(t, v)...)
		}
		return fn.at(s.Span(), out)
	}
	t := fn.temp(unconstTop(v.Type()), s.Span())
	ref := func() typed.Expr { return &typed.VarExpr{E: mk(t.Type, v), Var: t} }
	out := []typed.Stmt{&typed.Assign{S: typed.S{At: s.Span()}, Place: ref(), Value: v}}
	for _, x := range s.Targets {
		out = append(out, fn.assignTo(x, ref())...)
	}
	return fn.at(s.Span(), out)
}

func unconst2(t types.Type) types.Type {
	if t == nil {
		return nil
	}
	return unconst(t)
}

// at gives statements made for one source statement its place.
func (fn *funcCtx) at(span source.Span, ss []typed.Stmt) []typed.Stmt {
	for _, s := range ss {
		if a, ok := s.(*typed.Assign); ok {
			a.At = span
		}
	}
	return ss
}

// flatPairs takes the targets and values of `(a, b), c = (x, y), z` for those of `a, b, c = x, y, z`.
func flatPairs(elts, vals []syntax.Expr) (flat, values []syntax.Expr) {
	for i, e := range elts {
		in, of := displayElts(unparen(e)), displayElts(unparen(vals[i]))
		if in == nil || len(in) != len(of) || anyStar(in) || anyStar(of) {
			flat, values = append(flat, e), append(values, vals[i])
			continue
		}
		in, of = flatPairs(in, of)
		flat, values = append(flat, in...), append(values, of...)
	}
	return flat, values
}

// parallel is `a, b = x, y`: all right sides first.
func (fn *funcCtx) parallel(elts, vals []syntax.Expr, at source.Span) []typed.Stmt {
	var out []typed.Stmt
	elts, vals = flatPairs(elts, vals)
	xs := make([]typed.Expr, len(vals))
	for i, v := range vals {
		x := rvalue(fn.expr(v))
		if isConstant(x) || isText(x.Type()) {
			xs[i] = x
			continue
		}
		// Converted to the target's type first, so that the temporary has it.
		if n, ok := unparen(elts[i]).(*syntax.Name); ok {
			if y := fn.lookupName(n.Name); y != nil && y.kind == symVar && fn.muted == 0 {
				y.done()
				if y.v.Type != nil && asRef(y.v.Type) == nil {
					x = fn.coerce(x, y.v.Type)
				}
			}
		}
		t := fn.temp(unconstTop(x.Type()), at)
		if r := asRef(t.Type); r != nil && r.Qual == types.IsoTemp {
			t.Type = types.RefTo(r.Class, types.IsoTemp, r.Const)
		}
		out = append(out, &typed.Assign{S: typed.S{At: at}, Place: &typed.VarExpr{E: mk(t.Type, x), Var: t}, Value: x})
		xs[i] = &typed.VarExpr{E: mk(t.Type, x), Var: t}
	}
	for i, e := range elts {
		out = append(out, fn.at(at, fn.assignTo(e, xs[i]))...)
	}
	return out
}

// assignTo stores a value in a target.
func (fn *funcCtx) assignTo(target syntax.Expr, v typed.Expr) []typed.Stmt {
	at := typed.S{At: target.Span()}
	switch t := target.(type) {
	case *syntax.Paren:
		return fn.assignTo(t.X, v)
	case *syntax.Tuple:
		return fn.unpack(t.Elts, v, target)
	case *syntax.List:
		return fn.unpack(t.Elts, v, target)
	case *syntax.Name:
		place := fn.placeName(t)
		return []typed.Stmt{&typed.Assign{S: at, Place: place, Value: fn.store(place, v)}}
	case *syntax.Subscript:
		base := fn.expr(t.X)
		if _, ok := base.Type().(*types.Reference); !ok {
			base = rvalue(base)
		}
		if r := asRef(base.Type()); r != nil {
			if sl, ok := t.Index.(*syntax.Slice); ok && sl != nil {
				return []typed.Stmt{&typed.ExprStmt{S: at, X: fn.sliceMethod(base, r, "__setslice__", sl, t, v)}}
			}
			return []typed.Stmt{&typed.ExprStmt{S: at, X: fn.itemMethod(base, r, "__setitem__", "setting", t, v)}}
		}
		if sl, ok := t.Index.(*syntax.Slice); ok && pointerOf(fn, base.Type()) != nil {
			return fn.sliceAssign(base, sl, v, t)
		}
		place := fn.subscriptOf(base, t)
		return []typed.Stmt{&typed.Assign{S: at, Place: place, Value: fn.store(place, v)}}
	case *syntax.Attribute:
		place := fn.expr(t)
		if f, ok := place.(*typed.Field); ok {
			fn.checkFieldStore(f)
		}
		return []typed.Stmt{&typed.Assign{S: at, Place: place, Value: fn.store(place, v)}}
	case *syntax.Starred:
		fn.exprError(codeStatement, t.Span(), "starred assignment target must be in a list or tuple")
		return nil
	}
	place := fn.expr(target)
	if !isInvalid(place.Type()) {
		fn.exprError(codeStatement, target.Span(), "Cannot assign to or delete this")
	}
	return nil
}

func (fn *funcCtx) checkFieldStore(f *typed.Field) {
	if r := asRef(f.X.Type()); r != nil && r.Const && !f.Field.Mutable {
		d := fn.exprError(codeConst, f.Pos(), "Assignment to const attribute '%s'", f.Name)
		if at, ok := fn.constNote(f.X); ok {
			d.Note(at, "the method has `const self`").Hint("write `self`, so that the method may change the object, or declare the field `mutable`")
		}
	}
	if _, ok := f.T.(*types.Const); ok {
		fn.exprError(codeConst, f.Pos(), "Assignment to const attribute '%s'", f.Name)
	}
}

// store converts a value for a place; a C++ reference is stored through.
func (fn *funcCtx) store(place, v typed.Expr) typed.Expr {
	t := place.Type()
	switch place.(type) {
	case *typed.VarExpr, *typed.DynName, *typed.Field, *typed.Index, *typed.Deref, *typed.PyAttr, *typed.PyIndex, *typed.PySlice, *typed.GoConst:
	default:
		if r, ok := t.(*types.Reference); ok {
			return fn.coerce(rvalue(v), r.Elem)
		}
		if !isInvalid(t) {
			fn.exprError(codeStatement, place.Pos(), "Cannot assign to or delete this")
		}
		return v
	}
	if r, ok := t.(*types.Reference); ok {
		t = r.Elem
	}
	if c, ok := t.(*types.Const); ok {
		if ve, isVar := place.(*typed.VarExpr); !isVar || ve.Var.Kind != typed.LocalVar {
			fn.exprError(codeConst, place.Pos(), "Assignment to const '%s'", fn.text(place.Span()))
		}
		t = c.Elem
	}
	if isVoid(v.Type()) && isObject(t) {
		return fn.toPy(v)
	}
	if r := asRef(t); r != nil && v == fn.elem && v.Type() == t && (r.Qual == types.IsoView || r.Qual == types.LockView) {
		return v // a loop variable may hold a view as long as the loop protects it (package ownership)
	}
	return fn.coerce(rvalue(v), t)
}

// placeName is a name as a place to store in.
func (fn *funcCtx) placeName(x *syntax.Name) typed.Expr {
	if y := fn.scope.lookupHere(x.Name); fn.dynNames() && (y == nil || y.kind == symDyn) {
		return &typed.DynName{E: loc(types.PyObject, x), Name: x.Name}
	}
	y := fn.lookupName(x.Name)
	if y == nil {
		if fn.inFragment() {
			return &typed.DynName{E: loc(types.PyObject, x), Name: x.Name}
		}
		return fn.undeclared(x)
	}
	y.done()
	switch y.kind {
	case symVar:
		v := y.v
		if fn.f.Kind == typed.ModuleFunc || v.Func != nil || fn.scopeOwns(x.Name) {
			v.Assigned = true
			if v.Func != nil && v.Func != fn.f {
				v.Captured = true
			}
			t := v.Type
			if t == nil {
				t = types.Invalid
			}
			if v.Go != "" {
				return &typed.GoConst{E: loc(t, x), Go: v.Go}
			}
			return &typed.VarExpr{E: loc(t, x), Var: v}
		}
		return &typed.VarExpr{E: loc(v.Type, x), Var: v}
	case symType:
		if y.v != nil {
			return &typed.VarExpr{E: loc(types.PyObject, x), Var: y.v}
		}
	case symFunc, symClass, symModule:
		if fn.f.Kind == typed.ModuleFunc {
			v := fn.moduleVar(x.Name, x.Span())
			return &typed.VarExpr{E: loc(types.PyObject, x), Var: v}
		}
	}
	fn.exprError(codeStatement, x.Span(), "Assignment to non-lvalue '%s'", x.Name)
	return fn.invalid(x)
}

// moduleVar is the Python-visible variable of a module name that is also a C name.
func (fn *funcCtx) moduleVar(name string, span source.Span) *typed.Var {
	for _, v := range fn.mod.out.Globals {
		if v.Name == name && v.PyName {
			return v
		}
	}
	v := &typed.Var{Name: name, Kind: typed.GlobalVar, Type: types.PyObject, Module: fn.mod.name, Span: span, PyName: true, Unbound: true, Assigned: true}
	fn.mod.out.Globals = append(fn.mod.out.Globals, v)
	return v
}

func (fn *funcCtx) scopeOwns(name string) bool { return fn.scope.names[name] != nil }

// dynNames reports whether names bound here live in a dictionary: fragments and class bodies.
func (fn *funcCtx) dynNames() bool {
	return fn.f.Kind == typed.FragmentFunc || fn.f.Kind == typed.ClassBodyFunc
}

// unpack spreads a value over targets.
func (fn *funcCtx) unpack(elts []syntax.Expr, v typed.Expr, whole syntax.Expr) []typed.Stmt {
	v = rvalue(v)
	at := typed.S{At: whole.Span()}
	if p := asCpp(v.Type()); p != nil && p.Key == "std::pair" && len(elts) == 2 {
		var out []typed.Stmt
		if _, ok := v.(*typed.VarExpr); !ok {
			t := fn.temp(p, whole.Span())
			ref := &typed.VarExpr{E: mk(p, v), Var: t}
			out = append(out, &typed.Assign{S: at, Place: ref, Value: v})
			v = ref
		}
		for i, name := range []string{"first", "second"} {
			f := fn.cppField(p, name)
			out = append(out, fn.assignTo(elts[i], &typed.Field{E: mk(f.Type, v), X: v, Field: f, Name: name})...)
		}
		return out
	}
	if st := asTuple(v.Type()); st != nil && !anyStar(elts) {
		return fn.unpackTuple(elts, v, st, whole)
	}
	if isInvalid(v.Type()) {
		for _, e := range elts {
			fn.assignTo(e, v)
		}
		return nil
	}
	u := &typed.Unpack{S: at, X: fn.toPy(v), Star: -1}
	for i, e := range elts {
		if st, ok := e.(*syntax.Starred); ok {
			if u.Star >= 0 {
				fn.exprError(codeStatement, st.Span(), "more than 1 starred expression in assignment")
			}
			u.Star = i
		}
		u.Vars = append(u.Vars, fn.temp(types.PyObject, e.Span()))
	}
	out := []typed.Stmt{u}
	for i, e := range elts {
		if st, ok := e.(*syntax.Starred); ok {
			e = st.X
		}
		out = append(out, fn.assignTo(e, &typed.VarExpr{E: typed.E{T: types.PyObject, At: e.Span()}, Var: u.Vars[i]})...)
	}
	return out
}

// sliceAssign is a[:] = b and a[i:j] = b for C arrays and pointers, where b is a C array or a display.
func (fn *funcCtx) sliceAssign(base typed.Expr, sl *syntax.Slice, v typed.Expr, x *syntax.Subscript) []typed.Stmt {
	if isInvalid(v.Type()) {
		return nil
	}
	at := typed.S{At: x.Span()}
	dst, known := unconst(base.Type()).(*types.Array)
	elem := pointerOf(fn, base.Type()).Elem
	lo, hi, ok := int64(0), int64(-1), known || sl.Hi != nil
	if known {
		hi = dst.Len
	}
	if sl.Lo != nil {
		n, c := fn.constInt(fn.scope, sl.Lo)
		lo, ok = n, ok && c && (known || n >= 0)
	}
	if sl.Hi != nil {
		n, c := fn.constInt(fn.scope, sl.Hi)
		hi, ok = n, ok && c && (known || n >= 0)
	}
	if known && lo < 0 {
		lo += dst.Len
	}
	if known && hi < 0 {
		hi += dst.Len
	}
	var out []typed.Stmt
	src, ok2 := unconst(v.Type()).(*types.Array)
	if !ok2 && ok && fn.displays[v] != nil {
		n := int64(len(fn.displays[v].elts))
		if n != hi-lo {
			fn.exprError(codeAssign, v.Pos(), "Assignment to slice of wrong length, expected %d, got %d", hi-lo, n)
			return nil
		}
		src = fn.array(unconst(elem), n)
		var val typed.Expr
		if val, ok2 = fn.tryCoerce(v, src); ok2 {
			t := fn.temp(src, x.Span())
			ref := &typed.VarExpr{E: typed.E{T: src, At: x.Span()}, Var: t}
			out = append(out, &typed.Assign{S: at, Place: ref, Value: val})
			v = ref
		}
	}
	if !ok || !ok2 || sl.Step != nil {
		fn.unsupported(source.At(x.Lbrack), "this slice assignment to a C array")
		return nil
	}
	if hi-lo != src.Len {
		fn.exprError(codeAssign, v.Pos(), "Assignment to slice of wrong length, expected %d, got %d", hi-lo, src.Len)
		return nil
	}
	for i := int64(0); i < src.Len; i++ {
		idx := func(n int64) typed.Expr { return &typed.IntLit{E: typed.E{T: types.Long, At: x.Span()}, V: n} }
		from := &typed.Index{E: typed.E{T: src.Elem, At: x.Span()}, X: v, I: idx(i)}
		to := &typed.Index{E: typed.E{T: elem, At: x.Span()}, X: base, I: idx(lo + i)}
		out = append(out, &typed.Assign{S: at, Place: to, Value: fn.coerce(from, elem)})
	}
	return out
}

// augAssign is `target op= value`.
func (fn *funcCtx) augAssign(s *syntax.AugAssign) []typed.Stmt {
	at := typed.S{At: s.Span()}
	e := typed.E{At: s.Span(), Err: source.Span{Start: s.OpPos, End: s.OpPos + 1}}
	target := unparen(s.Target)
	if sub, ok := target.(*syntax.Subscript); ok {
		base := rvalue(fn.expr(sub.X))
		if r := asRef(base.Type()); r != nil {
			return fn.augItem(s, sub, base, r)
		}
	}
	var place typed.Expr
	if n, ok := target.(*syntax.Name); ok {
		fn.neverAssigned(n)
		place = fn.placeName(n)
		if fn.dynNames() {
			place = &typed.DynName{E: loc(types.PyObject, n), Name: n.Name}
		}
	} else {
		place = fn.expr(target)
	}
	v := rvalue(fn.expr(s.Value))
	if isInvalid(place.Type()) {
		return nil
	}
	pt := unconstTop(place.Type())
	if r := asRef(pt); r != nil {
		for _, name := range inplaceMethods[s.Op] {
			if ds := fn.visibleMethods(place, name); len(ds) > 0 {
				fn.discarded(ds, e.Err)
				call := fn.callMethodTyped(rvalue(place), ds, []typed.Expr{v}, e, s.Op+"=")
				return []typed.Stmt{&typed.ExprStmt{S: at, X: call}}
			}
		}
		fn.exprError(codeOperands, e.Err, "Invalid operand types for '%s=' (%s; %s)", s.Op, displayType(pt), displayType(v.Type()))
		return nil
	}
	if p := asCpp(pt); p != nil {
		if ds := fn.cppMethods(p, "operator"+s.Op+"="); len(ds) > 0 {
			return []typed.Stmt{&typed.ExprStmt{S: at, X: fn.callCppTyped(place, p, ds, []typed.Expr{v}, e)}}
		}
	}
	if f, ok := place.(*typed.Field); ok {
		fn.checkFieldStore(f)
	}
	old := fn.temp(pt, s.Span())
	oldRef := &typed.VarExpr{E: typed.E{T: pt, At: s.Target.Span(), Err: errSpan(s.Target)}, Var: old}
	var value typed.Expr
	if isObject(pt) || isObject(v.Type()) && !isNumber(pt) {
		value = &typed.PyBinary{E: typed.E{T: types.PyObject, At: e.At, Err: e.Err}, Op: s.Op, X: fn.toPy(oldRef), Y: fn.toPy(v), InPlace: true}
	} else {
		value = fn.binary(s.Op, oldRef, v, e)
	}
	if isInvalid(value.Type()) {
		return nil
	}
	if isNumber(pt) && isFloat(value.Type()) && isInteger(pt) {
		if s.Op == "/" || isFloat(v.Type()) {
			fn.exprError(codeAssign, v.Pos(), "Cannot assign type '%s' to '%s'", value.Type(), pt)
			return nil
		}
		value = fn.castTo(value, pt, e)
	}
	return []typed.Stmt{&typed.AugAssign{S: at, Place: place, Old: old, Value: fn.store(place, value)}}
}

// discarded warns of an in-place operator whose method gives something other than its receiver: the variable is not rebound to it (spec 7).
func (fn *funcCtx) discarded(ds []*funcDecl, at source.Span) {
	if len(ds) != 1 || ds[0].syn == nil || len(ds[0].syn.Body) == 0 {
		return
	}
	self := "self"
	if ft, _ := functionStep(ds[0].syn.Decl); ft != nil && ft.Params != nil && len(ft.Params.List) > 0 {
		self = ft.Params.List[0].Name.Name
	}
	var other syntax.Stmt
	var scan func(ss []syntax.Stmt)
	scan = func(ss []syntax.Stmt) {
		for _, s := range ss {
			if r, ok := s.(*syntax.Return); ok && other == nil && r.X != nil {
				switch x := unparen(r.X).(type) {
				case *syntax.Constant:
				case *syntax.Name:
					if x.Name != self {
						other = r
					}
				default:
					other = r
				}
			}
			nested(s, scan)
		}
	}
	if scan(ds[0].syn.Body); other != nil {
		fn.warnf(diag.Expression, codeOperands, at, "In-place operator result is discarded").
			Note(other.Span(), "the variable is not rebound to what '%s' returns", ds[0].name).
			Hint("change `%s` and return it, or write `a = a op b`", self)
	}
}

// augItem is a[i] op= v of a class: __getitem__, the element's operator, __setitem__; i is evaluated once.
func (fn *funcCtx) augItem(s *syntax.AugAssign, sub *syntax.Subscript, base typed.Expr, r *types.Ref) []typed.Stmt {
	at := typed.S{At: s.Span()}
	var out []typed.Stmt
	hold := func(x typed.Expr) typed.Expr {
		if isConstant(x) {
			return x
		}
		if isText(x.Type()) {
			return x
		}
		t := fn.temp(unconstTop(x.Type()), s.Span())
		out = append(out, &typed.Assign{S: at, Place: &typed.VarExpr{E: mk(t.Type, x), Var: t}, Value: x})
		return &typed.VarExpr{E: mk(t.Type, x), Var: t}
	}
	if _, ok := base.(*typed.VarExpr); !ok {
		if r.Qual == types.Unqualified {
			base = hold(base)
		}
	}
	idx := hold(rvalue(fn.expr(sub.Index)))
	lb := source.At(sub.Lbrack)
	gets := fn.visibleMethods(base, "__getitem__")
	sets := fn.visibleMethods(base, "__setitem__")
	if len(gets) == 0 || len(sets) == 0 {
		what := "getting"
		if len(gets) > 0 {
			what = "setting"
		}
		fn.exprError(codeSubscript, lb, "Cypclass %s does not support %s subscript item", r.Class.Name, what)
		return nil
	}
	old := rvalue(fn.callMethod(base, gets, []typed.Expr{idx}, sub.Span(), lb, "[]"))
	v := rvalue(fn.expr(s.Value))
	e := typed.E{At: s.Span(), Err: source.Span{Start: s.OpPos, End: s.OpPos + 1}}
	if er := asRef(old.Type()); er != nil {
		for _, name := range inplaceMethods[s.Op] {
			if ds := fn.visibleMethods(old, name); len(ds) > 0 {
				return append(out, &typed.ExprStmt{S: at, X: fn.callMethodTyped(old, ds, []typed.Expr{v}, e, s.Op+"=")})
			}
		}
		fn.exprError(codeOperands, e.Err, "Invalid operand types for '%s=' (%s; %s)", s.Op, displayType(old.Type()), displayType(v.Type()))
		return nil
	}
	old = hold(old)
	value := fn.binary(s.Op, old, v, e)
	if isInvalid(value.Type()) {
		return nil
	}
	if isInteger(old.Type()) && isFloat(value.Type()) && s.Op != "/" {
		value = fn.castTo(value, unconst(old.Type()), e)
	}
	return append(out, &typed.ExprStmt{S: at, X: fn.callMethod(base, sets, []typed.Expr{idx, value}, sub.Span(), lb, "[]")})
}
