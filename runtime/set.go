package rt

import "unsafe"

// Set is cypset (spec 8.2). Elements passed to it are moved in except where a method
// says that it borrows; results are counts of their own. The order of iteration is unordered_set's.
type Set[T any] struct {
	Header
	t     hashTable[T, struct{}]
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
			for i := s.t.first(); i != 0; i = s.t.next(i) {
				visitElem(&s.class().Elem, &s.t.nodes[i].key, visit)
			}
		}
	}
	Register(&c.Class)
	return c
}

// NewSet makes an empty set: cypset[T]().
func NewSet[T any](cx *Ctx, c *SetClass[T]) *Set[T] {
	s := (*Set[T])(cx.Alloc(&c.Class))
	s.t.kind = c.Elem.kind
	return s
}

func (s *Set[T]) class() *SetClass[T] { return (*SetClass[T])(unsafe.Pointer(s.CypClass())) }
func (s *Set[T]) elem() *ElemOps[T]   { return &s.class().Elem }

func (s *Set[T]) dropAll(cx *Ctx, all []hnode[T, struct{}]) {
	k := s.elem().kind
	if k.holds() {
		for i := range all {
			dropVal(cx, k, all[i].key)
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

// lookup finds an element: its node or 0, and the hash for an insertion.
func (s *Set[T]) lookup(cx *Ctx, v T) (i int32, h uint64, err *Error) {
	o := s.elem()
	if o.Hash == nil {
		if s.t.kind != o.kind {
			s.t.kind = o.kind
		}
		i, h = s.t.find(v)
		return i, h, nil
	}
	if o.Ref && refOf(&v) == nil {
		return 0, 0, Raise("TypeError", "unhashable NULL key")
	}
	if h, err = o.Hash(cx, v); err != nil {
		return 0, h, err
	}
	i, err = s.match(cx, v, h)
	return i, h, err
}

// match finds an element whose hash is known.
func (s *Set[T]) match(cx *Ctx, v T, h uint64) (int32, *Error) {
	o := s.elem()
	for i := s.t.start(h); i != 0; i = s.t.same(i, h) {
		if s.t.nodes[i].hash != h {
			continue
		}
		if o.Eq == nil {
			if equalElems(o.kind, v, s.t.nodes[i].key) {
				return i, nil
			}
			continue
		}
		if eq, err := o.Eq(cx, v, s.t.nodes[i].key); eq || err != nil {
			if err != nil {
				i = 0
			}
			return i, err
		}
	}
	return 0, nil
}

// Contains is v in s; v is borrowed.
func (s *Set[T]) Contains(cx *Ctx, v T) (bool, *Error) {
	i, _, err := s.lookup(cx, v)
	return i != 0, err
}

// Add is s.add(v).
func (s *Set[T]) Add(cx *Ctx, v T) *Error {
	err := s.modifying()
	if err == nil {
		var i int32
		var h uint64
		if i, h, err = s.lookup(cx, v); err == nil && i == 0 {
			s.t.insert(h, v, struct{}{})
			return nil
		}
	}
	dropVal(cx, s.elem().kind, v)
	return err
}

// del removes an element, borrowed; it reports whether it was there.
func (s *Set[T]) del(cx *Ctx, v T) (bool, *Error) {
	i, _, err := s.lookup(cx, v)
	if err != nil || i == 0 {
		return false, err
	}
	s.remove(cx, i)
	return true, nil
}

// remove takes a node out and drops its element; it returns the next node.
func (s *Set[T]) remove(cx *Ctx, i int32) int32 {
	v, _, next := s.t.remove(i)
	dropVal(cx, s.elem().kind, v)
	return next
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

// Pop is s.pop(): the first in the order of iteration.
func (s *Set[T]) Pop(cx *Ctx) (v T, err *Error) {
	if err := s.modifying(); err != nil {
		return v, err
	}
	i := s.t.first()
	if i == 0 {
		return v, Raise("KeyError", "pop from an empty set")
	}
	v, _, _ = s.t.remove(i)
	return v, nil
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
	for i := s.t.first(); i != 0; i = s.t.next(i) {
		if ok, err := f(s.t.nodes[i].key); !ok || err != nil {
			return false, err
		}
	}
	return true, nil
}

// in finds the node i of s in t.
func (s *Set[T]) in(cx *Ctx, i int32, t *Set[T]) (bool, *Error) {
	j, err := t.match(cx, s.t.nodes[i].key, s.t.nodes[i].hash)
	return j != 0, err
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
	i int32 // the node before the next
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
	t := &it.s.t
	if len(t.nodes) > 0 {
		if it.i = t.nodes[it.i].next; it.i != 0 {
			return t.nodes[it.i].key, true
		}
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
