package rt

import (
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
