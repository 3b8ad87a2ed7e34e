package syntax

import (
	"github.com/cyp-lang/cyp/internal/lexer"
	"github.com/cyp-lang/cyp/internal/source"
)

// Words that begin or make a basic C type.
var (
	signWords  = map[string]bool{"unsigned": true, "signed": true, "long": true, "short": true}
	basicWords = map[string]bool{"void": true, "char": true, "int": true, "float": true, "double": true, "bint": true}
	// qualifiers stand before a type; the last four are cypclass's.
	cvWords    = map[string]bool{"const": true, "volatile": true}
	ownWords   = map[string]bool{"iso": true, "lock": true, "locked": true, "active": true}
	callConvs  = map[string]bool{"__stdcall": true, "__cdecl": true, "__fastcall": true}
	structures = map[string]bool{"struct": true, "union": true, "enum": true}
)

// baseType reads a type without its declarator: qualifiers, the name with its
// template arguments, a buffer.
func (p *parser) baseType() *TypeExpr {
	p.enter()
	defer p.leave()
	at := p.pos()
	t := &TypeExpr{}
	p.qualifiers(t)
	if p.kind() == lexer.LParen {
		p.ctuple(t)
	} else {
		p.baseName(t)
	}
	p.typeSuffixes(t)
	t.Src = p.from(at)
	return t
}

// qualifiers reads const, volatile and the ownership words. Each is an ordinary
// name unless the name of a type follows it.
func (p *parser) qualifiers(t *TypeExpr) {
	for {
		w := p.word(0)
		if cvWords[w] && p.typeFollows(1) || ownWords[w] && (p.peek(1) == lexer.Name) {
			id := p.ident()
			t.Quals = append(t.Quals, id)
			continue
		}
		return
	}
}

func (p *parser) typeFollows(n int) bool {
	return p.peek(n) == lexer.Name || p.peek(n) == lexer.LParen && p.peek(n+1) == lexer.Name
}

// ctuple reads `(int, double)`.
func (p *parser) ctuple(t *TypeExpr) {
	open := p.next()
	if p.kind() == lexer.RParen {
		p.fail(CodeDeclaration, p.here(), "expected the name of a type, found ')'")
	}
	for p.kind() != lexer.RParen {
		t.Tuple = append(t.Tuple, p.abstractType())
		if !p.accept(lexer.Comma) {
			break
		}
	}
	p.closing(lexer.RParen, open)
}

// baseName reads the dotted name, or the words of a basic type as one name.
func (p *parser) baseName(t *TypeExpr) {
	w := p.word(0)
	if signWords[w] {
		at := p.pos()
		name := w
		p.i++
		for signWords[p.word(0)] {
			name += " " + p.word(0)
			p.i++
		}
		if w := p.word(0); basicWords[w] && w != "void" && w != "bint" {
			name += " " + w
			p.i++
		}
		if p.isWord("complex") {
			name += " complex"
			p.i++
		}
		t.Base = []Ident{{Loc{p.from(at)}, name}}
		return
	}
	if structures[w] && p.peek(1) == lexer.Name && p.peek(2) != lexer.Colon {
		t.Struct = w
		p.i++
	} else if structures[w] && p.peek(1) != lexer.Dot {
		// `ctypedef struct (A)`: the word begins a declaration and is no type.
		p.i++
		p.unexpected("the name of the " + w)
	}
	if !p.isName() {
		p.fail(CodeDeclaration, p.found(), "expected the name of a type, found %s", p.describe(p.toks[p.i]))
	}
	id := p.ident()
	if basicWords[id.Name] && p.isWord("complex") {
		p.i++
		id.Name += " complex"
		id.Src = p.from(id.Src.Start)
	}
	t.Base = []Ident{id}
	for p.kind() == lexer.Dot {
		p.i++
		t.Base = append(t.Base, p.cident())
	}
}

// typeSuffixes reads what follows the name of a type in brackets.
func (p *parser) typeSuffixes(t *TypeExpr) {
	for p.kind() == lexer.LBrack {
		switch {
		case p.viewAhead():
			if t.Buffer != nil {
				return
			}
			p.view(t)
		case t.Args != nil || t.Buffer != nil || len(t.Base) == 1 && basicType(t.Base[0].Name):
			at := p.pos()
			p.derive(t, p.array(), at)
		default:
			p.templateArgs(t)
		}
		for p.kind() == lexer.Dot && t.Args != nil {
			p.i++
			m := TypeMember{Name: p.cident()}
			if p.kind() == lexer.LBrack && !p.viewAhead() {
				p.i++
				m.Args = p.typeList()
			}
			t.Member = append(t.Member, m)
		}
	}
}

func basicType(s string) bool { return basicWords[s] || signWords[firstWord(s)] || s == "size_t" }

func firstWord(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] == ' ' {
			return s[:i]
		}
	}
	return s
}

// viewAhead reports whether `[` begins the axes of a memoryview.
func (p *parser) viewAhead() bool {
	depth := 0
	for n := 0; ; n++ {
		switch p.peek(n) {
		case lexer.LBrack, lexer.LParen, lexer.LBrace:
			depth++
		case lexer.RBrack, lexer.RParen, lexer.RBrace:
			if depth--; depth == 0 {
				return false
			}
		case lexer.Colon:
			if depth == 1 {
				return true
			}
		case lexer.Newline, lexer.EOF:
			return false
		}
	}
}

// view reads `[:, ::1]`.
func (p *parser) view(t *TypeExpr) {
	at := p.pos()
	open := p.next()
	b := &Buffer{View: true}
	for p.kind() != lexer.RBrack {
		from := p.pos()
		s := Slice{}
		if p.kind() != lexer.Colon {
			s.Lo = p.expr()
		}
		if p.kind() != lexer.Colon {
			p.fail(CodeDeclaration, p.found(), "expected ':' in the axes of the memoryview, found %s", p.describe(p.toks[p.i]))
		}
		p.i++
		if p.startsSliceBound() {
			s.Hi = p.expr()
		}
		if p.accept(lexer.Colon) && p.startsSliceBound() {
			s.Step = p.expr()
		}
		s.Src = p.from(from)
		b.Axes = append(b.Axes, s)
		if !p.accept(lexer.Comma) {
			break
		}
	}
	p.closing(lexer.RBrack, open)
	b.Src = p.from(at)
	t.Buffer = b
}

// templateArgs reads `[int, T*]`, or a buffer's `[int, ndim=2]`.
func (p *parser) templateArgs(t *TypeExpr) {
	at := p.pos()
	t.Lbrack = at
	open := p.next()
	t.Args = []*TypeExpr{}
	for p.kind() != lexer.RBrack {
		if p.isName() && p.peek(1) == lexer.Assign && p.peek(2) != lexer.Star {
			from := p.pos()
			if t.Buffer == nil {
				t.Buffer = &Buffer{}
				for _, a := range t.Args {
					arg := Arg{Value: a}
					arg.Src = a.Src
					t.Buffer.Args = append(t.Buffer.Args, arg)
				}
			}
			id := p.ident()
			p.i++
			a := Arg{Name: &id, Value: p.expr()}
			a.Src = p.from(from)
			t.Buffer.Args = append(t.Buffer.Args, a)
		} else {
			t.Args = append(t.Args, p.templateArg())
		}
		if !p.accept(lexer.Comma) {
			break
		}
	}
	p.closing(lexer.RBrack, open)
	if t.Buffer != nil {
		t.Args = nil
		t.Buffer.Src = p.from(at)
	}
}

// typeList reads types up to the closing bracket, whose opening one is behind.
func (p *parser) typeList() []*TypeExpr {
	open := p.toks[p.i-1]
	out := []*TypeExpr{}
	for p.kind() != lexer.RBrack {
		out = append(out, p.templateArg())
		if !p.accept(lexer.Comma) {
			break
		}
	}
	p.closing(lexer.RBrack, open)
	return out
}

// templateArg reads a type, or a value where no type can be read.
func (p *parser) templateArg() *TypeExpr {
	at := p.pos()
	if p.isName() || p.kind() == lexer.LParen {
		var t *TypeExpr
		ok := p.try(func() {
			t = p.abstractType()
			if k := p.kind(); k != lexer.Comma && k != lexer.RBrack {
				bail()
			}
		})
		if ok {
			return t
		}
	}
	t := &TypeExpr{Value: p.expr()}
	t.Src = p.from(at)
	return t
}

// abstractType reads a type with an abstract declarator: `int*`, `void (*)(int)`.
func (p *parser) abstractType() *TypeExpr {
	t := p.baseType()
	d := p.declarator(t, declAbstract)
	d.Type.Src = p.from(t.Src.Start)
	return d.Type
}

// cast reads `<T>x` and `<T?>x`.
func (p *parser) cast() Expr {
	p.enter()
	defer p.leave()
	at := p.pos()
	p.i++
	n := &Cast{Type: p.abstractType()}
	if p.accept(lexer.Question) {
		n.Checked = true
	}
	if p.kind() != lexer.Greater {
		d := p.report(CodeUnexpected, p.found(), "expected '>' after the type of the cast, found %s", p.describe(p.toks[p.i]))
		d.Note(source.At(at), "the cast begins here")
		bail()
	}
	p.i++
	n.X = p.unary()
	n.Src = p.from(at)
	return n
}

// typeArgument reads a type where an expression could stand, if it can only be a
// type: one with a qualifier, of several words, or a pointer.
func (p *parser) typeArgument() Expr {
	if p.mode.Python || p.kind() != lexer.Name || !p.onlyType() {
		return nil
	}
	return p.abstractType()
}

// onlyType looks ahead for a type that is no expression.
func (p *parser) onlyType() bool {
	w := p.word(0)
	if (ownWords[w] || cvWords[w] || signWords[w]) && p.peek(1) == lexer.Name {
		return true
	}
	n := 1
	for p.peek(n) == lexer.Dot && (p.peek(n+1) == lexer.Name) {
		n += 2
	}
	if p.peek(n) == lexer.LBrack {
		n = p.afterBrackets(n)
	}
	stars := false
	for {
		switch p.peek(n) {
		case lexer.Star, lexer.Power, lexer.Amp:
			stars = true
			n++
			continue
		case lexer.Comma, lexer.RBrack, lexer.RParen:
			return stars
		}
		return false
	}
}

// afterBrackets returns the place behind the brackets that open at the token n ahead.
func (p *parser) afterBrackets(n int) int {
	depth := 0
	for ; ; n++ {
		switch p.peek(n) {
		case lexer.LBrack, lexer.LParen, lexer.LBrace:
			depth++
		case lexer.RBrack, lexer.RParen, lexer.RBrace:
			depth--
			if depth == 0 {
				return n + 1
			}
		case lexer.EOF, lexer.Newline:
			return n
		}
	}
}

// cythonAtom reads the operands that only Cython has, nil where there is none.
func (p *parser) cythonAtom() Expr {
	t := p.toks[p.i]
	at := p.pos()
	switch p.text(t) {
	case "NULL":
		if p.peek(1) == lexer.LParen || p.peek(1) == lexer.Assign {
			return nil
		}
		return p.constant(Null)
	case "sizeof":
		if p.peek(1) == lexer.LParen {
			return p.sizeOf()
		}
	case "typeof":
		if p.peek(1) == lexer.LParen {
			p.i++
			open := p.next()
			n := &TypeOf{X: p.expr()}
			p.closing(lexer.RParen, open)
			n.Src = p.from(at)
			return n
		}
	case "new":
		if p.peek(1) == lexer.Name {
			p.i++
			n := &New{Type: p.baseType()}
			n.Lparen = p.pos()
			if p.kind() != lexer.LParen {
				d := p.report(CodeUnexpected, p.found(), "expected '(' after the type of 'new', found %s", p.describe(p.toks[p.i]))
				d.Fix = fix(source.Span{Start: p.end(), End: p.end()}, "()", "write `()`")
				bail()
			}
			n.Args = p.callArgs()
			n.Src = p.from(at)
			return n
		}
	}
	return nil
}

// sizeOf reads `sizeof(type)` or `sizeof(expression)`.
func (p *parser) sizeOf() Expr {
	at := p.pos()
	p.i++
	open := p.next()
	n := &SizeOf{}
	ok := p.try(func() {
		n.X = p.expr()
		if p.kind() != lexer.RParen {
			bail()
		}
	})
	if !ok || p.basicName(n.X) {
		if ok {
			p.i--
			n.X = nil
		}
		n.Type = p.abstractType()
	}
	p.closing(lexer.RParen, open)
	n.Src = p.from(at)
	return n
}

// basicName reports whether an expression is the name of a basic C type, and goes
// back before it.
func (p *parser) basicName(x Expr) bool {
	n, ok := x.(*Name)
	return ok && basicWords[n.Name]
}

// consume reads `consume x`.
func (p *parser) consume() Expr {
	p.enter()
	defer p.leave()
	at := p.pos()
	p.i++
	n := &Consume{X: p.unary()}
	n.Src = p.from(at)
	return n
}
