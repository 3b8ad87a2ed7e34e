package py

import (
	"math"
	"math/big"

	rt "github.com/cyp-lang/cyp/runtime"
)

// Conversions of Python values to C values, with the checks and texts of compiled code (spec 10.3), and back.

// toC gets the integer behind a value that is to become a C integer. A float is truncated.
func toC(cx *rt.Ctx, v Value) (Value, *rt.Error) {
	if v.O == &intTag {
		return v, nil
	}
	if n, ok := asInt(v); ok {
		return n, nil
	}
	if f, ok := asFloat(v); ok {
		return floatToInt(f)
	}
	t := v.O.Type
	if t.index != nil {
		return Index(cx, v)
	}
	if t.toInt != nil && !v.has(flagStr|flagBytes) {
		return toInt(cx, v)
	}
	return Value{}, typeErr("an integer is required")
}

func tooLarge(name string) *rt.Error {
	return overflowErr("value too large to convert to %s", name)
}

func negative(name string) *rt.Error {
	return overflowErr("can't convert negative value to %s", name)
}

func asSigned(cx *rt.Ctx, v Value, lo, hi int64, name string) (int64, *rt.Error) {
	n, err := toC(cx, v)
	if err != nil {
		return 0, err
	}
	if !n.isInt() {
		if name == "long" {
			return 0, overflowErr("Python int too large to convert to C long")
		}
		return 0, tooLarge(name)
	}
	if i := n.int(); i >= lo && i <= hi {
		return i, nil
	}
	return 0, tooLarge(name)
}

func asUnsigned(cx *rt.Ctx, v Value, hi uint64, name string) (uint64, *rt.Error) {
	n, err := toC(cx, v)
	if err != nil {
		return 0, err
	}
	if intSign(n) < 0 {
		return 0, negative(name)
	}
	var u uint64
	if n.isInt() {
		u = n.N
	} else if b := asBig(n); b.IsUint64() {
		u = b.Uint64()
	} else {
		if name == "unsigned long" || name == "size_t" {
			return 0, overflowErr("Python int too large to convert to C unsigned long")
		}
		return 0, tooLarge(name)
	}
	if u > hi {
		return 0, tooLarge(name)
	}
	return u, nil
}

// AsInt64 converts to long.
func AsInt64(cx *rt.Ctx, v Value) (int64, *rt.Error) {
	if v.O == &intTag {
		return v.int(), nil
	}
	return asSigned(cx, v, math.MinInt64, math.MaxInt64, "long")
}

// AsInt32 converts to int, AsInt16 to short, AsInt8 to signed char.
func AsInt32(cx *rt.Ctx, v Value) (int32, *rt.Error) {
	n, err := asSigned(cx, v, math.MinInt32, math.MaxInt32, "int")
	return int32(n), err
}

func AsInt16(cx *rt.Ctx, v Value) (int16, *rt.Error) {
	n, err := asSigned(cx, v, math.MinInt16, math.MaxInt16, "short")
	return int16(n), err
}

func AsInt8(cx *rt.Ctx, v Value) (int8, *rt.Error) {
	n, err := asSigned(cx, v, math.MinInt8, math.MaxInt8, "signed char")
	return int8(n), err
}

// AsChar converts to char: an integer, or a bytes object of length 1.
func AsChar(cx *rt.Ctx, v Value) (int8, *rt.Error) {
	if b, ok := bytesOf(v); ok {
		if len(b) != 1 {
			return 0, typeErr("only single character byte strings can be converted into C char")
		}
		return int8(b[0]), nil
	}
	n, err := asSigned(cx, v, math.MinInt8, math.MaxInt8, "char")
	return int8(n), err
}

// AsUint64 converts to unsigned long, AsUint32 to unsigned int, AsUint16 to unsigned short, AsUint8 to unsigned char.
func AsUint64(cx *rt.Ctx, v Value) (uint64, *rt.Error) {
	if v.O == &intTag && v.int() >= 0 {
		return v.N, nil
	}
	return asUnsigned(cx, v, math.MaxUint64, "unsigned long")
}

func AsUint32(cx *rt.Ctx, v Value) (uint32, *rt.Error) {
	n, err := asUnsigned(cx, v, math.MaxUint32, "unsigned int")
	return uint32(n), err
}

func AsUint16(cx *rt.Ctx, v Value) (uint16, *rt.Error) {
	n, err := asUnsigned(cx, v, math.MaxUint16, "unsigned short")
	return uint16(n), err
}

func AsUint8(cx *rt.Ctx, v Value) (uint8, *rt.Error) {
	n, err := asUnsigned(cx, v, math.MaxUint8, "unsigned char")
	return uint8(n), err
}

// AsSize converts to size_t.
func AsSize(cx *rt.Ctx, v Value) (uint64, *rt.Error) {
	return asUnsigned(cx, v, math.MaxUint64, "size_t")
}

// AsSSize converts to Py_ssize_t, through __index__ only.
func AsSSize(cx *rt.Ctx, v Value) (int64, *rt.Error) {
	n, err := asIndex(cx, v)
	return int64(n), err
}

// AsFloat64 converts to double.
func AsFloat64(cx *rt.Ctx, v Value) (float64, *rt.Error) {
	if v.O == &floatTag {
		return v.float(), nil
	}
	f, ok, err := toFloat(cx, v)
	if err == nil && !ok {
		err = typeErr("must be real number, not %s", v.O.Type.cName())
	}
	return f, err
}

// AsFloat32 converts to float.
func AsFloat32(cx *rt.Ctx, v Value) (float32, *rt.Error) {
	f, err := AsFloat64(cx, v)
	return float32(f), err
}

// AsBool converts to bint, by truth.
func AsBool(cx *rt.Ctx, v Value) (bool, *rt.Error) { return Truth(cx, v) }

// AsBytes gives the bytes behind a bytes or bytearray object; they must not be changed.
func AsBytes(cx *rt.Ctx, v Value) ([]byte, *rt.Error) {
	if b, ok := bytesOf(v); ok {
		return b, nil
	}
	return nil, typeErr("expected bytes, %s found", v.O.Type.cName())
}

// AsCharPtr converts bytes to a C string that stays valid as long as it is referenced.
func AsCharPtr(cx *rt.Ctx, v Value) (*int8, *rt.Error) {
	b, err := AsBytes(cx, v)
	if err != nil {
		return nil, err
	}
	return rt.CString(string(b)), nil
}

// FromCharPtr makes a bytes object of a C string; NULL is None.
func FromCharPtr(p *int8) Value {
	if p == nil {
		return None
	}
	return NewBytes([]byte(rt.GoString(p)))
}

// FromChar makes an integer of a C char.
func FromChar(c int8) Value { return Int(int64(c)) }

// FromBool makes a bool.
func FromBool(b bool) Value { return Bool(b) }

// FromInt64 and FromUint64 make integers of the C types.
func FromInt64(n int64) Value   { return Int(n) }
func FromUint64(n uint64) Value { return Uint(n) }
func FromFloat64(f float64) Value {
	return Float(f)
}

// AsBig returns an integer's value as a big.Int, for Go callers.
func AsBig(v Value) (*big.Int, bool) {
	n, ok := asInt(v)
	if !ok {
		return nil, false
	}
	return new(big.Int).Set(bigOf(n)), true
}

// AsUCS4 converts a text of one character, or an integer, to Py_UCS4.
func AsUCS4(cx *rt.Ctx, v Value) (uint32, *rt.Error) {
	if s, ok := GoStr(v); ok {
		if countRunes(s) != 1 {
			return 0, valueErr("only single character unicode strings can be converted to Py_UCS4, got length %d", countRunes(s))
		}
		r, _ := decodeRune(s)
		return uint32(r), nil
	}
	n, err := asUnsigned(cx, v, 0x10ffff, "Py_UCS4")
	return uint32(n), err
}

// FromUCS4 makes a text of one character.
func FromUCS4(c uint32) Value { return strOfRune(rune(c)) }

// AsRtString converts bytes to std::string.
func AsRtString(cx *rt.Ctx, v Value) (rt.String, *rt.Error) {
	b, err := AsBytes(cx, v)
	if err != nil {
		return rt.String{}, err
	}
	return rt.StrBytes(append([]byte(nil), b...)), nil
}

// AsRtView converts bytes to std::string_view; the bytes stay alive with the view.
func AsRtView(cx *rt.Ctx, v Value) (rt.StringView, *rt.Error) {
	s, err := AsRtString(cx, v)
	return rt.View(s), err
}

// FromRtString and FromRtView make bytes objects.
func FromRtString(s rt.String) Value   { return NewBytes([]byte(s.Go())) }
func FromRtView(s rt.StringView) Value { return NewBytes([]byte(s.Go())) }

// CheckType checks the value of a variable declared as a builtin type (`cdef list x`): None passes.
func CheckType(cx *rt.Ctx, v Value, name string) *rt.Error {
	t := v.O.Type
	if v.IsNone() || t.name == name {
		return nil
	}
	if name == "type" && v.has(flagType) || name == "int" && v.has(flagInt) || name == "object" {
		return nil
	}
	return typeErr("Expected %s, got %s", name, t.name)
}

// Given reports whether an argument with a default was given: the Python side of a cypclass method leaves the parameter unset otherwise.
func Given(v Value) bool { return v.IsSet() }
