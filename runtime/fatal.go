package rt

import (
	"fmt"
	"os"
)

// ExitFatal is the exit status of a program that ends at a NULL dereference, a lock
// upgrade deadlock or another error of the program that no exception reports.
const ExitFatal = 70

// Null is what a use of a null reference panics with. A Go caller may recover it; a program
// that doesn't ends with its text and the status ExitFatal.
type Null struct {
	Name      string // the reference as written
	File      string
	Line, Col int
}

func (n *Null) Error() string {
	return fmt.Sprintf("cyp: NULL dereference of '%s' at %s:%d:%d", n.Name, n.File, n.Line, n.Col)
}

// NullDeref ends the program, or the call from Go, because a null reference was used.
func NullDeref(name, file string, line, col int) {
	panic(&Null{name, file, line, col})
}

// Failure is another fatal error: a broken rule that the program can't go on from.
type Failure struct{ Msg string }

func (f *Failure) Error() string { return "cyp: " + f.Msg }

// Fatal ends the program with a message.
func Fatal(msg string) { panic(&Failure{msg}) }

// guard, deferred in each goroutine of a program, turns the panics of this package into a message
// and an exit status. Others are Go's to print.
func guard() { EndThread(recover()) }

// EndThread is guard for goroutines that other packages of the runtime start: a deferred function gives it what it recovered.
func EndThread(r any) {
	if r == nil {
		return
	}
	Stdout.Flush()
	switch e := r.(type) {
	case *Null:
		die(e.Error())
	case *Failure:
		die(e.Error())
	case exiting:
		observeStop()
		os.Exit(e.status)
	}
	panic(r)
}

func die(text string) {
	os.Stderr.WriteString(text + "\n")
	if s := sim.Load(); s != nil {
		os.Stderr.WriteString(s.text())
	}
	observeStop()
	os.Exit(ExitFatal)
}

// exiting unwinds a goroutine that has called exit().
type exiting struct{ status int }
