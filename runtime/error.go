package rt

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
}

// Frame is one line of a traceback.
type Frame struct {
	Func string // "main", "<module>", "Probe.check"
	File string
	Line int32
}

// Raise makes an error of a builtin exception class.
func Raise(kind, msg string) *Error { return &Error{Kind: kind, Msg: msg} }

// At adds the frame that the error passes through and returns it.
func (e *Error) At(fn, file string, line int32) *Error {
	e.Trace = append(e.Trace, Frame{fn, file, line})
	return e
}

func (e *Error) Error() string {
	if e.Msg == "" {
		return e.Kind
	}
	return e.Kind + ": " + e.Msg
}
