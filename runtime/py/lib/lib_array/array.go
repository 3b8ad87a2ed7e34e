// Package lib_array is the Python module array: numbers of one C type, side by side.
package lib_array

import (
	"fmt"
	"math"
	"strings"
	"unicode/utf8"

	rt "github.com/cyp-lang/cyp/runtime"
	"github.com/cyp-lang/cyp/runtime/py"
)

func init() { py.RegisterLib("array", fill) }

// array holds its elements as the bytes that C has them in.
type array struct {
	kind *kind
	b    []byte
}

// Bytes gives the memory of the array.
func (a *array) Bytes() []byte { return a.b }

func (a *array) len() int { return len(a.b) / a.kind.size }

var class, iterator *py.Type

func asArray(v py.Value) *array { a, _ := py.State[*array](v); return a }

func newArray(a *array) py.Value { return py.NewNative(class, a) }

func fill(cx *rt.Ctx, m *py.Module) *rt.Error {
	iterator = py.IteratorType("arrayiterator", "array")
	class = py.Native("array", "array", "1-2", create, func(t *py.Type) {
		t.Operations(py.Slots{
			Repr:    repr,
			Len:     func(cx *rt.Ctx, v py.Value) (int, *rt.Error) { return asArray(v).len(), nil },
			GetItem: func(cx *rt.Ctx, v, k py.Value) (py.Value, *rt.Error) { return asArray(v).item(cx, k) },
			SetItem: setItem,
			Iter: func(cx *rt.Ctx, v py.Value) (py.Value, *rt.Error) {
				a, i := asArray(v), 0
				return py.NewIterator(iterator, func(cx *rt.Ctx) (py.Value, bool, *rt.Error) {
					if i >= a.len() {
						return py.Value{}, false, nil
					}
					i++
					return a.kind.get(a.b[(i-1)*a.kind.size:]), true, nil
				}), nil
			},
			Contains: func(cx *rt.Ctx, v, x py.Value) (bool, *rt.Error) {
				i, err := asArray(v).find(cx, x, 0, math.MaxInt)
				return i >= 0, err
			},
			Compare: compare,
			Concat: func(cx *rt.Ctx, a, b py.Value) (py.Value, *rt.Error) {
				x, y := asArray(a), asArray(b)
				if y == nil {
					return py.Value{}, py.Errorf("TypeError", "can only append array (not \"%s\") to array", py.TypeName(b))
				}
				if x.kind != y.kind {
					return py.Value{}, py.Errorf("TypeError", "bad argument type for built-in operation")
				}
				return newArray(&array{x.kind, append(append([]byte(nil), x.b...), y.b...)}), nil
			},
			IConcat: func(cx *rt.Ctx, a, b py.Value) (py.Value, *rt.Error) {
				if asArray(b) == nil {
					return py.Value{}, py.Errorf("TypeError", "can only extend with array (not \"%s\")", py.TypeName(b))
				}
				return a, asArray(a).extend(cx, b)
			},
			Repeat: func(cx *rt.Ctx, a, b py.Value) (py.Value, *rt.Error) {
				n, err := py.IndexOf(cx, b)
				x := asArray(a)
				return newArray(&array{x.kind, []byte(strings.Repeat(string(x.b), max(n, 0)))}), err
			},
			IRepeat: func(cx *rt.Ctx, a, b py.Value) (py.Value, *rt.Error) {
				n, err := py.IndexOf(cx, b)
				x := asArray(a)
				x.b = []byte(strings.Repeat(string(x.b), max(n, 0)))
				return a, err
			},
		})
		methods(t)
	})
	m.Set("array", class.Value())
	m.Set("ArrayType", class.Value())
	var codes strings.Builder
	for _, k := range kinds {
		codes.WriteByte(k.code)
	}
	m.Set("typecodes", py.NewStr(codes.String()))
	return nil
}

func create(cx *rt.Ctx, args []py.Value) (any, *rt.Error) {
	code, ok := py.GoStr(args[0])
	if !ok || utf8.RuneCountInString(code) != 1 {
		return nil, py.Errorf("TypeError", "array() argument 1 must be a unicode character, not %s", py.TypeName(args[0]))
	}
	a := &array{kind: kindOf(code[0])}
	if a.kind == nil || len(code) != 1 {
		return nil, py.Errorf("ValueError", "bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)")
	}
	if len(args) < 2 {
		return a, nil
	}
	init := args[1]
	if text, ok := py.GoStr(init); ok {
		if !a.kind.char {
			return nil, py.Errorf("TypeError", "cannot use a str to initialize an array with typecode '%c'", a.kind.code)
		}
		return a, a.extendText(cx, text)
	}
	if b, ok := py.Buffer(init); ok && asArray(init) == nil {
		return a, a.frombytes(b)
	}
	return a, a.extendAny(cx, init)
}

func repr(cx *rt.Ctx, v py.Value) (py.Value, *rt.Error) {
	a := asArray(v)
	head := fmt.Sprintf("array('%c'", a.kind.code)
	if a.len() == 0 {
		return py.NewStr(head + ")"), nil
	}
	var s string
	var err *rt.Error
	if a.kind.char {
		s, err = py.ReprOf(cx, py.NewStr(a.text()))
	} else {
		s, err = py.ReprOf(cx, a.list())
	}
	return py.NewStr(head + ", " + s + ")"), err
}

func (a *array) list() py.Value {
	out := make([]py.Value, a.len())
	for i := range out {
		out[i] = a.kind.get(a.b[i*a.kind.size:])
	}
	return py.NewList(out...)
}

func (a *array) text() string {
	var s strings.Builder
	for i := range a.len() {
		c, _ := py.GoStr(a.kind.get(a.b[i*a.kind.size:]))
		s.WriteString(c)
	}
	return s.String()
}

// position converts a subscript to an index in range.
func (a *array) position(cx *rt.Ctx, k py.Value, what string) (int, *rt.Error) {
	i, err := py.IndexOf(cx, k)
	if err != nil {
		return 0, err
	}
	if i < 0 {
		i += a.len()
	}
	if i < 0 || i >= a.len() {
		return 0, py.Errorf("IndexError", "%s", what)
	}
	return i, nil
}

func (a *array) item(cx *rt.Ctx, k py.Value) (py.Value, *rt.Error) {
	if !py.IsSlice(k) {
		i, err := a.position(cx, k, "array index out of range")
		if err != nil {
			return py.Value{}, err
		}
		return a.kind.get(a.b[i*a.kind.size:]), nil
	}
	lo, step, n, err := py.SliceOf(cx, k, a.len())
	if err != nil {
		return py.Value{}, err
	}
	size := a.kind.size
	out := &array{a.kind, make([]byte, 0, n*size)}
	for i := range n {
		at := (lo + i*step) * size
		out.b = append(out.b, a.b[at:at+size]...)
	}
	return newArray(out), nil
}

func setItem(cx *rt.Ctx, v, k, x py.Value) *rt.Error {
	a := asArray(v)
	size := a.kind.size
	if !py.IsSlice(k) {
		i, err := a.position(cx, k, "array assignment index out of range")
		if err != nil {
			return err
		}
		if !x.IsSet() {
			a.b = append(a.b[:i*size], a.b[(i+1)*size:]...)
			return nil
		}
		return a.kind.put(cx, a.b[i*size:], x)
	}
	lo, step, n, err := py.SliceOf(cx, k, a.len())
	if err != nil {
		return err
	}
	var with []byte
	if x.IsSet() {
		from := asArray(x)
		if from == nil {
			return py.Errorf("TypeError", "can only assign array (not \"%s\") to array slice", py.TypeName(x))
		}
		if from.kind != a.kind {
			return py.Errorf("TypeError", "bad argument type for built-in operation")
		}
		with = append(with, from.b...)
	}
	if step == 1 {
		tail := append([]byte(nil), a.b[(lo+n)*size:]...)
		a.b = append(append(a.b[:lo*size], with...), tail...)
		return nil
	}
	if x.IsSet() {
		if len(with)/size != n {
			return py.Errorf("ValueError", "attempt to assign array of size %d to extended slice of size %d", len(with)/size, n)
		}
		for i := range n {
			copy(a.b[(lo+i*step)*size:], with[i*size:(i+1)*size])
		}
		return nil
	}
	gone := map[int]bool{}
	for i := range n {
		gone[lo+i*step] = true
	}
	kept := make([]byte, 0, len(a.b)-n*size)
	for i := range a.len() {
		if !gone[i] {
			kept = append(kept, a.b[i*size:(i+1)*size]...)
		}
	}
	a.b = kept
	return nil
}

func compare(cx *rt.Ctx, v, w py.Value, op string) (py.Value, *rt.Error) {
	a, b := asArray(v), asArray(w)
	if a == nil || b == nil {
		return py.NotImplemented, nil
	}
	x, y := a.list(), b.list()
	switch op {
	case "__eq__":
		return py.Eq(cx, x, y)
	case "__ne__":
		return py.Ne(cx, x, y)
	case "__lt__":
		return py.Lt(cx, x, y)
	case "__le__":
		return py.Le(cx, x, y)
	case "__gt__":
		return py.Gt(cx, x, y)
	}
	return py.Ge(cx, x, y)
}

// find is the index of a value between two positions, or -1.
func (a *array) find(cx *rt.Ctx, x py.Value, lo, hi int) (int, *rt.Error) {
	for i := max(lo, 0); i < min(hi, a.len()); i++ {
		eq, err := py.EqB(cx, a.kind.get(a.b[i*a.kind.size:]), x)
		if err != nil || eq {
			return i, err
		}
	}
	return -1, nil
}

func (a *array) append(cx *rt.Ctx, x py.Value) *rt.Error {
	n := len(a.b)
	a.b = append(a.b, make([]byte, a.kind.size)...)
	err := a.kind.put(cx, a.b[n:], x)
	if err != nil {
		a.b = a.b[:n]
	}
	return err
}

func (a *array) extendAny(cx *rt.Ctx, v py.Value) *rt.Error {
	if from := asArray(v); from != nil && from.kind == a.kind {
		a.b = append(a.b, from.b...)
		return nil
	}
	it, err := py.Iter(cx, v)
	for err == nil {
		var x py.Value
		var ok bool
		if x, ok, err = it.Next(cx); err == nil {
			if !ok {
				return nil
			}
			err = a.append(cx, x)
		}
	}
	return err
}

// extend is extend of the method and of +=.
func (a *array) extend(cx *rt.Ctx, v py.Value) *rt.Error {
	if from := asArray(v); from != nil && from.kind != a.kind {
		return py.Errorf("TypeError", "can only extend with array of same kind")
	}
	return a.extendAny(cx, v)
}

func (a *array) extendText(cx *rt.Ctx, text string) *rt.Error {
	for _, r := range text {
		if err := a.append(cx, py.NewStr(string(r))); err != nil {
			return err
		}
	}
	return nil
}

func (a *array) frombytes(b []byte) *rt.Error {
	if len(b)%a.kind.size != 0 {
		return py.Errorf("ValueError", "bytes length not a multiple of item size")
	}
	a.b = append(a.b, b...)
	return nil
}
