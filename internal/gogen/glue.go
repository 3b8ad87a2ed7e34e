package gogen

import (
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
	if r, ok := strip(t).(*types.Ref); ok && r.Class.Go == "rt.Header" {
		return "rt.Drop(cx, " + v + ")"
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
		if traversable(t) {
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
