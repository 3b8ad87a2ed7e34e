package irbuild

import (
	"strings"

	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// attentive has each round of a loop of Python code see to signals and to other threads that want the GIL. Loops that work on C values
// alone are left as they are, but for those where always is set.
func (x *fb) attentive(body []ir.Stmt, always bool) []ir.Stmt {
	switch x.tf.Kind {
	case typed.CdefFunc, typed.MethodFunc, typed.FragmentFunc:
		return body
	}
	if x.freed || x.tf.NoGIL || !always && !handlesObjects(body) {
		return body
	}
	tick := x.list(func() { x.do(x.raising("py.Tick", types.Void)) })
	return append(tick, body...)
}

// handlesObjects reports whether statements call the Python runtime.
func handlesObjects(list []ir.Stmt) bool {
	found := false
	ir.Walk(list, func(s ir.Stmt) bool {
		ir.EachExpr(s, func(e ir.Expr) {
			if c, ok := e.(*ir.Call); ok && c.Callee.Cx && (strings.HasPrefix(c.Callee.Go, "py.") || c.Recv != nil && c.Recv.Type() == goIter) {
				found = true
			}
		})
		return !found
	})
	return found
}

// pythonModule reports whether the function is of a module in Python.
func (x *fb) pythonModule() bool {
	m := x.b.modules[x.tf.Module]
	return m != nil && strings.HasSuffix(m.File, ".py")
}
