// Package irbuild turns the typed tree into IR.
//
// In: a checked program (types/typed). Out: an ir.Program that keeps the invariants of package ir and counts nothing.
// A tree that breaks the checker's promises is a panic with its place; user errors are never reported here.
//
// What is decided here:
//   - order: operands are evaluated strictly left to right. A pure operand stays nested where it stands, so that the Go reads
//     well; it is saved in a temporary only where a later operand's statements could change it;
//   - exits: break, continue, return and errors run the pending clean-ups (locks, the GIL, finally bodies), innermost first;
//   - checks: a NullCheck before each use of a reference, a ZeroCheck before each division, the isolation test of consume;
//   - locks that the language takes by itself (spec 11.2);
//   - Python semantics: what is a call of the runtime, and which.
//
// For example
//
//	total += cell.weight(k)
//
// becomes
//
//	nullcheck cell "cell"
//	t = cell.virtual Cell.weight(k)
//	total = total + t
package irbuild

import (
	"fmt"
	"slices"

	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// Options of a build.
type Options struct {
	// Exported marks functions and classes as visible to Go callers (a generated package, not a program).
	Exported bool
}

// Build makes the IR of a checked program.
func Build(p *typed.Program, opts Options) *ir.Program {
	b := &builder{
		prog: p, opts: opts, out: &ir.Program{Set: p.Set},
		funcs: map[*typed.Func]*ir.Func{}, methods: map[*types.Method]*ir.Func{}, bodies: map[*types.Method]*typed.Func{},
		globals: map[*typed.Var]*ir.Global{}, classes: map[*types.Class]*ir.Class{}, modules: map[string]*ir.Module{},
		messages: map[*types.Method]*message{}, pointers: map[types.Type]*types.Pointer{}, slots: map[*types.Slot]bool{},
		visible: map[*types.Class]bool{}, unbound: map[*typed.Func]bool{}, private: map[*types.Method]bool{},
	}
	b.threads = usesThreads(p)
	b.holds = slices.ContainsFunc(p.Modules, func(m *typed.Module) bool {
		return slices.ContainsFunc(m.Structs, func(s *types.Struct) bool { return s.Held })
	})
	b.names = findNames(p)
	b.declare()
	for _, m := range p.Modules {
		b.module(m)
	}
	b.wrappers()
	b.out.Main = b.modules[mainName(p)]
	b.out.Threaded = threaded(p)
	ir.Unshare(b.out) // values that were used twice while building get a node for each use
	return b.out
}

func mainName(p *typed.Program) string {
	if p.Main == nil {
		return ""
	}
	return p.Main.Name
}

type builder struct {
	prog     *typed.Program
	opts     Options
	out      *ir.Program
	funcs    map[*typed.Func]*ir.Func
	methods  map[*types.Method]*ir.Func
	bodies   map[*types.Method]*typed.Func
	globals  map[*typed.Var]*ir.Global
	classes  map[*types.Class]*ir.Class
	modules  map[string]*ir.Module
	messages map[*types.Method]*message
	pointers map[types.Type]*types.Pointer
	slots    map[*types.Slot]bool
	// allocs and allocators serve constructors by __new__.
	allocs     map[*types.Class]*types.Pointer
	allocators map[[2]*types.Class]*ir.Func
	visible    map[*types.Class]bool  // classes that Python code sees
	private    map[*types.Method]bool // initialisers that leave their object isolated
	unbound    map[*typed.Func]bool   // Python sides of cpdef functions that nothing can call
	names      *names
	parallels  int  // parallel loops met
	threads    bool // several threads may run: global references are shared
	holds      bool // attributes of Python objects may hold objects of any class
}

// declare makes the modules, globals, classes and functions, without bodies, so that bodies can name any of them.
func (b *builder) declare() {
	for _, m := range b.prog.Modules {
		if declarations(m) {
			continue
		}
		im := &ir.Module{Name: m.Name, File: m.FileName, Path: m.Path, Doc: m.Doc, Main: m.Main, Structs: m.Structs}
		for _, d := range m.Imports {
			if dm := b.modules[d.Name]; dm != nil {
				im.Imports = append(im.Imports, dm)
			}
		}
		b.modules[m.Name] = im
		b.out.Modules = append(b.out.Modules, im)
		for _, v := range m.Globals {
			if b.hidden(m, v) {
				continue
			}
			g := b.global(v)
			im.Globals = append(im.Globals, g)
			if v.PyName {
				im.Attrs = append(im.Attrs, ir.Attr{Name: v.Name, Global: g})
			}
		}
	}
	for _, k := range b.prog.Classes {
		if k.Go != "" {
			continue
		}
		b.declareClass(k)
	}
	for _, m := range b.prog.Modules {
		for _, f := range m.Funcs {
			b.declareFunc(f)
		}
	}
}

func (b *builder) global(v *typed.Var) *ir.Global {
	g := b.globals[v]
	if g == nil {
		g = &ir.Global{Name: v.Name, Module: v.Module, Type: plain(v.Type), Go: v.Go, Span: v.Span}
		b.globals[v] = g
	}
	return g
}

func (b *builder) declareClass(k *types.Class) {
	c := &ir.Class{Type: k, Module: k.Module, Own: k.Fields, Traced: traced(k), Doc: k.Doc}
	b.classes[k] = c
	b.out.Classes = append(b.out.Classes, c)
	for _, m := range k.Methods {
		if m.Slot != nil && m.Slot.Root == k && !b.slots[m.Slot] {
			b.slots[m.Slot] = true
			c.Slots = append(c.Slots, m.Slot)
		}
	}
}

// traced reports whether objects of a class have traversable references of their own or inherited (spec 4.3).
func traced(k *types.Class) bool {
	for _, c := range k.MRO {
		for _, f := range c.Fields {
			if holdsPlain(f.Type) {
				return true
			}
		}
	}
	return false
}

func holdsPlain(t types.Type) bool {
	switch t := t.(type) {
	case *types.Ref:
		return t.Qual == types.Unqualified
	case *types.Const:
		return holdsPlain(t.Elem)
	case *types.Array:
		return holdsPlain(t.Elem)
	case *types.Struct:
		for _, f := range t.Fields {
			if !t.Union && holdsPlain(f.Type) {
				return true
			}
		}
	case *types.Cpp:
		for _, h := range t.Holds {
			if holdsPlain(h) {
				return true
			}
		}
	}
	return false
}

// declarations reports whether a module only declares what the runtime provides.
func declarations(m *typed.Module) bool {
	return !m.Main && m.Path == "" && len(m.Funcs) == 0 && len(m.Frags) == 0 && (m.Body == nil || len(m.Body.Body) == 0)
}

// module builds the functions and the body of a module.
func (b *builder) module(m *typed.Module) {
	im := b.modules[m.Name]
	if im == nil {
		return
	}
	for _, f := range m.Funcs {
		g := b.funcs[f]
		if g == nil || b.unbound[f] {
			continue
		}
		b.buildFunc(f, g, nil)
		im.Funcs = append(im.Funcs, g)
		if f.Class == nil {
			continue
		}
		if c := b.classes[f.Class]; c != nil {
			c.Methods = append(c.Methods, g)
			if f.Method != nil && f.Method.Name == "__dealloc__" {
				c.Dealloc = g
			}
		}
	}
	if m.Body != nil {
		im.Init = b.declareFunc(m.Body)
		b.buildFunc(m.Body, im.Init, m)
	}
	for _, fr := range m.Frags {
		g := b.declareFunc(fr.Func)
		b.buildFunc(fr.Func, g, nil)
		im.Frags = append(im.Frags, g)
		im.FragIDs = append(im.FragIDs, fr.ID)
	}
}

// hidden reports whether a module variable is set by the compiler only, for code that isn't there.
func (b *builder) hidden(m *typed.Module, v *typed.Var) bool {
	if implicit(v) {
		return !b.names.set[v] && !b.names.found(v)
	}
	if m.Body == nil {
		return false
	}
	hidden := false
	for _, s := range m.Body.Body {
		if a, ok := s.(*typed.Assign); ok {
			if p, ok := a.Place.(*typed.VarExpr); ok && p.Var == v {
				if !b.unneeded(s) {
					return false
				}
				hidden = true
				if f, ok := a.Value.(*typed.FuncObj); ok {
					b.unbound[f.Func] = true
				}
			}
		}
	}
	return hidden
}

// usesThreads reports whether the program can have several threads: it sends messages or starts threads itself.
func usesThreads(p *typed.Program) bool {
	for _, k := range p.Classes {
		if k.Activable && k.Go == "" {
			return true
		}
	}
	for _, m := range p.Modules {
		for _, f := range m.Funcs {
			if mentionsThreads(f.Body) {
				return true
			}
		}
	}
	return false
}

// bug ends the build: the tree is not what the checker promises.
func (b *builder) bug(at source.Span, format string, args ...any) {
	panic(fmt.Sprintf("%s: irbuild: %s", b.prog.Set.Position(at.Start), fmt.Sprintf(format, args...)))
}

// pointer is the type of pointers to elem.
func (b *builder) pointer(elem types.Type) *types.Pointer {
	p := b.pointers[elem]
	if p == nil {
		p = &types.Pointer{Elem: elem}
		b.pointers[elem] = p
	}
	return p
}
