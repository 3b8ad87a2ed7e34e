// Package facts finds what each function of a program, with everything that it calls, may do to references that others hold: the
// ground that the passes stand on which remove counts and checks, or keep something in a variable that the language reads anew each time.
//
// In: IR before the counting pass; the facts stay true while passes remove or rearrange what does not change anything.
package facts

import (
	"strings"

	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
)

// World is what is known about the whole program.
type World struct {
	X     *ir.Index
	Funcs map[*ir.Func]*Facts
	// Ambient is what the death of some object may do.
	Ambient *Facts
	// dying tells, for a class, whether the death of an object typed so can run code of the program.
	dying    map[*types.Class]bool
	deallocs map[*types.Class]bool
	// bare are the classes of lists whose insides the program handles itself.
	bare map[*types.Class]bool
	// queued are the methods of the program that a send may run before it returns, makers the functions that may make a result object.
	queued, makers []*ir.Func
}

// Facts are what a piece of code may do.
type Facts struct {
	// Writes are the places whose counted values it may replace or take away: *types.Field and *ir.Global, Elements and Length of lists.
	Writes map[any]bool
	// Wild: it runs code that is not known (Python, C function pointers, classes of the runtime that programs implement).
	Wild bool
	// Frees: it may drop a last count, so that a __dealloc__ runs.
	Frees bool
	// Counts: it looks at exact counts (Cy_GETREF). Isolates: it tests whether an object is isolated.
	Counts, Isolates bool
	calls            []*ir.Func
}

// Elements and Length are keys of Writes: the elements of all lists of a class, as far as some are taken out or replaced, and how many
// there are.
type (
	Elements struct{ Class *types.Class }
	Length   struct{ Class *types.Class }
)

// Stable reports whether nothing in the code replaces what the place holds.
func (t *Facts) Stable(place any) bool { return t != nil && !t.Wild && !t.Writes[place] }

// Of finds the facts of a program.
func Of(x *ir.Index) *World {
	w := &World{X: x, dying: map[*types.Class]bool{}, deallocs: map[*types.Class]bool{}, bare: map[*types.Class]bool{}}
	for _, c := range x.Program.Classes {
		if c.Dealloc != nil {
			w.deallocs[c.Type] = true
		}
	}
	w.findBare()
	w.findActhon()
	w.gather()
	return w
}

// Call is what the callees of a call may do.
func (w *World) Call(c *ir.Call) *Facts {
	t := &Facts{Writes: map[any]bool{}}
	switch c.Callee.Kind {
	case ir.Direct:
		return w.Funcs[c.Callee.Func]
	case ir.Virtual, ir.Runtime, ir.Indirect:
		w.call(t, c)
		absorb(t, w.Funcs, w.Ambient)
	}
	return t
}

// Code is what some statements of a function may do.
func (w *World) Code(f *ir.Func, list []ir.Stmt) *Facts {
	t := w.stmts(f, list)
	t.Frees = true
	absorb(t, w.Funcs, w.Ambient)
	return t
}

// gather finds the facts of all functions.
func (w *World) gather() {
	all := map[*ir.Func]*Facts{}
	for _, f := range w.X.Funcs {
		all[f] = w.direct(f)
	}
	// What the death of some object, or a container that compares its elements, may run.
	ambient := &Facts{Writes: map[any]bool{}}
	for _, c := range w.X.Program.Classes {
		for _, f := range c.Methods {
			switch methodName(f) {
			case "__eq__", "__hash__", "__lt__", "__dealloc__":
				ambient.calls = append(ambient.calls, f)
			}
		}
		if c.Dealloc != nil {
			ambient.calls = append(ambient.calls, c.Dealloc)
		}
	}
	for changed := true; changed; {
		changed = absorb(ambient, all, nil)
		for _, f := range w.X.Funcs {
			if absorb(all[f], all, ambient) {
				changed = true
			}
		}
	}
	w.Ambient = ambient
	w.Funcs = all
}

func methodName(f *ir.Func) string {
	if f.Method != nil {
		return f.Method.Name
	}
	return f.Name
}

func absorb(t *Facts, all map[*ir.Func]*Facts, ambient *Facts) bool {
	changed := false
	take := func(o *Facts) {
		if o == nil {
			return
		}
		if o.Wild && !t.Wild || o.Frees && !t.Frees || o.Counts && !t.Counts || o.Isolates && !t.Isolates {
			t.Wild = t.Wild || o.Wild
			t.Frees = t.Frees || o.Frees
			t.Counts = t.Counts || o.Counts
			t.Isolates = t.Isolates || o.Isolates
			changed = true
		}
		for p := range o.Writes {
			if !t.Writes[p] {
				t.Writes[p] = true
				changed = true
			}
		}
	}
	for _, f := range t.calls {
		take(all[f])
	}
	if t.Frees {
		take(ambient)
	}
	return changed
}

// direct finds what a function itself does.
func (w *World) direct(f *ir.Func) *Facts {
	t := w.stmts(f, f.Body)
	for _, l := range f.Params {
		t.Frees = t.Frees || ir.Counted(l.Type)
	}
	for _, l := range f.Locals {
		t.Frees = t.Frees || ir.Counted(l.Type)
	}
	return t
}

// stmts finds what statements do, but for the deaths of locals.
func (w *World) stmts(f *ir.Func, list []ir.Stmt) *Facts {
	// Whoever takes the values of a generator runs between them.
	t := &Facts{Writes: map[any]bool{}, Wild: f.Generator}
	write := func(place ir.Expr) {
		if k := PlaceKey(place); k != nil {
			t.Writes[k] = true
		} else {
			// A slot behind a pointer: nobody knows whose.
			t.Wild = true
		}
		t.Frees = true
	}
	ir.Walk(list, func(s ir.Stmt) bool {
		if st, ok := s.(*ir.Store); ok && ir.Counted(st.Place.Type()) {
			write(st.Place)
		}
		ir.EachExpr(s, func(e ir.Expr) {
			ir.WalkExpr(e, func(e ir.Expr) bool {
				switch e := e.(type) {
				case *ir.Take:
					write(e.Place)
				case *ir.AddrOf:
					if ir.Counted(e.Place.Type()) {
						write(e.Place)
					}
				case *ir.Call:
					w.call(t, e)
				}
				return true
			})
		})
		return true
	})
	return t
}

func (w *World) call(t *Facts, c *ir.Call) {
	k := &c.Callee
	switch k.Kind {
	case ir.Indirect:
		if MakesResult(c) {
			t.Frees = true
			t.calls = append(t.calls, w.makers...)
			break
		}
		t.Wild, t.Frees, t.Isolates, t.Counts = true, true, true, true
	case ir.Direct, ir.Virtual:
		if k.Kind == ir.Virtual && ir.Open(k.Method.Slot) {
			t.Wild, t.Frees = true, true
		}
		w.X.Callees(c, func(f *ir.Func) { t.calls = append(t.calls, f) })
	case ir.Runtime:
		switch {
		case IsolationTest(k.Go):
			t.Isolates = true
			if k.Go == "rt.Isolated" { // what dead Python variables hold is dropped
				t.Wild, t.Frees = true, true
			}
		case k.Go == "rt.Settle":
			t.Wild, t.Frees = true, true
		case k.Go == ".Count" || k.Go == "rt.Count":
			t.Counts = true
		case strings.HasPrefix(k.Go, "mod:"):
			t.Wild, t.Frees = true, true
		case PythonCode(c), k.Go == "rt.RunMessage":
			t.Wild, t.Frees = true, true
		case Sends(k.Go):
			t.Frees = true
			t.calls = append(t.calls, w.queued...)
		case k.Cx && !k.Pure:
			t.Frees = true
		}
		w.listCall(t, c)
		// A container changed in place.
		if c.Recv != nil && k.Addr && ir.Counted(c.Recv.Type()) {
			if p := PlaceKey(c.Recv); p != nil {
				t.Writes[p] = true
			}
			t.Frees = true
		}
	}
}

// IsolationTest names the functions that look whether others hold an object.
func IsolationTest(name string) bool {
	return name == "rt.Isolated" || name == "rt.Unique" || name == "rt.UniqueActor"
}

// Sends names the functions that hand a message over, or run one.
func Sends(name string) bool {
	return name == "rt.Send" || name == "rt.SendLast" || name == "rt.SendAfter" || name == "rt.RunMessage"
}

// PythonCode reports whether a call of the Python runtime may run code of the program. Making and catching the exceptions that
// come with the language runs none.
func PythonCode(c *ir.Call) bool {
	k := &c.Callee
	if !strings.HasPrefix(k.Go, "py.") || !k.Cx {
		return false
	}
	switch k.Go {
	case "py.Raise", "py.Reraise", "py.PushExc", "py.PopExc", "py.Matches", "py.GeneratorError", "py.NameErr", "py.UnboundLocal", "py.UnboundFree", "py.AssertErr":
		return false
	case "py.Call":
		b, ok := c.Args[0].(*ir.Call)
		if !ok || b.Callee.Go != "py.Builtin" || len(b.Args) == 0 {
			return true
		}
		name, ok := b.Args[0].(*ir.Str)
		if !ok || !strings.HasSuffix(name.V, "Error") && name.V != "Exception" && name.V != "StopIteration" {
			return true
		}
		for _, a := range c.Args[1:] {
			if _, ok := a.(*ir.Str); !ok {
				return true
			}
		}
		return false
	}
	return true
}

// PlaceKey names the place that a reference is stored in: a field, whatever object it is of, or a global; nil where it can't be
// told. Slots of an array or a struct count as the field that holds it.
func PlaceKey(place ir.Expr) any {
	switch p := place.(type) {
	case *ir.FieldRef:
		if _, ok := p.Base.Type().(*types.Struct); ok {
			if k := PlaceKey(p.Base); k != nil {
				return k
			}
		}
		return p.Field
	case *ir.GlobalRef:
		return p.Global
	case *ir.IndexRef:
		if _, ok := p.Base.Type().(*types.Array); ok {
			return PlaceKey(p.Base)
		}
	case *ir.Get:
		return p.Local
	case *ir.Conv:
		return PlaceKey(p.V)
	}
	return nil
}
