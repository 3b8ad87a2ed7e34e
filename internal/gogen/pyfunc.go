package gogen

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
)

// funcDef writes the description of a Python function and gives its name. Body is the Go function for one that is called without a
// closure, "" for a nested one.
func (fl *file) funcDef(f *ir.Func, body string) string {
	key := "def:" + f.Module + ":" + f.Name + ":" + strconv.Itoa(int(f.Span.Start)) + ":" + body
	if n := fl.consts[key]; n != "" {
		return n
	}
	fl.use("py")
	name := fl.g.names.take(fl.helper("def_" + f.Py.Name))
	fl.consts[key] = name
	fl.hoisted.WriteString("var " + name + " = &" + fl.defLiteral(f, body) + "\n\n")
	return name
}

// defLiteral is the py.FuncDef of a function.
func (fl *file) defLiteral(f *ir.Func, body string) string {
	var b strings.Builder
	fl.use("py")
	fmt.Fprintf(&b, "py.FuncDef{Name: %s, Qualname: %s, Module: %s", strconv.Quote(f.Py.Name), strconv.Quote(f.Py.Qualname),
		strconv.Quote(f.Module))
	if f.Doc != "" {
		fmt.Fprintf(&b, ", Doc: %s", strconv.Quote(f.Doc))
	}
	if len(f.Py.Params) > 0 {
		b.WriteString(", Params: []py.Param{\n")
		for _, p := range f.Py.Params {
			b.WriteString("{Name: " + strconv.Quote(p.Name))
			if k := paramKind(p.Kind); k != "" {
				b.WriteString(", Kind: py." + k)
			}
			if p.Default != nil {
				b.WriteString(", HasDefault: true")
			}
			b.WriteString("},\n")
		}
		b.WriteByte('}')
	}
	if body != "" {
		b.WriteString(", Body: " + body)
	}
	if fl.mod != nil && !strings.HasSuffix(fl.mod.File, ".py") {
		b.WriteString(", CStyle: true")
	}
	switch {
	case f.AsyncGen:
		b.WriteString(", AsyncGen: true")
	case f.Async:
		b.WriteString(", Coroutine: true")
	case f.Generator:
		b.WriteString(", Generator: true")
	}
	b.WriteByte('}')
	return b.String()
}

func paramKind(k ir.PyParamKind) string {
	switch k {
	case ir.PyPosOnly:
		return "PosOnly"
	case ir.PyKwOnly:
		return "KwOnly"
	case ir.PyVarArgs:
		return "VarArgs"
	case ir.PyKwArgs:
		return "KwArgs"
	}
	return ""
}

// bodyAdapter is a Go function as the body of a FuncDef.
func (fl *file) bodyAdapter(f *ir.Func) string {
	args := []string{}
	if f.NeedsCx {
		args = append(args, "cx")
	}
	for i := range f.Params {
		args = append(args, "args["+strconv.Itoa(i)+"]")
	}
	return "func(cx *rt.Ctx, args []py.Value) (py.Value, *rt.Error) {\nreturn " + f.Go + "(" + strings.Join(args, ", ") + ")\n}"
}

// closure makes a Python function object.
func (fn *fn) closure(e *ir.Closure) string {
	fl := fn.fl
	fl.use("py")
	f := e.Func
	if f.Outer == nil {
		def := fl.funcDef(f, fl.bodyAdapter(f))
		if len(e.Defaults) == 0 {
			return "py.NewFunction(" + def + ")"
		}
		return "py.NewClosure(" + def + ", " + fn.values(e.Defaults) + ", nil)"
	}
	def := fl.funcDef(f, "")
	inner := fl.newFn(f, fn)
	inner.w = &writer{fl: fl, line: fn.w.line}
	inner.w.p("func(cx *rt.Ctx, args []py.Value) (py.Value, *rt.Error) {")
	for i, l := range f.Params {
		if inner.plan.reads[l] > 0 || l.Captured {
			inner.w.p("%s := args[%d]", inner.local(l), i)
		} else if inner.setsLocal(l) {
			inner.w.p("var %s py.Value", inner.local(l))
			inner.w.p("_ = %s", inner.local(l))
		}
	}
	if f.Generator {
		inner.generatorBody()
	} else {
		inner.body()
	}
	inner.w.b.WriteString("}")
	fn.w.line = lineState{}
	defaults := "nil"
	if len(e.Defaults) > 0 {
		defaults = fn.values(e.Defaults)
	}
	return "py.NewClosure(" + def + ", " + defaults + ", " + inner.w.b.String() + ")"
}

func (fn *fn) setsLocal(l *ir.Local) bool {
	found := false
	ir.Walk(fn.f.Body, func(s ir.Stmt) bool {
		for _, d := range ir.Sets(s) {
			found = found || d == l
		}
		return true
	})
	return found
}

func (fn *fn) values(es []ir.Expr) string {
	parts := make([]string, len(es))
	for i, e := range es {
		parts[i] = fn.expr(e)
	}
	return "[]py.Value{" + strings.Join(parts, ", ") + "}"
}

// generatorBody writes a generator function: it makes the generator object, whose body is the function's.
func (fn *fn) generatorBody() {
	fn.fl.use("py")
	w := fn.w
	name, qual := "generator", "generator"
	if fn.f.Py != nil {
		name, qual = fn.f.Py.Name, fn.f.Py.Qualname
	}
	open, end, make := "", "", "NewNamedGenerator"
	switch {
	case fn.f.StopEnds:
		open, end = "py.StopEnds(", ")"
	case fn.f.AsyncGen:
		make = "NewAsyncGenerator"
	case fn.f.Async:
		make = "NewCoroutine"
	}
	w.p("return %spy.%s(%s, %s, func(cx *rt.Ctx, yield func(py.Value) (py.Value, *rt.Error)) (py.Value, *rt.Error) {",
		open, make, strconv.Quote(name), strconv.Quote(qual))
	fn.body()
	w.p("})%s, nil", end)
}

// yield suspends a generator.
func (fn *fn) yield(s *ir.YieldStmt) {
	fn.fl.use("py")
	v := "py.None"
	if s.V != nil {
		v = fn.expr(s.V)
	}
	if fn.f.AsyncGen {
		v = "py.AsyncYield(" + v + ")"
	}
	err := fn.name("err")
	if s.Dst == nil || !fn.isRead(s.Dst) {
		fn.w.p("if _, %s := yield(%s); %s != nil {", err, v, err)
		fn.raise(s, err, s.Unwinds, false)
		fn.w.p("}")
		return
	}
	r := fn.name("r")
	fn.w.p("{")
	fn.w.p("%s, %s := yield(%s)", r, err, v)
	fn.w.p("if %s != nil {", err)
	fn.raise(s, err, s.Unwinds, false)
	fn.w.p("}")
	fn.w.p("%s = %s", fn.local(s.Dst), r)
	fn.w.p("}")
}

// unwrap converts an object to a reference, checked.
func (fn *fn) unwrap(e *ir.Call) string {
	c := e.Callee.Class
	if c == nil {
		if r, ok := strip(e.T).(*types.Ref); ok {
			c = r.Class
		}
	}
	fn.fl.use("py")
	return "py.UnwrapTo[" + fn.fl.classType(c) + "](cx, " + fn.expr(e.Args[0]) + ", " + fn.fl.classRef(c) + ")"
}

// wrapperType is the wrapper type of a class as an object.
func (fl *file) wrapperType(c *types.Class) string {
	fl.use("py")
	if !user(c) {
		panic("gogen: class " + c.Name + " has no wrapper type")
	}
	return "wrap_" + fl.g.className(c) + ".Value()"
}

// wrapper writes the wrapper type of a class (spec 10).
func (fl *file) wrapper(c *ir.Class) {
	wr := c.Wrapper
	if wr == nil {
		return
	}
	g := fl.g
	fl.use("py")
	w := &fl.body
	w.self()
	w.p("")
	name := g.className(c.Type)
	w.p("var wrap_%s *py.Type", name)
	var b strings.Builder
	fmt.Fprintf(&b, "wrap_%s = py.NewWrapperType(&py.WrapperDef{\nName: %s, Module: %s,\nClass: %s,\n", name, strconv.Quote(c.Type.Name),
		strconv.Quote(c.Type.Module), fl.classRef(c.Type))
	if c.Doc != "" {
		fmt.Fprintf(&b, "Doc: %s,\n", strconv.Quote(c.Doc))
	}
	var bases []string
	for _, k := range c.Type.Bases {
		if kc := g.classes[k]; kc != nil && kc.Wrapper != nil {
			bases = append(bases, "wrap_"+g.className(k))
		}
	}
	if len(bases) > 0 {
		fmt.Fprintf(&b, "Bases: []*py.Type{%s},\n", strings.Join(bases, ", "))
	}
	if wr.Init != nil {
		fmt.Fprintf(&b, "New: &%s,\n", fl.defLiteral(wr.Init, fl.bodyAdapter(wr.Init)))
	}
	if len(wr.Methods) > 0 {
		b.WriteString("Methods: []py.WrapperMethod{\n")
		for _, m := range wr.Methods {
			b.WriteString("{")
			if m.Static {
				b.WriteString("Static: true, ")
			}
			fmt.Fprintf(&b, "Def: &%s},\n", fl.defLiteral(m.Func, fl.bodyAdapter(m.Func)))
		}
		b.WriteString("},\n")
	}
	b.WriteString(fl.wrapperFields(c))
	b.WriteString("})\n")
	fl.inits.WriteString(b.String())
}

// wrapperFields are the getters and setters of the fields that Python code sees.
func (fl *file) wrapperFields(c *ir.Class) string {
	var b strings.Builder
	for _, f := range c.Wrapper.Fields {
		get, set := fl.fieldToPy(f), fl.fieldFromPy(f)
		if get == "" {
			continue
		}
		place := fl.fieldPlace("(*"+fl.g.className(c.Type)+")(unsafe.Pointer(h))", c.Type, f)
		fl.use("unsafe")
		fmt.Fprintf(&b, "{Name: %s, Get: func(cx *rt.Ctx, h *rt.Header) (py.Value, *rt.Error) {\nreturn %s, nil\n}",
			strconv.Quote(f.Name), fmt.Sprintf(get, place))
		if set != "" {
			fmt.Fprintf(&b, ", Set: func(cx *rt.Ctx, h *rt.Header, v py.Value) *rt.Error {\nx, err := %s\nif err != nil {\nreturn err\n}\n", set)
			if ir.Counted(f.Type) {
				fmt.Fprintf(&b, "old := %s\n%s = x\n%s\n", place, place, fl.dropRef("old", f.Type))
			} else {
				fmt.Fprintf(&b, "%s = x\n", place)
			}
			b.WriteString("return nil\n}")
		}
		b.WriteString("},\n")
	}
	if b.Len() == 0 {
		return ""
	}
	return "Fields: []py.WrapperField{\n" + b.String() + "},\n"
}

// fieldPlace is a field of an object of static class c.
func (fl *file) fieldPlace(v string, c *types.Class, f *types.Field) string {
	if f.Owner != nil && !fl.g.shape.direct(c, f.Owner) {
		own := fl.g.className(f.Owner) + "_own"
		return "(*" + own + ")(unsafe.Add(unsafe.Pointer(" + v + "), " + v + ".vt().off_" + fl.g.className(f.Owner) + "))." + fl.g.fieldName(f)
	}
	return v + "." + fl.g.fieldName(f)
}

// fieldToPy is a format that makes an object of a field, or "".
func (fl *file) fieldToPy(f *types.Field) string {
	switch t := strip(f.Type).(type) {
	case *types.Ref:
		return "py.WrapAuto(cx, rt.HeaderOf(rt.IncRef(%s)))"
	case *types.Object:
		return "%s"
	case *types.Basic:
		switch {
		case isBool(t):
			return "py.Bool(%s)"
		case t == types.UCS4:
			return "py.FromUCS4(%s)"
		case isFloat(t):
			return "py.Float(float64(%s))"
		case isInt(t):
			if _, signed := intInfo(t); !signed {
				return "py.Uint(uint64(%s))"
			}
			return "py.Int(int64(%s))"
		}
	case *types.Enum:
		return "py.Int(int64(%s))"
	case *types.Cpp:
		if t.Key == "std::string" {
			return "py.FromRtString(%s)"
		}
	case *types.Pointer:
		if fl.goType(t) == "*int8" {
			return "py.FromCharPtr(%s)"
		}
	}
	return ""
}

// fieldFromPy is a call that converts v to the type of a field, or "".
func (fl *file) fieldFromPy(f *types.Field) string {
	switch t := strip(f.Type).(type) {
	case *types.Ref:
		return "py.UnwrapTo[" + fl.classType(t.Class) + "](cx, v, " + fl.classRef(t.Class) + ")"
	case *types.Basic:
		switch {
		case isBool(t):
			return "py.AsBool(cx, v)"
		case t == types.UCS4:
			return "py.AsUCS4(cx, v)"
		case isFloat(t):
			return "py.AsFloat" + fl.goType(t)[len("float"):] + "(cx, v)"
		case isInt(t):
			if t == types.SizeT {
				return "py.AsSize(cx, v)"
			}
			name := fl.goType(t)
			return "py.As" + strings.ToUpper(name[:1]) + name[1:] + "(cx, v)"
		}
	case *types.Enum:
		return "py.AsInt32(cx, v)"
	case *types.Cpp:
		if t.Key == "std::string" {
			return "py.AsRtString(cx, v)"
		}
	}
	return ""
}
