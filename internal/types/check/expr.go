package check

import (
	"math"
	"math/big"
	"strconv"
	"strings"

	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/syntax"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// loc is the place of an expression: whole, and where diagnostics point (spec 1.8).
func loc(t types.Type, x syntax.Expr) typed.E { return typed.E{T: t, At: x.Span(), Err: errSpan(x)} }

func errSpan(x syntax.Expr) source.Span {
	switch x := x.(type) {
	case *syntax.Attribute:
		return source.At(x.Dot)
	case *syntax.Call:
		return source.At(x.Lparen)
	case *syntax.Subscript:
		return source.At(x.Lbrack)
	case *syntax.Binary:
		return source.Span{Start: x.OpPos, End: x.OpPos + source.Pos(len(x.Op))}
	case *syntax.BoolOp:
		return source.Span{Start: x.OpPos, End: x.OpPos + source.Pos(len(x.Op))}
	case *syntax.Unary:
		return source.Span{Start: x.OpPos, End: x.OpPos + source.Pos(len(x.Op))}
	case *syntax.Compare:
		if len(x.Ops) > 0 {
			return x.Ops[0].Span()
		}
	case *syntax.IfExp:
		return errSpan(x.Then)
	case *syntax.Paren:
		return errSpan(x.X)
	case *syntax.Cast:
		return source.At(x.Span().Start)
	case *syntax.Consume:
		return source.Span{Start: x.Span().Start, End: x.Span().Start + 7}
	}
	return x.Span()
}

func (fn *funcCtx) invalid(x syntax.Expr) typed.Expr {
	return &typed.NullLit{E: loc(types.Invalid, x)}
}

// expr checks an expression.
func (fn *funcCtx) expr(x syntax.Expr) typed.Expr {
	switch x := x.(type) {
	case *syntax.Name:
		return fn.name(x)
	case *syntax.Paren:
		return fn.expr(x.X)
	case *syntax.Constant:
		switch x.Kind {
		case syntax.None:
			return &typed.NoneLit{E: loc(types.PyObject, x)}
		case syntax.True, syntax.False:
			return &typed.BoolLit{E: loc(types.Bint, x), V: x.Kind == syntax.True}
		case syntax.Null:
			return &typed.NullLit{E: loc(types.Null, x)}
		}
		return &typed.EllipsisLit{E: loc(types.PyObject, x)}
	case *syntax.Number:
		return fn.number(x)
	case *syntax.String:
		return fn.str(x)
	case *syntax.FString:
		return fn.fstring(x)
	case *syntax.Tuple:
		t := &typed.PyTuple{E: loc(fn.object("tuple"), x)}
		t.Elts = fn.display(t, x.Elts)
		return t
	case *syntax.List:
		l := &typed.PyList{E: loc(fn.object("list"), x)}
		l.Elts = fn.display(l, x.Elts)
		return l
	case *syntax.Set:
		s := &typed.PySet{E: loc(fn.object("set"), x)}
		s.Elts = fn.display(s, x.Elts)
		return s
	case *syntax.Dict:
		return fn.dictDisplay(x)
	case *syntax.Comp:
		return fn.comp(x)
	case *syntax.Attribute:
		return fn.attribute(x)
	case *syntax.Subscript:
		return fn.subscript(x)
	case *syntax.Slice:
		s := &typed.SliceObj{E: loc(types.PyObject, x)}
		s.Lo, s.Hi, s.Step = fn.optPy(x.Lo), fn.optPy(x.Hi), fn.optPy(x.Step)
		return s
	case *syntax.Call:
		return fn.call(x)
	case *syntax.Unary:
		return fn.unary(x)
	case *syntax.Binary:
		return fn.binary(x.Op, fn.expr(x.X), fn.expr(x.Y), loc(nil, x))
	case *syntax.BoolOp:
		return fn.boolOp(x)
	case *syntax.Compare:
		return fn.compare(x)
	case *syntax.IfExp:
		return fn.ifExp(x)
	case *syntax.Lambda:
		return fn.lambdaExpr(x)
	case *syntax.NamedExpr:
		return fn.namedExpr(x)
	case *syntax.Starred:
		return &typed.PyStar{E: loc(types.PyObject, x), X: fn.pyExpr(x.X)}
	case *syntax.Await:
		return fn.await(x)
	case *syntax.Yield:
		y := &typed.Yield{E: loc(types.PyObject, x)}
		if x.X != nil {
			y.X = fn.pyExpr(x.X)
		} else {
			y.X = &typed.NoneLit{E: loc(types.PyObject, x)}
		}
		return y
	case *syntax.YieldFrom:
		if fn.f.Async {
			fn.exprError(codeStatement, x.Span(), "'yield from' not allowed in an async function")
		}
		return &typed.YieldFrom{E: loc(types.PyObject, x), X: fn.pyExpr(x.X)}
	case *syntax.Backquote:
		return &typed.PyCall{E: loc(types.PyObject, x), Func: &typed.BuiltinRef{E: loc(types.PyObject, x), Name: "repr"}, Args: []typed.PyArg{{Value: fn.pyExpr(x.X)}}}
	case *syntax.Cast:
		return fn.cast(x)
	case *syntax.SizeOf:
		return fn.sizeOf(x)
	case *syntax.TypeOf:
		e := fn.expr(x.X)
		return &typed.StrLit{E: loc(fn.object("str"), x), V: displayType(e.Type()).String()}
	case *syntax.New:
		return fn.newExpr(x)
	case *syntax.Consume:
		return fn.consume(x)
	case *syntax.TypeExpr:
		fn.exprError(codeNotAType, x.Span(), "A type is not allowed here")
		return fn.invalid(x)
	}
	fn.unsupported(x.Span(), "this expression")
	return fn.invalid(x)
}

func (fn *funcCtx) optPy(x syntax.Expr) typed.Expr {
	if x == nil {
		return nil
	}
	return fn.pyExpr(x)
}

// parseNumber reads a literal: an int64, a big decimal, or a float; imag tells a complex literal.
func parseNumber(text string) (v int64, bigText string, isFloat, imag bool) {
	s := strings.ReplaceAll(text, "_", "")
	lower := strings.ToLower(s)
	isHex := strings.HasPrefix(lower, "0x")
	if strings.HasSuffix(lower, "j") && !isHex {
		return 0, "", true, true
	}
	for {
		n := len(lower)
		if n > 1 && (lower[n-1] == 'l' || lower[n-1] == 'u') {
			lower = lower[:n-1]
			continue
		}
		break
	}
	if !isHex && (strings.ContainsAny(lower, ".e") && !strings.HasPrefix(lower, "0b") || strings.HasSuffix(lower, "f") && !isHex) {
		return 0, "", true, false
	}
	base := 0
	if len(lower) > 1 && lower[0] == '0' && lower[1] >= '0' && lower[1] <= '9' {
		base = 8
		if strings.Trim(lower, "0") == "" {
			return 0, "", false, false
		}
		lower = strings.TrimLeft(lower, "0")
	}
	b, ok := new(big.Int).SetString(lower, base)
	if !ok {
		return 0, "", false, false
	}
	if b.IsInt64() {
		return b.Int64(), "", false, false
	}
	return 0, b.String(), false, false
}

func (fn *funcCtx) number(x *syntax.Number) typed.Expr {
	v, bigText, isFloat, imag := parseNumber(x.Text)
	text := strings.TrimRight(strings.ReplaceAll(x.Text, "_", ""), "fFjJ")
	switch {
	case imag:
		f, _ := strconv.ParseFloat(text, 64)
		return &typed.ImagLit{E: loc(types.PyObject, x), V: f}
	case isFloat:
		f, err := strconv.ParseFloat(text, 64)
		if err != nil && !math.IsInf(f, 0) {
			fn.exprError(codeOperands, x.Span(), "Invalid number '%s'", x.Text)
		}
		return &typed.FloatLit{E: loc(types.Double, x), V: f, Text: text}
	case bigText != "":
		if lower := strings.ToLower(x.Text); strings.HasSuffix(lower, "u") || strings.Contains(lower, "ul") || fn.nogil {
			if b, _ := new(big.Int).SetString(bigText, 10); b.IsUint64() {
				return &typed.IntLit{E: loc(types.ULong, x), Big: bigText}
			}
		}
		return &typed.IntLit{E: loc(types.PyObject, x), Big: bigText}
	}
	return &typed.IntLit{E: loc(types.Long, x), V: v}
}

func literalInt(x typed.Expr) (int64, bool) {
	l, ok := x.(*typed.IntLit)
	if !ok || l.Big != "" {
		return 0, false
	}
	return l.V, true
}

func (fn *funcCtx) str(x *syntax.String) typed.Expr {
	switch x.Kind {
	case syntax.CharLit:
		v := int64(0)
		if len(x.Value) > 0 {
			v = int64(int8(x.Value[0]))
		}
		return &typed.IntLit{E: loc(types.Char, x), V: v}
	case syntax.Bytes:
		return &typed.StrLit{E: loc(types.CText, x), V: x.Value, Bytes: true}
	}
	return &typed.StrLit{E: loc(types.CText, x), V: x.Value}
}

func (fn *funcCtx) fstring(x *syntax.FString) typed.Expr {
	return &typed.FString{E: loc(fn.object("str"), x), Parts: fn.fparts(x.Parts)}
}

func (fn *funcCtx) fparts(parts []syntax.FPart) []typed.Expr {
	var out []typed.Expr
	for i := range parts {
		p := &parts[i]
		at := typed.E{T: fn.object("str"), At: p.Span()}
		if p.Value == nil {
			out = append(out, &typed.StrLit{E: at, V: p.Text})
			continue
		}
		conv := p.Conv
		if p.Debug != "" {
			out = append(out, &typed.StrLit{E: at, V: p.Debug})
			if conv == 0 && p.Format == nil {
				conv = 'r'
			}
		}
		f := &typed.Formatted{E: at, X: fn.shown(p.Value), Conv: conv}
		if p.Format != nil {
			f.Spec = &typed.FString{E: at, Parts: fn.fparts(p.Format)}
		}
		out = append(out, f)
	}
	return out
}

// ---- Names -----------------------------------------------------------------

func (fn *funcCtx) name(x *syntax.Name) typed.Expr {
	y := fn.lookupName(x.Name)
	if y == nil {
		return fn.undeclared(x)
	}
	return fn.symbolExpr(y, x, x.Name)
}

// lookupName finds a name from inside the function: locals, enclosing functions, members of the class seen unqualified
// (spec 1.2), module, builtins.
func (fn *funcCtx) lookupName(name string) *symbol {
	for s := fn.scope; s != nil; s = s.parent {
		if s.kind == pyClassScope && s != fn.scope {
			continue
		}
		if y := s.find(name, nil); y != nil {
			return y
		}
		if s.kind == classScope {
			if y := s.class.member(name); y != nil {
				return y
			}
		}
	}
	return nil
}

func (fn *funcCtx) undeclared(x *syntax.Name) typed.Expr {
	if fn.class != nil && fn.f.Self != nil {
		if e := fn.implicitMember(x); e != nil {
			return e
		}
	}
	if fn.inFragment() {
		return &typed.DynName{E: loc(types.PyObject, x), Name: x.Name}
	}
	d := fn.exprError(codeUndeclared, x.Span(), "undeclared name not builtin: %s", x.Name)
	d.Hint("%s", fn.nameHelp(fn.scope, x.Name))
	return fn.invalid(x)
}

func (fn *funcCtx) inFragment() bool {
	for f := fn; f != nil; f = f.outer {
		if f.frag {
			return true
		}
	}
	return false
}

// implicitMember is a field of the receiver named without `self.`: its plain declared type (spec 1.2).
func (fn *funcCtx) implicitMember(x *syntax.Name) typed.Expr {
	if f := fn.field(fn.class.cls, x.Name); f != nil {
		self := &typed.VarExpr{E: loc(types.RefTo(fn.class.cls, types.Unqualified, false), x), Var: fn.f.Self}
		return &typed.Field{E: loc(f.Type, x), X: self, Field: f, Name: x.Name}
	}
	return nil
}

func (fn *funcCtx) symbolExpr(y *symbol, x syntax.Expr, name string) typed.Expr {
	// Members of the class hide names of the module.
	if fn.class != nil && fn.f.Self != nil && (y.mod != fn.mod || y.v == nil || y.v.Func == nil) && y.kind != symConst {
		if n, ok := x.(*syntax.Name); ok && !fn.isOwnScope(name) {
			if e := fn.implicitMember(n); e != nil {
				return e
			}
		}
	}
	y.done()
	switch y.kind {
	case symVar:
		return fn.varExpr(y, x)
	case symFunc:
		return fn.funcValue(y, x)
	case symEnumItem:
		if y.extern != nil && y.item.Go == "" && y.extern.header != "" {
			fn.exprError(codeNoBinding, x.Span(), "No Go binding for '%s' from '%s'", y.item.CName, y.extern.header).Note(y.span, "declared here")
		}
		return &typed.EnumExpr{E: loc(y.item.Enum, x), Item: y.item}
	case symConst:
		if y.value == nil {
			return fn.invalid(x)
		}
		return y.value
	case symClass:
		if fn.wrapped(y.class.cls) {
			return &typed.ClassObject{E: loc(types.PyObject, x), Class: y.class.cls}
		}
		fn.exprError(codeConvert, x.Span(), "'%s' is a type: it is no value that Python code can hold", name)
		return fn.invalid(x)
	case symType, symGeneric, symCpp:
		if y.v != nil {
			return fn.varExpr(y, x)
		}
		if isInvalid(y.t) && y.kind == symType {
			return fn.invalid(x)
		}
		if e, ok := y.t.(*types.Enum); ok && fn.enums[e] != nil {
			return &typed.VarExpr{E: loc(types.PyObject, x), Var: fn.enums[e]}
		}
		if objectTypes[name] {
			return &typed.BuiltinRef{E: loc(types.PyObject, x), Name: name}
		}
		fn.exprError(codeNotAType, x.Span(), "'%s' is not a constant, variable or function identifier", name)
		return fn.invalid(x)
	case symModule:
		if y.target.res != nil && !y.target.res.Std {
			return &typed.ModuleExpr{E: loc(types.PyObject, x), Module: y.target.name}
		}
		fn.exprError(codeNotAType, x.Span(), "cimported module has no attribute value here: '%s'", name)
		return fn.invalid(x)
	case symBuiltin:
		return &typed.BuiltinRef{E: loc(types.PyObject, x), Name: name}
	case symDyn:
		return &typed.DynName{E: loc(types.PyObject, x), Name: name}
	case symPyModule:
		return &typed.PyImport{E: loc(types.PyObject, x), Module: y.name}
	case symSpecial:
		fn.exprError(codeCall, x.Span(), "'%s' can only be called", name)
	}
	return fn.invalid(x)
}

func (fn *funcCtx) isOwnScope(name string) bool {
	for f := fn; f != nil; f = f.outer {
		if f.scope.names[name] != nil {
			return true
		}
	}
	return false
}

func (fn *funcCtx) varExpr(y *symbol, x syntax.Expr) typed.Expr {
	v := y.v
	if v.Func != nil && v.Func != fn.f {
		v.Captured = true
	}
	if v.Kind == typed.GlobalVar && v.PyName && !v.HidesBuiltin {
		b := fn.builtin.names[v.Name]
		v.HidesBuiltin = b != nil && b.kind == symBuiltin
	}
	t := v.Type
	if l := fn.localOf(v); t == nil || l != nil && l.busy {
		fn.cycle = true
		t = types.Invalid
		if l != nil && l.partial != nil {
			t = l.partial
		}
		return &typed.VarExpr{E: loc(t, x), Var: v}
	}
	if y.extern != nil && v.Go == "" {
		fn.exprError(codeNoBinding, x.Span(), "No Go binding for '%s' from '%s'", v.Name, y.extern.header).Note(y.span, "declared here")
	}
	if v.Go != "" {
		if n, err := strconv.ParseInt(v.Go, 0, 64); err == nil && isInteger(t) {
			return &typed.IntLit{E: loc(unconst(t), x), V: n}
		}
		return &typed.GoConst{E: loc(t, x), Go: v.Go}
	}
	return &typed.VarExpr{E: loc(t, x), Var: v}
}

func (fn *funcCtx) localOf(v *typed.Var) *local {
	for f := fn; f != nil; f = f.outer {
		if v.Func == f.f {
			return f.locals[v.Name]
		}
	}
	return nil
}

// funcValue is a C function used as a value.
func (fn *funcCtx) funcValue(y *symbol, x syntax.Expr) typed.Expr {
	d := y.fn.decls[0]
	if d.sig == nil {
		return fn.invalid(x)
	}
	if d.extern != nil {
		b := fn.bind(d, x.Span())
		return &typed.FuncExpr{E: loc(d.sig, x), Bound: b}
	}
	if d.fn == nil && d.def != nil {
		return &typed.FuncObj{E: loc(types.PyObject, x), Func: d.def}
	}
	if d.fn == nil {
		fn.exprError(codeUndeclared, x.Span(), "C function '%s' is declared but not defined", d.name).Note(d.nameSpan, "declared here")
		return fn.invalid(x)
	}
	return &typed.FuncExpr{E: loc(d.sig, x), Func: d.fn}
}

// ---- Small forms -----------------------------------------------------------

func (fn *funcCtx) ifExp(x *syntax.IfExp) typed.Expr {
	cond := fn.cond(x.Cond)
	a, b := rvalue(fn.expr(x.Then)), rvalue(fn.expr(x.Else))
	t, ok := fn.commonType(a, b)
	if !ok {
		fn.exprError(codeCondExpr, a.Pos(), "Incompatible types in conditional expression (%s; %s)", displayType(a.Type()), displayType(b.Type()))
		return fn.invalid(x)
	}
	return &typed.IfExp{E: loc(t, x), Cond: cond, Then: fn.coerce(a, t), Else: fn.coerce(b, t)}
}

// commonType is the type that both branches of a value convert to.
func (fn *funcCtx) commonType(a, b typed.Expr) (types.Type, bool) {
	ta, tb := unconst(a.Type()), unconst(b.Type())
	switch {
	case isInvalid(ta):
		return tb, true
	case isInvalid(tb):
		return ta, true
	case isNull(ta) && isNull(tb):
		return ta, true
	case isNull(ta):
		return tb, asRef(tb) != nil || asPointer(tb) != nil
	case isNull(tb):
		return ta, asRef(ta) != nil || asPointer(ta) != nil
	case sameType(ta, tb) && !isText(ta):
		return ta, true
	}
	if ra, rb := asRef(ta), asRef(tb); ra != nil || rb != nil {
		if _, ok := a.(*typed.NoneLit); ok {
			return tb, true
		}
		if _, ok := b.(*typed.NoneLit); ok {
			return ta, true
		}
		if ra == nil || rb == nil || ra.Qual != rb.Qual || ra.Const != rb.Const {
			return nil, false
		}
		if rb.Class.Derives(ra.Class) {
			return ta, true
		}
		return tb, ra.Class.Derives(rb.Class)
	}
	if isNumber(ta) && isNumber(tb) {
		if isBint(ta) != isBint(tb) && !fn.nogil && (isBint(ta) || isBint(tb)) {
			return types.PyObject, true
		}
		return fn.arithType(ta, tb), true
	}
	if isText(ta) && isText(tb) {
		if fn.nogil {
			return fn.pointer(types.Char), true
		}
		return types.PyObject, true
	}
	if isCharPointer(ta) && isText(tb) {
		return ta, true
	}
	if isCharPointer(tb) && isText(ta) {
		return tb, true
	}
	if _, ok := fn.tryCoerce(a, types.PyObject); ok {
		if _, ok := fn.tryCoerce(b, types.PyObject); ok {
			return types.PyObject, true
		}
	}
	return nil, false
}

func (fn *funcCtx) boolOp(x *syntax.BoolOp) typed.Expr {
	a, b := rvalue(fn.expr(x.X)), rvalue(fn.expr(x.Y))
	if isBint(a.Type()) && isBint(b.Type()) {
		return &typed.BoolOp{E: loc(types.Bint, x), And: x.Op == "and", X: a, Y: b}
	}
	t, ok := fn.commonType(a, b)
	if !ok {
		fn.exprError(codeOperands, errSpan(x), "Invalid operand types for '%s' (%s; %s)", x.Op, displayType(a.Type()), displayType(b.Type()))
		return fn.invalid(x)
	}
	left := fn.temp(t, x.Span())
	lv := &typed.VarExpr{E: typed.E{T: t, At: x.X.Span(), Err: a.Pos()}, Var: left}
	return &typed.BoolOp{E: loc(t, x), And: x.Op == "and", X: fn.coerce(a, t), Y: fn.coerce(b, t), Left: left, Test: fn.truth(lv)}
}

// cond checks an expression as a condition: and, or, not work on truths there.
func (fn *funcCtx) cond(x syntax.Expr) typed.Expr {
	switch y := x.(type) {
	case *syntax.Paren:
		return fn.cond(y.X)
	case *syntax.BoolOp:
		return &typed.BoolOp{E: loc(types.Bint, y), And: y.Op == "and", X: fn.cond(y.X), Y: fn.cond(y.Y)}
	case *syntax.Unary:
		if y.Op == "not" {
			return &typed.Not{E: loc(types.Bint, y), X: fn.cond(y.X)}
		}
	}
	e := fn.expr(x)
	if p, ok := e.(*typed.PyCompare); ok && isObject(p.T) {
		p.T = types.Bint
		return p
	}
	return fn.truth(e)
}

func (fn *funcCtx) namedExpr(x *syntax.NamedExpr) typed.Expr {
	v := fn.expr(x.Value)
	place := fn.placeName(x.Target)
	return &typed.AssignExpr{E: loc(place.Type(), x), Place: place, Value: fn.coerce(v, place.Type())}
}

func (fn *funcCtx) sizeOf(x *syntax.SizeOf) typed.Expr {
	var t types.Type
	switch {
	case x.Type != nil:
		t = fn.typeOf(fn.scope, x.Type)
	default:
		// `long` is a type here, though Python 2 had a builtin of that name.
		if n, ok := x.X.(*syntax.Name); ok && n.Name == "long" {
			if sym := fn.scope.lookup(n.Name); sym == nil || sym.kind == symBuiltin {
				t = types.Long
				break
			}
		}
		if t = fn.asType(fn.scope, x.X); t == nil {
			t = fn.expr(x.X).Type()
		}
	}
	if isObject(t) {
		fn.exprError(codeOperands, x.Span(), "Cannot take sizeof Python object")
	}
	return &typed.SizeOf{E: loc(types.SizeT, x), Of: unconst(t)}
}

func (fn *funcCtx) unary(x *syntax.Unary) typed.Expr {
	switch x.Op {
	case "not":
		return &typed.Not{E: loc(types.Bint, x), X: fn.cond(x.X)}
	case "&":
		return fn.addressOf(x)
	}
	v := rvalue(fn.expr(x.X))
	t := unconst(v.Type())
	switch f := t.(type) {
	case *types.Basic:
		switch f.Kind {
		case types.ErrorKind:
			return fn.invalid(x)
		case types.IntKind, types.BintKind:
			if l, ok := v.(*typed.IntLit); ok && l.Big == "" {
				switch x.Op {
				case "-":
					if l.V != math.MinInt64 {
						return &typed.IntLit{E: loc(t, x), V: -l.V}
					}
				case "+":
					return &typed.IntLit{E: loc(t, x), V: l.V}
				case "~":
					return &typed.IntLit{E: loc(t, x), V: ^l.V}
				}
			}
			r := fn.promote(f)
			return &typed.Unary{E: loc(r, x), Op: x.Op, X: fn.coerce(v, r)}
		case types.FloatKind:
			if l, ok := v.(*typed.FloatLit); ok && x.Op == "-" {
				return &typed.FloatLit{E: loc(t, x), V: -l.V, Text: ""}
			}
			if x.Op != "~" {
				return &typed.Unary{E: loc(t, x), Op: x.Op, X: v}
			}
		}
	case *types.Enum:
		return &typed.Unary{E: loc(types.Int, x), Op: x.Op, X: fn.coerce(v, types.Int)}
	case *types.Ref:
		name := map[string]string{"-": "__neg__", "+": "__pos__", "~": "__invert__"}[x.Op]
		if ds := fn.visibleMethods(v, name); len(ds) > 0 {
			return fn.callMethod(v, ds, nil, x.Span(), errSpan(x), name)
		}
	case *types.Cpp:
		if ds := fn.cppMethods(f, "operator"+x.Op); len(ds) > 0 {
			return fn.callCpp(v, f, ds, nil, x.Span(), errSpan(x))
		}
	case *types.Object:
		return &typed.PyUnary{E: loc(types.PyObject, x), Op: x.Op, X: v}
	}
	if !fn.nogil && (isNumber(t) || isText(t)) {
		// Python decides at run time, with its own TypeError.
		return &typed.PyUnary{E: loc(types.PyObject, x), Op: x.Op, X: fn.toPy(v)}
	}
	fn.exprError(codeOperands, errSpan(x), "Invalid operand type for '%s' (%s)", x.Op, displayType(v.Type()))
	return fn.invalid(x)
}

// promote is C's integer promotion.
func (c *checker) promote(b *types.Basic) types.Type {
	if b.Rank < types.Int.Rank || b.Kind == types.BintKind {
		return types.Int
	}
	return b
}

func (fn *funcCtx) addressOf(x *syntax.Unary) typed.Expr {
	v := fn.expr(x.X)
	switch y := v.(type) {
	case *typed.FuncExpr:
		return conv(typed.ToPointer, fn.pointer(y.T), v)
	case *typed.VarExpr:
		y.Var.Captured = true
	case *typed.Field, *typed.Index, *typed.Deref, *typed.GoConst:
	default:
		if _, ok := v.Type().(*types.Reference); !ok {
			if !isInvalid(v.Type()) {
				d := fn.exprError(codeOperands, errSpan(x), "Taking address of non-lvalue (type %s)", displayType(v.Type()))
				if asRef(v.Type()) != nil {
					d.Hint("what a cypclass makes is a reference already: leave the `&` out")
				}
			}
			return fn.invalid(x)
		}
	}
	t := v.Type()
	if asRef(t) != nil {
		fn.exprError(codeOperands, errSpan(x), "Cannot take address of cypclass")
		return fn.invalid(x)
	}
	if isObject(t) {
		fn.exprError(codeOperands, errSpan(x), "Cannot take address of Python variable")
		return fn.invalid(x)
	}
	if r, ok := t.(*types.Reference); ok {
		t = r.Elem
	}
	return &typed.AddrOf{E: loc(fn.pointer(t), x), X: v}
}
