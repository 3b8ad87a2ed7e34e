package rt

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// tail gives the same number as the bytes one by one.
func TestTail(t *testing.T) {
	b := []byte("\xf0\xe1\xd2\xc3\xb4\xa5\x96\x87xyz\xff\x00\x01")
	for l := 1; l <= len(b); l++ {
		for n := 1; n <= min(l, 7); n++ {
			if l < 8 && n != l {
				continue
			}
			var w uint64
			for i, c := range b[l-n : l] {
				w |= uint64(c) << (8 * i)
			}
			require.Equal(t, w, tail(b[:l], n), "%d of %d", n, l)
		}
	}
}
