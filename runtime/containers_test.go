package rt

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

var (
	listInt  = NewListClass[int32]("cyplist[int]", ElemOps[int32]{})
	listLeaf = NewListClass[*leaf]("cyplist[Leaf]", ElemOps[*leaf]{})
	dictInt  = NewDictClass[int32, int32]("cypdict[int,int]", ElemOps[int32]{}, ElemOps[int32]{})
	dictLeaf = NewDictClass[*leaf, *leaf]("cypdict[Leaf,Leaf]", ElemOps[*leaf]{}, ElemOps[*leaf]{})
	setInt   = NewSetClass[int64]("cypset[long]", ElemOps[int64]{})
)

// leaves by value: a class with __hash__, __eq__ and __lt__.
var byValue = ElemOps[*leaf]{
	Hash: func(cx *Ctx, v *leaf) (uint64, *Error) {
		if v.n == -1 {
			return 0, Raise("ValueError", "no hash")
		}
		return uint64(v.n % 10), nil
	},
	Eq:   func(cx *Ctx, probe, stored *leaf) (bool, *Error) { return probe.n == stored.n, nil },
	Less: func(cx *Ctx, a, b *leaf) (bool, *Error) { return a.n < b.n, nil },
}

var (
	dictValue = NewDictClass[*leaf, int32]("cypdict[Leaf,int]", byValue, ElemOps[int32]{})
	listValue = NewListClass[*leaf]("cyplist[Value]", byValue)
)

func fill(cx *Ctx, v ...int32) *List[int32] {
	return ListOf(cx, listInt, v...)
}

func says(t *testing.T, text string, err *Error) {
	t.Helper()
	require.NotNil(t, err)
	require.Equal(t, text, err.Error())
}

func TestList(t *testing.T) {
	cx := NewCtx()
	defer cx.Release()
	l := fill(cx, 3, 1, 2)
	v, err := l.At(1)
	require.Nil(t, err)
	require.EqualValues(t, 1, v)
	_, err = l.At(^uint64(0))
	says(t, "IndexError: Getting list index out of range", err)
	says(t, "IndexError: Setting list index out of range", l.SetAt(cx, 3, 1))
	says(t, "IndexError: Deleting list index out of range", l.DelAt(cx, 3))
	says(t, "IndexError: Inserting list index out of range", l.Insert(cx, 4, 1))
	require.Nil(t, l.Insert(cx, 3, 9))
	require.Nil(t, l.DelAt(cx, 0))
	require.Equal(t, []int32{1, 2, 9}, l.Elements.Slice())
	require.Equal(t, []int32{1, 2, 9, 1, 2, 9}, l.Add(cx, l).Elements.Slice())
	require.Equal(t, []int32{1, 2, 9, 1, 2, 9}, l.Mul(cx, 2).Elements.Slice())
	require.Empty(t, l.Mul(cx, -1).Elements.Slice())
	require.Nil(t, l.IAdd(cx, l))
	require.Nil(t, l.IMul(cx, 2))
	require.EqualValues(t, 12, l.Len())
	require.EqualValues(t, 4, l.CountOf(9))
	require.True(t, l.Contains(2))
	i, err := l.Index(9)
	require.Nil(t, err)
	require.EqualValues(t, 2, i)
	_, err = l.Index(77)
	says(t, "ValueError: list.index(x): x not in list", err)
	says(t, "ValueError: list.remove(x): x not in list", l.Remove(cx, 77))
	require.Nil(t, l.Remove(cx, 1))
	require.Nil(t, l.Sort(cx))
	require.Equal(t, []int32{1, 1, 1, 2, 2, 2, 2, 9, 9, 9, 9}, l.Elements.Slice())
	require.Nil(t, l.Reverse())
	v, err = l.Pop()
	require.Nil(t, err)
	require.EqualValues(t, 1, v)
	v, err = l.PopAt(-3)
	require.Nil(t, err)
	require.EqualValues(t, 2, v)
	_, err = l.PopAt(50)
	says(t, "IndexError: pop index out of range", err)
	require.Nil(t, l.IMul(cx, 0))
	_, err = l.Pop()
	says(t, "IndexError: pop from empty list", err)
}

func TestListIteratorsGuardTheStructure(t *testing.T) {
	cx := NewCtx()
	defer cx.Release()
	const text = "RuntimeError: Modifying a list with active iterators"
	l := fill(cx, 1, 2, 3)
	it := l.Iter(cx)
	it.Next(cx)
	require.EqualValues(t, 1, l.Iters.Load())
	says(t, text, l.Append(cx, 4))
	says(t, text, l.Insert(cx, 99, 4))
	says(t, text, l.DelAt(cx, 0))
	says(t, "IndexError: Deleting list index out of range", l.DelAt(cx, 9))
	says(t, text, l.Clear(cx))
	says(t, text, l.IAdd(cx, l))
	says(t, text, l.Sort(cx))
	_, err := l.Pop()
	says(t, text, err)
	require.Nil(t, l.SetAt(cx, 2, 33))
	it.Next(cx)
	v, ok := it.Next(cx)
	require.True(t, ok)
	require.EqualValues(t, 33, v)
	_, ok = it.Next(cx)
	require.False(t, ok)
	require.Zero(t, l.Iters.Load())
	it.Close()
	require.Zero(t, l.Iters.Load())
	require.Nil(t, l.Append(cx, 4))
}

func TestListOwnsItsElements(t *testing.T) {
	cx := NewCtx()
	defer cx.Release()
	died = nil
	l := NewList(cx, listLeaf)
	a := newLeaf(cx, 1)
	l.Append(cx, IncRef(a))
	x, _ := l.At(0)
	require.EqualValues(t, 3, a.Count())
	DropRef(cx, x)
	m := l.Add(cx, l)
	require.EqualValues(t, 4, a.Count())
	DropRef(cx, m)
	require.EqualValues(t, 2, a.Count())
	require.NotNil(t, l.SetAt(cx, 5, IncRef(a)))
	require.EqualValues(t, 2, a.Count(), "a refused element was not dropped")
	l.SetAt(cx, 0, newLeaf(cx, 2))
	require.EqualValues(t, 1, a.Count())
	require.False(t, l.Contains(a), "identity")
	c := l.Copy(cx)
	DropRef(cx, l)
	require.Empty(t, died)
	DropRef(cx, c)
	require.Equal(t, []string{"leaf"}, died)
}

func TestListSortsByLess(t *testing.T) {
	cx := NewCtx()
	defer cx.Release()
	l := NewList(cx, listValue)
	for _, n := range []int64{5, 3, 9, 1} {
		l.Append(cx, newLeaf(cx, n))
	}
	require.Nil(t, l.Sort(cx))
	var got []int64
	for it := l.Iter(cx); ; {
		v, ok := it.Next(cx)
		if !ok {
			break
		}
		got = append(got, v.n)
	}
	require.Equal(t, []int64{1, 3, 5, 9}, got)
}

// A dictionary and a map of Go with the order kept beside it do the same things.
func TestDictAgainstMap(t *testing.T) {
	cx := NewCtx()
	defer cx.Release()
	rng := rand.New(rand.NewPCG(1, 2))
	for round := range 60 {
		d := NewDict(cx, dictInt)
		model := map[int32]int32{}
		var order []int32
		span := int32(1) << (round % 12)
		for range 1500 {
			k, v := rng.Int32N(span)*int32(1+round), rng.Int32()
			switch rng.IntN(5) {
			case 0, 1, 2:
				if _, ok := model[k]; !ok {
					order = append(order, k)
				}
				model[k] = v
				require.Nil(t, d.SetAt(cx, k, v))
			case 3:
				_, ok := model[k]
				err := d.DelAt(cx, k)
				require.Equal(t, ok, err == nil)
				if ok {
					delete(model, k)
					for i := range order {
						if order[i] == k {
							order = append(order[:i], order[i+1:]...)
							break
						}
					}
				} else {
					says(t, "KeyError: 'Deleting nonexistent item'", err)
				}
			default:
				want, ok := model[k]
				got, err := d.At(cx, k)
				require.Equal(t, ok, err == nil)
				require.Equal(t, want, got)
			}
		}
		require.EqualValues(t, len(model), d.Len())
		var keys []int32
		it := d.Items(cx).Iter(cx)
		for {
			p, ok := it.Next(cx)
			if !ok {
				break
			}
			keys = append(keys, p.First)
			require.Equal(t, model[p.First], p.Second)
		}
		require.Len(t, keys, len(order))
		for i := range order {
			require.Equal(t, order[i], keys[i])
		}
		c := d.Copy(cx)
		for k, v := range model {
			got, err := c.At(cx, k)
			require.Nil(t, err)
			require.Equal(t, v, got)
		}
	}
}

func TestDictRules(t *testing.T) {
	cx := NewCtx()
	defer cx.Release()
	d := NewDict(cx, dictInt)
	_, err := d.At(cx, 1)
	says(t, "KeyError: 'Getting nonexistent item'", err)
	d.SetAt(cx, 1, 10)
	d.SetAt(cx, 2, 20)
	const text = "RuntimeError: Modifying a dictionary with active iterators"
	it := d.Iter(cx)
	require.Nil(t, d.SetAt(cx, 1, 11), "replacing is allowed")
	says(t, text, d.SetAt(cx, 3, 30))
	says(t, text, d.DelAt(cx, 1))
	says(t, "KeyError: 'Deleting nonexistent item'", d.DelAt(cx, 9))
	says(t, text, d.Clear(cx))
	e := NewDict(cx, dictInt)
	e.SetAt(cx, 1, 100)
	e.SetAt(cx, 7, 70)
	says(t, text, d.Update(cx, e))
	v, _ := d.At(cx, 1)
	require.EqualValues(t, 100, v, "earlier keys stay updated")
	it.Close()
	require.Nil(t, d.Update(cx, e))
	require.EqualValues(t, 3, d.Len())
	v, err = d.Get(cx, 99, -1)
	require.Nil(t, err)
	require.EqualValues(t, -1, v)
	v, _ = d.SetDefault(cx, 99, 5)
	require.EqualValues(t, 5, v)
	v, _ = d.SetDefault(cx, 99, 6)
	require.EqualValues(t, 5, v)
	v, _ = d.Pop(cx, 99)
	require.EqualValues(t, 5, v)
	v, _ = d.PopDefault(cx, 99, 4)
	require.EqualValues(t, 4, v)
	_, err = d.Pop(cx, 99)
	says(t, "KeyError: 'Getting nonexistent item'", err)
	p, err := d.PopItem(cx)
	require.Nil(t, err)
	require.Equal(t, Pair[int32, int32]{7, 70}, p)
	d.Clear(cx)
	_, err = d.PopItem(cx)
	says(t, "KeyError: 'popitem(): dictionary is empty'", err)
}

func TestDictOwnsKeysAndValues(t *testing.T) {
	cx := NewCtx()
	defer cx.Release()
	died = nil
	d := NewDict(cx, dictLeaf)
	k, v := newLeaf(cx, 1), newLeaf(cx, 2)
	d.SetAt(cx, IncRef(k), IncRef(v))
	d.SetAt(cx, IncRef(k), newLeaf(cx, 3))
	require.EqualValues(t, 2, k.Count())
	require.EqualValues(t, 1, v.Count())
	x, _ := d.At(cx, k)
	require.EqualValues(t, 2, x.Count())
	DropRef(cx, x)
	view := d.Keys(cx)
	require.EqualValues(t, 2, d.Count())
	it := view.Iter(cx)
	got, _ := it.Next(cx)
	require.Same(t, k, got)
	it.Close()
	DropRef(cx, view)
	require.EqualValues(t, 1, d.Count())
	require.Nil(t, d.DelAt(cx, k))
	require.EqualValues(t, 1, k.Count())
	require.Equal(t, []string{"leaf"}, died)
	d.SetAt(cx, IncRef(k), IncRef(v))
	c := d.Copy(cx)
	require.EqualValues(t, 3, k.Count())
	DropRef(cx, d)
	DropRef(cx, c)
	require.EqualValues(t, 1, k.Count())
	require.EqualValues(t, 1, v.Count())
}

func TestDictOfUserKeys(t *testing.T) {
	cx := NewCtx()
	defer cx.Release()
	d := NewDict(cx, dictValue)
	for i := range int64(100) {
		require.Nil(t, d.SetAt(cx, newLeaf(cx, i), int32(i)))
	}
	for i := range int64(100) {
		probe := newLeaf(cx, i)
		v, err := d.At(cx, probe)
		require.Nil(t, err)
		require.EqualValues(t, i, v)
		require.True(t, Unique(&probe.Header), "a looked-up key is borrowed")
		if i%3 == 0 {
			require.Nil(t, d.DelAt(cx, probe))
		}
		DropRef(cx, probe)
	}
	require.EqualValues(t, 66, d.Len())
	bad := newLeaf(cx, -1)
	_, err := d.At(cx, bad)
	says(t, "ValueError: no hash", err)
	says(t, "ValueError: no hash", d.SetAt(cx, bad, 1))
	_, err = d.At(cx, nil)
	says(t, "TypeError: unhashable NULL key", err)
}

func TestSetAlgebra(t *testing.T) {
	cx := NewCtx()
	defer cx.Release()
	mk := func(v ...int64) *Set[int64] {
		s := NewSet(cx, setInt)
		for _, x := range v {
			require.Nil(t, s.Add(cx, x))
		}
		return s
	}
	list := func(s *Set[int64]) (out []int64) {
		it := s.Iter(cx)
		for {
			v, ok := it.Next(cx)
			if !ok {
				slices.Sort(out)
				return out
			}
			out = append(out, v)
		}
	}
	result := func(s *Set[int64], err *Error) []int64 {
		require.Nil(t, err)
		return list(s)
	}
	truth := func(b bool, err *Error) bool {
		require.Nil(t, err)
		return b
	}
	a, b := mk(1, 2, 3, 4), mk(3, 4, 5)
	require.Equal(t, []int64{1, 2, 3, 4, 5}, result(a.Or(cx, b)))
	require.Equal(t, []int64{3, 4}, result(a.And(cx, b)))
	require.Equal(t, []int64{1, 2}, result(a.Sub(cx, b)))
	require.Equal(t, []int64{1, 2, 5}, result(a.Xor(cx, b)))
	require.True(t, truth(mk(1, 2).IsSubset(cx, a)))
	require.True(t, truth(mk(1, 2).Lt(cx, a)))
	require.False(t, truth(a.Lt(cx, a)))
	require.True(t, truth(a.Le(cx, a)))
	require.True(t, truth(a.Gt(cx, mk(1))))
	require.True(t, truth(mk(2, 1).Eq(cx, mk(1, 2))))
	require.True(t, truth(a.IsDisjoint(cx, mk(9))))
	require.False(t, truth(a.IsDisjoint(cx, b)))
	x, err := a.IntersectionUpdate(cx, b)
	require.Nil(t, err)
	require.Same(t, a, x)
	require.EqualValues(t, 2, a.Count())
	require.Equal(t, []int64{3, 4}, list(a))
	require.Nil(t, a.IXor(cx, a))
	require.Zero(t, a.Len())
	require.Nil(t, b.ISub(cx, b))
	require.Zero(t, b.Len())
	_, err = b.Pop(cx)
	says(t, "KeyError: 'pop from an empty set'", err)
	says(t, "KeyError: 'Element not in set'", b.Remove(cx, 1))
	require.Nil(t, b.Discard(cx, 1))
	c := mk(1)
	it := c.Iter(cx)
	const text = "RuntimeError: Modifying a set with active iterators"
	says(t, text, c.Add(cx, 1))
	says(t, text, c.Discard(cx, 7))
	says(t, text, c.Remove(cx, 7))
	says(t, text, c.IOr(cx, c))
	it.Close()
	v, err := c.Pop(cx)
	require.Nil(t, err)
	require.EqualValues(t, 1, v)
}

func TestVectorCounts(t *testing.T) {
	cx := NewCtx()
	defer cx.Release()
	died = nil
	a := newLeaf(cx, 1)
	var v Vector[*leaf]
	for range 3 {
		v.PushBack(IncRef(a))
	}
	w := v.Clone()
	require.EqualValues(t, 7, a.Count())
	w.PopBack(cx)
	w.Resize(cx, 1)
	require.EqualValues(t, 5, a.Count())
	w.Erase(cx, w.Begin())
	require.EqualValues(t, 4, a.Count())
	v.Set(cx, 0, newLeaf(cx, 2))
	require.EqualValues(t, 3, a.Count())
	v.Clear(cx)
	require.EqualValues(t, 1, a.Count())
	require.Equal(t, []string{"leaf"}, died)
	var nested Vector[Vector[*leaf]]
	v.PushBack(IncRef(a))
	nested.PushBack(v)
	n2 := nested.Clone()
	require.EqualValues(t, 3, a.Count())
	seen := 0
	n2.Visit(func(h *Header) { seen++ })
	require.Equal(t, 1, seen)
	n2.Drop(cx)
	nested.Drop(cx)
	require.EqualValues(t, 1, a.Count())
	var m UnorderedMap[int32, *leaf]
	*m.IndexPtr(cx, 1) = IncRef(a)
	c := m.Clone()
	require.EqualValues(t, 3, a.Count())
	c.Erase(cx, 1)
	m.Drop(cx)
	require.EqualValues(t, 1, a.Count())
	p := Pair[int32, *leaf]{1, IncRef(a)}
	q := p.Clone()
	p.Drop(cx)
	q.Drop(cx)
	require.EqualValues(t, 1, a.Count())
	var d Deque[*leaf]
	for range 20 {
		d.PushFront(IncRef(a))
		d.PushBack(IncRef(a))
	}
	d.PopFront(cx)
	require.EqualValues(t, 40, a.Count())
	d.Drop(cx)
	require.EqualValues(t, 1, a.Count())
}

func TestAlgorithms(t *testing.T) {
	cx := NewCtx()
	defer cx.Release()
	l := fill(cx, 5, 2, 8, 1)
	Sort(l.Begin(), l.End())
	require.Equal(t, []int32{1, 2, 5, 8}, l.Elements.Slice())
	Reverse(l.Begin(), l.End())
	require.Equal(t, []int32{8, 5, 2, 1}, l.Elements.Slice())
	SortBy(cx, l.Begin(), l.End(), func(cx *Ctx, a, b int32) bool { return a < b })
	require.Equal(t, []int32{1, 2, 5, 8}, l.Elements.Slice())
	require.EqualValues(t, 2, FindValue(l.Begin(), l.End(), 5).Diff(l.Begin()))
	require.True(t, BinarySearch(l.Begin(), l.End(), 8))
	require.False(t, BinarySearch(l.Begin(), l.End(), 9))
	require.EqualValues(t, 8, MaxElement(l.Begin(), l.End()).Deref())
	require.EqualValues(t, 16, Accumulate(l.Begin(), l.End(), int64(0)))
	var out Vector[int32]
	out.Resize(cx, 4)
	Copy(cx, l.Begin(), l.End(), out.Begin())
	require.Equal(t, []int32{1, 2, 5, 8}, out.Slice())
	s := Str("HeLLo")
	Transform[StringIter, StringIter, int8, int8](cx, s.Begin(), s.End(), s.Begin(), Tolower)
	require.Equal(t, "hello", s.Go())
	var d Deque[int32]
	for _, v := range []int32{3, 1, 2} {
		d.PushFront(v)
	}
	Sort(d.Begin(), d.End())
	require.EqualValues(t, 1, d.Front())
	require.EqualValues(t, 3, d.Back())
	require.EqualValues(t, 127, LimitsMax[int8]())
	require.EqualValues(t, 0, LimitsMin[uint32]())
	require.EqualValues(t, uint32(4294967295), LimitsMax[uint32]())
}

func TestOrderedMap(t *testing.T) {
	cx := NewCtx()
	defer cx.Release()
	rng := rand.New(rand.NewPCG(3, 4))
	var m Map[int32, int32]
	model := map[int32]int32{}
	for range 3000 {
		k := rng.Int32N(300)
		if rng.IntN(3) == 0 {
			_, ok := model[k]
			require.Equal(t, ok, m.Erase(cx, k) == 1)
			delete(model, k)
		} else {
			m.SetIndex(cx, k, k*2)
			model[k] = k * 2
		}
	}
	require.EqualValues(t, len(model), m.Size())
	last := int32(-1)
	n := 0
	for it := m.Begin(); it.Ne(m.End()); it.Inc() {
		require.Greater(t, it.First(), last)
		last = it.First()
		require.Equal(t, model[last], it.Second())
		n++
	}
	require.Len(t, model, n)
	for it := m.Rbegin(); it.Ne(m.Rend()); it.Inc() {
		n--
	}
	require.Zero(t, n)
	c := m.Clone()
	require.True(t, EqValues(m, c))
	var q PriorityQueue[int32]
	for _, v := range []int32{3, 9, 1, 7} {
		q.Push(v)
	}
	var got []int32
	for !q.Empty() {
		got = append(got, q.Top())
		q.Pop(cx)
	}
	require.Equal(t, []int32{9, 7, 3, 1}, got)
	l := LinkedListOf(2, int32(5))
	l.PushFront(9)
	l.Sort()
	require.EqualValues(t, 9, l.Back())
	l.Unique(cx)
	require.EqualValues(t, 2, l.Size())
}

func TestAtomic(t *testing.T) {
	var a Atomic[int32]
	a.Store(-5)
	require.EqualValues(t, -5, a.Load())
	require.EqualValues(t, -5, a.FetchAdd(3))
	require.EqualValues(t, -2, a.FetchSub(-2))
	require.EqualValues(t, 0, a.Load())
	require.EqualValues(t, -1, a.Dec())
	require.EqualValues(t, -1, a.PostInc())
	require.EqualValues(t, 1, a.Inc())
	require.EqualValues(t, 11, a.AddRet(10))
	e := int32(4)
	require.False(t, a.CompareExchange(&e, 1))
	require.EqualValues(t, 11, e)
	require.True(t, a.CompareExchange(&e, 1))
	var f Atomic[float64]
	require.Equal(t, 0.0, f.FetchAdd(1.5))
	require.Equal(t, 1.5, f.Load())
	require.Equal(t, 2.5, f.Inc())
	var b Atomic[bool]
	b.Store(true)
	require.True(t, b.Bool())
	require.True(t, b.Exchange(false))
}

func TestDictEntries(t *testing.T) {
	cx := NewCtx()
	defer cx.Release()
	d := NewDict(cx, NewDictClass("d", ElemOps[int32]{}, ElemOps[*List[int32]]{}))
	c := NewListClass("l", ElemOps[int32]{})
	require.Nil(t, d.SetAt(cx, 7, NewList(cx, c)))
	i, err := d.Find(cx, 8)
	require.Nil(t, err)
	require.Equal(t, int64(-1), i)
	i, err = d.Find(cx, 7)
	require.Nil(t, err)
	l := d.Entry(i)
	require.Equal(t, int32(2), l.Count())
	d.SetEntry(cx, i, NewList(cx, c))
	require.Equal(t, int32(1), l.Count(), "the old value is dropped")
	DropRef(cx, l)
	DropRef(cx, d)
}
