package rt

import (
	"strconv"
	"strings"
)

// spec is one conversion of a printf format.
type spec struct {
	minus, plus, space, alt, zero bool
	width, prec                   int // prec -1: none
	size                          int // bytes of the integer that the length modifier tells; 0: none
	conv                          byte
}

// formatter walks a format and its arguments. In C mode arguments are what the conversion says; in fmt
// mode (fmt::printf) they have types of their own.
type formatter struct {
	out  []byte
	next int
	fmt  bool
	err  *Error
}

// The arguments are passed beside the formatter: in it they would escape to the heap.

// Printf is printf; it returns the number of bytes.
func Printf(format *int8, args ...Arg) int32 {
	return int32(Stdout.Append(func(b []byte) []byte {
		f := formatter{out: b}
		f.run(cView(format), args)
		return f.out
	}))
}

// PrintfStr is Printf with Go text as format.
func PrintfStr(format string, args ...Arg) int32 {
	return int32(Stdout.Append(func(b []byte) []byte {
		f := formatter{out: b}
		f.run(format, args)
		return f.out
	}))
}

// FmtPrintf is fmt::printf: %d prints any integer by its own type, %s anything. A wrong format raises RuntimeError.
func FmtPrintf(format *int8, args ...Arg) (int32, *Error) {
	b, err := appendFmt(nil, format, args)
	if err != nil {
		return 0, err
	}
	Stdout.Write(b)
	return int32(len(b)), nil
}

// FmtSprintf is fmt::sprintf.
func FmtSprintf(format *int8, args ...Arg) (String, *Error) {
	b, err := appendFmt(nil, format, args)
	return String{b}, err
}

// FmtPrintfStr and FmtSprintfStr take the format as a string.
func FmtPrintfStr(format String, args ...Arg) (int32, *Error) {
	return FmtPrintf(format.CStr(), args...)
}

// FmtSprintfStr is fmt::sprintf with a string as format.
func FmtSprintfStr(format String, args ...Arg) (String, *Error) {
	return FmtSprintf(format.CStr(), args...)
}

// FmtFprintf is fmt::fprintf.
func FmtFprintf(f *File, format *int8, args ...Arg) (int32, *Error) {
	b, err := appendFmt(nil, format, args)
	if err != nil {
		return 0, err
	}
	f.write(b)
	return int32(len(b)), nil
}

// Fprintf is fprintf.
func Fprintf(f *File, format *int8, args ...Arg) int32 {
	b := AppendPrintf(nil, cView(format), args...)
	if f.write(b) < len(b) {
		return -1
	}
	return int32(len(b))
}

func appendFmt(out []byte, format *int8, args []Arg) ([]byte, *Error) {
	f := formatter{out: out, fmt: true}
	f.run(GoString(format), args)
	return f.out, f.err
}

// Sprintf is sprintf into a buffer, Snprintf with its size.
func Sprintf(dest *int8, format *int8, args ...Arg) int32 {
	return Snprintf(dest, Npos, format, args...)
}

// Snprintf is snprintf: it returns the length that was needed.
func Snprintf(dest *int8, size uint64, format *int8, args ...Arg) int32 {
	b := AppendPrintf(nil, GoString(format), args...)
	if dest != nil && size > 0 {
		n := min(uint64(len(b)), size-1)
		room := CharBytes(dest, n+1)
		copy(room, b[:n])
		room[n] = 0
	}
	return int32(len(b))
}

// StrPrintf formats as printf into a string.
func StrPrintf(format *int8, args ...Arg) String {
	return String{AppendPrintf(nil, GoString(format), args...)}
}

// AppendPrintf formats as printf behind b.
func AppendPrintf(b []byte, format string, args ...Arg) []byte {
	f := formatter{out: b}
	f.run(format, args)
	return f.out
}

func (f *formatter) run(format string, args []Arg) {
	for f.err == nil {
		i := strings.IndexByte(format, '%')
		if i < 0 {
			f.out = append(f.out, format...)
			return
		}
		f.out = append(f.out, format[:i]...)
		format = format[i+1:]
		if format == "" {
			if f.fmt {
				f.fail("invalid format string")
			}
			return
		}
		if format[0] == '%' {
			f.out = append(f.out, '%')
			format = format[1:]
			continue
		}
		format = f.one(format, args)
	}
}

func (f *formatter) fail(msg string) { f.err = Raise("RuntimeError", msg) }

// arg returns the next argument; a missing one is zero in C mode.
func (f *formatter) arg(args []Arg) Arg {
	if f.next >= len(args) {
		if f.fmt {
			f.fail("argument not found")
		}
		f.next++
		return Arg{}
	}
	f.next++
	return args[f.next-1]
}

// one handles a conversion; the format stands behind the '%'. It returns the rest.
func (f *formatter) one(format string, args []Arg) string {
	s := spec{prec: -1}
	i := 0
	// A position "n$" in front.
	if n, j := number(format, 0); j > 0 && j < len(format) && format[j] == '$' {
		f.next = n - 1
		i = j + 1
	}
flags:
	for ; i < len(format); i++ {
		switch format[i] {
		case '-':
			s.minus = true
		case '+':
			s.plus = true
		case ' ':
			s.space = true
		case '#':
			s.alt = true
		case '0':
			s.zero = true
		case '\'':
		default:
			break flags
		}
	}
	if i < len(format) && format[i] == '*' {
		a := f.arg(args)
		s.width = int(int32(a.n))
		if s.width < 0 {
			s.minus, s.width = true, -s.width
		}
		i++
	} else {
		s.width, i = number(format, i)
	}
	if i < len(format) && format[i] == '.' {
		i++
		if i < len(format) && format[i] == '*' {
			a := f.arg(args)
			s.prec = int(int32(a.n))
			i++
		} else {
			s.prec, i = number(format, i)
		}
	}
	s.size, i = lengthModifier(format, i)
	if i >= len(format) {
		if f.fmt {
			f.fail("invalid format string")
		}
		return ""
	}
	s.conv = format[i]
	f.convert(&s, args)
	return format[i+1:]
}

func number(s string, i int) (n, end int) {
	for i < len(s) && s[i] >= '0' && s[i] <= '9' {
		n = n*10 + int(s[i]-'0')
		i++
	}
	return n, i
}

func lengthModifier(s string, i int) (size, end int) {
	size = 0
	for ; i < len(s); i++ {
		switch s[i] {
		case 'h':
			if size == 2 {
				size = 1
			} else {
				size = 2
			}
		case 'l', 'q', 'j', 'z', 't', 'L':
			size = 8
		default:
			return size, i
		}
	}
	return size, i
}

func (f *formatter) convert(s *spec, args []Arg) {
	switch s.conv {
	case 'd', 'i', 'u', 'o', 'x', 'X', 'b', 'B':
		f.integer(s, args)
	case 'f', 'F', 'e', 'E', 'g', 'G', 'a', 'A':
		a := f.arg(args)
		if f.err != nil {
			return
		}
		if f.fmt && a.kind != argFloat {
			if a.kind == argStr || a.kind == argCStr {
				f.fail("invalid format specifier")
				return
			}
			s.conv = 'd'
			f.putInt(s, &a)
			return
		}
		f.float(s, a.float())
	case 'c':
		a := f.arg(args)
		if f.err != nil {
			return
		}
		if b, ok := a.text(); ok && f.fmt {
			f.pad(s, b, 0)
			return
		}
		f.pad(s, []byte{byte(a.n)}, 0)
	case 's':
		f.text(s, args)
	case 'p':
		f.pointer(s, args)
	case 'n':
		if a := f.arg(args); a.p != nil {
			*(*int32)(a.p) = int32(len(f.out))
		}
	default:
		if f.fmt {
			f.fail("invalid format specifier")
			return
		}
		f.out = append(f.out, '%', s.conv)
	}
}

func (f *formatter) text(s *spec, args []Arg) {
	a := f.arg(args)
	if f.err != nil {
		return
	}
	b, ok := a.text()
	switch {
	case a.kind == argCStr && a.p == nil:
		b = []byte("(null)")
	case ok:
	case f.fmt:
		f.any(s, &a)
		return
	default:
		// A number where a string belongs is undefined in C; print it.
		s.conv = 'd'
		f.putInt(s, &a)
		return
	}
	if s.prec >= 0 && s.prec < len(b) {
		b = b[:s.prec]
	}
	f.pad(s, b, 0)
}

// any prints a value of any type: %s of fmt.
func (f *formatter) any(s *spec, a *Arg) {
	switch a.kind {
	case argChar:
		f.pad(s, []byte{byte(a.n)}, 0)
	case argBool:
		f.pad(s, strconv.AppendBool(nil, a.n != 0), 0)
	case argFloat:
		f.pad(s, appendShortest(nil, a.float()), 0)
	case argPtr:
		f.pad(s, append([]byte("0x"), strconv.AppendUint(nil, a.n, 16)...), 0)
	case argUint:
		s.conv = 'u'
		f.putInt(s, a)
	default:
		s.conv = 'd'
		f.putInt(s, a)
	}
}

func (f *formatter) pointer(s *spec, args []Arg) {
	a := f.arg(args)
	if f.err != nil {
		return
	}
	if a.n == 0 {
		f.pad(s, []byte("(nil)"), 0)
		return
	}
	f.pad(s, append([]byte("0x"), strconv.AppendUint(nil, a.n, 16)...), 2)
}

func (f *formatter) integer(s *spec, args []Arg) {
	a := f.arg(args)
	if f.err != nil {
		return
	}
	if f.fmt {
		switch a.kind {
		case argStr, argCStr, argPtr:
			f.fail("invalid format specifier")
			return
		case argFloat:
			s.conv = 'f'
			f.float(s, a.float())
			return
		}
		f.putInt(s, &a)
		return
	}
	// C: the conversion says what the bits mean.
	n := a.n
	if a.kind == argFloat {
		n = 0
	}
	size := s.size
	if size == 0 {
		size = 4
	}
	signed := s.conv == 'd' || s.conv == 'i'
	var b Arg
	switch {
	case signed && size == 8:
		b = AInt(int64(n))
	case signed:
		shift := uint(64 - 8*size)
		b = AInt(int64(n<<shift) >> shift)
	default:
		shift := uint(64 - 8*size)
		b = AUint(n << shift >> shift)
	}
	f.putInt(s, &b)
}

// putInt prints an integer; the argument tells its size.
func (f *formatter) putInt(s *spec, a *Arg) {
	neg := false
	u := a.n
	decimal := s.conv == 'd' || s.conv == 'i'
	base, prefix := 10, ""
	switch s.conv {
	case 'o':
		base = 8
	case 'x':
		base, prefix = 16, "0x"
	case 'X':
		base, prefix = 16, "0X"
	case 'b':
		base, prefix = 2, "0b"
	case 'B':
		base, prefix = 2, "0B"
	}
	if decimal {
		// %d takes any integer as a signed one of its size.
		if a.size == 4 && f.fmt {
			u = uint64(int64(int32(u)))
		}
		if int64(u) < 0 {
			neg, u = true, -u
		}
	} else if a.size == 4 {
		// Other bases, and %u, show the bits of the type.
		u = uint64(uint32(u))
	}
	var buf [72]byte
	digits := strconv.AppendUint(buf[:0], u, base)
	if s.conv == 'X' {
		upper(digits)
	}
	if s.prec == 0 && u == 0 {
		digits = digits[:0]
	}
	var head [4]byte
	sign := head[:0]
	switch {
	case !decimal:
	case neg:
		sign = append(sign, '-')
	case s.plus:
		sign = append(sign, '+')
	case s.space:
		sign = append(sign, ' ')
	}
	zeros := max(s.prec-len(digits), 0)
	if s.alt {
		if base == 8 && zeros == 0 && (len(digits) == 0 || digits[0] != '0') {
			zeros = 1
		} else if u != 0 {
			sign = append(sign, prefix...)
		}
	}
	if s.zero && !s.minus && s.prec < 0 {
		zeros = max(s.width-len(sign)-len(digits), zeros)
	}
	f.number(s, sign, zeros, digits)
}

// number puts sign, zeros and digits, padded with blanks.
func (f *formatter) number(s *spec, sign []byte, zeros int, digits []byte) {
	blanks := s.width - len(sign) - zeros - len(digits)
	if !s.minus {
		f.fill(' ', blanks)
	}
	f.out = append(f.out, sign...)
	f.fill('0', zeros)
	f.out = append(f.out, digits...)
	if s.minus {
		f.fill(' ', blanks)
	}
}

func (f *formatter) fill(c byte, n int) {
	for ; n > 0; n-- {
		f.out = append(f.out, c)
	}
}

func (f *formatter) pad(s *spec, b []byte, head int) {
	if s.zero && !s.minus && head > 0 {
		f.number(s, b[:head], max(s.width-len(b), 0), b[head:])
		return
	}
	f.number(s, nil, 0, b)
}

func upper(b []byte) {
	for i, c := range b {
		if c >= 'a' && c <= 'z' {
			b[i] = c - 32
		}
	}
}
