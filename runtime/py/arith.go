package py

import (
	"math"

	rt "github.com/cyp-lang/cyp/runtime"
)

// binary applies an operator by the rules of Python's dispatch.
func binary(cx *rt.Ctx, a, b Value, op binOp) (Value, *rt.Error) {
	r, err := binarySlots(cx, a, b, op)
	if err != nil || r != NotImplemented {
		return r, err
	}
	switch op {
	case opAdd:
		if f := a.O.Type.concat; f != nil {
			return f(cx, a, b)
		}
	case opMul:
		if f := a.O.Type.repeat; f != nil {
			return f(cx, a, b)
		}
		if f := b.O.Type.repeat; f != nil {
			return f(cx, b, a)
		}
	}
	return Value{}, operandErr(a, b, binSymbols[op])
}

// binarySlots tries the numeric slots; NotImplemented where neither side knows the other.
func binarySlots(cx *rt.Ctx, a, b Value, op binOp) (Value, *rt.Error) {
	ta, tb := a.O.Type, b.O.Type
	fa := ta.nb[op]
	var fb binaryFn
	if tb != ta {
		fb = tb.nb[op]
		if fa != nil && fb != nil && sameFunc(fa, fb) {
			fb = nil
		}
	}
	if fa != nil {
		if fb != nil && tb.IsSubtype(ta) {
			r, err := fb(cx, a, b)
			if err != nil || r != NotImplemented {
				return r, err
			}
			fb = nil
		}
		r, err := fa(cx, a, b)
		if err != nil || r != NotImplemented {
			return r, err
		}
	}
	if fb != nil {
		return fb(cx, a, b)
	}
	return NotImplemented, nil
}

func operandErr(a, b Value, symbol string) *rt.Error {
	return typeErr("unsupported operand type(s) for %s: '%s' and '%s'", symbol, a.O.Type.cName(), b.O.Type.cName())
}

// inplace applies an augmented assignment.
func inplace(cx *rt.Ctx, a, b Value, op binOp) (Value, *rt.Error) {
	t := a.O.Type
	if f := t.inb[op]; f != nil {
		r, err := f(cx, a, b)
		if err != nil || r != NotImplemented {
			return r, err
		}
	}
	r, err := binarySlots(cx, a, b, op)
	if err != nil || r != NotImplemented {
		return r, err
	}
	switch op {
	case opAdd:
		if t.iconcat != nil {
			return t.iconcat(cx, a, b)
		}
		if t.concat != nil {
			return t.concat(cx, a, b)
		}
	case opMul:
		if t.irepeat != nil {
			return t.irepeat(cx, a, b)
		}
		if t.repeat != nil {
			return t.repeat(cx, a, b)
		}
		if f := b.O.Type.repeat; f != nil {
			return f(cx, b, a)
		}
	}
	symbol := binSymbols[op] + "="
	if op == opPow {
		symbol = "**="
	}
	return Value{}, operandErr(a, b, symbol)
}

// Add is a + b.
func Add(cx *rt.Ctx, a, b Value) (Value, *rt.Error) {
	if a.O == &intTag && b.O == &intTag {
		x, y := a.int(), b.int()
		if s := x + y; (s > x) == (y > 0) {
			return Int(s), nil
		}
	} else if a.O == &floatTag && b.O == &floatTag {
		return Float(a.float() + b.float()), nil
	}
	return binary(cx, a, b, opAdd)
}

// Sub is a - b.
func Sub(cx *rt.Ctx, a, b Value) (Value, *rt.Error) {
	if a.O == &intTag && b.O == &intTag {
		x, y := a.int(), b.int()
		if s := x - y; (s < x) == (y > 0) {
			return Int(s), nil
		}
	} else if a.O == &floatTag && b.O == &floatTag {
		return Float(a.float() - b.float()), nil
	}
	return binary(cx, a, b, opSub)
}

// Mul is a * b.
func Mul(cx *rt.Ctx, a, b Value) (Value, *rt.Error) {
	if a.O == &intTag && b.O == &intTag {
		if p, ok := mul64(a.int(), b.int()); ok {
			return Int(p), nil
		}
	} else if a.O == &floatTag && b.O == &floatTag {
		return Float(a.float() * b.float()), nil
	}
	return binary(cx, a, b, opMul)
}

func mul64(x, y int64) (int64, bool) {
	const half = 1 << 31
	if x > -half && x < half && y > -half && y < half {
		return x * y, true
	}
	if x == 0 || y == 0 {
		return 0, true
	}
	p := x * y
	if p/y != x || x == -1 && y == math.MinInt64 || y == -1 && x == math.MinInt64 {
		return 0, false
	}
	return p, true
}

// TrueDiv is a / b.
func TrueDiv(cx *rt.Ctx, a, b Value) (Value, *rt.Error) {
	if a.O == &floatTag && b.O == &floatTag && b.float() != 0 {
		return Float(a.float() / b.float()), nil
	}
	return binary(cx, a, b, opTrueDiv)
}

// FloorDiv is a // b.
func FloorDiv(cx *rt.Ctx, a, b Value) (Value, *rt.Error) {
	if a.O == &intTag && b.O == &intTag {
		if x, y := a.int(), b.int(); y > 0 || y < -1 {
			q := x / y
			if x%y != 0 && (x < 0) != (y < 0) {
				q--
			}
			return Int(q), nil
		}
	}
	return binary(cx, a, b, opFloorDiv)
}

// Mod is a % b: also the formatting of str and bytes.
func Mod(cx *rt.Ctx, a, b Value) (Value, *rt.Error) {
	if a.O == &intTag && b.O == &intTag {
		if x, y := a.int(), b.int(); y > 0 || y < -1 {
			m := x % y
			if m != 0 && (m < 0) != (y < 0) {
				m += y
			}
			return Int(m), nil
		}
	}
	return binary(cx, a, b, opMod)
}

// Pow is a ** b.
func Pow(cx *rt.Ctx, a, b Value) (Value, *rt.Error) { return binary(cx, a, b, opPow) }

// MatMul is a @ b.
func MatMul(cx *rt.Ctx, a, b Value) (Value, *rt.Error) { return binary(cx, a, b, opMatMul) }

// LShift is a << b.
func LShift(cx *rt.Ctx, a, b Value) (Value, *rt.Error) {
	if a.O == &intTag && b.O == &intTag && b.N < 32 {
		if x := a.int(); x > -1<<31 && x < 1<<31 {
			return Int(x << b.N), nil
		}
	}
	return binary(cx, a, b, opLShift)
}

// RShift is a >> b.
func RShift(cx *rt.Ctx, a, b Value) (Value, *rt.Error) {
	if a.O == &intTag && b.O == &intTag && b.int() >= 0 {
		return Int(a.int() >> min(b.N, 63)), nil
	}
	return binary(cx, a, b, opRShift)
}

// And is a & b.
func And(cx *rt.Ctx, a, b Value) (Value, *rt.Error) {
	if a.O == &intTag && b.O == &intTag {
		return Value{&intTag, a.N & b.N}, nil
	}
	return binary(cx, a, b, opAnd)
}

// Or is a | b.
func Or(cx *rt.Ctx, a, b Value) (Value, *rt.Error) {
	if a.O == &intTag && b.O == &intTag {
		return Value{&intTag, a.N | b.N}, nil
	}
	return binary(cx, a, b, opOr)
}

// Xor is a ^ b.
func Xor(cx *rt.Ctx, a, b Value) (Value, *rt.Error) {
	if a.O == &intTag && b.O == &intTag {
		return Value{&intTag, a.N ^ b.N}, nil
	}
	return binary(cx, a, b, opXor)
}

// Divmod is divmod(a, b).
func Divmod(cx *rt.Ctx, a, b Value) (Value, *rt.Error) { return binary(cx, a, b, opDivmod) }

// Augmented assignments.

func immediate(a, b Value) bool {
	return a.O == &intTag && b.O == &intTag || a.O == &floatTag && b.O == &floatTag
}

// IAdd is a += b; the result is the new value of a. So are the others.
func IAdd(cx *rt.Ctx, a, b Value) (Value, *rt.Error) {
	if immediate(a, b) {
		return Add(cx, a, b)
	}
	return inplace(cx, a, b, opAdd)
}

func ISub(cx *rt.Ctx, a, b Value) (Value, *rt.Error) {
	if immediate(a, b) {
		return Sub(cx, a, b)
	}
	return inplace(cx, a, b, opSub)
}

func IMul(cx *rt.Ctx, a, b Value) (Value, *rt.Error) {
	if immediate(a, b) {
		return Mul(cx, a, b)
	}
	return inplace(cx, a, b, opMul)
}

func ITrueDiv(cx *rt.Ctx, a, b Value) (Value, *rt.Error)  { return inplace(cx, a, b, opTrueDiv) }
func IFloorDiv(cx *rt.Ctx, a, b Value) (Value, *rt.Error) { return inplace(cx, a, b, opFloorDiv) }
func IMod(cx *rt.Ctx, a, b Value) (Value, *rt.Error)      { return inplace(cx, a, b, opMod) }
func IPow(cx *rt.Ctx, a, b Value) (Value, *rt.Error)      { return inplace(cx, a, b, opPow) }
func IMatMul(cx *rt.Ctx, a, b Value) (Value, *rt.Error)   { return inplace(cx, a, b, opMatMul) }
func ILShift(cx *rt.Ctx, a, b Value) (Value, *rt.Error)   { return inplace(cx, a, b, opLShift) }
func IRShift(cx *rt.Ctx, a, b Value) (Value, *rt.Error)   { return inplace(cx, a, b, opRShift) }
func IAnd(cx *rt.Ctx, a, b Value) (Value, *rt.Error)      { return inplace(cx, a, b, opAnd) }
func IOr(cx *rt.Ctx, a, b Value) (Value, *rt.Error)       { return inplace(cx, a, b, opOr) }
func IXor(cx *rt.Ctx, a, b Value) (Value, *rt.Error)      { return inplace(cx, a, b, opXor) }

// Neg is -v.
func Neg(cx *rt.Ctx, v Value) (Value, *rt.Error) {
	switch v.O {
	case &intTag:
		if n := v.int(); n != math.MinInt64 {
			return Int(-n), nil
		}
	case &floatTag:
		return Float(-v.float()), nil
	}
	return unaryOp(cx, v, v.O.Type.neg, "-")
}

// Pos is +v.
func Pos(cx *rt.Ctx, v Value) (Value, *rt.Error) {
	if v.O == &intTag || v.O == &floatTag {
		return v, nil
	}
	return unaryOp(cx, v, v.O.Type.pos, "+")
}

// Invert is ~v.
func Invert(cx *rt.Ctx, v Value) (Value, *rt.Error) {
	if v.O == &intTag {
		return Value{&intTag, ^v.N}, nil
	}
	return unaryOp(cx, v, v.O.Type.invert, "~")
}

func unaryOp(cx *rt.Ctx, v Value, f unaryFn, symbol string) (Value, *rt.Error) {
	if f == nil {
		return Value{}, typeErr("bad operand type for unary %s: '%s'", symbol, v.O.Type.cName())
	}
	return f(cx, v)
}

// Abs is abs(v).
func Abs(cx *rt.Ctx, v Value) (Value, *rt.Error) {
	f := v.O.Type.abs
	if f == nil {
		return Value{}, typeErr("bad operand type for abs(): '%s'", v.O.Type.cName())
	}
	return f(cx, v)
}

// Truth is bool(v).
func Truth(cx *rt.Ctx, v Value) (bool, *rt.Error) {
	switch v.O {
	case &trueObj:
		return true, nil
	case &falseObj, &noneObj:
		return false, nil
	case &intTag:
		return v.N != 0, nil
	case &floatTag:
		return v.float() != 0, nil
	}
	t := v.O.Type
	if t.truth != nil {
		return t.truth(cx, v)
	}
	if t.length != nil {
		n, err := t.length(cx, v)
		return n != 0, err
	}
	return true, nil
}

// Not is not v.
func Not(cx *rt.Ctx, v Value) (Value, *rt.Error) {
	b, err := Truth(cx, v)
	return Bool(!b), err
}
