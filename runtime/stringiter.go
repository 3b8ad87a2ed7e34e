package rt

import "unsafe"

// Begin and End are begin() and end(); Rbegin and Rend rbegin() and rend().
func (s *String) Begin() StringIter { return StringIter{s, 0} }

// End is end().
func (s *String) End() StringIter { return StringIter{s, len(s.b)} }

// Rbegin is rbegin().
func (s *String) Rbegin() StringRIter { return StringRIter{s, len(s.b) - 1} }

// Rend is rend().
func (s *String) Rend() StringRIter { return StringRIter{s, -1} }

// Iter iterates for a for loop.
func (s *String) Iter(cx *Ctx) StringLoop { return StringLoop{s, 0} }

// StringLoop is the iterator of a for loop over a string.
type StringLoop struct {
	s *String
	i int
}

// Next returns the next char.
func (it *StringLoop) Next(cx *Ctx) (c int8, ok bool) {
	if it.i >= len(it.s.b) {
		return 0, false
	}
	it.i++
	return int8(it.s.b[it.i-1]), true
}

// Close ends the loop early.
func (it *StringLoop) Close() {}

// StringIter is string::iterator, StringRIter string::reverse_iterator.
type StringIter struct {
	s *String
	i int
}

// StringRIter is string::reverse_iterator.
type StringRIter struct {
	s *String
	i int
}

func (it StringIter) slice(end StringIter) []int8 {
	b := it.s.b[it.i:end.i]
	return unsafe.Slice((*int8)(unsafe.Pointer(unsafe.SliceData(b))), len(b))
}

// Deref is *it, Ref its address, Set *it = c.
func (it StringIter) Deref() int8 { return int8(it.s.b[it.i]) }

// Ref is &*it.
func (it StringIter) Ref() *int8 { return it.s.Ptr(uint64(it.i)) }

// Set is *it = c.
func (it StringIter) Set(cx *Ctx, c int8) { it.s.b[it.i] = byte(c) }

// Inc is ++it.
func (it *StringIter) Inc() StringIter { it.i++; return *it }

// Dec is --it.
func (it *StringIter) Dec() StringIter { it.i--; return *it }

// PostInc is it++.
func (it *StringIter) PostInc() StringIter { old := *it; it.i++; return old }

// PostDec is it--.
func (it *StringIter) PostDec() StringIter { old := *it; it.i--; return old }

// Add is it + n.
func (it StringIter) Add(n int64) StringIter { it.i += int(n); return it }

// Sub is it - n.
func (it StringIter) Sub(n int64) StringIter { it.i -= int(n); return it }

// Diff is it - other.
func (it StringIter) Diff(o StringIter) int64 { return int64(it.i - o.i) }

// Eq is ==.
func (it StringIter) Eq(o StringIter) bool { return it.i == o.i }

// Ne is !=.
func (it StringIter) Ne(o StringIter) bool { return it.i != o.i }

// Lt is <.
func (it StringIter) Lt(o StringIter) bool { return it.i < o.i }

// Gt is >.
func (it StringIter) Gt(o StringIter) bool { return it.i > o.i }

// Le is <=.
func (it StringIter) Le(o StringIter) bool { return it.i <= o.i }

// Ge is >=.
func (it StringIter) Ge(o StringIter) bool { return it.i >= o.i }

// Deref is *it, Ref its address, Set *it = c.
func (it StringRIter) Deref() int8 { return int8(it.s.b[it.i]) }

// Ref is &*it.
func (it StringRIter) Ref() *int8 { return it.s.Ptr(uint64(it.i)) }

// Set is *it = c.
func (it StringRIter) Set(cx *Ctx, c int8) { it.s.b[it.i] = byte(c) }

// Inc is ++it.
func (it *StringRIter) Inc() StringRIter { it.i--; return *it }

// Dec is --it.
func (it *StringRIter) Dec() StringRIter { it.i++; return *it }

// PostInc is it++.
func (it *StringRIter) PostInc() StringRIter { old := *it; it.i--; return old }

// PostDec is it--.
func (it *StringRIter) PostDec() StringRIter { old := *it; it.i++; return old }

// Add is it + n.
func (it StringRIter) Add(n int64) StringRIter { it.i -= int(n); return it }

// Sub is it - n.
func (it StringRIter) Sub(n int64) StringRIter { it.i += int(n); return it }

// Diff is it - other.
func (it StringRIter) Diff(o StringRIter) int64 { return int64(o.i - it.i) }

// Eq is ==.
func (it StringRIter) Eq(o StringRIter) bool { return it.i == o.i }

// Ne is !=.
func (it StringRIter) Ne(o StringRIter) bool { return it.i != o.i }

// Lt is <.
func (it StringRIter) Lt(o StringRIter) bool { return it.i > o.i }

// Gt is >.
func (it StringRIter) Gt(o StringRIter) bool { return it.i < o.i }

// Le is <=.
func (it StringRIter) Le(o StringRIter) bool { return it.i >= o.i }

// Ge is >=.
func (it StringRIter) Ge(o StringRIter) bool { return it.i <= o.i }

// Begin and End are begin() and end(); Rbegin and Rend rbegin() and rend(). The iterators are a string's, over the same bytes.
func (s *StringView) Begin() StringIter { return StringIter{&String{s.b}, 0} }

// End is end(): comparable with an iterator from Begin by its position.
func (s *StringView) End() StringIter { return StringIter{&String{s.b}, len(s.b)} }

// Rbegin is rbegin().
func (s *StringView) Rbegin() StringRIter { return StringRIter{&String{s.b}, len(s.b) - 1} }

// Rend is rend().
func (s *StringView) Rend() StringRIter { return StringRIter{&String{s.b}, -1} }

// Iter iterates for a for loop.
func (s *StringView) Iter(cx *Ctx) StringLoop { return StringLoop{&String{s.b}, 0} }

// ViewRange is string_view(first, last).
func ViewRange(first, last StringIter) StringView { return StringView{first.s.b[first.i:last.i]} }

// RemovePrefix is remove_prefix(n), RemoveSuffix remove_suffix(n).
func (s *StringView) RemovePrefix(n uint64) { s.b = s.b[n:] }

// RemoveSuffix is remove_suffix(n).
func (s *StringView) RemoveSuffix(n uint64) { s.b = s.b[:uint64(len(s.b))-n] }

// FrontPtr is &front(), BackPtr &back().
func (s StringView) FrontPtr() *int8 { return (*int8)(unsafe.Pointer(&s.b[0])) }

// BackPtr is &back().
func (s StringView) BackPtr() *int8 { return (*int8)(unsafe.Pointer(&s.b[len(s.b)-1])) }
