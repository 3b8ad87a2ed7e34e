package irbuild

import (
	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// stmts builds a list of statements. Statements that pass temporaries of the checker on to one another are kept together in a Block.
func (x *fb) stmts(list []typed.Stmt) {
	for i := 0; i < len(list) && !terminates(*x.dest); {
		n := together(list[i:])
		if n <= 1 {
			x.stmt(list[i])
			i++
			continue
		}
		part := list[i : i+n]
		old := x.at
		x.at = part[0].Span()
		body := x.list(func() {
			for _, s := range part {
				x.one(s)
			}
		})
		x.emit(&ir.Block{S: x.s(), Body: body})
		x.at = old
		i += n
	}
}

// together is the number of statements at the start of a list that share temporaries.
func together(list []typed.Stmt) int {
	set := map[*typed.Var]bool{}
	end := 1
	for i := 0; i < end && i < len(list); i++ {
		switch s := list[i].(type) {
		case *typed.Assign:
			if v, ok := s.Place.(*typed.VarExpr); ok && v.Var.Kind == typed.TempVar {
				set[v.Var] = true
			}
		case *typed.Unpack:
			for _, v := range s.Vars {
				set[v] = true
			}
		}
		if len(set) == 0 {
			return 1
		}
		for j := len(list) - 1; j >= end; j-- {
			if uses(list[j], set) {
				end = j + 1
				break
			}
		}
	}
	return end
}

func uses(s typed.Stmt, set map[*typed.Var]bool) bool {
	found := false
	inspect(s, func(n any) bool {
		if v, ok := n.(*typed.VarExpr); ok && set[v.Var] {
			found = true
		}
		return !found
	})
	return found
}

// stmt builds one statement; what it takes more than one statement of the IR to say, with temporaries that hold counts, is a Block.
func (x *fb) stmt(s typed.Stmt) {
	list := x.list(func() { x.one(s) })
	if len(list) > 1 && simpleStmt(s) && makesCounted(list) {
		x.emit(&ir.Block{S: ir.S{At: s.Span()}, Body: list})
		return
	}
	*x.dest = append(*x.dest, list...)
}

// simpleStmt reports whether temporaries of a statement die at its end.
func simpleStmt(s typed.Stmt) bool {
	switch s.(type) {
	case *typed.ExprStmt, *typed.Assign, *typed.AugAssign, *typed.Del, *typed.Return, *typed.Raise, *typed.Assert, *typed.CompAdd, *typed.Unpack:
		return true
	}
	return false
}

func (x *fb) one(s typed.Stmt) {
	old := x.at
	if s.Span().IsValid() {
		x.at = s.Span()
	}
	current := x.current
	x.current = s
	defer func() { x.at, x.current = old, current }()
	switch s := s.(type) {
	case *typed.ExprStmt:
		x.exprStmt(s.X)
	case *typed.Assign:
		x.assign(s)
	case *typed.AugAssign:
		x.augAssign(s)
	case *typed.Unpack:
		x.unpack(s)
	case *typed.Del:
		x.del(s)
	case *typed.If:
		x.ifStmt(s)
	case *typed.Loop:
		x.loop(s)
	case *typed.ForRange:
		x.forRange(s)
	case *typed.ForIter:
		x.forIter(s)
	case *typed.Break:
		x.jump(false)
	case *typed.Continue:
		x.jump(true)
	case *typed.Return:
		x.returnStmt(s)
	case *typed.Raise:
		x.raise(s)
	case *typed.Assert:
		x.assert(s)
	case *typed.Try:
		x.try(s)
	case *typed.With:
		x.with(s)
	case *typed.WithGIL:
		if s.NoGIL {
			x.noGIL(func() { x.stmts(s.Body) })
		} else {
			x.withGIL(func() { x.stmts(s.Body) })
		}
	case *typed.WithLock:
		x.withLock(s)
	case *typed.CompAdd:
		x.compAdd(s)
	case *typed.ClassStmt:
		x.classStmt(s)
	case *typed.ImportStar:
		x.importStar(s)
	case *typed.InitModule:
		x.do(x.moduleCall(s.Module, types.Void))
	case *typed.Block:
		x.block(s)
	default:
		x.b.bug(s.Span(), "unexpected statement %T", s)
	}
}

// block builds statements that the checker made for one statement. Variables that it made for them, such as the sequence of a loop, give
// up what they hold at the end.
func (x *fb) block(s *typed.Block) {
	var hidden []*typed.Var
	for _, st := range s.Body {
		if a, ok := st.(*typed.Assign); ok {
			if v, ok := a.Place.(*typed.VarExpr); ok && v.Var.Kind == typed.LocalVar && v.Var.Span == s.At && ir.Counted(plain(v.Var.Type)) {
				hidden = append(hidden, v.Var)
			}
		}
	}
	if len(hidden) == 0 {
		x.stmts(s.Body)
		return
	}
	x.cleaned(func() {
		for _, v := range hidden {
			x.setVar(v, x.null(v.Type))
		}
	}, func() { x.stmts(s.Body) })
}

// exprStmt evaluates an expression for its effect. What a C++ reference refers to is not looked at.
func (x *fb) exprStmt(e typed.Expr) {
	if l, ok := e.(*typed.Coerce); ok && l.Kind == typed.LoadRef {
		e = l.X
	}
	if s, ok := e.(*typed.Send); ok {
		old := x.at
		x.at = s.Pos()
		x.discard(x.send(s, false))
		x.at = old
		return
	}
	c, ok := e.(*typed.Call)
	if !ok || c.Bound == nil || !isReference(c.Type()) {
		x.discard(x.value(e))
		return
	}
	old := x.at
	x.at = e.Pos()
	t := refElem(c.Type())
	if c.Bound.RefResult {
		t = x.b.pointer(plain(t))
	}
	x.discard(x.locked(c, !c.Bound.Pure, func() ir.Expr { return x.bound(c, c.Bound, t) }))
	x.at = old
}

// discard drops a value that an expression statement made.
func (x *fb) discard(v ir.Expr) {
	switch v := v.(type) {
	case *ir.Call:
		if !v.Callee.Pure {
			x.do(v)
		}
	case *ir.Take:
		x.save(v)
	case *ir.Get:
		if v.Move {
			x.save(v)
		}
	}
}

func (x *fb) ifStmt(s *typed.If) {
	c := x.condition(s.Cond)
	out := &ir.If{S: x.s(), Cond: c}
	out.Then = x.list(func() { x.stmts(s.Then) })
	out.Else = x.list(func() { x.stmts(s.Else) })
	x.emit(out)
}

func (x *fb) returnStmt(s *typed.Return) {
	if s.X == nil {
		if x.f.Generator || !isObject(x.f.Result) {
			x.leave(nil)
		} else {
			x.leave(none(x.at))
		}
		return
	}
	if isVoid(x.f.Result) {
		x.discard(x.value(s.X))
		x.leave(nil)
		return
	}
	x.returnValue(s.X)
}

// returnValue returns the value of an expression; a conditional one that takes statements returns from each arm.
func (x *fb) returnValue(e typed.Expr) {
	if c, ok := e.(*typed.Coerce); ok && (c.Kind == typed.Upcast || c.Kind == typed.ToCNumber) {
		if i, ok := c.X.(*typed.IfExp); ok {
			arms := *i
			arms.T = c.T
			arms.Then = &typed.Coerce{E: c.E, Kind: c.Kind, X: i.Then}
			arms.Else = &typed.Coerce{E: c.E, Kind: c.Kind, X: i.Else}
			e = &arms
		}
	}
	if c, ok := e.(*typed.IfExp); ok {
		cond := x.condition(c.Cond)
		arm := func(v typed.Expr, truth bool) []ir.Stmt {
			return x.assuming(c.Cond, truth, func() []ir.Stmt { return x.list(func() { x.returnValue(v) }) })
		}
		x.emit(&ir.If{S: x.s(), Cond: cond, Then: arm(c.Then, true), Else: arm(c.Else, false)})
		return
	}
	v := x.value(e)
	if a, b := asRef(v.Type()), asRef(x.f.Result); a != nil && b != nil && a != b {
		v = x.conv(x.f.Result, x.pureOf(v))
	}
	x.leave(v)
}

// assign stores a value in a place. The value comes first; the lock that the place needs is taken before it (spec 11.2).
func (x *fb) assign(s *typed.Assign) {
	x.store(s.Place, func() ir.Expr {
		v := x.value(s.Value)
		if r := asRef(s.Value.Type()); r != nil && r.Qual == types.Unqualified && rootOf(s.Value) != nil {
			if !constant(v) {
				v = x.save(v)
			}
			x.do(x.share(v)) // an element of a container of C++ that a lock protects
		}
		return v
	})
}

// store puts a value in a place.
func (x *fb) store(place typed.Expr, value func() ir.Expr) {
	switch p := place.(type) {
	case *typed.VarExpr:
		x.setVar(p.Var, value())
		return
	case *typed.Field, *typed.Index, *typed.Deref:
		x.lockedStore(place, func() { x.storePlace(place, value) })
		return
	case *typed.Coerce:
		if p.Kind == typed.LoadRef {
			x.store(p.X, value)
			return
		}
	case *typed.GoConst:
		v := x.pureOf(value())
		x.emit(&ir.Store{S: x.s(), Place: &ir.GlobalRef{X: x.x(p.Type()), Global: &ir.Global{Name: p.Go, Type: plain(p.Type()), Go: p.Go, Span: p.At}}, Src: v})
		return
	case *typed.Let:
		x.let(p)
		x.store(p.X, value)
		return
	case *typed.Call:
		if isReference(p.Type()) {
			x.lockedStore(place, func() {
				if p.Bound == nil {
					x.storePlace(place, value)
					return
				}
				x.storeRef(p, value)
			})
			return
		}
	}
	if x.storePy(place, value) {
		return
	}
	x.b.bug(place.Span(), "cannot store in %T", place)
}

// lockedStore holds the write lock of a place's root from before the value is made to after it is stored.
func (x *fb) lockedStore(place typed.Expr, f func()) {
	root := rootOf(place)
	if root == nil || x.roots[root] != nil || x.holds(root, true) {
		f()
		return
	}
	x.lockedRoot(root, place, true, func() ir.Expr { f(); return nil })
}

func (x *fb) setVar(v *typed.Var, src ir.Expr) {
	if t := plain(v.Type); isObject(src.Type()) && !isObject(t) && !isReference(t) {
		src = x.fromPy(x.pureOf(src), t) // a name bound by an import, declared with a C type
	}
	if v.Kind == typed.GlobalVar {
		t := plain(v.Type)
		if x.b.threads && asRef(t) != nil && asRef(t).Qual == types.Unqualified {
			src = x.pureOf(src)
			if _, null := src.(*ir.Null); !null {
				x.do(x.share(src))
			}
		}
		x.emit(&ir.Store{S: x.s(), Place: &ir.GlobalRef{X: x.x(t), Global: x.b.global(v)}, Src: src})
		return
	}
	l := x.local(v)
	if r, ok := plain(v.Type).(*types.Reference); ok && l.Param {
		x.emit(&ir.Store{S: x.s(), Place: &ir.DerefRef{X: x.x(r.Elem), Base: x.get(l)}, Src: src})
		return
	}
	if t, ok := l.Type.(*types.Ref); ok && src.Type() != l.Type && asRef(src.Type()) != nil && v.Kind == typed.TempVar {
		src = x.conv(t, x.pureOf(src))
	}
	x.set(l, src)
}

func (x *fb) storePlace(place typed.Expr, value func() ir.Expr) {
	v := value()
	var p ir.Expr
	if whole(v) {
		list := x.list(func() { p = x.place(place) })
		if len(list) > 0 || !steadyPlace(p) {
			v = x.save(v)
			*x.dest = append(*x.dest, list...)
		}
	} else {
		v = x.then(v, func() { p = x.place(place) })
	}
	x.emit(&ir.Store{S: x.s(), Place: p, Src: v})
}

// steadyPlace reports whether finding a place does not depend on anything that a call may change.
func steadyPlace(p ir.Expr) bool {
	switch p := p.(type) {
	case *ir.Get:
		return !p.Local.Captured
	case *ir.GlobalRef:
		return true
	case *ir.FieldRef:
		return steadyPlace(p.Base) && asGlobal(p.Base) == nil
	case *ir.IndexRef:
		return steadyPlace(p.Base) && asGlobal(p.Base) == nil && (constant(p.Index) || steadyPlace(p.Index) && asGlobal(p.Index) == nil)
	case *ir.DerefRef:
		return steadyPlace(p.Base) && asGlobal(p.Base) == nil
	}
	return false
}

func asGlobal(e ir.Expr) *ir.GlobalRef {
	switch e := e.(type) {
	case *ir.GlobalRef:
		return e
	case *ir.FieldRef:
		if asRef(e.Type()) != nil || asPointer(e.Type()) != nil {
			return &ir.GlobalRef{} // read through memory: may change
		}
		return asGlobal(e.Base)
	}
	return nil
}

// augAssign reads a place, makes the new value and stores it: one critical section (spec 11.2).
func (x *fb) augAssign(s *typed.AugAssign) {
	switch p := s.Place.(type) {
	case *typed.VarExpr:
		x.alias[s.Old] = x.readVar(p)
		v := x.value(s.Value)
		delete(x.alias, s.Old)
		x.setVar(p.Var, v)
		return
	case *typed.Field, *typed.Index, *typed.Deref, *typed.Coerce, *typed.Call, *typed.GoConst:
		x.lockedStore(s.Place, func() { x.augPlace(s) })
		return
	}
	if x.augPy(s) {
		return
	}
	x.b.bug(s.At, "cannot update %T", s.Place)
}

func (x *fb) augPlace(s *typed.AugAssign) {
	if c, ok := s.Place.(*typed.GoConst); ok {
		x.alias[s.Old] = x.expr(c)
		v := x.value(s.Value)
		delete(x.alias, s.Old)
		x.store(c, func() ir.Expr { return v })
		return
	}
	p := x.place(s.Place)
	x.alias[s.Old] = p
	var v ir.Expr
	list := x.list(func() { v = x.value(s.Value) })
	delete(x.alias, s.Old)
	if len(list) > 0 || whole(v) && !steadyPlace(p) {
		if whole(v) {
			list = append(list, x.list(func() { v = x.save(v) })...)
		}
		x.steadfast(p, list)
	}
	*x.dest = append(*x.dest, list...)
	x.emit(&ir.Store{S: x.s(), Place: p, Src: v})
}

// steadfast saves what a place goes through, where the statements that come before its use may change it.
func (x *fb) steadfast(p ir.Expr, list []ir.Stmt) {
	keep := func(e *ir.Expr) {
		if !constant(*e) && changes(list, *e) {
			*e = x.save(*e)
		}
	}
	switch p := p.(type) {
	case *ir.FieldRef:
		if asRef(p.Base.Type()) != nil || asPointer(p.Base.Type()) != nil {
			keep(&p.Base)
		} else {
			x.steadfast(p.Base, list)
		}
	case *ir.IndexRef:
		if asPointer(p.Base.Type()) != nil {
			keep(&p.Base)
		} else {
			x.steadfast(p.Base, list)
		}
		keep(&p.Index)
	case *ir.DerefRef:
		keep(&p.Base)
	}
}

// del empties a place.
func (x *fb) del(s *typed.Del) {
	switch p := s.Place.(type) {
	case *typed.VarExpr:
		t := plain(p.Type())
		if isObject(t) && p.Var.Unbound {
			x.checkBound(p.Var, x.varPlace(p.Var))
		}
		x.setVar(p.Var, x.null(t))
		return
	case *typed.Field, *typed.Index, *typed.Deref:
		x.lockedStore(p, func() {
			place := x.place(p)
			x.emit(&ir.Store{S: x.s(), Place: place, Src: x.null(place.Type())})
		})
		return
	case *typed.Call:
		if isReference(p.Type()) {
			x.lockedStore(p, func() { x.storeRef(p, func() ir.Expr { return x.null(refElem(p.Type())) }) })
			return
		}
	case *typed.Coerce:
		if p.Kind == typed.LoadRef {
			x.del(&typed.Del{S: s.S, Place: p.X})
			return
		}
	}
	if x.delPy(s.Place) {
		return
	}
	x.b.bug(s.At, "cannot delete %T", s.Place)
}
