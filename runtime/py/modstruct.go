package py

import (
	"math"
	"math/big"

	rt "github.com/cyp-lang/cyp/runtime"
)

// structItem is one code of a struct format with its repeat count.
type structItem struct {
	code  byte
	count int
	size  int
	pad   int // padding before it
}

var structError *Type

func structErr(format string, args ...any) *rt.Error {
	e := raisef("error", format, args...)
	return errOf(newExc(structError, NewStr(e.Msg)))
}

// structParse reads a format; big tells the byte order.
func structParse(cx *rt.Ctx, v Value) (items []structItem, size int, bigEnd bool, err *rt.Error) {
	s, ok := GoStr(v)
	if !ok {
		b, isB := bytesOf(v)
		if !isB {
			return nil, 0, false, typeErr("Struct() argument 1 must be a str or bytes object, not %s", v.O.Type.cName())
		}
		s = string(b)
	}
	native := true
	if s != "" {
		switch s[0] {
		case '@':
			s = s[1:]
		case '=', '<':
			native, s = false, s[1:]
		case '>', '!':
			native, bigEnd, s = false, true, s[1:]
		}
	}
	sizes := map[byte]int{'x': 1, 'c': 1, 'b': 1, 'B': 1, '?': 1, 'h': 2, 'H': 2, 'i': 4, 'I': 4, 'l': 4, 'L': 4, 'q': 8, 'Q': 8, 'e': 2, 'f': 4, 'd': 8, 's': 1, 'p': 1}
	if native {
		sizes['l'], sizes['L'], sizes['n'], sizes['N'], sizes['P'] = 8, 8, 8, 8, 8
	}
	for i := 0; i < len(s); {
		if isSpace(rune(s[i])) {
			i++
			continue
		}
		n, has := 0, false
		for i < len(s) && isDigitByte(s[i]) {
			n, has = n*10+int(s[i]-'0'), true
			i++
		}
		if i == len(s) {
			return nil, 0, false, structErr("repeat count given without format specifier")
		}
		if !has {
			n = 1
		}
		c := s[i]
		i++
		sz, ok := sizes[c]
		if !ok {
			return nil, 0, false, structErr("bad char in struct format")
		}
		it := structItem{code: c, count: n, size: sz}
		if native && sz > 1 {
			it.pad = (sz - size%sz) % sz
		}
		size += it.pad + n*sz
		items = append(items, it)
	}
	return items, size, bigEnd, nil
}

func putUint(b []byte, u uint64, bigEnd bool) {
	for i := range b {
		k := i
		if bigEnd {
			k = len(b) - 1 - i
		}
		b[k] = byte(u >> (8 * i))
	}
}

func getUint(b []byte, bigEnd bool) uint64 {
	var u uint64
	for i := range b {
		k := i
		if bigEnd {
			k = len(b) - 1 - i
		}
		u |= uint64(b[k]) << (8 * i)
	}
	return u
}

func structPackInt(cx *rt.Ctx, b []byte, c byte, v Value, bigEnd bool) *rt.Error {
	if v.O.Type.index == nil {
		return structErr("required argument is not an integer")
	}
	n, err := Index(cx, v)
	if err != nil {
		return err
	}
	bits := uint(len(b) * 8)
	lo, hi := new(big.Int), new(big.Int).Lsh(bigOne, bits)
	if c >= 'a' {
		hi.Rsh(hi, 1)
		lo.Neg(hi)
	}
	x := bigOf(n)
	if x.Cmp(lo) < 0 || x.Cmp(hi) >= 0 {
		names := map[byte]string{'b': "byte", 'B': "ubyte", 'h': "short", 'H': "ushort"}
		if w, ok := names[c]; ok {
			return structErr("%s format requires %s <= number <= %s", w, lo, new(big.Int).Sub(hi, bigOne))
		}
		return structErr("'%c' format requires %s <= number <= %s", c, lo, new(big.Int).Sub(hi, bigOne))
	}
	u := n.N
	if !n.isInt() {
		u = asBig(n).Uint64()
	}
	putUint(b, u, bigEnd)
	return nil
}

func structPack(cx *rt.Ctx, format Value, args []Value) ([]byte, *rt.Error) {
	items, size, bigEnd, err := structParse(cx, format)
	if err != nil {
		return nil, err
	}
	want := 0
	for _, it := range items {
		switch it.code {
		case 'x':
		case 's', 'p':
			want++
		default:
			want += it.count
		}
	}
	if want != len(args) {
		return nil, structErr("pack expected %d items for packing (got %d)", want, len(args))
	}
	out := make([]byte, size)
	at := 0
	for _, it := range items {
		at += it.pad
		switch it.code {
		case 'x':
			at += it.count
			continue
		case 's', 'p':
			b, ok := bytesOf(args[0])
			if !ok {
				return nil, structErr("argument for '%c' must be a bytes object", it.code)
			}
			args = args[1:]
			dst := out[at : at+it.count]
			if it.code == 'p' && it.count > 0 {
				dst[0] = byte(min(len(b), it.count-1, 255))
				dst = dst[1:]
			}
			copy(dst, b)
			at += it.count
			continue
		}
		for k := 0; k < it.count; k++ {
			b, v := out[at:at+it.size], args[0]
			args = args[1:]
			at += it.size
			switch it.code {
			case 'c':
				x, ok := bytesOf(v)
				if !ok || len(x) != 1 {
					return nil, structErr("char format requires a bytes object of length 1")
				}
				b[0] = x[0]
			case '?':
				t, err := Truth(cx, v)
				if err != nil {
					return nil, err
				}
				if t {
					b[0] = 1
				}
			case 'f', 'd', 'e':
				f, ok, err := toFloat(cx, v)
				if err != nil {
					return nil, err
				}
				if !ok {
					return nil, structErr("required argument is not a float")
				}
				switch it.code {
				case 'd':
					putUint(b, math.Float64bits(f), bigEnd)
				case 'f':
					if math.IsInf(float64(float32(f)), 0) && !math.IsInf(f, 0) {
						return nil, overflowErr("float too large to pack with f format")
					}
					putUint(b, uint64(math.Float32bits(float32(f))), bigEnd)
				default:
					return nil, notSupported("struct format 'e'")
				}
			default:
				if err := structPackInt(cx, b, it.code, v, bigEnd); err != nil {
					return nil, err
				}
			}
		}
	}
	return out, nil
}

func structUnpack(cx *rt.Ctx, items []structItem, data []byte, bigEnd bool) (Value, *rt.Error) {
	var out []Value
	at := 0
	for _, it := range items {
		at += it.pad
		switch it.code {
		case 'x':
			at += it.count
			continue
		case 's', 'p':
			b := data[at : at+it.count]
			if it.code == 'p' && it.count > 0 {
				b = b[1 : 1+min(int(b[0]), it.count-1)]
			}
			out = append(out, NewBytes(append([]byte(nil), b...)))
			at += it.count
			continue
		}
		for k := 0; k < it.count; k++ {
			b := data[at : at+it.size]
			at += it.size
			u := getUint(b, bigEnd)
			switch it.code {
			case 'c':
				out = append(out, NewBytes([]byte{b[0]}))
			case '?':
				out = append(out, Bool(b[0] != 0))
			case 'd':
				out = append(out, Float(math.Float64frombits(u)))
			case 'f':
				out = append(out, Float(float64(math.Float32frombits(uint32(u)))))
			case 'e':
				return Value{}, notSupported("struct format 'e'")
			default:
				if it.code >= 'a' {
					shift := uint(64 - 8*it.size)
					out = append(out, Int(int64(u<<shift)>>shift))
				} else {
					out = append(out, Uint(u))
				}
			}
		}
	}
	return newTuple(out), nil
}

func registerStruct() {
	stdModule("struct", func(cx *rt.Ctx, m *Module) *rt.Error {
		structError = newStaticType("error", "struct", Exception, func(t *Type) {
			t.flags |= flagExc
			t.new = BaseException.new
		})
		m.Set("error", structError.Value())
		m.fn("calcsize", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			_, n, _, err := structParse(cx, a[0])
			return Int(int64(n)), err
		})
		m.fn("pack", "1+", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			b, err := structPack(cx, a[0], a[1:])
			return NewBytes(b), err
		})
		unpack := func(cx *rt.Ctx, format, src Value, off int, exact bool) (Value, *rt.Error) {
			items, n, bigEnd, err := structParse(cx, format)
			if err != nil {
				return Value{}, err
			}
			b, ok := bytesOf(src)
			if !ok {
				return Value{}, typeErr("a bytes-like object is required, not '%s'", src.O.Type.cName())
			}
			if exact && len(b) != n {
				return Value{}, structErr("unpack requires a buffer of %d bytes", n)
			}
			if off < 0 {
				off += len(b)
			}
			if off < 0 || off+n > len(b) {
				return Value{}, structErr("unpack_from requires a buffer of at least %d bytes for unpacking %d bytes at offset %d (actual buffer size is %d)", off+n, n, off, len(b))
			}
			return structUnpack(cx, items, b[off:off+n], bigEnd)
		}
		m.fn("unpack", "2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return unpack(cx, a[0], a[1], 0, true) })
		m.fn("unpack_from", "format, /, buffer, offset=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			off, err := argInt(cx, a[2], 0)
			if err != nil {
				return Value{}, err
			}
			return unpack(cx, a[0], a[1], off, false)
		})
		m.fn("iter_unpack", "2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			_, n, _, err := structParse(cx, a[0])
			if err != nil {
				return Value{}, err
			}
			b, ok := bytesOf(a[1])
			if !ok || n == 0 || len(b)%n != 0 {
				return Value{}, structErr("iterative unpacking requires a buffer of a multiple of %d bytes", n)
			}
			var out []Value
			for i := 0; i < len(b); i += n {
				v, err := unpack(cx, a[0], NewBytes(b[i:i+n]), 0, true)
				if err != nil {
					return Value{}, err
				}
				out = append(out, v)
			}
			return IterObj(cx, newList(out))
		})
		return nil
	})
}
