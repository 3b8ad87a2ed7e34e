package check

import (
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/syntax"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// callActive is a call on an active reference: a send, or a direct call of an `active self` method.
func (fn *funcCtx) callActive(recv typed.Expr, r *types.Ref, at *syntax.Attribute, x *syntax.Call) typed.Expr {
	lparen := source.At(x.Lparen)
	name := at.Name.Name
	all := fn.methodsNamed(r.Class, name)
	var direct, sends []*funcDecl
	for _, d := range all {
		switch {
		case d.method.SelfQual == types.Active:
			direct = append(direct, d)
		case d.method.SelfQual == types.Unqualified && sendable(d):
			sends = append(sends, d)
		}
	}
	a, ok := fn.checkArgs(x.Args, lparen)
	if !ok {
		return fn.invalid(x)
	}
	if len(direct) > 0 && len(sends) == 0 {
		return fn.callDecls(recv, direct, a, loc(nil, x), "")
	}
	if len(sends) == 0 {
		fn.noAttribute(recv.Type(), at, all)
		return fn.invalid(x)
	}
	for _, d := range sends {
		if d.sig.Variadic {
			fn.exprError(codeCall, lparen, "Could not reify method with ellipsis (you can use optional arguments)")
			return fn.invalid(x)
		}
	}
	syncType := types.Type(types.Null)
	if fn.acthon.sync != nil {
		syncType = types.RefTo(fn.acthon.sync, types.Lock, false)
	}
	adapt := viewOf(r)
	view := func(t types.Type) types.Type {
		if t == syncType {
			return t
		}
		return adapt(t)
	}
	forms, sync := fn.activeForms(sends, a, syncType, view)
	d := fn.choose(forms, a, view)
	if d == nil {
		return fn.invalid(x)
	}
	list := fn.finishArgs(d, a, view)
	if list == nil {
		return fn.invalid(x)
	}
	var result types.Type = types.Void
	if fn.acthon.result != nil {
		result = types.RefTo(fn.acthon.result, types.Unqualified, false)
	}
	fn.sends[d.method] = true
	send := &typed.Send{E: loc(result, x), Recv: recv, Method: d.method, Args: list}
	if k := fn.resultClass(r.Class, d.method, x.Span()); k != nil {
		send.Result = k
		send.T = types.RefTo(k, types.Unqualified, false)
		fn.out.Results[d.method] = k
	}
	if sync {
		send.Sync, send.Args = list[0], list[1:]
	} else {
		send.Sync = &typed.NullLit{E: typed.E{T: syncType, At: lparen}}
	}
	return send
}

// activeForms gives what a call on an active reference may mean: the methods with a sync object in front of their parameters (spec 11.4) or,
// where the arguments fit only so, the methods as they are declared.
func (fn *funcCtx) activeForms(sends []*funcDecl, a args, syncType types.Type, view adapter) (forms []*funcDecl, sync bool) {
	short := make([]*funcDecl, len(sends))
	full := make([]*funcDecl, len(sends))
	for i, d := range sends {
		s, f := *d, *d
		s.tried, f.tried = false, false
		f.params = append([]paramInfo{{name: "sync_method", t: syncType, span: d.span}}, d.params...)
		short[i], full[i] = &s, &f
	}
	fits := func(ds []*funcDecl) bool {
		return fn.quietly(func() {
			if d := fn.choose(ds, a, view); d != nil {
				fn.finishArgs(d, a, view)
			}
		})
	}
	if fits(full) {
		return full, true
	}
	if fits(short) {
		return short, false
	}
	// Neither: the errors of the one that was meant.
	if len(a.pos) > 0 && fn.namesSync(a.pos[0]) {
		return full, true
	}
	for _, d := range short {
		if arity(d, a) == "" || len(a.pos)+len(a.kw) < d.required() {
			return short, false
		}
	}
	return full, true
}

// namesSync reports whether a first argument can only be meant as a sync object.
func (fn *funcCtx) namesSync(x typed.Expr) bool {
	r := asRef(rvalue(x).Type())
	if r == nil {
		b := asBasic(x.Type())
		return b != nil && b.Kind == types.NullKind
	}
	return fn.acthon.sync != nil && r.Class.Derives(fn.acthon.sync)
}

// sendable methods are those that have an active form (spec 11.4).
func sendable(d *funcDecl) bool {
	switch d.name {
	case "__init__", "__dealloc__", "__new__", "__alloc__":
		return false
	}
	if isOperatorName(d.name) {
		return false
	}
	for _, p := range d.params {
		if r := asRef(p.t); r != nil && r.Qual == types.Locked {
			return false
		}
	}
	return true
}
