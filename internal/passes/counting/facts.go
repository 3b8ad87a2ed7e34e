package counting

import (
	"strings"

	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
)

// facts are what a function, with everything that it calls, may do to references that others hold.
type facts struct {
	// writes are the *types.Field and *ir.Global whose counted values it may replace or take away.
	writes map[any]bool
	// wild: it runs code that is not known (Python, C function pointers, classes of the runtime that programs implement).
	wild bool
	// frees: it may drop a last count, so that a __dealloc__ runs.
	frees bool
	// counts: it looks at exact counts (Cy_GETREF). isolates: it tests whether an object is isolated.
	counts, isolates bool
	calls            []*ir.Func
}

// stable reports whether nothing that the function does replaces what the field or global holds.
func (t *facts) stable(place any) bool { return !t.wild && !t.writes[place] }

// gather finds the facts of all functions.
func gather(w *world) map[*ir.Func]*facts {
	all := map[*ir.Func]*facts{}
	for _, f := range w.x.Funcs {
		all[f] = w.direct(f)
	}
	// What the death of some object, or a container that compares its elements, may run.
	ambient := &facts{writes: map[any]bool{}}
	for _, c := range w.x.Program.Classes {
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
		for _, f := range w.x.Funcs {
			if absorb(all[f], all, ambient) {
				changed = true
			}
		}
	}
	w.ambient = ambient
	return all
}

func methodName(f *ir.Func) string {
	if f.Method != nil {
		return f.Method.Name
	}
	return f.Name
}

func absorb(t *facts, all map[*ir.Func]*facts, ambient *facts) bool {
	changed := false
	take := func(o *facts) {
		if o == nil {
			return
		}
		if o.wild && !t.wild || o.frees && !t.frees || o.counts && !t.counts || o.isolates && !t.isolates {
			t.wild = t.wild || o.wild
			t.frees = t.frees || o.frees
			t.counts = t.counts || o.counts
			t.isolates = t.isolates || o.isolates
			changed = true
		}
		for p := range o.writes {
			if !t.writes[p] {
				t.writes[p] = true
				changed = true
			}
		}
	}
	for _, f := range t.calls {
		take(all[f])
	}
	if t.frees {
		take(ambient)
	}
	return changed
}

// direct finds what a function itself does.
func (w *world) direct(f *ir.Func) *facts {
	t := &facts{writes: map[any]bool{}}
	write := func(place ir.Expr) {
		if k := placeKey(place); k != nil {
			t.writes[k] = true
		} else {
			// A slot behind a pointer: nobody knows whose.
			t.wild = true
		}
		t.frees = true
	}
	for _, l := range f.Params {
		t.frees = t.frees || ir.Counted(l.Type)
	}
	for _, l := range f.Locals {
		t.frees = t.frees || ir.Counted(l.Type)
	}
	ir.Walk(f.Body, func(s ir.Stmt) bool {
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

func (w *world) call(t *facts, c *ir.Call) {
	k := &c.Callee
	switch k.Kind {
	case ir.Indirect:
		t.wild, t.frees, t.isolates, t.counts = true, true, true, true
	case ir.Direct, ir.Virtual:
		if k.Kind == ir.Virtual && ir.Open(k.Method.Slot) {
			t.wild, t.frees = true, true
		}
		w.x.Callees(c, func(f *ir.Func) { t.calls = append(t.calls, f) })
	case ir.Runtime:
		switch {
		case k.Go == "rt.Isolated" || k.Go == "rt.Unique":
			t.isolates = true
		case k.Go == ".Count" || k.Go == "rt.Count":
			t.counts = true
		case strings.HasPrefix(k.Go, "mod:"):
			t.wild, t.frees = true, true
		case pythonCode(c), k.Go == "rt.Send", k.Go == "rt.RunMessage":
			t.wild, t.frees = true, true
		case k.Cx && !k.Pure:
			t.frees = true
		}
		// A container changed in place.
		if c.Recv != nil && k.Addr && ir.Counted(c.Recv.Type()) {
			if p := placeKey(c.Recv); p != nil {
				t.writes[p] = true
			}
			t.frees = true
		}
	}
}

// pythonCode reports whether a call of the Python runtime may run code of the program. Making and catching the exceptions that
// come with the language runs none.
func pythonCode(c *ir.Call) bool {
	k := &c.Callee
	if !strings.HasPrefix(k.Go, "py.") || !k.Cx {
		return false
	}
	switch k.Go {
	case "py.Raise", "py.Reraise", "py.PushExc", "py.PopExc", "py.Matches", "py.NameErr", "py.UnboundLocal", "py.UnboundFree", "py.AssertErr":
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

// placeKey names the place that a reference is stored in: a field, whatever object it is of, or a global; nil where it can't be
// told. Slots of an array or a struct count as the field that holds it.
func placeKey(place ir.Expr) any {
	switch p := place.(type) {
	case *ir.FieldRef:
		if _, ok := p.Base.Type().(*types.Struct); ok {
			if k := placeKey(p.Base); k != nil {
				return k
			}
		}
		return p.Field
	case *ir.GlobalRef:
		return p.Global
	case *ir.IndexRef:
		if _, ok := p.Base.Type().(*types.Array); ok {
			return placeKey(p.Base)
		}
	case *ir.Get:
		return p.Local
	case *ir.Conv:
		return placeKey(p.V)
	}
	return nil
}

// dies reports whether the death of a value of the type can run code of the program: a __dealloc__ of its
// class, of one derived from it, or of what its fields hold.
func (w *world) dies(t types.Type) bool {
	switch t := t.(type) {
	case *types.Ref:
		return w.classDies(t.Class)
	case *types.Array:
		return w.dies(t.Elem)
	case *types.Const:
		return w.dies(t.Elem)
	case *types.Struct:
		for _, f := range t.Fields {
			if w.dies(f.Type) {
				return true
			}
		}
	case *types.Cpp:
		for _, h := range t.Holds {
			if w.dies(h) {
				return true
			}
		}
	}
	return false
}

func (w *world) classDies(c *types.Class) bool {
	if d, ok := w.dying[c]; ok {
		return d
	}
	w.dying[c] = false
	d := w.findDying(c, map[*types.Class]bool{})
	w.dying[c] = d
	return d
}

func (w *world) findDying(c *types.Class, seen map[*types.Class]bool) bool {
	if seen[c] {
		return false
	}
	seen[c] = true
	// Anything may stand behind a class of the runtime that programs derive from.
	if c.Go != "" && len(c.Holds) == 0 {
		for _, k := range w.x.Program.Classes {
			if k.Dealloc != nil {
				return true
			}
		}
		return false
	}
	for _, h := range c.Holds {
		if w.holdsDying(h, seen) {
			return true
		}
	}
	for _, d := range w.x.Derived(c) {
		for _, k := range d.MRO {
			if w.hasDealloc(k) {
				return true
			}
			for _, f := range k.Fields {
				if w.holdsDying(f.Type, seen) {
					return true
				}
			}
			for _, h := range k.Holds {
				if w.holdsDying(h, seen) {
					return true
				}
			}
		}
	}
	return false
}

func (w *world) holdsDying(t types.Type, seen map[*types.Class]bool) bool {
	switch t := t.(type) {
	case *types.Ref:
		return w.findDying(t.Class, seen)
	case *types.Array:
		return w.holdsDying(t.Elem, seen)
	case *types.Const:
		return w.holdsDying(t.Elem, seen)
	case *types.Struct:
		for _, f := range t.Fields {
			if w.holdsDying(f.Type, seen) {
				return true
			}
		}
	case *types.Cpp:
		for _, h := range t.Holds {
			if w.holdsDying(h, seen) {
				return true
			}
		}
	}
	return false
}

func (w *world) hasDealloc(c *types.Class) bool { return w.deallocs[c] }
