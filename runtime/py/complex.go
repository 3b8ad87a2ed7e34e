package py

import (
	"math"
	"math/cmplx"
	"strings"
	"unsafe"

	rt "github.com/cyp-lang/cyp/runtime"
)

// complexObj is a complex number.
type complexObj struct {
	Obj
	c    complex128
	dict *Dict
}

// Complex makes a complex number.
func Complex(re, im float64) Value {
	return obj(&(&complexObj{Obj: Obj{ComplexType}, c: complex(re, im)}).Obj)
}

// toComplex converts the operands of complex arithmetic.
func toComplex(v Value) (complex128, bool, *rt.Error) {
	if v.has(flagComplex) {
		return asComplex(v).c, true, nil
	}
	f, ok, err := numToFloat(v)
	return complex(f, 0), ok, err
}

// complexPart formats a part without the ".0" of a whole number.
func complexPart(f float64) string {
	return strings.TrimSuffix(floatRepr(f), ".0")
}

func complexRepr(c complex128) string {
	re, im := real(c), imag(c)
	if re == 0 && !math.Signbit(re) {
		return complexPart(im) + "j"
	}
	s := complexPart(im)
	if s[0] != '-' {
		s = "+" + s
	}
	return "(" + complexPart(re) + s + "j)"
}

func complexPow(a, b complex128) (Value, *rt.Error) {
	mk := func(c complex128) Value { return Complex(real(c), imag(c)) }
	if b == 0 {
		return mk(1), nil
	}
	if a == 0 {
		if imag(b) != 0 || real(b) < 0 {
			return Value{}, zeroDivErr("0.0 to a negative or complex power")
		}
		return mk(0), nil
	}
	if imag(b) == 0 && real(b) == math.Floor(real(b)) && math.Abs(real(b)) <= 100 {
		n := int(math.Abs(real(b)))
		r, p := complex128(1), a
		for ; n > 0; n >>= 1 {
			if n&1 != 0 {
				r = mulComplex(r, p)
			}
			p = mulComplex(p, p)
		}
		if real(b) < 0 {
			r = divComplex(1, r)
		}
		return mk(r), nil
	}
	vabs := cmplx.Abs(a)
	length := accPow(vabs, real(b))
	at := accAtan2(imag(a), real(a))
	phase := at * real(b)
	if imag(b) != 0 {
		length *= accExp(-at * imag(b))
		phase += imag(b) * accLog(vabs)
	}
	return Complex(length*accCos(phase), length*accSin(phase)), nil
}

func mulComplex(a, b complex128) complex128 {
	return complex(real(a)*real(b)-imag(a)*imag(b), real(a)*imag(b)+imag(a)*real(b))
}

// divComplex divides by Smith's method, as CPython does.
func divComplex(a, b complex128) complex128 {
	br, bi := real(b), imag(b)
	if math.Abs(br) >= math.Abs(bi) {
		ratio := bi / br
		denom := br + bi*ratio
		return complex((real(a)+imag(a)*ratio)/denom, (imag(a)-real(a)*ratio)/denom)
	}
	ratio := br / bi
	denom := br*ratio + bi
	return complex((real(a)*ratio+imag(a))/denom, (imag(a)*ratio-real(a))/denom)
}

func setupComplex() {
	t := ComplexType
	t.flags |= flagComplex
	t.alloc = func(t *Type) *Obj { return &(&complexObj{Obj: Obj{t}}).Obj }
	subLayouts[t] = subLayout{t.alloc, unsafe.Offsetof(complexObj{}.dict)}
	bin := func(f func(a, b complex128) (Value, *rt.Error)) binaryFn {
		return func(cx *rt.Ctx, a, b Value) (Value, *rt.Error) {
			x, ok, err := toComplex(a)
			if err != nil {
				return Value{}, err
			}
			y, ok2, err := toComplex(b)
			if err != nil {
				return Value{}, err
			}
			if !ok || !ok2 {
				return NotImplemented, nil
			}
			return f(x, y)
		}
	}
	mk := func(c complex128) (Value, *rt.Error) { return Complex(real(c), imag(c)), nil }
	t.nb[opAdd] = bin(func(a, b complex128) (Value, *rt.Error) { return mk(a + b) })
	t.nb[opSub] = bin(func(a, b complex128) (Value, *rt.Error) { return mk(a - b) })
	t.nb[opMul] = bin(func(a, b complex128) (Value, *rt.Error) { return mk(mulComplex(a, b)) })
	t.nb[opTrueDiv] = bin(func(a, b complex128) (Value, *rt.Error) {
		if b == 0 {
			return Value{}, zeroDivErr("complex division by zero")
		}
		return mk(divComplex(a, b))
	})
	t.nb[opPow] = bin(complexPow)
	t.neg = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		c := asComplex(v).c
		return Complex(-real(c), -imag(c)), nil
	}
	t.pos = func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return v, nil }
	t.abs = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		f := cmplx.Abs(asComplex(v).c)
		if math.IsInf(f, 0) && !cmplx.IsInf(asComplex(v).c) {
			return Value{}, overflowErr("absolute value too large")
		}
		return Float(f), nil
	}
	t.truth = func(cx *rt.Ctx, v Value) (bool, *rt.Error) { return asComplex(v).c != 0, nil }
	t.hash = func(cx *rt.Ctx, v Value) (int64, *rt.Error) {
		c := asComplex(v).c
		h := uint64(hashFloat(real(c))) + 1000003*uint64(hashFloat(imag(c)))
		if int64(h) == -1 {
			return -2, nil
		}
		return int64(h), nil
	}
	t.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return NewStr(complexRepr(asComplex(v).c)), nil }
	t.richcmp = func(cx *rt.Ctx, a, b Value, op cmpOp) (Value, *rt.Error) {
		if !a.has(flagComplex) || op != cmpEq && op != cmpNe {
			return NotImplemented, nil
		}
		x := asComplex(a).c
		if b.has(flagComplex) {
			return Bool((x == asComplex(b).c) == (op == cmpEq)), nil
		}
		if !b.has(flagInt | flagFloat) {
			return NotImplemented, nil
		}
		eq := false
		if imag(x) == 0 {
			var err *rt.Error
			if eq, err = EqB(cx, Float(real(x)), b); err != nil {
				return Value{}, err
			}
		}
		return Bool(eq == (op == cmpEq)), nil
	}
	t.new = complexNew
	t.init = func(cx *rt.Ctx, v Value, args []Value, kn []string, kv []Value) *rt.Error { return nil }
	t.getter("real", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return Float(real(asComplex(v).c)), nil })
	t.getter("imag", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return Float(imag(asComplex(v).c)), nil })
	t.method("conjugate", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return mk(cmplx.Conj(asComplex(a[0]).c)) })
	t.method("__complex__", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return mk(asComplex(a[0]).c) })
	t.method("__format__", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		return formatMethod(cx, a, func(spec string) (string, *rt.Error) {
			return formatComplexSpec(asComplex(a[0]).c, a[0].O.Type, spec)
		})
	})
}

func complexNew(cx *rt.Ctx, t *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
	p := [2]Value{}
	if len(args) > 2 {
		return Value{}, typeErr("complex() takes at most 2 arguments (%d given)", len(args))
	}
	copy(p[:], args)
	for i, k := range kn {
		switch k {
		case "real":
			p[0] = kv[i]
		case "imag":
			p[1] = kv[i]
		default:
			return Value{}, typeErr("'%s' is an invalid keyword argument for complex()", k)
		}
	}
	var parts [2]complex128
	for i, v := range p {
		if !v.IsSet() {
			continue
		}
		if s, ok := GoStr(v); ok {
			if i == 1 {
				return Value{}, typeErr("complex() second arg can't be a string")
			}
			if p[1].IsSet() {
				return Value{}, typeErr("complex() can't take second arg if first is a string")
			}
			c, ok := parseComplexText(s)
			if !ok {
				return Value{}, valueErr("complex() arg is a malformed string")
			}
			parts[0] = c
			continue
		}
		c, ok, err := toComplex(v)
		if err != nil {
			return Value{}, err
		}
		if !ok {
			if r, has, err := callSpecial(cx, v, "__complex__"); err != nil {
				return Value{}, err
			} else if has && r.has(flagComplex) {
				parts[i] = asComplex(r).c
				continue
			}
			f, ok, err := toFloat(cx, v)
			if err != nil {
				return Value{}, err
			}
			if !ok {
				if i == 1 {
					return Value{}, typeErr("complex() second argument must be a number, not '%s'", v.O.Type.cName())
				}
				return Value{}, typeErr("complex() first argument must be a string or a number, not '%s'", v.O.Type.cName())
			}
			c = complex(f, 0)
		}
		parts[i] = c
	}
	re, im := real(parts[0]), imag(parts[0])
	if p[1].IsSet() {
		// A part that is no complex number contributes nothing, not even the sign of a zero.
		if p[1].has(flagComplex) {
			re -= imag(parts[1])
		}
		if p[0].IsSet() && p[0].has(flagComplex) {
			im += real(parts[1])
		} else {
			im = real(parts[1])
		}
	}
	o := obj(t.alloc(t))
	asComplex(o).c = complex(re, im)
	return o, nil
}

func parseComplexText(s string) (complex128, bool) {
	s = trimSpace(s)
	if strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")") {
		s = trimSpace(s[1 : len(s)-1])
	}
	if s == "" {
		return 0, false
	}
	last := s[len(s)-1]
	if last != 'j' && last != 'J' {
		f, ok := parseFloatText(s)
		return complex(f, 0), ok && !strings.ContainsAny(s, " \t")
	}
	s = s[:len(s)-1]
	cut := -1
	for i := len(s) - 1; i > 0; i-- {
		if (s[i] == '+' || s[i] == '-') && s[i-1] != 'e' && s[i-1] != 'E' {
			cut = i
			break
		}
	}
	re, im := "", s
	if cut > 0 {
		re, im = s[:cut], s[cut:]
	}
	switch im {
	case "", "+":
		im = "1"
	case "-":
		im = "-1"
	}
	f, ok := parseFloatText(im)
	if !ok {
		return 0, false
	}
	r := 0.0
	if re != "" {
		if r, ok = parseFloatText(re); !ok {
			return 0, false
		}
	}
	return complex(r, f), true
}
