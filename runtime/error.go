package rt

import "strconv"

// Error is a raised exception on its way to a handler. Functions that can raise
// return one as their last result; nil means none. It is created either by the runtime
// and the containers, with a Kind and a Msg, or by Python-level code with Obj, the
// exception object (a py.Value held as any so that this package need not know it).
// Package py makes Obj from Kind and Msg when a handler wants to see it.
type Error struct {
	Kind  string // name of the builtin exception class: "IndexError"
	Msg   string
	Obj   any
	Trace []Frame // from the innermost frame outwards

	cancel bool // what a wait in a cancelled group raises: nobody needs to be told
}

// Frame is one line of a traceback.
type Frame struct {
	Func string // "main", "<module>", "Probe.check"
	File string
	Line int32
}

// Raise makes an error of a builtin exception class. It stays out of line, as At does: errors are rare, and the functions that may raise
// them small.
//
//go:noinline
func Raise(kind, msg string) *Error { return &Error{Kind: kind, Msg: msg} }

// At adds the frame that the error passes through and returns it.
//
//go:noinline
func (e *Error) At(fn, file string, line int32) *Error {
	e.Trace = append(e.Trace, Frame{fn, file, line})
	return e
}

// Error shows the error as the last line of a traceback does. One with an exception object needs the GIL.
func (e *Error) Error() string {
	if e.Obj != nil && FormatException != nil {
		cx := Enter()
		defer Leave(cx)
		return FormatException(cx, e)
	}
	if e.Msg == "" {
		return e.Kind
	}
	if e.Kind == "KeyError" {
		// The text of a KeyError is the repr of its key.
		return e.Kind + ": '" + e.Msg + "'"
	}
	return e.Kind + ": " + e.Msg
}

// ZeroDiv makes a ZeroDivisionError.
func ZeroDiv(msg string) *Error { return Raise("ZeroDivisionError", msg) }

// NotIsolated makes the error of a consume whose operand others hold.
func NotIsolated() *Error { return Raise("TypeError", "'consume' operand is not isolated") }

// Traceback formats the error as Python prints one, for errors without an exception object.
func (e *Error) Traceback() string {
	s := ""
	if len(e.Trace) > 0 {
		s = "Traceback (most recent call last):\n"
		for i := len(e.Trace) - 1; i >= 0; i-- {
			f := e.Trace[i]
			s += "  File \"" + f.File + "\", line " + strconv.Itoa(int(f.Line)) + ", in " + f.Func + "\n"
		}
	}
	return s + e.Error() + "\n"
}
