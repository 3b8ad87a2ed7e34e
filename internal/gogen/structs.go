package gogen

import (
	"strings"

	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
)

// structType writes a C struct or union of the program.
func (fl *file) structType(s *types.Struct) {
	name := fl.g.structNames[s]
	if name == "" {
		return
	}
	w := &fl.body
	w.self()
	w.p("")
	if s.Union {
		fl.union(s, name)
		return
	}
	w.p("type %s struct {", name)
	for _, f := range s.Fields {
		w.p("%s %s", fl.g.fieldName(f), fl.goType(f.Type))
	}
	w.p("}")
	if ir.Counted(s) {
		w.p("")
		w.p("// Drop gives up the references.")
		w.p("func (s *%s) Drop(cx *rt.Ctx) {", name)
		for _, f := range s.Fields {
			if ir.Counted(f.Type) {
				fl.dropPlace(w, "s."+fl.g.fieldName(f), f.Type, true)
			}
		}
		w.p("}")
	}
	if ir.Copied(s) {
		w.p("")
		w.p("// Clone copies the value; its references are counted.")
		w.p("func (s *%s) Clone() %s {", name, name)
		w.p("c := *s")
		for _, f := range s.Fields {
			fl.clonePlace(w, "c."+fl.g.fieldName(f), f.Type)
		}
		w.p("return c")
		w.p("}")
	}
	if traversable(s) {
		w.p("")
		w.p("// Visit visits the references.")
		w.p("func (s *%s) Visit(visit func(*rt.Header)) {", name)
		for _, f := range s.Fields {
			fl.visitPlace(w, "s."+fl.g.fieldName(f), f.Type)
		}
		w.p("}")
	}
}

// foreignStruct writes a struct that no module of the program lists, as one of a .pxd without code, where it is first used.
func (fl *file) foreignStruct(s *types.Struct) string {
	g := fl.g
	g.structNames[s] = g.pick(s.Name, s.Module)
	for _, f := range s.Fields {
		if g.fieldNames[f] == "" {
			g.fieldNames[f] = g.names.field(f.Name)
		}
	}
	body := fl.body
	fl.body = writer{fl: fl}
	fl.structType(s)
	fl.hoisted.WriteString(fl.body.b.String())
	fl.body = body
	return g.structNames[s]
}

// clonePlace makes a bitwise copy in a place a copy of its own.
func (fl *file) clonePlace(w *writer, place string, t types.Type) {
	if !ir.Copied(t) {
		return
	}
	switch t := strip(t).(type) {
	case *types.Ref:
		if t.Class.Go == "rt.Header" {
			w.p("rt.Inc(%s)", place)
		} else {
			w.p("rt.IncRef(%s)", place)
		}
	case *types.Array:
		w.p("for i := range %s {", place)
		fl.clonePlace(w, place+"[i]", t.Elem)
		w.p("}")
	default:
		w.p("%s = %s.Clone()", place, place)
	}
}

// union writes a union: storage of the size and alignment of the largest member. Pointers are stored apart, where Go's collector
// sees them.
func (fl *file) union(s *types.Struct, name string) {
	w := &fl.body
	fl.use("unsafe")
	var sizes []string
	pointers := false
	for _, f := range s.Fields {
		sizes = append(sizes, "unsafe.Sizeof(*(*"+fl.goType(f.Type)+")(nil))")
		pointers = pointers || hasPointer(f.Type)
	}
	if len(sizes) == 0 {
		w.p("type %s struct{}", name)
		return
	}
	w.p("// %s is a union: its members share the storage.", name)
	w.p("type %s struct {", name)
	if pointers {
		w.p("data [(max(%s) + 7) / 8]unsafe.Pointer", strings.Join(sizes, ", "))
		w.p("num [max(%s)]byte", strings.Join(sizes, ", "))
	} else {
		w.p("_ [0]uint64")
		w.p("data [max(%s)]byte", strings.Join(sizes, ", "))
	}
	w.p("}")
}

// unionMember is the place of a member of a union.
func (fl *file) unionMember(place string, s *types.Struct, f *types.Field) string {
	fl.use("unsafe")
	store := "data"
	any := false
	for _, m := range s.Fields {
		any = any || hasPointer(m.Type)
	}
	if any && !hasPointer(f.Type) {
		store = "num"
	}
	return "(*(*" + fl.goType(f.Type) + ")(unsafe.Pointer(&" + place + "." + store + ")))"
}

// hasPointer reports whether values of the type hold Go pointers.
func hasPointer(t types.Type) bool {
	switch t := strip(t).(type) {
	case *types.Basic:
		return t.Kind == types.NullKind || t.Kind == types.StringKind
	case *types.Enum:
		return false
	case *types.Array:
		return hasPointer(t.Elem)
	case *types.Struct:
		if t.GoType != "" {
			return true
		}
		for _, f := range t.Fields {
			if hasPointer(f.Type) {
				return true
			}
		}
		return false
	}
	return true
}
