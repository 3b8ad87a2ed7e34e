package py

import (
	"strings"

	rt "github.com/cyp-lang/cyp/runtime"
)

// Dict is a dict: entries in insertion order and an open-addressed index into them. A dict of up to 8 entries has no index and
// is searched by comparing hashes.
type Dict struct {
	Obj
	entries []entry
	index   []int32 // entry number + 1; 0 empty; always the truth for more than smallDict entries
	used    int     // live entries
	dict    *Dict   // attributes of instances of subclasses
	extra   Value   // of the subclasses that the runtime defines (defaultdict's factory)
}

type entry struct {
	key, val Value // key unset: deleted
	hash     uint64
}

const smallDict = 8

func newDict() *Dict { return &Dict{Obj: Obj{DictType}} }

// NewDict makes a dict of keys and values in turn; the keys are hashable.
func NewDict(kv ...Value) Value {
	d := newDict()
	for i := 0; i+1 < len(kv); i += 2 {
		if err := d.set(nil, kv[i], kv[i+1]); err != nil {
			panic("py: NewDict with an unhashable key: " + err.Error())
		}
	}
	return obj(&d.Obj)
}

// NewDictOf makes a dict of keys and values in turn, as a display does.
func NewDictOf(cx *rt.Ctx, kv ...Value) (Value, *rt.Error) {
	d := newDict()
	if len(kv) > 2*smallDict {
		d.grow(len(kv) / 2)
	}
	for i := 0; i+1 < len(kv); i += 2 {
		if err := d.set(cx, kv[i], kv[i+1]); err != nil {
			return Value{}, err
		}
	}
	return obj(&d.Obj), nil
}

// AsDict gives a dict's implementation for building keyword arguments; v is a dict.
func AsDict(v Value) *Dict { return asDict(v) }

// findStr finds the entry of a text key, -1 for none.
func (d *Dict) findStr(s string, h uint64) int {
	if d.index == nil {
		for i := range d.entries {
			e := &d.entries[i]
			if e.hash == h && e.key.O != nil && e.key.O.Type.flags&flagStr != 0 && asStr(e.key).s == s {
				return i
			}
		}
		return -1
	}
	mask := uint64(len(d.index) - 1)
	for i := h & mask; ; i = (i + 1) & mask {
		n := d.index[i]
		if n == 0 {
			return -1
		}
		e := &d.entries[n-1]
		if e.hash == h && e.key.O != nil && e.key.O.Type.flags&flagStr != 0 && asStr(e.key).s == s {
			return int(n - 1)
		}
	}
}

// find finds the entry of any key, -1 for none. A key's __eq__ may raise, and may change the dict.
func (d *Dict) find(cx *rt.Ctx, key Value, h uint64) (int, *rt.Error) {
	if key.O.Type == StrType {
		return d.findStr(asStr(key).s, h), nil
	}
restart:
	if d.index == nil {
		for i := range d.entries {
			e := &d.entries[i]
			if e.hash != h || e.key.O == nil {
				continue
			}
			if e.key == key {
				return i, nil
			}
			if sameKey, simple := quickEq(e.key, key); simple {
				if sameKey {
					return i, nil
				}
				continue
			}
			k, n := e.key, len(d.entries)
			eq, err := EqB(cx, k, key)
			if err != nil {
				return -1, err
			}
			if len(d.entries) != n || i >= n || d.entries[i].key != k || d.index != nil {
				goto restart
			}
			if eq {
				return i, nil
			}
		}
		return -1, nil
	}
	mask := uint64(len(d.index) - 1)
	hi := slotHash(h)
	for i := hi & mask; ; i = (i + 1) & mask {
		n := d.index[i]
		if n == 0 {
			return -1, nil
		}
		e := &d.entries[n-1]
		if e.hash != h || e.key.O == nil {
			continue
		}
		if e.key == key {
			return int(n - 1), nil
		}
		if sameKey, simple := quickEq(e.key, key); simple {
			if sameKey {
				return int(n - 1), nil
			}
			continue
		}
		k, size := e.key, len(d.index)
		eq, err := EqB(cx, k, key)
		if err != nil {
			return -1, err
		}
		if len(d.index) != size || int(n) > len(d.entries) || d.entries[n-1].key != k {
			goto restart
		}
		if eq {
			return int(n - 1), nil
		}
	}
}

// slotHash spreads hashes over the index. Hashes of text are spread already; small integers keep their neighbours.
func slotHash(h uint64) uint64 { return h }

// quickEq compares keys of the commonest types; simple is false where Python code may have to be asked.
func quickEq(a, b Value) (eq, simple bool) {
	if a.O == &intTag && b.O == &intTag {
		return a.N == b.N, true
	}
	if a.O.Type == StrType && b.O.Type == StrType {
		return asStr(a).s == asStr(b).s, true
	}
	return false, false
}

func (d *Dict) getStr(s string) (Value, bool) { return d.getStrHash(s, hashString(s)) }

func (d *Dict) getStrHash(s string, h uint64) (Value, bool) {
	if i := d.findStr(s, h); i >= 0 {
		return d.entries[i].val, true
	}
	return Value{}, false
}

func (d *Dict) get(cx *rt.Ctx, key Value) (Value, bool, *rt.Error) {
	h, err := Hash(cx, key)
	if err != nil {
		return Value{}, false, err
	}
	i, err := d.find(cx, key, uint64(h))
	if err != nil || i < 0 {
		return Value{}, false, err
	}
	return d.entries[i].val, true, nil
}

func (d *Dict) setStr(s string, v Value) { d.setStrHash(s, hashString(s), v) }

func (d *Dict) setStrHash(s string, h uint64, v Value) {
	if i := d.findStr(s, h); i >= 0 {
		d.entries[i].val = v
		return
	}
	d.insert(internValue(s), v, h)
}

func (d *Dict) set(cx *rt.Ctx, key, v Value) *rt.Error {
	h, err := Hash(cx, key)
	if err != nil {
		return err
	}
	return d.setHash(cx, key, v, uint64(h))
}

func (d *Dict) setHash(cx *rt.Ctx, key, v Value, h uint64) *rt.Error {
	i, err := d.find(cx, key, h)
	if err != nil {
		return err
	}
	if i >= 0 {
		d.entries[i].val = v
		return nil
	}
	d.insert(key, v, h)
	return nil
}

// insert appends an entry that is not there yet.
func (d *Dict) insert(key, v Value, h uint64) {
	if len(d.entries) == cap(d.entries) && d.used < len(d.entries)-len(d.entries)/4 {
		d.compact()
	}
	d.entries = append(d.entries, entry{key, v, h})
	d.used++
	n := len(d.entries)
	if n <= smallDict && d.index == nil {
		return
	}
	if n*3 > len(d.index)*2 {
		d.reindex(n)
		return
	}
	d.put(h, int32(n))
}

func (d *Dict) put(h uint64, n int32) {
	mask := uint64(len(d.index) - 1)
	i := h & mask
	for d.index[i] != 0 {
		i = (i + 1) & mask
	}
	d.index[i] = n
}

// reindex builds an index with room to grow to twice n entries.
func (d *Dict) reindex(n int) {
	size := 32
	for size*2 < n*6 {
		size *= 2
	}
	d.index = make([]int32, size)
	for i := range d.entries {
		d.put(d.entries[i].hash, int32(i+1))
	}
}

// grow makes room for n entries.
func (d *Dict) grow(n int) {
	if n > cap(d.entries) {
		e := make([]entry, len(d.entries), n)
		copy(e, d.entries)
		d.entries = e
	}
	if n > smallDict && n*3 > len(d.index)*2 {
		size := 32
		for size*2 < n*3 {
			size *= 2
		}
		d.index = make([]int32, size)
		for i := range d.entries {
			d.put(d.entries[i].hash, int32(i+1))
		}
	}
}

// compact drops deleted entries.
func (d *Dict) compact() {
	out := d.entries[:0]
	for _, e := range d.entries {
		if e.key.O != nil {
			out = append(out, e)
		}
	}
	clear(d.entries[len(out):])
	d.entries = out
	if d.index != nil {
		d.reindex(len(out))
	}
}

// removeAt deletes entry i. The index keeps pointing at the dead entry.
func (d *Dict) removeAt(i int) {
	d.entries[i].key, d.entries[i].val = Value{}, Value{}
	d.used--
	if i == len(d.entries)-1 {
		if d.index != nil {
			d.unindex(i)
		}
		d.entries = d.entries[:i]
		for n := len(d.entries); n > 0 && d.entries[n-1].key.O == nil; n-- {
			if d.index != nil {
				d.unindex(n - 1)
			}
			d.entries = d.entries[:n-1]
		}
	} else if d.used == 0 {
		d.reset()
	}
}

// unindex takes entry i out of the index, shifting what linear probing had moved past it.
func (d *Dict) unindex(i int) {
	mask := uint64(len(d.index) - 1)
	p := d.entries[i].hash & mask
	for d.index[p] != int32(i+1) {
		p = (p + 1) & mask
	}
	for {
		d.index[p] = 0
		q := p
		for {
			q = (q + 1) & mask
			n := d.index[q]
			if n == 0 {
				return
			}
			home := d.entries[n-1].hash & mask
			// Move the entry at q into the hole at p unless its home lies cyclically in (p, q].
			if (q-home)&mask >= (q-p)&mask {
				d.index[p] = n
				p = q
				break
			}
		}
	}
}

func (d *Dict) reset() {
	clear(d.entries)
	d.entries = d.entries[:0]
	d.index = nil
	d.used = 0
}

func (d *Dict) delStr(s string) bool { return d.delStrHash(s, hashString(s)) }

func (d *Dict) delStrHash(s string, h uint64) bool {
	i := d.findStr(s, h)
	if i < 0 {
		return false
	}
	d.removeAt(i)
	return true
}

func (d *Dict) del(cx *rt.Ctx, key Value) (Value, bool, *rt.Error) {
	h, err := Hash(cx, key)
	if err != nil {
		return Value{}, false, err
	}
	i, err := d.find(cx, key, uint64(h))
	if err != nil || i < 0 {
		return Value{}, false, err
	}
	v := d.entries[i].val
	d.removeAt(i)
	return v, true, nil
}

func (d *Dict) copy() *Dict {
	n := &Dict{Obj: Obj{DictType}, used: d.used}
	if d.used == len(d.entries) {
		n.entries = append([]entry(nil), d.entries...)
		n.index = append([]int32(nil), d.index...)
		if d.index == nil {
			n.index = nil
		}
		return n
	}
	n.entries = make([]entry, 0, d.used)
	for _, e := range d.entries {
		if e.key.O != nil {
			n.entries = append(n.entries, e)
		}
	}
	if len(n.entries) > smallDict {
		n.reindex(len(n.entries))
	}
	return n
}

func (d *Dict) keys() []Value {
	out := make([]Value, 0, d.used)
	for i := range d.entries {
		if k := d.entries[i].key; k.O != nil {
			out = append(out, k)
		}
	}
	return out
}

// update adds all of other: a mapping, or an iterable of pairs.
func (d *Dict) update(cx *rt.Ctx, other Value) *rt.Error {
	if other.has(flagDict) && (other.O.Type == DictType || sameFunc(other.O.Type.iter, DictType.iter)) {
		o := asDict(other)
		if d == o {
			return nil
		}
		n := len(o.entries)
		for i := 0; i < len(o.entries); i++ {
			if e := o.entries[i]; e.key.O != nil {
				if err := d.setHash(cx, e.key, e.val, e.hash); err != nil {
					return err
				}
			}
			if len(o.entries) != n {
				return runtimeErr("dict mutated during update")
			}
		}
		return nil
	}
	keys, ok, err := getAttrOpt(cx, other, "keys")
	if err != nil {
		return err
	}
	if ok {
		ks, err := Call(cx, keys)
		if err != nil {
			return err
		}
		it, err := Iter(cx, ks)
		if err != nil {
			return err
		}
		for {
			k, ok, err := it.Next(cx)
			if err != nil || !ok {
				return err
			}
			v, err := GetItem(cx, other, k)
			if err != nil {
				return err
			}
			if err := d.set(cx, k, v); err != nil {
				return err
			}
		}
	}
	it, err := Iter(cx, other)
	if err != nil {
		return err
	}
	for i := 0; ; i++ {
		p, ok, err := it.Next(cx)
		if err != nil || !ok {
			return err
		}
		kv, err := Collect(cx, p)
		if err != nil {
			if isExc(err, TypeError) {
				return typeErr("cannot convert dictionary update sequence element #%d to a sequence", i)
			}
			return err
		}
		if len(kv) != 2 {
			return valueErr("dictionary update sequence element #%d has length %d; 2 is required", i, len(kv))
		}
		if err := d.set(cx, kv[0], kv[1]); err != nil {
			return err
		}
	}
}

// DictSet is d[k] = v of a comprehension or display.
func DictSet(cx *rt.Ctx, d, k, v Value) *rt.Error {
	if d.O.Type != DictType { // the namespace of a class whose metaclass made it
		return SetItem(cx, d, k, v)
	}
	return asDict(d).set(cx, k, v)
}

// DictUpdate is the `**m` of a dict display.
func DictUpdate(cx *rt.Ctx, d, m Value) *rt.Error {
	if !m.has(flagDict) {
		if _, ok := m.O.Type.lookup("keys"); !ok {
			return typeErr("'%s' object is not a mapping", m.O.Type.cName())
		}
	}
	return asDict(d).update(cx, m)
}

// dictEqual compares contents.
func dictEqual(cx *rt.Ctx, a, b *Dict) (bool, *rt.Error) {
	if a.used != b.used {
		return false, nil
	}
	for i := 0; i < len(a.entries); i++ {
		e := a.entries[i]
		if e.key.O == nil {
			continue
		}
		j, err := b.find(cx, e.key, e.hash)
		if err != nil {
			return false, err
		}
		if j < 0 {
			return false, nil
		}
		eq, err := eqItem(cx, e.val, b.entries[j].val)
		if err != nil || !eq {
			return false, err
		}
	}
	return true, nil
}

func dictRepr(cx *rt.Ctx, v Value) (Value, *rt.Error) {
	d := asDict(v)
	if d.used == 0 {
		return NewStr("{}"), nil
	}
	st := stateOf(cx)
	if !st.enterRepr(v.O) {
		return NewStr("{...}"), nil
	}
	defer st.leaveRepr()
	var b strings.Builder
	b.WriteByte('{')
	first := true
	for i := 0; i < len(d.entries); i++ {
		e := d.entries[i]
		if e.key.O == nil {
			continue
		}
		if !first {
			b.WriteString(", ")
		}
		first = false
		if err := writeRepr(cx, &b, e.key); err != nil {
			return Value{}, err
		}
		b.WriteString(": ")
		if err := writeRepr(cx, &b, e.val); err != nil {
			return Value{}, err
		}
	}
	b.WriteByte('}')
	return NewStr(b.String()), nil
}
