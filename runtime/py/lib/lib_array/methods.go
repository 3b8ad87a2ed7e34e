package lib_array

import (
	"math"
	"slices"

	rt "github.com/cyp-lang/cyp/runtime"
	"github.com/cyp-lang/cyp/runtime/py"
)

// methods adds the methods and attributes of arrays.
func methods(t *py.Type) {
	none := func(err *rt.Error) (py.Value, *rt.Error) { return py.None, err }
	t.Getter("typecode", func(cx *rt.Ctx, v py.Value) (py.Value, *rt.Error) {
		return py.NewStr(string(rune(asArray(v).kind.code))), nil
	})
	t.Getter("itemsize", func(cx *rt.Ctx, v py.Value) (py.Value, *rt.Error) { return py.Int(int64(asArray(v).kind.size)), nil })
	t.Method("append", "O", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) { return none(asArray(a[0]).append(cx, a[1])) })
	t.Method("extend", "O", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) { return none(asArray(a[0]).extend(cx, a[1])) })
	t.Method("fromlist", "O", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
		x := asArray(a[0])
		n := len(x.b)
		err := x.extendAny(cx, a[1])
		if err != nil {
			x.b = x.b[:n]
		}
		return none(err)
	})
	t.Method("tolist", "", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) { return asArray(a[0]).list(), nil })
	t.Method("tobytes", "", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
		return py.NewBytes(slices.Clone(asArray(a[0]).b)), nil
	})
	t.Method("frombytes", "O", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
		b, ok := py.Buffer(a[1])
		if !ok {
			return py.Value{}, py.Errorf("TypeError", "a bytes-like object is required, not '%s'", py.TypeName(a[1]))
		}
		return none(asArray(a[0]).frombytes(b))
	})
	t.Method("tounicode", "", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
		if !asArray(a[0]).kind.char {
			return py.Value{}, py.Errorf("ValueError", "tounicode() may only be called on unicode type arrays ('u' or 'w')")
		}
		return py.NewStr(asArray(a[0]).text()), nil
	})
	t.Method("fromunicode", "O", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
		s, err := py.StrArg(a[1], "fromunicode", "1")
		if err == nil {
			err = asArray(a[0]).extendText(cx, s)
		}
		return none(err)
	})
	t.Method("fromfile", "2", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
		n, err := py.IndexOf(cx, a[2])
		if err != nil {
			return py.Value{}, err
		}
		x := asArray(a[0])
		data, err := py.CallMethod(cx, a[1], "read", py.Int(int64(n*x.kind.size)))
		if err != nil {
			return py.Value{}, err
		}
		b, _ := py.Buffer(data)
		if err := x.frombytes(b[:len(b)-len(b)%x.kind.size]); err != nil {
			return py.Value{}, err
		}
		if len(b) < n*x.kind.size {
			return py.Value{}, py.Errorf("EOFError", "read() didn't return enough bytes")
		}
		return py.None, nil
	})
	t.Method("tofile", "O", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
		_, err := py.CallMethod(cx, a[1], "write", py.NewBytes(slices.Clone(asArray(a[0]).b)))
		return none(err)
	})
	t.Method("pop", "0-1", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
		x := asArray(a[0])
		if x.len() == 0 {
			return py.Value{}, py.Errorf("IndexError", "pop from empty array")
		}
		k := py.Int(-1)
		if len(a) > 1 {
			k = a[1]
		}
		i, err := x.position(cx, k, "pop index out of range")
		if err != nil {
			return py.Value{}, err
		}
		size := x.kind.size
		v := x.kind.get(x.b[i*size:])
		x.b = append(x.b[:i*size], x.b[(i+1)*size:]...)
		return v, nil
	})
	t.Method("insert", "2", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
		x := asArray(a[0])
		i, err := py.IndexOf(cx, a[1])
		if err != nil {
			return py.Value{}, err
		}
		if i < 0 {
			i = max(i+x.len(), 0)
		}
		i = min(i, x.len())
		one := make([]byte, x.kind.size)
		if err := x.kind.put(cx, one, a[2]); err != nil {
			return py.Value{}, err
		}
		x.b = slices.Insert(x.b, i*x.kind.size, one...)
		return py.None, nil
	})
	t.Method("index", "1-3", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
		x := asArray(a[0])
		lo, hi := 0, math.MaxInt
		for i, at := range []*int{&lo, &hi} {
			if len(a) > 2+i {
				n, err := py.IndexOf(cx, a[2+i])
				if err != nil {
					return py.Value{}, err
				}
				if n < 0 {
					n += x.len()
				}
				*at = n
			}
		}
		i, err := x.find(cx, a[1], lo, hi)
		if err == nil && i < 0 {
			err = py.Errorf("ValueError", "array.index(x): x not in array")
		}
		return py.Int(int64(i)), err
	})
	t.Method("count", "O", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
		x, n := asArray(a[0]), 0
		for i := -1; ; n++ {
			var err *rt.Error
			if i, err = x.find(cx, a[1], i+1, math.MaxInt); err != nil || i < 0 {
				return py.Int(int64(n)), err
			}
		}
	})
	t.Method("remove", "O", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
		x := asArray(a[0])
		i, err := x.find(cx, a[1], 0, math.MaxInt)
		if err != nil {
			return py.Value{}, err
		}
		if i < 0 {
			return py.Value{}, py.Errorf("ValueError", "array.remove(x): x not in array")
		}
		x.b = slices.Delete(x.b, i*x.kind.size, (i+1)*x.kind.size)
		return py.None, nil
	})
	t.Method("reverse", "", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
		x := asArray(a[0])
		size := x.kind.size
		out := make([]byte, 0, len(x.b))
		for i := x.len() - 1; i >= 0; i-- {
			out = append(out, x.b[i*size:(i+1)*size]...)
		}
		copy(x.b, out)
		return py.None, nil
	})
	t.Method("byteswap", "", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
		x := asArray(a[0])
		for i := range x.len() {
			slices.Reverse(x.b[i*x.kind.size : (i+1)*x.kind.size])
		}
		return py.None, nil
	})
	t.Method("buffer_info", "", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
		return py.NewTuple(py.Int(0), py.Int(int64(asArray(a[0]).len()))), nil
	})
	t.Method("clear", "", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) { asArray(a[0]).b = nil; return py.None, nil })
	copied := func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
		x := asArray(a[0])
		return newArray(&array{x.kind, slices.Clone(x.b)}), nil
	}
	t.Method("__copy__", "", copied)
	t.Method("__deepcopy__", "O", copied)
}
