package check

import (
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/std"
	"github.com/cyp-lang/cyp/internal/syntax"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

func mk(t types.Type, from typed.Expr) typed.E {
	return typed.E{T: t, At: from.Span(), Err: from.Pos()}
}

func conv(kind typed.CoerceKind, t types.Type, x typed.Expr) typed.Expr {
	return &typed.Coerce{E: mk(t, x), Kind: kind, X: x}
}

// rvalue loads a C++ reference.
func rvalue(x typed.Expr) typed.Expr {
	if r, ok := x.Type().(*types.Reference); ok {
		return conv(typed.LoadRef, unconst(r.Elem), x)
	}
	return x
}

// assignable converts x to type t where an assignment does so implicitly, and reports where it does not (spec 2.2, 6.3, 10.3).
func (c *checker) coerce(x typed.Expr, t types.Type) typed.Expr {
	if y, ok := c.tryCoerce(x, t); ok {
		return y
	}
	from := x.Type()
	switch {
	case isObject(t) && (asRef(from) != nil || asCpp(from) != nil || asPointer(from) != nil):
		c.exprError(codeConvert, x.Pos(), "Cannot convert '%s' to Python object", displayType(from)).Hint("%s", c.whyNotPython(from))
	case isObject(from) && (asRef(t) != nil || asCpp(t) != nil || asPointer(t) != nil):
		c.exprError(codeConvert, x.Pos(), "Cannot convert Python object to '%s'", t)
	case isText(from) && !isCharPointer(t):
		c.exprError(codeAssign, x.Pos(), "Unicode literals do not support coercion to C types other than Py_UNICODE/Py_UCS4 (for characters) or Py_UNICODE* (for strings).").
			Hint("the destination has type '%s'", t)
	default:
		d := c.exprError(codeAssign, x.Pos(), "Cannot assign type '%s' to '%s'", displayType(from), t)
		if h := c.assignHint(from, t); h != "" {
			d.Hint("%s", h)
		}
	}
	return &typed.Coerce{E: mk(t, x), Kind: typed.ToPointer, X: x}
}

// displayType shows a source type: integer literals are long, text is an object.
func displayType(t types.Type) types.Type {
	if isText(t) {
		return &types.Object{Builtin: "str"}
	}
	if r, ok := t.(*types.Reference); ok {
		return displayType(r.Elem)
	}
	return t
}

func (c *checker) whyNotPython(t types.Type) string {
	if r := asRef(t); r != nil {
		switch {
		case r.Qual != types.Unqualified:
			return "Python code cannot hold a qualified reference: `consume` it into a plain one first"
		case r.Class.Generic != nil:
			return "instances of generic classes have no Python wrapper: copy what Python needs"
		}
	}
	return "convert it to a number, bytes or a plain cypclass first"
}

func (c *checker) assignHint(from, to types.Type) string {
	a, b := asRef(from), asRef(to)
	switch {
	case isResult(from) && !isResult(to):
		return resultHelp
	case a == nil || b == nil:
		if isFloat(from) && isInteger(to) {
			return "write a cast, `<" + to.String() + "> …`, to drop the fraction"
		}
		if a != nil && isNumber(to) {
			return "a cypclass converts to a number by a conversion method such as `__int__`, called by a cast"
		}
		return ""
	case b.Qual == types.Iso && a.Qual == types.Iso:
		return "an isolated reference is the only one: move it with `consume`"
	case b.Qual == types.Active && (a.Qual == types.Unqualified || a.Qual == types.Iso || a.Qual == types.IsoTemp):
		return "an object becomes active by `activate(consume …)`"
	case b.Qual == types.Iso && a.Qual == types.Unqualified, b.Qual == types.Lock && a.Qual == types.Unqualified:
		return "a plain reference may be shared: hand the object over with `consume`"
	case (a.Qual == types.IsoView || a.Qual == types.LockView) && b.Qual == a.Qual:
		return "what is seen through an owner can be used in place, not kept; `consume` moves it out"
	case a.Qual == types.Iso && b.Qual == types.Unqualified:
		return "move the object out of the isolated reference with `consume`"
	case (b.Qual == types.IsoView || b.Qual == types.LockView) && a.Qual == types.Unqualified:
		return "the receiver belongs to another thread, so what it gets must be isolated: hand it over with `consume`, or declare it `lock` or `active`"
	case a.Qual == types.LockView && b.Qual == types.Unqualified:
		return "what is reached through a lock belongs to it: use it in the block that locks, copy the values, or declare the field `lock`"
	case a.Qual == types.IsoView && b.Qual == types.Unqualified:
		return "what is reached through an isolated reference belongs to it: use it in place, or `consume` it out"
	case (a.Qual == types.Lock || a.Qual == types.Active) && b.Qual == types.Unqualified:
		return "a plain reference would be used without the lock: declare the destination `" + a.Qual.String() + " " + b.Class.Name + "`"
	case a.Qual == types.Lock && b.Qual == types.Locked:
		return "only a method with a `locked self` gets a locked reference"
	case a.Qual == b.Qual && b.Class.Derives(a.Class):
		return "a base reference goes down the hierarchy only by a cast: `<" + b.Class.Name + "> …` gives NULL if it is something else"
	}
	return ""
}

// tryCoerce is coerce without the report.
func (c *checker) tryCoerce(x typed.Expr, t types.Type) (typed.Expr, bool) {
	if r, ok := t.(*types.Reference); ok {
		// Binding a C++ reference parameter: the place itself, or a value.
		if sameType(unconst(x.Type()), r.Elem) {
			return x, true
		}
		t = r.Elem
	}
	x = rvalue(x)
	from := x.Type()
	if isInvalid(from) || isInvalid(t) || asRef(t) == nil && (from == t || sameType(from, t)) {
		return x, true
	}
	dst := unconst(t)
	if _, ok := dst.(*types.TypeParam); ok {
		return x, true
	}
	if d := c.displays[x]; d != nil {
		if y, ok := c.fromDisplay(d, x, dst); ok {
			return y, true
		}
	}
	src := unconst(from)
	switch d := dst.(type) {
	case *types.Object:
		return c.toObject(x, d)
	case *types.Ref:
		return c.toRef(x, t, d)
	case *types.Basic:
		switch d.Kind {
		case types.BintKind:
			return c.toBint(x, t)
		case types.IntKind, types.FloatKind:
			return c.toNumber(x, t, d)
		case types.VoidKind:
			return x, false
		case types.NullKind:
			return x, isNull(from) || asPointer(from) != nil
		case types.StringKind:
			return x, isText(from)
		}
	case *types.Enum:
		if isObject(src) {
			return conv(typed.FromPy, t, x), true
		}
		if isInteger(src) {
			return conv(typed.ToCNumber, t, x), true
		}
	case *types.Pointer:
		return c.toPointer(x, t, d)
	case *types.Cpp:
		return c.toCpp(x, t, d)
	case *types.Struct:
		if isObject(src) {
			return conv(typed.FromPy, t, x), true
		}
	case *types.Func:
		return c.toPointer(x, c.pointer(d), c.pointer(d))
	case *types.Array:
		if a, ok := src.(*types.Array); ok && sameType(a.Elem, d.Elem) && a.Len == d.Len {
			return x, true
		}
		if isText(src) {
			if b := asBasic(d.Elem); b != nil && b.Char {
				return conv(typed.LitToCharPtr, t, x), true
			}
		}
	}
	return x, false
}

func (c *checker) toObject(x typed.Expr, d *types.Object) (typed.Expr, bool) {
	from := unconst(x.Type())
	if d.Ext != nil && !isObject(from) {
		return x, false
	}
	switch f := from.(type) {
	case *types.Object:
		if d.Builtin == "" || f.Builtin == d.Builtin {
			return x, true
		}
		if _, ok := x.(*typed.NoneLit); ok {
			return x, true
		}
		if f.Ext != nil && d.Ext != nil {
			if f.Ext.Derives(d.Ext) {
				return conv(typed.Upcast, d, x), true
			}
			return conv(typed.CheckPy, d, x), d.Ext.Derives(f.Ext)
		}
		if f.Builtin != "" && !literalOf(x) {
			return x, false
		}
		return conv(typed.CheckPy, d, x), true
	case *types.Basic:
		switch f.Kind {
		case types.BintKind:
			return conv(typed.BintToPy, types.PyObject, x), d.Builtin == ""
		case types.IntKind, types.FloatKind:
			switch l := x.(type) {
			case *typed.IntLit:
				return &typed.IntLit{E: mk(types.PyObject, x), V: l.V, Big: l.Big}, true
			case *typed.FloatLit:
				return &typed.FloatLit{E: mk(types.PyObject, x), V: l.V, Text: l.Text}, true
			}
			return conv(typed.ToPy, types.PyObject, x), d.Builtin == "" || d.Builtin == "complex"
		case types.StringKind:
			if s, ok := x.(*typed.StrLit); ok {
				return &typed.StrLit{E: mk(c.strType(s.Bytes), x), V: s.V, Bytes: s.Bytes}, d.Builtin == "" || (d.Builtin == "bytes") == s.Bytes
			}
			return conv(typed.LitToPy, types.PyObject, x), true
		case types.NullKind:
			return &typed.NoneLit{E: mk(types.PyObject, x)}, false
		case types.VoidKind:
			return x, false
		}
	case *types.Enum:
		return conv(typed.ToPy, types.PyObject, x), true
	case *types.Func:
		if f, ok := x.(*typed.FuncExpr); ok && d.Builtin == "" {
			return c.functionObject(f)
		}
	case *types.Pointer:
		if isCharPointer(f) {
			return conv(typed.ToPy, c.object("bytes"), x), d.Builtin == "" || d.Builtin == "bytes"
		}
		return x, false
	case *types.Array:
		if b := asBasic(f.Elem); b != nil && b.Char {
			return conv(typed.ToPy, c.object("bytes"), conv(typed.ToPointer, c.pointer(f.Elem), x)), true
		}
		if isNumber(f.Elem) {
			return conv(typed.ToPy, c.object("list"), x), true
		}
	case *types.Ref:
		if f.Qual == types.Unqualified && c.wrapped(f.Class) {
			return conv(typed.Wrap, types.PyObject, x), d.Builtin == ""
		}
	case *types.Cpp:
		return conv(typed.ToPy, types.PyObject, x), c.convertsToPython(f)
	case *types.Struct:
		if f.Tuple {
			return conv(typed.ToPy, c.object("tuple"), x), c.tupleToPython(f) && (d.Builtin == "" || d.Builtin == "tuple")
		}
		return conv(typed.ToPy, c.object("dict"), x), !f.Union && f.GoType == ""
	}
	return x, false
}

func literalOf(x typed.Expr) bool { return false }

func (c *checker) strType(bytes bool) types.Type {
	if bytes {
		return c.object("bytes")
	}
	return c.object("str")
}

// wrapped reports whether Python code can see objects of a class (spec 10.1).
func (c *checker) wrapped(k *types.Class) bool {
	if c.isResult(k) {
		return k.Generic != nil
	}
	ci := c.infoOf(k)
	if k.Generic != nil || k.Go != "" || ci == nil || ci.syn == nil {
		return false
	}
	if d := c.newOf(k); d != nil {
		if r := asRef(d.sig.Result); r == nil || r.Qual != types.Unqualified || r.Class != d.method.Class {
			return false
		}
	}
	return !k.InPxd
}

func (c *checker) convertsToPython(t *types.Cpp) bool {
	switch t.Key {
	case "std::string", "std::string_view":
		return true
	case "std::vector", "std::deque", "std::list", "std::set", "std::unordered_set", "std::map", "std::unordered_map", "std::pair":
		for _, a := range t.Args {
			if !isNumber(a) && !(asCpp(a) != nil && c.convertsToPython(asCpp(a))) && !isCharPointer(a) {
				if r := asRef(a); r == nil || r.Qual != types.Unqualified || !c.wrapped(r.Class) {
					return false
				}
			}
		}
		return true
	}
	return false
}

func (c *checker) toRef(x typed.Expr, t types.Type, d *types.Ref) (typed.Expr, bool) {
	switch f := unconst(x.Type()).(type) {
	case *types.Ref:
		c.completeClass(c.infoOf(f.Class))
		if !f.Class.Derives(d.Class) || !qualAssignable(f, d) && !c.shareable(f, d) {
			return x, false
		}
		return conv(typed.Upcast, t, x), true
	case *types.Basic:
		if f.Kind == types.NullKind {
			return conv(typed.NullTo, t, x), true
		}
	case *types.Object:
		if _, ok := x.(*typed.NoneLit); ok {
			return conv(typed.NullTo, t, x), true
		}
		if d.Qual == types.Unqualified && c.wrapped(d.Class) {
			return conv(typed.Unwrap, t, x), true
		}
	}
	return x, false
}

func (c *checker) toBint(x typed.Expr, t types.Type) (typed.Expr, bool) {
	switch f := unconst(x.Type()).(type) {
	case *types.Basic:
		switch f.Kind {
		case types.BintKind:
			return x, true
		case types.IntKind, types.FloatKind:
			return conv(typed.ToCNumber, t, x), true
		}
	case *types.Enum:
		return conv(typed.ToCNumber, t, x), true
	case *types.Object:
		return &typed.Truth{E: mk(t, x), X: x}, true
	case *types.Pointer:
		return &typed.Truth{E: mk(t, x), X: x}, true
	}
	return x, false
}

func (c *checker) toNumber(x typed.Expr, t types.Type, d *types.Basic) (typed.Expr, bool) {
	switch f := unconst(x.Type()).(type) {
	case *types.Basic:
		switch f.Kind {
		case types.BintKind, types.IntKind:
			if l, ok := x.(*typed.IntLit); ok && l.Big == "" {
				if d.Kind == types.FloatKind {
					return &typed.FloatLit{E: mk(t, x), V: float64(l.V), Text: ""}, true
				}
				if fitsInt(l.V, d) {
					return &typed.IntLit{E: mk(t, x), V: l.V}, true
				}
			}
			return conv(typed.ToCNumber, t, x), true
		case types.FloatKind:
			if l, ok := x.(*typed.FloatLit); ok && d.Kind == types.FloatKind {
				return &typed.FloatLit{E: mk(t, x), V: l.V, Text: l.Text}, true
			}
			return conv(typed.ToCNumber, t, x), d.Kind == types.FloatKind
		case types.StringKind:
			if s, ok := x.(*typed.StrLit); ok && (d.Char || d == types.UCS4) {
				if d.Char && len(s.V) == 1 || d == types.UCS4 && len([]rune(s.V)) == 1 {
					r := int64([]rune(s.V)[0])
					if d.Char {
						r = int64(s.V[0])
						if d.Signed {
							r = int64(int8(s.V[0]))
						}
					}
					return &typed.IntLit{E: mk(t, x), V: r}, true
				}
			}
		}
	case *types.Enum:
		return conv(typed.ToCNumber, t, x), true
	case *types.Object:
		if l, ok := x.(*typed.IntLit); ok && l.Big == "" {
			return c.toNumber(&typed.IntLit{E: mk(types.Long, x), V: l.V}, t, d)
		}
		if f.Builtin != "" && f.Builtin != "bytes" && f.Builtin != "str" {
			return x, false
		}
		return conv(typed.FromPy, t, x), true
	}
	return x, false
}

func fitsInt(v int64, b *types.Basic) bool {
	if b.Bits >= 64 {
		return b.Signed || v >= 0
	}
	if b.Signed {
		return v >= -(1<<(b.Bits-1)) && v < 1<<(b.Bits-1)
	}
	return v >= 0 && v < 1<<b.Bits
}

func (c *checker) toPointer(x typed.Expr, t types.Type, d *types.Pointer) (typed.Expr, bool) {
	elem := unconst(d.Elem)
	switch f := unconst(x.Type()).(type) {
	case *types.Basic:
		switch f.Kind {
		case types.NullKind:
			return conv(typed.NullTo, t, x), true
		case types.StringKind:
			if isCharPointer(d) {
				return conv(typed.LitToCharPtr, t, x), true
			}
		}
	case *types.Pointer:
		if isVoid(elem) {
			return conv(typed.ToPointer, t, x), true
		}
		if sameType(f.Elem, elem) || sameType(unconst(f.Elem), elem) {
			return conv(typed.ToPointer, t, x), true
		}
		a, okA := unconst(f.Elem).(*types.Func)
		b, okB := elem.(*types.Func)
		if okA && okB {
			return conv(typed.ToPointer, t, x), c.funcCompatible(a, b)
		}
		if isCharPointer(f) && isCharPointer(d) {
			return conv(typed.ToPointer, t, x), true
		}
	case *types.Array:
		if sameType(f.Elem, elem) || isVoid(elem) {
			return conv(typed.ToPointer, t, x), true
		}
	case *types.Func:
		if b, ok := elem.(*types.Func); ok {
			return conv(typed.ToPointer, t, x), c.funcCompatible(f, b)
		}
		if isVoid(elem) {
			return conv(typed.ToPointer, t, x), true
		}
	case *types.Object:
		if _, ok := x.(*typed.NoneLit); ok {
			return x, false
		}
		if isCharPointer(d) && (f.Builtin == "" || f.Builtin == "bytes") {
			return conv(typed.FromPy, t, x), true
		}
	case *types.Ref:
		if isVoid(elem) {
			return conv(typed.ClassToVoid, t, x), true
		}
	}
	return x, false
}

func (c *checker) funcCompatible(a, b *types.Func) bool {
	if len(a.Params) != len(b.Params) || a.Variadic != b.Variadic {
		return false
	}
	for i := range a.Params {
		if !sameType(a.Params[i].Type, b.Params[i].Type) {
			return false
		}
	}
	if sameType(a.Result, b.Result) {
		return true
	}
	return c.covariant(a.Result, b.Result)
}

func (c *checker) toCpp(x typed.Expr, t types.Type, d *types.Cpp) (typed.Expr, bool) {
	switch f := unconst(x.Type()).(type) {
	case *types.Cpp:
		if c.cppDerives(f, d) {
			return x, true
		}
		// const_iterator and iterator are one Go type.
		if f.GoType == d.GoType && f.Outer != nil && d.Outer != nil && sameCpp(f.Outer, d.Outer) {
			return x, true
		}
	case *types.Object:
		return conv(typed.FromPy, t, x), c.convertsToPython(d)
	case *types.Basic, *types.Pointer:
		if d.Key == "std::string" && (isText(f) || isCharPointer(f)) {
			y, _ := c.tryCoerce(x, c.pointer(types.Char))
			b := std.ClassBinding("<string>", "std", "string")
			if b != nil {
				if m := b.Members("string", []string{"char*"}); m != nil {
					return &typed.Coerce{E: mk(t, x), Kind: typed.ToCpp, X: y, Bound: m}, true
				}
			}
		}
		if d.Key == "std::atomic" && len(d.Args) == 1 && isNumber(f) {
			y, ok := c.tryCoerce(x, d.Args[0])
			if ok {
				if info := d.Decl.(*cppInfo); info.decl.binding != nil {
					if m := info.decl.binding.Members("atomic", []string{normalType(d.Args[0])}); m != nil {
						return &typed.Coerce{E: mk(t, x), Kind: typed.ToCpp, X: y, Bound: m}, true
					}
				}
			}
		}
	}
	return x, false
}

// truth makes a condition of x (spec 7).
func (fn *funcCtx) truth(x typed.Expr) typed.Expr {
	x = rvalue(x)
	t := x.Type()
	switch f := unconst(t).(type) {
	case *types.Basic:
		switch f.Kind {
		case types.BintKind:
			return x
		case types.ErrorKind:
			return &typed.BoolLit{E: mk(types.Bint, x)}
		case types.StringKind:
			if s, ok := x.(*typed.StrLit); ok {
				return &typed.BoolLit{E: mk(types.Bint, x), V: s.V != ""}
			}
		case types.VoidKind:
			fn.exprError(codeOperands, x.Pos(), "Type 'void' not acceptable as a boolean")
			return &typed.BoolLit{E: mk(types.Bint, x)}
		}
		return &typed.Truth{E: mk(types.Bint, x), X: x}
	case *types.Ref:
		if ds := fn.methodsNamed(f.Class, "__bool__"); len(ds) > 0 {
			if f.Const && !ds[0].method.SelfConst {
				fn.exprError(codeConst, x.Pos(), "Cannot call non-const method on const object").Note(ds[0].nameSpan, "'__bool__' does not have `const self`")
				return &typed.BoolLit{E: mk(types.Bint, x)}
			}
			call := fn.callMethod(x, ds, nil, x.Span(), x.Pos(), "__bool__")
			return fn.truth(call)
		}
	case *types.Cpp:
		if ds := fn.cppMethods(f, "operator bool"); len(ds) > 0 {
			return fn.truth(fn.callCppMember(x, f, ds[0], nil, x.Span(), x.Pos()))
		}
		fn.exprError(codeOperands, x.Pos(), "Type '%s' not acceptable as a boolean", t)
		return &typed.BoolLit{E: mk(types.Bint, x)}
	case *types.Struct:
		fn.exprError(codeOperands, x.Pos(), "Type '%s' not acceptable as a boolean", t)
		return &typed.BoolLit{E: mk(types.Bint, x)}
	}
	return &typed.Truth{E: mk(types.Bint, x), X: x}
}

// pyExpr checks x as a Python object.
func (fn *funcCtx) pyExpr(x syntax.Expr) typed.Expr { return fn.toPy(fn.expr(x)) }

// toPy converts to an object; a void call gives None.
func (fn *funcCtx) toPy(x typed.Expr) typed.Expr {
	x = rvalue(x)
	if isVoid(x.Type()) {
		if c, ok := x.(interface{ SetType(types.Type) }); ok {
			_ = c
		}
		return &typed.Let{E: mk(types.PyObject, x), Init: x, X: &typed.NoneLit{E: mk(types.PyObject, x)}}
	}
	if isNull(x.Type()) {
		fn.exprError(codeConvert, x.Pos(), "Cannot convert 'void *' to Python object").Hint("write None")
		return &typed.NoneLit{E: mk(types.PyObject, x)}
	}
	return fn.coerce(x, types.PyObject)
}

func spanOf(x syntax.Node) source.Span { return x.Span() }
