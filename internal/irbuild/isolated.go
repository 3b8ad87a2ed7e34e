package irbuild

import (
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// isolatedValue reports whether an expression certainly makes an object that nobody else holds, with everything reachable from it: a
// consume of it needs no test.
func (b *builder) isolatedValue(e typed.Expr) bool {
	switch e := e.(type) {
	case *typed.NewObject, *typed.NullLit:
		return true
	case *typed.Consume:
		return true
	case *typed.Coerce:
		return (e.Kind == typed.Upcast || e.Kind == typed.NullTo) && b.isolatedValue(e.X)
	case *typed.Construct:
		return b.isolatedConstruct(e)
	case *typed.Let:
		return b.isolatedValue(e.X)
	}
	return false
}

func (b *builder) isolatedConstruct(e *typed.Construct) bool {
	if e.Class.Go != "" {
		return true
	}
	if e.New != nil || e.Alloc != nil {
		return false
	}
	for _, a := range e.InitArgs {
		if holdsPlain(a.Type()) && !b.isolatedValue(a) {
			return false
		}
		if asPointer(a.Type()) != nil && !isCharPointer(a.Type()) {
			return false
		}
	}
	return e.Init == nil || b.keepsToItself(e.Init)
}

// keepsToItself reports whether an initialiser gives its receiver to nobody and stores in it only what nobody else
// holds: its own arguments, each once, and fresh objects.
func (b *builder) keepsToItself(init *types.Method) bool {
	if known, ok := b.private[init]; ok {
		return known
	}
	b.private[init] = false // a recursive initialiser is not looked into
	f := b.bodies[init]
	if f == nil || f.Self == nil {
		return false
	}
	ok := true
	params := map[*typed.Var]int{}
	for _, p := range f.Params {
		params[p] = 0
	}
	var look func(n any) bool
	look = func(n any) bool {
		switch n := n.(type) {
		case *typed.Field:
			if v, self := n.X.(*typed.VarExpr); self && v.Var == f.Self {
				if holdsPlain(n.Type()) {
					ok = false // read, so that another may hold it
				}
				return false
			}
		case *typed.VarExpr:
			if n.Var == f.Self {
				ok = false
			}
			if holdsPlain(n.Type()) {
				if _, param := params[n.Var]; !param {
					ok = false
				}
				params[n.Var]++
				ok = ok && params[n.Var] == 1
			}
		case *typed.Assign:
			if p, isField := n.Place.(*typed.Field); isField {
				if v, self := p.X.(*typed.VarExpr); self && v.Var == f.Self {
					inspect(n.Value, look)
					return false
				}
				ok = false
			}
		case *typed.Construct:
			ok = ok && b.isolatedConstruct(n)
		case *typed.MethodCall:
			if holdsPlain(n.Type()) || n.Recv != nil && holdsPlain(n.Recv.Type()) {
				ok = false
			}
		case *typed.Call:
			if holdsPlain(n.Type()) {
				ok = false
			}
			for _, a := range n.Args {
				ok = ok && !holdsPlain(a.Type())
			}
		case *typed.Loop, *typed.ForRange, *typed.ForIter, *typed.FuncObj, *typed.GenExp, *typed.AugAssign:
			ok = ok && !mentionsPlain(n)
		case *typed.AddrOf:
			ok = false
		}
		return ok
	}
	inspect(f.Body, look)
	b.private[init] = ok
	return ok
}

// mentionsPlain reports whether code handles references to objects that others may hold.
func mentionsPlain(n any) bool {
	found := false
	first := true
	inspect(n, func(n any) bool {
		if first {
			first = false
			return true
		}
		if e, ok := n.(typed.Expr); ok && e.Type() != nil && holdsPlain(e.Type()) {
			found = true
		}
		return !found
	})
	return found
}
