package check

import (
	"slices"

	"fmt"

	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/syntax"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// args are the checked arguments of a call.
type args struct {
	pos []typed.Expr
	kw  []kwArg
	at  source.Span // where errors of the call go: the parenthesis
}

type kwArg struct {
	name syntax.Ident
	x    typed.Expr
}

// checkArgs checks the arguments of a call of a C function: no stars.
func (fn *funcCtx) checkArgs(list []syntax.Arg, at source.Span) (args, bool) {
	out := args{at: at}
	ok := true
	for i := range list {
		a := &list[i]
		if a.Stars > 0 {
			fn.exprError(codeCall, a.Span(), "Non-trivial keyword arguments and starred arguments not allowed in cdef functions.")
			ok = false
			continue
		}
		x := fn.expr(a.Value)
		if a.Name != nil {
			out.kw = append(out.kw, kwArg{*a.Name, x})
		} else {
			out.pos = append(out.pos, x)
		}
	}
	return out, ok
}

// arity explains why a call does not fit the parameters; "" where it does.
func arity(d *funcDecl, a args) string {
	n := len(a.pos) + len(a.kw)
	req, max := d.required(), len(d.params)
	if n < req || n > max && !d.sig.Variadic {
		expected := fmt.Sprint(max)
		if req < max || d.sig.Variadic {
			if n < req {
				expected = fmt.Sprintf("at least %d", req)
			} else {
				expected = fmt.Sprintf("at most %d", max)
			}
		}
		return fmt.Sprintf("Call with wrong number of arguments (expected %s, got %d)", expected, n)
	}
	return ""
}

// place arranges arguments by parameter; nil entries take their default. Missing reports a required one.
func arrange(d *funcDecl, a args) (list []typed.Expr, problem string, at source.Span) {
	list = make([]typed.Expr, len(d.params))
	copy(list, a.pos)
	var extra []typed.Expr
	if len(a.pos) > len(d.params) {
		list = append([]typed.Expr(nil), a.pos[:len(d.params)]...)
		extra = a.pos[len(d.params):]
	}
	for _, k := range a.kw {
		found := false
		for i, p := range d.params {
			if p.name == k.name.Name {
				if list[i] != nil {
					return nil, fmt.Sprintf("argument '%s' passed twice", k.name.Name), k.name.Span()
				}
				list[i] = k.x
				found = true
			}
		}
		if !found {
			return nil, fmt.Sprintf("C function got unexpected keyword argument '%s'", k.name.Name), k.name.Span()
		}
	}
	for i, p := range d.params {
		if list[i] == nil && p.def == nil {
			return nil, fmt.Sprintf("C function call is missing argument '%s'", p.name), a.at
		}
	}
	return append(list, extra...), "", source.Span{}
}

// adapter changes declared parameter and result types for the receiver (viewpoint adaptation, spec 2.6).
type adapter func(types.Type) types.Type

func same(t types.Type) types.Type { return t }

// choose resolves an overloaded call (spec 6.6). It reports and returns nil where none fits.
func (fn *funcCtx) choose(ds []*funcDecl, a args, adapt adapter) *funcDecl {
	var fit []*funcDecl
	first := ""
	var of *funcDecl
	for _, d := range ds {
		if d.sig == nil {
			continue
		}
		why := arity(d, a)
		if why == "" && len(a.kw) > 0 {
			_, why, _ = arrange(d, a)
		}
		if why == "" {
			fit = append(fit, d)
			continue
		}
		if first == "" {
			first = why
		}
		if of == nil || of.implicit {
			of = d
		}
	}
	switch len(fit) {
	case 0:
		d := fn.exprError(codeCall, a.at, "%s", first)
		switch {
		case of == nil || !of.nameSpan.IsValid():
		case ds[0].implicit:
			d.Note(of.nameSpan, "'%s' is declared here, and takes %d", of.name, len(of.params))
		default:
			d.Note(of.nameSpan, "declared here")
		}
		return nil
	case 1:
		return fit[0]
	}
	var best *funcDecl
	var bestCost [6]int
	tie := false
	dropped := 0
	var lastBad [2]types.Type
	for _, d := range fit {
		list, why, _ := arrange(d, a)
		if why != "" {
			continue
		}
		var total [6]int
		ok := true
		for i, x := range list {
			if x == nil || i >= len(d.params) {
				continue
			}
			cost, can := fn.cost(x, adapt(d.params[i].t))
			if !can {
				ok = false
				lastBad = [2]types.Type{displayType(x.Type()), d.params[i].t}
				break
			}
			for k := range total {
				total[k] += cost[k]
			}
		}
		if !ok {
			dropped++
			continue
		}
		switch {
		case best == nil || less(total, bestCost):
			best, bestCost, tie = d, total, false
		case total == bestCost:
			tie = true
			// An own __init__ wins every tie against an inherited one (spec 6.4); fewer defaults win otherwise.
			if d.method != nil && best.method != nil && d.method.Class != best.method.Class && d.method.Name == "__init__" {
				best, tie = d, false
			} else if len(d.params) != len(best.params) {
				if len(d.params) < len(best.params) {
					best = d
				}
				tie = false
			}
		}
	}
	if best == nil {
		if dropped == 1 {
			fn.exprError(codeOverload, a.at, "Invalid conversion from '%s' to '%s'", lastBad[0], lastBad[1])
		} else {
			d := fn.exprError(codeOverload, a.at, "no suitable method found")
			for _, f := range fit {
				if f.nameSpan.IsValid() {
					d.Note(f.nameSpan, "candidate: %s", f.sig.Declare(f.name))
				}
			}
		}
		return nil
	}
	if tie {
		d := fn.exprError(codeOverload, a.at, "ambiguous overloaded method")
		for _, f := range fit {
			if f.nameSpan.IsValid() {
				d.Note(f.nameSpan, "candidate: %s", f.sig.Declare(f.name))
			}
		}
		return nil
	}
	return best
}

func less(a, b [6]int) bool {
	for i := range a {
		if a[i] != b[i] {
			return a[i] < b[i]
		}
	}
	return false
}

// cost weighs the conversion of an argument: conversions from Python, other C conversions, numeric promotions by distance, to void*,
// other pointers and classes, base distance.
func (fn *funcCtx) cost(x typed.Expr, t types.Type) (cost [6]int, ok bool) {
	x = rvalue(x)
	from := unconst(x.Type())
	if l, lit := x.(*typed.IntLit); lit && l.Big == "" && fitsInt(l.V, types.Int) {
		from = types.Int // a literal is an int where it fits, whatever messages call it
	}
	dst := unconst(t)
	if _, isParam := dst.(*types.TypeParam); isParam {
		return cost, true
	}
	if sameType(from, dst) {
		return cost, true
	}
	ok = fn.quietly(func() {
		if _, can := fn.tryCoerce(x, t); !can {
			fn.failed++
		}
	})
	if !ok {
		return cost, false
	}
	switch f := from.(type) {
	case *types.Object:
		if !isObject(dst) {
			cost[0] = 1
		} else {
			cost[5] = 1
		}
	case *types.Ref:
		if d := asRef(dst); d != nil {
			for i, k := range f.Class.MRO {
				if k == d.Class {
					cost[5] = i
				}
			}
			if f.Const != d.Const {
				cost[5]++
			}
		} else if isVoidPointer(dst) {
			cost[3] = 1
		} else {
			cost[1] = 1
		}
	case *types.Pointer, *types.Array:
		if isVoidPointer(dst) {
			cost[3] = 1
		} else if asCpp(dst) != nil {
			cost[1] = 2
		} else {
			cost[4] = 1
		}
	case *types.Basic:
		d := asBasic(dst)
		switch {
		case f.Kind == types.NullKind:
			cost[4] = 1
			if isVoidPointer(dst) {
				cost[4] = 0
			}
		case f.Kind == types.StringKind:
			if !isCharPointer(dst) {
				cost[1] = 1
			}
		case isObject(dst):
			cost[0] = 2
		case d == nil:
			cost[1] = 2
		case f.Kind == types.FloatKind && d.Kind == types.FloatKind:
			cost[2] = abs(d.Rank-f.Rank) + bigger(d.Rank < f.Rank)
		case f.Kind == types.FloatKind || d.Kind == types.FloatKind:
			cost[1] = 1
		default:
			if l, lit := x.(*typed.IntLit); lit && l.Big == "" && fitsInt(l.V, d) {
				cost[2] = abs(d.Rank - types.Int.Rank)
				if d == types.Int {
					cost[2] = 0
				}
				break
			}
			cost[2] = abs(d.Rank-f.Rank) + bigger(d.Rank < f.Rank)
			if d.Signed != f.Signed && f.Kind == types.IntKind {
				cost[2] += 2
			}
		}
	case *types.Enum:
		if isInteger(dst) {
			cost[2] = 1
		} else {
			cost[1] = 1
		}
	default:
		cost[1] = 1
	}
	return cost, true
}

func bigger(b bool) int {
	if b {
		return 8
	}
	return 0
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

// finishArgs converts the arguments for the chosen function and fills in defaults.
func (fn *funcCtx) finishArgs(d *funcDecl, a args, adapt adapter) []typed.Expr {
	list, why, at := arrange(d, a)
	if why != "" {
		fn.exprError(codeCall, at, "%s", why)
		return nil
	}
	out := make([]typed.Expr, len(list))
	for i, x := range list {
		if i >= len(d.params) { // variadic
			out[i] = fn.variadic(x)
			continue
		}
		p := d.params[i]
		t := adapt(p.t)
		if x == nil {
			x = fn.defaultArg(d, i)
			out[i] = fn.coerce(x, p.t)
			continue
		}
		if hasTypeParam(t) {
			out[i] = rvalue(x)
			if f, ok := out[i].Type().(*types.Func); ok {
				out[i] = conv(typed.ToPointer, fn.pointer(f), out[i])
			}
			continue
		}
		out[i] = fn.coerce(x, t)
	}
	fn.inOrder(d, a, out)
	return out
}

// inOrder makes keyword arguments run in the order in which they are written: the first of them to be passed evaluates all.
func (fn *funcCtx) inOrder(d *funcDecl, a args, out []typed.Expr) {
	var places []int // of the keywords, in order of writing
	for _, k := range a.kw {
		for i := range d.params {
			if d.params[i].name == k.name.Name && i < len(out) {
				places = append(places, i)
			}
		}
	}
	if slices.IsSorted(places) {
		return
	}
	for _, i := range places {
		if isInvalid(out[i].Type()) {
			return
		}
	}
	var lets []*typed.Let
	for _, i := range places {
		x := out[i]
		if isConstant(x) || isText(x.Type()) {
			continue
		}
		e := mk(x.Type(), x)
		t := unconstTop(x.Type())
		r := asRef(t)
		if r != nil { // the temporary gives away its count
			t = types.RefTo(r.Class, types.IsoTemp, false)
		}
		v := fn.temp(t, x.Span())
		lets = append(lets, &typed.Let{E: e, Var: v, Init: x})
		var ref typed.Expr = &typed.VarExpr{E: mk(t, x), Var: v}
		if r != nil {
			ref = &typed.Consume{E: e, X: ref}
		}
		out[i] = ref
	}
	first := slices.Min(places)
	for i := len(lets) - 1; i >= 0; i-- {
		lets[i].E = mk(out[first].Type(), out[first])
		lets[i].X = out[first]
		out[first] = lets[i]
	}
}

func hasTypeParam(t types.Type) bool {
	switch x := t.(type) {
	case *types.TypeParam:
		return true
	case *types.Pointer:
		return hasTypeParam(x.Elem)
	case *types.Reference:
		return hasTypeParam(x.Elem)
	case *types.Const:
		return hasTypeParam(x.Elem)
	case *types.Cpp:
		for _, a := range x.Args {
			if hasTypeParam(a) {
				return true
			}
		}
	}
	return false
}

// defaultArg checks a default in the scope of the callee's module.
func (fn *funcCtx) defaultArg(d *funcDecl, i int) typed.Expr {
	p := d.params[i]
	def := *fn
	def.scope = p.scope
	if p.scope == nil {
		def.scope = d.mod.scope
	}
	def.class = nil
	def.mod = d.mod
	def.locals = map[string]*local{}
	return def.expr(p.def)
}

// variadic converts an argument for `...`.
func (fn *funcCtx) variadic(x typed.Expr) typed.Expr {
	x = rvalue(x)
	switch t := unconst(x.Type()).(type) {
	case *types.Basic:
		if t.Kind == types.StringKind {
			return fn.coerce(x, fn.pointer(types.Char))
		}
		if t.Kind == types.NullKind {
			return fn.coerce(x, fn.pointer(types.Void))
		}
	case *types.Array:
		return fn.coerce(x, fn.pointer(t.Elem))
	case *types.Object:
		fn.exprError(codeConvert, x.Pos(), "Python object cannot be passed as a varargs parameter")
	}
	return x
}
