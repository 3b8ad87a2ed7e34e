package ownership

import (
	"slices"

	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// apply evaluates the receiver (nil for none) and the arguments of a call, joins their groups as the summary says and returns the result. To is the
// qualified reference into whose object the arguments go, or nil.
func (a *analysis) apply(s *summary, recv typed.Expr, args []typed.Expr, result types.Type, at, to typed.Expr) value {
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
		if len(s.class) > 2 {
			a.guarded(recv, v, s.written[1])
		}
	}
	var t types.Type
	if recv != nil {
		t = recv.Type()
	}
	out := a.applyTo(s, base, t, args, result, at, to)
	if v.sub != none && a.s != nil && len(s.class) > 2 && (kept(s, 1) || s.class[1] == s.class[s.result()]) {
		a.s.expose(v.sub, at.Span())
	}
	if recv != nil && a.s != nil && holds(result) && !follows(result) && out.g == world {
		out.sub = v.g
	}
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
	return a.c.reach.cycle(ts[i], ts[j])
}

// applyTo is apply after the receiver was pushed.
func (a *analysis) applyTo(s *summary, base int, recv types.Type, args []typed.Expr, result types.Type, at, to typed.Expr) value {
	views := make([]value, len(args))
	for i, x := range args {
		v := a.eval(x)
		if a.s == nil {
			return value{}
		}
		a.crosses(v, x.Type(), to, x.Pos())
		a.copied(x, v, x.Pos())
		a.s.push(v.g)
		views[i] = v
	}
	a.raise()
	a.moved(at, views)
	if len(a.s.pend) > base {
		a.called(at, a.s.pend[base])
	}
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
			a.s.info[out.g] = groupInfo{cyclic: s.cyclic[r], lost: s.lost[r], spread: s.spread[r], queue: unknownQueue}
		default:
			if q, ok := rep[k]; ok {
				out.g = a.s.pend[q]
			} else {
				out.g = a.s.fresh()
				a.s.info[out.g].queue, a.s.info[out.g].spread = unknownQueue, true
			}
		}
	}
	a.s.push(out.g)
	a.handles(s, base+off, views, at.Span())
	out.g = a.s.pop()
	for i := range views {
		views[i].g = a.s.pend[base+n+off-len(args)+i]
	}
	a.args = views
	a.s.pend = a.s.pend[:base]
	return out
}

// handles does to references that are not followed what a summary says. The slots wait from index base on, the result last.
func (a *analysis) handles(s *summary, base int, args []value, at source.Span) {
	group := func(slot int) int {
		switch {
		case slot == 0:
			return world
		case slot == s.result():
			return a.s.pend[len(a.s.pend)-1]
		}
		return a.s.pend[base+slot-1]
	}
	first := s.result() - len(args) // slot of the first argument
	posted := false
	if i := s.mail - first; s.mail >= first && args[i].same != 0 {
		posted = true
		g := a.s.fresh()
		a.s.info[g].queue = args[i].same
		a.post(g, 0, at)
	}
	if i := s.queue - first; s.queue >= first && args[i].same != 0 && group(s.result()) > world {
		a.s.info[group(s.result())].queue = args[i].same
	}
	for i := 1; i <= s.result(); i++ {
		switch {
		case !s.sent[i] || group(i) <= world:
		case posted:
			a.s.join(a.s.of[a.mail()], group(i), at)
		default:
			a.lend(group(i), at)
		}
		for _, j := range s.held[i] {
			g := group(i)
			switch {
			case g <= world:
			case j == mailSlot && posted:
				a.s.holdIn(g, a.s.of[a.mail()], at)
			case j == mailSlot:
				a.lend(g, at)
			default:
				a.s.holdIn(g, group(j), at)
			}
		}
		if s.exposed[i] {
			a.s.expose(group(i), at)
		}
		if s.spread[i] && group(i) > world {
			a.s.info[group(i)].spread = true
		}
		if s.written[i] {
			a.write(group(i))
		}
	}
}

// null reports whether a sync object is left out.
func null(x typed.Expr) bool {
	return x == nil || isNull(x)
}

// post records that an actor of group g has messages in flight, for the actor with number to where that is known. Where it is not known who
// executes them, they are for ever.
func (a *analysis) post(g, to int, at source.Span) {
	if g <= world {
		return
	}
	if a.s.info[g].queue <= 0 {
		a.lend(g, at)
		return
	}
	if in := &a.s.info[g]; in.queue == backgroundQueue {
		if to == 0 || in.flight && in.to != to {
			to = unknownQueue
		}
		in.flight, in.to = true, to
		return
	}
	m := a.mail()
	if a.s.of[m] == none {
		a.s.of[m] = g
		return
	}
	a.s.join(a.s.of[m], g, at)
}

// sendFrom records a message to an actor whose handle is in a field or element of group sub: each actor that is known to be held there may be the
// one that it waits for.
func (a *analysis) sendFrom(sub int, at source.Span) {
	if sub <= world {
		return
	}
	a.s.info[sub].exposed = true // what the caller knows to be held there
	for g := world + 1; g < len(a.s.info); g++ {
		if slices.Contains(a.s.info[g].in, sub) {
			a.post(g, 0, at)
		}
	}
}

// methodCall evaluates a call of a method.
func (a *analysis) methodCall(x *typed.MethodCall) value {
	s := a.c.method(x.Method, x.Exact)
	if x.Recv != nil {
		a.used(x.Recv)
	}
	a.escape(x.Recv, x.Method, s, x.Pos())
	if x.Recv != nil && a.isSelf(x.Recv) && s.shown().class[1] == 0 {
		a.outlives(x.Recv.Pos(), "kept by the method that is called")
	}
	var to typed.Expr
	if x.Recv != nil && qualified(x.Recv.Type()) && x.Method.SelfQual == types.Unqualified {
		to = x.Recv
	}
	v := a.apply(s, x.Recv, x.Args, x.Type(), x, to)
	a.reads(x, s)
	a.isoElement(x)
	a.isoMethods(x)
	a.finish(x)
	return v
}

// call evaluates a call of a C function or of one that the runtime provides.
func (a *analysis) call(x *typed.Call) value {
	switch {
	case x.Func != nil:
		s := a.c.function(x.Func)
		if s == nil {
			s = unknown(len(x.Args))
		}
		return a.apply(s, nil, x.Args, x.Type(), x, nil)
	case x.Bound != nil:
		return a.bound(x)
	}
	a.eval(x.Ptr)
	return a.apply(unknown(len(x.Args)), nil, x.Args, x.Type(), x, nil)
}

// bound evaluates a call of a function of the runtime. These keep nothing but in their receiver or first argument.
func (a *analysis) bound(x *typed.Call) value {
	if x.Bound.Go == "rt.JoinAll" {
		a.joined()
		return value{}
	}
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
		case !follows(e.Type()) && x.Recv != nil && i > 0 && holds(x.Recv.Type()):
			s.held[i+1] = []int{1}
		case !follows(e.Type()) && (x.Recv == nil || i > 0):
			s.class[i+1] = 0
			s.exposed[i+1] = true
		case first == 0:
			first = i + 1
		default:
			s.class[i+1] = first
		}
	}
	r := s.result()
	switch {
	case !holds(x.Type()):
	case x.Bound.WrapStr || first == 0 && x.Recv == nil:
		s.class[r] = r
	case first == 0:
		s.class[r] = 0
	case follows(x.Type()):
		s.class[r] = first
	default:
		s.class[r] = 0
	}
	var to typed.Expr
	if x.Recv != nil {
		to = owner(x.Recv)
		s.written[1] = !x.Bound.Pure && !atomic(x.Recv.Type())
	}
	for _, e := range exprs {
		if k, ok := e.Type().(*types.Cpp); ok && a.c.keysLeak(k.Args) {
			s = unknown(n)
		}
	}
	v := a.apply(s, x.Recv, x.Args, x.Type(), x, to)
	if x.Recv != nil && a.s != nil && s.written[1] {
		a.write(a.groupOf(x.Recv)) // a container without references has no group of its own
	}
	a.isoElement(x)
	return v
}

// construct evaluates T(args).
func (a *analysis) construct(x *typed.Construct) value {
	g := none
	if x.New != nil {
		v := a.apply(a.c.method(x.New, true), nil, x.NewArgs, x.Type(), x, nil)
		g = v.g
	} else {
		if x.Alloc != nil {
			v := a.apply(a.c.method(x.Alloc, true), nil, nil, x.Type(), x, nil)
			g = v.g
		} else {
			g = a.s.fresh()
		}
	}
	if x.Init == nil || a.s == nil {
		if a.s != nil {
			a.made(x.Class, g)
		}
		a.raise()
		return value{g: g, owned: true, sure: true}
	}
	base := len(a.s.pend)
	a.s.push(g) // stays for the result
	a.s.push(g)
	a.applyTo(a.c.method(x.Init, true), base+1, x.Type(), x.InitArgs, types.Void, x, nil)
	if a.s == nil {
		return value{}
	}
	g = a.s.pend[base]
	a.s.pend = a.s.pend[:base]
	if g > world {
		if i, ok := a.c.queueParam(x.Init); ok && i < len(a.args) && a.args[i].same != 0 {
			a.s.info[g].queue = a.args[i].same
		} else {
			a.made(x.Class, g)
		}
	}
	return value{g: g, owned: true, sure: true}
}

// send evaluates a call on an active reference. The message holds the target and the arguments until it has been executed, and does then
// what the method does.
func (a *analysis) send(x *typed.Send) value {
	a.used(x.Recv)
	sum := a.c.method(x.Method, false)
	a.escape(x.Recv, x.Method, sum, x.Pos())
	a.answers(x, sum)
	base := len(a.s.pend)
	v := a.eval(x.Recv)
	if a.s == nil {
		return value{}
	}
	a.sendFrom(v.sub, x.At)
	a.s.push(v.g)
	if x.Delay != nil {
		a.eval(x.Delay)
	}
	if x.Sync != nil {
		w := a.eval(x.Sync)
		a.s.expose(w.sub, x.At)
		a.lend(w.g, x.At)
	}
	args := len(a.s.pend)
	a.s.push(a.s.pend[base])
	a.applyTo(sum, args, x.Recv.Type(), x.Args, types.Void, x, x.Recv)
	if a.s == nil {
		return value{}
	}
	// All of it is in flight now.
	target := a.s.pend[base]
	for _, v := range a.args {
		switch {
		case target <= world:
			a.lend(v.g, x.At)
			a.s.expose(v.g, x.At)
		case v.g != target: // else the message holds it with the target
			a.s.holdIn(v.g, target, x.At)
		}
	}
	to := 0
	if w := variable(x.Recv); w != nil && a.local(w) && null(x.Sync) {
		to = a.s.vars[a.key(w)].same
	}
	if x.Delay != nil {
		a.lend(target, x.At)
	}
	a.post(a.s.pend[base], to, x.At)
	a.s.pend = a.s.pend[:base]
	if holds(x.Type()) {
		return value{g: world, owned: true}
	}
	return value{}
}
