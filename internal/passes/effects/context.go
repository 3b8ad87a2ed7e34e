package effects

import (
	"strings"

	"github.com/cyp-lang/cyp/internal/ir"
)

// Contexts fills in NeedsCx and the Cx flags of calls.
func Contexts(x *ir.Index) {
	groups := x.SlotGroups()
	for _, f := range x.Funcs {
		f.NeedsCx = Fixed(f) || own(f)
	}
	for _, m := range x.Program.Modules {
		if m.Init != nil {
			m.Init.NeedsCx = true
		}
	}
	for _, c := range x.Program.Classes {
		if c.Dealloc != nil {
			c.Dealloc.NeedsCx = true
		}
	}
	for changed := true; changed; {
		changed = false
		for _, f := range x.Funcs {
			if f.NeedsCx {
				continue
			}
			need := false
			ir.Calls(f, func(c *ir.Call) {
				switch c.Callee.Kind {
				case ir.Direct:
					need = need || c.Callee.Func.NeedsCx
				case ir.Virtual:
					need = need || virtual(x, c, func(f *ir.Func) bool { return f.NeedsCx })
				}
			})
			if need {
				f.NeedsCx = true
				changed = true
			}
		}
		for _, g := range groups {
			if any(g, func(f *ir.Func) bool { return f.NeedsCx }) {
				for _, f := range g {
					if !f.NeedsCx {
						f.NeedsCx = true
						changed = true
					}
				}
			}
		}
	}
	for _, f := range x.Funcs {
		ir.Calls(f, func(c *ir.Call) {
			switch c.Callee.Kind {
			case ir.Direct:
				c.Callee.Cx = c.Callee.Func.NeedsCx
			case ir.Virtual:
				c.Callee.Cx = virtual(x, c, func(f *ir.Func) bool { return f.NeedsCx })
			case ir.Indirect, ir.NewObj:
				c.Callee.Cx = true
			}
		})
	}
}

// own reports whether the function itself does something that takes a context, calls of the program's own
// functions aside.
func own(f *ir.Func) bool {
	// A function that swallows its exceptions reports them.
	need := !f.CanRaise && Escapes(f)
	ir.Walk(f.Body, func(s ir.Stmt) bool {
		switch s := s.(type) {
		case *ir.Drop:
			need = true
		case *ir.Set:
			need = need || !s.Init && !s.Dst.Borrowed && ir.Counted(s.Dst.Type)
		case *ir.Store:
			need = need || !s.Init && ir.Counted(s.Place.Type())
		case *ir.Return:
			need = need || len(s.Drops) > 0
		}
		if u := ir.UnwindOf(s); u != nil && len(u.Unwinds) > 0 {
			need = true
		}
		return !need
	})
	if need {
		return true
	}
	ir.Calls(f, func(c *ir.Call) {
		switch c.Callee.Kind {
		case ir.Indirect, ir.NewObj:
			need = true
		case ir.Runtime:
			need = need || c.Callee.Cx || strings.HasPrefix(c.Callee.Go, "cx.")
		}
	})
	return need
}
