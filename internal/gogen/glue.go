package gogen

import (
	"fmt"
	"strings"

	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
)

// dealloc writes what the death of an object runs: the __dealloc__ of each of its classes, each followed by the
// fields of the class, in the order of the language. It reports whether there is anything.
func (fl *file) dealloc(c *ir.Class) bool {
	g := fl.g
	order := teardown(c.Type)
	any := false
	later := make([]bool, len(order)+1) // some __dealloc__ runs after the i-th class
	for i := len(order) - 1; i >= 0; i-- {
		k := g.classes[order[i]]
		later[i] = later[i+1] || k != nil && k.Dealloc != nil
		if k != nil && k.Dealloc != nil {
			any = true
		}
		for _, f := range order[i].Fields {
			any = any || ir.Counted(f.Type)
		}
	}
	rtBase := fl.runtimeDealloc(c.Type)
	if !any && rtBase == "" {
		return false
	}
	w := &fl.body
	fl.use("unsafe")
	name := g.className(c.Type)
	w.p("")
	w.p("func dealloc_%s(cx *rt.Ctx, p unsafe.Pointer) {", name)
	if any || c.Message {
		w.p("self := (*%s)(p)", name)
	}
	clears := (rtBase == "" || c.Message) && simpleFields(order)
	for i, k := range order {
		if kc := g.classes[k]; kc != nil && kc.Dealloc != nil {
			recv := "self"
			if k != c.Type {
				recv = fl.upcast("self", c.Type, k)
			}
			args := ""
			if kc.Dealloc.NeedsCx {
				args = "cx"
			}
			w.p("%s.%s(%s)", recv, kc.Dealloc.Go, args)
		}
		for _, f := range k.Fields {
			if ir.Counted(f.Type) {
				fl.dropPlace(w, "self."+g.fieldName(f), f.Type, clears || later[i+1])
			}
		}
	}
	if clears {
		// The object is as new then: the runtime need not clear it.
		for _, k := range order {
			for _, f := range k.Fields {
				if !ir.Counted(f.Type) {
					w.p("self.%s = %s", g.fieldName(f), fl.zero(f.Type))
				}
			}
		}
		fl.inits.WriteString("class_" + name + ".Clears = true\n")
	}
	switch {
	case c.Message:
		w.p("rt.EndMessage(cx, &self.MessageInterface)")
	case rtBase != "":
		w.p("%s", rtBase)
	}
	w.p("}")
	return true
}

// sealed reports whether a reference to the class leads to an object of that very class, whose death runs no __dealloc__ of its own: then
// what happens is known here, and need not be looked up in the descriptor.
func (g *gen) sealed(c *types.Class) bool {
	if s, ok := g.sealedClasses[c]; ok {
		return s
	}
	fam := g.shape.families[c]
	ok := user(c) && g.classes[c] != nil && fam != nil && !g.opt.Debug && !fam.activable && fam.open == nil &&
		len(g.x.Derived(c)) == 1 && !g.shape.displaced[c] && len(g.shape.extras[c]) == 0
	for _, k := range c.MRO {
		switch {
		case !user(k):
			ok = ok && k.Go == "rt.Header"
		case g.classes[k] == nil || g.classes[k].Dealloc != nil || g.shape.displaced[k]:
			ok = false
		}
	}
	if g.sealedClasses == nil {
		g.sealedClasses = map[*types.Class]bool{}
	}
	g.sealedClasses[c] = ok
	return ok
}

// release writes the functions that give up a count of an object of a sealed class.
func (fl *file) release(c *ir.Class) {
	g := fl.g
	if !g.sealed(c.Type) {
		return
	}
	w := &fl.body
	name := g.className(c.Type)
	w.p("")
	w.p("func drop_%s(cx *rt.Ctx, self *%s) {", name, name)
	w.p("if self != nil {")
	w.p("release_%s(cx, self)", name)
	w.p("}")
	w.p("}")
	w.p("")
	w.p("func release_%s(cx *rt.Ctx, self *%s) {", name, name)
	order := teardown(c.Type)
	// The last reference to the same class is followed in a loop: a list may be long.
	var refs []*types.Field
	onlyRefs, zeros := true, ""
	for _, k := range order {
		for _, f := range k.Fields {
			zeros += fmt.Sprintf("self.%s = %s\n", g.fieldName(f), fl.zero(f.Type))
			if !ir.Counted(f.Type) {
				continue
			}
			refs = append(refs, f)
			_, ref := strip(f.Type).(*types.Ref)
			onlyRefs = onlyRefs && ref
		}
	}
	loop := false
	if n := len(refs); onlyRefs && n > 0 {
		loop = strip(refs[n-1].Type).(*types.Ref).Class == c.Type
	}
	if loop {
		w.p("for self.CypHeader().Last(cx) {")
	} else {
		w.p("if !self.CypHeader().Last(cx) {")
		w.p("return")
		w.p("}")
	}
	// An object goes before what it refers to, so that objects come back in the order in which they were made: that is what caches like.
	local := func(f *types.Field) string {
		switch n := g.fieldName(f); n {
		case "cx", "self", "rt":
			return n + "_"
		default:
			return n
		}
	}
	for _, f := range refs {
		if onlyRefs {
			w.p("%s := self.%s", local(f), g.fieldName(f))
		} else {
			fl.dropPlace(w, "self."+g.fieldName(f), f.Type, false)
		}
	}
	ref := fl.classRef(c.Type)
	if simpleFields(order) {
		w.p("%s", strings.TrimSuffix(zeros, "\n"))
	} else {
		w.p("*self = %s{}", name)
		w.p("self.CypHeader().Begin(%s)", ref)
	}
	w.p("if !cx.Pool(%s).Put(self.CypHeader()) {", ref)
	w.p("cx.Recycle(%s, self.CypHeader())", ref)
	w.p("}")
	if onlyRefs {
		for i, f := range refs {
			if loop && i == len(refs)-1 {
				w.p("if self = %s; self == nil {", local(f))
				w.p("return")
				w.p("}")
				w.p("}")
			} else {
				fl.dropPlace(w, local(f), f.Type, false)
			}
		}
	}
	w.p("}")
}

// simpleFields reports whether the fields of the classes are few words that are cleared one by one.
func simpleFields(classes []*types.Class) bool {
	n := 0
	for _, k := range classes {
		for _, f := range k.Fields {
			switch strip(f.Type).(type) {
			case *types.Basic, *types.Enum, *types.Ref, *types.Pointer, *types.Object:
				n++
			default:
				return false
			}
		}
	}
	return n <= 8
}

// runtimeDealloc is the statement that ends an object whose base is a class of the runtime with fields of its own.
func (fl *file) runtimeDealloc(c *types.Class) string {
	for _, k := range c.MRO {
		if user(k) || k.Go == "rt.Header" {
			continue
		}
		ref := fl.classRef(k)
		if ref == "" {
			continue
		}
		return "if d := " + strings.TrimPrefix(strings.TrimSuffix(ref, ".Class"), "&") + ".Dealloc; d != nil {\nd(cx, p)\n}"
	}
	if fl.g.shape.families[c].activable {
		return "rt.ClassActivable.Dealloc(cx, p)"
	}
	return ""
}

// teardown lists the classes of an object in the order in which they die: the reverse of walking the bases depth first, left to
// right, a class after its bases.
func teardown(c *types.Class) []*types.Class {
	var up []*types.Class
	seen := map[*types.Class]bool{}
	var walk func(k *types.Class)
	walk = func(k *types.Class) {
		if seen[k] || !user(k) {
			return
		}
		seen[k] = true
		for _, b := range k.Bases {
			walk(b)
		}
		up = append(up, k)
	}
	walk(c)
	for i, j := 0, len(up)-1; i < j; i, j = i+1, j-1 {
		up[i], up[j] = up[j], up[i]
	}
	return up
}

// dropPlace drops what a place holds; clear makes it null too.
func (fl *file) dropPlace(w *writer, place string, t types.Type, clear bool) {
	switch t := strip(t).(type) {
	case *types.Ref:
		w.p("%s", fl.dropRef(place, t))
		if clear {
			w.p("%s = nil", place)
		}
	case *types.Array:
		w.p("for i := range %s {", place)
		fl.dropPlace(w, place+"[i]", t.Elem, clear)
		w.p("}")
	default:
		w.p("%s.Drop(cx)", place)
		if clear {
			w.p("%s = %s", place, fl.zero(t))
		}
	}
}

// dropRef is the statement that drops a reference.
func (fl *file) dropRef(v string, t types.Type) string {
	r, ok := strip(t).(*types.Ref)
	switch {
	case ok && r.Class.Go == "rt.Header":
		return "rt.Drop(cx, " + v + ")"
	case ok && fl.g.sealed(r.Class):
		return "drop_" + fl.g.className(r.Class) + "(cx, " + v + ")"
	}
	return "rt.DropRef(cx, " + v + ")"
}

// visit writes what the isolation test follows: the traversable references of an object (spec 4.3). It reports whether there are any.
func (fl *file) visit(c *ir.Class) bool {
	g := fl.g
	var b writer
	b.fl = fl
	for _, k := range c.Type.MRO {
		if !user(k) {
			continue
		}
		for _, f := range k.Fields {
			fl.visitPlace(&b, "self."+g.fieldName(f), f.Type)
		}
	}
	if b.b.Len() == 0 {
		return false
	}
	w := &fl.body
	fl.use("unsafe")
	name := g.className(c.Type)
	w.p("")
	w.p("func fields_%s(p unsafe.Pointer, visit func(*rt.Header)) {", name)
	w.p("self := (*%s)(p)", name)
	w.b.WriteString(b.b.String())
	w.p("}")
	return true
}

func (fl *file) visitPlace(w *writer, place string, t types.Type) {
	switch t := strip(t).(type) {
	case *types.Ref:
		if t.Qual == types.Unqualified {
			w.p("visit(%s)", fl.header(place, t))
		}
	case *types.Array:
		if !traversable(t.Elem) {
			return
		}
		w.p("for i := range %s {", place)
		fl.visitPlace(w, place+"[i]", t.Elem)
		w.p("}")
	case *types.Struct, *types.Cpp:
		if p, ok := t.(*types.Cpp); ok && p.Key == "std::pair" {
			// Its members may be qualified differently, which Go's types don't tell.
			fl.visitPlace(w, place+".First", p.Holds[0])
			fl.visitPlace(w, place+".Second", p.Holds[1])
		} else if traversable(t) {
			w.p("%s.Visit(visit)", place)
		}
	}
}

// traversable reports whether a value of the type holds references that the isolation test follows.
func traversable(t types.Type) bool {
	switch t := strip(t).(type) {
	case *types.Ref:
		return t.Qual == types.Unqualified
	case *types.Array:
		return traversable(t.Elem)
	case *types.Struct:
		for _, f := range t.Fields {
			if traversable(f.Type) {
				return true
			}
		}
	case *types.Cpp:
		for _, h := range t.Holds {
			if traversable(h) {
				return true
			}
		}
	}
	return false
}

// header is a reference as *rt.Header, nil-safe.
func (fl *file) header(v string, t types.Type) string {
	if r, ok := strip(t).(*types.Ref); ok && r.Class.Go == "rt.Header" {
		return v
	}
	return "rt.HeaderOf(" + v + ")"
}
