package lib_array

import (
	"encoding/binary"
	"math"

	rt "github.com/cyp-lang/cyp/runtime"
	"github.com/cyp-lang/cyp/runtime/py"
)

// kind is a type code: how elements lie in memory.
type kind struct {
	code byte
	size int
	char bool
	get  func(b []byte) py.Value
	put  func(cx *rt.Ctx, b []byte, v py.Value) *rt.Error
}

var order = binary.NativeEndian

// signed and unsigned make the integer kinds; name is the C type in messages.
func signed(code byte, size int, name string) *kind {
	low, high := int64(math.MinInt64)>>(64-8*size), int64(math.MaxInt64)>>(64-8*size)
	k := &kind{code: code, size: size}
	k.get = func(b []byte) py.Value {
		switch size {
		case 1:
			return py.Int(int64(int8(b[0])))
		case 2:
			return py.Int(int64(int16(order.Uint16(b))))
		case 4:
			return py.Int(int64(int32(order.Uint32(b))))
		}
		return py.Int(int64(order.Uint64(b)))
	}
	k.put = func(cx *rt.Ctx, b []byte, v py.Value) *rt.Error {
		n, err := integer(cx, v)
		if err != nil {
			return err
		}
		x, err := py.AsInt64(cx, n)
		switch {
		case err != nil:
			return err
		case x < low:
			return py.Errorf("OverflowError", "%s is less than minimum", name)
		case x > high:
			return py.Errorf("OverflowError", "%s is greater than maximum", name)
		}
		store(b, size, uint64(x))
		return nil
	}
	return k
}

func unsigned(code byte, size int, name string) *kind {
	high := uint64(math.MaxUint64) >> (64 - 8*size)
	k := &kind{code: code, size: size}
	k.get = func(b []byte) py.Value {
		switch size {
		case 1:
			return py.Int(int64(b[0]))
		case 2:
			return py.Int(int64(order.Uint16(b)))
		case 4:
			return py.Int(int64(order.Uint32(b)))
		}
		return py.Uint(order.Uint64(b))
	}
	k.put = func(cx *rt.Ctx, b []byte, v py.Value) *rt.Error {
		n, err := integer(cx, v)
		if err != nil {
			return err
		}
		if neg, err := py.LtB(cx, n, py.Int(0)); err != nil {
			return err
		} else if neg {
			if size < 4 {
				return py.Errorf("OverflowError", "%s is less than minimum", name)
			}
			return py.Errorf("OverflowError", "can't convert negative value to unsigned int")
		}
		x, err := py.AsUint64(cx, n)
		switch {
		case err != nil:
			return err
		case x > high:
			return py.Errorf("OverflowError", "%s is greater than maximum", name)
		}
		store(b, size, x)
		return nil
	}
	return k
}

func store(b []byte, size int, x uint64) {
	switch size {
	case 1:
		b[0] = byte(x)
	case 2:
		order.PutUint16(b, uint16(x))
	case 4:
		order.PutUint32(b, uint32(x))
	default:
		order.PutUint64(b, x)
	}
}

// integer is an element as an int; floats are refused.
func integer(cx *rt.Ctx, v py.Value) (py.Value, *rt.Error) {
	f, err := py.GetAttr(cx, v, "__index__")
	if err != nil {
		return py.Value{}, py.Errorf("TypeError", "'%s' object cannot be interpreted as an integer", py.TypeName(v))
	}
	return py.Call(cx, f)
}

// character is a kind of code points.
func character(code byte) *kind {
	return &kind{code: code, size: 4, char: true,
		get: func(b []byte) py.Value { return py.NewStr(string(rune(order.Uint32(b)))) },
		put: func(cx *rt.Ctx, b []byte, v py.Value) *rt.Error {
			s, ok := py.GoStr(v)
			rs := []rune(s)
			if !ok || len(rs) != 1 {
				return py.Errorf("TypeError", "array item must be a unicode character, not %s", py.TypeName(v))
			}
			order.PutUint32(b, uint32(rs[0]))
			return nil
		}}
}

func float(code byte, size int) *kind {
	k := &kind{code: code, size: size}
	if size == 4 {
		k.get = func(b []byte) py.Value { return py.Float(float64(math.Float32frombits(order.Uint32(b)))) }
	} else {
		k.get = func(b []byte) py.Value { return py.Float(math.Float64frombits(order.Uint64(b))) }
	}
	k.put = func(cx *rt.Ctx, b []byte, v py.Value) *rt.Error {
		f, err := py.AsFloat64(cx, v)
		if err != nil {
			return err
		}
		if size == 4 {
			order.PutUint32(b, math.Float32bits(float32(f)))
		} else {
			order.PutUint64(b, math.Float64bits(f))
		}
		return nil
	}
	return k
}

var kinds = []*kind{signed('b', 1, "signed char"), unsigned('B', 1, "unsigned byte integer"), character('u'), character('w'),
	signed('h', 2, "signed short integer"), unsigned('H', 2, "unsigned short"), signed('i', 4, "signed integer"), unsigned('I', 4, "unsigned int"),
	signed('l', 8, "signed long"), unsigned('L', 8, "unsigned long"), signed('q', 8, "signed long long"), unsigned('Q', 8, "unsigned long long"),
	float('f', 4), float('d', 8)}

func kindOf(code byte) *kind {
	for _, k := range kinds {
		if k.code == code {
			return k
		}
	}
	return nil
}
