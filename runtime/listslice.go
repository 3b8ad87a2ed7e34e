package rt

import (
	"slices"
	"strconv"
)

// What Python's lists have beside the reference's cyplist: slices, comparisons, sorting by keys. Lists passed in are borrowed.

// Which bounds of a slice are written.
const (
	sliceFrom = 1 << iota
	sliceTo
)

// bounds are the first index of a slice, the step, and how many elements it has, as Python counts them.
func (l *List[T]) bounds(lo, hi, step int64, given int32) (first, by, n int64, err *Error) {
	size := int64(len(l.Elements.s))
	if step == 0 {
		return 0, 0, 0, Raise("ValueError", "slice step cannot be zero")
	}
	min, max := int64(0), size
	if step < 0 {
		min, max = -1, size-1
	}
	clip := func(i, otherwise int64, written bool) int64 {
		switch {
		case !written:
			return otherwise
		case i < 0:
			if i += size; i < min {
				return min
			}
		case i > max:
			return max
		}
		return i
	}
	if step > 0 {
		lo, hi = clip(lo, 0, given&sliceFrom != 0), clip(hi, size, given&sliceTo != 0)
		if hi > lo {
			n = (hi-lo-1)/step + 1
		}
	} else {
		lo, hi = clip(lo, size-1, given&sliceFrom != 0), clip(hi, -1, given&sliceTo != 0)
		if lo > hi {
			n = int64(uint64(lo-hi-1)/-uint64(step)) + 1
		}
	}
	return lo, step, n, nil
}

// Slice is l[lo:hi:step]: a new list that shares the elements.
func (l *List[T]) Slice(cx *Ctx, lo, hi, step int64, given int32) (*List[T], *Error) {
	first, step, n, err := l.bounds(lo, hi, step, given)
	if err != nil {
		return nil, err
	}
	m := l.fresh(cx)
	k := l.elem().kind
	if step == 1 {
		m.Elements.s = cloneElems(k, nil, l.Elements.s[first:first+n])
		return m, nil
	}
	s := make([]T, n)
	for i := range s {
		s[i] = cloneElem(k, l.Elements.s[first])
		first += step
	}
	m.Elements.s = s
	return m, nil
}

// SetSlice is l[lo:hi:step] = m.
func (l *List[T]) SetSlice(cx *Ctx, lo, hi, step int64, given int32, m *List[T]) *Error {
	first, step, n, err := l.bounds(lo, hi, step, given)
	if err != nil {
		return err
	}
	k := l.elem().kind
	if size := int64(len(m.Elements.s)); size != n {
		if step != 1 {
			return Raise("ValueError", "attempt to assign sequence of size "+strconv.FormatInt(size, 10)+" to extended slice of size "+strconv.FormatInt(n, 10))
		}
		if err := l.modifying(); err != nil {
			return err
		}
	}
	news := cloneElems(k, nil, m.Elements.s)
	if step == 1 {
		old := slices.Clone(l.Elements.s[first : first+n])
		l.Elements.s = slices.Replace(l.Elements.s, int(first), int(first+n), news...)
		dropElems(cx, k, old)
		return nil
	}
	for i := range news {
		news[i], l.Elements.s[first] = l.Elements.s[first], news[i]
		first += step
	}
	dropElems(cx, k, news)
	return nil
}

// DelSlice is del l[lo:hi:step].
func (l *List[T]) DelSlice(cx *Ctx, lo, hi, step int64, given int32) *Error {
	first, step, n, err := l.bounds(lo, hi, step, given)
	if err != nil || n == 0 {
		return err
	}
	if err := l.modifying(); err != nil {
		return err
	}
	if step < 0 {
		first, step = first+(n-1)*step, -step
	}
	s := l.Elements.s
	old := make([]T, 0, n)
	to := first
	for i := first; i < int64(len(s)); i++ {
		if d := i - first; d%step == 0 && d/step < n {
			old = append(old, s[i])
			continue
		}
		s[to] = s[i]
		to++
	}
	clear(s[to:])
	l.Elements.s = s[:to]
	dropElems(cx, l.elem().kind, old)
	return nil
}

// IndexFrom is l.index(v, lo); IndexIn is l.index(v, lo, hi).
func (l *List[T]) IndexFrom(v T, lo int64) (uint64, *Error) {
	return l.IndexIn(v, lo, int64(len(l.Elements.s)))
}

// IndexIn is l.index(v, lo, hi).
func (l *List[T]) IndexIn(v T, lo, hi int64) (uint64, *Error) {
	first, _, n, _ := l.bounds(lo, hi, 1, sliceFrom|sliceTo)
	k := l.elem().kind
	for i := first; i < first+n; i++ {
		if equalElems(k, v, l.Elements.s[i]) {
			return uint64(i), nil
		}
	}
	return 0, Raise("ValueError", "list.index(x): x not in list")
}

// Eq is l == m: elements are compared as by `in`.
func (l *List[T]) Eq(m *List[T]) bool {
	if l == m {
		return true
	}
	if l == nil || m == nil || len(l.Elements.s) != len(m.Elements.s) {
		return false
	}
	return l.same(m) == len(l.Elements.s)
}

// Ne is l != m.
func (l *List[T]) Ne(m *List[T]) bool { return !l.Eq(m) }

// same is how many elements of two lists are equal from the start.
func (l *List[T]) same(m *List[T]) int {
	k := l.elem().kind
	n := min(len(l.Elements.s), len(m.Elements.s))
	for i := range n {
		if !equalElems(k, l.Elements.s[i], m.Elements.s[i]) {
			return i
		}
	}
	return n
}

// Lt is l < m: the first elements that differ decide, by <, then the lengths.
func (l *List[T]) Lt(cx *Ctx, m *List[T]) (bool, *Error) {
	i := l.same(m)
	if i == len(l.Elements.s) || i == len(m.Elements.s) {
		return len(l.Elements.s) < len(m.Elements.s), nil
	}
	if less := l.elem().Less; less != nil {
		return less(cx, l.Elements.s[i], m.Elements.s[i])
	}
	return lessElems(l.Elements.s[i], m.Elements.s[i]), nil
}

// Le is l <= m.
func (l *List[T]) Le(cx *Ctx, m *List[T]) (bool, *Error) {
	r, err := m.Lt(cx, l)
	return !r && err == nil, err
}

// Gt is l > m.
func (l *List[T]) Gt(cx *Ctx, m *List[T]) (bool, *Error) { return m.Lt(cx, l) }

// Ge is l >= m.
func (l *List[T]) Ge(cx *Ctx, m *List[T]) (bool, *Error) { return m.Le(cx, l) }

// SortReverse is l.sort(reverse): equal elements keep their order either way.
func (l *List[T]) SortReverse(cx *Ctx, reverse bool) *Error {
	if !reverse {
		return l.Sort(cx)
	}
	if err := l.modifying(); err != nil {
		return err
	}
	slices.Reverse(l.Elements.s)
	err := sortBy(cx, l.elem(), l.Elements.s)
	slices.Reverse(l.Elements.s)
	return err
}

// Sorted is sorted(l): a new list.
func (l *List[T]) Sorted(cx *Ctx) (*List[T], *Error) {
	m := l.Copy(cx)
	if err := m.Sort(cx); err != nil {
		Drop(cx, &m.Header)
		return nil, err
	}
	return m, nil
}

// Reversed is reversed(l): a new list.
func (l *List[T]) Reversed(cx *Ctx) *List[T] {
	m := l.Copy(cx)
	slices.Reverse(m.Elements.s)
	return m
}

// SortListBy is l.sort(key, reverse), where keys holds the key of each element of l; it comes out sorted too.
func SortListBy[T, K any](cx *Ctx, l *List[T], keys *List[K], reverse bool) *Error {
	if err := l.modifying(); err != nil {
		return err
	}
	type row struct {
		key K
		val T
	}
	n := min(len(keys.Elements.s), len(l.Elements.s))
	rows := make([]row, n)
	for i := range rows {
		rows[i] = row{keys.Elements.s[i], l.Elements.s[i]}
	}
	by := keys.elem()
	var failed *Error
	less := func(a, b K) bool {
		if failed != nil {
			return false
		}
		if by.Less == nil {
			return lessElems(a, b)
		}
		ok, err := by.Less(cx, a, b)
		failed = err
		return ok
	}
	if reverse {
		slices.Reverse(rows)
	}
	slices.SortStableFunc(rows, func(a, b row) int {
		switch {
		case less(a.key, b.key):
			return -1
		case less(b.key, a.key):
			return 1
		}
		return 0
	})
	if reverse {
		slices.Reverse(rows)
	}
	for i, r := range rows {
		keys.Elements.s[i], l.Elements.s[i] = r.key, r.val
	}
	return failed
}

// MinEmpty and MaxEmpty are what min and max of nothing raise.
func MinEmpty() *Error { return Raise("ValueError", "min() arg is an empty sequence") }

// MaxEmpty is that of max.
func MaxEmpty() *Error { return Raise("ValueError", "max() arg is an empty sequence") }
