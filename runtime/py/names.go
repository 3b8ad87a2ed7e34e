package py

import rt "github.com/cyp-lang/cyp/runtime"

// What generated code calls for names that are looked up at run time, for with statements and at the start of a program.

// LookupName reads a name: the dict globals, then the builtins.
func LookupName(cx *rt.Ctx, globals Value, name string) (Value, *rt.Error) {
	if v, ok := asDict(globals).getStr(name); ok {
		return v, nil
	}
	if v, ok := Builtins[name]; ok {
		return v, nil
	}
	return Value{}, NameErr(name)
}

// LookupName2 reads a name in a class body or the like: names, globals, builtins.
func LookupName2(cx *rt.Ctx, names, globals Value, name string) (Value, *rt.Error) {
	if v, ok := asDict(names).getStr(name); ok {
		return v, nil
	}
	return LookupName(cx, globals, name)
}

// DelName is del of a name in a dict.
func DelName(cx *rt.Ctx, globals Value, name string) *rt.Error {
	if !asDict(globals).delStr(name) {
		return NameErr(name)
	}
	return nil
}

// ForgetName deletes a name if it is there: the end of `except … as name`.
func ForgetName(cx *rt.Ctx, globals Value, name string) { asDict(globals).delStr(name) }

// TupleOf is tuple(v).
func TupleOf(cx *rt.Ctx, v Value) (Value, *rt.Error) {
	if v.O.Type == TupleType {
		return v, nil
	}
	items, err := Collect(cx, v)
	if err != nil {
		return Value{}, err
	}
	return newTuple(items), nil
}

// WithEnter begins a with statement: it returns what __enter__ gives and the bound __exit__.
func WithEnter(cx *rt.Ctx, mgr Value) (value, exit Value, err *rt.Error) {
	enter, ok, err := lookupSpecial(cx, mgr, "__enter__")
	if err != nil {
		return value, exit, err
	}
	if !ok {
		return value, exit, typeErr("'%s' object does not support the context manager protocol", mgr.O.Type.cName())
	}
	exit, ok, err = lookupSpecial(cx, mgr, "__exit__")
	if err != nil {
		return value, exit, err
	}
	if !ok {
		return value, exit, typeErr("'%s' object does not support the context manager protocol (missed __exit__ method)", mgr.O.Type.cName())
	}
	value, err = Call(cx, enter)
	return value, exit, err
}

// WithExit ends a with statement whose block ended normally (err nil) or by err, which is being handled. It reports
// whether __exit__ asked for err to be swallowed.
func WithExit(cx *rt.Ctx, exit Value, err *rt.Error) (suppress bool, e *rt.Error) {
	t, v, tb := ExcInfo(cx, err)
	r, e := Call(cx, exit, t, v, tb)
	return exitResult(cx, r, e, v, err)
}

// exitResult is how an __exit__ that gave r or raised e ends the block that raised err, whose exception is v.
func exitResult(cx *rt.Ctx, r Value, e *rt.Error, v Value, err *rt.Error) (bool, *rt.Error) {
	if e != nil && err != nil {
		if x := Materialise(nil, e); x.O != v.O && !asExc(x).context.IsSet() {
			link(x, err)
		}
	}
	if e != nil || err == nil {
		return false, e
	}
	return Truth(cx, r)
}

// CallMain calls main with the arguments of the command line, where it is set and callable.
func CallMain(cx *rt.Ctx, main Value) *rt.Error {
	if !main.IsSet() || main.O.Type.call == nil {
		return nil
	}
	args, _ := Items(sysArgv())
	if len(args) > 0 {
		args = args[1:]
	}
	_, err := Call(cx, main, args...)
	return err
}
