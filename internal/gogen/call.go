package gogen

import (
	"strconv"
	"strings"

	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
)

// call writes a call; where it raises, the Go expression has the error as last value.
func (fn *fn) call(e *ir.Call) string {
	s := fn.plainCall(e)
	if e.Callee.Raises || ir.IsVoid(e.T) {
		return s
	}
	return fn.castResult(s, fn.resultOf(e), e.T)
}

// castResult converts the result of a call to the class that the caller knows it by.
func (fn *fn) castResult(s string, got, want types.Type) string {
	a, ok := strip(got).(*types.Ref)
	b, ok2 := strip(want).(*types.Ref)
	if ok && ok2 && a.Class != b.Class {
		return fn.castPtr(s, fn.fl.goType(want))
	}
	return s
}

// resultOf is the type of what the Go call gives, which may be another class than the call's type says.
func (fn *fn) resultOf(e *ir.Call) types.Type {
	switch e.Callee.Kind {
	case ir.Direct:
		return e.Callee.Func.Result
	case ir.Virtual:
		if !ir.Open(e.Callee.Method.Slot) {
			return fn.g.resultType(slotMethod(e.Callee.Method.Slot))
		}
	}
	return e.T
}

func (fn *fn) plainCall(e *ir.Call) string {
	k := &e.Callee
	switch k.Kind {
	case ir.Direct:
		return fn.directCall(e)
	case ir.Virtual:
		return fn.virtualCall(e)
	case ir.Indirect:
		return fn.operand(k.Value, precPrimary) + fn.args(true, e.Args)
	case ir.NewObj:
		return fn.newObject(k.Class)
	}
	return fn.runtimeCall(e)
}

// args is an argument list.
func (fn *fn) args(cx bool, args []ir.Expr) string {
	var parts []string
	if cx {
		parts = append(parts, "cx")
	}
	for _, a := range args {
		parts = append(parts, fn.expr(a))
	}
	return "(" + strings.Join(parts, ", ") + ")"
}

func (fn *fn) newObject(c *types.Class) string {
	if !user(c) && c.Go == "rt.Header" {
		panic("gogen: new object of the root class")
	}
	return "rt.New[" + fn.fl.classType(c) + "](cx, " + fn.fl.classRef(c) + ")"
}

// parallelCall spreads a call over threads: the first arguments are the range and how to deal it out.
func (fn *fn) parallelCall(e *ir.Call) string {
	f := e.Callee.Func
	const own = 7 // parameters of the function before the variables
	a := make([]string, own)
	for i := range a {
		a[i] = fn.expr(e.Args[i])
	}
	from, to, final := fn.name("from"), fn.name("to"), fn.name("final")
	cx, args := "nil", []string{from, to, final, "0", "0", "0", "0"}
	if f.NeedsCx {
		cx = "cx"
		args = append([]string{"cx"}, args...)
	}
	for _, x := range e.Args[own:] {
		args = append(args, fn.expr(x))
	}
	body := f.Go + "(" + strings.Join(args, ", ") + ")"
	if f.CanRaise {
		body = "return " + body
	} else {
		body += "\nreturn nil"
	}
	return "rt.ParFor(" + strings.Join([]string{cx, a[0], a[1], a[3], a[4], a[5], a[6]}, ", ") + ", func(cx *rt.Ctx, " + from + ", " + to + ", " + final +
		" int64) *rt.Error {\n" + body + "\n})"
}

func (fn *fn) directCall(e *ir.Call) string {
	if e.Callee.Parallel {
		return fn.parallelCall(e)
	}
	f := e.Callee.Func
	args := fn.args(f.NeedsCx, e.Args)
	if f.Self == nil {
		return f.Go + args
	}
	return fn.recv(e.Recv, f.Class) + "." + f.Go + args
}

// recv is a receiver as one of the class whose method is called exactly.
func (fn *fn) recv(e ir.Expr, c *types.Class) string {
	base := e
	for {
		conv, ok := base.(*ir.Conv)
		if !ok {
			break
		}
		if _, ok := strip(conv.V.Type()).(*types.Ref); !ok {
			break
		}
		base = conv.V
	}
	r, ok := strip(base.Type()).(*types.Ref)
	if !ok {
		return fn.operand(e, precPrimary)
	}
	v := fn.operand(base, precPrimary)
	if r.Class == c {
		return v
	}
	if user(c) && user(r.Class) && contains(fn.g.shape.chains[r.Class], c) {
		return v + "." + fn.g.className(c)
	}
	fn.fl.use("unsafe")
	return "(*" + fn.fl.classType(c) + ")(unsafe.Pointer(" + fn.expr(base) + "))"
}

func (fn *fn) virtualCall(e *ir.Call) string {
	g := fn.g
	slot := e.Callee.Method.Slot
	if ir.Open(slot) {
		return fn.openCall(e)
	}
	fam := g.shape.families[slot.Root]
	cx, _ := g.slotFlags(slot)
	self := fn.recvAs(e.Recv, slot.Root)
	parts := []string{self}
	if cx {
		parts = append(parts, "cx")
	}
	for _, a := range e.Args {
		parts = append(parts, fn.expr(a))
	}
	return fn.operand(e.Recv, precPrimary) + ".vt()." + fam.slotNames[slot] + "(" + strings.Join(parts, ", ") + ")"
}

// recvAs is a receiver as a pointer to the class.
func (fn *fn) recvAs(e ir.Expr, c *types.Class) string {
	r, ok := strip(e.Type()).(*types.Ref)
	if ok && r.Class == c {
		return fn.expr(e)
	}
	if ok && user(c) && user(r.Class) && contains(fn.g.shape.chains[r.Class], c) {
		return "&" + fn.operand(e, precPrimary) + "." + fn.g.className(c)
	}
	return fn.castPtr(fn.expr(e), "*"+fn.fl.classType(c))
}

// openCall calls through the method table of a class of the runtime.
func (fn *fn) openCall(e *ir.Call) string {
	m := e.Callee.Method
	root := m.Slot.Root
	entry := ""
	for _, d := range root.Methods {
		if d.Slot == m.Slot {
			entry = strings.TrimPrefix(d.Go, ".")
		}
	}
	fn.fl.use("unsafe")
	self := fn.recvAs(e.Recv, root)
	parts := []string{"cx", self}
	for _, a := range e.Args {
		parts = append(parts, fn.expr(a))
	}
	return "(*" + fn.fl.text(tableOf(root)) + ")(unsafe.Pointer(" + fn.operand(e.Recv, precPrimary) + ".CypClass()))." + entry +
		"(" + strings.Join(parts, ", ") + ")"
}

// suspending are the functions of the runtime that may suspend the generator or coroutine that calls them.
var suspending = map[string]bool{"py.YieldFrom": true, "py.YieldFromNew": true, "py.Await": true, "py.AwaitResult": true, "py.ANext": true, "py.AsyncEnter": true, "py.AsyncExit": true}

// runtimeCall calls a function of the runtime, or what the package comment lists under special names.
func (fn *fn) runtimeCall(e *ir.Call) string {
	fl := fn.fl
	k := &e.Callee
	switch {
	case strings.HasPrefix(k.Go, "mod:"):
		return fn.g.initNames[k.Go[4:]] + "(cx)"
	case strings.HasPrefix(k.Go, "cx."):
		return k.Go + fn.args(false, e.Args)
	}
	switch k.Go {
	case "wrap":
		fl.use("py")
		return "py.WrapAuto(cx, " + fn.headerOf(e.Args[0]) + ")"
	case "unwrap":
		return fn.unwrap(e)
	case "cast":
		if k.Class.Go == "rt.Header" {
			return fn.headerOf(e.Args[0])
		}
		return "rt.Cast[" + fl.classType(k.Class) + "](" + fn.headerOf(e.Args[0]) + ", " + fl.classRef(k.Class) + ")"
	case "isinstance":
		if k.Class.Go == "rt.Header" {
			return "(" + fn.expr(e.Args[0]) + " != nil)"
		}
		return "rt.IsInstance(" + fn.headerOf(e.Args[0]) + ", " + fl.classRef(k.Class) + ")"
	case "header":
		return fn.headerOf(e.Args[0])
	}
	if k.Go == "py.Builtin" {
		if name, ok := e.Args[0].(*ir.Str); ok {
			fl.use("py")
			return fl.hoist("b_"+ident(name.V), "py.Builtin("+goQuote(name.V)+")")
		}
	}
	var parts []string
	if k.Cx {
		parts = append(parts, "cx")
	}
	if suspending[k.Go] {
		parts = append(parts, "yield")
	}
	if k.ClassArg {
		parts = append(parts, fn.classArg(e))
	}
	typed := false
	if strings.HasPrefix(k.Go, "rt.") && len(k.GoTypes) == 0 {
		// A type parameter is found from an argument that is no constant, if there is one.
		typed = true
		for _, a := range e.Args {
			if !isConst(a) {
				typed = false
			}
		}
	}
	for _, a := range e.Args {
		if typed {
			parts = append(parts, fn.typed(a))
		} else {
			parts = append(parts, fn.expr(a))
		}
	}
	args := "(" + strings.Join(parts, ", ") + ")"
	if strings.HasPrefix(k.Go, ".") {
		return fn.methodRecv(e.Recv) + k.Go + args
	}
	return fl.text(k.Go) + fl.typeArgs(k.GoTypes) + args
}

// methodRecv is the receiver of a Go method. Go takes the address of a place where the method wants one.
func (fn *fn) methodRecv(e ir.Expr) string {
	switch x := e.(type) {
	case *ir.DerefRef:
		return fn.operand(x.Base, precPrimary)
	case *ir.AddrOf:
		return fn.operand(x.Place, precPrimary)
	}
	return strings.TrimPrefix(fn.operand(e, precPrimary), "&") // &self.Header
}

// classArg is the descriptor of the class that a constructor of a container makes.
func (fn *fn) classArg(e *ir.Call) string {
	c := e.Callee.Class
	if r, ok := strip(e.T).(*types.Ref); ok {
		c = r.Class
	}
	if user(c) || len(c.GoArgs) == 0 {
		return fn.fl.classRef(c)
	}
	return fn.fl.container(c)
}

// headerOf is a class reference as *rt.Header.
func (fn *fn) headerOf(e ir.Expr) string {
	x := e
	for {
		c, ok := x.(*ir.Conv)
		if !ok {
			break
		}
		if _, ok := strip(c.V.Type()).(*types.Ref); !ok {
			break
		}
		x = c.V
	}
	if g, ok := x.(*ir.Get); ok && g.Local == fn.f.Self {
		if r, ok := strip(g.Local.Type).(*types.Ref); ok && r.Class.Go != "rt.Header" {
			return "&" + fn.expr(x) + ".Header"
		}
	}
	if _, null := x.(*ir.Null); null {
		return "nil"
	}
	return fn.fl.header(fn.expr(x), x.Type())
}

// funcRef is a C function as a value: the function itself where its signature is that of the C function type, else an adapter.
func (fn *fn) funcRef(e *ir.FuncRef) string {
	fl := fn.fl
	t := ir.FuncType(e.T)
	if e.Func == nil {
		if t == nil || strings.HasPrefix(e.Go, "rt.") || strings.HasPrefix(e.Go, "py.") {
			return fl.text(e.Go)
		}
		// A function of the standard library knows no context.
		params := []string{"cx *rt.Ctx"}
		var args []string
		for i, p := range t.Params {
			n := "a" + strconv.Itoa(i)
			params = append(params, n+" "+fl.goType(p.Type))
			args = append(args, n)
		}
		return "(" + fl.funcType(t) + ")(func(" + strings.Join(params, ", ") + ")" + fl.results(t.Result, t.Except.Raises()) +
			" { return " + fl.text(e.Go) + "(" + strings.Join(args, ", ") + ") })"
	}
	f := e.Func
	if t == nil || f.NeedsCx && f.CanRaise == t.Except.Raises() {
		return f.Go
	}
	key := "adapt:" + f.Go + ":" + fl.funcType(t)
	if n := fl.consts[key]; n != "" {
		return n
	}
	name := fn.g.names.take(fl.helper(f.Go + "_ptr"))
	fl.consts[key] = name
	params := []string{"cx *rt.Ctx"}
	var args []string
	if f.NeedsCx {
		args = append(args, "cx")
	}
	for i, l := range f.Params {
		n := "a" + strconv.Itoa(i)
		params = append(params, n+" "+fl.goType(l.Type))
		args = append(args, n)
	}
	call := f.Go + "(" + strings.Join(args, ", ") + ")"
	raises := t.Except.Raises()
	var body string
	switch {
	case raises == f.CanRaise && ir.IsVoid(f.Result) && !raises:
		body = call
	case raises == f.CanRaise:
		body = "return " + call
	case raises && ir.IsVoid(f.Result):
		body = call + "\nreturn nil"
	case raises:
		body = "return " + call + ", nil"
	case ir.IsVoid(f.Result):
		body = "if err := " + call + "; err != nil {\nrt.Unraisable(cx, err, " + goQuote(f.Where()) + ")\n}"
	default:
		body = "r, err := " + call + "\nif err != nil {\nrt.Unraisable(cx, err, " + goQuote(f.Where()) + ")\n}\nreturn r"
	}
	fl.hoisted.WriteString("// " + name + " is " + f.Go + " as a C function pointer.\nfunc " + name + "(" + strings.Join(params, ", ") + ")" +
		fl.results(f.Result, raises) + " {\n" + body + "\n}\n\n")
	return name
}
