package py

import rt "github.com/cyp-lang/cyp/runtime"

// Slots are the operations of a class that Native makes: those that are set.
type Slots struct {
	Repr                             func(cx *rt.Ctx, v Value) (Value, *rt.Error)
	Len                              func(cx *rt.Ctx, v Value) (int, *rt.Error)
	GetItem                          func(cx *rt.Ctx, v, k Value) (Value, *rt.Error)
	SetItem                          func(cx *rt.Ctx, v, k, x Value) *rt.Error // x unset: delete
	Iter                             func(cx *rt.Ctx, v Value) (Value, *rt.Error)
	Contains                         func(cx *rt.Ctx, v, x Value) (bool, *rt.Error)
	Compare                          func(cx *rt.Ctx, a, b Value, op string) (Value, *rt.Error) // op is "__eq__" and the like
	Hash                             func(cx *rt.Ctx, v Value) (int64, *rt.Error)
	Truth                            func(cx *rt.Ctx, v Value) (bool, *rt.Error)
	Call                             func(cx *rt.Ctx, f Value, args []Value, kn []string, kv []Value) (Value, *rt.Error)
	Concat, Repeat, IConcat, IRepeat func(cx *rt.Ctx, a, b Value) (Value, *rt.Error)
}

// Operations sets slots of a class while Native fills it.
func (t *Type) Operations(s Slots) {
	if s.Repr != nil {
		t.repr = s.Repr
	}
	if s.Len != nil {
		t.length = s.Len
	}
	if s.GetItem != nil {
		t.getitem = s.GetItem
	}
	if s.SetItem != nil {
		t.setitem = s.SetItem
	}
	if s.Iter != nil {
		t.iter = s.Iter
	}
	if s.Contains != nil {
		t.contains = s.Contains
	}
	if s.Compare != nil {
		t.richcmp = func(cx *rt.Ctx, a, b Value, op cmpOp) (Value, *rt.Error) { return s.Compare(cx, a, b, cmpNames[op]) }
	}
	if s.Hash != nil {
		t.hash = s.Hash
	}
	if s.Truth != nil {
		t.truth = s.Truth
	}
	if s.Call != nil {
		t.call = s.Call
	}
	t.concat, t.repeat, t.iconcat, t.irepeat = s.Concat, s.Repeat, s.IConcat, s.IRepeat
}

// IsSlice reports whether v is a slice object.
func IsSlice(v Value) bool { return v.O.Type == SliceType }

// SliceOf gives the first index, the step and the number of elements of a slice of a sequence of n.
func SliceOf(cx *rt.Ctx, s Value, n int) (lo, step, count int, err *rt.Error) {
	lo, _, step, count, err = asSlice(s).resolve(cx, n)
	return lo, step, count, err
}

// IndexOf converts a subscript.
func IndexOf(cx *rt.Ctx, v Value) (int, *rt.Error) { return asIndex(cx, v) }

// TypeName is the name of a value's class in messages.
func TypeName(v Value) string { return argType(v) }

// NewIterator makes an iterator of a class that Native made; next gives ok false at the end.
func NewIterator(t *Type, next func(cx *rt.Ctx) (Value, bool, *rt.Error)) Value {
	return newNative(t, iterFn(next))
}

// IteratorType makes the class of such iterators.
func IteratorType(name, module string) *Type {
	return iterType(name, module, "", func(cx *rt.Ctx, a []Value) (iterFn, *rt.Error) { return nil, nil })
}
