package py

import (
	"math"
	"math/big"
	"math/bits"
	"unsafe"

	rt "github.com/cyp-lang/cyp/runtime"
)

// Hash is hash(v).
func Hash(cx *rt.Ctx, v Value) (int64, *rt.Error) {
	switch v.O {
	case &intTag:
		return hashInt64(v.int()), nil
	case &floatTag:
		return hashFloat(v.float()), nil
	}
	t := v.O.Type
	if t == StrType {
		return int64(asStr(v).hashOf()), nil
	}
	if t.hash == nil {
		return 0, typeErr("unhashable type: '%s'", t.name)
	}
	return t.hash(cx, v)
}

const (
	hashBits    = 61
	hashModulus = 1<<hashBits - 1
)

// hashInt64 is CPython's hash of an int: the value modulo 2**61-1, never -1.
func hashInt64(n int64) int64 {
	if n > -hashModulus && n < hashModulus {
		if n == -1 {
			return -2
		}
		return n
	}
	u := uint64(n)
	if n < 0 {
		u = -u
	}
	h := int64(u % hashModulus)
	if n < 0 {
		h = -h
	}
	if h == -1 {
		h = -2
	}
	return h
}

var bigModulus = big.NewInt(hashModulus)

func hashInt(v Value) int64 {
	if v.isInt() {
		return hashInt64(v.int())
	}
	b := asBig(v)
	var m big.Int
	m.Abs(b).Mod(&m, bigModulus)
	h := m.Int64()
	if b.Sign() < 0 {
		h = -h
	}
	if h == -1 {
		h = -2
	}
	return h
}

// hashFloat agrees with hashInt for whole numbers.
func hashFloat(f float64) int64 {
	switch {
	case math.IsInf(f, 1):
		return 314159
	case math.IsInf(f, -1):
		return -314159
	case math.IsNaN(f):
		return 0
	}
	m, e := math.Frexp(f)
	sign := int64(1)
	if m < 0 {
		sign, m = -1, -m
	}
	var x uint64
	for m != 0 {
		x = (x<<28)&hashModulus | x>>(hashBits-28)
		m *= 268435456
		e -= 28
		y := uint64(m)
		m -= float64(y)
		x += y
		if x >= hashModulus {
			x -= hashModulus
		}
	}
	if e >= 0 {
		e %= hashBits
	} else {
		e = hashBits - 1 - (-1-e)%hashBits
	}
	x = (x<<uint(e))&hashModulus | x>>uint(hashBits-e)
	h := int64(x) * sign
	if h == -1 {
		h = -2
	}
	return h
}

// hashTuple is CPython's tuple hash (xxHash over the hashes of the elements).
func hashTuple(cx *rt.Ctx, items []Value) (int64, *rt.Error) {
	const p1, p2, p5 = 11400714785074694791, 14029467366897019727, 2870177450012600261
	acc := uint64(p5)
	for _, v := range items {
		h, err := Hash(cx, v)
		if err != nil {
			return 0, err
		}
		acc += uint64(h) * p2
		acc = bits.RotateLeft64(acc, 31)
		acc *= p1
	}
	acc += uint64(len(items)) ^ (p5 ^ 3527539)
	if acc == math.MaxUint64 {
		return 1546275796, nil
	}
	return int64(acc), nil
}

func hashMix(x uint64) uint64 {
	x ^= x >> 32
	x *= 0xd6e8feb86659fd93
	x ^= x >> 32
	x *= 0xd6e8feb86659fd93
	return x ^ x>>32
}

// hashString hashes text; it is the same in every run, so that sets of strings print alike.
func hashString(s string) uint64 {
	const k0, k1 = 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F
	n := len(s)
	h := uint64(n) * k0
	p := unsafe.Pointer(unsafe.StringData(s))
	if n >= 8 {
		i := 0
		for ; i+8 <= n; i += 8 {
			h = (h ^ load64(p, i)) * k1
			h ^= h >> 29
		}
		if i < n {
			h = (h ^ load64(p, n-8)) * k1
			h ^= h >> 29
		}
	} else if n >= 4 {
		h = (h ^ (load32(p, 0) | load32(p, n-4)<<32)) * k1
		h ^= h >> 29
	} else if n > 0 {
		h = (h ^ (uint64(s[0]) | uint64(s[n/2])<<8 | uint64(s[n-1])<<16)) * k1
		h ^= h >> 29
	}
	h *= k0
	h ^= h >> 32
	if h == math.MaxUint64 {
		h--
	}
	return h
}

func load64(p unsafe.Pointer, i int) uint64 {
	b := (*[8]byte)(unsafe.Add(p, i))
	return uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 | uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
}

func load32(p unsafe.Pointer, i int) uint64 {
	b := (*[4]byte)(unsafe.Add(p, i))
	return uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24
}
