package rt

import (
	"sync"
	"unsafe"
)

// The blocks that malloc gave and free has not got back: the table keeps them from Go's
// collector, which does not see pointers stored inside untyped blocks. Typed ones (MallocOf) may hold pointers: the compiler asks for them where
// it sees what a block is cast to (passes/cmemory).
var blocks struct {
	sync.Mutex
	m map[unsafe.Pointer]block
}

type block struct {
	size uint64
	keep any // what Go's collector must not take
	// move copies the first old bytes of a block into a new one of the same type, of n bytes; nil for an untyped one.
	move func(p unsafe.Pointer, old, n uint64) unsafe.Pointer
}

func keepBlock(p unsafe.Pointer, b block) unsafe.Pointer {
	blocks.Lock()
	if blocks.m == nil {
		blocks.m = map[unsafe.Pointer]block{}
	}
	blocks.m[p] = b
	blocks.Unlock()
	return p
}

// blockAt is the block at p; what names the function that was called with it.
func blockAt(p unsafe.Pointer, what string) block {
	blocks.Lock()
	b, ok := blocks.m[p]
	blocks.Unlock()
	if !ok {
		Fatal(what + " of a pointer that malloc did not return")
	}
	return b
}

// Malloc is malloc(n). The memory is zeroed, aligned to 16 bytes, and not looked at by Go's
// collector: it must not hold the only pointer to something.
func Malloc(n uint64) unsafe.Pointer {
	words := make([][2]uint64, max(n, 1)/16+1)
	return keepBlock(unsafe.Pointer(&words[0]), block{size: n, keep: words})
}

// MallocOf is malloc(n), n in bytes, of memory that is used as values of type T: Go's collector sees the pointers in it.
func MallocOf[T any](n uint64) unsafe.Pointer {
	size := max(sizeOf[T](), 1)
	s := make([]T, (n+size-1)/size+1) // a pointer past the end, which C allows, points to no other block
	return keepBlock(unsafe.Pointer(&s[0]), block{size: n, keep: s, move: moveOf[T]})
}

// moveOf is block.move. The copy is of values of T, so that the collector hears of the pointers.
func moveOf[T any](p unsafe.Pointer, old, n uint64) unsafe.Pointer {
	q := MallocOf[T](n)
	size := max(sizeOf[T](), 1)
	k := (old + size - 1) / size
	copy(unsafe.Slice((*T)(q), k), unsafe.Slice((*T)(p), k))
	return q
}

// Calloc is calloc(n, size).
func Calloc(n, size uint64) unsafe.Pointer { return Malloc(n * size) }

// CallocOf is calloc(n, size) of memory for values of type T.
func CallocOf[T any](n, size uint64) unsafe.Pointer { return MallocOf[T](n * size) }

// Realloc is realloc(p, n). A block keeps its type.
func Realloc(p unsafe.Pointer, n uint64) unsafe.Pointer {
	if p == nil {
		return Malloc(n)
	}
	b := blockAt(p, "realloc")
	if n == 0 {
		FreeMem(p)
		return nil
	}
	var q unsafe.Pointer
	if b.move != nil {
		q = b.move(p, min(n, b.size), n)
	} else {
		q = Malloc(n)
		Memcpy(q, p, min(n, b.size))
	}
	FreeMem(p)
	return q
}

// ReallocOf is realloc(p, n) of memory for values of type T.
func ReallocOf[T any](p unsafe.Pointer, n uint64) unsafe.Pointer {
	if p == nil {
		return MallocOf[T](n)
	}
	b := blockAt(p, "realloc")
	if n == 0 || b.move != nil {
		return Realloc(p, n)
	}
	q := MallocOf[T](n)
	Memcpy(q, p, min(n, b.size))
	FreeMem(p)
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
	return keepBlock(p, block{size: n, keep: words})
}
