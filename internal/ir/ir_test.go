package ir

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/types"
)

// at is some place, for nodes made by hand.
var at = source.Span{Start: 1, End: 2}

func get(l *Local) *Get                   { return &Get{X: X{T: l.Type, At: at}, Local: l} }
func num(v int64) *Int                    { return &Int{X: X{T: types.Int, At: at}, V: v} }
func local(n string, t types.Type) *Local { return &Local{Name: n, Type: t, Span: at} }
func bin(op string, t types.Type, a, b Expr) *Binary {
	return &Binary{X: X{T: t, At: at}, Op: op, A: a, B: b}
}

// program is a program of one function.
func program(f *Func) *Program {
	f.Module = "m"
	if !f.Span.IsValid() {
		f.Span = at
	}
	return &Program{Modules: []*Module{{Name: "m", Funcs: []*Func{f}}}}
}

func class(name string) *types.Class {
	c := &types.Class{Name: name, Complete: true}
	c.MRO = []*types.Class{c}
	return c
}

func errorsOf(errs []error) string {
	var b strings.Builder
	for _, e := range errs {
		b.WriteString(e.Error() + "\n")
	}
	return b.String()
}

func TestVerifyFindsBrokenInvariants(t *testing.T) {
	x, y := local("x", types.Int), local("y", types.Int)
	s := S{At: at}
	ref := types.RefTo(class("A"), types.Unqualified, false)
	g := &Func{Name: "g", Result: types.Int, Span: at, Params: []*Local{local("k", types.Int)}, Body: []Stmt{&Return{S: s, Src: num(1)}}}
	call := func(args ...Expr) *Call {
		return &Call{X: X{T: types.Int, At: at}, Callee: Callee{Kind: Direct, Func: g}, Args: args}
	}
	cases := []struct {
		name, want string
		body       []Stmt
	}{
		{"good", "", []Stmt{&Set{S: s, Dst: x, Src: call(num(2))}, &Return{S: s, Src: get(x)}}},
		{"no span", "without a span", []Stmt{&Set{Dst: x, Src: num(1)}}},
		{"no span of an expression", "has no span", []Stmt{&Set{S: s, Dst: x, Src: &Int{X: X{T: types.Int}}}}},
		{"no type", "has no type", []Stmt{&Set{S: s, Dst: x, Src: &Int{X: X{At: at}}}}},
		{"nested call", "not pure", []Stmt{&Set{S: s, Dst: x, Src: bin("+", types.Int, call(num(1)), num(2))}}},
		{"foreign local", "y is not declared", []Stmt{&Set{S: s, Dst: x, Src: get(y)}}},
		{"arguments", "2 arguments for 1", []Stmt{&Do{S: s, Call: call(num(1), num(2))}}},
		{"argument type", "types int and A", []Stmt{&Do{S: s, Call: call(&Conv{X: X{T: ref, At: at}, V: num(0)})}}},
		{"break", "no loop 7", []Stmt{&Break{S: s, Label: 7}}},
		{"loops of one label", "loop 1 inside loop 1", []Stmt{&Loop{S: s, Label: 1, Body: []Stmt{&Loop{S: s, Label: 1, Body: []Stmt{&Break{S: s, Label: 1}}}}}}},
		{"condition", "condition 1 of type int", []Stmt{&If{S: s, Cond: num(1)}}},
		{"counts", "before the counting pass", []Stmt{&Drop{S: s, Local: x}}},
		{"store to nothing", "which is no place", []Stmt{&Store{S: s, Place: num(1), Src: num(2)}}},
		{"widths", "types int and long", []Stmt{&Set{S: s, Dst: x, Src: &Int{X: X{T: types.Long, At: at}}}}},
		{"return", "return without a value", []Stmt{&Return{S: s}}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			f := &Func{Name: "f", Result: types.Int, Locals: []*Local{x}, Body: c.body}
			got := errorsOf(Verify(program(f)))
			if c.want == "" {
				assert.Empty(t, got)
			} else {
				assert.Contains(t, got, c.want)
			}
		})
	}
}

func TestVerifyCountedFollowsOwners(t *testing.T) {
	a := class("A")
	ref := types.RefTo(a, types.Unqualified, false)
	x, y := local("x", ref), local("y", ref)
	s := S{At: at}
	fresh := func() Expr {
		return &Call{X: X{T: ref, At: at}, Callee: Callee{Kind: NewObj, Class: a}}
	}
	move := func(l *Local, last bool) Expr { g := get(l); g.Move, g.Last = true, last; return g }
	retain := func(l *Local) Expr { return &Retain{X: X{T: ref, At: at}, V: get(l)} }
	raising := func(u ...*Local) Stmt {
		return &Do{S: s, Call: &Call{X: X{T: types.Void, At: at}, Callee: Callee{Kind: Runtime, Go: "rt.F", Raises: true}}, Unwind: Unwind{u}}
	}
	cond := func() Expr { return bin("==", types.Bint, num(1), num(2)) }
	cases := []struct {
		name, want string
		body       []Stmt
	}{
		{"drop", "", []Stmt{&Set{S: s, Dst: x, Src: fresh(), Init: true}, &Drop{S: s, Local: x, Last: true}}},
		{"leak", "x is left", []Stmt{&Set{S: s, Dst: x, Src: fresh(), Init: true}}},
		{"twice", "x is dropped twice", []Stmt{&Set{S: s, Dst: x, Src: fresh(), Init: true}, &Drop{S: s, Local: x, Last: true}, &Drop{S: s, Local: x, Last: true}}},
		{"nothing there", "", []Stmt{&Set{S: s, Dst: x, Src: fresh(), Init: true}, &Drop{S: s, Local: x}, &Drop{S: s, Local: x, Last: true}}},
		{"over a count", "x is set over a count", []Stmt{&Set{S: s, Dst: x, Src: fresh(), Init: true}, &Set{S: s, Dst: x, Src: fresh(), Init: true}, &Drop{S: s, Local: x, Last: true}}},
		{"alias without a count", "x gives no count", []Stmt{&Set{S: s, Dst: x, Src: fresh(), Init: true}, &Set{S: s, Dst: y, Src: get(x), Init: true}, &Drop{S: s, Local: x, Last: true}, &Drop{S: s, Local: y, Last: true}}},
		{"moved", "", []Stmt{&Set{S: s, Dst: x, Src: fresh(), Init: true}, &Set{S: s, Dst: y, Src: move(x, true), Init: true}, &Drop{S: s, Local: y, Last: true}}},
		{"used after a move", "x is used after it was given away", []Stmt{&Set{S: s, Dst: x, Src: fresh(), Init: true}, &Set{S: s, Dst: y, Src: move(x, true), Init: true},
			&NullCheck{S: s, V: get(x)}, &Drop{S: s, Local: y, Last: true}}},
		{"one path", "x is left", []Stmt{&Set{S: s, Dst: x, Src: fresh(), Init: true}, &If{S: s, Cond: cond(), Then: []Stmt{&Drop{S: s, Local: x}}}}},
		{"error path", "x is left on the error path", []Stmt{&Set{S: s, Dst: x, Src: fresh(), Init: true}, raising(), &Drop{S: s, Local: x, Last: true}}},
		{"error path drops", "", []Stmt{&Set{S: s, Dst: x, Src: fresh(), Init: true}, raising(x), &Drop{S: s, Local: x, Last: true}}},
		{"error path twice", "dropped twice", []Stmt{&Set{S: s, Dst: x, Src: fresh(), Init: true}, raising(x, x), &Drop{S: s, Local: x, Last: true}}},
		{"loop", "x is set over a count", []Stmt{&Loop{S: s, Label: 1, Cond: cond(), Body: []Stmt{&Set{S: s, Dst: x, Src: fresh(), Init: true}}}, &Drop{S: s, Local: x, Last: true}}},
		{"null branch", "", []Stmt{&Set{S: s, Dst: x, Src: fresh(), Init: true},
			&If{S: s, Cond: bin("==", types.Bint, get(x), &Null{X: X{T: ref, At: at}}), Then: []Stmt{&Return{S: s}}}, &Drop{S: s, Local: x, Last: true}}},
		{"lost result", "result of new A is lost", []Stmt{&Do{S: s, Call: fresh()}}},
		{"lost retain", "the count taken on x is lost", []Stmt{&Set{S: s, Dst: x, Src: fresh(), Init: true}, &NullCheck{S: s, V: retain(x)}, &Drop{S: s, Local: x, Last: true}}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			f := &Func{Name: "f", Result: types.Void, Except: types.ExceptStar, Locals: []*Local{x, y}, Body: c.body}
			got := errorsOf(VerifyCounted(program(f)))
			if c.want == "" {
				assert.Empty(t, got)
			} else {
				assert.Contains(t, got, c.want)
			}
		})
	}
}

func TestPrintIsStable(t *testing.T) {
	x, y := local("t", types.Int), local("t", types.Int)
	x.Temp, y.Temp = true, true
	s := S{At: at}
	f := &Func{Name: "f", Result: types.Int, Locals: []*Local{x, y}, Params: []*Local{local("n", types.Int)}}
	f.Body = []Stmt{
		&Set{S: s, Dst: x, Src: num(1)},
		&Loop{S: s, Label: 1, Cond: bin("<", types.Bint, get(x), get(f.Params[0])), Body: []Stmt{
			&If{S: s, Cond: bin("==", types.Bint, get(x), num(3)), Then: []Stmt{&Break{S: s, Label: 1}}, Else: []Stmt{&Continue{S: s, Label: 1}}},
		}, Post: []Stmt{&Set{S: s, Dst: x, Src: bin("+", types.Int, get(x), bin("*", types.Int, num(2), get(x)))}}},
		&Set{S: s, Dst: y, Src: get(x)},
		&Return{S: s, Src: get(y)},
	}
	f.Module, f.Span = "m", at
	require.Equal(t, `func m.f(n: int) int
  t1 = 1
  loop 1 while t1 < n
    if t1 == 3
      break 1
    else
      continue 1
  post
    t1 = t1 + (2 * t1)
  t2 = t1
  return t2
end
`, PrintFunc(f))
}

func TestUnshareCopiesWhatIsUsedTwice(t *testing.T) {
	x := local("x", types.Int)
	shared := get(x)
	s := S{At: at}
	sum := bin("+", types.Int, shared, shared)
	f := &Func{Name: "f", Result: types.Int, Locals: []*Local{x}, Body: []Stmt{&Set{S: s, Dst: x, Src: sum}, &Return{S: s, Src: shared}}}
	Unshare(program(f))
	seen := map[Expr]bool{}
	WalkAll(f.Body, func(e Expr) {
		assert.False(t, seen[e], "%s is shared", ExprString(e))
		seen[e] = true
	})
	assert.Len(t, seen, 4)
}

func TestLivenessSeesHandlersAndLoops(t *testing.T) {
	x, y := local("x", types.Int), local("y", types.Int)
	s := S{At: at}
	may := &Do{S: s, Call: &Call{X: X{T: types.Void, At: at}, Callee: Callee{Kind: Runtime, Go: "rt.F", Raises: true}}}
	set := &Set{S: s, Dst: y, Src: num(1)}
	body := []Stmt{
		&Set{S: s, Dst: x, Src: num(1)},
		&Try{S: s, Body: []Stmt{may, set}, Handler: []Stmt{&NullCheck{S: s, V: get(x)}}},
		&NullCheck{S: s, V: get(y)},
	}
	index := map[*Local]int{x: 0, y: 1}
	after := map[Stmt]Bits{}
	handler := map[Stmt]Bits{}
	b := &Backward{N: 2, Uses: func(s Stmt, use, def func(int)) {
		EachExpr(s, func(e Expr) {
			WalkExpr(e, func(e Expr) bool {
				if g, ok := e.(*Get); ok {
					use(index[g.Local])
				}
				return true
			})
		})
		for _, l := range Sets(s) {
			def(index[l])
		}
	}, Visit: func(s Stmt, a, h Bits) { after[s], handler[s] = a, h }}
	b.Run(body)
	assert.True(t, handler[may].Has(0), "x is alive at the handler")
	assert.False(t, after[may].Has(1), "y is set before it is read")
	assert.True(t, after[set].Has(1))
}
