package py

import (
	"strings"

	rt "github.com/cyp-lang/cyp/runtime"
)

func registerOperator() {
	stdModule("operator", func(cx *rt.Ctx, m *Module) *rt.Error {
		two := func(f binaryFn, names ...string) {
			for _, n := range names {
				m.fn(n, "2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return f(cx, a[0], a[1]) })
			}
		}
		one := func(f unaryFn, names ...string) {
			for _, n := range names {
				m.fn(n, "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return f(cx, a[0]) })
			}
		}
		for n, f := range map[string]binaryFn{"add": Add, "sub": Sub, "mul": Mul, "truediv": TrueDiv, "floordiv": FloorDiv, "mod": Mod, "pow": Pow,
			"matmul": MatMul, "lshift": LShift, "rshift": RShift, "and_": And, "or_": Or, "xor": Xor, "eq": Eq, "ne": Ne, "lt": Lt, "le": Le, "gt": Gt, "ge": Ge,
			"iadd": IAdd, "isub": ISub, "imul": IMul, "itruediv": ITrueDiv, "ifloordiv": IFloorDiv, "imod": IMod, "ipow": IPow, "imatmul": IMatMul,
			"ilshift": ILShift, "irshift": IRShift, "iand": IAnd, "ior": IOr, "ixor": IXor, "getitem": GetItem} {
			two(f, n, "__"+strings.TrimSuffix(n, "_")+"__")
		}
		two(Add, "concat", "__concat__")
		two(IAdd, "iconcat")
		two(func(cx *rt.Ctx, a, b Value) (Value, *rt.Error) { return Bool(Is(a, b)), nil }, "is_")
		two(func(cx *rt.Ctx, a, b Value) (Value, *rt.Error) { return Bool(!Is(a, b)), nil }, "is_not")
		two(func(cx *rt.Ctx, a, b Value) (Value, *rt.Error) {
			in, err := Contains(cx, a, b)
			return Bool(in), err
		}, "contains", "__contains__")
		two(func(cx *rt.Ctx, a, b Value) (Value, *rt.Error) { return None, DelItem(cx, a, b) }, "delitem", "__delitem__")
		two(func(cx *rt.Ctx, a, b Value) (Value, *rt.Error) {
			it, err := Iter(cx, a)
			if err != nil {
				return Value{}, err
			}
			for n := int64(0); ; {
				x, ok, err := it.Next(cx)
				if err != nil || !ok {
					return Int(n), err
				}
				eq, err := eqItem(cx, x, b)
				if err != nil {
					return Value{}, err
				}
				if eq {
					n++
				}
			}
		}, "countOf")
		two(func(cx *rt.Ctx, a, b Value) (Value, *rt.Error) {
			it, err := Iter(cx, a)
			if err != nil {
				return Value{}, err
			}
			for n := int64(0); ; n++ {
				x, ok, err := it.Next(cx)
				if err != nil {
					return Value{}, err
				}
				if !ok {
					return Value{}, valueErr("sequence.index(x): x not in sequence")
				}
				eq, err := eqItem(cx, x, b)
				if err != nil || eq {
					return Int(n), err
				}
			}
		}, "indexOf")
		one(Neg, "neg", "__neg__")
		one(Pos, "pos", "__pos__")
		one(Invert, "inv", "invert", "__invert__")
		one(Not, "not_", "__not__")
		one(Abs, "abs", "__abs__")
		one(Index, "index", "__index__")
		one(func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
			b, err := Truth(cx, v)
			return Bool(b), err
		}, "truth")
		m.fn("setitem", "3", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return None, SetItem(cx, a[0], a[1], a[2]) })
		m.fnKw("call", func(cx *rt.Ctx, a []Value, kn []string, kv []Value) (Value, *rt.Error) {
			if len(a) == 0 {
				return Value{}, typeErr("call expected at least 1 argument, got 0")
			}
			return CallKw(cx, a[0], a[1:], kn, kv)
		})
		m.fn("length_hint", "1-2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			n, err := Len(cx, a[0])
			if err != nil {
				if r, ok, err := callSpecial(cx, a[0], "__length_hint__"); ok {
					return r, err
				}
				return orZero(opt(a, 1)), nil
			}
			return Int(int64(n)), nil
		})
		operatorGetters(m)
		return nil
	})
}

func orZero(v Value) Value {
	if !v.IsSet() {
		return Int(0)
	}
	return v
}

// getterState is the state of itemgetter, attrgetter and methodcaller.
type getterState struct {
	items []Value
	name  string
	args  []Value
	kn    []string
	kv    []Value
}

func operatorGetters(m *Module) {
	getter := func(name string, get func(cx *rt.Ctx, v, item Value) (Value, *rt.Error), check func(v Value) *rt.Error) {
		t := nativeType(name, "operator", func(t *Type) {
			t.makeWith("1+", func(cx *rt.Ctx, a []Value) (any, *rt.Error) {
				for _, v := range a {
					if err := check(v); err != nil {
						return nil, err
					}
				}
				return &getterState{items: append([]Value(nil), a...)}, nil
			})
			t.call = func(cx *rt.Ctx, f Value, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
				if len(args) != 1 {
					return Value{}, typeErr("%s expected 1 argument, got %d", name, len(args))
				}
				g := stateIn[*getterState](f)
				if len(g.items) == 1 {
					return get(cx, args[0], g.items[0])
				}
				out := make([]Value, len(g.items))
				for i, it := range g.items {
					v, err := get(cx, args[0], it)
					if err != nil {
						return Value{}, err
					}
					out[i] = v
				}
				return newTuple(out), nil
			}
			t.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
				var parts []string
				for _, x := range stateIn[*getterState](v).items {
					s, err := ReprOf(cx, x)
					if err != nil {
						return Value{}, err
					}
					parts = append(parts, s)
				}
				return NewStr("operator." + name + "(" + joinNames(parts) + ")"), nil
			}
		})
		m.Set(name, t.Value())
	}
	getter("itemgetter", GetItem, func(Value) *rt.Error { return nil })
	getter("attrgetter", func(cx *rt.Ctx, v, item Value) (Value, *rt.Error) {
		for _, n := range strings.Split(asStr(item).s, ".") {
			var err *rt.Error
			if v, err = GetAttr(cx, v, n); err != nil {
				return Value{}, err
			}
		}
		return v, nil
	}, func(v Value) *rt.Error {
		if !v.has(flagStr) {
			return typeErr("attribute name must be a string")
		}
		return nil
	})
	mc := nativeType("methodcaller", "operator", func(t *Type) {
		t.new = func(cx *rt.Ctx, t *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
			if len(args) == 0 {
				return Value{}, typeErr("methodcaller needs at least one argument, the method name")
			}
			if !args[0].has(flagStr) {
				return Value{}, typeErr("method name must be a string")
			}
			return newNative(t, &getterState{name: asStr(args[0]).s, args: append([]Value(nil), args[1:]...), kn: kn, kv: append([]Value(nil), kv...)}), nil
		}
		t.call = func(cx *rt.Ctx, f Value, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
			if len(args) != 1 {
				return Value{}, typeErr("methodcaller expected 1 argument, got %d", len(args))
			}
			g := stateIn[*getterState](f)
			return CallMethodKw(cx, args[0], g.name, g.args, g.kn, g.kv)
		}
	})
	m.Set("methodcaller", mc.Value())
}
