package ir

// kept checks that each place which a Take leaves as it is gets stored to, without dropping what it has, before anything can look at it.
func (c *countVerifier) kept(list []Stmt) {
	flat := flatBlocks(list, nil)
	for i, s := range flat {
		for _, b := range Bodies(s) {
			c.kept(*b)
		}
		var src Expr
		switch s := s.(type) {
		case *Set:
			src = s.Src
		case *Store:
			src = s.Src
		}
		t, ok := src.(*Take)
		if !ok || !t.Kept {
			continue
		}
		if !storedNext(flat[i+1:], ExprString(t.Place)) {
			c.fail(s.Span(), "what is taken from %s stays there", ExprString(t.Place))
		}
	}
}

// storedNext reports whether the first statements that matter store to the place.
func storedNext(list []Stmt, place string) bool {
	for _, s := range list {
		if Raises(s) || len(Bodies(s)) > 0 || Terminates(s) {
			return false
		}
		effect := false
		EachExpr(s, func(e Expr) {
			WalkExpr(e, func(e Expr) bool {
				if k, ok := e.(*Call); ok && !k.Callee.Pure && !sends(k) {
					effect = true
				}
				return true
			})
		})
		if effect {
			return false
		}
		switch s := s.(type) {
		case *Store:
			if ExprString(s.Place) == place {
				return s.Init
			}
		case *Set, *NullCheck, *Do:
		default:
			return false
		}
	}
	return false
}

// sends reports whether a call hands a message over, which nothing on this thread looks at.
func sends(c *Call) bool { return c.Callee.Go == "rt.Send" || c.Callee.Go == "rt.SendLast" }

// flatBlocks lists statements, those of blocks in their places.
func flatBlocks(list, out []Stmt) []Stmt {
	for _, s := range list {
		if b, ok := s.(*Block); ok {
			out = flatBlocks(b.Body, out)
			continue
		}
		out = append(out, s)
	}
	return out
}
