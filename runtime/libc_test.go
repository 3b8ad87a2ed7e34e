package rt

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"
	"unsafe"

	"github.com/stretchr/testify/require"
)

func TestRandIsGlibcs(t *testing.T) {
	Srand(1)
	require.Equal(t, []int32{1804289383, 846930886, 1681692777}, []int32{Rand(), Rand(), Rand()})
	Srand(42)
	require.Equal(t, []int32{71876166, 708592740, 1483128881}, []int32{Rand(), Rand(), Rand()})
	Srand48(7)
	require.EqualValues(t, 572184555, Lrand48())
	require.InDelta(t, 0.6820352302, Drand48(), 1e-9)
}

func TestNumbersFromText(t *testing.T) {
	require.EqualValues(t, -31, Strtol(CString("  -0x1fz"), nil, 16))
	require.EqualValues(t, 63, Strtol(CString("077"), nil, 0))
	require.EqualValues(t, 12, Atoi(CString(" 12abc")))
	s := CString("1.5e3xyz")
	var end *int8
	require.Equal(t, 1500.0, Strtod(s, &end))
	require.Equal(t, "xyz", GoString(end))
	v, err := Stoi(Str(" 42abc"))
	require.Nil(t, err)
	require.EqualValues(t, 42, v)
	var idx uint64
	w, err := StolBase(Str("-0x1f!"), &idx, 16)
	require.Nil(t, err)
	require.EqualValues(t, -31, w)
	require.EqualValues(t, 5, idx)
	_, err = Stoi(Str("x"))
	require.Equal(t, "ValueError: stoi", err.Error())
	_, err = Stoi(Str("99999999999"))
	require.Equal(t, "IndexError: stoi", err.Error())
	_, err = Stod(Str("1e999"))
	require.Equal(t, "IndexError: stod", err.Error())
	f, _ := Stod(Str("0x1.8p1"))
	require.Equal(t, 3.0, f)
	require.Equal(t, "3.500000", ToStringFloat(3.5).str())
}

func (s String) str() string { return s.Go() }

func TestStrftime(t *testing.T) {
	tm := Tm{TmYear: 124, TmMon: 1, TmMday: 29, TmHour: 13, TmMin: 5, TmSec: 9}
	require.EqualValues(t, 1709211909, Timegm(&tm))
	tm.TmZone = CString("GMT")
	buf := (*int8)(Malloc(400))
	format := "%a %A %b %B %d %e %j %U %W %w %u %V %G %g %y %Y %C %H %I %M %S %p %r %R %T %D %F %c %n%t%% %h %z %Z %k %l"
	n := Strftime(buf, 400, CString(format), &tm)
	want := "Thu Thursday Feb February 29 29 060 08 09 4 4 09 2024 24 24 2024 20 13 01 05 09 PM 01:05:09 PM 13:05 " +
		"13:05:09 02/29/24 2024-02-29 Thu Feb 29 13:05:09 2024 \n\t% Feb +0000 GMT 13  1"
	require.Equal(t, want, GoString(buf))
	require.EqualValues(t, len(want), n)
	require.Zero(t, Strftime(buf, 5, CString("%Y-%m"), &tm))
	var back Tm
	require.NotNil(t, Strptime(CString("2024-02-29 13:05:09"), CString("%Y-%m-%d %H:%M:%S"), &back))
	require.EqualValues(t, 1709211909, Timegm(&back))
	require.Nil(t, Strptime(CString("29.13"), CString("%d.%m"), &back))
	FreeMem(unsafe.Pointer(buf))
}

func TestRegex(t *testing.T) {
	match := func(pattern, text string, flags int32) []RegmatchT {
		var re RegexT
		if Regcomp(&re, CString(pattern), flags) != 0 {
			return nil
		}
		var m [4]RegmatchT
		if Regexec(&re, CString(text), 4, &m[0], 0) != 0 {
			return []RegmatchT{}
		}
		return m[:]
	}
	none := RegmatchT{-1, -1}
	for _, c := range []struct {
		pattern, text string
		extended      int32
		want          []RegmatchT
	}{
		{"^a.*b$", "axxb", 1, []RegmatchT{{0, 4}, none, none, none}},
		{"(a|ab)(c|bcd)(d*)", "abcd", 1, []RegmatchT{{0, 4}, {0, 1}, {1, 4}, {4, 4}}},
		{`[[:digit:]]+\.[0-9]`, "ab12.5c", 1, []RegmatchT{{2, 6}, none, none, none}},
		{"x{2,3}", "axxxxb", 1, []RegmatchT{{1, 4}, none, none, none}},
		{"a+b?", "caab", 1, []RegmatchT{{1, 4}, none, none, none}},
		{"[^]a]b", "]bcb", 1, []RegmatchT{{2, 4}, none, none, none}},
		{`\(x\)`, "(x)", 1, []RegmatchT{{0, 3}, none, none, none}},
		{`a\(b*\)c`, "xabbc", 0, []RegmatchT{{1, 5}, {2, 4}, none, none}},
		{"a+", "aa+", 0, []RegmatchT{{1, 3}, none, none, none}},
		{`a\{2\}`, "baaa", 0, []RegmatchT{{1, 3}, none, none, none}},
		{"*a", "x*a", 0, []RegmatchT{{1, 3}, none, none, none}},
		{"x^y", "x^y", 0, []RegmatchT{{0, 3}, none, none, none}},
		{"a", "b", 1, []RegmatchT{}},
		{"(", "b", 1, nil},
	} {
		require.Equal(t, c.want, match(c.pattern, c.text, c.extended), c.pattern)
	}
}

func TestFiles(t *testing.T) {
	path := CString(filepath.Join(t.TempDir(), "f"))
	f := Fopen(path, CString("w+"))
	require.NotNil(t, f)
	require.EqualValues(t, 12, Fprintf(f, CString("hello %d\nyou\n"), AInt32(7))-0)
	require.EqualValues(t, 0, Fseek(f, 0, 0))
	buf := (*int8)(Malloc(100))
	require.NotNil(t, Fgets(buf, 100, f))
	require.Equal(t, "hello 7\n", GoString(buf))
	require.EqualValues(t, 'y', Fgetc(f))
	Ungetc('Y', f)
	require.EqualValues(t, 4, Fread(unsafe.Pointer(buf), 1, 50, f))
	require.Equal(t, "You\n", GoStringN(buf, 4))
	require.EqualValues(t, 1, Feof(f))
	require.EqualValues(t, 0, Fclose(f))
	f = Fopen(path, CString("a"))
	Fputs(CString("more"), f)
	Fclose(f)
	b, _ := os.ReadFile(GoString(path))
	require.Equal(t, "hello 7\nyou\nmore", string(b))
	require.Nil(t, Fopen(CString("/nowhere/x"), CString("r")))
	require.Equal(t, ENOENT, Errno)
	require.Equal(t, "No such file or directory", GoString(Strerror(Errno)))
	var st Stat
	require.EqualValues(t, 0, LstatPath(path, &st))
	require.EqualValues(t, 16, st.StSize)
	require.EqualValues(t, 1, SIsreg(st.StMode))
	FreeMem(unsafe.Pointer(buf))
}

func TestScanf(t *testing.T) {
	var a, b int32
	var d float64
	var long int64
	word := CString("..........")
	n := Sscanf(CString(" 12 -7 word 2.5e1 99,"), CString("%d %d %s %lf %ld,"),
		APtr(unsafe.Pointer(&a)), APtr(unsafe.Pointer(&b)), ACStr(word), APtr(unsafe.Pointer(&d)), APtr(unsafe.Pointer(&long)))
	require.EqualValues(t, 5, n)
	require.EqualValues(t, 12, a)
	require.EqualValues(t, -7, b)
	require.Equal(t, "word", GoString(word))
	require.Equal(t, 25.0, d)
	require.EqualValues(t, 99, long)
	require.EqualValues(t, -1, Sscanf(CString(""), CString("%d"), APtr(unsafe.Pointer(&a))))
	require.EqualValues(t, 0, Sscanf(CString("x"), CString("%d"), APtr(unsafe.Pointer(&a))))
	require.EqualValues(t, 1, Sscanf(CString("abc123"), CString("%[a-z]"), ACStr(word)))
	require.Equal(t, "abc", GoString(word))
}

func TestThreads(t *testing.T) {
	main := NewCtx()
	var m PthreadMutex
	var barrier PthreadBarrier
	PthreadBarrierInit(&barrier, nil, 4)
	total, last := 0, 0
	f := func(cx *Ctx, arg unsafe.Pointer) unsafe.Pointer {
		for range 1000 {
			PthreadMutexLock(cx, &m)
			total++
			PthreadMutexUnlock(&m)
		}
		if PthreadBarrierWait(cx, &barrier) == -1 {
			last++
		}
		return arg
	}
	var ids [4]uint64
	x := 5
	for i := range ids {
		require.Zero(t, PthreadCreate(&ids[i], nil, f, unsafe.Pointer(&x)))
	}
	for _, id := range ids {
		var r unsafe.Pointer
		require.Zero(t, PthreadJoin(main, id, &r))
		require.Equal(t, unsafe.Pointer(&x), r)
	}
	require.Equal(t, 4000, total)
	require.Equal(t, 1, last)
	var s Sem
	SemInit(&s, 0, 1)
	SemWait(main, &s)
	require.EqualValues(t, -1, SemTrywait(&s))
	go func() { time.Sleep(time.Millisecond); SemPost(&s) }()
	SemWait(main, &s)
}

func TestMallocTable(t *testing.T) {
	p := Malloc(10)
	Memset(p, 'x', 10)
	p = Realloc(p, 20)
	require.Equal(t, "xxxxxxxxxx", GoStringN((*int8)(p), 10))
	FreeMem(p)
	fails(t, "malloc did not return", func() { FreeMem(p) })
	FreeMem(CallocOf[*int](3, 8))
	FreeMem(nil)
	var v [4]int32 = [4]int32{3, 1, 4, 1}
	Qsort(nil, unsafe.Pointer(&v[0]), 4, 4, func(cx *Ctx, a, b unsafe.Pointer) int32 { return *(*int32)(a) - *(*int32)(b) })
	require.Equal(t, [4]int32{1, 1, 3, 4}, v)
}

// Go's collector sees the pointers in memory of a type, also after realloc has moved it.
func TestMallocOfPointers(t *testing.T) {
	type rec struct {
		n int
		p *[64]byte
	}
	died := make(chan int, 10)
	made := func(i int) *[64]byte {
		v := &[64]byte{byte(i)}
		runtime.AddCleanup(v, func(i int) { died <- i }, i)
		return v
	}
	p := MallocOf[rec](4 * 16)
	for i := range 4 {
		unsafe.Slice((*rec)(p), 4)[i].p = made(i)
	}
	p = Realloc(p, 9*16+3)
	p = ReallocOf[rec](p, 5*16)
	q := Malloc(16)
	(*rec)(q).n = 7
	q = ReallocOf[rec](q, 40)
	(*rec)(unsafe.Add(q, 16)).p = made(4)
	for range 3 {
		runtime.GC()
	}
	time.Sleep(10 * time.Millisecond)
	require.Empty(t, died)
	for i, r := range unsafe.Slice((*rec)(p), 4) {
		require.EqualValues(t, i, r.p[0])
	}
	require.Equal(t, 7, (*rec)(q).n)
	FreeMem(p)
	FreeMem(q)
	for range 5 {
		runtime.GC()
		require.Less(t, <-died, 5)
	}
}

func TestMovesOfTypedMemory(t *testing.T) {
	a := [6]*int8{CString("a"), CString("b"), CString("c"), CString("d"), CString("e"), CString("f")}
	text := func() (s string) {
		for _, p := range a {
			if p == nil {
				s += "-"
				continue
			}
			s += GoString(p)
		}
		return s
	}
	MemcpyOf[*int8](unsafe.Pointer(&a[1]), unsafe.Pointer(&a[0]), 4*8)
	require.Equal(t, "aabcdf", text())
	MemcpyOf[*int8](unsafe.Pointer(&a[0]), unsafe.Pointer(&a[1]), 5*8)
	require.Equal(t, "abcdff", text())
	QsortOf[*int8](nil, unsafe.Pointer(&a[0]), 6, 8, func(cx *Ctx, x, y unsafe.Pointer) int32 { return Strcmp(*(**int8)(y), *(**int8)(x)) })
	require.Equal(t, "ffdcba", text())
	MemsetOf[*int8](unsafe.Pointer(&a[1]), 0, 3*8)
	require.Equal(t, "f---ba", text())

	// Bytes that are no whole value, also where the two overlap.
	b := [5][3]byte{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}, {10, 11, 12}, {13, 14, 15}}
	MemcpyOf[[3]byte](unsafe.Pointer(&b[0][2]), unsafe.Pointer(&b[0][0]), 10)
	require.Equal(t, [5][3]byte{{1, 2, 1}, {2, 3, 4}, {5, 6, 7}, {8, 9, 10}, {13, 14, 15}}, b)
	MemcpyOf[[3]byte](unsafe.Pointer(&b[0][0]), unsafe.Pointer(&b[0][2]), 10)
	require.Equal(t, [5][3]byte{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}, {10, 9, 10}, {13, 14, 15}}, b)
	MemsetOf[[3]byte](unsafe.Pointer(&b[0][1]), 0, 4)
	MemsetOf[[3]byte](unsafe.Pointer(&b[3][0]), 7, 5)
	require.Equal(t, [5][3]byte{{1, 0, 0}, {0, 0, 6}, {7, 8, 9}, {7, 7, 7}, {7, 7, 15}}, b)
}

func TestStringsOfC(t *testing.T) {
	require.EqualValues(t, 5, Strlen(CString("hello")))
	require.Negative(t, Strcmp(CString("abc"), CString("abd")))
	require.Zero(t, Strncmp(CString("abc"), CString("abd"), 2))
	require.Equal(t, "lo", GoString(Strstr(CString("hello"), CString("lo"))))
	require.Nil(t, Strchr(CString("hello"), 'z'))
	require.Equal(t, "lo", GoString(Strrchr(CString("hello"), 'l'))[0:2])
	var parts []string
	var save *int8
	for p := StrtokR(CString("a,b;;c"), CString(",;"), &save); p != nil; p = StrtokR(nil, CString(",;"), &save) {
		parts = append(parts, GoString(p))
	}
	require.Equal(t, []string{"a", "b", "c"}, parts)
	buf := (*int8)(Malloc(20))
	Strcpy(buf, CString("ab"))
	Strcat(buf, CString("cd"))
	require.Equal(t, "abcd", GoString(buf))
	FreeMem(unsafe.Pointer(buf))
}

func TestFloorDivision(t *testing.T) {
	for _, c := range [][4]int32{{7, 2, 3, 1}, {-7, 2, -4, 1}, {7, -2, -4, -1}, {-7, -2, 3, -1}, {6, -2, -3, 0}} {
		require.Equal(t, c[2], FloorDiv(c[0], c[1]))
		require.Equal(t, c[3], FloorMod(c[0], c[1]))
		require.Equal(t, float64(c[2]), FloorDivF(float64(c[0]), float64(c[1])))
		require.Equal(t, float64(c[3]), FloorModF(float64(c[0]), float64(c[1])))
	}
	require.EqualValues(t, 4294967295/2, FloorDiv(uint32(4294967295), 2))
	require.EqualValues(t, 1024, IPow(int64(2), 10))
}
