// Package textkeys finds the classes whose objects are, as keys of a dictionary, as good as a string in them: their __hash__ is the hash of a
// std::string field, and their __eq__ compares it.
//
//	cdef cypclass Str:
//	    string _str
//	    bint __eq__(self, Str other): return self._str == other._str
//	    size_t __hash__(self): return hash_string()(self._str)
//
// A dictionary then hashes and compares the strings itself. Where moreover no object's string changes once the object may be a key, it keeps short
// strings beside its entries and need not look at the objects.
//
// In: IR after counting. Out: Program.Texts, for gogen.
package textkeys

import (
	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
)

// Run fills in Program.Texts.
func Run(x *ir.Index) {
	t := &ir.Texts{Field: map[*ir.Func]*types.Field{}, Fixed: map[*types.Field]bool{}}
	for _, f := range x.Funcs {
		if f.Method == nil || f.Self == nil {
			continue
		}
		var field *types.Field
		switch f.Method.Name {
		case "__hash__":
			field = hashed(f)
		case "__eq__":
			field = compared(f)
		}
		if field != nil {
			t.Field[f] = field
			t.Fixed[field] = true
		}
	}
	if len(t.Field) == 0 {
		return
	}
	for _, c := range x.Program.Classes {
		if c.Wrapper != nil {
			for _, f := range c.Wrapper.Fields {
				delete(t.Fixed, f) // Python code may set it
			}
		}
	}
	for _, f := range x.Funcs {
		(&changes{f: f, fixed: t.Fixed}).find()
	}
	x.Program.Texts = t
}

// hashed gives the field whose hash the function returns.
func hashed(f *ir.Func) *types.Field {
	r := result(f.Body)
	c, ok := bare(r).(*ir.Call)
	if !ok || c.Callee.Kind != ir.Runtime || c.Callee.Go != "rt.HashString" || len(c.Args) != 1 {
		return nil
	}
	return fieldOf(c.Args[0], f.Self)
}

// compared gives the field that the function compares with that of its argument.
func compared(f *ir.Func) *types.Field {
	if len(f.Params) != 1 {
		return nil
	}
	body := f.Body
	for len(body) > 1 {
		n, ok := body[0].(*ir.NullCheck)
		if !ok || !isLocal(n.V, f.Params[0]) {
			return nil
		}
		body = body[1:]
	}
	c, ok := bare(result(body)).(*ir.Call)
	if !ok || c.Callee.Kind != ir.Runtime || c.Callee.Go != ".Eq" || c.Recv == nil || len(c.Args) != 1 {
		return nil
	}
	a, b := fieldOf(c.Recv, f.Self), fieldOf(c.Args[0], f.Params[0])
	if a == nil {
		a, b = fieldOf(c.Recv, f.Params[0]), fieldOf(c.Args[0], f.Self)
	}
	if a != b {
		return nil
	}
	return a
}

// result is what the one statement of a body returns.
func result(body []ir.Stmt) ir.Expr {
	if len(body) != 1 {
		return nil
	}
	if r, ok := body[0].(*ir.Return); ok && len(r.Drops) == 0 {
		return r.Src
	}
	return nil
}

// bare is an expression without the conversions around it.
func bare(e ir.Expr) ir.Expr {
	for {
		c, ok := e.(*ir.Conv)
		if !ok {
			return e
		}
		e = c.V
	}
}

func isLocal(e ir.Expr, l *ir.Local) bool {
	g, ok := bare(e).(*ir.Get)
	return ok && g.Local == l
}

// fieldOf gives the field that the expression is of the object in a local, if it is a std::string.
func fieldOf(e ir.Expr, l *ir.Local) *types.Field {
	f, ok := e.(*ir.FieldRef)
	if !ok || !isLocal(f.Base, l) {
		return nil
	}
	if c, ok := f.Field.Type.(*types.Cpp); !ok || c.GoType != "rt.String" {
		return nil
	}
	return f.Field
}
