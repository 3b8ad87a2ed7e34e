package rt

// UnorderedSet is std::unordered_set. Ownership of elements is as in Vector.
type UnorderedSet[T any] struct{ m UnorderedMap[T, struct{}] }

// Size is size().
func (s *UnorderedSet[T]) Size() uint64 { return s.m.Size() }

// Empty is empty().
func (s *UnorderedSet[T]) Empty() bool { return s.m.Size() == 0 }

// Insert is insert(v): v is moved in.
func (s *UnorderedSet[T]) Insert(cx *Ctx, v T) Pair[UnorderedSetIter[T], bool] {
	p := s.m.Insert(cx, Pair[T, struct{}]{First: v})
	return Pair[UnorderedSetIter[T], bool]{UnorderedSetIter[T]{p.First}, p.Second}
}

// Erase is erase(v), EraseIter erase(it).
func (s *UnorderedSet[T]) Erase(cx *Ctx, v T) uint64 { return s.m.Erase(cx, v) }

// EraseIter is erase(it).
func (s *UnorderedSet[T]) EraseIter(cx *Ctx, it UnorderedSetIter[T]) UnorderedSetIter[T] {
	return UnorderedSetIter[T]{s.m.EraseIter(cx, it.it)}
}

// EraseRange is erase(first, last).
func (s *UnorderedSet[T]) EraseRange(cx *Ctx, first, last UnorderedSetIter[T]) UnorderedSetIter[T] {
	return UnorderedSetIter[T]{s.m.EraseRange(cx, first.it, last.it)}
}

// InsertRange is insert(first, last).
func (s *UnorderedSet[T]) InsertRange(cx *Ctx, first, last UnorderedSetIter[T]) {
	for it := first; it.Ne(last); it.Inc() {
		s.Insert(cx, cloneElem(kindOf[T](), it.Deref()))
	}
}

// Count is count(v), Contains contains(v), Find find(v); v is borrowed.
func (s *UnorderedSet[T]) Count(v T) uint64 { return s.m.Count(v) }

// Contains is contains(v).
func (s *UnorderedSet[T]) Contains(v T) bool { return s.m.Contains(v) }

// Find is find(v).
func (s *UnorderedSet[T]) Find(v T) UnorderedSetIter[T] { return UnorderedSetIter[T]{s.m.Find(v)} }

// Clear is clear().
func (s *UnorderedSet[T]) Clear(cx *Ctx) { s.m.Clear(cx) }

// Reserve is reserve(n).
func (s *UnorderedSet[T]) Reserve(n uint64) { s.m.Reserve(n) }

// Rehash is rehash(n).
func (s *UnorderedSet[T]) Rehash(n uint64) { s.m.Rehash(n) }

// MaxSize is max_size(), BucketCount bucket_count(), LoadFactor load_factor(), MaxLoadFactor and SetMaxLoadFactor
// max_load_factor.
func (s *UnorderedSet[T]) MaxSize() uint64 { return s.m.MaxSize() }

// BucketCount is bucket_count().
func (s *UnorderedSet[T]) BucketCount() uint64 { return s.m.BucketCount() }

// LoadFactor is load_factor().
func (s *UnorderedSet[T]) LoadFactor() float32 { return s.m.LoadFactor() }

// MaxLoadFactor is max_load_factor().
func (s *UnorderedSet[T]) MaxLoadFactor() float32 { return s.m.MaxLoadFactor() }

// SetMaxLoadFactor is max_load_factor(f).
func (s *UnorderedSet[T]) SetMaxLoadFactor(f float32) { s.m.SetMaxLoadFactor(f) }

// Equal is ==.
func (s *UnorderedSet[T]) Equal(o UnorderedSet[T]) bool { return s.m.Equal(o.m) }

// Swap is swap(o).
func (s *UnorderedSet[T]) Swap(o *UnorderedSet[T]) { *s, *o = *o, *s }

// Begin is begin(), End end().
func (s *UnorderedSet[T]) Begin() UnorderedSetIter[T] { return UnorderedSetIter[T]{s.m.Begin()} }

// End is end().
func (s *UnorderedSet[T]) End() UnorderedSetIter[T] { return UnorderedSetIter[T]{s.m.End()} }

// Iter iterates for a for loop.
func (s *UnorderedSet[T]) Iter(cx *Ctx) UnorderedSetLoop[T] { return UnorderedSetLoop[T]{s.m.Iter(cx)} }

// Clone copies the set.
func (s *UnorderedSet[T]) Clone() UnorderedSet[T] { return UnorderedSet[T]{s.m.Clone()} }

// Drop gives up the elements.
func (s *UnorderedSet[T]) Drop(cx *Ctx) { s.m.Drop(cx) }

// Visit visits the counted references among the elements.
func (s *UnorderedSet[T]) Visit(visit func(*Header)) { s.m.Visit(visit) }

// UnorderedSetIter is unordered_set<T>::iterator.
type UnorderedSetIter[T any] struct{ it UnorderedMapIter[T, struct{}] }

// Deref is *it, borrowed.
func (p UnorderedSetIter[T]) Deref() T { return p.it.First() }

// Ref is &*it: the address of a copy, as elements don't change.
func (p UnorderedSetIter[T]) Ref() *T {
	v := p.it.First()
	return &v
}

// Set is *it = v, which C++ forbids: v is dropped.
func (p UnorderedSetIter[T]) Set(cx *Ctx, v T) { dropVal(cx, kindOf[T](), v) }

// Inc is ++it, PostInc it++.
func (p *UnorderedSetIter[T]) Inc() UnorderedSetIter[T] { p.it.Inc(); return *p }

// PostInc is it++.
func (p *UnorderedSetIter[T]) PostInc() UnorderedSetIter[T] { old := *p; p.it.Inc(); return old }

// Eq is ==, Ne !=.
func (p UnorderedSetIter[T]) Eq(o UnorderedSetIter[T]) bool { return p.it.i == o.it.i }

// Ne is !=.
func (p UnorderedSetIter[T]) Ne(o UnorderedSetIter[T]) bool { return p.it.i != o.it.i }

// UnorderedSetLoop is the iterator of a for loop over a set.
type UnorderedSetLoop[T any] struct{ l UnorderedMapLoop[T, struct{}] }

// Next returns the next element, borrowed.
func (l *UnorderedSetLoop[T]) Next(cx *Ctx) (v T, ok bool) {
	p, ok := l.l.Next(cx)
	return p.First, ok
}

// Close ends the loop early.
func (l *UnorderedSetLoop[T]) Close() {}
