package syntax

// Inspect calls f for n and, where f returns true, for all nodes below it, in the
// order of the text. Parts of nodes that are kept by value (arguments, clauses,
// items) are passed as pointers.
func Inspect(n Node, f func(Node) bool) {
	if n == nil || !f(n) {
		return
	}
	children(n, func(c Node) { Inspect(c, f) })
}

// Walk calls f for every statement of the list and of the blocks below, outer first.
func Walk(list []Stmt, f func(Stmt)) {
	for _, s := range list {
		Inspect(s, func(n Node) bool {
			if s, ok := n.(Stmt); ok {
				f(s)
			}
			return true
		})
	}
}

// visitor calls f for children, leaving out those that are not there.
type visitor func(Node)

func (v visitor) expr(x Expr) {
	if x != nil {
		v(x)
	}
}

func (v visitor) exprs(xs []Expr) {
	for _, x := range xs {
		v.expr(x)
	}
}

func (v visitor) stmts(list []Stmt) {
	for _, s := range list {
		v(s)
	}
}

func (v visitor) typ(t *TypeExpr) {
	if t != nil {
		v(t)
	}
}

func (v visitor) types(ts []*TypeExpr) {
	for _, t := range ts {
		v.typ(t)
	}
}

func (v visitor) params(p *Params) {
	if p != nil {
		v(p)
	}
}

func (v visitor) args(as []Arg) {
	for i := range as {
		v(&as[i])
	}
}

func (v visitor) str(s *String) {
	if s != nil {
		v(s)
	}
}

func (v visitor) fparts(ps []FPart) {
	for i := range ps {
		v(&ps[i])
	}
}

func (v visitor) typeParams(ps []TypeParam) {
	for i := range ps {
		v(&ps[i])
	}
}

func children(n Node, f func(Node)) {
	v := visitor(f)
	switch n := n.(type) {
	case *File:
		v.stmts(n.Body)
	case Expr:
		v.exprChildren(n)
	case Stmt:
		v.stmtChildren(n)
	case Pattern:
		v.patternChildren(n)
	default:
		v.partChildren(n)
	}
}

func (v visitor) exprChildren(n Expr) {
	switch n := n.(type) {
	case *FString:
		v.fparts(n.Parts)
	case *Tuple:
		v.exprs(n.Elts)
	case *List:
		v.exprs(n.Elts)
	case *Set:
		v.exprs(n.Elts)
	case *Dict:
		for i := range n.Values {
			v.expr(n.Keys[i])
			v.expr(n.Values[i])
		}
	case *Comp:
		v.expr(n.Elt)
		v.expr(n.Value)
		for i := range n.Clauses {
			v(&n.Clauses[i])
		}
	case *Paren:
		v.expr(n.X)
	case *Attribute:
		v.expr(n.X)
	case *Subscript:
		v.expr(n.X)
		v.expr(n.Index)
	case *Slice:
		v.expr(n.Lo)
		v.expr(n.Hi)
		v.expr(n.Step)
	case *Call:
		v.expr(n.Func)
		v.args(n.Args)
	case *Unary:
		v.expr(n.X)
	case *Binary:
		v.expr(n.X)
		v.expr(n.Y)
	case *BoolOp:
		v.expr(n.X)
		v.expr(n.Y)
	case *Compare:
		v.expr(n.First)
		v.exprs(n.Rest)
	case *IfExp:
		v.expr(n.Then)
		v.expr(n.Cond)
		v.expr(n.Else)
	case *Lambda:
		v.params(n.Params)
		v.expr(n.Body)
	case *NamedExpr:
		v(n.Target)
		v.expr(n.Value)
	case *Starred:
		v.expr(n.X)
	case *Await:
		v.expr(n.X)
	case *Yield:
		v.expr(n.X)
	case *YieldFrom:
		v.expr(n.X)
	case *Backquote:
		v.expr(n.X)
	case *Cast:
		v.typ(n.Type)
		v.expr(n.X)
	case *SizeOf:
		v.typ(n.Type)
		v.expr(n.X)
	case *TypeOf:
		v.expr(n.X)
	case *New:
		v.typ(n.Type)
		v.args(n.Args)
	case *Consume:
		v.expr(n.X)
	case *TypeExpr:
		v.typeChildren(n)
	}
}

func (v visitor) typeChildren(t *TypeExpr) {
	v.types(t.Tuple)
	v.types(t.Args)
	for _, m := range t.Member {
		v.types(m.Args)
	}
	if t.Buffer != nil {
		v(t.Buffer)
	}
	if t.Func != nil {
		v(t.Func)
	}
	for i := range t.Derive {
		v(&t.Derive[i])
	}
	v.expr(t.Value)
}

func (v visitor) stmtChildren(n Stmt) {
	switch n := n.(type) {
	case *ExprStmt:
		v.expr(n.X)
	case *Assign:
		v.exprs(n.Targets)
		v.expr(n.Value)
	case *AugAssign:
		v.expr(n.Target)
		v.expr(n.Value)
	case *AnnAssign:
		v.expr(n.Target)
		v.expr(n.Annotation)
		v.expr(n.Value)
	case *Return:
		v.expr(n.X)
	case *Raise:
		v.expr(n.X)
		v.expr(n.Cause)
		v.expr(n.Value)
		v.expr(n.Traceback)
	case *Assert:
		v.expr(n.Test)
		v.expr(n.Msg)
	case *Del:
		v.exprs(n.Targets)
	case *Print:
		v.expr(n.Dest)
		v.exprs(n.Args)
	case *Exec:
		v.expr(n.X)
		v.expr(n.Globals)
		v.expr(n.Locals)
	case *If:
		v.expr(n.Cond)
		v.stmts(n.Body)
		v.stmts(n.Else)
	case *While:
		v.expr(n.Cond)
		v.stmts(n.Body)
		v.stmts(n.Else)
	case *For:
		v.expr(n.Target)
		v.expr(n.Iter)
		v.stmts(n.Body)
		v.stmts(n.Else)
	case *ForFrom:
		v.expr(n.Lo)
		v.expr(n.Target)
		v.expr(n.Hi)
		v.expr(n.Step)
		v.stmts(n.Body)
		v.stmts(n.Else)
	case *Try:
		v.stmts(n.Body)
		for _, h := range n.Handlers {
			v(h)
		}
		v.stmts(n.Else)
		v.stmts(n.Finally)
	case *With:
		for i := range n.Items {
			v(&n.Items[i])
		}
		v.stmts(n.Body)
	case *FuncDef:
		v.exprs(n.Decorators)
		v.typeParams(n.TypeParams)
		v.params(n.Params)
		v.expr(n.Returns)
		if n.Tail != nil {
			v(n.Tail)
		}
		v.stmts(n.Body)
	case *ClassDef:
		v.exprs(n.Decorators)
		v.typeParams(n.TypeParams)
		v.args(n.Args)
		v.stmts(n.Body)
	case *TypeAlias:
		v.typeParams(n.TypeParams)
		v.expr(n.Value)
	case *Match:
		v.expr(n.Subject)
		for _, c := range n.Cases {
			v(c)
		}
	case *Include:
		v.str(n.Path)
	default:
		v.declChildren(n)
	}
}

func (v visitor) declChildren(n Stmt) {
	switch n := n.(type) {
	case *CVarDecl:
		for _, d := range n.Decls {
			v(d)
		}
	case *CFuncDef:
		v.exprs(n.Decorators)
		v(n.Decl)
		v.stmts(n.Body)
	case *CypClass:
		v.exprs(n.Decorators)
		v.str(n.CName)
		for i := range n.Params {
			v(&n.Params[i])
		}
		v.types(n.Bases)
		if n.Except != nil {
			v(n.Except)
		}
		v.str(n.Doc)
		v.stmts(n.Body)
	case *CClass:
		v.exprs(n.Decorators)
		v.exprs(n.Bases)
		v.stmts(n.Body)
	case *Property:
		v.stmts(n.Body)
	case *CStruct:
		v.str(n.CName)
		v.stmts(n.Fields)
	case *CEnum:
		v.str(n.CName)
		v.typ(n.Base)
		v.str(n.Doc)
		for i := range n.Items {
			v(&n.Items[i])
		}
	case *CFused:
		v.types(n.Types)
	case *CTypedef:
		v(n.Decl)
	case *CExtern:
		v.str(n.HeaderLit)
		v.str(n.NamespaceLit)
		v.str(n.Verbatim)
		v.stmts(n.Body)
	case *CBlock:
		v.stmts(n.Body)
	case *CondDecl:
		v.expr(n.Cond)
		v.stmts(n.Body)
		v.stmts(n.Else)
	case *DefConst:
		v.expr(n.Value)
	}
}

func (v visitor) patternChildren(n Pattern) {
	list := func(ps []Pattern) {
		for _, p := range ps {
			v(p)
		}
	}
	switch n := n.(type) {
	case *MatchValue:
		v.expr(n.X)
	case *MatchSeq:
		list(n.Elts)
	case *MatchMapping:
		for i := range n.Keys {
			v.expr(n.Keys[i])
			v(n.Vals[i])
		}
	case *MatchClass:
		v.expr(n.Class)
		list(n.Args)
		list(n.KwArgs)
	case *MatchAs:
		if n.Pattern != nil {
			v(n.Pattern)
		}
	case *MatchOr:
		list(n.Alts)
	}
}

// partChildren visits what is below the parts of nodes.
func (v visitor) partChildren(n Node) {
	switch n := n.(type) {
	case *FPart:
		v.expr(n.Value)
		v.fparts(n.Format)
	case *CompClause:
		v.expr(n.Target)
		v.expr(n.Iter)
		if n.From != nil {
			v(n.From)
		}
		v.exprs(n.Ifs)
	case *Arg:
		v.expr(n.Value)
	case *Derive:
		v.expr(n.Size)
		if n.Func != nil {
			v(n.Func)
		}
	case *FuncType:
		v.params(n.Params)
		if n.Except != nil {
			v(n.Except)
		}
	case *ExceptClause:
		v.expr(n.Value)
	case *Buffer:
		for i := range n.Axes {
			v(&n.Axes[i])
		}
		v.args(n.Args)
	case *Declarator:
		v.str(n.CName)
		v.typ(n.Type)
		v.expr(n.Default)
	case *Params:
		for _, p := range n.List {
			v(p)
		}
	case *Param:
		v.str(n.CName)
		v.typ(n.Type)
		if n.Tuple != nil {
			v(n.Tuple)
		}
		v.expr(n.Annotation)
		v.expr(n.Default)
	case *Handler:
		v.expr(n.Type)
		v.expr(n.Target)
		v.stmts(n.Body)
	case *WithItem:
		v.expr(n.X)
		v.expr(n.Target)
	case *TypeParam:
		v.expr(n.Bound)
		v.expr(n.Default)
	case *Case:
		v(n.Pattern)
		v.expr(n.Guard)
		v.stmts(n.Body)
	case *EnumItem:
		v.str(n.CName)
		v.expr(n.Value)
	}
}
