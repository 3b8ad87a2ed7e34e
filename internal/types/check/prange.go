package check

import (
	"github.com/cyp-lang/cyp/internal/syntax"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// isPrange reports whether a call is cython.parallel's prange.
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

// parallelRange marks a loop over prange: its iterations run on several threads.
func (fn *funcCtx) parallelRange(r *typed.ForRange, call *syntax.Call) {
	r.Parallel = true
	for i := range call.Args {
		a := &call.Args[i]
		if a.Name == nil {
			continue
		}
		none := false
		if k, ok := a.Value.(*syntax.Constant); ok {
			none = k.Kind == syntax.None
		}
		switch a.Name.Name {
		case "num_threads":
			if !none {
				r.Threads = fn.coerce(rvalue(fn.expr(a.Value)), types.Long)
			}
		case "chunksize":
			if !none {
				r.Chunk = fn.coerce(rvalue(fn.expr(a.Value)), types.Long)
			}
		case "schedule":
			s, ok := unparen(a.Value).(*syntax.String)
			if none {
				continue
			}
			schedules := map[string]int{"static": 0, "dynamic": 1, "guided": 2, "runtime": 1}
			if n, known := schedules[stringValue(s)]; ok && known {
				r.Schedule = n
				continue
			}
			fn.exprError(codeCall, a.Value.Span(), "Invalid schedule argument to prange").Hint("`static`, `dynamic`, `guided` or `runtime`")
		case "nogil", "start", "stop", "step", "use_threads_if":
		default:
			fn.exprError(codeCall, a.Name.Span(), "Invalid keyword argument: %s", a.Name.Name)
		}
	}
}

func stringValue(s *syntax.String) string {
	if s == nil {
		return ""
	}
	return s.Value
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
