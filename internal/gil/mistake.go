package gil

import (
	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// mistakes gathers what is found in a function, so that a slip is reported once: of what a statement does wrong, the first in the
// order of rank; of a variable that holds a Python object, where it gets it.
type mistakes struct {
	pending []*diag.Diagnostic  // of the current statement
	count   int                 // reported in the function
	at      place               // of the last one
	tainted map[*typed.Var]bool // variables that are reported to hold an object
	mention bool                // the statement uses one of them
	object  bool                // that the function returns an object is reported
}

// place is a line of a file.
type place struct {
	file string
	line int
}

func (c *checker) place(at source.Span) place {
	p := c.set.Position(at.Start)
	return place{p.File, p.Line}
}

// rank orders what a statement does wrong: what it is for comes before what it needs on the way.
var rank = map[diag.Code]int{
	codeAssign: 1, codeReturn: 2, codeImport: 3, codeRaise: 4, codeTry: 5, codeFunction: 6, codeDelete: 7, codeIterate: 8, codeDisplay: 9,
	codeFString: 10, codeCall: 11, codeAccess: 12, codeOperate: 13, codeTruth: 14, codeName: 15, codeLocals: 16, codeCoerce: 17,
}

// flush reports one of what was found in the statement that ends.
func (c *checker) flush() {
	var first *diag.Diagnostic
	for _, d := range c.pending {
		if first == nil || rank[d.Code] < rank[first.Code] {
			first = d
		}
	}
	mention := c.mistakes.mention
	c.pending, c.mistakes.mention = nil, false
	if first == nil || mention {
		return
	}
	at := c.place(first.Span)
	if c.wrong[at] || at == c.at {
		return // it follows from another error, or from another part of a statement that is taken apart
	}
	c.count, c.at = c.count+1, at
	c.diags.Add(first)
}

// taint notes that a variable is reported to hold an object: what follows from it is no new mistake.
func (c *checker) taint(place typed.Expr) {
	v, ok := place.(*typed.VarExpr)
	if !ok || v.Var.Kind != typed.LocalVar {
		return
	}
	if c.tainted == nil {
		c.tainted = map[*typed.Var]bool{}
	}
	c.tainted[v.Var] = true
}

// uses notes whether x uses a variable that is reported.
func (c *checker) uses(x typed.Expr) {
	if len(c.tainted) == 0 || c.mistakes.mention || x == nil {
		return
	}
	typed.Inspect(x, func(x typed.Expr) bool {
		if v, ok := x.(*typed.VarExpr); ok && c.tainted[v.Var] {
			c.mistakes.mention = true
		}
		return !c.mistakes.mention
	})
}

// last is the newest of the current statement with a code, nil if there is none.
func (c *checker) last(code diag.Code) *diag.Diagnostic {
	for i := len(c.pending) - 1; i >= 0; i-- {
		if c.pending[i].Code == code {
			return c.pending[i]
		}
	}
	return nil
}

// suggestContainer says what takes the place of a list, dict or set that is assigned to a variable.
func (c *checker) suggestContainer(place, value typed.Expr) {
	d := c.last(codeAssign)
	if d == nil {
		return
	}
	for {
		k, ok := value.(*typed.Coerce)
		if !ok {
			break
		}
		value = k.X
	}
	kind := ""
	switch x := value.(type) {
	case *typed.PyList:
		kind = "list"
	case *typed.PyDict:
		kind = "dict"
	case *typed.PySet:
		kind = "set"
	case *typed.Comp:
		kind = [...]string{"list", "set", "dict"}[x.Kind]
	default:
		return
	}
	name := "x"
	if v, ok := place.(*typed.VarExpr); ok {
		name = v.Var.Name
	}
	decl := map[string]string{"list": "cyplist[int]", "set": "cypset[int]", "dict": "cypdict[int, int]"}
	d.Hint("a container of libcythonplus.%s needs no GIL: declare `cdef %s %s`, or enclose it in `with gil:`", kind, decl[kind], name)
}

// suggestCall says what takes the place of a call that needs the GIL: a call of super, and len of an object without a length.
func (c *checker) suggestCall(x *typed.PyCall, d *diag.Diagnostic) {
	if a, ok := x.Func.(*typed.PyAttr); ok {
		if s, ok := a.X.(*typed.PyCall); ok && builtin(s, "super") && c.fn.Class != nil && len(c.fn.Class.Bases) > 0 {
			d.Hint("call the method of the base by its class: `%s.%s(self, …)`", c.fn.Class.Bases[0].Name, a.Name)
		}
	}
	if builtin(x, "len") && len(x.Args) == 1 {
		if w, ok := x.Args[0].Value.(*typed.Coerce); ok && w.Kind == typed.Wrap {
			if r, ok := w.X.Type().(*types.Ref); ok {
				d.Hint("give '%s' a method `int __len__(self)`", r.Class.Name)
			}
		}
	}
}

// builtin reports whether x calls a builtin function.
func builtin(x *typed.PyCall, name string) bool {
	b, ok := x.Func.(*typed.BuiltinRef)
	return ok && b.Name == name
}
