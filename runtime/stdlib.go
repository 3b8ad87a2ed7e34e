package rt

import (
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"sync"
	"unsafe"
)

// RandMax is RAND_MAX.
const RandMax = 2147483647

// ranGen is the additive generator of glibc's rand: the same seed gives the same numbers.
var ranGen struct {
	sync.Mutex
	state  []uint32
	seeded bool
}

// Srand is srand(seed).
func Srand(seed uint32) {
	ranGen.Lock()
	seedLocked(seed)
	ranGen.Unlock()
}

func seedLocked(seed uint32) {
	if seed == 0 {
		seed = 1
	}
	r := make([]int32, 34)
	r[0] = int32(seed)
	for i := 1; i < 31; i++ {
		v := 16807 * int64(r[i-1]) % 2147483647
		if v < 0 {
			v += 2147483647
		}
		r[i] = int32(v)
	}
	for i := 31; i < 34; i++ {
		r[i] = r[i-31]
	}
	state := make([]uint32, 0, 64)
	for _, x := range r[3:34] {
		state = append(state, uint32(x))
	}
	ranGen.state, ranGen.seeded = state, true
	for range 310 {
		nextLocked()
	}
}

// nextLocked: o[i] = o[i-31] + o[i-3].
func nextLocked() uint32 {
	s := ranGen.state
	v := s[0] + s[28]
	copy(s, s[1:31])
	s[30] = v
	return v
}

// Rand is rand().
func Rand() int32 {
	ranGen.Lock()
	defer ranGen.Unlock()
	if !ranGen.seeded {
		seedLocked(1)
	}
	return int32(nextLocked() >> 1)
}

// RandR is rand_r(seed).
func RandR(seed *uint32) int32 {
	next := *seed
	step := func() uint32 {
		next = next*1103515245 + 12345
		return next / 65536
	}
	r := step() % 2048
	r = r<<10 ^ step()%1024
	r = r<<10 ^ step()%1024
	*seed = next
	return int32(r)
}

// Abs is abs(n), Labs labs(n).
func Abs(n int32) int32 {
	if n < 0 {
		return -n
	}
	return n
}

// Labs is labs(n), and llabs(n).
func Labs(n int64) int64 {
	if n < 0 {
		return -n
	}
	return n
}

var envText struct {
	sync.Mutex
	m map[string]*int8
}

// Getenv is getenv(name).
func Getenv(name *int8) *int8 {
	v, ok := os.LookupEnv(GoString(name))
	if !ok {
		return nil
	}
	envText.Lock()
	defer envText.Unlock()
	if envText.m == nil {
		envText.m = map[string]*int8{}
	}
	if envText.m[v] == nil {
		envText.m[v] = CString(v)
	}
	return envText.m[v]
}

// Setenv is setenv(name, value, overwrite), Unsetenv unsetenv(name).
func Setenv(name, value *int8, overwrite int32) int32 {
	if _, ok := os.LookupEnv(GoString(name)); ok && overwrite == 0 {
		return 0
	}
	return status(os.Setenv(GoString(name), GoString(value)))
}

// Unsetenv is unsetenv(name).
func Unsetenv(name *int8) int32 { return status(os.Unsetenv(GoString(name))) }

// System is system(command).
func System(command *int8) int32 {
	FlushAll()
	c := exec.Command("/bin/sh", "-c", GoString(command))
	c.Stdin, c.Stdout, c.Stderr = os.Stdin, os.Stdout, os.Stderr
	err := c.Run()
	if c.ProcessState == nil {
		setErrno(err)
		return -1
	}
	return int32(c.ProcessState.ExitCode()) << 8
}

// Abort is abort().
func Abort() { Fatal("abort() called") }

// Qsort is qsort(base, n, size, compare). The memory must not hold Go pointers.
func Qsort(cx *Ctx, base unsafe.Pointer, n, size uint64, compare func(cx *Ctx, a, b unsafe.Pointer) int32) {
	at := func(i uint64) unsafe.Pointer { return unsafe.Add(base, i*size) }
	tmp := Malloc(size)
	defer FreeMem(tmp)
	heapSort(cx, n, at, func(i, j uint64) {
		Memcpy(tmp, at(i), size)
		Memcpy(at(i), at(j), size)
		Memcpy(at(j), tmp, size)
	}, compare)
}

// QsortOf is qsort(base, n, size, compare) of values of type T.
func QsortOf[T any](cx *Ctx, base unsafe.Pointer, n, size uint64, compare func(cx *Ctx, a, b unsafe.Pointer) int32) {
	if size != sizeOf[T]() {
		Qsort(cx, base, n, size, compare)
		return
	}
	s := unsafe.Slice((*T)(base), n)
	heapSort(cx, n, func(i uint64) unsafe.Pointer { return unsafe.Pointer(&s[i]) }, func(i, j uint64) { s[i], s[j] = s[j], s[i] }, compare)
}

func heapSort(cx *Ctx, n uint64, at func(i uint64) unsafe.Pointer, swap func(i, j uint64), compare func(cx *Ctx, a, b unsafe.Pointer) int32) {
	// Heap sort: no memory, no bad case.
	sift := func(root, end uint64) {
		for child := 2*root + 1; child < end; child = 2*root + 1 {
			if child+1 < end && compare(cx, at(child), at(child+1)) < 0 {
				child++
			}
			if compare(cx, at(root), at(child)) >= 0 {
				return
			}
			swap(root, child)
			root = child
		}
	}
	for i := n / 2; i > 0; i-- {
		sift(i-1, n)
	}
	for end := n; end > 1; end-- {
		swap(0, end-1)
		sift(0, end-1)
	}
}

// Llabs is llabs(n).
func Llabs(n int64) int64 { return Labs(n) }

// Random is random(), Srandom srandom(seed): the generator of rand.
func Random() int64 { return int64(Rand()) }

// Srandom is srandom(seed).
func Srandom(seed uint32) { Srand(seed) }

// The 48-bit linear congruential generator of drand48.
var rand48 struct {
	sync.Mutex
	x uint64
}

func next48() uint64 {
	rand48.Lock()
	defer rand48.Unlock()
	rand48.x = (rand48.x*0x5deece66d + 0xb) & (1<<48 - 1)
	return rand48.x
}

// Srand48 is srand48(seed), Drand48 drand48(), Lrand48 lrand48().
func Srand48(seed int64) {
	rand48.Lock()
	rand48.x = uint64(uint32(seed))<<16 | 0x330e
	rand48.Unlock()
}

// Drand48 is drand48().
func Drand48() float64 { return float64(next48()) / (1 << 48) }

// Lrand48 is lrand48().
func Lrand48() int64 { return int64(next48() >> 17) }

// DivT is div_t, LdivT ldiv_t.
type (
	// DivT is div_t.
	DivT struct{ Quot, Rem int32 }
	// LdivT is ldiv_t, and lldiv_t.
	LdivT struct{ Quot, Rem int64 }
)

// Div is div(a, b), Ldiv ldiv(a, b), Lldiv lldiv(a, b).
func Div(a, b int32) DivT { return DivT{a / b, a % b} }

// Ldiv is ldiv(a, b).
func Ldiv(a, b int64) LdivT { return LdivT{a / b, a % b} }

// Lldiv is lldiv(a, b).
func Lldiv(a, b int64) LdivT { return LdivT{a / b, a % b} }

// Bsearch is bsearch(key, base, n, size, compare).
func Bsearch(cx *Ctx, key, base unsafe.Pointer, n, size uint64, compare func(cx *Ctx, a, b unsafe.Pointer) int32) unsafe.Pointer {
	low, high := uint64(0), n
	for low < high {
		mid := (low + high) / 2
		p := unsafe.Add(base, mid*size)
		switch c := compare(cx, key, p); {
		case c == 0:
			return p
		case c < 0:
			high = mid
		default:
			low = mid + 1
		}
	}
	return nil
}

// Putenv is putenv("name=value").
func Putenv(text *int8) int32 {
	name, value, ok := strings.Cut(GoString(text), "=")
	if !ok {
		return status(os.Unsetenv(name))
	}
	return status(os.Setenv(name, value))
}

// Atexit is atexit(f).
func Atexit(f func(cx *Ctx)) int32 {
	AtExit(f)
	return 0
}

// ExitNow is _exit(status): nothing is flushed.
func ExitNow(status int32) { os.Exit(int(status) & 0xff) }

// Mkdtemp is mkdtemp(template), Mkstemp mkstemp(template): the six X at its end are replaced.
func Mkdtemp(template *int8) *int8 {
	if makeTemp(template, func(path string) error { return os.Mkdir(path, 0o700) }) != nil {
		return nil
	}
	return template
}

func makeTemp(template *int8, try func(path string) error) error {
	b := CharBytes(template, Strlen(template))
	if len(b) < 6 || string(b[len(b)-6:]) != strings.Repeat("X", 6) {
		Errno = EINVAL
		return os.ErrInvalid
	}
	const letters = "abcdefghijklmnopqrstuvwxyz0123456789"
	for {
		for i := range 6 {
			b[len(b)-6+i] = letters[rand.IntN(len(letters))]
		}
		err := try(string(b))
		if err == nil || !os.IsExist(err) {
			setErrno(err)
			return err
		}
	}
}

// Setlocale is setlocale(category, name): the C locale is the only one.
func Setlocale(category int32, name *int8) *int8 {
	if name == nil {
		return CString("C")
	}
	switch GoString(name) {
	case "", "C", "POSIX":
		return CString("C")
	}
	return nil
}
