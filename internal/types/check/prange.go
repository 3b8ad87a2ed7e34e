package check

import (
	"github.com/cyp-lang/cyp/internal/syntax"
	"github.com/cyp-lang/cyp/internal/types"
)

// isPrange reports whether a call is cython.parallel's prange. Its iterations run in order on one thread here: the results are those that
// the reference's have, whose scheduling hints are taken and ignored.
func (fn *funcCtx) isPrange(call *syntax.Call) bool {
	switch f := unparen(call.Func).(type) {
	case *syntax.Name:
		if f.Name != "prange" {
			return false
		}
		y := fn.lookupName("prange")
		return y != nil && (y.kind == symSpecial || fn.importedFrom("prange", "cython.parallel"))
	case *syntax.Attribute:
		return f.Name.Name == "prange" && (decoratorName(f) == "cython.parallel.prange" || decoratorName(f) == "parallel.prange")
	}
	return false
}

// importedFrom reports whether the module imports a name from a module, in the way of Python.
func (fn *funcCtx) importedFrom(name, from string) bool {
	if fn.mod.res.Pyx == nil {
		return false
	}
	for _, s := range fn.mod.res.Pyx.Body {
		imp, ok := s.(*syntax.FromImport)
		if !ok || joinIdents(imp.Module) != from {
			continue
		}
		for _, n := range imp.Names {
			if n.Path[0].Name == name {
				return true
			}
		}
	}
	return false
}

// prangeNogil reports whether the loop asks to run without the GIL.
func prangeNogil(call *syntax.Call) bool {
	for i := range call.Args {
		a := &call.Args[i]
		if a.Name != nil && a.Name.Name == "nogil" {
			k, ok := a.Value.(*syntax.Constant)
			return ok && k.Kind == syntax.True
		}
	}
	return false
}

// prange is the range of a prange loop.
func (fn *funcCtx) prange(call *syntax.Call) iterable {
	plain := *call
	plain.Args = nil
	for i := range call.Args {
		a := call.Args[i]
		if a.Name == nil || a.Name.Name == "start" || a.Name.Name == "stop" || a.Name.Name == "step" {
			a.Name = nil
			plain.Args = append(plain.Args, a)
		}
	}
	if it, ok := fn.rangeOf(&plain); ok && len(plain.Args) > 0 {
		return it
	}
	// Bounds that are objects are converted: prange counts in C.
	it := iterable{kind: iterRange, elem: types.Long, at: call.Span()}
	switch len(plain.Args) {
	case 1:
		it.lo = fn.intLit(call, 0)
		it.hi = fn.coerce(rvalue(fn.expr(plain.Args[0].Value)), types.Long)
	case 2, 3:
		it.lo = fn.coerce(rvalue(fn.expr(plain.Args[0].Value)), types.Long)
		it.hi = fn.coerce(rvalue(fn.expr(plain.Args[1].Value)), types.Long)
		if len(plain.Args) == 3 {
			it.step = fn.coerce(rvalue(fn.expr(plain.Args[2].Value)), types.Long)
		}
	default:
		fn.exprError(codeCall, call.Span(), "prange() takes 1 to 3 positional arguments")
		it.lo, it.hi = fn.intLit(call, 0), fn.intLit(call, 0)
	}
	return it
}
