package irbuild

import (
	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

func starred(es []typed.Expr) bool {
	for _, e := range es {
		if _, ok := e.(*typed.PyStar); ok {
			return true
		}
	}
	return false
}

// display is a tuple or list display.
func (x *fb) display(maker string, es []typed.Expr) ir.Expr {
	if !starred(es) {
		c := x.simple(maker, types.PyObject, x.operands(es...)...)
		if maker == "py.NewTuple" {
			c.Callee.Pure = true // tuples have no identity to speak of
			for _, a := range c.Args {
				c.Callee.Pure = c.Callee.Pure && literalValue(a)
			}
		}
		return c
	}
	l := x.listOf(es)
	if maker == "py.NewTuple" {
		return x.raising("py.TupleOf", types.PyObject, l)
	}
	return l
}

// literalValue reports whether a value is a literal.
func literalValue(v ir.Expr) bool {
	switch v := v.(type) {
	case *ir.Int, *ir.FloatLit, *ir.Str, *ir.PyConst:
		return true
	case *ir.Call:
		return v.Callee.Pure && (v.Callee.Go == "py.Builtin" || v.Callee.Go == "py.NewTuple")
	}
	return false
}

// listOf builds a list of elements some of which are spread.
func (x *fb) listOf(es []typed.Expr) ir.Expr {
	l := x.save(x.simple("py.NewList", types.PyObject))
	for _, e := range es {
		if s, ok := e.(*typed.PyStar); ok {
			x.do(x.raising("py.ListExtend", types.Void, l, x.expr(s.X)))
			continue
		}
		x.do(x.simple("py.ListAppend", types.Void, l, x.expr(e)))
	}
	return l
}

func (x *fb) setDisplay(e *typed.PySet) ir.Expr {
	if literalKeys(e.Elts) {
		return x.simple("py.NewSet", types.PyObject, x.operands(e.Elts...)...)
	}
	if starred(e.Elts) {
		s := x.save(x.simple("py.NewSet", types.PyObject))
		for _, el := range e.Elts {
			if st, ok := el.(*typed.PyStar); ok {
				x.do(x.raising("py.SetUpdate", types.Void, s, x.expr(st.X)))
				continue
			}
			x.do(x.raising("py.SetAdd", types.Void, s, x.expr(el)))
		}
		return s
	}
	v := x.operands(e.Elts...)
	s := x.save(x.simple("py.NewSet", types.PyObject))
	for _, a := range v {
		x.do(x.raising("py.SetAdd", types.Void, s, a))
	}
	return s
}

func (x *fb) dictDisplay(e *typed.PyDict) ir.Expr {
	if literalKeys(e.Keys) {
		var all []typed.Expr
		for i, k := range e.Keys {
			all = append(all, k, e.Values[i])
		}
		return x.simple("py.NewDict", types.PyObject, x.operands(all...)...)
	}
	d := x.save(x.simple("py.NewDict", types.PyObject))
	for i, k := range e.Keys {
		if absent(k) {
			x.do(x.raising("py.DictUpdate", types.Void, d, x.expr(e.Values[i])))
			continue
		}
		v := x.operands(k, e.Values[i])
		x.do(x.raising("py.DictSet", types.Void, d, v[0], v[1]))
	}
	return d
}

// literalKeys reports whether no key can fail to hash.
func literalKeys(es []typed.Expr) bool {
	for _, e := range es {
		if absent(e) {
			return false
		}
		switch e.(type) {
		case *typed.StrLit, *typed.IntLit, *typed.FloatLit, *typed.BoolLit, *typed.NoneLit:
		default:
			if c, ok := e.(*typed.Coerce); !ok || literal(c) == nil {
				return false
			}
		}
	}
	return true
}

// comprehension fills its collection where it stands.
func (x *fb) comprehension(e *typed.Comp) ir.Expr {
	maker := [...]string{"py.NewList", "py.NewSet", "py.NewDict"}[e.Kind]
	l := x.local(e.Result)
	l.Temp = true
	x.set(l, x.simple(maker, types.PyObject))
	x.comp[e] = l
	x.stmts(e.Body)
	return x.get(l)
}

func (x *fb) compAdd(s *typed.CompAdd) {
	l := x.comp[s.Comp]
	if l == nil {
		x.b.bug(s.At, "element outside its comprehension")
	}
	switch s.Comp.Kind {
	case typed.ListComp:
		x.do(x.simple("py.ListAppend", types.Void, x.get(l), x.expr(s.Value)))
	case typed.SetComp:
		x.do(x.raising("py.SetAdd", types.Void, x.get(l), x.expr(s.Value)))
	default:
		v := x.operands(s.Key, s.Value)
		x.do(x.raising("py.DictSet", types.Void, x.get(l), v[0], v[1]))
	}
}

// fstring joins its parts.
func (x *fb) fstring(e *typed.FString) ir.Expr {
	steps := make([]func() ir.Expr, len(e.Parts))
	for i, p := range e.Parts {
		p := p
		steps[i] = func() ir.Expr {
			switch p := p.(type) {
			case *typed.StrLit:
				return x.str(p.V)
			case *typed.Formatted:
				return x.formatted(p)
			}
			return x.pureOf(x.raising("py.StrOf", goString, x.expr(p)))
		}
	}
	return x.pure("py.Concat", types.PyObject, nil, x.inOrder(steps)...)
}

// formatted is a replacement field, as Go text.
func (x *fb) formatted(e *typed.Formatted) ir.Expr {
	v := x.expr(e.X)
	switch e.Conv {
	case 'r', 's', 'a':
		name := map[byte]string{'r': "py.ReprOf", 's': "py.StrOf", 'a': "py.AsciiOf"}[e.Conv]
		text := x.save(x.raising(name, goString, v))
		if absent(e.Spec) {
			return text
		}
		v = x.pure("py.NewStr", types.PyObject, nil, text)
	}
	if absent(e.Spec) {
		return x.save(x.raising("py.Format", goString, v, x.str("")))
	}
	if s, ok := literalText(e.Spec); ok {
		return x.save(x.raising("py.Format", goString, v, x.str(s)))
	}
	var spec ir.Expr
	v = x.then(v, func() {
		spec = x.save(x.raising("py.StrOf", goString, x.expr(e.Spec)))
	})
	return x.save(x.raising("py.Format", goString, v, spec))
}

// literalText is a text without replacement fields.
func literalText(e typed.Expr) (string, bool) {
	switch e := e.(type) {
	case *typed.StrLit:
		return e.V, true
	case *typed.FString:
		out := ""
		for _, p := range e.Parts {
			s, ok := p.(*typed.StrLit)
			if !ok {
				return "", false
			}
			out += s.V
		}
		return out, true
	}
	return "", false
}
