package rt

import "testing"

func TestCursors(t *testing.T) {
	cx := NewCtx()
	defer cx.Release()
	l := ListOf(cx, NewListClass("cyplist[int]", ElemOps[int32]{}), int32(1), 2, 3)
	sum := int32(0)
	it := l.Cursor()
	if l.Count() != 2 || l.Append(cx, 4) == nil {
		t.Fatal("begin() holds and registers")
	}
	for ; it.Ne(l.CursorEnd()); it.Inc() {
		sum += it.Deref()
	}
	old := it.PostInc()
	it.Drop(cx)
	old.Drop(cx)
	if sum != 6 || l.Count() != 1 || l.Iters.Load() != 0 || l.Append(cx, 4) != nil {
		t.Fatal("sum", sum, "count", l.Count(), "iterators", l.Iters.Load())
	}

	d := NewDict(cx, NewDictClass("cypdict[int,int]", ElemOps[int32]{}, ElemOps[int32]{}))
	for k := int32(0); k < 20; k++ {
		d.SetAt(cx, k, k*10)
	}
	d.DelAt(cx, 0)
	d.DelAt(cx, 7)
	d.DelAt(cx, 19)
	sum = 0
	keys := d.Keys(cx)
	c := keys.Cursor()
	for ; c.Ne(keys.CursorEnd()); c.Inc() {
		sum += c.Key() + c.Value() + c.Item().Second
	}
	c.Drop(cx)
	if want := int32((190 - 26) * 21); sum != want || d.Iters.Load() != 0 {
		t.Fatal("sum", sum, "want", want)
	}

	s := NewSet(cx, NewSetClass("cypset[int]", ElemOps[int32]{}))
	for k := int32(0); k < 20; k++ {
		s.Add(cx, k)
	}
	s.Remove(cx, 0)
	sum = 0
	e := s.Cursor()
	for ; !e.Eq(s.CursorEnd()); e.Inc() {
		sum += e.Deref()
	}
	copied := e.Clone()
	e.Drop(cx)
	if s.Iters.Load() != 1 {
		t.Fatal("the copy is registered")
	}
	copied.Drop(cx)
	if sum != 190 || s.Iters.Load() != 0 || s.Count() != 1 {
		t.Fatal("sum", sum, "count", s.Count())
	}
}
