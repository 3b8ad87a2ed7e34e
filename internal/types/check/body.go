package check

import (
	"slices"

	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/syntax"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// funcCtx is a function under check.
type funcCtx struct {
	*checker
	f           *typed.Func
	outer       *funcCtx
	mod         *module
	scope       *scope
	class       *classInfo
	locals      map[string]*local
	nogilReads  map[string]bool // names read without the GIL in a function that holds it
	order       []*local
	elem        typed.Expr // the element of the loop whose target is being assigned
	nogil       bool       // whether the code being looked at runs without the GIL
	loops       int
	frag        bool
	pyClass     bool
	inPyClass   bool // a method of a Python class
	lambda      bool
	classNames  []string
	fragDisplay *syntax.ExprStmt
	held        []*typed.Var // locked by the lock blocks around
	directives  map[string]bool
}

// local is a variable of the function as the body uses it.
type local struct {
	name     string
	v        *typed.Var
	declared bool
	sources  []bindSource
	busy     bool
	partial  types.Type // while busy: the class found so far, or nil
	inferred bool
	arith    bool // an operand of arithmetic that may overflow
	nogil    bool // assigned in code without the GIL
	span     source.Span
	scope    *scope
}

// bindSource is one thing that a local is assigned.
type bindSource struct {
	kind  sourceKind
	x     syntax.Expr
	op    string
	scope *scope
	path  []part // of what x gives
}

// part is the place of a target among those that a value is unpacked into.
type part struct{ index, of int }

type sourceKind uint8

const (
	fromExpr    sourceKind = iota // x
	fromElement                   // an element of x (for loops)
	fromAug                       // op= x
	fromObject                    // an object of unknown type
	fromPart                      // a part of what x is unpacked into
	fromWith                      // what a with statement over an expression gives
)

func (c *checker) newFunc(f *typed.Func, mod *module, parent *scope, outer *funcCtx) *funcCtx {
	fn := &funcCtx{checker: c, f: f, mod: mod, outer: outer, locals: map[string]*local{}}
	fn.scope = newScope(parent, mod)
	fn.scope.kind = funcScope
	fn.scope.fn = fn
	fn.nogil = f.NoGIL
	if outer != nil {
		f.Outer = outer.f
	}
	return fn
}

// temp makes a temporary.
func (fn *funcCtx) temp(t types.Type, at source.Span) *typed.Var {
	fn.tempID++
	v := &typed.Var{Name: "t", Kind: typed.TempVar, Type: t, Func: fn.f, Span: at, Assigned: true}
	fn.f.Vars = append(fn.f.Vars, v)
	return v
}

func (fn *funcCtx) param(name string, t types.Type, span source.Span) *typed.Var {
	v := &typed.Var{Name: name, Kind: typed.ParamVar, Type: t, Func: fn.f, Span: span, Assigned: true}
	fn.f.Params = append(fn.f.Params, v)
	return v
}

// declareLocal enters a local of a known type.
func (fn *funcCtx) declareLocal(name string, t types.Type, span source.Span) *local {
	v := &typed.Var{Name: name, Kind: typed.LocalVar, Type: t, Func: fn.f, Span: span}
	l := &local{name: name, v: v, declared: true, inferred: true, span: span}
	fn.locals[name] = l
	fn.order = append(fn.order, l)
	fn.scope.names[name] = &symbol{kind: symVar, name: name, span: span, mod: fn.mod, v: v}
	return l
}

// declareParam enters a parameter as a name.
func (fn *funcCtx) declareParam(v *typed.Var) {
	if v.Name == "" {
		return
	}
	if old := fn.locals[v.Name]; old != nil {
		fn.declError(codeRedeclared, v.Span, "'%s' redeclared ", v.Name).Note(old.span, "Previous declaration is here")
		return
	}
	l := &local{name: v.Name, v: v, declared: true, inferred: true, span: v.Span}
	fn.locals[v.Name] = l
	fn.scope.names[v.Name] = &symbol{kind: symVar, name: v.Name, span: v.Span, mod: fn.mod, v: v}
}

// ---- Collecting locals -----------------------------------------------------

// collect finds the locals of a body: C declarations first come, and names that are bound.
func (fn *funcCtx) collect(body []syntax.Stmt) {
	global := map[string]bool{}
	var scan func(ss []syntax.Stmt)
	scan = func(ss []syntax.Stmt) {
		for _, s := range ss {
			switch s := s.(type) {
			case *syntax.Global:
				for _, id := range s.Names {
					global[id.Name] = true
					if fn.mod.scope.lookupHere(id.Name) == nil { // a function of a .pxd, or of an example
						fn.pyGlobal(fn.mod, id.Name, id.Span())
					}
					if y := fn.mod.scope.lookupHere(id.Name); y != nil && y.kind == symVar {
						fn.scope.names[id.Name] = y
						y.done()
						y.v.Assigned = true
					}
				}
			case *syntax.Nonlocal:
				for _, id := range s.Names {
					global[id.Name] = true
					if y := fn.scope.parent.lookup(id.Name); y == nil || y.kind != symVar || y.v.Func == nil {
						fn.declError(codeUndeclared, id.Span(), "no binding for nonlocal '%s' found", id.Name)
					}
				}
			default:
				nested(s, scan)
			}
		}
	}
	scan(body)
	fn.collectStmts(body, fn.f.NoGIL, global)
	arith := arithmeticNames(body)
	for _, l := range fn.order {
		l.arith = l.arith || arith[l.name]
	}
	// Names that inner functions rebind hold objects.
	for name := range nonlocalNames(body) {
		if l := fn.locals[name]; l != nil && !l.declared {
			l.sources = append(l.sources, bindSource{kind: fromObject})
		}
	}
}

// nested calls f on the statement lists inside a compound statement (not inside functions and classes).
func nested(s syntax.Stmt, f func([]syntax.Stmt)) {
	switch s := s.(type) {
	case *syntax.If:
		f(s.Body)
		f(s.Else)
	case *syntax.While:
		f(s.Body)
		f(s.Else)
	case *syntax.For:
		f(s.Body)
		f(s.Else)
	case *syntax.ForFrom:
		f(s.Body)
		f(s.Else)
	case *syntax.Try:
		f(s.Body)
		for _, h := range s.Handlers {
			f(h.Body)
		}
		f(s.Else)
		f(s.Finally)
	case *syntax.With:
		f(s.Body)
	case *syntax.CBlock:
		f(s.Body)
	case *syntax.CondDecl:
		f(s.Body)
		f(s.Else)
	case *syntax.Match:
		for _, k := range s.Cases {
			f(k.Body)
		}
	}
}

// markReads notes the names that a `with nogil` block reads, up to the blocks in it that take the GIL back.
func (fn *funcCtx) markReads(body []syntax.Stmt) {
	for _, s := range body {
		syntax.Inspect(s, func(n syntax.Node) bool {
			switch n := n.(type) {
			case *syntax.With:
				for i := range n.Items {
					if n.Items[i].Kind == syntax.WithGIL {
						return false
					}
				}
			case *syntax.Name:
				if fn.nogilReads == nil {
					fn.nogilReads = map[string]bool{}
				}
				fn.nogilReads[n.Name] = true
			}
			return true
		})
	}
}

func (fn *funcCtx) collectStmts(body []syntax.Stmt, nogil bool, global map[string]bool) {
	bind := func(id syntax.Ident, src bindSource) {
		if global[id.Name] {
			return
		}
		l := fn.locals[id.Name]
		if l == nil {
			l = &local{name: id.Name, span: id.Span()}
			l.v = &typed.Var{Name: id.Name, Kind: typed.LocalVar, Func: fn.f, Span: id.Span()}
			fn.locals[id.Name] = l
			fn.order = append(fn.order, l)
			y := &symbol{kind: symVar, name: id.Name, span: id.Span(), mod: fn.mod, v: l.v}
			fn.scope.names[id.Name] = y
			var settle func()
			settle = func() {
				if fn.infer(l); !l.inferred {
					y.resolve = settle // it depends on what is being inferred: again when that is known
				}
			}
			y.resolve = settle
		}
		l.v.Assigned = true
		if l.declared {
			return
		}
		l.nogil = l.nogil || nogil
		if src.kind == fromAug && src.op != "//" && src.op != "%" && src.op != "&" && src.op != "|" && src.op != "^" && src.op != ">>" {
			l.arith = true
		}
		l.sources = append(l.sources, src)
	}
	var walrusIn func(xs ...syntax.Expr)
	var target func(t syntax.Expr, src bindSource)
	target = func(t syntax.Expr, src bindSource) {
		switch t := t.(type) {
		case *syntax.Name:
			bind(syntax.Ident{Loc: syntax.Loc{Src: t.Span()}, Name: t.Name}, src)
		case *syntax.Paren:
			target(t.X, src)
		case *syntax.Starred:
			target(t.X, bindSource{kind: fromObject})
		case *syntax.Subscript:
			walrusIn(t.X, t.Index)
		case *syntax.Attribute:
			walrusIn(t.X)
		case *syntax.Tuple, *syntax.List:
			elts := displayElts(t)
			vals := displayElts(unparen(src.x))
			for i, e := range elts {
				switch {
				case src.kind == fromExpr && vals != nil && len(vals) == len(elts) && !anyStar(elts) && !anyStar(vals):
					target(e, bindSource{kind: fromExpr, x: vals[i]})
				case !anyStar(elts) && (src.kind == fromExpr || src.kind == fromElement):
					target(e, bindSource{kind: fromPart, x: src.x, op: kindOp(src.kind), path: []part{{i, len(elts)}}})
				case !anyStar(elts) && src.kind == fromPart:
					target(e, bindSource{kind: fromPart, x: src.x, op: src.op, path: append(slices.Clone(src.path), part{i, len(elts)})})
				default:
					target(e, bindSource{kind: fromObject})
				}
			}
		}
	}
	walrusIn = func(xs ...syntax.Expr) {
		for _, x := range xs {
			if x == nil {
				continue
			}
			syntax.Inspect(x, func(n syntax.Node) bool {
				switch n := n.(type) {
				case *syntax.Lambda:
					return false
				case *syntax.NamedExpr:
					bind(syntax.Ident{Loc: syntax.Loc{Src: n.Target.Span()}, Name: n.Target.Name}, bindSource{kind: fromExpr, x: n.Value})
				}
				return true
			})
		}
	}
	for _, s := range body {
		switch s := s.(type) {
		case *syntax.CVarDecl:
			for _, d := range s.Decls {
				if old := fn.locals[d.Name.Name]; old != nil && (old.declared || old.v.Kind == typed.ParamVar) {
					fn.redeclared(d.Name.Span(), d.Name.Name, &symbol{span: old.span})
					continue
				}
				t := fn.typeOf(fn.scope, d.Type)
				if ft, ok := t.(*types.Func); ok {
					t = fn.pointer(ft)
				}
				if old := fn.locals[d.Name.Name]; old != nil {
					fn.exprError(codeStatement, d.Name.Span(), "cdef statement not allowed after the variable's first use").Note(old.span, "'%s' is used here", d.Name.Name)
					continue
				}
				fn.declareLocal(d.Name.Name, t, d.Name.Span())
				if d.Default != nil {
					fn.locals[d.Name.Name].v.Assigned = true
					walrusIn(d.Default)
				}
			}
		case *syntax.CBlock:
			fn.collectStmts(s.Body, nogil, global)
		case *syntax.Assign:
			walrusIn(s.Value)
			for _, t := range s.Targets {
				target(t, bindSource{kind: fromExpr, x: s.Value})
			}
		case *syntax.AugAssign:
			walrusIn(s.Value)
			target(s.Target, bindSource{kind: fromAug, x: s.Value, op: s.Op})
		case *syntax.AnnAssign:
			walrusIn(s.Value)
			if n, ok := s.Target.(*syntax.Name); ok && fn.locals[n.Name] == nil {
				if t := fn.annotation(s.Annotation); t != nil {
					fn.declareLocal(n.Name, t, n.Span())
					continue
				}
			}
			if s.Value != nil {
				target(s.Target, bindSource{kind: fromExpr, x: s.Value})
			} else {
				target(s.Target, bindSource{kind: fromObject})
			}
		case *syntax.For:
			walrusIn(s.Iter)
			in := nogil
			if call, ok := unparen(s.Iter).(*syntax.Call); ok && fn.isPrange(call) && prangeNogil(call) {
				nogil = true
			}
			if s.Async {
				target(s.Target, bindSource{kind: fromObject})
			} else {
				target(s.Target, bindSource{kind: fromElement, x: s.Iter})
			}
			fn.collectStmts(s.Body, nogil, global)
			nogil = in
			fn.collectStmts(s.Else, nogil, global)
		case *syntax.ForFrom:
			target(s.Target, bindSource{kind: fromExpr, x: s.Lo})
			target(s.Target, bindSource{kind: fromExpr, x: s.Hi})
			fn.collectStmts(s.Body, nogil, global)
			fn.collectStmts(s.Else, nogil, global)
		case *syntax.With:
			in := nogil
			for i := range s.Items {
				it := &s.Items[i]
				switch it.Kind {
				case syntax.WithNoGIL:
					in = true
				case syntax.WithGIL:
					in = false
				case syntax.WithPlain:
					walrusIn(it.X)
					if it.Target != nil {
						target(it.Target, bindSource{kind: fromWith, x: it.X})
					}
				}
			}
			if in && !nogil {
				fn.markReads(s.Body)
			}
			fn.collectStmts(s.Body, in, global)
		case *syntax.Try:
			fn.collectStmts(s.Body, nogil, global)
			for _, h := range s.Handlers {
				if h.Name != nil {
					bind(*h.Name, bindSource{kind: fromObject})
				}
				if h.Target != nil {
					target(h.Target, bindSource{kind: fromObject})
				}
				fn.collectStmts(h.Body, nogil, global)
			}
			fn.collectStmts(s.Else, nogil, global)
			fn.collectStmts(s.Finally, nogil, global)
		case *syntax.If:
			walrusIn(s.Cond)
			fn.collectStmts(s.Body, nogil, global)
			fn.collectStmts(s.Else, nogil, global)
		case *syntax.While:
			walrusIn(s.Cond)
			fn.collectStmts(s.Body, nogil, global)
			fn.collectStmts(s.Else, nogil, global)
		case *syntax.CondDecl:
			if fn.compileTime(fn.scope, s.Cond) {
				fn.collectStmts(s.Body, nogil, global)
			} else {
				fn.collectStmts(s.Else, nogil, global)
			}
		case *syntax.FromImport:
			if s.C {
				fn.cimportFrom(fn.mod, fn.scope, s)
				continue
			}
			bindings(s, func(id syntax.Ident) { bind(id, bindSource{kind: fromObject}) })
		case *syntax.Import:
			if s.C {
				fn.cimport(fn.mod, fn.scope, s)
				continue
			}
			bindings(s, func(id syntax.Ident) { bind(id, bindSource{kind: fromObject}) })
		case *syntax.CTypedef, *syntax.CStruct, *syntax.CEnum:
			fn.declareType(fn.scope, fn.mod, s.(syntax.Stmt), nil)
		case *syntax.Del:
			for _, t := range s.Targets {
				if n, ok := t.(*syntax.Name); ok && fn.locals[n.Name] == nil && fn.scope.lookup(n.Name) == nil {
					bind(syntax.Ident{Loc: syntax.Loc{Src: n.Span()}, Name: n.Name}, bindSource{kind: fromObject})
				}
			}
		case *syntax.ExprStmt:
			walrusIn(s.X)
		case *syntax.Return:
			walrusIn(s.X)
		default:
			bindings(s, func(id syntax.Ident) { bind(id, bindSource{kind: fromObject}) })
		}
	}
}

func kindOp(k sourceKind) string {
	if k == fromElement {
		return "element"
	}
	return ""
}

func displayElts(x syntax.Expr) []syntax.Expr {
	switch x := x.(type) {
	case *syntax.Tuple:
		return x.Elts
	case *syntax.List:
		return x.Elts
	}
	return nil
}

func anyStar(xs []syntax.Expr) bool {
	for _, x := range xs {
		if _, ok := x.(*syntax.Starred); ok {
			return true
		}
	}
	return false
}

func unparen(x syntax.Expr) syntax.Expr {
	for {
		p, ok := x.(*syntax.Paren)
		if !ok {
			return x
		}
		x = p.X
	}
}

// arithmeticNames are the names that are operands of + - * ** << - somewhere in a body.
func arithmeticNames(body []syntax.Stmt) map[string]bool {
	out := map[string]bool{}
	note := func(x syntax.Expr) {
		if n, ok := unparen(x).(*syntax.Name); ok {
			out[n.Name] = true
		}
	}
	for _, s := range body {
		syntax.Inspect(s, func(n syntax.Node) bool {
			switch n := n.(type) {
			case *syntax.Binary:
				switch n.Op {
				case "+", "-", "*", "**", "<<":
					note(n.X)
					note(n.Y)
				}
			case *syntax.Unary:
				if n.Op == "-" {
					note(n.X)
				}
			case *syntax.AugAssign:
				note(n.Target)
				note(n.Value)
			}
			return true
		})
	}
	return out
}

// nonlocalNames are the names that inner functions declare nonlocal.
func nonlocalNames(body []syntax.Stmt) map[string]bool {
	out := map[string]bool{}
	for _, s := range body {
		syntax.Inspect(s, func(n syntax.Node) bool {
			if nl, ok := n.(*syntax.Nonlocal); ok {
				for _, id := range nl.Names {
					out[id.Name] = true
				}
			}
			return true
		})
	}
	return out
}

func hasYield(body []syntax.Stmt) bool {
	found := false
	for _, s := range body {
		syntax.Inspect(s, func(n syntax.Node) bool {
			switch n.(type) {
			case *syntax.FuncDef, *syntax.Lambda, *syntax.ClassDef:
				return false
			case *syntax.Comp:
				return true
			case *syntax.Yield, *syntax.YieldFrom:
				found = true
			}
			return !found
		})
	}
	return found
}

// finishLocals settles the types of locals nobody has read yet and lists the variables in order of first appearance.
func (fn *funcCtx) finishLocals(temps []*typed.Var) {
	var vars []*typed.Var
	for _, l := range fn.order {
		fn.infer(l)
		if l.v.Kind == typed.LocalVar {
			vars = append(vars, l.v)
		}
	}
	fn.f.Vars = append(vars, temps...)
}
