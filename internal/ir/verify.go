package ir

import (
	"fmt"

	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/types"
)

// Verify checks the invariants of the package comment on a program that irbuild made. It returns one error for each
// broken one.
func Verify(p *Program) []error {
	var errs []error
	for _, f := range AllFuncs(p) {
		v := &verifier{p: p, f: f, known: map[*Local]bool{}}
		v.fn()
		errs = append(errs, v.errs...)
	}
	return errs
}

// verifier checks one function.
type verifier struct {
	p     *Program
	f     *Func
	known map[*Local]bool
	loops []int
	errs  []error
}

func (v *verifier) fail(at source.Span, format string, args ...any) {
	where := v.f.Module + "." + v.f.Name
	if at.IsValid() && v.p.Set != nil {
		where += " at " + v.p.Set.Position(at.Start).String()
	}
	v.errs = append(v.errs, fmt.Errorf("ir: %s: %s", where, fmt.Sprintf(format, args...)))
}

func (v *verifier) declare(l *Local) {
	if l == nil {
		return
	}
	if l.Type == nil {
		v.fail(v.f.Span, "local %s has no type", l.Name)
	}
	v.known[l] = true
}

func (v *verifier) fn() {
	f := v.f
	if !f.Span.IsValid() {
		v.fail(f.Span, "function without a span")
	}
	if f.Py != nil {
		if !IsObject(f.Result) && !f.Generator {
			v.fail(f.Span, "a Python function must give an object")
		}
		for _, l := range f.Params {
			if !IsObject(l.Type) {
				v.fail(f.Span, "parameter %s of a Python function is no object", l.Name)
			}
		}
		if len(f.Py.Params) != len(f.Params) {
			v.fail(f.Span, "%d Python parameters for %d parameters", len(f.Py.Params), len(f.Params))
		}
	}
	v.declare(f.Self)
	for _, list := range [][]*Local{f.Params, f.Locals, f.Captures} {
		for _, l := range list {
			v.declare(l)
		}
	}
	for o := f.Outer; o != nil; o = o.Outer {
		for _, list := range [][]*Local{o.Params, o.Locals, o.Captures} {
			for _, l := range list {
				v.known[l] = true
			}
		}
		v.known[o.Self] = true
	}
	v.list(f.Body)
}

func (v *verifier) list(list []Stmt) {
	for _, s := range list {
		v.stmt(s)
	}
}

func (v *verifier) stmt(s Stmt) {
	if s == nil {
		v.fail(v.f.Span, "nil statement")
		return
	}
	if !s.Span().IsValid() {
		v.fail(v.f.Span, "%T without a span", s)
	}
	for _, l := range Sets(s) {
		v.local(l, s.Span())
	}
	switch s := s.(type) {
	case *Set:
		v.root(s.Src)
		if s.Dst != nil {
			v.match(s.Dst.Type, s.Src, s.Span())
		}
	case *Store:
		if !IsPlace(s.Place) {
			v.fail(s.Span(), "store to %s, which is no place", ExprString(s.Place))
		}
		if _, ok := s.Place.(*Get); ok {
			v.fail(s.Span(), "store to a local: use Set")
		}
		v.pure(s.Place)
		v.root(s.Src)
		v.match(s.Place.Type(), s.Src, s.Span())
	case *Do:
		if CallOf(s.Call) == nil {
			v.fail(s.Span(), "Do of %s, which is no call", ExprString(s.Call))
		}
		v.root(s.Call)
	case *Return:
		if s.Src != nil {
			v.root(s.Src)
			if !IsVoid(v.f.Result) {
				v.match(v.f.Result, s.Src, s.Span())
			}
		} else if !IsVoid(v.f.Result) && !v.f.Generator {
			v.fail(s.Span(), "return without a value")
		}
	case *Raise:
		v.pure(s.Err)
		if s.Err.Type() != ErrType {
			v.fail(s.Span(), "raise of %s", typeText(s.Err.Type()))
		}
	case *Break:
		v.label(s.Label, s.Span())
	case *Continue:
		v.label(s.Label, s.Span())
	case *Try:
		if s.Err != nil && s.Err.Type != ErrType {
			v.fail(s.Span(), "handler variable of type %s", typeText(s.Err.Type))
		}
	case *Incref, *Drop:
		v.fail(s.Span(), "%T before the counting pass", s)
	case *If:
		v.cond(s.Cond)
	case *Loop:
		if s.Cond != nil {
			v.cond(s.Cond)
		}
	case *Range:
		if s.Step <= 0 {
			v.fail(s.Span(), "range by %d", s.Step)
		}
		v.match(s.Var.Type, s.Lo, s.Span())
		v.match(s.Var.Type, s.Hi, s.Span())
		v.pure(s.Lo)
		v.pure(s.Hi)
	default:
		EachExpr(s, v.pure)
	}
	loop := -1
	switch s := s.(type) {
	case *Loop:
		loop = s.Label
	case *Range:
		loop = s.Label
	}
	if loop >= 0 {
		for _, l := range v.loops {
			if l == loop {
				v.fail(s.Span(), "loop %d inside loop %d", loop, loop)
			}
		}
		v.loops = append(v.loops, loop)
	}
	for _, b := range Bodies(s) {
		v.list(*b)
	}
	if loop >= 0 {
		v.loops = v.loops[:len(v.loops)-1]
	}
}

func (v *verifier) label(label int, at source.Span) {
	for _, l := range v.loops {
		if l == label {
			return
		}
	}
	v.fail(at, "no loop %d around", label)
}

func (v *verifier) local(l *Local, at source.Span) {
	if l == nil {
		v.fail(at, "nil local")
	} else if !v.known[l] {
		v.fail(at, "local %s is not declared by the function", l.Name)
	}
}

func (v *verifier) cond(e Expr) {
	v.pure(e)
	if b, ok := e.Type().(*types.Basic); !ok || b.Kind != types.BintKind {
		v.fail(e.Span(), "condition %s of type %s", ExprString(e), typeText(e.Type()))
	}
}

// root checks the whole right side of a statement, which may be a call with an effect.
func (v *verifier) root(e Expr) {
	if c, ok := e.(*Call); ok {
		v.node(c)
		v.callee(c)
		Each(c, v.pure)
		return
	}
	if t, ok := e.(*Take); ok {
		v.node(t)
		v.pure(t.Place)
		if !IsPlace(t.Place) {
			v.fail(t.Span(), "take of %s, which is no place", ExprString(t.Place))
		}
		return
	}
	v.pure(e)
}

// pure checks an expression that must not have an effect.
func (v *verifier) pure(e Expr) {
	if e == nil {
		v.fail(v.f.Span, "nil expression")
		return
	}
	v.node(e)
	switch e := e.(type) {
	case *Call:
		if !e.Callee.Pure && !(e.Callee.Func != nil && e.Callee.Func.Pure) {
			v.fail(e.Span(), "nested call %s is not pure", ExprString(e))
		}
		v.callee(e)
	case *Take:
		v.fail(e.Span(), "nested take")
	case *Get:
		v.local(e.Local, e.Span())
	case *Closure:
		for _, l := range e.Func.Captures {
			v.local(l, e.Span())
		}
	}
	Each(e, v.pure)
}

func (v *verifier) node(e Expr) {
	if e.Type() == nil {
		if _, ok := e.(*Call); !ok {
			v.fail(e.Span(), "%s has no type", ExprString(e))
		}
	}
	if !e.Span().IsValid() {
		v.fail(v.f.Span, "%s has no span", ExprString(e))
	}
	switch e := e.(type) {
	case *Get:
		v.local(e.Local, e.Span())
	case *Binary:
		switch e.Op {
		case "<<", ">>", "+", "-":
			if _, ptr := e.A.Type().(*types.Pointer); ptr || e.Op == "<<" || e.Op == ">>" {
				return
			}
		}
		if why := mismatch(e.A.Type(), e.B.Type()); why != "" {
			v.fail(e.Span(), "operands of %s: %s", ExprString(e), why)
		}
	case *FieldRef:
		if e.Field == nil {
			v.fail(e.Span(), "field reference without a field")
		}
	case *Retain:
		v.fail(e.Span(), "retain before the counting pass")
	}
}

func (v *verifier) callee(c *Call) {
	k := &c.Callee
	var params []types.Type
	switch k.Kind {
	case Direct:
		if k.Func == nil {
			v.fail(c.Span(), "direct call of nothing")
			return
		}
		for _, l := range k.Func.Params {
			params = append(params, l.Type)
		}
		if (k.Func.Self != nil) != (c.Recv != nil) {
			v.fail(c.Span(), "call %s: receiver", ExprString(c))
		}
	case Virtual:
		if k.Method == nil {
			v.fail(c.Span(), "virtual call of nothing")
			return
		}
		for _, q := range k.Method.Sig.Params {
			params = append(params, q.Type)
		}
		if k.Method.Slot == nil {
			v.fail(c.Span(), "virtual call of %s, which has no slot", k.Method.Name)
		}
	case Indirect:
		fn := FuncType(k.Value.Type())
		if fn == nil {
			v.fail(c.Span(), "indirect call of %s", typeText(k.Value.Type()))
			return
		}
		for _, q := range fn.Params {
			params = append(params, q.Type)
		}
	case Runtime:
		if k.Go == "" {
			v.fail(c.Span(), "runtime call without a name")
		}
		return
	case NewObj:
		if k.Class == nil {
			v.fail(c.Span(), "new object without a class")
		}
		return
	}
	if len(params) != len(c.Args) {
		v.fail(c.Span(), "call %s: %d arguments for %d parameters", ExprString(c), len(c.Args), len(params))
		return
	}
	for i, a := range c.Args {
		v.match(params[i], a, a.Span())
	}
}

// FuncType returns the function type that a function pointer points to, or nil.
func FuncType(t types.Type) *types.Func {
	for {
		switch x := t.(type) {
		case *types.Func:
			return x
		case *types.Pointer:
			t = x.Elem
		case *types.Const:
			t = x.Elem
		default:
			return nil
		}
	}
}

func (v *verifier) match(want types.Type, e Expr, at source.Span) {
	if e == nil {
		return
	}
	if _, ok := e.(*Null); ok {
		return
	}
	if why := mismatch(want, e.Type()); why != "" {
		v.fail(at, "%s: %s", ExprString(e), why)
	}
}

// mismatch says why values of two types are not represented alike, as far as it is certain.
func mismatch(a, b types.Type) string {
	a, b = bare(a), bare(b)
	if a == b || a == nil || b == nil {
		return ""
	}
	bad := fmt.Sprintf("types %s and %s", typeText(a), typeText(b))
	if _, ok := a.(*GoType); ok {
		return ""
	}
	if _, ok := b.(*GoType); ok {
		return ""
	}
	switch x := a.(type) {
	case *types.Basic:
		y, ok := b.(*types.Basic)
		if !ok {
			return bad
		}
		if x.Kind == types.NullKind || y.Kind == types.NullKind {
			return ""
		}
		if x.Kind == y.Kind && (x.Kind == types.BintKind || x.Bits == y.Bits && x.Signed == y.Signed) {
			return ""
		}
		return bad
	case *types.Ref:
		if y, ok := b.(*types.Ref); ok && y.Class == x.Class || b == types.Type(types.Null) {
			return ""
		}
		return bad
	case *types.Object:
		if !IsObject(b) {
			return bad
		}
	case *types.Struct:
		return bad
	case *types.Pointer:
		switch b.(type) {
		case *types.Pointer, *types.Reference, *types.Func, *types.Basic:
			return ""
		}
		return bad
	}
	return ""
}

// bare strips const; an enum is an int.
func bare(t types.Type) types.Type {
	switch x := t.(type) {
	case *types.Const:
		return bare(x.Elem)
	case *types.Enum:
		return types.Int
	}
	return t
}
