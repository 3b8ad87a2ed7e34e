package lexer

// The keyword table is a small open-addressed hash, since every name of a
// program is looked up in it.
const keywordSlots = 256

type keywordSlot struct {
	word string
	kind Kind
}

var keywords [keywordSlots]keywordSlot

func init() {
	for k := FirstKeyword; k < numKinds; k++ {
		w := kindText[k]
		h := keywordHash(w)
		for keywords[h].word != "" {
			h = (h + 1) % keywordSlots
		}
		keywords[h] = keywordSlot{w, k}
	}
}

func keywordHash(w string) uint {
	return (uint(w[0])*7 + uint(w[len(w)-1])*31 + uint(w[1])*3 + uint(len(w))*57) % keywordSlots
}

// lookup returns the kind of a word: a keyword or Name.
func lookup(w string, python bool) Kind {
	if len(w) < 2 || len(w) > 8 {
		return Name
	}
	for h := keywordHash(w); keywords[h].word != ""; h = (h + 1) % keywordSlots {
		if keywords[h].word == w {
			if python && keywords[h].kind >= firstCython {
				return Name
			}
			return keywords[h].kind
		}
	}
	return Name
}

// IsKeyword reports whether a word is a keyword of Python or Cython.
func IsKeyword(w string) bool { return lookup(w, false) != Name }

// startsStatement reports whether a keyword can only begin a statement, so that
// meeting it inside brackets at the start of a line means an unclosed bracket.
func startsStatement(k Kind) bool {
	switch k {
	case KwAssert, KwBreak, KwClass, KwContinue, KwDef, KwDel, KwElif, KwFinally, KwGlobal, KwImport,
		KwNonlocal, KwPass, KwRaise, KwReturn, KwTry, KwWhile, KwCdef, KwCpdef, KwCtypedef, KwCimport, KwInclude:
		return true
	}
	return false
}
