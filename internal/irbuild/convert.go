package irbuild

import (
	"strconv"

	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// toPy is a C value as an object (spec 10.3).
func (x *fb) toPy(e typed.Expr) ir.Expr {
	if r, ok := plain(e.Type()).(*types.Reference); ok {
		return x.objectOf(x.pureOf(x.loadRef(e, plain(r.Elem))))
	}
	if s := literal(e); s != nil {
		if _, isLit := e.(*typed.StrLit); isLit {
			return &ir.Str{X: x.x(types.PyObject), V: s.V, Bytes: s.Bytes}
		}
	}
	if v := x.exactObject(e); v != nil {
		return v
	}
	return x.objectOf(x.expr(e))
}

func (x *fb) objectOf(v ir.Expr) ir.Expr {
	obj := types.PyObject
	switch t := plain(v.Type()).(type) {
	case *types.Object:
		return v
	case *types.Basic:
		switch t.Kind {
		case types.VoidKind:
			return none(x.at)
		case types.BintKind:
			return x.pure("py.Bool", obj, nil, v)
		case types.FloatKind:
			return x.pure("py.Float", obj, nil, x.conv(types.Double, v))
		case types.IntKind:
			switch {
			case t == types.UCS4:
				return x.pure("py.FromUCS4", obj, nil, v)
			case !t.Signed && t.Bits == 64:
				return x.pure("py.Uint", obj, nil, x.conv(types.ULong, v))
			}
			if n, ok := v.(*ir.Int); ok {
				return &ir.Int{X: x.x(obj), V: n.V, Big: n.Big}
			}
			return x.pure("py.Int", obj, nil, x.conv(types.Long, v))
		case types.NullKind:
			return none(x.at)
		}
	case *types.Enum:
		return x.pure("py.Int", obj, nil, x.conv(types.Long, v))
	case *types.Pointer:
		if isCharPointer(t) {
			return x.pure("py.FromCharPtr", obj, nil, x.conv(x.b.pointer(types.Char), v))
		}
	case *types.Struct:
		return x.structToPy(v, t)
	case *types.Array:
		return x.arrayToPy(v, t)
	case *types.Ref:
		return x.wrap(v)
	case *types.Cpp:
		switch t.Key {
		case "std::string":
			return x.pure("py.FromRtString", obj, nil, v)
		case "std::string_view":
			return x.pure("py.FromRtView", obj, nil, v)
		}
		return x.containerToPy(v, t)
	}
	x.b.bug(x.at, "no conversion of %s to an object", v.Type())
	return nil
}

// structToPy makes a dict of the fields; of a C tuple, a tuple.
func (x *fb) structToPy(v ir.Expr, t *types.Struct) ir.Expr {
	if !ir.IsPlace(v) {
		v = x.save(v)
	}
	if t.Tuple {
		vals := make([]ir.Expr, len(t.Fields))
		for i, f := range t.Fields {
			vals[i] = x.pureOf(x.objectOf(&ir.FieldRef{X: x.x(f.Type), Base: v, Field: f}))
		}
		return x.pure("py.NewTuple", types.PyObject, nil, vals...)
	}
	d := x.save(x.simple("py.NewDict", types.PyObject))
	for _, f := range t.Fields {
		val := x.pureOf(x.objectOf(&ir.FieldRef{X: x.x(f.Type), Base: v, Field: f}))
		x.do(x.raising("py.DictSet", types.Void, d, x.pyStr(f.Name), val))
	}
	return d
}

// arrayToPy makes a list of the elements.
func (x *fb) arrayToPy(v ir.Expr, t *types.Array) ir.Expr {
	l := x.save(x.simple("py.NewList", types.PyObject))
	i := x.temp(types.Long)
	r := &ir.Range{S: x.s(), Label: x.label(), Var: i, Lo: x.int(types.Long, 0), Hi: x.int(types.Long, t.Len), Step: 1}
	r.Body = x.list(func() {
		val := x.pureOf(x.objectOf(&ir.IndexRef{X: x.x(t.Elem), Base: v, Index: x.get(i)}))
		x.do(x.simple("py.ListAppend", types.Void, l, val))
	})
	x.emit(r)
	return l
}

// containerToPy copies a C++ container: sequences to list, sets to set, maps to dict, a pair to a tuple.
func (x *fb) containerToPy(v ir.Expr, t *types.Cpp) ir.Expr {
	obj := types.PyObject
	part := func(p ir.Expr, name string, pt types.Type) ir.Expr {
		f := &types.Field{Name: name, GoName: map[string]string{"first": "First", "second": "Second"}[name], Type: pt}
		return x.pureOf(x.objectOf(&ir.FieldRef{X: x.x(pt), Base: p, Field: f}))
	}
	if t.Key == "std::pair" {
		if !ir.IsPlace(v) {
			v = x.save(v)
		}
		return x.simple("py.NewTuple", obj, part(v, "first", t.Args[0]), part(v, "second", t.Args[1]))
	}
	if !ir.IsPlace(v) {
		l := x.variable("seq", t)
		x.set(l, v)
		v = x.get(l)
	}
	maker := "py.NewList"
	elem := types.Type(nil)
	switch t.Key {
	case "std::set", "std::unordered_set":
		maker = "py.NewSet"
	case "std::map", "std::unordered_map":
		maker = "py.NewDict"
		elem = &ir.GoType{Text: "rt.Pair", Args: t.Args[:2]}
	}
	if elem == nil {
		elem = plain(t.Args[0])
	}
	out := x.save(x.simple(maker, obj))
	it := x.variable("it", iterType(t))
	c := x.effect(".Iter", it.Type)
	c.Recv, c.Callee.Addr = v, true
	x.set(it, c)
	el, ok := x.temp(elem), x.temp(types.Bint)
	l := &ir.Loop{S: x.s(), Label: x.label()}
	l.Body = x.list(func() {
		n := &ir.Call{X: x.x(elem), Callee: ir.Callee{Kind: ir.Runtime, Go: ".Next", Cx: true, Addr: true}, Recv: x.get(it)}
		x.emit(&ir.Set{S: x.s(), Dst: el, Src: n, More: []*ir.Local{ok}})
		x.emit(&ir.If{S: x.s(), Cond: x.not(x.get(ok)), Then: []ir.Stmt{&ir.Break{S: x.s(), Label: l.Label}}})
		switch maker {
		case "py.NewDict":
			k := part(x.get(el), "first", t.Args[0])
			x.do(x.raising("py.DictSet", types.Void, out, k, part(x.get(el), "second", t.Args[1])))
		case "py.NewSet":
			x.do(x.raising("py.SetAdd", types.Void, out, x.pureOf(x.objectOf(x.get(el)))))
		default:
			x.do(x.simple("py.ListAppend", types.Void, out, x.pureOf(x.objectOf(x.get(el)))))
		}
	})
	x.emit(l)
	return out
}

// fromPy is an object as a C value, checked (spec 10.3).
func (x *fb) fromPy(v ir.Expr, t types.Type) ir.Expr {
	if u, ok := t.(*types.Reference); ok {
		t = plain(u.Elem)
	}
	switch k := t.(type) {
	case *types.Basic:
		switch k.Kind {
		case types.BintKind:
			return x.raising("py.AsBool", t, v)
		case types.FloatKind:
			return x.raising("py.AsFloat"+strconv.Itoa(k.Bits), t, v)
		case types.IntKind:
			return x.raising("py."+intFrom(k), t, v)
		}
	case *types.Enum:
		return x.raising("py.AsInt32", t, v)
	case *types.Pointer:
		if isCharPointer(k) {
			return x.raising("py.AsCharPtr", t, v)
		}
	case *types.Ref:
		return x.unwrap(v, t)
	case *types.Struct:
		return x.structFromPy(v, k)
	case *types.Object:
		return v
	case *types.Cpp:
		switch k.Key {
		case "std::string":
			return x.raising("py.AsRtString", t, v)
		case "std::string_view":
			return x.raising("py.AsRtView", t, v)
		}
		return x.containerFromPy(v, k)
	}
	x.b.bug(x.at, "no conversion of an object to %s", t)
	return nil
}

// intFrom names the conversion to an integer type: the error names the C type.
func intFrom(k *types.Basic) string {
	switch k {
	case types.SizeT:
		return "AsSize"
	case types.SSizeT:
		return "AsSSize"
	case types.UCS4:
		return "AsUCS4"
	}
	if k.Signed {
		return "AsInt" + strconv.Itoa(k.Bits)
	}
	return "AsUint" + strconv.Itoa(k.Bits)
}

func (x *fb) structFromPy(v ir.Expr, t *types.Struct) ir.Expr {
	if !constant(v) {
		v = x.save(v)
	}
	s := x.variable("s", t)
	x.set(s, x.null(t))
	if t.Tuple {
		n := int64(len(t.Fields))
		vs := x.save(x.raising("py.Unpack", goValues, v, x.int(&ir.GoType{Text: "int"}, n)))
		for i, f := range t.Fields {
			item := &ir.IndexRef{X: x.x(types.PyObject), Base: vs, Index: x.int(types.Long, int64(i))}
			x.emit(&ir.Store{S: x.s(), Place: &ir.FieldRef{X: x.x(f.Type), Base: x.get(s), Field: f}, Src: x.fromPy(item, plain(f.Type))})
		}
		return x.get(s)
	}
	for _, f := range t.Fields {
		item := x.save(x.raising("py.GetItem", types.PyObject, v, x.pyStr(f.Name)))
		x.emit(&ir.Store{S: x.s(), Place: &ir.FieldRef{X: x.x(f.Type), Base: x.get(s), Field: f}, Src: x.fromPy(item, plain(f.Type))})
	}
	return x.get(s)
}

// containerFromPy copies an iterable into a C++ container.
func (x *fb) containerFromPy(v ir.Expr, t *types.Cpp) ir.Expr {
	obj := types.PyObject
	out := x.variable("c", t)
	x.set(out, x.null(t))
	method := func(name string, cx bool, args ...ir.Expr) {
		c := &ir.Call{X: x.x(types.Void), Callee: ir.Callee{Kind: ir.Runtime, Go: name, Cx: cx, Addr: true, NoResult: true}, Recv: x.get(out), Args: args}
		x.ownArgs(c, true)
		x.do(c)
	}
	two := func(item ir.Expr) (ir.Expr, ir.Expr) {
		vs := x.save(x.raising("py.Unpack", goValues, item, x.int(&ir.GoType{Text: "int"}, 2)))
		at := func(i int64) ir.Expr { return &ir.IndexRef{X: x.x(obj), Base: vs, Index: x.int(types.Long, i)} }
		a := x.pureOf(x.fromPy(at(0), plain(t.Args[0])))
		return a, x.pureOf(x.fromPy(at(1), plain(t.Args[1])))
	}
	if t.Key == "std::pair" {
		a, b := two(v)
		field := func(name, goName string, ft types.Type, src ir.Expr) {
			f := &types.Field{Name: name, GoName: goName, Type: ft}
			x.emit(&ir.Store{S: x.s(), Place: &ir.FieldRef{X: x.x(ft), Base: x.get(out), Field: f}, Src: src})
		}
		field("first", "First", t.Args[0], a)
		field("second", "Second", t.Args[1], b)
		return x.get(out)
	}
	isMap := t.Key == "std::map" || t.Key == "std::unordered_map"
	if isMap {
		v = x.save(x.raising("py.CallMethod", obj, v, x.str("items")))
	}
	it := x.variable("it", goIter)
	x.set(it, x.raising("py.Iter", goIter, v))
	el, ok := x.temp(obj), x.temp(types.Bint)
	l := &ir.Loop{S: x.s(), Label: x.label()}
	l.Body = x.list(func() {
		n := &ir.Call{X: x.x(obj), Callee: ir.Callee{Kind: ir.Runtime, Go: ".Next", Cx: true, Raises: true}, Recv: x.get(it)}
		x.emit(&ir.Set{S: x.s(), Dst: el, Src: n, More: []*ir.Local{ok}})
		x.emit(&ir.If{S: x.s(), Cond: x.not(x.get(ok)), Then: []ir.Stmt{&ir.Break{S: x.s(), Label: l.Label}}})
		switch {
		case isMap:
			a, b := two(x.get(el))
			method(".SetIndex", true, a, b)
		case t.Key == "std::set" || t.Key == "std::unordered_set":
			method(".Insert", true, x.pureOf(x.fromPy(x.get(el), plain(t.Args[0]))))
		default:
			method(".PushBack", false, x.pureOf(x.fromPy(x.get(el), plain(t.Args[0]))))
		}
	})
	x.emit(l)
	return x.get(out)
}

// checkPy checks that an object is None or of a builtin type.
func (x *fb) checkPy(v ir.Expr, t types.Type) ir.Expr {
	o, ok := t.(*types.Object)
	if !ok || o.Builtin == "" {
		return v
	}
	if !constant(v) {
		v = x.save(v)
	}
	if o.Ext != nil {
		handle := o.Ext.Handle.(*typed.Var)
		x.do(x.raising("py.ExtCheck", types.Void, v, x.expr(&typed.VarExpr{E: typed.E{T: handle.Type, At: x.at}, Var: handle})))
		return v
	}
	x.do(x.raising("py.CheckType", types.Void, v, x.str(o.Builtin)))
	return v
}
