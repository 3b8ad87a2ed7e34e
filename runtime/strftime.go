package rt

import "time"

var (
	dayNames   = [...]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}
	monthNames = [...]string{"January", "February", "March", "April", "May", "June", "July", "August", "September",
		"October", "November", "December"}
)

// Strftime is strftime(buf, size, format, tm) in the C locale; 0 where it does not fit.
func Strftime(buf *int8, size uint64, format *int8, tm *Tm) uint64 {
	b := appendTime(nil, GoString(format), tm)
	if uint64(len(b)) >= size {
		return 0
	}
	room := CharBytes(buf, uint64(len(b))+1)
	copy(room, b)
	room[len(b)] = 0
	return uint64(len(b))
}

func appendTime(b []byte, format string, tm *Tm) []byte {
	for i := 0; i < len(format); i++ {
		c := format[i]
		if c != '%' || i+1 == len(format) {
			b = append(b, c)
			continue
		}
		i++
		for i+1 < len(format) && (format[i] == 'E' || format[i] == 'O' || format[i] == '-') {
			i++
		}
		b = appendTimeField(b, format[i], tm)
	}
	return b
}

func pick(names []string, i int32, n int) string {
	if i < 0 || int(i) >= len(names) {
		return "?"
	}
	if n > 0 {
		return names[i][:n]
	}
	return names[i]
}

func two(b []byte, n int32) []byte { return AppendPrintf(b, "%02d", AInt32(n)) }

func appendTimeField(b []byte, c byte, tm *Tm) []byte {
	year := tm.TmYear + 1900
	hour12 := (tm.TmHour+11)%12 + 1
	switch c {
	case 'a':
		return append(b, pick(dayNames[:], tm.TmWday, 3)...)
	case 'A':
		return append(b, pick(dayNames[:], tm.TmWday, 0)...)
	case 'b', 'h':
		return append(b, pick(monthNames[:], tm.TmMon, 3)...)
	case 'B':
		return append(b, pick(monthNames[:], tm.TmMon, 0)...)
	case 'c':
		return appendTime(b, "%a %b %e %H:%M:%S %Y", tm)
	case 'C':
		return two(b, year/100)
	case 'd':
		return two(b, tm.TmMday)
	case 'D', 'x':
		return appendTime(b, "%m/%d/%y", tm)
	case 'e':
		return AppendPrintf(b, "%2d", AInt32(tm.TmMday))
	case 'F':
		return appendTime(b, "%Y-%m-%d", tm)
	case 'g', 'G', 'V':
		y, w := tm.time(time.UTC).ISOWeek()
		switch c {
		case 'g':
			return two(b, int32(y%100))
		case 'G':
			return AppendPrintf(b, "%d", AInt32(int32(y)))
		}
		return two(b, int32(w))
	case 'H':
		return two(b, tm.TmHour)
	case 'I':
		return two(b, hour12)
	case 'j':
		return AppendPrintf(b, "%03d", AInt32(tm.TmYday+1))
	case 'k':
		return AppendPrintf(b, "%2d", AInt32(tm.TmHour))
	case 'l':
		return AppendPrintf(b, "%2d", AInt32(hour12))
	case 'm':
		return two(b, tm.TmMon+1)
	case 'M':
		return two(b, tm.TmMin)
	case 'n':
		return append(b, '\n')
	case 'p':
		if tm.TmHour >= 12 {
			return append(b, "PM"...)
		}
		return append(b, "AM"...)
	case 'r':
		return appendTime(b, "%I:%M:%S %p", tm)
	case 'R':
		return appendTime(b, "%H:%M", tm)
	case 's':
		copied := *tm
		return AppendPrintf(b, "%ld", AInt(Mktime(&copied)))
	case 'S':
		return two(b, tm.TmSec)
	case 't':
		return append(b, '\t')
	case 'T', 'X':
		return appendTime(b, "%H:%M:%S", tm)
	case 'u':
		return AppendPrintf(b, "%d", AInt32((tm.TmWday+6)%7+1))
	case 'U':
		return two(b, (tm.TmYday+7-tm.TmWday)/7)
	case 'w':
		return AppendPrintf(b, "%d", AInt32(tm.TmWday))
	case 'W':
		return two(b, (tm.TmYday+7-(tm.TmWday+6)%7)/7)
	case 'y':
		return two(b, (year%100+100)%100)
	case 'Y':
		return AppendPrintf(b, "%d", AInt32(year))
	case 'z':
		sign, off := byte('+'), tm.TmGmtoff/60
		if off < 0 {
			sign, off = '-', -off
		}
		return AppendPrintf(append(b, sign), "%02ld%02ld", AInt(off/60), AInt(off%60))
	case 'Z':
		return append(b, cText(tm.TmZone, nil)...)
	case '%':
		return append(b, '%')
	}
	return append(b, '%', c)
}

// Strptime is strptime(s, format, tm): the position behind what was read, nil where it does not match.
func Strptime(s, format *int8, tm *Tm) *int8 {
	text := GoString(s)
	rest, ok := parseTime(text, GoString(format), tm)
	if !ok {
		return nil
	}
	return addChar(s, int64(len(text)-len(rest)))
}

func parseTime(s, format string, tm *Tm) (rest string, ok bool) {
	blanks := func() {
		for s != "" && isSpace(s[0]) {
			s = s[1:]
		}
	}
	num := func(digits int, low, high int32) (int32, bool) {
		blanks()
		n, i := int32(0), 0
		for i < len(s) && i < digits && s[i] >= '0' && s[i] <= '9' {
			n = n*10 + int32(s[i]-'0')
			i++
		}
		s = s[i:]
		return n, i > 0 && n >= low && n <= high
	}
	for i := 0; i < len(format); i++ {
		c := format[i]
		if isSpace(c) {
			blanks()
			continue
		}
		if c != '%' || i+1 == len(format) {
			if s == "" || s[0] != c {
				return s, false
			}
			s = s[1:]
			continue
		}
		i++
		var n int32
		ok = true
		switch format[i] {
		case 'a', 'A':
			tm.TmWday, s, ok = parseName(s, dayNames[:])
		case 'b', 'B', 'h':
			tm.TmMon, s, ok = parseName(s, monthNames[:])
		case 'd', 'e':
			tm.TmMday, ok = num(2, 1, 31)
		case 'H', 'k':
			tm.TmHour, ok = num(2, 0, 23)
		case 'I', 'l':
			n, ok = num(2, 1, 12)
			tm.TmHour = n % 12
		case 'j':
			n, ok = num(3, 1, 366)
			tm.TmYday = n - 1
		case 'm':
			n, ok = num(2, 1, 12)
			tm.TmMon = n - 1
		case 'M':
			tm.TmMin, ok = num(2, 0, 59)
		case 'S':
			tm.TmSec, ok = num(2, 0, 60)
		case 'p':
			if len(s) < 2 || (s[1]|0x20) != 'm' {
				return s, false
			}
			if s[0]|0x20 == 'p' {
				tm.TmHour += 12
			}
			s = s[2:]
		case 'y':
			n, ok = num(2, 0, 99)
			if n < 69 {
				n += 100
			}
			tm.TmYear = n
		case 'Y':
			n, ok = num(4, 0, 9999)
			tm.TmYear = n - 1900
		case 'T':
			s, ok = parseTime(s, "%H:%M:%S", tm)
		case 'R':
			s, ok = parseTime(s, "%H:%M", tm)
		case 'D':
			s, ok = parseTime(s, "%m/%d/%y", tm)
		case 'F':
			s, ok = parseTime(s, "%Y-%m-%d", tm)
		case 'n', 't':
			blanks()
		case 'Z':
			for s != "" && Isalpha(int32(s[0])) != 0 {
				s = s[1:]
			}
		case 'z':
			s, ok = parseZone(s, tm)
		case '%':
			if ok = s != "" && s[0] == '%'; ok {
				s = s[1:]
			}
		default:
			return s, false
		}
		if !ok {
			return s, false
		}
	}
	return s, true
}

func parseZone(s string, tm *Tm) (string, bool) {
	if len(s) < 5 || s[0] != '+' && s[0] != '-' {
		return s, false
	}
	for _, c := range s[1:5] {
		if c < '0' || c > '9' {
			return s, false
		}
	}
	off := (int64(s[1]-'0')*10+int64(s[2]-'0'))*3600 + (int64(s[3]-'0')*10+int64(s[4]-'0'))*60
	if s[0] == '-' {
		off = -off
	}
	tm.TmGmtoff = off
	return s[5:], true
}

// parseName reads a full or a three-letter name.
func parseName(s string, names []string) (int32, string, bool) {
	for i, name := range names {
		for _, n := range []string{name, name[:3]} {
			if len(s) >= len(n) && equalFold(s[:len(n)], n) {
				return int32(i), s[len(n):], true
			}
		}
	}
	return 0, s, false
}

func equalFold(a, b string) bool {
	for i := 0; i < len(a); i++ {
		if a[i]|0x20 != b[i]|0x20 {
			return false
		}
	}
	return true
}
