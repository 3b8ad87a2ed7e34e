// Package lastsend finds the sends after which the message that runs soon ends: what follows on every path to the end of the method, and
// of its callers, calls nothing and has no loop. The worker may then keep the mailbox that became ready to itself, which it runs next;
// otherwise it has to be where other workers find it, since the message might take long.
//
// In and out: IR after counting.
package lastsend

import (
	"strings"

	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/passes/facts"
)

// finder looks at the calls of the program.
type finder struct {
	x *ir.Index
	// ends tells of the functions that they are called, by messages, only where what follows is short. Those that are not so
	// are taken out until nothing changes.
	ends    map[*ir.Func]bool
	fn      *ir.Func // the one that is looked at
	changed bool
	mark    bool
}

// Run marks the sends: they call rt.SendLast instead.
func Run(x *ir.Index) {
	f := &finder{x: x, ends: map[*ir.Func]bool{}}
	sends := false
	for _, fn := range x.Funcs {
		ir.Calls(fn, func(c *ir.Call) { sends = sends || c.Callee.Go == "rt.Send" })
	}
	if !sends {
		return
	}
	for _, fn := range x.Funcs {
		ir.Calls(fn, func(c *ir.Call) {
			x.Callees(c, func(to *ir.Func) { f.ends[to] = true })
		})
	}
	for _, fn := range x.Funcs {
		if calledFromOutside(fn) {
			f.ends[fn] = false
		}
		ir.WalkAll(fn.Body, func(e ir.Expr) {
			if r, ok := e.(*ir.FuncRef); ok && r.Func != nil {
				f.ends[r.Func] = false
			}
		})
	}
	for _, c := range x.Program.Classes {
		for _, m := range c.Methods {
			if c.Message {
				f.ends[m] = true
			}
		}
	}
	for f.changed = true; f.changed; {
		f.changed = false
		f.all()
	}
	f.mark = true
	f.all()
}

// calledFromOutside reports whether the runtime, Python or Go may call a function.
func calledFromOutside(f *ir.Func) bool {
	if m := f.Method; m != nil && (ir.Open(m.Slot) || strings.HasPrefix(m.Name, "__")) {
		return true
	}
	return f.Py != nil || f.Exported || f.Generator || f.Outer != nil
}

func (f *finder) all() {
	for _, fn := range f.x.Funcs {
		f.fn = fn
		f.list(fn.Body, f.ends[fn])
	}
}

// list looks at statements, after which the message ends soon or not, and reports whether it does so when they have begun.
func (f *finder) list(list []ir.Stmt, soon bool) bool {
	for i := len(list) - 1; i >= 0; i-- {
		soon = f.stmt(list[i], soon)
	}
	return soon
}

func (f *finder) stmt(s ir.Stmt, soon bool) bool {
	switch s := s.(type) {
	case *ir.If:
		a, b := f.list(s.Then, soon), f.list(s.Else, soon)
		return a && b && f.short(s, soon)
	case *ir.Block:
		return f.list(s.Body, soon)
	case *ir.Return:
		return f.short(s, f.ends[f.fn])
	case *ir.Set, *ir.Store, *ir.Do, *ir.NullCheck, *ir.ZeroCheck, *ir.RangeCheck, *ir.Incref, *ir.Drop:
		return f.short(s, soon)
	case *ir.Raise:
		return false
	}
	for _, b := range ir.Bodies(s) {
		f.list(*b, false)
	}
	return false
}

// short looks at the calls of one statement.
func (f *finder) short(s ir.Stmt, soon bool) bool {
	short := soon
	ir.EachExpr(s, func(e ir.Expr) {
		ir.WalkExpr(e, func(e ir.Expr) bool {
			c, ok := e.(*ir.Call)
			if !ok {
				return true
			}
			f.x.Callees(c, func(to *ir.Func) {
				if !soon && f.ends[to] {
					f.ends[to] = false
					f.changed = true
				}
			})
			k := &c.Callee
			switch {
			case k.Go == "rt.Send":
				if soon && f.mark {
					k.Go = "rt.SendLast"
				}
			case k.Kind == ir.NewObj, k.Pure, k.Go == "rt.SendLast", facts.MakesResult(c):
			default:
				short = false
			}
			return true
		})
	})
	return short
}
