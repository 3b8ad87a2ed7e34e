package ir

// Bits is a set of small numbers.
type Bits []uint64

// NewBits returns an empty set for numbers below n.
func NewBits(n int) Bits { return make(Bits, (n+63)/64) }

// Has reports whether i is in the set; Add and Del change it.
func (b Bits) Has(i int) bool { return b[i>>6]&(1<<(i&63)) != 0 }

// Add puts i into the set.
func (b Bits) Add(i int) { b[i>>6] |= 1 << (i & 63) }

// Del takes i out of the set.
func (b Bits) Del(i int) { b[i>>6] &^= 1 << (i & 63) }

// Copy returns a copy.
func (b Bits) Copy() Bits { return append(Bits(nil), b...) }

// Or adds another set and reports whether this one grew.
func (b Bits) Or(o Bits) bool {
	grew := false
	for i, w := range o {
		if w&^b[i] != 0 {
			b[i] |= w
			grew = true
		}
	}
	return grew
}

// Backward is the liveness of locals over structured statements.
type Backward struct {
	// N is the number of locals that are followed.
	N int
	// Uses calls use for each followed local that the statement itself looks at, and def for each that it sets without looking.
	// What a statement does on its error edge counts as looking.
	Uses func(s Stmt, use, def func(int))
	// Visit, where set, hears of the locals that are alive after a statement and, where it can raise, at its handler. The last
	// visit of a statement has the final sets, which must not be changed.
	Visit func(s Stmt, after, handler Bits)

	loops    []*liveLoop
	handlers []Bits
}

type liveLoop struct {
	label     int
	out, next Bits
}

// Run analyses a function body; it returns what is alive at its start.
func (b *Backward) Run(body []Stmt) Bits {
	b.loops, b.handlers = nil, nil
	return b.list(body, NewBits(b.N))
}

func (b *Backward) list(list []Stmt, live Bits) Bits {
	for i := len(list) - 1; i >= 0; i-- {
		live = b.stmt(list[i], live)
	}
	return live
}

func (b *Backward) handler() Bits {
	if n := len(b.handlers); n > 0 {
		return b.handlers[n-1]
	}
	return nil
}

// simple applies the uses and definitions of the statement itself.
func (b *Backward) simple(s Stmt, out Bits) Bits {
	var h Bits
	if Raises(s) {
		h = b.handler()
	}
	if b.Visit != nil {
		b.Visit(s, out, h)
	}
	in := out.Copy()
	var used []int
	b.Uses(s, func(i int) { used = append(used, i) }, func(i int) { in.Del(i) })
	if h != nil {
		in.Or(h)
	}
	for _, i := range used {
		in.Add(i)
	}
	return in
}

func (b *Backward) stmt(s Stmt, out Bits) Bits {
	switch s := s.(type) {
	case *Block:
		return b.list(s.Body, out)
	case *If:
		in := b.list(s.Then, out).Copy()
		in.Or(b.list(s.Else, out))
		return b.simple(s, in)
	case *Loop:
		return b.loop(s, s.Label, s.Cond != nil, s.Body, s.Post, out)
	case *Range:
		return b.loop(s, s.Label, true, s.Body, nil, out)
	case *Try:
		h := b.list(s.Handler, out)
		b.handlers = append(b.handlers, h)
		in := b.list(s.Body, out)
		b.handlers = b.handlers[:len(b.handlers)-1]
		return in
	case *Return, *Raise:
		return b.simple(s, NewBits(b.N))
	case *Break:
		return b.simple(s, b.target(s.Label).out)
	case *Continue:
		return b.simple(s, b.target(s.Label).next)
	}
	return b.simple(s, out)
}

func (b *Backward) target(label int) *liveLoop {
	for i := len(b.loops) - 1; i >= 0; i-- {
		if b.loops[i].label == label {
			return b.loops[i]
		}
	}
	return &liveLoop{out: NewBits(b.N), next: NewBits(b.N)}
}

func (b *Backward) loop(s Stmt, label int, leaves bool, body, post []Stmt, out Bits) Bits {
	head := NewBits(b.N)
	if leaves {
		head.Or(out)
	}
	l := &liveLoop{label: label, out: out}
	b.loops = append(b.loops, l)
	for {
		l.next = b.list(post, head)
		in := b.list(body, l.next)
		if leaves {
			in = in.Copy()
			in.Or(out)
		}
		in = b.simple(s, in)
		if !head.Or(in) {
			break
		}
	}
	b.loops = b.loops[:len(b.loops)-1]
	return head
}
