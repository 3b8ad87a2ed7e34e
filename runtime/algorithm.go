package rt

import (
	"slices"
	"sort"
)

// Iterator is what the algorithms need of an iterator: those of vectors, deques and
// strings have it. T is found from I.
type Iterator[I, T any] interface {
	Deref() T
	Ref() *T
	Add(n int64) I
	Diff(o I) int64
}

// run is a range as a sequence of places. Ranges of a vector or string are also a Go slice.
type run[I Iterator[I, T], T any] struct {
	first I
	n     int
	s     []T // nil: not one slice
}

func runOf[I Iterator[I, T], T any](first, last I) run[I, T] {
	r := run[I, T]{first: first, n: int(last.Diff(first))}
	if x, ok := any(first).(interface{ slice(I) []T }); ok {
		r.s = x.slice(last)
	}
	return r
}

func (r *run[I, T]) at(i int) *T {
	if r.s != nil {
		return &r.s[i]
	}
	return r.first.Add(int64(i)).Ref()
}

// list returns the elements in a slice: the range itself or a copy, which put writes back.
func (r *run[I, T]) list() []T {
	if r.s != nil || r.n == 0 {
		return r.s
	}
	s := make([]T, r.n)
	for i := range s {
		s[i] = *r.at(i)
	}
	return s
}

func (r *run[I, T]) put(s []T) {
	if r.s == nil {
		for i := range s {
			*r.at(i) = s[i]
		}
	}
}

// Sort is std::sort(first, last), StableSort stable_sort(first, last).
func Sort[I Iterator[I, T], T any](first, last I) {
	r := runOf[I, T](first, last)
	s := r.list()
	sortElems(s)
	r.put(s)
}

// StableSort is std::stable_sort(first, last).
func StableSort[I Iterator[I, T], T any](first, last I) {
	r := runOf[I, T](first, last)
	s := r.list()
	slices.SortStableFunc(s, order(lessElems[T]))
	r.put(s)
}

func order[T any](less func(a, b T) bool) func(a, b T) int {
	return func(a, b T) int {
		switch {
		case less(a, b):
			return -1
		case less(b, a):
			return 1
		}
		return 0
	}
}

// SortBy is std::sort(first, last, less), StableSortBy stable_sort.
func SortBy[I Iterator[I, T], T any](cx *Ctx, first, last I, less any) {
	StableSortBy[I, T](cx, first, last, less)
}

// StableSortBy is std::stable_sort(first, last, less).
func StableSortBy[I Iterator[I, T], T any](cx *Ctx, first, last I, less any) {
	f := binary[T, T, bool](cx, less)
	r := runOf[I, T](first, last)
	s := r.list()
	slices.SortStableFunc(s, order(f))
	r.put(s)
}

// PartialSort is std::partial_sort(first, middle, last); it sorts all.
func PartialSort[I Iterator[I, T], T any](first, middle, last I) { Sort[I, T](first, last) }

// NthElement is std::nth_element(first, nth, last); it sorts all.
func NthElement[I Iterator[I, T], T any](first, nth, last I) { Sort[I, T](first, last) }

// IsSorted is std::is_sorted(first, last).
func IsSorted[I Iterator[I, T], T any](first, last I) bool {
	r := runOf[I, T](first, last)
	for i := 1; i < r.n; i++ {
		if lessElems(*r.at(i), *r.at(i - 1)) {
			return false
		}
	}
	return true
}

// Reverse is std::reverse(first, last).
func Reverse[I Iterator[I, T], T any](first, last I) {
	r := runOf[I, T](first, last)
	for i, j := 0, r.n-1; i < j; i, j = i+1, j-1 {
		a, b := r.at(i), r.at(j)
		*a, *b = *b, *a
	}
}

// Rotate is std::rotate(first, middle, last).
func Rotate[I Iterator[I, T], T any](first, middle, last I) I {
	Reverse[I, T](first, middle)
	Reverse[I, T](middle, last)
	Reverse[I, T](first, last)
	return first.Add(last.Diff(middle))
}

// Copy is std::copy(first, last, out): elements are cloned, those overwritten dropped.
func Copy[I Iterator[I, T], O Iterator[O, T], T any](cx *Ctx, first, last I, out O) O {
	r := runOf[I, T](first, last)
	k := kindOf[T]()
	for i := range r.n {
		p := out.Add(int64(i)).Ref()
		old := *p
		*p = cloneElem(k, *r.at(i))
		dropVal(cx, k, old)
	}
	return out.Add(int64(r.n))
}

// CopyN is std::copy_n(first, n, out).
func CopyN[I Iterator[I, T], O Iterator[O, T], T any](cx *Ctx, first I, n int64, out O) O {
	return Copy[I, O, T](cx, first, first.Add(n), out)
}

// Fill is std::fill(first, last, x), which borrows x.
func Fill[I Iterator[I, T], T any](cx *Ctx, first, last I, x T) {
	r := runOf[I, T](first, last)
	k := kindOf[T]()
	for i := range r.n {
		p := r.at(i)
		old := *p
		*p = cloneElem(k, x)
		dropVal(cx, k, old)
	}
}

// UniqueRange is std::unique(first, last): those taken out are left behind the end it returns.
func UniqueRange[I Iterator[I, T], T any](first, last I) I {
	k := kindOf[T]()
	r := runOf[I, T](first, last)
	n := 0
	for i := range r.n {
		if n > 0 && equalElems(k, *r.at(n - 1), *r.at(i)) {
			continue
		}
		*r.at(n), *r.at(i) = *r.at(i), *r.at(n)
		n++
	}
	return first.Add(int64(n))
}

// RemoveValue is std::remove(first, last, x): those taken out are left behind the end it returns.
func RemoveValue[I Iterator[I, T], T any](first, last I, x T) I {
	k := kindOf[T]()
	r := runOf[I, T](first, last)
	n := 0
	for i := range r.n {
		if equalElems(k, *r.at(i), x) {
			continue
		}
		*r.at(n), *r.at(i) = *r.at(i), *r.at(n)
		n++
	}
	return first.Add(int64(n))
}

// ReplaceValue is std::replace(first, last, old, x), which borrows both.
func ReplaceValue[I Iterator[I, T], T any](cx *Ctx, first, last I, old, x T) {
	k := kindOf[T]()
	r := runOf[I, T](first, last)
	for i := range r.n {
		if p := r.at(i); equalElems(k, *p, old) {
			gone := *p
			*p = cloneElem(k, x)
			dropVal(cx, k, gone)
		}
	}
}

// FindValue is std::find(first, last, x).
func FindValue[I Iterator[I, T], T any](first, last I, x T) I {
	k := kindOf[T]()
	r := runOf[I, T](first, last)
	for i := range r.n {
		if equalElems(k, *r.at(i), x) {
			return first.Add(int64(i))
		}
	}
	return last
}

// CountValue is std::count(first, last, x).
func CountValue[I Iterator[I, T], T any](first, last I, x T) int64 {
	k := kindOf[T]()
	r := runOf[I, T](first, last)
	n := int64(0)
	for i := range r.n {
		if equalElems(k, *r.at(i), x) {
			n++
		}
	}
	return n
}

// EqualRange is std::equal(first, last, other).
func EqualRange[I Iterator[I, T], J Iterator[J, T], T any](first, last I, other J) bool {
	k := kindOf[T]()
	r := runOf[I, T](first, last)
	for i := range r.n {
		if !equalElems(k, *r.at(i), other.Add(int64(i)).Deref()) {
			return false
		}
	}
	return true
}

func bound[I Iterator[I, T], T any](first, last I, past func(T) bool) I {
	r := runOf[I, T](first, last)
	return first.Add(int64(sort.Search(r.n, func(i int) bool { return past(*r.at(i)) })))
}

// LowerBound is std::lower_bound(first, last, x), UpperBound upper_bound.
func LowerBound[I Iterator[I, T], T any](first, last I, x T) I {
	return bound[I, T](first, last, func(v T) bool { return !lessElems(v, x) })
}

// UpperBound is std::upper_bound(first, last, x).
func UpperBound[I Iterator[I, T], T any](first, last I, x T) I {
	return bound[I, T](first, last, func(v T) bool { return lessElems(x, v) })
}

// BinarySearch is std::binary_search(first, last, x).
func BinarySearch[I Iterator[I, T], T any](first, last I, x T) bool {
	it := LowerBound[I, T](first, last, x)
	return it.Diff(last) != 0 && !lessElems(x, it.Deref())
}

// MinElement is std::min_element(first, last), MaxElement max_element.
func MinElement[I Iterator[I, T], T any](first, last I) I {
	return best[I, T](first, last, lessElems[T])
}

// MaxElement is std::max_element(first, last).
func MaxElement[I Iterator[I, T], T any](first, last I) I {
	return best[I, T](first, last, func(a, b T) bool { return lessElems(b, a) })
}

func best[I Iterator[I, T], T any](first, last I, better func(a, b T) bool) I {
	r := runOf[I, T](first, last)
	at := 0
	for i := 1; i < r.n; i++ {
		if better(*r.at(i), *r.at(at)) {
			at = i
		}
	}
	return first.Add(int64(at))
}

// Distance is std::distance(first, last), Advance advance(it, n), Next next(it, n), Prev prev(it, n).
func Distance[I interface{ Diff(I) int64 }](first, last I) int64 { return last.Diff(first) }

// Advance is std::advance(it, n).
func Advance[I interface{ Add(int64) I }](it *I, n int64) { *it = (*it).Add(n) }

// Next is std::next(it) and std::next(it, n).
func Next[I interface{ Add(int64) I }](it I, n ...int64) I {
	if len(n) > 0 {
		return it.Add(n[0])
	}
	return it.Add(1)
}

// Prev is std::prev(it) and std::prev(it, n).
func Prev[I interface{ Add(int64) I }](it I, n ...int64) I {
	if len(n) > 0 {
		return it.Add(-n[0])
	}
	return it.Add(-1)
}
