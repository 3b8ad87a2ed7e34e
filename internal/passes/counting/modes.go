package counting

import (
	"github.com/cyp-lang/cyp/internal/ir"
)

// modes decides which parameters are borrowed: the caller keeps its count, and neither side counts. A parameter is owned where the
// function keeps it (stores, returns or passes it on to an owner), where it assigns or consumes it, where its count can
// be looked at, and where a borrowed one would die at another moment than the language says.
func (w *world) modes() {
	for _, f := range w.x.Funcs {
		f.ParamModes = make([]ir.Mode, len(f.Params))
	}
	if w.opt.Naive {
		return
	}
	for _, f := range w.x.Funcs {
		if w.fixed[f] || w.facts.Funcs[f].Counts {
			continue
		}
		for i, l := range f.Params {
			if _, aggregate := aggregateType(l); ir.Counted(l.Type) && !aggregate && !l.Captured && !l.Observed && !w.assigned(f, l) {
				f.ParamModes[i] = ir.Borrowed
			}
		}
	}
	groups := w.x.SlotGroups()
	for changed := true; changed; {
		changed = false
		demote := func(f *ir.Func, i int) {
			if f.ParamModes[i] == ir.Borrowed {
				f.ParamModes[i] = ir.Owned
				changed = true
			}
		}
		for _, f := range w.x.Funcs {
			w.kept(f, func(i int) { demote(f, i) })
			// Owned parameters are dropped by the callee, borrowed ones after it: the order of parameters must stay.
			last := -1
			for i, l := range f.Params {
				if ir.Counted(l.Type) && f.ParamModes[i] == ir.Owned && w.dies(l.Type) {
					last = i
				}
			}
			if w.dyingCpp(f) {
				last = len(f.Params) // C++ values in locals go after the parameters
			}
			for i := 0; i < last; i++ {
				if f.ParamModes[i] == ir.Borrowed && w.dies(f.Params[i].Type) {
					demote(f, i)
				}
			}
		}
		for _, g := range groups {
			for _, f := range g {
				for i := range f.ParamModes {
					if f.ParamModes[i] == ir.Owned {
						for _, o := range g {
							if i < len(o.ParamModes) {
								demote(o, i)
							}
						}
					}
				}
			}
		}
	}
}

// dyingCpp reports whether a local holds a C++ value whose end the program sees.
func (w *world) dyingCpp(f *ir.Func) bool {
	for _, l := range f.Locals {
		if !l.Temp && isCpp(l.Type) && ir.Counted(l.Type) && w.dies(l.Type) {
			return true
		}
	}
	return false
}

func aggregateType(l *ir.Local) (*ir.Local, bool) { return l, aggregate(l.Type) }

// assigned reports whether the function sets, consumes or gives away the local by an explicit move.
func (w *world) assigned(f *ir.Func, l *ir.Local) bool {
	n := &inserter{w: w, f: f}
	return n.assigns(l)
}

// kept calls f for each borrowed parameter that the function keeps.
func (w *world) kept(f *ir.Func, keep func(i int)) {
	param := map[*ir.Local]int{}
	for i, l := range f.Params {
		if f.ParamModes[i] == ir.Borrowed {
			param[l] = i
		}
	}
	if len(param) == 0 {
		return
	}
	var consumed func(e ir.Expr)
	consumed = func(e ir.Expr) {
		switch x := ir.Strip(e).(type) {
		case *ir.Get:
			if i, ok := param[x.Local]; ok {
				keep(i)
			}
		case *ir.Cond:
			consumed(x.Then)
			consumed(x.Else)
		}
	}
	ir.Walk(f.Body, func(s ir.Stmt) bool {
		switch s := s.(type) {
		case *ir.Set:
			if ir.Counted(s.Dst.Type) && !s.Dst.Borrowed {
				consumed(s.Src)
			}
		case *ir.Store:
			consumed(s.Src)
		case *ir.Return:
			if s.Src != nil {
				consumed(s.Src)
			}
		case *ir.YieldStmt:
			if s.V != nil {
				consumed(s.V)
			}
		}
		return true
	})
	ir.Calls(f, func(c *ir.Call) {
		for i, a := range c.Args {
			if !w.takes(c, i) {
				continue
			}
			consumed(a)
		}
	})
}

// takes reports whether a call takes over an argument, by the modes as they are known so far.
func (w *world) takes(c *ir.Call, i int) bool {
	switch c.Callee.Kind {
	case ir.Direct, ir.Virtual:
		owned := false
		w.x.Callees(c, func(f *ir.Func) {
			if i < len(f.ParamModes) && f.ParamModes[i] == ir.Owned {
				owned = true
			}
		})
		return owned || c.Callee.Kind == ir.Virtual && ir.Open(c.Callee.Method.Slot)
	}
	return owns(c, i)
}
