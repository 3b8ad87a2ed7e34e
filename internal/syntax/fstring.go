package syntax

import (
	"strings"

	"github.com/cyp-lang/cyp/internal/lexer"
	"github.com/cyp-lang/cyp/internal/source"
)

// fstring reads adjacent literals of which at least one is interpolated.
func (p *parser) fstring() Expr {
	p.enter()
	defer p.leave()
	at := p.pos()
	n := &FString{}
	for {
		t := p.toks[p.i]
		switch t.Kind {
		case lexer.String:
			p.i++
			k, v := p.literal(t)
			if k == Bytes || k == CharLit {
				p.fail(CodeString, p.from(at), "cannot mix bytes and nonbytes literals")
			}
			n.Raw = append(n.Raw, p.text(t))
			n.Parts = addText(n.Parts, p.spanOf(t), v)
		case lexer.FStart:
			p.i++
			raw := strings.ContainsAny(p.text(t), "rR")
			n.Parts = p.fparts(n.Parts, raw, false)
			if p.kind() != lexer.FEnd {
				p.unexpected("the end of the f-string")
			}
			end := p.next()
			n.Raw = append(n.Raw, p.src[t.Start:end.End])
		default:
			n.Src = p.from(at)
			return n
		}
	}
}

// addText appends literal text, joined with the text before it.
func addText(parts []FPart, span source.Span, text string) []FPart {
	if text == "" {
		return parts
	}
	if k := len(parts); k > 0 && parts[k-1].Value == nil {
		parts[k-1].Text += text
		parts[k-1].Src.End = span.End
		return parts
	}
	return append(parts, FPart{Loc: Loc{span}, Text: text})
}

// fparts reads texts and fields up to the end of the literal or of the format
// specification.
func (p *parser) fparts(parts []FPart, raw, spec bool) []FPart {
	for {
		t := p.toks[p.i]
		switch t.Kind {
		case lexer.FMiddle:
			p.i++
			s := p.text(t)
			if !spec {
				s = unbrace(s, raw)
			}
			parts = addText(parts, p.spanOf(t), p.unescape(t, s, raw, Text))
		case lexer.LBrace:
			parts = append(parts, p.ffield(raw))
		default:
			return parts
		}
	}
}

// unbrace turns doubled braces into single ones, except those of `\N{…}`.
func unbrace(s string, raw bool) string {
	if strings.IndexByte(s, '{') < 0 && strings.IndexByte(s, '}') < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '\\' && !raw && i+2 < len(s) && s[i+1] == 'N' && s[i+2] == '{' {
			end := strings.IndexByte(s[i:], '}')
			if end > 0 {
				b.WriteString(s[i : i+end+1])
				i += end
				continue
			}
		}
		b.WriteByte(c)
		if c == '\\' && i+1 < len(s) && s[i+1] != '{' && s[i+1] != '}' {
			i++
			b.WriteByte(s[i])
			continue
		}
		if (c == '{' || c == '}') && i+1 < len(s) && s[i+1] == c {
			i++
		}
	}
	return b.String()
}

// ffield reads one `{…}`.
func (p *parser) ffield(raw bool) FPart {
	at := p.pos()
	open := p.next()
	noIn := p.noIn
	p.noIn = false
	defer func() { p.noIn = noIn }()
	f := FPart{}
	switch p.kind() {
	case lexer.RBrace, lexer.Exclam, lexer.Colon, lexer.Assign:
		p.report(CodeFString, p.here(), "f-string: valid expression required before '%s'", p.text(p.toks[p.i])).
			Hint("for braces in the text, write them twice")
		bail()
	}
	if p.kind() == lexer.KwYield {
		f.Value = p.yield()
	} else {
		f.Value = p.starExprs()
		if p.kind() == lexer.Walrus {
			p.unexpected("'}'")
		}
	}
	if p.kind() == lexer.Assign {
		p.i++
		end := p.toks[p.i].Start
		f.Debug = p.src[open.End:end]
	}
	if p.accept(lexer.Exclam) {
		t := p.toks[p.i]
		if t.Kind != lexer.Name {
			p.fail(CodeFString, p.found(), "f-string: invalid conversion character")
		}
		switch c := p.text(t); {
		case t.Start != p.toks[p.i-1].End:
			p.fail(CodeFString, p.here(), "f-string: conversion type must come right after the exclamation mark")
		case c != "r" && c != "s" && c != "a":
			p.fail(CodeFString, p.here(), "f-string: invalid conversion character '%s': expected 's', 'r', or 'a'", c)
		}
		f.Conv = p.text(t)[0]
		p.i++
	}
	if p.accept(lexer.Colon) {
		f.Format = p.fparts([]FPart{}, raw, true)
	}
	if p.kind() != lexer.RBrace {
		p.fail(CodeFString, p.found(), "f-string: expected '}' after the expression, found %s", p.describe(p.toks[p.i]))
	}
	p.i++
	f.Src = p.from(at)
	return f
}
