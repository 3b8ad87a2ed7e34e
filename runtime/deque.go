package rt

import "strconv"

// Deque is std::deque, as a growing ring. The zero value is an empty one. Ownership of
// elements is as in Vector.
type Deque[T any] struct {
	ring []T // its length is a power of two
	head int
	n    int
}

func (d *Deque[T]) at(i int) *T { return &d.ring[(d.head+i)&(len(d.ring)-1)] }

func (d *Deque[T]) grow() {
	if d.n < len(d.ring) {
		return
	}
	ring := make([]T, max(2*len(d.ring), 8))
	for i := 0; i < d.n; i++ {
		ring[i] = *d.at(i)
	}
	d.ring, d.head = ring, 0
}

func (d *Deque[T]) check(i uint64) {
	if i >= uint64(d.n) {
		_ = make([]struct{}, d.n)[i] // the panic of an index out of range
	}
}

// DequeN makes a deque of n zero values, DequeOf of n copies of v.
func DequeN[T any](n uint64) Deque[T] {
	var d Deque[T]
	var z T
	for ; n > 0; n-- {
		d.PushBack(z)
	}
	return d
}

// DequeOf is deque<T>(n, v): v is moved in.
func DequeOf[T any](n uint64, v T) Deque[T] {
	var d Deque[T]
	k := kindOf[T]()
	for i := uint64(0); i < n; i++ {
		x := v
		if i > 0 {
			x = cloneElem(k, v)
		}
		d.PushBack(x)
	}
	return d
}

// Size is size().
func (d *Deque[T]) Size() uint64 { return uint64(d.n) }

// MaxSize is max_size().
func (d *Deque[T]) MaxSize() uint64 { return 1 << 60 }

// Empty is empty().
func (d *Deque[T]) Empty() bool { return d.n == 0 }

// At is d[i], borrowed; an index out of range ends the program.
func (d *Deque[T]) At(i uint64) T { d.check(i); return *d.at(int(i)) }

// Ptr is &d[i], valid until the deque changes its size.
func (d *Deque[T]) Ptr(i uint64) *T { d.check(i); return d.at(int(i)) }

// CheckedAt is at(i).
func (d *Deque[T]) CheckedAt(i uint64) (T, *Error) {
	if i >= uint64(d.n) {
		var z T
		return z, d.rangeError(i)
	}
	return *d.at(int(i)), nil
}

// CheckedPtr is &at(i).
func (d *Deque[T]) CheckedPtr(i uint64) (*T, *Error) {
	if i >= uint64(d.n) {
		return nil, d.rangeError(i)
	}
	return d.at(int(i)), nil
}

func (d *Deque[T]) rangeError(i uint64) *Error {
	return Raise("IndexError", "deque::_M_range_check: __n (which is "+strconv.FormatUint(i, 10)+
		")>= this->size() (which is "+strconv.Itoa(d.n)+")")
}

// Set is d[i] = x: x is moved in, the old element dropped.
func (d *Deque[T]) Set(cx *Ctx, i uint64, x T) {
	p := d.Ptr(i)
	old := *p
	*p = x
	dropVal(cx, kindOf[T](), old)
}

// Front is front(), Back back(): borrowed.
func (d *Deque[T]) Front() T { return d.At(0) }

// Back is back().
func (d *Deque[T]) Back() T { return d.At(uint64(d.n - 1)) }

// FrontPtr is &front(), BackPtr &back().
func (d *Deque[T]) FrontPtr() *T { return d.Ptr(0) }

// BackPtr is &back().
func (d *Deque[T]) BackPtr() *T { return d.Ptr(uint64(d.n - 1)) }

// PushBack is push_back(x), PushFront push_front(x): x is moved in.
func (d *Deque[T]) PushBack(x T) {
	d.grow()
	d.n++
	*d.at(d.n - 1) = x
}

// PushFront is push_front(x).
func (d *Deque[T]) PushFront(x T) {
	d.grow()
	d.head = (d.head - 1) & (len(d.ring) - 1)
	d.n++
	*d.at(0) = x
}

// TakeFront removes the first element and returns it with its count, TakeBack the last.
func (d *Deque[T]) TakeFront() T {
	d.check(0)
	p := d.at(0)
	x := *p
	var z T
	*p = z
	d.head = (d.head + 1) & (len(d.ring) - 1)
	d.n--
	return x
}

// TakeBack removes the last element and returns it.
func (d *Deque[T]) TakeBack() T {
	d.check(0)
	p := d.at(d.n - 1)
	x := *p
	var z T
	*p = z
	d.n--
	return x
}

// PopFront is pop_front(), PopBack pop_back().
func (d *Deque[T]) PopFront(cx *Ctx) {
	x := d.TakeFront()
	dropVal(cx, kindOf[T](), x)
}

// PopBack is pop_back().
func (d *Deque[T]) PopBack(cx *Ctx) {
	x := d.TakeBack()
	dropVal(cx, kindOf[T](), x)
}

// Clear is clear().
func (d *Deque[T]) Clear(cx *Ctx) { d.Drop(cx) }

// Resize is resize(n), ResizeFill resize(n, x).
func (d *Deque[T]) Resize(cx *Ctx, n uint64) {
	var z T
	for uint64(d.n) > n {
		d.PopBack(cx)
	}
	for uint64(d.n) < n {
		d.PushBack(z)
	}
}

// ResizeFill is resize(n, x): x is moved in.
func (d *Deque[T]) ResizeFill(cx *Ctx, n uint64, x T) {
	k := kindOf[T]()
	for uint64(d.n) > n {
		d.PopBack(cx)
	}
	for uint64(d.n) < n {
		d.PushBack(cloneElem(k, x))
	}
	dropVal(cx, k, x)
}

// ShrinkToFit is shrink_to_fit().
func (d *Deque[T]) ShrinkToFit() {}

// Swap is swap(e).
func (d *Deque[T]) Swap(e *Deque[T]) { *d, *e = *e, *d }

// Erase is erase(it), EraseRange erase(first, last).
func (d *Deque[T]) Erase(cx *Ctx, it DequeIter[T]) DequeIter[T] {
	return d.EraseRange(cx, it, it.Add(1))
}

// EraseRange is erase(first, last).
func (d *Deque[T]) EraseRange(cx *Ctx, first, last DequeIter[T]) DequeIter[T] {
	gone := make([]T, 0, last.i-first.i)
	for i := first.i; i < last.i; i++ {
		gone = append(gone, *d.at(i))
	}
	for i := last.i; i < d.n; i++ {
		*d.at(first.i + i - last.i) = *d.at(i)
	}
	var z T
	for range gone {
		d.n--
		*d.at(d.n) = z
	}
	dropElems(cx, kindOf[T](), gone)
	return first
}

// Insert is insert(it, x): x is moved in.
func (d *Deque[T]) Insert(it DequeIter[T], x T) DequeIter[T] {
	d.PushBack(x)
	for i := d.n - 1; i > it.i; i-- {
		*d.at(i) = *d.at(i - 1)
	}
	*d.at(it.i) = x
	return it
}

// InsertN is insert(it, n, x): x is moved in.
func (d *Deque[T]) InsertN(cx *Ctx, it DequeIter[T], n uint64, x T) DequeIter[T] {
	k := kindOf[T]()
	for ; n > 0; n-- {
		d.Insert(it, cloneElem(k, x))
	}
	dropVal(cx, k, x)
	return it
}

// Assign is assign(n, x): x is moved in.
func (d *Deque[T]) Assign(cx *Ctx, n uint64, x T) {
	old := *d
	*d = DequeOf(n, x)
	if n == 0 {
		dropVal(cx, kindOf[T](), x)
	}
	old.Drop(cx)
}

// Begin is begin(), End end().
func (d *Deque[T]) Begin() DequeIter[T] { return DequeIter[T]{d, 0} }

// End is end().
func (d *Deque[T]) End() DequeIter[T] { return DequeIter[T]{d, d.n} }

// Rbegin is rbegin(), Rend rend().
func (d *Deque[T]) Rbegin() DequeRIter[T] { return DequeRIter[T]{d, d.n - 1} }

// Rend is rend().
func (d *Deque[T]) Rend() DequeRIter[T] { return DequeRIter[T]{d, -1} }

// Iter iterates for a for loop.
func (d *Deque[T]) Iter(cx *Ctx) DequeLoop[T] { return DequeLoop[T]{d, 0} }

// DequeLoop is the iterator of a for loop over a deque. It looks at the size each time.
type DequeLoop[T any] struct {
	d *Deque[T]
	i int
}

// Next returns the next element, borrowed.
func (it *DequeLoop[T]) Next(cx *Ctx) (x T, ok bool) {
	if it.i >= it.d.n {
		return x, false
	}
	it.i++
	return *it.d.at(it.i - 1), true
}

// Close ends the loop early.
func (it *DequeLoop[T]) Close() {}

// Clone copies the deque.
func (d *Deque[T]) Clone() Deque[T] {
	var e Deque[T]
	k := kindOf[T]()
	for i := 0; i < d.n; i++ {
		e.PushBack(cloneElem(k, *d.at(i)))
	}
	return e
}

// Drop gives up the elements.
func (d *Deque[T]) Drop(cx *Ctx) {
	old := *d
	*d = Deque[T]{}
	if k := kindOf[T](); k.holds() {
		for i := 0; i < old.n; i++ {
			dropVal(cx, k, *old.at(i))
		}
	}
}

// Visit visits the counted references among the elements.
func (d *Deque[T]) Visit(visit func(*Header)) { visitElems(kindOf[T](), d.ring, visit) }

// Equal is ==.
func (d *Deque[T]) Equal(e Deque[T]) bool {
	if d.n != e.n {
		return false
	}
	k := kindOf[T]()
	for i := 0; i < d.n; i++ {
		if !equalElems(k, *d.at(i), *e.at(i)) {
			return false
		}
	}
	return true
}
