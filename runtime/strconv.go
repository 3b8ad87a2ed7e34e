package rt

import (
	"errors"
	"math"
	"strconv"
	"strings"
)

// scanInt reads an integer as strtol does: blanks, a sign, a prefix by base, digits. It returns its
// magnitude, how many bytes were read (0: no number), and whether it fits 64 bits.
func scanInt(s []byte, base int) (neg bool, mag uint64, n int, fits bool) {
	i := 0
	for i < len(s) && isSpace(s[i]) {
		i++
	}
	if i < len(s) && (s[i] == '+' || s[i] == '-') {
		neg = s[i] == '-'
		i++
	}
	if (base == 0 || base == 16) && i+2 < len(s) && s[i] == '0' && s[i+1]|0x20 == 'x' && digit(s[i+2]) < 16 {
		base = 16
		i += 2
	} else if base == 0 {
		base = 10
		if i < len(s) && s[i] == '0' {
			base = 8
		}
	}
	start := i
	fits = true
	for ; i < len(s) && digit(s[i]) < base; i++ {
		if mag > (math.MaxUint64-uint64(digit(s[i])))/uint64(base) {
			fits = false
			continue
		}
		mag = mag*uint64(base) + uint64(digit(s[i]))
	}
	if i == start {
		return neg, 0, 0, true
	}
	return neg, mag, i, fits
}

func digit(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c|0x20 >= 'a' && c|0x20 <= 'z':
		return int(c|0x20-'a') + 10
	}
	return 99
}

// scanFloat reads a number as strtod does.
func scanFloat(s []byte) (v float64, n int, fits bool) {
	i := 0
	for i < len(s) && isSpace(s[i]) {
		i++
	}
	start := i
	if i < len(s) && (s[i] == '+' || s[i] == '-') {
		i++
	}
	rest := strings.ToLower(string(s[i:min(len(s), i+8)]))
	switch {
	case strings.HasPrefix(rest, "infinity"):
		i += 8
	case strings.HasPrefix(rest, "inf"), strings.HasPrefix(rest, "nan"):
		i += 3
	default:
		if i = floatEnd(s, i); i < 0 {
			return 0, 0, true
		}
	}
	text := string(s[start:i])
	if strings.ContainsAny(text, "xX") && !strings.ContainsAny(text, "pP") {
		text += "p0"
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil && !errors.Is(err, strconv.ErrRange) {
		return 0, 0, true
	}
	return v, i, err == nil
}

// floatEnd returns the end of the digits of a number from i on, -1 if there are none.
func floatEnd(s []byte, i int) int {
	isDigit := func(c byte) bool { return c >= '0' && c <= '9' }
	mark := byte('e')
	if i+1 < len(s) && s[i] == '0' && s[i+1]|0x20 == 'x' {
		isDigit = func(c byte) bool { return digit(c) < 16 }
		mark = 'p'
		i += 2
	}
	digits := 0
	for ; i < len(s) && isDigit(s[i]); i++ {
		digits++
	}
	if i < len(s) && s[i] == '.' {
		i++
		for ; i < len(s) && isDigit(s[i]); i++ {
			digits++
		}
	}
	if digits == 0 {
		return -1
	}
	if i < len(s) && s[i]|0x20 == mark {
		j := i + 1
		if j < len(s) && (s[j] == '+' || s[j] == '-') {
			j++
		}
		if j < len(s) && s[j] >= '0' && s[j] <= '9' {
			for j < len(s) && s[j] >= '0' && s[j] <= '9' {
				j++
			}
			i = j
		}
	}
	return i
}

// signed reads a signed integer of so many bits for stoi and stol: std::invalid_argument becomes
// ValueError, std::out_of_range IndexError.
func signed(name string, s String, idx *uint64, base int32, width uint) (int64, *Error) {
	neg, mag, n, fits := scanInt(s.b, int(base))
	if n == 0 {
		return 0, Raise("ValueError", name)
	}
	limit := uint64(1) << (width - 1)
	if !fits || mag > limit || mag == limit && !neg {
		return 0, Raise("IndexError", name)
	}
	if idx != nil {
		*idx = uint64(n)
	}
	if neg {
		return -int64(mag), nil
	}
	return int64(mag), nil
}

// Stoi is stoi(s), StoiIdx stoi(s, idx), StoiBase stoi(s, idx, base); idx may be nil.
func Stoi(s String) (int32, *Error) { return StoiBase(s, nil, 10) }

// StoiIdx is stoi(s, idx).
func StoiIdx(s String, idx *uint64) (int32, *Error) { return StoiBase(s, idx, 10) }

// StoiBase is stoi(s, idx, base).
func StoiBase(s String, idx *uint64, base int32) (int32, *Error) {
	v, err := signed("stoi", s, idx, base, 32)
	return int32(v), err
}

// Stol, StolIdx and StolBase are stol, and stoll.
func Stol(s String) (int64, *Error) { return StolBase(s, nil, 10) }

// StolIdx is stol(s, idx).
func StolIdx(s String, idx *uint64) (int64, *Error) { return StolBase(s, idx, 10) }

// StolBase is stol(s, idx, base).
func StolBase(s String, idx *uint64, base int32) (int64, *Error) {
	return signed("stol", s, idx, base, 64)
}

// Stoul, StoulIdx and StoulBase are stoul, and stoull.
func Stoul(s String) (uint64, *Error) { return StoulBase(s, nil, 10) }

// StoulIdx is stoul(s, idx).
func StoulIdx(s String, idx *uint64) (uint64, *Error) { return StoulBase(s, idx, 10) }

// StoulBase is stoul(s, idx, base).
func StoulBase(s String, idx *uint64, base int32) (uint64, *Error) {
	neg, mag, n, fits := scanInt(s.b, int(base))
	if n == 0 {
		return 0, Raise("ValueError", "stoul")
	}
	if !fits {
		return 0, Raise("IndexError", "stoul")
	}
	if idx != nil {
		*idx = uint64(n)
	}
	if neg {
		mag = -mag
	}
	return mag, nil
}

func float(name string, s String, idx *uint64) (float64, *Error) {
	v, n, fits := scanFloat(s.b)
	if n == 0 {
		return 0, Raise("ValueError", name)
	}
	if !fits {
		return 0, Raise("IndexError", name)
	}
	if idx != nil {
		*idx = uint64(n)
	}
	return v, nil
}

// Stof and StofIdx are stof, Stod and StodIdx stod and stold.
func Stof(s String) (float32, *Error) { return StofIdx(s, nil) }

// StofIdx is stof(s, idx).
func StofIdx(s String, idx *uint64) (float32, *Error) {
	v, err := float("stof", s, idx)
	if err == nil && !math.IsInf(v, 0) && math.Abs(v) > math.MaxFloat32 {
		return 0, Raise("IndexError", "stof")
	}
	return float32(v), err
}

// Stod is stod(s).
func Stod(s String) (float64, *Error) { return float("stod", s, nil) }

// StodIdx is stod(s, idx).
func StodIdx(s String, idx *uint64) (float64, *Error) { return float("stod", s, idx) }

// ToStringInt is to_string of a signed integer, ToStringUint of an unsigned one, ToStringFloat of a
// float or double (six decimals).
func ToStringInt(v int64) String { return String{strconv.AppendInt(nil, v, 10)} }

// ToStringUint is to_string of an unsigned integer.
func ToStringUint(v uint64) String { return String{strconv.AppendUint(nil, v, 10)} }

// ToStringFloat is to_string of a float.
func ToStringFloat(v float64) String { return String{AppendPrintf(nil, "%f", AFloat(v))} }

// Strtol is strtol(s, end, base): a value that doesn't fit is clamped and sets errno to ERANGE.
func Strtol(s *int8, end **int8, base int32) int64 {
	b := CharBytes(s, Strlen(s))
	neg, mag, n, fits := scanInt(b, int(base))
	setEnd(s, end, n)
	limit := uint64(1) << 63
	switch {
	case neg && (!fits || mag > limit):
		Errno = ERANGE
		return math.MinInt64
	case !neg && (!fits || mag >= limit):
		Errno = ERANGE
		return math.MaxInt64
	case neg:
		return -int64(mag)
	}
	return int64(mag)
}

// Strtoll is strtoll.
func Strtoll(s *int8, end **int8, base int32) int64 { return Strtol(s, end, base) }

// Strtoul is strtoul.
func Strtoul(s *int8, end **int8, base int32) uint64 {
	neg, mag, n, fits := scanInt(CharBytes(s, Strlen(s)), int(base))
	setEnd(s, end, n)
	if !fits {
		Errno = ERANGE
		return math.MaxUint64
	}
	if neg {
		return -mag
	}
	return mag
}

// Strtoull is strtoull.
func Strtoull(s *int8, end **int8, base int32) uint64 { return Strtoul(s, end, base) }

// Strtod is strtod(s, end).
func Strtod(s *int8, end **int8) float64 {
	v, n, fits := scanFloat(CharBytes(s, Strlen(s)))
	setEnd(s, end, n)
	if !fits {
		Errno = ERANGE
	}
	return v
}

// Strtof is strtof(s, end).
func Strtof(s *int8, end **int8) float32 { return float32(Strtod(s, end)) }

func setEnd(s *int8, end **int8, n int) {
	if end != nil {
		*end = addChar(s, int64(n))
	}
}

// Atoi is atoi(s), Atol atol(s), Atoll atoll(s), Atof atof(s).
func Atoi(s *int8) int32 { return int32(Strtol(s, nil, 10)) }

// Atol is atol(s).
func Atol(s *int8) int64 { return Strtol(s, nil, 10) }

// Atoll is atoll(s).
func Atoll(s *int8) int64 { return Strtol(s, nil, 10) }

// Atof is atof(s).
func Atof(s *int8) float64 { return Strtod(s, nil) }
