package check

import (
	"strings"

	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/std"
	"github.com/cyp-lang/cyp/internal/syntax"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// acthonClasses are the predeclared classes of spec 11.5 and the root of all classes.
type acthonClasses struct {
	object, activable, result, sync, message, queue *types.Class
}

var refOps = map[string]types.Type{
	"Cy_GETREF": types.Int, "Cy_INCREF": types.Void, "Cy_DECREF": types.Void, "Cy_XDECREF": types.Void,
	"Cy_RLOCK": types.Void, "Cy_WLOCK": types.Void, "Cy_UNRLOCK": types.Void, "Cy_UNWLOCK": types.Void,
	"Cy_TRYRLOCK": types.Int, "Cy_TRYWLOCK": types.Int,
}

// declareBuiltinClasses makes the outermost scope: Python's builtins, the predeclared functions, and the
// predeclared classes, which a declaration file of the compiler's own describes.
func (c *checker) declareBuiltinClasses() {
	c.builtin = newScope(nil, nil)
	c.builtin.kind = builtinScope
	for _, n := range pyBuiltins {
		c.builtin.names[n] = &symbol{kind: symBuiltin, name: n}
	}
	for n := range refOps {
		c.builtin.names[n] = &symbol{kind: symSpecial, name: n}
	}
	c.builtin.names["activate"] = &symbol{kind: symSpecial, name: "activate"}
	c.builtin.names["isinstanceof"] = &symbol{kind: symSpecial, name: "isinstanceof"}
	m := c.stdModule("cyp.acthon")
	if m == nil {
		return
	}
	c.declareModule(m)
	get := func(name string) *types.Class {
		y := m.scope.lookupIn(name)
		if y == nil || y.kind != symClass {
			return nil
		}
		c.builtin.names[name] = y
		return y.class.cls
	}
	c.acthon = acthonClasses{object: get("CyObject"), activable: get("ActhonActivableClass"), result: get("ActhonResultInterface"),
		sync: get("ActhonSyncInterface"), message: get("ActhonMessageInterface"), queue: get("ActhonQueueInterface")}
	if c.acthon.object != nil {
		c.builtin.typeAlias("cyobject", types.RefTo(c.acthon.object, types.Unqualified, false), source.Span{})
		if y := m.scope.lookupIn("CyObject"); y != nil {
			c.completeClass(y.class)
		}
	}
	c.completeModule(m)
	c.declareCyp()
}

// pyBuiltins are the names that Python code finds without a declaration.
var pyBuiltins = strings.Fields(`exit quit abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex
delattr dict dir divmod enumerate eval exec filter float format frozenset getattr globals hasattr hash help hex id input int
isinstance issubclass iter len list locals map max memoryview min next object oct open ord pow print property range repr
reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip __import__ __build_class__ unicode basestring xrange long
unichr raw_input reduce intern
NotImplemented Ellipsis __debug__
BaseException BaseExceptionGroup Exception ExceptionGroup ArithmeticError AssertionError AttributeError BlockingIOError BrokenPipeError
BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError ConnectionResetError
DeprecationWarning EOFError EncodingWarning EnvironmentError FileExistsError FileNotFoundError FloatingPointError FutureWarning
GeneratorExit IOError ImportError ImportWarning IndentationError IndexError InterruptedError IsADirectoryError KeyError
KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError NotADirectoryError NotImplementedError OSError
OverflowError PendingDeprecationWarning PermissionError ProcessLookupError RecursionError ReferenceError ResourceWarning
RuntimeError RuntimeWarning StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError
TimeoutError TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning
UserWarning ValueError Warning ZeroDivisionError`)

// special calls a name that the compiler knows itself.
func (fn *funcCtx) special(y *symbol, x *syntax.Call) typed.Expr {
	lparen := source.At(x.Lparen)
	one := func() typed.Expr {
		if len(x.Args) != 1 || x.Args[0].Name != nil || x.Args[0].Stars > 0 {
			fn.exprError(codeCall, lparen, "Call with wrong number of arguments (expected 1, got %d)", len(x.Args))
			return nil
		}
		return rvalue(fn.expr(x.Args[0].Value))
	}
	if t, ok := refOps[y.name]; ok {
		v := one()
		if v == nil || isInvalid(v.Type()) {
			return fn.invalid(x)
		}
		r := asRef(v.Type())
		if r == nil || r.Qual != types.Unqualified && r.Qual != types.IsoTemp {
			fn.exprError(codeAssign, v.Pos(), "Cannot assign type '%s' to 'const cyobject'", displayType(v.Type())).
				Hint("a qualified reference can be looked at through `<%s> <void*> …`", className(r))
			return fn.invalid(x)
		}
		observe(v)
		return &typed.RefOp{E: loc(t, x), Name: y.name, X: v}
	}
	switch y.name {
	case "cyp.after":
		return fn.after(x)
	case "activate":
		v := one()
		if v == nil || isInvalid(v.Type()) {
			return fn.invalid(x)
		}
		r := asRef(v.Type())
		if r == nil || !r.Class.Activable {
			if r == nil && len(fn.activables) == 0 {
				return fn.undeclared(&syntax.Name{Name: "activate"})
			}
			fn.exprError(codeActivate, v.Pos(), "'activate' needs an activable cypclass (not '%s')", displayType(v.Type())).
				Hint("declare the class `activable`")
			return fn.invalid(x)
		}
		if r.Qual != types.IsoTemp {
			fn.exprError(codeAssign, v.Pos(), "Cannot assign type '%s' to 'iso %s'", v.Type(), r.Class.Name).
				Hint("hand the object over: `activate(consume …)`")
			return fn.invalid(x)
		}
		return &typed.Coerce{E: loc(types.RefTo(r.Class, types.Active, false), x), Kind: typed.Upcast, X: v}
	case "alloc":
		if len(x.Args) > 0 {
			fn.exprError(codeCall, lparen, "Call with wrong number of arguments (expected 0, got %d)", len(x.Args))
		}
		return &typed.AllocCall{E: loc(types.RefTo(y.class.cls, types.Unqualified, false), x)}
	case "isinstanceof":
		fn.exprError(codeCall, lparen, "isinstanceof needs a class in brackets: `isinstanceof[T](x)`")
		return fn.invalid(x)
	case "cython.cast":
		if len(x.Args) >= 2 {
			if t := fn.typeArg(x.Args[0].Value); t != nil {
				return fn.castTo(rvalue(fn.expr(x.Args[1].Value)), t, loc(nil, x))
			}
		}
	case "cython.typeof":
		if len(x.Args) == 1 {
			return &typed.StrLit{E: loc(fn.object("str"), x), V: displayType(fn.expr(x.Args[0].Value).Type()).String()}
		}
	case "cython.sizeof":
		if len(x.Args) == 1 {
			s := &syntax.SizeOf{X: x.Args[0].Value}
			s.Src = x.Span()
			return fn.sizeOf(s)
		}
	case "cython.declare":
		fn.unsupported(lparen, "cython.declare in expressions")
		return fn.invalid(x)
	}
	fn.unsupported(x.Span(), y.name)
	return fn.invalid(x)
}

// typeArg reads an argument as a type: an expression, or a string.
func (fn *funcCtx) typeArg(x syntax.Expr) types.Type { return fn.asType(fn.scope, x) }

func className(r *types.Ref) string {
	if r == nil {
		return "T"
	}
	return r.Class.Name
}

// observe marks the variable whose count a program looks at.
func observe(v typed.Expr) {
	switch v := v.(type) {
	case *typed.VarExpr:
		v.Var.Observed = true
	case *typed.Coerce:
		observe(v.X)
	}
}

// isinstanceOf is isinstanceof[T](x) and isinstance(x, T) for class references.
func (fn *funcCtx) isinstanceOf(t types.Type, v typed.Expr, x *syntax.Call) typed.Expr {
	k := asRef(t)
	if k == nil {
		fn.exprError(codeNotAType, source.At(x.Lparen), "wrong type '%s' for isinstanceof[T]", t)
		return fn.invalid(x)
	}
	v = rvalue(v)
	r := asRef(v.Type())
	if r == nil {
		if !isInvalid(v.Type()) {
			fn.exprError(codeAssign, v.Pos(), "Cannot assign type '%s' to 'const cyobject'", displayType(v.Type()))
		}
		return fn.invalid(x)
	}
	fn.completeClass(fn.infoOf(k.Class))
	return &typed.IsInstance{E: loc(types.Bint, x), X: v, Class: k.Class}
}

// builtinCall treats the builtins that have a meaning for C values; nil leaves the call to Python.
func (fn *funcCtx) builtinCall(name string, x *syntax.Call) typed.Expr {
	for i := range x.Args {
		if x.Args[i].Stars > 0 || x.Args[i].Name != nil {
			return nil
		}
	}
	at := loc(nil, x)
	n := len(x.Args)
	switch name {
	case "len":
		if n != 1 {
			return nil
		}
		v := rvalue(fn.expr(x.Args[0].Value))
		if r := asRef(v.Type()); r != nil {
			if ds := fn.visibleMethods(v, "__len__"); len(ds) > 0 {
				return rvalue(fn.callMethodTyped(v, ds, nil, at, "len"))
			}
		}
		if p := asCpp(v.Type()); p != nil {
			if ds := fn.cppMethods(p, "size"); len(ds) > 0 {
				return fn.callCpp(v, p, ds, nil, x.Span(), at.Pos())
			}
		}
		if a, ok := unconst(v.Type()).(*types.Array); ok && a.Len >= 0 {
			return &typed.IntLit{E: loc(types.SSizeT, x), V: a.Len}
		}
		at.T = types.PyObject
		return &typed.PyCall{E: at, Func: &typed.BuiltinRef{E: loc(types.PyObject, x.Func), Name: "len"}, Args: []typed.PyArg{{Value: fn.toPy(v)}}}
	case "isinstance":
		if n == 2 {
			if t := fn.asType(fn.scope, x.Args[1].Value); t != nil && asRef(t) != nil {
				v := rvalue(fn.expr(x.Args[0].Value))
				if asRef(v.Type()) != nil {
					return fn.isinstanceOf(t, v, x)
				}
			}
		}
	case "abs":
		if n == 1 {
			v := rvalue(fn.expr(x.Args[0].Value))
			if t := unconst(v.Type()); isNumber(t) && !fn.bigLit(v) {
				if isInteger(t) {
					t = fn.promote(asBasicOrInt(t))
				}
				at.T = t
				go_ := "rt.AbsInt"
				if isFloat(t) {
					go_ = "rt.AbsFloat"
				}
				return &typed.Call{E: at, Bound: &typed.Binding{Go: go_, Pure: true, Name: "abs"}, Args: []typed.Expr{fn.coerce(v, t)},
					Sig: fn.funcType(types.Func{Params: []types.Param{{Type: t}}, Result: t, NoGIL: true})}
			}
		}
	case "min", "max":
		if n >= 2 {
			return fn.minMax(name, x)
		}
	case "int", "float", "bool":
		if n == 1 && (fn.nogil || name != "int") || n == 1 && fn.nogil {
			v := rvalue(fn.expr(x.Args[0].Value))
			if fn.muted > 0 && isInvalid(v.Type()) && fn.nogil {
				at.T = map[string]types.Type{"int": types.Long, "float": types.Double, "bool": types.Bint}[name]
				return &typed.NullLit{E: at}
			}
			if isNumber(v.Type()) && (fn.nogil || isFloat(v.Type())) {
				switch name {
				case "int":
					if isInteger(v.Type()) {
						return v
					}
					return fn.castTo(v, types.Long, at)
				case "float":
					return fn.castTo(v, types.Double, at)
				case "bool":
					return fn.truth(v)
				}
			}
			if name == "float" && fn.muted > 0 && isInvalid(v.Type()) {
				at.T = types.PyObject
				return &typed.NullLit{E: at}
			}
		}
	case "ord":
		if n == 1 {
			if s, ok := unparen(x.Args[0].Value).(*syntax.String); ok {
				if r := []rune(s.Value); len(r) == 1 {
					return &typed.IntLit{E: loc(types.Long, x), V: int64(r[0])}
				}
			}
			v := rvalue(fn.expr(x.Args[0].Value))
			if asBasicChar(v.Type()) {
				return fn.coerce(v, types.Long)
			}
		}
	case "print":
		if fn.mod.level == 2 {
			return nil
		}
	case "super":
		if n == 0 && fn.inPyClass {
			return &typed.Super{E: loc(types.PyObject, x)}
		}
	}
	return nil
}

func (fn *funcCtx) bigLit(v typed.Expr) bool {
	l, ok := v.(*typed.IntLit)
	return ok && l.Big != ""
}

func asBasicOrInt(t types.Type) *types.Basic {
	if b := asBasic(t); b != nil {
		return b
	}
	return types.Int
}

// minMax on C numbers is a chain of conditionals over temporaries.
func (fn *funcCtx) minMax(name string, x *syntax.Call) typed.Expr {
	var vs []typed.Expr
	numbers := true
	for i := range x.Args {
		v := rvalue(fn.expr(x.Args[i].Value))
		numbers = numbers && isNumber(v.Type())
		vs = append(vs, v)
	}
	if !numbers {
		return nil
	}
	literals := true
	for _, v := range vs {
		literals = literals && isConstant(v)
	}
	if literals && !fn.nogil {
		return nil
	}
	t := vs[0].Type()
	for i, v := range vs[1:] {
		u := fn.arithType(t, v.Type())
		if !isFloat(u) {
			u = fn.literalArith(vs[i], v, u)
		}
		t = u
	}
	t = unconst(t)
	op := "<"
	if name == "max" {
		op = ">"
	}
	at := loc(t, x)
	out := fn.coerce(vs[0], t)
	for _, v := range vs[1:] {
		a, b := fn.temp(t, x.Span()), fn.temp(t, x.Span())
		ra := &typed.VarExpr{E: at, Var: a}
		rb := &typed.VarExpr{E: at, Var: b}
		pick := &typed.IfExp{E: at, Cond: &typed.Compare{E: loc(types.Bint, x), Op: op, X: rb, Y: ra}, Then: rb, Else: ra}
		out = &typed.Let{E: at, Var: a, Init: out, X: &typed.Let{E: at, Var: b, Init: fn.coerce(v, t), X: pick}}
	}
	return out
}

// stdModule loads a declaration module of the compiler's own.
func (c *checker) stdModule(name string) *module {
	text, ok := std.Open(name)
	if !ok {
		return nil
	}
	return c.addModule(stdResolved(c, name, text))
}
