package syntax

import (
	"github.com/cyp-lang/cyp/internal/lexer"
	"github.com/cyp-lang/cyp/internal/source"
)

// foreignStatements are words that begin a statement in other languages, with what is written here in their place.
var foreignStatements = map[string]string{
	"go":        "work of another thread is a call on an `active` object (`cyp help actors`)",
	"defer":     "what must happen at the end is written in `finally`, or by a `with` block",
	"package":   "a module has the name of its file: leave the line out",
	"const":     "a constant is an item of an `enum`, or a name that is assigned once",
	"goto":      "there are `break`, `continue` and `return`",
	"select":    "an actor takes its messages one by one, in the order in which they come",
	"namespace": "a module is the namespace: use a file of its own",
	"template":  "the parameters of a template stand after the name of the class: `cdef cypclass Box[T]:`",
	"interface": "an interface is a cypclass whose methods the classes that inherit from it define anew",
	"struct":    "a struct is declared with `cdef struct`, a class with `cdef cypclass`",
	"enum":      "an enum is declared with `cdef enum`",
	"do":        "a loop that tests at its end is `while True:` with `if …: break`",
	"auto":      "a variable gets the type of what is assigned to it: leave the word out",
	"val":       "a variable exists once it is assigned: leave the word out",
	"mut":       "a variable exists once it is assigned: leave the word out",
}

// foreignStatement reports a statement of another language, where the second token of the line can't follow a name, and whether
// there is one.
func (p *parser) foreignStatement() bool {
	lo, hi := p.lineBounds(p.i)
	first := p.toks[lo]
	if first.Kind != lexer.Name || p.i != lo+1 || p.kind() != lexer.Name {
		return false
	}
	w := p.text(first)
	if w == "type" && lo+2 < hi {
		if k := p.word(1); k == "struct" || k == "interface" {
			d := p.report(CodeMisspelt, p.spanOf(first), "there is no statement 'type … %s'", k)
			d.Hint("write `cdef cypclass %s:` for objects, `cdef struct %s:` for values without methods", p.word(0), p.word(0))
			if k == "interface" {
				d.Hint("%s", foreignStatements[k])
			}
			return true
		}
	}
	help, ok := foreignStatements[w]
	if !ok {
		return false
	}
	p.report(CodeMisspelt, p.spanOf(first), "there is no statement '%s'", w).Hint("%s", help)
	return true
}

// foreignVariable reports `let x = 1` and `var x int = 3`, w being the first word of the line.
func (p *parser) foreignVariable(w string, first lexer.Token) {
	d := p.report(CodeMisspelt, p.spanOf(first), "a variable is not declared with '%s': it exists once it is assigned", w)
	at := source.Span{Start: p.spanOf(first).Start, End: p.pos()}
	name, typ := p.word(0), p.word(1)
	switch {
	case typ == "":
		d.Fix = fix(at, "", "remove `"+w+"`")
	case p.mode.Python:
		d.Hint("write `%s = …`", name)
	default:
		at.End = p.spanOf(p.toks[p.i+1]).End
		text := "cdef " + typ + " " + name
		d.Fix = fix(at, text, "write `"+text+"`")
	}
}

// foreignLoop adds to an error in the head of a loop what is written in place of those of other languages.
func (p *parser) foreignLoop() (help string) {
	_, hi := p.lineBounds(p.i)
	for i := p.i; i < hi; i++ {
		switch {
		case p.toks[i].Kind == lexer.Semi:
			return "a loop over numbers is written `for i in range(10):`"
		case p.toks[i].Kind == lexer.Name && p.text(p.toks[i]) == "range" && p.toks[i+1].Kind == lexer.Name:
			return "`for x in xs:` runs over the elements, `for i, x in enumerate(xs):` over their numbers too"
		}
	}
	return ""
}

// comment reports whether the current token stands in a comment of C: it is the second after `//`, or `/*`.
func (p *parser) comment() bool {
	if p.i < 2 {
		return false
	}
	k := p.toks[p.i-2].Kind
	return k == lexer.FloorDiv && p.kind() == lexer.Name && p.toks[p.i-1].Kind == lexer.Name
}

// doubled reports `a && b`, which would be the address of b.
func (p *parser) doubled(op lexer.Token) {
	t := p.toks[p.i]
	if op.Kind == lexer.Amp && t.Kind == lexer.Amp && op.End == t.Start {
		p.foreignOperator(op, t)
		bail()
	}
}
