package progen

import "fmt"

func (w *seq) stmts(n int) {
	for i := 0; i < n; i++ {
		w.stmt()
	}
}

// block writes a few statements one step in.
func (w *seq) block(n int, head string, args ...any) { w.in(func() { w.stmts(n) }, head, args...) }

// stmt writes one statement.
func (w *seq) stmt() {
	c := pick(&w.text, w.f.of)
	k := w.index(c)
	v := w.variable(c)
	switch w.n(40) {
	case 0, 1, 2, 3:
		w.p("%s = %s", v, w.ref(c))
	case 4:
		f := pick(&w.text, c.all())
		w.p("if %s is not NULL:", v)
		w.p("    %s = %s.%s", w.variable(f.of), v, f.name)
	case 5:
		w.p("if %s is not NULL:", v)
		w.p("    s += %s.%s", v, pick(&w.text, []string{"id", "val(k)", "val(<int> (s % 5))"}))
	case 6:
		f := pick(&w.text, c.all())
		w.p("if %s is not NULL:", v)
		w.p("    %s%s.put_%s(%s)", pick(&w.text, []string{"", w.variable(f.of) + " = "}), v, f.name, w.ref(f.of))
	case 7, 8:
		if w.depth < 5 {
			w.block(w.n(3)+1, "if s %% %d == %d:", w.n(3)+2, w.n(2))
			if w.one(2) {
				w.block(w.n(2)+1, "else:")
			}
		}
	case 9, 10:
		w.loop()
	case 11:
		if !w.f.nogil {
			w.p("s += risky%d(%s, s)", k, w.refOf(c))
		}
	case 12, 13:
		w.try()
	case 14:
		w.p("%s %s", pick(&w.text, []string{"del", "consume"}), v)
		w.p("%s = %s", v, w.refOf(c))
	case 15:
		w.p("%s, %s = %s, %s", v, w.other(c, v), w.variable(c), w.ref(c))
	case 16, 17:
		w.listOp(c)
	case 18:
		w.dictOp(c)
	case 19:
		w.setOp(c)
	case 20:
		w.vectorOp(c)
	case 21:
		w.arrayOp(c)
	case 22:
		w.structOp(c)
	case 23:
		w.cast(c)
	case 24:
		w.consume(c)
	case 25:
		w.p("if %s is not NULL:", v)
		w.p("    s += <long> Cy_GETREF(%s)", v)
	case 26:
		w.temporary(c)
	case 27:
		w.p("g%d = %s", k, w.ref(c))
	case 29, 30:
		w.nested(c)
	case 31, 32:
		w.operator(c)
	case 33:
		w.leave()
	case 34:
		w.raise()
	case 35:
		w.worlds()
	case 36:
		w.useGenerator()
	case 37:
		w.p("s += deep%d(%s, %d)", k, w.refOf(c), w.n(7))
	case 38:
		w.p("if %s is not NULL:", v)
		w.p("    s += %s.down(%d)", v, w.n(7))
	case 28:
		w.p("b%d = %s", k, pick(&w.text, []string{fmt.Sprintf("Box[%s](%s, k)", c.name, w.refOf(c)), fmt.Sprintf("b%d", k)}))
	default:
		if w.depth > 1 && w.one(3) && !w.f.yields {
			w.p("if s %% 5 == %d:", w.n(5))
			w.p("    return %s", w.value())
		} else {
			w.p("printf(\"%%ld \", s)")
		}
	}
}

// other is a variable of the class that is not v, where there is one.
func (w *seq) other(c *class, v string) string {
	for i := 0; i < 4; i++ {
		if o := w.variable(c); o != v {
			return o
		}
	}
	return fmt.Sprintf("w%d", w.index(c))
}

func (w *seq) loop() {
	if w.loops == 2 || w.depth > 4 {
		return
	}
	w.loops++
	defer func() { w.loops-- }()
	c := pick(&w.text, w.f.of)
	k := w.index(c)
	w.names++
	name := w.names
	body := func() {
		w.stmts(w.n(3) + 1)
		switch w.n(6) {
		case 0:
			w.p("if s %% 3 == 1:")
			w.p("    break")
		case 1:
			w.p("if s %% 3 == 2:")
			w.p("    continue")
			w.stmt()
		}
	}
	switch w.n(4) {
	case 0:
		walk := ""
		for _, f := range c.all() {
			if f.of.is(c) {
				walk = f.name
			}
		}
		if walk != "" {
			w.p("w%d = %s", k, w.variable(c))
			w.p("n%d = 0", name)
			w.in(func() {
				w.p("n%d += 1", name)
				w.p("s += w%d.id", k)
				if w.one(2) {
					w.stmt()
				}
				w.p("if w%d is not NULL:", k)
				w.p("    w%d = w%d.%s", k, k, walk)
			}, "while w%d is not NULL and n%d < 9:", k, name)
			return
		}
		fallthrough
	case 1:
		w.in(body, "for z%d in l%d:", name, k)
	default:
		w.in(body, "for i%d_ in range(%d):", name, w.n(3)+1)
		if w.one(4) {
			w.loops--
			w.block(1, "else:")
			w.loops++
		}
	}
}

func (w *seq) try() {
	if w.f.nogil || w.depth > 4 || w.f.tries > 3 {
		return
	}
	w.f.tries++
	w.in(func() {
		w.stmts(w.n(2) + 1)
		if w.one(2) {
			c := pick(&w.text, w.f.of)
			w.p("s += risky%d(%s, s)", w.index(c), w.refOf(c))
			w.stmts(w.n(2))
		}
	}, "try:")
	switch w.n(4) {
	case 0:
		w.block(w.n(2)+1, "finally:")
	case 1:
		w.block(w.n(2)+1, "except ValueError:")
		w.block(w.n(2), "finally:")
	case 2:
		w.block(w.n(2)+1, "except LookupError as e:")
	default:
		w.in(func() {
			w.stmts(w.n(2) + 1)
			if w.one(3) {
				w.p("raise")
			}
		}, "except (ValueError, LookupError, TypeError, RuntimeError):")
		if w.one(3) {
			w.block(1, "else:")
		}
	}
}

func (w *seq) listOp(c *class) {
	k, v := w.index(c), w.variable(c)
	i := w.n(3)
	switch w.n(9) {
	case 0, 1, 2:
		w.p("l%d.append(%s)", k, w.ref(c))
	case 3:
		w.p("if l%d.__len__() > %d:", k, i)
		w.p("    %s", pick(&w.text, []string{
			fmt.Sprintf("%s = l%d[%d]", v, k, i), fmt.Sprintf("l%d[%d] = %s", k, i, w.ref(c)), fmt.Sprintf("del l%d[%d]", k, i),
			fmt.Sprintf("l%d.insert(%d, %s)", k, i, w.refOf(c)), fmt.Sprintf("%s = l%d.pop()", v, k)}))
	case 4:
		w.p("%s = l%d[%s]", v, k, w.number())
	case 5:
		w.p("s += %s in l%d", v, k)
	case 6:
		w.p("if l%d.__len__() < 5:", k)
		w.p("    l%d = l%d + l%d", k, k, k)
	case 7:
		w.p("l%d.%s()", k, pick(&w.text, []string{"clear", "reverse"}))
	default:
		root := w.keeper()
		if root == nil {
			return
		}
		of := root.list
		if of == nil {
			of = root.arr
		}
		w.p("if %s is not NULL:", w.variable(root))
		r := w.variable(root)
		w.p("    if %s is not NULL:", r)
		w.p("        %s.keep(%s)", r, w.refOf(of))
		w.p("        %s = %s.give(%s)", w.variable(of), r, w.number())
	}
}

// keeper is a class with a list or an array of its own, or nil.
func (w *seq) keeper() *class {
	for _, i := range w.r.Perm(len(w.classes)) {
		if c := w.classes[i]; c.list != nil || c.arr != nil {
			return c
		}
	}
	return nil
}

func (w *seq) dictOp(c *class) {
	k, v := w.index(c), w.variable(c)
	switch w.n(8) {
	case 0, 1:
		w.p("d%d[%s] = %s", k, w.number(), w.ref(c))
	case 2:
		w.p("%s = d%d[%s]", v, k, w.number())
	case 3:
		w.p("if %d in d%d:", w.n(4), k)
		w.p("    del d%d[%d]", k, w.n(4))
	case 4:
		w.names++
		w.in(func() {
			w.p("s += item%d.first", w.names)
			w.p("%s = item%d.second", v, w.names)
			if w.loops == 0 {
				w.loops++
				w.stmts(w.n(2))
				w.loops--
			}
		}, "for item%d in d%d.items():", w.names, k)
	case 5:
		w.p("if %s is not NULL:", v)
		w.p("    h%d[%s] = k", k, v)
		w.p("    s += h%d[%s]", k, w.variable(c))
	case 6:
		w.names++
		w.p("for key%d in h%d:", w.names, k)
		w.p("    %s = key%d", v, w.names)
	default:
		w.p("d%d.%s", k, pick(&w.text, []string{"clear()", fmt.Sprintf("update(d%d)", k)}))
	}
}

func (w *seq) setOp(c *class) {
	k, v := w.index(c), w.variable(c)
	switch w.n(5) {
	case 0, 1:
		// Objects are hashed by their addresses: in which order those of a set die is not the same each time.
		w.p("if e%d.__len__() == 0:", k)
		w.p("    e%d.add(%s)", k, w.ref(c))
	case 2:
		w.p("e%d.%s(%s)", k, pick(&w.text, []string{"discard", "remove"}), v)
	case 3:
		w.p("s += %s in e%d", v, k)
	default:
		w.p("e%d = e%d %s e%d", k, k, pick(&w.text, []string{"|", "&", "-", "^"}), k)
	}
}

func (w *seq) vectorOp(c *class) {
	k, v := w.index(c), w.variable(c)
	switch w.n(7) {
	case 0, 1:
		w.p("q%d.push_back(%s)", k, w.ref(c))
	case 2:
		w.p("if q%d.size() > 1:", k)
		w.p("    %s", pick(&w.text, []string{
			fmt.Sprintf("%s = q%d[1]", v, k), fmt.Sprintf("q%d[0] = %s", k, w.ref(c)), fmt.Sprintf("%s = q%d.back()", v, k),
			fmt.Sprintf("q%d.pop_back()", k)}))
	case 3:
		w.p("r%d = q%d", k, k)
	case 4:
		w.p("q%d.clear()", k)
	case 5:
		w.names++
		w.p("for u%d in q%d:", w.names, k)
		w.p("    %s = u%d", v, w.names)
	default:
		w.p("q%d, r%d = r%d, q%d", k, k, k, k)
	}
}

func (w *seq) arrayOp(c *class) {
	k, v := w.index(c), w.variable(c)
	switch w.n(5) {
	case 0, 1:
		w.p("x%d[%d] = %s", k, w.n(3), w.ref(c))
	case 2:
		w.p("%s = y%d[%d]", v, k, w.n(3))
	case 3:
		w.p("y%d = x%d", k, k)
	default:
		w.p("del x%d[%d]", k, w.n(3))
	}
}

func (w *seq) structOp(c *class) {
	k, v := w.index(c), w.variable(c)
	switch w.n(4) {
	case 0, 1:
		w.p("s%d.p = %s", k, w.ref(c))
	case 2:
		w.p("%s = t%d.p", v, k)
	default:
		w.p("t%d = s%d", k, k)
	}
}

// cast casts down, up, and asks for the class.
func (w *seq) cast(c *class) {
	v := w.variable(c)
	if w.one(3) {
		// Across, where some class may be both.
		d := pick(&w.text, w.classes)
		for _, x := range w.classes {
			if x.is(c) && x.is(d) {
				w.p("%s = <%s> %s", w.variable(d), d.name, v)
				return
			}
		}
	}
	if len(c.subs) > 0 {
		d := pick(&w.text, c.subs)
		w.p("%s = <%s> %s", w.variable(d), d.name, v)
		return
	}
	if c.base != nil {
		w.p("%s = %s", w.variable(c.base), v)
		return
	}
	w.p("if isinstanceof[%s](%s):", pick(&w.text, w.classes).name, v)
	w.p("    s += 1")
}

func (w *seq) consume(c *class) {
	k, v := w.index(c), w.variable(c)
	switch w.n(6) {
	case 0:
		w.p("i%d = consume %s()", k, c.name)
		w.p("s += i%d.id", k)
		w.p("%s = consume i%d", v, k)
	case 1:
		w.p("%s = consume %s", w.other(c, v), v)
	case 2:
		if !w.f.nogil {
			w.p("%s = pack%d(%s)", v, k, w.ref(c))
		}
	case 3:
		f := pick(&w.text, c.all())
		w.p("if %s is not NULL:", v)
		w.p("    %s = consume %s.%s", w.variable(f.of), v, f.name)
	case 4:
		w.p("i%d = consume %s", k, v)
		w.p("consume i%d", k)
	default:
		w.p("%s = consume x%d[%d]", v, k, w.n(3))
	}
}

// temporary uses objects that nothing holds.
func (w *seq) temporary(c *class) {
	k, v := w.index(c), w.variable(c)
	root := c
	for root.base != nil {
		root = root.base
	}
	switch w.n(6) {
	case 0:
		w.p("s += %s().me().val(k)", c.name)
	case 1:
		w.p("make%d(k)", k)
	case 2:
		r := w.index(root)
		w.p("if %s is not NULL:", v)
		w.p("    %s = %s + make%d(0)", w.variable(root), v, r)
	case 3:
		w.p("s += %s().val(2) + %s().val(1)", c.name, pick(&w.text, w.classes).name)
	case 4:
		w.p("%s(%s()).id", c.name, c.refs[0].of.name)
	default:
		if len(w.funcs) > 0 {
			if f := w.funcs[w.n(len(w.funcs))]; w.callable(f) {
				w.p("%s", w.call(f))
			}
		}
	}
}
