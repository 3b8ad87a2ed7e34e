package py

import (
	"os"
	"strings"
	"time"

	rt "github.com/cyp-lang/cyp/runtime"
)

var processStart = time.Now()

var structTime *Type

func structTimeType() *Type {
	if structTime == nil {
		structTime = structSeq("time.struct_time", []string{"tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst"})
		structTime.getter("tm_zone", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return NewStr(time.Now().Format("MST")), nil })
		structTime.getter("tm_gmtoff", func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
			_, off := time.Now().Zone()
			return Int(int64(off)), nil
		})
	}
	return structTime
}

func timeTuple(t time.Time) Value {
	n := func(i int) Value { return Int(int64(i)) }
	dst := 0
	if t.IsDST() {
		dst = 1
	}
	return newSeq(structTimeType(), n(t.Year()), n(int(t.Month())), n(t.Day()), n(t.Hour()), n(t.Minute()), n(t.Second()),
		n((int(t.Weekday())+6)%7), n(t.YearDay()), n(dst))
}

// timeFields reads a struct_time or a tuple of nine numbers.
func timeFields(cx *rt.Ctx, v Value) ([9]int, *rt.Error) {
	var f [9]int
	if !v.has(flagTuple) {
		return f, typeErr("Tuple or struct_time argument required")
	}
	items := asTuple(v).items
	if len(items) != 9 {
		return f, typeErr("time tuple must have exactly 9 items, not %d", len(items))
	}
	for i, x := range items {
		n, err := asIndex(cx, x)
		if err != nil {
			return f, err
		}
		f[i] = n
	}
	return f, nil
}

func fieldsTime(f [9]int, loc *time.Location) time.Time {
	return time.Date(f[0], time.Month(f[1]), f[2], f[3], f[4], f[5], 0, loc)
}

// clockArg is the optional seconds argument of localtime and the like.
func clockArg(cx *rt.Ctx, a []Value) (time.Time, *rt.Error) {
	v := opt(a, 0)
	if !v.IsSet() || v.IsNone() {
		return time.Now(), nil
	}
	f, ok, err := toFloat(cx, v)
	if err == nil && !ok {
		err = typeErr("an integer is required (got type %s)", v.O.Type.cName())
	}
	return time.Unix(int64(f), 0), err
}

func registerTime() {
	stdModule("time", func(cx *rt.Ctx, m *Module) *rt.Error {
		secs := func(name string, f func() time.Duration) {
			m.fn(name, "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return Float(float64(f()) / 1e9), nil })
			m.fn(name+"_ns", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return Int(int64(f())), nil })
		}
		secs("time", func() time.Duration { return time.Duration(time.Now().UnixNano()) })
		secs("perf_counter", func() time.Duration { return time.Since(processStart) })
		secs("monotonic", func() time.Duration { return time.Since(processStart) })
		secs("process_time", cpuTime)
		secs("thread_time", cpuTime)
		m.fn("sleep", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			f, ok, err := toFloat(cx, a[0])
			if err != nil {
				return Value{}, err
			}
			if !ok {
				return Value{}, typeErr("'%s' object cannot be interpreted as an integer", a[0].O.Type.cName())
			}
			if f < 0 {
				return Value{}, valueErr("sleep length must be non-negative")
			}
			flushIfTerminal()
			return None, Sleep(cx, time.Duration(f*1e9))
		})
		m.fn("localtime", "0-1", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			t, err := clockArg(cx, a)
			return timeTuple(t.Local()), err
		})
		m.fn("gmtime", "0-1", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			t, err := clockArg(cx, a)
			return timeTuple(t.UTC()), err
		})
		m.fn("mktime", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			f, err := timeFields(cx, a[0])
			return Float(float64(fieldsTime(f, time.Local).Unix())), err
		})
		m.fn("strftime", "1-2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			format, err := argStr(a[0], "strftime", "1")
			if err != nil {
				return Value{}, err
			}
			t := time.Now()
			if len(a) > 1 {
				f, err := timeFields(cx, a[1])
				if err != nil {
					return Value{}, err
				}
				t = fieldsTime(f, time.Local)
			}
			return NewStr(strftime(format, t)), nil
		})
		m.fn("strptime", "1-2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			s, err := argStr(a[0], "strptime", "0")
			if err != nil {
				return Value{}, err
			}
			format := "%a %b %d %H:%M:%S %Y"
			if len(a) > 1 {
				if format, err = argStr(a[1], "strptime", "1"); err != nil {
					return Value{}, err
				}
			}
			t, _, err := strptime(s, format)
			return timeTuple(t), err
		})
		asc := func(t time.Time) Value { return NewStr(t.Format("Mon Jan _2 15:04:05 2006")) }
		m.fn("asctime", "0-1", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			if len(a) == 0 {
				return asc(time.Now()), nil
			}
			f, err := timeFields(cx, a[0])
			return asc(fieldsTime(f, time.Local)), err
		})
		m.fn("ctime", "0-1", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			t, err := clockArg(cx, a)
			return asc(t.Local()), err
		})
		m.fn("tzset", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return None, nil })
		jan := time.Date(time.Now().Year(), 1, 1, 0, 0, 0, 0, time.Local)
		jul := time.Date(time.Now().Year(), 7, 1, 0, 0, 0, 0, time.Local)
		zn, off := jan.Zone()
		dn, doff := jul.Zone()
		if off > doff {
			zn, off, dn, doff = dn, doff, zn, off
		}
		m.Set("timezone", Int(int64(-off)))
		m.Set("altzone", Int(int64(-doff)))
		m.Set("daylight", Int(int64(map[bool]int{true: 1}[off != doff])))
		m.Set("tzname", NewTuple(NewStr(zn), NewStr(dn)))
		m.Set("struct_time", structTimeType().Value())
		return nil
	})
}

func flushIfTerminal() {
	if st, err := os.Stdout.Stat(); err == nil && st.Mode()&os.ModeCharDevice != 0 {
		flushStdout()
	}
}

// strftime formats as C does.
func strftime(format string, t time.Time) string {
	var b strings.Builder
	two := func(n int, fill string) {
		s := formatInt(int64(n))
		if len(s) < 2 {
			s = fill + s
		}
		b.WriteString(s)
	}
	pad := func(n, w int) {
		s := formatInt(int64(n))
		b.WriteString(strings.Repeat("0", max(w-len(s), 0)) + s)
	}
	for i := 0; i < len(format); i++ {
		if format[i] != '%' || i+1 == len(format) {
			b.WriteByte(format[i])
			continue
		}
		i++
		c := format[i]
		noPad := c == '-' && i+1 < len(format)
		if noPad {
			i++
			c = format[i]
		}
		fill := "0"
		if noPad {
			fill = ""
		}
		switch c {
		case 'a':
			b.WriteString(t.Format("Mon"))
		case 'A':
			b.WriteString(t.Weekday().String())
		case 'b', 'h':
			b.WriteString(t.Format("Jan"))
		case 'B':
			b.WriteString(t.Month().String())
		case 'c':
			b.WriteString(t.Format("Mon Jan _2 15:04:05 2006"))
		case 'C':
			two(t.Year()/100, fill)
		case 'd':
			two(t.Day(), fill)
		case 'D':
			b.WriteString(t.Format("01/02/06"))
		case 'e':
			two(t.Day(), " ")
		case 'f':
			pad(t.Nanosecond()/1000, 6)
		case 'F':
			b.WriteString(t.Format("2006-01-02"))
		case 'g', 'G', 'V':
			y, w := t.ISOWeek()
			switch c {
			case 'g':
				two(y%100, fill)
			case 'G':
				b.WriteString(formatInt(int64(y)))
			default:
				two(w, fill)
			}
		case 'H':
			two(t.Hour(), fill)
		case 'I':
			two((t.Hour()+11)%12+1, fill)
		case 'j':
			pad(t.YearDay(), 3)
		case 'm':
			two(int(t.Month()), fill)
		case 'M':
			two(t.Minute(), fill)
		case 'n':
			b.WriteByte('\n')
		case 'p':
			b.WriteString(t.Format("PM"))
		case 'P':
			b.WriteString(t.Format("pm"))
		case 'r':
			b.WriteString(t.Format("03:04:05 PM"))
		case 'R':
			b.WriteString(t.Format("15:04"))
		case 's':
			b.WriteString(formatInt(t.Unix()))
		case 'S':
			two(t.Second(), fill)
		case 't':
			b.WriteByte('\t')
		case 'T', 'X':
			b.WriteString(t.Format("15:04:05"))
		case 'u':
			b.WriteString(formatInt(int64((t.Weekday()+6)%7 + 1)))
		case 'U':
			two((t.YearDay()+6-int(t.Weekday()))/7, fill)
		case 'w':
			b.WriteString(formatInt(int64(t.Weekday())))
		case 'W':
			two((t.YearDay()+6-(int(t.Weekday())+6)%7)/7, fill)
		case 'x':
			b.WriteString(t.Format("01/02/06"))
		case 'y':
			two(t.Year()%100, fill)
		case 'Y':
			b.WriteString(formatInt(int64(t.Year())))
		case 'z':
			b.WriteString(t.Format("-0700"))
		case 'Z':
			b.WriteString(t.Format("MST"))
		case '%':
			b.WriteByte('%')
		default:
			b.WriteByte('%')
			b.WriteByte(c)
		}
	}
	return b.String()
}

// strptime parses by a format; hasZone tells whether an offset was given.
func strptime(s, format string) (t time.Time, hasZone bool, err *rt.Error) {
	f := [7]int{1900, 1, 1, 0, 0, 0, 0}
	orig := s
	pm, hour12, yday := -1, false, 0
	loc := time.UTC
	bad := func() (time.Time, bool, *rt.Error) {
		return t, false, valueErr("time data %s does not match format %s", strRepr(orig), strRepr(format))
	}
	num := func(maxLen, lo, hi int) (int, bool) {
		n, k := 0, 0
		for k < len(s) && k < maxLen && isDigitByte(s[k]) {
			n = n*10 + int(s[k]-'0')
			k++
		}
		s = s[k:]
		return n, k > 0 && n >= lo && n <= hi
	}
	name := func(list []string) (int, bool) {
		best := -1
		for i, w := range list {
			if len(s) >= len(w) && strings.EqualFold(s[:len(w)], w) && (best < 0 || len(w) > len(list[best])) {
				best = i
			}
		}
		if best >= 0 {
			s = s[len(list[best]):]
		}
		return best, best >= 0
	}
	var months, monthsShort, days, daysShort []string
	for i := 1; i <= 12; i++ {
		months = append(months, time.Month(i).String())
		monthsShort = append(monthsShort, time.Month(i).String()[:3])
	}
	for i := 0; i < 7; i++ {
		days = append(days, time.Weekday(i).String())
		daysShort = append(daysShort, time.Weekday(i).String()[:3])
	}
	expand := strings.NewReplacer("%T", "%H:%M:%S", "%X", "%H:%M:%S", "%D", "%m/%d/%y", "%x", "%m/%d/%y", "%F", "%Y-%m-%d", "%R", "%H:%M", "%c", "%a %b %d %H:%M:%S %Y")
	pattern := expand.Replace(format)
	for i := 0; i < len(pattern); i++ {
		c := pattern[i]
		if isSpace(rune(c)) {
			s = strings.TrimLeftFunc(s, isSpace)
			continue
		}
		if c != '%' || i+1 == len(pattern) {
			if s == "" || s[0] != c {
				return bad()
			}
			s = s[1:]
			continue
		}
		i++
		ok := true
		var n int
		switch pattern[i] {
		case 'Y':
			f[0], ok = num(4, 0, 9999)
		case 'y':
			n, ok = num(2, 0, 99)
			f[0] = 1900 + n
			if n < 69 {
				f[0] = 2000 + n
			}
		case 'm':
			f[1], ok = num(2, 1, 12)
		case 'd', 'e':
			s = strings.TrimLeft(s, " ")
			f[2], ok = num(2, 1, 31)
		case 'H':
			f[3], ok = num(2, 0, 23)
		case 'I':
			f[3], ok = num(2, 1, 12)
			hour12 = true
		case 'M':
			f[4], ok = num(2, 0, 59)
		case 'S':
			f[5], ok = num(2, 0, 61)
		case 'f':
			start := len(s)
			n, ok = num(6, 0, 999999)
			for k := start - len(s); k < 6; k++ {
				n *= 10
			}
			f[6] = n
		case 'j':
			yday, ok = num(3, 1, 366)
		case 'b', 'h':
			n, ok = name(monthsShort)
			f[1] = n + 1
		case 'B':
			n, ok = name(months)
			f[1] = n + 1
		case 'a':
			_, ok = name(daysShort)
		case 'A':
			_, ok = name(days)
		case 'p':
			pm, ok = name([]string{"AM", "PM"})
		case 'z':
			if strings.HasPrefix(s, "Z") {
				s = s[1:]
				hasZone = true
				break
			}
			if len(s) < 5 || s[0] != '+' && s[0] != '-' {
				return bad()
			}
			sign := 1
			if s[0] == '-' {
				sign = -1
			}
			s = strings.Replace(s[1:], ":", "", 1)
			n, ok = num(4, 0, 2359)
			off := sign * (n/100*3600 + n%100*60)
			loc, hasZone = time.FixedZone("", off), true
		case 'Z':
			n, ok = name([]string{"UTC", "GMT", time.Now().Format("MST")})
		case '%':
			ok = strings.HasPrefix(s, "%")
			if ok {
				s = s[1:]
			}
		default:
			return t, false, valueErr("'%c' is a bad directive in format %s", pattern[i], strRepr(format))
		}
		if !ok {
			return bad()
		}
	}
	if s != "" {
		return t, false, valueErr("unconverted data remains: %s", s)
	}
	if hour12 && pm >= 0 {
		f[3] = f[3]%12 + 12*pm
	}
	t = time.Date(f[0], time.Month(f[1]), f[2], f[3], f[4], f[5], f[6]*1000, loc)
	if t.Day() != f[2] && f[5] < 60 {
		return t, false, valueErr("day is out of range for month")
	}
	if yday > 0 {
		t = time.Date(f[0], 1, yday, f[3], f[4], f[5], f[6]*1000, loc)
	}
	return t, hasZone, nil
}
