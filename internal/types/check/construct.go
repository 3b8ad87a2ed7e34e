package check

import (
	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/syntax"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// construct is T(args).
func (fn *funcCtx) construct(t types.Type, list []syntax.Arg, at typed.E, lparen source.Span) typed.Expr {
	invalid := func() typed.Expr {
		at.T = types.Invalid
		return &typed.NullLit{E: at}
	}
	switch k := unconst(t).(type) {
	case *types.Ref:
		if k.Qual != types.Unqualified {
			fn.exprError(codeQualifier, lparen, "A qualified type cannot be constructed: `consume %s(…)` converts", k.Class.Name)
			return invalid()
		}
		return fn.constructClass(k.Class, list, at, lparen)
	case *types.Cpp:
		a, ok := fn.checkArgs(list, lparen)
		if !ok {
			return invalid()
		}
		return fn.constructCpp(k, a, at)
	case *types.Struct:
		if k.Union {
			break
		}
		return fn.constructStruct(k, list, at, lparen)
	case *types.Basic, *types.Enum:
		if len(list) == 1 && list[0].Name == nil && list[0].Stars == 0 {
			return fn.castTo(rvalue(fn.expr(list[0].Value)), t, at)
		}
	case *types.Object:
		if k.Builtin != "" {
			return nil
		}
	}
	fn.exprError(codeCall, lparen, "'%s' cannot be called", t)
	return invalid()
}

// constructStruct is Point(1, 2) or Point(x=1, y=2): fields in order or by name, the rest zero.
func (fn *funcCtx) constructStruct(st *types.Struct, list []syntax.Arg, at typed.E, lparen source.Span) typed.Expr {
	v := fn.temp(st, at.At)
	at.T = st
	ref := func() typed.Expr { return &typed.VarExpr{E: at, Var: v} }
	var out typed.Expr = ref()
	type set struct {
		f *types.Field
		x typed.Expr
	}
	var sets []set
	for i := range list {
		a := &list[i]
		var f *types.Field
		switch {
		case a.Stars > 0:
			fn.exprError(codeCall, a.Span(), "Non-trivial keyword arguments and starred arguments not allowed in cdef functions.")
			continue
		case a.Name != nil:
			f = st.Field(a.Name.Name)
			if f == nil {
				fn.exprError(codeAttribute, a.Name.Span(), "Object of type '%s' has no attribute '%s'", st, a.Name.Name)
				continue
			}
		case i < len(st.Fields):
			f = st.Fields[i]
		default:
			fn.exprError(codeCall, lparen, "Call with wrong number of arguments (expected at most %d, got %d)", len(st.Fields), len(list))
			at.T = types.Invalid
			return &typed.NullLit{E: at}
		}
		sets = append(sets, set{f, fn.coerce(fn.expr(a.Value), f.Type)})
	}
	for i := len(sets) - 1; i >= 0; i-- {
		place := &typed.Field{E: typed.E{T: sets[i].f.Type, At: at.At}, X: ref(), Field: sets[i].f, Name: sets[i].f.Name}
		out = &typed.Let{E: at, Init: &typed.AssignExpr{E: typed.E{T: sets[i].f.Type, At: at.At}, Place: place, Value: sets[i].x}, X: out}
	}
	return &typed.Let{E: at, Var: v, Init: &typed.NullLit{E: at}, X: out}
}

func (fn *funcCtx) constructCpp(k *types.Cpp, a args, at typed.E) typed.Expr {
	info := fn.cppInfo(k)
	at.T = k
	name := info.decl.name
	ds := info.methods[name]
	if len(a.pos) == 0 && len(a.kw) == 0 {
		return &typed.CppValue{E: at}
	}
	if len(ds) == 0 {
		fn.exprError(codeCall, a.at, "Call with wrong number of arguments (expected 0, got %d)", len(a.pos))
		at.T = types.Invalid
		return &typed.NullLit{E: at}
	}
	if len(a.pos) == 1 && len(a.kw) == 0 && isObject(a.pos[0].Type()) && fn.convertsToPython(k) {
		return fn.coerce(a.pos[0], k)
	}
	// Copy construction is a copy.
	if len(a.pos) == 1 {
		if from := asCpp(rvalue(a.pos[0]).Type()); from != nil && sameCpp(from, k) {
			x := rvalue(a.pos[0])
			return conv(typed.LoadRef, k, x)
		}
	}
	d := fn.choose(ds, a, same)
	if d == nil {
		at.T = types.Invalid
		return &typed.NullLit{E: at}
	}
	if !d.tried {
		d.tried = true
		if info.decl.binding != nil {
			d.bound = info.decl.binding.New(normalParams(d.sig))
		}
	}
	b := fn.bindMember(k, d, at.Pos())
	list := fn.finishArgs(d, a, same)
	if b == nil || list == nil && len(d.params) > 0 {
		at.T = types.Invalid
		return &typed.NullLit{E: at}
	}
	return &typed.CppValue{E: at, Bound: b, Args: list}
}

// constructClass is spec 5.1.
func (fn *funcCtx) constructClass(k *types.Class, list []syntax.Arg, at typed.E, lparen source.Span) typed.Expr {
	invalid := func() typed.Expr {
		at.T = types.Invalid
		return &typed.NullLit{E: at}
	}
	ci := fn.infoOf(k)
	fn.completeClass(ci)
	if ci.syn == nil {
		fn.exprError(codeAttribute, lparen, "Cannot construct incomplete type '%s'", k.Name).Note(ci.first.Keyword, "'%s' is only declared here", k.Name).
			Hint("declare its fields and methods, before it is used")
		return invalid()
	}
	if fn.isResult(k) {
		fn.exprError(codeCall, lparen, "Cannot construct '%s': calls on active objects give results", k.Name)
		return invalid()
	}
	if k.Go != "" {
		if e := fn.containerOf(k, list, at); e != nil {
			return e
		}
	}
	if k.Go != "" && fn.abstractRuntime(k) {
		fn.exprError(codeCall, lparen, "Cannot construct abstract cypclass '%s'", k.Name).Hint("derive a class from it and define its methods")
		return invalid()
	}
	a, ok := fn.checkArgs(list, lparen)
	if !ok {
		return invalid()
	}
	at.T = types.RefTo(k, types.Unqualified, false)
	if nw := fn.newOf(k); nw != nil {
		return fn.constructNew(k, nw, a, at)
	}
	d := fn.choose(fn.constructors(k), a, same)
	if d == nil {
		return invalid()
	}
	args := fn.finishArgs(d, a, same)
	if args == nil && len(d.params) > 0 {
		return invalid()
	}
	c := &typed.Construct{E: at, Class: k, InitArgs: args}
	if al := fn.allocOf(k); al != nil {
		c.Alloc = al.method
	}
	if !d.implicit {
		c.Init = d.method
	}
	return c
}

// abstractRuntime reports whether a runtime class is one of the interfaces that programs derive from.
func (c *checker) abstractRuntime(k *types.Class) bool {
	switch k {
	case c.acthon.result, c.acthon.sync, c.acthon.message, c.acthon.queue:
		return k != nil
	}
	return false
}

func (fn *funcCtx) constructNew(k *types.Class, nw *funcDecl, a args, at typed.E) typed.Expr {
	invalid := func() typed.Expr {
		at.T = types.Invalid
		return &typed.NullLit{E: at}
	}
	if why := arity(nw, a); why != "" {
		fn.exprError(codeCall, a.at, "%s", why).Note(nw.nameSpan, "declared here")
		return invalid()
	}
	c := &typed.Construct{E: at, Class: k, New: nw.method}
	if al := fn.allocOf(k); al != nil {
		c.Alloc = al.method
	}
	result := nw.sig.Result
	r := asRef(result)
	plain := r != nil && r.Qual == types.Unqualified && r.Class == nw.method.Class
	if !plain {
		c.T = asTemp(result)
	} else {
		c.T = types.RefTo(k, types.Unqualified, false)
	}
	// Arguments that both __new__ and __init__ take are evaluated once.
	var init *funcDecl
	var initArgs args
	if plain {
		var given args
		given.at = a.at
		given.pos = a.pos
		given.kw = a.kw
		init = fn.initForNew(k, nw, len(a.pos)+len(a.kw))
		if inits := fn.methodsNamed(k, "__init__"); init == nil && len(inits) > 0 {
			fn.warnf(diag.Expression, codeCall, a.at, "No __init__ of '%s' accepts the parameters of its __new__: none is run", k.Name).
				Note(nw.nameSpan, "__new__ is here").Note(inits[0].nameSpan, "an __init__ is here")
		}
		initArgs = given
	}
	var lets []*typed.Let
	if init != nil {
		once := func(x typed.Expr) typed.Expr {
			if isConstant(x) || isText(x.Type()) {
				return x
			}
			x = rvalue(x)
			v := fn.temp(unconstTop(x.Type()), x.Span())
			lets = append(lets, &typed.Let{E: at, Var: v, Init: x})
			return &typed.VarExpr{E: mk(v.Type, x), Var: v}
		}
		for i, x := range a.pos {
			a.pos[i] = once(x)
		}
		initArgs.pos = append([]typed.Expr(nil), a.pos...)
		initArgs.kw = nil
		for i := range a.kw {
			a.kw[i].x = once(a.kw[i].x)
			// __init__ takes by position what __new__ takes, whatever it calls it.
			for k, p := range nw.params {
				if p.name == a.kw[i].name.Name && k < len(init.params) {
					w := a.kw[i]
					w.name.Name = init.params[k].name
					initArgs.kw = append(initArgs.kw, w)
				}
			}
		}
	}
	c.NewArgs = fn.finishArgs(nw, a, same)
	if c.NewArgs == nil && len(nw.params) > 0 {
		return invalid()
	}
	if init != nil && !init.implicit {
		c.Init = init.method
		if n := len(init.params); len(initArgs.pos) > n {
			initArgs.pos = initArgs.pos[:n]
		}
		c.InitArgs = fn.finishArgs(init, initArgs, same)
	}
	var out typed.Expr = c
	for i := len(lets) - 1; i >= 0; i-- {
		l := lets[i]
		l.E.T = out.Type()
		l.X = out
		out = l
	}
	return out
}

// initForNew picks the __init__ that matches the parameter types of __new__ (spec 5.1 step 5); nil where none accepts them.
func (fn *funcCtx) initForNew(k *types.Class, nw *funcDecl, given int) *funcDecl {
	inits := fn.methodsNamed(k, "__init__")
	if len(inits) == 0 {
		return nil
	}
	var list []typed.Expr
	for i, p := range nw.params {
		if i >= given && p.def != nil {
			break
		}
		list = append(list, &typed.VarExpr{E: typed.E{T: p.t, At: p.span}, Var: &typed.Var{Name: p.name, Type: p.t}})
	}
	var out *funcDecl
	fn.quietly(func() { out = fn.choose(inits, args{pos: list, at: nw.span}, same) })
	if out == nil {
		return nil
	}
	ok := fn.quietly(func() { fn.finishArgs(out, args{pos: list, at: nw.span}, same) })
	if !ok {
		return nil
	}
	return out
}

// newExpr is `new T()`.
func (fn *funcCtx) newExpr(x *syntax.New) typed.Expr {
	t := fn.typeOf(fn.scope, x.Type)
	switch k := unconst(t).(type) {
	case *types.Ref:
		if len(x.Args) > 0 {
			fn.exprError(codeCall, source.At(x.Lparen), "Cypclasses must be constructed without arguments when using new").
				Hint("write `%s(…)` to run its `__init__`", k.Class.Name)
		}
		fn.completeClass(fn.infoOf(k.Class))
		return &typed.NewObject{E: typed.E{T: types.RefTo(k.Class, types.IsoTemp, false), At: x.Span(), Err: source.At(x.Lparen)}, Class: k.Class}
	case *types.Cpp:
		at := typed.E{T: k, At: x.Span(), Err: source.At(x.Lparen)}
		a, ok := fn.checkArgs(x.Args, at.Err)
		if !ok {
			return fn.invalid(x)
		}
		v := rvalue(fn.constructCpp(k, a, at))
		if isInvalid(v.Type()) {
			return fn.invalid(x)
		}
		at.T = fn.pointer(k)
		return &typed.Call{E: at, Bound: &typed.Binding{Go: "rt.Made", Owns: true, Name: "new"}, Args: []typed.Expr{v}}
	}
	if !isInvalid(t) {
		fn.exprError(codeCall, x.Span(), "new operator can only be applied to a C++ class")
	}
	return fn.invalid(x)
}

// consume is spec 4.1.
func (fn *funcCtx) consume(x *syntax.Consume) typed.Expr {
	v := rvalue(fn.expr(x.X))
	at := loc(nil, x)
	r := asRef(v.Type())
	if r == nil {
		if !isInvalid(v.Type()) {
			fn.exprError(codeConsume, at.Pos(), "Can only consume cypclass (not '%s')", displayType(v.Type())).
				Hint("other values are copied: leave `consume` out")
		}
		return fn.invalid(x)
	}
	if ve, ok := v.(*typed.VarExpr); ok && r.Qual != types.Iso && r.Qual != types.IsoTemp {
		ve.Var.Observed = true
	}
	if f, ok := v.(*typed.Field); ok {
		if base := asRef(f.X.Type()); base != nil && base.Const && !f.Field.Mutable {
			fn.exprError(codeConst, f.Pos(), "Assignment to const attribute '%s'", f.Name)
		}
	}
	if _, ok := unparen(x.X).(*syntax.Subscript); ok {
		if _, isIndex := v.(*typed.Index); !isIndex {
			fn.warnf(5, codeConsume, at.Pos(), "consume of a container element is never isolated").Hint("the container keeps its own reference: remove the element first")
		}
	}
	at.T = types.RefTo(r.Class, types.IsoTemp, false)
	return &typed.Consume{E: at, X: v}
}

// cast is `<T> e` and `<T?> e` (spec 2.4, 6.5).
func (fn *funcCtx) cast(x *syntax.Cast) typed.Expr {
	t := fn.typeOf(fn.scope, x.Type)
	v := rvalue(fn.expr(x.X))
	if x.Checked && extOf(t) != nil && isObject(v.Type()) {
		return &typed.Coerce{E: loc(t, x), Kind: typed.CheckPy, X: v}
	}
	return fn.castTo(v, t, loc(nil, x))
}

func (fn *funcCtx) castTo(v typed.Expr, t types.Type, at typed.E) typed.Expr {
	at.T = t
	from := unconst(v.Type())
	dst := unconst(t)
	bad := func() typed.Expr {
		fn.exprError(codeCast, at.Pos(), "Cannot cast '%s' to '%s'", displayType(v.Type()), t)
		if asRef(t) != nil {
			// The statement around it may have more to say about the type that was asked for (spec 2.4).
			return &typed.Coerce{E: at, Kind: typed.Upcast, X: v}
		}
		at.T = types.Invalid
		return &typed.NullLit{E: at}
	}
	to := func(kind typed.CoerceKind) typed.Expr { return &typed.Coerce{E: at, Kind: kind, X: v} }
	if isInvalid(from) || isInvalid(dst) {
		at.T = t
		if isInvalid(dst) {
			at.T = types.Invalid
		}
		return &typed.NullLit{E: at}
	}
	if a, ok := from.(*types.Ref); ok {
		b := asRef(dst)
		m := fn.conversionMethod(v, a, dst)
		if m != nil && a.Const && !m.method.SelfConst {
			fn.exprError(codeConst, at.Pos(), "Cannot call non-const method on const object").Note(m.nameSpan, "'%s' does not have `const self`", m.name)
			at.T = types.Invalid
			return &typed.NullLit{E: at}
		}
		if b == nil {
			if isVoidPointer(dst) && m == nil {
				return to(typed.ClassToVoid)
			}
			if m != nil {
				call := rvalue(fn.callMethod(v, []*funcDecl{m}, nil, at.At, at.Pos(), "<>"))
				return fn.coerce(call, t)
			}
			if isBint(dst) {
				return fn.truth(v)
			}
			if isObject(dst) {
				if y, ok := fn.tryCoerce(v, t); ok {
					if k, ok := y.(*typed.Coerce); ok {
						k.At, k.Err = at.At, at.Err
					}
					return y
				}
			}
			return bad()
		}
		if m != nil && a.Class != b.Class {
			return fn.callMethod(v, []*funcDecl{m}, nil, at.At, at.Pos(), "<>")
		}
		return fn.castClass(v, a, b, at, bad)
	}
	switch d := dst.(type) {
	case *types.Ref:
		if isVoidPointer(from) {
			return to(typed.VoidToClass)
		}
		if isNull(from) {
			return to(typed.NullTo)
		}
		if isObject(from) {
			if _, ok := v.(*typed.NoneLit); ok {
				return to(typed.NullTo)
			}
			if y, ok := fn.tryCoerce(v, t); ok {
				return y
			}
		}
		return bad()
	case *types.Object:
		if isVoidPointer(from) {
			fn.unsupported(at.Pos(), "casts of pointers to Python objects")
			at.T = types.Invalid
			return &typed.NullLit{E: at}
		}
		if _, ok := from.(*types.Array); ok && d.Builtin == "tuple" && !isText(from) {
			fn.unsupported(at.Pos(), "casts of C arrays to tuples").Hint("write tuple(…)")
			at.T = types.Invalid
			return &typed.NullLit{E: at}
		}
		if isObject(from) {
			if d.Builtin == "" && extOf(from) == nil {
				return v
			}
			at.T = t
			return &typed.Coerce{E: at, Kind: typed.Upcast, X: v}
		}
		if y, ok := fn.tryCoerce(v, types.PyObject); ok {
			if k, ok := y.(*typed.Coerce); ok {
				k.At, k.Err = at.At, at.Err
			}
			return y
		}
		return bad()
	case *types.Basic:
		switch d.Kind {
		case types.VoidKind:
			return v
		case types.BintKind:
			if isNumber(from) || isObject(from) || pointerOf(fn, from) != nil {
				return fn.truth(v)
			}
		default:
			if isNumber(from) {
				if y, ok := v.(*typed.IntLit); ok && y.Big == "" && d.Kind == types.IntKind && fitsInt(y.V, d) {
					return &typed.IntLit{E: at, V: y.V}
				}
				return to(typed.ToCNumber)
			}
			if isObject(from) {
				return to(typed.FromPy)
			}
			if isText(from) {
				if y, ok := fn.tryCoerce(v, t); ok {
					return y
				}
				return fn.coerce(fn.toPy(v), t)
			}
			if pointerOf(fn, from) != nil && d.Kind == types.IntKind {
				return to(typed.ToPointer)
			}
		}
		if p := asCpp(from); p != nil {
			if p.Key == "std::atomic" {
				if l := fn.atomicValue(v, p); l != nil {
					return fn.castTo(rvalue(l), t, at)
				}
			}
			if y, ok := fn.tryCoerce(v, types.PyObject); ok {
				return fn.coerce(y, t)
			}
		}
		return bad()
	case *types.Enum:
		if isNumber(from) {
			return to(typed.ToCNumber)
		}
		if isObject(from) {
			return to(typed.FromPy)
		}
		return bad()
	case *types.Pointer:
		switch {
		case isText(from):
			y, ok := fn.tryCoerce(v, t)
			if ok {
				return y
			}
			y, _ = fn.tryCoerce(v, fn.pointer(types.Char))
			return &typed.Coerce{E: at, Kind: typed.ToPointer, X: y}
		case isNull(from):
			return to(typed.NullTo)
		case pointerOf(fn, from) != nil, isInteger(from):
			return to(typed.ToPointer)
		case isObject(from):
			if y, ok := fn.tryCoerce(v, t); ok {
				return y
			}
			if isVoid(d.Elem) {
				fn.unsupported(at.Pos(), "casts of Python objects to pointers")
				at.T = types.Invalid
				return &typed.NullLit{E: at}
			}
		}
		if _, ok := from.(*types.Func); ok {
			return to(typed.ToPointer)
		}
		if y, ok := fn.tryCoerce(v, t); ok {
			return y
		}
		return bad()
	}
	if y, ok := fn.tryCoerce(v, t); ok {
		return y
	}
	return bad()
}

// castClass casts between references.
func (fn *funcCtx) castClass(v typed.Expr, a, b *types.Ref, at typed.E, bad func() typed.Expr) typed.Expr {
	fn.completeClass(fn.infoOf(a.Class))
	fn.completeClass(fn.infoOf(b.Class))
	to := func(kind typed.CoerceKind) typed.Expr { return &typed.Coerce{E: at, Kind: kind, X: v} }
	if a.Qual != types.Unqualified || b.Qual != types.Unqualified {
		// The one laundering cast that programs need (spec 2.4): an instance of a generic class to its plain type.
		if a.Class == b.Class && a.Class.Generic != nil && b.Qual == types.Unqualified {
			return to(typed.Upcast)
		}
		if a.Class == b.Class && a.Qual == b.Qual {
			return to(typed.Upcast)
		}
		if qualAssignable(a, b) {
			switch {
			case a.Class.Derives(b.Class):
				return to(typed.Upcast)
			case b.Class.Derives(a.Class):
				return to(typed.Downcast)
			}
		}
		return bad()
	}
	switch {
	case a.Class.Derives(b.Class):
		return to(typed.Upcast)
	default:
		return to(typed.Downcast)
	}
}

// conversionMethod finds `__T__` of a class for a target type (spec 1.5).
func (fn *funcCtx) conversionMethod(v typed.Expr, r *types.Ref, dst types.Type) *funcDecl {
	for i := len(r.Class.MRO) - 1; i >= 0; i-- {
		ki := fn.infoOf(r.Class.MRO[i])
		for _, d := range ki.order {
			n := d.name
			if len(n) < 5 || n[:2] != "__" || n[len(n)-2:] != "__" || len(d.params) != 0 || isOperatorName(n) {
				continue
			}
			word := n[2 : len(n)-2]
			var t types.Type
			if word == "voidstar" && ki.mod.res.Std {
				t = fn.pointer(types.Void) // spec 11.5: `<void*> result`
			} else if y := ki.scope.lookup(word); y != nil {
				y.done()
				switch y.kind {
				case symType:
					t = y.t
				case symClass:
					t = types.RefTo(y.class.cls, types.Unqualified, false)
				case symCpp:
					if len(y.cpp.params) == 0 && y.cpp.binding != nil {
						t = fn.cppOf(y.cpp, nil, nil)
					}
				case symBuiltin:
					t = basicType(word)
				}
			}
			if t == nil {
				t = basicType(underscoresToSpaces(word))
			}
			if t == nil {
				continue
			}
			if sameType(t, dst) {
				out := fn.methodsNamed(r.Class, n)
				if len(out) > 0 && fn.receiverOK(r, out[0].method) {
					return out[0]
				}
			}
		}
	}
	return nil
}

func underscoresToSpaces(s string) string {
	b := []byte(s)
	for i := range b {
		if b[i] == '_' && s != "size_t" && s != "ssize_t" && s != "ptrdiff_t" {
			b[i] = ' '
		}
	}
	return string(b)
}

// directNew is `T.__new__(T.__alloc__, args)`: builds without __init__ (spec 5.4).
func (fn *funcCtx) directNew(k *types.Class, nw *funcDecl, x *syntax.Call) typed.Expr {
	lparen := source.At(x.Lparen)
	if len(x.Args) == 0 {
		fn.exprError(codeCall, lparen, "Call with wrong number of arguments (expected %d, got 0)", len(nw.params)+1)
		return fn.invalid(x)
	}
	at, ok := unparen(x.Args[0].Value).(*syntax.Attribute)
	if !ok || at.Name.Name != "__alloc__" {
		fn.exprError(codeCall, x.Args[0].Span(), "Cypclass __new__ must take an allocation function as first argument").
			Hint("write `%s.__new__(%s.__alloc__, …)`", k.Name, k.Name)
		return fn.invalid(x)
	}
	a, ok := fn.checkArgs(x.Args[1:], lparen)
	if !ok {
		return fn.invalid(x)
	}
	if why := arity(nw, a); why != "" {
		fn.exprError(codeCall, lparen, "%s", why).Note(nw.nameSpan, "declared here")
		return fn.invalid(x)
	}
	c := &typed.Construct{E: loc(asTemp(nw.sig.Result), x), Class: k, New: nw.method, NewArgs: fn.finishArgs(nw, a, same)}
	if al := fn.allocOf(k); al != nil {
		c.Alloc = al.method
	}
	return c
}
