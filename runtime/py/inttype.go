package py

import (
	"math/big"
	"math/bits"
	"strings"
	"unicode"
	"unsafe"

	rt "github.com/cyp-lang/cyp/runtime"
)

const offsetIntDict = unsafe.Offsetof(intInst{}.dict)

// parseIntText reads an integer in a base (0: by its prefix); ok is false where the text is not one.
func parseIntText(s string, base int) (v Value, ok bool, err *rt.Error) {
	s = trimSpace(s)
	neg := false
	if s != "" && (s[0] == '+' || s[0] == '-') {
		neg = s[0] == '-'
		s = s[1:]
	}
	prefix := func(p byte, b int) {
		if (base == 0 || base == b) && len(s) > 1 && s[0] == '0' && s[1]|0x20 == p {
			rest := s[2:]
			if strings.HasPrefix(rest, "_") {
				rest = rest[1:]
			}
			if rest == "" || rest[0] == '_' {
				return
			}
			if base == 0 {
				base = b
			}
			s = rest
		}
	}
	auto := base == 0
	prefix('x', 16)
	prefix('o', 8)
	prefix('b', 2)
	if base == 0 {
		base = 10
	}
	if s == "" {
		return Value{}, false, nil
	}
	digits := make([]byte, 0, len(s))
	last := byte('_')
	for _, r := range s {
		if r == '_' {
			if last == '_' {
				return Value{}, false, nil
			}
			last = '_'
			continue
		}
		d := digitVal(r)
		if d < 0 || d >= base {
			return Value{}, false, nil
		}
		c := byte('0' + d)
		if d >= 10 {
			c = byte('a' + d - 10)
		}
		digits = append(digits, c)
		last = c
	}
	if last == '_' {
		return Value{}, false, nil
	}
	if auto && base == 10 && digits[0] == '0' && strings.Trim(string(digits), "0") != "" {
		return Value{}, false, nil
	}
	if maxStrDigits > 0 && len(digits) > maxStrDigits && base&(base-1) != 0 {
		return Value{}, false, valueErr("Exceeds the limit (%d digits) for integer string conversion: value has %d digits; use sys.set_int_max_str_digits() to increase the limit", maxStrDigits, len(digits))
	}
	if len(digits) <= 18 && base == 10 {
		n := int64(0)
		for _, c := range digits {
			n = n*10 + int64(c-'0')
		}
		if neg {
			n = -n
		}
		return Int(n), true, nil
	}
	b, _ := new(big.Int).SetString(string(digits), base)
	if neg {
		b.Neg(b)
	}
	return BigInt(b), true, nil
}

// digitVal is the value of a digit or letter in any script, -1 for none.
func digitVal(r rune) int {
	switch {
	case r >= '0' && r <= '9':
		return int(r - '0')
	case r >= 'a' && r <= 'z':
		return int(r-'a') + 10
	case r >= 'A' && r <= 'Z':
		return int(r-'A') + 10
	case r < 0x80:
		return -1
	}
	return decimalVal(r)
}

// decimalVal is the value of a Unicode decimal digit, -1 for none. The digits of a script are ten consecutive code points.
func decimalVal(r rune) int {
	if !unicode.Is(unicode.Nd, r) {
		return -1
	}
	for _, rg := range unicode.Nd.R16 {
		if r >= rune(rg.Lo) && r <= rune(rg.Hi) {
			return int(r-rune(rg.Lo)) % 10
		}
	}
	for _, rg := range unicode.Nd.R32 {
		if r >= rune(rg.Lo) && r <= rune(rg.Hi) {
			return int(r-rune(rg.Lo)) % 10
		}
	}
	return -1
}

func intNew(cx *rt.Ctx, t *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
	x, base := Value{}, Value{}
	if len(args) > 0 {
		x = args[0]
	}
	if len(args) > 1 {
		base = args[1]
	}
	for i, k := range kn {
		if k != "base" {
			return Value{}, typeErr("'%s' is an invalid keyword argument for int()", k)
		}
		base = kv[i]
	}
	if len(args) > 2 {
		return Value{}, typeErr("int() takes at most 2 arguments (%d given)", len(args))
	}
	v, err := intOf(cx, x, base)
	if err != nil || t == IntType {
		return v, err
	}
	o := obj(t.alloc(t))
	asIntInst(o).val = v
	return o, nil
}

// intOf is int(x, base).
func intOf(cx *rt.Ctx, x, base Value) (Value, *rt.Error) {
	if !x.IsSet() {
		if base.IsSet() {
			return Value{}, typeErr("int() missing string argument")
		}
		return Int(0), nil
	}
	b := 10
	if base.IsSet() {
		n, err := asIndex(cx, base)
		if err != nil {
			return Value{}, err
		}
		if n != 0 && (n < 2 || n > 36) {
			return Value{}, valueErr("int() base must be >= 2 and <= 36, or 0")
		}
		b = n
	}
	var text string
	switch {
	case x.has(flagStr):
		text = asStr(x).s
	case x.has(flagBytes | flagByteArray):
		data, _ := bytesOf(x)
		text = string(data)
	default:
		if base.IsSet() {
			return Value{}, typeErr("int() can't convert non-string with explicit base")
		}
		return toInt(cx, x)
	}
	v, ok, err := parseIntText(text, b)
	if err != nil || ok {
		return v, err
	}
	r, err := ReprOf(cx, x)
	if err != nil {
		return Value{}, err
	}
	return Value{}, valueErr("invalid literal for int() with base %d: %s", b, r)
}

// toInt is int(x) for numbers.
func toInt(cx *rt.Ctx, x Value) (Value, *rt.Error) {
	if x.O == &floatTag {
		return floatToInt(x.float())
	}
	t := x.O.Type
	if f := t.toInt; f != nil {
		r, err := f(cx, x)
		if err != nil {
			return Value{}, err
		}
		n, ok := asInt(r)
		if !ok {
			return Value{}, typeErr("__int__ returned non-int (type %s)", r.O.Type.cName())
		}
		return n, nil
	}
	if t.index != nil {
		return Index(cx, x)
	}
	if r, ok, err := callSpecial(cx, x, "__trunc__"); ok || err != nil {
		if err != nil {
			return Value{}, err
		}
		return Index(cx, r)
	}
	return Value{}, typeErr("int() argument must be a string, a bytes-like object or a real number, not '%s'", t.name)
}

func setupIntMethods(t *Type) {
	t.new = intNew
	t.init = func(cx *rt.Ctx, v Value, args []Value, kn []string, kv []Value) *rt.Error { return nil }
	num := func(name string, f func(n Value) Value) {
		t.method(name, "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			n, _ := asInt(a[0])
			return f(n), nil
		})
	}
	same := func(n Value) Value { return n }
	for _, n := range []string{"conjugate", "__trunc__", "__floor__", "__ceil__"} {
		num(n, same)
	}
	num("bit_length", func(n Value) Value {
		if n.isInt() {
			u := uint64(n.int())
			if n.int() < 0 {
				u = -u
			}
			return Int(int64(bits.Len64(u)))
		}
		return Int(int64(asBig(n).BitLen()))
	})
	num("bit_count", func(n Value) Value {
		c := 0
		for _, w := range new(big.Int).Abs(bigOf(n)).Bits() {
			c += bits.OnesCount(uint(w))
		}
		return Int(int64(c))
	})
	num("as_integer_ratio", func(n Value) Value { return NewTuple(n, Int(1)) })
	num("__getnewargs__", func(n Value) Value { return NewTuple(n) })
	t.method("__round__", "0-1", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		n, _ := asInt(a[0])
		if len(a) == 1 || a[1].IsNone() {
			return n, nil
		}
		d, err := Index(cx, a[1])
		if err != nil {
			return Value{}, err
		}
		return intRound(n, d)
	})
	t.method("__format__", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		return formatMethod(cx, a, func(spec string) (string, *rt.Error) {
			n, _ := asInt(a[0])
			return formatIntSpec(cx, n, a[0].O.Type, spec)
		})
	})
	part := func(name string, f func(n Value) Value) {
		t.getter(name, func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
			n, _ := asInt(v)
			return f(n), nil
		})
	}
	part("real", same)
	part("numerator", same)
	part("imag", func(Value) Value { return Int(0) })
	part("denominator", func(Value) Value { return Int(1) })
	t.method("to_bytes", "length=, byteorder=, *, signed=", intToBytes)
	t.classMethod("from_bytes", "bytes, byteorder=, *, signed=", intFromBytes)
}

// intRound rounds to a power of ten, half to even.
func intRound(n, digits Value) (Value, *rt.Error) {
	if intSign(digits) >= 0 {
		return n, nil
	}
	d := -clampInt(digits)
	if d > 100000 {
		return Int(0), nil
	}
	p := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(d)), nil)
	q, m := new(big.Int).QuoRem(bigOf(n), p, new(big.Int))
	twice := new(big.Int).Lsh(new(big.Int).Abs(m), 1)
	if c := twice.Cmp(p); c > 0 || c == 0 && q.Bit(0) == 1 {
		if intSign(n) < 0 {
			q.Sub(q, bigOne)
		} else {
			q.Add(q, bigOne)
		}
	}
	return BigInt(q.Mul(q, p)), nil
}

func byteOrder(cx *rt.Ctx, v Value) (big bool, err *rt.Error) {
	if !v.IsSet() {
		return true, nil
	}
	if s, ok := GoStr(v); ok {
		switch s {
		case "big":
			return true, nil
		case "little":
			return false, nil
		}
		return false, valueErr("byteorder must be either 'little' or 'big'")
	}
	return false, typeErr("to_bytes() argument 'byteorder' must be str, not %s", argType(v))
}

func intToBytes(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
	n, _ := asInt(a[0])
	length := 1
	var err *rt.Error
	if a[1].IsSet() {
		if length, err = asIndex(cx, a[1]); err != nil {
			return Value{}, err
		}
		if length < 0 {
			return Value{}, valueErr("length argument must be non-negative")
		}
	}
	bigEnd, err := byteOrder(cx, a[2])
	if err != nil {
		return Value{}, err
	}
	signed := false
	if a[3].IsSet() {
		if signed, err = Truth(cx, a[3]); err != nil {
			return Value{}, err
		}
	}
	x := new(big.Int).Set(bigOf(n))
	if x.Sign() < 0 {
		if !signed {
			return Value{}, overflowErr("can't convert negative int to unsigned")
		}
		min := new(big.Int).Lsh(bigOne, uint(length*8))
		if length == 0 || new(big.Int).Neg(x).Cmp(new(big.Int).Rsh(min, 1)) > 0 {
			return Value{}, overflowErr("int too big to convert")
		}
		x.Add(x, min)
	} else {
		limit := length * 8
		if signed {
			limit--
		}
		if x.BitLen() > max(limit, 0) {
			return Value{}, overflowErr("int too big to convert")
		}
	}
	out := x.FillBytes(make([]byte, length))
	if !bigEnd {
		for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
			out[i], out[j] = out[j], out[i]
		}
	}
	return NewBytes(out), nil
}

func intFromBytes(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
	data, ok := bytesOf(a[1])
	if !ok {
		items, err := Collect(cx, a[1])
		if err != nil {
			return Value{}, err
		}
		if data, err = bytesOfInts(cx, items); err != nil {
			return Value{}, err
		}
	}
	bigEnd, err := byteOrder(cx, a[2])
	if err != nil {
		return Value{}, err
	}
	signed := false
	if a[3].IsSet() {
		if signed, err = Truth(cx, a[3]); err != nil {
			return Value{}, err
		}
	}
	buf := append([]byte(nil), data...)
	if !bigEnd {
		for i, j := 0, len(buf)-1; i < j; i, j = i+1, j-1 {
			buf[i], buf[j] = buf[j], buf[i]
		}
	}
	x := new(big.Int).SetBytes(buf)
	if signed && len(buf) > 0 && buf[0]&0x80 != 0 {
		x.Sub(x, new(big.Int).Lsh(bigOne, uint(len(buf)*8)))
	}
	v := BigInt(x)
	if t := asType(a[0]); t != IntType {
		return Call(cx, a[0], v)
	}
	return v, nil
}
