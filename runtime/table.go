package rt

import (
	"math/bits"
	"unsafe"
)

// table is the hash table under dictionaries: entries in order of insertion, and an open-addressed index over
// them, probed linearly. A slot of the index is the entry's number + 1 in the low bits, as many as the size of the index needs,
// and above them low bits of the hash; the hash's top bits choose the place. Deleted entries stay as holes, marked in a
// bitmap, until the table is rebuilt. Up to eight keys of word kind are searched without an index; for keys of other
// kinds the hashes are kept beside the entries.
//
// It knows nothing of counts: what goes in is moved in, what comes out is moved out.
type table[K, V any] struct {
	entries []entry[K, V]
	index   []uint32 // 0: free
	hashes  []uint32 // folded, of the entries; nil for keys of word kind
	dead    []uint64 // bitmap over entries, nil: no holes
	holes   int32
	shift   uint8 // 32 - log2(len(index))
	kind    elemKind
}

type entry[K, V any] struct {
	val V
	key K
}

const smallTable = 8

func (t *table[K, V]) len() int { return len(t.entries) - int(t.holes) }

func (t *table[K, V]) isDead(i int) bool {
	return t.dead != nil && t.dead[i>>6]&(1<<(i&63)) != 0
}

// hash returns the hash of a key with built-in meaning.
func (t *table[K, V]) hash(k K) uint64 {
	switch t.kind {
	case kindWord, kindRef:
		return word(k) * hashFactor
	case kindString:
		return (*String)(unsafe.Pointer(&k)).Hash()
	case kindUnknown:
		t.kind = kindOf[K]()
		return t.hash(k)
	}
	return hashElem(t.kind, k)
}

// word returns a value of word kind as a word. The size is a constant in each instance.
func word[T any](v T) uint64 {
	switch unsafe.Sizeof(v) {
	case 8:
		return *(*uint64)(unsafe.Pointer(&v))
	case 4:
		return uint64(*(*uint32)(unsafe.Pointer(&v)))
	case 2:
		return uint64(*(*uint16)(unsafe.Pointer(&v)))
	}
	return uint64(*(*uint8)(unsafe.Pointer(&v)))
}

// fold is the part of a hash that the index keeps.
func fold(h uint64) uint32 { return uint32(h >> 32) }

func (t *table[K, V]) words() bool { return t.kind == kindWord || t.kind == kindRef }

// find returns the number of the entry with the key, or -1; for keys with built-in meaning.
func (t *table[K, V]) find(k K) int {
	if !t.words() {
		h := fold(t.hash(k))
		for p := t.start(h); ; {
			i, next := t.probe(h, p)
			if i < 0 || t.same(k, &t.entries[i].key) {
				return i
			}
			p = next
		}
	}
	kb := word(k)
	index := t.index
	if len(index) == 0 {
		for i := range t.entries {
			if word(t.entries[i].key) == kb && !t.isDead(i) {
				return i
			}
		}
		return -1
	}
	h := uint32(kb * hashFactor >> 32)
	mask := uint32(len(index) - 1)
	bits := (32 - t.shift) & 31
	tag := h << bits
	for p := h >> (t.shift & 31); ; p++ {
		s := index[p&mask]
		if s == 0 {
			return -1
		}
		if (s^tag)>>bits == 0 {
			if i := int(s&mask) - 1; word(t.entries[i].key) == kb {
				return i
			}
		}
	}
}

// same compares keys with built-in meaning whose hashes agree.
func (t *table[K, V]) same(k K, stored *K) bool {
	if t.kind == kindString {
		return string((*String)(unsafe.Pointer(&k)).b) == string((*String)(unsafe.Pointer(stored)).b)
	}
	return equalElems(t.kind, k, *stored)
}

// start and probe walk the entries whose hash is h: probe returns the next one from
// position p on, and where to go on, or -1.
func (t *table[K, V]) start(h uint32) uint32 { return h >> (t.shift & 31) }

func (t *table[K, V]) probe(h, p uint32) (i int, next uint32) {
	if len(t.index) == 0 {
		return -1, 0
	}
	mask := uint32(len(t.index) - 1)
	bits := (32 - t.shift) & 31
	for ; ; p++ {
		s := t.index[p&mask]
		if s == 0 {
			return -1, 0
		}
		if (s^h<<bits)>>bits == 0 {
			if i := int(s&mask) - 1; t.hashes[i] == h {
				return i, p + 1
			}
		}
	}
}

// insert appends an entry whose key is not there, with the hash h of its key.
func (t *table[K, V]) insert(h uint64, k K, v V) {
	n := len(t.entries)
	if 8*(n+1) > 5*len(t.index) && (len(t.index) > 0 || !t.words() || n >= smallTable) {
		t.grow()
		n = len(t.entries)
	}
	t.entries = append(t.entries, entry[K, V]{v, k})
	if !t.words() {
		t.hashes = append(t.hashes, fold(h))
	}
	if t.dead != nil && n>>6 >= len(t.dead) {
		t.dead = append(t.dead, 0)
	}
	if len(t.index) > 0 {
		t.place(fold(h), n)
	}
}

func (t *table[K, V]) place(h uint32, i int) {
	mask := uint32(len(t.index) - 1)
	p := h >> (t.shift & 31)
	for t.index[p&mask] != 0 {
		p++
	}
	t.index[p&mask] = h<<((32-t.shift)&31) | uint32(i+1)
}

// hashOf returns the folded hash of an entry.
func (t *table[K, V]) hashOf(i int) uint32 {
	if t.words() {
		return uint32(word(t.entries[i].key) * hashFactor >> 32)
	}
	return t.hashes[i]
}

// grow makes room for more entries: it squeezes out the holes and rebuilds the index.
func (t *table[K, V]) grow() {
	t.squeezeEntries()
	size := 16
	for 5*size < 16*(len(t.entries)+1) {
		size *= 2
	}
	if size == len(t.index) {
		clear(t.index)
	} else {
		t.index = make([]uint32, size)
	}
	t.shift = uint8(32 - bits.Len(uint(size-1)))
	// Room for what the index takes: the entries grow with it.
	if room := 5 * size / 8; cap(t.entries) < room {
		t.entries = append(make([]entry[K, V], 0, room), t.entries...)
		if !t.words() {
			t.hashes = append(make([]uint32, 0, room), t.hashes...)
		}
	}
	for i := range t.entries {
		t.place(t.hashOf(i), i)
	}
}

// squeezeEntries moves the entries over the holes; the index is wrong afterwards.
func (t *table[K, V]) squeezeEntries() {
	if t.holes == 0 {
		return
	}
	n := 0
	for i := range t.entries {
		if t.isDead(i) {
			continue
		}
		t.entries[n] = t.entries[i]
		if t.hashes != nil {
			t.hashes[n] = t.hashes[i]
		}
		n++
	}
	clear(t.entries[n:])
	t.entries = t.entries[:n]
	if t.hashes != nil {
		t.hashes = t.hashes[:n]
	}
	t.dead, t.holes = nil, 0
}

// remove takes the entry number i out.
func (t *table[K, V]) remove(i int) entry[K, V] {
	e := t.entries[i]
	if len(t.index) > 0 {
		t.unplace(i)
	}
	var z entry[K, V]
	if i == len(t.entries)-1 {
		t.entries[i] = z
		t.cut(i)
		t.trim()
		return e
	}
	t.entries[i] = z
	if t.dead == nil {
		t.dead = make([]uint64, len(t.entries)>>6+1)
	}
	t.dead[i>>6] |= 1 << (i & 63)
	t.holes++
	if int(t.holes) > len(t.entries)/2 && t.holes > smallTable {
		t.squeeze()
	}
	return e
}

func (t *table[K, V]) cut(n int) {
	t.entries = t.entries[:n]
	if t.hashes != nil {
		t.hashes = t.hashes[:n]
	}
}

// trim drops the holes at the end.
func (t *table[K, V]) trim() {
	for n := len(t.entries); n > 0 && t.holes > 0 && t.isDead(n-1); n-- {
		t.dead[(n-1)>>6] &^= 1 << ((n - 1) & 63)
		t.cut(n - 1)
		t.holes--
	}
	if t.holes == 0 {
		t.dead = nil
	}
}

func (t *table[K, V]) squeeze() {
	if len(t.index) > 0 {
		t.grow()
	} else {
		t.squeezeEntries()
	}
}

// unplace removes entry i from the index, moving back those that were pushed on by it.
func (t *table[K, V]) unplace(i int) {
	mask := uint32(len(t.index) - 1)
	p := t.hashOf(i) >> (t.shift & 31)
	for t.index[p]&mask != uint32(i+1) {
		p = (p + 1) & mask
	}
	for q := (p + 1) & mask; t.index[q] != 0; q = (q + 1) & mask {
		home := t.hashOf(int(t.index[q]&mask)-1) >> (t.shift & 31)
		// It may move to p unless its home lies between p and q.
		if (q-home)&mask >= (q-p)&mask {
			t.index[p] = t.index[q]
			p = q
		}
	}
	t.index[p] = 0
}

// next returns the number of the first live entry from i on, or -1.
func (t *table[K, V]) next(i int) int {
	for ; i < len(t.entries); i++ {
		if !t.isDead(i) {
			return i
		}
	}
	return -1
}

// last returns the number of the last live entry, or -1.
func (t *table[K, V]) last() int {
	for i := len(t.entries) - 1; i >= 0; i-- {
		if !t.isDead(i) {
			return i
		}
	}
	return -1
}

// take empties the table and returns its live entries.
func (t *table[K, V]) take() []entry[K, V] {
	t.squeezeEntries()
	es := t.entries
	t.entries, t.index, t.hashes, t.dead, t.holes, t.shift = nil, nil, nil, nil, 0, 0
	return es
}

// copyTo makes u a copy of the table; elements are cloned.
func (t *table[K, V]) copyTo(u *table[K, V], kk, vk elemKind) {
	u.kind, u.shift = t.kind, t.shift
	u.entries = append([]entry[K, V](nil), t.entries...)
	u.index = append([]uint32(nil), t.index...)
	u.hashes = append([]uint32(nil), t.hashes...)
	u.dead = append([]uint64(nil), t.dead...)
	u.holes = t.holes
	if len(u.dead) == 0 {
		u.dead = nil
	}
	if kk.holds() || vk.holds() {
		for i := t.next(0); i >= 0; i = t.next(i + 1) {
			e := &u.entries[i]
			e.key = cloneElem(kk, e.key)
			e.val = cloneElem(vk, e.val)
		}
	}
}

// hashKey returns the hash of a key.
func (o *ElemOps[K]) hashKey(cx *Ctx, k K) (uint64, *Error) {
	if o.Hash == nil {
		return hashElem(o.kind, k), nil
	}
	if o.Ref && refOf(&k) == nil {
		return 0, Raise("TypeError", "unhashable NULL key")
	}
	h, err := o.Hash(cx, k)
	return h * hashFactor, err
}

// ready notes how keys are hashed. It writes only once, where the table is made: those who look up may be several threads.
func (t *table[K, V]) ready(o *ElemOps[K]) {
	kind := o.kind
	if o.Hash != nil {
		kind = kindOther
	}
	if t.kind != kind {
		t.kind = kind
	}
}

// lookup finds a key by the operations of its class: the entry number or -1, and the hash for
// an insertion or removal.
func lookup[K, V any](cx *Ctx, t *table[K, V], o *ElemOps[K], k K) (i int, h uint64, err *Error) {
	t.ready(o)
	if o.Hash == nil {
		return t.find(k), t.hash(k), nil
	}
	if h, err = o.hashKey(cx, k); err != nil {
		return -1, h, err
	}
	f := fold(h)
	// Keys are often looked for in the order in which they were put in: then the entry after the last one found is it, and the index, which
	// is all over memory, need not be read. The thread remembers that, not the table, which several may read at once.
	me := uintptr(unsafe.Pointer(t))
	if n := cx.found + 1; cx.searched == me && n < len(t.hashes) && t.hashes[n] == f && !t.isDead(n) {
		eq, err := o.Eq(cx, k, t.entries[n].key)
		if err != nil {
			return -1, h, err
		}
		if eq && n < len(t.hashes) {
			cx.searched, cx.found = me, n
			return n, h, nil
		}
	}
	for p := t.start(f); ; {
		i, next := t.probe(f, p)
		if i < 0 {
			return -1, h, nil
		}
		stored := t.entries[i].key
		eq, err := o.Eq(cx, k, stored)
		if err != nil {
			return -1, h, err
		}
		if eq {
			cx.searched, cx.found = me, i
			return i, h, nil
		}
		p = next
	}
}
