package rt

import (
	"math"
	"strconv"
)

// float prints a floating-point conversion as C does.
func (f *formatter) float(s *spec, v float64) {
	var head [2]byte
	sign := head[:0]
	switch {
	case math.Signbit(v) && !math.IsNaN(v):
		sign = append(sign, '-')
	case math.Signbit(v):
		sign = append(sign, '-')
	case s.plus:
		sign = append(sign, '+')
	case s.space:
		sign = append(sign, ' ')
	}
	v = math.Abs(v)
	up := s.conv >= 'A' && s.conv <= 'Z'
	if math.IsNaN(v) || math.IsInf(v, 0) {
		digits := []byte("inf")
		if math.IsNaN(v) {
			digits = []byte("nan")
		}
		if up {
			upper(digits)
		}
		f.number(s, sign, 0, digits)
		return
	}
	var buf [64]byte
	digits := appendFloat(buf[:0], v, s.conv|0x20, s.prec, s.alt)
	if up {
		upper(digits)
	}
	if s.conv|0x20 == 'a' {
		// The prefix goes before the zeros.
		sign = append(sign, digits[:2]...)
		digits = digits[2:]
	}
	zeros := 0
	if s.zero && !s.minus {
		zeros = max(s.width-len(sign)-len(digits), 0)
	}
	f.number(s, sign, zeros, digits)
}

// appendFloat formats a finite v >= 0 as %f, %e, %g or %a.
func appendFloat(b []byte, v float64, conv byte, prec int, alt bool) []byte {
	switch conv {
	case 'f', 'e':
		if prec < 0 {
			prec = 6
		}
		n := len(b)
		b = strconv.AppendFloat(b, v, conv, prec, 64)
		if alt && prec == 0 {
			b = insertPoint(b, n)
		}
		return b
	case 'a':
		b = strconv.AppendFloat(b, v, 'x', prec, 64)
		return cHexExponent(b)
	}
	return appendG(b, v, prec, alt)
}

// insertPoint puts a '.' before the exponent, or at the end.
func insertPoint(b []byte, from int) []byte {
	i := from
	for i < len(b) && b[i] != 'e' {
		i++
	}
	b = append(b, 0)
	copy(b[i+1:], b[i:])
	b[i] = '.'
	return b
}

// cHexExponent drops the leading zero that Go writes in the exponent.
func cHexExponent(b []byte) []byte {
	for i := range b {
		if b[i] == 'p' && i+3 < len(b) && b[i+2] == '0' {
			return append(b[:i+2], b[i+3:]...)
		}
	}
	return b
}

// appendG is %g: prec significant digits, trailing zeros removed unless alt.
func appendG(b []byte, v float64, prec int, alt bool) []byte {
	if prec < 0 {
		prec = 6
	}
	if prec == 0 {
		prec = 1
	}
	var buf [400]byte
	e := strconv.AppendFloat(buf[:0], v, 'e', prec-1, 64)
	mark := len(e) - 1
	for e[mark] != 'e' {
		mark--
	}
	exp, _ := strconv.Atoi(string(e[mark+1:]))
	n := len(b)
	if exp < -4 || exp >= prec {
		b = append(b, e...)
	} else {
		b = strconv.AppendFloat(b, v, 'f', prec-1-exp, 64)
	}
	if alt {
		for _, c := range b[n:] {
			if c == '.' {
				return b
			}
		}
		return insertPoint(b, n)
	}
	return trimZeros(b, n)
}

// trimZeros removes trailing zeros behind the point, and the point, before an exponent.
func trimZeros(b []byte, from int) []byte {
	point, end := -1, len(b)
	for i := from; i < len(b); i++ {
		if b[i] == '.' {
			point = i
		}
		if b[i] == 'e' {
			end = i
		}
	}
	if point < 0 {
		return b
	}
	last := end
	for b[last-1] == '0' {
		last--
	}
	if b[last-1] == '.' {
		last--
	}
	return append(b[:last], b[end:]...)
}

// appendShortest is the shortest text that reads back, as fmt prints a double with {}.
func appendShortest(b []byte, v float64) []byte {
	switch {
	case math.IsNaN(v):
		if math.Signbit(v) {
			b = append(b, '-')
		}
		return append(b, "nan"...)
	case math.IsInf(v, 1):
		return append(b, "inf"...)
	case math.IsInf(v, -1):
		return append(b, "-inf"...)
	}
	if a := math.Abs(v); a != 0 && (a < 1e-4 || a >= 1e16) {
		return strconv.AppendFloat(b, v, 'e', -1, 64)
	}
	return strconv.AppendFloat(b, v, 'f', -1, 64)
}
