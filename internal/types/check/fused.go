package check

import (
	"slices"

	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/syntax"
	"github.com/cyp-lang/cyp/internal/types"
)

// builtinFused are the fused types of the cython module; its complex members are left out.
var builtinFused = map[string][]types.Type{
	"floating": {types.Float, types.Double},
	"integral": {types.Short, types.Int, types.Long},
	"numeric":  {types.Short, types.Int, types.Long, types.Float, types.Double},
}

func (c *checker) builtinFused(name string) *symbol {
	if builtinFused[name] == nil {
		return nil
	}
	if y := c.builtin.names["cython."+name]; y != nil {
		return y
	}
	y := c.fusedSymbol(name)
	y.fused = builtinFused[name]
	c.builtin.names["cython."+name] = y
	return y
}

// fusedSymbol makes the symbol of a fused type. In signatures a type parameter stands for it.
func (c *checker) fusedSymbol(name string) *symbol {
	p := &types.TypeParam{Name: name}
	y := &symbol{kind: symType, name: name, t: p}
	if c.fused == nil {
		c.fused = map[*types.TypeParam]*symbol{}
	}
	c.fused[p] = y
	return y
}

// declareFused declares a fused type: a function that takes one is checked anew for each type that it is called with.
func (c *checker) declareFused(sc *scope, m *module, s *syntax.CFused) {
	y := c.fusedSymbol(s.Name.Name)
	y.span, y.mod = s.Name.Span(), m
	y.resolve = func() {
		for _, e := range s.Types {
			t := c.typeOf(sc, e)
			if p, ok := t.(*types.TypeParam); ok && c.fused[p] != nil { // one fused type in another
				y.fused = append(y.fused, c.fused[p].done().fused...)
				continue
			}
			y.fused = append(y.fused, t)
		}
	}
	sc.names[s.Name.Name] = y
}

// fusedChoice is the type that a fused type is in a specialised function; other types are themselves.
func (s *scope) fusedChoice(t types.Type) types.Type {
	p, ok := t.(*types.TypeParam)
	if !ok {
		return t
	}
	for x := s; x != nil; x = x.parent {
		if u := x.chosen[p]; u != nil {
			return u
		}
	}
	return t
}

// fusedIn finds the fused type in the type of a parameter: itself, or what it points to.
func (c *checker) fusedIn(t types.Type) *symbol {
	t = unconst(t)
	switch k := t.(type) {
	case *types.TypeParam:
		return c.fused[k]
	case *types.Pointer:
		return c.fusedIn(k.Elem)
	case *types.Array:
		return c.fusedIn(k.Elem)
	case *types.Reference:
		return c.fusedIn(k.Elem)
	}
	return nil
}

// fusedParams finds the fused types of a function's parameters.
func (c *checker) fusedParams(d *funcDecl) bool {
	d.fused = nil
	for _, p := range d.params {
		if y := c.fusedIn(p.t); y != nil && !slices.Contains(d.fused, y) {
			d.fused = append(d.fused, y)
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
	var chosen []types.Type
	for _, y := range d.fused {
		y.done()
		var exact, convertible types.Type
		for i, x := range list {
			if i >= len(d.params) || x == nil || fn.fusedIn(d.params[i].t) != y {
				continue
			}
			p := unconst(d.params[i].t)
			from := unconst(rvalue(x).Type())
			for {
				to := pointerOf(fn, p)
				if to == nil {
					break
				}
				p = unconst(to.Elem)
				if fp := pointerOf(fn, from); fp != nil {
					from = unconst(fp.Elem)
				}
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
				e := fn.exprError(codeOverload, x.Pos(), "no suitable method found")
				if y.span.IsValid() {
					e.Note(y.span, "'%s' is none of the types of '%s'", displayType(x.Type()), y.name)
				}
				return nil
			}
		}
		if exact == nil {
			exact = convertible
		}
		if exact == nil { // only defaults: the first
			exact = y.fused[0]
		}
		chosen = append(chosen, exact)
	}
	return fn.specialised(d, chosen, a.at)
}

// specialised gives the function for types of its fused types.
func (c *checker) specialised(d *funcDecl, chosen []types.Type, at source.Span) *funcDecl {
	key := ""
	for _, t := range chosen {
		key += t.String() + ","
	}
	if s := d.special[key]; s != nil {
		return s
	}
	s := &funcDecl{name: d.name, cname: d.cname, mod: d.mod, span: d.span, nameSpan: d.nameSpan, syn: d.syn}
	s.scope = newScope(d.scope, d.mod)
	s.scope.chosen = map[*types.TypeParam]types.Type{}
	for i, t := range chosen {
		s.scope.chosen[d.fused[i].t.(*types.TypeParam)] = t
	}
	d.special[key] = s
	if d.syn == nil {
		c.exprError(codeUndeclared, at, "C function '%s' is declared but not defined", d.name).Note(d.nameSpan, "declared here")
		return nil
	}
	c.resolveFunc(s, d.syn)
	return s
}

// indexedFunc is the function that `f[T]` or `f[T, U]` names: f has fused parameters and the index says what they are.
func (fn *funcCtx) indexedFunc(x *syntax.Subscript) *funcDecl {
	var y *symbol
	switch f := unparen(x.X).(type) {
	case *syntax.Name:
		y = fn.lookupName(f.Name)
	case *syntax.Attribute:
		if m := fn.moduleSymbol(f.X); m != nil && m.kind == symModule {
			y = m.target.scope.lookupIn(f.Name.Name)
		}
	}
	if y == nil || y.done().kind != symFunc || len(y.fn.decls) != 1 || len(y.fn.decls[0].fused) == 0 {
		return nil
	}
	d := y.fn.decls[0]
	list := []syntax.Expr{x.Index}
	if tup, ok := x.Index.(*syntax.Tuple); ok {
		list = tup.Elts
	}
	if len(list) != len(d.fused) {
		fn.exprError(codeTemplate, source.At(x.Lbrack), "%d specialisation types expected for '%s', got %d", len(d.fused), d.name, len(list))
		return nil
	}
	var chosen []types.Type
	for i, e := range list {
		t := fn.asType(fn.scope, e)
		if t == nil {
			t = objectNamed(fn, e)
		}
		ok := false
		for _, u := range d.fused[i].done().fused {
			ok = ok || t != nil && sameType(t, u)
		}
		if !ok {
			fn.exprError(codeTemplate, e.Span(), "'%s' has no such type", d.fused[i].name)
			return nil
		}
		chosen = append(chosen, t)
	}
	return fn.specialised(d, chosen, x.Span())
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
		if len(x.Ops) != 1 || fn.fusedName(x.First) == nil {
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
			y := fn.fusedName(x.Rest[0])
			if y == nil {
				return false, false
			}
			in := false
			for _, u := range y.fused {
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

// fusedName is the fused type that an expression names, or nil.
func (fn *funcCtx) fusedName(x syntax.Expr) *symbol {
	var y *symbol
	switch x := unparen(x).(type) {
	case *syntax.Name:
		y = fn.lookupName(x.Name)
	case *syntax.Attribute:
		switch m := fn.moduleSymbol(x.X); {
		case m == nil:
		case m.kind == symPyModule && m.name == "cython" || m.kind == symModule && m.target.name == "cython":
			y = fn.builtinFused(x.Name.Name)
		case m.kind == symModule:
			y = m.target.scope.lookupIn(x.Name.Name)
		}
	}
	if y == nil || y.done().kind != symType || y.fused == nil {
		return nil
	}
	return y
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
