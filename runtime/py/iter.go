package py

import (
	"strings"

	rt "github.com/cyp-lang/cyp/runtime"
)

type iterKind uint8

const (
	iterObjKind iterKind = iota // through the next slot
	iterList
	iterTuple
	iterRange
	iterDictKeys
	iterDictValues
	iterDictItems
	iterStr
	iterBytes
	iterByteArray
	iterSet
	iterSeq // the old protocol: __getitem__ from 0
	iterReversedSeq
	iterReversedDict
	iterEnded
)

// Iterator walks an iterable. It is a plain struct so that loops over the built-in containers allocate nothing: keep it in a
// variable and call Next until ok is false.
type Iterator struct {
	kind iterKind
	o    Value // the container, or the iterator object
	i, n int   // position; length or number of entries at the start
	step int
}

// Iter starts an iteration.
func Iter(cx *rt.Ctx, v Value) (Iterator, *rt.Error) {
	switch v.O.Type {
	case ListType:
		return Iterator{kind: iterList, o: v}, nil
	case TupleType:
		return Iterator{kind: iterTuple, o: v, n: len(asTuple(v).items)}, nil
	case RangeType:
		if r := asRange(v); r.big == nil {
			return Iterator{kind: iterRange, o: v, i: int(r.start), n: int(r.n), step: int(r.step)}, nil
		}
		return Iterator{kind: iterSeq, o: v}, nil
	case DictType:
		return Iterator{kind: iterDictKeys, o: v, n: asDict(v).used}, nil
	case DictKeysType:
		return Iterator{kind: iterDictKeys, o: asView(v).d, n: asDict(asView(v).d).used}, nil
	case DictValuesType:
		return Iterator{kind: iterDictValues, o: asView(v).d, n: asDict(asView(v).d).used}, nil
	case DictItemsType:
		return Iterator{kind: iterDictItems, o: asView(v).d, n: asDict(asView(v).d).used}, nil
	case StrType:
		return Iterator{kind: iterStr, o: v, n: len(asStr(v).s)}, nil
	case BytesType:
		return Iterator{kind: iterBytes, o: v}, nil
	case ByteArrayType:
		return Iterator{kind: iterByteArray, o: v}, nil
	case SetType, FrozensetType:
		return Iterator{kind: iterSet, o: v, n: asSet(v).used}, nil
	}
	return iterSlow(cx, v)
}

func iterSlow(cx *rt.Ctx, v Value) (Iterator, *rt.Error) {
	t := v.O.Type
	if t.iter == nil {
		if t.getitem != nil && !t.has(flagDict) && t != TypeType {
			return Iterator{kind: iterSeq, o: v}, nil
		}
		return Iterator{}, typeErr("'%s' object is not iterable", t.name)
	}
	if t.flags&flagHeap != 0 {
		if d, ok := t.lookup("__iter__"); ok && d.IsNone() {
			return Iterator{}, typeErr("'%s' object is not iterable", t.name)
		}
	}
	o, err := t.iter(cx, v)
	if err != nil {
		return Iterator{}, err
	}
	if o.O.Type.next == nil {
		return Iterator{}, typeErr("iter() returned non-iterator of type '%s'", o.O.Type.cName())
	}
	return Iterator{o: o}, nil
}

func (t *Type) has(f typeFlag) bool { return t.flags&f != 0 }

// Next returns the next element; ok is false at the end.
func (it *Iterator) Next(cx *rt.Ctx) (Value, bool, *rt.Error) {
	switch it.kind {
	case iterList:
		items := asList(it.o).items
		if it.i < len(items) {
			v := items[it.i]
			it.i++
			return v, true, nil
		}
		it.kind = iterEnded
		return Value{}, false, nil
	case iterTuple:
		if it.i < it.n {
			v := asTuple(it.o).items[it.i]
			it.i++
			return v, true, nil
		}
		return Value{}, false, nil
	case iterRange:
		if it.n > 0 {
			v := Int(int64(it.i))
			it.i += it.step
			it.n--
			return v, true, nil
		}
		return Value{}, false, nil
	case iterObjKind:
		return it.o.O.Type.next(cx, it.o)
	}
	return it.nextSlow(cx)
}

func (it *Iterator) nextSlow(cx *rt.Ctx) (Value, bool, *rt.Error) {
	switch it.kind {
	case iterDictKeys, iterDictValues, iterDictItems:
		d := asDict(it.o)
		if d.used != it.n {
			it.n = -1
			return Value{}, false, runtimeErr("dictionary changed size during iteration")
		}
		for it.i < len(d.entries) {
			e := &d.entries[it.i]
			it.i++
			if e.key.O == nil {
				continue
			}
			switch it.kind {
			case iterDictKeys:
				return e.key, true, nil
			case iterDictValues:
				return e.val, true, nil
			}
			return newTuple([]Value{e.key, e.val}), true, nil
		}
	case iterReversedDict:
		d := asDict(it.o)
		if d.used != it.n {
			it.n = -1
			return Value{}, false, runtimeErr("dictionary changed size during iteration")
		}
		for it.i > 0 && it.i <= len(d.entries) {
			it.i--
			e := &d.entries[it.i]
			if e.key.O == nil {
				continue
			}
			switch iterKind(it.step) {
			case iterDictKeys:
				return e.key, true, nil
			case iterDictValues:
				return e.val, true, nil
			}
			return newTuple([]Value{e.key, e.val}), true, nil
		}
	case iterStr:
		s := asStr(it.o).s
		if it.i < it.n {
			if c := s[it.i]; c < 0x80 {
				it.i++
				return latinStrs[c], true, nil
			}
			r, w := decodeRune(s[it.i:])
			it.i += w
			return strOfRune(r), true, nil
		}
	case iterBytes:
		if b := asBytes(it.o).b; it.i < len(b) {
			c := b[it.i]
			it.i++
			return Int(int64(c)), true, nil
		}
	case iterByteArray:
		if b := asByteArray(it.o).b; it.i < len(b) {
			c := b[it.i]
			it.i++
			return Int(int64(c)), true, nil
		}
	case iterSet:
		s := asSet(it.o)
		if s.used != it.n {
			it.n = -1
			return Value{}, false, runtimeErr("Set changed size during iteration")
		}
		if e, i, ok := s.next(it.i); ok {
			it.i = i
			return e.key, true, nil
		}
	case iterSeq:
		v, err := GetItem(cx, it.o, Int(int64(it.i)))
		if err == nil {
			it.i++
			return v, true, nil
		}
		if !isExc(err, IndexError) && !isExc(err, StopIteration) {
			return Value{}, false, err
		}
	case iterReversedSeq:
		if it.i >= 0 {
			v, err := GetItem(cx, it.o, Int(int64(it.i)))
			it.i--
			if err == nil {
				return v, true, nil
			}
			if !isExc(err, IndexError) && !isExc(err, StopIteration) {
				return Value{}, false, err
			}
		}
	}
	it.kind = iterEnded
	return Value{}, false, nil
}

// sizeHint estimates how many elements are left; -1 unknown.
func (it *Iterator) sizeHint() int {
	switch it.kind {
	case iterList:
		return len(asList(it.o).items) - it.i
	case iterTuple:
		return it.n - it.i
	case iterRange, iterDictKeys, iterDictValues, iterDictItems, iterSet:
		return it.n
	case iterStr:
		return asStr(it.o).count()
	case iterBytes:
		return len(asBytes(it.o).b) - it.i
	case iterObjKind:
		if o := it.o.O.Type; o.flags&flagIterObj != 0 {
			return asIterObj(it.o).it.sizeHint()
		}
	}
	return -1
}

// flagIterObj marks the iterator types that hold an Iterator.
const flagIterObj typeFlag = 1 << 30

// iterObj is an Iterator as an object: what iter() of a built-in container returns.
type iterObj struct {
	Obj
	it Iterator
}

var (
	listIterType      = static("list_iterator")
	tupleIterType     = static("tuple_iterator")
	rangeIterType     = static("range_iterator")
	longRangeIterType = static("longrange_iterator")
	dictKeyIterType   = static("dict_keyiterator")
	dictValueIterType = static("dict_valueiterator")
	dictItemIterType  = static("dict_itemiterator")
	dictRevIterType   = static("dict_reversekeyiterator")
	strIterType       = static("str_iterator")
	strASCIIIterType  = static("str_ascii_iterator")
	bytesIterType     = static("bytes_iterator")
	byteArrayIterType = static("bytearray_iterator")
	setIterType       = static("set_iterator")
	seqIterType       = static("iterator")
	listRevIterType   = static("list_reverseiterator")
	callIterType      = static("callable_iterator")
)

var iterTypes = [...]*Type{
	iterList: listIterType, iterTuple: tupleIterType, iterRange: rangeIterType, iterDictKeys: dictKeyIterType,
	iterDictValues: dictValueIterType, iterDictItems: dictItemIterType, iterStr: strIterType, iterBytes: bytesIterType,
	iterByteArray: byteArrayIterType, iterSet: setIterType, iterSeq: seqIterType, iterReversedSeq: ReversedType,
	iterReversedDict: dictRevIterType, iterEnded: seqIterType,
}

func newIterObj(t *Type, it Iterator) Value { return obj(&(&iterObj{Obj{t}, it}).Obj) }

// iterObject is iter(v) for built-in containers.
func iterObject(cx *rt.Ctx, v Value) (Value, *rt.Error) {
	it, err := baseIter(v)
	if err != nil {
		return Value{}, err
	}
	t := iterTypes[it.kind]
	switch {
	case it.kind == iterStr && asStr(v).ascii():
		t = strASCIIIterType
	case it.kind == iterSeq && v.O.Type == RangeType:
		t = longRangeIterType
	}
	return newIterObj(t, it), nil
}

// baseIter is Iter by layout: it ignores an __iter__ that a subclass defines.
func baseIter(v Value) (Iterator, *rt.Error) {
	t := v.O.Type
	switch {
	case t.has(flagList):
		return Iterator{kind: iterList, o: v}, nil
	case t.has(flagTuple):
		return Iterator{kind: iterTuple, o: v, n: len(asTuple(v).items)}, nil
	case t.has(flagDict):
		return Iterator{kind: iterDictKeys, o: v, n: asDict(v).used}, nil
	case t.has(flagSet):
		return Iterator{kind: iterSet, o: v, n: asSet(v).used}, nil
	case t.has(flagStr):
		return Iterator{kind: iterStr, o: v, n: len(asStr(v).s)}, nil
	case t.has(flagBytes):
		return Iterator{kind: iterBytes, o: v}, nil
	case t.has(flagByteArray):
		return Iterator{kind: iterByteArray, o: v}, nil
	}
	return Iter(nil, v)
}

// IterObj is iter(v) as an object.
func IterObj(cx *rt.Ctx, v Value) (Value, *rt.Error) {
	it, err := Iter(cx, v)
	if err != nil {
		return Value{}, err
	}
	if it.kind == iterObjKind {
		return it.o, nil
	}
	return iterObject2(v, it), nil
}

func iterObject2(v Value, it Iterator) Value {
	t := iterTypes[it.kind]
	switch {
	case it.kind == iterStr && asStr(v).ascii():
		t = strASCIIIterType
	case it.kind == iterSeq && v.O.Type == RangeType:
		t = longRangeIterType
	}
	return newIterObj(t, it)
}

// Next is next(v) of an iterator object; ok is false at the end.
func Next(cx *rt.Ctx, v Value) (Value, bool, *rt.Error) {
	n := v.O.Type.next
	if n == nil {
		return Value{}, false, typeErr("'%s' object is not an iterator", v.O.Type.cName())
	}
	return n(cx, v)
}

func selfIter(cx *rt.Ctx, v Value) (Value, *rt.Error) { return v, nil }

// containsByIter is `in` for objects without __contains__.
func containsByIter(cx *rt.Ctx, v, x Value) (bool, *rt.Error) {
	if v.O.Type.iter == nil && v.O.Type.getitem == nil {
		return false, typeErr("argument of type '%s' is not iterable", v.O.Type.cName())
	}
	it, err := Iter(cx, v)
	if err != nil {
		return false, err
	}
	for {
		y, ok, err := it.Next(cx)
		if err != nil || !ok {
			return false, err
		}
		eq, err := eqItem(cx, y, x)
		if err != nil || eq {
			return eq, err
		}
	}
}

// Unpack takes exactly n elements of an iterable, for assignment to n targets.
func Unpack(cx *rt.Ctx, v Value, n int) ([]Value, *rt.Error) {
	switch v.O.Type {
	case TupleType:
		if items := asTuple(v).items; len(items) == n {
			return items, nil
		}
	case ListType:
		if items := asList(v).items; len(items) == n {
			return append([]Value(nil), items...), nil
		}
	}
	it, err := unpackIter(cx, v)
	if err != nil {
		return nil, err
	}
	out := make([]Value, 0, n)
	for len(out) < n {
		x, ok, err := it.Next(cx)
		if err != nil {
			return nil, err
		}
		if !ok {
			return nil, valueErr("not enough values to unpack (expected %d, got %d)", n, len(out))
		}
		out = append(out, x)
	}
	_, ok, err := it.Next(cx)
	if err != nil {
		return nil, err
	}
	if ok {
		return nil, valueErr("too many values to unpack (expected %d)", n)
	}
	return out, nil
}

func unpackIter(cx *rt.Ctx, v Value) (Iterator, *rt.Error) {
	if v.O.Type.iter == nil && v.O.Type.getitem == nil {
		return Iterator{}, typeErr("cannot unpack non-iterable %s object", v.O.Type.cName())
	}
	return Iter(cx, v)
}

// UnpackEx is Unpack for targets with a star: before values, a list of the middle, after values.
func UnpackEx(cx *rt.Ctx, v Value, before, after int) ([]Value, *rt.Error) {
	it, err := unpackIter(cx, v)
	if err != nil {
		return nil, err
	}
	var all []Value
	for {
		x, ok, err := it.Next(cx)
		if err != nil {
			return nil, err
		}
		if !ok {
			break
		}
		all = append(all, x)
	}
	if len(all) < before+after {
		return nil, valueErr("not enough values to unpack (expected at least %d, got %d)", before+after, len(all))
	}
	out := make([]Value, 0, before+after+1)
	out = append(out, all[:before]...)
	mid := len(all) - after
	out = append(out, NewList(all[before:mid]...))
	return append(out, all[mid:]...), nil
}

// reversedOf is reversed(v).
func reversedOf(cx *rt.Ctx, v Value) (Value, *rt.Error) {
	switch v.O.Type {
	case ListType:
		return newIterObj(listRevIterType, Iterator{kind: iterReversedSeq, o: v, i: len(asList(v).items) - 1}), nil
	case RangeType:
		if r := asRange(v); r.big == nil {
			return newIterObj(rangeIterType, Iterator{kind: iterRange, o: v, i: int(r.start + (r.n-1)*r.step), n: int(r.n), step: int(-r.step)}), nil
		}
	case DictType:
		return newIterObj(dictRevIterType, Iterator{kind: iterReversedDict, o: v, i: len(asDict(v).entries), n: asDict(v).used, step: int(iterDictKeys)}), nil
	case DictKeysType, DictValuesType, DictItemsType:
		d := asView(v).d
		kind := map[*Type]iterKind{DictKeysType: iterDictKeys, DictValuesType: iterDictValues, DictItemsType: iterDictItems}[v.O.Type]
		return newIterObj(dictRevIterType, Iterator{kind: iterReversedDict, o: d, i: len(asDict(d).entries), n: asDict(d).used, step: int(kind)}), nil
	}
	if d, ok := v.O.Type.lookup("__reversed__"); ok && v.O.Type != RangeType {
		if d.IsNone() {
			return Value{}, typeErr("'%s' object is not reversible", v.O.Type.cName())
		}
		if d.O.Type != MethodDescrType || asBuiltin(d).owner.flags&flagHeap != 0 || !v.has(flagList) {
			return callDescr(cx, d, v, nil)
		}
	}
	if v.O.Type.getitem == nil || v.O.Type.length == nil || v.has(flagDict|flagSet) {
		return Value{}, typeErr("'%s' object is not reversible", v.O.Type.cName())
	}
	n, err := Len(cx, v)
	if err != nil {
		return Value{}, err
	}
	return newIterObj(ReversedType, Iterator{kind: iterReversedSeq, o: v, i: n - 1}), nil
}

func setupIter() {
	for _, t := range append([]*Type{listRevIterType, strASCIIIterType, longRangeIterType}, iterTypes[iterList:iterEnded]...) {
		t.flags |= flagIterObj
		if t != ReversedType {
			t.flags |= flagNoBase
		}
		t.iter = selfIter
		t.next = func(cx *rt.Ctx, v Value) (Value, bool, *rt.Error) { return asIterObj(v).it.Next(cx) }
		t.method("__length_hint__", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			n := asIterObj(a[0]).it.sizeHint()
			return Int(int64(max(n, 0))), nil
		})
	}
	ReversedType.new = func(cx *rt.Ctx, t *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
		if len(args) != 1 {
			return Value{}, typeErr("reversed expected 1 argument, got %d", len(args))
		}
		return reversedOf(cx, args[0])
	}
	ReversedType.init = func(cx *rt.Ctx, v Value, args []Value, kn []string, kv []Value) *rt.Error { return nil }
}

// joinNames lists names for messages.
func joinNames(names []string) string { return strings.Join(names, ", ") }
