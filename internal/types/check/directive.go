package check

import (
	"strings"

	"github.com/cyp-lang/cyp/internal/syntax"
)

// directive reports whether a compiler directive is on where the function is being looked at: set by a `with`, by a decorator, or by a
// comment at the start of the module.
func (fn *funcCtx) directive(name string) bool {
	for f := fn; f != nil; f = f.outer {
		if v, ok := f.directives[name]; ok {
			return v
		}
	}
	return fn.mod.dirs[name] == "True"
}

// setDirective sets what `cython.NAME(True)` or `cython.NAME(False)` says, as a decorator or after `with`, and returns how to undo it.
func (fn *funcCtx) setDirective(x syntax.Expr) (undo func()) {
	undo = func() {}
	call, ok := x.(*syntax.Call)
	if !ok || len(call.Args) != 1 {
		return undo
	}
	name, ok := strings.CutPrefix(fn.canonical(call), "cython.")
	if !ok {
		return undo
	}
	k, ok := call.Args[0].Value.(*syntax.Constant)
	if !ok || k.Kind != syntax.True && k.Kind != syntax.False {
		return undo
	}
	old, had := fn.directives[name]
	if fn.directives == nil {
		fn.directives = map[string]bool{}
	}
	fn.directives[name] = k.Kind == syntax.True
	return func() {
		if had {
			fn.directives[name] = old
		} else {
			delete(fn.directives, name)
		}
	}
}

// canonical is the name of a decorator, with the module where a name of cython was cimported by itself.
func (fn *funcCtx) canonical(x syntax.Expr) string {
	name := decoratorName(x)
	if y := fn.lookupName(name); y != nil && y.kind == symSpecial && y.done().kind == symSpecial && strings.HasPrefix(y.name, "cython.") {
		return y.name
	}
	return name
}

// decorated sets the directives that the decorators of a function give.
func (fn *funcCtx) decorated(ds []syntax.Expr) {
	for _, d := range ds {
		fn.setDirective(d)
	}
}
