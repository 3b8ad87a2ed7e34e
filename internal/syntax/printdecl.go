package syntax

import (
	"strings"

	"github.com/cyp-lang/cyp/internal/source"
)

// decl prints a C declaration and reports whether s is one.
func (pr *printer) decl(s Stmt) bool {
	from, to := s.Span().Start, s.Span().End
	switch n := s.(type) {
	case *CVarDecl:
		pr.begin(from)
		pr.mods(n.Mods)
		pr.typeBase(n.Decls[0].Type)
		for i, d := range n.Decls {
			if i > 0 {
				pr.s(", ")
			} else if hasBase(d.Type) {
				pr.s(" ")
			}
			pr.declarator(d)
		}
		pr.end(to)
	case *CFuncDef:
		pr.cfunc(n)
	case *CTypedef:
		pr.begin(from)
		pr.mods(n.Mods)
		pr.typeBase(n.Decl.Type)
		if hasBase(n.Decl.Type) {
			pr.s(" ")
		}
		pr.declarator(n.Decl)
		pr.end(to)
	case *CypClass:
		pr.cypClass(n)
	case *CClass:
		pr.cclass(n)
	case *Property:
		pr.header(from, n.Name, func() { pr.s("property ", n.Name.Name) })
		pr.block(n.Body)
	case *CStruct:
		end := n.Name.Src.End
		if n.CName != nil {
			end = n.CName.Src.End
		}
		pr.begin(from)
		pr.mods(n.Mods)
		if n.Packed {
			pr.s("packed ")
		}
		pr.s(map[bool]string{false: "struct ", true: "union "}[n.Union], n.Name.Name, cname(n.CName))
		pr.declBody(n.HasBody, end, n.Fields)
	case *CEnum:
		pr.enum(n)
	case *CFused:
		pr.header(from, n.Name, func() { pr.mods(n.Mods); pr.s("fused ", n.Name.Name) })
		pr.level++
		for _, t := range n.Types {
			pr.begin(t.Src.Start)
			pr.typ(t)
			pr.end(t.Src.End)
		}
		pr.level--
	case *CExtern:
		pr.extern(n)
	case *CBlock:
		end := n.Mods.Src.End
		pr.begin(from)
		pr.s(strings.TrimSuffix(modsText(n.Mods), " "), ":")
		pr.end(end)
		pr.block(n.Body)
	default:
		return false
	}
	return true
}

// declBody ends the header of a declaration, and prints its block if it has one.
func (pr *printer) declBody(has bool, end source.Pos, body []Stmt) {
	if !has {
		pr.end(end)
		return
	}
	pr.s(":")
	pr.end(end)
	pr.block(body)
}

func (pr *printer) mods(m Mods) { pr.s(modsText(m)) }

// modsText is the words before a declaration, each with a space behind it.
func modsText(m Mods) string {
	var b strings.Builder
	word := func(yes bool, w string) {
		if yes {
			b.WriteString(w + " ")
		}
	}
	word(m.Keyword != "", m.Keyword)
	word(m.Extern, "extern")
	word(m.Public, "public")
	word(m.Readonly, "readonly")
	word(m.API, "api")
	word(m.Static, "static")
	word(m.Inline, "inline")
	word(m.Mutable, "mutable")
	return b.String()
}

func cname(s *String) string {
	if s == nil {
		return ""
	}
	return " " + strings.Join(s.Parts, " ")
}

func (pr *printer) declarator(d *Declarator) {
	name := d.Name.Name + cname(d.CName)
	if len(d.Params) > 0 {
		name += templateText(d.Params)
	}
	pr.s(pr.declared(d.Type.Derive[d.Type.Arrays:], name))
	if d.Default != nil {
		pr.s(" = ")
		pr.expr(d.Default)
	}
}

func templateText(ps []TemplateParam) string {
	out := make([]string, len(ps))
	for i, p := range ps {
		out[i] = p.Name.Name
		if p.Optional {
			out[i] += "=*"
		}
	}
	return "[" + strings.Join(out, ", ") + "]"
}

func (pr *printer) cfunc(n *CFuncDef) {
	pr.decorators(n.Decorators)
	d := n.Decl
	end := d.Src.End
	from := n.Src.Start
	pr.begin(pr.afterDecorators(n.Decorators, from, d.Name))
	pr.mods(n.Mods)
	pr.typeBase(d.Type)
	if hasBase(d.Type) {
		pr.s(" ")
	}
	pr.declarator(d)
	pr.declBody(n.HasBody, end, n.Body)
}

func (pr *printer) cypClass(n *CypClass) {
	pr.decorators(n.Decorators)
	end := n.Name.Src.End
	for _, t := range n.Bases {
		end = t.Src.End
	}
	pr.begin(pr.afterDecorators(n.Decorators, n.Src.Start, n.Name))
	pr.mods(n.Mods)
	pr.s(map[bool]string{false: "cypclass ", true: "cppclass "}[n.Cpp], n.Name.Name, cname(n.CName))
	if n.Params != nil {
		pr.s(templateText(n.Params))
	}
	if n.Bases != nil {
		pr.s("(")
		pr.types(n.Bases)
		pr.s(")")
	}
	if n.Activable {
		pr.s(" activable")
	}
	if n.NoGIL {
		pr.s(" nogil")
	}
	if n.Except != nil {
		pr.except(n.Except)
	}
	if n.Doc == nil {
		pr.declBody(n.HasBody, end, n.Body)
		return
	}
	pr.s(":")
	pr.end(end)
	pr.level++
	pr.doc(n.Doc)
	pr.stmts(n.Body)
	pr.level--
}

// doc prints a docstring on a line of its own.
func (pr *printer) doc(s *String) {
	if s == nil {
		return
	}
	pr.begin(s.Src.Start)
	pr.expr(s)
	pr.end(s.Src.End)
}

func (pr *printer) cclass(n *CClass) {
	pr.decorators(n.Decorators)
	end := n.Name.Src.End
	for _, b := range n.Bases {
		end = b.Span().End
	}
	for _, id := range n.CNames {
		end = id.Src.End
	}
	pr.begin(pr.afterDecorators(n.Decorators, n.Src.Start, n.Name))
	pr.mods(n.Mods)
	pr.s("class ", dotted(append(append([]Ident(nil), n.ModulePath...), n.Name)))
	if n.As != nil {
		pr.s(" as ", n.As.Name)
	}
	if n.Parens {
		pr.s("(")
		pr.exprs(n.Bases)
		pr.s(")")
	}
	if n.CNames != nil {
		pr.s(" [")
		for i := 0; i+1 < len(n.CNames); i += 2 {
			if i > 0 {
				pr.s(", ")
			}
			pr.s(n.CNames[i].Name, " ", n.CNames[i+1].Name)
		}
		pr.s("]")
	}
	pr.declBody(n.HasBody, end, n.Body)
}

func (pr *printer) enum(n *CEnum) {
	end := n.Mods.Src.End
	if n.Name.Name != "" {
		end = n.Name.Src.End
	}
	if n.CName != nil {
		end = n.CName.Src.End
	}
	if n.Base != nil {
		end = n.Base.Src.End
	}
	pr.begin(n.Src.Start)
	pr.mods(n.Mods)
	pr.s("enum")
	if n.Class {
		pr.s(" class")
	}
	if n.Name.Name != "" {
		pr.s(" ", n.Name.Name, cname(n.CName))
	} else {
		pr.s(cname(n.CName))
	}
	if n.Base != nil {
		pr.s("(")
		pr.typ(n.Base)
		pr.s(")")
	}
	if !n.HasBody {
		pr.end(end)
		return
	}
	pr.s(":")
	pr.end(end)
	pr.level++
	pr.doc(n.Doc)
	if len(n.Items) == 0 {
		pr.indent()
		pr.s("pass\n")
	}
	for _, e := range n.Items {
		pr.begin(e.Src.Start)
		pr.s(e.Name.Name, cname(e.CName))
		pr.after(" = ", e.Value)
		pr.end(e.Src.End)
	}
	pr.level--
}

func (pr *printer) extern(n *CExtern) {
	end := n.Mods.Src.End
	if n.HeaderLit != nil {
		end = n.HeaderLit.Src.End
	}
	if n.NamespaceLit != nil {
		end = n.NamespaceLit.Src.End
	}
	pr.begin(n.Src.Start)
	pr.mods(n.Mods)
	pr.s("from ")
	if n.Lang != "" {
		pr.s(n.Lang, " ")
	}
	if n.HeaderLit == nil {
		pr.s("*")
	} else {
		pr.expr(n.HeaderLit)
	}
	if n.As != nil {
		pr.s(" as ", n.As.Name)
	}
	if n.NamespaceLit != nil {
		pr.s(" namespace ")
		pr.expr(n.NamespaceLit)
	}
	if n.NoGIL {
		pr.s(" nogil")
	}
	pr.s(":")
	pr.end(end)
	pr.level++
	pr.doc(n.Verbatim)
	if len(n.Body) == 0 && n.Verbatim == nil {
		pr.indent()
		pr.s("pass\n")
	}
	pr.stmts(n.Body)
	pr.level--
}
