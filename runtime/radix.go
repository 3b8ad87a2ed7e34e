package rt

import "slices"

// radixFrom is the length from which integers are sorted by their digits.
const radixFrom = 512

const (
	digitBits = 11
	digits    = 1 << digitBits
)

// sortInts sorts integers: longer slices in passes over their digits, the lowest first, each of which keeps the order of the one
// before. flip turns the order of the bits into that of the numbers: the sign bit of signed ones.
func sortInts[T int32 | uint32 | int64 | uint64](s []T, flip T) {
	if len(s) < radixFrom {
		slices.Sort(s)
		return
	}
	if slices.IsSorted(s) {
		return
	}
	var zero T
	width := 64
	if sizeOf[T]() == 4 {
		width = 32
	}
	// What differs: digits that are the same in all numbers need no pass.
	diff := zero
	for _, v := range s {
		diff |= v ^ s[0]
	}
	from, to := s, make([]T, len(s))
	var count [digits]int
	for shift := 0; shift < width; shift += digitBits {
		if diff>>shift&(digits-1) == 0 {
			continue
		}
		clear(count[:])
		for _, v := range from {
			count[(v^flip)>>shift&(digits-1)]++
		}
		at := 0
		for i, n := range count {
			count[i] = at
			at += n
		}
		for _, v := range from {
			d := (v ^ flip) >> shift & (digits - 1)
			to[count[d]] = v
			count[d]++
		}
		from, to = to, from
	}
	if &from[0] != &s[0] {
		copy(s, from)
	}
}
