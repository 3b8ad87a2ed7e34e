package rt

// OrderedSet is std::set: elements in the order of <. Ownership of elements is as in Vector.
type OrderedSet[T any] struct{ t tree[T, struct{}] }

// Size is size(), MaxSize max_size(), Empty empty().
func (m *OrderedSet[T]) Size() uint64 { return uint64(m.t.n) }

// MaxSize is max_size().
func (m *OrderedSet[T]) MaxSize() uint64 { return 1 << 60 }

// Empty is empty().
func (m *OrderedSet[T]) Empty() bool { return m.t.n == 0 }

// Insert is insert(v): v is moved in. The second member tells whether it was inserted.
func (m *OrderedSet[T]) Insert(cx *Ctx, v T) Pair[OrderedSetIter[T], bool] {
	if n := m.t.find(v); n != nil {
		dropVal(cx, kindOf[T](), v)
		return Pair[OrderedSetIter[T], bool]{OrderedSetIter[T]{m, n}, false}
	}
	return Pair[OrderedSetIter[T], bool]{OrderedSetIter[T]{m, m.t.insert(v, struct{}{})}, true}
}

// InsertRange is insert(first, last).
func (m *OrderedSet[T]) InsertRange(cx *Ctx, first, last OrderedSetIter[T]) {
	for it := first; it.n != last.n; it.Inc() {
		m.Insert(cx, cloneElem(kindOf[T](), it.Deref()))
	}
}

// Erase is erase(k), how many were erased; EraseIter erase(it), EraseRange erase(first, last).
func (m *OrderedSet[T]) Erase(cx *Ctx, k T) uint64 {
	n := m.t.find(k)
	if n == nil {
		return 0
	}
	m.erase(cx, n)
	return 1
}

func (m *OrderedSet[T]) erase(cx *Ctx, n *node[T, struct{}]) {
	m.t.remove(n)
	dropVal(cx, kindOf[T](), n.key)
}

// EraseIter is erase(it).
func (m *OrderedSet[T]) EraseIter(cx *Ctx, it OrderedSetIter[T]) OrderedSetIter[T] {
	next := it
	next.Inc()
	m.erase(cx, it.n)
	return next
}

// EraseRange is erase(first, last).
func (m *OrderedSet[T]) EraseRange(cx *Ctx, first, last OrderedSetIter[T]) OrderedSetIter[T] {
	for first.n != last.n {
		first = m.EraseIter(cx, first)
	}
	return first
}

// Count is count(k), Contains contains(k), Find find(k); the key is borrowed.
func (m *OrderedSet[T]) Count(k T) uint64 {
	if m.t.find(k) == nil {
		return 0
	}
	return 1
}

// Contains is contains(k).
func (m *OrderedSet[T]) Contains(k T) bool { return m.t.find(k) != nil }

// Find is find(k).
func (m *OrderedSet[T]) Find(k T) OrderedSetIter[T] { return OrderedSetIter[T]{m, m.t.find(k)} }

// LowerBound is lower_bound(k), UpperBound upper_bound(k).
func (m *OrderedSet[T]) LowerBound(k T) OrderedSetIter[T] {
	return OrderedSetIter[T]{m, m.t.lower(k, false)}
}

// UpperBound is upper_bound(k).
func (m *OrderedSet[T]) UpperBound(k T) OrderedSetIter[T] {
	return OrderedSetIter[T]{m, m.t.lower(k, true)}
}

// Clear is clear(), Swap swap(o).
func (m *OrderedSet[T]) Clear(cx *Ctx) { m.t.drop(cx) }

// Swap is swap(o).
func (m *OrderedSet[T]) Swap(o *OrderedSet[T]) { *m, *o = *o, *m }

// Begin is begin(), End end(), Rbegin rbegin(), Rend rend().
func (m *OrderedSet[T]) Begin() OrderedSetIter[T] { return OrderedSetIter[T]{m, m.t.first()} }

// End is end().
func (m *OrderedSet[T]) End() OrderedSetIter[T] { return OrderedSetIter[T]{m, nil} }

// Rbegin is rbegin().
func (m *OrderedSet[T]) Rbegin() OrderedSetRIter[T] { return OrderedSetRIter[T]{m, m.t.last()} }

// Rend is rend().
func (m *OrderedSet[T]) Rend() OrderedSetRIter[T] { return OrderedSetRIter[T]{m, nil} }

// Iter iterates for a for loop.
func (m *OrderedSet[T]) Iter(cx *Ctx) OrderedSetLoop[T] { return OrderedSetLoop[T]{m.t.first()} }

// Clone copies the container, Drop gives up its elements, Visit visits the references among them.
func (m *OrderedSet[T]) Clone() OrderedSet[T] { return OrderedSet[T]{m.t.clone()} }

// Drop gives up the elements.
func (m *OrderedSet[T]) Drop(cx *Ctx) { m.t.drop(cx) }

// Visit visits the counted references among the elements.
func (m *OrderedSet[T]) Visit(visit func(*Header)) {
	for n := m.t.first(); n != nil; n = n.next() {
		visitElems(kindOf[T](), []T{n.key}, visit)
	}
}

// Equal is ==, Less <.
func (m *OrderedSet[T]) Equal(o OrderedSet[T]) bool { return m.t.equal(&o.t) }

// Less is <.
func (m *OrderedSet[T]) Less(o OrderedSet[T]) bool { return m.t.less(&o.t) }

// OrderedSetLoop is the iterator of a for loop.
type OrderedSetLoop[T any] struct{ n *node[T, struct{}] }

// Next returns the next element, borrowed.
func (l *OrderedSetLoop[T]) Next(cx *Ctx) (v T, ok bool) {
	if l.n == nil {
		return v, false
	}
	v = l.n.key
	l.n = l.n.next()
	return v, true
}

// Close ends the loop early.
func (l *OrderedSetLoop[T]) Close() {}

// OrderedSetIter is set<T>::iterator.
type OrderedSetIter[T any] struct {
	m *OrderedSet[T]
	n *node[T, struct{}]
}

// Deref is *it, borrowed.
func (it OrderedSetIter[T]) Deref() T { return it.n.key }

// Ref is &*it: the address of a copy, as keys don't change.
func (it OrderedSetIter[T]) Ref() *T {
	v := it.Deref()
	return &v
}

// Set is *it = v, which C++ forbids: v is dropped.
func (it OrderedSetIter[T]) Set(cx *Ctx, v T) { dropVal(cx, kindOf[T](), v) }

// Inc is ++it, Dec --it, PostInc it++, PostDec it--.
func (it *OrderedSetIter[T]) Inc() OrderedSetIter[T] {
	it.n = it.n.next()
	return *it
}

// Dec is --it.
func (it *OrderedSetIter[T]) Dec() OrderedSetIter[T] {
	if it.n == nil {
		it.n = it.m.t.last()
	} else {
		it.n = it.n.prev()
	}
	return *it
}

// PostInc is it++.
func (it *OrderedSetIter[T]) PostInc() OrderedSetIter[T] { old := *it; it.Inc(); return old }

// PostDec is it--.
func (it *OrderedSetIter[T]) PostDec() OrderedSetIter[T] { old := *it; it.Dec(); return old }

// Eq is ==, Ne !=.
func (it OrderedSetIter[T]) Eq(o OrderedSetIter[T]) bool { return it.n == o.n }

// Ne is !=.
func (it OrderedSetIter[T]) Ne(o OrderedSetIter[T]) bool { return it.n != o.n }

// OrderedSetRIter is set<T>::reverse_iterator.
type OrderedSetRIter[T any] struct {
	m *OrderedSet[T]
	n *node[T, struct{}]
}

// Deref is *it, borrowed.
func (it OrderedSetRIter[T]) Deref() T { return it.n.key }

// Ref is &*it: the address of a copy, as keys don't change.
func (it OrderedSetRIter[T]) Ref() *T {
	v := it.Deref()
	return &v
}

// Set is *it = v, which C++ forbids: v is dropped.
func (it OrderedSetRIter[T]) Set(cx *Ctx, v T) { dropVal(cx, kindOf[T](), v) }

// Inc is ++it, Dec --it, PostInc it++, PostDec it--.
func (it *OrderedSetRIter[T]) Inc() OrderedSetRIter[T] {
	it.n = it.n.prev()
	return *it
}

// Dec is --it.
func (it *OrderedSetRIter[T]) Dec() OrderedSetRIter[T] {
	if it.n == nil {
		it.n = it.m.t.first()
	} else {
		it.n = it.n.next()
	}
	return *it
}

// PostInc is it++.
func (it *OrderedSetRIter[T]) PostInc() OrderedSetRIter[T] { old := *it; it.Inc(); return old }

// PostDec is it--.
func (it *OrderedSetRIter[T]) PostDec() OrderedSetRIter[T] { old := *it; it.Dec(); return old }

// Eq is ==, Ne !=.
func (it OrderedSetRIter[T]) Eq(o OrderedSetRIter[T]) bool { return it.n == o.n }

// Ne is !=.
func (it OrderedSetRIter[T]) Ne(o OrderedSetRIter[T]) bool { return it.n != o.n }
