package rt

import "unsafe"

// StringView is std::string_view: bytes that something else owns. Its methods are named as String's.
type StringView struct{ b []byte }

// View is string_view(s) of a string.
func View(s String) StringView { return StringView{s.b} }

// ViewC is string_view(s) of a char*, ViewCN string_view(s, n).
func ViewC(s *int8) StringView { return StringView{cText(s, nil)} }

// ViewCN is string_view(s, n).
func ViewCN(s *int8, n uint64) StringView { return StringView{CharBytes(s, n)} }

// StrView is string(view).
func StrView(v StringView) String { return Str(string(v.b)) }

func (s StringView) str() String { return String{s.b[:len(s.b):len(s.b)]} }

// Go returns the text as Go string.
func (s StringView) Go() string { return string(s.b) }

// Data is data(); it need not be NUL-terminated.
func (s StringView) Data() *int8 { return (*int8)(unsafe.Pointer(unsafe.SliceData(s.b))) }

// Size is size(), Length length().
func (s StringView) Size() uint64 { return uint64(len(s.b)) }

// Length is length().
func (s StringView) Length() uint64 { return uint64(len(s.b)) }

// MaxSize is max_size().
func (s StringView) MaxSize() uint64 { return 1<<62 - 1 }

// Empty is empty().
func (s StringView) Empty() bool { return len(s.b) == 0 }

// Swap is swap(t).
func (s *StringView) Swap(t *StringView) { s.b, t.b = t.b, s.b }

// At is s[i]; an index out of range ends the program.
func (s StringView) At(i uint64) int8 { return int8(s.b[i]) }

// CheckedAt is at(i).
func (s StringView) CheckedAt(i uint64) (int8, *Error) { return s.str().CheckedAt(i) }

// Front is front(), Back back().
func (s StringView) Front() int8 { return int8(s.b[0]) }

// Back is back().
func (s StringView) Back() int8 { return int8(s.b[len(s.b)-1]) }

// Substr is substr(), substr(pos) and substr(pos, len).
func (s StringView) Substr(pos ...uint64) (StringView, *Error) {
	b, err := s.str().part("basic_string_view::substr", pos)
	return StringView{b}, err
}

// CopyTo is copy(dest, len) and copy(dest, len, pos).
func (s StringView) CopyTo(dest *int8, n uint64, pos ...uint64) (uint64, *Error) {
	return s.str().CopyTo(dest, n, pos...)
}

// Compare is compare(t), CompareC of a char*.
func (s StringView) Compare(t StringView) int32 { return compare(s.b, t.b) }

// CompareC is compare(t) of a char*.
func (s StringView) CompareC(t *int8) int32 { return compare(s.b, cText(t, nil)) }

// ComparePos is compare(pos, len, t) and compare(pos, len, t, subpos, sublen).
func (s StringView) ComparePos(pos, n uint64, t StringView, sub ...uint64) (int32, *Error) {
	return s.str().ComparePos(pos, n, t.str(), sub...)
}

// ComparePosC is compare(pos, len, t) and compare(pos, len, t, n) of a char*.
func (s StringView) ComparePosC(pos, n uint64, t *int8, m ...uint64) (int32, *Error) {
	return s.str().ComparePosC(pos, n, t, m...)
}

// Equal and Less are for containers.
func (s StringView) Equal(t StringView) bool { return string(s.b) == string(t.b) }

// Less is <.
func (s StringView) Less(t StringView) bool { return string(s.b) < string(t.b) }

// Hash is std::hash<std::string_view>: equal to the hash of the string.
func (s StringView) Hash() uint64 { return hashBytes(s.b) }

// Eq is ==, EqC == with a char*.
func (s StringView) Eq(t StringView) bool { return string(s.b) == string(t.b) }

// EqC is == with a char*.
func (s StringView) EqC(t *int8) bool { return string(s.b) == string(cText(t, nil)) }

// Ne is !=, NeC != with a char*.
func (s StringView) Ne(t StringView) bool { return string(s.b) != string(t.b) }

// NeC is != with a char*.
func (s StringView) NeC(t *int8) bool { return string(s.b) != string(cText(t, nil)) }

// Lt is <, LtC < with a char*.
func (s StringView) Lt(t StringView) bool { return string(s.b) < string(t.b) }

// LtC is < with a char*.
func (s StringView) LtC(t *int8) bool { return string(s.b) < string(cText(t, nil)) }

// Gt is >, GtC > with a char*.
func (s StringView) Gt(t StringView) bool { return string(s.b) > string(t.b) }

// GtC is > with a char*.
func (s StringView) GtC(t *int8) bool { return string(s.b) > string(cText(t, nil)) }

// Le is <=, LeC <= with a char*.
func (s StringView) Le(t StringView) bool { return string(s.b) <= string(t.b) }

// LeC is <= with a char*.
func (s StringView) LeC(t *int8) bool { return string(s.b) <= string(cText(t, nil)) }

// Ge is >=, GeC >= with a char*.
func (s StringView) Ge(t StringView) bool { return string(s.b) >= string(t.b) }

// GeC is >= with a char*.
func (s StringView) GeC(t *int8) bool { return string(s.b) >= string(cText(t, nil)) }

// Find is find(t) and find(t, pos).
func (s StringView) Find(t StringView, pos ...uint64) uint64 { return findIn(s.b, t.b, pos) }

// FindC is find of a char*: (t), (t, pos), (t, pos, n).
func (s StringView) FindC(t *int8, pos ...uint64) uint64 {
	b, p := cArgs(t, pos)
	return findIn(s.b, b, p)
}

// FindChar is find(c) and find(c, pos).
func (s StringView) FindChar(c int8, pos ...uint64) uint64 {
	return findIn(s.b, []byte{byte(c)}, pos)
}

// Rfind is rfind(t) and rfind(t, pos).
func (s StringView) Rfind(t StringView, pos ...uint64) uint64 { return rfindIn(s.b, t.b, pos) }

// RfindC is rfind of a char*: (t), (t, pos), (t, pos, n).
func (s StringView) RfindC(t *int8, pos ...uint64) uint64 {
	b, p := cArgs(t, pos)
	return rfindIn(s.b, b, p)
}

// RfindChar is rfind(c) and rfind(c, pos).
func (s StringView) RfindChar(c int8, pos ...uint64) uint64 {
	return rfindIn(s.b, []byte{byte(c)}, pos)
}

// FindFirstOf is find_first_of(t) and find_first_of(t, pos).
func (s StringView) FindFirstOf(t StringView, pos ...uint64) uint64 {
	return findSet(s.b, t.b, true, pos)
}

// FindFirstOfC is find_first_of of a char*: (t), (t, pos), (t, pos, n).
func (s StringView) FindFirstOfC(t *int8, pos ...uint64) uint64 {
	b, p := cArgs(t, pos)
	return findSet(s.b, b, true, p)
}

// FindFirstOfChar is find_first_of(c) and find_first_of(c, pos).
func (s StringView) FindFirstOfChar(c int8, pos ...uint64) uint64 {
	return findSet(s.b, []byte{byte(c)}, true, pos)
}

// FindFirstNotOf is find_first_not_of(t) and find_first_not_of(t, pos).
func (s StringView) FindFirstNotOf(t StringView, pos ...uint64) uint64 {
	return findSet(s.b, t.b, false, pos)
}

// FindFirstNotOfC is find_first_not_of of a char*: (t), (t, pos), (t, pos, n).
func (s StringView) FindFirstNotOfC(t *int8, pos ...uint64) uint64 {
	b, p := cArgs(t, pos)
	return findSet(s.b, b, false, p)
}

// FindFirstNotOfChar is find_first_not_of(c) and find_first_not_of(c, pos).
func (s StringView) FindFirstNotOfChar(c int8, pos ...uint64) uint64 {
	return findSet(s.b, []byte{byte(c)}, false, pos)
}

// FindLastOf is find_last_of(t) and find_last_of(t, pos).
func (s StringView) FindLastOf(t StringView, pos ...uint64) uint64 {
	return findLastSet(s.b, t.b, true, pos)
}

// FindLastOfC is find_last_of of a char*: (t), (t, pos), (t, pos, n).
func (s StringView) FindLastOfC(t *int8, pos ...uint64) uint64 {
	b, p := cArgs(t, pos)
	return findLastSet(s.b, b, true, p)
}

// FindLastOfChar is find_last_of(c) and find_last_of(c, pos).
func (s StringView) FindLastOfChar(c int8, pos ...uint64) uint64 {
	return findLastSet(s.b, []byte{byte(c)}, true, pos)
}

// FindLastNotOf is find_last_not_of(t) and find_last_not_of(t, pos).
func (s StringView) FindLastNotOf(t StringView, pos ...uint64) uint64 {
	return findLastSet(s.b, t.b, false, pos)
}

// FindLastNotOfC is find_last_not_of of a char*: (t), (t, pos), (t, pos, n).
func (s StringView) FindLastNotOfC(t *int8, pos ...uint64) uint64 {
	b, p := cArgs(t, pos)
	return findLastSet(s.b, b, false, p)
}

// FindLastNotOfChar is find_last_not_of(c) and find_last_not_of(c, pos).
func (s StringView) FindLastNotOfChar(c int8, pos ...uint64) uint64 {
	return findLastSet(s.b, []byte{byte(c)}, false, pos)
}
