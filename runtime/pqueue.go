package rt

// PriorityQueue is std::priority_queue: the greatest element by < comes first.
type PriorityQueue[T any] struct{ heap []T }

// Size is size(), Empty empty(), Top top(), borrowed.
func (q *PriorityQueue[T]) Size() uint64 { return uint64(len(q.heap)) }

// Empty is empty().
func (q *PriorityQueue[T]) Empty() bool { return len(q.heap) == 0 }

// Top is top().
func (q *PriorityQueue[T]) Top() T { return q.heap[0] }

// Push is push(x): x is moved in.
func (q *PriorityQueue[T]) Push(x T) {
	q.heap = append(q.heap, x)
	for i := len(q.heap) - 1; i > 0; {
		up := (i - 1) / 2
		if !lessElems(q.heap[up], q.heap[i]) {
			return
		}
		q.heap[up], q.heap[i] = q.heap[i], q.heap[up]
		i = up
	}
}

// Pop is pop().
func (q *PriorityQueue[T]) Pop(cx *Ctx) {
	top := q.heap[0]
	last := len(q.heap) - 1
	q.heap[0] = q.heap[last]
	var z T
	q.heap[last] = z
	q.heap = q.heap[:last]
	for i := 0; ; {
		child := 2*i + 1
		if child >= last {
			break
		}
		if child+1 < last && lessElems(q.heap[child], q.heap[child+1]) {
			child++
		}
		if !lessElems(q.heap[i], q.heap[child]) {
			break
		}
		q.heap[i], q.heap[child] = q.heap[child], q.heap[i]
		i = child
	}
	dropVal(cx, kindOf[T](), top)
}

// Swap is swap(o).
func (q *PriorityQueue[T]) Swap(o *PriorityQueue[T]) { *q, *o = *o, *q }

// Clone copies the queue, Drop gives up its elements, Visit visits the references among them.
func (q *PriorityQueue[T]) Clone() PriorityQueue[T] {
	return PriorityQueue[T]{cloneElems(kindOf[T](), nil, q.heap)}
}

// Drop gives up the elements.
func (q *PriorityQueue[T]) Drop(cx *Ctx) {
	old := q.heap
	q.heap = nil
	dropElems(cx, kindOf[T](), old)
}

// Visit visits the counted references among the elements.
func (q *PriorityQueue[T]) Visit(visit func(*Header)) { visitElems(kindOf[T](), q.heap, visit) }
