package gogen

import (
	"strings"

	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
)

// fn is a function being written.
type fn struct {
	g     *gen
	fl    *file
	w     *writer
	f     *ir.Func
	outer *fn

	localNames map[*ir.Local]string
	ranged     map[*ir.Local]bool // counters of Range loops, declared by their for statement
	plan       *plan
	needErr    bool // a variable err is needed at the top
	needFail   bool // likewise the one that carries an error to a shared exit
	sharedExit bool // error exits with the same drops are written once, behind labels
	exits      []*exit
	tries      []*try
	loops      []*loop
	fresh      int
	labels     int
}

// try is a Try around the statement being written.
type try struct {
	label string
	err   *ir.Local
	used  bool
	// inlined is the function that its body was taken from, or nil.
	inlined *ir.Func
}

// loop is a loop around the statement being written.
type loop struct {
	label    int
	goLabel  string
	contLbl  string // label before Post, where continue can't be used
	contUsed bool
}

func (fl *file) newFn(f *ir.Func, outer *fn) *fn {
	n := &fn{g: fl.g, fl: fl, f: f, outer: outer, w: &writer{fl: fl}, localNames: map[*ir.Local]string{}, ranged: map[*ir.Local]bool{}}
	n.nameLocals()
	ir.Walk(f.Body, func(s ir.Stmt) bool {
		if r, ok := s.(*ir.Range); ok && !r.Var.Captured {
			n.ranged[r.Var] = true
		}
		return true
	})
	n.planExits()
	n.plan = newPlan(n)
	return n
}

// function writes a function or method of the module.
func (fl *file) function(f *ir.Func) {
	fn := fl.newFn(f, nil)
	w := &fl.body
	w.p("")
	doc(w, f.Doc)
	w.at(f.Span, false)
	w.p("func %s%s%s {", fn.receiver(), f.Go, fn.signature())
	fn.w.line = w.line
	if f.Generator {
		fn.generatorBody()
	} else {
		fn.body()
	}
	w.b.WriteString(fn.w.b.String())
	w.line = fn.w.line
	w.p("}")
}

func (fn *fn) receiver() string {
	if fn.f.Self == nil {
		return ""
	}
	return "(" + fn.local(fn.f.Self) + " *" + fn.fl.classType(fn.f.Class) + ") "
}

func (fn *fn) signature() string {
	var params []string
	if fn.f.NeedsCx {
		params = append(params, "cx *rt.Ctx")
	}
	for _, l := range fn.f.Params {
		params = append(params, fn.local(l)+" "+fn.fl.goType(l.Type))
	}
	return "(" + strings.Join(params, ", ") + ")" + fn.fl.results(fn.f.Result, fn.f.CanRaise)
}

// body writes the declarations and statements of the function.
func (fn *fn) body() {
	// The declarations come first but are known last; so the first statement says its line.
	outer := fn.w
	fn.w = &writer{fl: fn.fl}
	falls := fn.list(&fn.f.Body)
	if falls {
		fn.end()
		if ir.IsVoid(fn.f.Result) && !fn.f.CanRaise && fn.exitsUsed() {
			fn.w.p("return")
		}
	}
	fn.writeExits()
	outer.b.WriteString(fn.declarations(fn.w.b.String()))
	outer.b.WriteString(fn.w.b.String())
	outer.line = fn.w.line
	fn.w = outer
}

// declarations declares the variables of the whole function, those that the text of its body mentions.
func (fn *fn) declarations(body string) string {
	var b strings.Builder
	var top []*ir.Local
	idle := ""
	for _, l := range fn.plan.top {
		switch mentioned, read := usage(body, fn.local(l)); {
		case !mentioned:
		case !read:
			idle += "_ = " + fn.local(l) + "\n"
			fallthrough
		default:
			top = append(top, l)
		}
	}
	n := len(top)
	if fn.needErr {
		n++
	}
	if fn.needFail {
		n++
	}
	if n == 0 {
		return ""
	}
	if n == 1 {
		b.WriteString("var ")
	} else {
		b.WriteString("var (\n")
	}
	if fn.needErr {
		b.WriteString(fn.name("raised") + " *rt.Error\n")
	}
	if fn.needFail {
		b.WriteString(fn.failName() + " *rt.Error\n")
	}
	for _, l := range top {
		b.WriteString(fn.local(l) + " " + fn.fl.goType(l.Type) + "\n")
	}
	if n > 1 {
		b.WriteString(")\n")
	}
	return b.String() + idle + fn.cells(top)
}

// cells has the references in variables that closures share dropped when the last closure is gone.
func (fn *fn) cells(vars []*ir.Local) string {
	text := ""
	for _, l := range vars {
		if _, ref := strip(l.Type).(*types.Ref); ref && l.Captured && ir.Counted(l.Type) {
			fn.fl.use("py")
			text += "py.Cell(&" + fn.local(l) + ")\n"
		}
	}
	return text
}

// usage tells whether Go text mentions a variable, and whether it does more than assign it: Go refuses variables that are never read.
func usage(text, name string) (mentioned, read bool) {
	for i := 0; ; {
		j := strings.Index(text[i:], name)
		if j < 0 {
			return mentioned, false
		}
		at := i + j
		i = at + len(name)
		if at > 0 && (wordByte(text[at-1]) || text[at-1] == '.') || i < len(text) && wordByte(text[i]) {
			continue
		}
		start := strings.LastIndexByte(text[:at], '\n') + 1
		if inString(text[start:at]) {
			continue
		}
		mentioned = true
		end := len(text)
		if k := strings.IndexByte(text[i:], '\n'); k >= 0 {
			end = i + k
		}
		// An assignment: only names and commas before the =.
		if eq := strings.Index(text[start:end], " = "); eq < 0 || start+eq < at || strings.ContainsAny(text[start:start+eq], ".[(*") {
			return true, true
		}
	}
}

// inString reports whether a string has begun in the beginning of a line of Go and not ended.
func inString(line string) (in bool) {
	for i := 0; i < len(line); i++ {
		switch {
		case line[i] == '"':
			in = !in
		case in && line[i] == '\\':
			i++
		case !in && line[i] == '\'' && i+2 < len(line):
			// a character, which may be a quotation mark
			i += 2
		}
	}
	return in
}

func wordByte(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}

// end writes what a function does that reaches its end.
func (fn *fn) end() {
	switch {
	case ir.IsVoid(fn.f.Result):
		if fn.f.CanRaise {
			fn.w.p("return nil")
		}
	case ir.IsObject(fn.f.Result):
		fn.fl.use("py")
		fn.ret("py.None")
	default:
		fn.ret(fn.fl.zero(fn.f.Result))
	}
}

// ret writes a return of a value.
func (fn *fn) ret(v string) {
	if fn.f.CanRaise {
		v += ", nil"
	}
	fn.w.p("return %s", v)
}

// name makes a name for a variable of the generator's own.
func (fn *fn) name(base string) string {
	taken := func(n string) bool {
		if fn.g.names[n] {
			return true
		}
		for o := fn; o != nil; o = o.outer {
			for _, l := range o.localNames {
				if l == n {
					return true
				}
			}
		}
		return false
	}
	n := base
	for taken(n) {
		n += "_"
	}
	return n
}
