// Package std is the library that comes with the compiler: the modules that programs cimport (libc, libcpp, posix, libcythonplus,
// cyp, …) as declarations in the language itself, and the table of what each extern name is bound to in the runtime.
//
// In: module names, and the C names of extern declarations, whatever module declares them: programs re-declare std::string,
// pthreads or fmt in .pxd files of their own. Out: declaration text, and *typed.Binding.
//
// Invariants: every embedded module parses without a diagnostic; every binding leads to a function that package rt has, with flags
// derived from its Go signature, so that no flag can be wrong. What rt does not have is not bound: the checker says so at the first use.
//
// # Declarations (decl/)
//
// decl/a/b.pxd is module a.b, decl/a/__init__.pxd is module a. Cypclasses of the runtime carry Go names as C name strings:
//
//	cdef cypclass cyplist "rt.List" [V]:              the Go type; its Go type arguments are the template arguments
//	    vector[V] _elements "Elements"                a Go field
//	    V __getitem__ "At" (const self, size_t i)     a Go method; std.MethodBinding describes it
//	    __init__ "rt.NewList" (self)                  a Go function that makes the object (no separate allocation)
//	    lock S __new__ "rt.NewScheduler" (alloc, …)   likewise; no allocator is passed
//	    V __cyiter__ "Iter" (const self)              what a for loop calls: Iter(cx) gives a Go value with Next(cx) (V, bool) and
//	                                                  Close(); V is lent. Not a method of the language. C++ classes have it too
//
// Arguments of such methods are taken over (moved in), results are new counts.
//
// # Bindings (bind/)
//
//	func strlen rt.Strlen pure                 any parameters: their number follows from the Go signature
//	func fmt::printf(char*,...) rt.FmtPrintf args
//	const SEEK_SET 0                           a literal; value stdout rt.CStdout   a Go variable or constant
//	struct tm rt.Tm tm_sec tm_min              a C struct: its Go type and fields (tm_sec is the Go field TmSec or Sec)
//	class std::vector rt.Vector args=0 holds=0 template arguments that the Go type takes, and that it stores
//	  push_back(_) .PushBack owns              members of the class above, indented; "new" is the constructor
//	  operator[](num) .At pure ptr=.Ptr set=.Set borrowed
//	  first First                              a data member (Digits(): a constant that Go has as a method)
//	nested iterator rt.VectorIter plain        a class nested in the class above
//	group iter / use iter                      members shared by classes
//
// Patterns of parameters are explained in match.go. Targets: rt.F, a function; .M, a method of the class's Go type; a member bound
// to a function passes its receiver first (FuncRecv); math.F, a function of Go's package math; zero, the zero value; copy, a copy of the argument. Options: pure (no
// effect; it may read memory), owns (takes over its arguments), borrowed (the result is lent by the receiver: clone it to keep
// it), self (Go returns the address of the receiver), args (variable arguments are rt.Arg values), drop (the last argument is not passed),
// wrapstr (typed.Binding.WrapStr), ptr= and set= (typed.Binding.Ptr, Set).
//
// signatures.txt records the exported surface of package rt; after a change there run
//
//	go test ./internal/std -run TestSignatures -update
package std

//go:generate go test -run TestSignatures -update
