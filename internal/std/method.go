package std

import (
	"strings"

	"github.com/cyp-lang/cyp/internal/types/typed"
)

// moved lists the methods of runtime classes that keep arguments: those are moved in. All others are only looked at.
var moved = map[string][]int{
	"List.SetAt": {1}, "List.Append": {0}, "List.Insert": {1},
	"Dict.SetAt": {0, 1}, "Dict.Get": {1}, "Dict.PopDefault": {1}, "Dict.SetDefault": {0, 1},
	"Set.Add":             {0},
	"QueueInterface.Push": {0},
}

// MethodBinding binds a method of a cypclass that the runtime provides: goType is types.Class.Go, name the method's C name, n the
// number of its parameters without self. OwnsArgs tells which arguments are moved in; results are new counts. For constructors and
// static methods name is a function: "rt.NewList". Nil: the runtime has no such method.
func MethodBinding(goType, name string, n int) *typed.Binding {
	rt := runtimeSurface()
	typ := strings.TrimPrefix(goType, "rt.")
	target, sig := name, rt.funcs[strings.TrimPrefix(name, "rt.")]
	if !strings.HasPrefix(name, "rt.") {
		target, sig = "."+name, rt.method(typ, name)
	}
	if sig == nil {
		return nil
	}
	b := sig.describe(rt, target)
	if len(b.Params) != n {
		return nil
	}
	b.ByRef = nil // pointers are references to objects
	b.Name, b.Addr = name, false
	b.OwnsArgs = make([]bool, n)
	for _, i := range moved[typ+"."+name] {
		b.OwnsArgs[i] = true
	}
	return b
}
