package check

import (
	"strings"

	"github.com/cyp-lang/cyp/internal/syntax"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// with nests the items of a with statement.
func (fn *funcCtx) with(s *syntax.With, i int) []typed.Stmt {
	if i == len(s.Items) {
		return fn.stmts(s.Body)
	}
	it := &s.Items[i]
	at := typed.S{At: it.Span()}
	if s.Async && i == 0 {
		fn.needAsync(s.Span(), "'async with'")
	}
	kind := fn.lockKind(s.Items, i)
	if s.Async && kind != syntax.WithPlain {
		fn.exprError(codeStatement, it.Span(), "'async with' takes context managers only")
	}
	switch kind {
	case syntax.WithNoGIL, syntax.WithGIL:
		nogil := it.Kind == syntax.WithNoGIL
		old := fn.nogil
		fn.nogil = nogil
		w := &typed.WithGIL{S: at, NoGIL: nogil}
		w.Body = fn.with(s, i+1)
		fn.nogil = old
		return []typed.Stmt{w}
	case syntax.WithRLocked, syntax.WithWLocked:
		x := rvalue(fn.expr(it.X))
		if asRef(x.Type()) == nil {
			if !isInvalid(x.Type()) {
				fn.exprError(codeLockBlock, x.Pos(), "Locking non-cypclass reference").Hint("only objects of cypclasses have locks")
			}
			return fn.with(s, i+1)
		}
		w := &typed.WithLock{S: at, X: x, Write: kind == syntax.WithWLocked}
		held := fn.held
		if v, ok := x.(*typed.VarExpr); ok {
			fn.held = append(held[:len(held):len(held)], v.Var)
		}
		w.Body = fn.with(s, i+1)
		if next := fn.lockKind(s.Items, i+1); next == syntax.WithRLocked || next == syntax.WithWLocked {
			_, w.Joined = w.Body[0].(*typed.WithLock)
		}
		fn.held = held
		return []typed.Stmt{w}
	}
	if c, ok := it.X.(*syntax.Call); ok && strings.HasPrefix(fn.canonical(c)+".", "cython.") {
		defer fn.setDirective(c)()
		return fn.with(s, i+1)
	}
	if !s.Async && fn.isGroup(it.X) {
		return fn.withGroup(s, i)
	}
	x := rvalue(fn.expr(it.X))
	if r := asRef(x.Type()); r != nil && r.Qual != types.Unqualified {
		fn.exprError(codeConvert, x.Pos(), "Cannot convert '%s' to Python object", displayType(x.Type())).
			Hint("write `with wlocked` to lock the object for the block, or `with rlocked` to read only")
		return fn.with(s, i+1)
	}
	w := &typed.With{S: at, X: fn.toPy(x), Async: s.Async}
	var pre []typed.Stmt
	if it.Target != nil {
		w.Value = fn.temp(types.PyObject, it.Span())
		pre = fn.assignTo(it.Target, &typed.VarExpr{E: typed.E{T: types.PyObject, At: it.Span()}, Var: w.Value})
	}
	w.Body = append(pre, fn.with(s, i+1)...)
	return []typed.Stmt{w}
}

// lockKind is the kind of an item: `with wlocked a, b:` locks both.
func (fn *funcCtx) lockKind(items []syntax.WithItem, i int) syntax.WithKind {
	if i >= len(items) {
		return syntax.WithPlain
	}
	it := &items[i]
	if it.Kind != syntax.WithPlain || it.Target != nil || i == 0 {
		return it.Kind
	}
	before := fn.lockKind(items, i-1)
	if before != syntax.WithRLocked && before != syntax.WithWLocked {
		return it.Kind
	}
	n := len(fn.f.Vars)
	var t types.Type
	fn.quietly(func() { t = rvalue(fn.expr(it.X)).Type() })
	fn.f.Vars = fn.f.Vars[:n]
	if r := asRef(t); r == nil || r.Class == fn.cyp.group {
		return it.Kind
	}
	return before
}
