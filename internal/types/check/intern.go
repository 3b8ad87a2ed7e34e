package check

import (
	"fmt"

	"github.com/cyp-lang/cyp/internal/types"
)

// interner makes each derived type once, so that types compare by ==.
type interner struct {
	pointers map[types.Type]*types.Pointer
	refs     map[types.Type]*types.Reference
	consts   map[types.Type]*types.Const
	arrays   map[arrayKey]*types.Array
	funcs    map[string]*types.Func
	objects  map[string]*types.Object
	ids      map[types.Type]int
	tuples   map[string]*types.Struct
}

type arrayKey struct {
	elem types.Type
	n    int64
}

func newInterner() *interner {
	return &interner{
		pointers: map[types.Type]*types.Pointer{},
		refs:     map[types.Type]*types.Reference{},
		consts:   map[types.Type]*types.Const{},
		arrays:   map[arrayKey]*types.Array{},
		funcs:    map[string]*types.Func{},
		objects:  map[string]*types.Object{"": types.PyObject},
		ids:      map[types.Type]int{},
		tuples:   map[string]*types.Struct{},
	}
}

func (c *checker) pointer(t types.Type) *types.Pointer {
	in := c.interns
	if in.pointers[t] == nil {
		in.pointers[t] = &types.Pointer{Elem: t}
	}
	return in.pointers[t]
}

func (c *checker) reference(t types.Type) types.Type {
	in := c.interns
	if in.refs[t] == nil {
		in.refs[t] = &types.Reference{Elem: t}
	}
	return in.refs[t]
}

// constOf is `const t`.
func (c *checker) constOf(t types.Type) types.Type {
	switch t := t.(type) {
	case *types.Ref:
		return types.RefTo(t.Class, t.Qual, true)
	case *types.Const:
		return t
	case *types.Object, *types.TypeParam:
		return t
	}
	in := c.interns
	if in.consts[t] == nil {
		in.consts[t] = &types.Const{Elem: t}
	}
	return in.consts[t]
}

func (c *checker) array(t types.Type, n int64) *types.Array {
	k := arrayKey{t, n}
	in := c.interns
	if in.arrays[k] == nil {
		in.arrays[k] = &types.Array{Elem: t, Len: n}
	}
	return in.arrays[k]
}

// id numbers types, for keys.
func (in *interner) id(t types.Type) int {
	if n, ok := in.ids[t]; ok {
		return n
	}
	n := len(in.ids) + 1
	in.ids[t] = n
	return n
}

func (c *checker) funcType(f types.Func) *types.Func {
	in := c.interns
	key := fmt.Sprint(in.id(f.Result), f.Except, f.ExceptValue, f.NoGIL, f.Variadic)
	for _, p := range f.Params {
		key += fmt.Sprintf(",%d%v%s", in.id(p.Type), p.Optional, p.Name)
	}
	if in.funcs[key] == nil {
		in.funcs[key] = &f
	}
	return in.funcs[key]
}

func (c *checker) object(builtin string) *types.Object {
	in := c.interns
	if in.objects[builtin] == nil {
		in.objects[builtin] = &types.Object{Builtin: builtin}
	}
	return in.objects[builtin]
}

// unconst strips const from a C type and references.
func unconst(t types.Type) types.Type {
	for {
		switch x := t.(type) {
		case *types.Const:
			t = x.Elem
		case *types.Reference:
			t = x.Elem
		default:
			return t
		}
	}
}

func isObject(t types.Type) bool { _, ok := unconst(t).(*types.Object); return ok }
func asRef(t types.Type) *types.Ref {
	r, _ := unconst(t).(*types.Ref)
	return r
}
func asPointer(t types.Type) *types.Pointer {
	p, _ := unconst(t).(*types.Pointer)
	return p
}
func asCpp(t types.Type) *types.Cpp {
	p, _ := unconst(t).(*types.Cpp)
	return p
}
func asBasic(t types.Type) *types.Basic {
	b, _ := unconst(t).(*types.Basic)
	return b
}
func isInvalid(t types.Type) bool { return t == nil || unconst(t) == types.Type(types.Invalid) }

func isNumber(t types.Type) bool {
	switch x := unconst(t).(type) {
	case *types.Basic:
		return x.Kind == types.IntKind || x.Kind == types.FloatKind || x.Kind == types.BintKind
	case *types.Enum:
		return true
	}
	return false
}

func isInteger(t types.Type) bool {
	switch x := unconst(t).(type) {
	case *types.Basic:
		return x.Kind == types.IntKind || x.Kind == types.BintKind
	case *types.Enum:
		return true
	}
	return false
}

func isFloat(t types.Type) bool {
	b := asBasic(t)
	return b != nil && b.Kind == types.FloatKind
}

func isBint(t types.Type) bool {
	b := asBasic(t)
	return b != nil && b.Kind == types.BintKind
}

func isNull(t types.Type) bool { return unconst(t) == types.Type(types.Null) }
func isText(t types.Type) bool { return unconst(t) == types.Type(types.CText) }
func isVoid(t types.Type) bool { return unconst(t) == types.Type(types.Void) }

// isCharPointer reports whether t points to chars (of any sign).
func isCharPointer(t types.Type) bool {
	p := asPointer(t)
	if p == nil {
		return false
	}
	b := asBasic(p.Elem)
	return b != nil && b.Char
}

func isVoidPointer(t types.Type) bool {
	p := asPointer(t)
	return p != nil && isVoid(p.Elem)
}
