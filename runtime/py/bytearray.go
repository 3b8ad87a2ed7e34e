package py

import (
	"bytes"
	"fmt"
	"unsafe"

	rt "github.com/cyp-lang/cyp/runtime"
)

func setupByteArray() {
	t := ByteArrayType
	t.flags |= flagByteArray
	t.alloc = func(t *Type) *Obj { return &(&ByteArray{Obj: Obj{t}}).Obj }
	subLayouts[t] = subLayout{t.alloc, unsafe.Offsetof(ByteArray{}.dict)}
	t.new = func(cx *rt.Ctx, t *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
		return obj(t.alloc(t)), nil
	}
	t.init = func(cx *rt.Ctx, v Value, args []Value, kn []string, kv []Value) *rt.Error {
		b, err := bytesArg(cx, "bytearray", args, kn, kv)
		asByteArray(v).b = b
		return err
	}
	t.hash = func(cx *rt.Ctx, v Value) (int64, *rt.Error) { return 0, typeErr("unhashable type: 'bytearray'") }
	t.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		return NewStr(v.O.Type.name + "(" + bytesRepr(asByteArray(v).b) + ")"), nil
	}
	t.iconcat = func(cx *rt.Ctx, a, b Value) (Value, *rt.Error) {
		x, ok := bytesOf(b)
		if !ok {
			return Value{}, typeErr("can't concat %s to %s", b.O.Type.cName(), a.O.Type.cName())
		}
		asByteArray(a).b = append(asByteArray(a).b, x...)
		return a, nil
	}
	t.irepeat = func(cx *rt.Ctx, a, b Value) (Value, *rt.Error) {
		n, err := repeatCount(cx, b, len(asByteArray(a).b))
		if err == nil {
			asByteArray(a).b = bytes.Repeat(asByteArray(a).b, n)
		}
		return a, err
	}
	t.setitem = func(cx *rt.Ctx, v, k, x Value) *rt.Error {
		ba := asByteArray(v)
		if k.O.Type == SliceType {
			return byteArraySetSlice(cx, ba, asSlice(k), x)
		}
		i, err := seqIndex(cx, k, len(ba.b), "bytearray")
		if err != nil {
			return err
		}
		if !x.IsSet() {
			ba.b = append(ba.b[:i], ba.b[i+1:]...)
			return nil
		}
		ba.b[i], err = asByte(cx, x, "byte must be in range(0, 256)")
		return err
	}
	t.method("append", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		c, err := asByte(cx, a[1], "byte must be in range(0, 256)")
		if err == nil {
			asByteArray(a[0]).b = append(asByteArray(a[0]).b, c)
		}
		return None, err
	})
	t.method("extend", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		x, ok := bytesOf(a[1])
		if !ok {
			items, err := Collect(cx, a[1])
			if err != nil {
				return Value{}, err
			}
			if x, err = bytesOfInts(cx, items); err != nil {
				return Value{}, err
			}
		}
		asByteArray(a[0]).b = append(asByteArray(a[0]).b, x...)
		return None, nil
	})
	t.method("insert", "2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		ba := asByteArray(a[0])
		i, err := indexOrErr(cx, a[1])
		if err != nil {
			return Value{}, err
		}
		c, err := asByte(cx, a[2], "byte must be in range(0, 256)")
		if err != nil {
			return Value{}, err
		}
		if i < 0 {
			i = max(i+len(ba.b), 0)
		}
		i = min(i, len(ba.b))
		ba.b = append(ba.b[:i], append([]byte{c}, ba.b[i:]...)...)
		return None, nil
	})
	t.method("pop", "0-1", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		ba := asByteArray(a[0])
		i := -1
		if len(a) > 1 {
			var err *rt.Error
			if i, err = indexOrErr(cx, a[1]); err != nil {
				return Value{}, err
			}
		}
		if len(ba.b) == 0 {
			return Value{}, indexErr("pop from empty bytearray")
		}
		if i < 0 {
			i += len(ba.b)
		}
		if i < 0 || i >= len(ba.b) {
			return Value{}, indexErr("pop index out of range")
		}
		c := ba.b[i]
		ba.b = append(ba.b[:i], ba.b[i+1:]...)
		return Int(int64(c)), nil
	})
	t.method("remove", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		ba := asByteArray(a[0])
		c, err := asByte(cx, a[1], "byte must be in range(0, 256)")
		if err != nil {
			return Value{}, err
		}
		i := bytes.IndexByte(ba.b, c)
		if i < 0 {
			return Value{}, valueErr("value not found in bytearray")
		}
		ba.b = append(ba.b[:i], ba.b[i+1:]...)
		return None, nil
	})
	t.method("clear", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { asByteArray(a[0]).b = nil; return None, nil })
	t.method("copy", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		return NewByteArray(append([]byte(nil), asByteArray(a[0]).b...)), nil
	})
	t.method("reverse", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		b := asByteArray(a[0]).b
		for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
			b[i], b[j] = b[j], b[i]
		}
		return None, nil
	})
}

func byteArraySetSlice(cx *rt.Ctx, ba *ByteArray, s *Slice, x Value) *rt.Error {
	lo, hi, step, n, err := s.resolve(cx, len(ba.b))
	if err != nil {
		return err
	}
	var src []byte
	if x.IsSet() {
		b, ok := bytesOf(x)
		if !ok {
			items, err := Collect(cx, x)
			if err != nil {
				return err
			}
			if b, err = bytesOfInts(cx, items); err != nil {
				return err
			}
		}
		src = append([]byte(nil), b...)
	}
	if step == 1 {
		hi = max(hi, lo)
		ba.b = append(ba.b[:lo:lo], append(src, ba.b[hi:]...)...)
		return nil
	}
	if !x.IsSet() {
		drop := map[int]bool{}
		for i := 0; i < n; i++ {
			drop[lo+i*step] = true
		}
		out := ba.b[:0]
		for i, c := range ba.b {
			if !drop[i] {
				out = append(out, c)
			}
		}
		ba.b = out
		return nil
	}
	if len(src) != n {
		return valueErr("attempt to assign bytes of size %d to extended slice of size %d", len(src), n)
	}
	for i, c := range src {
		ba.b[lo+i*step] = c
	}
	return nil
}

// memView is a memoryview over bytes or a bytearray, one byte an element.
type memView struct {
	Obj
	base     Value
	off, len int
	released bool
}

func asMemView(v Value) *memView { return (*memView)(unsafe.Pointer(v.O)) }

func (m *memView) data() []byte {
	b, _ := bytesOf(m.base)
	end := min(m.off+m.len, len(b))
	return b[min(m.off, end):end]
}

func setupMemoryView() {
	t := MemoryViewType
	t.flags |= flagNoBase
	t.richcmp = BytesType.richcmp
	t.new = func(cx *rt.Ctx, t *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
		if len(args) != 1 {
			return Value{}, typeErr("memoryview() takes exactly 1 argument (%d given)", len(args))
		}
		b, ok := bytesOf(args[0])
		if !ok {
			return Value{}, typeErr("memoryview: a bytes-like object is required, not '%s'", args[0].O.Type.cName())
		}
		return obj(&(&memView{Obj: Obj{t}, base: args[0], len: len(b)}).Obj), nil
	}
	t.init = func(cx *rt.Ctx, v Value, args []Value, kn []string, kv []Value) *rt.Error { return nil }
	t.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		return NewStr(fmt.Sprintf("<memory at 0x%x>", idOf(v))), nil
	}
	t.length = func(cx *rt.Ctx, v Value) (int, *rt.Error) { return asMemView(v).len, nil }
	t.hash = func(cx *rt.Ctx, v Value) (int64, *rt.Error) {
		if asMemView(v).base.has(flagByteArray) {
			return 0, valueErr("cannot hash writable memoryview object")
		}
		return int64(hashString(string(asMemView(v).data()))), nil
	}
	t.getitem = func(cx *rt.Ctx, v, k Value) (Value, *rt.Error) {
		m := asMemView(v)
		if k.O.Type == SliceType {
			lo, _, step, n, err := asSlice(k).resolve(cx, m.len)
			if err != nil {
				return Value{}, err
			}
			if step != 1 {
				return Value{}, notSupported("a memoryview with a step")
			}
			return obj(&(&memView{Obj: Obj{MemoryViewType}, base: m.base, off: m.off + lo, len: n}).Obj), nil
		}
		if k.O.Type.index == nil {
			return Value{}, typeErr("memoryview: invalid slice key")
		}
		i, err := indexOrErr(cx, k)
		if err != nil {
			return Value{}, err
		}
		if i < 0 {
			i += m.len
		}
		if i < 0 || i >= m.len {
			return Value{}, indexErr("index out of bounds on dimension 1")
		}
		return Int(int64(m.data()[i])), nil
	}
	t.setitem = func(cx *rt.Ctx, v, k, x Value) *rt.Error {
		m := asMemView(v)
		if !x.IsSet() {
			return typeErr("cannot delete memory")
		}
		if !m.base.has(flagByteArray) {
			return typeErr("cannot modify read-only memory")
		}
		if k.O.Type == SliceType {
			lo, _, step, n, err := asSlice(k).resolve(cx, m.len)
			if err != nil {
				return err
			}
			src, ok := bytesOf(x)
			if !ok {
				return typeErr("a bytes-like object is required, not '%s'", x.O.Type.cName())
			}
			if len(src) != n {
				return valueErr("memoryview assignment: lvalue and rvalue have different structures")
			}
			d := m.data()
			for i, c := range append([]byte(nil), src...) {
				d[lo+i*step] = c
			}
			return nil
		}
		i, err := indexOrErr(cx, k)
		if err != nil {
			return err
		}
		if i < 0 {
			i += m.len
		}
		if i < 0 || i >= m.len {
			return indexErr("index out of bounds on dimension 1")
		}
		m.data()[i], err = asByte(cx, x, "memoryview: invalid value for format 'B'")
		return err
	}
	t.method("tobytes", "0-1", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		return NewBytes(append([]byte(nil), asMemView(a[0]).data()...)), nil
	})
	t.method("tolist", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		var out []Value
		for _, c := range asMemView(a[0]).data() {
			out = append(out, Int(int64(c)))
		}
		return newList(out), nil
	})
	t.method("release", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { asMemView(a[0]).released = true; return None, nil })
	t.method("__enter__", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return a[0], nil })
	t.method("__exit__", "0+", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return None, nil })
	consts := map[string]Value{"itemsize": Int(1), "ndim": Int(1), "format": NewStr("B"), "contiguous": True}
	for n, v := range consts {
		t.getter(n, func(cx *rt.Ctx, _ Value) (Value, *rt.Error) { return v, nil })
	}
	t.getter("nbytes", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return Int(int64(asMemView(v).len)), nil })
	t.getter("shape", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return NewTuple(Int(int64(asMemView(v).len))), nil })
	t.getter("obj", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return asMemView(v).base, nil })
	t.getter("readonly", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return Bool(!asMemView(v).base.has(flagByteArray)), nil })
}
