package rt

import (
	"slices"
	"strconv"
)

// Vector is std::vector. The zero value is an empty one. It has value semantics: a copy is made with
// Clone, and Drop gives up its elements. Counted references among its elements are owned by it: values
// passed in are moved, values read with At, Front, Back and iterators are borrowed.
type Vector[T any] struct{ s []T }

// VectorOf makes a vector of n copies of v: vector<T>(n, v). v is moved in.
func VectorOf[T any](n uint64, v T) Vector[T] {
	var x Vector[T]
	x.assign(n, v)
	return x
}

// VectorN makes a vector of n zero values: vector<T>(n).
func VectorN[T any](n uint64) Vector[T] { return Vector[T]{make([]T, n)} }

func (v *Vector[T]) assign(n uint64, x T) {
	k := kindOf[T]()
	for i := uint64(0); i < n; i++ {
		y := x
		if i > 0 {
			y = cloneElem(k, x)
		}
		v.s = append(v.s, y)
	}
}

// Assign replaces the contents by n copies of x.
func (v *Vector[T]) Assign(cx *Ctx, n uint64, x T) {
	old := v.s
	v.s = nil
	v.assign(n, x)
	if n == 0 {
		dropVal(cx, kindOf[T](), x)
	}
	dropElems(cx, kindOf[T](), old)
}

// Size is size().
func (v *Vector[T]) Size() uint64 { return uint64(len(v.s)) }

// MaxSize is max_size().
func (v *Vector[T]) MaxSize() uint64 { return 1 << 60 }

// Capacity is capacity().
func (v *Vector[T]) Capacity() uint64 { return uint64(cap(v.s)) }

// Empty is empty().
func (v *Vector[T]) Empty() bool { return len(v.s) == 0 }

// At is v[i]; the element is borrowed. An index out of range ends the program.
func (v *Vector[T]) At(i uint64) T { return v.s[i] }

// Ptr is &v[i], valid until the vector changes its size.
func (v *Vector[T]) Ptr(i uint64) *T { return &v.s[i] }

// CheckedAt is at(i) and CheckedPtr &at(i): they raise IndexError.
func (v *Vector[T]) CheckedAt(i uint64) (T, *Error) {
	if i >= uint64(len(v.s)) {
		var z T
		return z, v.rangeError(i)
	}
	return v.s[i], nil
}

// CheckedPtr is &v.at(i).
func (v *Vector[T]) CheckedPtr(i uint64) (*T, *Error) {
	if i >= uint64(len(v.s)) {
		return nil, v.rangeError(i)
	}
	return &v.s[i], nil
}

func (v *Vector[T]) rangeError(i uint64) *Error {
	return Raise("IndexError", "vector::_M_range_check: __n (which is "+strconv.FormatUint(i, 10)+
		") >= this->size() (which is "+strconv.Itoa(len(v.s))+")")
}

// Set is v[i] = x: x is moved in, the old element dropped.
func (v *Vector[T]) Set(cx *Ctx, i uint64, x T) {
	old := v.s[i]
	v.s[i] = x
	dropVal(cx, kindOf[T](), old)
}

// Front is front(), Back back(): borrowed.
func (v *Vector[T]) Front() T { return v.s[0] }

// Back is back().
func (v *Vector[T]) Back() T { return v.s[len(v.s)-1] }

// FrontPtr is &front(), BackPtr &back().
func (v *Vector[T]) FrontPtr() *T { return &v.s[0] }

// BackPtr is &back().
func (v *Vector[T]) BackPtr() *T { return &v.s[len(v.s)-1] }

// Data is data().
func (v *Vector[T]) Data() *T {
	if len(v.s) == 0 {
		return nil
	}
	return &v.s[0]
}

// Slice shows the elements as a Go slice that shares them.
func (v *Vector[T]) Slice() []T { return v.s }

// SetSlice makes a vector of a slice, which it takes over.
func (v *Vector[T]) SetSlice(s []T) { v.s = s }

// PushBack is push_back(x): x is moved in.
func (v *Vector[T]) PushBack(x T) { v.s = append(v.s, x) }

// PopBack is pop_back().
func (v *Vector[T]) PopBack(cx *Ctx) {
	n := len(v.s) - 1
	x := v.s[n]
	var z T
	v.s[n] = z
	v.s = v.s[:n]
	dropVal(cx, kindOf[T](), x)
}

// TakeBack removes the last element and returns it, with its count.
func (v *Vector[T]) TakeBack() T {
	n := len(v.s) - 1
	x := v.s[n]
	var z T
	v.s[n] = z
	v.s = v.s[:n]
	return x
}

// Clear is clear().
func (v *Vector[T]) Clear(cx *Ctx) {
	old := v.s
	k := kindOf[T]()
	if !k.holds() {
		v.s = old[:0]
		return
	}
	v.s = nil
	dropElems(cx, k, old)
}

// Resize is resize(n); new elements are zero values.
func (v *Vector[T]) Resize(cx *Ctx, n uint64) {
	if n <= uint64(len(v.s)) {
		v.shrink(cx, int(n))
		return
	}
	if n <= uint64(cap(v.s)) {
		old := len(v.s)
		v.s = v.s[:n]
		clear(v.s[old:])
		return
	}
	v.s = append(v.s, make([]T, int(n)-len(v.s))...)
}

// ResizeFill is resize(n, x): x is moved in.
func (v *Vector[T]) ResizeFill(cx *Ctx, n uint64, x T) {
	k := kindOf[T]()
	if n < uint64(len(v.s)) {
		v.shrink(cx, int(n))
	}
	for uint64(len(v.s)) < n {
		v.s = append(v.s, cloneElem(k, x))
	}
	dropVal(cx, k, x)
}

func (v *Vector[T]) shrink(cx *Ctx, n int) {
	k := kindOf[T]()
	if !k.holds() {
		v.s = v.s[:n]
		return
	}
	gone := append([]T(nil), v.s[n:]...)
	clear(v.s[n:])
	v.s = v.s[:n]
	dropElems(cx, k, gone)
}

// Reserve is reserve(n).
func (v *Vector[T]) Reserve(n uint64) {
	if n > uint64(cap(v.s)) {
		v.s = append(make([]T, 0, n), v.s...)
	}
}

// ShrinkToFit is shrink_to_fit().
func (v *Vector[T]) ShrinkToFit() { v.s = append(make([]T, 0, len(v.s)), v.s...) }

// Swap is swap(w).
func (v *Vector[T]) Swap(w *Vector[T]) { v.s, w.s = w.s, v.s }

// Begin and End are begin() and end().
func (v *Vector[T]) Begin() VectorIter[T] { return VectorIter[T]{v, 0} }

// End is end().
func (v *Vector[T]) End() VectorIter[T] { return VectorIter[T]{v, len(v.s)} }

// Rbegin and Rend are rbegin() and rend().
func (v *Vector[T]) Rbegin() VectorRIter[T] { return VectorRIter[T]{v, len(v.s) - 1} }

// Rend is rend().
func (v *Vector[T]) Rend() VectorRIter[T] { return VectorRIter[T]{v, -1} }

// Iter iterates for a for loop.
func (v *Vector[T]) Iter(cx *Ctx) VectorLoop[T] { return VectorLoop[T]{v, 0} }

// Erase is erase(it); the result points to the element behind.
func (v *Vector[T]) Erase(cx *Ctx, it VectorIter[T]) VectorIter[T] {
	return v.EraseRange(cx, it, it.Add(1))
}

// EraseRange is erase(first, last).
func (v *Vector[T]) EraseRange(cx *Ctx, first, last VectorIter[T]) VectorIter[T] {
	gone := append([]T(nil), v.s[first.i:last.i]...)
	n := copy(v.s[first.i:], v.s[last.i:]) + first.i
	clear(v.s[n:])
	v.s = v.s[:n]
	dropElems(cx, kindOf[T](), gone)
	return first
}

// Insert is insert(it, x): x is moved in.
func (v *Vector[T]) Insert(it VectorIter[T], x T) VectorIter[T] {
	var z T
	v.s = append(v.s, z)
	copy(v.s[it.i+1:], v.s[it.i:])
	v.s[it.i] = x
	return it
}

// InsertRange is insert(it, first, last).
func (v *Vector[T]) InsertRange(it, first, last VectorIter[T]) VectorIter[T] {
	add := cloneElems(kindOf[T](), nil, first.v.s[first.i:last.i])
	tail := append([]T(nil), v.s[it.i:]...)
	v.s = append(append(v.s[:it.i], add...), tail...)
	return it
}

// InsertN is insert(it, n, x): x is moved in.
func (v *Vector[T]) InsertN(cx *Ctx, it VectorIter[T], n uint64, x T) VectorIter[T] {
	add := make([]T, 0, n)
	k := kindOf[T]()
	for ; n > 0; n-- {
		add = append(add, cloneElem(k, x))
	}
	dropVal(cx, k, x)
	v.s = slices.Insert(v.s, it.i, add...)
	return it
}

// AssignRange is assign(first, last).
func (v *Vector[T]) AssignRange(cx *Ctx, first, last VectorIter[T]) {
	old := v.s
	v.s = cloneElems(kindOf[T](), nil, first.slice(last))
	dropElems(cx, kindOf[T](), old)
}

// Clone copies the vector.
func (v *Vector[T]) Clone() Vector[T] {
	if len(v.s) == 0 {
		return Vector[T]{}
	}
	return Vector[T]{cloneElems(kindOf[T](), make([]T, 0, len(v.s)), v.s)}
}

// Drop gives up the elements.
func (v *Vector[T]) Drop(cx *Ctx) {
	old := v.s
	v.s = nil
	if len(old) > 0 {
		dropElems(cx, kindOf[T](), old)
	}
}

// Visit visits the counted references among the elements.
func (v *Vector[T]) Visit(visit func(*Header)) { visitElems(kindOf[T](), v.s, visit) }

// Equal is ==.
func (v *Vector[T]) Equal(w Vector[T]) bool {
	if len(v.s) != len(w.s) {
		return false
	}
	k := kindOf[T]()
	for i := range v.s {
		if !equalElems(k, v.s[i], w.s[i]) {
			return false
		}
	}
	return true
}

// Less is <.
func (v *Vector[T]) Less(w Vector[T]) bool {
	for i := range v.s {
		if i >= len(w.s) || lessElems(w.s[i], v.s[i]) {
			return false
		}
		if lessElems(v.s[i], w.s[i]) {
			return true
		}
	}
	return len(v.s) < len(w.s)
}
