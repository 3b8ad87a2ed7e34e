package ownership

import (
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// apply evaluates the receiver (nil for none) and the arguments of a call, joins their groups as the summary says and returns the result.
func (a *analysis) apply(s *summary, recv typed.Expr, args []typed.Expr, result types.Type, at typed.Expr) value {
	base := len(a.s.pend)
	var v value
	if recv != nil {
		v = a.eval(recv)
		if a.s == nil {
			return value{}
		}
		if v.g == none && v.v != nil {
			if _, ok := v.v.Type.(*types.Ref); !ok {
				v.g = a.hold(v.v)
			}
		}
		a.s.push(v.g)
	}
	var t types.Type
	if recv != nil {
		t = recv.Type()
	}
	out := a.applyTo(s, base, t, args, result, at)
	if recv != nil && a.s != nil && (s.result() < 2 || s.class[s.result()] < 0 || s.class[s.result()] == s.class[1]) {
		if w := a.through(v, recv, result); w != nil {
			out.view = w
		}
	}
	return out
}

// typesOf lists the types of the slots of a call.
func typesOf(recv types.Type, args []typed.Expr, skip int) []types.Type {
	var out []types.Type
	if recv != nil && skip == 0 {
		out = append(out, recv)
	}
	for _, x := range args {
		out = append(out, x.Type())
	}
	return out
}

// mayCycle reports whether joining two slots of a call that are in one group already may close a cycle.
func (a *analysis) mayCycle(ts []types.Type, i, j int) bool {
	return a.c.reach.back(ts[i], ts[j]) && a.c.reach.back(ts[j], ts[i])
}

// applyTo is apply after the receiver was pushed.
func (a *analysis) applyTo(s *summary, base int, recv types.Type, args []typed.Expr, result types.Type, at typed.Expr) value {
	views := make([]value, len(args))
	for i, x := range args {
		v := a.eval(x)
		if a.s == nil {
			return value{}
		}
		a.s.push(v.g)
		views[i] = v
	}
	a.raise()
	n := len(a.s.pend) - base
	off := 0 // slot i+1 is pend[base+off+i]
	if n == len(s.class)-1 && recv != nil {
		off = 1 // a static method called through an object
		n--
	}
	if n != len(s.class)-2 {
		s = unknown(n)
	}
	out := value{owned: true}
	a.passed(s, n-len(args), args, views, &out)
	rep := map[int]int{} // class -> index of a pending group
	for i := 1; i <= n; i++ {
		p := base + off + i - 1
		g := a.s.pend[p]
		if g == none {
			continue
		}
		k := s.class[i]
		if s.cyclic[i] {
			a.s.info[g].cyclic = true
		}
		if s.lost[i] {
			a.s.info[g].lost = true
		}
		if k == 0 {
			a.lend(g, at.Span())
			continue
		}
		if q, ok := rep[k]; ok {
			a.s.link(a.s.pend[q], g, a.mayCycle(typesOf(recv, args, off), q-base-off, i-1), at.Span())
			if s.cyclic[i] {
				a.s.info[a.s.pend[q]].cyclic = true
			}
		} else {
			rep[k] = p
		}
	}
	r := s.result()
	if holds(result) && s.class[r] >= 0 {
		switch k := s.class[r]; {
		case k == 0:
			out.g = world
		case k == r:
			out.g = a.s.fresh()
			a.s.info[out.g] = groupInfo{cyclic: s.cyclic[r], lost: s.lost[r]}
		default:
			if q, ok := rep[k]; ok {
				out.g = a.s.pend[q]
			} else {
				out.g = a.s.fresh()
			}
		}
	}
	a.s.pend = a.s.pend[:base]
	return out
}

// methodCall evaluates a call of a method.
func (a *analysis) methodCall(x *typed.MethodCall) value {
	s := a.c.method(x.Method, x.Exact)
	if x.Recv != nil {
		a.used(x.Recv)
	}
	a.escape(x.Recv, x.Method, s, x.Pos())
	if x.Recv != nil && a.isSelf(x.Recv) && s.class[1] == 0 {
		a.outlives(x.Recv.Pos(), "kept by the method that is called")
	}
	v := a.apply(s, x.Recv, x.Args, x.Type(), x)
	a.isoElement(x)
	return v
}

// call evaluates a call of a C function or of one that the runtime provides.
func (a *analysis) call(x *typed.Call) value {
	switch {
	case x.Func != nil:
		s := a.c.sums[x.Func]
		if s == nil {
			s = unknown(len(x.Args))
		}
		return a.apply(s, nil, x.Args, x.Type(), x)
	case x.Bound != nil:
		return a.bound(x)
	}
	a.eval(x.Ptr)
	return a.apply(unknown(len(x.Args)), nil, x.Args, x.Type(), x)
}

// bound evaluates a call of a function of the runtime. These keep nothing but in their receiver or first argument.
func (a *analysis) bound(x *typed.Call) value {
	n := len(x.Args)
	if x.Recv != nil {
		a.used(x.Recv)
		n++
	}
	s := newSummary(n)
	exprs := x.Args
	if x.Recv != nil {
		exprs = append([]typed.Expr{x.Recv}, x.Args...)
	}
	first := 0
	for i, e := range exprs {
		switch {
		case !holds(e.Type()):
		case !follows(e.Type()):
			s.class[i+1] = 0
		case first == 0:
			first = i + 1
		default:
			s.class[i+1] = first
		}
	}
	r := s.result()
	switch {
	case !holds(x.Type()):
	case x.Bound.WrapStr || first == 0:
		s.class[r] = r
	case follows(x.Type()):
		s.class[r] = first
	default:
		s.class[r] = 0
	}
	v := a.apply(s, x.Recv, x.Args, x.Type(), x)
	a.isoElement(x)
	return v
}

// construct evaluates T(args).
func (a *analysis) construct(x *typed.Construct) value {
	g := none
	if x.New != nil {
		v := a.apply(a.c.method(x.New, true), nil, x.NewArgs, x.Type(), x)
		g = v.g
	} else {
		if x.Alloc != nil {
			v := a.apply(a.c.method(x.Alloc, true), nil, nil, x.Type(), x)
			g = v.g
		} else {
			g = a.s.fresh()
		}
	}
	if x.Init == nil || a.s == nil {
		a.raise()
		return value{g: g, owned: true, sure: true}
	}
	base := len(a.s.pend)
	a.s.push(g) // stays for the result
	a.s.push(g)
	a.applyTo(a.c.method(x.Init, true), base+1, x.Type(), x.InitArgs, types.Void, x)
	if a.s == nil {
		return value{}
	}
	g = a.s.pend[base]
	a.s.pend = a.s.pend[:base]
	return value{g: g, owned: true, sure: true}
}

// send evaluates a call on an active reference: the message holds the target until it has been executed.
func (a *analysis) send(x *typed.Send) value {
	a.used(x.Recv)
	a.escape(x.Recv, x.Method, a.c.method(x.Method, false), x.Pos())
	base := len(a.s.pend)
	v := a.eval(x.Recv)
	if a.s == nil {
		return value{}
	}
	a.s.push(v.g)
	if x.Sync != nil {
		w := a.eval(x.Sync)
		a.lend(w.g, x.At)
	}
	for _, e := range x.Args {
		w := a.eval(e)
		if a.s == nil {
			return value{}
		}
		if r, ok := e.Type().(*types.Ref); !ok || r.Qual == types.Lock || r.Qual == types.Active {
			a.lend(w.g, x.At)
		}
	}
	a.lend(a.s.pend[base], x.At)
	a.s.pend = a.s.pend[:base]
	if holds(x.Type()) {
		return value{g: world, owned: true}
	}
	return value{}
}
