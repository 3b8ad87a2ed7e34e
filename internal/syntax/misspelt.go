package syntax

import (
	"strings"

	"github.com/cyp-lang/cyp/internal/lexer"
)

// First words of statements, for the suggestion where an unknown one is used.
var (
	pythonWords = []string{"def", "class", "import", "from", "return", "while", "for", "if", "elif", "else", "try", "except", "finally", "with",
		"raise", "assert", "pass", "break", "continue", "global", "nonlocal", "del", "yield", "async", "match", "print"}
	cythonWords = []string{"cdef", "cpdef", "ctypedef", "cimport", "include", "cypclass"}
	// foreign words are those of other languages.
	foreignWords = map[string]string{"function": "def", "func": "def", "fn": "def", "fun": "def", "sub": "def", "elseif": "elif", "elsif": "elif",
		"switch": "match", "catch": "except", "foreach": "for", "throw": "raise", "require": "import", "using": "import", "unless": "if not", "until": "while not"}
)

// misspelt reports a first word of the line that is nearly one of the language's,
// where something follows that makes no sense after a name. It reports whether
// there is one.
func (p *parser) misspelt() bool {
	lo, hi := p.lineBounds(p.i)
	first := p.toks[lo]
	if first.Kind != lexer.Name || p.i != lo+1 && p.toks[hi-1].Kind != lexer.Colon {
		return false
	}
	if k := p.toks[lo+1].Kind; k == lexer.LParen || k == lexer.Assign || k == lexer.Dot || k == lexer.Comma {
		if p.i == lo+1 || p.toks[hi-1].Kind != lexer.Colon {
			return false
		}
	}
	w := p.text(first)
	want := p.nearWord(w)
	if want == "" {
		return false
	}
	d := p.report(CodeMisspelt, p.spanOf(first), "unknown word '%s': did you mean '%s'?", w, want)
	if want == "match" && w != "match" && distance(w, want) > 2 {
		d.Hint("a match statement has a `case` for each alternative")
		p.failScope = inMatch
		return true
	}
	d.Fix = fix(p.spanOf(first), want, "write `"+want+"`")
	return true
}

// nearWord returns the word of the language that w stands for, "" if none.
func (p *parser) nearWord(w string) string {
	if want, ok := foreignWords[w]; ok {
		return want
	}
	words := pythonWords
	if !p.mode.Python {
		words = append(append([]string(nil), cythonWords...), words...)
	}
	for _, want := range words {
		if w != want && len(w) > 2 && distance(w, want) == 1 {
			return want
		}
	}
	return ""
}

// misspeltDeclaration reports `cdef cypclas A:`, whose block is then read as that of
// the class that was meant.
func (p *parser) misspeltDeclaration(m Mods) {
	w := p.word(0)
	if w == "" || p.peek(1) != lexer.Name {
		return
	}
	n := 2
	if k := p.peek(2); k == lexer.LParen || k == lexer.LBrack {
		n = p.afterBrackets(2)
	}
	if p.peek(n) == lexer.Name && p.word(n) == "activable" {
		n++
	}
	// A word with a capital is a type: `cdef Enum f(x):` is a function.
	if p.peek(n) != lexer.Colon || strings.ToLower(w) != w || n > 2 && p.peek(2) == lexer.LParen && m.Keyword != "cdef" {
		return
	}
	for _, c := range []struct {
		word  string
		scope scope
	}{{"cypclass", inCyp}, {"cppclass", inCpp}, {"struct", inStruct}, {"union", inStruct}, {"enum", inStruct}, {"class", inCClass}} {
		if d := distance(w, c.word); d == 0 || d > 2 || d == 2 && len(c.word) < 8 {
			continue
		}
		p.failScope = c.scope
		d := p.report(CodeMisspelt, p.here(), "unknown word '%s': did you mean '%s'?", w, c.word)
		d.Fix = fix(p.here(), c.word, "write `"+c.word+"`")
		bail()
	}
}

// distance is the number of letters to insert, remove, replace or swap with their
// neighbour to get from a to b, 3 at most.
func distance(a, b string) int {
	const far = 3
	if len(a)-len(b) >= far || len(b)-len(a) >= far {
		return far
	}
	prev2, prev, cur := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				cur[j] = min(cur[j], prev2[j-2]+1)
			}
		}
		prev2, prev, cur = prev, cur, prev2
	}
	return min(prev[len(b)], far)
}
