// Package typed is the tree that the checker makes: the program with every name
// resolved, every type known and every implicit conversion written out.
//
// In: syntax trees. Out: functions whose expressions each have a type and a place.
// Invariants:
//   - operands have exactly the types that their node asks for; a Coerce stands wherever two types meet;
//   - a node is either of the C world (C operators, fields, calls) or of the Python world (Py…: operands and result are
//     objects); no node is both;
//   - generic classes are instantiated: a Func exists once for each instance;
//   - evaluation order is the order of the fields, left to right.
package typed

import (
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/types"
)

// Program is a checked program.
type Program struct {
	Set     *source.Set
	Modules []*Module      // dependencies first
	Classes []*types.Class // every instantiated cypclass, bases first, runtime-provided ones included
	Main    *Module
	// Results are the classes of the result objects of the methods that are sent so.
	Results map[*types.Method]*types.Class
}

// Module is a checked module.
type Module struct {
	Name     string // dotted; "__main__" for the main module
	FileName string // base name for tracebacks and //line: "golomb.pyx"
	Path     string
	Doc      string
	HasDoc   bool
	Python   bool
	Main     bool
	CallMain bool
	Globals  []*Var         // C globals and Python globals (kind Global), in order of declaration
	Funcs    []*Func        // def, cdef, cpdef functions and methods with bodies; nested functions are in their parents
	Classes  []*types.Class // defined here, generic instances excluded
	Body     *Func          // the module body
	Structs  []*types.Struct
	Imports  []*Module
	Frags    []*Fragment
}

// Fragment is a doctest example: a function over a dictionary of globals.
type Fragment struct {
	ID   int
	Func *Func
}

// VarKind tells variables apart.
type VarKind uint8

const (
	LocalVar VarKind = iota
	ParamVar
	SelfVar
	GlobalVar
	TempVar // made by the checker; assigned once
)

// Var is a variable.
type Var struct {
	Name     string
	Kind     VarKind
	Type     types.Type
	Func     *Func // owner, nil for globals
	Module   string
	Span     source.Span
	Threaded bool   // a global that several threads may use at once; set by the ownership checker
	Captured bool   // used by an inner function, or its address is taken
	Observed bool   // its count can be seen (Cy_GETREF, run-time isolation test)
	Go       string // a global that the runtime provides
	Unbound  bool   // Python variable that may be read while unset: reads are checked (UnboundLocalError, NameError)
	// HidesBuiltin: a module variable with the name of a built-in, which that name means while the variable is unset.
	HidesBuiltin bool
	PyName       bool // a global that Python code sees as a module attribute
	Assigned     bool // some statement assigns it (beside its declaration)
}

// FuncKind tells functions apart.
type FuncKind uint8

const (
	DefFunc    FuncKind = iota // def: all parameters and the result are objects; typed parameters are converted by its own prologue
	CdefFunc                   // cdef and the C side of cpdef
	MethodFunc                 // of a cypclass
	LambdaFunc
	GenExpFunc // a generator made from a generator expression; its one parameter is the first iterator
	ModuleFunc // a module body
	FragmentFunc
	ClassBodyFunc // the body of a Python class
)

// Func is a checked function.
type Func struct {
	// Defaults, of a method with optional parameters, are the values of the parameters that Python code leaves out; nil for the others, and
	// for those that are not plain expressions.
	Defaults []Expr

	Kind      FuncKind
	Name      string // source name; methods as "Class.name"
	Qualname  string // for tracebacks and Python: "main", "outer.<locals>.inner", "<module>"
	Module    string
	Class     *types.Class
	Method    *types.Method
	Self      *Var
	Params    []*Var
	Vars      []*Var // locals and temps, in order of first appearance; parameters excluded
	Sig       *types.Func
	Result    types.Type
	Body      []Stmt
	Span      source.Span // of the header
	Doc       string
	HasDoc    bool
	NoGIL     bool // declared nogil (methods are)
	WithGIL   bool
	Generator bool
	StopEnds  bool // a generator that StopIteration ends, as before PEP 479
	Async     bool // a coroutine function, Generator too; AsyncGen: one that yields
	AsyncGen  bool
	Outer     *Func
	Py        *PyParams // for functions that Python code calls
	Cpdef     *Func     // the Python side of a cpdef function: a DefFunc that calls this one
	Inline    bool
	Doctest   bool
}

// PyParams describes how Python arguments bind to Params.
type PyParams struct {
	List []PyParam
}

// PyParam is one of them; Default is evaluated when the function is defined, in the enclosing scope; nil for none.
type PyParam struct {
	Name    string
	Kind    PyParamKind
	Default Expr // an object
}

// PyParamKind tells how arguments bind.
type PyParamKind uint8

const (
	PyPositional PyParamKind = iota
	PyPosOnly
	PyKwOnly
	PyVarArgs
	PyKwArgs
)

// ---- Expressions -----------------------------------------------------------

// Expr is an expression. Its span starts where the reference compiler reports errors of it (spec 1.8); Src is the whole text.
type Expr interface {
	Type() types.Type
	Span() source.Span // whole
	Pos() source.Span  // where diagnostics point
	SetType(types.Type)
}

// E is embedded in every expression.
type E struct {
	T   types.Type
	At  source.Span
	Err source.Span // diagnostics point here; At where invalid
}

func (e *E) Type() types.Type     { return e.T }
func (e *E) SetType(t types.Type) { e.T = t }
func (e *E) Span() source.Span    { return e.At }
func (e *E) Pos() source.Span {
	if e.Err.IsValid() {
		return e.Err
	}
	return e.At
}

// Binding is a function or method that the runtime provides; see ir.Callee for the fields. Package std makes them.
type Binding struct {
	Go       string // "rt.Puts", ".PushBack" (a method of the receiver's Go type), "py.Len"; std.Zero, std.Copy
	GoTypes  []types.Type
	Cx       bool
	Raises   bool
	Pure     bool
	Owns     bool // takes over its counted arguments
	Fresh    bool // a counted result is a new count; a C++ value is the caller's own. Otherwise it is lent and must be cloned to be kept
	Addr     bool // the receiver is passed by address
	NoResult bool
	ClassArg bool
	Name     string // C name, for messages
	Header   string

	// TypeArgs: the Go function does not infer its type arguments; GoTypes must be set to the Go arguments of the class.
	TypeArgs bool
	// A result that C++ gives as a reference (T&) is read by Go. Ptr, where set, gives its address, and Set stores (the same arguments,
	// then the value). RefResult: Go itself gives the address (of the receiver).
	Ptr, Set  *Binding
	RefResult bool
	// Params and Result are the C types of the Go parameters and result where these are numbers or pointers to them, else nil: values of
	// another number type are converted on the way. They are not interned.
	Params []types.Type
	Result types.Type
	// OwnsArgs, where set, tells which arguments are taken over, in place of Owns.
	OwnsArgs []bool
	// ByRef tells which arguments are passed by address (C++ references that are written to).
	ByRef []bool
	// DropLast: the last argument is not passed (a memory order, a size hint).
	DropLast bool
	// VarArgs: variable arguments are passed as rt.Arg values. WrapStr: the result, an rt.String, becomes the field _str of a new object of
	// the declared result class.
	VarArgs, WrapStr bool
	// FuncRecv: a member bound to a function: the receiver is its first argument.
	FuncRecv bool
}

type (
	// IntLit: V, or Big in decimal where it does not fit. As an object, a Python int.
	IntLit struct {
		E
		V   int64
		Big string
	}
	FloatLit struct {
		E
		V    float64
		Text string
	}
	ImagLit struct { // complex literal, an object
		E
		V float64
	}
	// StrLit is a literal of type CText (not yet converted), char* or object.
	StrLit struct {
		E
		V     string
		Bytes bool
	}
	BoolLit struct {
		E
		V bool
	}
	// NullLit is NULL: of type types.Null or of the pointer or class type it stands for. NoneLit is an object.
	NullLit     struct{ E }
	NoneLit     struct{ E }
	EllipsisLit struct{ E }

	// VarExpr reads a variable, or is the place of an assignment.
	VarExpr struct {
		E
		Var *Var
	}
	// BuiltinRef is a Python builtin by name; DynName a name looked up in a fragment's globals dictionary, then in the builtins.
	BuiltinRef struct {
		E
		Name string
	}
	DynName struct {
		E
		Name string
	}
	// ModuleExpr is a module object of the program (after its initialisation).
	ModuleExpr struct {
		E
		Module string
	}
	// ClassObject is a cypclass as a Python value (its wrapper type).
	ClassObject struct {
		E
		Class *types.Class
	}
	// FuncExpr is a C function as a value: Func of the program, or Bound of the runtime.
	FuncExpr struct {
		E
		Func  *Func
		Bound *Binding
	}
	// EnumExpr is an enum constant. GoConst is a constant or variable of the runtime.
	EnumExpr struct {
		E
		Item *types.EnumItem
	}
	GoConst struct {
		E
		Go string
	}

	// Field is X.Field: X is a class reference, a pointer to a struct or a struct place.
	Field struct {
		E
		X     Expr
		Field *types.Field
		Name  string
	}
	// Index is X[I] for a C array or pointer. Deref is *X.
	Index struct {
		E
		X, I Expr
	}
	Deref struct {
		E
		X Expr
	}
	AddrOf struct {
		E
		X Expr
	}
	// Unary: - + ~ on C numbers. Binary: + - * / // % ** << >> & | ^ on C numbers of the node's type, and pointer arithmetic.
	// Division and modulo have Python's meaning (checked for zero) unless CDiv.
	Unary struct {
		E
		Op string
		X  Expr
	}
	Binary struct {
		E
		Op      string
		X, Y    Expr
		CDiv    bool
		ByZero  string // Python's text where the divisor is zero; "": C's
		Checked bool   // `**` of doubles raises what Python raises
	}
	// Compare: == != < > <= >= on C values of one type; the result is bint.
	Compare struct {
		E
		Op   string
		X, Y Expr
	}
	// Is compares identity of class references, pointers and NULL, or of objects (both sides of one world).
	Is struct {
		E
		X, Y Expr
		Not  bool
	}
	// Not takes a bint. BoolOp is and/or; in a condition (type bint) or as a value (operands of the node's type: the result is the
	// deciding operand; Test is the truth of the variable Left that holds the left one).
	Not struct {
		E
		X Expr
	}
	BoolOp struct {
		E
		And  bool
		X, Y Expr
		Left *Var
		Test Expr
	}
	// IfExp evaluates Then or Else by Cond (bint).
	IfExp struct {
		E
		Cond, Then, Else Expr
	}
	// Let evaluates Init into the temporary Var (nil: for its effect only), then X.
	Let struct {
		E
		Var  *Var
		Init Expr
		X    Expr
	}
	// Truth makes a bint: of a C number or pointer (not zero), a class reference (not NULL), an object (can raise).
	Truth struct {
		E
		X Expr
	}

	// Call calls a C function: exactly one of Func, Bound and Ptr is set. Arguments are complete (defaults filled in).
	Call struct {
		E
		Func    *Func
		Bound   *Binding
		Ptr     Expr
		Recv    Expr // of a Bound method: a C++ value place, a pointer to one, or a class reference
		Args    []Expr
		Sig     *types.Func
		Discard bool
	}
	// MethodCall calls a method of a cypclass on Recv (nil for static methods called through the class). Exact: no dispatch.
	MethodCall struct {
		E
		Recv   Expr
		Method *types.Method
		Args   []Expr
		Exact  bool
		// Adopted operators: the name as the user wrote it, for messages ("+", "[]").
		Op string
	}
	// Construct is T(args) (spec 5.1): New, where set, is called with NewArgs and an allocator, else the object is allocated; then Init
	// (may be nil) with InitArgs. Args that both take are evaluated once: they are Temps, bound by Lets around it.
	Construct struct {
		E
		Class    *types.Class
		New      *types.Method
		NewArgs  []Expr
		Init     *types.Method
		InitArgs []Expr
		Alloc    *types.Method // __alloc__, or nil
	}
	// NewObject is new T(): zeroed, no constructor.
	NewObject struct {
		E
		Class *types.Class
	}
	// CppValue makes a C++ value of the library: its zero value where Bound is nil.
	CppValue struct {
		E
		Bound *Binding
		Args  []Expr
	}
	// Consume takes the object out of the place X (spec 4.2). Proved is set by the ownership checker where no test is needed.
	Consume struct {
		E
		X      Expr
		Proved bool
	}
	// Coerce converts; see the kinds.
	Coerce struct {
		E
		Kind   CoerceKind
		X      Expr
		Bound  *Binding // for user-visible conversions done by a runtime function
		Method *types.Method
	}
	// IsInstance is the dynamic class test: bint. X is a class reference.
	IsInstance struct {
		E
		X     Expr
		Class *types.Class
	}
	SizeOf struct {
		E
		Of types.Type
	}
	// Send is a call on an active reference (spec 11.4). Sync is a lock reference or NULL. Result is the class of the result object that the
	// call gives, nil where that is what the target's _active_result_class makes. Delay, or nil, is the number of seconds to send it in.
	Send struct {
		E
		Recv   Expr
		Method *types.Method
		Sync   Expr
		Args   []Expr
		Result *types.Class
		Delay  Expr
	}
	// RefOp is Cy_GETREF, Cy_INCREF, Cy_RLOCK and the like.
	RefOp struct {
		E
		Name string
		X    Expr
	}
	// AllocFunc is the allocator value passed to __new__: calling it (AllocCall) gives a fresh instance.
	AllocCall struct {
		E
		Var *Var
	}

	// Python world: operands and results are objects.
	PyBinary struct {
		E
		Op      string
		X, Y    Expr
		InPlace bool
	}
	PyUnary struct {
		E
		Op string // - + ~
		X  Expr
	}
	// PyCompare: == != < > <= >= give an object; `in`, `not in` a bint. Bool asks for a bint of the others too.
	PyCompare struct {
		E
		Op   string
		X, Y Expr
	}
	// PyMatchSeq, PyMatchMap and PyMatchClass take the subject of a match statement apart: the tuple of the parts that a pattern
	// goes on with, or None where X has another form. After is -1 in a sequence pattern without a star; Rest asks for a dict of
	// the keys that are not in Keys.
	PyMatchSeq struct {
		E
		X             Expr
		Before, After int
	}
	PyMatchMap struct {
		E
		X    Expr
		Keys []Expr
		Rest bool
	}
	PyMatchClass struct {
		E
		X, Class  Expr
		Positions int
		Names     []string
	}
	PyCall struct {
		E
		Func Expr
		Args []PyArg
	}
	// PyArg is positional, Name=Value, *Value (Stars 1) or **Value (Stars 2).
	PyArg struct {
		Name  string
		Stars int
		Value Expr
	}
	PyAttr struct {
		E
		X    Expr
		Name string
	}
	PyIndex struct {
		E
		X, I Expr
	}
	PySlice struct {
		E
		X            Expr
		Lo, Hi, Step Expr // nil where absent
	}
	// SliceObj is a slice as an object (in a tuple index).
	SliceObj struct {
		E
		Lo, Hi, Step Expr
	}
	// PyTuple, PyList, PySet: displays; an element may be a PyStar.
	PyTuple struct {
		E
		Elts []Expr
	}
	PyList struct {
		E
		Elts []Expr
	}
	PySet struct {
		E
		Elts []Expr
	}
	PyDict struct {
		E
		Keys, Values []Expr // a nil key: **value
	}
	PyStar struct {
		E
		X Expr
	}
	// Comp is a list, set or dict comprehension, evaluated in place over variables of its own; Body adds to the result with
	// CompAdd statements.
	Comp struct {
		E
		Kind   CompKind
		Result *Var // holds the collection being built
		Body   []Stmt
	}
	// Seq runs statements, then gives X.
	Seq struct {
		E
		Body []Stmt
		X    Expr
	}
	// FString joins its parts: StrLit, or Formatted. All give str.
	FString struct {
		E
		Parts []Expr
	}
	Formatted struct {
		E
		X    Expr // an object
		Conv byte // r, s, a or 0
		Spec Expr // a str object, or nil
	}
	// FuncObj makes a Python function of a nested def or lambda, or a generator function.
	FuncObj struct {
		E
		Func       *Func
		Decorators []Expr
		NoteNames  []string // what is annotated
		Notes      []Expr   // and the annotations
	}
	// GenExp makes a generator: Func is a GenExpFunc, First the iterable of its first clause.
	GenExp struct {
		E
		Func  *Func
		First Expr
		Async bool // First is an asynchronous iterable
	}
	// AssignExpr is `name := value`: Place is a VarExpr or DynName.
	AssignExpr struct {
		E
		Place Expr
		Value Expr
	}
	Yield struct {
		E
		X Expr // an object
	}
	YieldFrom struct {
		E
		X Expr
	}
	Await struct {
		E
		X Expr
	}
	// PyImport is a module object by its dotted name, found by the runtime at run time; From with a name
	// gives that attribute (or submodule). Top gives the first component of the name.
	PyImport struct {
		E
		Module string
		Name   string
		Top    bool
	}
	// Super is the argument-less super() of a method of a Python class.
	Super struct{ E }
)

// CompKind tells comprehensions apart.
type CompKind uint8

const (
	ListComp CompKind = iota
	SetComp
	DictComp
)

// CoerceKind tells conversions apart.
type CoerceKind uint8

const (
	ToCNumber    CoerceKind = iota // between C numbers, enums, bint (bint: x != 0)
	ToPointer                      // between pointers, pointer <-> integer; array to pointer
	Upcast                         // to a base class, or another qualifier of the same object
	Downcast                       // dynamic: NULL where the object is not of the class
	ClassToVoid                    // class reference to void*; no count
	VoidToClass                    // void* to a class reference; no count
	LitToCharPtr                   // StrLit to a static char*
	LitToPy                        // StrLit to str (or bytes)
	LitToChar                      // one-character literal to char
	ToPy                           // C value (number, char*, std::string, struct, container…) to an object
	FromPy                         // object to a C value, checked (spec 10.3)
	CheckPy                        // object to a builtin object type: None or exact type, else TypeError
	Wrap                           // class reference to its wrapper object; NULL becomes None
	Unwrap                         // object to a class reference, checked; None becomes NULL
	NullTo                         // NULL or None to a pointer or class type
	ToCpp                          // to a C++ value by a converting constructor: Bound
	Convert                        // class to another type by its conversion method: Method
	LoadRef                        // C++ reference (T&) to its value: a copy
	BintToPy                       // bint to True/False
)

// ---- Statements ------------------------------------------------------------

// Stmt is a statement.
type Stmt interface{ Span() source.Span }

// S is embedded in every statement.
type S struct{ At source.Span }

// Span returns the statement's place.
func (s *S) Span() source.Span { return s.At }

type (
	ExprStmt struct {
		S
		X Expr
	}
	// Assign stores Value in Place: VarExpr, DynName, Field, Index, Deref, PyAttr, PyIndex, PySlice, or a Call/MethodCall
	// with a C++ reference type (T&).
	Assign struct {
		S
		Place Expr
		Value Expr
	}
	// AugAssign reads Place into Old, evaluates Value (which uses Old) and stores it back; the operands of Place are evaluated once.
	AugAssign struct {
		S
		Place Expr
		Old   *Var
		Value Expr
	}
	// Unpack spreads the iterable object X over Vars (temporaries of type object); Star is the index of the starred one, or -1.
	Unpack struct {
		S
		X    Expr
		Vars []*Var
		Star int
	}
	// Del empties a place: a variable or field of class type (dropped, becomes NULL), a Python variable, PyAttr, PyIndex, PySlice, an Index of class type.
	Del struct {
		S
		Place Expr
	}
	If struct {
		S
		Cond       Expr
		Then, Else []Stmt
	}
	// Loop: while Cond: Body; Post runs after each round and on continue; Else when Cond became false.
	Loop struct {
		S
		Cond Expr // nil: for ever
		Body []Stmt
		Post []Stmt
		Else []Stmt
	}
	// ForRange counts the C variable Var as Python's range(Lo, Hi, Step) does: the bounds are evaluated once; assigning Var in the
	// body does not disturb the count. Var's type is that of Lo and Hi. Step is a literal, or any expression (checked for 0: ValueError).
	ForRange struct {
		S
		Var          *Var
		Lo, Hi, Step Expr // Step nil: 1
		Body         []Stmt
		Else         []Stmt
		// Parallel: of prange. Threads and Chunk are integers, or nil; Schedule is 0 (static), 1 (dynamic) or 2 (guided).
		Parallel       bool
		Threads, Chunk Expr
		Schedule       int
	}
	// ForIter gives each element of X to the temporary Elem; Body starts with the assignments to the targets.
	ForIter struct {
		S
		Kind  IterKind
		Async bool // of an object: its elements are awaited
		X     Expr
		Elem  *Var
		Body  []Stmt
		Else  []Stmt
	}
	Break    struct{ S }
	Continue struct{ S }
	Return   struct {
		S
		X Expr // of the function's result type; nil for none
	}
	// Raise raises the exception X (class or instance, objects), from Cause; X nil: re-raise what is being handled.
	Raise struct {
		S
		X, Cause Expr
		NoCause  bool // from None
	}
	Assert struct {
		S
		Cond Expr
		Msg  Expr // an object, or nil
	}
	Try struct {
		S
		Body     []Stmt
		Handlers []*Handler
		Else     []Stmt
		Finally  []Stmt
	}
	// With is a with statement over a Python context manager; Value is the temporary that holds what __enter__ gave (Body starts with the
	// assignments). Group: X is a cyp.group in a variable, and there is no Value.
	With struct {
		S
		X     Expr
		Value *Var
		Body  []Stmt
		Group bool
		Async bool
	}
	// WithGIL holds the GIL over Body (NoGIL: releases it). Noop: nothing changes (spec 9.2's last rows).
	WithGIL struct {
		S
		NoGIL bool
		Body  []Stmt
	}
	// WithLock locks the object X over Body.
	WithLock struct {
		S
		X     Expr
		Write bool
		Body  []Stmt
		// Joined: the only statement of Body is another WithLock, and both locks are taken together.
		Joined bool
	}
	// CompAdd adds to the collection of a Comp.
	CompAdd struct {
		S
		Comp       *Comp
		Key, Value Expr // Key for dicts
	}
	// ClassStmt makes a Python class: Body runs over a namespace dictionary.
	ClassStmt struct {
		S
		Name       string
		Place      Expr
		Bases      []Expr
		Kwargs     []PyArg
		Body       *Func // ClassBodyFunc: its names are DynNames of its own dictionary first
		Decorators []Expr
		Doc        string
		HasDoc     bool
	}
	// ImportStar binds every public name of a module found at run time; InitModule runs a module of the program (an import for effect).
	ImportStar struct {
		S
		Module string
	}
	InitModule struct {
		S
		Module string
	}
	Block struct {
		S
		Body []Stmt
	}
)

// Handler is one except clause: Type is a class or tuple (an object; nil catches all). Name is a variable (or DynName) that is bound over Body and
// deleted after it.
type Handler struct {
	S
	Type Expr
	Star bool
	Name Expr
	Body []Stmt
}

// IterKind tells what a ForIter goes over.
type IterKind uint8

const (
	IterPy        IterKind = iota // an object: iter() and next()
	IterBound                     // a value or class of the runtime with Iter(cx)/Next/Close: cyplist, cypdict, cypset and views, std containers
	IterArray                     // a C array
	IterString                    // a char* literal or bytes as C chars
	IterEnumerate                 // reserved
)
