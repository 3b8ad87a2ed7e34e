package irbuild

import (
	"math/big"

	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// exactInt computes an integer expression of literals as Python does, without a width; nil for all others. As an object it has this
// value, whatever C would make of it.
func exactInt(e typed.Expr) *big.Int {
	switch e := e.(type) {
	case *typed.IntLit:
		if e.Big == "" {
			return big.NewInt(e.V)
		}
		n, ok := new(big.Int).SetString(e.Big, 10)
		if ok {
			return n
		}
	case *typed.Unary:
		n := exactInt(e.X)
		if n == nil {
			return nil
		}
		switch e.Op {
		case "-":
			return n.Neg(n)
		case "+":
			return n
		case "~":
			return n.Not(n)
		}
	case *typed.Binary:
		return exactBinary(e)
	case *typed.Coerce:
		if e.Kind == typed.ToCNumber && isInt(e.Type()) {
			return exactInt(e.X)
		}
	}
	return nil
}

func exactBinary(e *typed.Binary) *big.Int {
	if !isInt(e.Type()) {
		return nil
	}
	a, b := exactInt(e.X), exactInt(e.Y)
	if a == nil || b == nil {
		return nil
	}
	const limit = 4096 // bits: what is larger is computed at run time
	switch e.Op {
	case "+":
		return a.Add(a, b)
	case "-":
		return a.Sub(a, b)
	case "*":
		if a.BitLen()+b.BitLen() <= limit {
			return a.Mul(a, b)
		}
	case "**":
		if b.Sign() >= 0 && b.IsInt64() && int64(a.BitLen())*b.Int64() <= limit {
			return a.Exp(a, b, nil)
		}
	case "<<":
		if b.Sign() >= 0 && b.IsInt64() && int64(a.BitLen())+b.Int64() <= limit {
			return a.Lsh(a, uint(b.Int64()))
		}
	case ">>":
		if b.Sign() >= 0 && b.IsInt64() {
			return a.Rsh(a, uint(b.Int64()))
		}
	case "&":
		return a.And(a, b)
	case "|":
		return a.Or(a, b)
	case "^":
		return a.Xor(a, b)
	}
	return nil
}

// exactObject is an integer expression of literals as an object; nil for what is no such operation.
func (x *fb) exactObject(e typed.Expr) ir.Expr {
	switch e.(type) {
	case *typed.Binary, *typed.Unary:
	default:
		return nil
	}
	n := exactInt(e)
	if n == nil {
		return nil
	}
	if n.IsInt64() {
		return &ir.Int{X: x.x(types.PyObject), V: n.Int64()}
	}
	return &ir.Int{X: x.x(types.PyObject), Big: n.String()}
}
