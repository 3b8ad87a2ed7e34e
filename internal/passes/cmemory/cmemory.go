// Package cmemory gives memory that comes from malloc the type that the program uses it with, where that holds pointers: Go's collector sees no
// pointers in untyped memory, and would free what only they lead to.
//
// In and out: IR before the effects are known. The type is that of the cast that the result of malloc, calloc or realloc goes through, at once or
// from a variable.
//
//	p = <Rec*> malloc(n)        rt.Malloc(n) becomes rt.MallocOf[Rec](n), as Rec has a field of a pointer type
package cmemory

import (
	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
)

// typed are the functions of the runtime and those that do the same for memory of a type.
var typed = map[string]string{"rt.Malloc": "rt.MallocOf", "rt.Calloc": "rt.CallocOf", "rt.Realloc": "rt.ReallocOf"}

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
		c.Callee.Go, c.Callee.GoTypes = name, []types.Type{t}
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
