package rt

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
)

func ints(v ...int32) (args []Arg) {
	for _, x := range v {
		args = append(args, AInt32(x))
	}
	return args
}

func floats(v ...float64) (args []Arg) {
	for _, x := range v {
		args = append(args, AFloat(x))
	}
	return args
}

func texts(v ...string) (args []Arg) {
	for _, x := range v {
		args = append(args, ACStr(CString(x)))
	}
	return args
}

// The expected texts are glibc's.
func TestPrintf(t *testing.T) {
	inf := math.Inf(1)
	for _, c := range []struct {
		format, want string
		args         []Arg
	}{
		{"%d %5d %-5d| %05d %+d % d", "42    42 42   | 00042 +42  42", ints(42, 42, 42, 42, 42, 42)},
		{"%x %X %#x %o %#o %08x %#010x", "ff FF 0xff 10 010 000000ff 0x000000ff", ints(255, 255, 255, 8, 8, 255, 255)},
		{"%u %u %ld %lld %hhd %hd", "3 4294967295 1099511627776 -1125899906842624 44 4464",
			[]Arg{AUint32(3), AInt32(-1), AInt(1 << 40), AInt(-(1 << 50)), AInt32(300), AInt32(70000)}},
		{"%.3d %8.3d %-8.3d %08.3d %.0d", "005      005 005           005 ", ints(5, 5, 5, 5, 0)},
		{"%f %.2f %10.3f %-10.1f %+.1f %010.2f % f", "3.141590 2.00      3.142 2.2        +1.0 -000003.14  1.500000",
			floats(3.14159, 2.005, 3.14159, 2.25, 1.0, -3.14159, 1.5)},
		{"%e %.2e %E %g %g %g %G", "1.234568e+04 1.23e-04 1.000000E+100 0.0001 1e-05 1.23457e+06 1E-10",
			floats(12345.678, 0.00012345, 1e100, 0.0001, 1e-5, 1234567, 1e-10)},
		{"%g %g %.3g %#g %g %.10g", "100000 1e+06 3.14 1.00000 0.1 0.1", floats(100000, 1000000, 3.14159, 1, 0.1, 0.1)},
		{"%s %10s %-10s %.2s", "abc        abc abc        ab", texts("abc", "abc", "abc", "abc")},
		{"%c%c %5c %-3c.", "aB     x y  .", ints('a', 66, 'x', 'y')},
		{"%% %*d %-*d %.*f", "%     42 42     3.14", append(ints(6, 42, 6, 42, 2), AFloat(3.14159))},
		{"%f %F %e %g %5.1f %05f", "inf -INF nan inf   inf   inf", floats(inf, -inf, math.NaN(), inf, inf, inf)},
		{"%a %.2a %A", "0x1p+0 0x1.92p+1 0X1.FFP+7", floats(1, 3.14159, 255.5)},
		{"%i %li %zu %jd %td", "-7 -8 9 10 11", []Arg{AInt32(-7), AInt(-8), AUint(9), AInt(10), AInt(11)}},
		{"%.0f %.0f %.0f %.0f", "0 2 2 4", floats(0.5, 1.5, 2.5, 3.5)},
		{"%#.0f %#x %#o", "3. 0 0", append(floats(3), ints(0, 0)...)},
		{"%.15g %.17g", "0.1 0.10000000000000001", floats(0.1, 0.1)},
		{"%s", "(null)", []Arg{ACStr(nil)}},
		{"%p", "(nil)", []Arg{APtr(nil)}},
		{"%2$s %1$s", "b a", texts("a", "b")},
		{"100%", "100", nil},
	} {
		require.Equal(t, c.want, string(AppendPrintf(nil, c.format, c.args...)), c.format)
	}
}

func TestSnprintfCutsAndCounts(t *testing.T) {
	buf := CString("xxxxxxxxxx")
	require.EqualValues(t, 11, Snprintf(buf, 6, CString("%s"), ACStr(CString("hello world"))))
	require.Equal(t, "hello", GoString(buf))
	require.EqualValues(t, 3, Snprintf(nil, 0, CString("%d"), AInt32(123)))
}

func TestPrintfMakesNoGarbage(t *testing.T) {
	format := CString("%d %s %5.2f\n")
	text := CString("abc")
	b := make([]byte, 0, 100)
	n := testing.AllocsPerRun(100, func() {
		f := formatter{out: b[:0]}
		f.run(cView(format), []Arg{AInt32(1), ACStr(text), AFloat(2.5)})
	})
	require.Zero(t, n)
}

// fmt::printf prints arguments by their own types.
func TestFmtPrintf(t *testing.T) {
	for _, c := range []struct {
		format, want string
		args         []Arg
	}{
		{"%d %d %d", "-5 -4249290049419214848 1099511627776", []Arg{AInt32(-5), AUint(14197454024290336768), AInt(1 << 40)}},
		{"%s %s %s %s", "12 abc 2.5 true", []Arg{AInt32(12), AStr(Str("abc")), AFloat(2.5), ABool(true)}},
		{"%x %02d|%-4d|", "ffffffff 07|3   |", []Arg{AInt32(-1), AInt32(7), AInt32(3)}},
		{"%.6f %5s", "1.500000    ab", []Arg{AFloat(1.5), AView(View(Str("ab")))}},
		{"%u", "4294967295", []Arg{AInt32(-1)}},
	} {
		b, err := appendFmt(nil, CString(c.format), c.args)
		require.Nil(t, err)
		require.Equal(t, c.want, string(b), c.format)
	}
	_, err := FmtSprintf(CString("%d %d"), AInt32(1))
	require.Equal(t, "RuntimeError: argument not found", err.Error())
}

func TestFormat(t *testing.T) {
	for _, c := range []struct {
		format, want string
		args         []Arg
	}{
		{"{} {}", "1 abc", []Arg{AInt32(1), AText("abc")}},
		{"{1}{0}", "ba", []Arg{AText("a"), AText("b")}},
		{"{{}} {{{}}}", "{} {7}", ints(7)},
		{"{:5}|{:<5}|{:>5}|{:^5}|{:*^7}|{:x<4}", "    1|2    |    3|  4  |***5***|6xxx", ints(1, 2, 3, 4, 5, 6)},
		{"{:5}|{:>5}|{:^6}|{:.2}", "ab   |   ab|  ab  |ab", texts("ab", "ab", "ab", "abc")},
		{"{:+d} {: d} {:-d} {:05d} {:+05d}", "+1  1 1 00001 +0001", ints(1, 1, 1, 1, 1)},
		{"{:x} {:X} {:#x} {:#X} {:o} {:#o} {:b} {:#b}", "ff FF 0xff 0XFF 10 010 101 0b101", ints(255, 255, 255, 255, 8, 8, 5, 5)},
		{"{:x} {:d}", "-ff -255", ints(-255, -255)},
		{"{:#06x} {:c}", "0x00ff A", ints(255, 65)},
		{"{} {} {} {} {}", "1 0.1 1e+16 1e-05 -0", floats(1, 0.1, 1e16, 1e-5, math.Copysign(0, -1))},
		{"{:.2f} {:8.3f} {:<8.1f}| {:e} {:g} {:.3}", "3.14    3.142 3.1     | 1.000000e+00 0.5 3.14",
			floats(3.14159, 3.14159, 3.14159, 1, 0.5, 3.14159)},
		{"{:08.2f} {:+} {:#} {:%}", "", floats(-3.14159)},
		{"{} {} {:d}", "true false 1", []Arg{ABool(true), ABool(false), ABool(true)}},
		{"{} {:d} {:>3}", "x 120   y", []Arg{AChar('x'), AChar('x'), AChar('y')}},
		{"{:>{}} {:.{}f}", "    5 1.50", []Arg{AInt32(5), AInt32(5), AFloat(1.5), AInt32(2)}},
		{"{}, {:02d} {} {:04d} {:02d}:{:02d}:{:02d} GMT", "Sun, 06 Nov 1994 08:49:37 GMT",
			[]Arg{AText("Sun"), AInt32(6), AText("Nov"), AInt32(1994), AInt32(8), AInt32(49), AInt32(37)}},
		{"{}", "18446744073709551615", []Arg{AUint(math.MaxUint64)}},
		{"{:é^5}", "éé1éé", ints(1)},
		{"{} {} {:06}", "nan inf    inf", floats(math.NaN(), math.Inf(1), math.Inf(1))},
	} {
		got, err := FormatGo(c.format, c.args...)
		if c.want == "" {
			require.NotNil(t, err, c.format)
			continue
		}
		require.Nil(t, err, c.format)
		require.Equal(t, c.want, got.Go(), c.format)
	}
	for format, want := range map[string]string{
		"{}":    "argument not found",
		"{":     "argument not found",
		"}":     "unmatched '}' in format string",
		"{0":    "argument not found",
		"a{:q}": "argument not found",
	} {
		_, err := FormatGo(format)
		require.Equal(t, "RuntimeError: "+want, err.Error(), format)
	}
	_, err := FormatGo("{:q}", AInt32(1))
	require.Equal(t, "RuntimeError: invalid format specifier", err.Error())
	_, err = FormatGo("{:.2}", AInt32(1))
	require.Equal(t, "RuntimeError: precision not allowed for this argument type", err.Error())
	_, err = FormatGo("{:5", AInt32(1))
	require.Equal(t, "RuntimeError: missing '}' in format string", err.Error())
}
