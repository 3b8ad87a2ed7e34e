package rt

import (
	"math/bits"
	"slices"
	"unsafe"
)

// slots is the part of a table that does not depend on the types of its entries: an open-addressed index over
// them, probed linearly. A slot of the index is the entry's number + 1 in the low bits, as many as the size of the index needs,
// and above them low bits of the hash; the hash's top bits choose the place.
//
// Beside the entries there are, for keys that are strings, or objects which are as good as one, their texts; for keys of word kind nothing; for
// all others their hashes.
type slots struct {
	index  []uint32 // 0: free
	hashes []uint32 // folded
	texts  []text
	dead   []uint64 // bitmap over entries, nil: no holes
	at     uintptr  // of the string in a key that is an object
	holes  int32
	shift  uint8 // 32 - log2(len(index))
	kind   elemKind
}

// table is the hash table under dictionaries: entries in order of insertion, and an index over them. Deleted entries stay as holes,
// marked in a bitmap, until the table is rebuilt. Up to eight keys of word kind are searched without an index.
//
// It knows nothing of counts: what goes in is moved in, what comes out is moved out.
type table[K, V any] struct {
	entries []entry[K, V]
	slots
}

type entry[K, V any] struct {
	val V
	key K
}

const smallTable = 8

func (t *table[K, V]) len() int { return len(t.entries) - int(t.holes) }

func (t *slots) isDead(i int) bool {
	return t.dead != nil && t.dead[i>>6]&(1<<(i&63)) != 0
}

// hash returns the folded hash of a key.
func (t *table[K, V]) hash(k K) uint32 {
	switch t.kind {
	case kindWord, kindRef:
		return fold(word(k) * hashFactor)
	case kindString, kindText, kindTextVar:
		return textOf(t.bytes(&k)).hash()
	case kindUnknown:
		t.kind = kindOf[K]()
		return t.hash(k)
	}
	return fold(hashElem(t.kind, k))
}

// bytes is the string that a key is or that stands for it.
func (t *table[K, V]) bytes(k *K) []byte {
	if t.kind == kindString {
		return (*String)(unsafe.Pointer(k)).b
	}
	return stringAt(refOf(k), t.at)
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

func (t *slots) words() bool { return t.kind == kindWord || t.kind == kindRef }

// textual reports whether the texts of the keys are kept.
func (t *slots) textual() bool { return t.kind == kindString || t.kind == kindText }

// find returns the number of the entry with the key, or -1; for keys with built-in meaning.
func (t *table[K, V]) find(cx *Ctx, k K) int {
	switch {
	case t.textual():
		return t.findBytes(cx, t.bytes(&k))
	case !t.words():
		h := t.hash(k)
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

// findBytes finds a key by its string.
func (t *table[K, V]) findBytes(cx *Ctx, b []byte) int {
	if i := t.findShort(cx, b); i != notShort {
		return i
	}
	x := textOf(b)
	h := x.hash()
	for p := t.start(h); ; {
		i, next := t.probe(h, p)
		if i < 0 || t.texts[i] == x && string(b) == string(t.bytes(&t.entries[i].key)) {
			return i
		}
		p = next
	}
}

// same compares keys with built-in meaning whose hashes agree.
func (t *table[K, V]) same(k K, stored *K) bool {
	if t.kind == kindTextVar {
		return refOf(&k) == refOf(stored) || string(t.bytes(&k)) == string(t.bytes(stored))
	}
	return equalElems(t.kind, k, *stored)
}

// start and probe walk the entries whose hash is h: probe returns the next one from
// position p on, and where to go on, or -1.
func (t *slots) start(h uint32) uint32 { return h >> (t.shift & 31) }

func (t *slots) probe(h, p uint32) (i int, next uint32) {
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
			if i := int(s&mask) - 1; t.hashes == nil || t.hashes[i] == h {
				return i, p + 1
			}
		}
	}
}

// insert appends an entry whose key is not there, with the hash h of its key.
func (t *table[K, V]) insert(h uint32, k K, v V) {
	n := len(t.entries)
	if 8*(n+1) > 5*len(t.index) && (len(t.index) > 0 || !t.words() || n >= smallTable) {
		t.grow()
		n = len(t.entries)
	}
	t.entries = append(t.entries, entry[K, V]{v, k})
	switch {
	case t.textual():
		t.texts = append(t.texts, textOf(t.bytes(&k)))
	case !t.words():
		t.hashes = append(t.hashes, h)
	}
	if t.dead != nil && n>>6 >= len(t.dead) {
		t.dead = append(t.dead, 0)
	}
	if len(t.index) > 0 {
		t.place(h, n)
	}
}

func (t *slots) place(h uint32, i int) {
	mask := uint32(len(t.index) - 1)
	p := h >> (t.shift & 31)
	for t.index[p&mask] != 0 {
		p++
	}
	t.index[p&mask] = h<<((32-t.shift)&31) | uint32(i+1)
}

// hashOf returns the folded hash of an entry.
func (t *table[K, V]) hashOf(i int) uint32 {
	switch {
	case t.words():
		return uint32(word(t.entries[i].key) * hashFactor >> 32)
	case t.textual():
		return t.texts[i].hash()
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
		switch {
		case t.textual():
			t.texts = append(make([]text, 0, room), t.texts...)
		case !t.words():
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
		if t.texts != nil {
			t.texts[n] = t.texts[i]
		}
		n++
	}
	clear(t.entries[n:])
	t.cut(n)
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
	if t.texts != nil {
		t.texts[i] = noText
	}
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
	if t.texts != nil {
		t.texts = t.texts[:n]
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
	t.entries, t.slots = nil, slots{kind: t.kind, at: t.at}
	return es
}

// copyTo makes u a copy of the table; elements are cloned.
func (t *table[K, V]) copyTo(u *table[K, V], kk, vk elemKind) {
	u.entries = append([]entry[K, V](nil), t.entries...)
	u.slots = t.slots
	u.index = slices.Clone(t.index)
	u.hashes = slices.Clone(t.hashes)
	u.texts = slices.Clone(t.texts)
	u.dead = slices.Clone(t.dead)
	if kk.holds() || vk.holds() {
		for i := t.next(0); i >= 0; i = t.next(i + 1) {
			e := &u.entries[i]
			e.key = cloneElem(kk, e.key)
			e.val = cloneElem(vk, e.val)
		}
	}
}

// hashKey returns the folded hash of a key that has a __hash__ of its own.
func (o *ElemOps[K]) hashKey(cx *Ctx, k K) (uint32, *Error) {
	if o.Ref && refOf(&k) == nil {
		return 0, errNullKey()
	}
	h, err := o.Hash(cx, k)
	return fold(h * hashFactor), err
}

func errNullKey() *Error { return Raise("TypeError", "unhashable NULL key") }

// ready notes how keys are hashed. It writes only once, where the table is made: those who look up may be several threads.
func (t *table[K, V]) ready(o *ElemOps[K]) {
	if t.kind != o.keyed {
		t.kind, t.at = o.keyed, o.TextAt
	}
}

// lookup finds a key by the operations of its class: the entry number or -1, and the folded hash for
// an insertion or removal.
func lookup[K, V any](cx *Ctx, t *table[K, V], o *ElemOps[K], k K) (i int, h uint32, err *Error) {
	t.ready(o)
	if t.kind != kindHashed {
		if o.TextAt != 0 && refOf(&k) == nil {
			return -1, 0, errNullKey()
		}
		if i = t.find(cx, k); i < 0 {
			h = t.hash(k)
		}
		return i, h, nil
	}
	if h, err = o.hashKey(cx, k); err != nil {
		return -1, h, err
	}
	for p := t.start(h); ; {
		i, next := t.probe(h, p)
		if i < 0 {
			return -1, h, nil
		}
		eq, err := o.Eq(cx, k, t.entries[i].key)
		if err != nil {
			return -1, h, err
		}
		if eq {
			return i, h, nil
		}
		p = next
	}
}
