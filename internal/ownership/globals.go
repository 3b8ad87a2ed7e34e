package ownership

import (
	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// access is one use of a global.
type access struct {
	fn    *typed.Func
	at    source.Span
	held  bool // under the GIL, and used in place
	write bool
	late  bool // when threads may have been started
	begun bool // the function itself may have started some, or is called by others
}

// globals warns of globals that code which several threads may run uses (spec 4.6).
func (c *checker) globals() {
	uses := map[*typed.Var][]access{}
	var order []*typed.Var
	for _, f := range c.funcs {
		w := &globalWalk{c: c, f: f, held: !f.NoGIL || f.WithGIL, late: f.Kind != typed.ModuleFunc, begun: f.Kind == typed.CdefFunc || f.Kind == typed.MethodFunc, inPlace: map[typed.Expr]bool{}, add: func(v *typed.Var, u access) {
			if _, ok := uses[v]; !ok {
				order = append(order, v)
			}
			uses[v] = append(uses[v], u)
		}}
		w.stmts(f.Body)
	}
	c.attributes()
	if len(order) == 0 {
		return
	}
	threads := c.threads()
	for _, v := range order {
		if !mutable(v.Type) {
			c.handles(v, uses[v], threads)
			continue
		}
		unheld, written := false, v.Captured
		for _, u := range uses[v] {
			unheld = unheld || !u.held
			written = written || u.write && u.late
		}
		for _, u := range uses[v] {
			if _, reached := threads[u.fn]; reached && unheld {
				v.Threaded = true
			}
		}
		if !unheld || !written && !c.mutated(v, uses[v]) {
			continue
		}
		said := map[*typed.Func]bool{}
		for _, u := range uses[v] {
			root, ok := threads[u.fn]
			if !ok || said[u.fn] {
				continue
			}
			said[u.fn] = true
			d := &diag.Diagnostic{Span: u.at, Severity: diag.Warning, Code: codeGlobal,
				Message: "Global '" + v.Name + "' may be used by several threads at once"}
			d.Note(v.Span, "'%s' is declared here", v.Name)
			if root != nil {
				d.Note(root.Span, "'%s' may run on several threads, and gets here", root.Name)
			}
			c.report(d.Hint("make it `lock`, `active` or atomic, or use it only under `with gil:`"))
		}
	}
}

// handles warns of `lock` and `active` globals that are assigned while other threads read them: the lock is that of the object, not of the variable.
func (c *checker) handles(v *typed.Var, uses []access, threads map[*typed.Func]*typed.Func) {
	r, ok := v.Type.(*types.Ref)
	if !ok || r.Qual != types.Lock && r.Qual != types.Active {
		return
	}
	var write *access
	unheld := false
	for i, u := range uses {
		unheld = unheld || !u.held
		if _, thread := threads[u.fn]; u.write && write == nil && (thread || u.begun) {
			write = &uses[i]
		}
	}
	if write == nil || !unheld {
		return
	}
	for _, u := range uses {
		root, ok := threads[u.fn]
		if !ok {
			continue
		}
		d := &diag.Diagnostic{Span: u.at, Severity: diag.Warning, Hidden: true, Code: codeGlobal,
			Message: "Global '" + v.Name + "' may be used by several threads at once"}
		d.Note(write.at, "'%s' is assigned here: the lock of an object does not protect the variable that refers to it", v.Name)
		if root != nil {
			d.Note(root.Span, "'%s' may run on several threads, and gets here", root.Name)
		}
		c.report(d.Hint("assign it before any thread is started, or use it only under `with gil:`"))
		return
	}
}

// mutable reports whether a global of type t needs protection: a plain or isolated class, a C variable.
func mutable(t types.Type) bool {
	switch t := t.(type) {
	case *types.Ref:
		return t.Qual == types.Unqualified || t.Qual == types.Iso
	case *types.Basic, *types.Pointer, *types.Struct, *types.Array, *types.Enum:
		return true
	case *types.Cpp:
		return !atomic(t)
	}
	return false
}

// mutated reports whether the object that a global, which is never assigned again, refers to may change while threads run.
func (c *checker) mutated(v *typed.Var, uses []access) bool {
	switch v.Type.(type) {
	case *types.Ref:
		for _, u := range uses {
			if u.late && c.changes(u.fn, v) || u.fn.Kind == typed.ModuleFunc && c.aliased(u.fn, v) {
				return true
			}
		}
		return false
	case *types.Cpp, *types.Array, *types.Struct:
		return true
	}
	return false
}

// aliased reports whether a module's body lets something else refer to the object in v: it assigns what is not new, or hands v on to where it
// stays.
func (c *checker) aliased(f *typed.Func, v *typed.Var) bool {
	return memo(&c.aliases, f, c.findAliased)[v]
}

// memo asks once for each function.
func memo(m *map[*typed.Func]map[*typed.Var]bool, f *typed.Func, find func(*typed.Func) map[*typed.Var]bool) map[*typed.Var]bool {
	out, ok := (*m)[f]
	if !ok {
		if *m == nil {
			*m = map[*typed.Func]map[*typed.Var]bool{}
		}
		out = find(f)
		(*m)[f] = out
	}
	return out
}

func (c *checker) findAliased(f *typed.Func) map[*typed.Var]bool {
	bad := map[*typed.Var]bool{}
	fine := map[typed.Expr]bool{}
	eachStmt(f.Body, func(s typed.Stmt) {
		switch s := s.(type) {
		case *typed.Assign:
			if v := variable(s.Place); v != nil && !c.fresh(s.Value) {
				bad[v] = true
			}
			fine[s.Place] = true
		case *typed.Del:
			fine[s.Place] = true
		}
	})
	walk(f.Body, func(x typed.Expr) {
		if x, ok := x.(*typed.AssignExpr); ok {
			if v := variable(x.Place); v != nil {
				bad[v] = true
			}
		}
	})
	walk(f.Body, func(x typed.Expr) {
		c.inPlace(x, fine)
		if call, ok := x.(*typed.Call); ok && call.Func != nil {
			s := c.sums[call.Func]
			for i, arg := range call.Args {
				if s != nil && i+1 < s.result() && !kept(s, i+1) && s.class[s.result()] != s.class[i+1] {
					fine[strip(arg)] = true
				}
			}
		}
		if e, ok := x.(*typed.VarExpr); ok && !fine[e] {
			bad[e.Var] = true
		}
	})
	return bad
}

// fresh reports whether an expression gives a new object, or NULL.
func (c *checker) fresh(x typed.Expr) bool {
	switch x := strip(x).(type) {
	case *typed.Consume, *typed.NewObject, *typed.NullLit:
		return true
	case *typed.Coerce:
		return x.Kind == typed.NullTo
	case *typed.Construct:
		if x.New != nil || x.Init == nil {
			return x.New == nil
		}
		s := c.method(x.Init, true)
		return s.class[1] == 1
	case *typed.Call:
		if x.Func != nil {
			s := c.sums[x.Func]
			return s != nil && s.class[s.result()] == s.result()
		}
	}
	return false
}

// inPlace marks the references that x uses without keeping them or giving them on: reads and writes of fields that hold no reference, tests, and
// calls of methods that keep nothing.
func (c *checker) inPlace(x typed.Expr, out map[typed.Expr]bool) {
	switch x := x.(type) {
	case *typed.Field:
		if !holds(x.Type()) {
			out[strip(x.X)] = true
		}
	case *typed.Is:
		out[strip(x.X)], out[strip(x.Y)] = true, true
	case *typed.Truth:
		out[strip(x.X)] = true
	case *typed.Index:
		if !holds(x.Type()) {
			out[strip(x.X)] = true
		}
	case *typed.MethodCall:
		if x.Recv == nil || holds(x.Type()) {
			return
		}
		if s := c.method(x.Method, x.Exact); len(s.class) > 2 && !kept(s, 1) {
			out[strip(x.Recv)] = true
		}
	case *typed.Call:
		if x.Recv != nil && !holds(x.Type()) && !iterator(x.Type()) {
			out[strip(x.Recv)] = true
		}
	}
}

// changes reports whether f does more with the object in v than read it.
func (c *checker) changes(f *typed.Func, v *typed.Var) bool {
	return memo(&c.changing, f, c.findChanges)[v]
}

func (c *checker) findChanges(f *typed.Func) map[*typed.Var]bool {
	writes := c.writers()
	bad := map[*typed.Var]bool{}
	eachStmt(f.Body, func(s typed.Stmt) {
		if p, _ := placeOf(s); p != nil {
			if v := root(p); v != nil {
				bad[v] = true
			}
		}
	})
	reads := map[typed.Expr]bool{}
	walk(f.Body, func(x typed.Expr) {
		switch x := x.(type) {
		case *typed.Field:
			if !holds(x.Type()) {
				reads[strip(x.X)] = true
			}
		case *typed.Is:
			reads[strip(x.X)], reads[strip(x.Y)] = true, true
		case *typed.MethodCall:
			if x.Recv != nil && !holds(x.Type()) && !c.writes(c.dispatch(x.Method, x.Exact), writes) {
				reads[strip(x.Recv)] = true
			}
		case *typed.VarExpr:
			if !reads[x] {
				bad[x.Var] = true
			}
		}
	})
	return bad
}

// root is the variable that a place starts from.
func root(p typed.Expr) *typed.Var {
	for {
		switch x := strip(p).(type) {
		case *typed.Field:
			p = x.X
		case *typed.Index:
			p = x.X
		default:
			return variable(p)
		}
	}
}

// writers are the functions that may change an object: they store in a field, or call what does.
func (c *checker) writers() map[*typed.Func]bool {
	if c.writing != nil {
		return c.writing
	}
	out := map[*typed.Func]bool{}
	c.writing = out
	mark := func(f *typed.Func) { out[f] = true }
	for _, f := range c.funcs {
		eachStmt(f.Body, func(s typed.Stmt) {
			if p, _ := placeOf(s); p != nil && variable(p) == nil {
				mark(f)
			}
		})
		walk(f.Body, func(x typed.Expr) {
			switch x := x.(type) {
			case *typed.Consume, *typed.AddrOf:
				mark(f)
			case *typed.Call:
				if x.Func == nil {
					if x.Bound == nil || x.Recv != nil && !x.Bound.Pure {
						mark(f)
					}
				}
			case *typed.MethodCall:
				if !x.Method.SelfConst && c.dispatch(x.Method, x.Exact).provided() {
					out[f] = true
				}
			}
		})
	}
	c.upwards(out)
	return out
}

// writes reports whether a call may change an object.
func (c *checker) writes(d *dispatch, writers map[*typed.Func]bool) bool {
	return d.writes.ask(func() bool {
		for _, g := range d.funcs {
			if g == nil && !d.m.SelfConst || g != nil && writers[g] {
				return true
			}
		}
		return false
	})
}

// globalWalk finds the uses of globals in a function, with the state of the GIL.
type globalWalk struct {
	c       *checker
	f       *typed.Func
	held    bool
	late    bool // threads may have been started
	begun   bool
	inPlace map[typed.Expr]bool
	add     func(*typed.Var, access)
}

// use notes a use. The GIL protects one only if nothing is kept that could be used without it.
func (w *globalWalk) use(v *typed.Var, at source.Span, write, kept bool) {
	w.add(v, access{w.f, at, w.held && !kept, write, w.late, w.begun})
}

func (w *globalWalk) stmts(ss []typed.Stmt) {
	for _, s := range ss {
		w.stmt(s)
	}
}

func (w *globalWalk) stmt(s typed.Stmt) {
	switch s := s.(type) {
	case *typed.WithGIL:
		held := w.held
		w.held = !s.NoGIL
		w.stmts(s.Body)
		w.held = held
		return
	case *typed.Assign:
		w.place(s.Place)
		if f, ok := s.Place.(*typed.Field); ok && !w.c.fresh(s.Value) {
			delete(w.inPlace, f)
			w.shared(f) // what assigned it may go on using it without the GIL
		}
		w.expr(s.Value)
		return
	case *typed.AugAssign:
		w.place(s.Place)
		w.expr(s.Value)
		return
	case *typed.Del:
		w.place(s.Place)
		return
	case *typed.If:
		w.expr(s.Cond)
	case *typed.Loop:
		w.round(s)
		w.expr(s.Cond)
	case *typed.ForRange:
		w.round(s)
		w.expr(s.Lo)
		w.expr(s.Hi)
		w.expr(s.Step)
	case *typed.ForIter:
		w.round(s)
		w.expr(s.X)
	case *typed.With:
		w.expr(s.X)
	case *typed.WithLock:
		w.expr(s.X)
	case *typed.Try, *typed.Block:
	default:
		typed.InspectStmt(s, func(x typed.Expr) bool { return w.visit(x) })
		return
	}
	for _, list := range inside(s) {
		w.stmts(list)
	}
}

// begin notes an expression that may start threads.
func (w *globalWalk) begin(x typed.Expr) {
	if (!w.late || !w.begun) && w.c.begins(x) {
		w.late, w.begun = true, true
	}
}

// round looks ahead into a loop: what it starts runs in its next round.
func (w *globalWalk) round(s typed.Stmt) {
	for _, list := range inside(s) {
		walk(list, func(x typed.Expr) { w.begin(x) })
	}
}

func (w *globalWalk) expr(x typed.Expr) {
	typed.Inspect(x, w.visit)
}

func (w *globalWalk) visit(x typed.Expr) bool {
	w.c.inPlace(x, w.inPlace)
	w.begin(x)
	w.attribute(x)
	if e, ok := x.(*typed.Consume); ok {
		if v := variable(e.X); v != nil && v.Kind == typed.GlobalVar {
			w.use(v, e.X.Pos(), true, false)
			return false
		}
	}
	if e, ok := x.(*typed.AddrOf); ok {
		if v := root(e.X); v != nil && v.Kind == typed.GlobalVar {
			w.use(v, e.X.Pos(), true, true)
			return false
		}
	}
	if e, ok := x.(*typed.VarExpr); ok && e.Var.Kind == typed.GlobalVar && e.Var.Go == "" {
		w.use(e.Var, e.Pos(), false, leads(e.Var.Type) && !w.inPlace[e])
	}
	return true
}

// leads reports whether a copy of a value of type t leads to what it was copied from.
func leads(t types.Type) bool {
	switch t := t.(type) {
	case *types.Pointer, *types.Array:
		return true
	case *types.Cpp:
		return iterator(t) || holds(t)
	}
	return holds(t)
}

// place notes an assignment.
func (w *globalWalk) place(p typed.Expr) {
	x := p
	for {
		switch y := x.(type) {
		case *typed.VarExpr:
			if y.Var.Kind == typed.GlobalVar && y.Var.Go == "" {
				w.use(y.Var, y.Pos(), true, false)
			}
			return
		case *typed.Index:
			w.expr(y.I)
			x = y.X
			continue
		case *typed.Field:
			if _, ok := y.X.Type().(*types.Struct); ok {
				x = y.X
				continue
			}
			w.inPlace[strip(y.X)] = true
			w.inPlace[y] = true
		}
		w.expr(x)
		return
	}
}
