package py

import rt "github.com/cyp-lang/cyp/runtime"

// compare is a rich comparison with its result as an object.
func compare(cx *rt.Ctx, a, b Value, op cmpOp) (Value, *rt.Error) {
	if a.O == &intTag && b.O == &intTag {
		return Bool(cmpInt64(a.int(), b.int(), op)), nil
	}
	st := stateOf2(cx)
	if st != nil {
		if err := st.enter(cx); err != nil {
			err.Msg += " in comparison"
			return Value{}, err
		}
		defer func() { st.depth-- }()
	}
	ta, tb := a.O.Type, b.O.Type
	swapped := false
	if ta != tb && tb.richcmp != nil && tb.IsSubtype(ta) {
		swapped = true
		r, err := tb.richcmp(cx, b, a, cmpSwapped[op])
		if err != nil || r != NotImplemented {
			return r, err
		}
	}
	if ta.richcmp != nil {
		r, err := ta.richcmp(cx, a, b, op)
		if err != nil || r != NotImplemented {
			return r, err
		}
	}
	if !swapped && tb.richcmp != nil {
		r, err := tb.richcmp(cx, b, a, cmpSwapped[op])
		if err != nil || r != NotImplemented {
			return r, err
		}
	}
	switch op {
	case cmpEq:
		return Bool(Is(a, b)), nil
	case cmpNe:
		return Bool(!Is(a, b)), nil
	}
	return Value{}, typeErr("'%s' not supported between instances of '%s' and '%s'", cmpSymbols[op], ta.cName(), tb.cName())
}

// stateOf2 is stateOf where there may be no context (tables of constants).
func stateOf2(cx *rt.Ctx) *state {
	if cx == nil {
		return nil
	}
	return stateOf(cx)
}

func cmpInt64(a, b int64, op cmpOp) bool {
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

func cmpFloat64(a, b float64, op cmpOp) bool {
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

func compareB(cx *rt.Ctx, a, b Value, op cmpOp) (bool, *rt.Error) {
	if a.O == &floatTag && b.O == &floatTag {
		return cmpFloat64(a.float(), b.float(), op), nil
	}
	r, err := compare(cx, a, b, op)
	if err != nil {
		return false, err
	}
	switch r.O {
	case &trueObj:
		return true, nil
	case &falseObj:
		return false, nil
	}
	return Truth(cx, r)
}

// The comparisons with the result as an object, which a class may define to be anything.

func Eq(cx *rt.Ctx, a, b Value) (Value, *rt.Error) { return compare(cx, a, b, cmpEq) }
func Ne(cx *rt.Ctx, a, b Value) (Value, *rt.Error) { return compare(cx, a, b, cmpNe) }
func Lt(cx *rt.Ctx, a, b Value) (Value, *rt.Error) { return compare(cx, a, b, cmpLt) }
func Le(cx *rt.Ctx, a, b Value) (Value, *rt.Error) { return compare(cx, a, b, cmpLe) }
func Gt(cx *rt.Ctx, a, b Value) (Value, *rt.Error) { return compare(cx, a, b, cmpGt) }
func Ge(cx *rt.Ctx, a, b Value) (Value, *rt.Error) { return compare(cx, a, b, cmpGe) }

// The comparisons as conditions.

func EqB(cx *rt.Ctx, a, b Value) (bool, *rt.Error) {
	if a.O == &intTag && b.O == &intTag {
		return a.N == b.N, nil
	}
	if a.O.Type == StrType && b.O.Type == StrType {
		return asStr(a).s == asStr(b).s, nil
	}
	return compareB(cx, a, b, cmpEq)
}

func NeB(cx *rt.Ctx, a, b Value) (bool, *rt.Error) {
	if a.O == &intTag && b.O == &intTag {
		return a.N != b.N, nil
	}
	if a.O.Type == StrType && b.O.Type == StrType {
		return asStr(a).s != asStr(b).s, nil
	}
	return compareB(cx, a, b, cmpNe)
}

func LtB(cx *rt.Ctx, a, b Value) (bool, *rt.Error) {
	if a.O == &intTag && b.O == &intTag {
		return a.int() < b.int(), nil
	}
	return compareB(cx, a, b, cmpLt)
}

func LeB(cx *rt.Ctx, a, b Value) (bool, *rt.Error) {
	if a.O == &intTag && b.O == &intTag {
		return a.int() <= b.int(), nil
	}
	return compareB(cx, a, b, cmpLe)
}

func GtB(cx *rt.Ctx, a, b Value) (bool, *rt.Error) {
	if a.O == &intTag && b.O == &intTag {
		return a.int() > b.int(), nil
	}
	return compareB(cx, a, b, cmpGt)
}

func GeB(cx *rt.Ctx, a, b Value) (bool, *rt.Error) {
	if a.O == &intTag && b.O == &intTag {
		return a.int() >= b.int(), nil
	}
	return compareB(cx, a, b, cmpGe)
}

// Contains is x in container.
func Contains(cx *rt.Ctx, container, x Value) (bool, *rt.Error) {
	if f := container.O.Type.contains; f != nil {
		return f(cx, container, x)
	}
	return containsByIter(cx, container, x)
}
