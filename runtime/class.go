package rt

import (
	"sync"
	"unsafe"
)

// Class describes a cypclass at run time. A generated class embeds it as the first field
// of its method table, so that *Class also addresses the table.
type Class struct {
	Name   string // source name, "Box[int]" for instances; the method's name for message classes
	Module string
	Pos    string // of message classes: file and line of the method
	Size   uintptr
	Index  int32 // of its free lists in every context; set by Register
	// Bases are the direct bases; MRO the linearisation, itself first.
	Bases, MRO []*Class
	// New returns a fresh zeroed object from Go's heap, its header not set.
	New func() unsafe.Pointer
	// Slab, where set, returns many: it fills the slice with pointers into one allocation.
	Slab func(into []unsafe.Pointer)
	// Clear zeroes an object whose fields have been dropped, header included. A class without it
	// is never recycled: Go's collector takes its dead objects.
	Clear func(self unsafe.Pointer)
	// Dealloc runs the __dealloc__ chain and drops the fields. The header stays as it is.
	Dealloc func(cx *Ctx, self unsafe.Pointer)
	// Clears: Dealloc leaves all fields zero, so that Clear need not be called after it.
	Clears bool
	// Fields calls visit for each traversable reference (spec 4.3) of an object; nil references
	// may be visited. A class with no traversable field leaves it nil.
	Fields func(self unsafe.Pointer, visit func(*Header))
	// NoRecycle keeps dead objects out of the free lists.
	NoRecycle bool

	threaded bool // objects are shared from the start
	recycled bool // dead objects go to the free lists
	// last is asked for a shared object whose last count the caller has: false, the object is kept and the count taken over.
	last  func(cx *Ctx, h *Header) bool
	depot *depot
	live  int64 // debug builds: objects alive
}

// Describe returns the part of a descriptor that follows from the Go type of the
// objects: how they are made, in slabs, and cleared. T starts with a Header.
func Describe[T any](name, module string) Class {
	var zero T
	return Class{
		Name: name, Module: module, Size: unsafe.Sizeof(zero),
		New: func() unsafe.Pointer { return unsafe.Pointer(new(T)) },
		Slab: func(into []unsafe.Pointer) {
			objects := make([]T, len(into))
			for i := range into {
				into[i] = unsafe.Pointer(&objects[i])
			}
		},
		Clear: func(p unsafe.Pointer) {
			var zero T
			*(*T)(p) = zero
		},
	}
}

// Threaded makes the counts of all objects of the class atomic, those made from now on. Such objects are not kept for reuse.
func (c *Class) Threaded() {
	c.threaded, c.NoRecycle, c.recycled = true, true, false
}

var classes struct {
	sync.Mutex
	all []*Class
}

// Register gives a class its free lists. It returns the class, and does nothing for
// one that is registered already. A class without MRO gets itself and the MROs of its bases.
func Register(c *Class) *Class {
	classes.Lock()
	defer classes.Unlock()
	if c.Index != 0 {
		return c
	}
	classes.all = append(classes.all, c)
	c.Index = int32(len(classes.all))
	c.depot = &depot{limit: min(depotBytes/max(int(c.Size), 1), depotObjects)/magazineSize + 1}
	c.recycled = c.Clear != nil && !c.NoRecycle && !Debug
	if len(c.MRO) == 0 {
		c.MRO = linearise(c)
	}
	for _, k := range c.MRO[1:] {
		if c.last == nil {
			c.last = k.last
		}
	}
	return c
}

// linearise lists a class and its bases, each once, before its own bases: right for
// single inheritance; the compiler sets the MRO of everything else.
func linearise(c *Class) []*Class {
	mro := []*Class{c}
	for _, b := range c.Bases {
		for _, k := range linearise(b) {
			seen := false
			for _, m := range mro {
				seen = seen || m == k
			}
			if !seen {
				mro = append(mro, k)
			}
		}
	}
	return mro
}

// Classes returns the registered classes, in order of registration.
func Classes() []*Class {
	classes.Lock()
	defer classes.Unlock()
	return append([]*Class(nil), classes.all...)
}

// IsInstance reports whether the object is of the class or of one derived from it; nil is
// of none.
func IsInstance(h *Header, c *Class) bool {
	if h == nil {
		return false
	}
	if h.CypClass() == c {
		return true
	}
	for _, k := range h.CypClass().MRO {
		if k == c {
			return true
		}
	}
	return false
}

// Cast returns the object as a *T if it is an instance of the class, else nil.
func Cast[T any](h *Header, c *Class) *T {
	if IsInstance(h, c) {
		return (*T)(unsafe.Pointer(h))
	}
	return nil
}
