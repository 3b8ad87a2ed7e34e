package rt

import (
	"bytes"
	"os"
	"os/exec"
	"strings"
	"sync/atomic"
	"testing"
	"time"
	"unsafe"

	"github.com/stretchr/testify/require"
)

// Programs for tests of what ends a process. The test binary runs itself with CYP_TEST_PROGRAM set.
var programs = map[string]func(cx *Ctx) *Error{
	"ok": func(cx *Ctx) *Error {
		AtExit(func(cx *Ctx) { Stdout.WriteString("first in\n") })
		AtExit(func(cx *Ctx) { Stdout.WriteString("last in\n") })
		Puts(CString("body"))
		return nil
	},
	"uncaught": func(cx *Ctx) *Error {
		Puts(CString("before"))
		return Raise("ValueError", "no").At("f", "x.pyx", 3).At("<module>", "x.pyx", 9)
	},
	"null": func(cx *Ctx) *Error {
		Puts(CString("before"))
		NullDeref("a.b", "x.pyx", 4, 2)
		return nil
	},
	"null in an actor": func(cx *Ctx) *Error {
		s := NewScheduler(cx, 2)
		newTellActor(cx, s).tell(cx, 1, func(cx *Ctx, a *tellActor, n int64) { NullDeref("x", "x.pyx", 1, 1) })
		s.Finish(cx)
		return nil
	},
	"leaks": func(cx *Ctx) *Error {
		Debug = true
		a, b := New[pod](cx, classPod), New[pod](cx, classPod)
		a.peer, b.peer = b, a
		kept := newLeaf(cx, 1)
		DropRef(cx, newLeaf(cx, 2))
		if Live() != 3 || LiveByClass()["Pod"] != 2 {
			Fatal("wrong live count")
		}
		_ = kept
		return nil
	},
	"freed twice": func(cx *Ctx) *Error {
		Debug = true
		l := newLeaf(cx, 1)
		DropRef(cx, l)
		DropRef(cx, l)
		return nil
	},
	"lock order": func(cx *Ctx) *Error {
		Debug = true
		a, b := lockable(), lockable()
		b.setClass(&otherLockable)
		both := func(x, y *Header) {
			WLock(cx, x)
			RLock(cx, y)
			RLock(cx, x)
			RUnlock(cx, x)
			RUnlock(cx, y)
			WUnlock(cx, x)
		}
		both(a, b)
		both(a, b)
		both(b, a)
		both(b, a)
		return nil
	},
	"finish in an actor": func(cx *Ctx) *Error {
		s := NewScheduler(cx, 2)
		newTellActor(cx, s).tell(cx, 1, func(cx *Ctx, a *tellActor, n int64) { s.Finish(cx) })
		s.Finish(cx)
		return nil
	},
	"a schedule that spins": func(cx *Ctx) *Error {
		stuckAfter = 20 * time.Millisecond
		Schedule(cx, 1, func() {
			var set atomic.Bool
			var id uint64
			PthreadCreate(&id, nil, func(*Ctx, unsafe.Pointer) unsafe.Pointer { set.Store(true); return nil }, nil)
			for !set.Load() {
			}
		})
		return nil
	},
	"unraisable": func(cx *Ctx) *Error {
		Unraisable(cx, Raise("KeyError", "Element not in set"), "P.method")
		return nil
	},
	"exit": func(cx *Ctx) *Error {
		AtExit(func(cx *Ctx) { Stdout.WriteString("bye\n") })
		Exit(cx, 5)
		return nil
	},
}

func TestMain(m *testing.M) {
	if p := programs[os.Getenv("CYP_TEST_PROGRAM")]; p != nil {
		Main(p)
	}
	os.Exit(m.Run())
}

func runProgram(t *testing.T, name string) (stdout, stderr string, status int) {
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), "CYP_TEST_PROGRAM="+name)
	var out, err bytes.Buffer
	c.Stdout, c.Stderr = &out, &err
	c.Run()
	return out.String(), err.String(), c.ProcessState.ExitCode()
}

func TestProgramEnds(t *testing.T) {
	for _, c := range []struct {
		name, stdout, stderr string
		status               int
	}{
		{"ok", "body\nlast in\nfirst in\n", "", 0},
		{"uncaught", "before\n", "Traceback (most recent call last):\n  File \"x.pyx\", line 9, in <module>\n" +
			"  File \"x.pyx\", line 3, in f\nValueError: no\n", 1},
		{"null", "before\n", "cyp: NULL dereference of 'a.b' at x.pyx:4:2\n", 70},
		{"null in an actor", "", "cyp: NULL dereference of 'x' at x.pyx:1:1\n", 70},
		{"freed twice", "", "cyp: count of an object dropped too often\n", 70},
		{"finish in an actor", "", "cyp: an actor waits for its own scheduler to finish\n", 70},
		{"unraisable", "", "Exception ignored in: 'P.method'\nKeyError: 'Element not in set'\n", 0},
		{"exit", "bye\n", "", 5},
	} {
		stdout, stderr, status := runProgram(t, c.name)
		require.Equal(t, c.stdout, stdout, c.name)
		require.Equal(t, c.stderr, stderr, c.name)
		require.Equal(t, c.status, status, c.name)
	}
}

func TestScheduleThatSpins(t *testing.T) {
	_, stderr, status := runProgram(t, "a schedule that spins")
	require.Equal(t, ExitFatal, status)
	require.Contains(t, stderr, "the running thread lets no other go on")
	require.Contains(t, stderr, "schedule of seed 1")
}

func TestLockOrder(t *testing.T) {
	_, stderr, status := runProgram(t, "lock order")
	require.Zero(t, status)
	require.Equal(t, 1, strings.Count(stderr, "cyp: lock order: 'L' is locked at "), stderr)
	require.Contains(t, stderr, "while 'M', locked at")
}

func TestLeakReport(t *testing.T) {
	_, stderr, _ := runProgram(t, "leaks")
	require.Contains(t, stderr, "cyp: 3 objects were not freed:")
	require.Contains(t, stderr, "2 Pod made at")
	require.Contains(t, stderr, "a cycle")
	require.True(t, strings.Contains(stderr, "1 Leaf made at "), stderr)
}
