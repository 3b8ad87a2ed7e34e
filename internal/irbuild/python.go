package irbuild

import (
	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// evalPy evaluates expressions of the Python world.
func (x *fb) evalPy(e typed.Expr) (ir.Expr, bool) {
	obj := types.PyObject
	switch e := e.(type) {
	case *typed.NoneLit:
		return none(x.at), true
	case *typed.EllipsisLit:
		return &ir.PyConst{X: x.x(obj), Name: "Ellipsis"}, true
	case *typed.ImagLit:
		z := &ir.FloatLit{X: x.x(types.Double)}
		return x.pure("py.Complex", obj, nil, z, &ir.FloatLit{X: x.x(types.Double), V: e.V}), true
	case *typed.BuiltinRef:
		return x.builtin(e.Name), true
	case *typed.DynName:
		return x.lookup(e.Name), true
	case *typed.ModuleExpr:
		return x.moduleCall(e.Module, obj), true
	case *typed.ClassObject:
		x.b.wrapped(e.Class)
		return &ir.TypeRef{X: x.x(obj), Class: types.RefTo(e.Class, types.Unqualified, false)}, true
	case *typed.PyBinary:
		return x.pyBinary(e), true
	case *typed.PyUnary:
		if n, ok := e.X.(*typed.IntLit); ok && e.Op == "-" && n.Big == "" && n.V > -1<<62 {
			return &ir.Int{X: x.x(obj), V: -n.V}, true
		}
		name := map[string]string{"-": "py.Neg", "+": "py.Pos", "~": "py.Invert"}[e.Op]
		return x.raising(name, obj, x.expr(e.X)), true
	case *typed.PyCompare:
		return x.pyCompare(e, isBint(e.Type())), true
	case *typed.PyMatchSeq, *typed.PyMatchMap, *typed.PyMatchClass:
		return x.takeApart(e), true
	case *typed.PyCall:
		return x.pyCall(e), true
	case *typed.PyAttr:
		return x.raising("py.GetAttr", obj, x.expr(e.X), x.str(e.Name)), true
	case *typed.PyIndex:
		v := x.operands(e.X, e.I)
		return x.raising("py.GetItem", obj, v...), true
	case *typed.PySlice:
		return x.raising("py.GetSlice", obj, x.optional(e.X, e.Lo, e.Hi, e.Step)...), true
	case *typed.SliceObj:
		v := x.optional(e.Lo, e.Hi, e.Step)
		for i := range v {
			if n, ok := v[i].(*ir.Null); ok {
				v[i] = none(n.At)
			}
		}
		return x.pure("py.NewSlice", obj, nil, v...), true
	case *typed.PyTuple:
		return x.display("py.NewTuple", e.Elts), true
	case *typed.PyList:
		return x.display("py.NewList", e.Elts), true
	case *typed.PySet:
		return x.setDisplay(e), true
	case *typed.PyDict:
		return x.dictDisplay(e), true
	case *typed.Comp:
		return x.comprehension(e), true
	case *typed.FString:
		return x.fstring(e), true
	case *typed.Formatted:
		return x.pure("py.NewStr", obj, nil, x.formatted(e)), true
	case *typed.FuncObj:
		return x.funcObject(e), true
	case *typed.GenExp:
		return x.genExp(e), true
	case *typed.AssignExpr:
		return x.assignExpr(e), true
	case *typed.Yield:
		if x.each != nil {
			x.each(x.expr(e.X))
			return none(x.at), true
		}
		t := x.temp(obj)
		x.emit(&ir.YieldStmt{S: x.s(), V: x.expr(e.X), Dst: t})
		return x.get(t), true
	case *typed.YieldFrom:
		if made(e.X) {
			return x.raising("py.YieldFromNew", obj, x.expr(e.X)), true
		}
		return x.raising("py.YieldFrom", obj, x.expr(e.X)), true
	case *typed.Await:
		if asRef(e.X.Type()) != nil {
			h := x.pure("header", &ir.GoType{Text: "*rt.Header"}, nil, x.expr(e.X))
			return x.raising("py.AwaitResult", obj, h), true
		}
		return x.raising("py.Await", obj, x.expr(e.X)), true
	case *typed.PyImport:
		return x.pyImport(e), true
	case *typed.Super:
		return x.super(), true
	case *typed.PyStar:
		x.b.bug(e.At, "starred expression here")
	}
	return nil, false
}

// made reports whether an expression makes a new object that nobody else has.
func made(e typed.Expr) bool {
	switch e := e.(type) {
	case *typed.PyCall, *typed.GenExp, *typed.Call:
		return true
	case *typed.Coerce:
		return made(e.X)
	}
	return false
}

// takeApart gives a pattern the parts of its subject, as a tuple, or None.
func (x *fb) takeApart(e typed.Expr) ir.Expr {
	obj := types.PyObject
	count := &ir.GoType{Text: "int"}
	switch e := e.(type) {
	case *typed.PyMatchSeq:
		return x.raising("py.MatchSequence", obj, x.expr(e.X), x.int(count, int64(e.Before)), x.int(count, int64(e.After)))
	case *typed.PyMatchMap:
		keys := &typed.PyTuple{E: typed.E{T: obj, At: e.At}, Elts: e.Keys}
		return x.raising("py.MatchMapping", obj, append(x.operands(e.X, keys), x.bool(e.Rest))...)
	case *typed.PyMatchClass:
		names := make([]ir.Expr, len(e.Names))
		for i, n := range e.Names {
			names[i] = x.pure("py.NewStr", obj, nil, x.str(n))
		}
		v := x.operands(e.X, e.Class)
		return x.raising("py.MatchClass", obj, v[0], v[1], x.int(count, int64(e.Positions)), x.pure("py.NewTuple", obj, nil, names...))
	}
	panic("not a pattern")
}

func (x *fb) builtin(name string) ir.Expr {
	switch name {
	case "NotImplemented", "Ellipsis":
		return &ir.PyConst{X: x.x(types.PyObject), Name: name}
	case "reduce":
		return x.raising("py.ImportFrom", types.PyObject, x.save(x.raising("py.Import", types.PyObject, x.str("functools"))), x.str(name))
	case "intern":
		return x.raising("py.ImportFrom", types.PyObject, x.save(x.raising("py.Import", types.PyObject, x.str("sys"))), x.str(name))
	}
	if x.inFragment() {
		return x.lookup(name) // what the example has bound hides it
	}
	if now := python2[name]; now != "" {
		name = now
	}
	return x.pure("py.Builtin", types.PyObject, nil, x.str(name))
}

// python2 are builtins of Python 2 under their present names.
var python2 = map[string]string{"unicode": "str", "basestring": "str", "xrange": "range", "long": "int", "unichr": "chr", "raw_input": "input"}

// inFragment reports whether the code is part of a doctest example.
func (x *fb) inFragment() bool {
	for f := x; f != nil; f = f.outer {
		if f.tf.Kind == typed.FragmentFunc {
			return true
		}
	}
	return false
}

// dict is the dictionary that names of a fragment or of a class body live in.
func (x *fb) dict() ir.Expr {
	if x.globals == nil {
		x.b.bug(x.at, "no dictionary for names here")
	}
	return x.get(x.captured(x.globals))
}

// lookup finds a name in the dictionary; from a class body of a fragment, then in the fragment's.
func (x *fb) lookup(name string) ir.Expr {
	if x.around != nil {
		return x.raising("py.LookupName2", types.PyObject, x.dict(), x.get(x.captured(x.around)), x.str(name))
	}
	return x.raising("py.LookupName", types.PyObject, x.dict(), x.str(name))
}

// captured makes a local of an enclosing function usable here.
func (x *fb) captured(l *ir.Local) *ir.Local {
	if l.Func == x.f {
		return l
	}
	l.Captured = true
	for in := x; in != nil && in.f != l.Func; in = in.outer {
		in.capture(l)
	}
	return l
}

// moduleCall makes sure that a module of the program is initialised and gives its module object.
func (x *fb) moduleCall(name string, t types.Type) ir.Expr {
	return x.raising("mod:"+name, t)
}

var pyOps = map[string]string{"+": "Add", "-": "Sub", "*": "Mul", "/": "TrueDiv", "//": "FloorDiv", "%": "Mod", "**": "Pow", "@": "MatMul",
	"<<": "LShift", ">>": "RShift", "&": "And", "|": "Or", "^": "Xor"}

func (x *fb) pyBinary(e *typed.PyBinary) ir.Expr {
	v := x.operands(e.X, e.Y)
	name := pyOps[e.Op]
	if e.InPlace {
		name = "I" + name
	}
	return x.raising("py."+name, types.PyObject, v...)
}

var pyCompares = map[string]string{"==": "Eq", "!=": "Ne", "<": "Lt", "<=": "Le", ">": "Gt", ">=": "Ge"}

// pyCompare compares objects. As a condition it gives a bint without making the bool object.
func (x *fb) pyCompare(e *typed.PyCompare, truth bool) ir.Expr {
	v := x.operands(e.X, e.Y)
	switch e.Op {
	case "in", "not in":
		in := x.raising("py.Contains", types.Bint, v[1], v[0])
		if e.Op == "in" && truth {
			return in
		}
		var out ir.Expr = x.save(in)
		if e.Op == "not in" {
			out = x.not(out)
		}
		if truth {
			return out
		}
		return x.pure("py.Bool", types.PyObject, nil, out)
	}
	if truth {
		return x.raising("py."+pyCompares[e.Op]+"B", types.Bint, v...)
	}
	return x.raising("py."+pyCompares[e.Op], types.PyObject, v...)
}

// optional evaluates expressions some of which are absent: those are unset.
func (x *fb) optional(es ...typed.Expr) []ir.Expr {
	steps := make([]func() ir.Expr, len(es))
	for i, e := range es {
		e := e
		if absent(e) {
			steps[i] = func() ir.Expr { return x.null(types.PyObject) }
			continue
		}
		steps[i] = func() ir.Expr { return x.expr(e) }
	}
	return x.inOrder(steps)
}

func absent(e typed.Expr) bool { return e == nil }

// assignExpr is name := value.
func (x *fb) assignExpr(e *typed.AssignExpr) ir.Expr {
	v := x.expr(e.Value)
	if !constant(v) {
		v = x.save(v)
	}
	x.store(e.Place, func() ir.Expr { return v })
	return v
}

func (x *fb) pyImport(e *typed.PyImport) ir.Expr {
	obj := types.PyObject
	load := func() ir.Expr {
		if x.b.modules[e.Module] != nil {
			return x.moduleCall(e.Module, obj)
		}
		return x.raising("py.Import", obj, x.str(e.Module))
	}
	switch {
	case e.Name != "":
		return x.raising("py.ImportFrom", obj, x.pureOf(load()), x.str(e.Name))
	case e.Top:
		if x.b.modules[e.Module] != nil {
			x.do(x.moduleCall(e.Module, types.Void))
		}
		return x.raising("py.ImportTop", obj, x.str(e.Module))
	}
	return load()
}

func (x *fb) importStar(s *typed.ImportStar) {
	var m ir.Expr
	if x.b.modules[s.Module] != nil {
		m = x.save(x.moduleCall(s.Module, types.PyObject))
	} else {
		m = x.save(x.raising("py.Import", types.PyObject, x.str(s.Module)))
	}
	x.do(x.raising("py.ImportStar", types.Void, x.dict(), m))
}

// super is super() without arguments: of the class around, for the first parameter.
func (x *fb) super() ir.Expr {
	cls := x.class
	if cls == nil {
		x.b.bug(x.at, "super() outside a class")
	}
	f := x
	for f.outer != nil && f.outer.outer != nil && f.outer.tf.Kind != typed.ClassBodyFunc {
		f = f.outer
	}
	if len(f.f.Params) == 0 {
		err := x.save(x.simple("rt.Raise", ir.ErrType, x.str("RuntimeError"), x.str("super(): no arguments")))
		x.emit(&ir.Raise{S: x.s(), Err: err})
		return x.null(types.PyObject)
	}
	return x.raising("py.Super", types.PyObject, x.get(x.captured(cls)), x.get(x.captured(f.f.Params[0])))
}

// checkBound raises where a Python variable is unset.
func (x *fb) checkBound(v *typed.Var, p ir.Expr) {
	name, fn := v.Name, "py.UnboundLocal"
	switch {
	case v.Kind == typed.GlobalVar:
		fn = "py.NameErr"
	case v.Func != x.tf:
		fn = "py.UnboundFree"
	}
	fail := x.list(func() {
		err := x.save(x.simple(fn, ir.ErrType, x.str(name)))
		x.emit(&ir.Raise{S: x.s(), Err: err})
	})
	x.emit(&ir.If{S: x.s(), Cond: x.binary("==", types.Bint, p, x.null(types.PyObject)), Then: fail})
}

func (x *fb) callMain() {
	for _, v := range x.b.prog.Main.Globals {
		if v.Name == "main" && v.PyName && isObject(v.Type) {
			x.do(x.raising("py.CallMain", types.Void, x.varPlace(v)))
			return
		}
	}
}
