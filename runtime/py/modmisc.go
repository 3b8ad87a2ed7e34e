package py

import (
	"runtime"
	"strings"

	rt "github.com/cyp-lang/cyp/runtime"
)

func registerMisc() {
	stdModule("bisect", fillBisect)
	stdModule("heapq", fillHeapq)
	stdModule("copy", fillCopy)
	stdModule("types", func(cx *rt.Ctx, m *Module) *rt.Error {
		for n, t := range map[string]*Type{"FunctionType": FuncType, "LambdaType": FuncType, "BuiltinFunctionType": BuiltinType, "BuiltinMethodType": BuiltinType,
			"MethodType": MethodType, "ModuleType": ModuleType, "GeneratorType": GeneratorType, "CoroutineType": CoroutineType, "AsyncGeneratorType": AsyncGenType, "NoneType": NoneTypeType, "EllipsisType": EllipsisType,
			"NotImplementedType": NotImplementedType, "SimpleNamespace": NamespaceType, "MappingProxyType": MappingProxyType, "TracebackType": TracebackType,
			"GenericAlias": GenericAliasType, "UnionType": UnionType, "GetSetDescriptorType": GetSetType, "MemberDescriptorType": MemberType,
			"MethodDescriptorType": MethodDescrType, "WrapperDescriptorType": SlotWrapperType, "MethodWrapperType": MethodWrapperType} {
			m.Set(n, t.Value())
		}
		m.fn("coroutine", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return coroutineOf(a[0]) })
		return nil
	})
	stdModule("atexit", func(cx *rt.Ctx, m *Module) *rt.Error {
		m.fnKw("register", func(cx *rt.Ctx, a []Value, kn []string, kv []Value) (Value, *rt.Error) {
			if len(a) == 0 {
				return Value{}, typeErr("register() takes at least 1 argument (0 given)")
			}
			f, args, vals := a[0], append([]Value(nil), a[1:]...), append([]Value(nil), kv...)
			rt.AtExit(func(cx *rt.Ctx) {
				cx.AcquireGIL()
				if _, err := CallKw(cx, f, args, kn, vals); err != nil {
					PrintError(cx, err)
				}
				cx.ReleaseGIL()
			})
			return f, nil
		})
		return nil
	})
	stdModule("gc", func(cx *rt.Ctx, m *Module) *rt.Error {
		m.fn("collect", "0-1", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			runtime.GC()
			waitForCollector() // what finalizers and cleanups held goes only now
			settle(cx, nil)
			return Int(0), nil
		})
		for _, n := range []string{"enable", "disable", "freeze"} {
			m.fn(n, "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return None, nil })
		}
		m.fn("isenabled", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return True, nil })
		return nil
	})
	stdModule("textwrap", fillTextwrap)
	stdModule("__future__", func(cx *rt.Ctx, m *Module) *rt.Error {
		for _, n := range []string{"annotations", "division", "print_function", "absolute_import", "unicode_literals", "generators", "with_statement", "nested_scopes", "generator_stop", "barry_as_FLUFL"} {
			m.Set(n, None)
		}
		return nil
	})
}

func fillBisect(cx *rt.Ctx, m *Module) *rt.Error {
	find := func(cx *rt.Ctx, a []Value, left bool) (int, *rt.Error) {
		lo, err := argInt(cx, a[2], 0)
		if err != nil {
			return 0, err
		}
		if lo < 0 {
			return 0, valueErr("lo must be non-negative")
		}
		n, err := Len(cx, a[0])
		if err != nil {
			return 0, err
		}
		hi, err := argInt(cx, a[3], n)
		if err != nil {
			return 0, err
		}
		for lo < hi {
			mid := (lo + hi) / 2
			v, err := GetItem(cx, a[0], Int(int64(mid)))
			if err == nil && a[4].IsSet() && !a[4].IsNone() {
				v, err = Call(cx, a[4], v)
			}
			if err != nil {
				return 0, err
			}
			var less bool
			if left {
				less, err = LtB(cx, v, a[1])
			} else {
				less, err = LtB(cx, a[1], v)
				less = !less
			}
			if err != nil {
				return 0, err
			}
			if less {
				lo = mid + 1
			} else {
				hi = mid
			}
		}
		return lo, nil
	}
	const sig = "a, x, lo=, hi=, *, key="
	for n, left := range map[string]bool{"bisect_left": true, "bisect_right": false, "bisect": false} {
		m.fn(n, sig, func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			i, err := find(cx, a, left)
			return Int(int64(i)), err
		})
	}
	for n, left := range map[string]bool{"insort_left": true, "insort_right": false, "insort": false} {
		m.fn(n, sig, func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			b := append([]Value(nil), a...)
			if a[4].IsSet() && !a[4].IsNone() {
				k, err := Call(cx, a[4], a[1])
				if err != nil {
					return Value{}, err
				}
				b[1] = k
			}
			i, err := find(cx, b, left)
			if err != nil {
				return Value{}, err
			}
			_, err = CallMethod(cx, a[0], "insert", Int(int64(i)), a[1])
			return None, err
		})
	}
	return nil
}

// heapUp moves the element at pos towards start; heapDown moves it to a leaf and up again, as CPython does.
func heapUp(cx *rt.Ctx, h []Value, start, pos int) *rt.Error {
	v := h[pos]
	for pos > start {
		parent := (pos - 1) / 2
		lt, err := LtB(cx, v, h[parent])
		if err != nil {
			return err
		}
		if !lt {
			break
		}
		h[pos] = h[parent]
		pos = parent
	}
	h[pos] = v
	return nil
}

func heapDown(cx *rt.Ctx, h []Value, pos int) *rt.Error {
	start, v := pos, h[pos]
	for {
		c := 2*pos + 1
		if c >= len(h) {
			break
		}
		if c+1 < len(h) {
			lt, err := LtB(cx, h[c], h[c+1])
			if err != nil {
				return err
			}
			if !lt {
				c++
			}
		}
		h[pos] = h[c]
		pos = c
	}
	h[pos] = v
	return heapUp(cx, h, start, pos)
}

func fillHeapq(cx *rt.Ctx, m *Module) *rt.Error {
	heapArg := func(fn string, v Value) (*List, *rt.Error) {
		if !v.has(flagList) {
			return nil, typeErr("%s() argument 1 must be list, not %s", fn, argType(v))
		}
		return asList(v), nil
	}
	pop := func(cx *rt.Ctx, l *List) (Value, *rt.Error) {
		n := len(l.items)
		if n == 0 {
			return Value{}, indexErr("index out of range")
		}
		last := l.items[n-1]
		l.items = l.items[:n-1]
		if n == 1 {
			return last, nil
		}
		top := l.items[0]
		l.items[0] = last
		return top, heapDown(cx, l.items, 0)
	}
	m.fn("heappush", "2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		l, err := heapArg("heappush", a[0])
		if err != nil {
			return Value{}, err
		}
		l.items = append(l.items, a[1])
		return None, heapUp(cx, l.items, 0, len(l.items)-1)
	})
	m.fn("heappop", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		l, err := heapArg("heappop", a[0])
		if err != nil {
			return Value{}, err
		}
		return pop(cx, l)
	})
	m.fn("heapify", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		l, err := heapArg("heapify", a[0])
		if err != nil {
			return Value{}, err
		}
		for i := len(l.items)/2 - 1; i >= 0; i-- {
			if err := heapDown(cx, l.items, i); err != nil {
				return Value{}, err
			}
		}
		return None, nil
	})
	m.fn("heappushpop", "2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		l, err := heapArg("heappushpop", a[0])
		if err != nil || len(l.items) == 0 {
			return a[1], err
		}
		lt, err := LtB(cx, l.items[0], a[1])
		if err != nil || !lt {
			return a[1], err
		}
		top := l.items[0]
		l.items[0] = a[1]
		return top, heapDown(cx, l.items, 0)
	})
	m.fn("heapreplace", "2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		l, err := heapArg("heapreplace", a[0])
		if err != nil {
			return Value{}, err
		}
		if len(l.items) == 0 {
			return Value{}, indexErr("index out of range")
		}
		top := l.items[0]
		l.items[0] = a[1]
		return top, heapDown(cx, l.items, 0)
	})
	best := func(name string, reverse bool) {
		m.fn(name, "n, iterable, key=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			n, err := asIndex(cx, a[0])
			if err != nil {
				return Value{}, err
			}
			s, err := Sorted(cx, a[1], a[2], reverse)
			if err != nil {
				return Value{}, err
			}
			items := asList(s).items
			return newList(items[:min(max(n, 0), len(items))]), nil
		})
	}
	best("nsmallest", false)
	best("nlargest", true)
	m.fnKw("merge", func(cx *rt.Ctx, a []Value, kn []string, kv []Value) (Value, *rt.Error) {
		all := NewList()
		for _, v := range a {
			if err := asList(all).extend(cx, v); err != nil {
				return Value{}, err
			}
		}
		s, err := builtinSorted(cx, []Value{all}, kn, kv)
		if err != nil {
			return Value{}, err
		}
		return IterObj(cx, s)
	})
	return nil
}

func fillCopy(cx *rt.Ctx, m *Module) *rt.Error {
	m.Set("Error", Exception.Value())
	m.fn("copy", "x", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return copyShallow(cx, a[0]) })
	m.fn("deepcopy", "x, memo=, _nil=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		memo := a[1]
		if !memo.IsSet() || memo.IsNone() {
			memo = NewDict()
		}
		return copyDeep(cx, a[0], memo)
	})
	return nil
}

func copyShallow(cx *rt.Ctx, v Value) (Value, *rt.Error) {
	if r, ok, err := callSpecial(cx, v, "__copy__"); ok || err != nil {
		return r, err
	}
	t := v.O.Type
	switch {
	case t == ListType:
		return NewList(asList(v).items...), nil
	case t == DictType:
		return obj(&asDict(v).copy().Obj), nil
	case t == SetType:
		return obj(&asSet(v).copyAs(SetType).Obj), nil
	case t == ByteArrayType:
		return NewByteArray(append([]byte(nil), asByteArray(v).b...)), nil
	case t.flags&flagHeap == 0 || v.has(flagType):
		if _, ok := t.lookup("copy"); ok && t.flags&flagDict != 0 {
			return CallMethod(cx, v, "copy")
		}
		return v, nil
	}
	return cloneInstance(cx, v, func(x Value) (Value, *rt.Error) { return x, nil })
}

// cloneInstance copies an instance of a Python class: the contents of its built-in base and its attributes.
func cloneInstance(cx *rt.Ctx, v Value, f func(x Value) (Value, *rt.Error)) (Value, *rt.Error) {
	t := v.O.Type
	o := obj(t.alloc(t))
	var err *rt.Error
	each := func(items []Value) []Value {
		out := make([]Value, len(items))
		for i, x := range items {
			if err == nil {
				out[i], err = f(x)
			}
		}
		return out
	}
	switch {
	case t.flags&flagList != 0:
		asList(o).items = each(asList(v).items)
	case t.flags&flagTuple != 0:
		asTuple(o).items = each(asTuple(v).items)
	case t.flags&flagDict != 0:
		asDict(o).extra = asDict(v).extra
		for _, e := range asDict(v).entries {
			if e.key.O != nil && err == nil {
				var x Value
				if x, err = f(e.val); err == nil {
					err = asDict(o).setHash(cx, e.key, x, e.hash)
				}
			}
		}
	case t.flags&flagSet != 0:
		err = asSet(o).merge(cx, asSet(v))
	case t.flags&flagInt != 0:
		asIntInst(o).val = asIntInst(v).val
	case t.flags&flagFloat != 0:
		asFloatInst(o).f = asFloatInst(v).f
	case t.flags&flagStr != 0:
		asStr(o).s = asStr(v).s
	case t.flags&flagExc != 0:
		e, n := asExc(v), asExc(o)
		n.args, n.fields = e.args, e.fields
	}
	if err != nil {
		return Value{}, err
	}
	if p := instDict(v); p != nil && *p != nil {
		d := newDict()
		for _, e := range (*p).entries {
			if e.key.O == nil {
				continue
			}
			x, err := f(e.val)
			if err != nil {
				return Value{}, err
			}
			d.setStr(asStr(e.key).s, x)
		}
		*instDict(o) = d
	}
	return o, nil
}

func copyDeep(cx *rt.Ctx, v, memo Value) (Value, *rt.Error) {
	t := v.O.Type
	if v.O == &intTag || v.O == &floatTag || t == StrType || v.has(flagType) || t == FuncType {
		return v, nil
	}
	id := Int(int64(idOf(v)))
	if r, ok, err := asDict(memo).get(cx, id); ok || err != nil {
		return r, err
	}
	if r, ok, err := callSpecial(cx, v, "__deepcopy__", memo); ok || err != nil {
		return r, err
	}
	keep := func(r Value) { asDict(memo).set(cx, id, r) }
	switch t {
	case ListType:
		l := NewListCap(len(asList(v).items))
		keep(l)
		for _, x := range asList(v).items {
			c, err := copyDeep(cx, x, memo)
			if err != nil {
				return Value{}, err
			}
			ListAppend(l, c)
		}
		return l, nil
	case TupleType:
		items := asTuple(v).items
		out := make([]Value, len(items))
		same := true
		for i, x := range items {
			c, err := copyDeep(cx, x, memo)
			if err != nil {
				return Value{}, err
			}
			same = same && c == x
			out[i] = c
		}
		if same {
			return v, nil
		}
		r := newTuple(out)
		keep(r)
		return r, nil
	case DictType:
		d := NewDict()
		keep(d)
		for _, e := range asDict(v).entries {
			if e.key.O == nil {
				continue
			}
			k, err := copyDeep(cx, e.key, memo)
			if err != nil {
				return Value{}, err
			}
			x, err := copyDeep(cx, e.val, memo)
			if err == nil {
				err = DictSet(cx, d, k, x)
			}
			if err != nil {
				return Value{}, err
			}
		}
		return d, nil
	case SetType:
		return obj(&asSet(v).copyAs(SetType).Obj), nil
	case ByteArrayType:
		return copyShallow(cx, v)
	}
	if t.flags&flagHeap == 0 {
		if t.flags&flagDict != 0 {
			return cloneInstance(cx, v, func(x Value) (Value, *rt.Error) { return copyDeep(cx, x, memo) })
		}
		return copyShallow(cx, v)
	}
	// The copy must be known before the attributes are copied, for cycles.
	o, err := cloneInstance(cx, v, func(x Value) (Value, *rt.Error) { return x, nil })
	if err != nil {
		return Value{}, err
	}
	keep(o)
	deep := func(x Value) (Value, *rt.Error) { return copyDeep(cx, x, memo) }
	n, err := cloneInstance(cx, v, deep)
	if err != nil {
		return Value{}, err
	}
	if p := instDict(n); p != nil {
		*instDict(o) = *p
	}
	switch {
	case t.flags&flagList != 0:
		asList(o).items = asList(n).items
	case t.flags&flagTuple != 0:
		asTuple(o).items = asTuple(n).items
	case t.flags&flagDict != 0:
		asDict(o).entries, asDict(o).index, asDict(o).used = asDict(n).entries, asDict(n).index, asDict(n).used
	}
	return o, nil
}

// wrapText breaks text into lines of at most width characters.
func wrapText(s string, width int, first, rest string) []string {
	var lines []string
	cur, n := first, 0
	for _, w := range strings.Fields(s) {
		l := countRunes(cur)
		switch {
		case n == 0:
			cur += w
			n++
		case l+1+countRunes(w) <= width:
			cur += " " + w
			n++
		default:
			lines = append(lines, cur)
			cur, n = rest+w, 1
		}
		for countRunes(cur) > width && n == 1 && width > 0 {
			k := runeOff(cur, width)
			lines = append(lines, cur[:k])
			cur = rest + cur[k:]
		}
	}
	if n > 0 {
		lines = append(lines, cur)
	}
	return lines
}

func fillTextwrap(cx *rt.Ctx, m *Module) *rt.Error {
	opts := func(cx *rt.Ctx, a []Value) (text string, width int, first, rest string, err *rt.Error) {
		if text, err = argStr(a[0], "wrap", "1"); err != nil {
			return
		}
		if width, err = argInt(cx, a[1], 70); err != nil {
			return
		}
		first, _ = GoStr(orNone(a[2]))
		rest, _ = GoStr(orNone(a[3]))
		return
	}
	const sig = "text, width=, initial_indent=, subsequent_indent="
	m.fn("wrap", sig, func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		t, w, f, r, err := opts(cx, a)
		return strList(wrapText(t, w, f, r)), err
	})
	m.fn("fill", sig, func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		t, w, f, r, err := opts(cx, a)
		return NewStr(strings.Join(wrapText(t, w, f, r), "\n")), err
	})
	m.fn("shorten", "text, width, *, placeholder=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		s, err := argStr(a[0], "shorten", "1")
		if err != nil {
			return Value{}, err
		}
		w, err := asIndex(cx, a[1])
		if err != nil {
			return Value{}, err
		}
		ph := " [...]"
		if p, ok := GoStr(orNone(a[2])); ok {
			ph = p
		}
		s = strings.Join(strings.Fields(s), " ")
		if countRunes(s) <= w {
			return NewStr(s), nil
		}
		out := ""
		for _, f := range strings.Fields(s) {
			next := strings.TrimSpace(out + " " + f)
			if countRunes(next)+countRunes(ph) > w {
				break
			}
			out = next
		}
		if out == "" {
			ph = strings.TrimLeft(ph, " ")
		}
		return NewStr(out + ph), nil
	})
	m.fn("dedent", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		s, err := argStr(a[0], "dedent", "1")
		if err != nil {
			return Value{}, err
		}
		lines := strings.Split(s, "\n")
		margin, set := "", false
		for i, l := range lines {
			body := strings.TrimLeft(l, " \t")
			if body == "" {
				lines[i] = ""
				continue
			}
			ind := l[:len(l)-len(body)]
			if !set {
				margin, set = ind, true
			}
			for !strings.HasPrefix(ind, margin) {
				margin = margin[:len(margin)-1]
			}
		}
		for i, l := range lines {
			lines[i] = strings.TrimPrefix(l, margin)
		}
		return NewStr(strings.Join(lines, "\n")), nil
	})
	m.fn("indent", "text, prefix, predicate=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		s, err := argStr(a[0], "indent", "1")
		if err != nil {
			return Value{}, err
		}
		p, err := argStr(a[1], "indent", "2")
		if err != nil {
			return Value{}, err
		}
		var b strings.Builder
		for _, l := range strings.SplitAfter(s, "\n") {
			add := strings.TrimSpace(l) != ""
			if a[2].IsSet() && !a[2].IsNone() && l != "" {
				r, err := Call(cx, a[2], NewStr(l))
				if err != nil {
					return Value{}, err
				}
				if add, err = Truth(cx, r); err != nil {
					return Value{}, err
				}
			}
			if add {
				b.WriteString(p)
			}
			b.WriteString(l)
		}
		return NewStr(b.String()), nil
	})
	return nil
}
