package py

import (
	"math/big"
	"testing"
	"unsafe"

	rt "github.com/cyp-lang/cyp/runtime"
)

func testCtx(t testing.TB) *rt.Ctx {
	cx := rt.NewCtx()
	cx.AcquireGIL()
	t.Cleanup(func() { cx.ReleaseGIL() })
	return cx
}

func text(err *rt.Error) string {
	if err == nil {
		return ""
	}
	return err.Kind + ": " + err.Msg
}

// TestToC checks the conversions to C types and their messages (spec 10.3).
func TestToC(t *testing.T) {
	cx := testCtx(t)
	large := BigInt(new(big.Int).Lsh(big.NewInt(1), 80))
	as32 := func(v Value) (any, *rt.Error) { x, err := AsInt32(cx, v); return x, err }
	as64 := func(v Value) (any, *rt.Error) { x, err := AsInt64(cx, v); return x, err }
	size := func(v Value) (any, *rt.Error) { x, err := AsSize(cx, v); return x, err }
	char := func(v Value) (any, *rt.Error) { x, err := AsChar(cx, v); return x, err }
	dbl := func(v Value) (any, *rt.Error) { x, err := AsFloat64(cx, v); return x, err }
	truth := func(v Value) (any, *rt.Error) { x, err := AsBool(cx, v); return x, err }
	data := func(v Value) (any, *rt.Error) { x, err := AsBytes(cx, v); return string(x), err }
	for _, c := range []struct {
		f    func(Value) (any, *rt.Error)
		v    Value
		want any
		err  string
	}{
		{as32, Int(7), int32(7), ""},
		{as32, Float(2.9), int32(2), ""},
		{as32, True, int32(1), ""},
		{as32, Int(1 << 40), nil, "OverflowError: value too large to convert to int"},
		{as32, NewStr("x"), nil, "TypeError: an integer is required"},
		{as32, None, nil, "TypeError: an integer is required"},
		{as64, large, nil, "OverflowError: Python int too large to convert to C long"},
		{size, Int(-1), nil, "OverflowError: can't convert negative value to size_t"},
		{size, Int(5), uint64(5), ""},
		{char, BytesLit("a"), int8('a'), ""},
		{char, BytesLit("ab"), nil, "TypeError: only single character byte strings can be converted into C char"},
		{dbl, Int(3), 3.0, ""},
		{dbl, NewStr("x"), nil, "TypeError: must be real number, not str"},
		{truth, NewList(), false, ""},
		{data, BytesLit("ab"), "ab", ""},
		{data, NewStr("ab"), nil, "TypeError: expected bytes, str found"},
	} {
		got, err := c.f(c.v)
		if text(err) != c.err {
			t.Errorf("%v: error %q, want %q", c.v, text(err), c.err)
		}
		if err == nil && got != c.want {
			t.Errorf("%v: %v, want %v", c.v, got, c.want)
		}
	}
	if err := CheckType(cx, NewTuple(), "list"); text(err) != "TypeError: Expected list, got tuple" {
		t.Errorf("CheckType: %q", text(err))
	}
	if err := CheckType(cx, None, "list"); err != nil {
		t.Errorf("CheckType of None: %q", text(err))
	}
}

// TestWrapper checks the Python view of a cypclass object.
func TestWrapper(t *testing.T) {
	cx := testCtx(t)
	class := &rt.Class{Name: "A", Module: "mod"}
	class.MRO = []*rt.Class{class}
	other := &rt.Class{Name: "B", Module: "mod"}
	other.MRO = []*rt.Class{other}
	field := Int(5)
	typ := NewWrapperType(&WrapperDef{Name: "A", Module: "mod", Class: class,
		Methods: []WrapperMethod{{Def: &FuncDef{Name: "get", Params: []Param{{Name: "self"}, {Name: "n"}}, CStyle: true,
			Body: func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return Add(cx, field, a[1]) }}}},
		Fields: []WrapperField{{Name: "x",
			Get: func(cx *rt.Ctx, h *rt.Header) (Value, *rt.Error) { return field, nil },
			Set: func(cx *rt.Ctx, h *rt.Header, v Value) *rt.Error { field = v; return nil }}}})
	class.New = func() unsafe.Pointer { return unsafe.Pointer(new(rt.Header)) }
	h := rt.New[rt.Header](cx, class)
	a, b := obj(&(&Wrapper{Obj: Obj{typ}, H: h}).Obj), obj(&(&Wrapper{Obj: Obj{typ}, H: h}).Obj)
	if !Is(a, b) {
		t.Error("two wrappers of one object are not the same")
	}
	if got, err := Unwrap(cx, a, class); got != h || err != nil {
		t.Errorf("Unwrap: %v %v", got, err)
	}
	if got, err := Unwrap(cx, None, class); got != nil || err != nil {
		t.Errorf("Unwrap of None: %v %v", got, err)
	}
	if _, err := Unwrap(cx, a, other); text(err) != "TypeError: Cannot convert PyObject mod.A to CyObject mod.B" {
		t.Errorf("Unwrap to another class: %q", text(err))
	}
	if r, err := CallMethod(cx, a, "get", Int(2)); err != nil || r != Int(7) {
		t.Errorf("get: %v %v", r, err)
	}
	if _, err := CallMethod(cx, a, "get"); text(err) != "TypeError: get() takes exactly 2 positional arguments (1 given)" {
		t.Errorf("get without argument: %q", text(err))
	}
	if err := SetAttr(cx, a, "x", Int(9)); err != nil || field != Int(9) {
		t.Errorf("set x: %v %v", field, err)
	}
	if err := DelAttr(cx, a, "x"); text(err) != "NotImplementedError: __del__" {
		t.Errorf("del x: %q", text(err))
	}
	if err := SetAttr(cx, a, "foo", Int(1)); text(err) != "AttributeError: 'mod.A' object has no attribute 'foo'" {
		t.Errorf("set foo: %q", text(err))
	}
}

// TestModuleBinding checks that a module attribute and the Go variable behind it are one.
func TestModuleBinding(t *testing.T) {
	cx := testCtx(t)
	m := NewModule("bound")
	v := Int(1)
	Bind(m, "N", &v)
	if err := SetAttr(cx, m.Value(), "N", Int(40)); err != nil || v != Int(40) {
		t.Errorf("after the assignment: %v %v", v, err)
	}
	v = Value{}
	if _, err := GetAttr(cx, m.Value(), "N"); text(err) != "AttributeError: module 'bound' has no attribute 'N'" {
		t.Errorf("unset: %q", text(err))
	}
}

func BenchmarkAdd(b *testing.B) {
	cx := testCtx(b)
	v := Int(0)
	for i := 0; i < b.N; i++ {
		v, _ = Add(cx, v, Int(3))
	}
}

func BenchmarkGetAttr(b *testing.B) {
	cx := testCtx(b)
	ns := newDict()
	c, _ := NewClass(cx, "C", nil, obj(&ns.Obj), nil, nil)
	o, _ := Call(cx, c)
	SetAttr(cx, o, "value", Int(1))
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		if _, err := GetAttr(cx, o, "value"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCallMethod(b *testing.B) {
	cx := testCtx(b)
	ns := newDict()
	ns.setStr("m", NewFunction(&FuncDef{Name: "m", Params: []Param{{Name: "self"}, {Name: "x"}},
		Body: func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return a[1], nil }}))
	c, _ := NewClass(cx, "C", nil, obj(&ns.Obj), nil, nil)
	o, _ := Call(cx, c)
	b.ReportAllocs()
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		if _, err := CallMethod(cx, o, "m", Int(1)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDictGetStr(b *testing.B) {
	cx := testCtx(b)
	d := NewDict()
	for i := 0; i < 100; i++ {
		DictSet(cx, d, NewStr("key"+formatInt(int64(i))), Int(int64(i)))
	}
	k := NewStr("key50")
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		if _, err := GetItem(cx, d, k); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRange(b *testing.B) {
	cx := testCtx(b)
	it, _ := Iter(cx, NewRange(0, int64(b.N), 1))
	for {
		if _, ok, _ := it.Next(cx); !ok {
			break
		}
	}
}
