// Package lexer turns the text of a file into tokens.
//
// In: a source.File. Out: Tokens, a flat list that ends with EOF and in which
// NEWLINE, INDENT and DEDENT say what CPython's tokenizer would say, comments
// kept aside, and the list of what is wrong with the text.
//
// Invariants: the scanner never stops early. A piece of text that is no token
// becomes an Invalid token and one Error. INDENT and DEDENT are balanced, each
// logical line ends in NEWLINE, and token offsets never decrease.
//
//	if x:  # note        KwIf Name(x) Colon Newline
//	    f"{y}"           Indent FStart LBrace Name(y) RBrace FEnd Newline Dedent EOF
package lexer

import "github.com/cyp-lang/cyp/internal/source"

// Kind tells tokens apart.
type Kind uint8

// The kinds of token. Keywords follow FirstKeyword.
const (
	EOF     Kind = iota
	Invalid      // already reported
	Newline
	Indent
	Dedent
	Name
	Number
	String  // a whole literal with its prefix and quotes
	FStart  // prefix and opening quote of an f-string
	FMiddle // literal text of an f-string
	FEnd    // its closing quote

	LParen
	RParen
	LBrack
	RBrack
	LBrace
	RBrace
	Comma
	Colon
	Semi
	Dot
	Ellipsis
	Assign
	Walrus
	Arrow
	At
	Plus
	Minus
	Star
	Power
	Slash
	FloorDiv
	Percent
	Amp
	Bar
	Caret
	Tilde
	LShift
	RShift
	Less
	Greater
	LessEq
	GreaterEq
	Equal
	NotEqual
	OldNotEqual // <>
	Exclam
	Question
	Backquote
	PlusEq
	MinusEq
	StarEq
	SlashEq
	FloorDivEq
	PercentEq
	AtEq
	AmpEq
	BarEq
	CaretEq
	LShiftEq
	RShiftEq
	PowerEq

	KwFalse
	KwNone
	KwTrue
	KwAnd
	KwAs
	KwAssert
	KwAsync
	KwAwait
	KwBreak
	KwClass
	KwContinue
	KwDef
	KwDel
	KwElif
	KwElse
	KwExcept
	KwFinally
	KwFor
	KwFrom
	KwGlobal
	KwIf
	KwImport
	KwIn
	KwIs
	KwLambda
	KwNonlocal
	KwNot
	KwOr
	KwPass
	KwRaise
	KwReturn
	KwTry
	KwWhile
	KwWith
	KwYield

	// Words of Cython; names in a Python file.
	KwCdef
	KwCpdef
	KwCtypedef
	KwCimport
	KwInclude
	KwDEF
	KwIF
	KwELIF
	KwELSE

	numKinds
)

// FirstKeyword is the first kind that is a keyword.
const FirstKeyword = KwFalse

// firstCython is the first keyword that only Cython has.
const firstCython = KwCdef

var kindText = [numKinds]string{
	EOF: "end of file", Invalid: "invalid text", Newline: "end of line", Indent: "indent", Dedent: "dedent",
	Name: "name", Number: "number", String: "string", FStart: "f-string", FMiddle: "f-string text", FEnd: "end of f-string",
	LParen: "(", RParen: ")", LBrack: "[", RBrack: "]", LBrace: "{", RBrace: "}",
	Comma: ",", Colon: ":", Semi: ";", Dot: ".", Ellipsis: "...", Assign: "=", Walrus: ":=", Arrow: "->", At: "@",
	Plus: "+", Minus: "-", Star: "*", Power: "**", Slash: "/", FloorDiv: "//", Percent: "%", Amp: "&", Bar: "|",
	Caret: "^", Tilde: "~", LShift: "<<", RShift: ">>", Less: "<", Greater: ">", LessEq: "<=", GreaterEq: ">=",
	Equal: "==", NotEqual: "!=", OldNotEqual: "<>", Exclam: "!", Question: "?", Backquote: "`",
	PlusEq: "+=", MinusEq: "-=", StarEq: "*=", SlashEq: "/=", FloorDivEq: "//=", PercentEq: "%=", AtEq: "@=",
	AmpEq: "&=", BarEq: "|=", CaretEq: "^=", LShiftEq: "<<=", RShiftEq: ">>=", PowerEq: "**=",
	KwFalse: "False", KwNone: "None", KwTrue: "True", KwAnd: "and", KwAs: "as", KwAssert: "assert", KwAsync: "async",
	KwAwait: "await", KwBreak: "break", KwClass: "class", KwContinue: "continue", KwDef: "def", KwDel: "del",
	KwElif: "elif", KwElse: "else", KwExcept: "except", KwFinally: "finally", KwFor: "for", KwFrom: "from",
	KwGlobal: "global", KwIf: "if", KwImport: "import", KwIn: "in", KwIs: "is", KwLambda: "lambda",
	KwNonlocal: "nonlocal", KwNot: "not", KwOr: "or", KwPass: "pass", KwRaise: "raise", KwReturn: "return",
	KwTry: "try", KwWhile: "while", KwWith: "with", KwYield: "yield",
	KwCdef: "cdef", KwCpdef: "cpdef", KwCtypedef: "ctypedef", KwCimport: "cimport", KwInclude: "include",
	KwDEF: "DEF", KwIF: "IF", KwELIF: "ELIF", KwELSE: "ELSE",
}

func (k Kind) String() string { return kindText[k] }

// IsKeyword reports whether k is a reserved word.
func (k Kind) IsKeyword() bool { return k >= FirstKeyword }

// IsAugAssign reports whether k is an in-place operator such as `+=`.
func (k Kind) IsAugAssign() bool { return k >= PlusEq && k <= PowerEq }

// Token is a piece of the text; Start and End are byte offsets in the file.
type Token struct {
	Start, End int32
	Kind       Kind
}

// Tokens is a scanned file.
type Tokens struct {
	File     *source.File
	List     []Token // ends with EOF
	Comments []Token // spans only
	Errors   []Error // by position
}

// Span returns the place of t.
func (ts *Tokens) Span(t Token) source.Span {
	return source.Span{Start: ts.File.Pos(int(t.Start)), End: ts.File.Pos(int(t.End))}
}

// Options says which words are reserved and which numbers exist.
type Options struct {
	Python bool // a .py file: no Cython words, no C number suffixes
	Level2 bool // Python 2 literals: 0777, 1L, ur''
}

// ErrorKind tells apart what can be wrong with a text.
type ErrorKind uint8

// What can be wrong with a text.
const (
	BadCharacter ErrorKind = iota
	BadNumber
	BadString
	Unterminated
	Unclosed  // a bracket that nothing closes
	Unmatched // a closing bracket that nothing opened, or of the wrong shape
	BadIndent
	MixedTabs
	BadContinuation
	TooDeep
	BadFString
	BraceBlock // a block in braces
)

// Error is one thing that is wrong with a text.
type Error struct {
	Kind       ErrorKind
	Start, End int32
	Msg        string
	Help       string
	ToEnd      bool   // a string that goes on to the end of the file
	Fix        string // replacement of [Start, End), with FixTitle set
	FixTitle   string
	FixAt      int32 // where Fix is inserted, if it is not a replacement
	NoteAt     int32 // with Note set: another place
	Note       string
}
