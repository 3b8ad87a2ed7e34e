// Package check resolves names and types: syntax trees in, the typed tree out.
//
// Declarations are resolved on demand: a symbol knows its syntax and is completed when
// something asks for it, so order within a module and cycles among modules do not matter. Function bodies are checked after
// all declarations, from a worklist that instances of generic classes join as they are needed.
//
// Types of undeclared locals are inferred from what is assigned to them (infer.go), by checking those
// expressions with diagnostics muted; the body is then checked once for real.
package check

import (
	"sort"

	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/resolve"
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/syntax"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// Options of a check.
type Options struct {
	Strict bool
}

// Program checks a program. Errors go to its diagnostics; the tree is complete only without errors.
func Program(p *resolve.Program, opts Options) *typed.Program {
	c := &checker{
		prog:    p,
		set:     p.Set,
		diags:   p.Diags,
		opts:    opts,
		modules: map[string]*module{},
		cpps:    map[string]*types.Cpp{},
		sends:   map[*types.Method]bool{},

		ownResults: map[*types.Class]bool{},
		bodies:     map[*types.Method]*typed.Func{},
	}
	c.interns = newInterner()
	c.out = &typed.Program{Set: p.Set, Results: map[*types.Method]*types.Class{}}
	c.declareBuiltinClasses()
	for _, m := range p.Modules {
		if c.modules[m.Name] == nil || !m.Std {
			c.addModule(m)
		}
	}
	for _, m := range c.order {
		c.declareModule(m)
	}
	for _, m := range c.order {
		c.completeModule(m)
	}
	for _, m := range c.order {
		c.checkModule(m)
	}
	c.drain()
	c.reportDisplays()
	c.checkHierarchies()
	c.finish()
	return c.out
}

type checker struct {
	prog    *resolve.Program
	set     *source.Set
	diags   *diag.List
	opts    Options
	out     *typed.Program
	interns *interner

	modules map[string]*module
	order   []*module
	std     map[string]*module

	exts     map[*typed.Var]*extInfo // `cdef class`es by the variables that hold them
	extOrder []*extInfo
	enums    map[*types.Enum]*typed.Var // the Python classes of cpdef enums

	cpps    map[string]*types.Cpp // instances of C++ classes by display key
	classes []*types.Class        // complete cypclasses in order of completion
	work    []func()              // bodies still to be checked
	sends   map[*types.Method]bool
	// ownResults tells of activable classes whether they make the results of their calls themselves.
	ownResults map[*types.Class]bool
	bodies     map[*types.Method]*typed.Func
	classID    int
	tempID     int

	muted  int // > 0: diagnostics are dropped (inference)
	failed int // errors met while muted

	inferring int  // depth of inference of locals
	cycle     bool // inference met a local that is being inferred
	builtin   *scope

	declOf map[*typed.Func]*funcDecl    // the C functions of the program
	fused  map[*types.TypeParam]*symbol // fused types by what stands for them in signatures

	displays    map[typed.Expr]*display // displays that may become C values
	badDisplays []*display              // those with an element that no object can hold

	acthon     acthonClasses
	cyp        cypClasses
	activables []*classInfo
}

// module is a module under check.
type module struct {
	res         *resolve.Module
	name        string
	scope       *scope // C and Python names of the module
	out         *typed.Module
	level       int // language level: 2 or 3
	body        *funcCtx
	done        bool
	cimported   []cimportedModule // with an implementation of their own
	funcs       []*funcSym
	dirs        map[string]string
	starImports []*module
	pyNames     map[string]bool // names that the module body assigns
}

func (c *checker) addModule(m *resolve.Module) *module {
	mod := &module{res: m, name: m.Name, dirs: map[string]string{}, level: 3}
	mod.scope = newScope(c.builtin, mod)
	mod.scope.kind = moduleScope
	out := &typed.Module{Name: m.Name, Path: m.Path, Python: m.Python, Main: m.Main, CallMain: m.CallMain}
	for _, f := range []*syntax.File{m.Pxd, m.Pyx} {
		if f == nil {
			continue
		}
		out.FileName = f.Source.Name
		for k, v := range f.Directives {
			mod.dirs[k] = v
		}
	}
	if mod.dirs["language_level"] == "2" {
		mod.level = 2
	}
	mod.out = out
	c.modules[m.Name] = mod
	c.order = append(c.order, mod)
	return mod
}

// findModule finds the module that an import in `from` names.
func (c *checker) findModule(from *module, level int, path string) *module {
	for _, d := range from.res.Deps {
		if d.Name == resolve.Absolute(from.res, level, path) {
			return c.modules[d.Name]
		}
	}
	return c.modules[resolve.Absolute(from.res, level, path)]
}

func (c *checker) drain() {
	for len(c.work) > 0 {
		w := c.work
		c.work = nil
		for _, f := range w {
			f()
		}
	}
}

// finish puts the results together in a deterministic order.
func (c *checker) finish() {
	done := map[*types.Class]bool{}
	var add func(k *types.Class)
	add = func(k *types.Class) {
		if done[k] {
			return
		}
		done[k] = true
		for _, b := range k.Bases {
			add(b)
		}
		c.out.Classes = append(c.out.Classes, k)
	}
	sort.SliceStable(c.classes, func(i, j int) bool { return c.classes[i].ID < c.classes[j].ID })
	for _, k := range c.classes {
		add(k)
	}
	seen := map[*module]bool{}
	var visit func(m *module)
	visit = func(m *module) {
		if seen[m] {
			return
		}
		seen[m] = true
		for _, d := range m.res.Deps {
			if dm := c.modules[d.Name]; dm != nil {
				visit(dm)
			}
		}
		for _, d := range m.res.Deps {
			if dm := c.modules[d.Name]; dm != nil {
				m.out.Imports = append(m.out.Imports, dm.out)
			}
		}
		c.out.Modules = append(c.out.Modules, m.out)
		if m.res.Main {
			c.out.Main = m.out
		}
	}
	for _, m := range c.order {
		visit(m)
	}
}

// ---- Diagnostics -----------------------------------------------------------

func (c *checker) errorf(phase diag.Phase, code diag.Code, at source.Span, format string, args ...any) *diag.Diagnostic {
	if c.muted > 0 {
		c.failed++
		return &diag.Diagnostic{}
	}
	return c.diags.Errorf(phase, code, at, format, args...)
}

func (c *checker) warnf(phase diag.Phase, code diag.Code, at source.Span, format string, args ...any) *diag.Diagnostic {
	if c.muted > 0 {
		return &diag.Diagnostic{}
	}
	return c.diags.Warnf(phase, code, at, format, args...)
}

// declError and exprError report in the declaration and expression phases.
func (c *checker) declError(code diag.Code, at source.Span, format string, args ...any) *diag.Diagnostic {
	return c.errorf(diag.Declaration, code, at, format, args...)
}

func (c *checker) exprError(code diag.Code, at source.Span, format string, args ...any) *diag.Diagnostic {
	return c.errorf(diag.Expression, code, at, format, args...)
}

// unsupported reports what the language has and cyp does not have yet.
func (c *checker) unsupported(at source.Span, what string) *diag.Diagnostic {
	return c.exprError(codeUnsupported, at, "not supported yet: %s", what)
}

// quietly runs f with diagnostics muted and reports whether it met no error.
func (c *checker) quietly(f func()) bool {
	failed := c.failed
	c.failed = 0
	c.muted++
	f()
	c.muted--
	ok := c.failed == 0
	c.failed = failed
	return ok
}
