package progen

import "fmt"

// generator writes a Python generator that holds objects while it is suspended.
func (w *seq) generator(name string) {
	f := w.newFn(name)
	w.f = f
	w.in(func() {
		w.body(func() {
			w.p("fuel -= 1")
		}, func() {
			f.yields = true
			w.stmts(w.n(3) + 1)
			w.p("for turn in range(%d):", w.n(3)+1)
			w.depth++
			w.loops++
			w.stmts(w.n(3) + 1)
			w.p("yield s")
			w.loops--
			w.depth--
			if w.one(2) {
				w.in(func() {
					w.stmts(1)
					w.p("yield s + 1")
					w.stmts(1)
				}, "try:")
				w.block(1, "finally:")
			}
		})
	}, "def %s(int k):", name)
	w.p("")
	w.gens = append(w.gens, name)
	w.f = nil
}

// useGenerator runs one to its end, or leaves it suspended.
func (w *seq) useGenerator() {
	if len(w.gens) == 0 || w.f.nogil || w.f.yields || w.loops > 0 || w.depth > 3 {
		return
	}
	w.names++
	w.in(func() {
		w.p("s += <long> it%d_ %% 100", w.names)
		if w.one(2) {
			w.p("if s %% 3 == 0:")
			w.p("    break")
		}
	}, "for it%d_ in %s(<int> (s %% 5)):", w.names, pick(&w.text, w.gens))
}

// leave writes a way out of blocks whose ends still have work to do.
func (w *seq) leave() {
	if w.f.nogil || w.f.yields || w.depth > 3 || w.f.tries > 3 {
		return
	}
	w.f.tries++
	c := pick(&w.text, w.f.of)
	k := w.index(c)
	out := func() {
		switch w.n(4) {
		case 0:
			w.p("return %s", w.value())
		case 1:
			w.p("raise ValueError(\"left\")")
		case 2:
			if w.loops > 0 {
				w.p("%s", pick(&w.text, []string{"break", "continue"}))
				return
			}
			w.p("raise KeyError(\"left\")")
		default:
			w.p("s += risky%d(%s, 3)", k, w.ref(c))
		}
	}
	w.in(func() {
		w.stmts(w.n(2))
		w.in(out, "if s %% %d != 0:", w.n(3)+2)
		w.stmts(w.n(2))
	}, "try:")
	if w.one(3) {
		w.in(func() {
			w.stmts(w.n(2))
			w.in(out, "if s %% 2 == 0:")
		}, "except ValueError:")
	}
	w.in(func() {
		w.stmts(w.n(2) + 1)
		if w.one(6) {
			w.in(out, "if s %% 7 == 1:")
		}
	}, "finally:")
}

// raise writes an exception, from code without the GIL too.
func (w *seq) raise() {
	err := pick(&w.text, []string{"ValueError", "KeyError", "IndexError", "RuntimeError"})
	w.in(func() {
		if w.f.nogil {
			w.p("with gil:")
			w.p("    raise %s(\"raised\")", err)
			return
		}
		w.p("raise %s(\"raised\")", err)
	}, "if s %% %d == %d:", w.n(9)+4, w.n(4))
}

// worlds enters the other world for a few statements.
func (w *seq) worlds() {
	if w.f.yields || w.depth > 3 {
		return
	}
	if w.f.nogil {
		w.f.nogil = false
		w.block(w.n(2)+1, "with gil:")
		w.f.nogil = true
		return
	}
	w.f.nogil = true
	w.block(w.n(3)+1, "with nogil:")
	w.f.nogil = false
}

// nested uses containers of containers and templates of templates.
func (w *seq) nested(c *class) {
	k, v := w.index(c), w.variable(c)
	switch w.n(10) {
	case 0, 1:
		w.p("m%d.append(l%d)", k, k)
	case 2:
		w.p("m%d.append(cyplist[%s]())", k, c.name)
		w.p("m%d[0].append(%s)", k, w.ref(c))
	case 3:
		w.p("if len(m%d) > 0 and len(m%d[0]) > 0:", k, k)
		w.p("    %s = m%d[0][0]", v, k)
	case 4:
		w.p("o%d[%s] = l%d", k, w.number(), k)
	case 5:
		w.p("%s = o%d[%s][%d]", v, k, w.number(), w.n(2))
	case 6:
		w.names++
		w.p("for row%d in m%d:", w.names, k)
		w.p("    for cell%d in row%d:", w.names, w.names)
		w.p("        if cell%d is not NULL:", w.names)
		w.p("            s += cell%d.id", w.names)
	case 7:
		w.p("l%d = j%d.other()", k, k)
		w.p("j%d.w.append(%s)", k, w.ref(c))
	case 8:
		w.p("j%d = j%d.turned().turned()", k, k)
	default:
		w.p("%s = %s", v, pick(&w.text, []string{
			fmt.Sprintf("j%d.turned().w", k), fmt.Sprintf("j%d.swap(%s)", k, w.ref(c)), fmt.Sprintf("Two[%s, %s](%s, %s).other()", c.name, c.name, w.refOf(c), w.refOf(c))}))
	}
}

// operator uses the operators that every class has.
func (w *seq) operator(c *class) {
	v := w.variable(c)
	root := c
	for root.base != nil {
		root = root.base
	}
	r := w.variable(root)
	w.p("if %s is not NULL:", v)
	switch w.n(7) {
	case 0:
		w.p("    %s += %s", v, w.refOf(root))
	case 1:
		w.p("    %s = -%s", r, v)
	case 2:
		w.p("    %s = %s[%s]", r, v, w.number())
	case 3:
		w.p("    %s[%d] = %s", v, w.n(3), w.refOf(root))
	case 4:
		w.p("    s += %s(%s, %d)", v, w.refOf(root), w.n(4))
	case 5:
		w.p("    if %s in %s:", w.variable(root), v)
		w.p("        s += 1")
	default:
		w.p("    %s = (-%s)[%d] if s %% 2 == 0 else %s + %s", r, v, w.n(3), v, w.variable(root))
	}
}
