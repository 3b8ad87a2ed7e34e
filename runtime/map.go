package rt

// Map is std::map: keys in the order of <. Ownership of elements is as in Vector.
type Map[K, V any] struct{ t tree[K, V] }

// Size is size(), MaxSize max_size(), Empty empty().
func (m *Map[K, V]) Size() uint64 { return uint64(m.t.n) }

// MaxSize is max_size().
func (m *Map[K, V]) MaxSize() uint64 { return 1 << 60 }

// Empty is empty().
func (m *Map[K, V]) Empty() bool { return m.t.n == 0 }

// IndexPtr is &m[k]: a missing key is entered with a zero value. k is moved in.
func (m *Map[K, V]) IndexPtr(cx *Ctx, k K) *V {
	n := m.t.find(k)
	if n == nil {
		var z V
		return &m.t.insert(k, z).val
	}
	dropVal(cx, kindOf[K](), k)
	return &n.val
}

// Index is m[k] as a value, borrowed; k is moved in.
func (m *Map[K, V]) Index(cx *Ctx, k K) V { return *m.IndexPtr(cx, k) }

// SetIndex is m[k] = v; both are moved in.
func (m *Map[K, V]) SetIndex(cx *Ctx, k K, v V) {
	p := m.IndexPtr(cx, k)
	old := *p
	*p = v
	dropVal(cx, kindOf[V](), old)
}

// At is at(k); the key is borrowed, and the result. AtPtr is its address.
func (m *Map[K, V]) At(k K) (v V, err *Error) {
	n := m.t.find(k)
	if n == nil {
		return v, Raise("IndexError", "map::at")
	}
	return n.val, nil
}

// AtPtr is &at(k).
func (m *Map[K, V]) AtPtr(k K) (*V, *Error) {
	n := m.t.find(k)
	if n == nil {
		return nil, Raise("IndexError", "map::at")
	}
	return &n.val, nil
}

// Insert is insert(p): p is moved in; an existing key stays. The second member tells whether it was inserted.
func (m *Map[K, V]) Insert(cx *Ctx, p Pair[K, V]) Pair[MapIter[K, V], bool] {
	if n := m.t.find(p.First); n != nil {
		p.Drop(cx)
		return Pair[MapIter[K, V], bool]{MapIter[K, V]{m, n}, false}
	}
	return Pair[MapIter[K, V], bool]{MapIter[K, V]{m, m.t.insert(p.First, p.Second)}, true}
}

// Emplace is emplace(k, v), which moves both in, as InsertOrAssign does.
func (m *Map[K, V]) Emplace(cx *Ctx, k K, v V) Pair[MapIter[K, V], bool] {
	return m.Insert(cx, Pair[K, V]{k, v})
}

// InsertOrAssign is insert_or_assign(k, v).
func (m *Map[K, V]) InsertOrAssign(cx *Ctx, k K, v V) Pair[MapIter[K, V], bool] {
	n := m.t.find(k)
	if n == nil {
		return m.Insert(cx, Pair[K, V]{k, v})
	}
	old := n.val
	n.val = v
	dropVal(cx, kindOf[V](), old)
	dropVal(cx, kindOf[K](), k)
	return Pair[MapIter[K, V], bool]{MapIter[K, V]{m, n}, false}
}

// Erase is erase(k), how many were erased; EraseIter erase(it), EraseRange erase(first, last).
func (m *Map[K, V]) Erase(cx *Ctx, k K) uint64 {
	n := m.t.find(k)
	if n == nil {
		return 0
	}
	m.erase(cx, n)
	return 1
}

func (m *Map[K, V]) erase(cx *Ctx, n *node[K, V]) {
	m.t.remove(n)
	dropVal(cx, kindOf[K](), n.key)
	dropVal(cx, kindOf[V](), n.val)
}

// EraseIter is erase(it).
func (m *Map[K, V]) EraseIter(cx *Ctx, it MapIter[K, V]) MapIter[K, V] {
	next := it
	next.Inc()
	m.erase(cx, it.n)
	return next
}

// EraseRange is erase(first, last).
func (m *Map[K, V]) EraseRange(cx *Ctx, first, last MapIter[K, V]) MapIter[K, V] {
	for first.n != last.n {
		first = m.EraseIter(cx, first)
	}
	return first
}

// Count is count(k), Contains contains(k), Find find(k); the key is borrowed.
func (m *Map[K, V]) Count(k K) uint64 {
	if m.t.find(k) == nil {
		return 0
	}
	return 1
}

// Contains is contains(k).
func (m *Map[K, V]) Contains(k K) bool { return m.t.find(k) != nil }

// Find is find(k).
func (m *Map[K, V]) Find(k K) MapIter[K, V] { return MapIter[K, V]{m, m.t.find(k)} }

// LowerBound is lower_bound(k), UpperBound upper_bound(k).
func (m *Map[K, V]) LowerBound(k K) MapIter[K, V] { return MapIter[K, V]{m, m.t.lower(k, false)} }

// UpperBound is upper_bound(k).
func (m *Map[K, V]) UpperBound(k K) MapIter[K, V] { return MapIter[K, V]{m, m.t.lower(k, true)} }

// Clear is clear(), Swap swap(o).
func (m *Map[K, V]) Clear(cx *Ctx) { m.t.drop(cx) }

// Swap is swap(o).
func (m *Map[K, V]) Swap(o *Map[K, V]) { *m, *o = *o, *m }

// Begin is begin(), End end(), Rbegin rbegin(), Rend rend().
func (m *Map[K, V]) Begin() MapIter[K, V] { return MapIter[K, V]{m, m.t.first()} }

// End is end().
func (m *Map[K, V]) End() MapIter[K, V] { return MapIter[K, V]{m, nil} }

// Rbegin is rbegin().
func (m *Map[K, V]) Rbegin() MapRIter[K, V] { return MapRIter[K, V]{m, m.t.last()} }

// Rend is rend().
func (m *Map[K, V]) Rend() MapRIter[K, V] { return MapRIter[K, V]{m, nil} }

// Iter iterates for a for loop.
func (m *Map[K, V]) Iter(cx *Ctx) MapLoop[K, V] { return MapLoop[K, V]{m.t.first()} }

// Clone copies the container, Drop gives up its elements, Visit visits the references among them.
func (m *Map[K, V]) Clone() Map[K, V] { return Map[K, V]{m.t.clone()} }

// Drop gives up the elements.
func (m *Map[K, V]) Drop(cx *Ctx) { m.t.drop(cx) }

// Visit visits the counted references among the elements.
func (m *Map[K, V]) Visit(visit func(*Header)) {
	for n := m.t.first(); n != nil; n = n.next() {
		visitElems(kindOf[K](), []K{n.key}, visit)
		visitElems(kindOf[V](), []V{n.val}, visit)
	}
}

// Equal is ==, Less <.
func (m *Map[K, V]) Equal(o Map[K, V]) bool { return m.t.equal(&o.t) }

// Less is <.
func (m *Map[K, V]) Less(o Map[K, V]) bool { return m.t.less(&o.t) }

// MapLoop is the iterator of a for loop.
type MapLoop[K, V any] struct{ n *node[K, V] }

// Next returns the next pair, borrowed.
func (l *MapLoop[K, V]) Next(cx *Ctx) (v Pair[K, V], ok bool) {
	if l.n == nil {
		return v, false
	}
	v = Pair[K, V]{l.n.key, l.n.val}
	l.n = l.n.next()
	return v, true
}

// Close ends the loop early.
func (l *MapLoop[K, V]) Close() {}

// MapIter is map<K, V>::iterator.
type MapIter[K, V any] struct {
	m *Map[K, V]
	n *node[K, V]
}

// Deref is *it, borrowed.
func (it MapIter[K, V]) Deref() Pair[K, V] { return Pair[K, V]{it.n.key, it.n.val} }

// Ref is &*it: the address of a copy, as keys don't change.
func (it MapIter[K, V]) Ref() *Pair[K, V] {
	v := it.Deref()
	return &v
}

// Set is *it = p for the value: p is moved in.
func (it MapIter[K, V]) Set(cx *Ctx, p Pair[K, V]) {
	old := it.n.val
	it.n.val = p.Second
	dropVal(cx, kindOf[V](), old)
	dropVal(cx, kindOf[K](), p.First)
}

// First is it->first, Second it->second, SecondPtr its address.
func (it MapIter[K, V]) First() K { return it.n.key }

// Second is it->second.
func (it MapIter[K, V]) Second() V { return it.n.val }

// SecondPtr is &it->second.
func (it MapIter[K, V]) SecondPtr() *V { return &it.n.val }

// Inc is ++it, Dec --it, PostInc it++, PostDec it--.
func (it *MapIter[K, V]) Inc() MapIter[K, V] {
	it.n = it.n.next()
	return *it
}

// Dec is --it.
func (it *MapIter[K, V]) Dec() MapIter[K, V] {
	if it.n == nil {
		it.n = it.m.t.last()
	} else {
		it.n = it.n.prev()
	}
	return *it
}

// PostInc is it++.
func (it *MapIter[K, V]) PostInc() MapIter[K, V] { old := *it; it.Inc(); return old }

// PostDec is it--.
func (it *MapIter[K, V]) PostDec() MapIter[K, V] { old := *it; it.Dec(); return old }

// Eq is ==, Ne !=.
func (it MapIter[K, V]) Eq(o MapIter[K, V]) bool { return it.n == o.n }

// Ne is !=.
func (it MapIter[K, V]) Ne(o MapIter[K, V]) bool { return it.n != o.n }

// MapRIter is map<K, V>::reverse_iterator.
type MapRIter[K, V any] struct {
	m *Map[K, V]
	n *node[K, V]
}

// Deref is *it, borrowed.
func (it MapRIter[K, V]) Deref() Pair[K, V] { return Pair[K, V]{it.n.key, it.n.val} }

// Ref is &*it: the address of a copy, as keys don't change.
func (it MapRIter[K, V]) Ref() *Pair[K, V] {
	v := it.Deref()
	return &v
}

// Set is *it = p for the value: p is moved in.
func (it MapRIter[K, V]) Set(cx *Ctx, p Pair[K, V]) {
	old := it.n.val
	it.n.val = p.Second
	dropVal(cx, kindOf[V](), old)
	dropVal(cx, kindOf[K](), p.First)
}

// First is it->first, Second it->second, SecondPtr its address.
func (it MapRIter[K, V]) First() K { return it.n.key }

// Second is it->second.
func (it MapRIter[K, V]) Second() V { return it.n.val }

// SecondPtr is &it->second.
func (it MapRIter[K, V]) SecondPtr() *V { return &it.n.val }

// Inc is ++it, Dec --it, PostInc it++, PostDec it--.
func (it *MapRIter[K, V]) Inc() MapRIter[K, V] {
	it.n = it.n.prev()
	return *it
}

// Dec is --it.
func (it *MapRIter[K, V]) Dec() MapRIter[K, V] {
	if it.n == nil {
		it.n = it.m.t.first()
	} else {
		it.n = it.n.next()
	}
	return *it
}

// PostInc is it++.
func (it *MapRIter[K, V]) PostInc() MapRIter[K, V] { old := *it; it.Inc(); return old }

// PostDec is it--.
func (it *MapRIter[K, V]) PostDec() MapRIter[K, V] { old := *it; it.Dec(); return old }

// Eq is ==, Ne !=.
func (it MapRIter[K, V]) Eq(o MapRIter[K, V]) bool { return it.n == o.n }

// Ne is !=.
func (it MapRIter[K, V]) Ne(o MapRIter[K, V]) bool { return it.n != o.n }
