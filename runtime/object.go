// Package rt is what generated code links against: objects and their counts,
// contexts, containers, locks, actors, and the C library surface that programs
// declare. It imports the standard library only.
package rt

import (
	"sync/atomic"
	"unsafe"
)

// Header starts every cypclass object: 16 bytes. An object is created
// confined to one thread (Count > 0, plain arithmetic); Share turns it into a
// shared one (Count < 0, atomic arithmetic on the negated count). While an object
// is on a free list Class holds the link to the next one.
type Header struct {
	Class *Class
	count int32
	lock  uint32 // thin lock word, see lock.go
}

// Class describes a cypclass at run time. A generated class embeds it as the first field
// of its method table, so that *Class also addresses the table.
type Class struct {
	Name   string // source name, "Box[int]" for instances
	Module string
	Size   uintptr
	Index  int32 // of its free lists in every context; set by Register
	// Bases are the direct bases; MRO the linearisation, itself first.
	Bases, MRO []*Class
	// New returns a fresh zeroed object from Go's heap, its header not set.
	New func() unsafe.Pointer
	// Slab, where set, returns many: it fills the slice with pointers into one allocation.
	Slab func(into []unsafe.Pointer)
	// Dealloc runs the __dealloc__ chain and drops the fields; the memory is recycled after it.
	Dealloc func(cx *Ctx, self unsafe.Pointer)
	// Fields calls visit for each traversable reference (spec 4.3) of an object.
	Fields func(self unsafe.Pointer, visit func(*Header))
	// NoRecycle keeps dead objects out of the free lists (debug builds poison them instead).
	NoRecycle bool
}

// Inc takes a count on a non-nil object.
func (h *Header) Inc() {
	if c := atomic.LoadInt32(&h.count); c >= 0 {
		h.count = c + 1
		return
	}
	atomic.AddInt32(&h.count, -1)
}

// dec drops a count and reports whether it was the last.
func (h *Header) dec() bool {
	c := atomic.LoadInt32(&h.count)
	if c > 0 {
		h.count = c - 1
		return c == 1
	}
	return c == -1 || atomic.AddInt32(&h.count, 1) == 0
}

// Count returns the number of counts held, as Cy_GETREF shows it.
func (h *Header) Count() int32 {
	c := atomic.LoadInt32(&h.count)
	if c < 0 {
		return -c
	}
	return c
}

// Share makes the counts of a non-nil object atomic. Only the thread that it is
// confined to may call it.
func (h *Header) Share() {
	if c := atomic.LoadInt32(&h.count); c > 0 {
		atomic.StoreInt32(&h.count, -c)
	}
}
