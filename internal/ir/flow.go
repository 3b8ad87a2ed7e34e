package ir

// Raises reports whether a statement itself (not one inside it) can raise. For calls of functions of the program
// passes/effects must have run.
func Raises(s Stmt) bool {
	var e Expr
	switch s := s.(type) {
	case *ZeroCheck, *RangeCheck, *Raise, *YieldStmt:
		return true
	case *Set:
		e = s.Src
	case *Store:
		e = s.Src
	case *Do:
		e = s.Call
	case *Return:
		e = s.Src
	}
	c := CallOf(e)
	return c != nil && c.Callee.Raises
}

// CallOf returns the call that an expression is, under Conv and Retain, or nil.
func CallOf(e Expr) *Call {
	for {
		switch x := e.(type) {
		case *Call:
			return x
		case *Conv:
			e = x.V
		case *Retain:
			e = x.V
		default:
			return nil
		}
	}
}

// UnwindOf returns the unwind list of a statement that can raise, or nil.
func UnwindOf(s Stmt) *Unwind {
	switch s := s.(type) {
	case *Set:
		return &s.Unwind
	case *Store:
		return &s.Unwind
	case *Do:
		return &s.Unwind
	case *ZeroCheck:
		return &s.Unwind
	case *RangeCheck:
		return &s.Unwind
	case *Return:
		return &s.Unwind
	case *Raise:
		return &s.Unwind
	case *YieldStmt:
		return &s.Unwind
	}
	return nil
}

// Forward is a forward data flow analysis over structured statements. A statement in a loop is visited until
// its state stands still; the last visit has the final state. States are values of S that the functions do not
// change in place.
type Forward[S any] struct {
	// Join gives the state where two paths meet, and whether it differs from a.
	Join func(a, b S) (S, bool)
	// Step gives the state after a simple statement and, for one that can raise, the state on its error edge. Statements with bodies are
	// given too, before their bodies (a Range sets its variable); Return, Raise, Break and Continue as well.
	Step func(s Stmt, in S) (out, raised S)
	// Branch gives the states where a condition holds and where it doesn't; nil: both as they are.
	Branch func(cond Expr, in S) (yes, no S)
	// Leave is called where control leaves the function: by a Return, at the end (s is nil), or by an error (raised) of s.
	Leave func(s Stmt, st S, raised bool)

	loops    []*flowLoop[S]
	handlers []*flowEdge[S]
}

type flowEdge[S any] struct {
	st S
	ok bool
}

type flowLoop[S any] struct {
	label     int
	brk, next flowEdge[S]
}

// Run analyses a function body.
func (f *Forward[S]) Run(body []Stmt, in S) {
	f.loops, f.handlers = nil, nil
	if out, ok := f.list(body, in); ok && f.Leave != nil {
		f.Leave(nil, out, false)
	}
}

func (f *Forward[S]) meet(e *flowEdge[S], st S) {
	if !e.ok {
		e.st, e.ok = st, true
		return
	}
	e.st, _ = f.Join(e.st, st)
}

func (f *Forward[S]) raise(s Stmt, st S) {
	if n := len(f.handlers); n > 0 {
		f.meet(f.handlers[n-1], st)
		return
	}
	if f.Leave != nil {
		f.Leave(s, st, true)
	}
}

func (f *Forward[S]) branch(cond Expr, in S) (S, S) {
	if cond == nil || f.Branch == nil {
		return in, in
	}
	return f.Branch(cond, in)
}

func (f *Forward[S]) list(list []Stmt, in S) (S, bool) {
	for _, s := range list {
		var ok bool
		if in, ok = f.stmt(s, in); !ok {
			return in, false
		}
	}
	return in, true
}

func (f *Forward[S]) stmt(s Stmt, in S) (S, bool) {
	switch s := s.(type) {
	case *Block:
		return f.list(s.Body, in)
	case *If:
		in, _ = f.Step(s, in)
		yes, no := f.branch(s.Cond, in)
		a, aok := f.list(s.Then, yes)
		b, bok := f.list(s.Else, no)
		return f.either(a, aok, b, bok)
	case *Loop:
		return f.loop(s, s.Label, s.Cond, s.Body, s.Post, in)
	case *Range:
		return f.loop(s, s.Label, nil, s.Body, nil, in)
	case *Try:
		var edge flowEdge[S]
		f.handlers = append(f.handlers, &edge)
		a, aok := f.list(s.Body, in)
		f.handlers = f.handlers[:len(f.handlers)-1]
		var b S
		bok := edge.ok
		if bok {
			b, _ = f.Step(s, edge.st)
			b, bok = f.list(s.Handler, b)
		}
		return f.either(a, aok, b, bok)
	case *Return:
		out, raised := f.Step(s, in)
		if Raises(s) {
			f.raise(s, raised)
		}
		if f.Leave != nil {
			f.Leave(s, out, false)
		}
		return out, false
	case *Raise:
		_, raised := f.Step(s, in)
		f.raise(s, raised)
		return in, false
	case *Break, *Continue:
		out, _ := f.Step(s, in)
		label, next := 0, false
		if c, ok := s.(*Continue); ok {
			label, next = c.Label, true
		} else {
			label = s.(*Break).Label
		}
		for i := len(f.loops) - 1; i >= 0; i-- {
			if l := f.loops[i]; l.label == label {
				if next {
					f.meet(&l.next, out)
				} else {
					f.meet(&l.brk, out)
				}
				break
			}
		}
		return out, false
	}
	out, raised := f.Step(s, in)
	if Raises(s) {
		f.raise(s, raised)
	}
	return out, true
}

func (f *Forward[S]) either(a S, aok bool, b S, bok bool) (S, bool) {
	switch {
	case aok && bok:
		st, _ := f.Join(a, b)
		return st, true
	case aok:
		return a, true
	}
	return b, bok
}

// loop runs the rounds of a loop until the state at its head stands still.
func (f *Forward[S]) loop(s Stmt, label int, cond Expr, body, post []Stmt, in S) (S, bool) {
	_, counted := s.(*Range)
	var out flowEdge[S]
	for {
		out = flowEdge[S]{}
		l := &flowLoop[S]{label: label}
		f.loops = append(f.loops, l)
		yes, no := f.branch(cond, in)
		if cond != nil || counted {
			f.meet(&out, no)
		}
		head, _ := f.Step(s, yes)
		end, ok := f.list(body, head)
		if ok {
			f.meet(&l.next, end)
		}
		f.loops = f.loops[:len(f.loops)-1]
		if l.brk.ok {
			f.meet(&out, l.brk.st)
		}
		if !l.next.ok {
			break
		}
		end, ok = f.list(post, l.next.st)
		if !ok {
			break
		}
		next, changed := f.Join(in, end)
		in = next
		if !changed {
			break
		}
	}
	return out.st, out.ok
}
