package check

import (
	"slices"
	"strings"

	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/syntax"
	"github.com/cyp-lang/cyp/internal/types"
)

// classInfo is what the checker knows of a cypclass or of one instance of a generic one.
type classInfo struct {
	keysChecked bool // of a dictionary or set: whether its keys are hashable
	cls         *types.Class
	syn         *syntax.CypClass // with a body; nil while only forward-declared
	first       *syntax.CypClass // the first declaration
	mod         *module
	scope       *scope
	parent      *scope // where the class stands
	outer       *classInfo
	generic     *genericInfo
	inPxd       bool
	scoped      bool // declareClassScope done
	busy        bool
	complete    bool
	bases       []*classInfo
	methods     map[string][]*funcDecl // own methods
	order       []*funcDecl            // own methods in source order
	at          source.Span            // of the use that made an instance
	size        int                    // of an instance: how many types it is made of
}

// genericInfo is a generic cypclass.
type genericInfo struct {
	gen       *types.Generic
	syn       *syntax.CypClass
	mod       *module
	parent    *scope
	outer     *classInfo
	inPxd     bool
	instances map[string]*classInfo
}

func (c *checker) infoOf(k *types.Class) *classInfo {
	ci, _ := k.Scope.(*classInfo)
	return ci
}

func (c *checker) newClass(name string, mod *module, syn *syntax.CypClass, parent *scope) *classInfo {
	c.classID++
	cls := &types.Class{Name: name, Module: mod.name, ID: c.classID, Decl: syn.Keyword}
	ci := &classInfo{cls: cls, first: syn, mod: mod, parent: parent, methods: map[string][]*funcDecl{}}
	cls.Scope = ci
	ci.setSyntax(syn)
	ci.scope = newScope(parent, mod)
	ci.scope.kind = classScope
	ci.scope.class = ci
	c.classes = append(c.classes, cls)
	return ci
}

func (ci *classInfo) setSyntax(syn *syntax.CypClass) {
	if syn.CName != nil {
		ci.cls.CName = syn.CName.Value
	}
	if syn.Activable {
		ci.cls.Activable = true
	}
	if syn.HasBody {
		ci.syn = syn
	}
	if syn.Doc != nil {
		ci.cls.Doc = syn.Doc.Value
	}
}

// declareClass declares a cypclass of a module, a class body or an extern block.
func (c *checker) declareClass(sc *scope, mod *module, syn *syntax.CypClass, outer *classInfo, inPxd bool) {
	name := syn.Name.Name
	old := sc.lookupHere(name)
	if len(syn.Params) > 0 {
		if old != nil && old.kind == symGeneric {
			if g := old.generic; !g.syn.HasBody {
				if !syn.HasBody {
					return
				}
				if len(g.syn.Params) != len(syn.Params) {
					c.declError(codeTemplate, syn.Keyword, "Template parameters do not match previous declaration").Note(g.syn.Keyword, "Previous declaration is here")
				} else if !sameBases(g.syn, syn) {
					c.declError(codeBase, syn.Keyword, "Base type does not match previous declaration").Note(g.syn.Keyword, "Previous declaration is here")
				}
				g.syn = syn
				return
			}
			if !syn.HasBody {
				return
			}
		}
		if old != nil {
			c.redeclared(syn.Keyword, name, old)
			return
		}
		optional := false
		gen := &types.Generic{Name: name, Decl: syn.Keyword}
		for _, p := range syn.Params {
			if optional && !p.Optional {
				c.declError(codeTemplate, p.Span(), "Required template parameters must precede optional template parameters.")
			}
			optional = optional || p.Optional
			gen.Params = append(gen.Params, types.TypeParam{Name: p.Name.Name, Optional: p.Optional})
		}
		g := &genericInfo{gen: gen, syn: syn, mod: mod, parent: sc, outer: outer, inPxd: inPxd, instances: map[string]*classInfo{}}
		sc.names[name] = &symbol{kind: symGeneric, name: name, span: syn.Name.Span(), mod: mod, generic: g}
		return
	}
	if old != nil && old.kind == symClass && old.mod == mod {
		ci := old.class
		if !syn.HasBody {
			return
		}
		if ci.syn == nil {
			if !sameBases(ci.first, syn) {
				c.declError(codeBase, syn.Keyword, "Base type does not match previous declaration").Note(ci.first.Keyword, "Previous declaration is here")
			}
			ci.setSyntax(syn)
			ci.cls.Decl = syn.Keyword
			ci.inPxd = inPxd
			ci.cls.InPxd = inPxd
			return
		}
		c.redeclared(syn.Keyword, name, old)
		return
	}
	if old != nil && old.mod == mod && old.kind != symBuiltin {
		c.redeclared(syn.Keyword, name, old)
		return
	}
	display := name
	ci := c.newClass(display, mod, syn, sc)
	ci.outer, ci.inPxd = outer, inPxd
	ci.cls.InPxd = inPxd
	if outer != nil {
		ci.cls.Outer = outer.cls
	}
	if mod.res.Std && syn.CName != nil {
		ci.cls.Go = syn.CName.Value
	}
	sc.names[name] = &symbol{kind: symClass, name: name, span: syn.Name.Span(), mod: mod, class: ci}
	mod.out.Classes = append(mod.out.Classes, ci.cls)
}

func (c *checker) redeclared(at source.Span, name string, old *symbol) {
	c.declError(codeRedeclared, at, "'%s' redeclared ", name).Note(old.span, "Previous declaration is here")
}

// instantiateExpr makes the instance that a type expression names.
func (c *checker) instantiateExpr(sc *scope, g *genericInfo, t *syntax.TypeExpr) *classInfo {
	required := 0
	for _, p := range g.gen.Params {
		if !p.Optional {
			required++
		}
	}
	if len(t.Args) < required || len(t.Args) > len(g.gen.Params) {
		c.declError(codeTemplate, t.Span(), "%s templated type receives %d arguments, got %d", g.gen.Name, len(g.gen.Params), len(t.Args)).
			Hint("write `%s`", g.gen.Name+paramNames(g.gen.Params))
		return nil
	}
	args := make([]types.Type, len(t.Args))
	for i, a := range t.Args {
		at := c.typeOf(sc, a)
		if isInvalid(at) {
			return nil
		}
		if isObject(at) {
			c.declError(codeTemplate, a.Span(), "Python object type '%s' cannot be used as a template argument", at)
			return nil
		}
		args[i] = at
	}
	ci := c.instantiate(g, args, t.Span())
	if ci != nil && !ci.keysChecked && (g.gen.Name == "cypdict" || g.gen.Name == "cypset") {
		ci.keysChecked = true
		if r := asRef(args[0]); r != nil {
			c.work = append(c.work, func() { c.checkHashable(r.Class, t.Span()) })
		} else {
			c.work = append(c.work, func() { c.checkKey(args[0], args[0], t.Span()) })
		}
	}
	return ci
}

// checkHashable: a class whose objects are keys defines both __eq__ and __hash__, or neither (spec 8.3).
func (c *checker) checkHashable(k *types.Class, at source.Span) {
	if k.Go != "" {
		return // by identity
	}
	eq, hash := len(c.methodsNamed(k, "__eq__")) > 0, len(c.methodsNamed(k, "__hash__")) > 0
	if eq != hash {
		has, lacks := "__eq__", "__hash__"
		if hash {
			has, lacks = lacks, has
		}
		c.declError(codeTemplate, at, "Cypclasses that define %s must also define %s to be hashable", has, lacks).
			Hint("'%s' defines only `%s`", k.Name, has)
	}
}

// checkKey: structs and C tuples are keys by their fields, objects in them by identity; of the C++ types strings and pairs can be keys.
func (c *checker) checkKey(t, key types.Type, at source.Span) {
	switch t := unconst(t).(type) {
	case *types.Ref:
		if len(c.methodsNamed(t.Class, "__eq__")) > 0 {
			c.unsupported(at, "keys of type '"+key.String()+"', where '"+t.Class.Name+"' defines __eq__").Hint("make a cypclass of the parts the key")
		}
	case *types.Struct:
		if t.Union {
			c.unsupported(at, "keys of type '"+key.String()+"'")
			return
		}
		for _, f := range t.Fields {
			c.checkKey(f.Type, key, at)
		}
	case *types.Array:
		c.checkKey(t.Elem, key, at)
	case *types.Cpp:
		switch t.Key {
		case "std::string", "std::string_view", "std::pair":
		default:
			c.unsupported(at, "keys of type '"+key.String()+"'")
		}
	}
}

// instantiate makes, or finds, the instance of a generic cypclass.
func (c *checker) instantiate(g *genericInfo, args []types.Type, at source.Span) *classInfo {
	if g == c.cyp.result && len(args) == 1 {
		g, args = c.resultGeneric(args)
	}
	key := ""
	names := make([]string, len(args))
	for i, a := range args {
		key += itoa(c.interns.id(a)) + ","
		names[i] = a.String()
	}
	if ci := g.instances[key]; ci != nil {
		return ci
	}
	size := 1
	for _, a := range args {
		size += c.size(a)
	}
	// What instantiates itself without end makes ever larger arguments; a large program has many instances with small ones.
	if size > maxSize || size > maxSize/10 && len(g.instances) > 500 {
		c.declError(codeTemplate, at, "Too many instances of '%s': does it instantiate itself without end?", g.gen.Name)
		return nil
	}
	shown := g.gen.Name
	if g == c.cyp.moved || g == c.cyp.none {
		shown = c.cyp.result.gen.Name
	}
	ci := c.newClass(shown+"["+strings.Join(names, ",")+"]", g.mod, g.syn, g.parent)
	ci.generic, ci.outer, ci.inPxd, ci.at, ci.size = g, g.outer, g.inPxd, at, size
	ci.cls.Generic, ci.cls.Args, ci.cls.InPxd = g.gen, args, g.inPxd
	if g.mod.res.Std && g.syn.CName != nil {
		ci.cls.Go, ci.cls.GoArgs = g.syn.CName.Value, args
		ci.cls.Holds = args
	}
	g.instances[key] = ci
	for i, p := range g.gen.Params {
		if i < len(args) {
			ci.scope.typeAlias(p.Name, args[i], g.syn.Name.Span())
		}
	}
	c.work = append(c.work, func() { c.completeClass(ci) })
	return ci
}

// maxSize bounds how many types an instance is made of.
const maxSize = 200

// size is how many types a type is made of.
func (c *checker) size(t types.Type) int {
	switch t := t.(type) {
	case *types.Ref:
		if ci := c.infoOf(t.Class); ci != nil {
			return max(1, ci.size)
		}
	case *types.Pointer:
		return 1 + c.size(t.Elem)
	case *types.Array:
		return 1 + c.size(t.Elem)
	case *types.Const:
		return c.size(t.Elem)
	case *types.Reference:
		return c.size(t.Elem)
	case *types.Cpp:
		n := 1
		for _, a := range t.Args {
			n += c.size(a)
		}
		return n
	}
	return 1
}

// declareClassScope declares the types and constants nested in a class.
func (c *checker) declareClassScope(ci *classInfo) {
	if ci == nil || ci.scoped || ci.syn == nil {
		return
	}
	ci.scoped = true
	for _, s := range ci.syn.Body {
		switch s := s.(type) {
		case *syntax.CTypedef, *syntax.CStruct, *syntax.CEnum, *syntax.CFused:
			c.declareType(ci.scope, ci.mod, s.(syntax.Stmt), nil)
		case *syntax.CypClass:
			c.declareClass(ci.scope, ci.mod, s, ci, ci.inPxd)
		}
	}
}

// member finds a nested name in a class or its bases.
func (ci *classInfo) member(name string) *symbol {
	if y := ci.scope.names[name]; y != nil {
		return y
	}
	for _, b := range ci.bases {
		if y := b.member(name); y != nil {
			return y
		}
	}
	return nil
}

func (c *checker) activable(k *types.Class) bool { return k.Activable }

// completeClass resolves bases, order, fields and methods.
func (c *checker) completeClass(ci *classInfo) {
	if ci.complete || ci.busy {
		return
	}
	ci.busy = true
	muted := c.muted
	c.muted = 0 // an instance that inference asks for first is checked for good then
	before := c.diags.Errors()
	defer func() {
		ci.busy = false
		c.muted = muted
		if ci.generic != nil && c.diags.Errors() > before {
			c.noteInstance(ci)
		}
	}()
	syn := ci.syn
	if syn == nil {
		ci.cls.MRO = []*types.Class{ci.cls}
		return
	}
	c.declareClassScope(ci)
	cls := ci.cls
	for _, b := range syn.Bases {
		t := c.typeOf(ci.scope, b)
		if isInvalid(t) {
			continue
		}
		r := asRef(t)
		if r == nil {
			c.declError(codeBase, b.Span(), "Base class '%s' not a struct or class.", t).Hint("%s", baseHelp(t))
			continue
		}
		bi := c.infoOf(r.Class)
		c.completeClass(bi)
		if bi.syn == nil || bi.busy {
			c.declError(codeBase, syn.Keyword, "Cannot inherit from incomplete type").Note(bi.first.Keyword, "'%s' is only declared here", r.Class.Name)
			continue
		}
		dup := false
		for _, o := range ci.bases {
			dup = dup || o == bi
		}
		if dup {
			c.declError(codeBase, b.Span(), "Duplicate base class '%s'", r.Class.Name)
			continue
		}
		ci.bases = append(ci.bases, bi)
		cls.Bases = append(cls.Bases, r.Class)
		if cls.Activable && !r.Class.Activable && r.Class != c.acthon.activable {
			c.declError(codeBase, syn.Keyword, "Activable class cannot inherit from not activable one.").
				Note(bi.first.Keyword, "'%s' is not activable", r.Class.Name).
				Hint("declare '%s' activable too, or keep it in a field", r.Class.Name)
		}
	}
	if cls.Activable && c.acthon.activable != nil {
		has := false
		for _, b := range cls.Bases {
			has = has || b.Derives(c.acthon.activable)
		}
		if !has {
			cls.Bases = append(cls.Bases, c.acthon.activable)
			ci.bases = append(ci.bases, c.infoOf(c.acthon.activable))
		}
		c.activables = append(c.activables, ci)
	}
	cls.MRO = linearize(cls)
	if cls.MRO == nil {
		c.declError(codeMRO, syn.Keyword, "Cannot create a consistent method resolution order for cypclass '%s'", cls.Name)
		cls.MRO = []*types.Class{cls}
		for _, b := range cls.Bases {
			cls.MRO = append(cls.MRO, b.MRO...)
		}
	}
	cls.Complete = true
	ci.complete = true // members may mention the class itself
	for _, s := range syn.Body {
		switch s := s.(type) {
		case *syntax.CVarDecl:
			c.addFields(ci, s)
		case *syntax.CFuncDef:
			c.addMethod(ci, s)
		case *syntax.ExprStmt, *syntax.Pass, *syntax.CTypedef, *syntax.CStruct, *syntax.CEnum, *syntax.CFused, *syntax.CypClass:
		}
	}
	for _, d := range ci.order {
		c.queueMethod(ci, d)
	}
}

// sameBases reports whether the bases that a forward declaration gives are those of the definition. It may leave them out.
func sameBases(first, syn *syntax.CypClass) bool {
	if len(first.Bases) == 0 {
		return true
	}
	return slices.EqualFunc(first.Bases, syn.Bases, sameName)
}

// sameName compares two types as they are written, whatever module the names are qualified with.
func sameName(a, b *syntax.TypeExpr) bool {
	last := func(t *syntax.TypeExpr) string {
		if len(t.Base) == 0 {
			return ""
		}
		return t.Base[len(t.Base)-1].Name
	}
	return last(a) == last(b) && slices.EqualFunc(a.Args, b.Args, sameName)
}

// linearize computes the C3 method resolution order, or nil.
func linearize(k *types.Class) []*types.Class {
	var seqs [][]*types.Class
	for _, b := range k.Bases {
		seqs = append(seqs, append([]*types.Class(nil), b.MRO...))
	}
	seqs = append(seqs, append([]*types.Class(nil), k.Bases...))
	out := []*types.Class{k}
	for {
		var left [][]*types.Class
		for _, s := range seqs {
			if len(s) > 0 {
				left = append(left, s)
			}
		}
		if len(left) == 0 {
			return out
		}
		var pick *types.Class
		for _, s := range left {
			ok := true
			for _, t := range left {
				for _, x := range t[1:] {
					ok = ok && x != s[0]
				}
			}
			if ok {
				pick = s[0]
				break
			}
		}
		if pick == nil {
			return nil
		}
		out = append(out, pick)
		for i, s := range left {
			if s[0] == pick {
				left[i] = s[1:]
			}
		}
		seqs = left
	}
}

func (c *checker) addFields(ci *classInfo, s *syntax.CVarDecl) {
	for _, d := range s.Decls {
		t := c.typeOf(ci.scope, d.Type)
		name := d.Name.Name
		switch {
		case d.Default != nil:
			c.declError(codeField, d.Name.Span(), "Cannot assign default value to fields in cdef classes, structs or unions").
				Hint("set it in `__init__`")
		case isObject(t):
			c.declError(codeField, d.Name.Span(), "Python object fields are not allowed in cypclass").
				Hint("%s", fieldHelp(t, name))
		}
		if r := asRef(t); r != nil && r.Qual == types.Locked {
			c.declError(codeQualifier, s.Span(), "'locked' variables are only allowed inside a function")
		}
		if f, ok := t.(*types.Func); ok {
			t = c.pointer(f)
		}
		f := &types.Field{Name: name, Type: t, Owner: ci.cls, Decl: d.Name.Span(), Mutable: s.Mods.Mutable}
		if d.CName != nil {
			f.CName = d.CName.Value
			if ci.mod.res.Std {
				f.GoName = d.CName.Value
			}
		}
		if old := ci.ownField(name); old != nil {
			c.declError(codeRedeclared, d.Name.Span(), "'%s' redeclared ", name).Note(old.Decl, "Previous declaration is here")
			continue
		}
		for _, k := range ci.cls.MRO[1:] {
			for _, o := range k.Fields {
				if o.Name == name {
					c.inheritedTwice(name, ci, o.Decl, d.Name.Span())
				}
			}
			for _, m := range k.Methods {
				if m.Name == name {
					c.inheritedTwice(name, ci, m.Decl, d.Name.Span())
				}
			}
		}
		ci.cls.Fields = append(ci.cls.Fields, f)
	}
}

func (c *checker) inheritedTwice(name string, ci *classInfo, old, at source.Span) {
	c.declError(codeField, at, "Cypclass data member '%s' is inherited more than once by cypclass '%s'.", name, ci.cls.Name).
		Note(old, "Previous declaration is here").
		Note(ci.first.Keyword, "Cypclass '%s' is declared here.", ci.cls.Name)
}

func (ci *classInfo) ownField(name string) *types.Field {
	for _, f := range ci.cls.Fields {
		if f.Name == name {
			return f
		}
	}
	return nil
}

// field finds a field of a complete class along its order.
func (c *checker) field(k *types.Class, name string) *types.Field {
	c.completeClass(c.infoOf(k))
	return k.Field(name)
}

// methodsNamed lists the overloads visible in a class: inherited first, an override in the place of what it overrides.
func (c *checker) methodsNamed(k *types.Class, name string) []*funcDecl {
	c.completeClass(c.infoOf(k))
	var out []*funcDecl
	for i := len(k.MRO) - 1; i >= 0; i-- {
		ki := c.infoOf(k.MRO[i])
	next:
		for _, d := range ki.methods[name] {
			for j, o := range out {
				if name == "__init__" && slices.Contains(ki.methods[name], o) {
					continue
				}
				if hides(name, d, o) {
					out[j] = d
					continue next
				}
			}
			out = append(out, d)
		}
	}
	return out
}

// hides reports whether a method stands for an inherited one: with the same parameters; an initialiser with the same mandatory ones
// (spec 6.4).
func hides(name string, d, o *funcDecl) bool {
	if name != "__init__" {
		return sameParams(o.sig, d.sig)
	}
	n := d.required()
	if o.required() != n {
		return false
	}
	for i := range n {
		if stripConst(o.sig.Params[i].Type) != stripConst(d.sig.Params[i].Type) {
			return false
		}
	}
	return true
}

func sameParams(a, b *types.Func) bool {
	if len(a.Params) != len(b.Params) {
		return false
	}
	for i := range a.Params {
		if stripConst(a.Params[i].Type) != stripConst(b.Params[i].Type) {
			return false
		}
	}
	return true
}

// stripConst removes const from a type or reference.
func stripConst(t types.Type) types.Type {
	switch x := t.(type) {
	case *types.Const:
		return stripConst(x.Elem)
	case *types.Ref:
		return types.RefTo(x.Class, x.Qual, false)
	}
	return t
}

// constructors lists the __init__ overloads that T(args) can choose from (spec 5.1).
func (c *checker) constructors(k *types.Class) []*funcDecl {
	inits := c.methodsNamed(k, "__init__")
	inherited := false
	for _, b := range k.MRO[1:] {
		inherited = inherited || len(c.infoOf(b).methods["__init__"]) > 0
	}
	if inherited {
		return inits
	}
	for _, d := range inits {
		if d.required() == 0 {
			return inits
		}
	}
	implicit := &funcDecl{name: "__init__", mod: c.infoOf(k).mod, implicit: true, sig: c.funcType(types.Func{Result: types.Void, NoGIL: true})}
	return append([]*funcDecl{implicit}, inits...)
}

// newOf finds the __new__ of a class, own or inherited; allocOf its own __alloc__.
func (c *checker) newOf(k *types.Class) *funcDecl {
	c.completeClass(c.infoOf(k))
	for _, b := range k.MRO {
		if ds := c.infoOf(b).methods["__new__"]; len(ds) > 0 {
			return ds[0]
		}
	}
	return nil
}

func (c *checker) allocOf(k *types.Class) *funcDecl {
	if ds := c.infoOf(k).methods["__alloc__"]; len(ds) > 0 {
		return ds[0]
	}
	return nil
}

func itoa(n int) string {
	if n == 0 {
		return "0"
	}
	var b [20]byte
	i := len(b)
	for ; n > 0; n /= 10 {
		i--
		b[i] = byte('0' + n%10)
	}
	return string(b[i:])
}
