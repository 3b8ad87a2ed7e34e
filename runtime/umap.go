package rt

// UnorderedMap is std::unordered_map. The zero value is an empty one. Ownership of
// elements is as in Vector; keys have built-in hashes. It iterates in order of insertion.
type UnorderedMap[K, V any] struct{ t *table[K, V] }

func (m *UnorderedMap[K, V]) table() *table[K, V] {
	if m.t == nil {
		m.t = &table[K, V]{kind: kindOf[K]()}
	}
	return m.t
}

func (m *UnorderedMap[K, V]) find(k K) int {
	if m.t == nil {
		return -1
	}
	return m.t.find(k)
}

// Size is size().
func (m *UnorderedMap[K, V]) Size() uint64 {
	if m.t == nil {
		return 0
	}
	return uint64(m.t.len())
}

// MaxSize is max_size().
func (m *UnorderedMap[K, V]) MaxSize() uint64 { return 1 << 60 }

// Empty is empty().
func (m *UnorderedMap[K, V]) Empty() bool { return m.Size() == 0 }

// IndexPtr is &m[k]: a missing key is entered with a zero value. k is moved in. The address is
// valid until the map grows.
func (m *UnorderedMap[K, V]) IndexPtr(cx *Ctx, k K) *V {
	t := m.table()
	i := t.find(k)
	if i < 0 {
		var z V
		t.insert(t.hash(k), k, z)
		return &t.entries[len(t.entries)-1].val
	}
	dropVal(cx, kindOf[K](), k)
	return &t.entries[i].val
}

// Index is m[k] as a value, borrowed; k is moved in.
func (m *UnorderedMap[K, V]) Index(cx *Ctx, k K) V { return *m.IndexPtr(cx, k) }

// SetIndex is m[k] = v; both are moved in.
func (m *UnorderedMap[K, V]) SetIndex(cx *Ctx, k K, v V) {
	p := m.IndexPtr(cx, k)
	old := *p
	*p = v
	dropVal(cx, kindOf[V](), old)
}

// At is at(k); the key is borrowed, and the result.
func (m *UnorderedMap[K, V]) At(k K) (v V, err *Error) {
	i := m.find(k)
	if i < 0 {
		return v, Raise("IndexError", "_Map_base::at")
	}
	return m.t.entries[i].val, nil
}

// AtPtr is &at(k).
func (m *UnorderedMap[K, V]) AtPtr(k K) (*V, *Error) {
	i := m.find(k)
	if i < 0 {
		return nil, Raise("IndexError", "_Map_base::at")
	}
	return &m.t.entries[i].val, nil
}

// Count is count(k), Contains contains(k); the key is borrowed.
func (m *UnorderedMap[K, V]) Count(k K) uint64 {
	if m.find(k) < 0 {
		return 0
	}
	return 1
}

// Contains is contains(k).
func (m *UnorderedMap[K, V]) Contains(k K) bool { return m.find(k) >= 0 }

// Find is find(k); the key is borrowed.
func (m *UnorderedMap[K, V]) Find(k K) UnorderedMapIter[K, V] {
	if i := m.find(k); i >= 0 {
		return UnorderedMapIter[K, V]{m, i}
	}
	return m.End()
}

// Insert is insert(p): p is moved in; an existing key stays. The second member tells whether it was inserted.
func (m *UnorderedMap[K, V]) Insert(cx *Ctx, p Pair[K, V]) Pair[UnorderedMapIter[K, V], bool] {
	t := m.table()
	if i := t.find(p.First); i >= 0 {
		p.Drop(cx)
		return Pair[UnorderedMapIter[K, V], bool]{UnorderedMapIter[K, V]{m, i}, false}
	}
	t.insert(t.hash(p.First), p.First, p.Second)
	return Pair[UnorderedMapIter[K, V], bool]{UnorderedMapIter[K, V]{m, len(t.entries) - 1}, true}
}

// Emplace is emplace(k, v), which moves both in, as InsertOrAssign does.
func (m *UnorderedMap[K, V]) Emplace(cx *Ctx, k K, v V) Pair[UnorderedMapIter[K, V], bool] {
	return m.Insert(cx, Pair[K, V]{k, v})
}

// InsertOrAssign is insert_or_assign(k, v).
func (m *UnorderedMap[K, V]) InsertOrAssign(cx *Ctx, k K, v V) Pair[UnorderedMapIter[K, V], bool] {
	i := m.find(k)
	if i < 0 {
		return m.Insert(cx, Pair[K, V]{k, v})
	}
	old := m.t.entries[i].val
	m.t.entries[i].val = v
	dropVal(cx, kindOf[V](), old)
	dropVal(cx, kindOf[K](), k)
	return Pair[UnorderedMapIter[K, V], bool]{UnorderedMapIter[K, V]{m, i}, false}
}

// Erase is erase(k), how many were erased; EraseIter erase(it).
func (m *UnorderedMap[K, V]) Erase(cx *Ctx, k K) uint64 {
	i := m.find(k)
	if i < 0 {
		return 0
	}
	m.erase(cx, i)
	return 1
}

func (m *UnorderedMap[K, V]) erase(cx *Ctx, i int) {
	e := m.t.remove(m.t.hash(m.t.entries[i].key), i)
	dropVal(cx, kindOf[K](), e.key)
	dropVal(cx, kindOf[V](), e.val)
}

// EraseIter is erase(it); the result points to the next element.
func (m *UnorderedMap[K, V]) EraseIter(cx *Ctx, it UnorderedMapIter[K, V]) UnorderedMapIter[K, V] {
	next := it
	next.Inc()
	if len(m.t.entries)/2 < int(m.t.holes)+1 {
		// The table may be rebuilt: find the place again by counting.
		after := 0
		for j := m.t.next(it.i + 1); j >= 0; j = m.t.next(j + 1) {
			after++
		}
		m.erase(cx, it.i)
		next = m.End()
		for i := len(m.t.entries) - 1; after > 0; i-- {
			if !m.t.isDead(i) {
				after--
				next.i = i
			}
		}
		return next
	}
	m.erase(cx, it.i)
	if next.i > len(m.t.entries) {
		next.i = len(m.t.entries)
	}
	return next
}

// EraseRange is erase(first, last).
func (m *UnorderedMap[K, V]) EraseRange(cx *Ctx, first, last UnorderedMapIter[K, V]) UnorderedMapIter[K, V] {
	n := 0
	for it := first; it != last; it.Inc() {
		n++
	}
	for ; n > 0; n-- {
		first = m.EraseIter(cx, first)
	}
	return first
}

// Clear is clear().
func (m *UnorderedMap[K, V]) Clear(cx *Ctx) { m.Drop(cx) }

// Reserve is reserve(n), Rehash rehash(n), BucketCount bucket_count(), LoadFactor load_factor().
func (m *UnorderedMap[K, V]) Reserve(n uint64) {}

// Rehash is rehash(n).
func (m *UnorderedMap[K, V]) Rehash(n uint64) {}

// BucketCount is bucket_count().
func (m *UnorderedMap[K, V]) BucketCount() uint64 { return uint64(len(m.table().index)) }

// LoadFactor is load_factor().
func (m *UnorderedMap[K, V]) LoadFactor() float32 {
	if n := m.BucketCount(); n > 0 {
		return float32(m.Size()) / float32(n)
	}
	return 0
}

// MaxLoadFactor is max_load_factor(), SetMaxLoadFactor max_load_factor(f), which has no effect.
func (m *UnorderedMap[K, V]) MaxLoadFactor() float32 { return 1 }

// SetMaxLoadFactor is max_load_factor(f).
func (m *UnorderedMap[K, V]) SetMaxLoadFactor(f float32) {}

// Swap is swap(o).
func (m *UnorderedMap[K, V]) Swap(o *UnorderedMap[K, V]) { *m, *o = *o, *m }

// Begin is begin(), End end().
func (m *UnorderedMap[K, V]) Begin() UnorderedMapIter[K, V] {
	it := UnorderedMapIter[K, V]{m, -1}
	it.Inc()
	return it
}

// End is end().
func (m *UnorderedMap[K, V]) End() UnorderedMapIter[K, V] {
	return UnorderedMapIter[K, V]{m, len(m.table().entries)}
}

// Iter iterates for a for loop.
func (m *UnorderedMap[K, V]) Iter(cx *Ctx) UnorderedMapLoop[K, V] {
	return UnorderedMapLoop[K, V]{m.Begin()}
}

// Equal is ==.
func (m *UnorderedMap[K, V]) Equal(o UnorderedMap[K, V]) bool {
	if m.Size() != o.Size() {
		return false
	}
	if m.t == nil {
		return true
	}
	for i := m.t.next(0); i >= 0; i = m.t.next(i + 1) {
		e := &m.t.entries[i]
		j := o.find(e.key)
		if j < 0 || !equalElems(kindOf[V](), e.val, o.t.entries[j].val) {
			return false
		}
	}
	return true
}

// Clone copies the map.
func (m *UnorderedMap[K, V]) Clone() UnorderedMap[K, V] {
	var c UnorderedMap[K, V]
	if m.t != nil {
		m.t.copyTo(c.table(), kindOf[K](), kindOf[V]())
	}
	return c
}

// Drop gives up the elements.
func (m *UnorderedMap[K, V]) Drop(cx *Ctx) {
	if m.t == nil {
		return
	}
	es := m.t.take()
	m.t = nil
	kk, vk := kindOf[K](), kindOf[V]()
	if !kk.holds() && !vk.holds() {
		return
	}
	for i := range es {
		dropVal(cx, kk, es[i].key)
		dropVal(cx, vk, es[i].val)
	}
}

// Visit visits the counted references among the elements.
func (m *UnorderedMap[K, V]) Visit(visit func(*Header)) {
	if m.t == nil {
		return
	}
	for i := range m.t.entries {
		e := &m.t.entries[i]
		visitElems(kindOf[K](), []K{e.key}, visit)
		visitElems(kindOf[V](), []V{e.val}, visit)
	}
}

// UnorderedMapIter is unordered_map<K, V>::iterator.
type UnorderedMapIter[K, V any] struct {
	m *UnorderedMap[K, V]
	i int
}

// Deref is *it: the pair, borrowed.
func (it UnorderedMapIter[K, V]) Deref() Pair[K, V] {
	e := &it.m.t.entries[it.i]
	return Pair[K, V]{e.key, e.val}
}

// Ref is &*it: the address of a copy, as keys don't change; to change the value use SecondPtr or Set.
func (it UnorderedMapIter[K, V]) Ref() *Pair[K, V] {
	p := it.Deref()
	return &p
}

// Set is *it = p for the value: p is moved in.
func (it UnorderedMapIter[K, V]) Set(cx *Ctx, p Pair[K, V]) {
	e := &it.m.t.entries[it.i]
	old := e.val
	e.val = p.Second
	dropVal(cx, kindOf[V](), old)
	dropVal(cx, kindOf[K](), p.First)
}

// First is it->first, Second it->second, SecondPtr its address.
func (it UnorderedMapIter[K, V]) First() K { return it.m.t.entries[it.i].key }

// Second is it->second.
func (it UnorderedMapIter[K, V]) Second() V { return it.m.t.entries[it.i].val }

// SecondPtr is &it->second.
func (it UnorderedMapIter[K, V]) SecondPtr() *V { return &it.m.t.entries[it.i].val }

// Inc is ++it, PostInc it++.
func (it *UnorderedMapIter[K, V]) Inc() UnorderedMapIter[K, V] {
	t := it.m.table()
	if it.i = t.next(it.i + 1); it.i < 0 {
		it.i = len(t.entries)
	}
	return *it
}

// PostInc is it++.
func (it *UnorderedMapIter[K, V]) PostInc() UnorderedMapIter[K, V] { old := *it; it.Inc(); return old }

// Eq is ==, Ne !=.
func (it UnorderedMapIter[K, V]) Eq(o UnorderedMapIter[K, V]) bool { return it == o }

// Ne is !=.
func (it UnorderedMapIter[K, V]) Ne(o UnorderedMapIter[K, V]) bool { return it != o }

// UnorderedMapLoop is the iterator of a for loop over a map.
type UnorderedMapLoop[K, V any] struct{ it UnorderedMapIter[K, V] }

// Next returns the next pair, borrowed.
func (l *UnorderedMapLoop[K, V]) Next(cx *Ctx) (p Pair[K, V], ok bool) {
	if l.it.i >= len(l.it.m.table().entries) {
		return p, false
	}
	p = l.it.Deref()
	l.it.Inc()
	return p, true
}

// Close ends the loop early.
func (l *UnorderedMapLoop[K, V]) Close() {}
