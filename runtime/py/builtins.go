package py

import (
	"strings"

	rt "github.com/cyp-lang/cyp/runtime"
)

// Builtins holds the builtins by name.
var Builtins = map[string]Value{}

// Builtin returns a builtin by name. For one that is missing it gives a function that says so when it is called.
func Builtin(name string) Value {
	if v, ok := Builtins[name]; ok {
		if name == "KeyboardInterrupt" || name == "BaseException" {
			CatchInterrupt()
		}
		return v
	}
	b := rawBuiltin(name, func(cx *rt.Ctx, a []Value, kn []string, kv []Value) (Value, *rt.Error) {
		return Value{}, notSupported(name)
	})
	return obj(&b.Obj)
}

// builtin registers a built-in function.
func builtin(name, sig string, f bfn) {
	b := makeBuiltin(BuiltinType, name, sig, f)
	b.module = "builtins"
	Builtins[name] = obj(&b.Obj)
}

func builtinKw(name string, f builtinFn) {
	b := rawBuiltin(name, f)
	b.module = "builtins"
	Builtins[name] = obj(&b.Obj)
}

func setupBuiltins() {
	for _, t := range []*Type{ObjectType, TypeType, IntType, BoolType, FloatType, ComplexType, StrType, BytesType, ByteArrayType, MemoryViewType,
		ListType, TupleType, DictType, SetType, FrozensetType, RangeType, SliceType, PropertyType, StaticMethodType, ClassMethodType,
		SuperType, EnumerateType, ZipType, MapType, FilterType, ReversedType} {
		Builtins[t.name] = t.Value()
	}
	for _, t := range excOrder {
		Builtins[t.name] = t.Value()
	}
	Builtins["EnvironmentError"], Builtins["IOError"] = OSError.Value(), OSError.Value()
	Builtins["None"], Builtins["True"], Builtins["False"] = None, True, False
	Builtins["Ellipsis"], Builtins["NotImplemented"] = Ellipsis, NotImplemented
	Builtins["__debug__"] = True

	builtinKw("print", builtinPrint)
	builtin("len", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		n, err := Len(cx, a[0])
		return Int(int64(n)), err
	})
	builtin("repr", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return ReprValue(cx, a[0]) })
	builtin("ascii", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		s, err := AsciiOf(cx, a[0])
		return NewStr(s), err
	})
	builtin("format", "1-2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		spec := ""
		if len(a) > 1 {
			var ok bool
			if spec, ok = GoStr(a[1]); !ok {
				return Value{}, typeErr("format() argument 2 must be str, not %s", argType(a[1]))
			}
		}
		s, err := Format(cx, a[0], spec)
		return NewStr(s), err
	})
	builtin("hash", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		h, err := Hash(cx, a[0])
		return Int(h), err
	})
	builtin("id", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return Int(int64(idOf(a[0]))), nil })
	builtin("callable", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return Bool(a[0].O.Type.call != nil), nil })
	builtin("isinstance", "2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		b, err := IsInstance(cx, a[0], a[1])
		return Bool(b), err
	})
	builtin("issubclass", "2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		b, err := IsSubclass(cx, a[0], a[1])
		return Bool(b), err
	})
	attrBuiltins()
	numberBuiltins()
	iterBuiltins()
	builtin("input", "0-1", builtinInput)
	builtin("open", "file, mode=, buffering=, encoding=, errors=, newline=, closefd=, opener=", builtinOpen)
	builtin("__import__", "name, globals=, locals=, fromlist=, level=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		name, ok := GoStr(a[0])
		if !ok {
			return Value{}, typeErr("__import__() argument 1 must be str, not %s", argType(a[0]))
		}
		if a[3].IsSet() {
			if from, err := Truth(cx, a[3]); err != nil || from {
				if err != nil {
					return Value{}, err
				}
				return Import(cx, name)
			}
		}
		return ImportTop(cx, name)
	})
	exit := func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		code := None
		if len(a) > 0 {
			code = a[0]
		}
		return Value{}, errOf(newExc(SystemExit, code))
	}
	builtin("exit", "0-1", exit)
	builtin("quit", "0-1", exit)
	for _, n := range []string{"eval", "exec", "compile"} {
		builtinKw(n, func(cx *rt.Ctx, a []Value, kn []string, kv []Value) (Value, *rt.Error) {
			return Value{}, notSupported(n + "(): there is no compiler in the program")
		})
	}
}

func attrBuiltins() {
	builtin("getattr", "2-3", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		name, err := attrName(a[1])
		if err != nil {
			return Value{}, err
		}
		v, err := GetAttr(cx, a[0], name)
		if err != nil && len(a) > 2 && isExc(err, AttributeError) {
			return a[2], nil
		}
		return v, err
	})
	builtin("hasattr", "2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		name, err := attrName(a[1])
		if err != nil {
			return Value{}, err
		}
		ok, err := HasAttr(cx, a[0], name)
		return Bool(ok), err
	})
	builtin("setattr", "3", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		name, err := attrName(a[1])
		if err != nil {
			return Value{}, err
		}
		return None, SetAttr(cx, a[0], name, a[2])
	})
	builtin("delattr", "2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		name, err := attrName(a[1])
		if err != nil {
			return Value{}, err
		}
		return None, DelAttr(cx, a[0], name)
	})
	builtin("dir", "0-1", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		if len(a) == 0 {
			return Value{}, notSupported("dir() without an argument")
		}
		return Dir(cx, a[0])
	})
	builtin("vars", "0-1", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		if len(a) == 0 {
			return Value{}, notSupported("vars() without an argument")
		}
		d, ok, err := getAttrOpt(cx, a[0], "__dict__")
		if err == nil && !ok {
			err = typeErr("vars() argument must have __dict__ attribute")
		}
		return d, err
	})
}

func numberBuiltins() {
	builtin("abs", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return Abs(cx, a[0]) })
	builtin("divmod", "2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return Divmod(cx, a[0], a[1]) })
	builtin("pow", "base, exp, mod=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		if !a[2].IsSet() || a[2].IsNone() {
			return Pow(cx, a[0], a[1])
		}
		return pow3(cx, a[0], a[1], a[2])
	})
	builtin("round", "number, ndigits=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		args := []Value{a[1]}
		if !a[1].IsSet() {
			args = nil
		}
		r, ok, err := callSpecial(cx, a[0], "__round__", args...)
		if err == nil && !ok {
			err = typeErr("type %s doesn't define __round__ method", a[0].O.Type.cName())
		}
		return r, err
	})
	builtin("chr", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		n, err := Index(cx, a[0])
		if err != nil {
			return Value{}, err
		}
		if !n.isInt() {
			return Value{}, overflowErr("Python int too large to convert to C int")
		}
		if n.N > 0x10ffff {
			return Value{}, valueErr("chr() arg not in range(0x110000)")
		}
		return strOfRune(rune(n.N)), nil
	})
	builtin("ord", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		if s, ok := GoStr(a[0]); ok {
			n := asStr(a[0]).count()
			if n == 1 {
				r, _ := decodeRune(s)
				return Int(int64(r)), nil
			}
			return Value{}, typeErr("ord() expected a character, but string of length %d found", n)
		}
		if b, ok := bytesOf(a[0]); ok {
			if len(b) == 1 {
				return Int(int64(b[0])), nil
			}
			return Value{}, typeErr("ord() expected a character, but string of length %d found", len(b))
		}
		return Value{}, typeErr("ord() expected string of length 1, but %s found", a[0].O.Type.cName())
	})
	base := func(name, prefix string, b int) {
		builtin(name, "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			n, err := Index(cx, a[0])
			if err != nil {
				return Value{}, err
			}
			s := intText(n, b)
			if s[0] == '-' {
				return NewStr("-" + prefix + s[1:]), nil
			}
			return NewStr(prefix + s), nil
		})
	}
	base("bin", "0b", 2)
	base("oct", "0o", 8)
	base("hex", "0x", 16)
}

func pow3(cx *rt.Ctx, a, b, m Value) (Value, *rt.Error) {
	x, ok := asInt(a)
	y, ok2 := asInt(b)
	z, ok3 := asInt(m)
	if ok && ok2 && ok3 {
		return intPowMod(x, y, z)
	}
	if a.O.Type.flags&flagHeap != 0 {
		if r, ok, err := callSpecial(cx, a, "__pow__", b, m); ok || err != nil {
			return r, err
		}
	}
	if a.has(flagInt|flagFloat) && b.has(flagInt|flagFloat) && m.has(flagInt|flagFloat) {
		return Value{}, typeErr("pow() 3rd argument not allowed unless all arguments are integers")
	}
	return Value{}, typeErr("unsupported operand type(s) for ** or pow(): '%s', '%s', '%s'", a.O.Type.cName(), b.O.Type.cName(), m.O.Type.cName())
}

func builtinPrint(cx *rt.Ctx, a []Value, kn []string, kv []Value) (Value, *rt.Error) {
	sep, end := " ", "\n"
	file := Value{}
	flush := false
	for i, k := range kn {
		v := kv[i]
		switch k {
		case "sep", "end":
			if v.IsNone() {
				continue
			}
			s, ok := GoStr(v)
			if !ok {
				return Value{}, typeErr("%s must be None or a string, not %s", k, v.O.Type.cName())
			}
			if k == "sep" {
				sep = s
			} else {
				end = s
			}
		case "file":
			file = v
		case "flush":
			var err *rt.Error
			if flush, err = Truth(cx, v); err != nil {
				return Value{}, err
			}
		default:
			return Value{}, typeErr("'%s' is an invalid keyword argument for print()", k)
		}
	}
	if !file.IsSet() || file.IsNone() {
		file = currentStdout()
		if file.IsNone() {
			return None, nil
		}
	}
	if file.O == stdoutFile.O {
		if err := printFast(cx, a, sep, end); err != nil {
			return Value{}, err
		}
		if flush {
			flushStdout()
		}
		return None, nil
	}
	var b strings.Builder
	for i, v := range a {
		if i > 0 {
			b.WriteString(sep)
		}
		s, err := StrOf(cx, v)
		if err != nil {
			return Value{}, err
		}
		b.WriteString(s)
	}
	b.WriteString(end)
	if _, err := CallMethod(cx, file, "write", NewStr(b.String())); err != nil {
		return Value{}, err
	}
	if flush {
		if _, err := CallMethod(cx, file, "flush"); err != nil {
			return Value{}, err
		}
	}
	return None, nil
}

// printFast prints to the real standard output. Nothing is written where an argument's str raises.
func printFast(cx *rt.Ctx, a []Value, sep, end string) *rt.Error {
	if len(a) == 1 && a[0].O.Type == StrType {
		writeStdout2(asStr(a[0]).s, end)
		return nil
	}
	var buf [128]byte
	b := buf[:0]
	for i, v := range a {
		if i > 0 {
			b = append(b, sep...)
		}
		s, err := StrOf(cx, v)
		if err != nil {
			return err
		}
		b = append(b, s...)
	}
	writeStdout2(string(append(b, end...)), "")
	return nil
}
