package py

import (
	rt "github.com/cyp-lang/cyp/runtime"
)

var nullContext *Type

// nullContextType is contextlib.nullcontext.
func nullContextType() *Type {
	if nullContext == nil {
		nullContext = nativeType("nullcontext", "contextlib", func(t *Type) {
			t.makeWith("enter_result=", func(cx *rt.Ctx, a []Value) (any, *rt.Error) { return orNone(a[0]), nil })
			t.method("__enter__", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return stateIn[Value](a[0]), nil })
			t.method("__exit__", "0+", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return None, nil })
		})
	}
	return nullContext
}

func registerContextlib() {
	stdModule("contextlib", func(cx *rt.Ctx, m *Module) *rt.Error {
		m.Set("nullcontext", nullContextType().Value())
		genCM := generatorManager()
		m.fn("contextmanager", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			f := a[0]
			w := NewFunction(&FuncDef{Name: "helper", Params: []Param{{Name: "args", Kind: VarArgs}, {Name: "kwds", Kind: KwArgs}},
				Body: func(cx *rt.Ctx, b []Value) (Value, *rt.Error) {
					g, err := CallEx(cx, f, b[0], b[1])
					if err != nil {
						return Value{}, err
					}
					return newNative(genCM, g), nil
				}})
			return w, updateWrapper(cx, w, f, Value{})
		})
		redirect := func(name, stream string) {
			type state struct {
				target Value
				old    []Value
			}
			m.Set(name, nativeType(name, "contextlib", func(t *Type) {
				t.makeWith("O", func(cx *rt.Ctx, a []Value) (any, *rt.Error) { return &state{target: a[0]}, nil })
				t.method("__enter__", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
					sys, err := Import(cx, "sys")
					if err != nil {
						return Value{}, err
					}
					s := stateIn[*state](a[0])
					old, err := GetAttr(cx, sys, stream)
					if err != nil {
						return Value{}, err
					}
					s.old = append(s.old, old)
					return s.target, SetAttr(cx, sys, stream, s.target)
				})
				t.method("__exit__", "0+", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
					sys, err := Import(cx, "sys")
					if err != nil {
						return Value{}, err
					}
					s := stateIn[*state](a[0])
					old := s.old[len(s.old)-1]
					s.old = s.old[:len(s.old)-1]
					return None, SetAttr(cx, sys, stream, old)
				})
			}).Value())
		}
		redirect("redirect_stdout", "stdout")
		redirect("redirect_stderr", "stderr")
		m.Set("suppress", nativeType("suppress", "contextlib", func(t *Type) {
			t.makeWith("0+", func(cx *rt.Ctx, a []Value) (any, *rt.Error) { return NewTuple(a...), nil })
			t.method("__enter__", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return None, nil })
			t.method("__exit__", "3", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
				if a[1].IsNone() {
					return False, nil
				}
				ok, err := IsSubclass(cx, a[1], stateIn[Value](a[0]))
				return Bool(ok), err
			})
		}).Value())
		m.Set("closing", nativeType("closing", "contextlib", func(t *Type) {
			t.makeWith("O", func(cx *rt.Ctx, a []Value) (any, *rt.Error) { return a[0], nil })
			t.method("__enter__", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return stateIn[Value](a[0]), nil })
			t.method("__exit__", "0+", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
				_, err := CallMethod(cx, stateIn[Value](a[0]), "close")
				return None, err
			})
		}).Value())
		m.Set("ExitStack", exitStackType().Value())
		return nil
	})
}

// generatorManager is the class of the managers that @contextmanager functions return; the state is the generator.
func generatorManager() *Type {
	return nativeType("_GeneratorContextManager", "contextlib", func(t *Type) {
		t.new = noConstructor
		t.method("__enter__", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			v, ok, err := Next(cx, stateIn[Value](a[0]))
			if err == nil && !ok {
				err = runtimeErr("generator didn't yield")
			}
			return v, err
		})
		t.method("__exit__", "3", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			g := stateIn[Value](a[0])
			if a[1].IsNone() {
				_, ok, err := Next(cx, g)
				if err == nil && ok {
					err = runtimeErr("generator didn't stop")
				}
				return False, err
			}
			exc := a[2]
			if exc.IsNone() {
				var err *rt.Error
				if exc, err = Call(cx, a[1]); err != nil {
					return Value{}, err
				}
			}
			_, ok, err := throwInto(cx, g, errOf(exc))
			switch {
			case err == nil && ok:
				return Value{}, runtimeErr("generator didn't stop after throw()")
			case err == nil:
				return True, nil
			}
			if v := Materialise(cx, err); v.O == exc.O {
				return False, nil
			} else if isExc(err, RuntimeError) && asExc(v).cause.O == exc.O {
				return False, nil
			}
			return Value{}, err
		})
		t.call = func(cx *rt.Ctx, f Value, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
			return Value{}, notSupported("a context manager used as a decorator")
		}
	})
}

func exitStackType() *Type {
	type state struct {
		exits []func(cx *rt.Ctx, t, v, tb Value) (Value, *rt.Error)
	}
	st := func(v Value) *state { return stateIn[*state](v) }
	return nativeType("ExitStack", "contextlib", func(t *Type) {
		t.makeWith("", func(cx *rt.Ctx, a []Value) (any, *rt.Error) { return &state{}, nil })
		t.method("__enter__", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return a[0], nil })
		t.method("enter_context", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			v, exit, err := WithEnter(cx, a[1])
			if err == nil {
				st(a[0]).exits = append(st(a[0]).exits, func(cx *rt.Ctx, t, v, tb Value) (Value, *rt.Error) { return Call(cx, exit, t, v, tb) })
			}
			return v, err
		})
		t.methodKw("callback", func(cx *rt.Ctx, a []Value, kn []string, kv []Value) (Value, *rt.Error) {
			f, args, vals := a[1], append([]Value(nil), a[2:]...), append([]Value(nil), kv...)
			st(a[0]).exits = append(st(a[0]).exits, func(cx *rt.Ctx, t, v, tb Value) (Value, *rt.Error) {
				_, err := CallKw(cx, f, args, kn, vals)
				return None, err
			})
			return f, nil
		})
		run := func(cx *rt.Ctx, s *state, ty, v, tb Value) (Value, *rt.Error) {
			swallowed := false
			var failed *rt.Error
			for len(s.exits) > 0 {
				f := s.exits[len(s.exits)-1]
				s.exits = s.exits[:len(s.exits)-1]
				r, err := f(cx, ty, v, tb)
				if err != nil {
					failed = err
					ty, v, tb = ExcInfo(cx, err)
					continue
				}
				ok, err := Truth(cx, r)
				if err != nil {
					return Value{}, err
				}
				if ok && !ty.IsNone() {
					swallowed, failed = true, nil
					ty, v, tb = None, None, None
				}
			}
			return Bool(swallowed), failed
		}
		t.method("__exit__", "3", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return run(cx, st(a[0]), a[1], a[2], a[3]) })
		t.method("close", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			_, err := run(cx, st(a[0]), None, None, None)
			return None, err
		})
		t.method("pop_all", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			n := &state{exits: st(a[0]).exits}
			st(a[0]).exits = nil
			return newNative(a[0].O.Type, n), nil
		})
	})
}
