package check

import (
	"github.com/cyp-lang/cyp/internal/syntax"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// declareExtension declares a `cdef class`: a Python class here, whose name is also a type for variables: an object.
func (c *checker) declareExtension(m *module, sc *scope, s *syntax.CClass) {
	name := s.Name.Name
	if old := sc.lookupHere(name); old != nil && old.kind == symType && old.v != nil {
		return
	}
	v := &typed.Var{Name: name, Kind: typed.GlobalVar, Type: types.PyObject, Module: m.name, Span: s.Name.Span(), PyName: true, Unbound: true, Assigned: true}
	sc.names[name] = &symbol{kind: symType, name: name, span: s.Name.Span(), mod: m, t: types.PyObject, v: v}
	m.out.Globals = append(m.out.Globals, v)
}

// extension checks an extension type as the Python class that it is for Python code: C attributes start at zero or None, C methods are methods.
func (fn *funcCtx) extension(s *syntax.CClass) []typed.Stmt {
	if !s.HasBody {
		return nil
	}
	d := &syntax.ClassDef{Decorators: s.Decorators, Name: s.Name}
	d.Src = s.Span()
	for _, b := range s.Bases {
		d.Args = append(d.Args, syntax.Arg{Loc: syntax.Loc{Src: b.Span()}, Value: b})
	}
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
				d.Body = append(d.Body, m)
			case *syntax.CFuncDef:
				if f := pyMethod(m); f != nil && m.HasBody {
					d.Body = append(d.Body, f)
				}
			case *syntax.CVarDecl:
				d.Body = append(d.Body, fn.attributeDefaults(m)...)
			case *syntax.CBlock:
				add(m.Body)
			case *syntax.Property:
				fn.unsupported(m.Name.Span(), "property blocks").Hint("use the @property decorator")
			default:
				d.Body = append(d.Body, m)
			}
		}
	}
	add(s.Body)
	if hasInit && hasCinit {
		fn.unsupported(s.Name.Span(), "__cinit__ beside __init__")
		return nil
	}
	return fn.classDef(d)
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
