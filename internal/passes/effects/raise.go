// Package effects finds out, over the whole program, which functions can raise and which need the hidden context.
//
// In: IR. Out: the flags CanRaise and NeedsCx of every function and the flags Raises and Cx of every call. Raise runs before the
// counting pass, which needs the error edges; Contexts after it, since what the counting pass inserts needs a context.
//
// Functions in one virtual slot agree in both flags. Calls through slots of classes that the runtime provides have
// fixed signatures; a definition in the program keeps its own, as does a function whose address is taken: the generator
// puts an adapter before it.
//
//	cdef int f(int k) except -1: return g(k)    # can raise if g can
//	cdef int h(int k): return f(k)              # never raises: its error exit reports, which needs a context
package effects

import (
	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
)

// Fixed reports whether a function has the widest signature whatever its body does, because Python code calls it.
func Fixed(f *ir.Func) bool {
	return f.Py != nil || f.Generator || f.Outer != nil || f.Except == types.ExceptObject
}

// Raise fills in CanRaise and the Raises flags of calls.
func Raise(x *ir.Index) {
	groups := x.SlotGroups()
	roots := map[*ir.Func]bool{}
	for _, m := range x.Program.Modules {
		if m.Init != nil {
			roots[m.Init] = true
		}
		for _, f := range m.Frags {
			roots[f] = true
		}
	}
	for _, c := range x.Program.Classes {
		if w := c.Wrapper; w != nil {
			if w.Init != nil {
				roots[w.Init] = true
			}
			for _, m := range w.Methods {
				roots[m.Func] = true
			}
		}
	}
	for _, f := range x.Funcs {
		f.CanRaise = roots[f] || Fixed(f)
	}
	for changed := true; changed; {
		changed = false
		for _, f := range x.Funcs {
			mark(x, f)
			if !f.CanRaise && propagates(f) && Escapes(f) {
				f.CanRaise = true
				changed = true
			}
		}
		for _, g := range groups {
			if any(g, func(f *ir.Func) bool { return f.CanRaise }) {
				for _, f := range g {
					if !f.CanRaise {
						f.CanRaise = true
						changed = true
					}
				}
			}
		}
	}
	for _, f := range x.Funcs {
		mark(x, f)
		dropHandlers(f.Body)
	}
}

// dropHandlers empties the handlers that no error comes to, the inner ones first: what only they mention needs no variable.
func dropHandlers(list []ir.Stmt) {
	for _, s := range list {
		for _, b := range ir.Bodies(s) {
			dropHandlers(*b)
		}
		if t, ok := s.(*ir.Try); ok && !escapes(t.Body) {
			t.Handler = nil
		}
	}
}

// propagates reports whether callers of the function see its exceptions.
func propagates(f *ir.Func) bool { return f.Except.Raises() }

// mark sets the Raises flags of the calls in a function.
func mark(x *ir.Index, f *ir.Func) {
	ir.Calls(f, func(c *ir.Call) {
		switch c.Callee.Kind {
		case ir.Direct:
			c.Callee.Raises = c.Callee.Func.CanRaise
		case ir.Virtual:
			c.Callee.Raises = virtual(x, c, func(f *ir.Func) bool { return f.CanRaise })
		case ir.Indirect:
			if t := ir.FuncType(c.Callee.Value.Type()); t != nil {
				c.Callee.Raises = t.Except.Raises()
			}
		}
	})
}

// virtual gives a flag of a virtual call: that of any function in its slot, since they agree.
func virtual(x *ir.Index, c *ir.Call, flag func(*ir.Func) bool) bool {
	s := c.Callee.Method.Slot
	if ir.Open(s) {
		return true
	}
	for _, m := range s.Impls {
		if f := x.ByMethod[m]; f != nil {
			return flag(f)
		}
	}
	return false
}

func any(fs []*ir.Func, pred func(*ir.Func) bool) bool {
	for _, f := range fs {
		if pred(f) {
			return true
		}
	}
	return false
}

// Escapes reports whether a statement of the function can raise outside of every Try of its own.
func Escapes(f *ir.Func) bool { return escapes(f.Body) }

func escapes(list []ir.Stmt) bool {
	for _, s := range list {
		if ir.Raises(s) {
			return true
		}
		if t, ok := s.(*ir.Try); ok {
			if escapes(t.Body) && escapes(t.Handler) {
				return true
			}
			continue
		}
		for _, b := range ir.Bodies(s) {
			if escapes(*b) {
				return true
			}
		}
	}
	return false
}
