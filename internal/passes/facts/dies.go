package facts

import "github.com/cyp-lang/cyp/internal/types"

// Dies reports whether the death of a value of the type can run code of the program: a __dealloc__ of its
// class, of one derived from it, or of what its fields hold.
func (w *World) Dies(t types.Type) bool {
	switch t := t.(type) {
	case *types.Ref:
		return w.classDies(t.Class)
	case *types.Array:
		return w.Dies(t.Elem)
	case *types.Const:
		return w.Dies(t.Elem)
	case *types.Struct:
		for _, f := range t.Fields {
			if w.Dies(f.Type) {
				return true
			}
		}
	case *types.Cpp:
		for _, h := range t.Holds {
			if w.Dies(h) {
				return true
			}
		}
	}
	return false
}

func (w *World) classDies(c *types.Class) bool {
	if d, ok := w.dying[c]; ok {
		return d
	}
	w.dying[c] = false
	d := w.findDying(c, map[*types.Class]bool{})
	w.dying[c] = d
	return d
}

func (w *World) findDying(c *types.Class, seen map[*types.Class]bool) bool {
	if seen[c] {
		return false
	}
	seen[c] = true
	// Anything may stand behind a class of the runtime that programs derive from.
	if c.Go != "" && len(c.Holds) == 0 {
		for _, k := range w.X.Program.Classes {
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
	for _, d := range w.X.Derived(c) {
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

func (w *World) holdsDying(t types.Type, seen map[*types.Class]bool) bool {
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

func (w *World) hasDealloc(c *types.Class) bool { return w.deallocs[c] }
