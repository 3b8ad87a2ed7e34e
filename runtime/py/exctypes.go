package py

import (
	"fmt"
	"strings"
	"unsafe"

	rt "github.com/cyp-lang/cyp/runtime"
)

// excField adds an attribute kept in a field of the exception.
func excField(t *Type, name string, i int) {
	t.getSetter(name, func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		if x := asExc(v).fields[i]; x.IsSet() {
			return x, nil
		}
		return None, nil
	}, func(cx *rt.Ctx, v, x Value) *rt.Error {
		asExc(v).fields[i] = x
		return nil
	})
}

func setupExceptions() {
	for _, t := range excOrder {
		t.flags |= flagExc
		t.dictOff = unsafe.Offsetof(ExcObj{}.dict)
		t.alloc = func(t *Type) *Obj { return &(&ExcObj{Obj: Obj{t}, args: asTuple(emptyTuple)}).Obj }
	}
	b := BaseException
	b.new = func(cx *rt.Ctx, t *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
		if t.base != nil && t.IsSubtype(OSError) && t == OSError && len(args) >= 2 {
			if n, ok := asInt(args[0]); ok && n.isInt() {
				if s := osErrorType(int(n.int())); s != nil {
					t = s
				}
			}
		}
		o := obj(t.alloc(t))
		asExc(o).setArgs(args)
		return o, nil
	}
	b.init = func(cx *rt.Ctx, v Value, args []Value, kn []string, kv []Value) *rt.Error {
		if len(kn) > 0 {
			return typeErr("%s() takes no keyword arguments", v.O.Type.cName())
		}
		asExc(v).setArgs(args)
		return nil
	}
	b.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		e := asExc(v)
		if len(e.args.items) == 1 {
			s, err := ReprOf(cx, e.args.items[0])
			return NewStr(e.Type.name + "(" + s + ")"), err
		}
		s, err := ReprOf(cx, obj(&e.args.Obj))
		return NewStr(e.Type.name + s), err
	}
	b.str = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		e := asExc(v)
		switch len(e.args.items) {
		case 0:
			return NewStr(""), nil
		case 1:
			return StrValue(cx, e.args.items[0])
		}
		return StrValue(cx, obj(&e.args.Obj))
	}
	b.getSetter("args", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return obj(&asExc(v).args.Obj), nil },
		func(cx *rt.Ctx, v, x Value) *rt.Error {
			if !x.IsSet() {
				return typeErr("args may not be deleted")
			}
			items, err := Collect(cx, x)
			if err != nil {
				return err
			}
			asExc(v).args = asTuple(newTuple(items))
			return nil
		})
	b.getSetter("__cause__", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return orNone(asExc(v).cause), nil },
		func(cx *rt.Ctx, v, x Value) *rt.Error {
			if !x.IsSet() || !x.IsNone() && !x.has(flagExc) {
				return typeErr("exception cause must be None or derive from BaseException")
			}
			asExc(v).cause, asExc(v).suppress = x, true
			return nil
		})
	b.getSetter("__context__", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return orNone(asExc(v).context), nil },
		func(cx *rt.Ctx, v, x Value) *rt.Error {
			if !x.IsSet() || !x.IsNone() && !x.has(flagExc) {
				return typeErr("exception context must be None or derive from BaseException")
			}
			if x.IsNone() {
				x = Value{}
			}
			asExc(v).context = x
			return nil
		})
	b.getSetter("__suppress_context__", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return Bool(asExc(v).suppress), nil },
		func(cx *rt.Ctx, v, x Value) *rt.Error {
			t, err := Truth(cx, x)
			asExc(v).suppress = t
			return err
		})
	b.getSetter("__traceback__", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return tracebackOf(v), nil },
		func(cx *rt.Ctx, v, x Value) *rt.Error { return setTraceback(v, x) })
	b.getter("__dict__", instDictAttr)
	b.method("with_traceback", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return a[0], setTraceback(a[0], a[1]) })
	b.method("add_note", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		if !a[1].has(flagStr) {
			return Value{}, typeErr("note must be a str, not '%s'", a[1].O.Type.cName())
		}
		notes, ok, err := getAttrOpt(cx, a[0], "__notes__")
		if err != nil {
			return Value{}, err
		}
		if !ok {
			return None, SetAttr(cx, a[0], "__notes__", NewList(a[1]))
		}
		ListAppend(notes, a[1])
		return None, nil
	})
	KeyError.str = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		if e := asExc(v); len(e.args.items) == 1 {
			return ReprValue(cx, e.args.items[0])
		}
		return BaseException.str(cx, v)
	}
	excField(StopIteration, "value", 0)
	excField(SystemExit, "code", 0)
	excField(NameError, "name", 0)
	excField(AttributeError, "name", 0)
	excField(AttributeError, "obj", 1)
	for i, n := range []string{"errno", "strerror", "filename", "filename2"} {
		excField(OSError, n, i)
	}
	OSError.str = osErrorStr
	excField(ImportError, "msg", 0)
	excField(ImportError, "name", 1)
	excField(ImportError, "path", 2)
	ImportError.init = func(cx *rt.Ctx, v Value, args []Value, kn []string, kv []Value) *rt.Error {
		e := asExc(v)
		e.setArgs(args)
		for i, k := range kn {
			switch k {
			case "name":
				e.fields[1] = kv[i]
			case "path":
				e.fields[2] = kv[i]
			default:
				return typeErr("'%s' is an invalid keyword argument for ImportError()", k)
			}
		}
		return nil
	}
	kwInit := func(t *Type, names ...string) {
		t.init = func(cx *rt.Ctx, v Value, args []Value, kn []string, kv []Value) *rt.Error {
			e := asExc(v)
			e.setArgs(args)
		next:
			for i, k := range kn {
				for j, n := range names {
					if n == k {
						e.fields[j] = kv[i]
						continue next
					}
				}
				return typeErr("'%s' is an invalid keyword argument for %s()", k, t.name)
			}
			return nil
		}
	}
	kwInit(NameError, "name")
	kwInit(AttributeError, "name", "obj")
	for _, t := range []*Type{UnicodeDecodeError, UnicodeEncodeError} {
		for i, n := range []string{"encoding", "object", "start", "end", "reason"} {
			excField(t, n, i)
		}
		t.init = func(cx *rt.Ctx, v Value, args []Value, kn []string, kv []Value) *rt.Error {
			if len(args) != 5 {
				return typeErr("function takes exactly 5 arguments (%d given)", len(args))
			}
			asExc(v).setArgs(args)
			return nil
		}
	}
	UnicodeDecodeError.str = func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return unicodeErrorStr(cx, v, true) }
	UnicodeEncodeError.str = func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return unicodeErrorStr(cx, v, false) }
	for i, n := range []string{"msg", "filename", "lineno", "offset", "text"} {
		excField(SyntaxError, n, i)
	}
	setupExcGroups()
	setupTraceback()
}

func orNone(v Value) Value {
	if !v.IsSet() {
		return None
	}
	return v
}

func osErrorStr(cx *rt.Ctx, v Value) (Value, *rt.Error) {
	e := asExc(v)
	f := e.fields
	if !f[0].IsSet() || f[0].IsNone() || !f[1].IsSet() || f[1].IsNone() {
		return BaseException.str(cx, v)
	}
	num, err := StrOf(cx, f[0])
	if err != nil {
		return Value{}, err
	}
	msg, err := StrOf(cx, f[1])
	if err != nil {
		return Value{}, err
	}
	s := "[Errno " + num + "] " + msg
	if !f[2].IsNone() {
		n, err := ReprOf(cx, f[2])
		if err != nil {
			return Value{}, err
		}
		s += ": " + n
		if !f[3].IsNone() {
			n, err := ReprOf(cx, f[3])
			if err != nil {
				return Value{}, err
			}
			s += " -> " + n
		}
	}
	return NewStr(s), nil
}

func unicodeErrorStr(cx *rt.Ctx, v Value, decode bool) (Value, *rt.Error) {
	f := asExc(v).fields
	if !f[4].IsSet() {
		return BaseException.str(cx, v)
	}
	enc, _ := StrOf(cx, f[0])
	reason, _ := StrOf(cx, f[4])
	start, _ := asIndex(cx, f[2])
	end, _ := asIndex(cx, f[3])
	if decode {
		data, _ := bytesOf(f[1])
		if end == start+1 && start < len(data) {
			return NewStr(fmt.Sprintf("'%s' codec can't decode byte 0x%02x in position %d: %s", enc, data[start], start, reason)), nil
		}
		return NewStr(fmt.Sprintf("'%s' codec can't decode bytes in position %d-%d: %s", enc, start, end-1, reason)), nil
	}
	if end == start+1 {
		r := asStr(f[1]).at(start)
		esc := fmt.Sprintf("\\x%02x", r)
		if r > 0xffff {
			esc = fmt.Sprintf("\\U%08x", r)
		} else if r > 0xff {
			esc = fmt.Sprintf("\\u%04x", r)
		}
		return NewStr(fmt.Sprintf("'%s' codec can't encode character '%s' in position %d: %s", enc, esc, start, reason)), nil
	}
	return NewStr(fmt.Sprintf("'%s' codec can't encode characters in position %d-%d: %s", enc, start, end-1, reason)), nil
}

// Exception groups.

func setupExcGroups() {
	g := BaseExceptionGroup
	g.new = func(cx *rt.Ctx, t *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
		if len(args) != 2 {
			return Value{}, typeErr("BaseExceptionGroup.__new__() takes exactly 2 arguments (%d given)", len(args))
		}
		if !args[0].has(flagStr) {
			return Value{}, typeErr("BaseExceptionGroup.__new__() argument 1 must be str, not %s", argType(args[0]))
		}
		if args[1].O.Type.getitem == nil || args[1].O.Type.length == nil {
			return Value{}, typeErr("second argument (exceptions) must be a sequence")
		}
		list, err := Collect(cx, args[1])
		if err != nil {
			return Value{}, err
		}
		if len(list) == 0 {
			return Value{}, valueErr("second argument (exceptions) must be a non-empty sequence")
		}
		plain := true
		for i, x := range list {
			if !x.has(flagExc) {
				return Value{}, valueErr("Item %d of second argument (exceptions) is not an exception", i)
			}
			if !x.O.Type.IsSubtype(Exception) {
				plain = false
			}
		}
		if t == BaseExceptionGroup && plain {
			t = ExceptionGroup
		} else if t.IsSubtype(ExceptionGroup) && !plain {
			return Value{}, typeErr("Cannot nest BaseExceptions in an ExceptionGroup")
		}
		o := obj(t.alloc(t))
		e := asExc(o)
		e.setArgs(args)
		e.fields[0], e.fields[1] = args[0], newTuple(list)
		return o, nil
	}
	g.init = func(cx *rt.Ctx, v Value, args []Value, kn []string, kv []Value) *rt.Error { return nil }
	excField(g, "message", 0)
	excField(g, "exceptions", 1)
	g.str = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		e := asExc(v)
		n := len(asTuple(e.fields[1]).items)
		return NewStr(fmt.Sprintf("%s (%d sub-exception%s)", asStr(e.fields[0]).s, n, plural(n))), nil
	}
	g.method("derive", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		return Call(cx, BaseExceptionGroup.Value(), asExc(a[0]).fields[0], a[1])
	})
	g.method("split", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		yes, no, err := splitGroup(cx, a[0], a[1])
		if err != nil {
			return Value{}, err
		}
		return NewTuple(orNone(yes), orNone(no)), nil
	})
	g.method("subgroup", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		yes, _, err := splitGroup(cx, a[0], a[1])
		return orNone(yes), err
	})
}

// splitGroup divides exception v into what a condition (class, tuple of classes or predicate) takes and the rest;
// unset means nothing.
func splitGroup(cx *rt.Ctx, v, cond Value) (yes, no Value, err *rt.Error) {
	match := func(x Value) (bool, *rt.Error) {
		if cond.has(flagType) || cond.has(flagTuple) {
			return Matches(cx, &rt.Error{Kind: x.O.Type.name, Obj: x}, cond)
		}
		r, err := Call(cx, cond, x)
		if err != nil {
			return false, err
		}
		return Truth(cx, r)
	}
	ok, err := match(v)
	if err != nil {
		return yes, no, err
	}
	if ok {
		return v, Value{}, nil
	}
	if !v.O.Type.IsSubtype(BaseExceptionGroup) {
		return Value{}, v, nil
	}
	e := asExc(v)
	var ys, ns []Value
	for _, x := range asTuple(e.fields[1]).items {
		y, n, err := splitGroup(cx, x, cond)
		if err != nil {
			return yes, no, err
		}
		if y.IsSet() {
			ys = append(ys, y)
		}
		if n.IsSet() {
			ns = append(ns, n)
		}
	}
	derive := func(list []Value) (Value, *rt.Error) {
		if len(list) == 0 {
			return Value{}, nil
		}
		g, err := CallMethod(cx, v, "derive", newList(list))
		if err == nil {
			d := asExc(g)
			d.cause, d.context, d.suppress = e.cause, e.context, e.suppress
			if e.err != nil {
				d.err = &rt.Error{Kind: d.Type.name, Obj: g, Trace: append([]rt.Frame(nil), e.err.Trace...)}
			}
		}
		return g, err
	}
	if yes, err = derive(ys); err != nil {
		return
	}
	no, err = derive(ns)
	return
}

func osErrorType(errno int) *Type {
	switch errno {
	case 1, 13:
		return PermissionError
	case 2:
		return FileNotFoundError
	case 3:
		return ProcessLookupError
	case 4:
		return InterruptedError
	case 10:
		return ChildProcessError
	case 11:
		return BlockingIOError
	case 17:
		return FileExistsError
	case 20:
		return NotADirectoryError
	case 21:
		return IsADirectoryError
	case 32:
		return BrokenPipeError
	case 103:
		return ConnectionAbortedError
	case 104:
		return ConnectionResetError
	case 110:
		return TimeoutError
	case 111:
		return ConnectionRefusedError
	}
	return nil
}

// indent puts a prefix before each line.
func indent(s, prefix string) string {
	return prefix + strings.ReplaceAll(s, "\n", "\n"+prefix)
}
