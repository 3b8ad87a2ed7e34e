package rt

// Pair is std::pair.
type Pair[A, B any] struct {
	First  A
	Second B
}

// MakePair is make_pair(a, b), and pair[A, B](a, b); both are moved in.
func MakePair[A, B any](a A, b B) Pair[A, B] { return Pair[A, B]{a, b} }

// Clone copies the pair.
func (p *Pair[A, B]) Clone() Pair[A, B] {
	return Pair[A, B]{cloneElem(kindOf[A](), p.First), cloneElem(kindOf[B](), p.Second)}
}

// Drop gives up the members.
func (p *Pair[A, B]) Drop(cx *Ctx) {
	old := *p
	*p = Pair[A, B]{}
	dropVal(cx, kindOf[A](), old.First)
	dropVal(cx, kindOf[B](), old.Second)
}

// Visit visits the counted references in the members.
func (p *Pair[A, B]) Visit(visit func(*Header)) {
	visitElems(kindOf[A](), []A{p.First}, visit)
	visitElems(kindOf[B](), []B{p.Second}, visit)
}

// Swap is swap(q).
func (p *Pair[A, B]) Swap(q *Pair[A, B]) { *p, *q = *q, *p }

// Equal is ==.
func (p *Pair[A, B]) Equal(q Pair[A, B]) bool {
	return equalElems(kindOf[A](), p.First, q.First) && equalElems(kindOf[B](), p.Second, q.Second)
}

// Less is <.
func (p *Pair[A, B]) Less(q Pair[A, B]) bool {
	if lessElems(p.First, q.First) {
		return true
	}
	return !lessElems(q.First, p.First) && lessElems(p.Second, q.Second)
}

// Hash hashes both members.
func (p *Pair[A, B]) Hash() uint64 {
	return hashElem(kindOf[A](), p.First)*31 + hashElem(kindOf[B](), p.Second)
}
