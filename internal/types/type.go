// Package types holds the types of the language and the relations among them:
// assignability, display, overloads, method resolution order, templates.
//
// The checker that uses them is in types/check; what it makes, the typed tree, is in
// types/typed.
package types

import (
	"fmt"
	"strings"

	"github.com/cyp-lang/cyp/internal/source"
)

// Type is a type. Basic types are singletons and every other type is interned by
// its constructor, so that == is identity of types.
type Type interface {
	// String displays the type as messages show it.
	String() string
}

// BasicKind tells basic types apart.
type BasicKind uint8

const (
	VoidKind BasicKind = iota
	BintKind
	IntKind
	FloatKind
	NullKind   // type of the literal NULL
	ErrorKind  // result of something already reported: assignable to and from all
	StringKind // type of a text or bytes literal in C context, converts to char* and to std::string
)

// Basic is a C number type, void, bint, or one of the compiler's own.
type Basic struct {
	Kind   BasicKind
	Name   string
	Bits   int // 8, 16, 32, 64, 128 (long double)
	Signed bool
	Rank   int // conversion rank, for overloads and arithmetic
	Char   bool
}

func (b *Basic) String() string { return b.Name }

var (
	Void       = &Basic{Kind: VoidKind, Name: "void"}
	Bint       = &Basic{Kind: BintKind, Name: "bint", Bits: 32, Signed: true, Rank: 3}
	Bool       = &Basic{Kind: BintKind, Name: "bool", Bits: 8, Signed: false, Rank: 0}
	Char       = &Basic{Kind: IntKind, Name: "char", Bits: 8, Signed: true, Rank: 1, Char: true}
	SChar      = &Basic{Kind: IntKind, Name: "signed char", Bits: 8, Signed: true, Rank: 1, Char: true}
	UChar      = &Basic{Kind: IntKind, Name: "unsigned char", Bits: 8, Rank: 1, Char: true}
	Short      = &Basic{Kind: IntKind, Name: "short", Bits: 16, Signed: true, Rank: 2}
	UShort     = &Basic{Kind: IntKind, Name: "unsigned short", Bits: 16, Rank: 2}
	Int        = &Basic{Kind: IntKind, Name: "int", Bits: 32, Signed: true, Rank: 3}
	UInt       = &Basic{Kind: IntKind, Name: "unsigned int", Bits: 32, Rank: 3}
	Long       = &Basic{Kind: IntKind, Name: "long", Bits: 64, Signed: true, Rank: 4}
	ULong      = &Basic{Kind: IntKind, Name: "unsigned long", Bits: 64, Rank: 4}
	LongLong   = &Basic{Kind: IntKind, Name: "long long", Bits: 64, Signed: true, Rank: 6}
	ULongLong  = &Basic{Kind: IntKind, Name: "unsigned long long", Bits: 64, Rank: 6}
	SizeT      = &Basic{Kind: IntKind, Name: "size_t", Bits: 64, Rank: 5}
	SSizeT     = &Basic{Kind: IntKind, Name: "Py_ssize_t", Bits: 64, Signed: true, Rank: 5}
	PtrDiffT   = &Basic{Kind: IntKind, Name: "ptrdiff_t", Bits: 64, Signed: true, Rank: 5}
	UCS4       = &Basic{Kind: IntKind, Name: "Py_UCS4", Bits: 32, Rank: 3}
	Float      = &Basic{Kind: FloatKind, Name: "float", Bits: 32, Signed: true, Rank: 7}
	Double     = &Basic{Kind: FloatKind, Name: "double", Bits: 64, Signed: true, Rank: 8}
	LongDouble = &Basic{Kind: FloatKind, Name: "long double", Bits: 64, Signed: true, Rank: 9}
	Null       = &Basic{Kind: NullKind, Name: "void *"}
	Invalid    = &Basic{Kind: ErrorKind, Name: "?"}
	CText      = &Basic{Kind: StringKind, Name: "str literal"}
)

// Object is a Python object. Builtin is "" for `object`, else the name of a builtin
// type that the variable is known to hold (or None): "list", "dict", "str", "bytes", …
type Object struct {
	Builtin string
	Ext     *Ext // of a `cdef class` with C attributes or methods
}

// Ext is a `cdef class`: its objects are Python objects with a struct of C attributes, which begins with the attributes of the base, and one
// for each of the types that they are of with the attributes that this type adds and that hold counts.
type Ext struct {
	Name string
	Base *Ext
	Data *Struct
	Held *Struct
	// Handle is the variable (typed.Var) by which the runtime knows the type. Decl is owned by the checker.
	Handle, Decl any
}

// Field finds an attribute by name, and the type that holds it where it holds counts: nil for one in Data.
func (e *Ext) Field(name string) (*Field, *Ext) {
	for k := e; k != nil; k = k.Base {
		if k.Held == nil {
			continue
		}
		if f := k.Held.Field(name); f != nil {
			return f, k
		}
	}
	return e.Data.Field(name), nil
}

// Derives reports whether e is b or derives from it.
func (e *Ext) Derives(b *Ext) bool {
	for ; e != nil; e = e.Base {
		if e == b {
			return true
		}
	}
	return false
}

func (o *Object) String() string {
	if o.Builtin == "" {
		return "Python object"
	}
	if o.Ext != nil {
		return o.Ext.Name
	}
	return o.Builtin + " object"
}

// PyObject is `object`.
var PyObject = &Object{}

// Pointer is `Elem *`; Reference `Elem &`; Array `Elem[Len]` (Len -1: unknown).
type (
	Pointer   struct{ Elem Type }
	Reference struct{ Elem Type }
	Array     struct {
		Elem Type
		Len  int64
	}
	// Const is `const Elem` for a type that is not a cypclass (those have Ref.Const).
	Const struct{ Elem Type }
)

func (p *Pointer) String() string   { return pointerTo(p.Elem, "*") }
func (r *Reference) String() string { return pointerTo(r.Elem, "&") }
func (a *Array) String() string {
	if a.Len < 0 {
		return a.Elem.String() + " []"
	}
	return fmt.Sprintf("%s [%d]", a.Elem, a.Len)
}
func (c *Const) String() string { return "const " + c.Elem.String() }

func pointerTo(elem Type, mark string) string {
	if f, ok := elem.(*Func); ok {
		return f.display("(" + mark + ")")
	}
	s := elem.String()
	if strings.HasSuffix(s, "*") || strings.HasSuffix(s, "&") {
		return s + mark
	}
	return s + " " + mark
}

// Except says what a function does with an exception (spec 9.4).
type Except uint8

const (
	ExceptNone   Except = iota // unraisable: reported and swallowed
	ExceptValue                // except v
	ExceptMaybe                // except? v
	ExceptStar                 // except *
	ExceptTilde                // except ~
	ExceptPlus                 // except + on an extern function
	ExceptObject               // returns a Python object: always checked
)

// Raises reports whether the caller sees the exception.
func (e Except) Raises() bool { return e != ExceptNone }

// Param is a parameter of a function type.
type Param struct {
	Name     string
	Type     Type
	Optional bool
}

// Func is a C function type (not a pointer to one). Interned.
type Func struct {
	Params      []Param
	Variadic    bool
	Result      Type
	Except      Except
	ExceptValue string // as displayed, for ExceptValue and ExceptMaybe
	NoGIL       bool
}

func (f *Func) String() string { return f.display("") }

func (f *Func) display(name string) string { return f.Declare(name) }

// Declare displays the function type with a declared name, as `int p(C) nogil`.
func (f *Func) Declare(name string) string {
	var b strings.Builder
	b.WriteString(f.Result.String())
	b.WriteByte(' ')
	b.WriteString(name)
	b.WriteByte('(')
	for i, p := range f.Params {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(p.Type.String())
	}
	if f.Variadic {
		if len(f.Params) > 0 {
			b.WriteString(", ")
		}
		b.WriteString("...")
	}
	b.WriteByte(')')
	switch f.Except {
	case ExceptValue:
		b.WriteString(" except " + f.ExceptValue)
	case ExceptMaybe:
		b.WriteString(" except? " + f.ExceptValue)
	case ExceptStar:
		b.WriteString(" except *")
	case ExceptTilde:
		b.WriteString(" except ~")
	case ExceptPlus:
		b.WriteString(" except +")
	}
	if f.NoGIL {
		b.WriteString(" nogil")
	}
	return b.String()
}

// Struct is a C struct or union. Fields are filled in when the body is known.
type Struct struct {
	Name, CName string
	Module      string
	Header      string // of the extern block that declares it, "" where it is the program's own
	Union       bool
	Tuple       bool // a C tuple: fields f0, f1, …
	Held        bool // of an extension type: the attributes that hold counts
	Complete    bool
	Fields      []*Field
	Decl        source.Span
	GoType      string // Go type of the runtime that an extern struct is bound to, e.g. "rt.Tm"; "" for the program's own
}

func (s *Struct) String() string { return s.Name }

// Field finds a field by name.
func (s *Struct) Field(name string) *Field {
	for _, f := range s.Fields {
		if f.Name == name {
			return f
		}
	}
	return nil
}

// Field is a member of a struct or a cypclass.
type Field struct {
	Name    string
	CName   string
	Type    Type
	Mutable bool
	Decl    source.Span
	Owner   *Class // the declaring cypclass, nil for a struct
	GoName  string // Go field of a bound type, "" where the generator chooses
	// Threaded: an attribute of a cdef class that several threads may use at once; set by the ownership checker.
	Threaded bool
}

// Enum is a C enum; its values are ints.
type Enum struct {
	Name   string // "" for an anonymous one
	Module string
	Items  []*EnumItem
	Decl   source.Span
}

func (e *Enum) String() string {
	if e.Name == "" {
		return "int"
	}
	return e.Name
}

// EnumItem is one constant of an enum.
type EnumItem struct {
	Name  string
	CName string
	Enum  *Enum
	Value int64
	Go    string // Go expression of a bound constant, or ""
}

// Param of a template, used while its generic declaration is looked at.
type TypeParam struct {
	Name     string
	Optional bool
}

func (t *TypeParam) String() string { return t.Name }

// Cpp is an instance of a C++ class of the library, bound to a Go type of the runtime.
type Cpp struct {
	Name   string // source name as displayed: "vector[int]"
	Key    string // binding key: "std::vector"
	Args   []Type
	Outer  *Cpp   // of a nested class (vector[int].iterator)
	GoType string // Go type without arguments: "rt.Vector"; gogen adds the arguments
	GoArgs []Type // the arguments that the Go type takes
	Decl   any    // the declaration that members are looked up in; owned by the checker
	// Ownership of elements: which of Args are stored inside and so are counted, copied and dropped with it.
	Holds []Type
	// Plain: copied bit by bit; no Clone or Drop is needed beyond what Holds asks for.
	Plain bool
}

func (c *Cpp) String() string { return c.Name }

// Qualifier is an ownership qualifier of a reference.
type Qualifier uint8

const (
	Unqualified Qualifier = iota
	Iso                   // iso: a named isolated reference
	IsoTemp               // iso~: an isolated value
	IsoView               // iso->: seen through an isolated owner
	Lock                  // lock
	Locked                // locked
	LockView              // lock->
	Active                // active
)

var qualifierText = [...]string{"", "iso ", "iso~ ", "iso-> ", "lock ", "locked ", "lock-> ", "active "}

func (q Qualifier) String() string { return strings.TrimSpace(qualifierText[q]) }

// Ref is a reference to an object of a cypclass. Interned by RefTo.
type Ref struct {
	Class *Class
	Qual  Qualifier
	Const bool
}

func (r *Ref) String() string {
	s := qualifierText[r.Qual]
	if r.Const {
		s += "const "
	}
	return s + r.Class.Name
}

// Class is a cypclass, or one instance of a generic one.
type Class struct {
	Name      string // as displayed: "Box[int]"
	CName     string // C name string, or ""
	Module    string // defining module
	Outer     *Class // of a nested class
	Generic   *Generic
	Args      []Type
	Bases     []*Class
	MRO       []*Class // itself first; filled when complete
	Activable bool
	Complete  bool
	Fields    []*Field  // own fields in declaration order
	Methods   []*Method // own methods in declaration order
	Decl      source.Span
	Scope     any    // names inside; owned by the checker
	Go        string // Go type of a class that the runtime provides ("rt.List"), else ""
	GoArgs    []Type // type arguments of Go
	Holds     []Type // element types of a runtime container, which are counted and traversed
	InPxd     bool   // defined in a .pxd
	Doc       string // its docstring
	ID        int    // order of creation, for determinism
	refs      [16]*Ref
}

func (c *Class) String() string { return c.Name }

// Generic is a cypclass with template parameters; its instances are Classes.
type Generic struct {
	Name   string
	Params []TypeParam
	Decl   source.Span
	Scope  any // owned by the checker
}

// Method is one definition (or declaration) of a method.
type Method struct {
	Name      string
	CName     string
	Class     *Class // that declares it
	Sig       *Func  // without the receiver
	SelfQual  Qualifier
	SelfConst bool
	Static    bool
	WithGIL   bool
	Abstract  bool   // declared only: provided by the runtime or never
	Go        string // Go method or function of a bound class
	Decl      source.Span
	NameSpan  source.Span
	Slot      *Slot // dispatch slot, for methods that can be overridden
	Body      any   // the typed function, owned by the checker
}

// Slot is one virtual method of a hierarchy: all definitions with the same name and parameter types.
type Slot struct {
	Name  string
	Root  *Class // the class that introduces it
	Index int    // within the tables of Root
	Impls []*Method
}

// RefTo returns the reference type.
func RefTo(c *Class, q Qualifier, isConst bool) *Ref {
	i := int(q)
	if isConst {
		i += 8
	}
	if c.refs[i] == nil {
		c.refs[i] = &Ref{c, q, isConst}
	}
	return c.refs[i]
}

// Field finds a field along the MRO.
func (c *Class) Field(name string) *Field {
	for _, k := range c.MRO {
		for _, f := range k.Fields {
			if f.Name == name {
				return f
			}
		}
	}
	return nil
}

// Derives reports whether c is b or derives from it.
func (c *Class) Derives(b *Class) bool {
	for _, k := range c.MRO {
		if k == b {
			return true
		}
	}
	return c == b
}
