package ownership

import (
	"fmt"
	"strings"

	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// Why asks what the checker knows at one line (`cyp check --why`).
type Why struct {
	File *source.File
	Line int
	// Say gets each fact once, in the order of the text. One without a place belongs to the one before.
	Say func(at source.Span, text string)

	said map[string]bool
}

// say tells a fact and what it rests on.
func (w *Why) say(at source.Span, text string, notes ...reason) {
	key := fmt.Sprint(at, text)
	if w.said == nil {
		w.said = map[string]bool{}
	}
	if w.said[key] {
		return
	}
	w.said[key] = true
	w.Say(at, text)
	for _, n := range notes {
		place := ""
		if n.at.IsValid() && w.File != nil {
			if p := w.File.Position(n.at.Start); n.at.Start >= w.File.Base() && int(n.at.Start-w.File.Base()) <= len(w.File.Text) {
				place = fmt.Sprintf(" (%d:%d)", p.Line, p.Column)
			}
		}
		w.Say(source.Span{}, n.text+place)
	}
}

// reason is a fact that another rests on, and where it stands.
type reason struct {
	at   source.Span
	text string
}

// asked reports whether a statement begins on the line, or its one part does.
func (w *Why) asked(s typed.Stmt) bool {
	at := s.Span()
	if !at.IsValid() || at.Start < w.File.Base() || int(at.Start-w.File.Base()) > len(w.File.Text) {
		return false
	}
	first := w.File.Position(at.Start).Line
	last := first
	if len(inside(s)) == 0 && at.End > at.Start {
		last = w.File.Position(at.End - 1).Line
	}
	return first <= w.Line && w.Line <= last
}

// whyBefore tells what is known where a statement begins.
func (a *analysis) whyBefore(s typed.Stmt) {
	w := a.c.opts.Why
	if w == nil || !a.final || a.quiet > 0 || a.s == nil || !w.asked(s) {
		return
	}
	a.whyGIL(s)
	a.whyLocks(s)
	seen := map[*typed.Var]bool{}
	ownExprs(s, func(x typed.Expr) {
		if v, ok := x.(*typed.VarExpr); ok && !seen[v.Var] && v.Var.Kind != typed.TempVar {
			seen[v.Var] = true
			a.whyVar(v)
		}
		a.whyAccess(x)
		a.whyCall(x)
	})
}

// ownExprs calls f for the expressions of a statement, without those of the statements inside it.
func ownExprs(s typed.Stmt, f func(typed.Expr)) {
	visit := func(x typed.Expr) {
		if x != nil {
			typed.Inspect(x, func(y typed.Expr) bool { f(y); return true })
		}
	}
	switch s := s.(type) {
	case *typed.If:
		visit(s.Cond)
	case *typed.Loop:
		visit(s.Cond)
	case *typed.ForRange:
		visit(s.Lo)
		visit(s.Hi)
		visit(s.Step)
	case *typed.ForIter:
		visit(s.X)
	case *typed.With:
		visit(s.X)
	case *typed.WithLock:
		visit(s.X)
	case *typed.Try, *typed.Block, *typed.WithGIL:
	default:
		typed.InspectStmt(s, func(x typed.Expr) bool { f(x); return true })
	}
}

// whyGIL tells whether the GIL is held.
func (a *analysis) whyGIL(s typed.Stmt) {
	f := a.fn
	if n := len(a.gil); n > 0 {
		g := a.gil[n-1]
		if g.NoGIL {
			a.c.opts.Why.say(s.Span(), "the GIL is not held", reason{g.At, "a `with nogil` block around it released it"})
		} else {
			a.c.opts.Why.say(s.Span(), "the GIL is held", reason{g.At, "a `with gil` block around it took it"})
		}
		return
	}
	name := "'" + f.Name + "'"
	switch {
	case f.WithGIL:
		a.c.opts.Why.say(s.Span(), "the GIL is held", reason{f.Span, name + " is declared `with gil`"})
	case f.Method != nil:
		a.c.opts.Why.say(s.Span(), "the GIL is not held", reason{f.Span, name + " is a method of a cypclass"})
	case f.NoGIL:
		a.c.opts.Why.say(s.Span(), "the GIL is not held", reason{f.Span, name + " is declared `nogil`"})
	case f.Kind == typed.ModuleFunc:
		a.c.opts.Why.say(s.Span(), "the GIL is held: this is the body of a module")
	default:
		a.c.opts.Why.say(s.Span(), "the GIL is held", reason{f.Span, name + " is not declared `nogil`"})
	}
}

// whyLocks tells which locks are held.
func (a *analysis) whyLocks(s typed.Stmt) {
	for _, b := range a.locking {
		how := "reading"
		if b.write {
			how = "writing"
		}
		a.c.opts.Why.say(s.Span(), fmt.Sprintf("the lock of '%s' is held for %s", a.c.text(b.root.x), how), reason{b.at, "by this block"})
	}
	if f := a.fn; f.Self != nil && f.Method != nil && f.Method.SelfQual == types.Locked {
		a.c.opts.Why.say(s.Span(), "the lock of '"+f.Self.Name+"' is held for writing", reason{f.Span, "by the caller of a method with `locked self`"})
	}
}

// kinds tells what a qualifier means.
var kinds = map[types.Qualifier]string{
	types.Unqualified: "a plain reference: it may be copied, and all copies belong to one thread at a time",
	types.Iso:         "the only way into its objects: it can be consumed, not copied",
	types.IsoTemp:     "an isolated value: nothing else leads to its objects",
	types.IsoView:     "seen through an isolated owner: it can be used in place, not kept",
	types.Lock:        "shared by threads: each access takes the lock of the object",
	types.Locked:      "shared by threads, and locked as long as this reference lives",
	types.LockView:    "seen through a lock: it can be used in place while the owner's lock is held, not kept",
	types.Active:      "an actor: calls are messages",
}

// whyVar tells what a variable holds and who else may reach that.
func (a *analysis) whyVar(x *typed.VarExpr) {
	v := x.Var
	r, ok := v.Type.(*types.Ref)
	if !ok {
		return
	}
	text := fmt.Sprintf("'%s' is `%s`, %s", v.Name, r, kinds[r.Qual])
	if !a.local(v) {
		what := "a global"
		if v.Kind != typed.GlobalVar {
			what = "shared with an inner function"
		}
		a.c.opts.Why.say(x.At, text, reason{v.Span, "it is " + what + ": other code may assign it, and hold what it holds"})
		return
	}
	key := a.key(v)
	info := a.s.vars[key]
	var notes []reason
	switch {
	case info.gone != 0:
		st := a.sites[info.gone]
		notes = append(notes, reason{st.at, [...]string{"it was consumed: it is NULL here, or may be", "it was deleted: it is NULL here, or may be",
			"what protected its object has ended"}[st.kind]})
	case a.s.of[key] == none:
		notes = append(notes, reason{text: "it is NULL here, or not assigned yet"})
	default:
		notes = append(notes, reason{info.since, "it got what it holds"})
		notes = append(notes, a.whyHeld(key)...)
	}
	if info.sure {
		notes = append(notes, reason{text: "it is certainly not NULL"})
	}
	if w := info.view; w != nil {
		notes = append(notes, reason{w.at, "it leads into '" + w.text + "', which protects it"})
	}
	if info.root != nil {
		notes = append(notes, reason{info.root.x.Span(), "the lock of '" + a.c.text(info.root.x) + "' protects it"})
	}
	a.c.opts.Why.say(x.At, text, notes...)
}

// whyHeld lists who else may reach the objects of a variable.
func (a *analysis) whyHeld(key int) []reason {
	g := a.s.of[key]
	if g == world {
		if at := a.s.vars[key].leak; at.IsValid() {
			return []reason{{at, "others may hold its objects: a reference was given away"}}
		}
		return []reason{{text: "others may hold its objects: they come from elsewhere"}}
	}
	var notes []reason
	for k, h := range a.s.of {
		if h != g || k == key || a.tracked(k) {
			continue
		}
		switch {
		case k == a.mail():
			notes = append(notes, reason{text: "a message that may not have been executed yet holds them"})
		case k == a.result():
			notes = append(notes, reason{text: "a result of this function leads to them"})
		case k >= 1 && k <= a.slots:
			notes = append(notes, reason{text: a.callerHolds(k).why})
		case a.vars[k] != nil && a.vars[k].Kind == typed.TempVar:
			notes = append(notes, reason{text: "a value in use refers to them"})
		case a.vars[k] != nil:
			what := "may reach the same objects"
			if n := a.s.vars[k].same; n != 0 && n == a.s.vars[key].same {
				what = "holds the same object"
			}
			notes = append(notes, reason{a.s.vars[k].since, fmt.Sprintf("'%s' %s", a.vars[k].Name, what)})
		}
	}
	for _, h := range a.s.holdersOf(g, a.s.live(a.tracked)) {
		for k, o := range a.s.of {
			if o == h && k < len(a.vars) && a.vars[k] != nil {
				notes = append(notes, reason{a.s.vars[k].since, fmt.Sprintf("an object that '%s' reaches has a `lock`, `active` or `iso` reference to it", a.vars[k].Name)})
			}
		}
	}
	if in := a.s.info[g]; in.cyclic && in.lost {
		notes = append(notes, reason{text: "lost objects on a cycle may refer to them"})
	}
	if len(notes) == 0 {
		notes = append(notes, reason{text: "nothing else reaches its objects"})
	}
	return notes
}

// whyAccess tells which lock an access takes.
func (a *analysis) whyAccess(x typed.Expr) {
	f, ok := x.(*typed.Field)
	if !ok {
		return
	}
	r, ok := f.X.Type().(*types.Ref)
	if !ok || r.Qual != types.Lock && r.Qual != types.LockView && r.Qual != types.Locked {
		return
	}
	root := a.rootOf(f.X)
	switch {
	case root == nil:
	case a.lockHeld(root) != notHeld:
		a.c.opts.Why.say(f.Pos(), fmt.Sprintf("'%s' is reached through '%s', whose lock is held", f.Name, a.c.text(root.x)))
	case locksItself(f.X):
		a.c.opts.Why.say(f.Pos(), fmt.Sprintf("'%s' is reached through '%s', whose lock is taken for this access only", f.Name, a.c.text(root.x)))
	}
}

// whyCall tells what the functions that a call may run do.
func (a *analysis) whyCall(x typed.Expr) {
	fs := a.c.targets(x)
	var s *summary
	switch x := x.(type) {
	case *typed.Call:
		if x.Func != nil {
			s = a.c.sums[x.Func]
		} else if x.Ptr != nil {
			a.c.opts.Why.say(x.Pos(), "a call through a pointer may do anything with its arguments")
		}
	case *typed.MethodCall:
		s = a.c.method(x.Method, x.Exact)
	case *typed.Construct:
		if x.Init != nil {
			s = a.c.method(x.Init, true)
		}
	case *typed.Send:
		s = a.c.method(x.Method, false)
	}
	for _, f := range fs {
		if f == nil {
			continue
		}
		if path := a.c.effect(f, takesGIL); path != nil {
			a.c.opts.Why.say(x.Pos(), "'"+f.Name+"' may take the GIL", path...)
		}
		if path := a.c.effect(f, sendsMessages); path != nil {
			a.c.opts.Why.say(x.Pos(), "'"+f.Name+"' may send messages", path...)
		}
		if path := a.c.effect(f, takesLock); path != nil {
			a.c.opts.Why.say(x.Pos(), "'"+f.Name+"' may take locks", path...)
		}
		if s != nil && len(s.class) == len(a.c.sums[f].class) {
			a.whySummary(x, f, s)
		}
	}
}

// whySummary tells what a function does with what it gets.
func (a *analysis) whySummary(x typed.Expr, f *typed.Func, s *summary) {
	name := func(slot int) string {
		if f.Self != nil {
			if slot == 1 {
				return f.Self.Name
			}
			slot--
		}
		return f.Params[slot-1].Name
	}
	var notes []reason
	for i := 1; i < s.result(); i++ {
		v := f.Self
		if k := i - 1; v == nil {
			v = f.Params[k]
		} else if i > 1 {
			v = f.Params[k-1]
		}
		if !holds(v.Type) {
			continue
		}
		switch {
		case s.class[i] == 0:
			notes = append(notes, reason{text: "it may give what it gets as '" + name(i) + "' to code elsewhere"})
		case s.class[i] != i:
			notes = append(notes, reason{text: "it may let '" + name(i) + "' and '" + name(s.class[i]) + "' reach each other's objects"})
		}
		for _, j := range s.held[i] {
			if j == mailSlot {
				notes = append(notes, reason{text: "messages that it sends hold '" + name(i) + "'"})
			} else if j >= 1 && j < s.result() {
				notes = append(notes, reason{text: "it may store '" + name(i) + "' in an object of '" + name(j) + "'"})
			}
		}
		if s.written[i] && s.class[i] != 0 {
			notes = append(notes, reason{text: "it may change objects of '" + name(i) + "'"})
		}
	}
	if r := s.result(); holds(f.Result) && s.class[r] >= 0 {
		switch k := s.class[r]; {
		case k == 0:
			notes = append(notes, reason{text: "others may hold what it returns"})
		case k == r:
			notes = append(notes, reason{text: "what it returns is new: nothing else reaches it"})
		default:
			notes = append(notes, reason{text: "what it returns belongs to the objects of '" + name(k) + "'"})
		}
	}
	if len(notes) > 0 {
		a.c.opts.Why.say(x.Pos(), "what '"+f.Name+"' does with references", notes...)
	}
}

// The effects that a chain of calls is looked for.
func takesGIL(f *typed.Func, found func(source.Span, string)) {
	if f.WithGIL {
		found(f.Span, "'"+f.Name+"' is declared `with gil`")
	}
	eachStmt(f.Body, func(s typed.Stmt) {
		if g, ok := s.(*typed.WithGIL); ok && !g.NoGIL {
			found(g.At, "'"+f.Name+"' has a `with gil` block")
		}
	})
}

func sendsMessages(f *typed.Func, found func(source.Span, string)) {
	walk(f.Body, func(x typed.Expr) {
		if s, ok := x.(*typed.Send); ok {
			found(s.Pos(), "'"+f.Name+"' sends '"+s.Method.Name+"'")
		}
	})
}

func takesLock(f *typed.Func, found func(source.Span, string)) {
	eachStmt(f.Body, func(s typed.Stmt) {
		if l, ok := s.(*typed.WithLock); ok {
			found(l.At, "'"+f.Name+"' has a lock block")
		}
	})
	walk(f.Body, func(x typed.Expr) {
		var recv typed.Expr
		switch x := x.(type) {
		case *typed.Field:
			recv = x.X
		case *typed.MethodCall:
			recv = x.Recv
		}
		if recv == nil {
			return
		}
		if r, ok := recv.Type().(*types.Ref); ok && r.Qual == types.Lock {
			found(x.Pos(), "'"+f.Name+"' uses a `lock` reference")
		}
	})
}

// effect finds the shortest chain of calls from f to a function that has an effect itself; nil where there is none.
func (c *checker) effect(f *typed.Func, has func(*typed.Func, func(source.Span, string))) []reason {
	type step struct {
		f    *typed.Func
		path []reason
	}
	seen := map[*typed.Func]bool{f: true}
	queue := []step{{f, nil}}
	for len(queue) > 0 {
		s := queue[0]
		queue = queue[1:]
		var out []reason
		has(s.f, func(at source.Span, text string) {
			if out == nil {
				out = append(append([]reason(nil), s.path...), reason{at, text})
			}
		})
		if out != nil {
			return out
		}
		walk(s.f.Body, func(x typed.Expr) {
			for _, g := range c.targets(x) {
				if g != nil && !seen[g] {
					seen[g] = true
					how := fmt.Sprintf("'%s' calls '%s'", s.f.Name, g.Name)
					queue = append(queue, step{g, append(append([]reason(nil), s.path...), reason{x.Pos(), how})})
				}
			}
		})
	}
	return nil
}

// whyConsume tells the verdict on a `consume`.
func (a *analysis) whyConsume(x *typed.Consume, d verdict, text string) {
	w := a.c.opts.Why
	if w == nil || w.File == nil || x.At.Start < w.File.Base() || int(x.At.Start-w.File.Base()) > len(w.File.Text) || w.File.Position(x.At.Start).Line != w.Line {
		return
	}
	var notes []reason
	for _, n := range d.notes {
		if !strings.Contains(text, n.Text) || n.Span.IsValid() {
			notes = append(notes, reason{n.Span, n.Text})
		}
	}
	w.say(x.At, text, notes...)
}
