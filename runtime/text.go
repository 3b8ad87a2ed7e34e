package rt

import (
	le "encoding/binary"
	"math/bits"
	"math/rand/v2"
	"unsafe"
)

// text stands for a string in a table. One of up to 15 bytes is in it whole, the length in its top byte, so that a comparison need not look at
// the string; a longer one is a hash and its length, and strings whose texts agree are still to be compared.
type text struct{ lo, hi uint64 }

const longText = 0xff << 56

// The hashes of texts choose places in tables, which nobody sees: they may differ from run to run, and nobody can choose keys that
// collide.
var textSeed = [3]uint64{rand.Uint64(), rand.Uint64(), rand.Uint64()}

func textOf(b []byte) text {
	if len(b) > 15 {
		return text{hashLong(b), longText | uint64(len(b))}
	}
	return shortText(b)
}

func shortText(b []byte) text {
	n := uint64(len(b))
	if n >= 8 {
		return text{le.LittleEndian.Uint64(b), le.LittleEndian.Uint64(b[n-8:])>>(128-8*n) | n<<56}
	}
	return text{fewBytes(b), n << 56}
}

// fewBytes is up to 7 bytes as a number, the first lowest.
func fewBytes(b []byte) uint64 {
	n := uint64(len(b))
	if n >= 4 {
		return uint64(le.LittleEndian.Uint32(b)) | uint64(le.LittleEndian.Uint32(b[n-4:]))<<(8*(n-4))
	}
	var w uint64
	for i, c := range b {
		w |= uint64(c) << (8 * i)
	}
	return w
}

func (x text) long() bool { return x.hi >= longText }

func (x text) hash() uint32 { return fold(mix(x.lo^textSeed[0], x.hi^textSeed[1])) }

// mix is the product of two words, its halves one over the other.
func mix(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	return hi ^ lo
}

// hashLong hashes more than 15 bytes; the last 16 are taken once more where they do not begin at a multiple.
func hashLong(b []byte) uint64 {
	h := textSeed[2]
	for r := b; len(r) >= 16; r = r[16:] {
		h = mix(le.LittleEndian.Uint64(r)^textSeed[0], le.LittleEndian.Uint64(r[8:])^h)
	}
	r := b[len(b)-16:]
	return mix(le.LittleEndian.Uint64(r)^h, le.LittleEndian.Uint64(r[8:])^textSeed[1])
}

// stringAt is the bytes of the string at an offset in an object.
func stringAt(h *Header, at uintptr) []byte { return (*String)(unsafe.Add(unsafe.Pointer(h), at)).b }

// findShort returns the number of the entry whose text is that of a string, -1 where there is none, or notShort.
func (t *slots) findShort(cx *Ctx, b []byte) int {
	if len(b) > 15 {
		return notShort
	}
	index := t.index
	if len(index) == 0 {
		return -1
	}
	x := shortText(b)
	// A program that goes through the keys, or through another table filled alike, looks for the next one each time: the index, which is all over
	// memory, need not be read. The thread remembers where it was, not the table, which several may read at once.
	me := uintptr(unsafe.Pointer(t))
	if cx.searched == me {
		if i := cx.found; i < uint(len(t.texts)) && t.texts[i] == x {
			cx.found = i + 1
			return int(i)
		}
	}
	h := x.hash()
	mask := uint32(len(index) - 1)
	bits := (32 - t.shift) & 31
	tag := h << bits
	for p := h >> (t.shift & 31); ; p += 2 {
		// Two slots at once: the key is nearly always in one of them, but in which is not foreseen.
		s, s2 := index[p&mask], index[(p+1)&mask]
		none := uint64(s) * uint64(s2)
		differs := int32((s ^ tag) >> bits)
		s ^= (s ^ s2) & uint32((differs|-differs)>>31)
		if (s^tag)>>bits == 0 {
			if i := uint(s&mask) - 1; i < uint(len(t.texts)) && t.texts[i] == x {
				cx.searched, cx.found = me, i+1
				return int(i)
			}
			// Another key has these bits of the hash; where it was in the first slot, the second may have ours.
			if i := uint(s2&mask) - 1; (s2^tag)>>bits == 0 && i < uint(len(t.texts)) && t.texts[i] == x {
				cx.searched, cx.found = me, i+1
				return int(i)
			}
		}
		if none == 0 {
			return -1
		}
	}
}

const notShort = -2

// noText is the text of a deleted entry.
var noText = text{0, 0xfe << 56}
