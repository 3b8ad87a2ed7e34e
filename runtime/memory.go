package rt

import (
	"sync"
	"unsafe"
)

// The blocks that malloc gave and free has not got back: the table keeps them from Go's
// collector, which does not see pointers stored inside untyped blocks. Typed ones (MallocOf) may hold pointers.
var blocks struct {
	sync.Mutex
	m map[unsafe.Pointer]block
}

type block struct {
	size uint64
	keep any // what Go's collector must not take
}

func keepBlock(p unsafe.Pointer, size uint64, keep any) unsafe.Pointer {
	blocks.Lock()
	if blocks.m == nil {
		blocks.m = map[unsafe.Pointer]block{}
	}
	blocks.m[p] = block{size, keep}
	blocks.Unlock()
	return p
}

// Malloc is malloc(n). The memory is zeroed, aligned to 16 bytes, and not looked at by Go's
// collector: it must not hold the only pointer to something.
func Malloc(n uint64) unsafe.Pointer {
	words := make([][2]uint64, max(n, 1)/16+1)
	return keepBlock(unsafe.Pointer(&words[0]), n, words)
}

// MallocOf is malloc(n * sizeof(T)) where the pointer is cast to T*: Go's collector sees the pointers in it.
func MallocOf[T any](n uint64) *T {
	s := make([]T, max(n, 1))
	keepBlock(unsafe.Pointer(&s[0]), n*sizeOf[T](), s)
	return &s[0]
}

// Calloc is calloc(n, size).
func Calloc(n, size uint64) unsafe.Pointer { return Malloc(n * size) }

// Realloc is realloc(p, n).
func Realloc(p unsafe.Pointer, n uint64) unsafe.Pointer {
	if p == nil {
		return Malloc(n)
	}
	blocks.Lock()
	b, ok := blocks.m[p]
	blocks.Unlock()
	if !ok {
		Fatal("realloc of a pointer that malloc did not return")
	}
	if n == 0 {
		FreeMem(p)
		return nil
	}
	if _, untyped := b.keep.([][2]uint64); !untyped {
		Fatal("realloc of typed memory: not supported yet")
	}
	q := Malloc(n)
	Memcpy(q, p, min(n, b.size))
	FreeMem(p)
	return q
}

// ReallocOf is realloc(p, n * sizeof(T)) for memory that MallocOf made.
func ReallocOf[T any](p *T, n uint64) *T {
	q := MallocOf[T](n)
	if p != nil {
		blocks.Lock()
		b, ok := blocks.m[unsafe.Pointer(p)]
		blocks.Unlock()
		if !ok {
			Fatal("realloc of a pointer that malloc did not return")
		}
		copy(unsafe.Slice(q, n), unsafe.Slice(p, b.size/sizeOf[T]()))
		FreeMem(unsafe.Pointer(p))
	}
	return q
}

// FreeMem is free(p) of C; Free is the objects'.
func FreeMem(p unsafe.Pointer) {
	if p == nil {
		return
	}
	blocks.Lock()
	_, ok := blocks.m[p]
	delete(blocks.m, p)
	blocks.Unlock()
	if !ok {
		Fatal("free of a pointer that malloc did not return")
	}
}

// addPtr is p + n for a typed pointer.
func addPtr[T any](p *T, n int) unsafe.Pointer {
	return unsafe.Add(unsafe.Pointer(p), uintptr(n)*unsafe.Sizeof(*p))
}

// AlignedAlloc is aligned_alloc(align, n).
func AlignedAlloc(align, n uint64) unsafe.Pointer {
	if align <= 16 {
		return Malloc(n)
	}
	words := make([][2]uint64, (n+align)/16+2)
	p := unsafe.Pointer(&words[0])
	if over := uint64(uintptr(p)) % align; over != 0 {
		p = unsafe.Add(p, align-over)
	}
	return keepBlock(p, n, words)
}
