package rt

import "unsafe"

// Arg is an argument of the printf and format families. Making one allocates nothing.
type Arg struct {
	kind argKind
	size uint8 // bytes of an integer, for fmt's %x of negative numbers
	n    uint64
	p    unsafe.Pointer
}

type argKind uint8

const (
	argInt argKind = iota
	argUint
	argFloat
	argChar
	argBool
	argPtr
	argCStr
	argStr
)

// AInt and AUint pass a C integer of 64 bits, AInt32 and AUint32 one that fmt and %x see as 32 bits wide.
func AInt(v int64) Arg { return Arg{kind: argInt, size: 8, n: uint64(v)} }

// AUint passes an unsigned integer.
func AUint(v uint64) Arg { return Arg{kind: argUint, size: 8, n: v} }

// AInt32 passes an int, short or signed char.
func AInt32(v int32) Arg { return Arg{kind: argInt, size: 4, n: uint64(int64(v))} }

// AUint32 passes an unsigned int.
func AUint32(v uint32) Arg { return Arg{kind: argUint, size: 4, n: uint64(v)} }

// AFloat passes a float or double.
func AFloat(v float64) Arg { return Arg{kind: argFloat, size: 8, n: *(*uint64)(unsafe.Pointer(&v))} }

// AChar passes a char.
func AChar(v int8) Arg { return Arg{kind: argChar, size: 4, n: uint64(int64(v))} }

// ABool passes a bool or bint.
func ABool(v bool) Arg {
	if v {
		return Arg{kind: argBool, size: 4, n: 1}
	}
	return Arg{kind: argBool, size: 4}
}

// APtr passes a pointer other than char*.
func APtr(p unsafe.Pointer) Arg { return Arg{kind: argPtr, size: 8, n: uint64(uintptr(p)), p: p} }

// ACStr passes a char*.
func ACStr(s *int8) Arg {
	return Arg{kind: argCStr, size: 8, n: uint64(uintptr(unsafe.Pointer(s))), p: unsafe.Pointer(s)}
}

// AStr passes a std::string, AView a std::string_view, AText Go text.
func AStr(s String) Arg {
	return Arg{kind: argStr, n: uint64(len(s.b)), p: unsafe.Pointer(unsafe.SliceData(s.b))}
}

// AView passes a std::string_view.
func AView(s StringView) Arg {
	return Arg{kind: argStr, n: uint64(len(s.b)), p: unsafe.Pointer(unsafe.SliceData(s.b))}
}

// AText passes Go text.
func AText(s string) Arg {
	return Arg{kind: argStr, n: uint64(len(s)), p: unsafe.Pointer(unsafe.StringData(s))}
}

func (a *Arg) float() float64 {
	if a.kind == argFloat {
		return *(*float64)(unsafe.Pointer(&a.n))
	}
	if a.kind == argUint {
		return float64(a.n)
	}
	return float64(int64(a.n))
}

// text returns the bytes of a string argument; ok is false for others.
func (a *Arg) text() (b []byte, ok bool) {
	switch a.kind {
	case argStr:
		return unsafe.Slice((*byte)(a.p), a.n), true
	case argCStr:
		s := (*int8)(a.p)
		return CharBytes(s, Strlen(s)), true
	}
	return nil, false
}
