package py

import (
	"strings"
	"unsafe"

	rt "github.com/cyp-lang/cyp/runtime"
)

// List is a list.
type List struct {
	Obj
	items []Value
	dict  *Dict
}

// Tuple is a tuple. Its items never change.
type Tuple struct {
	Obj
	items []Value
	dict  *Dict
}

// newList makes a list that takes the slice over.
func newList(items []Value) Value { return obj(&(&List{Obj: Obj{ListType}, items: items}).Obj) }

// NewList makes a list.
func NewList(vs ...Value) Value { return newList(append([]Value(nil), vs...)) }

// NewListCap makes an empty list with room for n elements.
func NewListCap(n int) Value { return newList(make([]Value, 0, n)) }

// newTuple makes a tuple that takes the slice over.
func newTuple(items []Value) Value {
	if len(items) == 0 && emptyTuple.O != nil {
		return emptyTuple
	}
	return obj(&(&Tuple{Obj: Obj{TupleType}, items: items}).Obj)
}

// NewTuple makes a tuple.
func NewTuple(vs ...Value) Value { return newTuple(append([]Value(nil), vs...)) }

// ListAppend appends to a list under construction, or to any list.
func ListAppend(l, v Value) {
	x := asList(l)
	x.items = append(x.items, v)
}

// ListExtend appends all elements of an iterable, as `[*x]` does.
func ListExtend(cx *rt.Ctx, l, v Value) *rt.Error {
	if v.O.Type.iter == nil && v.O.Type.getitem == nil {
		return typeErr("Value after * must be an iterable, not %s", v.O.Type.cName())
	}
	return asList(l).extend(cx, v)
}

// ListToTuple turns a list under construction into a tuple.
func ListToTuple(l Value) Value { return newTuple(asList(l).items) }

func (l *List) extend(cx *rt.Ctx, v Value) *rt.Error {
	switch v.O.Type {
	case ListType:
		l.items = append(l.items, asList(v).items...)
		return nil
	case TupleType:
		l.items = append(l.items, asTuple(v).items...)
		return nil
	}
	it, err := Iter(cx, v)
	if err != nil {
		return err
	}
	for {
		x, ok, err := it.Next(cx)
		if err != nil || !ok {
			return err
		}
		l.items = append(l.items, x)
	}
}

// Items returns the elements of a list or tuple; they must not be changed.
func Items(v Value) ([]Value, bool) {
	switch {
	case v.O == nil:
		return nil, false
	case v.has(flagList):
		return asList(v).items, true
	case v.has(flagTuple):
		return asTuple(v).items, true
	}
	return nil, false
}

// Collect returns the elements of any iterable in a fresh slice.
func Collect(cx *rt.Ctx, v Value) ([]Value, *rt.Error) {
	switch v.O.Type {
	case ListType:
		return append([]Value(nil), asList(v).items...), nil
	case TupleType:
		return append([]Value(nil), asTuple(v).items...), nil
	}
	it, err := Iter(cx, v)
	if err != nil {
		return nil, err
	}
	var out []Value
	if n := it.sizeHint(); n > 0 {
		out = make([]Value, 0, n)
	}
	for {
		x, ok, err := it.Next(cx)
		if err != nil {
			return nil, err
		}
		if !ok {
			return out, nil
		}
		out = append(out, x)
	}
}

func seqRepr(cx *rt.Ctx, v Value, items func() []Value, open, close, cycle string) (Value, *rt.Error) {
	st := stateOf(cx)
	if !st.enterRepr(v.O) {
		return NewStr(cycle), nil
	}
	defer st.leaveRepr()
	var b strings.Builder
	b.WriteString(open)
	for i := 0; i < len(items()); i++ {
		if i > 0 {
			b.WriteString(", ")
		}
		if err := writeRepr(cx, &b, items()[i]); err != nil {
			return Value{}, err
		}
	}
	b.WriteString(close)
	return NewStr(b.String()), nil
}

// compareSeq orders two sequences of values.
func compareSeq(cx *rt.Ctx, a, b []Value, op cmpOp) (Value, *rt.Error) {
	if len(a) != len(b) && (op == cmpEq || op == cmpNe) {
		return Bool(op == cmpNe), nil
	}
	for i := 0; i < len(a) && i < len(b); i++ {
		eq, err := eqItem(cx, a[i], b[i])
		if err != nil {
			return Value{}, err
		}
		if eq {
			continue
		}
		switch op {
		case cmpEq:
			return False, nil
		case cmpNe:
			return True, nil
		}
		return compare(cx, a[i], b[i], op)
	}
	return Bool(cmpInts(len(a), len(b), op)), nil
}

func cmpInts(a, b int, op cmpOp) bool {
	switch op {
	case cmpLt:
		return a < b
	case cmpLe:
		return a <= b
	case cmpEq:
		return a == b
	case cmpNe:
		return a != b
	case cmpGt:
		return a > b
	}
	return a >= b
}

// eqItem is equality inside containers: identity counts as equality.
func eqItem(cx *rt.Ctx, a, b Value) (bool, *rt.Error) {
	if a == b {
		return true, nil
	}
	return EqB(cx, a, b)
}

// repeatCount checks the count of a sequence repetition.
func repeatCount(cx *rt.Ctx, n Value, size int) (int, *rt.Error) {
	if n.O.Type.index == nil && n.O.Type.flags&flagInt == 0 {
		return 0, typeErr("can't multiply sequence by non-int of type '%s'", n.O.Type.cName())
	}
	k, err := asIndex(cx, n)
	if err != nil {
		return 0, err
	}
	if k < 0 {
		k = 0
	}
	if size > 0 && k > (1<<40)/size {
		return 0, rt.Raise("MemoryError", "")
	}
	return k, nil
}

func repeatItems(items []Value, n int) []Value {
	out := make([]Value, 0, len(items)*n)
	for ; n > 0; n-- {
		out = append(out, items...)
	}
	return out
}

func setupTuple() {
	t := TupleType
	t.flags |= flagTuple
	t.alloc = func(t *Type) *Obj { return &(&Tuple{Obj: Obj{t}}).Obj }
	subLayouts[t] = subLayout{t.alloc, unsafe.Offsetof(Tuple{}.dict)}
	t.new = func(cx *rt.Ctx, t *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
		if len(kn) > 0 && t == TupleType {
			return Value{}, typeErr("tuple() takes no keyword arguments")
		}
		if len(args) > 1 {
			return Value{}, typeErr("tuple expected at most 1 argument, got %d", len(args))
		}
		if len(args) == 1 && t == TupleType && args[0].O.Type == TupleType {
			return args[0], nil
		}
		var items []Value
		if len(args) == 1 {
			var err *rt.Error
			if items, err = Collect(cx, args[0]); err != nil {
				return Value{}, err
			}
		}
		if t == TupleType {
			return newTuple(items), nil
		}
		v := obj(t.alloc(t))
		asTuple(v).items = items
		return v, nil
	}
	t.init = func(cx *rt.Ctx, v Value, args []Value, kn []string, kv []Value) *rt.Error { return nil }
	t.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		items := asTuple(v).items
		close := ")"
		if len(items) == 1 {
			close = ",)"
		}
		return seqRepr(cx, v, func() []Value { return items }, "(", close, "(...)")
	}
	t.hash = func(cx *rt.Ctx, v Value) (int64, *rt.Error) { return hashTuple(cx, asTuple(v).items) }
	t.richcmp = func(cx *rt.Ctx, a, b Value, op cmpOp) (Value, *rt.Error) {
		if !a.has(flagTuple) || !b.has(flagTuple) {
			return NotImplemented, nil
		}
		return compareSeq(cx, asTuple(a).items, asTuple(b).items, op)
	}
	t.length = func(cx *rt.Ctx, v Value) (int, *rt.Error) { return len(asTuple(v).items), nil }
	t.iter = func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return iterObject(cx, v) }
	t.contains = func(cx *rt.Ctx, v, x Value) (bool, *rt.Error) { return containsItem(cx, asTuple(v).items, x) }
	t.getitem = func(cx *rt.Ctx, v, k Value) (Value, *rt.Error) {
		items := asTuple(v).items
		if k.O.Type == SliceType {
			lo, _, step, n, err := asSlice(k).resolve(cx, len(items))
			if err != nil {
				return Value{}, err
			}
			if step == 1 {
				if n == len(items) && v.O.Type == TupleType {
					return v, nil
				}
				return newTuple(items[lo : lo+n : lo+n]), nil
			}
			return newTuple(stride(items, lo, step, n)), nil
		}
		i, err := seqIndex(cx, k, len(items), "tuple")
		if err != nil {
			return Value{}, err
		}
		return items[i], nil
	}
	t.concat = func(cx *rt.Ctx, a, b Value) (Value, *rt.Error) {
		if !b.has(flagTuple) {
			return Value{}, typeErr("can only concatenate tuple (not \"%s\") to tuple", b.O.Type.cName())
		}
		x, y := asTuple(a).items, asTuple(b).items
		return newTuple(append(append(make([]Value, 0, len(x)+len(y)), x...), y...)), nil
	}
	t.repeat = func(cx *rt.Ctx, a, b Value) (Value, *rt.Error) {
		n, err := repeatCount(cx, b, len(asTuple(a).items))
		if err != nil {
			return Value{}, err
		}
		return newTuple(repeatItems(asTuple(a).items, n)), nil
	}
	t.method("count", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return countItem(cx, asTuple(a[0]).items, a[1]) })
	t.method("index", "1-3", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		return indexItem(cx, func() []Value { return asTuple(a[0]).items }, a, "tuple.index(x): x not in tuple")
	})
	t.method("__getnewargs__", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		return NewTuple(newTuple(asTuple(a[0]).items)), nil
	})
}

// stride picks n items from lo by step.
func stride(items []Value, lo, step, n int) []Value {
	out := make([]Value, n)
	for i := range out {
		out[i] = items[lo+i*step]
	}
	return out
}

func containsItem(cx *rt.Ctx, items []Value, x Value) (bool, *rt.Error) {
	for i := 0; i < len(items); i++ {
		eq, err := eqItem(cx, items[i], x)
		if err != nil || eq {
			return eq, err
		}
	}
	return false, nil
}

func countItem(cx *rt.Ctx, items []Value, x Value) (Value, *rt.Error) {
	n := 0
	for i := 0; i < len(items); i++ {
		eq, err := eqItem(cx, items[i], x)
		if err != nil {
			return Value{}, err
		}
		if eq {
			n++
		}
	}
	return Int(int64(n)), nil
}

// indexItem is index(x, start, stop) of sequences; a holds the receiver and the arguments.
func indexItem(cx *rt.Ctx, items func() []Value, a []Value, missing string) (Value, *rt.Error) {
	lo, hi := 0, len(items())
	var err *rt.Error
	if len(a) > 2 {
		if lo, err = sliceBound(cx, a[2], hi); err != nil {
			return Value{}, err
		}
	}
	if len(a) > 3 {
		if hi, err = sliceBound(cx, a[3], hi); err != nil {
			return Value{}, err
		}
	}
	for i := lo; i < hi && i < len(items()); i++ {
		eq, err := eqItem(cx, items()[i], a[1])
		if err != nil {
			return Value{}, err
		}
		if eq {
			return Int(int64(i)), nil
		}
	}
	if strings.Contains(missing, "%s") {
		s, err := ReprOf(cx, a[1])
		if err != nil {
			return Value{}, err
		}
		return Value{}, valueErr("%s is not in list", s)
	}
	return Value{}, valueErr("%s", missing)
}

// Sorted is sorted(v, key=key, reverse=reverse); key is unset or None for none.
func Sorted(cx *rt.Ctx, v, key Value, reverse bool) (Value, *rt.Error) {
	items, err := Collect(cx, v)
	if err != nil {
		return Value{}, err
	}
	if err := sortItems(cx, items, key, reverse); err != nil {
		return Value{}, err
	}
	return newList(items), nil
}

// stableSort is a merge sort with insertion sort for short runs; runs that are in order already are not merged.
func stableSort[T any](a []T, less func(x, y T) bool) {
	const short = 16
	if len(a) <= short {
		for i := 1; i < len(a); i++ {
			x := a[i]
			j := i
			for ; j > 0 && less(x, a[j-1]); j-- {
				a[j] = a[j-1]
			}
			a[j] = x
		}
		return
	}
	mergeSort(a, make([]T, len(a)), less)
}

func mergeSort[T any](a, buf []T, less func(x, y T) bool) {
	if len(a) <= 16 {
		stableSort(a, less)
		return
	}
	mid := len(a) / 2
	mergeSort(a[:mid], buf[:mid], less)
	mergeSort(a[mid:], buf[mid:], less)
	if !less(a[mid], a[mid-1]) {
		return
	}
	left := buf[:mid]
	copy(left, a[:mid])
	i, j, k := 0, mid, 0
	for i < mid && j < len(a) {
		if less(a[j], left[i]) {
			a[k] = a[j]
			j++
		} else {
			a[k] = left[i]
			i++
		}
		k++
	}
	copy(a[k:], left[i:])
}

// sortItems sorts stably; equal elements keep their order also when reversed.
func sortItems(cx *rt.Ctx, items []Value, key Value, reverse bool) *rt.Error {
	keys := items
	if key.IsSet() && !key.IsNone() {
		keys = make([]Value, len(items))
		for i, v := range items {
			k, err := Call(cx, key, v)
			if err != nil {
				return err
			}
			keys[i] = k
		}
	}
	if sortSimple(keys, items, reverse) {
		return nil
	}
	idx := make([]int, len(items))
	for i := range idx {
		idx[i] = i
	}
	var failed *rt.Error
	stableSort(idx, func(i, j int) bool {
		if failed != nil {
			return false
		}
		a, b := keys[i], keys[j]
		if reverse {
			a, b = b, a
		}
		lt, err := LtB(cx, a, b)
		if err != nil {
			failed = err
		}
		return lt
	})
	if failed != nil {
		return failed
	}
	out := make([]Value, len(items))
	for i, j := range idx {
		out[i] = items[j]
	}
	copy(items, out)
	return nil
}

// sortSimple sorts by keys that are all small ints, all floats or all plain texts.
func sortSimple(keys, items []Value, reverse bool) bool {
	if len(keys) < 2 {
		return true
	}
	k0 := keys[0]
	switch {
	case k0.O == &intTag:
		for _, k := range keys {
			if k.O != &intTag {
				return false
			}
		}
		sortBy(keys, items, reverse, func(a, b Value) bool { return a.int() < b.int() })
	case k0.O == &floatTag:
		for _, k := range keys {
			if k.O != &floatTag || k.float() != k.float() {
				return false
			}
		}
		sortBy(keys, items, reverse, func(a, b Value) bool { return a.float() < b.float() })
	case k0.O.Type == StrType:
		for _, k := range keys {
			if k.O.Type != StrType {
				return false
			}
		}
		sortBy(keys, items, reverse, func(a, b Value) bool { return asStr(a).s < asStr(b).s })
	default:
		return false
	}
	return true
}

func sortBy(keys, items []Value, reverse bool, less func(a, b Value) bool) {
	f := less
	if reverse {
		f = func(a, b Value) bool { return less(b, a) }
	}
	if &keys[0] == &items[0] {
		stableSort(items, f)
		return
	}
	idx := make([]int, len(items))
	for i := range idx {
		idx[i] = i
	}
	stableSort(idx, func(i, j int) bool { return f(keys[i], keys[j]) })
	out := make([]Value, len(items))
	for i, j := range idx {
		out[i] = items[j]
	}
	copy(items, out)
}
