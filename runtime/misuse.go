package rt

import (
	"fmt"
	"runtime"
	"sync"
)

// What a program may do wrong with actors without an exception that could tell it: it is reported with its place, once for each.

var misuse struct {
	sync.Mutex
	told map[string]bool
}

// complain prints a report, unless it was printed before.
func complain(format string, args ...any) {
	text := fmt.Sprintf("cyp: "+format+"\n", args...)
	misuse.Lock()
	first := !misuse.told[text]
	if first {
		if misuse.told == nil {
			misuse.told = map[string]bool{}
		}
		misuse.told[text] = true
	}
	misuse.Unlock()
	if first {
		Stderr.WriteString(text)
	}
}

// here is the place in the program's source that called into the runtime: " at FILE:LINE", or "".
func here() string {
	var pcs [32]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs[:])])
	for {
		f, more := frames.Next()
		g := goroutine{frames: []frame{{function: f.Function, file: f.File, line: f.Line}}}
		if _, line := g.place(false); line != "" {
			return " at " + line
		}
		if !more {
			return ""
		}
	}
}

// tooLate: the scheduler of the target has finished. Who asks for the result is told, else it is reported.
func (m *MessageInterface) tooLate(cx *Ctx) {
	if r := m.Reply; r != nil {
		Fail(cx, r, Raise("RuntimeError", "'"+m.CypClass().Name+"' was called after finish() of its scheduler"))
		return
	}
	complain("the call of '%s'%s comes after finish() of its scheduler: it is not run", m.CypClass().Name, here())
}

// where is the name of the method that a message calls, with its place.
func (m *MessageInterface) where() string {
	c := m.CypClass()
	if c.Pos == "" {
		return "'" + c.Name + "'"
	}
	return "'" + c.Name + "' (" + c.Pos + ")"
}

// maxWorkers is how many workers a scheduler may be asked for: more is a mistake.
const maxWorkers = 1 << 16

// checkWorkers ends the program where a number of workers makes no sense.
func checkWorkers(class string, n int32) {
	if n < 0 || n > maxWorkers {
		Fatal(fmt.Sprintf("%s(%d)%s: a scheduler has 1 to %d workers, or 0: one for each processor", class, n, here(), maxWorkers))
	}
}
