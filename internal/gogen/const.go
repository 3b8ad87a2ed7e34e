package gogen

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"

	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
)

// helper is the name of something that the generator makes for itself. Files of one Go package may be generated one by one, so there the
// module is part of it.
func (fl *file) helper(name string) string {
	if fl.g.opt.Lib && fl.mod != nil {
		return name + "_" + ident(fl.mod.Name)
	}
	return name
}

// hoist gives the name of a package variable with the value; equal ones are shared in a file.
func (fl *file) hoist(kind, value string) string {
	if n := fl.consts[value]; n != "" {
		return n
	}
	fl.g.consts++
	n := fmt.Sprintf("_%s%d", kind, fl.g.consts)
	if fl.g.opt.Lib && fl.mod != nil {
		n = "_" + ident(fl.mod.Name) + n
	}
	fl.consts[value] = n
	fmt.Fprintf(&fl.hoisted, "var %s = %s\n\n", n, value)
	return n
}

// intConst writes an integer constant of a C type; typed makes its type show.
func (fl *file) intConst(v int64, big_ string, t types.Type, typed bool) string {
	t = strip(t)
	if isBool(t) {
		return strconv.FormatBool(v != 0)
	}
	if isFloat(t) {
		return fl.floatConst(float64(v), "", t, typed)
	}
	bits, signed := intInfo(t)
	var s string
	switch {
	case big_ != "":
		n, ok := new(big.Int).SetString(big_, 10)
		if !ok {
			s = big_
			break
		}
		s = wrapBig(n, bits, signed)
	case signed:
		v = v << (64 - bits) >> (64 - bits)
		s = strconv.FormatInt(v, 10)
	default:
		u := uint64(v) << (64 - bits) >> (64 - bits)
		s = strconv.FormatUint(u, 10)
	}
	if typed {
		return fl.goType(t) + "(" + s + ")"
	}
	return s
}

func wrapBig(n *big.Int, bits int, signed bool) string {
	m := new(big.Int).Lsh(big.NewInt(1), uint(bits))
	n = new(big.Int).Mod(n, m)
	if signed && n.Bit(bits-1) == 1 {
		n.Sub(n, m)
	}
	return n.String()
}

func (fl *file) floatConst(v float64, text string, t types.Type, typed bool) string {
	goT := fl.goType(t)
	switch {
	case math.IsInf(v, 1):
		fl.use("math")
		return goT + "(math.Inf(1))"
	case math.IsInf(v, -1):
		fl.use("math")
		return goT + "(math.Inf(-1))"
	case math.IsNaN(v):
		fl.use("math")
		return goT + "(math.NaN())"
	case v == 0 && math.Signbit(v):
		fl.use("math")
		return goT + "(math.Copysign(0, -1))"
	}
	s := strconv.FormatFloat(v, 'g', -1, 64)
	if text != "" && len(text) < 24 {
		if _, err := strconv.ParseFloat(text, 64); err == nil && !strings.ContainsAny(text, "_xX") {
			s = text
		}
	}
	if !strings.ContainsAny(s, ".eEn") {
		s += ".0"
	}
	if typed {
		return goT + "(" + s + ")"
	}
	return s
}

// pyInt is an integer constant as a Python object.
func (fl *file) pyInt(v int64, big_ string) string {
	fl.use("py")
	if big_ != "" {
		if n, ok := new(big.Int).SetString(big_, 10); ok && n.IsInt64() {
			v = n.Int64()
		} else {
			fl.use("big")
			return fl.hoist("py", "py.BigInt(func() *big.Int { n, _ := new(big.Int).SetString("+strconv.Quote(big_)+", 10); return n }())")
		}
	}
	return "py.Int(" + strconv.FormatInt(v, 10) + ")"
}

// strConst writes a text constant: a char*, an object or a Go string.
func (fl *file) strConst(e *ir.Str) string {
	q := goQuote(e.V)
	switch t := strip(e.T).(type) {
	case *types.Object:
		fl.use("py")
		if e.Bytes {
			return fl.hoist("py", "py.NewBytes([]byte("+q+"))")
		}
		return fl.hoist("py", "py.NewStr("+q+")")
	case *ir.GoType:
		if t.Text == "string" {
			return q
		}
	case *types.Basic:
		if t.Kind == types.IntKind && len(e.V) == 1 {
			return fl.intConst(int64(e.V[0]), "", t, false)
		}
	}
	s := fl.hoist("str", "rt.CString("+q+")")
	if want := fl.goType(e.T); want != "*int8" {
		fl.use("unsafe")
		return "(" + want + ")(unsafe.Pointer(" + s + "))"
	}
	return s
}

// goQuote quotes text for Go; bytes that are not UTF-8 stay as they are.
func goQuote(s string) string { return strconv.Quote(s) }

// fold computes a constant expression of C integers, so that Go does not see an overflow or a division by zero.
func fold(e ir.Expr) (int64, bool) {
	switch e := e.(type) {
	case *ir.Int:
		if e.Big != "" || ir.IsObject(e.T) || isFloat(e.T) {
			return 0, false
		}
		return wrap(e.V, e.T), true
	case *ir.Conv:
		v, ok := fold(e.V)
		if !ok {
			return 0, false
		}
		if isBool(e.T) {
			if v != 0 {
				return 1, true
			}
			return 0, true
		}
		if !isInt(e.T) {
			return 0, false
		}
		return wrap(v, e.T), true
	case *ir.Unary:
		v, ok := fold(e.V)
		if !ok || !isInt(e.T) {
			return 0, false
		}
		switch e.Op {
		case "-":
			return wrap(-v, e.T), true
		case "~":
			return wrap(^v, e.T), true
		}
	case *ir.Binary:
		return foldBinary(e)
	}
	return 0, false
}

func foldBinary(e *ir.Binary) (int64, bool) {
	a, aok := fold(e.A)
	b, bok := fold(e.B)
	if !aok || !bok || !isInt(e.T) {
		return 0, false
	}
	bits, signed := intInfo(e.T)
	switch e.Op {
	case "+":
		a += b
	case "-":
		a -= b
	case "*":
		a *= b
	case "&":
		a &= b
	case "|":
		a |= b
	case "^":
		a ^= b
	case "<<":
		a <<= uint(b) & uint(bits-1)
	case ">>":
		if signed {
			a >>= uint(b) & uint(bits-1)
		} else {
			a = int64(uint64(a) << (64 - bits) >> (64 - bits) >> (uint(b) & uint(bits-1)))
		}
	case "/", "%":
		if b == 0 || !signed {
			return 0, false
		}
		if e.Op == "/" {
			a /= b
		} else {
			a %= b
		}
	default:
		return 0, false
	}
	return wrap(a, e.T), true
}

// wrap cuts a value to the width of a type.
func wrap(v int64, t types.Type) int64 {
	if isBool(t) {
		return v
	}
	bits, signed := intInfo(t)
	if signed {
		return v << (64 - bits) >> (64 - bits)
	}
	return int64(uint64(v) << (64 - bits) >> (64 - bits))
}
