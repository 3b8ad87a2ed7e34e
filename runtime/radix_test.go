package rt

import (
	"math/rand"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

func testSortInts[T int32 | uint32 | int64 | uint64](t *testing.T, flip T) {
	r := rand.New(rand.NewSource(1))
	for _, n := range []int{0, 1, radixFrom - 1, radixFrom, 5000} {
		for _, keep := range []uint64{^uint64(0), 0xff, 0xff00ff0000, 1 << 63, 0} {
			s := make([]T, n)
			for i := range s {
				s[i] = T(r.Uint64() & keep)
			}
			want := slices.Clone(s)
			slices.Sort(want)
			sortInts(s, flip)
			require.Equal(t, want, s)
			slices.Reverse(s)
			sortInts(s, flip)
			require.Equal(t, want, s)
		}
	}
}

func TestSortInts(t *testing.T) {
	testSortInts[int32](t, -1<<31)
	testSortInts[uint32](t, 0)
	testSortInts[int64](t, -1<<63)
	testSortInts[uint64](t, 0)
}
