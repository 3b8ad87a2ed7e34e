package py

import rt "github.com/cyp-lang/cyp/runtime"

// What the patterns of a match statement take a subject apart with. Each gives a tuple of the parts to go on with, or None where
// the subject has another form (PEP 634).

// MatchSequence takes a sequence (no string or bytes) of before elements, a list of any number and after more; after is -1 for
// a pattern without a star.
func MatchSequence(cx *rt.Ctx, v Value, before, after int) (Value, *rt.Error) {
	if !isPatternSequence(v) {
		return None, nil
	}
	n, err := Len(cx, v)
	if err != nil || after < 0 && n != before || n < before+max(after, 0) {
		return None, err
	}
	at := func(i int) Value {
		if err != nil {
			return None
		}
		var x Value
		x, err = GetIndex(cx, v, int64(i))
		return x
	}
	parts := make([]Value, 0, before+max(after, 0)+1)
	for i := range before {
		parts = append(parts, at(i))
	}
	if after >= 0 {
		middle := make([]Value, 0, n-before-after)
		for i := before; i < n-after; i++ {
			middle = append(middle, at(i))
		}
		parts = append(parts, NewList(middle...))
		for i := n - after; i < n; i++ {
			parts = append(parts, at(i))
		}
	}
	if err != nil {
		return None, err
	}
	return newTuple(parts), nil
}

func isPatternSequence(v Value) bool {
	t := v.O.Type
	for _, s := range []*Type{ListType, TupleType, RangeType, MemoryViewType} {
		if t.IsSubtype(s) {
			return true
		}
	}
	if dequeClass != nil && t.IsSubtype(dequeClass) {
		return true
	}
	if t.IsSubtype(StrType) || t.IsSubtype(BytesType) || t.IsSubtype(ByteArrayType) {
		return false
	}
	return derivesABC(t, "Sequence", "MutableSequence")
}

// derivesABC reports whether a class has one of the named classes of collections.abc among its bases, or is registered with one.
func derivesABC(t *Type, names ...string) bool {
	for c, types := range abcTypes {
		for _, n := range names {
			if c.name != n {
				continue
			}
			if t.IsSubtype(c) {
				return true
			}
			for _, r := range types {
				if t.IsSubtype(r) {
					return true
				}
			}
		}
	}
	return false
}

// MatchMapping takes the values of keys (a tuple) out of a mapping; with rest, a dict of all others follows.
func MatchMapping(cx *rt.Ctx, v, keys Value, rest bool) (Value, *rt.Error) {
	t := v.O.Type
	if !t.IsSubtype(DictType) && !t.IsSubtype(MappingProxyType) && !derivesABC(t, "Mapping", "MutableMapping") {
		return None, nil
	}
	if n, err := Len(cx, v); err != nil || n < len(asTuple(keys).items) {
		return None, err
	}
	seen := newDict()
	absent := NewStr("absent") // an object of its own, told by identity
	var parts []Value
	for _, k := range asTuple(keys).items {
		if _, dup, err := seen.get(cx, k); err != nil {
			return None, err
		} else if dup {
			r, err := ReprOf(cx, k)
			if err != nil {
				return None, err
			}
			return None, valueErr("mapping pattern checks duplicate key (%s)", r)
		}
		if err := seen.set(cx, k, None); err != nil {
			return None, err
		}
		x, err := CallMethod(cx, v, "get", k, absent)
		if err != nil {
			return None, err
		}
		if x == absent {
			return None, nil
		}
		parts = append(parts, x)
	}
	if rest {
		d, err := Call(cx, DictType.Value(), v)
		if err != nil {
			return None, err
		}
		for _, k := range asTuple(keys).items {
			if _, _, err := asDict(d).del(cx, k); err != nil {
				return None, err
			}
		}
		parts = append(parts, d)
	}
	return newTuple(parts), nil
}

// MatchClass takes, of an instance of class, the attributes that positions (by __match_args__) and names stand for.
func MatchClass(cx *rt.Ctx, v, class Value, positions int, names Value) (Value, *rt.Error) {
	if !class.has(flagType) {
		return None, typeErr("called match pattern must be a class")
	}
	ok, err := IsInstance(cx, v, class)
	if err != nil || !ok {
		return None, err
	}
	var parts []Value
	var attrs []string
	if positions > 0 {
		if attrs, err = matchArgs(cx, class, positions); err != nil {
			return None, err
		}
		if attrs == nil { // a builtin class: the one position is the subject
			parts = append(parts, v)
		}
	}
	for _, n := range asTuple(names).items {
		attrs = append(attrs, asStr(n).s)
	}
	for i, name := range attrs {
		for _, before := range attrs[:i] {
			if before == name {
				return None, typeErr("%s() got multiple sub-patterns for attribute '%s'", asType(class).name, name)
			}
		}
		x, ok, err := getAttrOpt(cx, v, name)
		if err != nil || !ok {
			return None, err
		}
		parts = append(parts, x)
	}
	return newTuple(parts), nil
}

// selfMatching are the classes whose one position is the subject itself.
func selfMatching(t *Type) bool {
	for _, s := range []*Type{BoolType, ByteArrayType, BytesType, DictType, FloatType, FrozensetType, IntType, ListType, SetType, StrType, TupleType} {
		if t.IsSubtype(s) {
			return true
		}
	}
	return false
}

// matchArgs are the names of the first n positions of class, nil where the one position is the subject itself.
func matchArgs(cx *rt.Ctx, class Value, n int) ([]string, *rt.Error) {
	name := asType(class).name
	wrong := func(have int) *rt.Error {
		s := "s"
		if have == 1 {
			s = ""
		}
		return typeErr("%s() accepts %d positional sub-pattern%s (%d given)", name, have, s, n)
	}
	args, ok, err := getAttrOpt(cx, class, "__match_args__")
	if err != nil {
		return nil, err
	}
	if !ok {
		if !selfMatching(asType(class)) {
			return nil, wrong(0)
		}
		if n > 1 {
			return nil, wrong(1)
		}
		return nil, nil
	}
	if args.O.Type != TupleType {
		return nil, typeErr("%s.__match_args__ must be a tuple (got %s)", name, args.O.Type.cName())
	}
	items := asTuple(args).items
	if n > len(items) {
		return nil, wrong(len(items))
	}
	out := make([]string, n)
	for i := range out {
		if !items[i].has(flagStr) {
			return nil, typeErr("__match_args__ elements must be strings (got %s)", items[i].O.Type.cName())
		}
		out[i] = asStr(items[i]).s
	}
	return out, nil
}
