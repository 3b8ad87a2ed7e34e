package rt

import "testing"

func TestNumericLimits(t *testing.T) {
	for _, c := range []struct{ got, want int32 }{
		{NumericLimits[int32]{}.Digits(), 31}, {NumericLimits[uint64]{}.Digits(), 64}, {NumericLimits[float64]{}.Digits(), 53},
		{NumericLimits[bool]{}.Digits(), 1}, {NumericLimits[int8]{}.Digits10(), 2}, {NumericLimits[int64]{}.Digits10(), 18},
		{NumericLimits[uint64]{}.Digits10(), 19}, {NumericLimits[float32]{}.Digits10(), 6}, {NumericLimits[float32]{}.MaxExponent10(), 38},
		{NumericLimits[int32]{}.MaxExponent(), 0},
	} {
		if c.got != c.want {
			t.Errorf("%d, want %d", c.got, c.want)
		}
	}
	if (NumericLimits[uint8]{}).IsSigned() || !(NumericLimits[uint8]{}).IsModulo() || !(NumericLimits[float32]{}).HasInfinity() {
		t.Error("kinds")
	}
}
