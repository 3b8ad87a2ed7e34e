package ownership

import "github.com/cyp-lang/cyp/internal/types/typed"

// cond evaluates a condition and returns the states in which it holds and in which it does not. A test of a variable for NULL settles
// what the variable holds on either side.
func (a *analysis) cond(x typed.Expr) (yes, no *state) {
	if a.s == nil {
		return nil, nil
	}
	switch x := x.(type) {
	case *typed.Not:
		no, yes = a.cond(x.X)
		return yes, no
	case *typed.BoolOp:
		if x.Left != nil || x.Test != nil {
			break
		}
		yes, no = a.cond(x.X)
		if x.And {
			a.s = yes
			if a.s == nil {
				return nil, no
			}
			y, n := a.cond(x.Y)
			return y, merge(no, n)
		}
		a.s = no
		if a.s == nil {
			return yes, nil
		}
		y, n := a.cond(x.Y)
		return merge(yes, y), n
	case *typed.BoolLit:
		if x.V {
			return a.s, nil
		}
		return nil, a.s
	case *typed.Is:
		v := a.nullTest(x)
		if v == nil {
			break
		}
		null, set := a.split(v)
		if x.Not {
			return set, null
		}
		return null, set
	case *typed.Truth:
		v := tested(x.X)
		a.eval(x.X)
		a.raise()
		if v == nil || !a.local(v) || !holds(v.Type) {
			return a.s, a.s.clone()
		}
		null, set := a.split(v)
		return set, null
	default:
		a.eval(x)
		return a.s, a.s.clone()
	}
	a.logic(x)
	return a.s, a.s.clone()
}

// nullTest evaluates both sides of an identity test and returns the variable that it compares with NULL.
func (a *analysis) nullTest(x *typed.Is) *typed.Var {
	side, other := x.X, x.Y
	if isNull(side) {
		side, other = other, side
	}
	v := tested(side)
	if v == nil || !isNull(other) || !a.local(v) || !holds(v.Type) {
		return nil
	}
	a.eval(side)
	if a.s == nil {
		return nil
	}
	return v
}

func isNull(x typed.Expr) bool {
	switch x := x.(type) {
	case *typed.NullLit:
		return true
	case *typed.NoneLit:
		return true
	case *typed.Coerce:
		return isNull(x.X)
	}
	return false
}

// split returns the states in which v is NULL and is not.
func (a *analysis) split(v *typed.Var) (null, set *state) {
	key := a.key(v)
	null, set = a.s, a.s.clone()
	null.of[key] = none
	null.vars[key].same, null.vars[key].sure = 0, false
	set.vars[key].gone = 0
	set.vars[key].sure = true
	return null, set
}

// logic evaluates a test, or `and` and `or` as values.
func (a *analysis) logic(x typed.Expr) value {
	switch x := x.(type) {
	case *typed.Not:
		yes, no := a.cond(x.X)
		a.s = merge(yes, no)
	case *typed.Truth:
		a.eval(x.X)
		a.raise()
	case *typed.Is:
		v := a.eval(x.X)
		if a.s == nil {
			return value{}
		}
		a.s.push(v.g)
		a.eval(x.Y)
		if a.s != nil {
			a.s.pop()
		}
	case *typed.BoolOp:
		if x.Left == nil {
			yes, no := a.cond(x)
			a.s = merge(yes, no)
			return value{}
		}
		v := a.eval(x.X)
		a.set(x.Left, v, x.At)
		if a.s == nil {
			return value{}
		}
		yes, no := a.cond(x.Test)
		left := &typed.VarExpr{E: typed.E{T: x.X.Type(), At: x.X.Span()}, Var: x.Left}
		if x.And {
			v = a.either(x, yes, x.Y, no, left)
		} else {
			v = a.either(x, yes, left, no, x.Y)
		}
		if a.s != nil {
			a.unset(x.Left)
		}
		return v
	}
	return value{}
}
