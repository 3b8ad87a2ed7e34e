package ir

// NullTest recognises a comparison of a local with null; eq tells == from !=.
func NullTest(cond Expr) (l *Local, eq bool) {
	b, ok := cond.(*Binary)
	if !ok || b.Op != "==" && b.Op != "!=" {
		if u, ok := cond.(*Unary); ok && u.Op == "!" {
			l, eq := NullTest(u.V)
			return l, !eq
		}
		return nil, false
	}
	side := b.A
	if _, null := Strip(b.B).(*Null); !null {
		if _, null := Strip(b.A).(*Null); !null {
			return nil, false
		}
		side = b.B
	}
	if g, ok := Strip(side).(*Get); ok {
		return g.Local, b.Op == "=="
	}
	return nil, false
}
