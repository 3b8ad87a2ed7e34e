package rt

// Iterators of the sequence containers are the container's address and an index; they
// stay valid when it grows, where C++'s do not. Deref gives the element (borrowed), Ref its address.

// VectorIter is vector<T>::iterator.
type VectorIter[T any] struct {
	v *Vector[T]
	i int
}

// Deref is *it.
func (it VectorIter[T]) Deref() T { return it.v.s[it.i] }

// Ref is &*it.
func (it VectorIter[T]) Ref() *T { return &it.v.s[it.i] }

// Set is *it = x: x is moved in, the old element dropped.
func (it VectorIter[T]) Set(cx *Ctx, x T) { it.v.Set(cx, uint64(it.i), x) }

// Inc is ++it; the result is the iterator after it.
func (it *VectorIter[T]) Inc() VectorIter[T] { it.i++; return *it }

// Dec is --it.
func (it *VectorIter[T]) Dec() VectorIter[T] { it.i--; return *it }

// PostInc is it++; the result is the iterator before it.
func (it *VectorIter[T]) PostInc() VectorIter[T] { old := *it; it.i++; return old }

// PostDec is it--.
func (it *VectorIter[T]) PostDec() VectorIter[T] { old := *it; it.i--; return old }

// Add is it + n, Sub it - n, Diff it - other.
func (it VectorIter[T]) Add(n int64) VectorIter[T] { it.i += int(n); return it }

// Sub is it - n.
func (it VectorIter[T]) Sub(n int64) VectorIter[T] { it.i -= int(n); return it }

// Diff is it - other.
func (it VectorIter[T]) Diff(o VectorIter[T]) int64 { return int64(it.i - o.i) }

// Eq, Ne, Lt, Gt, Le and Ge compare positions.
func (it VectorIter[T]) Eq(o VectorIter[T]) bool { return it == o }

// Ne is !=.
func (it VectorIter[T]) Ne(o VectorIter[T]) bool { return it != o }

// Lt is <.
func (it VectorIter[T]) Lt(o VectorIter[T]) bool { return it.i < o.i }

// Gt is >.
func (it VectorIter[T]) Gt(o VectorIter[T]) bool { return it.i > o.i }

// Le is <=.
func (it VectorIter[T]) Le(o VectorIter[T]) bool { return it.i <= o.i }

// Ge is >=.
func (it VectorIter[T]) Ge(o VectorIter[T]) bool { return it.i >= o.i }

func (it VectorIter[T]) slice(end VectorIter[T]) []T { return it.v.s[it.i:end.i] }

// VectorRIter is vector<T>::reverse_iterator.
type VectorRIter[T any] struct {
	v *Vector[T]
	i int
}

// Deref is *it.
func (it VectorRIter[T]) Deref() T { return it.v.s[it.i] }

// Ref is &*it.
func (it VectorRIter[T]) Ref() *T { return &it.v.s[it.i] }

// Set is *it = x: x is moved in, the old element dropped.
func (it VectorRIter[T]) Set(cx *Ctx, x T) { it.v.Set(cx, uint64(it.i), x) }

// Diff is it - other.
func (it VectorRIter[T]) Diff(o VectorRIter[T]) int64 { return int64(o.i - it.i) }

// Inc is ++it.
func (it *VectorRIter[T]) Inc() VectorRIter[T] { it.i--; return *it }

// Dec is --it.
func (it *VectorRIter[T]) Dec() VectorRIter[T] { it.i++; return *it }

// PostInc is it++.
func (it *VectorRIter[T]) PostInc() VectorRIter[T] { old := *it; it.i--; return old }

// PostDec is it--.
func (it *VectorRIter[T]) PostDec() VectorRIter[T] { old := *it; it.i++; return old }

// Add is it + n.
func (it VectorRIter[T]) Add(n int64) VectorRIter[T] { it.i -= int(n); return it }

// Sub is it - n.
func (it VectorRIter[T]) Sub(n int64) VectorRIter[T] { it.i += int(n); return it }

// Eq is ==.
func (it VectorRIter[T]) Eq(o VectorRIter[T]) bool { return it == o }

// Ne is !=.
func (it VectorRIter[T]) Ne(o VectorRIter[T]) bool { return it != o }

// Lt is <.
func (it VectorRIter[T]) Lt(o VectorRIter[T]) bool { return it.i > o.i }

// Gt is >.
func (it VectorRIter[T]) Gt(o VectorRIter[T]) bool { return it.i < o.i }

// Le is <=.
func (it VectorRIter[T]) Le(o VectorRIter[T]) bool { return it.i >= o.i }

// Ge is >=.
func (it VectorRIter[T]) Ge(o VectorRIter[T]) bool { return it.i <= o.i }

// VectorLoop is the iterator of a for loop over a vector. It looks at the size each time.
type VectorLoop[T any] struct {
	v *Vector[T]
	i int
}

// Next returns the next element, borrowed; ok is false at the end.
func (it *VectorLoop[T]) Next(cx *Ctx) (x T, ok bool) {
	if it.i >= len(it.v.s) {
		return x, false
	}
	x = it.v.s[it.i]
	it.i++
	return x, true
}

// Close ends the loop early.
func (it *VectorLoop[T]) Close() {}
