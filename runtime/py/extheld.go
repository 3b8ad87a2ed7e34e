package py

import (
	"runtime"
	"unsafe"

	rt "github.com/cyp-lang/cyp/runtime"
)

// The attributes of an extension type that hold counts (references to cypclass objects, containers of them) are in a struct apart from the
// others, one for each type of the chain that has some: what the collector finds unreachable is that struct. It leads to no Python object, so
// cycles of those do not keep it, and code that works on an attribute keeps it by the pointer it works through.

// heldType is how such a struct is made and dropped.
type heldType struct {
	make func(made uint64) unsafe.Pointer
	drop func(cx *rt.Ctx, p unsafe.Pointer)
}

// holder is a pointer to such a struct: Drop gives up what it holds and leaves nothing behind.
type holder[T any] interface {
	*T
	Drop(cx *rt.Ctx)
}

// ExtendHeld adds the struct of counted attributes to an extension type that Extend has made.
func ExtendHeld[T any, P holder[T]](handle unsafe.Pointer, _ *T) {
	(*Extension)(handle).refs = &heldType{
		make: func(made uint64) unsafe.Pointer {
			p := new(T)
			runtime.SetFinalizer(p, func(p *T) {
				endings.add(made, func(cx *rt.Ctx) {
					heldLive.Add(-1)
					P(p).Drop(cx)
				})
			})
			return unsafe.Pointer(p)
		},
		drop: func(cx *rt.Ctx, p unsafe.Pointer) { P((*T)(p)).Drop(cx) },
	}
}

// hold makes the structs of an object: what a derived type holds is dropped before what its base does.
func (e *extInstance) hold(chain []*Extension) {
	for i := len(chain) - 1; i >= 0; i-- {
		r := chain[i].refs
		if r == nil {
			continue
		}
		if e.held == nil {
			e.held = make([]unsafe.Pointer, len(chain))
			endings.some.Store(true)
		}
		heldLive.Add(1)
		e.held[i] = r.make(endings.made.Add(1))
	}
}

// ExtHeld is the struct of counted attributes that the extension type with the handle adds to an object; name is the attribute that is asked for.
func ExtHeld(v Value, handle unsafe.Pointer, name string) (unsafe.Pointer, *rt.Error) {
	if e := v.O.Type.ext; e != nil {
		if x := (*Extension)(handle); e == x || e.derives(x) {
			return (*extInstance)(unsafe.Pointer(v.O)).held[len(x.chain)-1], nil
		}
	}
	return nil, rt.Raise("AttributeError", "'"+v.O.Type.cName()+"' object has no attribute '"+name+"'")
}
