package check

import (
	"math"
	"math/big"

	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// fold computes an operation on two literals, since Go refuses constants that overflow: integers exactly, with a Python number where the
// result is too large for C and the GIL is held; doubles by the rules of the processor. Nil where there is nothing to fold.
func (fn *funcCtx) fold(op string, a, b typed.Expr, at typed.E, t types.Type) typed.Expr {
	if isFloat(t) {
		x, ok1 := floatValue(a)
		y, ok2 := floatValue(b)
		if ok1 && ok2 {
			return fn.foldFloats(op, x, y, at, t)
		}
		return nil
	}
	x, ok1 := a.(*typed.IntLit)
	y, ok2 := b.(*typed.IntLit)
	if !ok1 || !ok2 || x.Big != "" || y.Big != "" || isObject(t) {
		return nil
	}
	v := foldInts(op, big.NewInt(x.V), big.NewInt(y.V))
	switch {
	case v == nil:
		return nil
	case v.IsInt64():
		at.T = t
		if bt := asBasic(t); bt != nil && !fitsInt(v.Int64(), bt) {
			at.T = types.Long
		}
		return &typed.IntLit{E: at, V: v.Int64()}
	case fn.nogil:
		low := new(big.Int).And(v, new(big.Int).SetUint64(math.MaxUint64))
		at.T = types.Long
		return &typed.IntLit{E: at, V: int64(low.Uint64())}
	}
	at.T = types.PyObject
	return &typed.IntLit{E: at, Big: v.String()}
}

// foldInts is Python's arithmetic; nil where the operation is for run time (a zero divisor, a huge result).
func foldInts(op string, x, y *big.Int) *big.Int {
	v := new(big.Int)
	switch op {
	case "+":
		return v.Add(x, y)
	case "-":
		return v.Sub(x, y)
	case "*":
		return v.Mul(x, y)
	case "&":
		return v.And(x, y)
	case "|":
		return v.Or(x, y)
	case "^":
		return v.Xor(x, y)
	case "<<":
		if y.Sign() >= 0 && y.IsInt64() && y.Int64() < 4096 {
			return v.Lsh(x, uint(y.Int64()))
		}
	case ">>":
		if y.Sign() >= 0 && y.IsInt64() && y.Int64() < 4096 {
			return v.Rsh(x, uint(y.Int64()))
		}
	case "**":
		if y.Sign() >= 0 && y.IsInt64() && y.Int64() < 512 && x.BitLen() <= 64 {
			return v.Exp(x, y, nil)
		}
	}
	return nil
}

// floatValue is the value of a constant operand of an operation on doubles.
func floatValue(e typed.Expr) (float64, bool) {
	switch e := e.(type) {
	case *typed.FloatLit:
		return e.V, true
	case *typed.IntLit:
		return float64(e.V), e.Big == ""
	case *typed.Coerce:
		if e.Kind == typed.ToCNumber && isFloat(e.Type()) {
			return floatValue(e.X)
		}
	case *typed.Binary:
		x, ok1 := floatValue(e.X)
		y, ok2 := floatValue(e.Y)
		if ok1 && ok2 && e.Op == "/" && y != 0 {
			return x / y, true
		}
	case *typed.Unary:
		if v, ok := floatValue(e.X); ok && e.Op == "-" {
			return -v, true
		}
	}
	return 0, false
}

func (fn *funcCtx) foldFloats(op string, x, y float64, at typed.E, t types.Type) typed.Expr {
	var v float64
	switch op {
	case "+":
		v = x + y
	case "-":
		v = x - y
	case "*":
		v = x * y
	default:
		return nil
	}
	at.T = t
	return &typed.FloatLit{E: at, V: v}
}
