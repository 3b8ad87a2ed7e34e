package progen

import "fmt"

// class is a class of a sequential program.
type class struct {
	name  string
	base  *class   // or nil
	extra *class   // a second base, or nil
	refs  []field  // own reference fields
	loud  bool     // says when it dies
	list  *class   // the elements of its own list, or nil
	arr   *class   // the elements of its array field, or nil
	subs  []*class // that derive from it
}

type field struct {
	name string
	of   *class
}

// all lists the reference fields, inherited ones too.
func (c *class) all() []field {
	var out []field
	for _, b := range c.bases() {
		out = append(out, b.all()...)
	}
	if c.extra != nil && c.extra.base != nil {
		// The fields of a shared base come once.
		seen := map[string]bool{}
		once := out[:0:0]
		for _, f := range out {
			if !seen[f.name] {
				seen[f.name] = true
				once = append(once, f)
			}
		}
		out = once
	}
	return append(out, c.refs...)
}

func (c *class) bases() []*class {
	var out []*class
	if c.base != nil {
		out = append(out, c.base)
	}
	if c.extra != nil {
		out = append(out, c.extra)
	}
	return out
}

// is reports whether c is d or derives from it.
func (c *class) is(d *class) bool {
	if c == d {
		return true
	}
	for _, b := range c.bases() {
		if b.is(d) {
			return true
		}
	}
	return false
}

// makeClasses chooses the classes: two trees, one of them perhaps with a diamond.
func (w *seq) makeClasses() {
	add := func(base, extra *class) *class {
		c := &class{name: fmt.Sprintf("K%d", len(w.classes)), base: base, extra: extra, loud: w.n(3) > 0}
		for _, b := range c.bases() {
			b.subs = append(b.subs, c)
		}
		w.classes = append(w.classes, c)
		return c
	}
	root := add(nil, nil)
	other := add(nil, nil)
	var left, right *class
	if w.n(4) > 0 {
		left = add(root, nil)
	}
	if left != nil && w.one(2) {
		right = add(root, nil)
		if w.one(2) {
			add(left, right)
		}
	}
	if w.one(3) {
		add(other, nil)
	}
	for _, c := range w.classes {
		// References to any class that exists.
		for i := 0; i < w.n(2)+1; i++ {
			c.refs = append(c.refs, field{fmt.Sprintf("%s_%d", string(rune('a'+i)), len(w.classes)*0+w.index(c)), pick(&w.text, w.classes)})
		}
		if c.base == nil && w.one(3) {
			c.list = pick(&w.text, w.classes)
		}
		if c.base == nil && c.list == nil && w.one(3) {
			c.arr = pick(&w.text, w.classes)
		}
	}
}

func (w *seq) index(c *class) int {
	for i, k := range w.classes {
		if k == c {
			return i
		}
	}
	return -1
}

// class writes the text of a class.
func (w *seq) class(c *class) {
	head := "cdef cypclass " + c.name
	if b := c.bases(); len(b) > 0 {
		head += "(" + b[0].name
		if len(b) > 1 {
			head += ", " + b[1].name
		}
		head += ")"
	}
	w.in(func() {
		if c.base == nil {
			w.p("long id")
		}
		for _, f := range c.refs {
			w.p("%s %s", f.of.name, f.name)
		}
		if c.list != nil {
			w.p("cyplist[%s] l", c.list.name)
		}
		if c.arr != nil {
			w.p("%s x[2]", c.arr.name)
		}
		w.in(func() {
			w.p("global made")
			w.p("made += 1")
			w.p("self.id = made")
			root := c
			for root.base != nil {
				root = root.base
			}
			if root.list != nil {
				w.p("self.l = cyplist[%s]()", root.list.name)
			}
			for _, f := range c.all() {
				if f.of == c || w.one(2) {
					continue
				}
				if w.one(2) && w.index(f.of) < w.index(c) && !f.of.is(c) && !c.is(f.of) {
					w.p("self.%s = NULL", f.name)
				}
			}
			w.p("self.a_%d = x", w.index(c))
		}, "__init__(self, %s x=NULL):", c.refs[0].of.name)
		if c.base == nil {
			w.p("%s me(self):", c.name)
			w.p("    return self")
		}
		w.in(func() {
			switch w.n(3) {
			case 0:
				w.p("return self.id %% %d + k", w.n(5)+2)
			case 1:
				f := pick(&w.text, c.all())
				w.p("x = self.%s", f.name)
				w.p("if x is not NULL:")
				w.p("    return x.id %% 7 + k")
				w.p("return k")
			default:
				w.p("t = %s()", c.name)
				w.p("return t.id %% 2 + k")
			}
		}, "long val(self, int k):")
		w.descent(c)
		for _, f := range c.refs {
			// Only an older object is stored.
			w.p("%s put_%s(self, %s x):", f.of.name, f.name, f.of.name)
			w.p("    old = self.%s", f.name)
			w.p("    if x is NULL or x.id < self.id:")
			w.p("        self.%s = x", f.name)
			w.p("    return old")
		}
		if c.list != nil {
			w.p("void keep(self, %s x) except *:", c.list.name)
			w.p("    if x is not NULL and x.id < self.id:")
			w.p("        self.l.append(x)")
			w.p("%s give(self, int i) except? NULL:", c.list.name)
			w.p("    if i == 7:")
			w.p("        with gil:")
			w.p("            raise KeyError(\"seven\")")
			w.p("    return self.l[i]")
		}
		if c.arr != nil {
			w.p("void keep(self, %s x) except *:", c.arr.name)
			w.p("    self.x[1] = self.x[0]")
			w.p("    if x is not NULL and x.id < self.id:")
			w.p("        self.x[0] = x")
			w.p("%s give(self, int i) except? NULL:", c.arr.name)
			w.p("    if i > 4:")
			w.p("        with gil:")
			w.p("            raise IndexError(\"four\")")
			w.p("    return self.x[i %% 2]")
		}
		if c.base == nil {
			w.p("%s __add__(self, %s o):", c.name, c.name)
			w.p("    r = %s()", c.name)
			w.p("    r.%s", w.putOld(c, "o"))
			w.p("    return r")
			w.p("%s __neg__(self):", c.name)
			w.p("    return %s(%s)", c.name, pick(&w.text, []string{"", "NULL"}))
			w.p("void __iadd__(self, %s o):", c.name)
			w.p("    if o is not NULL:")
			w.p("        self.%s", w.putOld(c, "o"))
			w.p("%s __getitem__(self, int i) except? NULL:", c.name)
			w.p("    if i == 6:")
			w.p("        with gil:")
			w.p("            raise IndexError(\"six\")")
			w.p("    return self if i %% 2 == 0 else NULL")
			w.p("void __setitem__(self, int i, %s o) except *:", c.name)
			w.p("    if i == 2:")
			w.p("        with gil:")
			w.p("            raise KeyError(\"two\")")
			w.p("    self.%s", w.putOld(c, "o"))
			w.p("bint __contains__(self, %s o):", c.name)
			w.p("    return self is o")
			w.p("long __call__(self, %s o, int k):", c.name)
			w.p("    return k if o is NULL else o.id %% 3 + k")
		}
		if c.loud {
			w.p("void __dealloc__(self):")
			w.p("    printf(\"-%s.%%ld \", self.id)", c.name)
		}
	}, "%s:", head)
	w.p("")
}

// putOld stores a variable of class c in a field of another object of c, or does nothing where there is no such field.
func (w *seq) putOld(c *class, v string) string {
	for _, f := range c.all() {
		if c.is(f.of) {
			return fmt.Sprintf("put_%s(%s)", f.name, v)
		}
	}
	return "val(1)"
}
