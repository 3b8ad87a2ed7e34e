package rt

import (
	"strings"
	"unsafe"
)

// scanner reads for the scanf family. next gives -1 at the end.
type scanner struct {
	next  func() int32
	back  func(c int32)
	count int
}

// Sscanf is sscanf(s, format, …); the arguments are pointers (APtr, ACStr). Fscanf reads a file, Scanf stdin.
func Sscanf(s, format *int8, args ...Arg) int32 {
	text := GoString(s)
	i := 0
	sc := &scanner{
		next: func() int32 {
			if i >= len(text) {
				i++
				return -1
			}
			i++
			return int32(text[i-1])
		},
		back: func(int32) { i-- },
	}
	return sc.scan(GoString(format), args)
}

// Fscanf is fscanf(f, format, …).
func Fscanf(f *File, format *int8, args ...Arg) int32 {
	sc := &scanner{next: f.getc, back: func(c int32) { Ungetc(c, f) }}
	return sc.scan(GoString(format), args)
}

// Scanf is scanf(format, …).
func Scanf(format *int8, args ...Arg) int32 { return Fscanf(Stdin, format, args...) }

func (sc *scanner) get() int32 {
	c := sc.next()
	if c >= 0 {
		sc.count++
	}
	return c
}

func (sc *scanner) unget(c int32) {
	sc.back(c)
	if c >= 0 {
		sc.count--
	}
}

func (sc *scanner) blanks() {
	for {
		c := sc.get()
		if c < 0 || !isSpace(byte(c)) {
			sc.unget(c)
			return
		}
	}
}

func (sc *scanner) scan(format string, args []Arg) int32 {
	done := int32(0)
	for i := 0; i < len(format); {
		c := format[i]
		i++
		switch {
		case isSpace(c):
			sc.blanks()
			continue
		case c != '%' || i < len(format) && format[i] == '%':
			if c == '%' {
				i++
				sc.blanks()
			}
			if g := sc.get(); g != int32(c) {
				sc.unget(g)
				if g < 0 && done == 0 {
					return -1
				}
				return done
			}
			continue
		}
		skip := i < len(format) && format[i] == '*'
		if skip {
			i++
		}
		width, j := number(format, i)
		size, j := lengthModifier(format, j)
		if j >= len(format) {
			break
		}
		conv := format[j]
		i = j + 1
		var set string
		if conv == '[' {
			set, i = scanSet(format, i)
		}
		if conv == 'n' {
			if !skip && len(args) > 0 {
				storeInt(args[0].p, max(size, 4), int64(sc.count))
				args = args[1:]
			}
			continue
		}
		var to *Arg
		if !skip {
			if len(args) == 0 {
				return done
			}
			to = &args[0]
			args = args[1:]
		}
		got, end := sc.item(conv, width, size, set, to)
		if !got {
			if end && done == 0 {
				return -1
			}
			return done
		}
		if !skip {
			done++
		}
	}
	return done
}

// scanSet reads the set of %[…]; a leading ^ stays in it.
func scanSet(format string, i int) (set string, end int) {
	start := i
	if i < len(format) && format[i] == '^' {
		i++
	}
	if i < len(format) && format[i] == ']' {
		i++
	}
	for i < len(format) && format[i] != ']' {
		i++
	}
	return format[start:min(i, len(format))], min(i+1, len(format))
}

func inSet(set string, c byte) bool {
	not := strings.HasPrefix(set, "^")
	if not {
		set = set[1:]
	}
	in := false
	for i := 0; i < len(set); i++ {
		if i+2 < len(set) && set[i+1] == '-' {
			in = in || c >= set[i] && c <= set[i+2]
			i += 2
			continue
		}
		in = in || c == set[i]
	}
	return in != not
}

// item reads one conversion; end tells that the input ended before it.
func (sc *scanner) item(conv byte, width, size int, set string, to *Arg) (got, end bool) {
	if conv != 'c' && conv != '[' {
		sc.blanks()
	}
	accept := func(c byte, b []byte) bool { return !isSpace(c) }
	base := 10
	switch conv {
	case 'd', 'u', 'i', 'o', 'x', 'X', 'p':
		switch conv {
		case 'i':
			base = 0
		case 'o':
			base = 8
		case 'x', 'X', 'p':
			base = 16
		}
		accept = func(c byte, b []byte) bool { return intPrefix(append(b, c), base) }
	case 'f', 'F', 'e', 'E', 'g', 'G', 'a':
		accept = func(c byte, b []byte) bool {
			return c >= '0' && c <= '9' || strings.IndexByte("+-.eExXabcdfABCDFnNiIpPtTyY", c) >= 0
		}
	case 'c':
		if width == 0 {
			width = 1
		}
		accept = func(byte, []byte) bool { return true }
	case '[':
		accept = func(c byte, _ []byte) bool { return inSet(set, c) }
	case 's':
	default:
		return false, false
	}
	var b []byte
	for width == 0 || len(b) < width {
		c := sc.get()
		if c < 0 || !accept(byte(c), b) {
			end = c < 0 && len(b) == 0
			sc.unget(c)
			break
		}
		b = append(b, byte(c))
	}
	if len(b) == 0 {
		return false, end
	}
	switch conv {
	case 's', '[', 'c':
		if to != nil {
			room := unsafe.Slice((*byte)(to.p), len(b)+1)
			copy(room, b)
			if conv != 'c' {
				room[len(b)] = 0
			}
		}
		return true, false
	case 'f', 'F', 'e', 'E', 'g', 'G', 'a':
		v, n, _ := scanFloat(b)
		if n == 0 {
			return false, false
		}
		if to != nil && size == 8 {
			*(*float64)(to.p) = v
		} else if to != nil {
			*(*float32)(to.p) = float32(v)
		}
		return true, false
	}
	neg, mag, n, _ := scanInt(b, base)
	if n == 0 {
		return false, false
	}
	v := int64(mag)
	if neg {
		v = -v
	}
	if conv == 'p' {
		size = 8
	}
	if size == 0 {
		size = 4
	}
	if to != nil {
		storeInt(to.p, size, v)
	}
	return true, false
}

// intPrefix reports whether b may start an integer.
func intPrefix(b []byte, base int) bool {
	if b[0] == '+' || b[0] == '-' {
		b = b[1:]
	}
	if len(b) == 0 {
		return true
	}
	if base != 10 && base != 8 && len(b) >= 2 && b[0] == '0' && b[1]|0x20 == 'x' {
		b = b[2:]
		base = 16
	}
	if base == 0 {
		base = 10
	}
	for _, c := range b {
		if digit(c) >= base {
			return false
		}
	}
	return true
}

func storeInt(p unsafe.Pointer, size int, v int64) {
	switch size {
	case 1:
		*(*int8)(p) = int8(v)
	case 2:
		*(*int16)(p) = int16(v)
	case 4:
		*(*int32)(p) = int32(v)
	default:
		*(*int64)(p) = v
	}
}
