package rt

// UnorderedMap is std::unordered_map, and std::map but for the order, which Map has. The zero value is an empty one.
// Ownership of elements is as in Vector; keys have built-in hashes. It iterates in order of
// insertion.
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

// Ptr is &m[k]: a missing key is entered with a zero value. k is moved in. The address is
// valid until the map grows.
func (m *UnorderedMap[K, V]) Ptr(cx *Ctx, k K) *V {
	t := m.table()
	i := t.find(k)
	if i < 0 {
		var z V
		t.insert(t.hash(k), k, z)
		return &t.entries[len(t.entries)-1].val
	}
	dropElem(cx, kindOf[K](), &k)
	return &t.entries[i].val
}

// At is m[k] as a value, borrowed; k is moved in.
func (m *UnorderedMap[K, V]) At(cx *Ctx, k K) V { return *m.Ptr(cx, k) }

// Set is m[k] = v; both are moved in.
func (m *UnorderedMap[K, V]) Set(cx *Ctx, k K, v V) {
	p := m.Ptr(cx, k)
	old := *p
	*p = v
	dropElem(cx, kindOf[V](), &old)
}

// CheckedAt is at(k); the key is borrowed, and the result.
func (m *UnorderedMap[K, V]) CheckedAt(k K) (v V, err *Error) {
	i := m.find(k)
	if i < 0 {
		return v, Raise("IndexError", "_Map_base::at")
	}
	return m.t.entries[i].val, nil
}

// CheckedPtr is &at(k).
func (m *UnorderedMap[K, V]) CheckedPtr(k K) (*V, *Error) {
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
func (m *UnorderedMap[K, V]) Find(k K) MapIter[K, V] {
	if i := m.find(k); i >= 0 {
		return MapIter[K, V]{m, i}
	}
	return m.End()
}

// Insert is insert(p): p is moved in; an existing key stays. The second member tells whether it was inserted.
func (m *UnorderedMap[K, V]) Insert(cx *Ctx, p Pair[K, V]) Pair[MapIter[K, V], bool] {
	t := m.table()
	if i := t.find(p.First); i >= 0 {
		p.Drop(cx)
		return Pair[MapIter[K, V], bool]{MapIter[K, V]{m, i}, false}
	}
	t.insert(t.hash(p.First), p.First, p.Second)
	return Pair[MapIter[K, V], bool]{MapIter[K, V]{m, len(t.entries) - 1}, true}
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
	dropElem(cx, kindOf[K](), &e.key)
	dropElem(cx, kindOf[V](), &e.val)
}

// EraseIter is erase(it); the result points to the next element.
func (m *UnorderedMap[K, V]) EraseIter(cx *Ctx, it MapIter[K, V]) MapIter[K, V] {
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

// Swap is swap(o).
func (m *UnorderedMap[K, V]) Swap(o *UnorderedMap[K, V]) { *m, *o = *o, *m }

// Begin is begin(), End end().
func (m *UnorderedMap[K, V]) Begin() MapIter[K, V] {
	it := MapIter[K, V]{m, -1}
	it.Inc()
	return it
}

// End is end().
func (m *UnorderedMap[K, V]) End() MapIter[K, V] { return MapIter[K, V]{m, len(m.table().entries)} }

// Iter iterates for a for loop.
func (m *UnorderedMap[K, V]) Iter(cx *Ctx) MapLoop[K, V] { return MapLoop[K, V]{m.Begin()} }

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
		dropElem(cx, kk, &es[i].key)
		dropElem(cx, vk, &es[i].val)
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

// MapIter is unordered_map<K, V>::iterator.
type MapIter[K, V any] struct {
	m *UnorderedMap[K, V]
	i int
}

// Deref is *it: the pair, borrowed.
func (it MapIter[K, V]) Deref() Pair[K, V] {
	e := &it.m.t.entries[it.i]
	return Pair[K, V]{e.key, e.val}
}

// First is it->first, Second it->second, SecondPtr its address.
func (it MapIter[K, V]) First() K { return it.m.t.entries[it.i].key }

// Second is it->second.
func (it MapIter[K, V]) Second() V { return it.m.t.entries[it.i].val }

// SecondPtr is &it->second.
func (it MapIter[K, V]) SecondPtr() *V { return &it.m.t.entries[it.i].val }

// Inc is ++it, PostInc it++.
func (it *MapIter[K, V]) Inc() MapIter[K, V] {
	t := it.m.table()
	if it.i = t.next(it.i + 1); it.i < 0 {
		it.i = len(t.entries)
	}
	return *it
}

// PostInc is it++.
func (it *MapIter[K, V]) PostInc() MapIter[K, V] { old := *it; it.Inc(); return old }

// Eq is ==, Ne !=.
func (it MapIter[K, V]) Eq(o MapIter[K, V]) bool { return it == o }

// Ne is !=.
func (it MapIter[K, V]) Ne(o MapIter[K, V]) bool { return it != o }

// MapLoop is the iterator of a for loop over a map.
type MapLoop[K, V any] struct{ it MapIter[K, V] }

// Next returns the next pair, borrowed.
func (l *MapLoop[K, V]) Next(cx *Ctx) (p Pair[K, V], ok bool) {
	if l.it.i >= len(l.it.m.table().entries) {
		return p, false
	}
	p = l.it.Deref()
	l.it.Inc()
	return p, true
}

// Close ends the loop early.
func (l *MapLoop[K, V]) Close() {}

// UnorderedSet is std::unordered_set. Ownership of elements is as in Vector.
type UnorderedSet[T any] struct{ m UnorderedMap[T, struct{}] }

// Size is size().
func (s *UnorderedSet[T]) Size() uint64 { return s.m.Size() }

// Empty is empty().
func (s *UnorderedSet[T]) Empty() bool { return s.m.Size() == 0 }

// Insert is insert(v): v is moved in.
func (s *UnorderedSet[T]) Insert(cx *Ctx, v T) Pair[SetPos[T], bool] {
	p := s.m.Insert(cx, Pair[T, struct{}]{First: v})
	return Pair[SetPos[T], bool]{SetPos[T]{p.First}, p.Second}
}

// Erase is erase(v), EraseIter erase(it).
func (s *UnorderedSet[T]) Erase(cx *Ctx, v T) uint64 { return s.m.Erase(cx, v) }

// EraseIter is erase(it).
func (s *UnorderedSet[T]) EraseIter(cx *Ctx, it SetPos[T]) SetPos[T] {
	return SetPos[T]{s.m.EraseIter(cx, it.it)}
}

// Count is count(v), Contains contains(v), Find find(v); v is borrowed.
func (s *UnorderedSet[T]) Count(v T) uint64 { return s.m.Count(v) }

// Contains is contains(v).
func (s *UnorderedSet[T]) Contains(v T) bool { return s.m.Contains(v) }

// Find is find(v).
func (s *UnorderedSet[T]) Find(v T) SetPos[T] { return SetPos[T]{s.m.Find(v)} }

// Clear is clear().
func (s *UnorderedSet[T]) Clear(cx *Ctx) { s.m.Drop(cx) }

// Reserve is reserve(n).
func (s *UnorderedSet[T]) Reserve(n uint64) {}

// Swap is swap(o).
func (s *UnorderedSet[T]) Swap(o *UnorderedSet[T]) { *s, *o = *o, *s }

// Begin is begin(), End end().
func (s *UnorderedSet[T]) Begin() SetPos[T] { return SetPos[T]{s.m.Begin()} }

// End is end().
func (s *UnorderedSet[T]) End() SetPos[T] { return SetPos[T]{s.m.End()} }

// Iter iterates for a for loop.
func (s *UnorderedSet[T]) Iter(cx *Ctx) SetLoop[T] { return SetLoop[T]{s.m.Iter(cx)} }

// Clone copies the set.
func (s *UnorderedSet[T]) Clone() UnorderedSet[T] { return UnorderedSet[T]{s.m.Clone()} }

// Drop gives up the elements.
func (s *UnorderedSet[T]) Drop(cx *Ctx) { s.m.Drop(cx) }

// Visit visits the counted references among the elements.
func (s *UnorderedSet[T]) Visit(visit func(*Header)) { s.m.Visit(visit) }

// SetPos is unordered_set<T>::iterator.
type SetPos[T any] struct{ it MapIter[T, struct{}] }

// Deref is *it, borrowed.
func (p SetPos[T]) Deref() T { return p.it.First() }

// Inc is ++it, PostInc it++.
func (p *SetPos[T]) Inc() SetPos[T] { p.it.Inc(); return *p }

// PostInc is it++.
func (p *SetPos[T]) PostInc() SetPos[T] { old := *p; p.it.Inc(); return old }

// Eq is ==, Ne !=.
func (p SetPos[T]) Eq(o SetPos[T]) bool { return p == o }

// Ne is !=.
func (p SetPos[T]) Ne(o SetPos[T]) bool { return p != o }

// SetLoop is the iterator of a for loop over a set.
type SetLoop[T any] struct{ l MapLoop[T, struct{}] }

// Next returns the next element, borrowed.
func (l *SetLoop[T]) Next(cx *Ctx) (v T, ok bool) {
	p, ok := l.l.Next(cx)
	return p.First, ok
}

// Close ends the loop early.
func (l *SetLoop[T]) Close() {}
