package irbuild

import (
	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// readField reads a field. Through a lock reference it takes the read lock for the access.
func (x *fb) readField(e *typed.Field) ir.Expr {
	return x.locked(e, false, func() ir.Expr { return x.place(e) })
}

// place evaluates the operands of a place. No lock is taken here.
func (x *fb) place(e typed.Expr) ir.Expr {
	old := x.at
	x.at = e.Pos()
	defer func() { x.at = old }()
	if v := x.roots[e]; v != nil {
		return v
	}
	switch e := e.(type) {
	case *typed.VarExpr:
		if a := x.alias[e.Var]; a != nil {
			return a
		}
		return x.varPlace(e.Var)
	case *typed.Field:
		return x.fieldPlace(e)
	case *typed.Index:
		v := x.placeFirst(asPointer(e.X.Type()) == nil, []func() ir.Expr{
			func() ir.Expr { return x.base(e.X) },
			func() ir.Expr { return x.expr(e.I) },
		})
		return &ir.IndexRef{X: x.x(e.Type()), Base: v[0], Index: v[1]}
	case *typed.Deref:
		if isReference(e.X.Type()) {
			return x.place(e.X)
		}
		return &ir.DerefRef{X: x.x(e.Type()), Base: x.expr(e.X)}
	case *typed.Coerce:
		if e.Kind == typed.LoadRef {
			return x.place(e.X)
		}
	case *typed.Call:
		if isReference(e.Type()) {
			return x.referred(e)
		}
	case *typed.Let:
		x.let(e)
		return x.place(e.X)
	}
	return x.expr(e)
}

// base is the array, struct or pointer that a place goes through.
func (x *fb) base(e typed.Expr) ir.Expr {
	if asPointer(e.Type()) != nil {
		return x.expr(e)
	}
	return x.place(e)
}

func (x *fb) fieldPlace(e *typed.Field) ir.Expr {
	f := &ir.FieldRef{X: x.x(e.Type()), Field: e.Field}
	switch {
	case asRef(e.X.Type()) != nil:
		f.Base = x.receiver(e.X)
	default:
		f.Base = x.base(e.X)
	}
	return f
}

// receiver evaluates a class reference that is about to be dereferenced.
func (x *fb) receiver(e typed.Expr) ir.Expr {
	v := x.expr(e)
	x.nullCheck(e, v)
	return v
}

// nullCheck checks a reference where it isn't known not to be null.
func (x *fb) nullCheck(e typed.Expr, v ir.Expr) {
	if x.certain(e) {
		return
	}
	x.emit(&ir.NullCheck{S: x.s(), V: v, Name: x.shown(e)})
}

// certain reports whether a reference cannot be null.
func (x *fb) certain(e typed.Expr) bool {
	if x.roots[e] != nil {
		return true
	}
	switch e := e.(type) {
	case *typed.VarExpr:
		return e.Var.Kind == typed.SelfVar && !x.selfMoves || x.nonNull[e.Var] > 0
	case *typed.Construct:
		return e.New == nil
	case *typed.NewObject:
		return true
	case *typed.Coerce:
		return e.Kind == typed.Upcast && x.certain(e.X)
	case *typed.Consume:
		switch stripCoerce(e.X).(type) {
		case *typed.Construct, *typed.NewObject:
			return x.certain(e.X)
		}
	}
	return false
}

// shown is an expression as a message names it.
func (x *fb) shown(e typed.Expr) string {
	for {
		switch y := e.(type) {
		case *typed.VarExpr:
			// Local variables are shown as they are written: some are hidden ones, as that of a sequence.
			if y.Var.Name != "" && y.Var.Kind != typed.TempVar && y.Var.Kind != typed.LocalVar {
				return y.Var.Name
			}
			return x.text(e.Span())
		case *typed.Coerce:
			if y.Kind == typed.Upcast || y.Kind == typed.Unwrap {
				e = y.X
				continue
			}
		}
		return x.text(e.Span())
	}
}

// text is the source text of a span.
func (x *fb) text(at source.Span) string {
	f := x.b.prog.Set.File(at.Start)
	if f == nil {
		return "reference"
	}
	lo, hi := f.Offset(at.Start), f.Offset(at.End)
	if lo < 0 || hi > len(f.Text) || lo >= hi {
		return "reference"
	}
	return string(f.Text[lo:hi])
}

// address is &X.
func (x *fb) address(e *typed.AddrOf) ir.Expr {
	if f, ok := e.X.(*typed.FuncExpr); ok {
		return x.funcValue(f, plain(e.Type()))
	}
	return x.locked(e.X, false, func() ir.Expr { return x.addrOf(x.place(e.X), e.Type()) })
}

// addrOf is the address of a place.
func (x *fb) addrOf(p ir.Expr, t types.Type) ir.Expr {
	switch p := p.(type) {
	case *ir.DerefRef:
		return x.conv(t, p.Base)
	case *ir.Get:
		p.Local.Captured = true
	case *ir.FieldRef, *ir.IndexRef:
		capturePlace(p)
	case *ir.GlobalRef, *ir.GoExpr:
	default:
		l := x.variable("v", p.Type())
		l.Captured = true
		x.set(l, p)
		return &ir.AddrOf{X: x.x(t), Place: x.get(l)}
	}
	return &ir.AddrOf{X: x.x(t), Place: p}
}

// capturePlace marks the local that a place is part of as having its address taken.
func capturePlace(p ir.Expr) {
	for {
		switch q := p.(type) {
		case *ir.FieldRef:
			if asRef(q.Base.Type()) != nil || asPointer(q.Base.Type()) != nil {
				return
			}
			p = q.Base
		case *ir.IndexRef:
			if asPointer(q.Base.Type()) != nil {
				return
			}
			p = q.Base
		case *ir.Get:
			q.Local.Captured = true
			return
		default:
			return
		}
	}
}

// referred is what a call with a C++ reference result refers to, as a place.
func (x *fb) referred(e *typed.Call) ir.Expr {
	elem := plain(e.Type()).(*types.Reference).Elem
	p := x.reference(e)
	return &ir.DerefRef{X: x.x(elem), Base: p}
}
