package rt

import (
	"sync/atomic"
	"unsafe"
)

// Header starts every cypclass object: 16 bytes. An object is created
// confined to one thread (count > 0, plain arithmetic); Share turns it into a
// shared one (count < 0, atomic arithmetic on the negated count). The class is no pointer to Go: descriptors are
// variables of the program, or stay registered, so that the collector need not follow it, nor look into objects that have no references.
type Header struct {
	class uintptr
	count int32
	lock  uint32 // thin lock word, see lock.go
}

// Counted is implemented by every pointer to an object: generated types embed Header
// first. Containers use it to see that their elements are counted references.
type Counted interface{ CypHeader() *Header }

// CypClass is the class of the object.
func (h *Header) CypClass() *Class { return *(**Class)(unsafe.Pointer(&h.class)) }

// Begin sets the header of a new object, or of one that was cleared with its header.
func (h *Header) Begin(c *Class) {
	h.setClass(c)
	h.count = 1
	if c.threaded {
		h.count = -1
	}
}

func (h *Header) setClass(c *Class) { h.class = uintptr(unsafe.Pointer(c)) }

// CypHeader returns the header itself; promoted, it turns any object pointer into its header.
func (h *Header) CypHeader() *Header { return h }

// Inc takes a count on a non-nil object.
func (h *Header) Inc() {
	if c := atomic.LoadInt32(&h.count); c > 0 {
		h.count = c + 1
		return
	}
	atomic.AddInt32(&h.count, -1)
}

// Inc takes a count on an object, or does nothing for nil.
func Inc(h *Header) {
	if h != nil {
		h.Inc()
	}
}

// decShared drops an atomic count and reports whether it was the last.
func (h *Header) decShared(c int32) bool {
	// A count of one can't be raised by anybody else: no atomic write is needed.
	return c == -1 || atomic.AddInt32(&h.count, 1) == 0
}

// Drop gives up a count; the last one frees the object. nil is ignored.
func Drop(cx *Ctx, h *Header) {
	if h != nil {
		release(cx, h)
	}
}

// release gives up a count. With the last one the object's Dealloc runs, then its memory is
// recycled. It is one function so that a drop is one call.
func release(cx *Ctx, h *Header) {
	n := atomic.LoadInt32(&h.count)
	if n > 1 {
		h.count = n - 1
		return
	}
	if n != 1 {
		if !releaseShared(cx, h, n) {
			return
		}
		h.count = 1
	}
	c := h.CypClass()
	if h.lock != 0 {
		freedLocked(h)
	}
	if c.Dealloc != nil {
		// __dealloc__ may take and drop counts on self.
		c.Dealloc(cx, unsafe.Pointer(h))
		if atomic.LoadInt32(&h.count) != 1 {
			Fatal("object of class '" + c.Name + "' resurrected by its __dealloc__")
		}
	}
	if !c.recycled || Debug {
		freeUnrecycled(h)
		return
	}
	if !c.Clears {
		c.Clear(unsafe.Pointer(h))
		h.Begin(c)
	}
	if !cx.Pool(c).Put(h) {
		cx.recycle(c, h)
	}
}

// Last gives up a count and reports whether it was the last, so that the caller, who knows the class, ends the object: drops its fields,
// clears it, and gives it back to the Pool.
func (h *Header) Last(cx *Ctx) bool {
	// One count, and no lock: both words at once.
	return atomic.LoadUint64((*uint64)(unsafe.Pointer(&h.count))) == 1 || h.last(cx)
}

//go:noinline
func (h *Header) last(cx *Ctx) bool {
	n := atomic.LoadInt32(&h.count)
	if n > 1 {
		h.count = n - 1
		return false
	}
	if n != 1 {
		if !releaseShared(cx, h, n) {
			return false
		}
		h.count = 1
	}
	if h.lock != 0 {
		freedLocked(h)
	}
	return true
}

// releaseShared drops a count of a shared object and reports whether it was the last and the object is to be freed.
func releaseShared(cx *Ctx, h *Header, n int32) bool {
	if n >= 0 {
		Fatal("count of an object dropped too often")
	}
	if !h.decShared(n) {
		return false
	}
	keep := h.CypClass().last
	if keep == nil {
		return true
	}
	if n != -1 {
		atomic.AddInt32(&h.count, -1) // it is still the caller's
	}
	return keep(cx, h)
}

// DropRef is Drop for a typed object pointer, which must start with its Header.
func DropRef[T any](cx *Ctx, p *T) { Drop(cx, (*Header)(unsafe.Pointer(p))) }

// IncRef is Inc for a typed object pointer; it returns the pointer.
func IncRef[T any](p *T) *T {
	if p != nil {
		(*Header)(unsafe.Pointer(p)).Inc()
	}
	return p
}

// Count returns the number of counts held.
func (h *Header) Count() int32 {
	c := atomic.LoadInt32(&h.count)
	if c < 0 {
		return -c
	}
	return c
}

// Unique reports whether one count is held: the test of consume for lock, locked and
// active operands. nil is unique.
func Unique(h *Header) bool { return h == nil || h.Count() == 1 }

// Share makes the counts of an object atomic. Only the thread that it is confined to may
// call it. nil is ignored.
func (h *Header) Share() {
	if h == nil {
		return
	}
	if c := atomic.LoadInt32(&h.count); c > 0 {
		atomic.StoreInt32(&h.count, -c)
	}
}

// Confine undoes Share for an object whose only count the caller holds: after a
// successful consume of a lock or active reference.
func (h *Header) Confine() {
	if h != nil && atomic.LoadInt32(&h.count) == -1 && !h.CypClass().threaded {
		h.count = 1
	}
}

// Shared reports whether the counts are atomic.
func (h *Header) Shared() bool { return atomic.LoadInt32(&h.count) < 0 }

// ShareRef is Share for a typed object pointer; it returns the pointer.
func ShareRef[T any](p *T) *T {
	(*Header)(unsafe.Pointer(p)).Share()
	return p
}

// Free destroys an object whose last count has gone.
func Free(cx *Ctx, h *Header) {
	h.count = 1
	release(cx, h)
}

func freeUnrecycled(h *Header) {
	h.count = 0
	if Debug {
		debugFree(h)
	}
}
