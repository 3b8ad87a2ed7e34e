package py

import (
	"strings"

	rt "github.com/cyp-lang/cyp/runtime"
)

// typeVariable is a TypeVar, ParamSpec or TypeVarTuple.
type typeVariable struct {
	name          string
	constraints   []Value
	bound, def    Value // unset: none
	bLater, dLate bool  // the function that gives it
	co, contra    bool
	infer         bool
}

// registerTypeVars makes the classes of type parameters and of type aliases, and returns TypeVar.
func registerTypeVars(m *Module) *Type {
	noDefault := newNative(nativeType("NoDefaultType", "typing", func(t *Type) {
		t.new = noConstructor
		t.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return NewStr("typing.NoDefault"), nil }
	}), nil)
	m.Set("NoDefault", noDefault)
	class := func(name string, fill func(t *Type)) *Type {
		t := nativeType(name, "typing", func(t *Type) {
			t.new = func(cx *rt.Ctx, t *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
				return newTypeVar(cx, t, args, kn, kv)
			}
			t.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
				x := stateIn[*typeVariable](v)
				switch {
				case x.infer || name == "TypeVarTuple":
					return NewStr(x.name), nil
				case x.co:
					return NewStr("+" + x.name), nil
				case x.contra:
					return NewStr("-" + x.name), nil
				}
				return NewStr("~" + x.name), nil
			}
			t.nb[opOr] = typeOr
			get := func(attr string, f func(x *typeVariable) Value) {
				t.getter(attr, func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return f(stateIn[*typeVariable](v)), nil })
			}
			get("__name__", func(x *typeVariable) Value { return NewStr(x.name) })
			get("__constraints__", func(x *typeVariable) Value { return NewTuple(x.constraints...) })
			get("__covariant__", func(x *typeVariable) Value { return Bool(x.co) })
			get("__contravariant__", func(x *typeVariable) Value { return Bool(x.contra) })
			get("__infer_variance__", func(x *typeVariable) Value { return Bool(x.infer) })
			t.getter("__bound__", func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
				x := stateIn[*typeVariable](v)
				return settleLater(cx, &x.bound, &x.bLater, None)
			})
			t.getter("__default__", func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
				x := stateIn[*typeVariable](v)
				return settleLater(cx, &x.def, &x.dLate, noDefault)
			})
			t.method("has_default", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
				return Bool(stateIn[*typeVariable](a[0]).def.IsSet()), nil
			})
			fill(t)
		})
		m.Set(name, t.Value())
		return t
	}
	typeVar := class("TypeVar", func(t *Type) {})
	class("ParamSpec", func(t *Type) {
		for _, part := range []string{"args", "kwargs"} {
			t.getter(part, func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
				return newNative(typeVar, &typeVariable{name: stateIn[*typeVariable](v).name + "." + part, infer: true}), nil
			})
		}
	})
	class("TypeVarTuple", func(t *Type) {
		t.iter = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
			one := newNative(typeVar, &typeVariable{name: "typing.Unpack[" + stateIn[*typeVariable](v).name + "]", infer: true})
			return IterObj(cx, NewTuple(one))
		}
	})
	m.Set("TypeAliasType", typeAliasType().Value())
	return typeVar
}

// settleLater gives a value that is evaluated when it is first asked for.
func settleLater(cx *rt.Ctx, v *Value, later *bool, none Value) (Value, *rt.Error) {
	if !v.IsSet() {
		return none, nil
	}
	if *later {
		x, err := Call(cx, *v)
		if err != nil {
			return Value{}, err
		}
		*v, *later = x, false
	}
	return *v, nil
}

func newTypeVar(cx *rt.Ctx, t *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
	x := &typeVariable{}
	if len(args) == 0 {
		for i, n := range kn {
			if n == "name" {
				args = []Value{kv[i]}
			}
		}
	}
	if len(args) == 0 {
		return Value{}, typeErr("%s() missing required argument 'name' (pos 1)", strings.ToLower(t.name))
	}
	name, ok := GoStr(args[0])
	if !ok {
		return Value{}, typeErr("%s() argument 'name' must be str, not %s", strings.ToLower(t.name), argType(args[0]))
	}
	x.name = name
	x.constraints = append(x.constraints, args[1:]...)
	if len(x.constraints) == 1 {
		return Value{}, typeErr("A single constraint is not allowed")
	}
	for i, n := range kn {
		var err *rt.Error
		switch n {
		case "bound":
			if !kv[i].IsNone() {
				x.bound = kv[i]
			}
		case "default":
			x.def = kv[i]
		case "_bound":
			x.bound, x.bLater = kv[i], true
		case "_default":
			x.def, x.dLate = kv[i], true
		case "covariant":
			x.co, err = Truth(cx, kv[i])
		case "contravariant":
			x.contra, err = Truth(cx, kv[i])
		case "infer_variance":
			x.infer, err = Truth(cx, kv[i])
		case "name":
		default:
			err = typeErr("%s() got an unexpected keyword argument '%s'", strings.ToLower(t.name), n)
		}
		if err != nil {
			return Value{}, err
		}
	}
	return newNative(t, x), nil
}

// typeAlias is what the `type` statement makes.
type typeAlias struct {
	name   string
	value  Value
	later  bool
	params Value
}

func typeAliasType() *Type {
	return nativeType("TypeAliasType", "typing", func(t *Type) {
		t.makeWith("name, value, *, type_params=, _later=", func(cx *rt.Ctx, a []Value) (any, *rt.Error) {
			s, err := argStr(a[0], "typealias", "'name'")
			if err != nil {
				return nil, err
			}
			later, err := argBool(cx, a[3], false)
			x := &typeAlias{name: s, value: a[1], later: later, params: emptyTuple}
			if a[2].IsSet() {
				x.params = a[2]
			}
			return x, err
		})
		t.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return NewStr(stateIn[*typeAlias](v).name), nil }
		t.getitem = func(cx *rt.Ctx, v, k Value) (Value, *rt.Error) {
			if len(asTuple(stateIn[*typeAlias](v).params).items) == 0 {
				return Value{}, typeErr("Only generic type aliases are subscriptable")
			}
			return newAlias(v, k), nil
		}
		t.nb[opOr] = typeOr
		t.getter("__name__", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return NewStr(stateIn[*typeAlias](v).name), nil })
		t.getter("__type_params__", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return stateIn[*typeAlias](v).params, nil })
		t.getter("__value__", func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
			x := stateIn[*typeAlias](v)
			return settleLater(cx, &x.value, &x.later, None)
		})
	})
}
