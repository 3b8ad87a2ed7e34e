package check

import (
	"github.com/cyp-lang/cyp/internal/syntax"
	"github.com/cyp-lang/cyp/internal/types"
)

// infer settles the type of an undeclared local from what it is assigned (spec 2.3, 5.8, 9.2).
func (fn *funcCtx) infer(l *local) {
	if l.inferred || l.busy {
		return
	}
	l.busy = true
	cycle, depth := fn.cycle, fn.inferring
	fn.cycle = false
	fn.inferring++
	var ts []types.Type
	literal, broken := false, false
	plain := false // something other than a number is assigned: in-place operators do not change its type
	for _, s := range l.sources {
		if s.kind == fromAug && plain {
			continue
		}
		t, isLit, ok := fn.sourceType(s)
		if !ok {
			broken = true
			continue
		}
		if t == nil || isNull(t) {
			continue
		}
		plain = plain || asRef(t) != nil || asCpp(t) != nil
		literal = literal || isLit
		ts = append(ts, t)
		// What depends on this variable, and it on that, sees what is known so far.
		if r := asRef(t); r != nil && l.partial == nil {
			l.partial = fn.joinRefs(l, []types.Type{r})
		}
	}
	l.busy = false
	fn.inferring--
	// What was found by way of a variable that is being inferred is not final.
	l.inferred = !fn.cycle || depth == 0
	fn.cycle = fn.cycle && depth > 0 || cycle
	t := fn.join(l, ts, literal)
	if t == nil {
		switch {
		case broken:
			t = types.Invalid
		case len(l.sources) > 0 && fn.allNull(l) && l.nogil:
			t = fn.pointer(types.Void)
		default:
			t = types.PyObject
		}
	}
	if broken && isObject(t) && l.nogil {
		t = types.Invalid
	}
	l.v.Type = t
	if isObject(t) {
		l.v.Unbound = true
	}
}

func (fn *funcCtx) allNull(l *local) bool {
	for _, s := range l.sources {
		k, ok := unparen2(s.x).(*syntax.Constant)
		if s.kind != fromExpr || !ok || k.Kind != syntax.Null {
			return false
		}
	}
	return true
}

func unparen2(x syntax.Expr) syntax.Expr {
	if x == nil {
		return nil
	}
	return unparen(x)
}

// sourceType finds the type of one assigned thing; ok is false where it does not check.
func (fn *funcCtx) sourceType(s bindSource) (t types.Type, literal, ok bool) {
	if s.kind == fromWith && fn.isGroup(s.x) {
		return types.RefTo(fn.cyp.group, types.Unqualified, false), false, true
	}
	if s.kind == fromObject || s.kind == fromWith {
		return types.PyObject, false, true
	}
	n := len(fn.f.Vars)
	nogil := fn.nogil
	ok = fn.quietly(func() {
		switch s.kind {
		case fromExpr:
			t = fn.expr(s.x).Type()
			literal = isLiteral(s.x)
		case fromAug:
			t = fn.expr(s.x).Type()
			literal = true
			if s.op == "/" && isInteger(t) {
				t = types.Double
			}
			if asRef(t) != nil || asCpp(t) != nil || isText(t) {
				t = nil
			}
		case fromElement:
			t = fn.elementType(s.x)
			literal = isRangeOfLiterals(s.x)
		case fromPart:
			if s.op == "element" {
				t = fn.partOfElement(fn.iterable(s.x), s.path)
			} else {
				t = partType(fn.expr(s.x).Type(), s.path)
			}
		}
	})
	fn.nogil = nogil
	fn.f.Vars = fn.f.Vars[:n]
	if !ok {
		return nil, false, false
	}
	if isInvalid(t) {
		return nil, false, true // it depends on what is being inferred right now
	}
	return t, literal, true
}

// partType is the type of a part of a value that is unpacked, an object where nothing more is known.
func partType(whole types.Type, path []part) types.Type {
	t := whole
	for _, p := range path {
		pair, st := asCpp(t), asTuple(t)
		switch {
		case isInvalid(t):
			return t
		case pair != nil && pair.Key == "std::pair" && p.of == 2:
			t = pair.Args[p.index]
		case st != nil && p.of == len(st.Fields):
			t = st.Fields[p.index].Type
		default:
			return types.PyObject
		}
	}
	return t
}

// partOfElement is partType of the elements that a loop goes over.
func (fn *funcCtx) partOfElement(it iterable, path []part) types.Type {
	if it.kind == iterEnumerate && len(path) > 0 && path[0].of == 2 {
		if path[0].index == 1 {
			return fn.partOfElement(*it.inner, path[1:])
		}
		if fn.nogil && len(path) == 1 {
			return types.Long
		}
		return types.PyObject
	}
	return partType(it.elem, path)
}

func isLiteral(x syntax.Expr) bool {
	switch x := unparen(x).(type) {
	case *syntax.Number:
		return true
	case *syntax.Unary:
		return isLiteral(x.X)
	case *syntax.Binary:
		return true
	}
	return false
}

func isRangeOfLiterals(x syntax.Expr) bool {
	call, ok := unparen(x).(*syntax.Call)
	if !ok {
		return false
	}
	for _, a := range call.Args {
		if !isLiteral(a.Value) {
			return false
		}
	}
	return true
}

// join combines the types that a local is assigned; nil where there is none.
func (fn *funcCtx) join(l *local, ts []types.Type, literal bool) types.Type {
	if len(ts) == 0 {
		return nil
	}
	for i, t := range ts {
		t = unconstTop(t)
		if a, ok := t.(*types.Array); ok {
			t = fn.pointer(a.Elem)
		}
		if f, ok := t.(*types.Func); ok {
			t = fn.pointer(f)
		}
		if e, ok := t.(*types.Enum); ok && e.Name == "" {
			t = types.Int
		}
		ts[i] = t
	}
	first := ts[0]
	same := true
	for _, t := range ts[1:] {
		same = same && sameType(t, first)
	}
	if r := asRef(first); r != nil {
		return fn.joinRefs(l, ts)
	}
	numbers, floats, bints, objects := true, 0, 0, 0
	for _, t := range ts {
		numbers = numbers && isNumber(t)
		if isFloat(t) {
			floats++
		}
		if isBint(t) {
			bints++
		}
		if isObject(t) || isText(t) {
			objects++
		}
		if asRef(t) != nil {
			return fn.joinRefs(l, ts)
		}
	}
	switch {
	case numbers && floats == len(ts):
		if same {
			if first == types.Type(types.Float) && !literal {
				return types.Float
			}
			return types.Double
		}
		return types.Double
	case numbers && bints == len(ts):
		return types.Bint
	case numbers && (l.nogil || fn.nogilReads[l.name]):
		if floats > 0 {
			return types.Double
		}
		t := ts[0]
		for _, u := range ts[1:] {
			t = fn.arithType(t, u)
		}
		if _, ok := t.(*types.Enum); ok {
			return t
		}
		if b := asBasic(t); literal || l.arith || len(ts) > 1 {
			if b == nil || b.Rank < types.Long.Rank {
				return types.Long
			}
		}
		return t
	case numbers && floats == 0 && !literal && !l.arith && same:
		return first
	case numbers:
		return types.PyObject
	case objects > 0:
		if t := extOfAll(ts); t != nil {
			return t
		}
		if isText(first) && same && l.nogil {
			return fn.pointer(types.Char)
		}
		if objects == len(ts) && same && !isText(first) {
			return types.PyObject
		}
		return types.PyObject
	case same:
		return first
	}
	return types.PyObject
}

// extOfAll is the extension type that all sources have, a base of the others or the same; None does not count. Nil where there is none.
func extOfAll(ts []types.Type) types.Type {
	var out *types.Object
	for _, t := range ts {
		o, ok := t.(*types.Object)
		switch {
		case !ok || o.Ext == nil:
			return nil
		case out == nil || out.Ext.Derives(o.Ext):
			out = o
		case !o.Ext.Derives(out.Ext):
			return nil
		}
	}
	if out == nil {
		return nil
	}
	return out
}

func unconstTop(t types.Type) types.Type {
	for {
		switch x := t.(type) {
		case *types.Const:
			t = x.Elem
		case *types.Reference:
			t = x.Elem
		default:
			return t
		}
	}
}

func (fn *funcCtx) joinRefs(l *local, ts []types.Type) types.Type {
	var out *types.Ref
	for _, t := range ts {
		r := asRef(t)
		if r == nil {
			if len(ts) > 0 {
				fn.exprError(codeConflict, l.span, "Conflicting types for '%s': '%s' and '%s'", l.name, refName(ts), t).
					Hint("a variable has one type: give the other value a name of its own")
			}
			return types.Invalid
		}
		if out == nil {
			out = r
			continue
		}
		if out == r {
			continue
		}
		q := out.Qual
		switch {
		case r.Qual == out.Qual:
		case out.Qual == types.IsoTemp:
			q = r.Qual
		case r.Qual == types.IsoTemp:
		case out.Qual == types.Unqualified && r.Qual == types.Iso, out.Qual == types.Iso && r.Qual == types.Unqualified:
			q = types.Unqualified
		default:
			fn.exprError(codeConflict, l.span, "Conflicting types for '%s': '%s' and '%s'", l.name, out, r)
			return types.Invalid
		}
		k := out.Class
		switch {
		case r.Class.Derives(k):
		case k.Derives(r.Class):
			k = r.Class
		default:
			fn.exprError(codeConflict, l.span, "Conflicting types for '%s': '%s' and '%s'", l.name, out, r).
				Hint("declare its type with `cdef`, as a common base class")
			return types.Invalid
		}
		out = types.RefTo(k, q, out.Const || r.Const)
	}
	if out.Qual == types.IsoTemp {
		out = types.RefTo(out.Class, types.Iso, out.Const)
	}
	return out
}

func refName(ts []types.Type) types.Type {
	for _, t := range ts {
		if asRef(t) != nil {
			return t
		}
	}
	return ts[0]
}
