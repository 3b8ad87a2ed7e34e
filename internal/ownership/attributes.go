package ownership

import (
	"strings"

	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// attribute checks a use of an attribute of a cdef class without the GIL: Python code of another thread may use the object at the same time. The
// reference compiler allows it, so that is left to strict mode.
func (w *globalWalk) attribute(x typed.Expr) {
	if f, ok := x.(*typed.Field); ok {
		w.shared(f)
	}
	call := attributeOf(x)
	if call == nil || w.held {
		return
	}
	name := "the object"
	if s, ok := call.Args[2].(*typed.StrLit); ok {
		name = s.V
	}
	w.c.report(&diag.Diagnostic{Span: call.Pos(), Severity: diag.Warning, Hidden: true, Code: codeAttribute, Message: "'" + name + "' is used without the GIL"}).
		Note(call.Args[0].Span(), "objects of a cdef class are Python objects, which other threads may use at the same time").
		Hint("use it under `with gil:`, or keep in a cypclass what code without the GIL works on")
}

// attributeOf is x where it is the call that finds the struct of an attribute of a cdef class, or nil.
func attributeOf(x typed.Expr) *typed.Call {
	if call, ok := x.(*typed.Call); ok && call.Bound != nil && len(call.Args) == 3 && (call.Bound.Go == "py.ExtData" || call.Bound.Go == "py.ExtHeld") {
		return call
	}
	return nil
}

// shared notes an attribute that holds counts and that is used without the GIL, or where what it refers to is kept and may be.
func (w *globalWalk) shared(f *typed.Field) {
	if c, ok := f.X.(*typed.Coerce); !ok || attributeOf(c.X) == nil {
		return
	}
	if !w.held || leads(f.Type()) && !w.inPlace[f] {
		if w.c.loose == nil {
			w.c.loose = map[*types.Field]bool{}
		}
		w.c.loose[f.Field] = true
	}
}

// attributes marks those attributes where several threads can use the object that they belong to.
func (c *checker) attributes() {
	if len(c.loose) == 0 || !c.severalThreads() {
		return
	}
	for f := range c.loose {
		f.Threaded = true
	}
}

// startThreads are the modules of Python's library with which a program starts threads.
var startThreads = map[string]bool{"threading": true, "_thread": true, "concurrent": true, "asyncio": true, "multiprocessing": true}

// severalThreads reports whether threads of any kind may run code of the program: actors, those of C, those of Python.
func (c *checker) severalThreads() bool {
	found := false
	for _, f := range c.funcs {
		walk(f.Body, func(x typed.Expr) {
			if i, ok := x.(*typed.PyImport); ok {
				top, _, _ := strings.Cut(i.Module, ".")
				found = found || startThreads[top]
			}
		})
	}
	return found || len(c.threads()) > 0
}
