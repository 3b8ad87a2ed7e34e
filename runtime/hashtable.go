package rt

import (
	"math"
	"slices"
)

// hashTable is the hash table under cypset, unordered_set and unordered_map. Its order of iteration is
// libstdc++'s, which programs print: one list of all nodes, in which those of a bucket stand together; a node enters an empty
// bucket at the head of the list, another one behind the node before its bucket; growing relinks the nodes in the order of the
// list. Bucket counts are libstdc++'s too, and so are the hashes of numbers (themselves) and strings.
//
// Nodes are numbers into a slice; node 0 stands before the first and, as a successor, for the end. The table knows
// nothing of counts: what goes in is moved in, what comes out is moved out.
type hashTable[K, V any] struct {
	nodes   []hnode[K, V]
	buckets []int32 // number+1 of the node before the bucket's first; 0: empty. nil: one bucket, empty
	free    int32   // unused nodes, linked
	n       int
	resize  int64 // grow beyond so many elements
	load    float64
	kind    elemKind
}

type hnode[K, V any] struct {
	val  V
	key  K
	hash uint64
	next int32
}

func (t *hashTable[K, V]) len() int { return t.n }

func (t *hashTable[K, V]) bucketCount() uint64 { return uint64(max(len(t.buckets), 1)) }

func (t *hashTable[K, V]) bucket(i int32) uint64 { return t.nodes[i].hash % uint64(len(t.buckets)) }

func (t *hashTable[K, V]) maxLoad() float64 {
	if t.load == 0 {
		return 1
	}
	return t.load
}

// first returns the first node, or 0; next the one behind i.
func (t *hashTable[K, V]) first() int32 {
	if len(t.nodes) == 0 {
		return 0
	}
	return t.nodes[0].next
}

func (t *hashTable[K, V]) next(i int32) int32 { return t.nodes[i].next }

// hash returns the hash of a key with built-in meaning.
func (t *hashTable[K, V]) hash(k K) uint64 {
	if t.kind == kindUnknown {
		t.kind = kindOf[K]()
	}
	return stdHash(t.kind, k)
}

// find returns the node with the key, or 0, and its hash; for keys with built-in meaning.
func (t *hashTable[K, V]) find(k K) (int32, uint64) {
	h := t.hash(k)
	i := t.start(h)
	for ; i != 0; i = t.same(i, h) {
		if t.nodes[i].hash == h && equalElems(t.kind, k, t.nodes[i].key) {
			break
		}
	}
	return i, h
}

// start returns the first node of the bucket of a hash, same the next one of that bucket; 0: none.
func (t *hashTable[K, V]) start(h uint64) int32 {
	if t.n == 0 {
		return 0
	}
	before := t.buckets[h%uint64(len(t.buckets))]
	if before == 0 {
		return 0
	}
	return t.nodes[before-1].next
}

func (t *hashTable[K, V]) same(i int32, h uint64) int32 {
	n := t.nodes[i].next
	if n == 0 || t.nodes[n].hash%uint64(len(t.buckets)) != h%uint64(len(t.buckets)) {
		return 0
	}
	return n
}

// insert adds a key that is not there.
func (t *hashTable[K, V]) insert(h uint64, k K, v V) int32 {
	if n := t.needed(); n > 0 {
		t.rehash(n)
	}
	var i int32
	if i = t.free; i != 0 {
		t.free = t.nodes[i].next
	} else {
		if len(t.nodes) == 0 {
			t.nodes = make([]hnode[K, V], 1, 8)
		}
		i = int32(len(t.nodes))
		t.nodes = append(t.nodes, hnode[K, V]{})
	}
	t.nodes[i] = hnode[K, V]{val: v, key: k, hash: h}
	b := t.bucket(i)
	if before := t.buckets[b]; before != 0 {
		t.nodes[i].next = t.nodes[before-1].next
		t.nodes[before-1].next = i
	} else {
		head := t.nodes[0].next
		t.nodes[i].next = head
		t.nodes[0].next = i
		if head != 0 {
			t.buckets[t.bucket(head)] = i + 1
		}
		t.buckets[b] = 1
	}
	t.n++
	return i
}

// needed returns the bucket count to grow to before an insertion, 0 for none.
func (t *hashTable[K, V]) needed() uint64 {
	if int64(t.n+1) <= t.resize {
		return 0
	}
	least := t.n + 1
	if t.resize == 0 {
		least = max(least, 11)
	}
	want := float64(least) / t.maxLoad()
	if n := t.bucketCount(); want >= float64(n) || t.buckets == nil {
		return t.prime(max(uint64(math.Floor(want))+1, 2*n))
	}
	t.resize = int64(math.Floor(float64(t.bucketCount()) * t.maxLoad()))
	return 0
}

// prime returns the bucket count for at least n and sets when to grow next.
func (t *hashTable[K, V]) prime(n uint64) uint64 {
	var p uint64
	if n < uint64(len(fastPrimes)) {
		p = fastPrimes[n]
		if n == 0 {
			return p
		}
	} else {
		i, _ := slices.BinarySearch(primes[:], n)
		if i == len(primes) {
			Fatal("hash table too large")
		}
		p = primes[i]
	}
	t.resize = int64(math.Floor(float64(p) * t.maxLoad()))
	return p
}

// rehash relinks the nodes for n buckets.
func (t *hashTable[K, V]) rehash(n uint64) {
	t.buckets = make([]int32, n)
	if len(t.nodes) == 0 {
		return
	}
	i := t.nodes[0].next
	t.nodes[0].next = 0
	first := uint64(0) // the bucket of the node at the head
	for i != 0 {
		next := t.nodes[i].next
		b := t.nodes[i].hash % n
		if before := t.buckets[b]; before == 0 {
			head := t.nodes[0].next
			t.nodes[i].next = head
			t.nodes[0].next = i
			t.buckets[b] = 1
			if head != 0 {
				t.buckets[first] = i + 1
			}
			first = b
		} else {
			t.nodes[i].next = t.nodes[before-1].next
			t.nodes[before-1].next = i
		}
		i = next
	}
}

// reserve is rehash(n) of C++: at least n buckets.
func (t *hashTable[K, V]) reserve(n uint64) {
	old := t.resize
	least := uint64(math.Ceil(float64(t.n+1) / t.maxLoad()))
	if p := t.prime(max(least, n)); p != t.bucketCount() {
		t.rehash(p)
	} else {
		t.resize = old
	}
}

// remove takes a node out; it returns the key and value, and the node behind.
func (t *hashTable[K, V]) remove(i int32) (k K, v V, next int32) {
	b := t.bucket(i)
	before := t.buckets[b] - 1
	for t.nodes[before].next != i {
		before = t.nodes[before].next
	}
	next = t.nodes[i].next
	nextBucket := uint64(0)
	if next != 0 {
		nextBucket = t.bucket(next)
	}
	if before == t.buckets[b]-1 {
		// The first of its bucket.
		if next == 0 || nextBucket != b {
			if next != 0 {
				t.buckets[nextBucket] = t.buckets[b]
			}
			t.buckets[b] = 0
		}
	} else if next != 0 && nextBucket != b {
		t.buckets[nextBucket] = before + 1
	}
	t.nodes[before].next = next
	k, v = t.nodes[i].key, t.nodes[i].val
	t.nodes[i] = hnode[K, V]{next: t.free}
	t.free = i
	t.n--
	return k, v, next
}

// take empties the table and returns its nodes; the bucket count stays.
func (t *hashTable[K, V]) take() []hnode[K, V] {
	var all []hnode[K, V]
	for i := t.first(); i != 0; i = t.nodes[i].next {
		all = append(all, t.nodes[i])
	}
	t.nodes, t.free, t.n = nil, 0, 0
	clear(t.buckets)
	return all
}

// copyTo makes u a copy of the table, in the same order; elements are cloned.
func (t *hashTable[K, V]) copyTo(u *hashTable[K, V], kk, vk elemKind) {
	*u = *t
	u.nodes = slices.Clone(t.nodes)
	u.buckets = slices.Clone(t.buckets)
	if kk.holds() || vk.holds() {
		for i := u.first(); i != 0; i = u.nodes[i].next {
			n := &u.nodes[i]
			n.key, n.val = cloneElem(kk, n.key), cloneElem(vk, n.val)
		}
	}
}

// stdHash is std::hash of C values, strings, and of references by identity.
func stdHash[T any](k elemKind, v T) uint64 {
	switch k {
	case kindWord, kindRef:
		return signExtend(v)
	case kindFloat64, kindFloat32:
		return floatHash(v)
	}
	return hashOther(v)
}
