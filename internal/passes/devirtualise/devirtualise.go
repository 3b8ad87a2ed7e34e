// Package devirtualise turns calls through a method table into direct calls where the whole program has one
// definition that they can run.
//
// In and out: IR before the effects are known. Slots of classes that the runtime provides stay virtual, since the runtime may
// implement them too.
package devirtualise

import "github.com/cyp-lang/cyp/internal/ir"

// Run rewrites the calls. note, where not nil, hears of each decision.
func Run(x *ir.Index, note func(c *ir.Call, direct bool)) {
	for _, f := range x.Funcs {
		ir.Calls(f, func(c *ir.Call) {
			if c.Callee.Kind != ir.Virtual {
				return
			}
			direct := false
			if !ir.Open(c.Callee.Method.Slot) {
				t := x.Targets(ir.RecvClass(c), c.Callee.Method.Slot)
				if len(t) == 1 && x.ByMethod[t[0]] != nil {
					c.Callee.Kind = ir.Direct
					c.Callee.Func = x.ByMethod[t[0]]
					if c.Callee.Func.Self == nil {
						c.Recv = nil
					}
					direct = true
				}
			}
			if note != nil {
				note(c, direct)
			}
		})
	}
}
