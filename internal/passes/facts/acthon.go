package facts

import (
	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
)

// findActhon finds what a send may run on the sender's thread: the queues of the program take the message, its sync objects are told, and
// the target's _active_result_class makes a result object. The method that the message calls is not among it, unless a queue runs it.
func (w *World) findActhon() {
	for _, c := range w.X.Program.Classes {
		queue, sync := derives(c.Type, "rt.QueueInterface"), derives(c.Type, "rt.SyncInterface")
		if !queue && !sync {
			continue
		}
		for _, f := range c.Methods {
			switch n := methodName(f); {
			case queue && n == "push", sync && (n == "insertActivity" || n == "isActivable"):
				w.queued = append(w.queued, f)
			}
		}
	}
	for _, f := range w.X.Funcs {
		if r, ok := f.Result.(*types.Ref); ok && len(f.Params) == 0 && derives(r.Class, "rt.ResultInterface") {
			w.makers = append(w.makers, f)
		}
	}
}

// Posts reports whether a call sends a message and does nothing else on this thread: the program has no queues or sync objects of its own.
func (w *World) Posts(c *ir.Call) bool { return c.Callee.Go == "rt.Send" && len(w.queued) == 0 }

func derives(c *types.Class, goName string) bool {
	for _, k := range c.MRO {
		if k.Go == goName {
			return true
		}
	}
	return false
}

// MakesResult reports whether a call through a pointer is that of an _active_result_class.
func MakesResult(c *ir.Call) bool {
	f, ok := c.Callee.Value.(*ir.FieldRef)
	return ok && f.Field.GoName == "ResultClass"
}
