// Package cmemory gives memory of C the type that the program uses it with, where that holds pointers: Go's collector sees no pointers in untyped
// memory, and would free what only they lead to; nor does it hear of those that are moved as bytes while it works.
//
// In and out: IR before the effects are known. The type is that of the cast that the result of malloc, calloc or realloc goes through, at once or
// from a variable, and that of the pointers that are passed to memcpy, memmove, memset and qsort.
//
//	p = <Rec*> malloc(n)        rt.Malloc(n) becomes rt.MallocOf[Rec](n), as Rec has a field of a pointer type
//	memset(p, 0, n)             rt.MemsetOf[Rec](p, 0, n)
package cmemory

import (
	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
)

// typed are the functions of the runtime that make memory and those that do the same for memory of a type; moving are those that write to it.
var (
	typed  = map[string]string{"rt.Malloc": "rt.MallocOf", "rt.Calloc": "rt.CallocOf", "rt.Realloc": "rt.ReallocOf"}
	moving = map[string]string{"rt.Memcpy": "rt.MemcpyOf", "rt.Memmove": "rt.MemcpyOf", "rt.Memset": "rt.MemsetOf", "rt.Qsort": "rt.QsortOf"}
)

// Run changes the calls of all functions.
func Run(x *ir.Index) {
	for _, f := range x.Funcs {
		made := map[*ir.Local][]*ir.Call{} // the calls that a local is set to
		ir.Walk(f.Body, func(s ir.Stmt) bool {
			if s, ok := s.(*ir.Set); ok {
				if c, ok := s.Src.(*ir.Call); ok && typed[c.Callee.Go] != "" {
					made[s.Dst] = append(made[s.Dst], c)
				}
			}
			return true
		})
		ir.Calls(f, move)
		ir.WalkAll(f.Body, func(e ir.Expr) {
			conv, ok := e.(*ir.Conv)
			if !ok {
				return
			}
			p, ok := conv.T.(*types.Pointer)
			if !ok || !pointers(p.Elem) {
				return
			}
			switch v := conv.V.(type) {
			case *ir.Call:
				give(v, p.Elem)
			case *ir.Get:
				for _, c := range made[v.Local] {
					give(c, p.Elem)
				}
			}
		})
	}
}

// give has a call allocate values of a type.
func give(c *ir.Call, t types.Type) {
	if name := typed[c.Callee.Go]; name != "" {
		c.Callee.Go, c.Callee.GoTypes = name, []types.Type{element(t)}
	}
}

// move has a call that writes to memory do so by values of the type that one of its arguments points to.
func move(c *ir.Call) {
	name := moving[c.Callee.Go]
	if name == "" {
		return
	}
	for _, a := range c.Args {
		conv, ok := a.(*ir.Conv)
		if !ok {
			continue
		}
		if p, ok := conv.V.Type().(*types.Pointer); ok && pointers(p.Elem) {
			c.Callee.Go, c.Callee.GoTypes = name, []types.Type{element(p.Elem)}
			return
		}
	}
}

// element is what an array holds in the end.
func element(t types.Type) types.Type {
	for {
		switch u := t.(type) {
		case *types.Const:
			t = u.Elem
		case *types.Array:
			t = u.Elem
		default:
			return t
		}
	}
}

// pointers reports whether the Go values of a type hold pointers.
func pointers(t types.Type) bool {
	switch t := t.(type) {
	case *types.Const:
		return pointers(t.Elem)
	case *types.Array:
		return pointers(t.Elem)
	case *types.Struct:
		if t.GoType != "" { // one of the runtime's, which may hold more than the program declares
			return true
		}
		for _, f := range t.Fields {
			if pointers(f.Type) {
				return true
			}
		}
		return false
	case *types.Basic:
		return t.Kind == types.StringKind || t.Kind == types.NullKind
	case *types.Enum:
		return false
	}
	return true
}
