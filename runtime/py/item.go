package py

import rt "github.com/cyp-lang/cyp/runtime"

// GetItem is v[k].
func GetItem(cx *rt.Ctx, v, k Value) (Value, *rt.Error) {
	t := v.O.Type
	switch t {
	case ListType:
		if k.O == &intTag {
			items := asList(v).items
			i := k.int()
			if i < 0 {
				i += int64(len(items))
			}
			if uint64(i) < uint64(len(items)) {
				return items[i], nil
			}
			return Value{}, indexErr("list index out of range")
		}
	case TupleType:
		if k.O == &intTag {
			items := asTuple(v).items
			i := k.int()
			if i < 0 {
				i += int64(len(items))
			}
			if uint64(i) < uint64(len(items)) {
				return items[i], nil
			}
			return Value{}, indexErr("tuple index out of range")
		}
	case DictType:
		if r, ok, err := asDict(v).get(cx, k); ok || err != nil {
			return r, err
		}
		return Value{}, keyErr(k)
	}
	if t.getitem == nil {
		return Value{}, typeErr("'%s' object is not subscriptable", t.name)
	}
	return t.getitem(cx, v, k)
}

// GetIndex is v[i] for a C index.
func GetIndex(cx *rt.Ctx, v Value, i int64) (Value, *rt.Error) { return GetItem(cx, v, Int(i)) }

// SetItem is v[k] = x.
func SetItem(cx *rt.Ctx, v, k, x Value) *rt.Error {
	t := v.O.Type
	switch t {
	case ListType:
		if k.O == &intTag {
			items := asList(v).items
			i := k.int()
			if i < 0 {
				i += int64(len(items))
			}
			if uint64(i) < uint64(len(items)) {
				items[i] = x
				return nil
			}
			return indexErr("list assignment index out of range")
		}
	case DictType:
		return asDict(v).set(cx, k, x)
	}
	if t.setitem == nil {
		return noItem(v, x)
	}
	return t.setitem(cx, v, k, x)
}

// DelItem is del v[k].
func DelItem(cx *rt.Ctx, v, k Value) *rt.Error {
	if f := v.O.Type.setitem; f != nil {
		return f(cx, v, k, Value{})
	}
	return noItem(v, Value{})
}

// GetSlice is v[lo:hi:step]; absent parts are unset.
func GetSlice(cx *rt.Ctx, v, lo, hi, step Value) (Value, *rt.Error) {
	return GetItem(cx, v, NewSlice(lo, hi, step))
}

// SetSlice is v[lo:hi:step] = x.
func SetSlice(cx *rt.Ctx, v, lo, hi, step, x Value) *rt.Error {
	return SetItem(cx, v, NewSlice(lo, hi, step), x)
}

// DelSlice is del v[lo:hi:step].
func DelSlice(cx *rt.Ctx, v, lo, hi, step Value) *rt.Error {
	return DelItem(cx, v, NewSlice(lo, hi, step))
}

// Len is len(v).
func Len(cx *rt.Ctx, v Value) (int, *rt.Error) {
	t := v.O.Type
	switch t {
	case ListType:
		return len(asList(v).items), nil
	case TupleType:
		return len(asTuple(v).items), nil
	case StrType:
		return asStr(v).count(), nil
	case DictType:
		return asDict(v).used, nil
	}
	if t.length == nil {
		return 0, typeErr("object of type '%s' has no len()", t.name)
	}
	return t.length(cx, v)
}
