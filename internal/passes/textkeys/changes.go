package textkeys

import (
	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
)

// changes looks in one function for what may change a string in an object that others may know: then its field is not fixed.
type changes struct {
	f     *ir.Func
	fixed map[*types.Field]bool
	fresh map[*ir.Local]bool // hold an object made here that nobody else has seen yet
	loop  map[*ir.Local]int  // where it was made
}

func (c *changes) find() {
	c.fresh, c.loop = map[*ir.Local]bool{}, map[*ir.Local]int{}
	c.list(c.f.Body, 0)
}

// list goes through statements in their order; loop is the number of the innermost loop around them. What is fresh before a branch may
// not be so after it: only what is seen in a branch counts, which is the safe side.
func (c *changes) list(list []ir.Stmt, loop int) {
	for _, s := range list {
		c.stmt(s, loop)
		inner := loop
		switch s := s.(type) {
		case *ir.Loop:
			inner = s.Label
		case *ir.Range:
			inner = s.Label
		}
		for _, b := range ir.Bodies(s) {
			c.list(*b, inner)
		}
	}
}

func (c *changes) stmt(s ir.Stmt, loop int) {
	switch s := s.(type) {
	case *ir.Store:
		if f, ok := s.Place.(*ir.FieldRef); ok {
			if !c.own(f.Base, loop) {
				delete(c.fixed, f.Field)
			}
			c.base(f.Base)
			c.expr(s.Src)
			return
		}
	case *ir.Set:
		if call, ok := s.Src.(*ir.Call); ok && call.Callee.Kind == ir.NewObj {
			c.fresh[s.Dst], c.loop[s.Dst] = !s.Dst.Captured, loop
			return
		}
		if g, ok := bare(s.Src).(*ir.Get); ok && c.fresh[g.Local] && c.loop[g.Local] == loop && !s.Dst.Captured {
			// The object has a new name; the old one is not used for changes any more.
			delete(c.fresh, g.Local)
			c.fresh[s.Dst], c.loop[s.Dst] = true, loop
			return
		}
		delete(c.fresh, s.Dst)
	}
	ir.EachExpr(s, c.expr)
}

// own reports whether an object is one that nobody else can know yet.
func (c *changes) own(e ir.Expr, loop int) bool {
	g, ok := bare(e).(*ir.Get)
	if !ok {
		return false
	}
	if g.Local == c.f.Self && constructs(c.f) {
		return true
	}
	return c.fresh[g.Local] && c.loop[g.Local] == loop
}

// base is the object of a place: looking at a field of it shows it to nobody.
func (c *changes) base(e ir.Expr) {
	if _, ok := bare(e).(*ir.Get); !ok {
		c.expr(e)
	}
}

func (c *changes) expr(e ir.Expr) {
	switch e := e.(type) {
	case *ir.Get:
		delete(c.fresh, e.Local)
	case *ir.FieldRef:
		c.base(e.Base)
	case *ir.AddrOf:
		c.changed(e.Place)
		ir.Each(e, c.expr)
	case *ir.Take:
		c.changed(e.Place)
		ir.Each(e, c.expr)
	case *ir.Call:
		c.call(e)
	default:
		ir.Each(e, c.expr)
	}
}

func (c *changes) call(e *ir.Call) {
	if e.Callee.Addr && !reads(e) {
		c.changed(e.Recv)
	}
	if m := method(e); m != nil && m.Name == "__init__" {
		// Constructors change the object, and are fine where it is new.
		if g, ok := bare(e.Recv).(*ir.Get); ok && (c.fresh[g.Local] || g.Local == c.f.Self && constructs(c.f)) {
			if e.Callee.Kind != ir.Direct || shows(e.Callee.Func) {
				delete(c.fresh, g.Local)
			}
			for _, a := range e.Args {
				c.expr(a)
			}
			return
		}
		for f := range c.fixed {
			delete(c.fixed, f)
		}
	}
	ir.Each(e, c.expr)
}

// changed notes that a place may change.
func (c *changes) changed(e ir.Expr) {
	if f, ok := bare(e).(*ir.FieldRef); ok {
		delete(c.fixed, f.Field)
	}
}

func method(e *ir.Call) *types.Method {
	switch {
	case e.Callee.Kind == ir.Direct:
		return e.Callee.Func.Method
	case e.Callee.Kind == ir.Virtual:
		return e.Callee.Method
	}
	return nil
}

// constructs reports whether the function is a constructor, whose object is new, and which does not show it to anybody.
func constructs(f *ir.Func) bool {
	return f.Method != nil && f.Method.Name == "__init__" && !shows(f)
}

// shows reports whether a method uses its object otherwise than by its fields.
func shows(f *ir.Func) bool {
	found := f.Self != nil && f.Self.Captured
	var expr func(e ir.Expr)
	expr = func(e ir.Expr) {
		switch e := e.(type) {
		case *ir.Get:
			found = found || e.Local == f.Self
		case *ir.FieldRef:
			if !isLocal(e.Base, f.Self) {
				expr(e.Base)
			}
		default:
			ir.Each(e, expr)
		}
	}
	ir.Walk(f.Body, func(s ir.Stmt) bool {
		ir.EachExpr(s, expr)
		return true
	})
	return found
}

// reads reports whether a method that takes the address of its string only reads it.
func reads(e *ir.Call) bool {
	switch e.Callee.Go {
	case ".CStr":
		return true
	case ".Data":
		p, ok := e.T.(*types.Pointer)
		if ok {
			_, ok = p.Elem.(*types.Const)
		}
		return ok
	}
	return false
}
