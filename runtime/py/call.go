package py

import rt "github.com/cyp-lang/cyp/runtime"

// Call calls f with positional arguments.
func Call(cx *rt.Ctx, f Value, args ...Value) (Value, *rt.Error) {
	t := f.O.Type
	call := t.call
	if call == nil {
		return Value{}, typeErr("'%s' object is not callable", t.name)
	}
	if attention.Load() {
		if err := attend(cx); err != nil {
			return Value{}, err
		}
	}
	st := stateOf(cx)
	a := st.push(len(args))
	copy(a, args)
	r, err := call(cx, f, a, nil, nil)
	st.pop(a)
	return r, err
}

// callSlice is Call for arguments that are on the heap or the argument stack already.
func callSlice(cx *rt.Ctx, f Value, args []Value) (Value, *rt.Error) {
	call := f.O.Type.call
	if call == nil {
		return Value{}, typeErr("'%s' object is not callable", f.O.Type.cName())
	}
	return call(cx, f, args, nil, nil)
}

// CallKw calls f with positional and keyword arguments.
func CallKw(cx *rt.Ctx, f Value, args []Value, kwNames []string, kwVals []Value) (Value, *rt.Error) {
	call := f.O.Type.call
	if call == nil {
		return Value{}, typeErr("'%s' object is not callable", f.O.Type.cName())
	}
	return call(cx, f, args, kwNames, kwVals)
}

// CallEx is f(*args, **kwargs): args is any iterable, kwargs any mapping or unset.
func CallEx(cx *rt.Ctx, f, args, kwargs Value) (Value, *rt.Error) {
	var a []Value
	if args.IsSet() {
		switch args.O.Type {
		case TupleType:
			a = asTuple(args).items
		case ListType:
			a = append([]Value(nil), asList(args).items...)
		default:
			if args.O.Type.iter == nil && args.O.Type.getitem == nil {
				return Value{}, typeErr("%s argument after * must be an iterable, not %s", funcDesc(f), args.O.Type.cName())
			}
			items, err := Collect(cx, args)
			if err != nil {
				return Value{}, err
			}
			a = items
		}
	}
	if !kwargs.IsSet() {
		return CallKw(cx, f, a, nil, nil)
	}
	kn, kv, err := kwOf(cx, f, kwargs)
	if err != nil {
		return Value{}, err
	}
	return CallKw(cx, f, a, kn, kv)
}

// kwOf turns a mapping into keyword arguments.
func kwOf(cx *rt.Ctx, f, kwargs Value) ([]string, []Value, *rt.Error) {
	var d *Dict
	if kwargs.has(flagDict) {
		d = asDict(kwargs)
	} else {
		if _, ok := kwargs.O.Type.lookup("keys"); !ok {
			return nil, nil, typeErr("%s argument after ** must be a mapping, not %s", funcDesc(f), kwargs.O.Type.cName())
		}
		d = newDict()
		if err := d.update(cx, kwargs); err != nil {
			return nil, nil, err
		}
	}
	if d.used == 0 {
		return nil, nil, nil
	}
	kn, kv := make([]string, 0, d.used), make([]Value, 0, d.used)
	for i := range d.entries {
		e := &d.entries[i]
		if e.key.O == nil {
			continue
		}
		if !e.key.has(flagStr) {
			return nil, nil, typeErr("keywords must be strings")
		}
		kn = append(kn, asStr(e.key).s)
		kv = append(kv, e.val)
	}
	return kn, kv, nil
}

// KwAdd appends one keyword to a call under construction; a repeated one is an error.
func KwAdd(cx *rt.Ctx, f Value, d *Dict, name string, v Value) *rt.Error {
	if _, ok := d.getStr(name); ok {
		return typeErr("%s got multiple values for keyword argument '%s'", funcDesc(f), name)
	}
	d.setStr(name, v)
	return nil
}

// KwMerge adds the mapping m to the keywords of a call under construction.
func KwMerge(cx *rt.Ctx, f Value, d *Dict, m Value) *rt.Error {
	kn, kv, err := kwOf(cx, f, m)
	if err != nil {
		return err
	}
	for i, n := range kn {
		if err := KwAdd(cx, f, d, n, kv[i]); err != nil {
			return err
		}
	}
	return nil
}

// funcDesc names a callable as messages about star arguments do.
func funcDesc(f Value) string {
	switch f.O.Type {
	case FuncType:
		fn := asFunc(f)
		if fn.module != "" && fn.module != "builtins" {
			return fn.module + "." + fn.qualname + "()"
		}
		return fn.qualname + "()"
	case BuiltinType, MethodDescrType:
		b := asBuiltin(f)
		if b.owner != nil {
			return b.owner.name + "." + b.name + "()"
		}
		if b.module != "" && b.module != "builtins" {
			return b.module + "." + b.name + "()"
		}
		return b.name + "()"
	case MethodType:
		return funcDesc(asBound(f).fn)
	case TypeType:
		t := asType(f)
		return t.fullName() + "()"
	}
	return f.O.Type.name + " object"
}

// CallMethod calls v.name(args...) without making a bound method.
func CallMethod(cx *rt.Ctx, v Value, name string, args ...Value) (Value, *rt.Error) {
	return callMethodKw(cx, v, name, args, nil, nil)
}

// CallMethodKw is CallMethod with keywords.
func CallMethodKw(cx *rt.Ctx, v Value, name string, args []Value, kwNames []string, kwVals []Value) (Value, *rt.Error) {
	return callMethodKw(cx, v, name, args, kwNames, kwVals)
}

func callMethodKw(cx *rt.Ctx, v Value, name string, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
	if attention.Load() {
		if err := attend(cx); err != nil {
			return Value{}, err
		}
	}
	t := v.O.Type
	if sameFunc[getFn](t.getattr, genericGetAttr) {
		h := hashString(name)
		if d, ok := t.lookupHash(name, h); ok && d.O.Type.flags&flagMethod != 0 {
			shadowed := false
			if p := instDict(v); p != nil && *p != nil {
				_, shadowed = (*p).getStrHash(name, h)
			}
			if !shadowed {
				st := stateOf(cx)
				a := st.push(len(args) + 1)
				a[0] = v
				copy(a[1:], args)
				r, err := d.O.Type.call(cx, d, a, kn, kv)
				st.pop(a)
				return r, err
			}
		}
	}
	f, err := GetAttr(cx, v, name)
	if err != nil {
		return Value{}, err
	}
	call := f.O.Type.call
	if call == nil {
		return Value{}, typeErr("'%s' object is not callable", f.O.Type.cName())
	}
	st := stateOf(cx)
	a := st.push(len(args))
	copy(a, args)
	r, err := call(cx, f, a, kn, kv)
	st.pop(a)
	return r, err
}
