package check

import (
	"strconv"
	"strings"

	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/std"
	"github.com/cyp-lang/cyp/internal/syntax"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// declareModule enters the names of a module: declarations of its .pxd, then of its implementation.
func (c *checker) declareModule(m *module) {
	if m.done {
		return
	}
	m.done = true
	m.pyNames = map[string]bool{}
	if m.res.Pxd != nil {
		c.declareStmts(m, m.scope, augmented(m, m.res.Pxd.Body), nil, true)
	}
	if m.res.Pyx != nil {
		c.declareStmts(m, m.scope, m.res.Pyx.Body, nil, false)
		c.collectGlobalStmts(m)
	}
	for _, n := range []string{"__name__", "__doc__", "__file__"} {
		c.pyGlobal(m, n, source.Span{}).Assigned = true
	}
}

// declareStmts enters the names that statements at module level (or in an extern block) declare.
func (c *checker) declareStmts(m *module, sc *scope, stmts []syntax.Stmt, ext *externCtx, inPxd bool) {
	for _, s := range stmts {
		switch s := s.(type) {
		case *syntax.CypClass:
			if s.Cpp {
				c.declareCpp(sc, m, s, ext, nil)
			} else {
				c.declareClass(sc, m, s, nil, inPxd)
			}
		case *syntax.CStruct, *syntax.CEnum, *syntax.CTypedef, *syntax.CFused:
			c.declareType(sc, m, s, ext)
		case *syntax.CVarDecl:
			c.declareGlobals(m, sc, s, ext)
		case *syntax.CFuncDef:
			c.declareFunc(m, sc, s, ext, inPxd)
		case *syntax.CExtern:
			c.declareStmts(m, sc, s.Body, &externCtx{header: s.Header, namespace: s.Namespace, nogil: s.NoGIL, lang: s.Lang, verbatim: s.Verbatim != nil}, inPxd)
		case *syntax.CBlock:
			c.declareStmts(m, sc, s.Body, ext, inPxd)
		case *syntax.CondDecl:
			if c.compileTime(sc, s.Cond) {
				c.declareStmts(m, sc, s.Body, ext, inPxd)
			} else {
				c.declareStmts(m, sc, s.Else, ext, inPxd)
			}
		case *syntax.DefConst:
			y := &symbol{kind: symConst, name: s.Name.Name, span: s.Name.Span(), mod: m}
			y.resolve = func() { y.value = c.constExpr(sc, s.Value) }
			sc.names[s.Name.Name] = y
		case *syntax.FromImport:
			if s.C {
				c.cimportFrom(m, sc, s)
				continue
			}
			c.collectPyNames(m, s)
		case *syntax.Import:
			if s.C {
				c.cimport(m, sc, s)
				continue
			}
			c.collectPyNames(m, s)
		case *syntax.CClass:
			c.declareExtension(m, sc, s)
		case *syntax.FuncDef:
			if f := c.fusedDef(sc, s); f != nil && ext == nil {
				c.declareFunc(m, sc, f, nil, inPxd)
				continue
			}
			c.pyGlobal(m, s.Name.Name, s.Name.Span()).Assigned = true
		case *syntax.ClassDef:
			c.pyGlobal(m, s.Name.Name, s.Name.Span()).Assigned = true
		default:
			c.collectPyNames(m, s)
		}
	}
}

// pyGlobal declares a Python name of the module.
func (c *checker) pyGlobal(m *module, name string, span source.Span) *typed.Var {
	if y := m.scope.lookupHere(name); y != nil {
		if y.kind == symVar {
			return y.v
		}
		if y.kind == symModule || y.kind == symFunc || y.kind == symClass || y.kind == symType || y.kind == symCpp || y.kind == symGeneric || y.kind == symEnumItem {
			return &typed.Var{Name: name, Kind: typed.GlobalVar, Type: types.PyObject, Module: m.name, Span: span}
		}
	}
	v := &typed.Var{Name: name, Kind: typed.GlobalVar, Type: types.PyObject, Module: m.name, Span: span, PyName: true, Unbound: true}
	m.scope.names[name] = &symbol{kind: symVar, name: name, span: span, mod: m, v: v}
	m.out.Globals = append(m.out.Globals, v)
	return v
}

// collectGlobalStmts declares the module variables that only `global` statements in functions name.
func (c *checker) collectGlobalStmts(m *module) {
	for _, s := range m.res.Pyx.Body {
		syntax.Inspect(s, func(n syntax.Node) bool {
			if g, ok := n.(*syntax.Global); ok {
				for _, id := range g.Names {
					if m.scope.lookupHere(id.Name) == nil {
						c.pyGlobal(m, id.Name, id.Span()).Assigned = true
					}
				}
			}
			return true
		})
	}
}

// collectPyNames declares the names that a statement of the module body binds.
func (c *checker) collectPyNames(m *module, s syntax.Stmt) {
	bindings(s, func(id syntax.Ident) { c.pyGlobal(m, id.Name, id.Span()).Assigned = true })
}

func (c *checker) declareGlobals(m *module, sc *scope, s *syntax.CVarDecl, ext *externCtx) {
	for _, d := range s.Decls {
		d := d
		name := d.Name.Name
		old := sc.lookupHere(name)
		y := &symbol{kind: symVar, name: name, span: d.Name.Span(), mod: m, extern: ext}
		v := &typed.Var{Name: name, Kind: typed.GlobalVar, Module: m.name, Span: d.Name.Span()}
		y.v = v
		if ext != nil {
			cname := name
			if d.CName != nil {
				cname = d.CName.Value
			}
			v.Go = std.ConstBinding(ext.header, ext.namespace, cname)
		}
		y.resolve = func() {
			v.Type = types.Invalid
			t := c.typeOf(sc, d.Type)
			if r := asRef(t); r != nil && r.Qual == types.Locked {
				c.declError(codeQualifier, d.Type.Span(), "'locked' variables are only allowed inside a function")
			}
			v.Type = t
		}
		if old != nil && old.mod == m && old.kind != symBuiltin {
			if old.kind == symVar && old.v.Go == "" && ext == nil {
				// the .pxd declares, the .pyx defines: the same variable
				continue
			}
			if ext == nil {
				c.redeclared(d.Name.Span(), name, old)
				continue
			}
		}
		sc.names[name] = y
		if ext == nil && sc.kind == moduleScope {
			m.out.Globals = append(m.out.Globals, v)
		}
	}
}

// declareType declares a struct, union, enum, typedef or fused type.
func (c *checker) declareType(sc *scope, m *module, s syntax.Stmt, ext *externCtx) {
	switch s := s.(type) {
	case *syntax.CTypedef:
		name := s.Decl.Name.Name
		if old := sc.lookupHere(name); old != nil && old.mod == m && old.kind != symBuiltin && ext == nil {
			c.redeclared(s.Decl.Name.Span(), name, old)
			return
		}
		y := &symbol{kind: symType, name: name, span: s.Decl.Name.Span(), mod: m, t: types.Invalid}
		y.resolve = func() {
			t := c.typeOf(sc, s.Decl.Type)
			y.t = t
		}
		sc.names[name] = y
	case *syntax.CStruct:
		name := s.Name.Name
		if old := sc.lookupHere(name); old != nil && old.kind == symType {
			if st, ok := old.t.(*types.Struct); ok {
				if !st.Complete && s.HasBody {
					c.structBody(sc, m, s, st, old)
				}
				return
			}
		}
		st := &types.Struct{Name: name, CName: name, Module: m.name, Union: s.Union, Decl: s.Name.Span()}
		if s.CName != nil {
			st.CName = s.CName.Value
		}
		y := sc.typeAlias(name, st, s.Name.Span())
		var fields map[string]string
		if ext != nil {
			st.Header = ext.header
			st.GoType, fields = std.StructBinding(ext.header, st.CName)
		} else {
			m.out.Structs = append(m.out.Structs, st)
		}
		if s.HasBody {
			c.structBody(sc, m, s, st, y)
		}
		_ = fields
	case *syntax.CEnum:
		e := &types.Enum{Name: s.Name.Name, Module: m.name, Decl: s.Name.Span()}
		scope := sc
		if s.Name.Name != "" {
			sc.typeAlias(s.Name.Name, e, s.Name.Span())
			if s.Mods.Keyword == "cpdef" && ext == nil { // a class of the module for Python code
				v := &typed.Var{Name: s.Name.Name, Kind: typed.GlobalVar, Type: types.PyObject, Module: m.name, Span: s.Name.Span(), PyName: true, Unbound: true, Assigned: true}
				m.out.Globals = append(m.out.Globals, v)
				if c.enums == nil {
					c.enums = map[*types.Enum]*typed.Var{}
				}
				c.enums[e] = v
			}
		}
		next := int64(0)
		for i := range s.Items {
			it := &s.Items[i]
			item := &types.EnumItem{Name: it.Name.Name, CName: it.Name.Name, Enum: e}
			if it.CName != nil {
				item.CName = it.CName.Value
			}
			if it.Value != nil {
				if v, ok := c.constInt(sc, it.Value); ok {
					next = v
				} else {
					c.declError(codeNotAType, it.Value.Span(), "An enum value is a constant integer")
				}
			}
			item.Value = next
			next++
			if ext != nil {
				item.Go = std.ConstBinding(ext.header, ext.namespace, item.CName)
				if n, err := strconv.ParseInt(item.Go, 0, 64); err == nil {
					item.Value = n
				}
			}
			e.Items = append(e.Items, item)
			if scope.lookupHere(item.Name) == nil || ext != nil {
				scope.names[item.Name] = &symbol{kind: symEnumItem, name: item.Name, span: it.Name.Span(), mod: m, item: item, extern: ext}
			}
		}
	case *syntax.CFused:
		c.declareFused(sc, m, s)
	}
}

func (c *checker) structBody(sc *scope, m *module, s *syntax.CStruct, st *types.Struct, y *symbol) {
	st.Complete = true
	_, bound := std.StructBinding(st.Header, st.CName)
	y.resolve = func() {
		for _, f := range s.Fields {
			d, ok := f.(*syntax.CVarDecl)
			if !ok {
				continue
			}
			for _, x := range d.Decls {
				t := c.typeOf(sc, x.Type)
				if ft, ok := t.(*types.Func); ok {
					t = c.pointer(ft)
				}
				if isObject(t) {
					c.declError(codeField, x.Name.Span(), "C struct/union member cannot be a Python object")
				}
				if x.Default != nil {
					c.declError(codeField, x.Name.Span(), "Cannot assign default value to fields in cdef classes, structs or unions")
				}
				fld := &types.Field{Name: x.Name.Name, CName: x.Name.Name, Type: t, Decl: x.Name.Span()}
				if x.CName != nil {
					fld.CName = x.CName.Value
				}
				if bound != nil {
					fld.GoName = bound[fld.CName]
					if t := std.FieldType(st.GoType, fld.GoName); t != nil && isNumber(fld.Type) {
						fld.Type = t
					}
				}
				st.Fields = append(st.Fields, fld)
			}
		}
	}
	c.work = append(c.work, func() { y.done() })
}

// cimport is `cimport a.b as c`.
func (c *checker) cimport(m *module, sc *scope, s *syntax.Import) {
	for _, n := range s.Names {
		path := joinIdents(n.Path)
		target := c.findModule(m, 0, path)
		name := n.Path[0]
		if n.As != nil {
			name = *n.As
		}
		if last := len(n.Path) - 1; target == nil && n.As != nil && last > 0 {
			if from := c.findModule(m, 0, joinIdents(n.Path[:last])); from != nil {
				m.cimports(from, n.Span())
				c.cimportName(m, sc, from, n.Path[last], name, n.Span())
				continue
			}
		}
		if path == "cython" || strings.HasPrefix(path, "cython.") && target == nil {
			if target == nil {
				sc.names[name.Name] = &symbol{kind: symPyModule, name: "cython", span: n.Span(), mod: m}
				continue
			}
		}
		if target == nil {
			if path == "numpy" || strings.HasPrefix(path, "numpy.") {
				c.unsupported(n.Span(), "numpy")
				continue
			}
			c.noModule(n.Span(), path)
			continue
		}
		if n.As == nil && len(n.Path) > 1 {
			// `cimport a.b` binds `a`, through which `a.b` is found.
			c.bindPackage(sc, m, n.Path, target)
			continue
		}
		m.cimports(target, n.Span())
		sc.names[name.Name] = &symbol{kind: symModule, name: name.Name, span: n.Span(), mod: m, target: target}
	}
}

// cimportedModule is a module of the program that another cimports.
type cimportedModule struct {
	m  *module
	at source.Span
}

// cimports notes that a module with an implementation is cimported.
func (m *module) cimports(target *module, at source.Span) {
	if target == m || target.res == nil || target.res.Pyx == nil || target.res.Std || target.res.Python {
		return
	}
	for _, d := range m.cimported {
		if d.m == target {
			return
		}
	}
	m.cimported = append(m.cimported, cimportedModule{target, at})
}

// bindPackage makes `a.b.c` reachable from the name `a`.
func (c *checker) bindPackage(sc *scope, m *module, path []syntax.Ident, target *module) {
	cur := sc
	for i, id := range path {
		y := cur.names[id.Name]
		if i == len(path)-1 {
			cur.names[id.Name] = &symbol{kind: symModule, name: id.Name, span: id.Span(), mod: m, target: target}
			return
		}
		if y == nil || y.kind != symModule {
			full := joinIdents(path[:i+1])
			pkg := c.modules[full]
			if pkg == nil {
				pkg = &module{name: full, scope: newScope(nil, nil)}
			}
			y = &symbol{kind: symModule, name: id.Name, span: id.Span(), mod: m, target: pkg}
			cur.names[id.Name] = y
		}
		cur = y.target.scope
	}
}

func (c *checker) noModule(at source.Span, path string) {
	c.declError(codeNoModule, at, "'%s.pxd' not found", strings.ReplaceAll(path, ".", "/")).
		Hint("cimport needs a .pxd file on the search path (the program's folder, then -I), or a module that comes with cyp (`cyp help modules`)")
}

// cimportFrom is `from m cimport a as b, *`.
func (c *checker) cimportFrom(m *module, sc *scope, s *syntax.FromImport) {
	path := joinIdents(s.Module)
	target := c.findModule(m, s.Level, path)
	if path == "cython.parallel" && s.Level == 0 && target == nil {
		for _, n := range s.Names {
			name := n.Path[0]
			if n.As != nil {
				name = *n.As
			}
			sc.names[name.Name] = &symbol{kind: symSpecial, name: "cython." + n.Path[0].Name, span: n.Span(), mod: m}
		}
		return
	}
	if path == "cython" && s.Level == 0 && target == nil {
		for _, n := range s.Names {
			id := n.Path[0]
			name := id
			if n.As != nil {
				name = *n.As
			}
			if t := basicType(id.Name); t != nil {
				sc.typeAlias(name.Name, t, n.Span())
			} else if t := shortNames[id.Name]; t != nil {
				sc.typeAlias(name.Name, t, n.Span())
			} else if y := c.builtinFused(id.Name); y != nil {
				sc.names[name.Name] = y
			} else {
				sc.names[name.Name] = &symbol{kind: symSpecial, name: "cython." + id.Name, span: n.Span(), mod: m}
			}
		}
		return
	}
	if target == nil {
		// `from package cimport module`
		found := 0
		for _, n := range s.Names {
			full := n.Path[0].Name
			if path != "" {
				full = path + "." + full
			}
			if sub := c.findModule(m, s.Level, full); sub != nil {
				name := n.Path[0]
				if n.As != nil {
					name = *n.As
				}
				sc.names[name.Name] = &symbol{kind: symModule, name: name.Name, span: n.Span(), mod: m, target: sub}
				found++
			}
		}
		if found == 0 || found < len(s.Names) {
			at := s.Span()
			if len(s.Module) > 0 {
				at = s.Module[0].Span().To(s.Module[len(s.Module)-1].Span())
			}
			c.noModule(at, path)
			for _, n := range s.Names {
				c.declareInvalid(sc, m, n)
			}
		}
		return
	}
	m.cimports(target, s.Span())
	if s.Star {
		m.starImports = append(m.starImports, target)
		return
	}
	for _, n := range s.Names {
		id := n.Path[0]
		name := id
		if n.As != nil {
			name = *n.As
		}
		if sub := c.findModule(m, s.Level, path+"."+id.Name); sub != nil && target.scope.lookupIn(id.Name) == nil {
			sc.names[name.Name] = &symbol{kind: symModule, name: name.Name, span: n.Span(), mod: m, target: sub}
			continue
		}
		c.cimportName(m, sc, target, id, name, n.Span())
	}
}

// cimportName binds a name of another module. Modules are declared in turn: what is not there yet may come, so it is looked up on first use.
func (c *checker) cimportName(m *module, sc *scope, target *module, id, name syntax.Ident, at source.Span) {
	link := &symbol{kind: symSpecial, name: "", span: at, mod: m}
	link.resolve = func() {
		y := target.scope.lookupIn(id.Name)
		if y == nil && target.name == "cython" {
			y = c.builtinFused(id.Name)
		}
		if y == nil && target.name == "cython" { // a directive, a cast, typeof: the compiler knows it
			link.kind, link.name, link.resolve = symSpecial, "cython."+id.Name, nil
			return
		}
		if y == nil {
			c.declError(codeNotExported, id.Span(), "Name '%s' not declared in module '%s'", id.Name, target.name).
				Hint("check the declarations in %s%s", target.name, c.suggest(target.scope, id.Name))
			link.kind, link.t = symType, types.Invalid
			return
		}
		y.done()
		span, mod := link.span, link.mod
		*link = *y
		link.span, link.mod = span, mod
		link.resolve = nil
	}
	sc.names[name.Name] = link
	c.work = append(c.work, func() { link.done() })
}

func (c *checker) declareInvalid(sc *scope, m *module, n syntax.ImportName) {
	name := n.Path[len(n.Path)-1]
	if n.As != nil {
		name = *n.As
	}
	sc.typeAlias(name.Name, types.Invalid, n.Span())
}

// completeModule resolves everything that was declared.
func (c *checker) completeModule(m *module) {
	names := make([]string, 0, len(m.scope.names))
	for n := range m.scope.names {
		names = append(names, n)
	}
	sortStrings(names)
	for _, n := range names {
		y := m.scope.names[n]
		y.done()
		if y.kind == symClass && y.mod == m && y.class.mod == m {
			c.completeNested(y.class)
		}
	}
}

func (c *checker) completeNested(ci *classInfo) {
	c.completeClass(ci)
	if ci.syn == nil {
		return
	}
	for _, s := range ci.syn.Body {
		if k, ok := s.(*syntax.CypClass); ok && len(k.Params) == 0 {
			if y := ci.scope.lookupHere(k.Name.Name); y != nil && y.kind == symClass {
				c.completeNested(y.class)
			}
		}
	}
}
