package py

import (
	"math"
	"math/big"
	"strconv"

	rt "github.com/cyp-lang/cyp/runtime"
)

// Integer arithmetic on exact integers (immediate or big). The fast paths for immediate ones are in arith.go.

func intAdd(a, b Value) Value {
	if a.isInt() && b.isInt() {
		x, y := a.int(), b.int()
		if s := x + y; (s > x) == (y > 0) {
			return Int(s)
		}
	}
	return BigInt(new(big.Int).Add(bigOf(a), bigOf(b)))
}

func intSub(a, b Value) Value {
	if a.isInt() && b.isInt() {
		x, y := a.int(), b.int()
		if s := x - y; (s < x) == (y > 0) {
			return Int(s)
		}
	}
	return BigInt(new(big.Int).Sub(bigOf(a), bigOf(b)))
}

func intMul(a, b Value) Value {
	if a.isInt() && b.isInt() {
		if p, ok := mul64(a.int(), b.int()); ok {
			return Int(p)
		}
	}
	return BigInt(new(big.Int).Mul(bigOf(a), bigOf(b)))
}

func intNeg(a Value) Value {
	if a.isInt() && a.int() != math.MinInt64 {
		return Int(-a.int())
	}
	return BigInt(new(big.Int).Neg(bigOf(a)))
}

func intSign(a Value) int {
	if a.isInt() {
		switch n := a.int(); {
		case n < 0:
			return -1
		case n > 0:
			return 1
		}
		return 0
	}
	return asBig(a).Sign()
}

func intCmp(a, b Value) int {
	if a.isInt() && b.isInt() {
		switch x, y := a.int(), b.int(); {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return 0
	}
	return bigOf(a).Cmp(bigOf(b))
}

// intDivmod is floor division and its remainder; b is not 0.
func intDivmod(a, b Value) (q, m Value) {
	if a.isInt() && b.isInt() {
		x, y := a.int(), b.int()
		if y != -1 {
			d, r := x/y, x%y
			if r != 0 && (r < 0) != (y < 0) {
				d--
				r += y
			}
			return Int(d), Int(r)
		}
		return intNeg(a), Int(0)
	}
	y := bigOf(b)
	d, r := new(big.Int).QuoRem(bigOf(a), y, new(big.Int))
	if r.Sign() != 0 && r.Sign() != y.Sign() {
		d.Sub(d, bigOne)
		r.Add(r, y)
	}
	return BigInt(d), BigInt(r)
}

var bigOne = big.NewInt(1)

// intTrueDiv divides with one rounding, as CPython does; b is not 0.
func intTrueDiv(a, b Value) (Value, *rt.Error) {
	const exact = 1 << 53
	if a.isInt() && b.isInt() {
		x, y := a.int(), b.int()
		if x > -exact && x < exact && y > -exact && y < exact {
			return Float(float64(x) / float64(y)), nil
		}
	}
	if intSign(a) == 0 {
		return Float(math.Copysign(0, float64(intSign(b)))), nil
	}
	q := new(big.Rat).SetFrac(bigOf(a), bigOf(b))
	f, _ := q.Float64()
	if math.IsInf(f, 0) {
		return Value{}, overflowErr("integer division result too large for a float")
	}
	if f == 0 && intSign(a) != intSign(b) {
		f = math.Copysign(0, -1)
	}
	return Float(f), nil
}

// intPow is a ** b for b >= 0.
func intPow(a, b Value) (Value, *rt.Error) {
	if !b.isInt() {
		switch a {
		case Int(0), Int(1):
			return a, nil
		case Int(-1):
			if bigOf(b).Bit(0) == 0 {
				return Int(1), nil
			}
			return a, nil
		}
		return Value{}, rt.Raise("MemoryError", "")
	}
	n := b.int()
	if a.isInt() {
		base, r := a.int(), int64(1)
		ok := true
		for e := n; e > 0 && ok; {
			if e&1 != 0 {
				if r, ok = mul64(r, base); !ok {
					break
				}
			}
			if e >>= 1; e > 0 {
				base, ok = mul64(base, base)
			}
		}
		if ok {
			return Int(r), nil
		}
	}
	return BigInt(new(big.Int).Exp(bigOf(a), big.NewInt(n), nil)), nil
}

// intPowMod is pow(a, b, m).
func intPowMod(a, b, m Value) (Value, *rt.Error) {
	if intSign(m) == 0 {
		return Value{}, valueErr("pow() 3rd argument cannot be 0")
	}
	mod := new(big.Int).Abs(bigOf(m))
	base := new(big.Int).Mod(bigOf(a), mod)
	e := bigOf(b)
	if e.Sign() < 0 {
		if base.ModInverse(base, mod) == nil {
			return Value{}, valueErr("base is not invertible for the given modulus")
		}
		e = new(big.Int).Neg(e)
	}
	r := new(big.Int).Exp(base, e, mod)
	if intSign(m) < 0 && r.Sign() != 0 {
		r.Sub(r, mod)
	}
	return BigInt(r), nil
}

func intShift(a, b Value, left bool) (Value, *rt.Error) {
	if intSign(b) < 0 {
		return Value{}, valueErr("negative shift count")
	}
	if left {
		if intSign(a) == 0 {
			return Int(0), nil
		}
		if !b.isInt() || b.int() > 1<<33 {
			return Value{}, overflowErr("too many digits in integer")
		}
		return BigInt(new(big.Int).Lsh(bigOf(a), uint(b.int()))), nil
	}
	if a.isInt() {
		n := uint64(63)
		if b.isInt() && b.int() < 63 {
			n = b.N
		}
		return Int(a.int() >> n), nil
	}
	if !b.isInt() {
		if intSign(a) < 0 {
			return Int(-1), nil
		}
		return Int(0), nil
	}
	return BigInt(new(big.Int).Rsh(bigOf(a), uint(b.int()))), nil
}

// intToFloat converts with round-half-even.
func intToFloat(a Value) (float64, *rt.Error) {
	if a.isInt() {
		return float64(a.int()), nil
	}
	f, _ := new(big.Float).SetInt(asBig(a)).Float64()
	if math.IsInf(f, 0) {
		return 0, overflowErr("int too large to convert to float")
	}
	return f, nil
}

// floatToInt truncates.
func floatToInt(f float64) (Value, *rt.Error) {
	if math.IsNaN(f) {
		return Value{}, valueErr("cannot convert float NaN to integer")
	}
	if math.IsInf(f, 0) {
		return Value{}, overflowErr("cannot convert float infinity to integer")
	}
	if f >= -1<<63 && f < 1<<63 {
		return Int(int64(f)), nil
	}
	b, _ := new(big.Float).SetFloat64(math.Trunc(f)).Int(nil)
	return BigInt(b), nil
}

func formatInt(n int64) string { return strconv.FormatInt(n, 10) }

// maxStrDigits is the limit of sys.set_int_max_str_digits; 0 for none.
var maxStrDigits = 4300

// intString is the decimal form.
func intString(v Value) (string, *rt.Error) {
	if v.isInt() {
		return formatInt(v.int()), nil
	}
	b := asBig(v)
	if maxStrDigits > 0 && b.BitLen() > maxStrDigits*3 {
		s := b.String()
		n := len(s)
		if s[0] == '-' {
			n--
		}
		if n > maxStrDigits {
			return "", valueErr("Exceeds the limit (%d digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit", maxStrDigits)
		}
		return s, nil
	}
	return b.String(), nil
}

// Index is operator.index(v): an exact integer.
func Index(cx *rt.Ctx, v Value) (Value, *rt.Error) {
	if n, ok := asInt(v); ok {
		return n, nil
	}
	f := v.O.Type.index
	if f == nil {
		return Value{}, typeErr("'%s' object cannot be interpreted as an integer", v.O.Type.cName())
	}
	r, err := f(cx, v)
	if err != nil {
		return Value{}, err
	}
	n, ok := asInt(r)
	if !ok {
		return Value{}, typeErr("__index__ returned non-int (type %s)", r.O.Type.cName())
	}
	return n, nil
}

// asIndex is Index as a machine integer; OverflowError where it does not fit.
func asIndex(cx *rt.Ctx, v Value) (int, *rt.Error) {
	if v.O == &intTag {
		return int(v.int()), nil
	}
	n, err := Index(cx, v)
	if err != nil {
		return 0, err
	}
	if !n.isInt() {
		return 0, overflowErr("cannot fit '%s' into an index-sized integer", v.O.Type.name)
	}
	return int(n.int()), nil
}

// asIndexArg converts an integer argument as C code with an int parameter does.
func asIndexArg(cx *rt.Ctx, v Value) (int, *rt.Error) {
	n, err := Index(cx, v)
	if err != nil {
		return 0, err
	}
	if !n.isInt() {
		return 0, overflowErr("Python int too large to convert to C int")
	}
	return int(n.int()), nil
}

func setupInt() {
	t := IntType
	intTag.Type = t
	t.flags |= flagInt
	t.alloc = func(t *Type) *Obj { return &(&intInst{Obj: Obj{t}, val: Int(0)}).Obj }
	subLayouts[t] = subLayout{t.alloc, offsetIntDict}
	bin := func(f func(a, b Value) (Value, *rt.Error)) binaryFn {
		return func(cx *rt.Ctx, a, b Value) (Value, *rt.Error) {
			x, ok := asInt(a)
			y, ok2 := asInt(b)
			if !ok || !ok2 {
				return NotImplemented, nil
			}
			return f(x, y)
		}
	}
	plain := func(f func(a, b Value) Value) binaryFn {
		return bin(func(a, b Value) (Value, *rt.Error) { return f(a, b), nil })
	}
	t.nb[opAdd] = plain(intAdd)
	t.nb[opSub] = plain(intSub)
	t.nb[opMul] = plain(intMul)
	div := func(text string, f func(a, b Value) (Value, *rt.Error)) binaryFn {
		return bin(func(a, b Value) (Value, *rt.Error) {
			if intSign(b) == 0 {
				return Value{}, zeroDivErr("%s", text)
			}
			return f(a, b)
		})
	}
	t.nb[opTrueDiv] = div("division by zero", intTrueDiv)
	t.nb[opFloorDiv] = div("integer division or modulo by zero", func(a, b Value) (Value, *rt.Error) {
		q, _ := intDivmod(a, b)
		return q, nil
	})
	t.nb[opMod] = div("integer modulo by zero", func(a, b Value) (Value, *rt.Error) {
		_, m := intDivmod(a, b)
		return m, nil
	})
	t.nb[opDivmod] = div("integer division or modulo by zero", func(a, b Value) (Value, *rt.Error) {
		q, m := intDivmod(a, b)
		return newTuple([]Value{q, m}), nil
	})
	t.nb[opPow] = bin(func(a, b Value) (Value, *rt.Error) {
		if intSign(b) < 0 {
			x, err := intToFloat(a)
			if err != nil {
				return Value{}, err
			}
			y, err := intToFloat(b)
			if err != nil {
				return Value{}, err
			}
			return floatPow(x, y)
		}
		return intPow(a, b)
	})
	t.nb[opLShift] = bin(func(a, b Value) (Value, *rt.Error) { return intShift(a, b, true) })
	t.nb[opRShift] = bin(func(a, b Value) (Value, *rt.Error) { return intShift(a, b, false) })
	logic := func(small func(a, b uint64) uint64, large func(z, a, b *big.Int) *big.Int) binaryFn {
		return plain(func(a, b Value) Value {
			if a.isInt() && b.isInt() {
				return Value{&intTag, small(a.N, b.N)}
			}
			return BigInt(large(new(big.Int), bigOf(a), bigOf(b)))
		})
	}
	t.nb[opAnd] = logic(func(a, b uint64) uint64 { return a & b }, (*big.Int).And)
	t.nb[opOr] = logic(func(a, b uint64) uint64 { return a | b }, (*big.Int).Or)
	t.nb[opXor] = logic(func(a, b uint64) uint64 { return a ^ b }, (*big.Int).Xor)
	un := func(f func(a Value) Value) unaryFn {
		return func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
			n, _ := asInt(v)
			return f(n), nil
		}
	}
	same := un(func(a Value) Value { return a })
	t.neg = un(intNeg)
	t.pos, t.toInt, t.index = same, same, same
	t.invert = un(func(a Value) Value { return intSub(Int(-1), a) })
	t.abs = un(func(a Value) Value {
		if intSign(a) < 0 {
			return intNeg(a)
		}
		return a
	})
	t.toFloat = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		n, _ := asInt(v)
		f, err := intToFloat(n)
		return Float(f), err
	}
	t.truth = func(cx *rt.Ctx, v Value) (bool, *rt.Error) {
		n, _ := asInt(v)
		return intSign(n) != 0, nil
	}
	t.hash = func(cx *rt.Ctx, v Value) (int64, *rt.Error) {
		n, _ := asInt(v)
		return hashInt(n), nil
	}
	t.richcmp = func(cx *rt.Ctx, a, b Value, op cmpOp) (Value, *rt.Error) {
		x, ok := asInt(a)
		y, ok2 := asInt(b)
		if !ok || !ok2 {
			return NotImplemented, nil
		}
		return Bool(cmpInts(intCmp(x, y), 0, op)), nil
	}
	t.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		n, _ := asInt(v)
		s, err := intString(n)
		return newASCII(s), err
	}
	setupIntMethods(t)

	b := BoolType
	b.bases = []*Type{IntType}
	trueObj.Type, falseObj.Type = b, b
	b.flags |= flagInt | flagNoBase
	b.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		if v.N != 0 {
			return internTrue, nil
		}
		return internFalse, nil
	}
	boolOp := func(op binOp, f func(a, b uint64) uint64) binaryFn {
		return func(cx *rt.Ctx, x, y Value) (Value, *rt.Error) {
			if x.O.Type == BoolType && y.O.Type == BoolType {
				return Bool(f(x.N, y.N) != 0), nil
			}
			return IntType.nb[op](cx, x, y)
		}
	}
	b.nb[opAnd] = boolOp(opAnd, func(a, b uint64) uint64 { return a & b })
	b.nb[opOr] = boolOp(opOr, func(a, b uint64) uint64 { return a | b })
	b.nb[opXor] = boolOp(opXor, func(a, b uint64) uint64 { return a ^ b })
	b.new = func(cx *rt.Ctx, t *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
		if len(kn) > 0 {
			return Value{}, typeErr("bool() takes no keyword arguments")
		}
		switch len(args) {
		case 0:
			return False, nil
		case 1:
			v, err := Truth(cx, args[0])
			return Bool(v), err
		}
		return Value{}, typeErr("bool expected at most 1 argument, got %d", len(args))
	}
	b.init = func(cx *rt.Ctx, v Value, args []Value, kn []string, kv []Value) *rt.Error { return nil }
}

var internTrue, internFalse Value
