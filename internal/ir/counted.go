package ir

import "github.com/cyp-lang/cyp/internal/types"

// Counted reports whether a value of the type holds counts, so that it must be dropped.
func Counted(t types.Type) bool { return types.Counted(t) }

// Copied reports whether reading a value of the type into another place must do more than copy its bits: counted
// values, and C++ values with memory of their own, such as strings.
func Copied(t types.Type) bool {
	switch t := t.(type) {
	case *types.Ref:
		return true
	case *types.Array:
		return Copied(t.Elem)
	case *types.Const:
		return Copied(t.Elem)
	case *types.Struct:
		if t.Union {
			return false
		}
		for _, f := range t.Fields {
			if Copied(f.Type) {
				return true
			}
		}
	case *types.Cpp:
		return !t.Plain || Counted(t)
	}
	return false
}

// IsVoid reports whether the type is void or missing.
func IsVoid(t types.Type) bool { return t == nil || t == types.Type(types.Void) }

// IsObject reports whether the type is a Python object.
func IsObject(t types.Type) bool {
	_, ok := t.(*types.Object)
	return ok
}

// Strip removes the conversions around an expression that keep its value: casts between references, of
// references to void*, and Retain.
func Strip(e Expr) Expr {
	for {
		switch x := e.(type) {
		case *Conv:
			if _, ok := x.V.Type().(*types.Ref); !ok {
				return e
			}
			e = x.V
		case *Retain:
			e = x.V
		default:
			return e
		}
	}
}
