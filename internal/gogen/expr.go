package gogen

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
)

// Precedences of Go's operators; primary expressions bind tightest.
const (
	precOr = iota + 1
	precAnd
	precCompare
	precAdd
	precMul
	precUnary
	precPrimary
)

func precOf(op string) int {
	switch op {
	case "||":
		return precOr
	case "&&":
		return precAnd
	case "==", "!=", "<", "<=", ">", ">=":
		return precCompare
	case "+", "-", "|", "^":
		return precAdd
	}
	return precMul
}

// expr writes an expression.
func (fn *fn) expr(e ir.Expr) string {
	s, _ := fn.prec(e)
	return s
}

// operand writes an expression as an operand of something that binds as tightly as min.
func (fn *fn) operand(e ir.Expr, min int) string {
	s, p := fn.prec(e)
	if p < min {
		return "(" + s + ")"
	}
	return s
}

// typed writes an expression so that a Go constant has its type: where Go would give it another, as in := or for a type
// parameter.
func (fn *fn) typed(e ir.Expr) string {
	if v, ok := fold(e); ok {
		return fn.fl.intConst(v, "", e.Type(), !isBool(e.Type()))
	}
	switch x := e.(type) {
	case *ir.Int:
		if !ir.IsObject(x.T) {
			return fn.fl.intConst(x.V, x.Big, x.T, !isBool(x.T))
		}
	case *ir.FloatLit:
		if !ir.IsObject(x.T) {
			return fn.fl.floatConst(x.V, x.Text, x.T, fn.fl.goType(x.T) != "float64")
		}
	case *ir.Null:
		switch z := fn.fl.zero(x.T); z {
		case "nil", "0":
			return "(" + fn.fl.goType(x.T) + ")(" + z + ")"
		}
	case *ir.SizeOf:
		return fn.expr(e)
	}
	return fn.expr(e)
}

// prec writes an expression and tells its precedence.
func (fn *fn) prec(e ir.Expr) (string, int) {
	fl := fn.fl
	if v, ok := fold(e); ok {
		if _, lit := e.(*ir.Int); !lit || v < 0 {
			s := fl.intConst(v, "", e.Type(), false)
			if strings.HasPrefix(s, "-") {
				return s, precUnary
			}
			return s, precPrimary
		}
	}
	switch e := e.(type) {
	case *ir.Get:
		return fn.local(e.Local), precPrimary
	case *ir.Int:
		if ir.IsObject(e.T) {
			return fl.pyInt(e.V, e.Big), precPrimary
		}
		s := fl.intConst(e.V, e.Big, e.T, false)
		if strings.HasPrefix(s, "-") {
			return s, precUnary
		}
		return s, precPrimary
	case *ir.FloatLit:
		if ir.IsObject(e.T) {
			fl.use("py")
			return "py.Float(" + fl.floatConst(e.V, e.Text, types.Double, false) + ")", precPrimary
		}
		s := fl.floatConst(e.V, e.Text, e.T, false)
		if strings.HasPrefix(s, "-") {
			return s, precUnary
		}
		return s, precPrimary
	case *ir.Str:
		return fl.strConst(e), precPrimary
	case *ir.Null:
		return fl.zero(e.T), precPrimary
	case *ir.PyConst:
		fl.use("py")
		return "py." + e.Name, precPrimary
	case *ir.GlobalRef:
		return fn.global(e.Global), precPrimary
	case *ir.FieldRef:
		return fn.field(e), precPrimary
	case *ir.IndexRef:
		return fn.index(e)
	case *ir.DerefRef:
		if a, ok := e.Base.(*ir.AddrOf); ok {
			return fn.prec(a.Place)
		}
		return "*" + fn.operand(e.Base, precUnary), precUnary
	case *ir.AddrOf:
		return fn.addr(e.Place, e.T)
	case *ir.Unary:
		op := e.Op
		if op == "~" {
			op = "^"
		}
		s := fn.operand(e.V, precUnary)
		if strings.HasPrefix(s, op) && op == "-" {
			s = "(" + s + ")"
		}
		return op + s, precUnary
	case *ir.Binary:
		return fn.binary(e)
	case *ir.Cond:
		return fn.cond(e), precPrimary
	case *ir.Conv:
		return fn.conv(e)
	case *ir.FuncRef:
		return fn.funcRef(e), precPrimary
	case *ir.Closure:
		return fn.closure(e), precPrimary
	case *ir.GoExpr:
		return fl.text(e.Go), precPrimary
	case *ir.TypeRef:
		return fn.typeRef(e), precPrimary
	case *ir.SizeOf:
		return fn.sizeOf(e), precPrimary
	case *ir.SliceLit:
		parts := make([]string, len(e.Elts))
		for i, x := range e.Elts {
			parts[i] = fn.expr(x)
		}
		return fl.goType(e.T) + "{" + strings.Join(parts, ", ") + "}", precPrimary
	case *ir.Retain:
		return fn.retain(e), precPrimary
	case *ir.Call:
		return fn.call(e), precPrimary
	case *ir.Take:
		panic("gogen: nested take")
	}
	panic(fmt.Sprintf("gogen: expression %T", e))
}

// global is a global variable; one of another module's has the same name, since all are in one package.
func (fn *fn) global(v *ir.Global) string {
	if v.Go != "" {
		return fn.fl.text(v.Go)
	}
	if n := fn.g.globalNames[v]; n != "" {
		return n
	}
	panic("gogen: global " + v.Name + " is in no module")
}

// field is Base.Field.
func (fn *fn) field(e *ir.FieldRef) string {
	g := fn.g
	name := g.fieldName(e.Field)
	base := e.Base
	switch t := strip(base.Type()).(type) {
	case *types.Ref:
		// A cast to a base class changes nothing where the field is found through embedding.
		for {
			c, ok := base.(*ir.Conv)
			if !ok {
				break
			}
			from, ok := strip(c.V.Type()).(*types.Ref)
			if !ok || !from.Class.Derives(t.Class) {
				break
			}
			base = c.V
			t = from
		}
		owner := e.Field.Owner
		v := fn.operand(base, precPrimary)
		if owner != nil && user(owner) && user(t.Class) && !g.shape.direct(t.Class, owner) {
			fn.fl.use("unsafe")
			own := g.className(owner) + "_own"
			return "(*" + own + ")(unsafe.Add(unsafe.Pointer(" + v + "), " + v + ".vt().off_" + g.className(owner) + "))." + name
		}
		return v + "." + name
	case *types.Pointer, *types.Reference:
		v := fn.operand(base, precPrimary)
		if s, ok := strip(elemOf(t)).(*types.Struct); ok && s.Union {
			return fn.fl.unionMember(v, s, e.Field)
		}
		return v + "." + name
	case *types.Struct:
		v := fn.operand(base, precPrimary)
		if t.Union {
			return fn.fl.unionMember(v, t, e.Field)
		}
		return v + "." + name
	}
	return fn.operand(base, precPrimary) + "." + name
}

// index is Base[Index] of an array or a pointer.
func (fn *fn) index(e *ir.IndexRef) (string, int) {
	switch t := strip(e.Base.Type()).(type) {
	case *types.Array:
		if v, ok := fold(e.Index); !ok || v >= 0 && v < t.Len {
			return fn.operand(e.Base, precPrimary) + "[" + fn.expr(e.Index) + "]", precPrimary
		}
		fn.fl.use("unsafe")
		return "*rt.At(&" + fn.operand(e.Base, precPrimary) + "[0], " + fn.typed(e.Index) + ")", precUnary
	case *types.Pointer, *types.Reference:
		if v, ok := fold(e.Index); ok && v == 0 {
			return "*" + fn.operand(e.Base, precUnary), precUnary
		}
		return "*" + fn.pointerAt(e.Base, e.Index), precUnary
	}
	return fn.operand(e.Base, precPrimary) + "[" + fn.expr(e.Index) + "]", precPrimary
}

// pointerAt is the address of an element.
func (fn *fn) pointerAt(base, index ir.Expr) string {
	if fn.fl.isVoidPtr(base.Type()) {
		fn.fl.use("unsafe")
		return "unsafe.Add(" + fn.expr(base) + ", int(" + fn.expr(index) + "))"
	}
	return "rt.At(" + fn.expr(base) + ", " + fn.typed(index) + ")"
}

// addr is &place, as a value of type t.
func (fn *fn) addr(place ir.Expr, t types.Type) (string, int) {
	fl := fn.fl
	var s string
	p := precUnary
	switch x := place.(type) {
	case *ir.DerefRef:
		s, p = fn.prec(x.Base)
	case *ir.IndexRef:
		if at, ok := strip(x.Base.Type()).(*types.Array); ok {
			if v, c := fold(x.Index); c && (v < 0 || v >= at.Len) {
				s, p = "rt.At(&"+fn.operand(x.Base, precPrimary)+"[0], "+fn.typed(x.Index)+")", precPrimary
				break
			}
			s = "&" + fn.operand(place, precPrimary)
			break
		}
		if v, ok := fold(x.Index); ok && v == 0 {
			s, p = fn.prec(x.Base)
			break
		}
		s, p = fn.pointerAt(x.Base, x.Index), precPrimary
	default:
		v, vp := fn.prec(place)
		if strings.HasPrefix(v, "(*(*") || strings.HasPrefix(v, "*") && vp == precUnary {
			v = "(" + v + ")"
		} else if vp < precPrimary {
			v = "(" + v + ")"
		}
		s = "&" + v
	}
	if fl.isVoidPtr(t) {
		if inner := place.Type(); !fl.isVoidPtr(&types.Pointer{Elem: inner}) {
			fl.use("unsafe")
			return "unsafe.Pointer(" + s + ")", precPrimary
		}
	}
	return s, p
}

// binary is an operation on C values.
func (fn *fn) binary(e *ir.Binary) (string, int) {
	fl := fn.fl
	at := strip(e.A.Type())
	switch e.Op {
	case "==", "!=":
		if s, ok := fn.equality(e); ok {
			return s, precCompare
		}
	case "<", "<=", ">", ">=":
		if isPtr(at) {
			return fn.ptrInt(e.A) + " " + e.Op + " " + fn.ptrInt(e.B), precCompare
		}
		if isBool(at) {
			return "rt.B2I(" + fn.expr(e.A) + ") " + e.Op + " rt.B2I(" + fn.expr(e.B) + ")", precCompare
		}
	case "<<", ">>":
		return fn.shift(e)
	case "+", "-":
		if isPtr(at) {
			if isPtr(strip(e.B.Type())) {
				if fl.isVoidPtr(at) {
					return "(int64(" + fn.ptrInt(e.A) + ") - int64(" + fn.ptrInt(e.B) + "))", precPrimary
				}
				return "rt.PtrDiff(" + fn.expr(e.A) + ", " + fn.expr(e.B) + ")", precPrimary
			}
			index := e.B
			if e.Op == "-" {
				index = &ir.Unary{X: ir.X{T: types.Long, At: e.At}, Op: "-", V: &ir.Conv{X: ir.X{T: types.Long, At: e.At}, V: e.B}}
			}
			return fn.pointerAt(e.A, index), precPrimary
		}
	case "/", "%":
		if v, ok := fold(e.B); ok && v == 0 && isInt(at) {
			// A check before it has raised.
			return fl.goType(e.T) + "(0)", precPrimary
		}
		if e.Op == "%" && isFloat(at) {
			fl.use("math")
			if fl.goType(e.T) == "float32" {
				return "float32(math.Mod(float64(" + fn.expr(e.A) + "), float64(" + fn.expr(e.B) + ")))", precPrimary
			}
			return "math.Mod(" + fn.expr(e.A) + ", " + fn.expr(e.B) + ")", precPrimary
		}
		if isFloat(at) && constFloat(e.B) {
			// Go refuses a constant zero.
			return "rt.FDiv(" + fn.expr(e.A) + ", " + fn.typed(e.B) + ")", precPrimary
		}
	case "&", "|", "^":
		if isBool(at) {
			op := map[string]string{"&": "&&", "|": "||", "^": "!="}[e.Op]
			p := precOf(op)
			return fn.operand(e.A, p) + " " + op + " " + fn.operand(e.B, p+1), p
		}
	}
	p := precOf(e.Op)
	a, b := e.A, e.B
	as, bs := fn.operand(a, p), fn.operand(b, p+1)
	if fn.bothConst(a, b) && p >= precAdd && (isFloat(at) || isInt(at)) {
		// Go computes constants exactly and refuses an overflow.
		as = fl.goType(at) + "(" + fn.expr(a) + ")"
	}
	return as + " " + e.Op + " " + bs, p
}

func constFloat(e ir.Expr) bool {
	switch x := e.(type) {
	case *ir.FloatLit:
		return x.V == 0
	case *ir.Int:
		return x.V == 0
	case *ir.Conv:
		return constFloat(x.V)
	}
	return false
}

func (fn *fn) bothConst(a, b ir.Expr) bool { return isConst(a) && isConst(b) }

func isConst(e ir.Expr) bool {
	switch x := e.(type) {
	case *ir.Int, *ir.FloatLit:
		return true
	case *ir.Conv:
		return isConst(x.V)
	case *ir.Unary:
		return isConst(x.V)
	}
	return false
}

// equality compares what Go can't compare with == as it stands.
func (fn *fn) equality(e *ir.Binary) (string, bool) {
	fl := fn.fl
	at, bt := strip(e.A.Type()), strip(e.B.Type())
	_, an := e.A.(*ir.Null)
	_, bn := e.B.(*ir.Null)
	if ir.IsObject(at) && (an || bn) {
		v := e.A
		if an {
			v = e.B
		}
		return fn.operand(v, precPrimary) + ".O " + e.Op + " nil", true
	}
	if an || bn {
		v := e.A
		if an {
			v = e.B
		}
		if isPtr(strip(v.Type())) || strip(v.Type()) == ir.ErrType {
			return fn.operand(v, precCompare+1) + " " + e.Op + " nil", true
		}
		return "", false
	}
	if isFuncPtr(at) || isFuncPtr(bt) {
		return fn.funcWord(e.A) + " " + e.Op + " " + fn.funcWord(e.B), true
	}
	if isPtr(at) && isPtr(bt) && fl.goType(at) != fl.goType(bt) {
		return fn.rawPtr(e.A) + " " + e.Op + " " + fn.rawPtr(e.B), true
	}
	if isBool(at) != isBool(bt) {
		return fn.operand(fn.toBool(e.A), precCompare+1) + " " + e.Op + " " + fn.operand(fn.toBool(e.B), precCompare+1), true
	}
	return "", false
}

func (fn *fn) toBool(e ir.Expr) ir.Expr {
	if isBool(e.Type()) {
		return e
	}
	return &ir.Conv{X: ir.X{T: types.Bint, At: e.Span()}, V: e}
}

func (fn *fn) funcWord(e ir.Expr) string {
	if isFuncPtr(e.Type()) {
		return "rt.FuncPtr(" + fn.expr(e) + ")"
	}
	return fn.rawPtr(e)
}

// rawPtr is a pointer or reference as unsafe.Pointer.
func (fn *fn) rawPtr(e ir.Expr) string {
	if fn.fl.isVoidPtr(e.Type()) {
		return fn.expr(e)
	}
	if isFuncPtr(e.Type()) {
		return "rt.FuncPtr(" + fn.expr(e) + ")"
	}
	fn.fl.use("unsafe")
	return "unsafe.Pointer(" + fn.expr(e) + ")"
}

func (fn *fn) ptrInt(e ir.Expr) string { return "rt.PtrInt(" + fn.rawPtr(e) + ")" }

// isPtr reports whether values of the type are Go pointers or funcs.
func isPtr(t types.Type) bool {
	switch t := strip(t).(type) {
	case *types.Pointer, *types.Reference, *types.Ref, *types.Func:
		return true
	case *types.Basic:
		return t.Kind == types.NullKind || t.Kind == types.StringKind
	case *ir.GoType:
		return strings.HasPrefix(t.Text, "*") || strings.HasPrefix(t.Text, "func(") || t.Text == "unsafe.Pointer"
	}
	return false
}

// shift shifts as C does on this machine: by the count modulo the width.
func (fn *fn) shift(e *ir.Binary) (string, int) {
	bits, _ := intInfo(e.T)
	if v, ok := fold(e.B); ok && v >= 0 && v < int64(bits) {
		a := fn.operand(e.A, precMul)
		if isConst(e.A) {
			a = fn.typed(e.A)
		}
		return a + " " + e.Op + " " + strconv.FormatInt(v, 10), precMul
	}
	a := fn.operand(e.A, precMul)
	if isConst(e.A) {
		a = fn.typed(e.A)
	}
	_, signed := intInfo(e.B.Type())
	count := fn.operand(e.B, precMul)
	if signed {
		count = "uint(" + fn.expr(e.B) + ")"
	}
	return a + " " + e.Op + " (" + count + " & " + strconv.Itoa(bits-1) + ")", precMul
}

// cond is ?: inside an expression: only one arm is evaluated.
func (fn *fn) cond(e *ir.Cond) string {
	if harmless(e.Then) && harmless(e.Else) {
		return "rt.Cond(" + fn.expr(e.If) + ", " + fn.typed(e.Then) + ", " + fn.typed(e.Else) + ")"
	}
	return "func() " + fn.fl.goType(e.T) + " {\nif " + fn.expr(e.If) + " {\nreturn " + fn.expr(e.Then) + "\n}\nreturn " +
		fn.expr(e.Else) + "\n}()"
}

// harmless reports whether evaluating an expression for nothing can do no harm.
func harmless(e ir.Expr) bool {
	ok := true
	ir.WalkExpr(e, func(e ir.Expr) bool {
		switch x := e.(type) {
		case *ir.Call, *ir.DerefRef, *ir.IndexRef, *ir.FieldRef, *ir.Retain, *ir.Take, *ir.Cond:
			ok = false
		case *ir.Binary:
			ok = ok && x.Op != "/" && x.Op != "%"
		}
		return ok
	})
	return ok
}

func (fn *fn) typeRef(e *ir.TypeRef) string {
	t := strip(e.Class)
	if r, ok := t.(*types.Ref); ok {
		t = types.Type(r.Class)
	}
	c, ok := t.(*types.Class)
	if !ok {
		panic("gogen: type reference to " + t.String())
	}
	if ir.IsObject(e.T) {
		fn.fl.use("py")
		return fn.fl.wrapperType(c)
	}
	return fn.fl.classRef(c)
}

// sizeOf is a size as C has it.
func (fn *fn) sizeOf(e *ir.SizeOf) string {
	switch t := strip(e.Of).(type) {
	case *types.Basic:
		if t.Kind == types.VoidKind {
			return "1"
		}
		bits := t.Bits
		if t.Kind == types.BintKind && t == types.Bint {
			bits = 32
		}
		if bits > 0 {
			return strconv.Itoa(bits / 8)
		}
	case *types.Pointer, *types.Reference, *types.Ref, *types.Func, *types.Object:
		return "8"
	case *types.Enum:
		return "4"
	}
	fn.fl.use("unsafe")
	return fn.fl.goType(e.T) + "(unsafe.Sizeof(*(*" + fn.fl.goType(e.Of) + ")(nil)))"
}
