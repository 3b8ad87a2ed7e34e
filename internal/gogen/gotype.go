package gogen

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
)

// goType is the Go type of values of a type.
func (fl *file) goType(t types.Type) string {
	switch t := t.(type) {
	case *types.Basic:
		return fl.basicType(t)
	case *types.Const:
		return fl.goType(t.Elem)
	case *types.Object:
		fl.use("py")
		return "py.Value"
	case *types.Pointer:
		return fl.pointerType(t.Elem)
	case *types.Reference:
		return fl.pointerType(t.Elem)
	case *types.Array:
		n := t.Len
		if n < 0 {
			n = 0
		}
		return "[" + strconv.FormatInt(n, 10) + "]" + fl.goType(t.Elem)
	case *types.Struct:
		if t.GoType != "" {
			return fl.text(t.GoType)
		}
		if n := fl.g.structNames[t]; n != "" {
			return n
		}
		if t.Complete {
			return fl.foreignStruct(t)
		}
		return "struct{}"
	case *types.Enum:
		return "int32"
	case *types.Ref:
		return "*" + fl.classType(t.Class)
	case *types.Cpp:
		return fl.text(t.GoType) + fl.typeArgs(t.GoArgs)
	case *types.Func:
		return fl.funcType(t)
	case *ir.GoType:
		if t.Text == "[]" {
			return "[]" + fl.goType(t.Args[0])
		}
		return fl.text(t.Text) + fl.typeArgs(t.Args)
	}
	if t == ir.ErrType {
		return "*rt.Error"
	}
	panic(fmt.Sprintf("gogen: no Go type for %T %v", t, t))
}

func (fl *file) typeArgs(args []types.Type) string {
	if len(args) == 0 {
		return ""
	}
	parts := make([]string, len(args))
	for i, a := range args {
		parts[i] = fl.goType(a)
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

func (fl *file) basicType(t *types.Basic) string {
	switch t.Kind {
	case types.BintKind:
		return "bool"
	case types.IntKind:
		return intType(t)
	case types.FloatKind:
		if t.Bits == 32 {
			return "float32"
		}
		return "float64"
	case types.NullKind:
		fl.use("unsafe")
		return "unsafe.Pointer"
	case types.StringKind:
		return "*int8"
	}
	panic("gogen: no Go type for " + t.Name)
}

func intType(t *types.Basic) string {
	bits := t.Bits
	if bits > 64 || bits == 0 {
		bits = 64
	}
	if t.Signed {
		return "int" + strconv.Itoa(bits)
	}
	return "uint" + strconv.Itoa(bits)
}

// pointerType is a pointer to elem: void* is unsafe.Pointer, a pointer to a function a func.
func (fl *file) pointerType(elem types.Type) string {
	switch e := elem.(type) {
	case *types.Const:
		return fl.pointerType(e.Elem)
	case *types.Func:
		return fl.funcType(e)
	case *types.Basic:
		if e.Kind == types.VoidKind || e.Kind == types.NullKind {
			fl.use("unsafe")
			return "unsafe.Pointer"
		}
	case *types.Struct:
		if !e.Complete && e.GoType == "" && fl.g.structNames[e] == "" {
			fl.use("unsafe")
			return "unsafe.Pointer"
		}
	}
	return "*" + fl.goType(elem)
}

// funcType is a C function type: the context first, an error where the type says that it raises.
func (fl *file) funcType(t *types.Func) string {
	params := []string{"*rt.Ctx"}
	for _, p := range t.Params {
		params = append(params, fl.goType(p.Type))
	}
	return "func(" + strings.Join(params, ", ") + ")" + fl.results(t.Result, t.Except.Raises())
}

// results is the result part of a signature, with a space before it.
func (fl *file) results(t types.Type, raises bool) string {
	switch {
	case ir.IsVoid(t) && raises:
		return " *rt.Error"
	case ir.IsVoid(t):
		return ""
	case raises:
		return " (" + fl.goType(t) + ", *rt.Error)"
	}
	return " " + fl.goType(t)
}

// classType is the Go struct of a class.
func (fl *file) classType(c *types.Class) string {
	if c.Go != "" {
		return fl.text(c.Go) + fl.typeArgs(c.GoArgs)
	}
	n := fl.g.classNames[c]
	if n == "" {
		panic("gogen: class " + c.Name + " has no code")
	}
	return n
}

// text notes the packages that a Go text of the runtime mentions and returns it.
func (fl *file) text(s string) string {
	for _, p := range []string{"rt", "py", "unsafe", "math"} {
		if strings.Contains(s, p+".") {
			fl.use(p)
		}
	}
	if i := strings.IndexByte(s, '.'); i > 0 {
		pkg := s[:i]
		if pkg != "cx" && ident(pkg) == pkg && fl.g.stdPackage(pkg) {
			fl.use(pkg)
		}
	}
	return s
}

// zero is the zero value of a type.
func (fl *file) zero(t types.Type) string {
	switch t := t.(type) {
	case *types.Basic:
		switch t.Kind {
		case types.BintKind:
			return "false"
		case types.IntKind, types.FloatKind:
			return "0"
		}
		return "nil"
	case *types.Const:
		return fl.zero(t.Elem)
	case *types.Enum:
		return "0"
	case *types.Pointer, *types.Reference, *types.Ref, *types.Func:
		return "nil"
	case *ir.GoType:
		switch {
		case strings.HasPrefix(t.Text, "*"), strings.HasPrefix(t.Text, "[]"), strings.HasPrefix(t.Text, "func("):
			return "nil"
		case t.Text == "string":
			return `""`
		case t.Text == "bool":
			return "false"
		case isGoNumber(t.Text):
			return "0"
		case t.Text == "unsafe.Pointer" || t.Text == "any":
			return "nil"
		case t.Text == "py.Iterator":
			return "*new(" + fl.goType(t) + ")"
		}
	}
	if t == ir.ErrType {
		return "nil"
	}
	return fl.goType(t) + "{}"
}

func isGoNumber(s string) bool {
	switch s {
	case "int", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64", "float32", "float64", "uintptr", "byte":
		return true
	}
	return false
}

// strip removes const.
func strip(t types.Type) types.Type {
	for {
		c, ok := t.(*types.Const)
		if !ok {
			return t
		}
		t = c.Elem
	}
}

// isBool, isInt, isFloat, isPointer tell C types apart.
func isBool(t types.Type) bool {
	switch t := strip(t).(type) {
	case *types.Basic:
		return t.Kind == types.BintKind
	case *ir.GoType:
		return t.Text == "bool"
	}
	return false
}

func isInt(t types.Type) bool {
	switch t := strip(t).(type) {
	case *types.Basic:
		return t.Kind == types.IntKind
	case *types.Enum:
		return true
	case *ir.GoType:
		return isGoNumber(t.Text) && !strings.HasPrefix(t.Text, "float")
	}
	return false
}

func isFloat(t types.Type) bool {
	switch t := strip(t).(type) {
	case *types.Basic:
		return t.Kind == types.FloatKind
	case *ir.GoType:
		return strings.HasPrefix(t.Text, "float")
	}
	return false
}

// intInfo gives width and signedness of an integer type.
func intInfo(t types.Type) (bits int, signed bool) {
	switch t := strip(t).(type) {
	case *types.Basic:
		if t.Kind == types.IntKind {
			if t.Bits > 64 {
				return 64, t.Signed
			}
			return t.Bits, t.Signed
		}
	case *types.Enum:
		return 32, true
	case *ir.GoType:
		switch t.Text {
		case "int":
			return 64, true
		case "uint", "uintptr":
			return 64, false
		case "byte":
			return 8, false
		}
		for _, b := range []int{8, 16, 32, 64} {
			if t.Text == "int"+strconv.Itoa(b) {
				return b, true
			}
			if t.Text == "uint"+strconv.Itoa(b) {
				return b, false
			}
		}
	}
	return 64, true
}

// elemOf is the element type of a pointer, reference or array.
func elemOf(t types.Type) types.Type {
	switch t := strip(t).(type) {
	case *types.Pointer:
		return t.Elem
	case *types.Reference:
		return t.Elem
	case *types.Array:
		return t.Elem
	}
	return nil
}

// isVoidPtr reports whether the Go type is unsafe.Pointer.
func (fl *file) isVoidPtr(t types.Type) bool {
	switch strip(t).(type) {
	case *types.Pointer, *types.Reference, *types.Basic, *ir.GoType:
		return fl.goType(t) == "unsafe.Pointer"
	}
	return false
}

// isFuncPtr reports whether the Go type is a func.
func isFuncPtr(t types.Type) bool {
	t = strip(t)
	if _, ok := t.(*types.Func); ok {
		return true
	}
	p, ok := t.(*types.Pointer)
	if !ok {
		return false
	}
	_, ok = strip(p.Elem).(*types.Func)
	return ok
}
