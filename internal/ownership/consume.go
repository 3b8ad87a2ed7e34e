package ownership

import (
	"fmt"
	"slices"

	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// verdict is what is known of a `consume`.
type verdict struct {
	proved  bool
	certain bool // certainly not isolated
	why     string
	notes   []diag.Related
	other   string // a variable that holds it too
	param   bool   // because of what callers may pass
	waits   bool   // proved, once the messages that were sent have been executed: the test waits for them
}

// consume evaluates `consume x`: it judges the operand, empties its place and gives an isolated value.
func (a *analysis) consume(x *typed.Consume) value {
	taking := a.taking
	a.taking, _ = strip(x.X).(*typed.Field)
	v := a.eval(x.X)
	a.taking = taking
	if a.s == nil {
		return value{}
	}
	var waits bool
	if r, ok := x.X.Type().(*types.Ref); ok && r.Qual == types.Active {
		waits = a.drained(variable(x.X), v.g)
	}
	d := a.judge(x, v)
	d.waits = waits && d.proved
	a.raise()
	if a.final && a.quiet == 0 {
		a.tell(x, d)
	}
	w := variable(x.X)
	if w != nil && a.local(w) {
		key := a.key(w)
		a.s.of[key] = none // moved: nothing is dropped
		a.empty(w, x.At, consumed)
		if r, ok := w.Type.(*types.Ref); ok && r.Qual == types.Iso && v.g != none {
			a.expireIn(x.At, types.IsoView, v.g)
		}
	}
	switch {
	case v.g == none:
		return value{owned: true}
	case d.proved && v.g != world && v.sub == none:
		return value{g: v.g, owned: true, sure: v.sure} // all of the group goes on
	}
	// Whatever the test finds, the value is isolated where it goes on. What it holds may still be held from its old group.
	g := a.s.fresh()
	a.s.info[g].queue, a.s.info[g].spread = unknownQueue, true
	a.s.copyHandles(v.g, g, x.At)
	a.s.expose(v.sub, x.At)
	return value{g: g, owned: true, sure: v.sure}
}

// tell reports a verdict and marks the node.
func (a *analysis) tell(x *typed.Consume, d verdict) {
	what := a.c.text(x.X)
	if d.waits {
		x.Proved = false
		a.c.explain(x.At, fmt.Sprintf("consume %s: waits for the messages that were sent to it (%s)", what, d.why))
		return
	}
	if d.proved {
		x.Proved = true
		text := fmt.Sprintf("consume %s: proved at compile time (%s)", what, d.why)
		a.c.explain(x.At, text)
		a.whyConsume(x, d, text)
		return
	}
	x.Proved = false
	text := fmt.Sprintf("consume %s: tested at run time (%s)", what, d.why)
	a.c.explain(x.At, text)
	a.whyConsume(x, d, text)
	if containerElement(x.X) && !a.c.opts.Strict {
		return // the checker has said that it never is
	}
	out := &diag.Diagnostic{Span: x.Pos(), Severity: diag.Warning, Code: codeMaybe, Message: "'consume' operand may not be isolated"}
	if d.certain {
		out.Code, out.Message = codeNot, "'consume' operand is not isolated"
	}
	out.Notes = d.notes
	if len(out.Notes) == 0 {
		out.Note(x.X.Span(), "%s", d.why)
	}
	if w := variable(x.X); d.param && w != nil && w.Kind == typed.ParamVar && !qualified(w.Type) {
		a.report(out.Hint("declare the parameter `iso %s`: callers then hand over what nothing else refers to", w.Type))
		return
	}
	if d.other != "" {
		a.report(out.Hint("empty '%s' before (`del %s`), or store it with `consume %s`; else a test at run time raises TypeError", d.other, d.other, d.other))
		return
	}
	a.report(out.Hint("a test at run time decides; it raises TypeError where another reference is left"))
}

func containerElement(x typed.Expr) bool {
	switch x := strip(x).(type) {
	case *typed.Call:
		_, ok := x.Type().(*types.Reference)
		return ok
	case *typed.MethodCall:
		return x.Op == "[]"
	case *typed.Coerce:
		return x.Kind == typed.LoadRef
	}
	return false
}

// judge decides whether the operand of a `consume`, of value v, is isolated.
func (a *analysis) judge(x *typed.Consume, v value) verdict {
	r, ok := x.X.Type().(*types.Ref)
	if !ok {
		return verdict{why: "its type is not known"}
	}
	if r.Qual == types.Iso && v.g > world && slices.Contains(a.s.pend, v.g) {
		return verdict{why: "an expression or block around it holds a reference to it"}
	}
	if r.Qual == types.Iso || r.Qual == types.IsoTemp {
		return verdict{proved: true, why: "it is " + r.Qual.String()}
	}
	op := strip(x.X)
	w := variable(x.X)
	temporary := w == nil && v.owned
	switch op := op.(type) {
	case *typed.Field:
		if r.Qual == types.Active && a.c.children.sole[op.Field] && variable(op.X) != nil && a.isIntact(v.sub) {
			return verdict{proved: true, why: fmt.Sprintf("nothing but the field '%s' holds its actor: those that it was lent to have ended", op.Name)}
		}
		return verdict{why: fmt.Sprintf("other references to what the field '%s' holds may exist", op.Name)}
	case *typed.Index:
		return verdict{why: "other references to the element may exist"}
	}
	if w == nil && !temporary {
		return verdict{why: "other references to it may exist"}
	}
	if w != nil && !a.local(w) {
		why := fmt.Sprintf("'%s' is a global, which other code can read", w.Name)
		if w.Kind != typed.GlobalVar {
			why = fmt.Sprintf("'%s' is captured by an inner function", w.Name)
		}
		return verdict{why: why, notes: []diag.Related{{Span: w.Span, Text: why}}}
	}
	if v.g == none {
		return verdict{proved: true, why: "it is NULL"}
	}
	if out, held := a.holders(v, w); held {
		return out
	}
	if i := a.s.info[v.g]; i.cyclic && i.lost {
		return verdict{why: "a cycle of lost objects may refer to it"}
	}
	if w != nil {
		return verdict{proved: true, why: fmt.Sprintf("nothing but '%s' holds its objects", w.Name)}
	}
	return verdict{proved: true, why: "a new object that nothing else holds"}
}

// holders looks for another holder of the group of v than the variable w.
func (a *analysis) holders(v value, w *typed.Var) (verdict, bool) {
	if v.g == world {
		out := verdict{why: "code elsewhere may hold a reference to it"}
		at := source.Span{}
		if w != nil {
			at = a.s.vars[a.key(w)].leak
			if !at.IsValid() {
				at = a.s.vars[a.key(w)].since
				if at.IsValid() {
					out.notes = append(out.notes, diag.Related{Span: at, Text: fmt.Sprintf("what '%s' holds comes from elsewhere: %s", w.Name, out.why)})
				}
			} else {
				out.notes = append(out.notes, diag.Related{Span: at, Text: fmt.Sprintf("a reference to what '%s' holds is given away here", w.Name)})
			}
		}
		return out, true
	}
	if a.s.info[v.g].flight {
		return verdict{why: "a message to it may not have been executed yet"}, true
	}
	for k, g := range a.s.of {
		if g != v.g || k < len(a.vars) && a.vars[k] == w && w != nil {
			continue
		}
		switch {
		case a.tracked(k):
			continue
		case k == a.mail():
			return verdict{why: "a message to it may not have been executed yet"}, true
		case k == worldKey || k == a.result():
			return verdict{why: "code elsewhere may hold a reference to it"}, true
		case k <= a.slots:
			return a.callerHolds(k), true
		}
		o := a.vars[k]
		if o.Kind == typed.TempVar {
			return verdict{why: "a value that is in use refers to it"}, true
		}
		text := fmt.Sprintf("'%s' may refer to the same objects", o.Name)
		info := a.s.vars[k]
		certain := w != nil && info.same != 0 && info.same == a.s.vars[a.key(w)].same && (info.sure || a.s.vars[a.key(w)].sure)
		if certain {
			text = fmt.Sprintf("'%s' holds the same object", o.Name)
		}
		at := info.since
		if !at.IsValid() {
			at = o.Span
		}
		return verdict{why: text, certain: certain, other: o.Name, notes: []diag.Related{{Span: at, Text: text}}}, true
	}
	for _, g := range a.s.pend {
		if g == v.g {
			return verdict{why: "an expression or block around it holds a reference to it"}, true
		}
	}
	live := a.s.live(a.tracked)
	live[v.g] = true
	for _, h := range a.s.holdersOf(v.g, live) {
		why := "an object that is in use holds a reference to it"
		for k, g := range a.s.of {
			if g == h && k > a.mail() {
				why = fmt.Sprintf("an object that '%s' refers to holds a reference to it", a.vars[k].Name)
			} else if a.s.info[h].flight || g == h && k == a.mail() {
				why = "an actor with messages that wait holds a reference to it"
			}
		}
		return verdict{why: why}, true
	}
	return verdict{}, false
}

// callerHolds is the verdict on what came in through a slot.
func (a *analysis) callerHolds(slot int) verdict {
	i := slot - 1
	v := a.fn.Self
	if a.fn.Self != nil {
		if i > 0 {
			v = a.fn.Params[i-1]
		}
	} else {
		v = a.fn.Params[i]
	}
	text := fmt.Sprintf("the caller may keep a reference to what it passes as '%s'", v.Name)
	return verdict{why: text, param: true, notes: []diag.Related{{Span: v.Span, Text: text}}}
}

// text is the source text of an expression.
func (c *checker) text(x typed.Expr) string {
	at := x.Span()
	f := c.prog.Set.File(at.Start)
	if f == nil || at.End <= at.Start {
		return "operand"
	}
	t := string(f.Text[f.Offset(at.Start):min(f.Offset(at.End), len(f.Text))])
	for i, r := range t {
		if r == '\n' {
			return t[:i] + "…"
		}
	}
	return t
}
