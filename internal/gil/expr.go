package gil

import (
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// expr checks an expression of code without the GIL. Said: the construct around x is reported already, so what follows from it
// (numbers that become objects, the tuple of arguments) is not reported again.
func (c *checker) expr(x typed.Expr, said bool) {
	c.uses(x)
	typed.Inspect(x, func(x typed.Expr) bool {
		switch x := x.(type) {
		case *typed.Call:
			c.call(x)
		case *typed.PyCall:
			d := c.report(codeCall, x.Pos(), "Calling gil-requiring function not allowed without gil")
			if _, ok := x.Func.(*typed.PyAttr); ok {
				c.expr(x.Func, true)
			}
			c.suggestCall(x, d)
			for _, a := range x.Args {
				c.expr(a.Value, true)
			}
			return false
		case *typed.BuiltinRef, *typed.DynName, *typed.ClassObject, *typed.ModuleExpr:
			c.name(x, said)
		case *typed.VarExpr:
			if v := x.Var; v.Kind == typed.GlobalVar && v.PyName && isObject(v.Type) {
				c.name(x, said)
			}
		case *typed.Coerce:
			return c.coerce(x, said)
		case *typed.Truth:
			if isObject(x.X.Type()) {
				c.once(codeTruth, x.X.Pos(), "Truth-testing Python object not allowed without gil")
				c.expr(x.X, true)
				return false
			}
		case *typed.PyBinary:
			c.operation(x, x.X, x.Y)
			c.operands(x.X, x.Y)
			return false
		case *typed.PyCompare:
			return c.compare(x)
		case *typed.PyUnary:
			c.operation(x)
			c.operands(x.X)
			return false
		case *typed.PyAttr:
			c.once(codeAccess, x.Pos(), "Accessing Python attribute not allowed without gil")
			c.expr(x.X, true)
			return false
		case *typed.PyIndex:
			c.once(codeAccess, x.Pos(), "Indexing Python object not allowed without gil")
			c.operands(x.X, x.I)
			return false
		case *typed.PySlice:
			c.once(codeAccess, x.Pos(), "Slicing Python object not allowed without gil")
			c.operands(x.X, x.Lo, x.Hi, x.Step)
			return false
		case *typed.PyTuple:
			c.tuple(x)
			c.operands(x.Elts...)
			return false
		case *typed.PyList:
			c.display(x, "list")
			c.operands(x.Elts...)
			return false
		case *typed.PySet:
			c.display(x, "set")
			c.operands(x.Elts...)
			return false
		case *typed.PyDict:
			c.display(x, "dict")
			c.operands(x.Keys...)
			c.operands(x.Values...)
			return false
		case *typed.Comp:
			c.display(x, [...]string{"list", "set", "dict"}[x.Kind])
			return false
		case *typed.Seq:
			c.stmts(x.Body)
			c.expr(x.X, said)
			return false
		case *typed.FString:
			return c.fstring(x)
		case *typed.FuncObj:
			c.nested(x.Func)
			c.report(codeFunction, functionPos(x), "Constructing Python function not allowed without gil")
			return false
		case *typed.GenExp:
			c.report(codeFunction, x.Pos(), "Constructing Python function not allowed without gil")
			return false
		case *typed.Yield, *typed.YieldFrom:
			return false // reported as what C functions can't have
		case *typed.Await, *typed.Super:
			c.once(codeOperate, x.Pos(), "Operation not allowed without gil")
		case *typed.PyImport:
			c.once(codeImport, x.Pos(), "Python import not allowed without gil")
		case *typed.AssignExpr:
			if isObject(x.Place.Type()) {
				c.once(codeAssign, x.Place.Pos(), "Assignment of Python object not allowed without gil")
				c.expr(x.Value, true)
				return false
			}
		}
		return true
	})
}

// operands checks the parts of a reported construct.
func (c *checker) operands(xs ...typed.Expr) {
	for _, x := range xs {
		c.expr(x, true)
	}
}

// call checks a call of a C function: it must be declared nogil.
func (c *checker) call(x *typed.Call) {
	if x.Sig == nil || x.Sig.NoGIL || x.Func != nil && x.Func.NoGIL {
		return
	}
	d := c.report(codeCall, x.Pos(), "Calling gil-requiring function not allowed without gil")
	if x.Func != nil && x.Func.Span.IsValid() {
		d.Note(x.Func.Span, "'%s' is declared here without `nogil`", x.Func.Name)
		d.Hint("declare '%s' nogil, or enclose the call in `with gil:`", x.Func.Name)
	}
}

// name checks the use of a Python name.
func (c *checker) name(x typed.Expr, said bool) {
	if !said {
		c.once(codeName, x.Pos(), "Accessing Python global or builtin not allowed without gil")
	}
}

// coerce checks a conversion between the worlds and tells whether its operand is still to be looked at.
func (c *checker) coerce(x *typed.Coerce, said bool) bool {
	switch x.Kind {
	case typed.Wrap:
		c.once(codeCoerce, x.X.Pos(), "Converting to Python object not allowed without gil")
	case typed.ToPy, typed.BintToPy:
		if !said && !literal(x.X) {
			c.once(codeCoerce, x.X.Pos(), "Converting to Python object not allowed without gil")
		}
	case typed.FromPy, typed.Unwrap:
		if _, none := x.X.(*typed.NoneLit); !literal(x.X) || none && number(x.T) {
			if d := c.once(codeCoerce, x.X.Pos(), "Coercion from Python not allowed without the GIL"); d != nil {
				if v, ok := x.X.(*typed.VarExpr); ok && v.Var.Kind == typed.ParamVar && c.fn.Class != nil {
					d.Hint("a parameter without a type holds a Python object: declare it `%s %s`", x.Type(), v.Var.Name)
				}
			}
			if d := c.last(codeCoerce); none && d != nil {
				d.Hint("None is no number: use a value of type '%s'", x.T)
			}
			c.expr(x.X, true)
			return false
		}
	}
	return true
}

// literal reports whether x is a constant, which exists before the program runs.
func literal(x typed.Expr) bool {
	switch x := x.(type) {
	case *typed.IntLit, *typed.FloatLit, *typed.StrLit, *typed.BoolLit, *typed.NoneLit, *typed.NullLit, *typed.ImagLit, *typed.EllipsisLit:
		return true
	case *typed.Coerce:
		return literal(x.X)
	}
	return false
}

// operation reports an operator on objects. Beside an integer literal the reference compiler calls a helper: so its text.
func (c *checker) operation(x typed.Expr, operands ...typed.Expr) {
	for _, o := range operands {
		for {
			k, ok := o.(*typed.Coerce)
			if !ok {
				break
			}
			o = k.X
		}
		if _, ok := o.(*typed.IntLit); ok {
			c.report(codeCall, x.Pos(), "Calling gil-requiring function not allowed without gil")
			return
		}
	}
	c.once(codeOperate, x.Pos(), "Operation not allowed without gil")
}

// compare checks a comparison of objects. A display on the right of `in` is what is reported there.
func (c *checker) compare(x *typed.PyCompare) bool {
	if x.Op == "in" || x.Op == "not in" {
		switch x.Y.(type) {
		case *typed.PyTuple, *typed.PyList, *typed.PySet, *typed.PyDict:
			c.operands(x.Y, x.X)
			return false
		}
	}
	c.operation(x, x.X, x.Y)
	c.operands(x.X, x.Y)
	return false
}

// tuple reports a tuple where its text starts: its parentheses do not belong to it.
func (c *checker) tuple(x *typed.PyTuple) {
	at := x.Pos()
	if len(x.Elts) > 0 && x.Elts[0].Span().IsValid() {
		at = x.Elts[0].Span()
	}
	c.once(codeDisplay, at, "Constructing Python tuple not allowed without gil")
}

func (c *checker) display(x typed.Expr, kind string) {
	c.once(codeDisplay, x.Pos(), "Constructing Python "+kind+" not allowed without gil")
}

// fstring checks a formatted string; one of literal text alone is a constant.
func (c *checker) fstring(x *typed.FString) bool {
	formats := 0
	for _, p := range x.Parts {
		if _, ok := p.(*typed.Formatted); ok {
			formats++
		}
	}
	if formats > 0 && len(x.Parts) > 1 {
		c.once(codeFString, x.Pos(), "String concatenation not allowed without gil")
	}
	for _, p := range x.Parts {
		if f, ok := p.(*typed.Formatted); ok {
			c.once(codeFString, f.Pos(), "String formatting not allowed without gil")
			c.operands(f.X, f.Spec)
		}
	}
	return false
}

// number reports whether t is a C number, which None can't become.
func number(t types.Type) bool {
	b, ok := t.(*types.Basic)
	return ok && (b.Kind == types.IntKind || b.Kind == types.FloatKind || b.Kind == types.BintKind)
}
