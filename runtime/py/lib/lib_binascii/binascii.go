// Package lib_binascii is the Python module binascii.
package lib_binascii

import (
	"encoding/base64"
	"encoding/hex"
	"hash/crc32"
	"strings"

	rt "github.com/cyp-lang/cyp/runtime"
	"github.com/cyp-lang/cyp/runtime/py"
)

func init() { py.RegisterLib("binascii", fill) }

func fill(cx *rt.Ctx, m *py.Module) *rt.Error {
	failure := py.NewException("Error", "binascii", py.ValueError)
	m.Set("Error", failure.Value())
	m.Set("Incomplete", py.NewException("Incomplete", "binascii", py.Exception).Value())
	fail := func(text string) *rt.Error { return py.RaiseNew(failure, py.NewStr(text)) }
	// text is what a function of text in ASCII reads: bytes, or a string.
	text := func(v py.Value) ([]byte, *rt.Error) {
		if s, ok := py.GoStr(v); ok {
			for i := range len(s) {
				if s[i] >= 0x80 {
					return nil, py.Errorf("ValueError", "string argument should contain only ASCII characters")
				}
			}
			return []byte(s), nil
		}
		if b, ok := py.Buffer(v); ok {
			return b, nil
		}
		return nil, py.Errorf("TypeError", "argument should be bytes, buffer or ASCII string, not '%s'", v.O.Type.Name())
	}
	data := func(v py.Value) ([]byte, *rt.Error) {
		if b, ok := py.Buffer(v); ok {
			return b, nil
		}
		return nil, py.Errorf("TypeError", "a bytes-like object is required, not '%s'", v.O.Type.Name())
	}
	hexlify := func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
		b, err := data(a[0])
		if err != nil {
			return py.Value{}, err
		}
		s := hex.EncodeToString(b)
		if !a[1].IsSet() {
			return py.NewBytes([]byte(s)), nil
		}
		return py.CallMethod(cx, py.NewBytes(b), "hex", a[1], orOne(a[2]))
	}
	encoded := func(f py.Fn) py.Fn {
		return func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
			v, err := f(cx, a)
			if s, ok := py.GoStr(v); ok && err == nil {
				return py.NewBytes([]byte(s)), nil
			}
			return v, err
		}
	}
	m.Func("hexlify", "data, sep=, bytes_per_sep=", encoded(hexlify))
	m.Func("b2a_hex", "data, sep=, bytes_per_sep=", encoded(hexlify))
	unhexlify := func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
		b, err := text(a[0])
		if err != nil {
			return py.Value{}, err
		}
		if len(b)%2 != 0 {
			return py.Value{}, fail("Odd-length string")
		}
		out, e := hex.DecodeString(string(b))
		if e != nil {
			return py.Value{}, fail("Non-hexadecimal digit found")
		}
		return py.NewBytes(out), nil
	}
	m.Func("unhexlify", "O", unhexlify)
	m.Func("a2b_hex", "O", unhexlify)
	m.Func("b2a_base64", "data, /, *, newline=", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
		b, err := data(a[0])
		if err != nil {
			return py.Value{}, err
		}
		line, err := py.BoolArg(cx, a[1], true)
		if err != nil {
			return py.Value{}, err
		}
		s := base64.StdEncoding.EncodeToString(b)
		if line {
			s += "\n"
		}
		return py.NewBytes([]byte(s)), nil
	})
	m.Func("a2b_base64", "data, /, *, strict_mode=", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
		b, err := text(a[0])
		if err != nil {
			return py.Value{}, err
		}
		out, why := decode64(b)
		if why != "" {
			return py.Value{}, fail(why)
		}
		return py.NewBytes(out), nil
	})
	m.Func("crc32", "1-2", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
		b, err := data(a[0])
		if err != nil {
			return py.Value{}, err
		}
		start := int64(0)
		if len(a) > 1 {
			if start, err = py.AsInt64(cx, a[1]); err != nil {
				return py.Value{}, err
			}
		}
		return py.Int(int64(crc32.Update(uint32(start), crc32.IEEETable, b))), nil
	})
	return nil
}

func orOne(v py.Value) py.Value {
	if v.IsSet() {
		return v
	}
	return py.Int(1)
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

// decode64 decodes base 64 as CPython does: what is not of the alphabet is passed over, and padding ends the data.
func decode64(b []byte) (out []byte, why string) {
	n, pads := 0, 0
	var left byte
	for _, c := range b {
		if c == '=' {
			pads++
			if n%4 >= 2 && n%4+pads >= 4 {
				return out, ""
			}
			continue
		}
		i := strings.IndexByte(alphabet, c)
		if i < 0 {
			continue
		}
		pads = 0
		v := byte(i)
		switch n % 4 {
		case 0:
			left = v
		case 1:
			out = append(out, left<<2|v>>4)
			left = v & 15
		case 2:
			out = append(out, left<<4|v>>2)
			left = v & 3
		case 3:
			out = append(out, left<<6|v)
			left = 0
		}
		n++
	}
	switch n % 4 {
	case 0:
		return out, ""
	case 1:
		return nil, "Invalid base64-encoded string: number of data characters (" + py.FormatInt(int64(n)) + ") cannot be 1 more than a multiple of 4"
	}
	return nil, "Incorrect padding"
}
