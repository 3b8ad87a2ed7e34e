package py

import (
	"unsafe"

	rt "github.com/cyp-lang/cyp/runtime"
)

func setupList() {
	t := ListType
	t.flags |= flagList
	t.alloc = func(t *Type) *Obj { return &(&List{Obj: Obj{t}}).Obj }
	subLayouts[t] = subLayout{t.alloc, unsafe.Offsetof(List{}.dict)}
	t.new = func(cx *rt.Ctx, t *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
		return obj(t.alloc(t)), nil
	}
	t.init = func(cx *rt.Ctx, v Value, args []Value, kn []string, kv []Value) *rt.Error {
		if len(kn) > 0 {
			return typeErr("list() takes no keyword arguments")
		}
		if len(args) > 1 {
			return typeErr("list expected at most 1 argument, got %d", len(args))
		}
		l := asList(v)
		l.items = nil
		if len(args) == 0 {
			return nil
		}
		items, err := Collect(cx, args[0])
		l.items = items
		return err
	}
	t.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		l := asList(v)
		if len(l.items) == 0 {
			return NewStr("[]"), nil
		}
		return seqRepr(cx, v, func() []Value { return l.items }, "[", "]", "[...]")
	}
	t.hash = func(cx *rt.Ctx, v Value) (int64, *rt.Error) {
		return 0, typeErr("unhashable type: '%s'", v.O.Type.cName())
	}
	t.richcmp = func(cx *rt.Ctx, a, b Value, op cmpOp) (Value, *rt.Error) {
		if !a.has(flagList) || !b.has(flagList) {
			return NotImplemented, nil
		}
		return compareSeq(cx, asList(a).items, asList(b).items, op)
	}
	t.length = func(cx *rt.Ctx, v Value) (int, *rt.Error) { return len(asList(v).items), nil }
	t.iter = func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return iterObject(cx, v) }
	t.contains = func(cx *rt.Ctx, v, x Value) (bool, *rt.Error) {
		l := asList(v)
		for i := 0; i < len(l.items); i++ {
			eq, err := eqItem(cx, l.items[i], x)
			if err != nil || eq {
				return eq, err
			}
		}
		return false, nil
	}
	t.getitem = func(cx *rt.Ctx, v, k Value) (Value, *rt.Error) {
		items := asList(v).items
		if k.O.Type == SliceType {
			lo, _, step, n, err := asSlice(k).resolve(cx, len(items))
			if err != nil {
				return Value{}, err
			}
			if step == 1 {
				return NewList(items[lo : lo+n]...), nil
			}
			return newList(stride(items, lo, step, n)), nil
		}
		i, err := seqIndex(cx, k, len(items), "list")
		if err != nil {
			return Value{}, err
		}
		return items[i], nil
	}
	t.setitem = listSetItem
	t.concat = func(cx *rt.Ctx, a, b Value) (Value, *rt.Error) {
		if !b.has(flagList) {
			return Value{}, typeErr("can only concatenate list (not \"%s\") to list", b.O.Type.cName())
		}
		x, y := asList(a).items, asList(b).items
		return newList(append(append(make([]Value, 0, len(x)+len(y)), x...), y...)), nil
	}
	t.iconcat = func(cx *rt.Ctx, a, b Value) (Value, *rt.Error) { return a, asList(a).extend(cx, b) }
	t.repeat = func(cx *rt.Ctx, a, b Value) (Value, *rt.Error) {
		n, err := repeatCount(cx, b, len(asList(a).items))
		if err != nil {
			return Value{}, err
		}
		return newList(repeatItems(asList(a).items, n)), nil
	}
	t.irepeat = func(cx *rt.Ctx, a, b Value) (Value, *rt.Error) {
		n, err := repeatCount(cx, b, len(asList(a).items))
		if err == nil {
			asList(a).items = repeatItems(asList(a).items, n)
		}
		return a, err
	}
	listMethods(t)
}

func listSetItem(cx *rt.Ctx, v, k, x Value) *rt.Error {
	l := asList(v)
	if k.O.Type == SliceType {
		return listSetSlice(cx, l, asSlice(k), x)
	}
	if k.O.Type.index == nil {
		return typeErr("list indices must be integers or slices, not %s", k.O.Type.cName())
	}
	i, err := indexOrErr(cx, k)
	if err != nil {
		return err
	}
	if i < 0 {
		i += len(l.items)
	}
	if i < 0 || i >= len(l.items) {
		return indexErr("list assignment index out of range")
	}
	if x.IsSet() {
		l.items[i] = x
		return nil
	}
	l.cut(i, i+1)
	return nil
}

// cut removes the elements from i to j.
func (l *List) cut(i, j int) {
	n := copy(l.items[i:], l.items[j:])
	clear(l.items[i+n:])
	l.items = l.items[:i+n]
}

func listSetSlice(cx *rt.Ctx, l *List, s *Slice, x Value) *rt.Error {
	lo, hi, step, n, err := s.resolve(cx, len(l.items))
	if err != nil {
		return err
	}
	var src []Value
	if x.IsSet() {
		if x.O.Type.iter == nil && x.O.Type.getitem == nil {
			if step != 1 {
				return typeErr("must assign iterable to extended slice")
			}
			return typeErr("can only assign an iterable")
		}
		if src, err = Collect(cx, x); err != nil {
			return err
		}
		// Collecting may have changed the list.
		if lo, hi, step, n, err = s.resolve(cx, len(l.items)); err != nil {
			return err
		}
	}
	if step == 1 {
		if hi < lo {
			hi = lo
		}
		l.splice(lo, hi, src)
		return nil
	}
	if !x.IsSet() {
		if n == 0 {
			return nil
		}
		if step < 0 {
			lo, step = lo+(n-1)*step, -step
		}
		out := l.items[:lo]
		for i := lo; i < len(l.items); i++ {
			if d := i - lo; d%step == 0 && d/step < n {
				continue
			}
			out = append(out, l.items[i])
		}
		clear(l.items[len(out):])
		l.items = out
		return nil
	}
	if len(src) != n {
		return valueErr("attempt to assign sequence of size %d to extended slice of size %d", len(src), n)
	}
	for i, v := range src {
		l.items[lo+i*step] = v
	}
	return nil
}

// splice replaces the elements from lo to hi.
func (l *List) splice(lo, hi int, src []Value) {
	d := len(src) - (hi - lo)
	if d <= 0 {
		copy(l.items[lo:], src)
		l.cut(lo+len(src), hi)
		return
	}
	n := len(l.items)
	l.items = append(l.items, make([]Value, d)...)
	copy(l.items[hi+d:], l.items[hi:n])
	copy(l.items[lo:], src)
}

func listMethods(t *Type) {
	t.method("append", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		l := asList(a[0])
		l.items = append(l.items, a[1])
		return None, nil
	})
	t.method("extend", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return None, asList(a[0]).extend(cx, a[1]) })
	t.method("insert", "2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		l := asList(a[0])
		i, err := indexOrErr(cx, a[1])
		if err != nil {
			return Value{}, err
		}
		n := len(l.items)
		if i < 0 {
			i = max(0, i+n)
		}
		l.splice(min(i, n), min(i, n), []Value{a[2]})
		return None, nil
	})
	t.method("pop", "0-1", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		l := asList(a[0])
		i := -1
		if len(a) > 1 {
			var err *rt.Error
			if i, err = indexOrErr(cx, a[1]); err != nil {
				return Value{}, err
			}
		}
		n := len(l.items)
		if n == 0 {
			return Value{}, indexErr("pop from empty list")
		}
		if i < 0 {
			i += n
		}
		if i < 0 || i >= n {
			return Value{}, indexErr("pop index out of range")
		}
		v := l.items[i]
		if i == n-1 {
			l.items[i] = Value{}
			l.items = l.items[:i]
		} else {
			l.cut(i, i+1)
		}
		return v, nil
	})
	t.method("remove", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		l := asList(a[0])
		for i := 0; i < len(l.items); i++ {
			eq, err := eqItem(cx, l.items[i], a[1])
			if err != nil {
				return Value{}, err
			}
			if eq {
				if i < len(l.items) {
					l.cut(i, i+1)
				}
				return None, nil
			}
		}
		return Value{}, valueErr("list.remove(x): x not in list")
	})
	t.method("clear", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		asList(a[0]).items = nil
		return None, nil
	})
	t.method("copy", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return NewList(asList(a[0]).items...), nil })
	t.method("count", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return countItem(cx, asList(a[0]).items, a[1]) })
	t.method("index", "1-3", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		return indexItem(cx, func() []Value { return asList(a[0]).items }, a, "%s is not in list")
	})
	t.method("reverse", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		items := asList(a[0]).items
		for i, j := 0, len(items)-1; i < j; i, j = i+1, j-1 {
			items[i], items[j] = items[j], items[i]
		}
		return None, nil
	})
	t.method("sort", "*, key=, reverse=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		rev := false
		if a[2].IsSet() {
			n, err := asIndexArg(cx, a[2])
			if err != nil {
				return Value{}, err
			}
			rev = n != 0
		}
		l := asList(a[0])
		items := l.items
		l.items = nil
		err := sortItems(cx, items, a[1], rev)
		changed := l.items != nil
		l.items = items
		if err == nil && changed {
			err = valueErr("list modified during sort")
		}
		return None, err
	})
	t.method("__reversed__", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return reversedOf(cx, a[0]) })
}
