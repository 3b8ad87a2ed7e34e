package check

import (
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/syntax"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// cypClasses are the classes of module cyp that the checker knows: call, the base of all results; result[T]; what result[T] is for
// objects and for void; group.
type cypClasses struct {
	call, group         *types.Class
	result, moved, none *genericInfo
}

// declareCyp loads module cyp, whose classes sends give without a cimport.
func (c *checker) declareCyp() {
	m := c.stdModule("cyp")
	if m == nil {
		return
	}
	c.declareModule(m)
	class := func(name string) *types.Class {
		if y := m.scope.lookupIn(name); y != nil && y.kind == symClass {
			return y.class.cls
		}
		return nil
	}
	generic := func(name string) *genericInfo {
		if y := m.scope.lookupIn(name); y != nil && y.kind == symGeneric {
			return y.generic
		}
		return nil
	}
	c.cyp = cypClasses{call: class("call"), group: class("group"),
		result: generic("result"), moved: generic("moved_result"), none: generic("no_result")}
	m.scope.names["after"] = &symbol{kind: symSpecial, name: "cyp.after", mod: m}
	c.completeModule(m)
}

// resultGeneric is the generic class that result[args] is an instance of, and its arguments.
func (c *checker) resultGeneric(args []types.Type) (*genericInfo, []types.Type) {
	switch t := args[0].(type) {
	case *types.Basic:
		if t == types.Void {
			return c.cyp.none, args
		}
	case *types.Ref:
		if t.Qual == types.Unqualified || t.Qual == types.Iso {
			return c.cyp.moved, []types.Type{types.RefTo(t.Class, types.Iso, t.Const)}
		}
	}
	return c.cyp.result, args
}

// isResult reports whether a class is one of the results that calls on active objects give.
func (c *checker) isResult(k *types.Class) bool {
	for _, g := range []*genericInfo{c.cyp.result, c.cyp.moved, c.cyp.none} {
		if g != nil && k.Generic == g.gen {
			return true
		}
	}
	return k == c.cyp.call && k != nil
}

// shareable reports whether a plain reference converts to a lock one: results look after their threads themselves.
func (c *checker) shareable(from, to *types.Ref) bool {
	return from.Qual == types.Unqualified && !from.Const && to.Qual == types.Lock && c.isResult(from.Class) && c.isResult(to.Class)
}

// resultClass is the class of the result objects of a method's active form. It is nil where the target's class sets a result class of its own, and
// for results that can't be handed to another thread.
func (c *checker) resultClass(k *types.Class, m *types.Method, at source.Span) *types.Class {
	if c.cyp.result == nil || c.setsResultClass(k) {
		return nil
	}
	t := m.Sig.Result
	switch x := unconst(t).(type) {
	case *types.Object, *types.Func, *types.TypeParam, *types.Reference, *types.Array:
		return nil
	case *types.Ref:
		if x.Const || x.Qual != types.Unqualified && x.Qual != types.Iso && x.Qual != types.Lock && x.Qual != types.Active {
			return nil
		}
	case *types.Basic:
		if x.Kind == types.ErrorKind {
			return nil
		}
		t = x
	}
	ci := c.instantiate(c.cyp.result, []types.Type{t}, at)
	if ci == nil {
		return nil
	}
	return ci.cls
}

// setsResultClass reports whether the code of a class or of one of its bases mentions _active_result_class.
func (c *checker) setsResultClass(k *types.Class) bool {
	if sets, known := c.ownResults[k]; known {
		return sets
	}
	sets := false
	c.completeClass(c.infoOf(k))
	for _, b := range k.MRO {
		ci := c.infoOf(b)
		if ci == nil || ci.syn == nil || b == c.acthon.activable {
			continue
		}
		syntax.Inspect(ci.syn, func(n syntax.Node) bool {
			if a, ok := n.(*syntax.Attribute); ok && a.Name.Name == "_active_result_class" {
				sets = true
			}
			return !sets
		})
	}
	c.ownResults[k] = sets
	return sets
}

// isGroup reports whether an expression is a cyp.group.
func (fn *funcCtx) isGroup(x syntax.Expr) bool {
	switch unparen(x).(type) {
	case *syntax.Call, *syntax.Name, *syntax.Attribute:
	default:
		return false
	}
	n := len(fn.f.Vars)
	var t types.Type
	fn.quietly(func() { t = rvalue(fn.expr(x)).Type() })
	fn.f.Vars = fn.f.Vars[:n]
	r := asRef(t)
	return r != nil && r.Class == fn.cyp.group
}

// withGroup is `with cyp.group() as g:`: the group is kept in a variable of its own, whatever becomes of g.
func (fn *funcCtx) withGroup(s *syntax.With, i int) []typed.Stmt {
	it := &s.Items[i]
	at := typed.S{At: it.Span()}
	x := rvalue(fn.expr(it.X))
	if r := asRef(x.Type()); r.Qual != types.Unqualified {
		fn.exprError(codeAssign, x.Pos(), "Cannot assign type '%s' to '%s'", r, r.Class)
		return fn.with(s, i+1)
	}
	v := fn.temp(x.Type(), it.Span())
	use := func() typed.Expr { return &typed.VarExpr{E: typed.E{T: x.Type(), At: it.Span()}, Var: v} }
	out := []typed.Stmt{&typed.Assign{S: at, Place: use(), Value: x}}
	if it.Target != nil {
		out = append(out, fn.assignTo(it.Target, use())...)
	}
	return append(out, &typed.With{S: at, X: use(), Body: fn.with(s, i+1), Group: true})
}

// after is cyp.after(seconds, a.method(…)): the call is sent later. Its arguments are evaluated now.
func (fn *funcCtx) after(x *syntax.Call) typed.Expr {
	lparen := source.At(x.Lparen)
	if len(x.Args) != 2 || x.Args[0].Name != nil || x.Args[1].Name != nil || x.Args[0].Stars+x.Args[1].Stars > 0 {
		fn.exprError(codeCall, lparen, "Call with wrong number of arguments (expected 2, got %d)", len(x.Args)).
			Hint("write `cyp.after(seconds, actor.method(…))`")
		return fn.invalid(x)
	}
	delay := fn.coerce(fn.expr(x.Args[0].Value), types.Double)
	call := fn.expr(x.Args[1].Value)
	send, ok := call.(*typed.Send)
	if !ok || send.Delay != nil {
		if !isInvalid(call.Type()) {
			fn.exprError(codeCall, call.Pos(), "'cyp.after' needs a call on an active object").
				Hint("write `cyp.after(seconds, actor.method(…))`")
		}
		return fn.invalid(x)
	}
	send.Delay = delay
	return send
}
