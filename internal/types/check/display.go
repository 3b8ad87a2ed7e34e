package check

import (
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/syntax"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// display is what a tuple, list, set or dict display or a comprehension was made of. As it stands it is a Python object; where a C tuple,
// a pair or a container of the library is asked for, that is built instead, of the elements as they were before they became objects.
type display struct {
	fn   *funcCtx
	elts []typed.Expr // of a dict the values
	keys []typed.Expr
	comp *syntax.Comp
	bad  typed.Expr // an element that no Python object can hold
	used bool       // it became something else
}

func (fn *funcCtx) remember(d *display, node typed.Expr) {
	if fn.mod.res.Python {
		return
	}
	if fn.checker.displays == nil {
		fn.checker.displays = map[typed.Expr]*display{}
	}
	fn.checker.displays[node] = d
}

// element gives an element as an object. That it cannot be one is an error only if the display stays an object.
func (d *display) element(x typed.Expr) typed.Expr {
	x = rvalue(x)
	if isObject(x.Type()) || isInvalid(x.Type()) {
		return x
	}
	if !isVoid(x.Type()) && !isNull(x.Type()) {
		if o, ok := d.fn.tryCoerce(x, types.PyObject); ok {
			return o
		}
		if d.bad == nil && d.fn.muted == 0 {
			d.bad = x
			d.fn.checker.badDisplays = append(d.fn.checker.badDisplays, d)
		}
		return &typed.NoneLit{E: mk(types.PyObject, x)}
	}
	return d.fn.toPy(x)
}

// display gives the elements of a display as objects.
func (fn *funcCtx) display(node typed.Expr, xs []syntax.Expr) []typed.Expr {
	d := &display{fn: fn, elts: make([]typed.Expr, len(xs))}
	out := make([]typed.Expr, len(xs))
	starred := false
	for i, x := range xs {
		_, star := x.(*syntax.Starred)
		starred = starred || star
		d.elts[i] = fn.expr(x)
		out[i] = d.element(d.elts[i])
	}
	if !starred {
		fn.remember(d, node)
	}
	return out
}

func (fn *funcCtx) dictDisplay(x *syntax.Dict) typed.Expr {
	node := &typed.PyDict{E: loc(fn.object("dict"), x)}
	d := &display{fn: fn}
	starred := false
	for i, k := range x.Keys {
		var ko typed.Expr
		if k == nil {
			starred = true
		} else {
			d.keys = append(d.keys, fn.expr(k))
			ko = d.element(d.keys[len(d.keys)-1])
		}
		d.elts = append(d.elts, fn.expr(x.Values[i]))
		vo := d.element(d.elts[i])
		node.Keys, node.Values = append(node.Keys, ko), append(node.Values, vo)
	}
	if !starred {
		fn.remember(d, node)
	}
	return node
}

// reportDisplays reports the elements that no Python object can hold, of the displays that stayed Python objects.
func (c *checker) reportDisplays() {
	for _, d := range c.badDisplays {
		if !d.used {
			c.coerce(d.bad, types.PyObject)
		}
	}
}

// fromDisplay makes a C tuple, a pair or a container of a display; ok is false where the elements do not fit, or t is something else.
func (c *checker) fromDisplay(d *display, x typed.Expr, t types.Type) (out typed.Expr, ok bool) {
	switch t := t.(type) {
	case *types.Struct:
		if _, tuple := x.(*typed.PyTuple); tuple && t.Tuple && len(t.Fields) == len(d.elts) {
			out, ok = d.tuple(t, x)
		}
	case *types.Cpp:
		if _, tuple := x.(*typed.PyTuple); tuple && t.Key == "std::pair" && len(d.elts) == 2 {
			out, ok = d.pair(t, x)
		}
	case *types.Array:
		if d.comp == nil && d.keys == nil && int64(len(d.elts)) == t.Len {
			out, ok = d.array(t, x)
		}
	case *types.Pointer:
		if _, list := x.(*typed.PyList); list && d.comp == nil && len(d.elts) > 0 && !isVoid(t.Elem) {
			if out, ok = d.array(c.array(unconst(t.Elem), int64(len(d.elts))), x); ok {
				// The array is a variable of the function: what points to it may outlive the statement.
				out.(*typed.Let).Var.Captured = true
				out = conv(typed.ToPointer, t, out)
			}
		}
	case *types.Ref:
		if t.Qual == types.Unqualified {
			out, ok = d.container(t.Class, x)
		}
	}
	d.used = d.used || ok
	return out, ok
}

func (d *display) convert(xs []typed.Expr, t types.Type) ([]typed.Expr, bool) {
	out := make([]typed.Expr, len(xs))
	for i, x := range xs {
		y, ok := d.fn.tryCoerce(x, t)
		if !ok {
			return nil, false
		}
		out[i] = y
	}
	return out, true
}

// tuple stores the elements in a temporary of the C tuple's type.
func (d *display) tuple(t *types.Struct, x typed.Expr) (typed.Expr, bool) {
	vals := make([]typed.Expr, len(d.elts))
	for i, e := range d.elts {
		v, ok := d.fn.tryCoerce(e, t.Fields[i].Type)
		if !ok {
			return nil, false
		}
		vals[i] = v
	}
	return d.fn.fill(t, t.Fields, vals, mk(t, x)), true
}

func (d *display) pair(t *types.Cpp, x typed.Expr) (typed.Expr, bool) {
	fs := []*types.Field{d.fn.cppField(t, "first"), d.fn.cppField(t, "second")}
	vals := make([]typed.Expr, 2)
	for i, e := range d.elts {
		v, ok := d.fn.tryCoerce(e, fs[i].Type)
		if !ok {
			return nil, false
		}
		vals[i] = v
	}
	return d.fn.fill(t, fs, vals, mk(t, x)), true
}

// fill makes a value of a struct-like type, its fields set in order.
func (fn *funcCtx) fill(t types.Type, fields []*types.Field, vals []typed.Expr, at typed.E) typed.Expr {
	v := fn.temp(t, at.At)
	ref := func() typed.Expr { return &typed.VarExpr{E: at, Var: v} }
	var out typed.Expr = ref()
	for i := len(vals) - 1; i >= 0; i-- {
		e := typed.E{T: fields[i].Type, At: at.At}
		place := &typed.Field{E: e, X: ref(), Field: fields[i], Name: fields[i].Name}
		out = &typed.Let{E: at, Init: &typed.AssignExpr{E: e, Place: place, Value: vals[i]}, X: out}
	}
	var zero typed.Expr = &typed.NullLit{E: at}
	if _, ok := t.(*types.Cpp); ok {
		zero = &typed.CppValue{E: at}
	}
	return &typed.Let{E: at, Var: v, Init: zero, X: out}
}

// array makes the value of a C array.
func (d *display) array(t *types.Array, x typed.Expr) (typed.Expr, bool) {
	vals, ok := d.convert(d.elts, t.Elem)
	if _, set := x.(*typed.PySet); !ok || set {
		return nil, false
	}
	at := mk(t, x)
	v := d.fn.temp(t, at.At)
	ref := func() typed.Expr { return &typed.VarExpr{E: at, Var: v} }
	var out typed.Expr = ref()
	for i := len(vals) - 1; i >= 0; i-- {
		e := typed.E{T: t.Elem, At: at.At}
		n := &typed.IntLit{E: typed.E{T: types.Long, At: at.At}, V: int64(i)}
		out = &typed.Let{E: at, Init: &typed.AssignExpr{E: e, Place: &typed.Index{E: e, X: ref(), I: n}, Value: vals[i]}, X: out}
	}
	return &typed.Let{E: at, Var: v, Init: &typed.NullLit{E: at}, X: out}, true
}

// container makes a cyplist, cypset or cypdict. The kind of display must be that of the container; empty braces are an empty set, too.
func (d *display) container(k *types.Class, x typed.Expr) (typed.Expr, bool) {
	var adder string
	var list, set, dict bool
	switch x := x.(type) {
	case *typed.PyList:
		list = true
	case *typed.PySet:
		set = true
	case *typed.PyDict:
		dict, set = true, len(x.Values) == 0
	case *typed.Comp:
		list, set, dict = x.Kind == typed.ListComp, x.Kind == typed.SetComp, x.Kind == typed.DictComp
	}
	fn := d.fn
	switch {
	case k.Go == "rt.List" && list:
		adder = "append"
	case k.Go == "rt.Set" && set:
		adder = "add"
	case k.Go == "rt.Dict" && dict:
		adder = "__setitem__"
	default:
		return nil, false
	}
	at := mk(types.RefTo(k, types.Unqualified, false), x)
	if d.comp != nil {
		return d.comprehension(k, adder, at)
	}
	rows := make([][]typed.Expr, len(d.elts))
	holds := [][]typed.Expr{d.elts}
	if k.Go == "rt.Dict" {
		holds = [][]typed.Expr{d.keys, d.elts}
	}
	for p, xs := range holds {
		vals, ok := d.convert(xs, k.Args[p])
		if !ok {
			return nil, false
		}
		for i, v := range vals {
			rows[i] = append(rows[i], v)
		}
	}
	v := fn.temp(at.T, at.At)
	ref := func() typed.Expr { return &typed.VarExpr{E: at, Var: v} }
	var out typed.Expr = ref()
	for i := len(rows) - 1; i >= 0; i-- {
		add := fn.callMethod(ref(), fn.methodsNamed(k, adder), rows[i], d.elts[i].Span(), d.elts[i].Pos(), "")
		out = &typed.Let{E: at, Init: add, X: out}
	}
	return &typed.Let{E: at, Var: v, Init: fn.construct(at.T, nil, at, at.Pos()), X: out}, true
}

// comprehension fills a container by the loops of a comprehension.
func (d *display) comprehension(k *types.Class, adder string, at typed.E) (typed.Expr, bool) {
	fn, x := d.fn, d.comp
	fits := true
	build := func() typed.Expr {
		v := fn.temp(at.T, at.At)
		first := fn.clause(&x.Clauses[0])
		restore := fn.inner()
		body := fn.compClauses(x, 0, first, func() []typed.Stmt {
			parts := []typed.Expr{fn.expr(x.Elt)}
			if k.Go == "rt.Dict" {
				parts = append(parts, fn.expr(x.Value))
			}
			for i, p := range parts {
				y, ok := fn.tryCoerce(p, k.Args[i])
				fits = fits && ok
				parts[i] = y
			}
			if !fits {
				return nil
			}
			return []typed.Stmt{&typed.ExprStmt{S: typed.S{At: x.Elt.Span()}, X: fn.addTo(v, k, adder, parts, x.Elt.Span())}}
		})
		restore()
		return fn.filled(v, k, body, at)
	}
	// What the comprehension has of errors has been reported.
	var out typed.Expr
	ok := fn.quietly(func() { out = build() })
	return out, ok && fits
}

// addTo calls append, add or __setitem__ of the container that v holds.
func (fn *funcCtx) addTo(v *typed.Var, k *types.Class, adder string, parts []typed.Expr, at source.Span) typed.Expr {
	recv := &typed.VarExpr{E: typed.E{T: v.Type, At: at}, Var: v}
	return fn.callMethod(recv, fn.methodsNamed(k, adder), parts, at, at, "")
}

// filled is a new container of class k, held by v while the statements fill it.
func (fn *funcCtx) filled(v *typed.Var, k *types.Class, body []typed.Stmt, at typed.E) typed.Expr {
	ref := &typed.VarExpr{E: at, Var: v}
	return &typed.Let{E: at, Var: v, Init: fn.construct(at.T, nil, at, at.Pos()), X: &typed.Seq{E: at, Body: body, X: ref}}
}

// containerOf is `cyplist[int](xs)`: a new container of the elements of a display or of anything that can be iterated, pairs for a
// dictionary, or another dictionary. Nil where the class is not a container or the arguments are not those of such a call.
func (fn *funcCtx) containerOf(k *types.Class, list []syntax.Arg, at typed.E) typed.Expr {
	if len(list) != 1 || list[0].Name != nil || list[0].Stars > 0 {
		return nil
	}
	adder := map[string]string{"rt.List": "append", "rt.Set": "add", "rt.Dict": "__setitem__"}[k.Go]
	if adder == "" {
		return nil
	}
	src := list[0].Value
	at.T = types.RefTo(k, types.Unqualified, false)
	it := fn.iterable(src)
	if it.x != nil {
		if y, ok := fn.tryCoerceDisplay(it.x, at.T); ok {
			return y
		}
		if r := asRef(it.x.Type()); r != nil && r.Class == k && k.Go == "rt.Dict" {
			return fn.callMethod(it.x, fn.methodsNamed(k, "copy"), nil, at.At, at.Pos(), "")
		}
	}
	if isInvalid(it.elem) {
		at.T = types.Invalid
		return &typed.NullLit{E: at}
	}
	v := fn.temp(at.T, at.At)
	span := src.Span()
	elem := fn.temp(unconstTop(it.elem), span)
	loop := fn.loopInto(it, elem, span, func() []typed.Stmt {
		var x typed.Expr = &typed.VarExpr{E: typed.E{T: elem.Type, At: span, Err: it.at}, Var: elem}
		if k.Go != "rt.Dict" {
			return []typed.Stmt{&typed.ExprStmt{S: typed.S{At: span}, X: fn.addTo(v, k, adder, []typed.Expr{x}, span)}}
		}
		ss, parts := fn.two(x, span)
		return append(ss, &typed.ExprStmt{S: typed.S{At: span}, X: fn.addTo(v, k, adder, parts, span)})
	})
	return fn.filled(v, k, []typed.Stmt{loop}, at)
}

func (fn *funcCtx) tryCoerceDisplay(x typed.Expr, t types.Type) (typed.Expr, bool) {
	if d := fn.displays[x]; d != nil {
		return fn.fromDisplay(d, x, t)
	}
	return nil, false
}

// loopInto loops with the element in a variable that goes by a name no program can write.
func (fn *funcCtx) loopInto(it iterable, elem *typed.Var, at source.Span, body func() []typed.Stmt) typed.Stmt {
	name := &syntax.Name{Name: "element of the loop"}
	name.Src = at
	restore := fn.inner()
	fn.scope.names[name.Name] = &symbol{kind: symVar, name: name.Name, v: elem, span: at}
	elem.Kind = typed.LocalVar
	s := fn.loopOver(it, name, at, body, nil)
	restore()
	if r := fn.release(elem, at); r != nil {
		return &typed.Block{S: typed.S{At: at}, Body: append([]typed.Stmt{s}, r...)}
	}
	return s
}

// two splits a pair, a C tuple of two or an object into its parts.
func (fn *funcCtx) two(x typed.Expr, at source.Span) ([]typed.Stmt, []typed.Expr) {
	if p := asCpp(x.Type()); p != nil && p.Key == "std::pair" {
		var parts []typed.Expr
		for _, name := range []string{"first", "second"} {
			f := fn.cppField(p, name)
			parts = append(parts, &typed.Field{E: mk(f.Type, x), X: x, Field: f, Name: name})
		}
		return nil, parts
	}
	if st := asTuple(x.Type()); st != nil && len(st.Fields) == 2 {
		var parts []typed.Expr
		for _, f := range st.Fields {
			parts = append(parts, &typed.Field{E: mk(f.Type, x), X: x, Field: f, Name: f.Name})
		}
		return nil, parts
	}
	u := &typed.Unpack{S: typed.S{At: at}, X: fn.toPy(x), Star: -1}
	var parts []typed.Expr
	for range 2 {
		t := fn.temp(types.PyObject, at)
		u.Vars = append(u.Vars, t)
		parts = append(parts, &typed.VarExpr{E: typed.E{T: types.PyObject, At: at}, Var: t})
	}
	return []typed.Stmt{u}, parts
}
