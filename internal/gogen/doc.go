// Package gogen turns counted IR into Go text: one file for each module of the program,
// and main.go for a program that runs.
//
// # What irbuild may write
//
// Types. void, bint (Go bool), C numbers (int8 … uint64, float32, float64), pointers (*T; void* is unsafe.Pointer; a pointer to a
// function type is a Go func), arrays ([N]T), structs, unions, enums (int32), references (*Class, or the Go type of a class with
// types.Class.Go), C++ values (types.Cpp), objects (py.Value), ir.ErrType (*rt.Error), ir.GoType (its text, followed by [Args]
// where it has some).
//
// Runtime callees, by Callee.Go:
//
//	"rt.F", "py.F", "math.F"   a function of the package: F(cx, args…). Packages other than rt and py are of the standard library
//	"rt.F[T]"-like forms       Callee.GoTypes are the Go type arguments: write Go as "rt.F"
//	".M"                       a method of Recv: recv.M(cx, args…). A class or pointer receiver is used as it is; a
//	                           value receiver is a place and Go takes its address
//	".F" of a func field       the same text: recv.F(cx, args…)
//	"mod:NAME"                 makes sure that module NAME (dotted) is initialised, gives its module object. Takes the context and can
//	                           raise: set Cx and Raises. Result type object (or void, in a Do)
//	"wrap"                     Args[0], a class reference, as a Python object: its wrapper, None for NULL. The argument is
//	                           owned. Set Cx and Owns
//	"unwrap"                   Args[0], an object, as a reference to Callee.Class: None becomes NULL, anything else but a wrapper of
//	                           an instance raises TypeError. A fresh count. Set Cx, Raises, Fresh
//	"cast"                     Args[0], a class reference, as a reference to Callee.Class: NULL where the object is not one. Pure;
//	                           the result is borrowed from the argument (not Fresh)
//	"isinstance"               Args[0] is an instance of Callee.Class: bint. Pure. NULL is of none
//	"header"                   Args[0], a class reference, as *rt.Header (type GoType "*rt.Header"), nil for NULL. Pure. Arguments of runtime
//	                           functions that take *rt.Header are written like this: rt.RLock(cx, header(x))
//	"py.YieldFrom", "py.Await", "py.ANext", "py.AsyncEnter", "py.AsyncExit"
//	                           inside a generator or coroutine: they may suspend it. Set Cx, Raises
//	"cx.M"                     method M of the context: cx.M(args…)
//
// Callee.ClassArg passes the Go descriptor of the class of the result (rt.NewList) as first argument after the
// context. NewObj allocates with rt.New. Results of Go functions must have the Go type of Call.Type(); where it differs
// (Go string for a GoType "string", int for a length) give the temporary that Go type as a GoType and convert with Conv, or list the
// function with its true Go type: Conv converts from GoType "int", "uint64", … to C numbers.
//
// More results. Set.More are the locals for further results before the error: v, ok = it.Next(cx).
//
// Strings. ir.Str of a pointer type is a static NUL-terminated *int8; of type object a hoisted py.Value; of GoType "string" a Go
// string literal (attribute names). ir.SliceLit makes a Go slice ([]py.Value{…}, []string{…}) of its elements.
// ir.Int of object type is a hoisted py.Int (Big: py.BigInt); FloatLit of object type a py.Float.
//
// Places. FieldRef on a class reference or on a pointer to a struct (Go dereferences both) or on a struct place; IndexRef on an array
// place, a pointer, or a GoType slice ("[]py.Value"); DerefRef on pointers and C++ references (types.Reference is a Go pointer);
// Get of a struct local is a place too. ir.Take reads a place and leaves null behind: ownership moves.
//
// TypeRef of GoType "*rt.Class" is the descriptor of Class; of type object it is the wrapper type (spec 10).
//
// Closure and module functions. A Func with Py != nil has only object parameters and an object result; a nested one (Outer != nil) is
// written as a Go function literal where its Closure stands, and captures Go variables. Generator functions return the generator.
//
// Module bodies. Module.Init has no parameters and no result (Except ExceptStar); gogen runs it once and registers the module object
// with its Attrs. Fragments take one parameter, the globals (object), and give an object.
//
// # What the generated package looks like
//
// type A struct for each cypclass, its first base embedded; class_A, its descriptor and method table; functions and methods under
// their source names; init_M(cx), the module body.
package gogen
