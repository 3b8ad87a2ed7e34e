package syntax

import (
	"github.com/cyp-lang/cyp/internal/lexer"
	"github.com/cyp-lang/cyp/internal/source"
)

// exprStmt reads an expression statement or any form of assignment.
func (p *parser) exprStmt() Stmt {
	at := p.pos()
	var x Expr
	if p.kind() == lexer.KwYield {
		x = p.yield()
	} else {
		x = p.starExprs()
	}
	k := p.kind()
	switch {
	case k == lexer.Newline || k == lexer.Semi:
	case k == lexer.Assign:
		return p.assign(at, x)
	case k.IsAugAssign():
		return p.augAssign(at, x)
	case k == lexer.Colon:
		return p.annAssign(at, x)
	case k == lexer.Walrus:
		d := p.report(CodeTarget, p.here(), "an assignment expression must be in parentheses here")
		d.Fix = fix(p.here(), "=", "write `=`")
		bail()
	}
	if s, ok := x.(*Starred); ok {
		p.starredAlone(s)
	}
	n := &ExprStmt{X: x}
	n.Src = p.from(at)
	return n
}

// starredAlone reports `*x` that is no element of anything.
func (p *parser) starredAlone(s *Starred) {
	if p.mode.Python {
		return // a matter of CPython's compiler, not of its grammar
	}
	p.fail(CodeExpression, s.Src, "cannot use starred expression here")
}

func (p *parser) assign(at source.Pos, x Expr) Stmt {
	n := &Assign{Targets: []Expr{x}}
	for {
		p.checkAssigned(n.Targets[len(n.Targets)-1])
		p.i++
		var v Expr
		if p.kind() == lexer.KwYield {
			v = p.yield()
		} else {
			v = p.starExprs()
		}
		if p.kind() != lexer.Assign {
			n.Value = v
			break
		}
		n.Targets = append(n.Targets, v)
	}
	if p.kind().IsAugAssign() {
		p.fail(CodeTarget, p.here(), "'%s' cannot follow another assignment", p.kind())
	}
	n.Src = p.from(at)
	return n
}

// checkAssigned reports a left side of `=` that cannot be assigned to.
func (p *parser) checkAssigned(x Expr) {
	bad := p.badTarget(x, false)
	if bad == nil {
		return
	}
	d := p.report(CodeTarget, bad.Span(), "cannot assign to %s here. Maybe you meant '==' instead of '='?", kindName(bad))
	if !suggestsEqual(bad) {
		d.Message = "cannot assign to " + kindName(bad)
	} else if bad == x {
		d.Fix = fix(p.here(), "==", "write `==` to compare")
	}
	bail()
}

func suggestsEqual(x Expr) bool {
	switch x.(type) {
	case *Constant, *Comp, *Starred:
		return false
	}
	return true
}

func (p *parser) augAssign(at source.Pos, x Expr) Stmt {
	op := p.toks[p.i]
	switch inner := unparen(x).(type) {
	case *Name, *Attribute, *Subscript:
	default:
		if p.mode.Python || p.badTarget(x, false) != nil {
			p.fail(CodeTarget, x.Span(), "'%s' is an illegal expression for augmented assignment", kindName(inner))
		}
		switch inner.(type) {
		case *Tuple, *List, *Starred:
			p.fail(CodeTarget, x.Span(), "'%s' is an illegal expression for augmented assignment", kindName(inner))
		}
	}
	p.i++
	text := op.Kind.String()
	n := &AugAssign{Target: x, Op: text[:len(text)-1], OpPos: p.base + source.Pos(op.Start)}
	if p.kind() == lexer.KwYield {
		n.Value = p.yield()
	} else {
		n.Value = p.starExprs()
	}
	if p.kind() == lexer.Assign || p.kind().IsAugAssign() {
		p.fail(CodeTarget, p.here(), "'%s' cannot follow another assignment", p.kind())
	}
	n.Src = p.from(at)
	return n
}

func unparen(x Expr) Expr {
	for {
		q, ok := x.(*Paren)
		if !ok {
			return x
		}
		x = q.X
	}
}

func (p *parser) annAssign(at source.Pos, x Expr) Stmt {
	switch inner := unparen(x).(type) {
	case *Name, *Attribute, *Subscript:
	case *Tuple, *List:
		p.fail(CodeTarget, x.Span(), "only single target (not %s) can be annotated", kindName(inner))
	default:
		p.colonAfter(x)
	}
	p.i++
	n := &AnnAssign{Target: x, Annotation: p.expr()}
	if p.accept(lexer.Assign) {
		if p.kind() == lexer.KwYield {
			n.Value = p.yield()
		} else {
			n.Value = p.starExprs()
		}
	}
	n.Src = p.from(at)
	return n
}

// ---- Imports ---------------------------------------------------------------
