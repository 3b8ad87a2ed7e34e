package py

import rt "github.com/cyp-lang/cyp/runtime"

// Star is what an `except*` statement knows while its clauses run.
type Star struct {
	err    *rt.Error
	group  bool      // err carries a group
	rest   *rt.Error // what no clause has taken yet
	part   *rt.Error // what the running clause has taken
	again  []Value   // taken and raised again
	raised []Value   // raised by clauses
}

// NewStar begins the clauses of an `except*` statement.
func NewStar(err *rt.Error) *Star {
	return &Star{err: err, group: errType(err).IsSubtype(BaseExceptionGroup), rest: err}
}

// StarSplit is one clause: it gives the group that the clause handles, or nil.
func StarSplit(cx *rt.Ctx, s *Star, t Value) (*rt.Error, *rt.Error) {
	s.part = nil
	ok, err := Matches(cx, s.err, t)
	if err != nil {
		return nil, err
	}
	classes := []Value{t}
	if t.has(flagTuple) {
		classes = asTuple(t).items
	}
	for _, c := range classes {
		if asType(c).IsSubtype(BaseExceptionGroup) {
			return nil, typeErr("catching ExceptionGroup with except* is not allowed. Use except instead.")
		}
	}
	if s.rest == nil {
		return nil, nil
	}
	if !s.group {
		if ok {
			g, err := Call(cx, BaseExceptionGroup.Value(), NewStr(""), NewTuple(Materialise(cx, s.rest)))
			if err != nil {
				return nil, err
			}
			s.part, s.rest = errOf(g), nil
		}
		return s.part, nil
	}
	v := Materialise(cx, s.rest)
	yes, no, err := splitGroup(cx, v, t)
	if err != nil {
		return nil, err
	}
	if yes.IsSet() {
		s.part = errOf(yes)
	}
	switch {
	case !no.IsSet():
		s.rest = nil
	case no.O != v.O:
		s.rest = errOf(no)
	}
	return s.part, nil
}

// StarRaised notes the error that ended a clause.
func StarRaised(cx *rt.Ctx, s *Star, err *rt.Error) {
	v := Materialise(cx, err)
	if v.O == Materialise(cx, s.part).O {
		s.again = append(s.again, v)
	} else {
		s.raised = append(s.raised, v)
	}
}

// StarEnd is what goes on behind the clauses: the part of the group that nobody took or that was raised again, and what
// clauses raised, in a new group with it. nil where nothing is left.
func StarEnd(cx *rt.Ctx, s *Star) *rt.Error {
	if s.rest != nil {
		s.again = append(s.again, Materialise(cx, s.rest))
	}
	if !s.group {
		for _, v := range append(s.raised, s.again...) {
			return errOf(v)
		}
		return nil
	}
	out := s.raised
	if len(s.again) > 0 {
		g, err := s.partOf(cx)
		if err != nil {
			return err
		}
		if len(out) == 0 {
			return errOf(g)
		}
		out = append(out, g)
	}
	if len(out) == 0 {
		return nil
	}
	g, err := Call(cx, BaseExceptionGroup.Value(), NewStr(""), NewList(out...))
	if err != nil {
		return err
	}
	return errOf(g)
}

// partOf is the original group with only those of its exceptions that are to go on.
func (s *Star) partOf(cx *rt.Ctx) (Value, *rt.Error) {
	keep := map[*Obj]bool{}
	var leaves func(v Value)
	leaves = func(v Value) {
		if !v.O.Type.IsSubtype(BaseExceptionGroup) {
			keep[v.O] = true
			return
		}
		for _, x := range asTuple(asExc(v).fields[1]).items {
			leaves(x)
		}
	}
	for _, v := range s.again {
		leaves(v)
	}
	kept := NewFunc("kept", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return Bool(keep[a[0].O]), nil })
	yes, _, err := splitGroup(cx, Materialise(cx, s.err), kept)
	return yes, err
}
