// Package lib__weakref is the Python module _weakref: references that do not keep their object.
package lib__weakref

import (
	"fmt"

	rt "github.com/cyp-lang/cyp/runtime"
	"github.com/cyp-lang/cyp/runtime/py"
)

func init() { py.RegisterLib("_weakref", fill) }

// reference is a weak reference. Its hash is that of the object, remembered when it is first asked for.
type reference struct {
	to     py.Weak
	hash   int64
	hashed bool
	call   py.Value // what is told that the object is gone, or unset
}

var class *py.Type

func of(v py.Value) *reference { r, _ := py.State[*reference](v); return r }

func fill(cx *rt.Ctx, m *py.Module) *rt.Error {
	class = py.Native("ReferenceType", "weakref", "1-2", create, func(t *py.Type) {
		t.Operations(py.Slots{
			Call: func(cx *rt.Ctx, f py.Value, args []py.Value, kn []string, kv []py.Value) (py.Value, *rt.Error) {
				if len(args)+len(kn) > 0 {
					return py.Value{}, py.Errorf("TypeError", "Wrong number of arguments")
				}
				if v := of(f).to.Value(); v.IsSet() {
					return v, nil
				}
				return py.None, nil
			},
			Repr: func(cx *rt.Ctx, v py.Value) (py.Value, *rt.Error) {
				if x := of(v).to.Value(); x.IsSet() {
					return py.NewStr(fmt.Sprintf("<weakref at 0x%x; to '%s' at 0x%x>", py.Identity(v), py.TypeName(x), py.Identity(x))), nil
				}
				return py.NewStr(fmt.Sprintf("<weakref at 0x%x; dead>", py.Identity(v))), nil
			},
			Hash: func(cx *rt.Ctx, v py.Value) (int64, *rt.Error) {
				r := of(v)
				if !r.hashed {
					x := r.to.Value()
					if !x.IsSet() {
						return 0, py.Errorf("TypeError", "weak object has gone away")
					}
					h, err := py.Hash(cx, x)
					if err != nil {
						return 0, err
					}
					r.hash, r.hashed = h, true
				}
				return r.hash, nil
			},
			Compare: func(cx *rt.Ctx, a, b py.Value, op string) (py.Value, *rt.Error) {
				x, y := of(a), of(b)
				if y == nil || op != "__eq__" && op != "__ne__" {
					return py.NotImplemented, nil
				}
				v, w := x.to.Value(), y.to.Value()
				same := x == y
				if v.IsSet() && w.IsSet() {
					var err *rt.Error
					if same, err = py.EqB(cx, v, w); err != nil {
						return py.Value{}, err
					}
				}
				return py.Bool(same == (op == "__eq__")), nil
			},
		})
		t.Getter("__callback__", func(cx *rt.Ctx, v py.Value) (py.Value, *rt.Error) {
			if c := of(v).call; c.IsSet() {
				return c, nil
			}
			return py.None, nil
		})
	})
	m.Set("ref", class.Value())
	return nil
}

func create(cx *rt.Ctx, a []py.Value) (any, *rt.Error) {
	if py.Unreferable(a[0]) {
		return nil, py.Errorf("TypeError", "cannot create weak reference to '%s' object", py.TypeName(a[0]))
	}
	r := &reference{}
	if len(a) < 2 || a[1].IsNone() {
		r.to = py.NewWeak(a[0], nil)
		return r, nil
	}
	r.call = a[1]
	r.to = py.NewWeak(a[0], func(cx *rt.Ctx) {
		if _, err := py.Call(cx, r.call, py.NewNative(class, r)); err != nil {
			py.PrintError(cx, err)
		}
	})
	return r, nil
}
