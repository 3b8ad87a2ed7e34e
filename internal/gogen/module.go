package gogen

import (
	"fmt"
	"sort"
	"strconv"
	"strings"

	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
)

// module writes a module: its types, variables, functions and body.
func (fl *file) module() {
	g, m := fl.g, fl.mod
	for _, s := range m.Structs {
		fl.structType(s)
	}
	for _, c := range g.p.Classes {
		if c.Module == m.Name || c.Module == "" && m.Main {
			fl.class(c)
			fl.wrapper(c)
		}
	}
	fl.globals()
	done := map[*ir.Func]bool{}
	emit := func(f *ir.Func) {
		if f == nil || done[f] || f.Outer != nil || g.special[f] {
			return
		}
		done[f] = true
		fl.function(f)
	}
	for _, f := range m.Funcs {
		emit(f)
	}
	for _, c := range g.p.Classes {
		if c.Module != m.Name && !(c.Module == "" && m.Main) {
			continue
		}
		for _, f := range c.Methods {
			emit(f)
		}
		emit(c.Dealloc)
		if c.Wrapper != nil {
			emit(c.Wrapper.Init)
			for _, w := range c.Wrapper.Methods {
				emit(w.Func)
			}
		}
	}
	for _, f := range g.x.Funcs {
		if f.Module == m.Name {
			emit(f)
		}
	}
	for i, f := range m.Frags {
		f.Go = g.names.take(fmt.Sprintf("fragment_%s_%d", ident(m.Name), i))
		fl.function(f)
	}
	fl.initFunc()
	if g.opt.Exported {
		fl.exported()
	}
}

func (fl *file) globals() {
	w := &fl.body
	w.self()
	var list []*ir.Global
	for _, v := range fl.mod.Globals {
		if v.Go == "" && fl.g.globalNames[v] != "" {
			list = append(list, v)
		}
	}
	if len(list) == 0 {
		return
	}
	w.p("")
	w.p("var (")
	for _, v := range list {
		w.p("%s %s", fl.g.globalNames[v], fl.goType(v.Type))
	}
	w.p(")")
}

// initFunc writes the function that runs the module body once. Where some code needs module objects it gives that of this module.
func (fl *file) initFunc() {
	g, m := fl.g, fl.mod
	w := &fl.body
	w.self()
	w.p("")
	started := g.names.take("started_" + ident(m.Name))
	w.p("var %s bool", started)
	object := g.moduleObjects
	result := "*rt.Error"
	ok, fail := "nil", "err"
	if object {
		fl.use("py")
		w.p("")
		w.p("var %s py.Value", g.moduleNames[m.Name])
		result = "(py.Value, *rt.Error)"
		ok, fail = g.moduleNames[m.Name]+", nil", g.moduleNames[m.Name]+", err"
	}
	body := ""
	if m.Init != nil && len(m.Init.Body) > 0 {
		m.Init.Go = g.names.take("body_" + ident(m.Name))
		m.Init.Name = "<module>"
		body = m.Init.Go
	}
	w.p("")
	w.p("// %s runs the body of module %s, once.", g.initNames[m.Name], m.Name)
	w.p("func %s(cx *rt.Ctx) %s {", g.initNames[m.Name], result)
	w.p("if %s {", started)
	w.p("return %s", ok)
	w.p("}")
	if p := fl.parent(); object && p != nil {
		// The package comes first, as Python has it; it may import this module itself.
		w.p("if _, err := %s(cx); err != nil || %s {", g.initNames[p.Name], started)
		w.p("return %s", fail)
		w.p("}")
	}
	w.p("%s = true", started)
	if object {
		fl.moduleObject()
		if p := fl.parent(); p != nil {
			w.p("if err := py.SetAttr(cx, %s, %s, %s); err != nil {", g.moduleNames[p.Name], strconv.Quote(lastName(m.Name)), g.moduleNames[m.Name])
			w.p("return %s", fail)
			w.p("}")
		}
	}
	fl.dropGlobals()
	switch {
	case body == "":
		w.p("return %s", ok)
	case !m.Init.CanRaise:
		w.p("%s(cx)", body)
		w.p("return %s", ok)
	case !object:
		w.p("return %s(cx)", body)
	default:
		w.p("if err := %s(cx); err != nil {", body)
		w.p("return %s", fail)
		w.p("}")
		w.p("return %s", ok)
	}
	w.p("}")
	if body != "" {
		fl.function(m.Init)
	}
}

// moduleObject makes the module object; its attributes are the Go variables.
func (fl *file) moduleObject() {
	g, m := fl.g, fl.mod
	w := &fl.body
	v := "m"
	for g.names[v] {
		v += "_"
	}
	w.p("%s := py.NewModule(%s)", v, strconv.Quote(m.Name))
	w.p("%s = %s.Value()", g.moduleNames[m.Name], v)
	if m.Doc != "" {
		w.p("%s.Set(\"__doc__\", %s)", v, fl.hoist("py", "py.NewStr("+strconv.Quote(m.Doc)+")"))
	}
	for _, a := range m.Attrs {
		if a.Global.Go != "" {
			continue
		}
		w.p("py.Bind(%s, %s, &%s)", v, strconv.Quote(a.Name), g.globalNames[a.Global])
	}
	var wrapped []*ir.Class
	for _, c := range g.p.Classes {
		if c.Wrapper != nil && c.Module == m.Name && c.Type.Outer == nil && !hasAttr(m, c.Type.Name) {
			wrapped = append(wrapped, c)
		}
	}
	sort.SliceStable(wrapped, func(i, j int) bool { return wrapped[i].Type.ID < wrapped[j].Type.ID })
	for _, c := range wrapped {
		w.p("%s.Set(%s, wrap_%s.Value())", v, strconv.Quote(c.Type.Name), g.className(c.Type))
	}
	w.p("py.Provide(%s, %s)", strconv.Quote(m.Name), g.moduleNames[m.Name])
	if !m.Main {
		fmt.Fprintf(&fl.inits, "py.RegisterModule(%s, %s)\n", strconv.Quote(m.Name), g.initNames[m.Name])
	}
}

// parent is the package that the module is in, where the program has it.
func (fl *file) parent() *ir.Module {
	i := strings.LastIndexByte(fl.mod.Name, '.')
	if i < 0 {
		return nil
	}
	for _, m := range fl.g.p.Modules {
		if m.Name == fl.mod.Name[:i] {
			return m
		}
	}
	return nil
}

func hasAttr(m *ir.Module, name string) bool {
	for _, a := range m.Attrs {
		if a.Name == name {
			return true
		}
	}
	return false
}

// wraps reports whether Python objects may hold objects of a class of the module, or hold counts in attributes.
func (fl *file) wraps() bool {
	for _, c := range fl.g.p.Classes {
		if c.Wrapper != nil && c.Module == fl.mod.Name {
			return true
		}
	}
	return fl.g.holds()
}

// holds reports whether the program has extension types with attributes that hold counts.
func (g *gen) holds() bool {
	for _, m := range g.p.Modules {
		for _, s := range m.Structs {
			if s.Held {
				return true
			}
		}
	}
	return false
}

// dropGlobals has the references in module variables dropped at the end of the program.
func (fl *file) dropGlobals() {
	g := fl.g
	var b writer
	b.fl = fl
	for i := len(fl.mod.Globals) - 1; i >= 0; i-- {
		v := fl.mod.Globals[i]
		if v.Go == "" && ir.Counted(v.Type) {
			n := g.globalNames[v]
			old := "old"
			b.p("{")
			b.p("%s := %s", old, n)
			b.p("%s = %s", n, fl.zero(v.Type))
			fl.dropPlace(&b, old, v.Type, false)
			b.p("}")
		}
	}
	if fl.wraps() {
		for i := len(fl.mod.Globals) - 1; i >= 0; i-- {
			v := fl.mod.Globals[i]
			if _, object := v.Type.(*types.Object); object && v.Go == "" {
				b.p("%s = %s", g.globalNames[v], fl.zero(v.Type))
			}
		}
	}
	if b.b.Len() == 0 {
		return
	}
	fl.body.p("rt.AtExit(func(cx *rt.Ctx) {")
	fl.body.b.WriteString(b.b.String())
	fl.body.p("})")
}

// mainFile is main.go: it runs the main module.
func (g *gen) mainFile() *file {
	fl := newFile(g, nil, "main.go")
	w := &fl.body
	fl.use("rt")
	main := g.p.Main
	if main == nil && len(g.p.Modules) > 0 {
		main = g.p.Modules[len(g.p.Modules)-1]
	}
	w.p("func main() {")
	if g.opt.Debug {
		w.p("rt.Debug = true")
	}
	w.p("rt.Main(func(cx *rt.Ctx) *rt.Error {")
	switch {
	case main == nil:
		w.p("return nil")
	case g.moduleObjects:
		w.p("_, err := %s(cx)", g.initNames[main.Name])
		w.p("return err")
	default:
		w.p("return %s(cx)", g.initNames[main.Name])
	}
	w.p("})")
	w.p("}")
	return fl
}

// tablesFile is the file with the tables that the doctest runner looks into.
func (g *gen) tablesFile() *file {
	fl := newFile(g, nil, "tables_cyp.go")
	fl.use("rt")
	fl.use("py")
	w := &fl.body
	w.p("// fragments are the doctest examples, by number.")
	w.p("var fragments = map[int]func(cx *rt.Ctx, globals py.Value) (py.Value, *rt.Error){")
	for _, m := range g.p.Modules {
		for i, f := range m.Frags {
			id := i
			if i < len(m.FragIDs) {
				id = m.FragIDs[i]
			}
			w.p("%d: %s,", id, f.Go)
		}
	}
	w.p("}")
	w.p("")
	w.p("// modules initialise the modules, by dotted name, and give their objects.")
	w.p("var modules = map[string]func(cx *rt.Ctx) (py.Value, *rt.Error){")
	for _, m := range g.p.Modules {
		w.p("%s: %s,", strconv.Quote(m.Name), g.initNames[m.Name])
	}
	w.p("}")
	return fl
}

// needsObjects reports whether some code needs module objects: Python code that looks at modules from outside.
func (g *gen) needsObjects() bool {
	if g.opt.Test {
		return true
	}
	for _, m := range g.p.Modules {
		if len(m.Attrs) > 0 {
			return true
		}
	}
	need := false
	for _, f := range g.x.Funcs {
		ir.Walk(f.Body, func(s ir.Stmt) bool {
			if set, ok := s.(*ir.Set); ok {
				if c := ir.CallOf(set.Src); c != nil && strings.HasPrefix(c.Callee.Go, "mod:") {
					need = true
				}
			}
			return !need
		})
	}
	return need
}
