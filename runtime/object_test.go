package rt

import (
	"testing"
	"unsafe"

	"github.com/stretchr/testify/require"
)

// leaf and pod are classes as the compiler would make them: pod has two leaves, a peer and a lock field.
type leaf struct {
	Header
	n int64
}

type pod struct {
	Header
	u, v *leaf
	peer *pod
	k    *leaf // lock: not traversed
}

var died []string

var (
	classLeaf = func() *Class {
		c := Describe[leaf]("Leaf", "test")
		c.Dealloc = func(cx *Ctx, p unsafe.Pointer) { died = append(died, "leaf") }
		return Register(&c)
	}()
	classPod = func() *Class {
		c := Describe[pod]("Pod", "test")
		c.Dealloc = func(cx *Ctx, p unsafe.Pointer) {
			died = append(died, "pod")
			o := (*pod)(p)
			DropRef(cx, o.u)
			DropRef(cx, o.v)
			DropRef(cx, o.peer)
			DropRef(cx, o.k)
		}
		c.Fields = func(p unsafe.Pointer, visit func(*Header)) {
			o := (*pod)(p)
			visit((*Header)(unsafe.Pointer(o.u)))
			visit((*Header)(unsafe.Pointer(o.v)))
			visit((*Header)(unsafe.Pointer(o.peer)))
		}
		return Register(&c)
	}()
)

func newLeaf(cx *Ctx, n int64) *leaf {
	l := New[leaf](cx, classLeaf)
	l.n = n
	return l
}

func TestDropFreesAndRecyclesZeroed(t *testing.T) {
	cx := NewCtx()
	defer cx.Release()
	died = nil
	p := New[pod](cx, classPod)
	p.u = newLeaf(cx, 7)
	p.u.Inc()
	p.v = p.u
	require.EqualValues(t, 2, p.u.Count())
	addr := unsafe.Pointer(p)
	DropRef(cx, p)
	require.Equal(t, []string{"pod", "leaf"}, died)
	q := New[pod](cx, classPod)
	require.Equal(t, addr, unsafe.Pointer(q), "memory was not reused")
	require.Nil(t, q.u)
	require.EqualValues(t, 1, q.Count())
	require.Zero(t, newLeaf(cx, 0).n)
}

func TestSharedCounts(t *testing.T) {
	cx := NewCtx()
	defer cx.Release()
	died = nil
	l := newLeaf(cx, 1)
	l.Inc()
	l.Share()
	require.True(t, l.Shared())
	require.EqualValues(t, 2, l.Count())
	l.Inc()
	require.EqualValues(t, 3, l.Count())
	DropRef(cx, l)
	DropRef(cx, l)
	require.True(t, Unique(&l.Header))
	require.Empty(t, died)
	l.Confine()
	require.False(t, l.Shared())
	DropRef(cx, l)
	require.Len(t, died, 1)
}

func TestManyObjectsTravelThroughTheDepot(t *testing.T) {
	a, b := NewCtx(), NewCtx()
	var all []*leaf
	for range 40 * magazineSize {
		all = append(all, newLeaf(a, 1))
	}
	for _, l := range all {
		DropRef(b, l)
	}
	b.Release()
	seen := map[*leaf]bool{}
	reused := 0
	old := map[*leaf]bool{}
	for _, l := range all {
		old[l] = true
	}
	for range 40 * magazineSize {
		l := newLeaf(a, 2)
		require.False(t, seen[l], "an object was given out twice")
		seen[l] = true
		if old[l] {
			reused++
		}
	}
	require.Greater(t, reused, 20*magazineSize)
	a.Release()
}

func fails(t *testing.T, text string, f func()) {
	t.Helper()
	defer func() {
		e, ok := recover().(error)
		require.True(t, ok, "no panic")
		require.Contains(t, e.Error(), text)
	}()
	f()
}

func TestResurrectionIsFatal(t *testing.T) {
	cx := NewCtx()
	c := Describe[leaf]("Lazarus", "test")
	var kept *leaf
	c.Dealloc = func(cx *Ctx, p unsafe.Pointer) {
		kept = (*leaf)(p)
		kept.Inc()
	}
	Register(&c)
	fails(t, "cyp: object of class 'Lazarus' resurrected", func() { DropRef(cx, New[leaf](cx, &c)) })
}

func TestNullDerefIsRecoverable(t *testing.T) {
	fails(t, "cyp: NULL dereference of 'a.b' at x.pyx:3:9", func() { NullDeref("a.b", "x.pyx", 3, 9) })
}

// The table of spec 4.3.
func TestIsolated(t *testing.T) {
	cx := NewCtx()
	defer cx.Release()
	mk := func() *pod { return New[pod](cx, classPod) }
	iso := func(p *pod) bool { return Isolated(nil, &p.Header) }
	inc := func(l *leaf) *leaf { return IncRef(l) }

	b := mk()
	require.True(t, iso(b), "held by the local only")
	b.u = newLeaf(cx, 1)
	require.True(t, iso(b))
	x := inc(b.u)
	require.False(t, iso(b), "a field is also held by a local")
	DropRef(cx, x)

	c := mk()
	b.peer = IncRef(c)
	c.peer = IncRef(b)
	require.False(t, iso(b), "a cycle with a live local in it")
	c.Header.count--
	require.True(t, iso(b), "the cycle alone")
	require.False(t, iso(c), "b, a live local, is in the graph")

	s := mk()
	s.peer = IncRef(s)
	require.True(t, iso(s), "self edge")

	d := mk()
	d.u = newLeaf(cx, 1)
	d.peer = mk()
	d.peer.u = inc(d.u)
	require.True(t, iso(d), "one leaf from two places inside")

	e := mk()
	e.k = newLeaf(cx, 1)
	other := inc(e.k)
	require.True(t, iso(e), "lock fields are not followed")
	DropRef(cx, other)

	f := mk()
	f.u = newLeaf(cx, 1)
	f.v = inc(f.u)
	require.True(t, iso(f))
	require.False(t, Isolated(nil, &f.u.Header), "a leaf held by two fields")
	require.True(t, Isolated(nil, nil))
}

func TestIsolatedListsAndBigGraphs(t *testing.T) {
	cx := NewCtx()
	defer cx.Release()
	class := NewListClass[*leaf]("cyplist[Leaf]", ElemOps[*leaf]{})
	l := NewList(cx, class)
	for i := range int64(1000) {
		require.Nil(t, l.Append(cx, newLeaf(cx, i)))
	}
	require.True(t, Isolated(nil, &l.Header))
	x, err := l.At(500)
	require.Nil(t, err)
	require.False(t, Isolated(nil, &l.Header))
	DropRef(cx, x)
	require.True(t, Isolated(nil, &l.Header))
	opaque := NewListClass[*leaf]("cyplist[lock Leaf]", ElemOps[*leaf]{Opaque: true})
	m := NewList(cx, opaque)
	y := newLeaf(cx, 1)
	m.Append(cx, IncRef(y))
	require.True(t, Isolated(nil, &m.Header), "lock elements are not followed")
}

func TestIsInstance(t *testing.T) {
	base := &Class{Name: "B"}
	Register(base)
	derived := &Class{Name: "D", Bases: []*Class{base}}
	Register(derived)
	h := objectOf(derived, 1)
	require.True(t, IsInstance(h, base))
	require.True(t, IsInstance(h, derived))
	require.False(t, IsInstance(objectOf(base, 0), derived))
	require.False(t, IsInstance(nil, base))
}

// objectOf is an object of nothing but a header. The class has to be kept alive by somebody else.
func objectOf(c *Class, count int32) *Header {
	h := &Header{count: count}
	h.setClass(c)
	return h
}
