package py

import (
	"math"
	"math/big"
	"strconv"
	"strings"
	"unsafe"

	rt "github.com/cyp-lang/cyp/runtime"
)

// floatRepr is repr of a float: the shortest text that reads back as the same number.
func floatRepr(f float64) string {
	switch {
	case math.IsNaN(f):
		return "nan"
	case math.IsInf(f, 1):
		return "inf"
	case math.IsInf(f, -1):
		return "-inf"
	}
	var buf [32]byte
	b := strconv.AppendFloat(buf[:0], f, 'e', -1, 64)
	e := 0
	for i := len(b) - 1; i > 0; i-- {
		if b[i] == 'e' {
			e, _ = strconv.Atoi(string(b[i+1:]))
			break
		}
	}
	if e >= -4 && e < 16 {
		b = strconv.AppendFloat(buf[:0], f, 'f', -1, 64)
		for _, c := range b {
			if c == '.' {
				return string(b)
			}
		}
		return string(b) + ".0"
	}
	return string(b)
}

// parseFloatText reads a float as float() does.
func parseFloatText(s string) (float64, bool) {
	s = trimSpace(s)
	if s == "" {
		return 0, false
	}
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return parseFloatText(asciiDigits(s))
		}
	}
	body := strings.ToLower(strings.TrimLeft(s, "+-"))
	switch body {
	case "inf", "infinity", "nan":
		if len(s)-len(body) > 1 {
			return 0, false
		}
		f := math.Inf(1)
		if body == "nan" {
			f = math.NaN()
		}
		if s[0] == '-' {
			f = math.Copysign(f, -1)
		}
		return f, true
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c >= '0' && c <= '9', c == '.', c == 'e', c == 'E', c == '+', c == '-':
		case c == '_':
			if i == 0 || i == len(s)-1 || !isDigitByte(s[i-1]) || !isDigitByte(s[i+1]) {
				return 0, false
			}
		default:
			return 0, false
		}
	}
	f, err := strconv.ParseFloat(strings.ReplaceAll(s, "_", ""), 64)
	if err != nil && !math.IsInf(f, 0) {
		return 0, false
	}
	return f, true
}

func isDigitByte(c byte) bool { return c >= '0' && c <= '9' }

// asciiDigits replaces the decimal digits and spaces of other scripts; what is neither becomes '?'.
func asciiDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x80 {
			return r
		}
		if d := decimalVal(r); d >= 0 {
			return rune('0' + d)
		}
		return '?'
	}, s)
}

// floatMod is Python's %: the result has the sign of the divisor.
func floatMod(a, b float64) float64 {
	m := math.Mod(a, b)
	if m != 0 {
		if (b < 0) != (m < 0) {
			m += b
		}
		return m
	}
	return math.Copysign(0, b)
}

func floatFloorDiv(a, b float64) float64 {
	m := math.Mod(a, b)
	d := (a - m) / b
	if m != 0 && (b < 0) != (m < 0) {
		d--
	}
	if d != 0 {
		f := math.Floor(d)
		if d-f > 0.5 {
			f++
		}
		return f
	}
	return math.Copysign(0, a/b)
}

func floatPow(x, y float64) (Value, *rt.Error) {
	if x == 0 && y < 0 && !math.IsInf(y, 0) {
		return Value{}, zeroDivErr("0.0 cannot be raised to a negative power")
	}
	if x < 0 && !math.IsInf(x, 0) && y != math.Floor(y) && !math.IsInf(y, 0) && !math.IsNaN(y) {
		return complexPow(complex(x, 0), complex(y, 0))
	}
	r := accPow(x, y)
	if math.IsInf(r, 0) && !math.IsInf(x, 0) && !math.IsInf(y, 0) {
		return Value{}, errOf(newExc(OverflowError, Int(34), NewStr("Numerical result out of range")))
	}
	return Float(r), nil
}

// numToFloat converts int and float operands.
func numToFloat(v Value) (f float64, ok bool, err *rt.Error) {
	if f, ok := asFloat(v); ok {
		return f, true, nil
	}
	if n, ok := asInt(v); ok {
		f, err := intToFloat(n)
		return f, true, err
	}
	return 0, false, nil
}

func floatNew(cx *rt.Ctx, t *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
	if len(kn) > 0 && t == FloatType {
		return Value{}, typeErr("float() takes no keyword arguments")
	}
	if len(args) > 1 {
		return Value{}, typeErr("float expected at most 1 argument, got %d", len(args))
	}
	f := 0.0
	if len(args) == 1 {
		var err *rt.Error
		if f, err = floatOf(cx, args[0]); err != nil {
			return Value{}, err
		}
	}
	if t == FloatType {
		return Float(f), nil
	}
	o := obj(t.alloc(t))
	asFloatInst(o).f = f
	return o, nil
}

// floatOf is float(x).
func floatOf(cx *rt.Ctx, x Value) (float64, *rt.Error) {
	var text string
	switch {
	case x.has(flagStr):
		text = asStr(x).s
	case x.has(flagBytes | flagByteArray):
		data, _ := bytesOf(x)
		text = string(data)
	default:
		f, ok, err := toFloat(cx, x)
		if err == nil && !ok {
			err = typeErr("float() argument must be a string or a real number, not '%s'", x.O.Type.cName())
		}
		return f, err
	}
	f, ok := parseFloatText(text)
	if ok {
		return f, nil
	}
	r, err := ReprOf(cx, x)
	if err != nil {
		return 0, err
	}
	return 0, valueErr("could not convert string to float: %s", r)
}

// toFloat converts what has __float__ or __index__; ok is false for the rest.
func toFloat(cx *rt.Ctx, x Value) (float64, bool, *rt.Error) {
	if f, ok := asFloat(x); ok {
		return f, true, nil
	}
	t := x.O.Type
	if f := t.toFloat; f != nil {
		r, err := f(cx, x)
		if err != nil {
			return 0, true, err
		}
		v, ok := asFloat(r)
		if !ok {
			return 0, true, typeErr("%s.__float__ returned non-float (type %s)", t.name, r.O.Type.cName())
		}
		return v, true, nil
	}
	if t.index != nil {
		n, err := Index(cx, x)
		if err != nil {
			return 0, true, err
		}
		f, err := intToFloat(n)
		return f, true, err
	}
	return 0, false, nil
}

func setupFloat() {
	t := FloatType
	floatTag.Type = t
	t.flags |= flagFloat
	t.alloc = func(t *Type) *Obj { return &(&floatInst{Obj: Obj{t}}).Obj }
	subLayouts[t] = subLayout{t.alloc, unsafe.Offsetof(floatInst{}.dict)}
	bin := func(f func(a, b float64) (Value, *rt.Error)) binaryFn {
		return func(cx *rt.Ctx, a, b Value) (Value, *rt.Error) {
			x, ok, err := numToFloat(a)
			if err != nil {
				return Value{}, err
			}
			y, ok2, err := numToFloat(b)
			if err != nil {
				return Value{}, err
			}
			if !ok || !ok2 {
				return NotImplemented, nil
			}
			return f(x, y)
		}
	}
	t.nb[opAdd] = bin(func(a, b float64) (Value, *rt.Error) { return Float(a + b), nil })
	t.nb[opSub] = bin(func(a, b float64) (Value, *rt.Error) { return Float(a - b), nil })
	t.nb[opMul] = bin(func(a, b float64) (Value, *rt.Error) { return Float(a * b), nil })
	t.nb[opTrueDiv] = bin(func(a, b float64) (Value, *rt.Error) {
		if b == 0 {
			return Value{}, zeroDivErr("float division by zero")
		}
		return Float(a / b), nil
	})
	t.nb[opFloorDiv] = bin(func(a, b float64) (Value, *rt.Error) {
		if b == 0 {
			return Value{}, zeroDivErr("float floor division by zero")
		}
		return Float(floatFloorDiv(a, b)), nil
	})
	t.nb[opMod] = bin(func(a, b float64) (Value, *rt.Error) {
		if b == 0 {
			return Value{}, zeroDivErr("float modulo")
		}
		return Float(floatMod(a, b)), nil
	})
	t.nb[opDivmod] = bin(func(a, b float64) (Value, *rt.Error) {
		if b == 0 {
			return Value{}, zeroDivErr("float divmod()")
		}
		return NewTuple(Float(floatFloorDiv(a, b)), Float(floatMod(a, b))), nil
	})
	t.nb[opPow] = bin(floatPow)
	un := func(f func(x float64) float64) unaryFn {
		return func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
			x, _ := asFloat(v)
			return Float(f(x)), nil
		}
	}
	same := func(x float64) float64 { return x }
	t.neg, t.pos, t.abs, t.toFloat = un(func(x float64) float64 { return -x }), un(same), un(math.Abs), un(same)
	t.toInt = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		x, _ := asFloat(v)
		return floatToInt(x)
	}
	t.truth = func(cx *rt.Ctx, v Value) (bool, *rt.Error) {
		x, _ := asFloat(v)
		return x != 0, nil
	}
	t.hash = func(cx *rt.Ctx, v Value) (int64, *rt.Error) {
		x, _ := asFloat(v)
		return hashFloat(x), nil
	}
	t.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		x, _ := asFloat(v)
		return newASCII(floatRepr(x)), nil
	}
	t.richcmp = floatCompare
	t.new = floatNew
	t.init = func(cx *rt.Ctx, v Value, args []Value, kn []string, kv []Value) *rt.Error { return nil }
	floatMethods(t)
}

// floatCompare compares floats with floats and, exactly, with integers.
func floatCompare(cx *rt.Ctx, a, b Value, op cmpOp) (Value, *rt.Error) {
	x, ok := asFloat(a)
	if !ok {
		return NotImplemented, nil
	}
	if y, ok := asFloat(b); ok {
		return Bool(cmpFloat64(x, y, op)), nil
	}
	n, ok := asInt(b)
	if !ok {
		return NotImplemented, nil
	}
	if n.isInt() && n.int() > -1<<53 && n.int() < 1<<53 {
		return Bool(cmpFloat64(x, float64(n.int()), op)), nil
	}
	if math.IsNaN(x) {
		return Bool(op == cmpNe), nil
	}
	if math.IsInf(x, 0) {
		return Bool(cmpFloat64(x, 0, op)), nil
	}
	c := new(big.Float).SetFloat64(x).Cmp(new(big.Float).SetInt(bigOf(n)))
	return Bool(cmpInts(c, 0, op)), nil
}

func floatMethods(t *Type) {
	num := func(name string, f func(x float64) (Value, *rt.Error)) {
		t.method(name, "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			x, _ := asFloat(a[0])
			return f(x)
		})
	}
	num("is_integer", func(x float64) (Value, *rt.Error) { return Bool(!math.IsInf(x, 0) && math.Floor(x) == x), nil })
	num("conjugate", func(x float64) (Value, *rt.Error) { return Float(x), nil })
	num("__trunc__", floatToInt)
	num("__floor__", func(x float64) (Value, *rt.Error) { return floatToInt(math.Floor(x)) })
	num("__ceil__", func(x float64) (Value, *rt.Error) { return floatToInt(math.Ceil(x)) })
	num("hex", func(x float64) (Value, *rt.Error) { return NewStr(floatHex(x)), nil })
	num("__getnewargs__", func(x float64) (Value, *rt.Error) { return NewTuple(Float(x)), nil })
	num("as_integer_ratio", func(x float64) (Value, *rt.Error) {
		if math.IsInf(x, 0) {
			return Value{}, overflowErr("cannot convert Infinity to integer ratio")
		}
		if math.IsNaN(x) {
			return Value{}, valueErr("cannot convert NaN to integer ratio")
		}
		r := new(big.Rat)
		r.SetFloat64(x)
		return NewTuple(BigInt(new(big.Int).Set(r.Num())), BigInt(new(big.Int).Set(r.Denom()))), nil
	})
	t.method("__round__", "0-1", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		x, _ := asFloat(a[0])
		if len(a) == 1 || a[1].IsNone() {
			return floatToInt(math.RoundToEven(x))
		}
		d, err := asIndex(cx, a[1])
		if err != nil {
			return Value{}, err
		}
		return floatRound(x, d)
	})
	t.method("__format__", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		return formatMethod(cx, a, func(spec string) (string, *rt.Error) {
			x, _ := asFloat(a[0])
			return formatFloatSpec(cx, x, a[0].O.Type, spec)
		})
	})
	t.getter("real", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { x, _ := asFloat(v); return Float(x), nil })
	t.getter("imag", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return Float(0), nil })
	t.classMethod("fromhex", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		s, ok := GoStr(a[1])
		if !ok {
			return Value{}, typeErr("fromhex() argument must be str, not %s", argType(a[1]))
		}
		s = strings.ToLower(trimSpace(s))
		if f, ok := parseFloatText(s); ok && (strings.Contains(s, "inf") || s == "nan") {
			return Float(f), nil
		}
		body := strings.TrimLeft(s, "+-")
		if !strings.HasPrefix(body, "0x") {
			s = s[:len(s)-len(body)] + "0x" + body
		}
		if !strings.Contains(s, "p") {
			s += "p0"
		}
		f, err := strconv.ParseFloat(s, 64)
		if err != nil {
			if math.IsInf(f, 0) {
				return Value{}, overflowErr("hexadecimal value too large to represent as a float")
			}
			return Value{}, valueErr("invalid hexadecimal floating-point string")
		}
		return Float(f), nil
	})
}

// floatRound is round(x, d), correctly rounded in decimal.
func floatRound(x float64, d int) (Value, *rt.Error) {
	if math.IsNaN(x) || math.IsInf(x, 0) || d > 323 {
		return Float(x), nil
	}
	if d < -308 {
		return Float(math.Copysign(0, x)), nil
	}
	if d >= 0 {
		f, err := strconv.ParseFloat(strconv.FormatFloat(x, 'f', d, 64), 64)
		if err != nil {
			return Value{}, overflowErr("rounded value too large to represent")
		}
		return Float(f), nil
	}
	b, _ := new(big.Float).SetFloat64(x).Rat(nil)
	p := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(-d)), nil)
	q := new(big.Rat).Quo(b, new(big.Rat).SetInt(p))
	n := ratRoundEven(q)
	f, _ := new(big.Float).SetInt(n.Mul(n, p)).Float64()
	if math.IsInf(f, 0) {
		return Value{}, overflowErr("rounded value too large to represent")
	}
	if f == 0 {
		f = math.Copysign(0, x)
	}
	return Float(f), nil
}

func ratRoundEven(q *big.Rat) *big.Int {
	n, m := new(big.Int).QuoRem(q.Num(), q.Denom(), new(big.Int))
	twice := new(big.Int).Lsh(new(big.Int).Abs(m), 1)
	if c := twice.Cmp(q.Denom()); c > 0 || c == 0 && n.Bit(0) == 1 {
		if q.Sign() < 0 {
			n.Sub(n, bigOne)
		} else {
			n.Add(n, bigOne)
		}
	}
	return n
}

// floatHex is float.hex.
func floatHex(x float64) string {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return floatRepr(x)
	}
	sign := ""
	if math.Signbit(x) {
		sign = "-"
	}
	if x == 0 {
		return sign + "0x0.0p+0"
	}
	b := math.Float64bits(x)
	exp := int(b >> 52 & 0x7ff)
	lead := "1"
	if exp == 0 {
		lead = "0"
		exp = 1
	}
	e := exp - 1023
	es := strconv.Itoa(e)
	if e >= 0 {
		es = "+" + es
	}
	m := strconv.FormatUint(b&(1<<52-1), 16)
	return sign + "0x" + lead + "." + strings.Repeat("0", 13-len(m)) + m + "p" + es
}

// PowFloat is a ** b of floats whose result is one: a negative number to a fractional power, which is complex, raises ValueError.
func PowFloat(cx *rt.Ctx, a, b float64) (float64, *rt.Error) {
	v := math.Pow(a, b)
	if v-v == 0 && v != 0 {
		return v, nil
	}
	switch {
	case a == 0 && b < 0:
		return 0, zeroDivErr("0.0 cannot be raised to a negative power")
	case a < 0 && a-a == 0 && b-b == 0 && b != math.Floor(b):
		return 0, valueErr("negative number cannot be raised to a fractional power")
	case math.IsInf(v, 0) && a-a == 0 && b-b == 0:
		return 0, raisef("OverflowError", "(34, 'Numerical result out of range')")
	}
	return v, nil
}
