package gogen

import (
	"go/token"
	"strconv"
	"strings"

	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
)

// predeclared are the names of Go that generated code relies on, and the packages it imports.
var predeclared = strings.Fields(`any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64
	rune string uint uint8 uint16 uint32 uint64 uintptr true false iota nil append cap clear close complex copy delete imag len
	make max min new panic print println real recover init main rt py unsafe math big strings strconv os sort fmt err cx at _`)

var reserved = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range predeclared {
		m[w] = true
	}
	return m
}()

// names gives out identifiers that are unique in the package.
type names map[string]bool

// take returns base, or base with as many underscores or a number behind as make it new.
func (n names) take(base string) string { return n.takeBeside(nil, base) }

// takeBeside is take where the names of outer are taken too.
func (n names) takeBeside(outer names, base string) string {
	name := ident(base)
	for i := 1; n[name] || outer[name] || reserved[name] || token.IsKeyword(name); i++ {
		if i == 1 {
			name = ident(base) + "_"
		} else {
			name = ident(base) + "_" + strconv.Itoa(i)
		}
	}
	n[name] = true
	return name
}

// field is the name of a field of a struct.
func (n names) field(name string) string {
	f := ident(name)
	for token.IsKeyword(f) || f == "Drop" || f == "Clone" || f == "Visit" {
		f += "_"
	}
	return f
}

// ident turns a source name into a Go identifier: "Box[int]" into Box_int.
func ident(s string) string {
	var b strings.Builder
	gap := false
	for i, r := range s {
		ok := r == '_' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r > 127 || r >= '0' && r <= '9'
		if !ok {
			gap = true
			if r == '*' {
				b.WriteString("_p")
			}
			continue
		}
		if gap && b.Len() > 0 || i == 0 && r >= '0' && r <= '9' {
			b.WriteByte('_')
		}
		gap = false
		b.WriteRune(r)
	}
	if b.Len() == 0 {
		return "x"
	}
	if !token.IsIdentifier(b.String()) && !token.IsKeyword(b.String()) {
		return "x_" + strconv.QuoteToASCII(b.String())[1:]
	}
	return b.String()
}

// lastName is the last part of a dotted name.
func lastName(s string) string { return s[strings.LastIndexByte(s, '.')+1:] }

// nameAll chooses the package-level names: those of the source where they are free, else with the module's last name before them.
// Classes choose first, then structs, C functions, Python functions and variables.
func (g *gen) nameAll() {
	for _, c := range g.p.Classes {
		if c.Type.Go != "" {
			continue
		}
		base := c.Type.Name
		for o := c.Type.Outer; o != nil; o = o.Outer {
			base = o.Name + "_" + base
		}
		g.classNames[c.Type] = g.pick(base, c.Module)
	}
	for _, m := range g.p.Modules {
		for _, s := range m.Structs {
			if s.GoType == "" && g.structNames[s] == "" {
				g.structNames[s] = g.pick(s.Name, m.Name)
			}
		}
	}
	adapters := map[*ir.Func]*ir.Class{}
	for _, c := range g.p.Classes {
		if c.Wrapper == nil {
			continue
		}
		if c.Wrapper.Init != nil {
			adapters[c.Wrapper.Init] = c
		}
		for _, m := range c.Wrapper.Methods {
			adapters[m.Func] = c
		}
	}
	for _, py := range []bool{false, true} {
		for _, f := range g.x.Funcs {
			if (f.Py != nil) != py || f.Outer != nil || f.Self != nil || g.special[f] {
				continue
			}
			base := f.Name
			switch {
			case adapters[f] != nil:
				base = "py_" + g.className(adapters[f].Type) + "_" + lastName(f.Name)
			case f.Class != nil && g.className(f.Class) != "":
				base = g.className(f.Class) + "_" + lastName(f.Name)
			case f.Class != nil:
				base = f.Class.Name + "_" + lastName(f.Name)
			}
			f.Go = g.pick(base, f.Module)
		}
	}
	for _, m := range g.p.Modules {
		for _, v := range m.Globals {
			if v.Go == "" {
				g.globalNames[v] = g.pick(v.Name, m.Name)
			}
		}
	}
	for _, m := range g.p.Modules {
		g.moduleNames[m.Name] = g.names.take("mod_" + ident(m.Name))
		g.initNames[m.Name] = g.names.take("init_" + ident(m.Name))
	}
	g.nameMembers()
}

// pick takes a package-level name.
func (g *gen) pick(base, module string) string {
	n := ident(base)
	if !g.names[n] {
		return g.names.take(base)
	}
	if m := ident(lastName(module)) + "_" + n; !g.names[m] {
		return g.names.take(m)
	}
	return g.names.take(ident(module) + "_" + n)
}

// headerNames are promoted from the header that every object starts with.
var headerNames = strings.Fields("Header CypHeader Inc Count Share Confine Shared Class vt Drop Clone Visit")

// nameMembers chooses the names of fields and methods. A field of a class has one name in all classes that
// inherit it; so has a virtual method.
func (g *gen) nameMembers() {
	fields := map[string]bool{}
	for _, w := range headerNames {
		fields[w] = true
	}
	for _, c := range g.p.Classes {
		if n := g.classNames[c.Type]; n != "" {
			fields[n] = true
		}
	}
	fieldName := func(name string) string {
		n := ident(name)
		for fields[n] || token.IsKeyword(n) {
			n += "_"
		}
		return n
	}
	for _, c := range g.p.Classes {
		if c.Type.Go != "" {
			continue
		}
		for _, f := range c.Type.Fields {
			if f.GoName == "" {
				g.fieldNames[f] = fieldName(f.Name)
			}
		}
	}
	for s := range g.structNames {
		for _, f := range s.Fields {
			g.fieldNames[f] = fieldName(f.Name)
		}
	}
	taken := map[string]bool{}
	for w := range fields {
		taken[w] = true
	}
	for _, n := range g.fieldNames {
		taken[n] = true
	}
	perSlot := map[*types.Slot]string{}
	perClass := map[*types.Class]map[string]bool{}
	slotNames := map[string]*types.Slot{}
	for _, f := range g.x.Funcs {
		if f.Self == nil || f.Class == nil || f.Outer != nil || g.special[f] {
			continue
		}
		used := perClass[f.Class]
		if used == nil {
			used = map[string]bool{}
			perClass[f.Class] = used
		}
		var slot *types.Slot
		if f.Method != nil {
			slot = f.Method.Slot
		}
		if slot != nil {
			if n, ok := perSlot[slot]; ok && !used[n] {
				f.Go = n
				used[n] = true
				continue
			}
		}
		base := methodBase(lastName(f.Name))
		n := base
		for i := 2; taken[n] || used[n] || token.IsKeyword(n) || slotNames[n] != nil && slotNames[n] != slot; i++ {
			n = base + "_" + strconv.Itoa(i)
		}
		used[n] = true
		f.Go = n
		if slot != nil {
			perSlot[slot] = n
			slotNames[n] = slot
		}
	}
}

// methodBase is the Go name of a method for its source name.
func methodBase(name string) string {
	switch name {
	case "<init>":
		return "__init__"
	case "<del>":
		return "__dealloc__"
	}
	return ident(name)
}

// className is the Go name of a class of the program, "" for one of the runtime.
func (g *gen) className(c *types.Class) string { return g.classNames[c] }

// nameLocals chooses the names of a function's locals. They differ from every package-level name, since those must stay
// reachable, and from those of the functions around it.
func (fn *fn) nameLocals() {
	used := names{} // beside those of the package, which are too many to copy for each function
	for _, w := range []string{"args", "yield", "old", "r", "failed", "raised"} {
		used[w] = true
	}
	for o := fn.outer; o != nil; o = o.outer {
		for _, n := range o.localNames {
			used[n] = true
		}
	}
	give := func(l *ir.Local) {
		if l == nil || fn.localNames[l] != "" {
			return
		}
		name := l.Name
		if l.Temp {
			if name == "" || name[0] == '.' || name[0] == '$' {
				name = "t1"
			}
		}
		n := ident(name)
		if n == "_" {
			n = "x"
		}
		fn.localNames[l] = used.takeBeside(fn.g.names, n)
		l.Go = fn.localNames[l]
	}
	give(fn.f.Self)
	for _, l := range fn.f.Params {
		give(l)
	}
	for _, l := range fn.f.Locals {
		if !l.Temp {
			give(l)
		}
	}
	i := 0
	for _, l := range fn.f.Locals {
		if !l.Temp {
			continue
		}
		i++
		n := "t" + strconv.Itoa(i)
		for used[n] || fn.g.names[n] {
			i++
			n = "t" + strconv.Itoa(i)
		}
		used[n] = true
		fn.localNames[l] = n
		l.Go = n
	}
}

// local is the Go name of a local, of this function or one around it.
func (fn *fn) local(l *ir.Local) string {
	for o := fn; o != nil; o = o.outer {
		if n := o.localNames[l]; n != "" {
			return n
		}
	}
	if l.Go != "" {
		return l.Go
	}
	panic("gogen: local " + l.Name + " of another function in " + fn.f.Name)
}
