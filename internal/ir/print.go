package ir

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/cyp-lang/cyp/internal/types"
)

// Print returns the program as stable text, one line an operation.
func Print(p *Program) string {
	var b strings.Builder
	for i, m := range p.Modules {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString("module " + m.Name + "\n")
		for _, g := range m.Globals {
			b.WriteString("global " + g.Name + ": " + typeText(g.Type))
			if g.Go != "" {
				b.WriteString(" = " + g.Go)
			}
			b.WriteByte('\n')
		}
		for _, c := range p.Classes {
			if c.Module == m.Name {
				printClass(&b, c)
			}
		}
	}
	for _, f := range AllFuncs(p) {
		b.WriteByte('\n')
		b.WriteString(PrintFunc(f))
	}
	return b.String()
}

func printClass(b *strings.Builder, c *Class) {
	b.WriteString("class " + c.Type.Name)
	for i, base := range c.Type.Bases {
		sep := ", "
		if i == 0 {
			sep = " < "
		}
		b.WriteString(sep + base.Name)
	}
	b.WriteByte('\n')
	for _, f := range c.Own {
		b.WriteString("  field " + f.Name + ": " + typeText(f.Type) + "\n")
	}
	for _, s := range c.Slots {
		b.WriteString("  slot " + s.Name + "\n")
	}
}

// PrintFunc returns one function as text.
func PrintFunc(f *Func) string {
	p := &printer{names: localNames(f)}
	p.line("func %s", p.header(f))
	p.depth++
	for _, l := range f.Locals {
		if !l.Temp {
			p.line("var %s: %s%s", p.name(l), typeText(l.Type), localFlags(l))
		}
	}
	p.stmts(f.Body)
	p.depth--
	p.line("end")
	return p.b.String()
}

// ExprString returns an expression as the printer shows it.
func ExprString(e Expr) string { return (&printer{}).expr(e) }

type printer struct {
	b     strings.Builder
	depth int
	names map[*Local]string
}

// localNames numbers the locals of a function that have the same name, in order.
func localNames(f *Func) map[*Local]string {
	names := map[*Local]string{}
	used := map[string]int{}
	add := func(l *Local) {
		if l == nil || names[l] != "" {
			return
		}
		base := l.Name
		if base == "" {
			base = "t"
		}
		used[base]++
		names[l] = base
		if l.Temp || used[base] > 1 {
			names[l] = base + strconv.Itoa(used[base])
		}
	}
	add(f.Self)
	for _, l := range f.Params {
		add(l)
	}
	for _, l := range f.Locals {
		add(l)
	}
	return names
}

func (p *printer) name(l *Local) string {
	if n := p.names[l]; n != "" {
		return n
	}
	return l.Name
}

func (p *printer) line(format string, args ...any) {
	for i := 0; i < p.depth; i++ {
		p.b.WriteString("  ")
	}
	fmt.Fprintf(&p.b, format, args...)
	p.b.WriteByte('\n')
}

func (p *printer) header(f *Func) string {
	var b strings.Builder
	b.WriteString(f.Module + "." + f.Name + "(")
	sep := ""
	if f.Self != nil {
		b.WriteString(p.name(f.Self) + ": " + typeText(f.Self.Type))
		sep = ", "
	}
	for i, l := range f.Params {
		b.WriteString(sep)
		sep = ", "
		if i < len(f.ParamModes) && f.ParamModes[i] == Borrowed && Counted(l.Type) {
			b.WriteString("borrowed ")
		}
		b.WriteString(p.name(l) + ": " + typeText(l.Type) + localFlags(l))
	}
	b.WriteString(")")
	if !IsVoid(f.Result) {
		b.WriteString(" " + typeText(f.Result))
	}
	if f.CanRaise {
		b.WriteString(" raises")
	}
	if f.NeedsCx {
		b.WriteString(" cx")
	}
	switch {
	case f.AsyncGen:
		b.WriteString(" async generator")
	case f.Async:
		b.WriteString(" coroutine")
	case f.Generator:
		b.WriteString(" generator")
	}
	return b.String()
}

func localFlags(l *Local) string {
	s := ""
	if l.Captured {
		s += " captured"
	}
	if l.Observed {
		s += " observed"
	}
	return s
}

func typeText(t types.Type) string {
	if t == nil {
		return "void"
	}
	if g, ok := t.(*GoType); ok {
		s := g.Text
		if len(g.Args) > 0 {
			s += "[" + typeList(g.Args) + "]"
		}
		return s
	}
	return t.String()
}

func typeList(ts []types.Type) string {
	parts := make([]string, len(ts))
	for i, t := range ts {
		parts[i] = typeText(t)
	}
	return strings.Join(parts, ",")
}

func (p *printer) stmts(list []Stmt) {
	for _, s := range list {
		p.stmt(s)
	}
}

func (p *printer) block(list []Stmt) {
	p.depth++
	p.stmts(list)
	p.depth--
}

func (p *printer) unwind(u Unwind) string { return p.drops(" unwind", u.Unwinds) }

func (p *printer) drops(word string, ls []*Local) string {
	if len(ls) == 0 {
		return ""
	}
	names := make([]string, len(ls))
	for i, l := range ls {
		names[i] = p.name(l)
	}
	return word + "(" + strings.Join(names, ", ") + ")"
}

func (p *printer) stmt(s Stmt) {
	switch s := s.(type) {
	case *Set:
		dst := p.name(s.Dst)
		for _, m := range s.More {
			dst += ", " + p.name(m)
		}
		op := " = "
		if s.Init && Counted(s.Dst.Type) {
			op = " := "
		}
		p.line("%s%s%s%s", dst, op, p.expr(s.Src), p.unwind(s.Unwind))
	case *Store:
		op := " = "
		if s.Init && Counted(s.Place.Type()) {
			op = " := "
		}
		p.line("%s%s%s%s", p.expr(s.Place), op, p.expr(s.Src), p.unwind(s.Unwind))
	case *Do:
		p.line("%s%s", p.expr(s.Call), p.unwind(s.Unwind))
	case *NullCheck:
		p.line("nullcheck %s %q", p.expr(s.V), s.Name)
	case *ZeroCheck:
		p.line("zerocheck %s %q%s", p.expr(s.V), s.Msg, p.unwind(s.Unwind))
	case *RangeCheck:
		p.line("rangecheck %s of %s%s", p.expr(s.Index), p.expr(s.Slice), p.unwind(s.Unwind))
	case *If:
		p.line("if %s", p.expr(s.Cond))
		p.block(s.Then)
		if len(s.Else) > 0 {
			p.line("else")
			p.block(s.Else)
		}
	case *Loop:
		head := fmt.Sprintf("loop %d", s.Label)
		if s.Cond != nil {
			head += " while " + p.expr(s.Cond)
		}
		p.line("%s", head)
		p.block(s.Body)
		if len(s.Post) > 0 {
			p.line("post")
			p.block(s.Post)
		}
	case *Range:
		dir := "to"
		if s.Down {
			dir = "downto"
		}
		p.line("range %d %s = %s %s %s by %d", s.Label, p.name(s.Var), p.expr(s.Lo), dir, p.expr(s.Hi), s.Step)
		p.block(s.Body)
	case *Break:
		p.line("break %d", s.Label)
	case *Continue:
		p.line("continue %d", s.Label)
	case *Return:
		v := ""
		if s.Src != nil {
			v = " " + p.expr(s.Src)
		}
		p.line("return%s%s%s", v, p.drops(" drop", s.Drops), p.unwind(s.Unwind))
	case *Raise:
		word := "raise"
		if s.Again {
			word = "reraise"
		}
		p.line("%s %s%s", word, p.expr(s.Err), p.unwind(s.Unwind))
	case *Try:
		p.line("try")
		p.block(s.Body)
		if s.Err != nil {
			p.line("handler %s", p.name(s.Err))
		} else {
			p.line("handler")
		}
		p.block(s.Handler)
	case *Block:
		p.line("block")
		p.block(s.Body)
	case *YieldStmt:
		v, dst := "", ""
		if s.V != nil {
			v = " " + p.expr(s.V)
		}
		if s.Dst != nil {
			dst = p.name(s.Dst) + " = "
		}
		p.line("%syield%s%s", dst, v, p.unwind(s.Unwind))
	case *Incref:
		p.line("incref %s", p.expr(s.V))
	case *Drop:
		p.line("drop %s", p.name(s.Local))
	default:
		p.line("? %T", s)
	}
}

func (p *printer) expr(e Expr) string {
	switch e := e.(type) {
	case nil:
		return "<nil>"
	case *Get:
		if e.Move {
			return "move " + p.name(e.Local)
		}
		return p.name(e.Local)
	case *Int:
		if e.Big != "" {
			return e.Big
		}
		return strconv.FormatInt(e.V, 10)
	case *FloatLit:
		if e.Text != "" {
			return e.Text
		}
		return strconv.FormatFloat(e.V, 'g', -1, 64)
	case *Str:
		if e.Bytes {
			return "b" + strconv.Quote(e.V)
		}
		return strconv.Quote(e.V)
	case *Null:
		return "null"
	case *PyConst:
		return e.Name
	case *GlobalRef:
		return "@" + e.Global.Name
	case *FieldRef:
		return p.operand(e.Base) + "." + e.Field.Name
	case *IndexRef:
		return p.operand(e.Base) + "[" + p.expr(e.Index) + "]"
	case *DerefRef:
		return "*" + p.operand(e.Base)
	case *AddrOf:
		return "&" + p.operand(e.Place)
	case *Unary:
		return e.Op + p.operand(e.V)
	case *Binary:
		return p.operand(e.A) + " " + e.Op + " " + p.operand(e.B)
	case *Cond:
		return p.operand(e.If) + " ? " + p.operand(e.Then) + " : " + p.operand(e.Else)
	case *Conv:
		return "<" + typeText(e.T) + ">" + p.operand(e.V)
	case *FuncRef:
		if e.Func != nil {
			return "&func " + e.Func.Name
		}
		return "&func " + e.Go
	case *Closure:
		return "closure " + e.Func.Name + "(" + p.list(e.Defaults) + ")"
	case *GoExpr:
		return e.Go
	case *TypeRef:
		return "type " + typeText(e.Class)
	case *SizeOf:
		return "sizeof(" + typeText(e.Of) + ")"
	case *Take:
		if e.Kept {
			return "take kept " + p.expr(e.Place)
		}
		return "take " + p.operand(e.Place)
	case *SliceLit:
		return typeText(e.T) + "{" + p.list(e.Elts) + "}"
	case *Retain:
		return "retain " + p.operand(e.V)
	case *Call:
		return p.call(e)
	}
	return fmt.Sprintf("? %T", e)
}

// operand is an expression inside another.
func (p *printer) operand(e Expr) string {
	s := p.expr(e)
	switch e.(type) {
	case *Binary, *Cond, *Unary, *DerefRef, *AddrOf, *Take:
		return "(" + s + ")"
	}
	return s
}

func (p *printer) list(es []Expr) string {
	parts := make([]string, len(es))
	for i, e := range es {
		parts[i] = p.expr(e)
	}
	return strings.Join(parts, ", ")
}

func (p *printer) call(c *Call) string {
	args := "(" + p.list(c.Args) + ")"
	recv := ""
	if c.Recv != nil {
		recv = p.operand(c.Recv) + "."
	}
	switch c.Callee.Kind {
	case Direct:
		return recv + c.Callee.Func.Name + args
	case Virtual:
		return recv + "virtual " + c.Callee.Method.Class.Name + "." + c.Callee.Method.Name + args
	case Indirect:
		return "(" + p.expr(c.Callee.Value) + ")" + args
	case NewObj:
		return "new " + c.Callee.Class.Name
	}
	name := c.Callee.Go
	if recv != "" {
		name = strings.TrimPrefix(name, ".")
	}
	if len(c.Callee.GoTypes) > 0 {
		name += "[" + typeList(c.Callee.GoTypes) + "]"
	}
	if c.Callee.Class != nil {
		name += "<" + c.Callee.Class.Name + ">"
	}
	return recv + name + args
}
