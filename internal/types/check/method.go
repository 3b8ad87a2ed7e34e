package check

import (
	"strings"

	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/syntax"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// functionStep is the function declarator of a method or function.
func functionStep(d *syntax.Declarator) (*syntax.FuncType, []syntax.Derive) {
	if d.Type == nil {
		return nil, nil
	}
	steps := d.Type.Derive
	if n := len(steps); n > 0 && steps[n-1].Kind == syntax.Function {
		return steps[n-1].Func, steps[:n-1]
	}
	return nil, steps
}

// resultType is the type that a function declarator returns.
func (c *checker) resultType(sc *scope, d *syntax.Declarator, before []syntax.Derive) types.Type {
	t := *d.Type
	t.Derive = before
	return c.typeOf(sc, &t)
}

// addMethod declares one method of a class.
func (c *checker) addMethod(ci *classInfo, s *syntax.CFuncDef) {
	ft, before := functionStep(s.Decl)
	if ft == nil {
		return
	}
	name := s.Decl.Name.Name
	nameSpan := s.Decl.Name.Span()
	lparen := source.At(ft.Lparen)
	if !s.Decl.Type.Named() && ft.Params != nil && len(ft.Params.List) > 0 {
		lparen = source.At(ft.Params.List[0].Span().Start) // spec 1.8: a method without a return type
	}
	if strings.HasPrefix(name, "__pyx_f_") {
		c.declError(codeMethod, nameSpan, "Names starting with %s are reserved inside cppclass and cypclass", "__pyx_f_")
	}
	if name == ci.cls.Name || ci.generic != nil && name == ci.generic.gen.Name {
		c.declError(codeMethod, nameSpan, "Method name '%s' is reserved for constructors; use __init__", name)
		return
	}
	static := name == "__new__" || name == "__alloc__"
	for _, dec := range s.Decorators {
		switch n := decoratorName(dec); n {
		case "staticmethod":
			static = true
			if isOperatorName(name) {
				c.declError(codeMethod, nameSpan, "Operator %s cannot be a static method", name)
			}
		case "classmethod", "property":
			c.declError(codeMethod, dec.Span(), "Decorator '%s' is not supported in cypclass", n).Hint("use a static method or a plain method")
		}
	}
	m := &types.Method{Name: name, Class: ci.cls, Static: static, Decl: s.Span(), NameSpan: nameSpan, WithGIL: ft.WithGIL, Abstract: !s.HasBody}
	if s.Decl.CName != nil {
		m.CName = s.Decl.CName.Value
		if ci.mod.res.Std {
			m.Go = m.CName
		}
	}
	params := ft.Params
	var list []*syntax.Param
	if params != nil {
		list = params.List
	}
	switch {
	case name == "__alloc__":
		if len(list) > 0 {
			c.declError(codeMethod, s.Span(), "Cypclass __alloc__ must take no arguments")
			list = nil
		}
	case name == "__new__":
		if len(list) == 0 {
			c.declError(codeMethod, s.Span(), "Cypclass __new__ must take an allocation function as first argument")
			return
		}
		list = list[1:]
	case !static:
		if len(list) == 0 {
			c.declError(codeMethod, s.Span(), "Cypclass methods must have a self argument").Hint("write `%s(self%s)`", name, "")
			return
		}
		self := list[0]
		all := list
		list = list[1:]
		if self.Type != nil {
			for _, q := range self.Type.Quals {
				switch q.Name {
				case "const":
					m.SelfConst = true
				case "iso", "lock", "locked", "active":
					m.SelfQual = qualifiers[q.Name]
				}
			}
			if len(self.Type.Base) > 0 && self.Name.Name != "" {
				t := c.typeOf(ci.scope, self.Type)
				if r := asRef(t); r == nil || r.Class != ci.cls {
					if !isInvalid(t) {
						c.declError(codeMethod, lparen, "Wrong type for self argument - expected %s, got %s", ci.cls.Name, t).
							Hint("the first parameter is the object: `%s(self, …)`", name)
						if self.Name.Name != "self" && ft.Params != nil {
							// It is an argument, and the object is missing: the body means it all the same.
							recv := &syntax.Param{Name: syntax.Ident{Loc: syntax.Loc{Src: self.Src}, Name: "self"}}
							recv.Src = self.Src
							ft.Params.List = append([]*syntax.Param{recv}, ft.Params.List...)
							list = all
						}
					}
				}
			}
		}
	}
	if ft.Const {
		c.declError(codeMethod, lparen, "The form 'f(self, ...) const' is not allowed for cypclass methods. Use 'f(const self, ...)' instead")
	}
	var result types.Type = types.Void
	lifecycle := name == "__init__" || name == "__dealloc__"
	untyped := !s.Decl.Type.Named()
	if !lifecycle {
		if untyped {
			c.errorf(diag.GIL, codeMethod, s.Span(), "Function with Python return type cannot be declared nogil").
				Hint("give the method a return type: `void %s(...)`", name)
			result = types.PyObject
		} else {
			result = c.resultType(ci.scope, s.Decl, before)
		}
	}
	if r := asRef(result); r != nil && r.Qual == types.Locked {
		c.declError(codeQualifier, lparen, "Function cannot return a 'locked' cypclass instance").
			Hint("the lock ends with the function: return `lock %s`", r.Class.Name)
	}
	rest := &syntax.FuncType{Loc: ft.Loc, Lparen: ft.Lparen, NoGIL: true, WithGIL: ft.WithGIL, Except: ft.Except,
		Params: &syntax.Params{List: list}}
	if params != nil {
		rest.Params.Loc, rest.Params.Ellipsis = params.Loc, params.Ellipsis
	}
	if untyped && ft.Except != nil && !lifecycle || untyped && name == "__init__" && ft.Except != nil {
		c.declError(codeExceptClause, lparen, "Exception clause not allowed for function returning Python object").
			Hint("write `void %s(...) except *`", name)
	}
	sig, infos := c.signature(ci.scope, result, rest, ci)
	for i := range infos {
		infos[i].defMod = ci.mod
	}
	if sig.Variadic && name == "__init__" {
		c.declError(codeMethod, lparen, "Cypclass cannot handle variable arguments constructors, but you can use optional arguments (arg=some_value)")
	}
	m.Sig = sig
	d := &funcDecl{name: name, mod: ci.mod, span: s.Span(), nameSpan: nameSpan, sig: sig, params: infos, syn: s, scope: ci.scope, method: m}
	for _, old := range ci.methods[name] {
		if sameParams(old.sig, sig) && !differInConst(old.sig, sig) {
			if old.method.SelfConst != m.SelfConst {
				c.declError(codeMethod, s.Span(), "Cypclass method const-overloads another method: not supported yet")
				return
			}
			if old.syn != nil && !old.syn.HasBody && s.HasBody { // a declaration, then its definition
				*old = *d
				return
			}
			c.declError(codeRedeclared, nameSpan, "'%s' redeclared ", name).Note(old.nameSpan, "Previous declaration is here")
			return
		}
	}
	if name == "__new__" && len(ci.methods[name]) > 0 {
		c.declError(codeMethod, s.Span(), "Couldn't have more than one __new__ function")
		return
	}
	if name == "__alloc__" {
		if r := asRef(result); r == nil || r.Class != ci.cls {
			c.declError(codeMethod, s.Span(), "Cypclass __alloc__ must return an instance of class type")
		}
	}
	if old := ci.ownField(name); old != nil {
		c.declError(codeRedeclared, nameSpan, "'%s' redeclared ", name).Note(old.Decl, "Previous declaration is here")
		return
	}
	for _, k := range ci.cls.MRO[1:] {
		for _, f := range k.Fields {
			if f.Name == name {
				c.inheritedTwice(name, ci, f.Decl, nameSpan)
			}
		}
	}
	ci.methods[name] = append(ci.methods[name], d)
	ci.order = append(ci.order, d)
	ci.cls.Methods = append(ci.cls.Methods, m)
}

func decoratorName(x syntax.Expr) string {
	switch x := x.(type) {
	case *syntax.Name:
		return x.Name
	case *syntax.Attribute:
		return decoratorName(x.X) + "." + x.Name.Name
	case *syntax.Call:
		return decoratorName(x.Func)
	}
	return ""
}

// queueMethod makes the typed function of a method and puts its body on the worklist.
func (c *checker) queueMethod(ci *classInfo, d *funcDecl) {
	if d.syn == nil || !d.syn.HasBody {
		return
	}
	m := d.method
	f := &typed.Func{
		Kind: typed.MethodFunc, Name: ci.cls.Name + "." + m.Name, Qualname: ci.cls.Name + "." + m.Name, Module: ci.mod.name,
		Class: ci.cls, Method: m, Sig: m.Sig, Result: m.Sig.Result, Span: d.span, NoGIL: !m.WithGIL, WithGIL: m.WithGIL,
	}
	m.Body = f
	d.fn = f
	ci.mod.out.Funcs = append(ci.mod.out.Funcs, f)
	c.work = append(c.work, func() { c.checkMethod(ci, d, f) })
}

// checkHierarchies checks overriding (spec 6.4) and gives dispatch slots.
func (c *checker) checkHierarchies() {
	for i := 0; i < len(c.classes); i++ {
		ci := c.infoOf(c.classes[i])
		c.completeClass(ci)
	}
	for _, k := range c.classes {
		ci := c.infoOf(k)
		c.checkOverloads(ci)
		c.checkNew(ci)
	}
	for _, k := range sortedByBase(c.classes) {
		c.assignSlots(k)
	}
}

// sortedByBase lists classes after their bases.
func sortedByBase(in []*types.Class) []*types.Class {
	var out []*types.Class
	seen := map[*types.Class]bool{}
	var add func(k *types.Class)
	add = func(k *types.Class) {
		if seen[k] {
			return
		}
		seen[k] = true
		for _, b := range k.Bases {
			add(b)
		}
		out = append(out, k)
	}
	for _, k := range in {
		add(k)
	}
	return out
}

func dispatched(m *types.Method) bool {
	switch m.Name {
	case "__init__", "__dealloc__", "__new__", "__alloc__", "__cyiter__":
		return false
	}
	return true
}

func (c *checker) assignSlots(k *types.Class) {
	for _, m := range k.Methods {
		if !dispatched(m) {
			continue
		}
		for _, b := range k.MRO[1:] {
			for _, o := range b.Methods {
				if o.Name == m.Name && o.Slot != nil && sameParams(o.Sig, m.Sig) {
					if m.Slot == nil {
						m.Slot = o.Slot
					}
					if !hasImpl(o.Slot, m) {
						o.Slot.Impls = append(o.Slot.Impls, m)
					}
				}
			}
		}
		if m.Slot == nil {
			m.Slot = &types.Slot{Name: m.Name, Root: k, Impls: []*types.Method{m}}
		}
	}
}

func hasImpl(s *types.Slot, m *types.Method) bool {
	for _, x := range s.Impls {
		if x == m {
			return true
		}
	}
	return false
}

// checkNew: the arguments of T(args) go to __new__ and then to the __init__ that takes its parameters; what __init__ requires
// __new__ must require too (spec 5.4).
func (c *checker) checkNew(ci *classInfo) {
	for _, nw := range ci.methods["__new__"] {
		if r := asRef(nw.sig.Result); r == nil || r.Class != ci.cls || r.Qual != types.Unqualified {
			continue
		}
		for _, init := range ci.methods["__init__"] {
			if len(init.params) > len(nw.params) || init.required() <= nw.required() {
				continue
			}
			same := true
			for i, p := range init.params {
				same = same && sameType(p.t, nw.params[i].t)
			}
			if same {
				c.declError(codeMethod, init.span, "Could not call this __init__ function because the corresponding __new__ wrapper isn't aware of default values").
					Hint("give the parameters of __init__ defaults where those of __new__ have them")
				c.declError(codeMethod, nw.span, "Wrapped __new__ is here (some args passed to __init__ could be at their default values)")
			}
		}
	}
}
