package rt

// LinkedListIter is list<T>::iterator.
type LinkedListIter[T any] struct {
	l *LinkedList[T]
	n *link[T]
}

// Deref is *it, borrowed; Ref its address; Set *it = x: x is moved in.
func (it LinkedListIter[T]) Deref() T { return it.n.v }

// Ref is &*it.
func (it LinkedListIter[T]) Ref() *T { return &it.n.v }

// Set is *it = x.
func (it LinkedListIter[T]) Set(cx *Ctx, x T) {
	old := it.n.v
	it.n.v = x
	dropVal(cx, kindOf[T](), old)
}

// Inc is ++it, Dec --it, PostInc it++, PostDec it--.
func (it *LinkedListIter[T]) Inc() LinkedListIter[T] {
	it.n = it.n.next
	return *it
}

// Dec is --it.
func (it *LinkedListIter[T]) Dec() LinkedListIter[T] {
	if it.n == nil {
		it.n = it.l.links().last
	} else {
		it.n = it.n.prev
	}
	return *it
}

// PostInc is it++.
func (it *LinkedListIter[T]) PostInc() LinkedListIter[T] { old := *it; it.Inc(); return old }

// PostDec is it--.
func (it *LinkedListIter[T]) PostDec() LinkedListIter[T] { old := *it; it.Dec(); return old }

// Eq is ==, Ne !=.
func (it LinkedListIter[T]) Eq(o LinkedListIter[T]) bool { return it.n == o.n }

// Ne is !=.
func (it LinkedListIter[T]) Ne(o LinkedListIter[T]) bool { return it.n != o.n }

// LinkedListRIter is list<T>::reverse_iterator.
type LinkedListRIter[T any] struct {
	l *LinkedList[T]
	n *link[T]
}

// Deref is *it, borrowed; Ref its address; Set *it = x: x is moved in.
func (it LinkedListRIter[T]) Deref() T { return it.n.v }

// Ref is &*it.
func (it LinkedListRIter[T]) Ref() *T { return &it.n.v }

// Set is *it = x.
func (it LinkedListRIter[T]) Set(cx *Ctx, x T) {
	old := it.n.v
	it.n.v = x
	dropVal(cx, kindOf[T](), old)
}

// Inc is ++it, Dec --it, PostInc it++, PostDec it--.
func (it *LinkedListRIter[T]) Inc() LinkedListRIter[T] {
	it.n = it.n.prev
	return *it
}

// Dec is --it.
func (it *LinkedListRIter[T]) Dec() LinkedListRIter[T] {
	if it.n == nil {
		it.n = it.l.links().first
	} else {
		it.n = it.n.next
	}
	return *it
}

// PostInc is it++.
func (it *LinkedListRIter[T]) PostInc() LinkedListRIter[T] { old := *it; it.Inc(); return old }

// PostDec is it--.
func (it *LinkedListRIter[T]) PostDec() LinkedListRIter[T] { old := *it; it.Dec(); return old }

// Eq is ==, Ne !=.
func (it LinkedListRIter[T]) Eq(o LinkedListRIter[T]) bool { return it.n == o.n }

// Ne is !=.
func (it LinkedListRIter[T]) Ne(o LinkedListRIter[T]) bool { return it.n != o.n }
