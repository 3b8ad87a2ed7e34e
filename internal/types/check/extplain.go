package check

import (
	"github.com/cyp-lang/cyp/internal/syntax"
)

// plainExtension makes a `cdef class` that is no extension type the Python class that it is for Python code: C attributes start at zero or
// None, C methods are methods.
func (fn *funcCtx) plainExtension(s *syntax.CClass, d *syntax.ClassDef) bool {
	hasInit, hasCinit := false, false
	var add func(body []syntax.Stmt)
	add = func(body []syntax.Stmt) {
		for _, m := range body {
			switch m := m.(type) {
			case *syntax.FuncDef:
				hasInit = hasInit || m.Name.Name == "__init__"
				if m.Name.Name == "__cinit__" {
					hasCinit = true
					f := *m
					f.Name.Name = "__init__"
					d.Body = append(d.Body, &f)
					continue
				}
				addSpecial(d, m)
			case *syntax.CFuncDef:
				if f := pyMethod(m); f != nil && m.HasBody {
					d.Body = append(d.Body, f)
				}
			case *syntax.CVarDecl:
				d.Body = append(d.Body, fn.attributeDefaults(m)...)
			case *syntax.CBlock:
				add(m.Body)
			case *syntax.Property:
				addProperty(d, m, func(f *syntax.FuncDef) *syntax.FuncDef { return f })
			default:
				d.Body = append(d.Body, m)
			}
		}
	}
	add(s.Body)
	if hasInit && hasCinit {
		fn.unsupported(s.Name.Span(), "__cinit__ beside __init__ in a class that derives from a class of Python")
		return false
	}
	return true
}

// pyMethod is a C method as a def.
func pyMethod(m *syntax.CFuncDef) *syntax.FuncDef {
	ft, _ := functionStep(m.Decl)
	if ft == nil {
		return nil
	}
	f := &syntax.FuncDef{Name: m.Decl.Name, Params: ft.Params, Lparen: ft.Lparen, Body: m.Body, Decorators: m.Decorators}
	f.Src = m.Span()
	return f
}

// attributeDefaults sets the C attributes of an extension type to what they start as.
func (fn *funcCtx) attributeDefaults(d *syntax.CVarDecl) []syntax.Stmt {
	var out []syntax.Stmt
	for _, x := range d.Decls {
		t := fn.typeOf(fn.scope, x.Type)
		var v syntax.Expr
		switch {
		case isBint(t):
			k := &syntax.Constant{Kind: syntax.False}
			k.Src = x.Name.Span()
			v = k
		case isFloat(t):
			k := &syntax.Number{Text: "0.0"}
			k.Src = x.Name.Span()
			v = k
		case isNumber(t):
			k := &syntax.Number{Text: "0"}
			k.Src = x.Name.Span()
			v = k
		case isObject(t):
			k := &syntax.Constant{Kind: syntax.None}
			k.Src = x.Name.Span()
			v = k
		default:
			if !isInvalid(t) {
				fn.unsupported(x.Name.Span(), "attributes of C type '"+t.String()+"' in extension types")
			}
			continue
		}
		n := &syntax.Name{Name: x.Name.Name}
		n.Src = x.Name.Span()
		a := &syntax.Assign{Targets: []syntax.Expr{n}, Value: v}
		a.Src = x.Name.Span()
		out = append(out, a)
	}
	return out
}
