package ownership

import (
	"slices"
	"strings"

	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// openCalls knows which functions may be called by what is not seen: Python code, the runtime, function pointers.
type openCalls struct {
	values  map[*typed.Func]bool
	classes map[*types.Class]bool // Python code may call methods that the class defines
}

func (c *checker) openCalls() *openCalls {
	o := &openCalls{values: map[*typed.Func]bool{}, classes: map[*types.Class]bool{}}
	seen := map[*types.Class]bool{}
	made := func(k *types.Class) { // an object of exactly this class
		for _, b := range k.MRO {
			o.classes[b] = true
		}
	}
	holds := func(t types.Type) {
		if r, ok := t.(*types.Ref); ok && r.Qual == types.Unqualified && !seen[r.Class] {
			seen[r.Class] = true
			for _, k := range c.reach.subclasses(r.Class) {
				made(k)
			}
		}
	}
	for _, f := range c.funcs {
		if f.Cpdef != nil {
			o.values[f.Cpdef] = true // Python code calls it
		}
		walk(f.Body, func(x typed.Expr) {
			switch x := x.(type) {
			case *typed.FuncExpr:
				o.values[x.Func] = true
			case *typed.Coerce:
				if x.Kind == typed.Wrap || x.Kind == typed.ToPy {
					holds(x.X.Type())
				}
			}
		})
	}
	for _, k := range c.prog.Classes {
		for _, f := range k.Fields {
			holds(f.Type) // an attribute of a wrapped object
		}
		for _, m := range k.Methods {
			holds(m.Sig.Result)
		}
		if k.Go == "" && pythonMakes(k) {
			made(k)
		}
	}
	return o
}

// pythonMakes reports whether Python code may make objects of a class: some constructor takes what converts from Python objects.
func pythonMakes(k *types.Class) bool {
	found := false
	for _, b := range k.MRO {
		for _, m := range b.Methods {
			if m.Name != "__init__" {
				continue
			}
			found = true
			qualified := false
			for _, p := range m.Sig.Params {
				r, ok := p.Type.(*types.Ref)
				qualified = qualified || ok && r.Qual != types.Unqualified
			}
			if !qualified {
				return true
			}
		}
		if found {
			return false
		}
	}
	return true
}

// has reports whether f may be called by what is not seen.
func (o *openCalls) has(f *typed.Func) bool {
	switch {
	case o.values[f]:
		return true
	case f.Kind == typed.CdefFunc && f.Method == nil && f.Self == nil:
		return false
	case f.Kind != typed.MethodFunc || f.Method == nil || f.Self == nil || f.Method.SelfQual != types.Unqualified || strings.HasPrefix(f.Method.Name, "__"):
		return true
	}
	for _, k := range f.Class.MRO[1:] {
		if k.Go != "" && slices.ContainsFunc(k.Methods, func(m *types.Method) bool { return m.Name == f.Method.Name }) {
			return true // the runtime may call it
		}
	}
	return o.classes[f.Class]
}
