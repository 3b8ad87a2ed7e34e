package check

import (
	"github.com/cyp-lang/cyp/internal/syntax"
	"github.com/cyp-lang/cyp/internal/types"
)

// declareFused declares a fused type: a function that takes one is checked anew for each type that it is called with.
func (c *checker) declareFused(sc *scope, m *module, s *syntax.CFused) {
	y := &symbol{kind: symType, name: s.Name.Name, span: s.Name.Span(), mod: m, t: &types.TypeParam{Name: s.Name.Name}}
	y.resolve = func() {
		for _, t := range s.Types {
			y.fused = append(y.fused, c.typeOf(sc, t))
		}
	}
	sc.names[s.Name.Name] = y
}

// fusedParams finds the fused types of a function's parameters.
func (c *checker) fusedParams(d *funcDecl) bool {
	seen := map[string]bool{}
	for _, p := range d.params {
		t, ok := unconst(p.t).(*types.TypeParam)
		if ptr := asPointer(p.t); ptr != nil {
			t, ok = unconst(ptr.Elem).(*types.TypeParam)
		}
		if ok && !seen[t.Name] {
			seen[t.Name] = true
			d.fused = append(d.fused, t.Name)
		}
	}
	d.special = map[string]*funcDecl{}
	return len(d.fused) > 0
}

// specialise gives the function for the types of the arguments.
func (fn *funcCtx) specialise(d *funcDecl, a args) *funcDecl {
	list, why, at := arrange(d, a)
	if why != "" {
		fn.exprError(codeCall, at, "%s", why)
		return nil
	}
	chosen := map[string]types.Type{}
	key := ""
	for _, name := range d.fused {
		y := d.scope.lookup(name).done()
		var exact, convertible types.Type
		for i, x := range list {
			if i >= len(d.params) || x == nil {
				continue
			}
			p := unconst(d.params[i].t)
			from := unconst(rvalue(x).Type())
			if ptr, ok := p.(*types.Pointer); ok {
				p = unconst(ptr.Elem)
				if fp := pointerOf(fn, from); fp != nil {
					from = unconst(fp.Elem)
				}
			}
			if t, ok := p.(*types.TypeParam); !ok || t.Name != name {
				continue
			}
			for _, t := range y.fused {
				if exact == nil && sameType(t, from) {
					exact = t
				}
			}
			for _, t := range y.fused {
				if convertible != nil {
					break
				}
				t := t
				if isFloat(from) != isFloat(t) && isNumber(from) && isNumber(t) {
					continue
				}
				if fn.quietly(func() {
					if _, ok := fn.tryCoerce(x, t); !ok {
						fn.failed++
					}
				}) {
					convertible = t
				}
			}
			if exact == nil && convertible == nil {
				fn.exprError(codeOverload, x.Pos(), "no suitable method found").Note(y.span, "'%s' is none of the types of '%s'", displayType(x.Type()), name)
				return nil
			}
		}
		if exact == nil {
			exact = convertible
		}
		chosen[name] = exact
		key += exact.String() + ","
	}
	if s := d.special[key]; s != nil {
		return s
	}
	s := &funcDecl{name: d.name, cname: d.cname, mod: d.mod, span: d.span, nameSpan: d.nameSpan, syn: d.syn}
	s.scope = newScope(d.scope, d.mod)
	for name, t := range chosen {
		s.scope.typeAlias(name, t, d.nameSpan).fused = []types.Type{t}
	}
	d.special[key] = s
	if d.syn == nil {
		fn.exprError(codeUndeclared, a.at, "C function '%s' is declared but not defined", d.name).Note(d.nameSpan, "declared here")
		return nil
	}
	fn.resolveFunc(s, d.syn)
	return s
}

// fusedTest decides `Fused is type` (and in, not, and, or over such tests) in a specialised function.
func (fn *funcCtx) fusedTest(x syntax.Expr) (yes, known bool) {
	switch x := x.(type) {
	case *syntax.Paren:
		return fn.fusedTest(x.X)
	case *syntax.Unary:
		if x.Op == "not" {
			yes, known = fn.fusedTest(x.X)
			return !yes, known
		}
	case *syntax.BoolOp:
		a, ok1 := fn.fusedTest(x.X)
		b, ok2 := fn.fusedTest(x.Y)
		if x.Op == "and" {
			return a && b, ok1 && ok2
		}
		return a || b, ok1 && ok2
	case *syntax.Compare:
		if len(x.Ops) != 1 || !fn.isFusedName(x.First) {
			return false, false
		}
		t := fn.asType(fn.scope, x.First)
		switch x.Ops[0].Op {
		case "is", "==", "is not", "!=":
			u := fn.asType(fn.scope, x.Rest[0])
			if u == nil {
				u = objectNamed(fn, x.Rest[0])
			}
			if t == nil || u == nil {
				return false, false
			}
			same := sameType(t, u)
			if op := x.Ops[0].Op; op == "is not" || op == "!=" {
				same = !same
			}
			return same, true
		case "in", "not in":
			y := fn.lookupName(nameOf(x.Rest[0]))
			if y == nil || y.fused == nil {
				return false, false
			}
			in := false
			for _, u := range y.done().fused {
				in = in || sameType(t, u)
			}
			return in == (x.Ops[0].Op == "in"), true
		}
	}
	return false, false
}

func objectNamed(fn *funcCtx, x syntax.Expr) types.Type {
	n := nameOf(x)
	if objectTypes[n] {
		return fn.object(n)
	}
	return basicType(n)
}

func nameOf(x syntax.Expr) string {
	if n, ok := unparen(x).(*syntax.Name); ok {
		return n.Name
	}
	return ""
}

func (fn *funcCtx) isFusedName(x syntax.Expr) bool {
	y := fn.lookupName(nameOf(x))
	return y != nil && y.kind == symType && y.fused != nil
}

// augmented drops what a .pxd says of functions that a .py file defines: such declarations type pure Python code for the reference compiler;
// here the definition is what counts.
func augmented(m *module, body []syntax.Stmt) []syntax.Stmt {
	if !m.res.Python || m.res.Pyx == nil {
		return body
	}
	defs := map[string]bool{}
	for _, s := range m.res.Pyx.Body {
		switch s := s.(type) {
		case *syntax.FuncDef:
			defs[s.Name.Name] = true
		case *syntax.ClassDef:
			defs[s.Name.Name] = true
		}
	}
	var out []syntax.Stmt
	for _, s := range body {
		switch s := s.(type) {
		case *syntax.CFuncDef:
			if defs[s.Decl.Name.Name] {
				continue
			}
		case *syntax.CClass:
			if defs[s.Name.Name] {
				continue
			}
		}
		out = append(out, s)
	}
	return out
}
