package rt

import (
	"os"
	"sync"
)

var atExit struct {
	sync.Mutex
	funcs []func(cx *Ctx)
}

// AtExit has f run at the normal end of the program; the last one registered runs first.
func AtExit(f func(cx *Ctx)) {
	atExit.Lock()
	atExit.funcs = append(atExit.funcs, f)
	atExit.Unlock()
}

func runAtExit(cx *Ctx) {
	for {
		atExit.Lock()
		n := len(atExit.funcs)
		if n == 0 {
			atExit.Unlock()
			return
		}
		f := atExit.funcs[n-1]
		atExit.funcs = atExit.funcs[:n-1]
		atExit.Unlock()
		f(cx)
	}
}

// Finish waits for what Python code has left running, before the program ends; nil where there is nothing.
var Finish func(cx *Ctx)

// MainCtx is the context of the program's main thread.
var MainCtx *Ctx

// Main runs a program and exits with its status. run holds the GIL.
func Main(run func(cx *Ctx) *Error) {
	sizeHeap()
	os.Exit(Run(run))
}

// Run runs a program: its main function on a context of its own that holds the GIL, then
// what AtExit collected. It returns the exit status: 0, 1 after an uncaught exception, which is printed, or what
// SystemExit asks for.
func Run(run func(cx *Ctx) *Error) (status int) {
	defer guard()
	cx := NewCtx()
	MainCtx = cx
	observeStart()
	catchInterrupt()
	watchDeadlocks(cx)
	cx.AcquireGIL()
	if err := run(cx); err != nil {
		status = report(cx, err)
	}
	JoinAll(cx)
	if Finish != nil {
		Finish(cx)
	}
	unasked.report(cx)
	runAtExit(cx)
	Settle(cx, nil)
	if !FlushAll() {
		status = max(status, 1)
	}
	reportLeaks()
	observeStop()
	cx.UnlockGIL()
	return status
}

func report(cx *Ctx, err *Error) int {
	if ExitStatus != nil {
		if status, ok := ExitStatus(cx, err); ok {
			return status
		}
	}
	Stdout.Flush()
	if PrintError != nil {
		PrintError(cx, err)
	} else {
		Stderr.WriteString(err.Traceback())
	}
	return 1
}

// Exit ends the program at once, as exit() of C does: AtExit functions run, buffers are flushed.
func Exit(cx *Ctx, status int32) {
	runAtExit(cx)
	FlushAll()
	observeStop()
	os.Exit(int(status) & 0xff)
}
