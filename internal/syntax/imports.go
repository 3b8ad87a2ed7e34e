package syntax

import (
	"github.com/cyp-lang/cyp/internal/lexer"
	"github.com/cyp-lang/cyp/internal/source"
)

func (p *parser) importStmt() Stmt {
	at := p.pos()
	n := &Import{C: p.next().Kind == lexer.KwCimport}
	if p.kind() == lexer.Dot {
		p.report(CodeImport, p.here(), "expected a name, found '.'").Hint("a relative import is written `from . import name`")
		bail()
	}
	for {
		from := p.pos()
		in := ImportName{Path: p.dotted()}
		if p.accept(lexer.KwAs) {
			id := p.ident()
			in.As = &id
		}
		in.Src = p.from(from)
		n.Names = append(n.Names, in)
		if !p.accept(lexer.Comma) {
			break
		}
	}
	if p.kind() == lexer.KwFrom {
		word := map[bool]string{false: "import", true: "cimport"}[n.C]
		d := p.report(CodeImport, p.from(at), "Did you mean to use 'from ... %s ...' instead?", word)
		if k := p.i + 1; p.peek(1) == lexer.Name && p.peek(2) == lexer.Newline && len(n.Names) == 1 {
			text := "from " + p.text(p.toks[k]) + " " + word + " " + p.src[p.file.Offset(n.Names[0].Src.Start):p.file.Offset(n.Names[0].Src.End)]
			d.Fix = fix(source.Span{Start: at, End: p.spanOf(p.toks[k]).End}, text, "write `"+text+"`")
		}
		bail()
	}
	n.Src = p.from(at)
	return n
}

// dotted reads `a.b.c`.
func (p *parser) dotted() []Ident {
	out := []Ident{p.ident()}
	for p.kind() == lexer.Dot {
		p.i++
		out = append(out, p.attributeName())
	}
	return out
}

func (p *parser) fromImport() Stmt {
	at := p.pos()
	p.i++
	n := &FromImport{}
	for {
		if p.accept(lexer.Dot) {
			n.Level++
		} else if p.accept(lexer.Ellipsis) {
			n.Level += 3
		} else {
			break
		}
	}
	if k := p.kind(); n.Level == 0 || k != lexer.KwImport && k != lexer.KwCimport {
		n.Module = p.dotted()
	}
	switch p.kind() {
	case lexer.KwImport:
	case lexer.KwCimport:
		n.C = true
	default:
		d := p.report(CodeUnexpected, p.found(), "expected 'import', found %s", p.describe(p.toks[p.i]))
		for _, w := range []string{"import", "cimport"} {
			if x := p.word(0); x != "" && distance(x, w) == 1 && (w == "import" || !p.mode.Python) {
				d.Code, d.Message = CodeMisspelt, "unknown word '"+x+"': did you mean '"+w+"'?"
				d.Fix = fix(p.here(), w, "write `"+w+"`")
			}
		}
		bail()
	}
	p.i++
	if p.accept(lexer.Star) {
		n.Star = true
		n.Src = p.from(at)
		return n
	}
	open := p.toks[p.i]
	if n.Parens = p.accept(lexer.LParen); n.Parens {
		n.Lparen = p.spanOf(open).Start
	}
	for {
		n.Names = append(n.Names, p.importedName(n.C))
		if !p.accept(lexer.Comma) {
			break
		}
		if n.Parens && p.kind() == lexer.RParen {
			break
		}
		if !n.Parens && p.kind() == lexer.Newline {
			d := p.report(CodeImport, p.found(), "trailing comma not allowed without surrounding parentheses")
			d.Fix = fix(p.spanOf(p.toks[p.i-1]), "", "remove the comma")
			bail()
		}
	}
	if n.Parens {
		p.closing(lexer.RParen, open)
	}
	n.Src = p.from(at)
	return n
}

func (p *parser) importedName(c bool) ImportName {
	at := p.pos()
	in := ImportName{}
	if c {
		switch w := p.word(0); w {
		case "struct", "union", "enum":
			if p.peek(1) == lexer.Name {
				p.i++
				in.Kind = w
			}
		}
		if p.kind() == lexer.KwClass {
			p.i++
			in.Kind = "class"
		}
	}
	if c {
		in.Path = []Ident{p.cident()}
	} else {
		in.Path = []Ident{p.ident()}
	}
	if p.accept(lexer.KwAs) {
		id := p.ident()
		in.As = &id
		if k := p.kind(); k == lexer.Dot || k == lexer.LParen || k == lexer.LBrack {
			p.fail(CodeImport, id.Src, "the name after 'as' in an import must be a plain name")
		}
	}
	in.Src = p.from(at)
	return in
}
