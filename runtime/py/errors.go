package py

import (
	"fmt"
	"strings"

	rt "github.com/cyp-lang/cyp/runtime"
)

func raisef(kind, format string, args ...any) *rt.Error {
	if len(args) == 0 {
		return rt.Raise(kind, strings.ReplaceAll(format, "%%", "%"))
	}
	return rt.Raise(kind, fmt.Sprintf(format, args...))
}

func typeErr(format string, args ...any) *rt.Error  { return raisef("TypeError", format, args...) }
func valueErr(format string, args ...any) *rt.Error { return raisef("ValueError", format, args...) }
func indexErr(format string, args ...any) *rt.Error { return raisef("IndexError", format, args...) }
func overflowErr(format string, args ...any) *rt.Error {
	return raisef("OverflowError", format, args...)
}
func zeroDivErr(format string, args ...any) *rt.Error {
	return raisef("ZeroDivisionError", format, args...)
}
func runtimeErr(format string, args ...any) *rt.Error { return raisef("RuntimeError", format, args...) }
func attrErrText(text string) *rt.Error               { return rt.Raise("AttributeError", text) }

// notSupported is the error of what this runtime does not have yet.
func notSupported(what string) *rt.Error {
	return rt.Raise("NotImplementedError", "not supported yet: "+what)
}

// attrErr is the AttributeError of a missing attribute.
func attrErr(v Value, name string) *rt.Error {
	switch {
	case v.has(flagType):
		return attrErrText("type object '" + asType(v).name + "' has no attribute '" + name + "'")
	case v.O.Type == ModuleType:
		return attrErrText("module '" + asModule(v).name + "' has no attribute '" + name + "'")
	}
	return attrErrText("'" + v.O.Type.cName() + "' object has no attribute '" + name + "'")
}

// keyErr is KeyError(key).
func keyErr(key Value) *rt.Error {
	e := newExc(KeyError, key)
	return errOf(e)
}

// stopIteration is StopIteration(v), with no argument where v is unset.
func stopIteration(v Value) *rt.Error {
	if v.IsSet() && !v.IsNone() {
		return errOf(newExc(StopIteration, v))
	}
	return errOf(newExc(StopIteration))
}

// NameErr is the NameError of an unbound global.
func NameErr(name string) *rt.Error {
	return rt.Raise("NameError", "name '"+name+"' is not defined")
}

// UnboundLocal is the error of a local variable used before its assignment.
func UnboundLocal(name string) *rt.Error {
	return rt.Raise("UnboundLocalError", "cannot access local variable '"+name+"' where it is not associated with a value")
}

// UnboundFree is the error of a variable of an enclosing scope used before its assignment.
func UnboundFree(name string) *rt.Error {
	return rt.Raise("NameError", "cannot access free variable '"+name+"' where it is not associated with a value in enclosing scope")
}

// AssertErr is the AssertionError of an assert statement; msg is unset where there is none.
func AssertErr(cx *rt.Ctx, msg Value) *rt.Error {
	e := newExc(AssertionError)
	if msg.IsSet() {
		e = newExc(AssertionError, msg)
	}
	setContext(cx, e)
	return errOf(e)
}

// argType names the type of a refused argument as CPython's argument parser does.
func argType(v Value) string {
	if v.IsNone() {
		return "None"
	}
	return v.O.Type.name
}
