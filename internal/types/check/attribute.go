package check

import (
	"strconv"

	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/syntax"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

func (fn *funcCtx) attribute(x *syntax.Attribute) typed.Expr {
	if e := fn.qualifiedName(x); e != nil {
		return e
	}
	return fn.attributeOf(fn.expr(x.X), x)
}

// qualifiedName is a name reached through a module, class or enum: m.f, Outer.E.NAME, E.NAME, T.static. Nil where it isn't one.
func (fn *funcCtx) qualifiedName(x *syntax.Attribute) typed.Expr {
	first := fn.moduleSymbol(x.X)
	if first != nil {
		switch first.kind {
		case symModule:
			if y := first.target.scope.lookupIn(x.Name.Name); y != nil {
				y.done()
				switch y.kind {
				case symVar, symFunc, symEnumItem, symConst:
					if y.kind == symVar && y.v.PyName {
						break
					}
					return fn.symbolExpr(y, x, x.Name.Name)
				case symClass:
					if fn.wrapped(y.class.cls) {
						return fn.symbolExpr(y, x, x.Name.Name)
					}
				}
			}
			if first.target.name == "cython" {
				return fn.cythonAttr(x)
			}
		case symPyModule:
			if first.name == "cython" {
				return fn.cythonAttr(x)
			}
		}
	}
	t := fn.asType(fn.scope, x.X)
	if t == nil || isInvalid(t) {
		return nil
	}
	switch k := unconst(t).(type) {
	case *types.Enum:
		for _, it := range k.Items {
			if it.Name == x.Name.Name {
				return &typed.EnumExpr{E: loc(k, x), Item: it}
			}
		}
	case *types.Ref:
		ci := fn.infoOf(k.Class)
		fn.completeClass(ci)
		if y := ci.member(x.Name.Name); y != nil && y.kind == symEnumItem {
			fn.exprError(codeAttribute, source.At(x.Dot), "Object of type '%s' has no attribute '%s'", k.Class.Name, x.Name.Name)
			return fn.invalid(x)
		}
		for _, d := range fn.methodsNamed(k.Class, x.Name.Name) {
			if d.method.Static {
				return fn.staticValue(d, x)
			}
			fn.exprError(codeCall, source.At(x.Dot), "Method '%s.%s' needs a receiver: call it, or make it a static method to use it as a value", k.Class.Name, d.name)
			return fn.invalid(x)
		}
		if fn.wrapped(k.Class) {
			return &typed.PyAttr{E: loc(types.PyObject, x), X: &typed.ClassObject{E: loc(types.PyObject, x.X), Class: k.Class}, Name: x.Name.Name}
		}
		fn.exprError(codeAttribute, source.At(x.Dot), "Object of type '%s' has no attribute '%s'", k.Class.Name, x.Name.Name)
		return fn.invalid(x)
	case *types.Cpp:
		if y := k.Decl.(*cppInfo).scope.names[x.Name.Name]; y != nil && y.kind == symEnumItem {
			return fn.symbolExpr(y, x, x.Name.Name)
		}
	}
	return nil
}

// staticValue is a static method used as a function pointer.
func (fn *funcCtx) staticValue(d *funcDecl, x syntax.Expr) typed.Expr {
	if d.method.Go != "" {
		return &typed.FuncExpr{E: loc(d.sig, x), Bound: fn.methodBinding(d.method)}
	}
	if f, ok := d.method.Body.(*typed.Func); ok {
		return &typed.FuncExpr{E: loc(d.sig, x), Func: f}
	}
	fn.exprError(codeMethod, x.Span(), "Method '%s' declared but not defined", d.name)
	return fn.invalid(x)
}

// methodBinding describes a method of a runtime class as a function.
func (c *checker) methodBinding(m *types.Method) *typed.Binding {
	return &typed.Binding{Go: m.Go, Cx: true, Raises: m.Sig.Except.Raises(), Fresh: true, Owns: true, Name: m.Name}
}

func (fn *funcCtx) cythonAttr(x *syntax.Attribute) typed.Expr {
	switch x.Name.Name {
	case "compiled":
		return &typed.BoolLit{E: loc(types.Bint, x), V: true}
	}
	fn.unsupported(x.Name.Span(), "cython."+x.Name.Name)
	return fn.invalid(x)
}

// attributeOf selects a member of a value.
func (fn *funcCtx) attributeOf(v typed.Expr, x *syntax.Attribute) typed.Expr {
	v = rvalue(v)
	name := x.Name.Name
	switch t := unconst(v.Type()).(type) {
	case *types.Ref:
		ci := fn.infoOf(t.Class)
		if ci.syn == nil {
			fn.exprError(codeAttribute, source.At(x.Dot), "Cannot select attribute of incomplete type '%s'", t.Class.Name)
			return fn.invalid(x)
		}
		if t.Qual == types.Active {
			fn.noAttribute(v.Type(), x, nil)
			return fn.invalid(x)
		}
		if f := fn.field(t.Class, name); f != nil {
			return fn.fieldOf(v, f, x)
		}
		if ds := fn.methodsNamed(t.Class, name); len(ds) > 0 && ds[0].method.Static {
			return fn.staticValue(ds[0], x)
		}
		if t.Qual == types.Unqualified && fn.wrapped(t.Class) && len(fn.methodsNamed(t.Class, name)) > 0 && !fn.nogil {
			return &typed.PyAttr{E: loc(types.PyObject, x), X: fn.toPy(v), Name: name}
		}
		fn.noAttribute(v.Type(), x, fn.methodsNamed(t.Class, name))
		return fn.invalid(x)
	case *types.Struct:
		if f := fn.structField(t, name); f != nil {
			return &typed.Field{E: loc(f.Type, x), X: v, Field: f, Name: name}
		}
		fn.noAttribute(v.Type(), x, nil)
		return fn.invalid(x)
	case *types.Pointer:
		switch e := unconst(t.Elem).(type) {
		case *types.Struct:
			if f := fn.structField(e, name); f != nil {
				return &typed.Field{E: loc(f.Type, x), X: v, Field: f, Name: name}
			}
		case *types.Cpp:
			if f := fn.cppField(e, name); f != nil {
				return &typed.Field{E: loc(f.Type, x), X: v, Field: f, Name: name}
			}
		}
		if isCharPointer(t) {
			break
		}
		fn.noAttribute(v.Type(), x, nil)
		return fn.invalid(x)
	case *types.Cpp:
		if f := fn.cppField(t, name); f != nil {
			return fn.fieldOf(v, f, x)
		}
		if !fn.convertsToPython(t) {
			fn.noAttribute(v.Type(), x, nil)
			return fn.invalid(x)
		}
	case *types.Basic:
		if t.Kind == types.ErrorKind {
			return fn.invalid(x)
		}
		if t.Kind == types.VoidKind || t.Kind == types.NullKind {
			fn.noAttribute(v.Type(), x, nil)
			return fn.invalid(x)
		}
	case *types.Func:
		fn.noAttribute(v.Type(), x, nil)
		return fn.invalid(x)
	}
	if info := extOf(v.Type()); info != nil {
		if f := fn.extFieldOf(v, info, x); f != nil {
			return f
		}
	}
	o, ok := fn.tryCoerce(v, types.PyObject)
	if !ok {
		fn.noAttribute(v.Type(), x, nil)
		return fn.invalid(x)
	}
	return &typed.PyAttr{E: loc(types.PyObject, x), X: o, Name: name}
}

func (fn *funcCtx) structField(st *types.Struct, name string) *types.Field {
	return st.Field(name)
}

// fieldOf is a field with its type adapted to the receiver.
func (fn *funcCtx) fieldOf(v typed.Expr, f *types.Field, x *syntax.Attribute) typed.Expr {
	t := f.Type
	if r := asRef(v.Type()); r != nil {
		t = viewOf(r)(t)
	}
	return &typed.Field{E: loc(t, x), X: v, Field: f, Name: f.Name}
}

// ---- Subscripts ------------------------------------------------------------

func (fn *funcCtx) subscript(x *syntax.Subscript) typed.Expr {
	if t := fn.asType(fn.scope, x); t != nil {
		if !isInvalid(t) {
			fn.exprError(codeNotAType, x.Span(), "'%s' is a type, not a value", t)
		}
		return fn.invalid(x)
	}
	if d := fn.indexedFunc(x); d != nil && d.fn != nil {
		return &typed.FuncExpr{E: loc(d.sig, x), Func: d.fn}
	}
	return fn.subscriptOf(fn.expr(x.X), x)
}

func (fn *funcCtx) subscriptOf(v typed.Expr, x *syntax.Subscript) typed.Expr {
	lb := source.At(x.Lbrack)
	if _, ok := v.Type().(*types.Reference); !ok {
		v = rvalue(v)
	}
	t := unconst(v.Type())
	sl, isSlice := x.Index.(*syntax.Slice)
	switch k := t.(type) {
	case *types.Ref:
		if isSlice {
			return rvalue(fn.sliceMethod(v, k, "__getslice__", sl, x))
		}
		return fn.itemMethod(v, k, "__getitem__", "getting", x, nil)
	case *types.Cpp:
		if isSlice {
			break
		}
		if ds := fn.cppMethods(k, "operator[]"); len(ds) > 0 {
			return fn.callCpp(v, k, ds, []typed.Expr{fn.expr(x.Index)}, x.Span(), lb)
		}
	case *types.Pointer, *types.Array:
		if isSlice {
			if p := pointerOf(fn, t); isCharPointer(p) {
				return fn.charSlice(v, p, sl, x)
			}
			if p := pointerOf(fn, t); asRef(p.Elem) != nil {
				fn.exprError(codeSubscript, lb, "Slicing is not currently supported for '%s'.", displayType(p))
				return fn.invalid(x)
			}
			return fn.arraySlice(t, sl, x)
		}
		i := rvalue(fn.expr(x.Index))
		elem := pointerOf(fn, t).Elem
		if cp := asCpp(elem); cp != nil && asPointer(t) != nil {
			if l, ok := i.(*typed.IntLit); ok && l.V == 0 {
				return &typed.Deref{E: loc(elem, x), X: v}
			}
		}
		if isObject(i.Type()) {
			i = fn.coerce(i, types.SSizeT)
		}
		if !isInteger(i.Type()) {
			if !isInvalid(i.Type()) {
				fn.exprError(codeSubscript, i.Pos(), "Invalid index type '%s'", displayType(i.Type()))
			}
			return fn.invalid(x)
		}
		return &typed.Index{E: loc(elem, x), X: v, I: i}
	case *types.Struct:
		if k.Tuple && !isSlice {
			i, ok := fn.constInt(fn.scope, x.Index)
			n := int64(len(k.Fields))
			switch {
			case !ok:
			case i < -n || i >= n:
				fn.exprError(codeSubscript, x.Index.Span(), "Index %d out of bounds for '%s'", i, k)
				return fn.invalid(x)
			default:
				f := k.Fields[(i+n)%n]
				return &typed.Field{E: loc(f.Type, x), X: v, Field: f, Name: f.Name}
			}
		}
	case *types.Basic:
		if k.Kind == types.ErrorKind {
			fn.quietly(func() { fn.expr(x.Index) })
			return fn.invalid(x)
		}
	}
	o, ok := fn.tryCoerce(v, types.PyObject)
	if !ok {
		fn.exprError(codeSubscript, lb, "Attempting to index non-array type '%s'", displayType(v.Type()))
		return fn.invalid(x)
	}
	if isSlice {
		return &typed.PySlice{E: loc(types.PyObject, x), X: o, Lo: fn.optPy(sl.Lo), Hi: fn.optPy(sl.Hi), Step: fn.optPy(sl.Step)}
	}
	return &typed.PyIndex{E: loc(types.PyObject, x), X: o, I: fn.pyExpr(x.Index)}
}

// charSlice is p[a:b] of a char pointer: bytes.
func (fn *funcCtx) charSlice(v typed.Expr, p *types.Pointer, sl *syntax.Slice, x *syntax.Subscript) typed.Expr {
	o := fn.toPy(v)
	return &typed.PySlice{E: loc(types.PyObject, x), X: o, Lo: fn.optPy(sl.Lo), Hi: fn.optPy(sl.Hi), Step: fn.optPy(sl.Step)}
}

// arraySlice is a[i:j] or p[i:j] of other elements: a list of what they are now.
func (fn *funcCtx) arraySlice(t types.Type, sl *syntax.Slice, x *syntax.Subscript) typed.Expr {
	lb := source.At(x.Lbrack)
	place := syntax.Expr(x.X)
	for {
		switch k := unparen(place).(type) {
		case *syntax.Attribute:
			place = k.X
			continue
		case *syntax.Name:
		default:
			fn.unsupported(lb, "slices of C arrays that a call or subscript gives").Hint("name the array first")
			return fn.invalid(x)
		}
		break
	}
	number := func(n int64) syntax.Expr {
		e := &syntax.Number{Text: strconv.FormatInt(n, 10)}
		e.Src = lb
		return e
	}
	a, known := t.(*types.Array)
	bound := func(e syntax.Expr, missing int64) syntax.Expr {
		if e == nil {
			return number(missing)
		}
		if n, ok := fn.constInt(fn.scope, e); ok && n < 0 && known {
			return number(max(n+a.Len, 0))
		}
		return e
	}
	if sl.Hi == nil && !known {
		fn.exprError(codeSubscript, lb, "C array iteration requires known end index")
		return fn.invalid(x)
	}
	var end int64
	if known {
		end = a.Len
	}
	name := func(s string) *syntax.Name {
		n := &syntax.Name{Name: s}
		n.Src = lb
		return n
	}
	args := []syntax.Arg{{Loc: syntax.Loc{Src: lb}, Value: bound(sl.Lo, 0)}, {Loc: syntax.Loc{Src: lb}, Value: bound(sl.Hi, end)}}
	if sl.Step != nil {
		args = append(args, syntax.Arg{Loc: syntax.Loc{Src: lb}, Value: sl.Step})
	}
	over := &syntax.Call{Func: name("range"), Args: args}
	over.Src = x.Span()
	elt := &syntax.Subscript{X: x.X, Index: name("(i)"), Lbrack: x.Lbrack}
	elt.Src = x.Span()
	list := &syntax.Comp{Kind: syntax.ListComp, Elt: elt, Clauses: []syntax.CompClause{{Loc: syntax.Loc{Src: x.Span()}, Target: name("(i)"), Iter: over}}}
	list.Src = x.Span()
	return fn.expr(list)
}

// itemMethod is a[i], a[i] = v or del a[i] of a class.
func (fn *funcCtx) itemMethod(v typed.Expr, k *types.Ref, name, what string, x *syntax.Subscript, value typed.Expr) typed.Expr {
	lb := source.At(x.Lbrack)
	all := fn.methodsNamed(k.Class, name)
	if len(all) == 0 {
		fn.exprError(codeSubscript, lb, "Cypclass %s does not support %s subscript item", k.Class.Name, what).
			Hint("give '%s' a method `%s`", k.Class.Name, name)
		return fn.invalid(x)
	}
	want := 1
	if name == "__setitem__" {
		want = 2
	}
	if len(all) == 1 && len(all[0].params) != want {
		switch name {
		case "__getitem__":
			fn.exprError(codeSubscript, lb, "%s.__getitem__ must take one argument", k.Class.Name)
		case "__setitem__":
			fn.exprError(codeSubscript, lb, "Cypclass method %s.__setitem__ must take two arguments", k.Class.Name)
		default:
			fn.exprError(codeSubscript, lb, "Cypclass method %s.__delitem__ must take one argument", k.Class.Name)
		}
		return fn.invalid(x)
	}
	ds := fn.visibleMethods(v, name)
	if len(ds) > 1 && name != "__getitem__" {
		fn.exprError(codeSubscript, lb, "Cypclass method %s.%s must have only one signature", k.Class.Name, name).
			Note(ds[1].nameSpan, "another one is here")
		return fn.invalid(x)
	}
	if len(ds) == 0 {
		if k.Const {
			fn.exprError(codeConst, lb, "Cannot call non-const method on const object")
		} else {
			fn.exprError(codeSubscript, lb, "Cypclass %s does not support %s subscript item", k.Class.Name, what)
		}
		return fn.invalid(x)
	}
	list := []typed.Expr{fn.expr(x.Index)}
	if value != nil {
		list = append(list, value)
	}
	return fn.callMethod(v, ds, list, x.Span(), lb, "[]")
}

// moduleSymbol finds the cimported module that an expression names: m, or a.b.m. Nil where it names none.
func (fn *funcCtx) moduleSymbol(x syntax.Expr) *symbol {
	switch x := unparen(x).(type) {
	case *syntax.Name:
		if y := fn.lookupName(x.Name); y != nil {
			y.done()
			if y.kind == symModule || y.kind == symPyModule {
				return y
			}
		}
	case *syntax.Attribute:
		if y := fn.moduleSymbol(x.X); y != nil && y.kind == symModule {
			if m := y.target.scope.lookupIn(x.Name.Name); m != nil && m.done().kind == symModule {
				return m
			}
		}
	}
	return nil
}
