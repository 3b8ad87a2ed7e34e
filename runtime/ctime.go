package rt

import (
	"sync"
	"time"
)

// Tm is struct tm, Timeval struct timeval, Timespec struct timespec, Timezone struct timezone.
type (
	// Tm is struct tm.
	Tm struct {
		TmSec, TmMin, TmHour, TmMday, TmMon, TmYear, TmWday, TmYday, TmIsdst int32
		TmGmtoff                                                             int64
		TmZone                                                               *int8
	}
	// Timeval is struct timeval.
	Timeval struct{ TvSec, TvUsec int64 }
	// Timespec is struct timespec.
	Timespec struct{ TvSec, TvNsec int64 }
	// Timezone is struct timezone.
	Timezone struct{ TzMinuteswest, TzDsttime int32 }
)

var started = time.Now()

// Time is time(t); t may be nil.
func Time(t *int64) int64 {
	now := time.Now().Unix()
	if t != nil {
		*t = now
	}
	return now
}

// Difftime is difftime(b, a).
func Difftime(b, a int64) float64 { return float64(b - a) }

// Clock is clock(): the CPU time of the process in microseconds.
func Clock() int64 { return int64(cpuTime() / time.Microsecond) }

var zones struct {
	sync.Mutex
	m map[string]*int8
}

func zoneName(s string) *int8 {
	zones.Lock()
	defer zones.Unlock()
	if zones.m == nil {
		zones.m = map[string]*int8{}
	}
	if zones.m[s] == nil {
		zones.m[s] = CString(s)
	}
	return zones.m[s]
}

func (tm *Tm) set(t time.Time) *Tm {
	name, offset := t.Zone()
	*tm = Tm{
		TmSec: int32(t.Second()), TmMin: int32(t.Minute()), TmHour: int32(t.Hour()),
		TmMday: int32(t.Day()), TmMon: int32(t.Month()) - 1, TmYear: int32(t.Year()) - 1900,
		TmWday: int32(t.Weekday()), TmYday: int32(t.YearDay()) - 1, TmIsdst: truth(t.IsDST()),
		TmGmtoff: int64(offset), TmZone: zoneName(name),
	}
	return tm
}

func (tm *Tm) time(zone *time.Location) time.Time {
	return time.Date(int(tm.TmYear)+1900, time.Month(tm.TmMon+1), int(tm.TmMday), int(tm.TmHour),
		int(tm.TmMin), int(tm.TmSec), 0, zone)
}

// Gmtime is gmtime(t) and Localtime localtime(t). Unlike C's, each result is its own.
func Gmtime(t *int64) *Tm { return GmtimeR(t, new(Tm)) }

// GmtimeR is gmtime_r(t, tm).
func GmtimeR(t *int64, tm *Tm) *Tm {
	tm.set(time.Unix(*t, 0).UTC())
	tm.TmZone = zoneName("GMT")
	return tm
}

// Localtime is localtime(t).
func Localtime(t *int64) *Tm { return LocaltimeR(t, new(Tm)) }

// LocaltimeR is localtime_r(t, tm).
func LocaltimeR(t *int64, tm *Tm) *Tm { return tm.set(time.Unix(*t, 0).Local()) }

// Mktime is mktime(tm): local time, tm is normalised. Timegm is its UTC form.
func Mktime(tm *Tm) int64 {
	t := tm.time(time.Local)
	if tm.TmIsdst > 0 && !t.IsDST() {
		t = t.Add(-time.Hour)
	}
	tm.set(t)
	return t.Unix()
}

// Timegm is timegm(tm).
func Timegm(tm *Tm) int64 {
	t := tm.time(time.UTC)
	tm.set(t)
	return t.Unix()
}

// Asctime is asctime(tm), Ctime ctime(t), with a newline at the end.
func Asctime(tm *Tm) *int8 {
	return CString(string(appendTime(nil, "%a %b %e %H:%M:%S %Y\n", tm)))
}

// AsctimeR is asctime_r(tm, buf), CtimeR ctime_r(t, buf).
func AsctimeR(tm *Tm, buf *int8) *int8 { return Strcpy(buf, Asctime(tm)) }

// Ctime is ctime(t).
func Ctime(t *int64) *int8 { return Asctime(Localtime(t)) }

// CtimeR is ctime_r(t, buf).
func CtimeR(t *int64, buf *int8) *int8 { return Strcpy(buf, Ctime(t)) }

// Tzset is tzset().
func Tzset() {}

// Gettimeofday is gettimeofday(tv, tz).
func Gettimeofday(tv *Timeval, tz *Timezone) int32 {
	now := time.Now()
	tv.TvSec, tv.TvUsec = now.Unix(), int64(now.Nanosecond())/1000
	return 0
}

// ClockGettime is clock_gettime(clock, ts): realtime, monotonic, and the CPU time of the process, which also stands
// for a thread's.
func ClockGettime(clock int32, ts *Timespec) int32 {
	var d time.Duration
	switch clock {
	case 0:
		now := time.Now()
		ts.TvSec, ts.TvNsec = now.Unix(), int64(now.Nanosecond())
		return 0
	case 1, 4, 7:
		// The monotonic clock may start anywhere; not at 0, which programs take for "unset".
		d = time.Since(started) + time.Hour
	case 2, 3:
		d = cpuTime()
	default:
		Errno = EINVAL
		return -1
	}
	ts.TvSec, ts.TvNsec = int64(d/time.Second), int64(d%time.Second)
	return 0
}

// ClockGetres is clock_getres(clock, ts).
func ClockGetres(clock int32, ts *Timespec) int32 {
	if ts != nil {
		*ts = Timespec{0, 1}
	}
	return 0
}

// Nanosleep is nanosleep(want, left), Sleep sleep(s), Usleep usleep(us).
func Nanosleep(cx *Ctx, want, left *Timespec) int32 {
	cx.Sleep(time.Duration(want.TvSec)*time.Second + time.Duration(want.TvNsec))
	if left != nil {
		*left = Timespec{}
	}
	return 0
}

// Sleep is sleep(seconds).
func Sleep(cx *Ctx, seconds uint32) uint32 {
	cx.Sleep(time.Duration(seconds) * time.Second)
	return 0
}

// Usleep is usleep(microseconds).
func Usleep(cx *Ctx, microseconds uint32) int32 {
	cx.Sleep(time.Duration(microseconds) * time.Microsecond)
	return 0
}

// Sleep waits without the GIL.
func (cx *Ctx) Sleep(d time.Duration) { cx.parkFor(nil, d, waitTime) }
