package elements

import (
	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/passes/facts"
	"github.com/cyp-lang/cyp/internal/types"
)

// Lower writes the operations as checks and indices of Go slices.
//
//	t = l.at(i)                rangecheck i of l.Items()
//	                           t = l.Items()[i]
//
// A list that a loop neither replaces nor makes longer or shorter has its slice in a variable, which is set before the loop: the outermost
// one for which that is so. NULL has the empty slice; the null checks stay where they are.
func Lower(w *facts.World) {
	for _, f := range w.X.Funcs {
		lo := &lowering{w: w, f: f}
		if !lo.any() {
			continue
		}
		lo.temps()
		lo.list(&f.Body)
	}
}

// lowering works on one function.
type lowering struct {
	w *facts.World
	f *ir.Func
	// paths are what the temporaries stand for that are borrowed from a field.
	paths map[*ir.Local]ir.Expr
	// slices are the variables of the loops around.
	slices []slice
}

// slice is a variable that has the slice of a list: of a local, or of a field of one.
type slice struct {
	root  *ir.Local
	field *types.Field
	local *ir.Local
}

// operation is the name of the operation that a call is, or "".
func operation(c *ir.Call) string {
	if c.Callee.Kind == ir.Runtime {
		switch c.Callee.Go {
		case facts.ListAt, facts.ListElem, facts.ListSet, facts.ListLen:
			return c.Callee.Go
		}
	}
	return ""
}

func (lo *lowering) any() bool {
	found := false
	ir.Calls(lo.f, func(c *ir.Call) { found = found || operation(c) != "" })
	return found
}

// temps finds the temporaries that hold a field of a local.
func (lo *lowering) temps() {
	lo.paths = map[*ir.Local]ir.Expr{}
	ir.Walk(lo.f.Body, func(s ir.Stmt) bool {
		if set, ok := s.(*ir.Set); ok && set.Dst.Temp && set.Dst.Borrowed && len(set.More) == 0 {
			if _, ok := set.Src.(*ir.FieldRef); ok {
				lo.paths[set.Dst] = set.Src
			}
		}
		return true
	})
}

// path takes apart what a list is read from: a local, or a field of one.
func (lo *lowering) path(e ir.Expr) (root *ir.Local, field *types.Field, ok bool) {
	if g, is := e.(*ir.Get); is {
		if p := lo.paths[g.Local]; p != nil {
			e = p
		}
	}
	if fr, is := e.(*ir.FieldRef); is {
		if r, is := fr.Base.Type().(*types.Ref); !is || r.Qual != types.Unqualified {
			return nil, nil, false
		}
		field, e = fr.Field, fr.Base
	}
	g, is := e.(*ir.Get)
	if !is || g.Move || g.Local.Captured {
		return nil, nil, false
	}
	return g.Local, field, true
}

func (lo *lowering) list(list *[]ir.Stmt) {
	out := (*list)[:0:0]
	for _, s := range *list {
		held := len(lo.slices)
		switch s.(type) {
		case *ir.Loop, *ir.Range:
			out = lo.hoist(out, s)
		}
		for _, b := range ir.Bodies(s) {
			lo.list(b)
		}
		out = lo.stmt(out, s)
		lo.slices = lo.slices[:held]
	}
	*list = out
}

// hoist makes the variables for the lists that stay the same in a loop.
func (lo *lowering) hoist(out []ir.Stmt, loop ir.Stmt) []ir.Stmt {
	var code *facts.Facts
	set := map[*ir.Local]bool{}
	ir.WalkAll([]ir.Stmt{loop}, func(e ir.Expr) {
		c, ok := e.(*ir.Call)
		if !ok || operation(c) == "" {
			return
		}
		root, field, ok := lo.path(c.Recv)
		class := lo.w.List(c.Recv.Type())
		if !ok || class == nil || lo.find(root, field) != nil {
			return
		}
		if code == nil {
			code = lo.w.Code(lo.f, []ir.Stmt{loop})
			lo.setIn(loop, set)
		}
		if set[root] || !code.Stable(facts.Length{Class: class}) || field != nil && !code.Stable(field) {
			return
		}
		at := loop.Span()
		t := &ir.GoType{Text: "[]", Args: []types.Type{elem(class)}}
		v := &ir.Local{Name: "items", Type: t, Temp: true, Span: at, Func: lo.f}
		lo.f.Locals = append(lo.f.Locals, v)
		var src ir.Expr = &ir.Get{X: ir.X{T: root.Type, At: at}, Local: root}
		guard := field != nil && root != lo.f.Self
		if field != nil {
			src = &ir.FieldRef{X: ir.X{T: field.Type, At: at}, Base: src, Field: field}
		}
		src = &ir.Call{X: ir.X{T: t, At: at}, Callee: ir.Callee{Kind: ir.Runtime, Go: "rt.ItemsOf", Pure: true}, Args: []ir.Expr{src}}
		if guard {
			base := &ir.Get{X: ir.X{T: root.Type, At: at}, Local: root}
			null := &ir.Null{X: base.X}
			src = &ir.Cond{X: ir.X{T: t, At: at}, If: &ir.Binary{X: ir.X{T: types.Bint, At: at}, Op: "!=", A: base, B: null}, Then: src, Else: &ir.Null{X: ir.X{T: t, At: at}}}
		}
		out = append(out, &ir.Set{S: ir.S{At: at}, Dst: v, Src: src, Init: true})
		lo.slices = append(lo.slices, slice{root, field, v})
	})
	return out
}

func (lo *lowering) find(root *ir.Local, field *types.Field) *ir.Local {
	for _, s := range lo.slices {
		if s.root == root && s.field == field {
			return s.local
		}
	}
	return nil
}

// setIn finds the locals that a loop sets to something else than null: a null one is noticed before its elements are looked at.
func (lo *lowering) setIn(loop ir.Stmt, set map[*ir.Local]bool) {
	ir.Walk([]ir.Stmt{loop}, func(s ir.Stmt) bool {
		if x, ok := s.(*ir.Set); ok && len(x.More) == 0 {
			if _, null := ir.Strip(x.Src).(*ir.Null); null {
				return true
			}
		}
		for _, l := range ir.Sets(s) {
			set[l] = true
		}
		return true
	})
}

// items is the Go slice of a list.
func (lo *lowering) items(list ir.Expr) ir.Expr {
	t := &ir.GoType{Text: "[]", Args: []types.Type{elem(facts.ListClass(list.Type()))}}
	if root, field, ok := lo.path(list); ok {
		if v := lo.find(root, field); v != nil {
			return &ir.Get{X: ir.X{T: v.Type, At: list.Span()}, Local: v}
		}
	}
	return &ir.Call{X: ir.X{T: t, At: list.Span()}, Callee: ir.Callee{Kind: ir.Runtime, Go: ".Items", Pure: true}, Recv: list}
}

// stmt rewrites the operations of a statement and appends it, with the checks before it, to out.
func (lo *lowering) stmt(out []ir.Stmt, s ir.Stmt) []ir.Stmt {
	var rewrite func(e ir.Expr) ir.Expr
	rewrite = func(e ir.Expr) ir.Expr {
		if e == nil {
			return nil
		}
		ir.MapOperands(e, rewrite)
		c, ok := e.(*ir.Call)
		if !ok {
			return e
		}
		switch operation(c) {
		case facts.ListLen:
			n := &ir.Call{X: ir.X{T: &ir.GoType{Text: "int"}, At: c.At}, Callee: ir.Callee{Kind: ir.Runtime, Go: "len", Pure: true}, Args: []ir.Expr{lo.items(c.Recv)}}
			return &ir.Conv{X: c.X, V: n}
		case facts.ListElem:
			return &ir.IndexRef{X: c.X, Base: lo.items(c.Recv), Index: c.Args[0]}
		case facts.ListAt:
			out = lo.index(out, c)
			out = lo.check(out, s, c, "Getting list index out of range")
			return &ir.IndexRef{X: c.X, Base: lo.items(c.Recv), Index: c.Args[0]}
		}
		return e
	}
	if d, ok := s.(*ir.Do); ok {
		if c, ok := d.Call.(*ir.Call); ok && operation(c) == facts.ListSet {
			ir.MapOperands(c, rewrite)
			out = lo.index(out, c)
			out = lo.check(out, s, c, "Setting list index out of range")
			place := &ir.IndexRef{X: ir.X{T: elem(facts.ListClass(c.Recv.Type())), At: c.At}, Base: lo.items(c.Recv), Index: c.Args[0]}
			return append(out, &ir.Store{S: d.S, Place: place, Src: c.Args[1]})
		}
	}
	ir.MapExprs(s, rewrite)
	if d, ok := s.(*ir.Do); ok && ir.CallOf(d.Call) == nil {
		return out // an element or a length that nobody wants: what is left is the check
	}
	return append(out, s)
}

// index puts an index that is more than arithmetic on variables into a temporary, since it is looked at twice.
func (lo *lowering) index(out []ir.Stmt, c *ir.Call) []ir.Stmt {
	light := true
	ir.WalkExpr(c.Args[0], func(e ir.Expr) bool {
		switch e.(type) {
		case *ir.Get, *ir.Int, *ir.Conv, *ir.Binary, *ir.Unary, *ir.SizeOf:
		default:
			light = false
		}
		return light
	})
	if light {
		return out
	}
	e := c.Args[0]
	t := &ir.Local{Name: "at", Type: e.Type(), Temp: true, Span: e.Span(), Func: lo.f}
	lo.f.Locals = append(lo.f.Locals, t)
	c.Args[0] = &ir.Get{X: ir.X{T: t.Type, At: e.Span()}, Local: t}
	return append(out, &ir.Set{S: ir.S{At: e.Span()}, Dst: t, Src: e, Init: true})
}

// check appends the check of an index. What a statement drops where its call raises, the check drops.
func (lo *lowering) check(out []ir.Stmt, s ir.Stmt, c *ir.Call, msg string) []ir.Stmt {
	k := &ir.RangeCheck{S: ir.S{At: s.Span()}, Index: ir.CopyExpr(c.Args[0]), Slice: lo.items(ir.CopyExpr(c.Recv)), Msg: msg}
	if u := ir.UnwindOf(s); u != nil {
		k.Unwind = *u
		*u = ir.Unwind{}
	}
	return append(out, k)
}
