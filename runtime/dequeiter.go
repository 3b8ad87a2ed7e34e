package rt

// DequeIter is deque<T>::iterator.
type DequeIter[T any] struct {
	v *Deque[T]
	i int
}

// Deref is *it.
func (it DequeIter[T]) Deref() T { return it.v.At(uint64(it.i)) }

// Ref is &*it.
func (it DequeIter[T]) Ref() *T { return it.v.Ptr(uint64(it.i)) }

// Set is *it = x: x is moved in, the old element dropped.
func (it DequeIter[T]) Set(cx *Ctx, x T) { it.v.Set(cx, uint64(it.i), x) }

// Inc is ++it; the result is the iterator after it.
func (it *DequeIter[T]) Inc() DequeIter[T] { it.i++; return *it }

// Dec is --it.
func (it *DequeIter[T]) Dec() DequeIter[T] { it.i--; return *it }

// PostInc is it++; the result is the iterator before it.
func (it *DequeIter[T]) PostInc() DequeIter[T] { old := *it; it.i++; return old }

// PostDec is it--.
func (it *DequeIter[T]) PostDec() DequeIter[T] { old := *it; it.i--; return old }

// Add is it + n, Sub it - n, Diff it - other.
func (it DequeIter[T]) Add(n int64) DequeIter[T] { it.i += int(n); return it }

// Sub is it - n.
func (it DequeIter[T]) Sub(n int64) DequeIter[T] { it.i -= int(n); return it }

// Diff is it - other.
func (it DequeIter[T]) Diff(o DequeIter[T]) int64 { return int64(it.i - o.i) }

// Eq, Ne, Lt, Gt, Le and Ge compare positions.
func (it DequeIter[T]) Eq(o DequeIter[T]) bool { return it == o }

// Ne is !=.
func (it DequeIter[T]) Ne(o DequeIter[T]) bool { return it != o }

// Lt is <.
func (it DequeIter[T]) Lt(o DequeIter[T]) bool { return it.i < o.i }

// Gt is >.
func (it DequeIter[T]) Gt(o DequeIter[T]) bool { return it.i > o.i }

// Le is <=.
func (it DequeIter[T]) Le(o DequeIter[T]) bool { return it.i <= o.i }

// Ge is >=.
func (it DequeIter[T]) Ge(o DequeIter[T]) bool { return it.i >= o.i }

// DequeRIter is deque<T>::reverse_iterator.
type DequeRIter[T any] struct {
	v *Deque[T]
	i int
}

// Deref is *it.
func (it DequeRIter[T]) Deref() T { return it.v.At(uint64(it.i)) }

// Ref is &*it.
func (it DequeRIter[T]) Ref() *T { return it.v.Ptr(uint64(it.i)) }

// Set is *it = x: x is moved in, the old element dropped.
func (it DequeRIter[T]) Set(cx *Ctx, x T) { it.v.Set(cx, uint64(it.i), x) }

// Diff is it - other.
func (it DequeRIter[T]) Diff(o DequeRIter[T]) int64 { return int64(o.i - it.i) }

// Inc is ++it.
func (it *DequeRIter[T]) Inc() DequeRIter[T] { it.i--; return *it }

// Dec is --it.
func (it *DequeRIter[T]) Dec() DequeRIter[T] { it.i++; return *it }

// PostInc is it++.
func (it *DequeRIter[T]) PostInc() DequeRIter[T] { old := *it; it.i--; return old }

// PostDec is it--.
func (it *DequeRIter[T]) PostDec() DequeRIter[T] { old := *it; it.i++; return old }

// Add is it + n.
func (it DequeRIter[T]) Add(n int64) DequeRIter[T] { it.i -= int(n); return it }

// Sub is it - n.
func (it DequeRIter[T]) Sub(n int64) DequeRIter[T] { it.i += int(n); return it }

// Eq is ==.
func (it DequeRIter[T]) Eq(o DequeRIter[T]) bool { return it == o }

// Ne is !=.
func (it DequeRIter[T]) Ne(o DequeRIter[T]) bool { return it != o }

// Lt is <.
func (it DequeRIter[T]) Lt(o DequeRIter[T]) bool { return it.i > o.i }

// Gt is >.
func (it DequeRIter[T]) Gt(o DequeRIter[T]) bool { return it.i < o.i }

// Le is <=.
func (it DequeRIter[T]) Le(o DequeRIter[T]) bool { return it.i >= o.i }

// Ge is >=.
func (it DequeRIter[T]) Ge(o DequeRIter[T]) bool { return it.i <= o.i }
