package rt

import "unsafe"

// Set is cypset (spec 8.2). Elements passed to it are moved in except where a method
// says that it borrows; results are counts of their own. Iteration follows insertion.
type Set[T any] struct {
	Header
	t     table[T, struct{}]
	Iters Atomic[int32]
}

// SetClass is the descriptor of one instance of cypset.
type SetClass[T any] struct {
	Class
	Elem ElemOps[T]
}

// NewSetClass makes and registers the descriptor of cypset[T].
func NewSetClass[T any](name string, elem ElemOps[T]) *SetClass[T] {
	elem.fill()
	c := &SetClass[T]{Describe[Set[T]](name, "libcythonplus.set"), elem}
	c.Dealloc = func(cx *Ctx, p unsafe.Pointer) {
		s := (*Set[T])(p)
		s.dropAll(cx, s.t.take())
	}
	if traced(&elem) {
		c.Fields = func(p unsafe.Pointer, visit func(*Header)) {
			s := (*Set[T])(p)
			for i := range s.t.entries {
				visitElem(&s.class().Elem, &s.t.entries[i].key, visit)
			}
		}
	}
	Register(&c.Class)
	return c
}

// NewSet makes an empty set: cypset[T]().
func NewSet[T any](cx *Ctx, c *SetClass[T]) *Set[T] { return (*Set[T])(cx.Alloc(&c.Class)) }

func (s *Set[T]) class() *SetClass[T] { return (*SetClass[T])(unsafe.Pointer(s.Class)) }
func (s *Set[T]) elem() *ElemOps[T]   { return &s.class().Elem }

func (s *Set[T]) dropAll(cx *Ctx, es []entry[T, struct{}]) {
	k := s.elem().kind
	if k.holds() {
		for i := range es {
			dropVal(cx, k, es[i].key)
		}
	}
}

func (s *Set[T]) modifying() *Error {
	if s.Iters.Load() != 0 {
		return Raise("RuntimeError", "Modifying a set with active iterators")
	}
	return nil
}

// Len is s.__len__().
func (s *Set[T]) Len() uint64 { return uint64(s.t.len()) }

// Contains is v in s; v is borrowed.
func (s *Set[T]) Contains(cx *Ctx, v T) (bool, *Error) {
	i, _, err := lookup(cx, &s.t, s.elem(), v)
	return i >= 0, err
}

// Add is s.add(v).
func (s *Set[T]) Add(cx *Ctx, v T) *Error {
	err := s.modifying()
	if err == nil {
		var i int
		var h uint64
		if i, h, err = lookup(cx, &s.t, s.elem(), v); err == nil && i < 0 {
			s.t.insert(h, v, struct{}{})
			return nil
		}
	}
	dropVal(cx, s.elem().kind, v)
	return err
}

// put adds an element of another set, borrowed.
func (s *Set[T]) put(cx *Ctx, v T) *Error {
	i, h, err := lookup(cx, &s.t, s.elem(), v)
	if err == nil && i < 0 {
		s.t.insert(h, cloneElem(s.elem().kind, v), struct{}{})
	}
	return err
}

// del removes an element, borrowed; it reports whether it was there.
func (s *Set[T]) del(cx *Ctx, v T) (bool, *Error) {
	i, h, err := lookup(cx, &s.t, s.elem(), v)
	if err != nil || i < 0 {
		return false, err
	}
	e := s.t.remove(h, i)
	dropVal(cx, s.elem().kind, e.key)
	return true, nil
}

// Discard is s.discard(v); v is borrowed.
func (s *Set[T]) Discard(cx *Ctx, v T) *Error {
	if err := s.modifying(); err != nil {
		return err
	}
	_, err := s.del(cx, v)
	return err
}

// Remove is s.remove(v); v is borrowed.
func (s *Set[T]) Remove(cx *Ctx, v T) *Error {
	if err := s.modifying(); err != nil {
		return err
	}
	found, err := s.del(cx, v)
	if err == nil && !found {
		err = Raise("KeyError", "Element not in set")
	}
	return err
}

// Pop is s.pop().
func (s *Set[T]) Pop(cx *Ctx) (v T, err *Error) {
	if err := s.modifying(); err != nil {
		return v, err
	}
	i := s.t.last()
	if i < 0 {
		return v, Raise("KeyError", "pop from an empty set")
	}
	h, err := s.elem().hashKey(cx, s.t.entries[i].key)
	if err != nil {
		return v, err
	}
	return s.t.remove(h, i).key, nil
}

// Clear is s.clear().
func (s *Set[T]) Clear(cx *Ctx) *Error {
	if err := s.modifying(); err != nil {
		return err
	}
	s.dropAll(cx, s.t.take())
	return nil
}

// Copy is s.copy().
func (s *Set[T]) Copy(cx *Ctx) *Set[T] {
	n := NewSet(cx, s.class())
	s.t.copyTo(&n.t, s.elem().kind, kindWord)
	return n
}

// all calls f for each element until it returns false.
func (s *Set[T]) all(f func(T) (bool, *Error)) (bool, *Error) {
	for i := s.t.next(0); i >= 0; i = s.t.next(i + 1) {
		if ok, err := f(s.t.entries[i].key); !ok || err != nil {
			return false, err
		}
	}
	return true, nil
}

// IsSubset is s.issubset(t), s <= t.
func (s *Set[T]) IsSubset(cx *Ctx, t *Set[T]) (bool, *Error) {
	if s.Len() > t.Len() {
		return false, nil
	}
	return s.all(func(v T) (bool, *Error) { return t.Contains(cx, v) })
}

// IsSuperset is s.issuperset(t), s >= t.
func (s *Set[T]) IsSuperset(cx *Ctx, t *Set[T]) (bool, *Error) { return t.IsSubset(cx, s) }

// IsDisjoint is s.isdisjoint(t).
func (s *Set[T]) IsDisjoint(cx *Ctx, t *Set[T]) (bool, *Error) {
	return s.all(func(v T) (bool, *Error) {
		in, err := t.Contains(cx, v)
		return !in, err
	})
}

// Eq is s == t, Ne s != t, Lt s < t, Le s <= t, Gt s > t, Ge s >= t.
func (s *Set[T]) Eq(cx *Ctx, t *Set[T]) (bool, *Error) {
	if s.Len() != t.Len() {
		return false, nil
	}
	return s.IsSubset(cx, t)
}

// Ne is s != t.
func (s *Set[T]) Ne(cx *Ctx, t *Set[T]) (bool, *Error) {
	eq, err := s.Eq(cx, t)
	return !eq, err
}

// Lt is s < t.
func (s *Set[T]) Lt(cx *Ctx, t *Set[T]) (bool, *Error) {
	if s.Len() >= t.Len() {
		return false, nil
	}
	return s.IsSubset(cx, t)
}

// Le is s <= t.
func (s *Set[T]) Le(cx *Ctx, t *Set[T]) (bool, *Error) { return s.IsSubset(cx, t) }

// Gt is s > t.
func (s *Set[T]) Gt(cx *Ctx, t *Set[T]) (bool, *Error) { return t.Lt(cx, s) }

// Ge is s >= t.
func (s *Set[T]) Ge(cx *Ctx, t *Set[T]) (bool, *Error) { return t.IsSubset(cx, s) }

// SetIter iterates over a set, which counts it among its active iterators until Close.
type SetIter[T any] struct {
	s *Set[T]
	i int
}

// Iter starts an iteration.
func (s *Set[T]) Iter(cx *Ctx) SetIter[T] {
	s.Iters.addInt(1)
	return SetIter[T]{s, 0}
}

// Next returns the next element, borrowed; at the end it closes the iterator.
func (it *SetIter[T]) Next(cx *Ctx) (v T, ok bool) {
	if it.s == nil {
		return v, false
	}
	if i := it.s.t.next(it.i); i >= 0 {
		it.i = i + 1
		return it.s.t.entries[i].key, true
	}
	it.Close()
	return v, false
}

// Close unregisters the iterator; again does nothing.
func (it *SetIter[T]) Close() {
	if it.s != nil {
		it.s.Iters.addInt(-1)
		it.s = nil
	}
}
