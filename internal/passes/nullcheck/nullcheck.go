// Package nullcheck removes the null checks that can't fail.
//
// In and out: IR before the counting pass. A reference is certainly not null where it is self, a fresh object, or where it was
// checked or tested on every path since it was last set. Variables that closures or pointers can change are never certain.
//
//	nullcheck n "n"        kept
//	s = s + n.value
//	nullcheck n "n"        removed
//	n = n.next
package nullcheck

import "github.com/cyp-lang/cyp/internal/ir"

// Run removes the checks of all functions and returns how many it removed.
func Run(x *ir.Index) int {
	removed := 0
	for _, f := range x.Funcs {
		c := &checker{f: f, index: map[*ir.Local]int{}, sure: map[*ir.NullCheck]bool{}}
		removed += c.run()
	}
	return removed
}

// checker follows which locals certainly hold an object.
type checker struct {
	f     *ir.Func
	index map[*ir.Local]int
	sure  map[*ir.NullCheck]bool
}

func (c *checker) run() int {
	has := false
	add := func(l *ir.Local) {
		if l == nil || l.Captured {
			return
		}
		if _, ok := c.index[l]; !ok {
			c.index[l] = len(c.index)
		}
	}
	add(c.f.Self)
	ir.Walk(c.f.Body, func(s ir.Stmt) bool {
		if n, ok := s.(*ir.NullCheck); ok {
			has = true
			if g := local(n.V); g != nil {
				add(g.Local)
			}
		}
		for _, l := range ir.Sets(s) {
			add(l)
		}
		return true
	})
	if !has {
		return 0
	}
	in := ir.NewBits(len(c.index))
	if c.f.Self != nil {
		if i, ok := c.index[c.f.Self]; ok {
			in.Add(i)
		}
	}
	fw := &ir.Forward[ir.Bits]{Join: meet, Step: c.step, Branch: c.branch}
	fw.Run(c.f.Body, in)
	removed := 0
	var sweep func(list []ir.Stmt) []ir.Stmt
	sweep = func(list []ir.Stmt) []ir.Stmt {
		out := list[:0]
		for _, s := range list {
			if n, ok := s.(*ir.NullCheck); ok && c.sure[n] {
				removed++
				continue
			}
			for _, b := range ir.Bodies(s) {
				*b = sweep(*b)
			}
			out = append(out, s)
		}
		return out
	}
	c.f.Body = sweep(c.f.Body)
	return removed
}

// meet keeps what is sure on both paths.
func meet(a, b ir.Bits) (ir.Bits, bool) {
	out := a.Copy()
	changed := false
	for i := range out {
		w := out[i] & b[i]
		changed = changed || w != out[i]
		out[i] = w
	}
	return out, changed
}

// local is the local that an expression reads, under casts that keep the object, or nil.
func local(e ir.Expr) *ir.Get {
	g, _ := ir.Strip(e).(*ir.Get)
	return g
}

func (c *checker) step(s ir.Stmt, in ir.Bits) (ir.Bits, ir.Bits) {
	out := in.Copy()
	ir.EachExpr(s, func(e ir.Expr) {
		ir.WalkExpr(e, func(e ir.Expr) bool {
			if g, ok := e.(*ir.Get); ok && g.Move {
				if i, ok := c.index[g.Local]; ok {
					out.Del(i)
				}
			}
			return true
		})
	})
	raised := out.Copy()
	switch s := s.(type) {
	case *ir.NullCheck:
		if c.certain(s.V, in) {
			c.sure[s] = true
		} else {
			c.sure[s] = false
		}
		if g := local(s.V); g != nil {
			if i, ok := c.index[g.Local]; ok {
				out.Add(i)
			}
		}
	case *ir.Set:
		i, ok := c.index[s.Dst]
		if ok {
			if c.certain(s.Src, in) {
				out.Add(i)
			} else {
				out.Del(i)
			}
		}
		for _, l := range s.More {
			if i, ok := c.index[l]; ok {
				out.Del(i)
			}
		}
	default:
		for _, l := range ir.Sets(s) {
			if i, ok := c.index[l]; ok {
				out.Del(i)
			}
		}
	}
	return out, raised
}

// certain reports whether a value is certainly an object.
func (c *checker) certain(e ir.Expr, in ir.Bits) bool {
	switch x := ir.Strip(e).(type) {
	case *ir.Get:
		i, ok := c.index[x.Local]
		return ok && in.Has(i)
	case *ir.Call:
		return x.Callee.Kind == ir.NewObj || x.Callee.ClassArg
	case *ir.AddrOf:
		return true
	}
	return false
}

// branch learns from a test.
func (c *checker) branch(cond ir.Expr, in ir.Bits) (yes, no ir.Bits) {
	yes, no = in, in
	switch x := cond.(type) {
	case *ir.Unary:
		if x.Op == "!" {
			n, y := c.branch(x.V, in)
			return y, n
		}
	case *ir.Conv:
		// The truth of a reference.
		if g := local(x.V); g != nil && g.Local.Type == g.T {
			return c.learn(g.Local, in), in
		}
	case *ir.Binary:
		switch x.Op {
		case "&&":
			a, _ := c.branch(x.A, in)
			b, _ := c.branch(x.B, a)
			return b, in
		case "||":
			_, a := c.branch(x.A, in)
			_, b := c.branch(x.B, a)
			return in, b
		case "==", "!=":
			side := x.A
			if _, null := ir.Strip(x.B).(*ir.Null); !null {
				if _, null := ir.Strip(x.A).(*ir.Null); !null {
					return in, in
				}
				side = x.B
			}
			if g := local(side); g != nil {
				if x.Op == "!=" {
					return c.learn(g.Local, in), in
				}
				return in, c.learn(g.Local, in)
			}
		}
	}
	return yes, no
}

func (c *checker) learn(l *ir.Local, in ir.Bits) ir.Bits {
	i, ok := c.index[l]
	if !ok {
		return in
	}
	out := in.Copy()
	out.Add(i)
	return out
}
