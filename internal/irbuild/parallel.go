package irbuild

import (
	"strconv"

	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// A prange loop becomes a function of its own that runs the iterations from `from` to `to`, and a call of it that the generator spreads
// over threads (ir.Callee.Parallel). Variables that the body only reads are passed in; arrays and C++ values by address. What it assigns is
// private: the thread with the last iteration gives its values back, in-place operations are combined.

// Parameters of the function before the variables. The function itself uses the first three.
var parallelParams = [...]string{"from", "to", "final", "step", "threads", "chunk", "schedule"}

// parallel is what is known of the variables of a prange body.
type parallel struct {
	shared    []*typed.Var
	private   []*typed.Var
	reduction []*typed.Var
	op        map[*typed.Var]string
}

// parallelRange builds a prange loop; false: it has to run in order, for what is in its body.
func (x *fb) parallelRange(s *typed.ForRange) bool {
	step, literal := int64(1), true
	if s.Step != nil {
		step, literal = literalStep(s.Step)
	}
	if !literal || step == 0 || len(s.Else) > 0 || x.inParallel || x.f.Generator {
		return false
	}
	p := x.variables(s)
	if p == nil {
		return false
	}
	x.b.parallels++
	g := &ir.Func{Name: x.f.Name + ".prange" + strconv.Itoa(x.b.parallels), Module: x.f.Module, Result: types.Void, Span: s.At, Except: types.ExceptStar}
	y := x.b.newFB(&typed.Func{Name: g.Name, Span: s.At, Module: x.tf.Module}, g, nil)
	y.inParallel = true
	param := func(name string, t types.Type) *ir.Local {
		l := &ir.Local{Name: name, Type: plain(t), Param: true, Span: s.At, Func: g}
		g.Params = append(g.Params, l)
		return l
	}
	for _, name := range parallelParams {
		param(name, types.LongLong)
	}
	for _, v := range p.shared {
		if !byAddress(v) {
			l := param(v.Name, v.Type)
			y.locals[v] = l
			continue
		}
		l := param(v.Name, x.b.pointer(plain(v.Type)))
		y.alias[v] = &ir.DerefRef{X: x.x(v.Type), Base: y.get(l)}
	}
	results := append(p.private[:len(p.private):len(p.private)], p.reduction...)
	outs := map[*typed.Var]*ir.Local{}
	for _, v := range results {
		if v.Kind != typed.TempVar {
			outs[v] = param(v.Name+"_out", x.b.pointer(plain(v.Type)))
		}
	}
	if !y.parallelBody(s, p, step, outs) {
		return false
	}
	if im := x.b.modules[g.Module]; im != nil {
		im.Funcs = append(im.Funcs, g)
	}
	x.callParallel(s, p, g, step, results, outs)
	return true
}

// parallelBody builds the function; false: control leaves the loop.
func (y *fb) parallelBody(s *typed.ForRange, p *parallel, step int64, outs map[*typed.Var]*ir.Local) bool {
	g := y.f
	for _, v := range p.private {
		if outs[v] != nil {
			y.set(y.local(v), y.zero(plain(v.Type)))
		}
	}
	for _, v := range p.reduction {
		first := y.zero(plain(v.Type))
		switch p.op[v] {
		case "*":
			first = y.number(plain(v.Type), 1)
		case "&":
			first = y.number(plain(v.Type), -1)
		}
		y.set(y.local(v), first)
	}
	count := y.local(s.Var)
	r := &ir.Range{S: y.s(), Label: y.label(), Var: count, Lo: y.conv(count.Type, y.get(g.Params[0])), Hi: y.conv(count.Type, y.get(g.Params[1])), Step: step}
	if step < 0 {
		r.Down, r.Step = true, -step
	}
	r.Body = y.bodyOf(r.Label, s.Body)
	out := false
	ir.Walk(r.Body, func(s ir.Stmt) bool {
		switch s := s.(type) {
		case *ir.Return, *ir.YieldStmt:
			out = true
		case *ir.Break:
			out = out || s.Label == r.Label
		}
		return !out
	})
	if out {
		return false
	}
	y.emit(r)
	if len(outs) == 0 {
		return true
	}
	target := func(v *typed.Var) ir.Expr { return &ir.DerefRef{X: y.x(v.Type), Base: y.get(outs[v])} }
	y.do(y.simple("rt.ParLock", types.Void))
	for _, v := range p.reduction {
		op := p.op[v]
		if op == "-" {
			op = "+"
		}
		y.emit(&ir.Store{S: y.s(), Place: target(v), Src: y.binary(op, plain(v.Type), target(v), y.get(y.local(v)))})
	}
	last := y.list(func() {
		for _, v := range p.private {
			if outs[v] != nil {
				y.emit(&ir.Store{S: y.s(), Place: target(v), Src: y.get(y.local(v))})
			}
		}
	})
	if len(last) > 0 {
		y.emit(&ir.If{S: y.s(), Cond: y.binary("!=", types.Bint, y.get(g.Params[2]), y.int(types.LongLong, 0)), Then: last})
	}
	y.do(y.simple("rt.ParUnlock", types.Void))
	return true
}

// callParallel calls the function over the whole range.
func (x *fb) callParallel(s *typed.ForRange, p *parallel, g *ir.Func, step int64, results []*typed.Var, outs map[*typed.Var]*ir.Local) {
	es := []typed.Expr{s.Lo, s.Hi}
	if s.Threads != nil {
		es = append(es, s.Threads)
	}
	if s.Chunk != nil {
		es = append(es, s.Chunk)
	}
	v := x.operands(es...)
	for i := range v {
		v[i] = x.save(x.conv(types.LongLong, v[i]))
	}
	lo, hi, rest := v[0], v[1], v[2:]
	threads, chunk := ir.Expr(x.int(types.LongLong, 0)), ir.Expr(x.int(types.LongLong, 0))
	if s.Threads != nil {
		threads, rest = rest[0], rest[1:]
	}
	if s.Chunk != nil {
		chunk = rest[0]
	}
	args := []ir.Expr{lo, hi, x.int(types.LongLong, 1), x.int(types.LongLong, step), threads, chunk, x.int(types.LongLong, int64(s.Schedule))}
	for _, v := range p.shared {
		if byAddress(v) {
			args = append(args, x.addrOf(x.sharedPlace(v), x.b.pointer(plain(v.Type))))
			continue
		}
		args = append(args, x.sharedPlace(v))
	}
	for _, v := range results {
		if outs[v] != nil {
			args = append(args, x.addrOf(x.varPlace(v), x.b.pointer(plain(v.Type))))
		}
	}
	x.do(&ir.Call{X: x.x(types.Void), Callee: ir.Callee{Kind: ir.Direct, Func: g, Parallel: true}, Args: args})
}

func (x *fb) sharedPlace(v *typed.Var) ir.Expr {
	if a := x.alias[v]; a != nil {
		return a
	}
	return x.varPlace(v)
}

func (x *fb) number(t types.Type, n int64) ir.Expr {
	if isFloat(t) {
		return &ir.FloatLit{X: x.x(t), V: float64(n)}
	}
	return x.int(t, n)
}

// use is what a round of a loop does first with a variable.
type use int

const (
	useNone use = iota
	useSet
	useRead // it reads what another round has left, or may leave it unset
)

// firstUse looks at statements in order. A variable that an inner loop sets counts as set: it is that loop's.
func firstUse(body []typed.Stmt, v *typed.Var) use {
	mentions := func(n any) bool {
		found := false
		inspect(n, func(n any) bool {
			e, ok := n.(*typed.VarExpr)
			found = found || ok && e.Var == v
			return !found
		})
		return found
	}
	for _, s := range body {
		if !mentions(s) {
			continue
		}
		switch s := s.(type) {
		case *typed.Assign:
			if p, ok := stripCoerce(s.Place).(*typed.VarExpr); ok && p.Var == v && !mentions(s.Value) {
				return useSet
			}
		case *typed.ForRange:
			if !mentions([]typed.Expr{s.Lo, s.Hi, s.Step}) {
				return firstUse(s.Body, v)
			}
		case *typed.Loop:
			if s.Cond == nil || !mentions(s.Cond) {
				return firstUse(s.Body, v)
			}
		case *typed.WithGIL:
			return firstUse(s.Body, v)
		case *typed.Block:
			return firstUse(s.Body, v)
		case *typed.If:
			if !mentions(s.Cond) && firstUse(s.Then, v) == useSet && firstUse(s.Else, v) == useSet {
				return useSet
			}
		}
		return useRead
	}
	return useNone
}

// inPlaceOp is the operator of an in-place assignment; "?" where it is not plain.
func inPlaceOp(s *typed.AugAssign) string {
	b, ok := stripCoerce(s.Value).(*typed.Binary)
	if !ok {
		return "?"
	}
	if v, ok := stripCoerce(b.X).(*typed.VarExpr); !ok || v.Var != s.Old {
		return "?"
	}
	return b.Op
}

// byAddress: values that threads share in place.
func byAddress(v *typed.Var) bool {
	switch plain(v.Type).(type) {
	case *types.Array, *types.Struct, *types.Cpp:
		return true
	}
	return false
}

// variables sorts the variables of a body; nil: there is something that several threads can't share.
func (x *fb) variables(s *typed.ForRange) *parallel {
	p := &parallel{op: map[*typed.Var]string{}}
	ok := true
	assigned := map[*typed.Var]bool{s.Var: true}
	reads := map[*typed.Var]int{}
	var order []*typed.Var
	assign := func(e typed.Expr) {
		v, is := stripCoerce(e).(*typed.VarExpr)
		switch {
		case !is:
			return
		case v.Var.Kind == typed.GlobalVar:
			ok = false
			return
		}
		assigned[v.Var] = true
	}
	augmented, old := map[*typed.Var]int{}, map[*typed.Var]bool{}
	inspect(s.Body, func(n any) bool {
		switch n := n.(type) {
		case *typed.VarExpr:
			if old[n.Var] {
				break
			}
			if reads[n.Var] == 0 {
				order = append(order, n.Var)
			}
			reads[n.Var]++
		case *typed.Assign:
			assign(n.Place)
		case *typed.AssignExpr:
			assign(n.Place)
		case *typed.AugAssign:
			old[n.Old] = true
			if v, is := stripCoerce(n.Place).(*typed.VarExpr); is {
				op := inPlaceOp(n)
				if before := p.op[v.Var]; before != "" && before != op && (before+op != "+-" && before+op != "-+") || v.Var.Kind == typed.GlobalVar {
					ok = false
				}
				p.op[v.Var] = op
				augmented[v.Var]++
			}
		case *typed.ForRange:
			if n.Var != s.Var && !assigned[n.Var] {
				assigned[n.Var] = true
			}
		case *typed.ForIter:
			assigned[n.Elem] = true
		case *typed.Let:
			if n.Var != nil {
				assigned[n.Var] = true
			}
		case *typed.AddrOf:
			if v, is := stripCoerce(n.X).(*typed.VarExpr); is && !byAddress(v.Var) {
				ok = false
			}
		case *typed.Unpack, *typed.Del, *typed.GenExp, *typed.FuncObj, *typed.ClassStmt, *typed.With, *typed.Comp, *typed.CompAdd, *typed.Super, *typed.ImportStar, *typed.InitModule:
			ok = false
		case *typed.Try:
			for _, h := range n.Handlers {
				ok = ok && h.Name == nil
			}
		}
		return ok
	})
	for v, n := range augmented {
		switch p.op[v] {
		case "+", "-", "*", "&", "|", "^":
		default:
			ok = false
		}
		// A reduction is read by its in-place operations only.
		ok = ok && !assigned[v] && reads[v] == n && number(plain(v.Type)) && !v.Captured
	}
	for _, v := range order {
		if !ok {
			return nil
		}
		t := plain(v.Type)
		switch {
		case v.Kind == typed.GlobalVar:
			if r := asRef(t); r != nil && r.Qual != types.Lock && r.Qual != types.Active {
				ok = false
			}
		case v.Captured || v.Kind == typed.SelfVar:
			ok = false
		case p.op[v] != "":
			p.reduction = append(p.reduction, v)
		case assigned[v]:
			_, pointer := t.(*types.Pointer)
			_, enum := t.(*types.Enum)
			if v.Kind != typed.TempVar && !number(t) && !pointer && !enum {
				ok = false
			}
			if v.Kind != typed.TempVar && firstUse(s.Body, v) != useSet {
				ok = false
			}
			if v != s.Var {
				p.private = append(p.private, v)
			}
		default:
			if r := asRef(t); r != nil && r.Qual != types.Lock && r.Qual != types.Active || isReference(v.Type) {
				ok = false
			}
			p.shared = append(p.shared, v)
		}
	}
	if !ok {
		return nil
	}
	return p
}
