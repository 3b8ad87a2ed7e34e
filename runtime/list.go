package rt

import (
	"slices"
	"unsafe"
)

// List is cyplist (spec 8.2): a cypclass object over a Vector. Elements passed in are moved
// in; results are counts of their own; the iterator's elements are borrowed.
type List[T any] struct {
	Header
	Elements Vector[T]     // _elements
	Iters    Atomic[int32] // _active_iterators
}

// ListClass is the descriptor of one instance of cyplist.
type ListClass[T any] struct {
	Class
	Elem ElemOps[T]
}

// NewListClass makes and registers the descriptor of cyplist[T].
func NewListClass[T any](name string, elem ElemOps[T]) *ListClass[T] {
	elem.fill()
	c := &ListClass[T]{Describe[List[T]](name, "libcythonplus.list"), elem}
	c.Dealloc = func(cx *Ctx, p unsafe.Pointer) {
		l := (*List[T])(p)
		s := l.Elements.s
		l.Elements.s = nil
		dropElems(cx, l.elem().kind, s)
	}
	if traced(&elem) {
		c.Fields = func(p unsafe.Pointer, visit func(*Header)) { (*List[T])(p).Elements.Visit(visit) }
	}
	Register(&c.Class)
	return c
}

// NewList makes an empty list: cyplist[T]().
func NewList[T any](cx *Ctx, c *ListClass[T]) *List[T] { return (*List[T])(cx.Alloc(&c.Class)) }

// ListOf makes a list of elements, which are moved in.
func ListOf[T any](cx *Ctx, c *ListClass[T], elements ...T) *List[T] {
	l := NewList(cx, c)
	l.Elements.s = append([]T(nil), elements...)
	return l
}

func (l *List[T]) class() *ListClass[T] { return (*ListClass[T])(unsafe.Pointer(l.CypClass())) }
func (l *List[T]) elem() *ElemOps[T]    { return &l.class().Elem }

const listModified = "Modifying a list with active iterators"

func (l *List[T]) modifying() *Error {
	if l.Iters.Load() != 0 {
		return Raise("RuntimeError", listModified)
	}
	return nil
}

// Len is l.__len__().
func (l *List[T]) Len() uint64 { return uint64(len(l.Elements.s)) }

// Items is the slice of the elements, until the list becomes longer or shorter.
func (l *List[T]) Items() []T { return l.Elements.s }

// ItemsOf is Items for a list that may be nil: then there are none.
func ItemsOf[T any](l *List[T]) []T {
	if l == nil {
		return nil
	}
	return l.Elements.s
}

// At is l[i].
func (l *List[T]) At(i uint64) (v T, err *Error) {
	if i >= uint64(len(l.Elements.s)) {
		return v, outside()
	}
	v = l.Elements.s[i]
	if k := l.elem().kind; k >= kindString {
		v = cloneElem(k, v)
	}
	return v, nil
}

//go:noinline
func outside() *Error { return Raise("IndexError", "Getting list index out of range") }

// Peek is l[i] borrowed: for elements used in place.
func (l *List[T]) Peek(i uint64) (v T, err *Error) {
	if i < uint64(len(l.Elements.s)) {
		return l.Elements.s[i], nil
	}
	return v, outside()
}

// SetAt is l[i] = v.
func (l *List[T]) SetAt(cx *Ctx, i uint64, v T) *Error {
	if s := l.Elements.s; i < uint64(len(s)) && l.elem().kind < kindString {
		s[i] = v
		return nil
	}
	return l.setSlow(cx, i, v)
}

func (l *List[T]) setSlow(cx *Ctx, i uint64, v T) *Error {
	k := l.elem().kind
	if i >= uint64(len(l.Elements.s)) {
		dropVal(cx, k, v)
		return Raise("IndexError", "Setting list index out of range")
	}
	old := l.Elements.s[i]
	l.Elements.s[i] = v
	dropVal(cx, k, old)
	return nil
}

// DelAt is del l[i].
func (l *List[T]) DelAt(cx *Ctx, i uint64) *Error {
	if i >= uint64(len(l.Elements.s)) {
		return Raise("IndexError", "Deleting list index out of range")
	}
	if err := l.modifying(); err != nil {
		return err
	}
	v := l.cut(int(i))
	dropVal(cx, l.elem().kind, v)
	return nil
}

func (l *List[T]) cut(i int) T {
	v := l.Elements.s[i]
	l.Elements.s = slices.Delete(l.Elements.s, i, i+1)
	return v
}

// Append is l.append(v).
func (l *List[T]) Append(cx *Ctx, v T) *Error {
	if s := l.Elements.s; l.Iters.bits == 0 && len(s) < cap(s) {
		l.Elements.s = append(s, v)
		return nil
	}
	return l.appendSlow(cx, v)
}

func (l *List[T]) appendSlow(cx *Ctx, v T) *Error {
	if l.Iters.bits == 0 {
		l.Elements.s = append(grow(l.Elements.s), v)
		return nil
	}
	dropVal(cx, l.elem().kind, v)
	return Raise("RuntimeError", listModified)
}

// grow makes room for more elements: twice as much, which copies less than append would and leaves less behind, until that
// would be much memory.
func grow[T any](s []T) []T {
	n := cap(s)
	if n < 256 || n*int(unsafe.Sizeof(*new(T))) > 64<<20 {
		return s
	}
	return slices.Grow(s, n)
}

// Insert is l.insert(i, v).
func (l *List[T]) Insert(cx *Ctx, i uint64, v T) *Error {
	err := l.modifying()
	if err == nil && i > uint64(len(l.Elements.s)) {
		err = Raise("IndexError", "Inserting list index out of range")
	}
	if err != nil {
		dropVal(cx, l.elem().kind, v)
		return err
	}
	l.Elements.s = slices.Insert(l.Elements.s, int(i), v)
	return nil
}

// Clear is l.clear().
func (l *List[T]) Clear(cx *Ctx) *Error {
	if err := l.modifying(); err != nil {
		return err
	}
	k := l.elem().kind
	if !k.holds() {
		l.Elements.s = l.Elements.s[:0]
		return nil
	}
	old := l.Elements.s
	l.Elements.s = nil
	dropElems(cx, k, old)
	return nil
}

// fresh makes an empty list of the same class.
func (l *List[T]) fresh(cx *Ctx) *List[T] { return NewList(cx, l.class()) }

// Add is l + m.
func (l *List[T]) Add(cx *Ctx, m *List[T]) *List[T] {
	n := l.fresh(cx)
	k := l.elem().kind
	s := make([]T, 0, len(l.Elements.s)+len(m.Elements.s))
	n.Elements.s = cloneElems(k, cloneElems(k, s, l.Elements.s), m.Elements.s)
	return n
}

// Mul is l * n; n <= 0 gives an empty list.
func (l *List[T]) Mul(cx *Ctx, times int64) *List[T] {
	n := l.fresh(cx)
	if times > 0 {
		n.Elements.s = repeat(l.elem().kind, l.Elements.s, times)
	}
	return n
}

func repeat[T any](k elemKind, s []T, times int64) []T {
	r := make([]T, 0, len(s)*int(times))
	for ; times > 0; times-- {
		r = cloneElems(k, r, s)
	}
	return r
}

// IAdd is l += m, and l.extend(m).
func (l *List[T]) IAdd(cx *Ctx, m *List[T]) *Error {
	if err := l.modifying(); err != nil {
		return err
	}
	l.Elements.s = cloneElems(l.elem().kind, l.Elements.s, m.Elements.s)
	return nil
}

// Extend is l.extend(m).
func (l *List[T]) Extend(cx *Ctx, m *List[T]) *Error { return l.IAdd(cx, m) }

// IMul is l *= n.
func (l *List[T]) IMul(cx *Ctx, times int64) *Error {
	if err := l.modifying(); err != nil {
		return err
	}
	if times <= 0 {
		return l.Clear(cx)
	}
	k := l.elem().kind
	s := l.Elements.s
	base := s[:len(s):len(s)]
	for ; times > 1; times-- {
		s = cloneElems(k, s, base)
	}
	l.Elements.s = s
	return nil
}

func (l *List[T]) indexOf(v T) int {
	k := l.elem().kind
	for i := range l.Elements.s {
		if equalElems(k, v, l.Elements.s[i]) {
			return i
		}
	}
	return -1
}

// Contains is v in l: identity for references, == for C values. v is borrowed.
func (l *List[T]) Contains(v T) bool { return l.indexOf(v) >= 0 }

// Index is l.index(v).
func (l *List[T]) Index(v T) (uint64, *Error) {
	i := l.indexOf(v)
	if i < 0 {
		return 0, Raise("ValueError", "list.index(x): x not in list")
	}
	return uint64(i), nil
}

// CountOf is l.count(v); Count is the object's own.
func (l *List[T]) CountOf(v T) uint64 {
	k := l.elem().kind
	n := uint64(0)
	for i := range l.Elements.s {
		if equalElems(k, v, l.Elements.s[i]) {
			n++
		}
	}
	return n
}

// Remove is l.remove(v).
func (l *List[T]) Remove(cx *Ctx, v T) *Error {
	i := l.indexOf(v)
	if i < 0 {
		return Raise("ValueError", "list.remove(x): x not in list")
	}
	if err := l.modifying(); err != nil {
		return err
	}
	x := l.cut(i)
	dropVal(cx, l.elem().kind, x)
	return nil
}

// Pop is l.pop(); PopAt l.pop(i), where a negative i counts from the end.
func (l *List[T]) Pop() (T, *Error) { return l.PopAt(-1) }

// PopAt is l.pop(i).
func (l *List[T]) PopAt(i int64) (v T, err *Error) {
	n := int64(len(l.Elements.s))
	if n == 0 {
		return v, Raise("IndexError", "pop from empty list")
	}
	if i < 0 {
		i += n
	}
	if i < 0 || i >= n {
		return v, Raise("IndexError", "pop index out of range")
	}
	if err := l.modifying(); err != nil {
		return v, err
	}
	return l.cut(int(i)), nil
}

// Reverse is l.reverse().
func (l *List[T]) Reverse() *Error {
	if err := l.modifying(); err != nil {
		return err
	}
	slices.Reverse(l.Elements.s)
	return nil
}

// Sort is l.sort(): stable, by < (__lt__).
func (l *List[T]) Sort(cx *Ctx) *Error {
	if err := l.modifying(); err != nil {
		return err
	}
	return sortBy(cx, l.elem(), l.Elements.s)
}

// Copy is l.copy().
func (l *List[T]) Copy(cx *Ctx) *List[T] {
	n := l.fresh(cx)
	n.Elements.s = cloneElems(l.elem().kind, nil, l.Elements.s)
	return n
}

// Begin and End are begin() and end() of the elements, for C++ algorithms.
func (l *List[T]) Begin() VectorIter[T] { return l.Elements.Begin() }

// End is end().
func (l *List[T]) End() VectorIter[T] { return l.Elements.End() }

// ListIter iterates over a list, which counts it among its active iterators until Close.
type ListIter[T any] struct {
	l *List[T]
	i int
}

// Iter starts an iteration.
func (l *List[T]) Iter(cx *Ctx) ListIter[T] {
	l.Iters.addInt(1)
	return ListIter[T]{l, 0}
}

// Next returns the next element, borrowed; at the end it closes the iterator and ok is
// false.
func (it *ListIter[T]) Next(cx *Ctx) (v T, ok bool) {
	if it.l == nil {
		return v, false
	}
	if s := it.l.Elements.s; it.i < len(s) {
		v = s[it.i]
		it.i++
		return v, true
	}
	it.Close()
	return v, false
}

// Close unregisters the iterator; again does nothing.
func (it *ListIter[T]) Close() {
	if it.l != nil {
		it.l.Iters.addInt(-1)
		it.l = nil
	}
}

// sortBy sorts with the order of the element class. An error in it ends the sort with the
// elements in some order.
func sortBy[T any](cx *Ctx, o *ElemOps[T], s []T) *Error {
	if o.Less == nil {
		sortElems(s)
		return nil
	}
	var failed *Error
	less := func(a, b T) bool {
		if failed != nil {
			return false
		}
		ok, err := o.Less(cx, a, b)
		failed = err
		return ok
	}
	slices.SortStableFunc(s, func(a, b T) int {
		switch {
		case less(a, b):
			return -1
		case less(b, a):
			return 1
		}
		return 0
	})
	return failed
}

// sortElems sorts C values by <.
func sortElems[T any](s []T) {
	switch x := any(s).(type) {
	case []int8:
		slices.Sort(x)
	case []int16:
		slices.Sort(x)
	case []int32:
		sortInts(x, -1<<31)
	case []int64:
		sortInts(x, -1<<63)
	case []uint8:
		slices.Sort(x)
	case []uint16:
		slices.Sort(x)
	case []uint32:
		sortInts(x, 0)
	case []uint64:
		sortInts(x, 0)
	case []float32:
		slices.Sort(x)
	case []float64:
		slices.Sort(x)
	default:
		slices.SortFunc(s, func(a, b T) int {
			switch {
			case lessElems(a, b):
				return -1
			case lessElems(b, a):
				return 1
			}
			return 0
		})
	}
}
