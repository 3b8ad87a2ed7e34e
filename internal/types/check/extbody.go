package check

import (
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/syntax"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// extBody makes the body of the Python class that an extension type is for Python code.
type extBody struct {
	fn     *funcCtx
	info   *extInfo
	class  *syntax.ClassDef
	at     source.Span
	dict   bool // objects have a dictionary: `cdef dict __dict__`
	noArgs bool // __cinit__ takes only the object
}

func (b *extBody) add(s syntax.Stmt) { b.class.Body = append(b.class.Body, s) }

func (b *extBody) members(body []syntax.Stmt) {
	b.body(body)
	if !b.dict {
		slots := &syntax.Tuple{}
		slots.Src = b.at
		b.add(assignment("__slots__", slots, b.at))
	}
}

func (b *extBody) body(body []syntax.Stmt) {
	for _, m := range body {
		switch m := m.(type) {
		case *syntax.FuncDef:
			f := b.method(m)
			if f.Name.Name == "__cinit__" {
				b.noArgs = f.Params == nil || len(f.Params.List) <= 1
			}
			addSpecial(b.class, f)
		case *syntax.CFuncDef:
			if m.HasBody && m.Mods.Keyword == "cpdef" {
				if f := b.wrapper(m); f != nil {
					b.add(f)
				}
			}
		case *syntax.CVarDecl:
			for _, d := range m.Decls {
				switch {
				case d.Name.Name == "__dict__":
					b.dict = true
				case m.Mods.Public || m.Mods.Readonly:
					b.property(d.Name, m.Mods.Public)
				}
			}
		case *syntax.CBlock:
			b.body(m.Body)
		case *syntax.Property:
			addProperty(b.class, m, b.method)
		default:
			b.add(m)
		}
	}
}

// method is a def method whose first parameter has the extension type.
func (b *extBody) method(m *syntax.FuncDef) *syntax.FuncDef {
	for _, d := range m.Decorators {
		if name := decoratorName(d); name == "staticmethod" || name == "classmethod" {
			return m
		}
	}
	if m.Params == nil || len(m.Params.List) == 0 || m.Params.List[0].Type != nil || m.Params.List[0].Annotation != nil || m.Name.Name == "__new__" {
		return m
	}
	if k := m.Params.List[0].Kind; k != syntax.Positional && k != syntax.PosOnly {
		return m
	}
	f, ps, p := *m, *m.Params, *m.Params.List[0]
	p.Type = typeNamed(b.info.name, p.Name.Span())
	ps.List = append([]*syntax.Param{&p}, ps.List[1:]...)
	f.Params = &ps
	return &f
}

// addSpecial adds a def method to a class, and what Cython's own special methods are in Python: __nonzero__ is __bool__, __richcmp__ the six
// comparisons.
func addSpecial(class *syntax.ClassDef, f *syntax.FuncDef) {
	at := f.Name.Span()
	switch f.Name.Name {
	case "__nonzero__":
		g := *f
		g.Name.Name = "__bool__"
		f = &g
	case "__richcmp__":
		param := func(name string) *syntax.Param {
			p := &syntax.Param{Name: syntax.Ident{Loc: syntax.Loc{Src: at}, Name: name}}
			p.Src = at
			return p
		}
		for i, name := range []string{"__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"} {
			method := &syntax.Attribute{X: nameAt("self", at), Name: f.Name}
			method.Src = at
			op := &syntax.Number{Text: itoa(i)}
			op.Src = at
			call := &syntax.Call{Func: method, Lparen: at.Start}
			call.Src = at
			for _, x := range []syntax.Expr{nameAt("other", at), op} {
				call.Args = append(call.Args, syntax.Arg{Loc: syntax.Loc{Src: at}, Value: x})
			}
			ret := &syntax.Return{X: call}
			ret.Src = at
			c := &syntax.FuncDef{Name: syntax.Ident{Loc: syntax.Loc{Src: at}, Name: name}, Lparen: at.Start, Body: []syntax.Stmt{ret},
				Params: &syntax.Params{List: []*syntax.Param{param("self"), param("other")}}}
			c.Src = at
			class.Body = append(class.Body, c)
		}
	}
	class.Body = append(class.Body, f)
}

// wrapper is the Python side of a cpdef method: it calls the C method of this class.
func (b *extBody) wrapper(m *syntax.CFuncDef) *syntax.FuncDef {
	f := pyMethod(m)
	if f == nil || f.Params == nil {
		return f
	}
	at := m.Decl.Name.Span()
	of := &syntax.Attribute{X: nameAt(b.info.name, at), Name: m.Decl.Name}
	of.Src = at
	call := &syntax.Call{Func: of, Lparen: at.Start}
	call.Src = at
	ps := *f.Params
	ps.List = append([]*syntax.Param(nil), ps.List...)
	static := false
	for _, d := range m.Decorators {
		static = static || decoratorName(d) == "staticmethod"
	}
	for i, p := range ps.List {
		q := *p
		q.Type = nil
		if _, name := b.fn.paramType(b.info.scope, p); name != "" && p.Type != nil {
			q.Name.Name = name
		}
		if i == 0 && !static {
			q.Type = typeNamed(b.info.name, at)
		}
		ps.List[i] = &q
		call.Args = append(call.Args, syntax.Arg{Loc: syntax.Loc{Src: at}, Value: nameAt(q.Name.Name, at)})
	}
	f.Params = &ps
	ret := &syntax.Return{X: call}
	ret.Src = at
	body := []syntax.Stmt{ret}
	if len(m.Body) > 0 {
		if e, ok := m.Body[0].(*syntax.ExprStmt); ok {
			if _, ok := e.X.(*syntax.String); ok {
				body = []syntax.Stmt{e, ret}
			}
		}
	}
	f.Body = body
	return f
}

// property makes a public or readonly C attribute one of Python.
func (b *extBody) property(id syntax.Ident, public bool) {
	at := id.Span()
	f, _ := b.info.ext.Field(id.Name)
	if f == nil {
		return // reported
	}
	if _, ok := b.fn.toObject(&typed.NullLit{E: typed.E{T: f.Type, At: at}}, types.PyObject); !ok {
		b.fn.declError(codeConvert, at, "C attribute of type '%s' cannot be accessed from Python", f.Type).
			Hint("leave out `public` or `readonly`, and give Python what it needs in a property")
		return
	}
	self := &syntax.Param{Name: syntax.Ident{Loc: syntax.Loc{Src: at}, Name: "self"}, Type: typeNamed(b.info.name, at)}
	self.Src = at
	field := func() syntax.Expr {
		x := &syntax.Attribute{X: nameAt("self", at), Name: id}
		x.Src = at
		return x
	}
	get := &syntax.Return{X: field()}
	get.Src = at
	fns := []syntax.Expr{b.accessor("get "+id.Name, []*syntax.Param{self}, get, at)}
	if public {
		value := &syntax.Param{Name: syntax.Ident{Loc: syntax.Loc{Src: at}, Name: "value"}}
		value.Src = at
		set := &syntax.Assign{Targets: []syntax.Expr{field()}, Value: nameAt("value", at)}
		set.Src = at
		fns = append(fns, b.accessor("set "+id.Name, []*syntax.Param{self, value}, set, at))
		if isObject(f.Type) {
			none := &syntax.Constant{Kind: syntax.None}
			none.Src = at
			del := &syntax.Assign{Targets: []syntax.Expr{field()}, Value: none}
			del.Src = at
			fns = append(fns, b.accessor("del "+id.Name, []*syntax.Param{self}, del, at))
		}
	}
	b.add(assignment(id.Name, callOf("property", fns, at), at))
	b.forget(fns, at)
}

// accessor adds a function to the class body and gives its name.
func (b *extBody) accessor(name string, params []*syntax.Param, body syntax.Stmt, at source.Span) syntax.Expr {
	f := &syntax.FuncDef{Name: syntax.Ident{Loc: syntax.Loc{Src: at}, Name: name}, Params: &syntax.Params{List: params}, Lparen: at.Start, Body: []syntax.Stmt{body}}
	f.Src = at
	b.add(f)
	return nameAt(name, at)
}

// forget removes helper functions from the namespace of the class.
func (b *extBody) forget(fns []syntax.Expr, at source.Span) { forget_(b.class, fns, at) }

func forget_(class *syntax.ClassDef, fns []syntax.Expr, at source.Span) {
	d := &syntax.Del{Targets: fns}
	d.Src = at
	class.Body = append(class.Body, d)
}

// addProperty makes a `property name:` block what @property makes.
func addProperty(class *syntax.ClassDef, p *syntax.Property, method func(*syntax.FuncDef) *syntax.FuncDef) {
	at := p.Name.Span()
	none := &syntax.Constant{Kind: syntax.None}
	none.Src = at
	fns := []syntax.Expr{none, none, none, none}
	var helpers []syntax.Expr
	for _, s := range p.Body {
		switch s := s.(type) {
		case *syntax.FuncDef:
			i, ok := map[string]int{"__get__": 0, "__set__": 1, "__del__": 2}[s.Name.Name]
			if !ok {
				continue
			}
			f := *method(s)
			f.Name.Name = s.Name.Name + " " + p.Name.Name
			class.Body = append(class.Body, &f)
			fns[i] = nameAt(f.Name.Name, at)
			helpers = append(helpers, nameAt(f.Name.Name, at))
		case *syntax.ExprStmt:
			if _, ok := s.X.(*syntax.String); ok {
				fns[3] = s.X
			}
		}
	}
	class.Body = append(class.Body, assignment(p.Name.Name, callOf("property", fns, at), at))
	if len(helpers) > 0 {
		forget_(class, helpers, at)
	}
}

func typeNamed(name string, at source.Span) *syntax.TypeExpr {
	t := &syntax.TypeExpr{Base: []syntax.Ident{{Loc: syntax.Loc{Src: at}, Name: name}}}
	t.Src = at
	return t
}

func nameAt(name string, at source.Span) *syntax.Name {
	n := &syntax.Name{Name: name}
	n.Src = at
	return n
}

func assignment(name string, value syntax.Expr, at source.Span) syntax.Stmt {
	a := &syntax.Assign{Targets: []syntax.Expr{nameAt(name, at)}, Value: value}
	a.Src = at
	return a
}

func callOf(name string, args []syntax.Expr, at source.Span) syntax.Expr {
	c := &syntax.Call{Func: nameAt(name, at), Lparen: at.Start}
	c.Src = at
	for _, a := range args {
		c.Args = append(c.Args, syntax.Arg{Loc: syntax.Loc{Src: at}, Value: a})
	}
	return c
}
