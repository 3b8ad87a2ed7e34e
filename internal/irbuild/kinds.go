package irbuild

import (
	"reflect"

	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// Go types of temporaries.
var (
	goHeader  = &ir.GoType{Text: "*rt.Header"}
	goString  = &ir.GoType{Text: "string"}
	goStrings = &ir.GoType{Text: "[]string"}
	goValues  = &ir.GoType{Text: "[]py.Value"}
	goStar    = &ir.GoType{Text: "*py.Star"}
	goIter    = &ir.GoType{Text: "py.Iterator"}
	goArg     = &ir.GoType{Text: "rt.Arg"}
	goCtxInt  = &ir.GoType{Text: "int32"}
	goClass   = &ir.GoType{Text: "*rt.Class"}
)

// plain is a type without const.
func plain(t types.Type) types.Type {
	for {
		c, ok := t.(*types.Const)
		if !ok {
			return t
		}
		t = c.Elem
	}
}

func isObject(t types.Type) bool { return ir.IsObject(plain(t)) }

func isVoid(t types.Type) bool { return ir.IsVoid(t) }

func asRef(t types.Type) *types.Ref {
	r, _ := plain(t).(*types.Ref)
	return r
}

func asBasic(t types.Type) *types.Basic {
	b, _ := plain(t).(*types.Basic)
	return b
}

func asPointer(t types.Type) *types.Pointer {
	p, _ := plain(t).(*types.Pointer)
	return p
}

func isBint(t types.Type) bool {
	b := asBasic(t)
	return b != nil && b.Kind == types.BintKind
}

func isFloat(t types.Type) bool {
	b := asBasic(t)
	return b != nil && b.Kind == types.FloatKind
}

func isInt(t types.Type) bool {
	if _, ok := plain(t).(*types.Enum); ok {
		return true
	}
	b := asBasic(t)
	return b != nil && b.Kind == types.IntKind
}

func isCharPointer(t types.Type) bool {
	p := asPointer(t)
	if p == nil {
		return false
	}
	b := asBasic(p.Elem)
	return b != nil && b.Kind == types.IntKind && b.Bits == 8
}

func isVoidPointer(t types.Type) bool {
	p := asPointer(t)
	return p != nil && isVoid(plain(p.Elem))
}

// isReference reports whether t is a C++ reference type.
func isReference(t types.Type) bool {
	_, ok := plain(t).(*types.Reference)
	return ok
}

var (
	typedExpr = reflect.TypeOf((*typed.Expr)(nil)).Elem()
	typedStmt = reflect.TypeOf((*typed.Stmt)(nil)).Elem()
)

// inspect calls f for every expression and statement of a typed tree, outermost first; f returns false to skip the inside. Nested
// functions are not entered.
func inspect(n any, f func(any) bool) { inspectValue(reflect.ValueOf(n), f) }

func inspectValue(v reflect.Value, f func(any) bool) {
	switch v.Kind() {
	case reflect.Interface:
		if !v.IsNil() {
			inspectValue(v.Elem(), f)
		}
	case reflect.Slice:
		for i := 0; i < v.Len(); i++ {
			inspectValue(v.Index(i), f)
		}
	case reflect.Pointer:
		if v.IsNil() {
			return
		}
		t := v.Type()
		switch {
		case t.Implements(typedExpr), t.Implements(typedStmt):
			if !f(v.Interface()) {
				return
			}
			inspectFields(v.Elem(), f)
		case t == reflect.TypeOf((*typed.Handler)(nil)):
			inspectFields(v.Elem(), f)
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeOf(typed.PyArg{}) {
			inspectFields(v, f)
		}
	}
}

func inspectFields(v reflect.Value, f func(any) bool) {
	for i := 0; i < v.NumField(); i++ {
		ft := v.Type().Field(i)
		if ft.Anonymous || ft.Name == "Comp" {
			continue
		}
		switch ft.Type.Kind() {
		case reflect.Interface, reflect.Slice, reflect.Pointer:
			inspectValue(v.Field(i), f)
		}
	}
}

// mentionsThreads reports whether code can start threads: it calls a runtime function that does, or has a parallel loop.
func mentionsThreads(body []typed.Stmt) bool {
	found := false
	inspect(body, func(n any) bool {
		switch n := n.(type) {
		case *typed.Call:
			found = found || n.Bound != nil && n.Bound.Name == "pthread_create"
		case *typed.ForRange:
			found = found || n.Parallel
		}
		return !found
	})
	return found
}
