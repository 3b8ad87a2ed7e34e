package rt

import "unsafe"

// The views of a dictionary are objects that hold a count on it. Their iterators, like the
// dictionary's own, are counted among its active iterators until Close, and give borrowed elements.
type (
	// DictKeys is cypdict.keys_view.
	DictKeys[K, V any] struct {
		Header
		D *Dict[K, V]
	}
	// DictValues is cypdict.values_view.
	DictValues[K, V any] struct {
		Header
		D *Dict[K, V]
	}
	// DictItems is cypdict.items_view.
	DictItems[K, V any] struct {
		Header
		D *Dict[K, V]
	}
)

// viewClass describes a view: an object whose only field, behind the header, is the dictionary.
func viewClass[T any](name string) Class {
	c := Describe[T](name, "libcythonplus.dict")
	dict := func(p unsafe.Pointer) *Header {
		return *(**Header)(unsafe.Add(p, unsafe.Sizeof(Header{})))
	}
	c.Dealloc = func(cx *Ctx, p unsafe.Pointer) { Drop(cx, dict(p)) }
	c.Fields = func(p unsafe.Pointer, visit func(*Header)) { visit(dict(p)) }
	return c
}

// Keys is d.keys().
func (d *Dict[K, V]) Keys(cx *Ctx) *DictKeys[K, V] {
	v := (*DictKeys[K, V])(cx.Alloc(&d.class().keys))
	d.Inc()
	v.D = d
	return v
}

// Values is d.values().
func (d *Dict[K, V]) Values(cx *Ctx) *DictValues[K, V] {
	v := (*DictValues[K, V])(cx.Alloc(&d.class().values))
	d.Inc()
	v.D = d
	return v
}

// Items is d.items().
func (d *Dict[K, V]) Items(cx *Ctx) *DictItems[K, V] {
	v := (*DictItems[K, V])(cx.Alloc(&d.class().items))
	d.Inc()
	v.D = d
	return v
}

// Len is the number of keys.
func (v *DictKeys[K, V]) Len() uint64 { return v.D.Len() }

// Len is the number of values.
func (v *DictValues[K, V]) Len() uint64 { return v.D.Len() }

// Len is the number of items.
func (v *DictItems[K, V]) Len() uint64 { return v.D.Len() }

// Contains is k in d.keys().
func (v *DictKeys[K, V]) Contains(cx *Ctx, k K) (bool, *Error) { return v.D.Contains(cx, k) }

// Contains is v in d.values(), compared as by `in` of a list.
func (v *DictValues[K, V]) Contains(x V) bool {
	t := &v.D.t
	kind := v.D.class().Val.kind
	for i := t.next(0); i >= 0; i = t.next(i + 1) {
		if equalElems(kind, x, t.entries[i].val) {
			return true
		}
	}
	return false
}

// dictPos is the position of an iterator.
type dictPos[K, V any] struct {
	d *Dict[K, V]
	i int
}

func (d *Dict[K, V]) pos() dictPos[K, V] {
	d.Iters.addInt(1)
	return dictPos[K, V]{d, 0}
}

func (p *dictPos[K, V]) advance() *entry[K, V] {
	if p.d == nil {
		return nil
	}
	t := &p.d.t
	for p.i < len(t.entries) {
		i := p.i
		p.i++
		if !t.isDead(i) {
			return &t.entries[i]
		}
	}
	p.Close()
	return nil
}

// Close unregisters the iterator; again does nothing.
func (p *dictPos[K, V]) Close() {
	if p.d != nil {
		p.d.Iters.addInt(-1)
		p.d = nil
	}
}

// DictKeyIter, DictValueIter and DictItemIter iterate over keys, values and pairs.
type (
	// DictKeyIter iterates over keys.
	DictKeyIter[K, V any] struct{ dictPos[K, V] }
	// DictValueIter iterates over values.
	DictValueIter[K, V any] struct{ dictPos[K, V] }
	// DictItemIter iterates over pairs.
	DictItemIter[K, V any] struct{ dictPos[K, V] }
)

// Iter iterates over the keys: for k in d.
func (d *Dict[K, V]) Iter(cx *Ctx) DictKeyIter[K, V] { return DictKeyIter[K, V]{d.pos()} }

// Iter iterates over the keys.
func (v *DictKeys[K, V]) Iter(cx *Ctx) DictKeyIter[K, V] { return DictKeyIter[K, V]{v.D.pos()} }

// Iter iterates over the values.
func (v *DictValues[K, V]) Iter(cx *Ctx) DictValueIter[K, V] { return DictValueIter[K, V]{v.D.pos()} }

// Iter iterates over the pairs.
func (v *DictItems[K, V]) Iter(cx *Ctx) DictItemIter[K, V] { return DictItemIter[K, V]{v.D.pos()} }

// Next returns the next key, borrowed.
func (it *DictKeyIter[K, V]) Next(cx *Ctx) (k K, ok bool) {
	if e := it.advance(); e != nil {
		return e.key, true
	}
	return k, false
}

// Next returns the next value, borrowed.
func (it *DictValueIter[K, V]) Next(cx *Ctx) (v V, ok bool) {
	if e := it.advance(); e != nil {
		return e.val, true
	}
	return v, false
}

// Next returns the next pair, borrowed: Clone it to keep it.
func (it *DictItemIter[K, V]) Next(cx *Ctx) (p Pair[K, V], ok bool) {
	if e := it.advance(); e != nil {
		return Pair[K, V]{e.key, e.val}, true
	}
	return p, false
}
