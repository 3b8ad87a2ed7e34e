package syntax

import (
	"strings"

	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/lexer"
	"github.com/cyp-lang/cyp/internal/source"
)

// What is said where a program goes wrong, in the words of its writer.

// previous returns the token before the current one if it is on the same logical line.
func (p *parser) previous() (lexer.Token, bool) {
	if p.i == 0 {
		return lexer.Token{}, false
	}
	t := p.toks[p.i-1]
	switch t.Kind {
	case lexer.Newline, lexer.Indent, lexer.Dedent:
		return t, false
	}
	return t, true
}

// expectedOperand reports a token where an expression should be.
func (p *parser) expectedOperand() {
	t := p.toks[p.i]
	last, ok := p.previous()
	if ok && p.foreignOperator(last, t) {
		bail()
	}
	switch t.Kind {
	case lexer.KwNot:
		p.fail(CodeExpression, p.here(), "'not' after an operator must be in parentheses")
	case lexer.Backquote:
		p.backquotes()
	case lexer.FloorDiv, lexer.Slash:
		if lo, _ := p.lineBounds(p.i); lo == p.i {
			p.report(CodeExpression, p.here(), "expected an expression, found '%s'", t.Kind).Hint("a comment begins with '#'")
			bail()
		}
	case lexer.Exclam:
		d := p.report(CodeExpression, p.here(), "expected an expression, found '!'")
		d.Fix = fix(p.here(), "not ", "write `not`")
		bail()
	}
	what := "an expression"
	if ok && (last.Kind.IsKeyword() || precedence[last.Kind] > 0 || last.Kind == lexer.Assign || last.Kind.IsAugAssign() || last.Kind == lexer.Comma) {
		what = "an expression after '" + p.text(last) + "'"
	}
	if t.Kind.IsKeyword() {
		if p.keywords[t.Kind] {
			bail()
		}
		d := p.report(CodeExpression, p.found(), "expected %s, found the keyword '%s'", what, p.text(t))
		if t.Kind == lexer.KwYield || t.Kind == lexer.KwLambda {
			d.Hint("within another expression, '%s' is written in parentheses", p.text(t))
		}
		bail()
	}
	p.fail(CodeExpression, p.found(), "expected %s, found %s", what, p.describe(t))
}

// foreignOperator reports an operator of other languages that the scanner has cut
// in two, and whether there is one.
func (p *parser) foreignOperator(last, t lexer.Token) bool {
	both := p.offsets(last.Start, t.End)
	if last.End == t.Start && last.Kind == t.Kind {
		if word := map[lexer.Kind]string{lexer.Amp: "and", lexer.Bar: "or"}[t.Kind]; word != "" {
			d := p.report(CodeExpression, both, "there is no operator '%s'", p.text(last)+p.text(t))
			d.Fix = fix(both, word, "write `"+word+"`")
			return true
		}
	}
	if p.i >= 2 && (last.Kind == lexer.Plus || last.Kind == lexer.Minus) && p.toks[p.i-2].Kind == last.Kind && p.toks[p.i-2].End == last.Start {
		op := p.text(last)
		both = p.offsets(p.toks[p.i-2].Start, last.End)
		d := p.report(CodeExpression, both, "there is no operator '%s%s'", op, op)
		d.Fix = fix(both, " "+op+"= 1", "write `"+op+"= 1`")
		return true
	}
	return false
}

// noColon reports a missing colon; the block is read if it is there.
func (p *parser) noColon() {
	t := p.toks[p.i]
	if t.Kind == lexer.Assign {
		p.assignInExpr()
	}
	last, _ := p.previous()
	if last.Kind == lexer.KwElse && t.Kind == lexer.KwIf {
		both := p.offsets(last.Start, t.End)
		d := p.report(CodeMisspelt, both, "'else if' is written 'elif'")
		d.Fix = fix(both, "elif", "write `elif`")
		bail()
	}
	d := p.report(CodeColon, p.found(), "expected ':', found %s", p.describe(t))
	end := p.end()
	insert := fix(source.Span{Start: end, End: end}, ":", "write `:`")
	switch t.Kind {
	case lexer.Newline:
		d.Message = "expected ':' at the end of the line"
		d.Fix = insert
		if p.peek(1) == lexer.Indent {
			return
		}
	case lexer.KwReturn, lexer.KwPass, lexer.KwRaise, lexer.KwBreak, lexer.KwContinue, lexer.KwDel, lexer.KwAssert, lexer.KwYield:
		d.Fix = insert
	case lexer.LBrace:
		d.Hint("a block has no braces: write ':' and indent the statements below")
	case lexer.Comma:
		if lo, _ := p.lineBounds(p.i); p.toks[lo].Kind == lexer.KwExcept {
			d.Hint("several types of exceptions are written in parentheses: `except (A, B):`")
		}
	case lexer.Name:
		if p.toks[p.i-1].Kind == lexer.Name && p.peek(1) == lexer.Colon {
			if lo, _ := p.lineBounds(p.i); p.toks[lo].Kind == lexer.KwExcept {
				d.Hint("write `except (A, B):` for several types of exceptions, `except A as e:` to name the exception")
			}
		}
		if p.word(-1) == "cypclass" || p.word(-1) == "cppclass" {
			at := p.spanOf(p.toks[p.i-2])
			d.Code, d.Message = CodeMisspelt, "a "+p.word(-1)+" is declared with 'cdef', not with 'class'"
			d.Span = at
			d.Fix = fix(at, "cdef", "write `cdef "+p.word(-1)+"`")
		}
		if lo, _ := p.lineBounds(p.i); p.word(0) == "activable" && p.toks[lo+1].Kind == lexer.KwClass {
			p.failScope = inCyp
			d.Hint("only a cypclass can be activable")
			d.Fix = fix(p.spanOf(p.toks[lo+1]), "cypclass", "write `cdef cypclass`")
		}
	}
	bail()
}

// noBlock reports a header without a block; header is the NEWLINE that ends it.
func (p *parser) noBlock(header int) {
	lo, _ := p.lineBounds(header)
	line := p.file.Position(p.spanOf(p.toks[lo]).Start).Line
	p.report(CodeBlock, p.found(), "expected an indented block after '%s' on line %d", p.firstWords(lo), line).
		Hint("indent the statements that belong to it, or write `pass`")
}

// firstWords names a statement by its first word, a declaration by its second too.
func (p *parser) firstWords(lo int) string {
	first, second := p.toks[lo], p.toks[lo+1]
	switch first.Kind {
	case lexer.KwCdef, lexer.KwCpdef, lexer.KwCtypedef, lexer.KwAsync:
		if second.Kind == lexer.Name || second.Kind.IsKeyword() {
			return p.text(first) + " " + p.text(second)
		}
	}
	return p.text(first)
}

// backquotes reports a string conversion of Python 2, the current token being its first quote.
func (p *parser) backquotes() {
	d := p.report(CodePython2, p.here(), "backquotes are a form of Python 2")
	_, hi := p.lineBounds(p.i)
	for i := p.i + 1; i < hi; i++ {
		if p.toks[i].Kind == lexer.Backquote {
			text := "repr(" + p.src[p.toks[p.i].End:p.toks[i].Start] + ")"
			d.Fix = fix(p.offsets(p.toks[p.i].Start, p.toks[i].End), text, "write `"+text+"`")
			break
		}
	}
	bail()
}

// bareGenerator reports a generator expression beside other arguments.
func (p *parser) bareGenerator(g *Comp) {
	d := p.report(CodeGenerator, g.Src, "Generator expression must be parenthesized")
	text := p.src[p.file.Offset(g.Src.Start):p.file.Offset(g.Src.End)]
	if !strings.ContainsAny(text, "\r\n") {
		d.Fix = fix(g.Src, "("+text+")", "write `("+text+")`")
	}
	bail()
}

// afterStatement reports what cannot follow a statement on its line.
func (p *parser) afterStatement() {
	t := p.toks[p.i]
	if p.python2Statement() || p.declarationInPython() || p.misspelt() || p.foreignStatement() {
		bail()
	}
	last, _ := p.previous()
	lo, _ := p.lineBounds(p.i)
	d := &diag.Diagnostic{}
	switch {
	case t.Kind == lexer.Assign:
		switch k := p.toks[lo].Kind; k {
		case lexer.KwGlobal, lexer.KwNonlocal:
			p.report(CodeUnexpected, p.here(), "expected the end of the statement, found '='").
				Hint("'%s' only declares names: assign on a line of its own", k)
			bail()
		case lexer.KwReturn, lexer.KwAssert, lexer.KwRaise, lexer.KwYield, lexer.Name:
			p.assignInExpr()
		}
	case t.Kind == lexer.String && last.Kind == lexer.Name && last.End == t.Start:
		p.fail(CodeString, p.spanOf(last), "'%s' is no prefix of a string", p.text(last))
	}
	d = p.report(CodeUnexpected, p.found(), "expected the end of the statement, found %s", p.describe(t))
	switch t.Kind {
	case lexer.Question:
		d.Hint("a conditional expression is written `X if CONDITION else Y`")
	case lexer.Arrow:
		d.Hint("the type that a C function returns stands before its name")
	case lexer.LBrace:
		if last.Kind == lexer.Name && last.End == t.Start {
			d.Hint("an object is made by a call: `%s(…)`", p.text(last))
		}
	case lexer.Name:
		if p.comment() {
			d.Hint("a comment begins with '#'")
		}
	case lexer.RBrace:
		d.Hint("a block has no braces: it ends where the indentation does")
	case lexer.Comma:
		if p.scope == inDecls || p.failScope == inDecls {
			break
		}
	}
	bail()
}

// colonAfter reports a colon after something that takes none.
func (p *parser) colonAfter(x Expr) {
	if p.misspelt() {
		bail()
	}
	p.fail(CodeUnexpected, p.here(), "illegal target for annotation")
}

// python2Statement reports a print or exec statement outside language level 2.
func (p *parser) python2Statement() bool {
	lo, hi := p.lineBounds(p.i)
	first := p.toks[lo]
	if first.Kind != lexer.Name || p.i != lo+1 {
		return false
	}
	w := p.text(first)
	if w != "print" && w != "exec" {
		return false
	}
	d := p.report(CodePython2, p.spanOf(first), "Missing parentheses in call to '%s'. Did you mean %s(...)?", w, w)
	end := p.spanOf(p.toks[hi-1])
	rest := p.src[p.toks[p.i].Start:p.toks[hi-1].End]
	if !strings.ContainsAny(rest, "\r\n") {
		d.Fix = fix(source.Span{Start: p.spanOf(first).Start, End: end.End}, w+"("+rest+")", "write `"+w+"("+rest+")`")
	}
	if !p.mode.Python {
		d.Hint("it is a statement only under `# cython: language_level=2`")
	}
	return true
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

// python2Except reads or reports `except E, e`.
func (p *parser) python2Except(h *Handler) {
	if !p.mode.Python && !p.level3 {
		p.i++
		h.Target = p.binary(precBitOr)
		p.checkTarget(h.Target, "assign to")
		return
	}
	d := p.report(CodePython2, h.Type.Span(), "multiple exception types must be parenthesized")
	if p.peek(1) == lexer.Name && p.peek(2) == lexer.Colon {
		d.Fix = fix(source.Span{Start: p.pos(), End: p.spanOf(p.toks[p.i+1]).Start}, " as ", "write `as "+p.word(1)+"` to name the exception")
	}
	bail()
}

// python2Raise reports `raise E, x`.
func (p *parser) python2Raise(x Expr) {
	d := p.report(CodePython2, p.here(), "'raise' takes one exception, found ','")
	_, hi := p.lineBounds(p.i)
	from, to := p.file.Offset(x.Span().Start), p.toks[hi-1].End
	value := strings.TrimSpace(p.src[p.toks[p.i].End:to])
	text := p.src[from:p.file.Offset(x.Span().End)] + "(" + value + ")"
	if strings.ContainsAny(text, ",;\r\n") {
		d.Hint("`raise E, x` is a form of Python 2: write `raise E(x)`")
	} else {
		d.Fix = fix(p.offsets(int32(from), to), text, "write `raise "+text+"`")
	}
	bail()
}

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

// assignInCondition reports `if x = 1`.
func (p *parser) assignInCondition(x Expr) {
	p.report(CodeComparison, p.here(), "invalid syntax. Maybe you meant '==' or ':=' instead of '='?").Fix = p.comparison()
	bail()
}

// declarationInPython reports `int x = 1` and `cdef int x` where they are no
// declarations, and whether there is one.
func (p *parser) declarationInPython() bool {
	lo, _ := p.lineBounds(p.i)
	first := p.toks[lo]
	if first.Kind != lexer.Name || p.i != lo+1 || p.kind() != lexer.Name {
		return false
	}
	w := p.text(first)
	switch {
	case p.mode.Python && (w == "cdef" || w == "cpdef" || w == "ctypedef" || w == "cimport"):
		p.report(CodeStatement, p.spanOf(first), "'%s' is a word of Cython, and this is a Python file", w).Hint("give the file a name that ends in .pyx")
	case w == "let" || w == "var":
		p.foreignVariable(w, first)
	case basicWords[w] || signWords[w]:
		if p.mode.Python {
			p.report(CodeDeclaration, p.spanOf(first), "a C declaration in a Python file").Hint("write `%s: %s`, or give the file a name that ends in .pyx", p.word(0), w)
		} else {
			d := p.report(CodeDeclaration, p.spanOf(first), "a C declaration needs 'cdef' before it here")
			at := p.spanOf(first).Start
			d.Fix = fix(source.Span{Start: at, End: at}, "cdef ", "write `cdef "+w+"`")
		}
	default:
		return false
	}
	return true
}

// noDeclaredName reports a C declaration without a name.
func (p *parser) noDeclaredName() {
	if p.kind() == lexer.Assign && (p.scope == inCyp || p.scope == inCpp) {
		p.report(CodeClassBody, p.here(), "Expected an identifier, found '='").Hint("the body of a class has no statements: fields get their values in `__init__`")
		bail()
	}
	if last, ok := p.previous(); ok && last.Kind == lexer.Name {
		switch p.kind() {
		case lexer.LParen:
			p.report(CodeUnexpected, p.here(), "expected a name after '%s', found '('", p.text(last)).
				Hint("the parameters stand after the name of the function; methods are declared in the body of their class")
			bail()
		case lexer.Comma:
			p.report(CodeUnexpected, p.here(), "expected a name after '%s', found ','", p.text(last)).
				Hint("a function that returns several values returns a tuple: `(int, int)`")
			bail()
		}
	}
	p.expectedName()
}

// classHeader reports what cannot stand between the name of a cypclass and its colon.
func (p *parser) classHeader() {
	if w := p.word(0); w != "" && distance(w, "activable") <= 2 {
		d := p.report(CodeMisspelt, p.here(), "unknown word '%s': did you mean 'activable'?", w)
		d.Fix = fix(p.here(), "activable", "write `activable`")
		bail()
	}
	p.report(CodeDeclaration, p.here(), "Syntax error in C++ class definition").
		Hint("after the name come, in this order: the C name, `[templates]`, `(bases)`, `activable`, and ':'")
	bail()
}
