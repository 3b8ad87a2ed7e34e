package ownership

import (
	"strings"

	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// access is one use of a global.
type access struct {
	fn    *typed.Func
	at    source.Span
	held  bool // under the GIL
	write bool
}

// globals warns of globals that code which several threads may run uses (spec 4.6).
func (c *checker) globals() {
	uses := map[*typed.Var][]access{}
	var order []*typed.Var
	for _, f := range c.funcs {
		w := &globalWalk{f: f, held: !f.NoGIL || f.WithGIL, add: func(v *typed.Var, u access) {
			if _, ok := uses[v]; !ok {
				order = append(order, v)
			}
			uses[v] = append(uses[v], u)
		}}
		w.stmts(f.Body)
	}
	if len(order) == 0 {
		return
	}
	threads := c.threads()
	for _, v := range order {
		if !mutable(v.Type) {
			continue
		}
		unheld, written := false, v.Captured
		for _, u := range uses[v] {
			unheld = unheld || !u.held
			written = written || u.write && u.fn.Kind != typed.ModuleFunc
		}
		if !unheld || !written && !c.mutated(v, uses[v], threads) {
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

// mutated reports whether code on threads may change the object that a global, which is never assigned again, refers to.
func (c *checker) mutated(v *typed.Var, uses []access, threads map[*typed.Func]*typed.Func) bool {
	switch t := v.Type.(type) {
	case *types.Ref:
		writes := c.writers()
		for _, u := range uses {
			if _, ok := threads[u.fn]; ok && c.changes(u.fn, v, writes) {
				return true
			}
		}
		return false
	case *types.Cpp, *types.Array, *types.Struct:
		_ = t
		return true
	}
	return false
}

// changes reports whether f does more with the object in v than read it.
func (c *checker) changes(f *typed.Func, v *typed.Var, writes map[*typed.Func]bool) bool {
	bad := false
	eachStmt(f.Body, func(s typed.Stmt) {
		var p typed.Expr
		switch s := s.(type) {
		case *typed.Assign:
			p = s.Place
		case *typed.AugAssign:
			p = s.Place
		case *typed.Del:
			p = s.Place
		}
		if p != nil && root(p) == v {
			bad = true
		}
	})
	reads := map[typed.Expr]bool{}
	walk(f.Body, func(x typed.Expr) {
		switch x := x.(type) {
		case *typed.Field:
			if variable(x.X) == v && !holds(x.Type()) {
				reads[strip(x.X)] = true
			}
		case *typed.Is:
			reads[strip(x.X)], reads[strip(x.Y)] = true, true
		case *typed.MethodCall:
			if x.Recv != nil && variable(x.Recv) == v && !holds(x.Type()) {
				quiet := true
				for _, g := range impls(x.Method, x.Exact) {
					quiet = quiet && (g != nil && !writes[g] || g == nil && x.Method.SelfConst)
				}
				if quiet {
					reads[strip(x.Recv)] = true
				}
			}
		case *typed.VarExpr:
			if x.Var == v && !reads[x] {
				bad = true
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
	var work []*typed.Func
	mark := func(f *typed.Func) {
		if !out[f] {
			out[f] = true
			work = append(work, f)
		}
	}
	for _, f := range c.funcs {
		eachStmt(f.Body, func(s typed.Stmt) {
			var p typed.Expr
			switch s := s.(type) {
			case *typed.Assign:
				p = s.Place
			case *typed.AugAssign:
				p = s.Place
			case *typed.Del:
				p = s.Place
			}
			if p != nil && variable(p) == nil {
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
				for _, g := range impls(x.Method, x.Exact) {
					if g == nil && !x.Method.SelfConst {
						mark(f)
					}
				}
			}
		})
	}
	for len(work) > 0 {
		f := work[len(work)-1]
		work = work[:len(work)-1]
		for _, g := range c.callers[f] {
			mark(g)
		}
	}
	return out
}

// threads maps each function that several threads may run to the one where they enter.
func (c *checker) threads() map[*typed.Func]*typed.Func {
	out := map[*typed.Func]*typed.Func{}
	var work []*typed.Func
	enter := func(f, root *typed.Func) {
		if f == nil {
			return
		}
		if _, ok := out[f]; !ok {
			out[f] = root
			work = append(work, f)
		}
	}
	for _, f := range c.funcs {
		if f.Method != nil && f.Class != nil && f.Class.Activable && f.Method.SelfQual == types.Unqualified {
			switch f.Method.Name {
			case "__init__", "__new__", "__alloc__":
			default:
				enter(f, f)
			}
		}
		walk(f.Body, func(x typed.Expr) {
			call, ok := x.(*typed.Call)
			if !ok || call.Bound == nil || call.Bound.Name != "pthread_create" && !strings.HasSuffix(call.Bound.Go, "PthreadCreate") {
				return
			}
			for _, arg := range call.Args {
				typed.Inspect(arg, func(y typed.Expr) bool {
					if e, ok := y.(*typed.FuncExpr); ok {
						enter(e.Func, e.Func)
					}
					return true
				})
			}
		})
	}
	known := map[*typed.Func]bool{}
	dealloc := map[*types.Class]*typed.Func{}
	for _, f := range c.funcs {
		known[f] = true
		if f.Method != nil && f.Method.Name == "__dealloc__" {
			dealloc[f.Class] = f
		}
	}
	// A thread may drop the last reference to whatever it sees.
	dropped := map[*types.Class]bool{}
	var drop func(t types.Type, root *typed.Func)
	drop = func(t types.Type, root *typed.Func) {
		r, ok := t.(*types.Ref)
		if !ok || dropped[r.Class] {
			return
		}
		dropped[r.Class] = true
		for _, k := range c.reach.subclasses(r.Class) {
			enter(dealloc[k], root)
			for _, b := range k.MRO {
				enter(dealloc[b], root)
				for _, f := range b.Fields {
					drop(f.Type, root)
				}
			}
			for _, h := range k.Holds {
				drop(h, root)
			}
		}
	}
	for len(work) > 0 {
		f := work[len(work)-1]
		work = work[:len(work)-1]
		root := out[f]
		walk(f.Body, func(x typed.Expr) {
			if len(dealloc) > 0 {
				drop(x.Type(), root)
			}
			if _, ok := x.(*typed.Send); ok {
				return
			}
			for _, g := range targets(x) {
				if g != nil && known[g] {
					enter(g, root)
				}
			}
			if e, ok := x.(*typed.FuncExpr); ok && e.Func != nil && known[e.Func] {
				enter(e.Func, root)
			}
		})
	}
	return out
}

// globalWalk finds the uses of globals in a function, with the state of the GIL.
type globalWalk struct {
	f    *typed.Func
	held bool
	add  func(*typed.Var, access)
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
		w.expr(s.Cond)
	case *typed.ForRange:
		w.expr(s.Lo)
		w.expr(s.Hi)
		w.expr(s.Step)
	case *typed.ForIter:
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

func (w *globalWalk) expr(x typed.Expr) {
	typed.Inspect(x, w.visit)
}

func (w *globalWalk) visit(x typed.Expr) bool {
	if e, ok := x.(*typed.Consume); ok {
		if v := variable(e.X); v != nil && v.Kind == typed.GlobalVar {
			w.add(v, access{w.f, e.X.Pos(), w.held, true})
			return false
		}
	}
	if e, ok := x.(*typed.AddrOf); ok {
		if v := variable(e.X); v != nil && v.Kind == typed.GlobalVar {
			w.add(v, access{w.f, e.X.Pos(), w.held, true})
			return false
		}
	}
	if e, ok := x.(*typed.VarExpr); ok && e.Var.Kind == typed.GlobalVar && e.Var.Go == "" {
		w.add(e.Var, access{w.f, e.Pos(), w.held, false})
	}
	return true
}

// place notes an assignment.
func (w *globalWalk) place(p typed.Expr) {
	x := p
	for {
		switch y := x.(type) {
		case *typed.VarExpr:
			if y.Var.Kind == typed.GlobalVar && y.Var.Go == "" {
				w.add(y.Var, access{w.f, y.Pos(), w.held, true})
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
		}
		w.expr(x)
		return
	}
}
