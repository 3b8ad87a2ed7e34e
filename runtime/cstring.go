package rt

import (
	"bytes"
	"math/bits"
	"unsafe"
)

// CString makes a NUL-terminated char* of Go text. The compiler hoists literals to package variables.
func CString(s string) *int8 {
	b := make([]int8, len(s)+1)
	for i := 0; i < len(s); i++ {
		b[i] = int8(s[i])
	}
	return &b[0]
}

// GoString copies a char* up to its NUL; NULL gives "".
func GoString(s *int8) string { return string(CharBytes(s, Strlen(s))) }

// GoStringN copies n bytes.
func GoStringN(s *int8, n uint64) string { return string(CharBytes(s, n)) }

// CharBytes shows n bytes at a char* as a Go slice.
func CharBytes(s *int8, n uint64) []byte {
	if n == 0 || s == nil {
		return nil
	}
	return unsafe.Slice((*byte)(unsafe.Pointer(s)), n)
}

// Strlen is strlen(s); NULL gives 0.
func Strlen(s *int8) uint64 {
	if s == nil {
		return 0
	}
	n := uint64(0)
	for p := unsafe.Pointer(s); *(*int8)(p) != 0; p = unsafe.Add(p, 1) {
		n++
	}
	return n
}

// cView shows a char* as Go text without copying: for uses that end before the bytes change.
func cView(s *int8) string {
	n := Strlen(s)
	if n == 0 {
		return ""
	}
	return unsafe.String((*byte)(unsafe.Pointer(s)), n)
}

func addChar(s *int8, n int64) *int8 { return (*int8)(unsafe.Add(unsafe.Pointer(s), n)) }

// Strcmp is strcmp(a, b): the difference of the first bytes that differ.
func Strcmp(a, b *int8) int32 { return strcmp(a, b, Npos) }

// Strncmp is strncmp(a, b, n).
func Strncmp(a, b *int8, n uint64) int32 { return strcmp(a, b, n) }

// Strcoll is strcoll(a, b) in the C locale.
func Strcoll(a, b *int8) int32 { return strcmp(a, b, Npos) }

func strcmp(a, b *int8, n uint64) int32 {
	for i := uint64(0); i < n; i++ {
		x, y := uint8(*addChar(a, int64(i))), uint8(*addChar(b, int64(i)))
		if x != y {
			return int32(x) - int32(y)
		}
		if x == 0 {
			break
		}
	}
	return 0
}

// Strcasecmp is strcasecmp(a, b).
func Strcasecmp(a, b *int8) int32 {
	for i := int64(0); ; i++ {
		x, y := Tolower(int32(uint8(*addChar(a, i)))), Tolower(int32(uint8(*addChar(b, i))))
		if x != y || x == 0 {
			return x - y
		}
	}
}

// Strcpy is strcpy(dest, src).
func Strcpy(dest, src *int8) *int8 { return Strncpy(dest, src, Strlen(src)+1) }

// Strncpy is strncpy(dest, src, n).
func Strncpy(dest, src *int8, n uint64) *int8 {
	d := CharBytes(dest, n)
	k := copy(d, CharBytes(src, min(Strlen(src), n)))
	clear(d[k:])
	return dest
}

// Strcat is strcat(dest, src), Strncat strncat(dest, src, n).
func Strcat(dest, src *int8) *int8 { return Strncat(dest, src, Npos) }

// Strncat is strncat(dest, src, n).
func Strncat(dest, src *int8, n uint64) *int8 {
	n = min(n, Strlen(src))
	end := addChar(dest, int64(Strlen(dest)))
	room := CharBytes(end, n+1)
	copy(room, CharBytes(src, n))
	room[n] = 0
	return dest
}

// Strchr is strchr(s, c), Strrchr strrchr(s, c): nil where it is not there.
func Strchr(s *int8, c int32) *int8 {
	for p := s; ; p = addChar(p, 1) {
		if *p == int8(c) {
			return p
		}
		if *p == 0 {
			return nil
		}
	}
}

// Strrchr is strrchr(s, c).
func Strrchr(s *int8, c int32) *int8 {
	var last *int8
	for p := s; ; p = addChar(p, 1) {
		if *p == int8(c) {
			last = p
		}
		if *p == 0 {
			return last
		}
	}
}

// Strstr is strstr(s, t).
func Strstr(s, t *int8) *int8 {
	i := bytes.Index(cText(s, nil), cText(t, nil))
	if i < 0 {
		return nil
	}
	return addChar(s, int64(i))
}

// Strspn is strspn(s, set), Strcspn strcspn(s, set), Strpbrk strpbrk(s, set).
func Strspn(s, set *int8) uint64 { return span(s, set, true) }

// Strcspn is strcspn(s, set).
func Strcspn(s, set *int8) uint64 { return span(s, set, false) }

func span(s, set *int8, in bool) uint64 {
	b := cText(s, nil)
	return min(findSet(b, cText(set, nil), !in, nil), uint64(len(b)))
}

// Strpbrk is strpbrk(s, set).
func Strpbrk(s, set *int8) *int8 {
	if n := Strcspn(s, set); n < Strlen(s) {
		return addChar(s, int64(n))
	}
	return nil
}

// Strdup is strdup(s): freed with FreeMem.
func Strdup(s *int8) *int8 {
	n := Strlen(s)
	p := (*int8)(Malloc(n + 1))
	copy(CharBytes(p, n+1), CharBytes(s, n+1))
	return p
}

// Memcpy is memcpy(dest, src, n), Memmove memmove(dest, src, n). The memory must not hold
// Go pointers.
func Memcpy(dest, src unsafe.Pointer, n uint64) unsafe.Pointer {
	if n > 0 {
		copy(unsafe.Slice((*byte)(dest), n), unsafe.Slice((*byte)(src), n))
	}
	return dest
}

// MemcpyOf is memcpy(dest, src, n) and memmove of values of type T: Go's collector hears of the pointers.
func MemcpyOf[T any](dest, src unsafe.Pointer, n uint64) unsafe.Pointer {
	whole := n / sizeOf[T]()
	done := whole * sizeOf[T]()
	rest := func() {
		if done < n {
			Memcpy(unsafe.Add(dest, done), unsafe.Add(src, done), n-done)
		}
	}
	// Where they overlap nothing is overwritten that is still to be read.
	up := uintptr(dest) > uintptr(src)
	if up {
		rest()
	}
	if whole > 0 {
		copy(unsafe.Slice((*T)(dest), whole), unsafe.Slice((*T)(src), whole))
	}
	if !up {
		rest()
	}
	return dest
}

// Memmove is memmove(dest, src, n).
func Memmove(dest, src unsafe.Pointer, n uint64) unsafe.Pointer { return Memcpy(dest, src, n) }

// Memset is memset(dest, c, n).
func Memset(dest unsafe.Pointer, c int32, n uint64) unsafe.Pointer {
	if n > 0 {
		b := unsafe.Slice((*byte)(dest), n)
		for i := range b {
			b[i] = byte(c)
		}
	}
	return dest
}

// MemsetOf is memset(dest, c, n) of values of type T: Go's collector hears of the pointers that go.
func MemsetOf[T any](dest unsafe.Pointer, c int32, n uint64) unsafe.Pointer {
	var done uint64
	if whole := n / sizeOf[T](); whole > 0 && c == 0 {
		clear(unsafe.Slice((*T)(dest), whole))
		done = whole * sizeOf[T]()
	}
	if done < n {
		Memset(unsafe.Add(dest, done), c, n-done)
	}
	return dest
}

// Memcmp is memcmp(a, b, n).
func Memcmp(a, b unsafe.Pointer, n uint64) int32 {
	if n == 0 {
		return 0
	}
	return int32(bytes.Compare(unsafe.Slice((*byte)(a), n), unsafe.Slice((*byte)(b), n)))
}

// Memchr is memchr(s, c, n).
func Memchr(s unsafe.Pointer, c int32, n uint64) unsafe.Pointer {
	if n == 0 {
		return nil
	}
	i := bytes.IndexByte(unsafe.Slice((*byte)(s), n), byte(c))
	if i < 0 {
		return nil
	}
	return unsafe.Add(s, i)
}

// Strnlen is strnlen(s, n).
func Strnlen(s *int8, n uint64) uint64 {
	for i := uint64(0); i < n; i++ {
		if *addChar(s, int64(i)) == 0 {
			return i
		}
	}
	return n
}

// Strndup is strndup(s, n).
func Strndup(s *int8, n uint64) *int8 {
	n = Strnlen(s, n)
	p := (*int8)(Malloc(n + 1))
	copy(CharBytes(p, n), CharBytes(s, n))
	return p
}

// Strncasecmp is strncasecmp(a, b, n).
func Strncasecmp(a, b *int8, n uint64) int32 {
	for i := int64(0); uint64(i) < n; i++ {
		x, y := Tolower(int32(uint8(*addChar(a, i)))), Tolower(int32(uint8(*addChar(b, i))))
		if x != y || x == 0 {
			return x - y
		}
	}
	return 0
}

// StrtokR is strtok_r(s, delimiters, save), Strtok strtok(s, delimiters), which is for one thread.
func StrtokR(s, delimiters *int8, save **int8) *int8 {
	if s == nil {
		s = *save
	}
	if s == nil {
		return nil
	}
	s = addChar(s, int64(Strspn(s, delimiters)))
	if *s == 0 {
		*save = nil
		return nil
	}
	end := addChar(s, int64(Strcspn(s, delimiters)))
	*save = nil
	if *end != 0 {
		*end = 0
		*save = addChar(end, 1)
	}
	return s
}

var strtokSave *int8

// Strtok is strtok(s, delimiters).
func Strtok(s, delimiters *int8) *int8 { return StrtokR(s, delimiters, &strtokSave) }

// Strsep is strsep(s, delimiters).
func Strsep(s **int8, delimiters *int8) *int8 {
	start := *s
	if start == nil {
		return nil
	}
	*s = nil
	if end := addChar(start, int64(Strcspn(start, delimiters))); *end != 0 {
		*end = 0
		*s = addChar(end, 1)
	}
	return start
}

// Ffs is ffs(n): the number of the lowest bit set, from 1.
func Ffs(n int32) int32 {
	if n == 0 {
		return 0
	}
	return int32(bits.TrailingZeros32(uint32(n))) + 1
}
