package rt

import "math"

// UnorderedMap is std::unordered_map. The zero value is an empty one. Ownership of
// elements is as in Vector; keys have built-in hashes.
type UnorderedMap[K, V any] struct{ t *hashTable[K, V] }

func (m *UnorderedMap[K, V]) table() *hashTable[K, V] {
	if m.t == nil {
		m.t = &hashTable[K, V]{kind: kindOf[K]()}
	}
	return m.t
}

// find returns the node of a key, or 0.
func (m *UnorderedMap[K, V]) find(k K) int32 {
	if m.t == nil {
		return 0
	}
	i, _ := m.t.find(k)
	return i
}

// Size is size().
func (m *UnorderedMap[K, V]) Size() uint64 {
	if m.t == nil {
		return 0
	}
	return uint64(m.t.n)
}

// MaxSize is max_size().
func (m *UnorderedMap[K, V]) MaxSize() uint64 { return 1 << 60 }

// Empty is empty().
func (m *UnorderedMap[K, V]) Empty() bool { return m.Size() == 0 }

// IndexPtr is &m[k]: a missing key is entered with a zero value. k is moved in. The address is
// valid until the map grows.
func (m *UnorderedMap[K, V]) IndexPtr(cx *Ctx, k K) *V {
	t := m.table()
	i, h := t.find(k)
	if i == 0 {
		var z V
		i = t.insert(h, k, z)
	} else {
		dropVal(cx, t.kind, k)
	}
	return &t.nodes[i].val
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
	if i == 0 {
		return v, Raise("IndexError", "_Map_base::at")
	}
	return m.t.nodes[i].val, nil
}

// AtPtr is &at(k).
func (m *UnorderedMap[K, V]) AtPtr(k K) (*V, *Error) {
	i := m.find(k)
	if i == 0 {
		return nil, Raise("IndexError", "_Map_base::at")
	}
	return &m.t.nodes[i].val, nil
}

// Count is count(k), Contains contains(k); the key is borrowed.
func (m *UnorderedMap[K, V]) Count(k K) uint64 {
	if m.find(k) == 0 {
		return 0
	}
	return 1
}

// Contains is contains(k).
func (m *UnorderedMap[K, V]) Contains(k K) bool { return m.find(k) != 0 }

// Find is find(k); the key is borrowed.
func (m *UnorderedMap[K, V]) Find(k K) UnorderedMapIter[K, V] {
	return UnorderedMapIter[K, V]{m, m.find(k)}
}

// Insert is insert(p): p is moved in; an existing key stays. The second member tells whether it was inserted.
func (m *UnorderedMap[K, V]) Insert(cx *Ctx, p Pair[K, V]) Pair[UnorderedMapIter[K, V], bool] {
	t := m.table()
	i, h := t.find(p.First)
	if i != 0 {
		dropVal(cx, t.kind, p.First)
		dropVal(cx, kindOf[V](), p.Second)
		return Pair[UnorderedMapIter[K, V], bool]{UnorderedMapIter[K, V]{m, i}, false}
	}
	i = t.insert(h, p.First, p.Second)
	return Pair[UnorderedMapIter[K, V], bool]{UnorderedMapIter[K, V]{m, i}, true}
}

// Emplace is emplace(k, v), which moves both in, as InsertOrAssign does.
func (m *UnorderedMap[K, V]) Emplace(cx *Ctx, k K, v V) Pair[UnorderedMapIter[K, V], bool] {
	return m.Insert(cx, Pair[K, V]{k, v})
}

// InsertOrAssign is insert_or_assign(k, v).
func (m *UnorderedMap[K, V]) InsertOrAssign(cx *Ctx, k K, v V) Pair[UnorderedMapIter[K, V], bool] {
	i := m.find(k)
	if i == 0 {
		return m.Insert(cx, Pair[K, V]{k, v})
	}
	old := m.t.nodes[i].val
	m.t.nodes[i].val = v
	dropVal(cx, kindOf[V](), old)
	dropVal(cx, kindOf[K](), k)
	return Pair[UnorderedMapIter[K, V], bool]{UnorderedMapIter[K, V]{m, i}, false}
}

// Erase is erase(k), how many were erased; EraseIter erase(it).
func (m *UnorderedMap[K, V]) Erase(cx *Ctx, k K) uint64 {
	i := m.find(k)
	if i == 0 {
		return 0
	}
	m.erase(cx, i)
	return 1
}

func (m *UnorderedMap[K, V]) erase(cx *Ctx, i int32) int32 {
	k, v, next := m.t.remove(i)
	dropVal(cx, m.t.kind, k)
	dropVal(cx, kindOf[V](), v)
	return next
}

// EraseIter is erase(it); the result points to the next element.
func (m *UnorderedMap[K, V]) EraseIter(cx *Ctx, it UnorderedMapIter[K, V]) UnorderedMapIter[K, V] {
	return UnorderedMapIter[K, V]{m, m.erase(cx, it.i)}
}

// EraseRange is erase(first, last).
func (m *UnorderedMap[K, V]) EraseRange(cx *Ctx, first, last UnorderedMapIter[K, V]) UnorderedMapIter[K, V] {
	for first.i != last.i {
		first = m.EraseIter(cx, first)
	}
	return first
}

// Clear is clear().
func (m *UnorderedMap[K, V]) Clear(cx *Ctx) { m.empty(cx) }

// Reserve is reserve(n), Rehash rehash(n), BucketCount bucket_count(), LoadFactor load_factor().
func (m *UnorderedMap[K, V]) Reserve(n uint64) {
	t := m.table()
	t.reserve(uint64(math.Ceil(float64(n) / t.maxLoad())))
}

// Rehash is rehash(n).
func (m *UnorderedMap[K, V]) Rehash(n uint64) { m.table().reserve(n) }

// BucketCount is bucket_count().
func (m *UnorderedMap[K, V]) BucketCount() uint64 { return m.table().bucketCount() }

// LoadFactor is load_factor().
func (m *UnorderedMap[K, V]) LoadFactor() float32 {
	return float32(m.Size()) / float32(m.BucketCount())
}

// MaxLoadFactor is max_load_factor(), SetMaxLoadFactor max_load_factor(f).
func (m *UnorderedMap[K, V]) MaxLoadFactor() float32 { return float32(m.table().maxLoad()) }

// SetMaxLoadFactor is max_load_factor(f).
func (m *UnorderedMap[K, V]) SetMaxLoadFactor(f float32) {
	m.table().load, m.t.resize = float64(f), 0
}

// Swap is swap(o).
func (m *UnorderedMap[K, V]) Swap(o *UnorderedMap[K, V]) { *m, *o = *o, *m }

// Begin is begin(), End end().
func (m *UnorderedMap[K, V]) Begin() UnorderedMapIter[K, V] {
	return UnorderedMapIter[K, V]{m, m.table().first()}
}

// End is end().
func (m *UnorderedMap[K, V]) End() UnorderedMapIter[K, V] { return UnorderedMapIter[K, V]{m, 0} }

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
	for i := m.t.first(); i != 0; i = m.t.next(i) {
		e := &m.t.nodes[i]
		j := o.find(e.key)
		if j == 0 || !equalElems(kindOf[V](), e.val, o.t.nodes[j].val) {
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
	m.empty(cx)
	m.t = nil
}

func (m *UnorderedMap[K, V]) empty(cx *Ctx) {
	if m.t == nil {
		return
	}
	all := m.t.take()
	kk, vk := m.t.kind, kindOf[V]()
	if !kk.holds() && !vk.holds() {
		return
	}
	for i := range all {
		dropVal(cx, kk, all[i].key)
		dropVal(cx, vk, all[i].val)
	}
}

// Visit visits the counted references among the elements.
func (m *UnorderedMap[K, V]) Visit(visit func(*Header)) {
	if m.t == nil {
		return
	}
	for i := m.t.first(); i != 0; i = m.t.next(i) {
		e := &m.t.nodes[i]
		visitElems(kindOf[K](), []K{e.key}, visit)
		visitElems(kindOf[V](), []V{e.val}, visit)
	}
}

// UnorderedMapIter is unordered_map<K, V>::iterator.
type UnorderedMapIter[K, V any] struct {
	m *UnorderedMap[K, V]
	i int32
}

// Deref is *it: the pair, borrowed.
func (it UnorderedMapIter[K, V]) Deref() Pair[K, V] {
	e := &it.m.t.nodes[it.i]
	return Pair[K, V]{e.key, e.val}
}

// Ref is &*it: the address of a copy, as keys don't change; to change the value use SecondPtr or Set.
func (it UnorderedMapIter[K, V]) Ref() *Pair[K, V] {
	p := it.Deref()
	return &p
}

// Set is *it = p for the value: p is moved in.
func (it UnorderedMapIter[K, V]) Set(cx *Ctx, p Pair[K, V]) {
	e := &it.m.t.nodes[it.i]
	old := e.val
	e.val = p.Second
	dropVal(cx, kindOf[V](), old)
	dropVal(cx, kindOf[K](), p.First)
}

// First is it->first, Second it->second, SecondPtr its address.
func (it UnorderedMapIter[K, V]) First() K { return it.m.t.nodes[it.i].key }

// Second is it->second.
func (it UnorderedMapIter[K, V]) Second() V { return it.m.t.nodes[it.i].val }

// SecondPtr is &it->second.
func (it UnorderedMapIter[K, V]) SecondPtr() *V { return &it.m.t.nodes[it.i].val }

// Inc is ++it, PostInc it++.
func (it *UnorderedMapIter[K, V]) Inc() UnorderedMapIter[K, V] {
	it.i = it.m.t.next(it.i)
	return *it
}

// PostInc is it++.
func (it *UnorderedMapIter[K, V]) PostInc() UnorderedMapIter[K, V] { old := *it; it.Inc(); return old }

// Eq is ==, Ne !=.
func (it UnorderedMapIter[K, V]) Eq(o UnorderedMapIter[K, V]) bool { return it.i == o.i }

// Ne is !=.
func (it UnorderedMapIter[K, V]) Ne(o UnorderedMapIter[K, V]) bool { return it.i != o.i }

// UnorderedMapLoop is the iterator of a for loop over a map.
type UnorderedMapLoop[K, V any] struct{ it UnorderedMapIter[K, V] }

// Next returns the next pair, borrowed.
func (l *UnorderedMapLoop[K, V]) Next(cx *Ctx) (p Pair[K, V], ok bool) {
	if l.it.i == 0 {
		return p, false
	}
	p = l.it.Deref()
	l.it.Inc()
	return p, true
}

// Close ends the loop early.
func (l *UnorderedMapLoop[K, V]) Close() {}
