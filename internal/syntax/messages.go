package syntax

import (
	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/lexer"
	"github.com/cyp-lang/cyp/internal/source"
)

// What is said where a program goes wrong, in the words of its writer.

// expectedOperand reports a token where an expression should be.
func (p *parser) expectedOperand() {
	t := p.toks[p.i]
	switch {
	case t.Kind == lexer.KwNot:
		p.fail(CodeExpression, p.here(), "'not' after an operator must be in parentheses")
	case t.Kind == lexer.Assign:
		p.fail(CodeExpression, p.found(), "expected an expression, found '='")
	case t.Kind == lexer.Backquote:
		d := p.report(CodePython2, p.here(), "backquotes are a form of Python 2")
		d.Hint("write `repr(x)`")
		bail()
	case t.Kind.IsKeyword():
		p.fail(CodeExpression, p.found(), "expected an expression, found the keyword '%s'", p.text(t))
	}
	p.fail(CodeExpression, p.found(), "expected an expression, found %s", p.describe(t))
}

// noColon reports a missing colon; the block is read if it is there.
func (p *parser) noColon() {
	t := p.toks[p.i]
	if t.Kind == lexer.Assign {
		p.assignInExpr()
	}
	d := p.report(CodeColon, p.found(), "expected ':', found %s", p.describe(t))
	if t.Kind == lexer.Newline {
		d.Message = "expected ':' at the end of the line"
		end := p.end()
		d.Fix = fix(source.Span{Start: end, End: end}, ":", "write `:`")
		if p.peek(1) == lexer.Indent {
			return
		}
	}
	bail()
}

// noBlock reports a header without a block.
func (p *parser) noBlock() {
	p.report(CodeBlock, p.found(), "expected an indented block, found %s", p.describe(p.toks[p.i])).
		Hint("indent the statements that belong to the line above, or write `pass`")
}

// afterStatement reports what cannot follow a statement on its line.
func (p *parser) afterStatement() {
	t := p.toks[p.i]
	if d := p.python2Statement(); d != nil {
		bail()
	}
	if t.Kind == lexer.Colon {
		p.colonAfter(nil)
	}
	if t.Kind == lexer.Assign {
		p.assignInExpr()
	}
	p.fail(CodeUnexpected, p.found(), "expected the end of the statement, found %s", p.describe(t))
}

// colonAfter reports a colon after something that takes none.
func (p *parser) colonAfter(x Expr) {
	if x != nil {
		p.fail(CodeUnexpected, p.here(), "illegal target for annotation")
	}
	p.fail(CodeUnexpected, p.here(), "expected the end of the statement, found ':'")
}

// python2Statement reports a print or exec statement outside language level 2.
func (p *parser) python2Statement() *diag.Diagnostic {
	lo, hi := p.lineBounds(p.i)
	first := p.toks[lo]
	if first.Kind != lexer.Name || p.i != lo+1 {
		return nil
	}
	switch w := p.text(first); w {
	case "print", "exec":
		d := p.report(CodePython2, p.spanOf(first), "Missing parentheses in call to '%s'. Did you mean %s(...)?", w, w)
		end := p.spanOf(p.toks[hi-1])
		rest := p.src[p.toks[p.i].Start:p.toks[hi-1].End]
		d.Fix = fix(source.Span{Start: p.spanOf(first).Start, End: end.End}, w+"("+rest+")", "write `"+w+"("+rest+")`")
		if !p.mode.Python {
			d.Hint("it is a statement only under `# cython: language_level=2`")
		}
		return d
	}
	return nil
}

// python2 reports whether a form of Python 2 may be used, with a warning where the
// file does not say so.
func (p *parser) python2(warning string) bool {
	if p.mode.Level2 {
		return true
	}
	if !p.lenient {
		return false
	}
	if p.trial == 0 {
		p.ds.Warnf(diag.Syntax, CodePython2, p.here(), "%s", warning)
	}
	return true
}

// misspelt reports a first word that is nearly one of the language's.
func (p *parser) misspelt() {}

// orphan reports a clause without the statement it belongs to.
func (p *parser) orphan() {
	k := p.kind()
	owner := map[lexer.Kind]string{
		lexer.KwElif: "an 'if'", lexer.KwElse: "an 'if', 'for', 'while' or 'try'", lexer.KwExcept: "a 'try'", lexer.KwFinally: "a 'try'",
		lexer.KwELIF: "an 'IF'", lexer.KwELSE: "an 'IF'",
	}[k]
	p.fail(CodeOrphan, p.here(), "'%s' without %s before it at the same indentation", k, owner)
}

// incompleteTry reports a try without except and finally.
func (p *parser) incompleteTry(t *Try) {
	p.report(CodeTry, source.Span{Start: t.Src.Start, End: t.Src.Start + 3}, "expected 'except' or 'finally' block")
}

// python2Except reads or reports `except E, e`.
func (p *parser) python2Except(h *Handler) {
	if !p.mode.Python {
		p.i++
		h.Target = p.binary(precBitOr)
		p.checkTarget(h.Target, "assign to")
		if p.mode.Level2 || true {
			return
		}
	}
	p.fail(CodePython2, h.Type.Span(), "multiple exception types must be parenthesized")
}

// assignInCondition reports `if x = 1`.
func (p *parser) assignInCondition(x Expr) {
	d := p.report(CodeComparison, p.here(), "invalid syntax. Maybe you meant '==' or ':=' instead of '='?")
	d.Fix = fix(p.here(), "==", "write `==` to compare")
	bail()
}
