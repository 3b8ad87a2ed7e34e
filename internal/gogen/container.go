package gogen

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
)

// container gives the name of the descriptor of an instance of a container class of the runtime, and writes it where it
// is new.
func (fl *file) container(c *types.Class) string {
	if n := fl.g.containers[c]; n != "" {
		return n
	}
	name := fl.g.names.take(fl.helper("class_" + ident(c.Name)))
	fl.g.containers[c] = name
	var args, ops []string
	for _, a := range c.GoArgs {
		args = append(args, fl.goType(a))
		ops = append(ops, fl.elemOps(a))
	}
	i := strings.IndexByte(c.Go, '.')
	fl.text(c.Go)
	fmt.Fprintf(&fl.hoisted, "var %s = %sNew%sClass[%s](%s, %s)\n\n", name, c.Go[:i+1], c.Go[i+1:],
		strings.Join(args, ", "), strconv.Quote(c.Name), strings.Join(ops, ", "))
	if contains(fl.g.p.Threaded, c) {
		fmt.Fprintf(&fl.inits, "%s.Threaded()\n", name)
	}
	return name
}

// elemOps describes the elements of a container: how objects among them are hashed and compared.
func (fl *file) elemOps(t types.Type) string {
	r, ok := strip(t).(*types.Ref)
	if !ok {
		opaque := ""
		if ir.Counted(t) && !traversable(t) {
			opaque = "Opaque: true"
		}
		return "rt.ElemOps[" + fl.goType(t) + "]{" + opaque + "}"
	}
	var parts []string
	if r.Qual != types.Unqualified {
		parts = append(parts, "Opaque: true")
	}
	elem := fl.goType(t)
	if r.Class.Go != "" { // containers in containers are told apart by identity; only lists have an order
		if r.Class.Go == "rt.List" && r.Qual == types.Unqualified {
			parts = append(parts, fmt.Sprintf("Less: func(cx *rt.Ctx, a, b %s) (bool, *rt.Error) { return a.Lt(cx, b) }", elem))
		}
		return "rt.ElemOps[" + elem + "]{" + strings.Join(parts, ",\n") + "}"
	}
	method := func(name string, params int) *types.Method {
		m := fl.g.findMethod(r.Class, name)
		if m == nil || m.Sig == nil || len(m.Sig.Params) != params || m.Static {
			return nil
		}
		return m
	}
	if at := fl.textKey(r, method("__hash__", 0), method("__eq__", 1)); at != nil {
		fl.use("unsafe")
		parts = append(parts, "TextAt: unsafe.Offsetof("+fl.classType(r.Class)+"{}."+fl.g.fieldName(at)+")")
		if fl.g.p.Texts.Fixed[at] {
			parts = append(parts, "TextFixed: true")
		}
	}
	if m := method("__hash__", 0); m != nil {
		call, raises := fl.elemCall(r.Class, m, "v", nil)
		parts = append(parts, fmt.Sprintf("Hash: func(cx *rt.Ctx, v %s) (uint64, *rt.Error) {\n%s\n}", elem,
			returnAs(call, raises, "uint64(%s)", "0")))
	}
	compare := func(field, a, b string, m *types.Method) {
		call, raises := fl.elemCall(r.Class, m, a, []string{b})
		conv := "%s"
		if t := fl.g.resultType(m); !isBool(t) {
			conv = "%s != " + fl.zero(t)
		}
		parts = append(parts, fmt.Sprintf("%s: func(cx *rt.Ctx, %s, %s %s) (bool, *rt.Error) {\n%s\n}", field, a, b, elem,
			returnAs(call, raises, conv, "false")))
	}
	if m := method("__eq__", 1); m != nil {
		compare("Eq", "probe", "stored", m)
	}
	if m := method("__lt__", 1); m != nil {
		compare("Less", "a", "b", m)
	}
	return "rt.ElemOps[" + elem + "]{" + strings.Join(parts, ",\n") + "}"
}

// textKey gives the string that stands for the elements where they are keys, or nil.
func (fl *file) textKey(r *types.Ref, hash, eq *types.Method) *types.Field {
	g := fl.g
	if g.p.Texts == nil || hash == nil || eq == nil || r.Qual != types.Unqualified || g.shape.displaced[r.Class] || len(g.shape.extras[r.Class]) > 0 {
		return nil
	}
	field := func(m *types.Method) *types.Field {
		if m.Slot != nil {
			list := g.x.Targets(r.Class, m.Slot)
			if len(list) != 1 {
				return nil
			}
			m = list[0]
		}
		return g.p.Texts.Field[g.x.ByMethod[m]]
	}
	f := field(hash)
	if f == nil || f != field(eq) {
		return nil
	}
	for _, c := range r.Class.MRO {
		if g.shape.displaced[c] {
			return nil
		}
	}
	return f
}

// returnAs is the body that returns the converted result of a call and its error.
func returnAs(call string, raises bool, conv, zero string) string {
	if !raises {
		return "return " + fmt.Sprintf(conv, call) + ", nil"
	}
	return "r, err := " + call + "\nif err != nil {\nreturn " + zero + ", err\n}\nreturn " + fmt.Sprintf(conv, "r") + ", nil"
}

// elemCall is a call of a method of an element, with other elements as arguments.
func (fl *file) elemCall(c *types.Class, m *types.Method, recv string, args []string) (call string, raises bool) {
	g := fl.g
	list := g.x.Targets(c, m.Slot)
	f := g.x.ByMethod[m]
	if len(list) == 1 && g.x.ByMethod[list[0]] != nil {
		f = g.x.ByMethod[list[0]]
	}
	if f == nil {
		return recv + "." + ident(m.Name) + "()", false
	}
	var actual []string
	if f.NeedsCx {
		actual = append(actual, "cx")
	}
	for i, a := range args {
		p := f.Params[i]
		if pr, ok := strip(p.Type).(*types.Ref); ok && pr.Class != c {
			fl.use("unsafe")
			a = "(" + fl.goType(p.Type) + ")(unsafe.Pointer(" + a + "))"
		}
		if ir.Counted(p.Type) && (i >= len(f.ParamModes) || f.ParamModes[i] == ir.Owned) {
			a = "rt.IncRef(" + a + ")"
		}
		actual = append(actual, a)
	}
	if len(list) > 1 && m.Slot != nil {
		fam := g.shape.families[m.Slot.Root]
		self := recv
		if m.Slot.Root != c {
			fl.use("unsafe")
			self = "(*" + g.className(m.Slot.Root) + ")(unsafe.Pointer(" + recv + "))"
		}
		return recv + ".vt()." + fam.slotNames[m.Slot] + "(" + strings.Join(append([]string{self}, actual...), ", ") + ")", f.CanRaise
	}
	if f.Class != c {
		fl.use("unsafe")
		recv = "(*" + fl.classType(f.Class) + ")(unsafe.Pointer(" + recv + "))"
	}
	return recv + "." + f.Go + "(" + strings.Join(actual, ", ") + ")", f.CanRaise
}
