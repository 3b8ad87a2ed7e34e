package py

import (
	"fmt"
	"math"
	"strings"
	"time"

	rt "github.com/cyp-lang/cyp/runtime"
)

// datetime: timedelta in microseconds; date, time and datetime over time.Time in UTC ("naive") or in a fixed zone.

var (
	deltaType, dateType, datetimeType, timezoneType *Type
)

// dateState is the state of a date or a datetime; aware tells whether a zone was given.
type dateState struct {
	t     time.Time
	aware bool
}

func deltaOf(v Value) int64    { return stateIn[int64](v) }
func newDelta(us int64) Value  { return newNative(deltaType, us) }
func dateOf(v Value) dateState { return stateIn[dateState](v) }

const (
	usSecond = int64(1000000)
	usDay    = 86400 * usSecond
)

func deltaString(us int64) string {
	days := us / usDay
	if us%usDay < 0 {
		days--
	}
	rest := us - days*usDay
	s := fmt.Sprintf("%d:%02d:%02d", rest/(3600*usSecond), rest/(60*usSecond)%60, rest/usSecond%60)
	if f := rest % usSecond; f != 0 {
		s += fmt.Sprintf(".%06d", f)
	}
	if days != 0 {
		d := "days"
		if days == 1 || days == -1 {
			d = "day"
		}
		s = fmt.Sprintf("%d %s, %s", days, d, s)
	}
	return s
}

func makeDelta() *Type {
	return nativeType("timedelta", "datetime", func(t *Type) {
		t.makeWith("days=, seconds=, microseconds=, milliseconds=, minutes=, hours=, weeks=", func(cx *rt.Ctx, a []Value) (any, *rt.Error) {
			names := []string{"days", "seconds", "microseconds", "milliseconds", "minutes", "hours", "weeks"}
			units := []int64{usDay, usSecond, 1, 1000, 60 * usSecond, 3600 * usSecond, 7 * usDay}
			var total int64
			frac := 0.0
			for i, v := range a {
				if !v.IsSet() {
					continue
				}
				if n, ok := asInt(v); ok && n.isInt() {
					total += n.int() * units[i]
					continue
				}
				f, ok := asFloat(v)
				if !ok {
					return nil, typeErr("unsupported type for timedelta %s component: %s", names[i], v.O.Type.cName())
				}
				whole, part := math.Modf(f)
				total += int64(whole) * units[i]
				frac += part * float64(units[i])
			}
			return total + int64(math.RoundToEven(frac)), nil
		})
		t.str = func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return NewStr(deltaString(deltaOf(v))), nil }
		split := func(v Value) (d, s, us int64) {
			n := deltaOf(v)
			d = n / usDay
			if n%usDay < 0 {
				d--
			}
			n -= d * usDay
			return d, n / usSecond, n % usSecond
		}
		t.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
			d, s, us := split(v)
			var parts []string
			for _, p := range []struct {
				n string
				v int64
			}{{"days", d}, {"seconds", s}, {"microseconds", us}} {
				if p.v != 0 {
					parts = append(parts, fmt.Sprintf("%s=%d", p.n, p.v))
				}
			}
			if parts == nil {
				parts = []string{"0"}
			}
			return NewStr("datetime.timedelta(" + strings.Join(parts, ", ") + ")"), nil
		}
		get := func(name string, f func(d, s, us int64) int64) {
			t.getter(name, func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return Int(f(split(v))), nil })
		}
		get("days", func(d, s, us int64) int64 { return d })
		get("seconds", func(d, s, us int64) int64 { return s })
		get("microseconds", func(d, s, us int64) int64 { return us })
		t.method("total_seconds", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return Float(float64(deltaOf(a[0])) / 1e6), nil })
		is := func(v Value) bool { return v.O.Type.IsSubtype(t) }
		bin := func(f func(a, b int64) Value) binaryFn {
			return func(cx *rt.Ctx, a, b Value) (Value, *rt.Error) {
				if !is(a) || !is(b) {
					return NotImplemented, nil
				}
				return f(deltaOf(a), deltaOf(b)), nil
			}
		}
		t.nb[opAdd] = bin(func(a, b int64) Value { return newDelta(a + b) })
		t.nb[opSub] = bin(func(a, b int64) Value { return newDelta(a - b) })
		t.nb[opMul] = func(cx *rt.Ctx, a, b Value) (Value, *rt.Error) {
			if !is(a) {
				a, b = b, a
			}
			if n, ok := asInt(b); ok && n.isInt() {
				return newDelta(deltaOf(a) * n.int()), nil
			}
			if f, ok := asFloat(b); ok {
				return newDelta(int64(math.RoundToEven(float64(deltaOf(a)) * f))), nil
			}
			return NotImplemented, nil
		}
		t.nb[opTrueDiv] = func(cx *rt.Ctx, a, b Value) (Value, *rt.Error) {
			if !is(a) {
				return NotImplemented, nil
			}
			if is(b) {
				if deltaOf(b) == 0 {
					return Value{}, zeroDivErr("division by zero")
				}
				return Float(float64(deltaOf(a)) / float64(deltaOf(b))), nil
			}
			f, ok, err := numToFloat(b)
			if err != nil || !ok {
				return NotImplemented, err
			}
			if f == 0 {
				return Value{}, zeroDivErr("integer division or modulo by zero")
			}
			return newDelta(int64(math.RoundToEven(float64(deltaOf(a)) / f))), nil
		}
		t.nb[opFloorDiv] = func(cx *rt.Ctx, a, b Value) (Value, *rt.Error) {
			if !is(a) {
				return NotImplemented, nil
			}
			d := Int(0)
			n, isInt := asInt(b)
			switch {
			case is(b):
				d = Int(deltaOf(b))
			case isInt:
				d = n
			default:
				return NotImplemented, nil
			}
			if intSign(d) == 0 {
				return Value{}, zeroDivErr("integer division or modulo by zero")
			}
			q, _ := intDivmod(Int(deltaOf(a)), d)
			if is(b) {
				return q, nil
			}
			return newDelta(q.int()), nil
		}
		t.nb[opMod] = bin(func(a, b int64) Value {
			if b == 0 {
				return newDelta(0)
			}
			_, m := intDivmod(Int(a), Int(b))
			return newDelta(m.int())
		})
		t.neg = func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return newDelta(-deltaOf(v)), nil }
		t.pos = func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return v, nil }
		t.abs = func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return newDelta(max(deltaOf(v), -deltaOf(v))), nil }
		t.truth = func(cx *rt.Ctx, v Value) (bool, *rt.Error) { return deltaOf(v) != 0, nil }
		t.hash = func(cx *rt.Ctx, v Value) (int64, *rt.Error) { return hashInt64(deltaOf(v)), nil }
		t.richcmp = func(cx *rt.Ctx, a, b Value, op cmpOp) (Value, *rt.Error) {
			if !is(a) || !is(b) {
				return NotImplemented, nil
			}
			return Bool(cmpInt64(deltaOf(a), deltaOf(b), op)), nil
		}
	})
}

// checkDate makes a time of fields in range.
func checkDate(f [7]int, loc *time.Location) (time.Time, *rt.Error) {
	if f[0] < 1 || f[0] > 9999 {
		return time.Time{}, valueErr("year %d is out of range", f[0])
	}
	if f[1] < 1 || f[1] > 12 {
		return time.Time{}, valueErr("month must be in 1..12")
	}
	t := time.Date(f[0], time.Month(f[1]), f[2], f[3], f[4], f[5], f[6]*1000, loc)
	if f[2] < 1 || f[2] > 31 || time.Date(f[0], time.Month(f[1]), f[2], 0, 0, 0, 0, time.UTC).Day() != f[2] {
		return t, valueErr("day is out of range for month")
	}
	for i, lim := range []struct {
		n    string
		high int
	}{{"hour", 23}, {"minute", 59}, {"second", 59}, {"microsecond", 999999}} {
		if f[3+i] < 0 || f[3+i] > lim.high {
			return t, valueErr("%s must be in 0..%d", lim.n, lim.high)
		}
	}
	return t, nil
}

func zoneOf(v Value) (*time.Location, bool, *rt.Error) {
	if !v.IsSet() || v.IsNone() {
		return time.UTC, false, nil
	}
	if v.O.Type == timezoneType {
		return stateIn[*time.Location](v), true, nil
	}
	return nil, false, notSupported("a tzinfo other than datetime.timezone")
}

func registerDatetime() {
	stdModule("datetime", func(cx *rt.Ctx, m *Module) *rt.Error {
		deltaType = makeDelta()
		m.Set("timedelta", deltaType.Value())
		timezoneType = nativeType("timezone", "datetime", func(t *Type) {
			t.makeWith("offset, name=", func(cx *rt.Ctx, a []Value) (any, *rt.Error) {
				if a[0].O.Type != deltaType {
					return nil, typeErr("timezone() argument 1 must be datetime.timedelta, not %s", argType(a[0]))
				}
				n, _ := GoStr(orNone(a[1]))
				return time.FixedZone(n, int(deltaOf(a[0])/usSecond)), nil
			})
			t.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
				_, off := time.Unix(0, 0).In(stateIn[*time.Location](v)).Zone()
				if off == 0 {
					return NewStr("datetime.timezone.utc"), nil
				}
				return NewStr("datetime.timezone(" + must(ReprOf(cx, newDelta(int64(off)*usSecond))) + ")"), nil
			}
			t.str = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
				n, off := time.Unix(0, 0).In(stateIn[*time.Location](v)).Zone()
				if n == "" {
					n = "UTC" + offsetText(off)
				}
				return NewStr(n), nil
			}
		})
		utc := newNative(timezoneType, time.UTC)
		timezoneType.dict.setStr("utc", utc)
		m.Set("timezone", timezoneType.Value())
		m.Set("UTC", utc)
		m.Set("MINYEAR", Int(1))
		m.Set("MAXYEAR", Int(9999))
		dateType = makeDate()
		datetimeType = makeDatetime()
		m.Set("date", dateType.Value())
		m.Set("datetime", datetimeType.Value())
		return nil
	})
}

func offsetText(off int) string {
	if off == 0 {
		return ""
	}
	sign := '+'
	if off < 0 {
		sign, off = '-', -off
	}
	return fmt.Sprintf("%c%02d:%02d", sign, off/3600, off/60%60)
}

func newDate(t *Type, tm time.Time) Value {
	o := obj(t.alloc(t))
	y, mo, d := tm.Date()
	asNative(o).v = dateState{t: time.Date(y, mo, d, 0, 0, 0, 0, time.UTC)}
	return o
}

func newDatetime(t *Type, tm time.Time, aware bool) Value {
	o := obj(t.alloc(t))
	if !aware {
		y, mo, d := tm.Date()
		tm = time.Date(y, mo, d, tm.Hour(), tm.Minute(), tm.Second(), tm.Nanosecond()/1000*1000, time.UTC)
	}
	asNative(o).v = dateState{tm, aware}
	return o
}

// dateCommon defines what date and datetime share.
func dateCommon(t *Type) {
	get := func(name string, f func(t time.Time) int) {
		t.getter(name, func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return Int(int64(f(dateOf(v).t))), nil })
	}
	get("year", time.Time.Year)
	get("month", func(t time.Time) int { return int(t.Month()) })
	get("day", time.Time.Day)
	num := func(name string, f func(t time.Time) int) {
		t.method(name, "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return Int(int64(f(dateOf(a[0]).t))), nil })
	}
	num("weekday", func(t time.Time) int { return (int(t.Weekday()) + 6) % 7 })
	num("isoweekday", func(t time.Time) int { return (int(t.Weekday())+6)%7 + 1 })
	num("toordinal", func(t time.Time) int {
		y, m, d := t.Date()
		return int(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Sub(time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC)).Hours()/24) + 719163
	})
	t.method("timetuple", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return timeTuple(dateOf(a[0]).t), nil })
	t.method("strftime", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		s, err := argStr(a[1], "strftime", "1")
		if err != nil {
			return Value{}, err
		}
		d := dateOf(a[0])
		if !d.aware {
			s = strings.NewReplacer("%%", "%%", "%z", "", "%Z", "").Replace(s)
		}
		return NewStr(strftime(s, d.t)), nil
	})
	t.method("__format__", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		return formatMethod(cx, a, func(spec string) (string, *rt.Error) { return strftime(spec, dateOf(a[0]).t), nil })
	})
	t.method("ctime", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		return NewStr(dateOf(a[0]).t.Format("Mon Jan _2 15:04:05 2006")), nil
	})
	t.hash = func(cx *rt.Ctx, v Value) (int64, *rt.Error) { return dateOf(v).t.UnixMicro(), nil }
	t.richcmp = func(cx *rt.Ctx, a, b Value, op cmpOp) (Value, *rt.Error) {
		same := a.O.Type.IsSubtype(datetimeType) == b.O.Type.IsSubtype(datetimeType)
		if !a.O.Type.IsSubtype(dateType) || !b.O.Type.IsSubtype(dateType) || !same {
			return NotImplemented, nil
		}
		x, y := dateOf(a), dateOf(b)
		if x.aware != y.aware {
			if op == cmpEq || op == cmpNe {
				return Bool(op == cmpNe), nil
			}
			return Value{}, typeErr("can't compare offset-naive and offset-aware datetimes")
		}
		return Bool(cmpInts(x.t.Compare(y.t), 0, op)), nil
	}
	shift := func(v Value, us int64) (Value, *rt.Error) {
		d := dateOf(v)
		if !v.O.Type.IsSubtype(datetimeType) {
			days := us / usDay
			if us%usDay < 0 {
				days--
			}
			return newDate(dateType, d.t.AddDate(0, 0, int(days))), nil
		}
		r := d.t.AddDate(0, 0, int(us/usDay)).Add(time.Duration(us%usDay) * time.Microsecond)
		if r.Year() < 1 || r.Year() > 9999 {
			return Value{}, overflowErr("date value out of range")
		}
		return newDatetime(datetimeType, r, d.aware), nil
	}
	t.nb[opAdd] = func(cx *rt.Ctx, a, b Value) (Value, *rt.Error) {
		if a.O.Type == deltaType {
			a, b = b, a
		}
		if b.O.Type != deltaType {
			return NotImplemented, nil
		}
		return shift(a, deltaOf(b))
	}
	t.nb[opSub] = func(cx *rt.Ctx, a, b Value) (Value, *rt.Error) {
		switch {
		case b.O.Type == deltaType:
			return shift(a, -deltaOf(b))
		case a.O.Type.IsSubtype(dateType) && b.O.Type.IsSubtype(dateType):
			if dateOf(a).aware != dateOf(b).aware {
				return Value{}, typeErr("can't subtract offset-naive and offset-aware datetimes")
			}
			return newDelta(dateOf(a).t.UnixMicro() - dateOf(b).t.UnixMicro()), nil
		}
		return NotImplemented, nil
	}
}

func makeDate() *Type {
	return nativeType("date", "datetime", func(t *Type) {
		t.makeWith("year, month, day", func(cx *rt.Ctx, a []Value) (any, *rt.Error) {
			var f [7]int
			for i, v := range a {
				n, err := asIndex(cx, v)
				if err != nil {
					return nil, err
				}
				f[i] = n
			}
			tm, err := checkDate(f, time.UTC)
			return dateState{t: tm}, err
		})
		dateCommon(t)
		t.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
			y, m, d := dateOf(v).t.Date()
			return NewStr(fmt.Sprintf("datetime.date(%d, %d, %d)", y, m, d)), nil
		}
		iso := func(v Value) Value { return NewStr(dateOf(v).t.Format("2006-01-02")) }
		t.str = func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return iso(v), nil }
		t.method("isoformat", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return iso(a[0]), nil })
		t.classMethod("today", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return newDate(asType(a[0]), time.Now()), nil })
		t.classMethod("fromisoformat", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			s, ok := GoStr(a[1])
			tm, e := time.Parse("2006-01-02", s)
			if !ok || e != nil {
				return Value{}, valueErr("Invalid isoformat string: %s", must(ReprOf(cx, a[1])))
			}
			return newDate(asType(a[0]), tm), nil
		})
		t.classMethod("fromordinal", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			n, err := asIndex(cx, a[1])
			return newDate(asType(a[0]), time.Date(1970, 1, 1+n-719163, 0, 0, 0, 0, time.UTC)), err
		})
		t.method("replace", "year=, month=, day=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			tm := dateOf(a[0]).t
			f := [7]int{tm.Year(), int(tm.Month()), tm.Day()}
			for i, v := range a[1:] {
				n, err := argInt(cx, v, f[i])
				if err != nil {
					return Value{}, err
				}
				f[i] = n
			}
			r, err := checkDate(f, time.UTC)
			return newDate(a[0].O.Type, r), err
		})
	})
}

func makeDatetime() *Type {
	return newStaticType("datetime", "datetime", dateType, func(t *Type) {
		t.init = dateType.init
		t.makeWith("year, month, day, hour=, minute=, second=, microsecond=, tzinfo=, *, fold=", func(cx *rt.Ctx, a []Value) (any, *rt.Error) {
			var f [7]int
			for i := range f {
				n, err := argInt(cx, a[i], 0)
				if err != nil {
					return nil, err
				}
				f[i] = n
			}
			loc, aware, err := zoneOf(a[7])
			if err != nil {
				return nil, err
			}
			tm, err := checkDate(f, loc)
			return dateState{tm, aware}, err
		})
		dateCommon(t)
		get := func(name string, f func(t time.Time) int) {
			t.getter(name, func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return Int(int64(f(dateOf(v).t))), nil })
		}
		get("hour", time.Time.Hour)
		get("minute", time.Time.Minute)
		get("second", time.Time.Second)
		get("microsecond", func(t time.Time) int { return t.Nanosecond() / 1000 })
		t.getter("tzinfo", func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
			if d := dateOf(v); d.aware {
				return newNative(timezoneType, d.t.Location()), nil
			}
			return None, nil
		})
		t.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
			d := dateOf(v)
			s := fmt.Sprintf("datetime.datetime(%d, %d, %d, %d, %d", d.t.Year(), d.t.Month(), d.t.Day(), d.t.Hour(), d.t.Minute())
			us := d.t.Nanosecond() / 1000
			if d.t.Second() != 0 || us != 0 {
				s += fmt.Sprintf(", %d", d.t.Second())
			}
			if us != 0 {
				s += fmt.Sprintf(", %d", us)
			}
			if d.aware {
				s += ", tzinfo=" + must(ReprOf(cx, newNative(timezoneType, d.t.Location())))
			}
			return NewStr(s + ")"), nil
		}
		iso := func(v Value, sep string) Value {
			d := dateOf(v)
			s := d.t.Format("2006-01-02") + sep + d.t.Format("15:04:05")
			if us := d.t.Nanosecond() / 1000; us != 0 {
				s += fmt.Sprintf(".%06d", us)
			}
			if d.aware {
				_, off := d.t.Zone()
				z := offsetText(off)
				if z == "" {
					z = "+00:00"
				}
				s += z
			}
			return NewStr(s)
		}
		t.str = func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return iso(v, " "), nil }
		t.method("isoformat", "sep=, timespec=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			sep := "T"
			if s, ok := GoStr(orNone(a[1])); ok {
				sep = s
			}
			return iso(a[0], sep), nil
		})
		t.classMethod("now", "tz=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			loc, aware, err := zoneOf(a[1])
			if err != nil {
				return Value{}, err
			}
			if aware {
				return newDatetime(asType(a[0]), time.Now().In(loc), true), nil
			}
			return newDatetime(asType(a[0]), time.Now(), false), nil
		})
		t.classMethod("today", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			return newDatetime(asType(a[0]), time.Now(), false), nil
		})
		t.classMethod("utcnow", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			return newDatetime(asType(a[0]), time.Now().UTC(), false), nil
		})
		fromTS := func(local bool) bfn {
			return func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
				f, err := mathArg(cx, a[1])
				if err != nil {
					return Value{}, err
				}
				loc, aware, err := zoneOf(opt(a, 2))
				if err != nil {
					return Value{}, err
				}
				tm := time.UnixMicro(int64(math.RoundToEven(f * 1e6)))
				switch {
				case aware:
					tm = tm.In(loc)
				case local:
					tm = tm.Local()
				default:
					tm = tm.UTC()
				}
				return newDatetime(asType(a[0]), tm, aware), nil
			}
		}
		t.classMethod("fromtimestamp", "timestamp, tz=", fromTS(true))
		t.classMethod("utcfromtimestamp", "O", fromTS(false))
		t.classMethod("strptime", "2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			s, err := argStr(a[1], "strptime", "1")
			if err != nil {
				return Value{}, err
			}
			f, err := argStr(a[2], "strptime", "2")
			if err != nil {
				return Value{}, err
			}
			tm, aware, err := strptime(s, f)
			return newDatetime(asType(a[0]), tm, aware), err
		})
		t.classMethod("fromisoformat", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			s, _ := GoStr(a[1])
			for _, f := range []string{"2006-01-02T15:04:05Z07:00", "2006-01-02 15:04:05Z07:00", "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02T15:04", "2006-01-02 15:04", "2006-01-02"} {
				if tm, e := time.Parse(f, s); e == nil {
					return newDatetime(asType(a[0]), tm, strings.HasSuffix(f, "Z07:00")), nil
				}
			}
			return Value{}, valueErr("Invalid isoformat string: %s", must(ReprOf(cx, a[1])))
		})
		t.method("timestamp", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			d := dateOf(a[0])
			tm := d.t
			if !d.aware {
				y, mo, dd := tm.Date()
				tm = time.Date(y, mo, dd, tm.Hour(), tm.Minute(), tm.Second(), tm.Nanosecond(), time.Local)
			}
			return Float(float64(tm.UnixMicro()) / 1e6), nil
		})
		t.method("date", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return newDate(dateType, dateOf(a[0]).t), nil })
		t.method("utcoffset", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			d := dateOf(a[0])
			if !d.aware {
				return None, nil
			}
			_, off := d.t.Zone()
			return newDelta(int64(off) * usSecond), nil
		})
		t.method("astimezone", "tz=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			loc, aware, err := zoneOf(a[1])
			if err != nil {
				return Value{}, err
			}
			if !aware {
				loc = time.Local
			}
			return newDatetime(datetimeType, dateOf(a[0]).t.In(loc), true), nil
		})
		t.method("replace", "year=, month=, day=, hour=, minute=, second=, microsecond=, tzinfo=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			d := dateOf(a[0])
			f := [7]int{d.t.Year(), int(d.t.Month()), d.t.Day(), d.t.Hour(), d.t.Minute(), d.t.Second(), d.t.Nanosecond() / 1000}
			for i := range f {
				n, err := argInt(cx, a[i+1], f[i])
				if err != nil {
					return Value{}, err
				}
				f[i] = n
			}
			loc, aware := d.t.Location(), d.aware
			if a[8].IsSet() {
				var err *rt.Error
				if loc, aware, err = zoneOf(a[8]); err != nil {
					return Value{}, err
				}
			}
			tm, err := checkDate(f, loc)
			return newDatetime(a[0].O.Type, tm, aware), err
		})
	})
}
