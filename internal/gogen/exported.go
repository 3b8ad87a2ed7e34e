package gogen

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
)

// exported writes the API of a generated package for Go callers: constructors, methods and functions with Go names that take no
// context, give errors as error and text as string. References are counted inside: an argument is only lent by the caller, a result may be
// given up early with Release and need not be.
func (fl *file) exported() {
	g := fl.g
	x := &exporter{fl: fl, w: &fl.body, taken: g.names}
	x.prepare()
	for _, c := range g.p.Classes {
		if c.Module == fl.mod.Name && user(c.Type) && !c.Message && len(c.Type.Args) == 0 {
			x.class(c)
		}
	}
	for _, f := range fl.mod.Funcs {
		if f.Class == nil && f.Py == nil && f.Outer == nil && !g.special[f] && !strings.HasPrefix(f.Name, "_") {
			x.function(f)
		}
	}
}

type exporter struct {
	fl    *file
	w     *writer
	taken names  // the names of the package
	ready string // statement that has the module body run, or ""
}

// prepare writes what runs the module body before the first use, where it does anything.
func (x *exporter) prepare() {
	m := x.fl.mod
	if m.Init == nil || len(m.Init.Body) == 0 {
		return
	}
	g := x.fl.g
	name := g.names.take("ready_" + ident(m.Name))
	x.fl.use("sync")
	w := x.w
	w.self()
	w.p("")
	w.p("// %s runs the module body, once.", name)
	w.p("var %s = sync.OnceFunc(func() {", name)
	w.p("cx := rt.Enter()")
	w.p("defer rt.Leave(cx)")
	w.p("cx.AcquireGIL()")
	w.p("defer cx.ReleaseGIL()")
	if g.moduleObjects {
		w.p("if _, err := %s(cx); err != nil {", g.initNames[m.Name])
	} else {
		w.p("if err := %s(cx); err != nil {", g.initNames[m.Name])
	}
	w.p("panic(err)")
	w.p("}")
	w.p("})")
	x.ready = name + "()"
}

// goName is the exported name of a source name: add_item becomes AddItem.
func goName(s string) string {
	var b strings.Builder
	up := true
	for _, r := range ident(s) {
		if r == '_' {
			up = true
			continue
		}
		if up {
			r = unicode.ToUpper(r)
			up = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

func (x *exporter) class(c *ir.Class) {
	g := x.fl.g
	name := g.className(c.Type)
	pub := goName(c.Type.Name)
	if pub == "" || !unicode.IsUpper([]rune(pub)[0]) {
		return
	}
	w := x.w
	if pub != name {
		if x.taken[pub] {
			return
		}
		w.self()
		w.p("")
		doc(w, c.Doc)
		w.p("type %s = %s", pub, name)
	}
	x.taken[pub] = true
	x.constructors(c, pub, name)
	methods := map[string]bool{"Release": true}
	for _, w := range headerNames {
		methods[w] = true
	}
	for _, k := range c.Type.MRO {
		for _, f := range k.Fields {
			methods[g.fieldName(f)] = true
		}
		methods[g.className(k)] = true
	}
	for _, f := range c.Methods {
		last := lastName(f.Name)
		if strings.HasPrefix(last, "_") || strings.HasPrefix(last, "<") || f.Py != nil {
			continue
		}
		n := goName(last)
		if n == "" || methods[n] {
			continue
		}
		if f.Self == nil {
			n = pub + n
			if x.taken[n] || !x.wrap(f, "func "+n, f.Go, f.Params, f.Result, nil) {
				continue
			}
			x.taken[n] = true
			continue
		}
		if f.Self != nil && qualified(f) {
			continue
		}
		if x.wrap(f, "func (self *"+name+") "+n, "self."+f.Go, f.Params, f.Result, nil) {
			methods[n] = true
		}
	}
	w.self()
	w.p("")
	w.p("// Release gives up the caller's reference. The object dies when no other is left.")
	w.p("func (self *%s) Release() {", name)
	w.p("cx := rt.Enter()")
	w.p("rt.DropRef(cx, self)")
	w.p("rt.Leave(cx)")
	w.p("}")
}

// qualified reports whether a method has a receiver qualifier, so that not everybody may call it.
func qualified(f *ir.Func) bool {
	return f.Method != nil && f.Method.SelfQual != types.Unqualified && f.Method.SelfQual != types.Lock
}

// constructors writes a function that makes an object for each __init__ of the class.
func (x *exporter) constructors(c *ir.Class, pub, name string) {
	var inits []*ir.Func
	for _, k := range c.Type.MRO {
		for _, f := range x.fl.g.x.Funcs {
			if f.Class == k && f.Method != nil && f.Method.Name == "__init__" {
				inits = append(inits, f)
			}
			if f.Class == k && f.Method != nil && (f.Method.Name == "__new__" || f.Method.Name == "__alloc__") {
				return
			}
		}
		if len(inits) > 0 {
			break
		}
	}
	w := x.w
	if len(inits) == 0 {
		if x.taken["New"+pub] {
			return
		}
		x.taken["New"+pub] = true
		w.self()
		w.p("")
		w.p("// New%s makes a %s.", pub, pub)
		w.p("func New%s() *%s {", pub, name)
		if x.ready != "" {
			w.p("%s", x.ready)
		}
		w.p("cx := rt.Enter()")
		w.p("defer rt.Leave(cx)")
		w.p("return rt.New[%s](cx, %s)", name, x.fl.classRef(c.Type))
		w.p("}")
		return
	}
	for i, f := range inits {
		n := "New" + pub
		if i > 0 {
			n += strconv.Itoa(i + 1)
		}
		if x.taken[n] {
			continue
		}
		if x.wrap(f, "func "+n, "", f.Params, types.RefTo(c.Type, types.Unqualified, false), c) {
			x.taken[n] = true
		}
	}
}

func (x *exporter) function(f *ir.Func) {
	n := goName(f.Name)
	if n == "" || x.taken[n] || !unicode.IsUpper([]rune(n)[0]) {
		return
	}
	if x.wrap(f, "func "+n, f.Go, f.Params, f.Result, nil) {
		x.taken[n] = true
	}
}

// wrap writes one exported function: it takes a context, converts the arguments, calls and converts the result. made is the class of the
// object that a constructor makes. It reports whether all types have a Go side.
func (x *exporter) wrap(f *ir.Func, head, callee string, params []*ir.Local, result types.Type, made *ir.Class) bool {
	fl := x.fl
	var sig, args []string
	used := map[string]bool{"cx": true, "self": true, "err": true, "r": true}
	for i, l := range params {
		n := ident(l.Name)
		for used[n] || reserved[n] || fl.g.names[n] {
			n += "_"
		}
		used[n] = true
		t, conv := x.argument(l.Type, n, i >= len(f.ParamModes) || f.ParamModes[i] == ir.Owned)
		if t == "" {
			return false
		}
		sig = append(sig, n+" "+t)
		args = append(args, conv)
	}
	resType, resConv := "", ""
	if !ir.IsVoid(result) {
		resType, resConv = x.result(result)
		if resType == "" {
			return false
		}
	}
	if f.NeedsCx {
		args = append([]string{"cx"}, args...)
	}
	w := x.w
	results := ""
	switch {
	case f.CanRaise && resType == "":
		results = " error"
	case f.CanRaise:
		results = " (" + resType + ", error)"
	case resType != "":
		results = " " + resType
	}
	w.self()
	w.p("")
	text := f.Doc
	if text == "" && made != nil {
		text = strings.TrimPrefix(head, "func ") + " makes a " + made.Type.Name + "."
	}
	doc(w, text)
	w.p("%s(%s)%s {", head, strings.Join(sig, ", "), results)
	if x.ready != "" {
		w.p("%s", x.ready)
	}
	call := callee + "(" + strings.Join(args, ", ") + ")"
	if f.NeedsCx || made != nil || strings.Contains(call+resConv, "cx,") {
		w.p("cx := rt.Enter()")
		w.p("defer rt.Leave(cx)")
	}
	if made != nil {
		x.construct(f, made, args)
		w.p("}")
		return true
	}
	switch {
	case f.CanRaise && resType == "":
		w.p("if err := %s; err != nil {", call)
		w.p("return err")
		w.p("}")
		w.p("return nil")
	case f.CanRaise:
		w.p("r, err := %s", call)
		w.p("if err != nil {")
		w.p("return %s, err", zeroOf(resType))
		w.p("}")
		w.p("return %s, nil", strings.ReplaceAll(resConv, "%r", "r"))
	case resType == "":
		w.p("%s", call)
	default:
		w.p("return %s", strings.ReplaceAll(resConv, "%r", call))
	}
	w.p("}")
	return true
}

// construct writes the body of a constructor.
func (x *exporter) construct(f *ir.Func, made *ir.Class, args []string) {
	fl, w := x.fl, x.w
	name := fl.g.className(made.Type)
	w.p("self := rt.New[%s](cx, %s)", name, fl.classRef(made.Type))
	recv := "self"
	if f.Class != made.Type {
		recv = fl.upcast("self", made.Type, f.Class)
	}
	call := recv + "." + f.Go + "(" + strings.Join(args, ", ") + ")"
	switch {
	case f.CanRaise && !ir.IsVoid(f.Result):
		w.p("if _, err := %s; err != nil {", call)
	case f.CanRaise:
		w.p("if err := %s; err != nil {", call)
	default:
		w.p("%s", call)
		w.p("return self")
		return
	}
	w.p("rt.DropRef(cx, self)")
	w.p("return nil, err")
	w.p("}")
	w.p("return self, nil")
}

func zeroOf(goT string) string {
	switch {
	case goT == "string":
		return `""`
	case goT == "bool":
		return "false"
	case strings.HasPrefix(goT, "*"):
		return "nil"
	}
	return "0"
}

// argument gives the Go type of a parameter and its conversion; "" where there is none.
func (x *exporter) argument(t types.Type, name string, owned bool) (goT, conv string) {
	fl := x.fl
	switch t := strip(t).(type) {
	case *types.Basic:
		switch t.Kind {
		case types.BintKind, types.IntKind, types.FloatKind:
			return fl.goType(t), name
		}
	case *types.Enum:
		return "int32", name
	case *types.Pointer:
		if fl.goType(t) == "*int8" {
			return "string", "rt.CString(" + name + ")"
		}
	case *types.Cpp:
		if t.Key == "std::string" {
			return "string", "rt.Str(" + name + ")"
		}
	case *types.Ref:
		if !user(t.Class) || t.Qual != types.Unqualified {
			return "", ""
		}
		if owned {
			return "*" + fl.classType(t.Class), "rt.IncRef(" + name + ")"
		}
		return "*" + fl.classType(t.Class), name
	}
	return "", ""
}

// result gives the Go type of a result and its conversion from %r; "" where there is none.
func (x *exporter) result(t types.Type) (goT, conv string) {
	fl := x.fl
	switch t := strip(t).(type) {
	case *types.Basic:
		switch t.Kind {
		case types.BintKind, types.IntKind, types.FloatKind:
			return fl.goType(t), "%r"
		}
	case *types.Enum:
		return "int32", "%r"
	case *types.Pointer:
		if fl.goType(t) == "*int8" {
			return "string", "rt.GoString(%r)"
		}
	case *types.Cpp:
		if t.Key == "std::string" {
			return "string", "%r.Go()"
		}
	case *types.Ref:
		if user(t.Class) && (t.Qual == types.Unqualified || t.Qual == types.Iso || t.Qual == types.IsoTemp) {
			return "*" + fl.classType(t.Class), "%r"
		}
	}
	return "", ""
}
