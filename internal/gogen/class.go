package gogen

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
)

// fieldName is the Go name of a field.
func (g *gen) fieldName(f *types.Field) string {
	if f.GoName != "" {
		return f.GoName
	}
	if n := g.fieldNames[f]; n != "" {
		return n
	}
	return ident(f.Name)
}

// class writes the struct of a class, its descriptor and its glue.
func (fl *file) class(c *ir.Class) {
	if !user(c.Type) {
		return
	}
	g := fl.g
	name := g.className(c.Type)
	fam := g.shape.families[c.Type]
	w := &fl.body
	w.self()
	w.p("")
	doc(w, c.Doc)
	if g.shape.displaced[c.Type] {
		w.p("type %s struct {", name)
		w.p("%s", fl.embedded(c.Type, fam))
		w.p("%s_own", name)
		for _, k := range g.shape.extras[c.Type] {
			w.p("%s_own", g.className(k))
		}
		w.p("}")
		w.p("")
		w.p("// %s_own is the own fields of %s, which stand elsewhere in objects of some classes.", name, name)
		w.p("type %s_own struct {", name)
		w.p("_ [0]uint64")
		fl.fields(c.Type)
		w.p("}")
	} else {
		w.p("type %s struct {", name)
		w.p("%s", fl.embedded(c.Type, fam))
		fl.fields(c.Type)
		for _, k := range g.shape.extras[c.Type] {
			w.p("%s_own", g.className(k))
		}
		w.p("}")
	}
	if fam.classes[0] == c && fam.table != fam.base {
		fl.table(fam)
	}
	if fam.table != fam.base && firstBase(c.Type) == nil {
		fl.use("unsafe")
		w.p("")
		w.p("func (self *%s) vt() *%s { return (*%s)(unsafe.Pointer(self.CypClass())) }", name, fam.table, fam.table)
	}
	fl.descriptor(c, fam)
}

// embedded is the type that the struct of a class embeds first.
func (fl *file) embedded(c *types.Class, fam *family) string {
	if b := firstBase(c); b != nil {
		return fl.g.className(b)
	}
	for _, b := range c.MRO[1:] {
		if !user(b) && b.Go != "rt.Header" && b.Go != "rt.Activable" {
			return fl.classType(b)
		}
	}
	if fam.activable {
		return "rt.Activable"
	}
	if fam.open != nil {
		return fl.text(fam.open.Go)
	}
	return "rt.Header"
}

func (fl *file) fields(c *types.Class) {
	for _, f := range c.Fields {
		fl.body.p("%s %s", fl.g.fieldName(f), fl.goType(f.Type))
	}
}

// table writes the method table type of a family.
func (fl *file) table(fam *family) {
	w := &fl.body
	w.p("")
	w.p("type %s struct {", fam.table)
	w.p("%s", fam.base)
	for _, s := range fam.slots {
		w.p("%s %s", fam.slotNames[s], fl.slotType(s))
	}
	for _, c := range fam.offsets {
		w.p("off_%s uintptr", fl.g.className(c))
	}
	w.p("}")
}

// slotFlags tells what the functions in a slot take and give, which is the same for all.
func (g *gen) slotFlags(s *types.Slot) (cx, raises bool) {
	for _, m := range s.Impls {
		if f := g.x.ByMethod[m]; f != nil {
			return f.NeedsCx, f.CanRaise
		}
	}
	return true, false
}

// slotMethod is a definition that shows the signature of a slot: that of the root class where it has one.
func slotMethod(s *types.Slot) *types.Method {
	for _, m := range s.Impls {
		if m.Class == s.Root {
			return m
		}
	}
	return s.Impls[0]
}

// slotType is the type of a table entry. The receiver is first, as it is in a method expression.
func (fl *file) slotType(s *types.Slot) string {
	m := slotMethod(s)
	cx, raises := fl.g.slotFlags(s)
	params := []string{"*" + fl.classType(s.Root)}
	if cx {
		params = append(params, "*rt.Ctx")
	}
	for _, p := range m.Sig.Params {
		params = append(params, fl.goType(p.Type))
	}
	return "func(" + strings.Join(params, ", ") + ")" + fl.results(fl.g.resultType(m), raises)
}

// resultType is the type that the Go function of a method gives.
func (g *gen) resultType(m *types.Method) types.Type {
	if f := g.x.ByMethod[m]; f != nil {
		return f.Result
	}
	return m.Sig.Result
}

// descriptor writes the descriptor of a class, with its method table, and what fills it in.
func (fl *file) descriptor(c *ir.Class, fam *family) {
	g := fl.g
	name := g.className(c.Type)
	w := &fl.body
	w.p("")
	describe := fmt.Sprintf("rt.Describe[%s](%s, %s)", name, strconv.Quote(g.shownName(c)), strconv.Quote(c.Type.Module))
	switch {
	case fam.table == "rt.Class":
		w.p("var class_%s = %s", name, describe)
	case fam.base == "rt.Class":
		w.p("var class_%s = %s{Class: %s}", name, fam.table, describe)
	default:
		w.p("var class_%s = %s{%s: %s{Class: %s}}", name, fam.table, lastName(fam.base), fam.base, describe)
	}
	in := &fl.inits
	cls := "class_" + name
	fmt.Fprintf(in, "%s.Bases = []*rt.Class{%s}\n", cls, fl.classList(c.Type.Bases))
	if c.Message {
		if name, line := fl.position(c.Type.Decl); line > 0 {
			fmt.Fprintf(in, "%s.Pos = %q\n", cls, fmt.Sprintf("%s:%d", filepath.Base(name), line))
		}
	}
	if len(g.shape.extras[c.Type]) > 0 || len(c.Type.Bases) > 1 {
		fmt.Fprintf(in, "%s.MRO = []*rt.Class{%s}\n", cls, fl.classList(c.Type.MRO))
	}
	fl.release(c)
	if fl.dealloc(c) {
		fmt.Fprintf(in, "%s.Dealloc = dealloc_%s\n", cls, name)
	}
	if fl.visit(c) {
		fmt.Fprintf(in, "%s.Fields = fields_%s\n", cls, name)
	}
	for _, s := range fam.slots {
		if m := ir.Lookup(c.Type, s); m != nil {
			if f := g.x.ByMethod[m]; f != nil {
				fmt.Fprintf(in, "%s.%s = %s\n", cls, fam.slotNames[s], fl.methodValue(f, s))
			}
		}
	}
	for _, d := range fam.offsets {
		if contains(c.Type.MRO, d) {
			fl.use("unsafe")
			fmt.Fprintf(in, "%s.off_%s = unsafe.Offsetof((*%s)(nil).%s_own)\n", cls, g.className(d), name, g.className(d))
		}
	}
	if fam.open != nil {
		fl.openSlots(c, fam)
	}
	if contains(g.p.Threaded, c.Type) {
		fmt.Fprintf(in, "%s.Threaded()\n", cls)
	}
	fmt.Fprintf(in, "rt.Register(%s)\n", fl.classRef(c.Type))
}

// shownName is the name of a class as the runtime shows it: a message class has the name of its method.
func (g *gen) shownName(c *ir.Class) string { return c.Type.Name }

// methodValue is a method as an entry of a slot.
func (fl *file) methodValue(f *ir.Func, s *types.Slot) string {
	if f.Self == nil {
		// A static method: the entry has a receiver that it ignores.
		return fl.staticEntry(f, s)
	}
	m := "(*" + fl.g.className(f.Class) + ")." + f.Go
	if f.Class == s.Root {
		return m
	}
	return "rt.FuncAs[" + fl.slotType(s) + "](" + m + ")"
}

func (fl *file) staticEntry(f *ir.Func, s *types.Slot) string {
	params := []string{"_ *" + fl.classType(s.Root)}
	var args []string
	if f.NeedsCx {
		params = append(params, "cx *rt.Ctx")
		args = append(args, "cx")
	}
	for i, l := range f.Params {
		n := "a" + strconv.Itoa(i)
		params = append(params, n+" "+fl.goType(l.Type))
		args = append(args, n)
	}
	ret := "return "
	if ir.IsVoid(f.Result) && !f.CanRaise {
		ret = ""
	}
	return "func(" + strings.Join(params, ", ") + ")" + fl.results(f.Result, f.CanRaise) +
		" { " + ret + f.Go + "(" + strings.Join(args, ", ") + ") }"
}

// openSlots fills in the entries of a method table of the runtime: functions of a fixed signature, cx and self first, an error
// last.
func (fl *file) openSlots(c *ir.Class, fam *family) {
	g := fl.g
	recv := fl.text(fam.open.Go)
	for _, k := range c.Type.MRO {
		if !user(k) && k.Go != "rt.Header" && k != fam.open && k.Derives(fam.open) {
			fmt.Fprintf(&fl.inits, "class_%s.%s.Inherit(%s)\n", g.className(c.Type), lastName(fam.base), runtimeClass(k))
			break
		}
	}
	for _, k := range c.Type.MRO {
		if user(k) {
			continue
		}
		for _, m := range k.Methods {
			impl := g.implOf(c, m)
			if impl == nil {
				continue
			}
			f := g.x.ByMethod[impl]
			if f == nil {
				continue
			}
			entry := strings.TrimPrefix(m.Go, ".")
			if entry == "" {
				continue
			}
			params := []string{"cx *rt.Ctx", "self *" + recv}
			var args []string
			if f.NeedsCx {
				args = append(args, "cx")
			}
			for i, l := range f.Params {
				n := "a" + strconv.Itoa(i)
				params = append(params, n+" "+fl.goType(l.Type))
				args = append(args, n)
			}
			fl.use("unsafe")
			call := fmt.Sprintf("(*%s)(unsafe.Pointer(self)).%s(%s)", g.className(f.Class), f.Go, strings.Join(args, ", "))
			body := "return " + call
			if !f.CanRaise {
				if ir.IsVoid(f.Result) {
					body = call + "; return nil"
				} else {
					body = "return " + call + ", nil"
				}
			}
			fmt.Fprintf(&fl.inits, "class_%s.%s = func(%s)%s { %s }\n", g.className(c.Type), entry,
				strings.Join(params, ", "), fl.results(f.Result, true), body)
		}
	}
}

// implOf finds the definition of a method of a class of the runtime that objects of the class run. Message classes are made by the
// compiler and have no slots.
func (g *gen) implOf(c *ir.Class, m *types.Method) *types.Method {
	if c.Message {
		for _, k := range c.Type.Methods {
			if k.Name == m.Name {
				return k
			}
		}
	}
	if m.Slot == nil {
		return nil
	}
	return ir.Lookup(c.Type, m.Slot)
}

func (fl *file) classList(list []*types.Class) string {
	var parts []string
	for _, b := range list {
		if r := fl.classRef(b); r != "" {
			parts = append(parts, r)
		}
	}
	return strings.Join(parts, ", ")
}

// classRef is the address of the rt.Class of a class; "" for the root of all classes.
func (fl *file) classRef(c *types.Class) string {
	g := fl.g
	if user(c) {
		fam := g.shape.families[c]
		if fam.table == "rt.Class" {
			return "&class_" + g.className(c)
		}
		return "&class_" + g.className(c) + ".Class"
	}
	switch c.Go {
	case "rt.Header":
		return ""
	case "rt.Activable":
		return "rt.ClassActivable"
	}
	if len(c.GoArgs) > 0 {
		return "&" + fl.container(c) + ".Class"
	}
	return "&" + runtimeClass(c) + ".Class"
}

// runtimeClass is the descriptor of a class of the runtime without type arguments.
func runtimeClass(c *types.Class) string {
	i := strings.IndexByte(c.Go, '.')
	return c.Go[:i+1] + "Class" + c.Go[i+1:]
}

// upcast is a non-null object of class c as one of its base b.
func (fl *file) upcast(v string, c, b *types.Class) string {
	if c == b {
		return v
	}
	if user(b) && contains(fl.g.shape.chains[c], b) {
		return v + "." + fl.g.className(b)
	}
	fl.use("unsafe")
	return "(*" + fl.classType(b) + ")(unsafe.Pointer(" + v + "))"
}

// doc writes a doc comment.
func doc(w *writer, text string) {
	text = strings.TrimSpace(text)
	if text == "" {
		return
	}
	for _, l := range strings.Split(text, "\n") {
		w.p("// %s", strings.TrimSpace(l))
	}
}
