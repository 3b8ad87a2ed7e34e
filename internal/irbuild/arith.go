package irbuild

import (
	"math/bits"

	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

func (x *fb) unary(e *typed.Unary) ir.Expr {
	v := x.expr(e.X)
	switch e.Op {
	case "+":
		return v
	case "-":
		switch n := v.(type) {
		case *ir.Int:
			if n.Big == "" && n.V != 0 {
				return &ir.Int{X: x.x(e.Type()), V: -n.V}
			}
		case *ir.FloatLit:
			if n.Text == "" && n.V != 0 {
				return &ir.FloatLit{X: x.x(e.Type()), V: -n.V}
			}
		}
	}
	return &ir.Unary{X: x.x(e.Type()), Op: e.Op, V: v}
}

// arith is a binary operation on C numbers or pointers.
func (x *fb) arith(e *typed.Binary) ir.Expr {
	t := plain(e.Type())
	v := x.operands(e.X, e.Y)
	a, b := v[0], v[1]
	switch e.Op {
	case "/", "//", "%":
		return x.divide(e, t, a, b)
	case "**":
		if e.Checked {
			return x.raising("py.PowFloat", t, a, b)
		}
		if isFloat(t) {
			return x.inDouble("math.Pow", t, a, b)
		}
		return x.pure("rt.IPow", t, nil, a, b)
	case "<<", ">>":
		if b.Type() != t && isInt(b.Type()) {
			return x.binary(e.Op, t, a, b)
		}
	}
	return x.binary(e.Op, t, a, b)
}

// divide is / // % with Python's meaning: a zero divisor raises, // and % floor; with C's under cdivision.
func (x *fb) divide(e *typed.Binary, t types.Type, a, b ir.Expr) ir.Expr {
	if e.CDiv && !isFloat(t) {
		op := e.Op
		if op == "//" {
			op = "/"
		}
		return x.binary(op, t, a, b)
	}
	if !e.CDiv {
		msg := "integer division or modulo by zero"
		switch {
		case e.Op == "%" && isFloat(t):
			msg = "float divmod()"
		case e.Op == "/" || isFloat(t):
			msg = "float division"
		}
		if e.ByZero != "" {
			msg = e.ByZero
		}
		if !nonZero(b) {
			a = x.then(a, func() {
				tested := b
				if c, ok := b.(*ir.Conv); ok && isFloat(c.T) && isInt(c.V.Type()) {
					// An integer that becomes a number of the float type is cheaper to test, and to keep.
					tested = c.V
					if heavy(tested) {
						tested = x.save(tested)
						b = &ir.Conv{X: c.X, V: tested}
					}
				} else if heavy(b) {
					b = x.save(b)
					tested = b
				}
				x.emit(&ir.ZeroCheck{S: x.s(), V: tested, Msg: msg})
			})
		}
	}
	if isFloat(t) {
		switch {
		case e.Op == "/":
			return x.binary("/", t, a, b)
		case e.CDiv && e.Op == "%":
			return x.inDouble("math.Mod", t, a, b)
		case e.Op == "//":
			return x.pure("rt.FloorDivF", t, nil, a, b)
		}
		return x.pure("rt.FloorModF", t, nil, a, b)
	}
	unsigned := asBasic(t) != nil && !asBasic(t).Signed
	if n, ok := powerOfTwo(b); ok && !unsigned {
		// A shift and a mask floor.
		if e.Op == "%" {
			return x.binary("&", t, a, x.int(t, n-1))
		}
		return x.binary(">>", t, a, x.int(t, int64(bits.TrailingZeros64(uint64(n)))))
	}
	switch {
	case e.Op == "%" && unsigned:
		return x.binary("%", t, a, b)
	case unsigned:
		return x.binary("/", t, a, b)
	case e.Op == "%":
		return x.pure("rt.FloorMod", t, nil, a, b)
	}
	return x.pure("rt.FloorDiv", t, nil, a, b)
}

// heavy reports whether an expression is more than a variable, a field or a constant, so that it is not evaluated twice.
func heavy(e ir.Expr) bool {
	switch e := e.(type) {
	case *ir.Get, *ir.Int, *ir.FloatLit, *ir.GlobalRef, *ir.FieldRef, *ir.SizeOf:
		return false
	case *ir.Conv:
		return heavy(e.V)
	}
	return !constant(e)
}

// powerOfTwo is the value of a literal that is a power of two.
func powerOfTwo(e ir.Expr) (int64, bool) {
	v, ok := e.(*ir.Int)
	if !ok || v.Big != "" || v.V <= 0 || v.V&(v.V-1) != 0 {
		return 0, false
	}
	return v.V, true
}

// inDouble calls a function of package math on doubles.
func (x *fb) inDouble(name string, t types.Type, a, b ir.Expr) ir.Expr {
	bits := asBasic(t).Bits
	if bits == 64 {
		return x.pure(name, t, nil, a, b)
	}
	return x.conv(t, x.pure(name, types.Double, nil, x.conv(types.Double, a), x.conv(types.Double, b)))
}

// nonZero reports whether a divisor is a literal other than 0.
func nonZero(v ir.Expr) bool {
	switch v := v.(type) {
	case *ir.Int:
		return v.V != 0 || v.Big != ""
	case *ir.FloatLit:
		return v.V != 0
	case *ir.SizeOf:
		return true
	case *ir.Conv:
		return nonZero(v.V)
	}
	return false
}

// pure is a call of a runtime function without effect. It may be nested.
func (x *fb) pure(name string, t types.Type, k *types.Class, args ...ir.Expr) ir.Expr {
	return &ir.Call{X: x.x(t), Callee: ir.Callee{Kind: ir.Runtime, Go: name, Pure: true, Class: k}, Args: args}
}

// effect is a call of a runtime function that takes the context and can't raise; raising one that can.
func (x *fb) effect(name string, t types.Type, args ...ir.Expr) *ir.Call {
	return &ir.Call{X: x.x(t), Callee: ir.Callee{Kind: ir.Runtime, Go: name, Cx: true, NoResult: isVoid(t), Fresh: true}, Args: args}
}

func (x *fb) raising(name string, t types.Type, args ...ir.Expr) *ir.Call {
	c := x.effect(name, t, args...)
	c.Callee.Raises = true
	return c
}

// simple is a call with an effect that neither takes the context nor raises.
func (x *fb) simple(name string, t types.Type, args ...ir.Expr) *ir.Call {
	c := x.effect(name, t, args...)
	c.Callee.Cx = false
	return c
}

func (x *fb) do(c ir.Expr) { x.emit(&ir.Do{S: x.s(), Call: c}) }

// header is a class reference as *rt.Header.
func (x *fb) header(v ir.Expr) ir.Expr { return x.pure("header", goHeader, nil, v) }
