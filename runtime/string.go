package rt

import (
	"bytes"
	"strconv"
	"unsafe"
)

// Npos is std::string::npos.
const Npos = ^uint64(0)

// String is std::string: mutable bytes with value semantics, so a copy is made with Clone. Behind the
// bytes there is always room for, and after CStr or Data a terminating NUL.
//
// Methods are the C++ ones in CamelCase. Where C++ overloads, the suffix tells the
// kind of the first differing argument: none for a String, C for const char*, Char for a char, N for (count, char).
// Optional trailing positions and lengths are variadic. The methods that may raise (except +) return an error:
// std::out_of_range becomes IndexError, std::length_error ValueError.
type String struct{ b []byte }

// Str makes a string of Go text.
func Str(s string) String {
	b := make([]byte, len(s), len(s)+1)
	copy(b, s)
	return String{b}
}

// StrBytes makes a string of bytes, which it takes over.
func StrBytes(b []byte) String { return String{b} }

// StrC is string(s) of a char*; NULL, undefined in C++, raises ValueError.
func StrC(s *int8) (String, *Error) {
	if s == nil {
		return String{}, Raise("ValueError", "basic_string: construction from null is not valid")
	}
	return Str(GoString(s)), nil
}

// StrCN is string(s, n).
func StrCN(s *int8, n uint64) (String, *Error) {
	if s == nil && n > 0 {
		return String{}, Raise("ValueError", "basic_string: construction from null is not valid")
	}
	return Str(GoStringN(s, n)), nil
}

// StrN is string(n, c).
func StrN(n uint64, c int8) String {
	b := make([]byte, n, n+1)
	for i := range b {
		b[i] = byte(c)
	}
	return String{b}
}

// StrSub is string(s, pos) and string(s, pos, len).
func StrSub(s String, pos ...uint64) (String, *Error) {
	return s.substr("basic_string::basic_string", pos)
}

// StrRange is string(first, last).
func StrRange(first, last StringIter) String { return Str(string(first.s.b[first.i:last.i])) }

// Go returns the text as Go string.
func (s String) Go() string { return string(s.b) }

// Bytes shows the bytes; they are the string's own.
func (s String) Bytes() []byte { return s.b }

// Clone copies the string.
func (s String) Clone() String {
	if len(s.b) == 0 {
		return String{}
	}
	b := make([]byte, len(s.b), len(s.b)+1)
	copy(b, s.b)
	return String{b}
}

var emptyC [1]int8

// CStr is c_str(): it points into the string and is NUL-terminated.
func (s *String) CStr() *int8 {
	n := len(s.b)
	if cap(s.b) == n {
		if n == 0 {
			return &emptyC[0]
		}
		s.b = append(s.b, 0)[:n]
	}
	if s.b[:n+1][n] != 0 {
		s.b[:n+1][n] = 0
	}
	return (*int8)(unsafe.Pointer(unsafe.SliceData(s.b)))
}

// Data is data().
func (s *String) Data() *int8 { return s.CStr() }

// Size is size(), Length length().
func (s String) Size() uint64 { return uint64(len(s.b)) }

// Length is length().
func (s String) Length() uint64 { return uint64(len(s.b)) }

// MaxSize is max_size().
func (s String) MaxSize() uint64 { return 1<<62 - 1 }

// Capacity is capacity().
func (s String) Capacity() uint64 { return uint64(max(cap(s.b)-1, 15)) }

// Empty is empty().
func (s String) Empty() bool { return len(s.b) == 0 }

// Clear is clear().
func (s *String) Clear() { s.b = s.b[:0] }

// Reserve is reserve(n).
func (s *String) Reserve(n uint64) {
	if uint64(cap(s.b)) < n+1 {
		b := make([]byte, len(s.b), n+1)
		copy(b, s.b)
		s.b = b
	}
}

// ShrinkToFit is shrink_to_fit().
func (s *String) ShrinkToFit() { *s = s.Clone() }

// Resize is resize(n), ResizeFill resize(n, c).
func (s *String) Resize(n uint64) { s.ResizeFill(n, 0) }

// ResizeFill is resize(n, c).
func (s *String) ResizeFill(n uint64, c int8) {
	for uint64(len(s.b)) < n {
		s.b = append(s.b, byte(c))
	}
	s.b = s.b[:n]
}

// Swap is swap(t).
func (s *String) Swap(t *String) { s.b, t.b = t.b, s.b }

// At is s[i], Ptr its address, SetAt s[i] = c; an index out of range ends the program, but s[size()] is NUL.
func (s String) At(i uint64) int8 {
	if i == uint64(len(s.b)) {
		return 0
	}
	return int8(s.b[i])
}

// Ptr is &s[i].
func (s *String) Ptr(i uint64) *int8 {
	if i == uint64(len(s.b)) {
		return (*int8)(unsafe.Add(unsafe.Pointer(s.CStr()), i))
	}
	return (*int8)(unsafe.Pointer(&s.b[i]))
}

// SetAt is s[i] = c.
func (s *String) SetAt(i uint64, c int8) { s.b[i] = byte(c) }

// CheckedAt is at(i) and CheckedPtr its address: they raise IndexError.
func (s String) CheckedAt(i uint64) (int8, *Error) {
	if i >= uint64(len(s.b)) {
		return 0, s.atError(i)
	}
	return int8(s.b[i]), nil
}

// CheckedPtr is &s.at(i).
func (s *String) CheckedPtr(i uint64) (*int8, *Error) {
	if i >= uint64(len(s.b)) {
		return nil, s.atError(i)
	}
	return s.Ptr(i), nil
}

func (s String) atError(i uint64) *Error {
	return Raise("IndexError", "basic_string::at: __n (which is "+strconv.FormatUint(i, 10)+
		") >= this->size() (which is "+strconv.Itoa(len(s.b))+")")
}

// Front is front(), Back back().
func (s String) Front() int8 { return s.At(0) }

// Back is back().
func (s String) Back() int8 { return int8(s.b[len(s.b)-1]) }

// FrontPtr is &front(), BackPtr &back().
func (s *String) FrontPtr() *int8 { return s.Ptr(0) }

// BackPtr is &back().
func (s *String) BackPtr() *int8 { return s.Ptr(uint64(len(s.b) - 1)) }

// PushBack is push_back(c), PopBack pop_back().
func (s *String) PushBack(c int8) { s.b = append(s.b, byte(c)) }

// PopBack is pop_back().
func (s *String) PopBack() { s.b = s.b[:len(s.b)-1] }

// part returns the bytes from pos on, at most n where it is given.
func (s String) part(what string, pos []uint64) ([]byte, *Error) {
	p, n := uint64(0), Npos
	if len(pos) > 0 {
		p = pos[0]
	}
	if len(pos) > 1 {
		n = pos[1]
	}
	size := uint64(len(s.b))
	if p > size {
		return nil, Raise("IndexError", what+": __pos (which is "+strconv.FormatUint(p, 10)+
			") > this->size() (which is "+strconv.FormatUint(size, 10)+")")
	}
	return s.b[p : p+min(n, size-p)], nil
}

func (s String) substr(what string, pos []uint64) (String, *Error) {
	b, err := s.part(what, pos)
	return Str(string(b)), err
}

// Substr is substr(), substr(pos) and substr(pos, len).
func (s String) Substr(pos ...uint64) (String, *Error) { return s.substr("basic_string::substr", pos) }

// Append is append(t) and append(t, pos, len); it returns s, as the following do.
func (s *String) Append(t String, pos ...uint64) *String {
	b, err := t.part("basic_string::append", pos)
	if err == nil {
		s.b = append(s.b, b...)
	}
	return s
}

// AppendC is append(t) and append(t, n) of a char*.
func (s *String) AppendC(t *int8, n ...uint64) *String {
	s.b = append(s.b, cText(t, n)...)
	return s
}

// AppendN is append(n, c).
func (s *String) AppendN(n uint64, c int8) *String {
	for ; n > 0; n-- {
		s.b = append(s.b, byte(c))
	}
	return s
}

// Assign is assign(t) and assign(t, pos, len); AssignC takes a char*, AssignN (n, c).
func (s *String) Assign(t String, pos ...uint64) *String {
	b, _ := t.part("basic_string::assign", pos)
	s.b = append(make([]byte, 0, len(b)+1), b...)
	return s
}

// AssignC is assign(t) and assign(t, n) of a char*.
func (s *String) AssignC(t *int8, n ...uint64) *String {
	*s = Str(string(cText(t, n)))
	return s
}

// AssignN is assign(n, c).
func (s *String) AssignN(n uint64, c int8) *String {
	*s = StrN(n, c)
	return s
}

// AssignChar is s = c.
func (s *String) AssignChar(c int8) *String {
	*s = StrN(1, c)
	return s
}

// splice replaces the n bytes from pos on.
func (s *String) splice(what string, pos, n uint64, with []byte) (*String, *Error) {
	old, err := s.part(what, []uint64{pos, n})
	if err != nil {
		return s, err
	}
	end := int(pos) + len(old)
	b := make([]byte, 0, len(s.b)-len(old)+len(with)+1)
	b = append(b, s.b[:pos]...)
	b = append(b, with...)
	s.b = append(b, s.b[end:]...)
	return s, nil
}

// Insert is insert(pos, t) and insert(pos, t, subpos, sublen); InsertC takes a char*, InsertN (n, c).
func (s *String) Insert(pos uint64, t String, sub ...uint64) (*String, *Error) {
	b, err := t.part("basic_string::insert", sub)
	if err != nil {
		return s, err
	}
	return s.splice("basic_string::insert", pos, 0, b)
}

// InsertC is insert(pos, t) and insert(pos, t, n) of a char*.
func (s *String) InsertC(pos uint64, t *int8, n ...uint64) (*String, *Error) {
	return s.splice("basic_string::insert", pos, 0, cText(t, n))
}

// InsertN is insert(pos, n, c).
func (s *String) InsertN(pos, n uint64, c int8) (*String, *Error) {
	return s.splice("basic_string::insert", pos, 0, bytes.Repeat([]byte{byte(c)}, int(n)))
}

// InsertIter is insert(it, c), InsertIterN insert(it, n, c).
func (s *String) InsertIter(it StringIter, c int8) StringIter {
	s.splice("basic_string::insert", uint64(it.i), 0, []byte{byte(c)})
	return it
}

// InsertIterN is insert(it, n, c).
func (s *String) InsertIterN(it StringIter, n uint64, c int8) {
	s.splice("basic_string::insert", uint64(it.i), 0, bytes.Repeat([]byte{byte(c)}, int(n)))
}

// Erase is erase(), erase(pos) and erase(pos, len).
func (s *String) Erase(pos ...uint64) (*String, *Error) {
	p, n := uint64(0), Npos
	if len(pos) > 0 {
		p = pos[0]
	}
	if len(pos) > 1 {
		n = pos[1]
	}
	return s.splice("basic_string::erase", p, n, nil)
}

// EraseIter is erase(it), EraseRange erase(first, last).
func (s *String) EraseIter(it StringIter) StringIter { return s.EraseRange(it, it.Add(1)) }

// EraseRange is erase(first, last).
func (s *String) EraseRange(first, last StringIter) StringIter {
	s.splice("basic_string::erase", uint64(first.i), uint64(last.i-first.i), nil)
	return first
}

// Replace is replace(pos, len, t); ReplaceC takes a char*.
func (s *String) Replace(pos, n uint64, t String) (*String, *Error) {
	return s.splice("basic_string::replace", pos, n, t.b)
}

// ReplaceC is replace(pos, len, t) and replace(pos, len, t, m) of a char*.
func (s *String) ReplaceC(pos, n uint64, t *int8, m ...uint64) (*String, *Error) {
	return s.splice("basic_string::replace", pos, n, cText(t, m))
}

// ReplaceSub is replace(pos, len, t, subpos, sublen), ReplaceN replace(pos, len, n, c).
func (s *String) ReplaceSub(pos, n uint64, t String, subpos, sublen uint64) (*String, *Error) {
	b, err := t.part("basic_string::replace", []uint64{subpos, sublen})
	if err != nil {
		return s, err
	}
	return s.splice("basic_string::replace", pos, n, b)
}

// ReplaceN is replace(pos, len, n, c).
func (s *String) ReplaceN(pos, n, count uint64, c int8) (*String, *Error) {
	return s.splice("basic_string::replace", pos, n, bytes.Repeat([]byte{byte(c)}, int(count)))
}

// CopyTo is copy(dest, len) and copy(dest, len, pos).
func (s String) CopyTo(dest *int8, n uint64, pos ...uint64) (uint64, *Error) {
	p := uint64(0)
	if len(pos) > 0 {
		p = pos[0]
	}
	b, err := s.part("basic_string::copy", []uint64{p, n})
	if err != nil {
		return 0, err
	}
	copy(CharBytes(dest, uint64(len(b))), b)
	return uint64(len(b)), nil
}

// Add is s + t, AddC s + char*, AddChar s + char.
func (s String) Add(t String) String { return concat(s.b, t.b) }

// AddC is s + t of a char*.
func (s String) AddC(t *int8) String { return concat(s.b, cText(t, nil)) }

// AddChar is s + c.
func (s String) AddChar(c int8) String { return concat(s.b, []byte{byte(c)}) }

// CAdd is t + s with a char* on the left.
func CAdd(t *int8, s String) String { return concat(cText(t, nil), s.b) }

func concat(a, b []byte) String {
	r := make([]byte, 0, len(a)+len(b)+1)
	return String{append(append(r, a...), b...)}
}

// IAdd is s += t, IAddC s += char*, IAddChar s += char.
func (s *String) IAdd(t String) *String { s.b = append(s.b, t.b...); return s }

// IAddC is s += t of a char*.
func (s *String) IAddC(t *int8) *String { return s.AppendC(t) }

// IAddChar is s += c.
func (s *String) IAddChar(c int8) *String { s.b = append(s.b, byte(c)); return s }

// Eq, Ne, Lt, Gt, Le and Ge compare bytes; with suffix C against a char*.
func (s String) Eq(t String) bool { return string(s.b) == string(t.b) }

// Ne is !=.
func (s String) Ne(t String) bool { return string(s.b) != string(t.b) }

// Lt is <.
func (s String) Lt(t String) bool { return string(s.b) < string(t.b) }

// Gt is >.
func (s String) Gt(t String) bool { return string(s.b) > string(t.b) }

// Le is <=.
func (s String) Le(t String) bool { return string(s.b) <= string(t.b) }

// Ge is >=.
func (s String) Ge(t String) bool { return string(s.b) >= string(t.b) }

// EqC is == with a char*.
func (s String) EqC(t *int8) bool { return string(s.b) == string(cText(t, nil)) }

// NeC is != with a char*.
func (s String) NeC(t *int8) bool { return !s.EqC(t) }

// LtC is < with a char*.
func (s String) LtC(t *int8) bool { return string(s.b) < string(cText(t, nil)) }

// GtC is > with a char*.
func (s String) GtC(t *int8) bool { return string(s.b) > string(cText(t, nil)) }

// LeC is <= with a char*.
func (s String) LeC(t *int8) bool { return string(s.b) <= string(cText(t, nil)) }

// GeC is >= with a char*.
func (s String) GeC(t *int8) bool { return string(s.b) >= string(cText(t, nil)) }

// Equal and Less are for containers of strings.
func (s String) Equal(t String) bool { return s.Eq(t) }

// Less is <.
func (s String) Less(t String) bool { return s.Lt(t) }

// Compare is compare(t): negative, 0 or positive. CompareC takes a char*.
func (s String) Compare(t String) int32 { return compare(s.b, t.b) }

// CompareC is compare(t) of a char*.
func (s String) CompareC(t *int8) int32 { return compare(s.b, cText(t, nil)) }

// ComparePos is compare(pos, len, t) and compare(pos, len, t, subpos, sublen).
func (s String) ComparePos(pos, n uint64, t String, sub ...uint64) (int32, *Error) {
	a, err := s.part("basic_string::compare", []uint64{pos, n})
	if err != nil {
		return 0, err
	}
	b, err := t.part("basic_string::compare", sub)
	return compare(a, b), err
}

// ComparePosC is compare(pos, len, t) and compare(pos, len, t, n) of a char*.
func (s String) ComparePosC(pos, n uint64, t *int8, m ...uint64) (int32, *Error) {
	a, err := s.part("basic_string::compare", []uint64{pos, n})
	return compare(a, cText(t, m)), err
}

// compare is what libstdc++ gives: the difference of the first bytes that differ, else of
// the lengths.
func compare(a, b []byte) int32 {
	for i := 0; i < len(a) && i < len(b); i++ {
		if a[i] != b[i] {
			return int32(a[i]) - int32(b[i])
		}
	}
	return int32(max(min(len(a)-len(b), 1<<31-1), -1<<31))
}

// Hash is std::hash<std::string>.
func (s String) Hash() uint64 { return hashBytes(s.b) }
