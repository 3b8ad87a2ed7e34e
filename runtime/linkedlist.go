package rt

import "slices"

// LinkedList is std::list. Ownership of elements is as in Vector. Its iterators are nodes, valid as long as
// their element is in a list.
type LinkedList[T any] struct{ l *links[T] }

type links[T any] struct {
	first, last *link[T]
	n           int
}

type link[T any] struct {
	prev, next *link[T]
	v          T
}

func (l *LinkedList[T]) links() *links[T] {
	if l.l == nil {
		l.l = &links[T]{}
	}
	return l.l
}

// before puts a node in front of at; nil: at the end.
func (l *links[T]) before(at, x *link[T]) {
	x.next = at
	if at == nil {
		x.prev, l.last = l.last, x
	} else {
		x.prev, at.prev = at.prev, x
	}
	if x.prev == nil {
		l.first = x
	} else {
		x.prev.next = x
	}
	l.n++
}

func (l *links[T]) cut(x *link[T]) {
	if x.prev == nil {
		l.first = x.next
	} else {
		x.prev.next = x.next
	}
	if x.next == nil {
		l.last = x.prev
	} else {
		x.next.prev = x.prev
	}
	x.prev, x.next = nil, nil
	l.n--
}

// LinkedListN makes a list of n zero values, LinkedListOf of n copies of v, which is moved in.
func LinkedListN[T any](n uint64) LinkedList[T] {
	var l LinkedList[T]
	var z T
	for ; n > 0; n-- {
		l.PushBack(z)
	}
	return l
}

// LinkedListOf is list<T>(n, v).
func LinkedListOf[T any](n uint64, v T) LinkedList[T] {
	var l LinkedList[T]
	k := kindOf[T]()
	for i := uint64(0); i < n; i++ {
		x := v
		if i > 0 {
			x = cloneElem(k, v)
		}
		l.PushBack(x)
	}
	return l
}

// Size is size(), MaxSize max_size(), Empty empty().
func (l *LinkedList[T]) Size() uint64 {
	if l.l == nil {
		return 0
	}
	return uint64(l.l.n)
}

// MaxSize is max_size().
func (l *LinkedList[T]) MaxSize() uint64 { return 1 << 60 }

// Empty is empty().
func (l *LinkedList[T]) Empty() bool { return l.Size() == 0 }

// Front is front(), Back back(), borrowed; FrontPtr and BackPtr their addresses.
func (l *LinkedList[T]) Front() T { return l.l.first.v }

// Back is back().
func (l *LinkedList[T]) Back() T { return l.l.last.v }

// FrontPtr is &front().
func (l *LinkedList[T]) FrontPtr() *T { return &l.l.first.v }

// BackPtr is &back().
func (l *LinkedList[T]) BackPtr() *T { return &l.l.last.v }

// PushBack is push_back(x), PushFront push_front(x): x is moved in.
func (l *LinkedList[T]) PushBack(x T) { l.links().before(nil, &link[T]{v: x}) }

// PushFront is push_front(x).
func (l *LinkedList[T]) PushFront(x T) { l.links().before(l.l.first, &link[T]{v: x}) }

func (l *LinkedList[T]) erase(cx *Ctx, x *link[T]) {
	l.l.cut(x)
	dropVal(cx, kindOf[T](), x.v)
}

// PopBack is pop_back(), PopFront pop_front().
func (l *LinkedList[T]) PopBack(cx *Ctx) { l.erase(cx, l.l.last) }

// PopFront is pop_front().
func (l *LinkedList[T]) PopFront(cx *Ctx) { l.erase(cx, l.l.first) }

// Clear is clear().
func (l *LinkedList[T]) Clear(cx *Ctx) { l.Drop(cx) }

// Resize is resize(n), ResizeFill resize(n, x), Assign assign(n, x): x is moved in.
func (l *LinkedList[T]) Resize(cx *Ctx, n uint64) {
	var z T
	for l.Size() > n {
		l.PopBack(cx)
	}
	for l.Size() < n {
		l.PushBack(z)
	}
}

// ResizeFill is resize(n, x).
func (l *LinkedList[T]) ResizeFill(cx *Ctx, n uint64, x T) {
	for l.Size() > n {
		l.PopBack(cx)
	}
	for l.Size() < n {
		l.PushBack(cloneElem(kindOf[T](), x))
	}
	dropVal(cx, kindOf[T](), x)
}

// Assign is assign(n, x).
func (l *LinkedList[T]) Assign(cx *Ctx, n uint64, x T) {
	l.Drop(cx)
	l.ResizeFill(cx, n, x)
}

// Insert is insert(it, x), InsertN insert(it, n, x): x is moved in.
func (l *LinkedList[T]) Insert(it LinkedListIter[T], x T) LinkedListIter[T] {
	n := &link[T]{v: x}
	l.links().before(it.n, n)
	return LinkedListIter[T]{l, n}
}

// InsertN is insert(it, n, x).
func (l *LinkedList[T]) InsertN(cx *Ctx, it LinkedListIter[T], n uint64, x T) LinkedListIter[T] {
	for ; n > 0; n-- {
		it = l.Insert(it, cloneElem(kindOf[T](), x))
	}
	dropVal(cx, kindOf[T](), x)
	return it
}

// Erase is erase(it), EraseRange erase(first, last).
func (l *LinkedList[T]) Erase(cx *Ctx, it LinkedListIter[T]) LinkedListIter[T] {
	next := it.n.next
	l.erase(cx, it.n)
	return LinkedListIter[T]{l, next}
}

// EraseRange is erase(first, last).
func (l *LinkedList[T]) EraseRange(cx *Ctx, first, last LinkedListIter[T]) LinkedListIter[T] {
	for first.n != last.n {
		first = l.Erase(cx, first)
	}
	return last
}

// Remove is remove(x), which borrows x.
func (l *LinkedList[T]) Remove(cx *Ctx, x T) {
	k := kindOf[T]()
	for n := l.links().first; n != nil; {
		next := n.next
		if equalElems(k, n.v, x) {
			l.erase(cx, n)
		}
		n = next
	}
}

// Unique is unique().
func (l *LinkedList[T]) Unique(cx *Ctx) {
	k := kindOf[T]()
	for n := l.links().first; n != nil && n.next != nil; {
		if equalElems(k, n.v, n.next.v) {
			l.erase(cx, n.next)
		} else {
			n = n.next
		}
	}
}

func (l *LinkedList[T]) values() []T {
	s := make([]T, 0, l.Size())
	for n := l.links().first; n != nil; n = n.next {
		s = append(s, n.v)
	}
	return s
}

func (l *LinkedList[T]) setValues(s []T) {
	n := l.links().first
	for _, v := range s {
		n.v = v
		n = n.next
	}
}

// Reverse is reverse(), Sort sort().
func (l *LinkedList[T]) Reverse() {
	s := l.values()
	slices.Reverse(s)
	l.setValues(s)
}

// Sort is sort(), stable.
func (l *LinkedList[T]) Sort() {
	s := l.values()
	slices.SortStableFunc(s, order(lessElems[T]))
	l.setValues(s)
}

// Splice is splice(it, o): all of o moves in front of it. Merge is merge(o) of sorted lists.
func (l *LinkedList[T]) Splice(it LinkedListIter[T], o *LinkedList[T]) {
	for o.Size() > 0 {
		x := o.l.first
		o.l.cut(x)
		l.links().before(it.n, x)
	}
}

// Merge is merge(o).
func (l *LinkedList[T]) Merge(o *LinkedList[T]) {
	at := l.links().first
	for o.Size() > 0 {
		x := o.l.first
		for at != nil && !lessElems(x.v, at.v) {
			at = at.next
		}
		o.l.cut(x)
		l.l.before(at, x)
	}
}

// Swap is swap(o).
func (l *LinkedList[T]) Swap(o *LinkedList[T]) { *l, *o = *o, *l }

// Begin is begin(), End end(), Rbegin rbegin(), Rend rend().
func (l *LinkedList[T]) Begin() LinkedListIter[T] { return LinkedListIter[T]{l, l.links().first} }

// End is end().
func (l *LinkedList[T]) End() LinkedListIter[T] { return LinkedListIter[T]{l, nil} }

// Rbegin is rbegin().
func (l *LinkedList[T]) Rbegin() LinkedListRIter[T] { return LinkedListRIter[T]{l, l.links().last} }

// Rend is rend().
func (l *LinkedList[T]) Rend() LinkedListRIter[T] { return LinkedListRIter[T]{l, nil} }

// Iter iterates for a for loop.
func (l *LinkedList[T]) Iter(cx *Ctx) LinkedListLoop[T] { return LinkedListLoop[T]{l.links().first} }

// Clone copies the list, Drop gives up its elements, Visit visits the references among them.
func (l *LinkedList[T]) Clone() LinkedList[T] {
	var c LinkedList[T]
	for n := l.links().first; n != nil; n = n.next {
		c.PushBack(cloneElem(kindOf[T](), n.v))
	}
	return c
}

// Drop gives up the elements.
func (l *LinkedList[T]) Drop(cx *Ctx) {
	if l.l == nil {
		return
	}
	s := l.values()
	l.l = nil
	dropElems(cx, kindOf[T](), s)
}

// Visit visits the counted references among the elements.
func (l *LinkedList[T]) Visit(visit func(*Header)) { visitElems(kindOf[T](), l.values(), visit) }

// Equal is ==, Less <.
func (l *LinkedList[T]) Equal(o LinkedList[T]) bool {
	a := Vector[T]{l.values()}
	return a.Equal(Vector[T]{o.values()})
}

// Less is <.
func (l *LinkedList[T]) Less(o LinkedList[T]) bool {
	a := Vector[T]{l.values()}
	return a.Less(Vector[T]{o.values()})
}

// LinkedListLoop is the iterator of a for loop.
type LinkedListLoop[T any] struct{ n *link[T] }

// Next returns the next element, borrowed.
func (it *LinkedListLoop[T]) Next(cx *Ctx) (v T, ok bool) {
	if it.n == nil {
		return v, false
	}
	v = it.n.v
	it.n = it.n.next
	return v, true
}

// Close ends the loop early.
func (it *LinkedListLoop[T]) Close() {}
