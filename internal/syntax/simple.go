package syntax

import (
	"github.com/cyp-lang/cyp/internal/lexer"
)

// simpleLine reads statements separated by semicolons up to the end of the line.
func (p *parser) simpleLine(out []Stmt) []Stmt {
	for {
		out = append(out, p.simple())
		if p.lineEnded() {
			return out
		}
		if p.kind() == lexer.Semi {
			p.i++
			if p.kind() != lexer.Newline {
				continue
			}
		}
		p.endOfLine()
		return out
	}
}

// lineEnded reports whether the last statement took the end of its line with it, as
// a declaration with a block does.
func (p *parser) lineEnded() bool {
	if p.i == 0 {
		return false
	}
	k := p.toks[p.i-1].Kind
	return k == lexer.Newline || k == lexer.Dedent
}

// endOfLine steps over NEWLINE, which must be there.
func (p *parser) endOfLine() {
	if p.kind() == lexer.Newline {
		p.i++
		return
	}
	if p.kind() == lexer.EOF {
		return
	}
	p.afterStatement()
}

// simple reads one simple statement.
func (p *parser) simple() Stmt {
	at := p.pos()
	switch p.kind() {
	case lexer.KwPass:
		p.i++
		n := &Pass{}
		n.Src = p.from(at)
		return n
	case lexer.KwBreak:
		p.i++
		n := &Break{}
		n.Src = p.from(at)
		return n
	case lexer.KwContinue:
		p.i++
		n := &Continue{}
		n.Src = p.from(at)
		return n
	case lexer.KwReturn:
		p.i++
		n := &Return{}
		if p.startsExpr() {
			if p.kind() == lexer.KwYield {
				p.expectedOperand()
			}
			n.X = p.starExprs()
		}
		n.Src = p.from(at)
		return n
	case lexer.KwRaise:
		return p.raise()
	case lexer.KwAssert:
		p.i++
		n := &Assert{Test: p.expr()}
		if p.accept(lexer.Comma) {
			n.Msg = p.expr()
		}
		n.Src = p.from(at)
		if p.kind() == lexer.Assign {
			p.assignInExpr()
		}
		return n
	case lexer.KwDel:
		return p.del()
	case lexer.KwGlobal:
		n := &Global{Names: p.nameList()}
		n.Src = p.from(at)
		return n
	case lexer.KwNonlocal:
		n := &Nonlocal{Names: p.nameList()}
		n.Src = p.from(at)
		return n
	case lexer.KwImport, lexer.KwCimport:
		return p.importStmt()
	case lexer.KwFrom:
		return p.fromImport()
	case lexer.KwInclude:
		if !p.mode.Python {
			p.i++
			if p.kind() != lexer.String {
				p.unexpected("the name of the file to include, a string")
			}
			n := &Include{Path: p.strings().(*String)}
			n.Src = p.from(at)
			return n
		}
	case lexer.KwDEF:
		p.i++
		n := &DefConst{Name: p.ident()}
		p.expect(lexer.Assign)
		n.Value = p.starExprs()
		n.Src = p.from(at)
		return n
	case lexer.KwIf, lexer.KwFor, lexer.KwWhile, lexer.KwTry, lexer.KwWith, lexer.KwDef, lexer.KwClass:
		p.report(CodeStatement, p.here(), "'%s' must begin a line of its own", p.kind()).
			Hint("only simple statements can follow ':' or ';' on a line")
		bail()
	case lexer.KwCdef, lexer.KwCpdef, lexer.KwCtypedef:
		return p.cdefStmt()
	case lexer.Name:
		if s := p.softStatement(); s != nil {
			return s
		}
	}
	return p.exprStmt()
}

// softStatement reads a statement that begins with a soft keyword, if one does.
func (p *parser) softStatement() Stmt {
	t := p.toks[p.i]
	switch p.text(t) {
	case "type":
		if p.peek(1) == lexer.Name && (p.peek(2) == lexer.Assign || p.peek(2) == lexer.LBrack) {
			return p.typeAlias()
		}
	case "print":
		if p.mode.Level2 && !p.printIsName() || p.lenient && p.statementAhead() && p.python2("'print' is taken as the statement of Python 2: write `print(...)`, or declare `# cython: language_level=2`") {
			return p.print()
		}
	case "exec":
		if p.mode.Level2 && p.peek(1) != lexer.Assign && p.peek(1) != lexer.Dot ||
			p.lenient && p.statementAhead() && p.python2("'exec' is taken as the statement of Python 2: write `exec(...)`, or declare `# cython: language_level=2`") {
			return p.exec()
		}
	}
	return nil
}

// printIsName reports whether the word print is a name after all, as in `print = 1`.
func (p *parser) printIsName() bool {
	return p.peek(1) == lexer.Assign || p.peek(1) == lexer.Dot
}

// statementAhead reports whether what follows print or exec makes no sense after a name.
func (p *parser) statementAhead() bool {
	switch p.peek(1) {
	case lexer.Name, lexer.Number, lexer.String, lexer.FStart, lexer.LBrace, lexer.Backquote, lexer.RShift, lexer.KwNone, lexer.KwTrue, lexer.KwFalse,
		lexer.KwLambda, lexer.Tilde:
		return true
	case lexer.KwNot:
		return p.peek(2) != lexer.KwIn
	case lexer.LBrack, lexer.Ellipsis:
		return p.toks[p.i+1].Start > p.toks[p.i].End
	case lexer.Minus, lexer.Plus:
		return p.toks[p.i+1].Start > p.toks[p.i].End && p.toks[p.i+2].Start == p.toks[p.i+1].End
	case lexer.Less:
		return p.peek(2) == lexer.Name
	}
	return false
}

func (p *parser) typeAlias() Stmt {
	at := p.pos()
	p.i++
	n := &TypeAlias{Name: p.ident()}
	if p.kind() == lexer.LBrack {
		n.TypeParams = p.typeParams()
	}
	p.expect(lexer.Assign)
	n.Value = p.expr()
	n.Src = p.from(at)
	return n
}

// typeParams reads PEP 695's `[T: bound = default, *Ts, **P]`.
func (p *parser) typeParams() []TypeParam {
	open := p.next()
	var out []TypeParam
	if p.kind() == lexer.RBrack {
		p.fail(CodeParameter, p.here(), "Type parameter list cannot be empty")
	}
	for p.kind() != lexer.RBrack {
		at := p.pos()
		t := TypeParam{}
		switch p.kind() {
		case lexer.Star:
			p.i++
			t.Stars = 1
		case lexer.Power:
			p.i++
			t.Stars = 2
		}
		t.Name = p.ident()
		if p.kind() == lexer.Colon {
			if t.Stars > 0 {
				p.fail(CodeParameter, p.here(), "cannot use bound with %s", [...]string{"", "TypeVarTuple", "ParamSpec"}[t.Stars])
			}
			p.i++
			t.Bound = p.expr()
		}
		if p.accept(lexer.Assign) {
			if t.Stars == 1 {
				t.Default = p.starExpr(true)
			} else {
				t.Default = p.expr()
			}
		}
		t.Src = p.from(at)
		out = append(out, t)
		if !p.accept(lexer.Comma) {
			break
		}
	}
	p.closing(lexer.RBrack, open)
	return out
}

// print reads Python 2's statement.
func (p *parser) print() Stmt {
	at := p.pos()
	p.i++
	n := &Print{}
	if p.accept(lexer.RShift) {
		n.Dest = p.expr()
		if p.kind() != lexer.Comma {
			n.Src = p.from(at)
			return n
		}
		p.i++
	}
	for p.startsExpr() {
		n.Args = append(n.Args, p.expr())
		n.NoBreak = false
		if !p.accept(lexer.Comma) {
			break
		}
		n.NoBreak = true
	}
	n.Src = p.from(at)
	return n
}

func (p *parser) exec() Stmt {
	at := p.pos()
	p.i++
	n := &Exec{X: p.binary(precBitOr)}
	if p.accept(lexer.KwIn) {
		n.Globals = p.expr()
		if p.accept(lexer.Comma) {
			n.Locals = p.expr()
		}
	}
	n.Src = p.from(at)
	return n
}

func (p *parser) raise() Stmt {
	at := p.pos()
	p.i++
	n := &Raise{}
	if p.startsExpr() {
		n.X = p.expr()
		switch {
		case p.accept(lexer.KwFrom):
			n.Cause = p.expr()
		case p.kind() == lexer.Comma:
			if p.mode.Python || p.level3 {
				p.python2Raise(n.X)
			}
			p.i++
			n.Value = p.expr()
			if p.accept(lexer.Comma) {
				n.Traceback = p.expr()
			}
		}
	}
	n.Src = p.from(at)
	return n
}

func (p *parser) del() Stmt {
	at := p.pos()
	p.i++
	n := &Del{}
	if !p.startsExpr() {
		p.expectedOperand()
	}
	for p.startsExpr() {
		x := p.starExpr(true)
		p.checkTarget(x, "delete")
		n.Targets = append(n.Targets, x)
		if !p.accept(lexer.Comma) {
			break
		}
		n.Comma = len(n.Targets) == 1
	}
	n.Comma = n.Comma && len(n.Targets) == 1
	n.Src = p.from(at)
	return n
}

// nameList reads the names of a global or nonlocal statement.
func (p *parser) nameList() []Ident {
	p.i++
	out := []Ident{p.ident()}
	for p.accept(lexer.Comma) {
		out = append(out, p.ident())
	}
	return out
}
