package progen

import "fmt"

// recursive writes a function and a method that call themselves: they begin with tests that return, then use objects and call themselves with k - 1.
func (w *seq) recursive(c *class) {
	n := w.index(c)
	w.in(func() {
		w.p("cdef long s = k")
		w.guards("k <= 0", []string{"x is NULL", "x is not NULL and x.id == 3", "k == 7", "x is NULL or k > 8"}, []string{"k", "k * 2", "3", "-k"}, func() {
			w.p("y = %s", pick(&w.text, []string{"x", c.name + "()", fmt.Sprintf("make%d(k)", n), fmt.Sprintf("same%d(x)", n)}))
			for i := w.n(3); i >= 0; i-- {
				arg := pick(&w.text, []string{"x", "y", "NULL", c.name + "()", fmt.Sprintf("make%d(k)", n), fmt.Sprintf("same%d(y)", n), "consume y"})
				to := pick(&w.text, []string{"s += ", "s = ", "", "s = s * 2 + "})
				w.p("%sdeep%d(%s, %s)", to, n, arg, pick(&w.text, []string{"k - 1", "k - 1", "k - 2", "k // 2"}))
				if arg == "consume y" {
					w.p("y = x")
				}
				switch w.n(8) {
				case 0:
					w.p("x = y")
				case 1:
					w.p("if s %% 7 == 3:")
					w.p("    with gil:")
					w.p("        raise ValueError(\"deep\")")
				case 2:
					w.p("y = NULL")
				}
			}
			w.p("return %s", pick(&w.text, []string{"s", "s + 1", fmt.Sprintf("deep%d(y, k - 1)", n), fmt.Sprintf("deep%d(%s(), k - 1) + s", n, c.name)}))
		})
	}, "cdef long deep%d(%s x, int k) except? -1 nogil:", n, c.name)
	w.p("")
}

// descent writes the method of a class.
func (w *seq) descent(c *class) {
	w.in(func() {
		if f := c.refs[0]; f.of.is(c) {
			w.guards("k <= 0", []string{"self." + f.name + " is NULL", "self.id == 2"}, []string{"self.id", "k", "1"}, func() {
				w.p("next = self.%s", f.name)
				w.p("if next is NULL:")
				w.p("    return self.down(k - 1) + 1")
				w.p("return next.down(k - 1) + self.down(k - 2)")
			})
			return
		}
		w.guards("k <= 0", []string{"self.id == 2"}, []string{"self.id", "k"}, func() {
			w.p("return %s().down(k - 1) + self.down(k - 2)", c.name)
		})
	}, "long down(self, int k):")
}

// guards writes tests that return, the one that ends the recursion among them, in one of the ways to write them, then rest.
func (w *seq) guards(last string, others, values []string, rest func()) {
	tests := []string{last}
	for _, i := range w.r.Perm(len(others))[:w.n(len(others)+1)] {
		tests = append(tests, others[i])
	}
	w.r.Shuffle(len(tests), func(i, j int) { tests[i], tests[j] = tests[j], tests[i] })
	for _, t := range tests {
		switch w.n(4) {
		case 0:
			w.p("if not (%s):", t)
			w.depth++
			defer func(v string) {
				w.depth--
				w.p("return %s", v)
			}(pick(&w.text, values))
		case 1:
			w.p("if %s:", t)
			w.p("    return %s", pick(&w.text, values))
			w.p("else:")
			w.depth++
			defer func() { w.depth-- }()
		default:
			w.p("if %s:", t)
			w.p("    return %s", pick(&w.text, values))
		}
	}
	rest()
}
