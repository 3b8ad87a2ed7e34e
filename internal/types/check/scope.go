package check

import (
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/syntax"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

type scopeKind uint8

const (
	blockScope scopeKind = iota // comprehension
	moduleScope
	classScope
	funcScope
	builtinScope
	fragScope // names not found are looked up at run time
	pyClassScope
)

// scope maps names to symbols. Lookups go outwards.
type scope struct {
	kind   scopeKind
	names  map[string]*symbol
	parent *scope
	mod    *module
	fn     *funcCtx                        // of function scopes and the scopes inside them
	class  *classInfo                      // of class scopes
	chosen map[*types.TypeParam]types.Type // what fused types are in a specialised function
}

func newScope(parent *scope, mod *module) *scope {
	return &scope{names: map[string]*symbol{}, parent: parent, mod: mod}
}

type symKind uint8

const (
	symVar     symKind = iota
	symFunc            // a C function or several overloads
	symType            // typedef, struct, enum, C++ class without parameters, template parameter, fused type
	symClass           // cypclass
	symGeneric         // generic cypclass
	symCpp             // C++ class template or class
	symEnumItem
	symModule   // a cimported module
	symPyModule // a Python import known at compile time
	symConst    // a compile-time value (DEF)
	symBuiltin  // Python builtin
	symDyn      // a name of a Python class body: looked up in its dictionary
	symSpecial  // names that the compiler treats itself: Cy_GETREF, activate, …
)

// symbol is a declared name. Resolve, where set, completes it on first use.
type symbol struct {
	kind    symKind
	name    string
	span    source.Span
	mod     *module
	v       *typed.Var
	t       types.Type
	fn      *funcSym
	class   *classInfo
	generic *genericInfo
	cpp     *cppDecl
	item    *types.EnumItem
	target  *module
	value   typed.Expr
	extern  *externCtx
	resolve func()
	busy    bool
	fused   []types.Type // of a fused type: what it may be
}

// done completes the symbol.
func (s *symbol) done() *symbol {
	if s.resolve != nil && !s.busy {
		s.busy = true
		f := s.resolve
		s.resolve = nil
		f()
		s.busy = false
	}
	return s
}

func (s *scope) lookupHere(name string) *symbol {
	return s.names[name]
}

func (s *scope) lookup(name string) *symbol {
	for x := s; x != nil; x = x.parent {
		if y := x.find(name, nil); y != nil {
			return y
		}
	}
	return nil
}

// typeAlias declares a type name.
func (s *scope) typeAlias(name string, t types.Type, span source.Span) *symbol {
	y := &symbol{kind: symType, name: name, t: t, span: span, mod: s.mod}
	s.names[name] = y
	return y
}

// externCtx is the `cdef extern from` block that a declaration stands in.
type externCtx struct {
	header    string
	namespace string
	nogil     bool
	lang      string
	as        string
	verbatim  bool
}

// funcSym is a C function: declarations and at most one definition each.
type funcSym struct {
	name  string
	decls []*funcDecl
}

// funcDecl is one C function (or one overload of an extern one).
type funcDecl struct {
	name     string
	cname    string
	mod      *module
	span     source.Span
	nameSpan source.Span
	sig      *types.Func
	params   []paramInfo
	extern   *externCtx
	syn      *syntax.CFuncDef // the definition where there is one
	fn       *typed.Func      // of the program
	bound    *typed.Binding
	tried    bool
	template []string // C++ template parameters
	scope    *scope
	used     bool
	cpdef    bool
	def      *typed.Func
	fused    []*symbol            // the fused types in its parameters
	special  map[string]*funcDecl // specialisations by their types
	implicit bool                 // the zero-argument constructor that runs nothing (spec 5.1)
	method   *types.Method
}

// paramInfo is a parameter as declared.
type paramInfo struct {
	name    string
	t       types.Type
	span    source.Span
	def     syntax.Expr // default, or nil
	scope   *scope      // where the default is evaluated
	defMod  *module
	notNone bool
}

func (f *funcDecl) required() int {
	n := 0
	for _, p := range f.params {
		if p.def == nil {
			n++
		}
	}
	return n
}
