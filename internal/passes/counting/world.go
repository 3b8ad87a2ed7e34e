package counting

import (
	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/passes/facts"
	"github.com/cyp-lang/cyp/internal/types"
)

// world is what the pass knows about the whole program.
type world struct {
	x   *ir.Index
	opt Options
	// closed are the locals that closures capture: the closure may outlive the function, so nobody drops them.
	closed map[*ir.Local]bool
	// fixed are functions whose parameters must be owned: their address is taken, or the runtime calls them.
	fixed map[*ir.Func]bool
	facts *facts.World
}

func newWorld(x *facts.World, opt Options) *world {
	w := &world{x: x.X, facts: x, opt: opt, closed: map[*ir.Local]bool{}, fixed: map[*ir.Func]bool{}}
	for _, f := range w.x.Funcs {
		for _, l := range f.Captures {
			w.closed[l] = true
		}
		if f.Py != nil || f.Generator || f.Outer != nil || f.Exported || f.Method != nil && ir.Open(f.Method.Slot) {
			w.fixed[f] = true
		}
		ir.WalkAll(f.Body, func(e ir.Expr) {
			if r, ok := e.(*ir.FuncRef); ok && r.Func != nil {
				w.fixed[r.Func] = true
			}
		})
	}
	return w
}

// dies reports whether the death of a value of the type can run code of the program.
func (w *world) dies(t types.Type) bool { return w.facts.Dies(t) }

// owns tells which arguments a call takes over.
func owns(c *ir.Call, i int) bool {
	if c.Callee.Kind == ir.Indirect {
		return true
	}
	return i < len(c.Callee.Owns) && c.Callee.Owns[i]
}

// fresh reports whether the result of a call is a count of its own.
func fresh(c *ir.Call) bool {
	return c.Callee.Kind != ir.Runtime || c.Callee.Fresh
}
