package check

import (
	"sort"

	"github.com/cyp-lang/cyp/internal/syntax"
)

func sortStrings(s []string) { sort.Strings(s) }

// bindings calls bind for each name that a statement binds in its own scope, nested statements included, nested functions' insides excluded.
func bindings(s syntax.Stmt, bind func(syntax.Ident)) {
	block := func(body []syntax.Stmt) {
		for _, x := range body {
			bindings(x, bind)
		}
	}
	exprs := func(xs ...syntax.Expr) {
		for _, x := range xs {
			walrus(x, bind)
		}
	}
	switch s := s.(type) {
	case *syntax.Assign:
		for _, t := range s.Targets {
			targets(t, bind)
		}
		exprs(s.Value)
	case *syntax.AugAssign:
		targets(s.Target, bind)
		exprs(s.Value)
	case *syntax.AnnAssign:
		targets(s.Target, bind)
		exprs(s.Value)
	case *syntax.ExprStmt:
		exprs(s.X)
	case *syntax.Return:
		exprs(s.X)
	case *syntax.Assert:
		exprs(s.Test, s.Msg)
	case *syntax.If:
		exprs(s.Cond)
		block(s.Body)
		block(s.Else)
	case *syntax.While:
		exprs(s.Cond)
		block(s.Body)
		block(s.Else)
	case *syntax.For:
		targets(s.Target, bind)
		exprs(s.Iter)
		block(s.Body)
		block(s.Else)
	case *syntax.ForFrom:
		targets(s.Target, bind)
		block(s.Body)
		block(s.Else)
	case *syntax.Try:
		block(s.Body)
		for _, h := range s.Handlers {
			if h.Name != nil {
				bind(*h.Name)
			}
			if h.Target != nil {
				targets(h.Target, bind)
			}
			block(h.Body)
		}
		block(s.Else)
		block(s.Finally)
	case *syntax.With:
		for i := range s.Items {
			it := &s.Items[i]
			exprs(it.X)
			if it.Target != nil {
				targets(it.Target, bind)
			}
		}
		block(s.Body)
	case *syntax.Del:
		for _, t := range s.Targets {
			targets(t, bind)
		}
	case *syntax.FuncDef:
		bind(s.Name)
	case *syntax.TypeAlias:
		bind(s.Name)
	case *syntax.ClassDef:
		bind(s.Name)
	case *syntax.Import:
		if s.C {
			return
		}
		for _, n := range s.Names {
			if n.As != nil {
				bind(*n.As)
			} else {
				bind(n.Path[0])
			}
		}
	case *syntax.FromImport:
		if s.C {
			return
		}
		for _, n := range s.Names {
			if n.As != nil {
				bind(*n.As)
			} else {
				bind(n.Path[0])
			}
		}
	case *syntax.Match:
		exprs(s.Subject)
		for _, k := range s.Cases {
			patternNames(k.Pattern, bind)
			exprs(k.Guard)
			block(k.Body)
		}
	case *syntax.CondDecl:
		block(s.Body)
		block(s.Else)
	}
}

// targets calls bind for each plain name in an assignment target.
func targets(x syntax.Expr, bind func(syntax.Ident)) {
	switch x := x.(type) {
	case *syntax.Name:
		bind(syntax.Ident{Loc: syntax.Loc{Src: x.Span()}, Name: x.Name})
	case *syntax.Tuple:
		for _, e := range x.Elts {
			targets(e, bind)
		}
	case *syntax.List:
		for _, e := range x.Elts {
			targets(e, bind)
		}
	case *syntax.Paren:
		targets(x.X, bind)
	case *syntax.Starred:
		targets(x.X, bind)
	}
}

func patternNames(p syntax.Pattern, bind func(syntax.Ident)) {
	switch p := p.(type) {
	case *syntax.MatchAs:
		if p.Pattern != nil {
			patternNames(p.Pattern, bind)
		}
		if p.Name != nil {
			bind(*p.Name)
		}
	case *syntax.MatchStar:
		if p.Name != nil {
			bind(*p.Name)
		}
	case *syntax.MatchSeq:
		for _, e := range p.Elts {
			patternNames(e, bind)
		}
	case *syntax.MatchMapping:
		for _, e := range p.Vals {
			patternNames(e, bind)
		}
		if p.Rest != nil {
			bind(*p.Rest)
		}
	case *syntax.MatchClass:
		for _, e := range p.Args {
			patternNames(e, bind)
		}
		for _, e := range p.KwArgs {
			patternNames(e, bind)
		}
	case *syntax.MatchOr:
		for _, e := range p.Alts {
			patternNames(e, bind)
		}
	}
}

// walrus finds `name := value` in an expression; comprehensions bind theirs in the scope around them.
func walrus(x syntax.Expr, bind func(syntax.Ident)) {
	if x == nil {
		return
	}
	syntax.Inspect(x, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Lambda:
			return false
		case *syntax.NamedExpr:
			bind(syntax.Ident{Loc: syntax.Loc{Src: n.Target.Span()}, Name: n.Target.Name})
		}
		return true
	})
}
