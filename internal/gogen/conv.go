package gogen

import (
	"strings"

	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
)

// conv is a conversion that is never checked.
func (fn *fn) conv(e *ir.Conv) (string, int) {
	fl := fn.fl
	to, from := strip(e.T), strip(e.V.Type())
	if _, null := e.V.(*ir.Null); null && (isPtr(to) || !isInt(to) && !isFloat(to)) {
		return fl.zero(to), precPrimary
	}
	switch {
	case isBool(to):
		return fn.truth(e.V, from)
	case isInt(to):
		return fn.toInt(e, to, from)
	case isFloat(to):
		if isBool(from) {
			return fl.goType(to) + "(rt.B2I(" + fn.expr(e.V) + "))", precPrimary
		}
		if isFloat(from) && fl.goType(to) == fl.goType(from) {
			return fn.prec(e.V)
		}
		if lit, ok := e.V.(*ir.FloatLit); ok {
			return fl.floatConst(lit.V, "", to, false), precUnary
		}
		if v, ok := fold(e.V); ok {
			return fl.goType(to) + "(" + fl.intConst(v, "", from, false) + ")", precPrimary
		}
		return fl.goType(to) + "(" + fn.expr(e.V) + ")", precPrimary
	case isPtr(to):
		return fn.toPtr(e, to, from)
	}
	if _, ok := to.(*types.Reference); ok {
		return fn.prec(e.V)
	}
	goTo, goFrom := fl.goType(to), fl.goType(from)
	if goTo == goFrom {
		return fn.prec(e.V)
	}
	return goTo + "(" + fn.expr(e.V) + ")", precPrimary
}

// truth is a C value as a bool.
func (fn *fn) truth(v ir.Expr, from types.Type) (string, int) {
	switch {
	case isBool(from):
		return fn.prec(v)
	case isPtr(from):
		return fn.operand(v, precCompare+1) + " != nil", precCompare
	}
	return fn.operand(v, precCompare+1) + " != 0", precCompare
}

func (fn *fn) toInt(e *ir.Conv, to, from types.Type) (string, int) {
	fl := fn.fl
	goTo := fl.goType(to)
	switch {
	case isBool(from):
		if goTo == "int32" {
			return "rt.B2I(" + fn.expr(e.V) + ")", precPrimary
		}
		return "rt.B2N[" + goTo + "](" + fn.expr(e.V) + ")", precPrimary
	case isPtr(from):
		if goTo == "uint64" {
			return fn.ptrInt(e.V), precPrimary
		}
		return goTo + "(" + fn.ptrInt(e.V) + ")", precPrimary
	case fl.goType(from) == goTo:
		return fn.prec(e.V)
	}
	if lit, ok := e.V.(*ir.FloatLit); ok {
		return fl.intConst(int64(lit.V), "", to, false), precUnary
	}
	if i, ok := e.V.(*ir.Int); ok {
		return fl.intConst(i.V, i.Big, to, false), precUnary
	}
	if isFloat(from) && strings.HasPrefix(goTo, "uint") && goTo != "uint64" {
		// C cuts the value of a wider signed integer, as far as it defines this at all.
		return goTo + "(int64(" + fn.expr(e.V) + "))", precPrimary
	}
	return goTo + "(" + fn.expr(e.V) + ")", precPrimary
}

// toPtr converts to a pointer or reference.
func (fn *fn) toPtr(e *ir.Conv, to, from types.Type) (string, int) {
	fl := fn.fl
	goTo := fl.goType(to)
	if arr, ok := from.(*types.Array); ok {
		// An array is the address of its first element.
		if arr.Len == 0 {
			return "nil", precPrimary
		}
		first := &ir.IndexRef{X: ir.X{T: arr.Elem, At: e.At}, Base: e.V, Index: &ir.Int{X: ir.X{T: types.Long, At: e.At}}}
		s, _ := fn.addr(first, &types.Pointer{Elem: arr.Elem})
		if fl.goType(&types.Pointer{Elem: arr.Elem}) == goTo {
			return s, precUnary
		}
		return fn.castPtr(s, goTo), precPrimary
	}
	if isFuncPtr(to) {
		if isFuncPtr(from) {
			if fl.goType(from) == goTo {
				return fn.prec(e.V)
			}
			return "rt.FuncAs[" + goTo + "](" + fn.expr(e.V) + ")", precPrimary
		}
		return "rt.PtrFunc[" + goTo + "](" + fn.rawFrom(e.V, from) + ")", precPrimary
	}
	if isInt(from) || isBool(from) {
		if v, ok := fold(e.V); ok && v == 0 {
			return "nil", precPrimary
		}
		p := "rt.IntPtr(uint64(" + fn.expr(e.V) + "))"
		if goTo == "unsafe.Pointer" {
			return p, precPrimary
		}
		return "(" + goTo + ")(" + p + ")", precPrimary
	}
	goFrom := fl.goType(from)
	if goFrom == goTo {
		return fn.prec(e.V)
	}
	if goTo == "unsafe.Pointer" {
		return fn.rawFrom(e.V, from), precPrimary
	}
	if goFrom == "unsafe.Pointer" {
		return "(" + goTo + ")(" + fn.expr(e.V) + ")", precPrimary
	}
	if a, ok := from.(*types.Ref); ok {
		if b, ok := to.(*types.Ref); ok && a.Class != b.Class {
			if s, ok := fn.embeddedUp(e.V, a.Class, b.Class); ok {
				return s, precUnary
			}
		}
	}
	if isFuncPtr(from) {
		return "(" + goTo + ")(rt.FuncPtr(" + fn.expr(e.V) + "))", precPrimary
	}
	return fn.castPtr(fn.expr(e.V), goTo), precPrimary
}

// embeddedUp is a reference that is certainly not null as one to a base class: the address of the embedded struct.
func (fn *fn) embeddedUp(v ir.Expr, c, b *types.Class) (string, bool) {
	g, ok := ir.Strip(v).(*ir.Get)
	if !ok || g.Local != fn.f.Self || g.Move {
		return "", false
	}
	if !user(b) || !contains(fn.g.shape.chains[c], b) {
		return "", false
	}
	return "&" + fn.operand(v, precPrimary) + "." + fn.g.className(b), true
}

func (fn *fn) castPtr(s, goTo string) string {
	fn.fl.use("unsafe")
	return "(" + goTo + ")(unsafe.Pointer(" + s + "))"
}

func (fn *fn) rawFrom(v ir.Expr, from types.Type) string {
	if isInt(from) {
		return "rt.IntPtr(uint64(" + fn.expr(v) + "))"
	}
	return fn.rawPtr(v)
}

// retain is a value with a count of its own, or a copy.
func (fn *fn) retain(e *ir.Retain) string {
	switch t := strip(e.T).(type) {
	case *types.Ref:
		return "rt.IncRef(" + fn.expr(e.V) + ")"
	case *types.Array:
		var w writer
		w.fl = fn.fl
		fn.fl.clonePlace(&w, "c", t)
		return "func() " + fn.fl.goType(t) + " {\nc := " + fn.expr(e.V) + "\n" + w.b.String() + "return c\n}()"
	}
	if _, call := ir.Strip(e.V).(*ir.Call); call {
		// The result of a call has no address, which methods on pointers need.
		return "rt.CloneOf(" + fn.expr(e.V) + ")"
	}
	return fn.operand(e.V, precPrimary) + ".Clone()"
}
