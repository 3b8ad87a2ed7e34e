// Package ir is the typed intermediate representation: structured statements over
// locals, with effects only in calls.
//
// Invariants, checked by Verify:
//   - every statement and every expression has a span and a type;
//   - a Call that can raise, that makes something new or that has an effect is the whole right side of a Set,
//     Store, Do or Return: never nested in another expression. All other expressions are pure and may be nested and
//     evaluated where they stand;
//   - a statement that can raise transfers control, on an error, to the handler of the innermost Try around it,
//     else to the function's error exit;
//   - Break and Continue name an enclosing loop; a Local is declared by the function (or an
//     enclosing function, for closures) that uses it.
//
// Before the counting pass no operation counts anything: values are just used. After it each owned value is moved or
// dropped exactly once on every path, by Move marks, Incref and Drop.
package ir

import (
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/types"
)

// Program is everything that becomes one Go package.
type Program struct {
	Set     *source.Set
	Modules []*Module // dependencies first
	Classes []*Class  // every cypclass (instance) that needs Go code, bases first
	Main    *Module
	// Threaded are the classes whose objects several threads may reach through a global: their counts are always atomic.
	Threaded []*types.Class
	// Texts tells which objects are keys like strings (passes/textkeys), or is nil.
	Texts *Texts
}

// Texts are the strings that stand for objects as keys.
type Texts struct {
	Field map[*Func]*types.Field // whose hash a __hash__ is, or which an __eq__ compares
	Fixed map[*types.Field]bool  // it does not change in an object that may be a key
}

// Module is one source module.
type Module struct {
	Name    string // dotted
	File    string // as shown in tracebacks and //line
	Path    string // absolute path of the source
	Doc     string
	Globals []*Global
	Funcs   []*Func // module-level functions and methods of its classes
	Init    *Func   // the module body; runs once, after its imports
	Attrs   []Attr  // Python-visible names bound at start: globals of Python type
	Main    bool
	Frags   []*Func // doctest fragments: func(globals) object
	FragIDs []int   // their numbers
	Structs []*types.Struct
	Imports []*Module
}

// Attr binds a module attribute to a global of type object.
type Attr struct {
	Name   string
	Global *Global
}

// Global is a module variable.
type Global struct {
	Name   string
	Module string
	Type   types.Type
	Go     string // Go expression for one that the runtime provides
	Span   source.Span
}

// Class is a cypclass with code.
type Class struct {
	Type    *types.Class
	Module  string // whose file it is written to
	Own     []*types.Field
	Methods []*Func       // with bodies
	Slots   []*types.Slot // introduced here
	Dealloc *Func         // its own __dealloc__, or nil
	Message bool          // a message class made for an active method
	Traced  bool          // has traversable references (isolation, leaks)
	Doc     string
	Wrapper *Wrapper // how Python code sees it, or nil
}

// Wrapper lists what Python code sees of a class (spec 10).
type Wrapper struct {
	Init    *Func // adapter (args…) object for construction from Python, or nil
	Methods []WrapperMethod
	Fields  []*types.Field // of convertible types
}

// WrapperMethod is a Python-visible method: an adapter taking the receiver and arguments as objects.
type WrapperMethod struct {
	Name   string
	Static bool
	Func   *Func // Python-callable (PyParams describe it)
}

// Func is a function, method or closure.
type Func struct {
	Name     string // source name; "Class.method" for methods
	Go       string // Go name, chosen by gogen
	Module   string
	Class    *types.Class  // for methods
	Method   *types.Method // for methods
	Self     *Local        // receiver, borrowed for the call; nil for functions and static methods
	Params   []*Local
	Result   types.Type
	Locals   []*Local // declared here, parameters excluded, in order of first appearance
	Body     []Stmt
	Span     source.Span
	Outer    *Func    // enclosing function of a closure
	Captures []*Local // locals of enclosing functions that it uses
	Py       *PyFunc  // how Python code calls it, for def functions, lambdas and adapters
	Doc      string
	// Except is the clause. A function without one (ExceptNone) that can raise has its error exit report the exception as
	// unraisable, under Name, and return the zero value.
	Except types.Except
	// Generator functions yield from their body; their Go function makes the generator object.
	Generator  bool
	StopEnds   bool // StopIteration raised in it ends it, as before PEP 479
	Async      bool // a coroutine function, Generator too; AsyncGen: one that yields
	AsyncGen   bool
	Pure       bool // extern or runtime functions known to have no effect
	Exported   bool // visible to Go callers of a generated package
	WithGIL    bool // takes the GIL for its body: irbuild has already put the calls in; for display only
	InlineHint bool

	// Filled in by passes/effects.
	NeedsCx  bool
	CanRaise bool
	// Filled in by passes/counting and borrowing: how each parameter receives its argument.
	ParamModes []Mode
}

// Mode tells who owns an argument.
type Mode uint8

const (
	Owned    Mode = iota // moved in: the callee drops it
	Borrowed             // the caller keeps it
)

// PyFunc describes the Python side of a function whose Params are all of type object.
type PyFunc struct {
	Name, Qualname string
	Params         []PyParam
}

// PyParam is one parameter; Default is an expression evaluated at definition time (a Local or Const), nil for none.
type PyParam struct {
	Name    string
	Kind    PyParamKind
	Default Expr
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

// Local is a variable or a temporary. Temporaries are set exactly once, before their use.
type Local struct {
	Name  string
	Go    string // chosen by gogen
	Type  types.Type
	Temp  bool
	Param bool
	Span  source.Span
	Func  *Func
	// Captured: used by a closure, or its address is taken: it lives in the Go variable at all times and no
	// value of it may be cached or moved out early.
	Captured bool
	// Borrowed: it holds values of others, which keep them alive, and no count of its own. Set by the counting pass.
	Borrowed bool
	// Observed: Cy_GETREF or a consume may see its count, so the counting pass keeps the counts of the language.
	Observed bool
}

// ---- Expressions -----------------------------------------------------------

// Expr is an expression.
type Expr interface {
	Type() types.Type
	Span() source.Span
}

// X is embedded in every expression.
type X struct {
	T  types.Type
	At source.Span
}

func (x X) Type() types.Type  { return x.T }
func (x X) Span() source.Span { return x.At }

type (
	// Get reads a local. Move: the value leaves the local, which then holds nothing; irbuild sets it for consume only, the counting
	// pass elsewhere. Last: nothing looks at the local after a Move until it is set again.
	Get struct {
		X
		Local *Local
		Move  bool
		Last  bool
	}
	// Int, FloatLit, Str are constants. Str of type char* is a static NUL-terminated string; of type object a
	// Python str (or bytes, by Bytes); Big holds an integer too large for int64, in decimal.
	Int struct {
		X
		V   int64
		Big string
	}
	FloatLit struct {
		X
		V    float64
		Text string // as to be written in Go
	}
	Str struct {
		X
		V     string
		Bytes bool
	}
	// Null is the null of a pointer, class, or C value type (its zero value); of type object it is "unset".
	Null struct{ X }
	// PyConst is None, True, False, Ellipsis, NotImplemented.
	PyConst struct {
		X
		Name string
	}
	// GlobalRef reads a global.
	GlobalRef struct {
		X
		Global *Global
	}
	// FieldRef is Base.Field: Base is a class reference, a pointer to a struct, or a struct place.
	// Base is known not to be null: irbuild puts a NullCheck before it.
	FieldRef struct {
		X
		Base  Expr
		Field *types.Field
	}
	// IndexRef is Base[Index] of a C array place or a pointer (C rules, no check).
	IndexRef struct {
		X
		Base  Expr
		Index Expr
	}
	// DerefRef is *Base.
	DerefRef struct {
		X
		Base Expr
	}
	// AddrOf is &Place.
	AddrOf struct {
		X
		Place Expr
	}
	// Unary is - ~ ! on C values. Binary is + - * / % << >> & | ^ && || == != < <= > >= on C values of one type (the
	// operands are already converted), C semantics: division truncates, and its divisor is known not to be 0. && and ||
	// have pure operands. Pointers: + and - with an integer count elements; == and != compare.
	Unary struct {
		X
		Op string
		V  Expr
	}
	Binary struct {
		X
		Op   string
		A, B Expr
	}
	// Cond is C's ?: with pure operands.
	Cond struct {
		X
		If, Then, Else Expr
	}
	// Conv converts between C numbers (wrapping, truncating), pointers, enum and int, up a class hierarchy, between
	// qualifiers, and class <-> void*: never checked, never counting.
	Conv struct {
		X
		V Expr
	}
	// FuncRef is a function as a value: a C function pointer.
	FuncRef struct {
		X
		Func *Func
		Go   string // of a runtime function
	}
	// Closure makes a Python function object of a nested or module-level function; Defaults are evaluated by the caller and
	// follow Py.Params with a Default, in order.
	Closure struct {
		X
		Func     *Func
		Defaults []Expr
	}
	// GoExpr is a Go expression of the runtime (a constant or a variable), as "rt.Errno".
	GoExpr struct {
		X
		Go string
	}
	// TypeRef is a class as a run-time value, for IsInstance and allocation calls: the Go address of its descriptor.
	TypeRef struct {
		X
		Class types.Type
	}
	// SizeOf is the size of a type in bytes, as C has it.
	SizeOf struct {
		X
		Of types.Type
	}
	// Take reads a place and leaves null behind: the ownership of the value moves to the result (consume of a field, a
	// global, an array slot). It is the whole right side of a Set or a Store. Kept: the place need not be made null, because it is stored to
	// before anything can look at it; that Store has Init.
	Take struct {
		X
		Place Expr
		Kept  bool
	}
	// SliceLit makes a Go slice of its elements, for runtime functions that take one. Its type is a GoType.
	SliceLit struct {
		X
		Elts []Expr
	}
	// Retain is V with a count taken, or a copy for C++ values and structs that hold counts. Made by the counting pass only. V may be
	// a Call with a borrowed result.
	Retain struct {
		X
		V Expr
	}
	// Call calls. It is never nested unless Callee.Pure.
	Call struct {
		X
		Callee Callee
		Recv   Expr // receiver of methods (not null), borrowed
		Args   []Expr
		// Lock, where set, is filled by irbuild for documentation only; the locking calls are statements of their own.
	}
)

// CalleeKind tells what is called.
type CalleeKind uint8

const (
	Direct   CalleeKind = iota // Func: a known function or method
	Virtual                    // Method: through its slot
	Indirect                   // Value: a C function pointer
	Runtime                    // Go: a function or method of the runtime, described by the fields
	NewObj                     // allocates an instance of Class (all fields zero): no constructor is called
)

// Callee is what a Call calls.
type Callee struct {
	Kind   CalleeKind
	Func   *Func
	Method *types.Method
	Value  Expr
	Class  *types.Class

	// Cx and Raises are set by irbuild for runtime functions, by passes/effects for all others; Owns likewise, by passes/counting.
	//
	// Runtime functions: Go is "py.Add", or ".Append" for a method of Recv's Go type (or a field function). "name[T]" forms carry
	// their Go type arguments in GoTypes.
	Go      string
	GoTypes []types.Type
	Cx      bool // takes the context first
	Raises  bool // returns an error last
	Pure    bool // no effect, may be nested
	// Owns tells which arguments the callee takes over; nil: none (all borrowed). Arguments of uncounted types don't matter.
	Owns []bool
	// Fresh: a class-typed result is a new count. Otherwise it is borrowed from an argument.
	Fresh bool
	// Addr: the receiver (a value type: std::string, vector) is passed by address.
	Addr bool
	// NoResult: the Go function returns nothing but, perhaps, the error.
	NoResult bool
	// Class descriptor to be passed as first argument after the context, for container constructors.
	ClassArg bool
	// Parallel: the function runs a part of a loop, and the call spreads the whole over threads (irbuild/parallel.go).
	Parallel bool
	// Spread passes the last argument, a slice of the arguments from Spread-1 on, as Go variadics: nothing to do, kept for the printer.
	Variadic bool
}

// ---- Statements ------------------------------------------------------------

// Stmt is a statement.
type Stmt interface{ Span() source.Span }

// S is embedded in every statement.
type S struct{ At source.Span }

func (s S) Span() source.Span { return s.At }

type (
	// Set is Dst = Src. The old value of a counted Dst is dropped after the store, unless Init.
	Set struct {
		S
		Dst *Local
		Src Expr
		// More are the locals for further results of a runtime call, before its error.
		More []*Local
		// Init: Dst holds nothing yet on every path (set by the counting pass; irbuild may set it where it knows).
		Init bool
		Unwind
	}
	// Store is Place = Src, where Place is a GlobalRef, FieldRef, IndexRef or DerefRef. The old value of a counted
	// place is dropped after the store, unless Init.
	Store struct {
		S
		Place Expr
		Src   Expr
		Init  bool
		Unwind
	}
	// Do evaluates a call for its effect; a class-typed fresh result is dropped.
	Do struct {
		S
		Call Expr
		Unwind
	}
	// NullCheck ends the program (spec 3.5) where V is null. Name is V as written.
	NullCheck struct {
		S
		V    Expr
		Name string
	}
	// ZeroCheck raises ZeroDivisionError with Msg where V is 0. It can raise.
	ZeroCheck struct {
		S
		V   Expr
		Msg string
		Unwind
	}
	// RangeCheck raises IndexError with Msg where Index, an unsigned number, is not below the length of Slice, a Go slice. It can raise.
	RangeCheck struct {
		S
		Index, Slice Expr
		Msg          string
		Unwind
	}
	// If runs Then or Else. Part: a pass made it for a part of a statement of the source, so that temporaries of that statement outlive it.
	If struct {
		S
		Cond       Expr
		Then, Else []Stmt
		Part       bool
	}
	// Loop runs Body while Cond (pure; nil: for ever); Post runs after each round and on Continue.
	Loop struct {
		S
		Label int
		Cond  Expr
		Body  []Stmt
		Post  []Stmt
	}
	// Range counts Var from Lo while it is less than Hi (Down: greater), by Step (a positive number). Var is a
	// temporary of an integer type that Body does not set. Lo and Hi are evaluated once, before.
	Range struct {
		S
		Label  int
		Var    *Local
		Lo, Hi Expr
		Step   int64
		Down   bool
		Body   []Stmt
	}
	// Switch-like chains are Ifs. Break leaves, Continue goes on with, the loop Label.
	Break struct {
		S
		Label int
	}
	Continue struct {
		S
		Label int
	}
	// Return leaves the function; Src is nil for none. Drops of locals are implied; the counting pass lists them in Drops: they
	// happen after Src is evaluated.
	Return struct {
		S
		Src   Expr
		Drops []*Local
		Unwind
	}
	// Raise goes to the handler with an error (an expression of type types.Err, never nil).
	Raise struct {
		S
		Err Expr
		// Again: the error has its traceback already (re-raise): no frame is added for this line.
		Again bool
		Unwind
	}
	// Try runs Body; where a statement in it raises, the error is put in Err and Handler runs. Err is nil where the
	// handler ignores it. Inlined is the function that the body was taken from, which tracebacks name.
	Try struct {
		S
		Body    []Stmt
		Err     *Local
		Handler []Stmt
		Inlined *Func
	}
	// Block is statements that belong together (one source statement); it has no scope.
	Block struct {
		S
		Body []Stmt
	}
	// YieldStmt hands V to the consumer of a generator and sets Dst (may be nil) to what is sent. It can raise.
	YieldStmt struct {
		S
		V   Expr
		Dst *Local
		Unwind
	}

	// Incref takes a count on V (nil-safe). Drop gives up the value of Local: its count, its
	// elements; the local then holds nothing. Both are made by the counting pass only.
	Incref struct {
		S
		V Expr
	}
	Drop struct {
		S
		Local *Local
		Last  bool // nothing looks at the local afterwards until it is set again
	}
)

// Unwind is embedded in the statements that can raise: the locals that are dropped, in order, where the statement raises, before
// control goes to the handler or out of the function. Filled in by the counting pass.
type Unwind struct{ Unwinds []*Local }

// ErrType is the type of locals that hold a raised exception (*rt.Error).
var ErrType types.Type = errType{}

type errType struct{}

func (errType) String() string { return "exception" }

// GoType is a type named by its Go text, for temporaries that hold iterators and the like of the runtime.
type GoType struct {
	Text string
	Args []types.Type
}

func (g *GoType) String() string { return g.Text }
