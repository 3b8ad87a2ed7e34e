package irbuild

import (
	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// consume takes an object out of a place, after the run-time test of spec 4 where the checker has not proved it.
func (x *fb) consume(e *typed.Consume) ir.Expr {
	inner, down := consumed(e.X)
	place := isPlace(inner)
	if !place {
		v := x.expr(e.X)
		if !e.Proved && !x.isolatedAlready(e.X) {
			v = x.counted(v)
		}
		x.test(e, v)
		return x.retype(v, e.Type())
	}
	if root := rootOf(inner); root != nil && x.roots[root] == nil && !x.holds(root, true) {
		return x.lockedRoot(root, inner, true, func() ir.Expr { return x.takeOut(e, inner, down) })
	}
	return x.takeOut(e, inner, down)
}

// counted is a value that the test sees with a count of its own: an element of a container is held by the container too (spec 4.2).
func (x *fb) counted(v ir.Expr) ir.Expr {
	if g, ok := v.(*ir.Get); ok && g.Local.Temp {
		return v
	}
	v = x.save(v)
	v.(*ir.Get).Local.Observed = true
	return v
}

// consumed strips the casts that keep the object: the place is consumed, whatever type it is seen by. down reports a dynamic cast among them.
func consumed(e typed.Expr) (place typed.Expr, down bool) {
	for {
		c, ok := e.(*typed.Coerce)
		if !ok || c.Kind != typed.Upcast && c.Kind != typed.Downcast {
			return e, down
		}
		down = down || c.Kind == typed.Downcast
		e = c.X
	}
}

func isPlace(e typed.Expr) bool {
	switch e := e.(type) {
	case *typed.VarExpr:
		return true
	case *typed.Field, *typed.Deref:
		return asRef(e.Type()) != nil
	case *typed.Index:
		return asRef(e.Type()) != nil
	}
	return false
}

func (x *fb) takeOut(e *typed.Consume, inner typed.Expr, down bool) ir.Expr {
	p := x.place(inner)
	if down {
		return x.takeDown(e, inner, p)
	}
	x.test(e, p)
	v := x.take(p, e.Type())
	if shares(asRef(inner.Type()).Qual) && !e.Proved {
		// Nobody else holds it: its counts need not be atomic any more.
		v = x.pureOf(v)
		c := x.simple(".Confine", types.Void)
		c.Recv = x.header(v)
		x.do(c)
	}
	return v
}

// take reads a place and leaves null behind; the count moves to the result.
func (x *fb) take(p ir.Expr, t types.Type) ir.Expr {
	t = plain(t)
	r, own := asRef(t), asRef(p.Type())
	same := r != nil && own != nil && r.Class == own.Class
	at := p.Type()
	if same {
		at = t
	}
	var v ir.Expr
	switch p := p.(type) {
	case *ir.Get:
		if p.Local.Temp || p.Local.Param && p.Local == x.f.Self {
			return x.conv(t, p)
		}
		v = &ir.Get{X: x.x(at), Local: p.Local, Move: true}
	default:
		v = &ir.Take{X: x.x(at), Place: p}
	}
	if same {
		return v
	}
	return x.conv(t, x.save(v))
}

// takeDown consumes through a dynamic cast: where the object is not of the class, the place keeps it and the result is null.
func (x *fb) takeDown(e *typed.Consume, inner typed.Expr, p ir.Expr) ir.Expr {
	t := plain(e.Type())
	is := x.pure("isinstance", types.Bint, asRef(t).Class, p)
	out := x.temp(t)
	then := x.list(func() {
		x.test(e, p)
		v := x.save(x.take(p, p.Type()))
		x.set(out, x.pure("cast", t, asRef(t).Class, v))
	})
	x.emit(&ir.If{S: x.s(), Cond: is, Then: then, Else: []ir.Stmt{&ir.Set{S: x.s(), Dst: out, Src: x.null(t)}}})
	return x.get(out)
}

// test raises unless the object that v holds is isolated.
func (x *fb) test(e *typed.Consume, v ir.Expr) {
	if e.Proved || x.isolatedAlready(e.X) {
		return
	}
	inner, _ := consumed(e.X)
	var ok ir.Expr
	if c, cast := inner.(*typed.Coerce); cast && c.Kind == typed.VoidToClass {
		// A pointer holds no count: the operand takes one beside those of others, so it is never isolated.
		ok = x.binary("==", types.Bint, v, x.null(v.Type()))
	} else {
		ok = x.isolationTest(inner, v)
	}
	fail := x.list(func() {
		err := x.save(x.simple("rt.NotIsolated", ir.ErrType))
		x.emit(&ir.Raise{S: x.s(), Err: err})
	})
	x.emit(&ir.If{S: x.s(), Cond: x.not(ok), Then: fail})
}

// isolationTest looks whether others hold the object.
func (x *fb) isolationTest(inner typed.Expr, v ir.Expr) ir.Expr {
	var ok ir.Expr
	switch asRef(inner.Type()).Qual {
	case types.Active:
		ok = x.save(x.effect("rt.UniqueActor", types.Bint, x.header(v)))
	case types.Lock, types.Locked:
		ok = x.save(x.simple("rt.Unique", types.Bint, x.header(v)))
	default:
		ok = x.save(x.effect("rt.Isolated", types.Bint, x.header(v)))
		x.keepObjects()
	}
	return ok
}

// isolatedAlready reports whether the type or the form of an operand says that it is isolated.
func (x *fb) isolatedAlready(e typed.Expr) bool {
	inner, _ := consumed(e)
	r := asRef(inner.Type())
	return r.Qual == types.Iso || r.Qual == types.IsoTemp || x.b.isolatedValue(inner)
}

// retype gives a class value another reference type.
func (x *fb) retype(v ir.Expr, t types.Type) ir.Expr { return x.conv(t, v) }
