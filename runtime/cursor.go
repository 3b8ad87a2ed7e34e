package rt

// Cursors are what begin() and end() of cyplist, cypdict, cypset and the dictionary's views give: values that the program steps
// itself. One made by begin() holds a count on its container and is registered as an active iterator, and so is every
// copy, until Drop; one made by end() is only a position. Elements are borrowed.

// ListCursor is cyplist.iterator.
type ListCursor[T any] struct {
	l *List[T] // nil: only a position
	i int
}

// Cursor is l.begin().
func (l *List[T]) Cursor() ListCursor[T] {
	l.Iters.addInt(1)
	l.Inc()
	return ListCursor[T]{l, 0}
}

// CursorEnd is l.end().
func (l *List[T]) CursorEnd() ListCursor[T] { return ListCursor[T]{nil, len(l.Elements.s)} }

// Deref is *it.
func (it ListCursor[T]) Deref() T { return it.l.Elements.s[it.i] }

// Inc is ++it.
func (it *ListCursor[T]) Inc() *ListCursor[T] { it.i++; return it }

// PostInc is it++.
func (it *ListCursor[T]) PostInc() ListCursor[T] {
	old := it.Clone()
	it.i++
	return old
}

// Eq is ==.
func (it ListCursor[T]) Eq(o ListCursor[T]) bool { return it.i == o.i }

// Ne is !=.
func (it ListCursor[T]) Ne(o ListCursor[T]) bool { return it.i != o.i }

// Clone copies the cursor.
func (it ListCursor[T]) Clone() ListCursor[T] {
	if it.l != nil {
		it.l.Iters.addInt(1)
		it.l.Inc()
	}
	return it
}

// Drop unregisters the cursor.
func (it *ListCursor[T]) Drop(cx *Ctx) {
	if l := it.l; l != nil {
		it.l = nil
		l.Iters.addInt(-1)
		Drop(cx, &l.Header)
	}
}

// Visit visits the container.
func (it *ListCursor[T]) Visit(visit func(*Header)) {
	if it.l != nil {
		visit(&it.l.Header)
	}
}

// DictCursor is cypdict.iterator and the iterator of its views.
type DictCursor[K, V any] struct {
	d *Dict[K, V] // nil: only a position
	i int
}

// Cursor is d.begin().
func (d *Dict[K, V]) Cursor() DictCursor[K, V] {
	d.Iters.addInt(1)
	d.Inc()
	it := DictCursor[K, V]{d, 0}
	it.skip()
	return it
}

// CursorEnd is d.end().
func (d *Dict[K, V]) CursorEnd() DictCursor[K, V] { return DictCursor[K, V]{nil, len(d.t.entries)} }

// Cursor is d.keys().begin().
func (v *DictKeys[K, V]) Cursor() DictCursor[K, V] { return v.D.Cursor() }

// CursorEnd is d.keys().end().
func (v *DictKeys[K, V]) CursorEnd() DictCursor[K, V] { return v.D.CursorEnd() }

// Cursor is d.values().begin().
func (v *DictValues[K, V]) Cursor() DictCursor[K, V] { return v.D.Cursor() }

// CursorEnd is d.values().end().
func (v *DictValues[K, V]) CursorEnd() DictCursor[K, V] { return v.D.CursorEnd() }

// Cursor is d.items().begin().
func (v *DictItems[K, V]) Cursor() DictCursor[K, V] { return v.D.Cursor() }

// CursorEnd is d.items().end().
func (v *DictItems[K, V]) CursorEnd() DictCursor[K, V] { return v.D.CursorEnd() }

// skip moves over the holes that deletions left.
func (it *DictCursor[K, V]) skip() {
	for t := &it.d.t; it.i < len(t.entries) && t.isDead(it.i); {
		it.i++
	}
}

// Key is *it of keys.
func (it DictCursor[K, V]) Key() K { return it.d.t.entries[it.i].key }

// Value is *it of values.
func (it DictCursor[K, V]) Value() V { return it.d.t.entries[it.i].val }

// Item is *it of items.
func (it DictCursor[K, V]) Item() Pair[K, V] {
	e := &it.d.t.entries[it.i]
	return Pair[K, V]{e.key, e.val}
}

// Inc is ++it.
func (it *DictCursor[K, V]) Inc() *DictCursor[K, V] {
	it.i++
	if it.d != nil {
		it.skip()
	}
	return it
}

// PostInc is it++.
func (it *DictCursor[K, V]) PostInc() DictCursor[K, V] {
	old := it.Clone()
	it.Inc()
	return old
}

// Eq is ==.
func (it DictCursor[K, V]) Eq(o DictCursor[K, V]) bool { return it.i == o.i }

// Ne is !=.
func (it DictCursor[K, V]) Ne(o DictCursor[K, V]) bool { return it.i != o.i }

// Clone copies the cursor.
func (it DictCursor[K, V]) Clone() DictCursor[K, V] {
	if it.d != nil {
		it.d.Iters.addInt(1)
		it.d.Inc()
	}
	return it
}

// Drop unregisters the cursor.
func (it *DictCursor[K, V]) Drop(cx *Ctx) {
	if d := it.d; d != nil {
		it.d = nil
		d.Iters.addInt(-1)
		Drop(cx, &d.Header)
	}
}

// Visit visits the container.
func (it *DictCursor[K, V]) Visit(visit func(*Header)) {
	if it.d != nil {
		visit(&it.d.Header)
	}
}

// SetCursor is cypset.iterator.
type SetCursor[T any] struct {
	s *Set[T] // nil: only a position
	i int32   // number of the node, 0 at the end
}

// Cursor is s.begin().
func (s *Set[T]) Cursor() SetCursor[T] {
	s.Iters.addInt(1)
	s.Inc()
	return SetCursor[T]{s, s.t.first()}
}

// CursorEnd is s.end().
func (s *Set[T]) CursorEnd() SetCursor[T] { return SetCursor[T]{nil, 0} }

// Deref is *it.
func (it SetCursor[T]) Deref() T { return it.s.t.nodes[it.i].key }

// Inc is ++it.
func (it *SetCursor[T]) Inc() *SetCursor[T] {
	if it.s != nil {
		it.i = it.s.t.next(it.i)
	}
	return it
}

// PostInc is it++.
func (it *SetCursor[T]) PostInc() SetCursor[T] {
	old := it.Clone()
	it.Inc()
	return old
}

// Eq is ==.
func (it SetCursor[T]) Eq(o SetCursor[T]) bool { return it.i == o.i }

// Ne is !=.
func (it SetCursor[T]) Ne(o SetCursor[T]) bool { return it.i != o.i }

// Clone copies the cursor.
func (it SetCursor[T]) Clone() SetCursor[T] {
	if it.s != nil {
		it.s.Iters.addInt(1)
		it.s.Inc()
	}
	return it
}

// Drop unregisters the cursor.
func (it *SetCursor[T]) Drop(cx *Ctx) {
	if s := it.s; s != nil {
		it.s = nil
		s.Iters.addInt(-1)
		Drop(cx, &s.Header)
	}
}

// Visit visits the container.
func (it *SetCursor[T]) Visit(visit func(*Header)) {
	if it.s != nil {
		visit(&it.s.Header)
	}
}
