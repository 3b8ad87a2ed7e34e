package rt

import "bytes"

// The searches of std::string and std::string_view. The optional argument is the position to
// start from; for a char* a third gives the length of what is searched for.

func findIn(s, t []byte, pos []uint64) uint64 {
	p := uint64(0)
	if len(pos) > 0 {
		p = pos[0]
	}
	if p > uint64(len(s)) {
		return Npos
	}
	if i := bytes.Index(s[p:], t); i >= 0 {
		return p + uint64(i)
	}
	return Npos
}

func rfindIn(s, t []byte, pos []uint64) uint64 {
	if len(t) > len(s) {
		return Npos
	}
	p := uint64(len(s) - len(t))
	if len(pos) > 0 {
		p = min(p, pos[0])
	}
	if i := bytes.LastIndex(s[:p+uint64(len(t))], t); i >= 0 {
		return uint64(i)
	}
	return Npos
}

type byteSet [256]bool

func setOf(t []byte) *byteSet {
	var s byteSet
	for _, c := range t {
		s[c] = true
	}
	return &s
}

func findSet(s, t []byte, in bool, pos []uint64) uint64 {
	p := uint64(0)
	if len(pos) > 0 {
		p = pos[0]
	}
	set := setOf(t)
	for ; p < uint64(len(s)); p++ {
		if set[s[p]] == in {
			return p
		}
	}
	return Npos
}

func findLastSet(s, t []byte, in bool, pos []uint64) uint64 {
	if len(s) == 0 {
		return Npos
	}
	p := uint64(len(s) - 1)
	if len(pos) > 0 {
		p = min(p, pos[0])
	}
	set := setOf(t)
	for i := int64(p); i >= 0; i-- {
		if set[s[i]] == in {
			return uint64(i)
		}
	}
	return Npos
}

// cText returns the bytes of a char*, to its NUL or of the length given.
func cText(t *int8, n []uint64) []byte {
	if len(n) > 0 {
		return CharBytes(t, n[0])
	}
	return CharBytes(t, Strlen(t))
}

// cArgs splits the optional (pos, n) of a char* search.
func cArgs(t *int8, pos []uint64) (text []byte, from []uint64) {
	if len(pos) > 1 {
		return cText(t, pos[1:]), pos[:1]
	}
	return cText(t, nil), pos
}

// Find is find(t) and find(t, pos).
func (s String) Find(t String, pos ...uint64) uint64 { return findIn(s.b, t.b, pos) }

// FindC is find of a char*: (t), (t, pos), (t, pos, n).
func (s String) FindC(t *int8, pos ...uint64) uint64 {
	b, p := cArgs(t, pos)
	return findIn(s.b, b, p)
}

// FindChar is find(c) and find(c, pos).
func (s String) FindChar(c int8, pos ...uint64) uint64 {
	return findIn(s.b, []byte{byte(c)}, pos)
}

// Rfind is rfind(t) and rfind(t, pos).
func (s String) Rfind(t String, pos ...uint64) uint64 { return rfindIn(s.b, t.b, pos) }

// RfindC is rfind of a char*: (t), (t, pos), (t, pos, n).
func (s String) RfindC(t *int8, pos ...uint64) uint64 {
	b, p := cArgs(t, pos)
	return rfindIn(s.b, b, p)
}

// RfindChar is rfind(c) and rfind(c, pos).
func (s String) RfindChar(c int8, pos ...uint64) uint64 {
	return rfindIn(s.b, []byte{byte(c)}, pos)
}

// FindFirstOf is find_first_of(t) and find_first_of(t, pos).
func (s String) FindFirstOf(t String, pos ...uint64) uint64 { return findSet(s.b, t.b, true, pos) }

// FindFirstOfC is find_first_of of a char*: (t), (t, pos), (t, pos, n).
func (s String) FindFirstOfC(t *int8, pos ...uint64) uint64 {
	b, p := cArgs(t, pos)
	return findSet(s.b, b, true, p)
}

// FindFirstOfChar is find_first_of(c) and find_first_of(c, pos).
func (s String) FindFirstOfChar(c int8, pos ...uint64) uint64 {
	return findSet(s.b, []byte{byte(c)}, true, pos)
}

// FindFirstNotOf is find_first_not_of(t) and find_first_not_of(t, pos).
func (s String) FindFirstNotOf(t String, pos ...uint64) uint64 { return findSet(s.b, t.b, false, pos) }

// FindFirstNotOfC is find_first_not_of of a char*: (t), (t, pos), (t, pos, n).
func (s String) FindFirstNotOfC(t *int8, pos ...uint64) uint64 {
	b, p := cArgs(t, pos)
	return findSet(s.b, b, false, p)
}

// FindFirstNotOfChar is find_first_not_of(c) and find_first_not_of(c, pos).
func (s String) FindFirstNotOfChar(c int8, pos ...uint64) uint64 {
	return findSet(s.b, []byte{byte(c)}, false, pos)
}

// FindLastOf is find_last_of(t) and find_last_of(t, pos).
func (s String) FindLastOf(t String, pos ...uint64) uint64 { return findLastSet(s.b, t.b, true, pos) }

// FindLastOfC is find_last_of of a char*: (t), (t, pos), (t, pos, n).
func (s String) FindLastOfC(t *int8, pos ...uint64) uint64 {
	b, p := cArgs(t, pos)
	return findLastSet(s.b, b, true, p)
}

// FindLastOfChar is find_last_of(c) and find_last_of(c, pos).
func (s String) FindLastOfChar(c int8, pos ...uint64) uint64 {
	return findLastSet(s.b, []byte{byte(c)}, true, pos)
}

// FindLastNotOf is find_last_not_of(t) and find_last_not_of(t, pos).
func (s String) FindLastNotOf(t String, pos ...uint64) uint64 {
	return findLastSet(s.b, t.b, false, pos)
}

// FindLastNotOfC is find_last_not_of of a char*: (t), (t, pos), (t, pos, n).
func (s String) FindLastNotOfC(t *int8, pos ...uint64) uint64 {
	b, p := cArgs(t, pos)
	return findLastSet(s.b, b, false, p)
}

// FindLastNotOfChar is find_last_not_of(c) and find_last_not_of(c, pos).
func (s String) FindLastNotOfChar(c int8, pos ...uint64) uint64 {
	return findLastSet(s.b, []byte{byte(c)}, false, pos)
}

// StartsWith is starts_with(t); StartsWithC takes a char*, StartsWithChar a char.
func (s String) StartsWith(t String) bool { return bytes.HasPrefix(s.b, t.b) }

// StartsWithC is starts_with(t) of a char*.
func (s String) StartsWithC(t *int8) bool { return bytes.HasPrefix(s.b, cText(t, nil)) }

// StartsWithChar is starts_with(c).
func (s String) StartsWithChar(c int8) bool { return bytes.HasPrefix(s.b, []byte{byte(c)}) }

// EndsWith is ends_with(t); EndsWithC takes a char*, EndsWithChar a char.
func (s String) EndsWith(t String) bool { return bytes.HasSuffix(s.b, t.b) }

// EndsWithC is ends_with(t) of a char*.
func (s String) EndsWithC(t *int8) bool { return bytes.HasSuffix(s.b, cText(t, nil)) }

// EndsWithChar is ends_with(c).
func (s String) EndsWithChar(c int8) bool { return bytes.HasSuffix(s.b, []byte{byte(c)}) }

// Contains is contains(t); ContainsC takes a char*, ContainsChar a char.
func (s String) Contains(t String) bool { return bytes.Contains(s.b, t.b) }

// ContainsC is contains(t) of a char*.
func (s String) ContainsC(t *int8) bool { return bytes.Contains(s.b, cText(t, nil)) }

// ContainsChar is contains(c).
func (s String) ContainsChar(c int8) bool { return bytes.Contains(s.b, []byte{byte(c)}) }

// StartsWith is starts_with(t); StartsWithC takes a char*, StartsWithChar a char.
func (s StringView) StartsWith(t StringView) bool { return bytes.HasPrefix(s.b, t.b) }

// StartsWithC is starts_with(t) of a char*.
func (s StringView) StartsWithC(t *int8) bool { return bytes.HasPrefix(s.b, cText(t, nil)) }

// StartsWithChar is starts_with(c).
func (s StringView) StartsWithChar(c int8) bool { return bytes.HasPrefix(s.b, []byte{byte(c)}) }

// EndsWith is ends_with(t); EndsWithC takes a char*, EndsWithChar a char.
func (s StringView) EndsWith(t StringView) bool { return bytes.HasSuffix(s.b, t.b) }

// EndsWithC is ends_with(t) of a char*.
func (s StringView) EndsWithC(t *int8) bool { return bytes.HasSuffix(s.b, cText(t, nil)) }

// EndsWithChar is ends_with(c).
func (s StringView) EndsWithChar(c int8) bool { return bytes.HasSuffix(s.b, []byte{byte(c)}) }

// Contains is contains(t); ContainsC takes a char*, ContainsChar a char.
func (s StringView) Contains(t StringView) bool { return bytes.Contains(s.b, t.b) }

// ContainsC is contains(t) of a char*.
func (s StringView) ContainsC(t *int8) bool { return bytes.Contains(s.b, cText(t, nil)) }

// ContainsChar is contains(c).
func (s StringView) ContainsChar(c int8) bool { return bytes.Contains(s.b, []byte{byte(c)}) }
