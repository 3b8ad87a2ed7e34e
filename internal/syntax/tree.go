// Package syntax turns tokens into a tree and a tree back into text.
//
// In: a source.File. Out: a *File whose nodes all carry a span. The tree keeps
// the program as written: nothing is resolved, desugared or typed here.
package syntax

import "github.com/cyp-lang/cyp/internal/source"

// Node is anything with a place in the source.
type Node interface{ Span() source.Span }

// Loc is a node's place; every node embeds it.
type Loc struct{ Src source.Span }

// Span returns the node's place.
func (l Loc) Span() source.Span { return l.Src }

// Expr is an expression, Stmt a statement.
type (
	Expr interface {
		Node
		isExpr()
	}
	Stmt interface {
		Node
		isStmt()
	}
	exprNode struct{ Loc }
	stmtNode struct{ Loc }
)

func (exprNode) isExpr() {}
func (stmtNode) isStmt() {}

// File is one parsed module or declaration file.
type File struct {
	Loc
	Source     *source.File
	Body       []Stmt
	Comments   []*Comment
	Directives map[string]string // from `# cython: name=value` comments before the code
}

// Comment is a comment, with its `#`.
type Comment struct {
	Loc
	Text string
}

// Ident is a name at a place (never an expression by itself).
type Ident struct {
	Loc
	Name string
}

// ---- Expressions -----------------------------------------------------------

type (
	// Name is a use of a name.
	Name struct {
		exprNode
		Name string
	}
	// Constant is None, True, False, Ellipsis (`...`) or NULL.
	Constant struct {
		exprNode
		Kind ConstKind
	}
	// Number is a numeric literal as written: "0x1F", "1_000", "1e3", "2j", "10UL".
	Number struct {
		exprNode
		Text string
	}
	// String is one or more adjacent literals without interpolation, joined.
	String struct {
		exprNode
		Kind  StringKind
		Value string   // decoded: text as UTF-8 (lone surrogates as WTF-8), bytes raw
		Parts []string // the literals as written, for the printer
	}
	// FString is a joined literal with at least one f-part.
	FString struct {
		exprNode
		Parts []FPart
		Raw   []string // the literals as written, for the printer
	}
	// FPart is a piece of an FString: a text, or a replacement field.
	FPart struct {
		Loc
		Text   string  // where Value is nil
		Value  Expr    // the expression
		Debug  string  // source text with `=` where `{x=}` was written, else ""
		Conv   byte    // 'r', 's', 'a' or 0
		Format []FPart // the format specification, nil for none
	}
	// Tuple, List, Set are displays. Parens tells whether a tuple was in parentheses.
	Tuple struct {
		exprNode
		Elts   []Expr
		Parens bool
	}
	List struct {
		exprNode
		Elts []Expr
	}
	Set struct {
		exprNode
		Elts []Expr
	}
	// Dict is a dict display; a nil key is a `**value` entry.
	Dict struct {
		exprNode
		Keys, Values []Expr
	}
	// Comp is a comprehension or a generator expression.
	Comp struct {
		exprNode
		Kind       CompKind
		Elt, Value Expr // Value for dict comprehensions: Elt: Value
		Clauses    []CompClause
	}
	// CompClause is `[async] for Target in Iter {if Cond}`.
	CompClause struct {
		Loc
		Async  bool
		Target Expr
		Iter   Expr
		From   *ForFrom // Cython's `for i from lo <= i < hi`: Iter is nil
		Ifs    []Expr
	}
	// Paren is a parenthesised expression (kept so that positions and printing are exact).
	Paren struct {
		exprNode
		X Expr
	}
	// Attribute is `X.Name`; Dot is the position of the dot.
	Attribute struct {
		exprNode
		X    Expr
		Dot  source.Pos
		Name Ident
	}
	// Subscript is `X[Index]`; Index is a Tuple where commas were written.
	// Lbrack is the position of the bracket. Where the index can only be a type (a
	// qualified one, a pointer) it is a TypeExpr.
	Subscript struct {
		exprNode
		X      Expr
		Lbrack source.Pos
		Index  Expr
	}
	// Slice is `Lo:Hi:Step` inside a subscript; each may be nil.
	Slice struct {
		exprNode
		Lo, Hi, Step Expr
	}
	// Call is `Func(Args)`; Lparen is the position of the parenthesis.
	Call struct {
		exprNode
		Func   Expr
		Lparen source.Pos
		Args   []Arg
	}
	// Arg is one argument: positional, `Name=Value`, `*Value` or `**Value`.
	Arg struct {
		Loc
		Name  *Ident
		Stars int // 0, 1 or 2
		Value Expr
	}
	// Unary is `Op X`: - + ~ not, and & (address of). OpPos is its position.
	Unary struct {
		exprNode
		Op    string
		OpPos source.Pos
		X     Expr
	}
	// Binary is `X Op Y`: arithmetic, bit and shift operators, `@`, `**`.
	Binary struct {
		exprNode
		Op    string
		OpPos source.Pos
		X, Y  Expr
	}
	// BoolOp is `X and Y` or `X or Y`; chains nest to the left.
	BoolOp struct {
		exprNode
		Op    string
		OpPos source.Pos
		X, Y  Expr
	}
	// Compare is `First Ops[0] Rest[0] Ops[1] Rest[1] …`.
	Compare struct {
		exprNode
		First Expr
		Ops   []CompareOp
		Rest  []Expr
	}
	// CompareOp is one of == != < > <= >= in, not in, is, is not (and `<>`).
	CompareOp struct {
		Loc
		Op string
	}
	// IfExp is `Then if Cond else Else`.
	IfExp struct {
		exprNode
		Then, Cond, Else Expr
	}
	// Lambda is `lambda Params: Body`.
	Lambda struct {
		exprNode
		Params *Params
		Body   Expr
	}
	// NamedExpr is `Name := Value`.
	NamedExpr struct {
		exprNode
		Target *Name
		Value  Expr
	}
	// Starred is `*X` in a display, target or subscript.
	Starred struct {
		exprNode
		X Expr
	}
	// Await, Yield (X may be nil), YieldFrom.
	Await struct {
		exprNode
		X Expr
	}
	Yield struct {
		exprNode
		X Expr
	}
	YieldFrom struct {
		exprNode
		X Expr
	}
	// Backquote is Python 2's `X` in backquotes.
	Backquote struct {
		exprNode
		X Expr
	}

	// Cast is `<Type> X`, or `<Type?> X` with Checked. Src starts at `<`.
	Cast struct {
		exprNode
		Type    *TypeExpr
		Checked bool
		X       Expr
	}
	// SizeOf is `sizeof(Type)` or `sizeof(X)`: one of the two is set. A name
	// that could be either is in X.
	SizeOf struct {
		exprNode
		Type *TypeExpr
		X    Expr
	}
	// TypeOf is `typeof(X)`.
	TypeOf struct {
		exprNode
		X Expr
	}
	// New is `new Type(Args)`.
	New struct {
		exprNode
		Type   *TypeExpr
		Lparen source.Pos
		Args   []Arg
	}
	// Consume is `consume X`.
	Consume struct {
		exprNode
		X Expr
	}
	// TypeExpr as an expression occurs in subscripts (template arguments that can't be expressions), and
	// as the argument of calls such as cython.declare.
)

// ConstKind tells constants apart.
type ConstKind uint8

const (
	None ConstKind = iota
	True
	False
	Ellipsis
	Null
)

// StringKind tells string literals apart.
type StringKind uint8

const (
	Text    StringKind = iota // '…', r'…', u'…' under level 3
	Bytes                     // b'…'
	CharLit                   // c'x': Value is the one byte
	Unicode                   // u'…' explicitly
)

// CompKind tells comprehensions apart.
type CompKind uint8

const (
	ListComp CompKind = iota
	SetComp
	DictComp
	GenExp
)

// ---- Types -----------------------------------------------------------------

// TypeExpr is a type as written: a base with qualifiers and an abstract or named declarator around it.
//
//	const iso Box[int]      Quals [const iso], Base Box, Args [int]
//	unsigned long long*     Base "unsigned long long", Derive [Pointer]
type TypeExpr struct {
	exprNode
	Quals    []Ident      // const, volatile, iso, lock, locked, active, in order
	Base     []Ident      // the dotted name; a C basic type is one Ident "unsigned long long"
	Args     []*TypeExpr  // template arguments of the base, nil for none
	Lbrack   source.Pos   // of the template arguments
	Member   []TypeMember // `.name[…]` after template arguments: vector[int].iterator
	Buffer   *Buffer      // `object[int, ndim=2]` and memoryview `int[:, ::1]`
	Func     *FuncType    // for a function type used as a parameter: the base is its result
	Derive   []Derive     // pointers, references, arrays, applied from the inside out
	Arrays   int          // how many of Derive, the first, stand behind the base: `int[2][3] x` is `int x[2][3]`
	Value    Expr         // for a template argument that is a value (a number), else nil
	Tuple    []*TypeExpr  // a C tuple `(int, double)`: Base is empty
	Struct   string       // "struct", "union" or "enum" where written before the name
	Optional bool         // Python annotation style `Type or None` / `not None` are on Param, not here
}

// Named reports whether a base type is written: a name or a C tuple.
func (t *TypeExpr) Named() bool { return len(t.Base) > 0 || len(t.Tuple) > 0 }

// TypeMember is a nested type after template arguments.
type TypeMember struct {
	Name Ident
	Args []*TypeExpr
}

// Derive is one step of a declarator.
type Derive struct {
	Loc
	Kind     DeriveKind
	Size     Expr      // Array: the length, or nil
	Func     *FuncType // Function
	Const    bool      // `* const`
	Volatile bool
}

// DeriveKind is what a Derive makes of the type so far.
type DeriveKind uint8

const (
	Pointer   DeriveKind = iota
	Reference            // &
	RValueRef            // &&
	Array                // [n]
	Function             // (args): a function returning the type so far
)

// FuncType is the parameter list and the rest of a C function declarator.
type FuncType struct {
	Loc
	Lparen   source.Pos
	Params   *Params
	NoGIL    bool
	WithGIL  bool
	Except   *ExceptClause
	Const    bool       // trailing `const` (C++ methods)
	Conv     string     // calling convention: "__stdcall", …
	ConstPos source.Pos // of the trailing `const`
}

// ExceptClause is `except v`, `except? v`, `except *`, `except ~`, `except +[name]` or `noexcept`.
type ExceptClause struct {
	Loc
	Kind  ExceptKind
	Value Expr // for ExceptValue and ExceptMaybe, and the handler of `except +handler`
	All   bool // `except +*`
}

// ExceptKind tells exception clauses apart.
type ExceptKind uint8

const (
	ExceptValue ExceptKind = iota
	ExceptMaybe            // except? v
	ExceptStar             // except *
	ExceptTilde            // except ~
	ExceptPlus             // except +
	NoExcept               // noexcept
)

// Buffer is the bracket of a memoryview (`int[:, ::1]`) or of old buffer syntax (`object[int, ndim=2]`).
type Buffer struct {
	Loc
	Axes []Slice // memoryview axes; nil for a buffer
	Args []Arg   // buffer arguments
	View bool
}

// Declarator is one declared name with its C name, type and default.
type Declarator struct {
	Loc
	Name    Ident           // "" for an abstract one
	CName   *String         // the C name string after it
	Type    *TypeExpr       // the full type of this name (base shared with its siblings, Derive of its own)
	Default Expr            // initialiser, or nil
	Params  []TemplateParam // of a template method: `T max[T](T a, T b)`
	Lparen  source.Pos      // of the parameter list where the type ends in a Function
	conv    string          // while it is read: a calling convention that waits for its parameters
}

// Params is a parameter list.
type Params struct {
	Loc
	List     []*Param
	Ellipsis bool // C `...`
}

// ParamKind tells how arguments reach a parameter.
type ParamKind uint8

const (
	Positional ParamKind = iota
	PosOnly              // before `/`
	KwOnly               // after `*`
	VarArgs              // *name
	KwArgs               // **name
)

// Param is a parameter. In Python style Annotation may be set; in C style Type.
// A lone name has Type nil. Whether a lone C parameter `Foo` of a declaration is a
// type or a name is for the resolver: it is in Name, Type nil, as written.
type Param struct {
	Loc
	Kind        ParamKind
	Name        Ident
	CName       *String
	Type        *TypeExpr
	Annotation  Expr
	Default     Expr   // for `=*` and `=?` in a .pxd a Constant Ellipsis
	DefaultMark string // "*" or "?" for those
	NotNone     bool   // `not None`
	OrNone      bool   // `or None`
	Tuple       *Tuple // Python 2 tuple parameter
}

// ---- Statements ------------------------------------------------------------

type (
	// ExprStmt is an expression for its effect.
	ExprStmt struct {
		stmtNode
		X Expr
	}
	// Assign is `T1 = T2 = … = Value`.
	Assign struct {
		stmtNode
		Targets []Expr
		Value   Expr
	}
	// AugAssign is `Target Op= Value`; Op without the `=`.
	AugAssign struct {
		stmtNode
		Target Expr
		Op     string
		OpPos  source.Pos
		Value  Expr
	}
	// AnnAssign is `Target: Annotation [= Value]`.
	AnnAssign struct {
		stmtNode
		Target     Expr
		Annotation Expr
		Value      Expr
	}
	Pass     struct{ stmtNode }
	Break    struct{ stmtNode }
	Continue struct{ stmtNode }
	Return   struct {
		stmtNode
		X Expr
	}
	// Raise is `raise X from Cause`; Python 2: `raise X, Value, Traceback`.
	Raise struct {
		stmtNode
		X, Cause         Expr
		Value, Traceback Expr
	}
	Assert struct {
		stmtNode
		Test, Msg Expr
	}
	Del struct {
		stmtNode
		Targets []Expr
		Comma   bool // `del x,`: one target and a comma
	}
	Global struct {
		stmtNode
		Names []Ident
	}
	Nonlocal struct {
		stmtNode
		Names []Ident
	}
	// Print is Python 2's statement: `print >>Dest, Args,`.
	Print struct {
		stmtNode
		Dest    Expr
		Args    []Expr
		NoBreak bool
	}
	// Exec is Python 2's statement.
	Exec struct {
		stmtNode
		X, Globals, Locals Expr
	}
	// If is an if with its elifs as nested Ifs in Else (a single *If with IsElif).
	If struct {
		stmtNode
		Cond   Expr
		Body   []Stmt
		Else   []Stmt
		IsElif bool
	}
	While struct {
		stmtNode
		Cond Expr
		Body []Stmt
		Else []Stmt
	}
	For struct {
		stmtNode
		Async  bool
		Target Expr
		Iter   Expr
		Body   []Stmt
		Else   []Stmt
	}
	// ForFrom is Cython's `for Lo Op1 Target Op2 Hi [by Step]:` and `for Target from Lo <= Target < Hi`.
	ForFrom struct {
		stmtNode
		Target   Expr
		Lo, Hi   Expr
		Op1, Op2 string
		Step     Expr
		From     bool // written `for i from lo <= i < hi`
		Body     []Stmt
		Else     []Stmt
	}
	Try struct {
		stmtNode
		Body     []Stmt
		Handlers []*Handler
		Else     []Stmt
		Finally  []Stmt
	}
	// Handler is `except [*] Type [as Name]:`; Python 2's `except Type, Target:` has Target.
	Handler struct {
		Loc
		Star   bool
		Type   Expr
		Name   *Ident
		Target Expr
		Body   []Stmt
	}
	With struct {
		stmtNode
		Async  bool
		Items  []WithItem
		Parens bool
		Body   []Stmt
	}
	// WithItem is one of: `X [as Target]`; `nogil`/`gil` (Kind, with an optional condition in X); `rlocked X`, `wlocked X`.
	// Src starts at the keyword for the special kinds.
	WithItem struct {
		Loc
		Kind   WithKind
		X      Expr
		Target Expr
	}
	// FuncDef is a `def`.
	FuncDef struct {
		stmtNode
		Decorators []Expr
		Async      bool
		Name       Ident
		TypeParams []TypeParam
		Params     *Params
		Lparen     source.Pos
		Returns    Expr
		Tail       *FuncType // nogil, exception clause and `with gil` of a def, or nil
		Body       []Stmt
	}
	// ClassDef is a Python class.
	ClassDef struct {
		stmtNode
		Decorators []Expr
		Name       Ident
		TypeParams []TypeParam
		Args       []Arg
		Parens     bool // `class A():`
		Body       []Stmt
	}
	// TypeParam is a PEP 695 type parameter.
	TypeParam struct {
		Loc
		Stars          int
		Name           Ident
		Bound, Default Expr
	}
	// TypeAlias is `type Name[Params] = Value`.
	TypeAlias struct {
		stmtNode
		Name       Ident
		TypeParams []TypeParam
		Value      Expr
	}
	Match struct {
		stmtNode
		Subject Expr
		Cases   []*Case
	}
	Case struct {
		Loc
		Pattern Pattern
		Guard   Expr
		Body    []Stmt
	}

	// Import is `import a.b as c, d`.
	Import struct {
		stmtNode
		C     bool // cimport
		Names []ImportName
	}
	// FromImport is `from ..a import b as c` and `from … cimport …`; Star for `*`.
	FromImport struct {
		stmtNode
		C      bool
		Level  int
		Module []Ident
		Names  []ImportName
		Star   bool
		Parens bool
		Lparen source.Pos
	}
	ImportName struct {
		Loc
		Path []Ident // one for `from` imports
		As   *Ident
		Kind string // `from m cimport struct foo`: the word before the name, else ""
	}
	Include struct {
		stmtNode
		Path *String
	}

	// CVarDecl is `cdef int a = 1, *b`. Const/visibility words are in Mods.
	CVarDecl struct {
		stmtNode
		Mods  Mods
		Decls []*Declarator
	}
	// CFuncDef is a `cdef`/`cpdef` function or a cypclass method, with or without (Body nil) body. Decl.Type ends in
	// a Function step. For a method without return type Decl.Type.Base is empty.
	CFuncDef struct {
		stmtNode
		Mods       Mods
		Decorators []Expr
		Decl       *Declarator
		Body       []Stmt // nil for a declaration
		HasBody    bool
	}
	// CypClass is `cdef cypclass` and, with Cpp, `cdef cppclass`.
	CypClass struct {
		stmtNode
		Mods       Mods
		Decorators []Expr
		Cpp        bool
		Keyword    source.Span // of the word cypclass
		Name       Ident
		CName      *String
		Params     []TemplateParam
		Bases      []*TypeExpr
		Activable  bool
		NoGIL      bool
		Except     *ExceptClause
		Body       []Stmt // members
		HasBody    bool   // false: forward declaration
		Doc        *String
	}
	TemplateParam struct {
		Loc
		Name     Ident
		Optional bool
	}
	// CClass is `cdef class` (an extension type).
	CClass struct {
		stmtNode
		Mods       Mods
		Decorators []Expr
		Name       Ident
		CNames     []Ident // `[object X, type Y, check_size …]` as written
		Bases      []Expr
		Body       []Stmt
		HasBody    bool
		ModulePath []Ident // `cdef extern class a.b.C`
		As         *Ident  // `cdef extern class a.b.C as D`
		Parens     bool    // `cdef class A():`
	}
	// Property is Cython's `property name:` block.
	Property struct {
		stmtNode
		Name Ident
		Body []Stmt
	}
	// CStruct is a struct or union; CEnum an enum; CFused a fused type; CTypedef a ctypedef.
	CStruct struct {
		stmtNode
		Mods    Mods
		Union   bool
		Packed  bool
		Typedef bool
		Name    Ident
		CName   *String
		Fields  []Stmt
		HasBody bool
	}
	CEnum struct {
		stmtNode
		Mods    Mods
		Class   bool // `enum class`
		Typedef bool
		Name    Ident // "" for an anonymous one
		CName   *String
		Base    *TypeExpr
		Doc     *String
		Items   []EnumItem
		HasBody bool
	}
	EnumItem struct {
		Loc
		Name  Ident
		CName *String
		Value Expr
	}
	CFused struct {
		stmtNode
		Mods  Mods
		Name  Ident
		Types []*TypeExpr
	}
	CTypedef struct {
		stmtNode
		Mods Mods
		Decl *Declarator
	}
	// CExtern is `cdef extern from "header" namespace "ns" nogil:`; Header "*" for `from *`.
	CExtern struct {
		stmtNode
		Mods                    Mods
		HeaderLit, NamespaceLit *String // as written
		Header                  string
		Lang                    string // "go" for `from go "path"`
		As                      *Ident
		Namespace               string
		NoGIL                   bool
		Verbatim                *String
		Body                    []Stmt
	}
	// CBlock is a `cdef:` or `cdef extern:` block of declarations.
	CBlock struct {
		stmtNode
		Mods Mods
		Body []Stmt
	}
	// CondDecl is `IF cond: … ELIF … ELSE:` (compile-time); DefConst `DEF name = value`.
	CondDecl struct {
		stmtNode
		Cond   Expr
		Body   []Stmt
		Else   []Stmt
		IsElif bool
	}
	DefConst struct {
		stmtNode
		Name  Ident
		Value Expr
	}
)

// WithKind tells with items apart.
type WithKind uint8

const (
	WithPlain WithKind = iota
	WithNoGIL
	WithGIL
	WithRLocked
	WithWLocked
)

// Mods are the words before a C declaration.
type Mods struct {
	Loc
	Keyword  string // "cdef", "cpdef", "ctypedef", "" inside a cypclass or extern block
	Extern   bool
	Public   bool
	Readonly bool
	API      bool
	Inline   bool
	Mutable  bool
	Static   bool
}

// ---- Patterns --------------------------------------------------------------

// Pattern is a pattern of a match statement.
type Pattern interface {
	Node
	isPattern()
}

type patternNode struct{ Loc }

func (patternNode) isPattern() {}

type (
	// MatchValue compares with X; MatchSingleton with None, True or False.
	MatchValue struct {
		patternNode
		X Expr
	}
	MatchSingleton struct {
		patternNode
		Kind ConstKind
	}
	// MatchSeq is a sequence pattern, Brackets '[', '(' or 0.
	MatchSeq struct {
		patternNode
		Elts     []Pattern
		Brackets byte
	}
	MatchStar struct {
		patternNode
		Name *Ident // nil for *_
	}
	MatchMapping struct {
		patternNode
		Keys []Expr
		Vals []Pattern
		Rest *Ident
	}
	MatchClass struct {
		patternNode
		Class   Expr
		Args    []Pattern
		KwNames []Ident
		KwArgs  []Pattern
	}
	// MatchAs is `Pattern as Name`, a capture (Pattern nil) or `_` (both nil).
	MatchAs struct {
		patternNode
		Pattern Pattern
		Name    *Ident
	}
	MatchOr struct {
		patternNode
		Alts []Pattern
	}
)
