package check

import (
	"strings"

	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/std"
	"github.com/cyp-lang/cyp/internal/syntax"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// cppDecl is a C++ class (template) that an extern block declares. The runtime provides its Go type, found by its C++ name.
type cppDecl struct {
	name    string
	cname   string
	mod     *module
	syn     *syntax.CypClass
	ext     *externCtx
	parent  *scope
	scope   *scope // nested classes, by name, for lookups without an instance
	outer   *cppDecl
	params  []string
	binding *std.CppClass
}

// cppInfo is one instance.
type cppInfo struct {
	decl    *cppDecl
	scope   *scope
	methods map[string][]*funcDecl
	fields  map[string]*types.Field
	loaded  bool
	bases   []*types.Cpp
}

func (c *checker) declareCpp(sc *scope, m *module, s *syntax.CypClass, ext *externCtx, outer *cppDecl) {
	if ext == nil && outer == nil {
		ext = &externCtx{header: "", nogil: s.NoGIL}
	}
	d := &cppDecl{name: s.Name.Name, cname: s.Name.Name, mod: m, syn: s, ext: ext, parent: sc, outer: outer}
	if s.CName != nil {
		d.cname = s.CName.Value
	}
	for _, p := range s.Params {
		d.params = append(d.params, p.Name.Name)
	}
	if old := sc.lookupHere(s.Name.Name); old != nil && old.kind == symCpp {
		if !old.cpp.syn.HasBody {
			old.cpp.syn = s
		}
		return
	}
	d.scope = newScope(sc, m)
	if outer == nil {
		d.binding = std.ClassBinding(ext.header, ext.namespace, d.cname)
	} else if outer.binding != nil {
		d.binding = outer.binding.Nested[d.cname]
	}
	sc.names[s.Name.Name] = &symbol{kind: symCpp, name: s.Name.Name, span: s.Name.Span(), mod: m, cpp: d}
	for _, x := range s.Body {
		if k, ok := x.(*syntax.CypClass); ok {
			c.declareCpp(d.scope, m, k, ext, d)
		}
	}
}

// cppInstance makes the instance that a type expression names.
func (c *checker) cppInstance(sc *scope, d *cppDecl, t *syntax.TypeExpr) *types.Cpp {
	var args []types.Type
	for _, a := range t.Args {
		at := c.typeOf(sc, a)
		if isInvalid(at) {
			return nil
		}
		if isObject(at) {
			c.declError(codeTemplate, a.Span(), "Python object type '%s' cannot be used as a template argument", at)
			return nil
		}
		args = append(args, at)
	}
	if len(args) < requiredParams(d.syn) || len(args) > len(d.params) {
		c.declError(codeTemplate, t.Span(), "%s templated type receives %d arguments, got %d", d.name, len(d.params), len(args))
		return nil
	}
	if d.binding == nil {
		c.declError(codeNoBinding, t.Span(), "No Go binding for '%s' from '%s'", d.cname, d.ext.header).
			Note(d.syn.Name.Span(), "declared here")
		return nil
	}
	return c.cppOf(d, args, nil)
}

func requiredParams(s *syntax.CypClass) int {
	n := 0
	for _, p := range s.Params {
		if !p.Optional {
			n++
		}
	}
	return n
}

// cppOf makes, or finds, an instance of a C++ class.
func (c *checker) cppOf(d *cppDecl, args []types.Type, outer *types.Cpp) *types.Cpp {
	b := d.binding
	if b == nil {
		return nil
	}
	key := b.Key
	names := make([]string, len(args))
	for i, a := range args {
		names[i] = a.String()
		key += "," + itoa(c.interns.id(a))
	}
	if outer != nil {
		key = itoa(c.interns.id(outer)) + "." + key
	}
	// Two declarations of one C++ class (in two modules) are one type; which declaration's members are
	// seen follows the module that names it, so the key has the declaration too.
	key += "@" + d.mod.name + "." + d.name
	if t := c.cpps[key]; t != nil {
		return t
	}
	t := &types.Cpp{Name: d.name, Key: b.Key, Args: args, Outer: outer, GoType: b.Go, Plain: b.Plain}
	if len(args) > 0 {
		t.Name += "[" + strings.Join(names, ",") + "]"
	}
	all := args
	if outer != nil {
		all = append(append([]types.Type(nil), outer.Args...), args...)
	}
	if b.GoArgs != nil {
		for _, i := range b.GoArgs {
			if i < len(all) {
				t.GoArgs = append(t.GoArgs, all[i])
			}
		}
	} else {
		t.GoArgs = all
	}
	for _, i := range b.Holds {
		if i < len(all) {
			t.Holds = append(t.Holds, all[i])
		}
	}
	info := &cppInfo{decl: d, methods: map[string][]*funcDecl{}, fields: map[string]*types.Field{}}
	parent := d.parent
	if outer != nil {
		parent = outer.Decl.(*cppInfo).scope
	}
	info.scope = newScope(parent, d.mod)
	for i, p := range d.params {
		if i < len(args) {
			info.scope.typeAlias(p, args[i], d.syn.Name.Span())
		}
	}
	info.scope.typeAlias(d.name, t, d.syn.Name.Span())
	t.Decl = info
	c.cpps[key] = t
	for _, x := range d.syn.Body {
		switch x := x.(type) {
		case *syntax.CypClass:
			nd := d.scope.lookupHere(x.Name.Name)
			if nd == nil || nd.kind != symCpp || nd.cpp.binding == nil {
				continue
			}
			if len(nd.cpp.params) == 0 {
				inst := nd.cpp
				y := &symbol{kind: symType, name: x.Name.Name, span: x.Name.Span(), mod: d.mod, t: types.Invalid}
				y.resolve = func() { y.t = c.cppOf(inst, nil, t) }
				info.scope.names[x.Name.Name] = y
			}
		case *syntax.CTypedef, *syntax.CEnum, *syntax.CStruct:
			c.declareType(info.scope, d.mod, x.(syntax.Stmt), d.ext)
		}
	}
	return t
}

func (c *checker) cppInfo(t *types.Cpp) *cppInfo {
	info, _ := t.Decl.(*cppInfo)
	if info == nil || info.loaded {
		return info
	}
	info.loaded = true
	d := info.decl
	for _, b := range d.syn.Bases {
		if bt := asCpp(c.typeOf(info.scope, b)); bt != nil {
			info.bases = append(info.bases, bt)
		}
	}
	for _, s := range d.syn.Body {
		switch s := s.(type) {
		case *syntax.CFuncDef:
			c.cppMethod(t, info, s)
		case *syntax.CVarDecl:
			for _, x := range s.Decls {
				f := &types.Field{Name: x.Name.Name, CName: x.Name.Name, Type: c.typeOf(info.scope, x.Type), Decl: x.Name.Span()}
				if x.CName != nil {
					f.CName = x.CName.Value
				}
				if d.binding != nil {
					f.GoName = d.binding.Fields[f.CName]
				}
				info.fields[f.Name] = f
			}
		}
	}
	return info
}

func (c *checker) cppMethod(t *types.Cpp, info *cppInfo, s *syntax.CFuncDef) {
	ft, before := functionStep(s.Decl)
	if ft == nil {
		return
	}
	d := info.decl
	name := s.Decl.Name.Name
	fd := &funcDecl{name: name, cname: name, mod: d.mod, span: s.Span(), nameSpan: s.Decl.Name.Span(), extern: d.ext, scope: info.scope}
	if s.Decl.CName != nil {
		fd.cname = s.Decl.CName.Value
	}
	sc := info.scope
	if len(s.Decl.Params) > 0 {
		sc = newScope(sc, d.mod)
		for _, p := range s.Decl.Params {
			fd.template = append(fd.template, p.Name.Name)
			sc.typeAlias(p.Name.Name, &types.TypeParam{Name: p.Name.Name}, p.Span())
		}
	}
	rest := *ft
	rest.NoGIL = true
	var result types.Type = types.Void
	if s.Decl.Type.Named() {
		result = c.resultType(sc, s.Decl, before)
	}
	c.muted++ // types of members that nobody uses may be unknown
	fd.sig, fd.params = c.signature(sc, result, &rest, nil)
	c.muted--
	info.methods[name] = append(info.methods[name], fd)
}

// cppMember resolves a type nested in a C++ class instance.
func (c *checker) cppMember(t *types.Cpp, path []syntax.Ident, te *syntax.TypeExpr, sc *scope) types.Type {
	info, _ := t.Decl.(*cppInfo)
	y := info.scope.names[path[0].Name]
	if y == nil {
		c.cppInfo(t)
		for _, b := range info.bases {
			return c.cppMember(b, path, te, sc)
		}
		c.declError(codeNotAType, path[0].Span(), "'%s' has no member type '%s'", t.Name, path[0].Name)
		return types.Invalid
	}
	y.done()
	if y.kind == symType {
		if len(path) > 1 {
			if n := asCpp(y.t); n != nil {
				return c.cppMember(n, path[1:], te, sc)
			}
		}
		return y.t
	}
	c.declError(codeNotAType, path[0].Span(), "'%s.%s' is not a type", t.Name, path[0].Name)
	return types.Invalid
}

// cppMethods lists the overloads of a member function, own ones first, then those of bases.
func (c *checker) cppMethods(t *types.Cpp, name string) []*funcDecl {
	info := c.cppInfo(t)
	if info == nil {
		return nil
	}
	out := info.methods[name]
	for _, b := range info.bases {
		out = append(out[:len(out):len(out)], c.cppMethods(b, name)...)
	}
	return out
}

func (c *checker) cppField(t *types.Cpp, name string) *types.Field {
	info := c.cppInfo(t)
	if info == nil {
		return nil
	}
	if f := info.fields[name]; f != nil {
		return f
	}
	for _, b := range info.bases {
		if f := c.cppField(b, name); f != nil {
			return f
		}
	}
	return nil
}

// cppDerives reports whether a C++ class instance is another or derives from it.
func (c *checker) cppDerives(t, base *types.Cpp) bool {
	if sameCpp(t, base) {
		return true
	}
	info := c.cppInfo(t)
	for _, b := range info.bases {
		if c.cppDerives(b, base) {
			return true
		}
	}
	return false
}

// sameCpp: one C++ class may be declared by several modules; the Go type decides.
func sameCpp(a, b *types.Cpp) bool {
	if a == b {
		return true
	}
	if a.Key != b.Key || len(a.Args) != len(b.Args) {
		return false
	}
	for i := range a.Args {
		if !sameType(a.Args[i], b.Args[i]) {
			return false
		}
	}
	if (a.Outer == nil) != (b.Outer == nil) {
		return false
	}
	return a.Outer == nil || sameCpp(a.Outer, b.Outer)
}

// sameType compares types up to const and to which module declared a C++ class.
func sameType(a, b types.Type) bool {
	a, b = stripConst(a), stripConst(b)
	if a == b {
		return true
	}
	switch x := a.(type) {
	case *types.Cpp:
		y, ok := b.(*types.Cpp)
		return ok && sameCpp(x, y)
	case *types.Pointer:
		y, ok := b.(*types.Pointer)
		return ok && sameType(x.Elem, y.Elem)
	case *types.Array:
		y, ok := b.(*types.Array)
		return ok && x.Len == y.Len && sameType(x.Elem, y.Elem)
	case *types.Struct:
		y, ok := b.(*types.Struct)
		return ok && x.GoType != "" && x.GoType == y.GoType
	case *types.Basic:
		y, ok := b.(*types.Basic)
		return ok && x.Kind == types.IntKind && y.Kind == types.IntKind && x.Bits == y.Bits && x.Signed == y.Signed && x.Char == y.Char
	}
	return false
}

// bindMember finds the runtime's implementation of a member function.
func (c *checker) bindMember(t *types.Cpp, d *funcDecl, at source.Span) *typed.Binding {
	if d.tried {
		if d.bound == nil {
			c.noMember(t, d, at)
		}
		return d.bound
	}
	d.tried = true
	// The member may come from a base declared in the same class tree: ask the class itself, its declaration's binding covers bases.
	info := t.Decl.(*cppInfo)
	if b := info.decl.binding; b != nil {
		d.bound = b.Members(d.cname, normalParams(d.sig))
	}
	if d.bound == nil {
		c.noMember(t, d, at)
	}
	return d.bound
}

func (c *checker) noMember(t *types.Cpp, d *funcDecl, at source.Span) {
	c.exprError(codeNoBinding, at, "No Go binding for '%s::%s' from '%s'", t.Key, d.cname, d.extern.header).
		Note(d.nameSpan, "declared here")
}
