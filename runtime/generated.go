package rt

import "unsafe"

// Helpers that generated code uses for what Go has no operator for. All are small enough to be inlined.

// At is p + i of a C pointer: the address of the i-th element after p, which may be past the end. Go's checks of pointers, which come with its race
// detector, don't allow that.
//
//go:nocheckptr
func At[T any, I Integer](p *T, i I) *T {
	return (*T)(unsafe.Add(unsafe.Pointer(p), int(i)*int(unsafe.Sizeof(*p))))
}

// PtrDiff is a - b of C pointers, in elements.
func PtrDiff[T any](a, b *T) int64 {
	return (int64(uintptr(unsafe.Pointer(a))) - int64(uintptr(unsafe.Pointer(b)))) / int64(unsafe.Sizeof(*a))
}

// IntPtr is an integer as a pointer.
func IntPtr(n uint64) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(&n)) }

// PtrInt is a pointer as an integer.
func PtrInt(p unsafe.Pointer) uint64 { return uint64(uintptr(p)) }

// FuncAs reinterprets a function value as one of another type with the same layout of arguments: a method as an
// entry of a method table, whose receiver is a base class.
func FuncAs[F, G any](f G) F { return *(*F)(unsafe.Pointer(&f)) }

// FuncPtr is a C function pointer as void*.
func FuncPtr[F any](f F) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(&f)) }

// PtrFunc is a void* as a C function pointer.
func PtrFunc[F any](p unsafe.Pointer) F { return *(*F)(unsafe.Pointer(&p)) }

// Cond is C's ?: for operands whose evaluation can't fail.
func Cond[T any](c bool, a, b T) T {
	if c {
		return a
	}
	return b
}

// HeaderOf is the header of an object; nil of nil.
func HeaderOf[T any](p *T) *Header { return (*Header)(unsafe.Pointer(p)) }

// CloneOf is a copy of a value that is no variable.
func CloneOf[T any](v T) T { return cloneElem(kindOf[T](), v) }

// FDiv is a / b of floating point numbers, where Go would refuse a constant zero.
func FDiv[T float32 | float64](a, b T) T { return a / b }
