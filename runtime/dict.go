package rt

import "unsafe"

// Dict is cypdict (spec 8.2): insertion order, kept after deletion too. Keys and values
// passed to it are moved in except where a method says that it borrows; results are counts of their own.
type Dict[K, V any] struct {
	Header
	t     table[K, V]
	Iters Atomic[int32] // _active_iterators
}

// DictClass is the descriptor of one instance of cypdict.
type DictClass[K, V any] struct {
	Class
	Key ElemOps[K]
	Val ElemOps[V]

	keys, values, items Class // of the views
}

// NewDictClass makes and registers the descriptor of cypdict[K,V].
func NewDictClass[K, V any](name string, key ElemOps[K], val ElemOps[V]) *DictClass[K, V] {
	key.fill()
	val.fill()
	c := &DictClass[K, V]{Class: Describe[Dict[K, V]](name, "libcythonplus.dict"), Key: key, Val: val}
	c.Dealloc = func(cx *Ctx, p unsafe.Pointer) {
		d := (*Dict[K, V])(p)
		d.class().drop(cx, d.t.take())
	}
	if traced(&key) || traced(&val) {
		c.Fields = func(p unsafe.Pointer, visit func(*Header)) {
			d := (*Dict[K, V])(p)
			o := d.class()
			for i := range d.t.entries {
				e := &d.t.entries[i]
				visitElem(&o.Key, &e.key, visit)
				visitElem(&o.Val, &e.val, visit)
			}
		}
	}
	Register(&c.Class)
	c.keys = viewClass[DictKeys[K, V]](name + ".keys_view")
	c.values = viewClass[DictValues[K, V]](name + ".values_view")
	c.items = viewClass[DictItems[K, V]](name + ".items_view")
	return c
}

func traced[T any](o *ElemOps[T]) bool {
	return !o.Opaque && (o.kind == kindRef || o.kind == kindOther)
}

// visitElem visits the references in an element of a container that isolation tests follow, holes (zero values)
// included.
func visitElem[T any](o *ElemOps[T], p *T, visit func(*Header)) {
	if o.Opaque {
		return
	}
	switch o.kind {
	case kindRef:
		visit(refOf(p))
	case kindOther:
		if v, ok := any(p).(Visitor); ok {
			v.Visit(visit)
		}
	}
}

// NewDict makes an empty dictionary: cypdict[K, V]().
func NewDict[K, V any](cx *Ctx, c *DictClass[K, V]) *Dict[K, V] {
	d := (*Dict[K, V])(cx.Alloc(&c.Class))
	d.t.ready(&c.Key)
	return d
}

func (d *Dict[K, V]) class() *DictClass[K, V] {
	return (*DictClass[K, V])(unsafe.Pointer(d.CypClass()))
}

func (c *DictClass[K, V]) drop(cx *Ctx, es []entry[K, V]) {
	if !c.Key.kind.holds() && !c.Val.kind.holds() {
		return
	}
	for i := range es {
		c.dropEntry(cx, es[i].key, es[i].val)
	}
}

// dropEntry drops the value first, as the reference does: its dictionaries hold a second count of the key elsewhere.
func (c *DictClass[K, V]) dropEntry(cx *Ctx, k K, v V) {
	dropVal(cx, c.Val.kind, v)
	dropVal(cx, c.Key.kind, k)
}

func (d *Dict[K, V]) modifying() *Error {
	if d.Iters.Load() != 0 {
		return Raise("RuntimeError", "Modifying a dictionary with active iterators")
	}
	return nil
}

// Len is d.__len__().
func (d *Dict[K, V]) Len() uint64 { return uint64(d.t.len()) }

// index finds a key, borrowed.
func (d *Dict[K, V]) index(cx *Ctx, k K) (int, *Error) {
	c := d.class()
	d.t.ready(&c.Key)
	switch d.t.kind {
	case kindText:
		if p := refOf(&k); p != nil {
			b := stringAt(p, d.t.at)
			if i := d.t.findShort(cx, b); i != notShort {
				return i, nil
			}
			return d.t.findBytes(cx, b), nil
		}
	case kindHashed, kindTextVar:
	default:
		return d.t.find(cx, k), nil
	}
	i, _, err := lookup(cx, &d.t, &c.Key, k)
	return i, err
}

// At is d[k]; the key is borrowed.
func (d *Dict[K, V]) At(cx *Ctx, k K) (v V, err *Error) {
	i, err := d.index(cx, k)
	if err != nil {
		return v, err
	}
	if i < 0 {
		return v, Raise("KeyError", "Getting nonexistent item")
	}
	v = d.t.entries[i].val
	if vk := d.class().Val.kind; vk.holds() {
		v = cloneElem(vk, v)
	}
	return v, nil
}

// Peek is d[k] borrowed.
func (d *Dict[K, V]) Peek(cx *Ctx, k K) (v V, err *Error) {
	i, err := d.index(cx, k)
	if err != nil {
		return v, err
	}
	if i < 0 {
		return v, Raise("KeyError", "Getting nonexistent item")
	}
	return d.t.entries[i].val, nil
}

// SetAt is d[k] = v: an existing key keeps its first key object.
func (d *Dict[K, V]) SetAt(cx *Ctx, k K, v V) *Error {
	c := d.class()
	i, h, err := lookup(cx, &d.t, &c.Key, k)
	if err == nil && i < 0 {
		if err = d.modifying(); err == nil {
			d.t.insert(h, k, v)
			return nil
		}
	}
	if err != nil {
		c.dropEntry(cx, k, v)
		return err
	}
	e := &d.t.entries[i]
	old := e.val
	e.val = v
	dropVal(cx, c.Val.kind, old)
	dropVal(cx, c.Key.kind, k)
	return nil
}

// DelAt is del d[k]; the key is borrowed.
func (d *Dict[K, V]) DelAt(cx *Ctx, k K) *Error {
	c := d.class()
	i, _, err := lookup(cx, &d.t, &c.Key, k)
	if err != nil {
		return err
	}
	if i < 0 {
		return Raise("KeyError", "Deleting nonexistent item")
	}
	if err := d.modifying(); err != nil {
		return err
	}
	e := d.t.remove(i)
	c.dropEntry(cx, e.key, e.val)
	return nil
}

// Find gives the number of the entry with a key, borrowed, or -1: for Entry and SetEntry, as long as nothing else changes the dictionary.
func (d *Dict[K, V]) Find(cx *Ctx, k K) (int64, *Error) {
	i, err := d.index(cx, k)
	return int64(i), err
}

// Entry is the value of an entry that Find has found.
func (d *Dict[K, V]) Entry(i int64) V {
	v := d.t.entries[i].val
	if vk := d.class().Val.kind; vk.holds() {
		return cloneElem(vk, v)
	}
	return v
}

// SetEntry replaces the value of an entry that Find has found.
func (d *Dict[K, V]) SetEntry(cx *Ctx, i int64, v V) {
	e := &d.t.entries[i]
	if vk := d.class().Val.kind; vk.holds() {
		old := e.val
		e.val = v
		dropVal(cx, vk, old)
		return
	}
	e.val = v
}

// Contains is k in d; the key is borrowed.
func (d *Dict[K, V]) Contains(cx *Ctx, k K) (bool, *Error) {
	i, err := d.index(cx, k)
	return i >= 0, err
}

// Clear is d.clear().
func (d *Dict[K, V]) Clear(cx *Ctx) *Error {
	if err := d.modifying(); err != nil {
		return err
	}
	d.class().drop(cx, d.t.take())
	return nil
}

// Update is d.update(e), which borrows e.
func (d *Dict[K, V]) Update(cx *Ctx, e *Dict[K, V]) *Error {
	c := d.class()
	if d == e {
		return nil
	}
	for i := e.t.next(0); i >= 0; i = e.t.next(i + 1) {
		x := e.t.entries[i]
		if err := d.SetAt(cx, cloneElem(c.Key.kind, x.key), cloneElem(c.Val.kind, x.val)); err != nil {
			return err
		}
	}
	return nil
}

// Get is d.get(k, default): the key is borrowed, the default moved in.
func (d *Dict[K, V]) Get(cx *Ctx, k K, def V) (V, *Error) {
	c := d.class()
	i, err := d.index(cx, k)
	if err != nil || i >= 0 {
		dropVal(cx, c.Val.kind, def)
		if err != nil {
			var z V
			return z, err
		}
		return cloneElem(c.Val.kind, d.t.entries[i].val), nil
	}
	return def, nil
}

// Pop is d.pop(k); the key is borrowed.
func (d *Dict[K, V]) Pop(cx *Ctx, k K) (v V, err *Error) {
	c := d.class()
	i, _, err := lookup(cx, &d.t, &c.Key, k)
	if err != nil {
		return v, err
	}
	if i < 0 {
		return v, Raise("KeyError", "Getting nonexistent item")
	}
	if err := d.modifying(); err != nil {
		return v, err
	}
	e := d.t.remove(i)
	dropVal(cx, c.Key.kind, e.key)
	return e.val, nil
}

// PopDefault is d.pop(k, default): the key is borrowed, the default moved in.
func (d *Dict[K, V]) PopDefault(cx *Ctx, k K, def V) (v V, err *Error) {
	if i, err := d.index(cx, k); err == nil && i < 0 {
		return def, nil
	}
	dropVal(cx, d.class().Val.kind, def)
	return d.Pop(cx, k)
}

// SetDefault is d.setdefault(k, v); both are moved in.
func (d *Dict[K, V]) SetDefault(cx *Ctx, k K, v V) (V, *Error) {
	c := d.class()
	i, h, err := lookup(cx, &d.t, &c.Key, k)
	if err == nil && i < 0 {
		if err = d.modifying(); err == nil {
			d.t.insert(h, k, v)
			return cloneElem(c.Val.kind, v), nil
		}
	}
	c.dropEntry(cx, k, v)
	if err != nil {
		var z V
		return z, err
	}
	return cloneElem(c.Val.kind, d.t.entries[i].val), nil
}

// PopItem is d.popitem(): the last one.
func (d *Dict[K, V]) PopItem(cx *Ctx) (p Pair[K, V], err *Error) {
	i := d.t.last()
	if i < 0 {
		return p, Raise("KeyError", "popitem(): dictionary is empty")
	}
	if err := d.modifying(); err != nil {
		return p, err
	}
	e := d.t.remove(i)
	return Pair[K, V]{e.key, e.val}, nil
}

// Copy is d.copy().
func (d *Dict[K, V]) Copy(cx *Ctx) *Dict[K, V] {
	c := d.class()
	n := NewDict(cx, c)
	d.t.copyTo(&n.t, c.Key.kind, c.Val.kind)
	return n
}

// GetZero is d.get(k): the value, or NULL or zero. The key is borrowed.
func (d *Dict[K, V]) GetZero(cx *Ctx, k K) (v V, err *Error) {
	i, err := d.index(cx, k)
	if err != nil || i < 0 {
		return v, err
	}
	return cloneElem(d.class().Val.kind, d.t.entries[i].val), nil
}

// Eq is d == e: the same keys with the same values, values compared as by `in` of a list.
func (d *Dict[K, V]) Eq(cx *Ctx, e *Dict[K, V]) (bool, *Error) {
	if d == e {
		return true, nil
	}
	if d == nil || e == nil || d.t.len() != e.t.len() {
		return false, nil
	}
	kind := d.class().Val.kind
	for i := d.t.next(0); i >= 0; i = d.t.next(i + 1) {
		k, err := e.index(cx, d.t.entries[i].key)
		if err != nil || k < 0 || !equalElems(kind, d.t.entries[i].val, e.t.entries[k].val) {
			return false, err
		}
	}
	return true, nil
}

// Ne is d != e.
func (d *Dict[K, V]) Ne(cx *Ctx, e *Dict[K, V]) (bool, *Error) {
	r, err := d.Eq(cx, e)
	return !r && err == nil, err
}

// Or is d | e: a new dictionary, in which the values of e win.
func (d *Dict[K, V]) Or(cx *Ctx, e *Dict[K, V]) (*Dict[K, V], *Error) {
	n := d.Copy(cx)
	if err := n.Update(cx, e); err != nil {
		Drop(cx, &n.Header)
		return nil, err
	}
	return n, nil
}
