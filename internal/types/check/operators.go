package check

import (
	"github.com/cyp-lang/cyp/internal/syntax"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

var binaryMethods = map[string][]string{
	"+": {"__add__"}, "-": {"__sub__"}, "*": {"__mul__"}, "%": {"__mod__"}, "<<": {"__lshift__"}, ">>": {"__rshift__"},
	"&": {"__and__"}, "|": {"__or__"}, "^": {"__xor__"}, "/": {"__truediv__", "__div__"}, "//": {"__floordiv__"},
	"**": {"__pow__"}, "@": {"__matmul__"},
}

var inplaceMethods = map[string][]string{
	"+": {"__iadd__"}, "-": {"__isub__"}, "*": {"__imul__"}, "%": {"__imod__"}, "<<": {"__ilshift__"}, ">>": {"__irshift__"},
	"&": {"__iand__"}, "|": {"__ior__"}, "^": {"__ixor__"}, "/": {"__itruediv__", "__idiv__"}, "//": {"__ifloordiv__"},
	"**": {"__ipow__"}, "@": {"__imatmul__"},
}

var compareMethods = map[string]string{"==": "__eq__", "!=": "__ne__", "<": "__lt__", ">": "__gt__", "<=": "__le__", ">=": "__ge__"}

func isOperatorName(name string) bool {
	for _, m := range []map[string][]string{binaryMethods, inplaceMethods} {
		for _, ns := range m {
			for _, n := range ns {
				if n == name {
					return true
				}
			}
		}
	}
	for _, n := range compareMethods {
		if n == name {
			return true
		}
	}
	switch name {
	case "__getitem__", "__setitem__", "__delitem__", "__call__", "__contains__", "__bool__", "__neg__", "__pos__", "__invert__":
		return true
	}
	return false
}

// arithType is the type of an arithmetic operation on two C numbers.
func (c *checker) arithType(a, b types.Type) types.Type {
	x, y := asBasic(a), asBasic(b)
	if x == nil {
		x = types.Int
	}
	if y == nil {
		y = types.Int
	}
	if x.Kind == types.ErrorKind {
		return b
	}
	if y.Kind == types.ErrorKind {
		return a
	}
	if x.Kind == types.FloatKind || y.Kind == types.FloatKind {
		if x.Kind == types.FloatKind && (y.Kind != types.FloatKind || x.Rank >= y.Rank) {
			return x
		}
		return y
	}
	px, py := c.promote(x).(*types.Basic), c.promote(y).(*types.Basic)
	if px.Rank < py.Rank {
		px, py = py, px
	}
	if px.Rank == py.Rank && !py.Signed {
		return py
	}
	if !py.Signed && px.Signed && px.Bits == py.Bits {
		return types.ULong
	}
	return px
}

// literalArith narrows the type of an operation with an integer literal to that of the other operand, as C's own arithmetic does.
func (c *checker) literalArith(a, b typed.Expr, t types.Type) types.Type {
	narrow := func(lit, other typed.Expr) types.Type {
		l, ok := lit.(*typed.IntLit)
		ob := asBasic(other.Type())
		if !ok || l.Big != "" || ob == nil || ob.Kind != types.IntKind {
			return nil
		}
		p := c.promote(ob).(*types.Basic)
		if fitsInt(l.V, p) {
			return p
		}
		return nil
	}
	_, la := a.(*typed.IntLit)
	_, lb := b.(*typed.IntLit)
	if la && lb {
		return t
	}
	if n := narrow(a, b); n != nil {
		return n
	}
	if n := narrow(b, a); n != nil {
		return n
	}
	return t
}

// binary makes `a op b`; at holds the place.
func (fn *funcCtx) binary(op string, a, b typed.Expr, at typed.E) typed.Expr {
	a, b = rvalue(a), rvalue(b)
	ta, tb := unconst(a.Type()), unconst(b.Type())
	bad := func() typed.Expr {
		fn.exprError(codeOperands, at.Err, "Invalid operand types for '%s' (%s; %s)", op, displayType(a.Type()), displayType(b.Type())).Help = operandHelp(op, ta, tb)
		at.T = types.Invalid
		return &typed.NullLit{E: at}
	}
	if isInvalid(ta) || isInvalid(tb) {
		at.T = types.Invalid
		if fn.muted > 0 { // inference: what is known of the other operand
			at.T = tb
			if isInvalid(tb) {
				at.T = ta
			}
			if isInteger(at.T) && op == "/" {
				at.T = types.Double
			}
		}
		return &typed.NullLit{E: at}
	}
	if r := asRef(ta); r != nil {
		for _, name := range binaryMethods[op] {
			if ds := fn.visibleMethods(a, name); len(ds) > 0 {
				return fn.callMethodTyped(a, ds, []typed.Expr{b}, at, op)
			}
		}
		return bad()
	}
	if p := asCpp(ta); p != nil {
		if ds := fn.cppMethods(p, "operator"+op); len(ds) > 0 {
			return fn.callCppTyped(a, p, ds, []typed.Expr{b}, at)
		}
		if !isObject(tb) && !fn.convertsToPython(p) {
			return bad()
		}
	}
	if asRef(tb) != nil {
		return bad()
	}
	if isObject(ta) || isObject(tb) || isText(ta) || isText(tb) || asCpp(ta) != nil || asCpp(tb) != nil {
		if isText(ta) && isText(tb) && op == "+" {
			x, y := a.(*typed.StrLit), b.(*typed.StrLit)
			if x != nil && y != nil && x.Bytes == y.Bytes {
				at.T = types.CText
				return &typed.StrLit{E: at, V: x.V + y.V, Bytes: x.Bytes}
			}
		}
		x, ok1 := fn.tryCoerce(a, types.PyObject)
		y, ok2 := fn.tryCoerce(b, types.PyObject)
		if !ok1 || !ok2 {
			return bad()
		}
		at.T = types.PyObject
		return &typed.PyBinary{E: at, Op: op, X: x, Y: y}
	}
	if pa, pb := pointerOf(fn, ta), pointerOf(fn, tb); pa != nil || pb != nil {
		switch {
		case pa != nil && isInteger(tb) && (op == "+" || op == "-"):
			at.T = pa
			return &typed.Binary{E: at, Op: op, X: fn.coerce(a, pa), Y: b}
		case pb != nil && isInteger(ta) && op == "+":
			at.T = pb
			return &typed.Binary{E: at, Op: op, X: fn.coerce(b, pb), Y: a}
		case pa != nil && pb != nil && op == "-" && sameType(pa.Elem, pb.Elem):
			at.T = types.PtrDiffT
			return &typed.Binary{E: at, Op: op, X: fn.coerce(a, pa), Y: fn.coerce(b, pb)}
		}
		return bad()
	}
	if !isNumber(ta) || !isNumber(tb) {
		return bad()
	}
	t := fn.arithType(ta, tb)
	switch op {
	case "<<", ">>", "&", "|", "^":
		if isFloat(t) {
			if !fn.nogil && fn.mod.res.Python {
				at.T = types.PyObject
				return &typed.PyBinary{E: at, Op: op, X: fn.toPy(a), Y: fn.toPy(b)}
			}
			return bad()
		}
		if op == "<<" || op == ">>" {
			if tb := asBasic(ta); tb != nil {
				if _, lit := a.(*typed.IntLit); !lit {
					t = fn.promote(tb)
				}
			}
			if folded := fn.fold(op, a, b, at, t); folded != nil {
				return folded
			}
			if _, lit := floatValue(b); lit && fn.pythonRules() && !isPositive(b) {
				at.T = types.PyObject
				return &typed.PyBinary{E: at, Op: op, X: fn.toPy(a), Y: fn.toPy(b)}
			}
			at.T = t
			return &typed.Binary{E: at, Op: op, X: fn.coerce(a, t), Y: b}
		}
		if isBint(ta) && isBint(tb) {
			t = types.Int
			if fn.pythonRules() { // bool in, bool out
				at.T = t
				v := &typed.Binary{E: at, Op: op, X: fn.coerce(a, t), Y: fn.coerce(b, t)}
				return fn.truth(v)
			}
		}
	case "/":
		if !isFloat(t) && fn.mod.level >= 3 {
			at.T = types.Double
			return &typed.Binary{E: at, Op: op, X: fn.coerce(a, types.Double), Y: fn.coerce(b, types.Double), CDiv: fn.directive("cdivision"),
				ByZero: fn.byZero("division by zero")}
		}
		if !isFloat(t) {
			op = "//"
		}
	case "@":
		return bad()
	case "**":
		if !isFloat(t) {
			if l, ok := b.(*typed.IntLit); ok && l.V < 0 {
				t = types.Double
			}
		}
		if isFloat(t) && fn.pythonRules() {
			x, y := fn.coerce(a, types.Double), fn.coerce(b, types.Double)
			_, ok1 := floatValue(a)
			_, ok2 := floatValue(b)
			if ok1 && ok2 {
				at.T = types.PyObject
				return &typed.PyBinary{E: at, Op: op, X: fn.toPy(a), Y: fn.toPy(b)}
			}
			at.T = types.Double
			return &typed.Binary{E: at, Op: op, X: x, Y: y, Checked: true}
		}
	}
	if !isFloat(t) {
		t = fn.literalArith(a, b, t)
	}
	if t == types.Type(types.Float) && (op == "//" || op == "%") {
		// Python's division works on doubles; its result fits the operands' type.
		at.T = types.Double
		d := &typed.Binary{E: at, Op: op, X: fn.coerce(a, types.Double), Y: fn.coerce(b, types.Double), CDiv: fn.directive("cdivision")}
		return fn.castTo(d, types.Float, at)
	}
	if folded := fn.fold(op, a, b, at, t); folded != nil {
		return folded
	}
	if op == "**" && !isFloat(t) && !fn.nogil && isConstant(a) && isConstant(b) { // a number that C has no room for
		at.T = types.PyObject
		return &typed.PyBinary{E: at, Op: op, X: fn.toPy(a), Y: fn.toPy(b)}
	}
	at.T = t
	out := &typed.Binary{E: at, Op: op, X: fn.coerce(a, t), Y: fn.coerce(b, t), CDiv: fn.directive("cdivision")}
	if isFloat(t) {
		out.ByZero = fn.byZero(map[string]string{"/": "float division by zero", "//": "float floor division by zero", "%": "float modulo"}[op])
	} else if op == "%" {
		out.ByZero = fn.byZero("integer modulo by zero")
	}
	return out
}

// pythonRules reports whether operators on C numbers follow Python to the letter: in modules written in Python.
func (fn *funcCtx) pythonRules() bool { return fn.mod.res.Python && !fn.nogil }

// byZero is Python's text of a division by zero, in modules written in Python.
func (fn *funcCtx) byZero(text string) string {
	if fn.pythonRules() {
		return text
	}
	return ""
}

func pointerOf(fn *funcCtx, t types.Type) *types.Pointer {
	switch x := unconst(t).(type) {
	case *types.Pointer:
		return x
	case *types.Array:
		return fn.pointer(x.Elem)
	}
	return nil
}

// visibleMethods lists the overloads that a reference may call as operators: const references see const methods only.
func (fn *funcCtx) visibleMethods(recv typed.Expr, name string) []*funcDecl {
	r := asRef(recv.Type())
	if r == nil || name == "" {
		return nil
	}
	ds := fn.methodsNamed(r.Class, name)
	var out []*funcDecl
	for _, d := range ds {
		if r.Const && !d.method.SelfConst {
			continue
		}
		if fn.receiverOK(r, d.method) {
			out = append(out, d)
		}
	}
	return out
}

// ---- Comparisons -----------------------------------------------------------

func (fn *funcCtx) compare(x *syntax.Compare) typed.Expr {
	a := fn.expr(x.First)
	if len(x.Ops) == 1 {
		e := loc(nil, x)
		return fn.compareOne(x.Ops[0].Op, a, fn.expr(x.Rest[0]), e, x.Rest[0])
	}
	// a < b < c: each operand is evaluated once.
	return fn.chain(x, a, 0)
}

func (fn *funcCtx) chain(x *syntax.Compare, a typed.Expr, i int) typed.Expr {
	if i == 0 && asRef(a.Type()) != nil {
		fn.exprError(codeOperands, x.Ops[1].Span(), "Cascading comparison not yet supported for cpp types.")
	}
	b := rvalue(fn.expr(x.Rest[i]))
	at := typed.E{At: x.Span(), Err: x.Ops[i].Span()}
	if i == len(x.Ops)-1 {
		return fn.truth(fn.compareOne(x.Ops[i].Op, a, b, at, x.Rest[i]))
	}
	if isText(b.Type()) {
		b = fn.toPy(b)
	}
	v := fn.temp(unconstTop(b.Type()), x.Span())
	ref := &typed.VarExpr{E: mk(v.Type, b), Var: v}
	if isConstant(b) {
		first := fn.truth(fn.compareOne(x.Ops[i].Op, a, b, at, x.Rest[i]))
		at.T = types.Bint
		return &typed.BoolOp{E: at, And: true, X: first, Y: fn.chain(x, b, i+1)}
	}
	// The left operand comes before the middle one.
	av := fn.temp(unconstTop(rvalue(a).Type()), x.Span())
	aref := &typed.VarExpr{E: mk(av.Type, a), Var: av}
	first := fn.truth(fn.compareOne(x.Ops[i].Op, aref, ref, at, x.Rest[i]))
	at.T = types.Bint
	both := &typed.BoolOp{E: at, And: true, X: first, Y: fn.chain(x, ref, i+1)}
	inner := &typed.Let{E: at, Var: v, Init: b, X: both}
	if isConstant(a) {
		av.Type = types.Type(nil)
	}
	av.Type = unconstTop(rvalue(a).Type())
	left := rvalue(a)
	if isText(left.Type()) || isNull(left.Type()) {
		left = fn.toPy(left)
		av.Type = left.Type()
		aref.T = left.Type()
	}
	return &typed.Let{E: at, Var: av, Init: left, X: inner}
}

func isConstant(x typed.Expr) bool {
	switch x.(type) {
	case *typed.IntLit, *typed.FloatLit, *typed.NullLit, *typed.NoneLit, *typed.BoolLit, *typed.EnumExpr:
		return true
	}
	return false
}

// compareOne makes one comparison. The result is bint, an object, or whatever a class's operator returns.
func (fn *funcCtx) compareOne(op string, a, b typed.Expr, at typed.E, right syntax.Expr) typed.Expr {
	a, b = rvalue(a), rvalue(b)
	ta, tb := unconst(a.Type()), unconst(b.Type())
	bad := func() typed.Expr {
		fn.exprError(codeOperands, at.Err, "Invalid types for '%s' (%s, %s)", op, displayType(a.Type()), displayType(b.Type())).Help = operandHelp(op, ta, tb)
		at.T = types.Invalid
		return &typed.NullLit{E: at}
	}
	if op == "<>" {
		op = "!="
	}
	if isInvalid(ta) || isInvalid(tb) {
		at.T = types.Bint
		return &typed.BoolLit{E: at}
	}
	switch op {
	case "is", "is not":
		return fn.is(op == "is not", a, b, at, bad)
	case "in", "not in":
		return fn.contains(op, a, b, at, bad)
	}
	if r := asRef(ta); r != nil {
		if ds := fn.visibleMethods(a, compareMethods[op]); len(ds) > 0 {
			return fn.callMethodTyped(a, ds, []typed.Expr{b}, at, op)
		}
		return bad()
	}
	if p := asCpp(ta); p != nil {
		if p.Key == "std::atomic" && isNumber(tb) {
			if v := fn.atomicValue(a, p); v != nil {
				return fn.compareOne(op, v, b, at, right)
			}
		}
		if ds := fn.cppMethods(p, "operator"+op); len(ds) > 0 {
			return fn.callCppTyped(a, p, ds, []typed.Expr{b}, at)
		}
	}
	if asRef(tb) != nil && !isObject(ta) {
		return bad()
	}
	if isNumber(ta) && isNumber(tb) {
		t := fn.arithType(ta, tb)
		if isBint(ta) && isBint(tb) {
			t = types.Bint
			if op != "==" && op != "!=" {
				t = types.Int
			}
		}
		if !isFloat(t) && t != types.Type(types.Bint) {
			t = fn.literalArith(a, b, t)
			t = fn.mixedSign(a, b, t)
		}
		at.T = types.Bint
		return &typed.Compare{E: at, Op: op, X: fn.coerce(a, t), Y: fn.coerce(b, t)}
	}
	if fn.pythonRules() && (isText(ta) && !asBasicChar(tb) || isText(tb) && !asBasicChar(ta)) {
		a, b = fn.toPy(a), fn.toPy(b)
		ta, tb = a.Type(), b.Type()
	}
	if isInteger(ta) && oneChar(b) || isInteger(tb) && oneChar(a) {
		t := ta
		if isText(ta) {
			t = tb
		}
		if !asBasicChar(t) {
			t = types.UCS4
		}
		x, ok1 := fn.tryCoerce(a, t)
		y, ok2 := fn.tryCoerce(b, t)
		if ok1 && ok2 {
			at.T = types.Bint
			return &typed.Compare{E: at, Op: op, X: x, Y: y}
		}
	}
	pa, pb := pointerOf(fn, ta), pointerOf(fn, tb)
	if (pa != nil || isNull(ta)) && (pb != nil || isNull(tb)) {
		t := types.Type(pa)
		if pa == nil {
			t = pb
		}
		if pa == nil && pb == nil {
			t = fn.pointer(types.Void)
		}
		if pa != nil && pb != nil && !sameType(pa.Elem, pb.Elem) {
			t = fn.pointer(types.Void)
		}
		at.T = types.Bint
		return &typed.Compare{E: at, Op: op, X: fn.coerce(a, t), Y: fn.coerce(b, t)}
	}
	x, ok1 := fn.tryCoerce(a, types.PyObject)
	y, ok2 := fn.tryCoerce(b, types.PyObject)
	if !ok1 || !ok2 {
		return bad()
	}
	if !isObject(ta) && !isObject(tb) && (pa != nil || pb != nil) && !isText(ta) && !isText(tb) {
		return bad()
	}
	at.T = types.PyObject
	return &typed.PyCompare{E: at, Op: op, X: x, Y: y}
}

// mixedSign compares a signed and an unsigned number of one size by the unsigned rule of C unless a literal settles it.
func (fn *funcCtx) mixedSign(a, b typed.Expr, t types.Type) types.Type { return t }

func asBasicChar(t types.Type) bool {
	b := asBasic(t)
	return b != nil && (b.Char || b == types.UCS4)
}

func (fn *funcCtx) atomicValue(x typed.Expr, p *types.Cpp) typed.Expr {
	if ds := fn.cppMethods(p, "load"); len(ds) > 0 {
		return fn.callCpp(x, p, ds, nil, x.Span(), x.Pos())
	}
	return nil
}

func (fn *funcCtx) is(not bool, a, b typed.Expr, at typed.E, bad func() typed.Expr) typed.Expr {
	ta, tb := unconst(a.Type()), unconst(b.Type())
	at.T = types.Bint
	ra, rb := asRef(ta), asRef(tb)
	_, noneA := a.(*typed.NoneLit)
	_, noneB := b.(*typed.NoneLit)
	pointerLike := func(t types.Type) bool { return isNull(t) || pointerOf(fn, t) != nil }
	switch {
	case ra != nil && (rb != nil || isNull(tb) || noneB || isVoidPointer(tb)),
		rb != nil && (isNull(ta) || noneA || isVoidPointer(ta)):
		if noneA || isNull(ta) {
			a = conv(typed.NullTo, tb, a)
		}
		if noneB || isNull(tb) {
			b = conv(typed.NullTo, ta, b)
		}
		return &typed.Is{E: at, X: a, Y: b, Not: not}
	case ra != nil || rb != nil:
		if isObject(ta) || isObject(tb) {
			x, ok1 := fn.tryCoerce(a, types.PyObject)
			y, ok2 := fn.tryCoerce(b, types.PyObject)
			if ok1 && ok2 {
				return &typed.Is{E: at, X: x, Y: y, Not: not}
			}
		}
		return bad()
	case pointerLike(ta) && pointerLike(tb):
		op := "=="
		if not {
			op = "!="
		}
		return fn.compareOne(op, a, b, at, nil)
	case isNumber(ta) && isNumber(tb):
		op := "=="
		if not {
			op = "!="
		}
		return fn.compareOne(op, a, b, at, nil)
	}
	x, ok1 := fn.tryCoerce(a, types.PyObject)
	y, ok2 := fn.tryCoerce(b, types.PyObject)
	if !ok1 || !ok2 {
		return bad()
	}
	return &typed.Is{E: at, X: x, Y: y, Not: not}
}

func (fn *funcCtx) contains(op string, a, b typed.Expr, at typed.E, bad func() typed.Expr) typed.Expr {
	if r := asRef(b.Type()); r != nil {
		ds := fn.visibleMethods(b, "__contains__")
		if len(ds) == 0 {
			return bad()
		}
		e := fn.callMethodTyped(b, ds, []typed.Expr{a}, at, op)
		if op == "not in" {
			at.T = types.Bint
			return &typed.Not{E: at, X: fn.truth(e)}
		}
		return e
	}
	x, ok1 := fn.tryCoerce(a, types.PyObject)
	y, ok2 := fn.tryCoerce(b, types.PyObject)
	if !ok1 || !ok2 {
		return bad()
	}
	at.T = types.Bint
	return &typed.PyCompare{E: at, Op: op, X: x, Y: y}
}

// oneChar reports whether x is a literal of one character, which compares with C integers as its code.
func oneChar(x typed.Expr) bool {
	s, ok := x.(*typed.StrLit)
	return ok && isText(s.T) && len([]rune(s.V)) == 1
}

// isPositive reports whether a constant is an integer of at least 0.
func isPositive(e typed.Expr) bool {
	n, ok := e.(*typed.IntLit)
	return ok && n.Big == "" && n.V >= 0
}
