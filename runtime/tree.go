package rt

import "math/rand/v2"

// tree is the ordered tree under Map and OrderedSet: a treap whose nodes know their parents, so that an
// iterator is a node and stays valid while others come and go.
type tree[K, V any] struct {
	root *node[K, V]
	n    int
}

type node[K, V any] struct {
	left, right, up *node[K, V]
	prio            uint32
	key             K
	val             V
}

func (t *tree[K, V]) find(k K) *node[K, V] {
	n := t.lower(k, false)
	if n == nil || lessElems(k, n.key) {
		return nil
	}
	return n
}

// lower returns the first node that is not before k; past: that is behind k.
func (t *tree[K, V]) lower(k K, past bool) *node[K, V] {
	var found *node[K, V]
	for n := t.root; n != nil; {
		right := lessElems(n.key, k)
		if past {
			right = !lessElems(k, n.key)
		}
		if right {
			n = n.right
		} else {
			found, n = n, n.left
		}
	}
	return found
}

// insert adds a key that is not there.
func (t *tree[K, V]) insert(k K, v V) *node[K, V] {
	x := &node[K, V]{key: k, val: v, prio: rand.Uint32()}
	t.n++
	at := &t.root
	for *at != nil {
		x.up = *at
		if lessElems(k, (*at).key) {
			at = &(*at).left
		} else {
			at = &(*at).right
		}
	}
	*at = x
	for x.up != nil && x.up.prio < x.prio {
		t.rotate(x)
	}
	return x
}

// rotate moves x up over its parent.
func (t *tree[K, V]) rotate(x *node[K, V]) {
	p, g := x.up, x.up.up
	if p.left == x {
		p.left = x.right
		if x.right != nil {
			x.right.up = p
		}
		x.right = p
	} else {
		p.right = x.left
		if x.left != nil {
			x.left.up = p
		}
		x.left = p
	}
	p.up, x.up = x, g
	switch {
	case g == nil:
		t.root = x
	case g.left == p:
		g.left = x
	default:
		g.right = x
	}
}

func (t *tree[K, V]) remove(x *node[K, V]) {
	for x.left != nil || x.right != nil {
		if x.right == nil || x.left != nil && x.left.prio > x.right.prio {
			t.rotate(x.left)
		} else {
			t.rotate(x.right)
		}
	}
	switch {
	case x.up == nil:
		t.root = nil
	case x.up.left == x:
		x.up.left = nil
	default:
		x.up.right = nil
	}
	x.up = nil
	t.n--
}

func (t *tree[K, V]) first() *node[K, V] {
	n := t.root
	for n != nil && n.left != nil {
		n = n.left
	}
	return n
}

func (t *tree[K, V]) last() *node[K, V] {
	n := t.root
	for n != nil && n.right != nil {
		n = n.right
	}
	return n
}

func (n *node[K, V]) next() *node[K, V] {
	if n.right != nil {
		for n = n.right; n.left != nil; n = n.left {
		}
		return n
	}
	for n.up != nil && n.up.right == n {
		n = n.up
	}
	return n.up
}

func (n *node[K, V]) prev() *node[K, V] {
	if n.left != nil {
		for n = n.left; n.right != nil; n = n.right {
		}
		return n
	}
	for n.up != nil && n.up.left == n {
		n = n.up
	}
	return n.up
}

func (t *tree[K, V]) clone() (c tree[K, V]) {
	kk, vk := kindOf[K](), kindOf[V]()
	for n := t.first(); n != nil; n = n.next() {
		c.insert(cloneElem(kk, n.key), cloneElem(vk, n.val))
	}
	return c
}

func (t *tree[K, V]) drop(cx *Ctx) {
	old := *t
	*t = tree[K, V]{}
	kk, vk := kindOf[K](), kindOf[V]()
	if !kk.holds() && !vk.holds() {
		return
	}
	for n := old.first(); n != nil; n = n.next() {
		dropVal(cx, kk, n.key)
		dropVal(cx, vk, n.val)
	}
}

// equal and less compare trees as sequences of pairs.
func (t *tree[K, V]) equal(o *tree[K, V]) bool {
	if t.n != o.n {
		return false
	}
	for a, b := t.first(), o.first(); a != nil; a, b = a.next(), b.next() {
		if !equalElems(kindOf[K](), a.key, b.key) || !equalElems(kindOf[V](), a.val, b.val) {
			return false
		}
	}
	return true
}

func (t *tree[K, V]) less(o *tree[K, V]) bool {
	a, b := t.first(), o.first()
	for ; a != nil && b != nil; a, b = a.next(), b.next() {
		p, q := Pair[K, V]{a.key, a.val}, Pair[K, V]{b.key, b.val}
		if p.Less(q) {
			return true
		}
		if q.Less(p) {
			return false
		}
	}
	return a == nil && b != nil
}
