package gil

import (
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

func (c *checker) stmts(ss []typed.Stmt) {
	for _, s := range ss {
		c.stmt(s)
	}
}

// stmt checks a statement and what is inside it.
func (c *checker) stmt(s typed.Stmt) {
	c.flush()
	clear(c.said)
	if c.held {
		c.heldStmt(s)
		return
	}
	switch s := s.(type) {
	case *typed.ExprStmt:
		c.expr(s.X, false)
	case *typed.Assign:
		if f, ok := s.Value.(*typed.FuncObj); ok {
			c.nested(f.Func)
			c.report(codeFunction, functionPos(f), "Constructing Python function not allowed without gil")
			c.taint(s.Place)
			return
		}
		if i, ok := s.Value.(*typed.PyImport); ok {
			c.taint(s.Place)
			c.report(codeImport, pos(i, s), "Python import not allowed without gil")
			return
		}
		c.target(s.Place)
		c.suggestContainer(s.Place, s.Value)
		c.expr(s.Value, isObject(s.Place.Type()))
	case *typed.AugAssign:
		c.target(s.Place)
		c.expr(s.Value, false)
	case *typed.Unpack:
		c.report(codeIterate, pos(s.X, s), "Iterating over Python object not allowed without gil")
		c.expr(s.X, true)
	case *typed.Del:
		c.del(s)
	case *typed.Return:
		if s.X != nil && isObject(s.X.Type()) && !c.object {
			c.report(codeReturn, s.At, "Returning Python object not allowed without gil")
		}
		c.expr(s.X, true)
	case *typed.Raise:
		c.report(codeRaise, s.At, "Raising exception not allowed without gil")
	case *typed.Assert:
		c.report(codeRaise, s.At, "Raising exception not allowed without gil")
	case *typed.Try:
		c.try(s)
	case *typed.ForRange:
		c.forRange(s)
	case *typed.ForIter:
		c.forIter(s)
	case *typed.If:
		c.expr(s.Cond, false)
		c.stmts(s.Then)
		c.stmts(s.Else)
	case *typed.Loop:
		c.expr(s.Cond, false)
		c.stmts(s.Body)
		c.stmts(s.Post)
		c.stmts(s.Else)
	case *typed.With:
		if s.Group {
			c.expr(s.X, false)
			c.stmts(s.Body)
			break
		}
		c.report(codeOperate, pos(s.X, s), "Operation not allowed without gil")
		c.stmts(s.Body)
	case *typed.WithGIL:
		c.withGIL(s)
	case *typed.WithLock:
		c.expr(s.X, false)
		c.stmts(s.Body)
	case *typed.CompAdd:
		c.expr(s.Key, true)
		c.expr(s.Value, true)
	case *typed.ClassStmt:
		c.report(codeFunction, s.At, "Constructing Python class not allowed without gil")
		c.nested(s.Body)
	case *typed.ImportStar:
		c.report(codeImport, s.At, "Python import not allowed without gil")
	case *typed.InitModule:
		c.report(codeImport, s.At, "Python import not allowed without gil")
	case *typed.Block:
		c.stmts(s.Body)
	}
}

// heldStmt checks a statement that runs with the GIL: only blocks that release it and inner functions matter.
func (c *checker) heldStmt(s typed.Stmt) {
	switch s := s.(type) {
	case *typed.WithGIL:
		c.withGIL(s)
		return
	case *typed.ClassStmt:
		c.nested(s.Body)
		return
	case *typed.Assign:
		if f, ok := s.Value.(*typed.FuncObj); ok {
			c.nested(f.Func)
			return
		}
	}
	for _, list := range blocks(s) {
		c.stmts(list)
	}
}

// nested checks an inner function, which runs with the GIL whatever is around its definition.
func (c *checker) nested(f *typed.Func) { c.function(f) }

// withGIL checks a block that takes or releases the GIL. Nesting is checked in functions that start with the GIL, and not in others (spec 9.2).
func (c *checker) withGIL(s *typed.WithGIL) {
	starts := !c.fn.NoGIL || c.fn.WithGIL
	switch {
	case !starts:
	case s.NoGIL && !c.held:
		c.report(codeRelease, s.At, "Trying to release the GIL while it was previously released.")
	case !s.NoGIL && c.held:
		d := c.report(codeAcquire, s.At, "Trying to acquire the GIL while it is already held.")
		switch {
		case c.fn.WithGIL:
			d.Note(c.fn.Span, "'%s' is declared `with gil`: its whole body holds the GIL", c.fn.Name)
		case c.fn.Span.IsValid() && c.fn.Kind == typed.CdefFunc:
			d.Note(c.fn.Span, "'%s' is not declared nogil: it runs with the GIL", c.fn.Name)
		}
		d.Hint("remove the `with gil:`")
	}
	held, why := c.held, c.why
	c.held, c.why = !s.NoGIL, source.Span{}
	if s.NoGIL {
		c.why = s.At
	}
	c.stmts(s.Body)
	c.held, c.why = held, why
}

// target checks the place of an assignment.
func (c *checker) target(place typed.Expr) {
	if isObject(place.Type()) {
		c.uses(place)
		c.once(codeAssign, place.Pos(), "Assignment of Python object not allowed without gil")
		c.taint(place)
		return
	}
	c.expr(place, false)
}

func (c *checker) del(s *typed.Del) {
	switch s.Place.(type) {
	case *typed.PyAttr, *typed.PyIndex, *typed.PySlice, *typed.DynName:
		c.report(codeDelete, s.At, "Deleting Python object not allowed without gil")
	default:
		if isObject(s.Place.Type()) {
			c.report(codeDelete, s.At, "Deleting Python object not allowed without gil")
			return
		}
		c.expr(s.Place, false)
	}
}

func (c *checker) try(s *typed.Try) {
	if len(s.Handlers) > 0 {
		c.report(codeTry, s.At, "Try-except statement not allowed without gil")
	}
	c.stmts(s.Body)
	for _, h := range s.Handlers {
		c.stmts(h.Body)
	}
	c.stmts(s.Else)
	c.stmts(s.Finally)
}

// forRange checks a counting loop. Its body starts with the assignment to the user's variable: an object there is an error of the loop.
func (c *checker) forRange(s *typed.ForRange) {
	c.expr(s.Lo, false)
	c.expr(s.Hi, false)
	c.expr(s.Step, false)
	c.expr(s.Threads, false)
	c.expr(s.Chunk, false)
	body := s.Body
	if isObject(s.Var.Type) {
		c.report(codeIterate, s.At, "For-loop using object bounds or target not allowed without gil")
	} else if a := loopTarget(body, s.Var); a != nil && isObject(a.Place.Type()) {
		c.report(codeIterate, s.At, "For-loop using object bounds or target not allowed without gil")
		c.taint(a.Place)
		body = body[1:]
	}
	c.stmts(body)
	c.stmts(s.Else)
}

// forIter checks a loop over a container or an object.
func (c *checker) forIter(s *typed.ForIter) {
	body := s.Body
	if s.Kind == typed.IterPy || isObject(s.X.Type()) {
		c.report(codeIterate, pos(s.X, s), "Iterating over Python object not allowed without gil")
		c.expr(s.X, true)
		for a := loopTarget(body, s.Elem); a != nil; a = loopTarget(body, s.Elem) {
			c.taint(a.Place)
			body = body[1:]
		}
	} else {
		c.expr(s.X, false)
	}
	c.stmts(body)
	c.stmts(s.Else)
}

// loopTarget returns the first statement of a loop body if it moves the loop's element v into the user's variable.
func loopTarget(body []typed.Stmt, v *typed.Var) *typed.Assign {
	if len(body) == 0 {
		return nil
	}
	a, ok := body[0].(*typed.Assign)
	if !ok {
		return nil
	}
	x := a.Value
	for {
		switch y := x.(type) {
		case *typed.Coerce:
			x = y.X
			continue
		case *typed.VarExpr:
			if y.Var == v {
				return a
			}
		}
		return nil
	}
}

// pos is where an error of x points, or the statement where x has no place of its own.
func pos(x typed.Expr, s typed.Stmt) source.Span {
	if x != nil && x.Pos().IsValid() {
		return x.Pos()
	}
	return s.Span()
}

func functionPos(f *typed.FuncObj) source.Span {
	if f.Func != nil && f.Func.Kind == typed.DefFunc && f.Func.Span.IsValid() {
		return f.Func.Span
	}
	return f.Pos()
}
