package rt

// What package py does for this package, where a program has Python-level code. Each is
// nil until py sets it.
var (
	// PrintError prints an uncaught exception with its traceback to stderr.
	PrintError func(cx *Ctx, err *Error)
	// FormatException is the last line of a traceback of an error with an exception object:
	// "ValueError: text". The caller holds the GIL.
	FormatException func(cx *Ctx, err *Error) string
	// ExitStatus gives the exit status that an uncaught error asks for (SystemExit); handled is false for others.
	ExitStatus func(cx *Ctx, err *Error) (status int, handled bool)
	// SettleHook drops the counts that Python code has given up without having dropped them yet.
	SettleHook func(cx *Ctx, h *Header)
)

// Settle makes the count of an object (nil: of all) one that does not depend on when Go's collector runs.
func Settle(cx *Ctx, h *Header) {
	if SettleHook != nil {
		SettleHook(cx, h)
	}
}

// Unraisable reports an exception that nobody can receive: where is "P.method", "P.<init>",
// "P.<del>" or "mod.func".
func Unraisable(cx *Ctx, err *Error, where string) {
	if err == nil {
		return
	}
	if r := cx.reply; r.catches(where) {
		Fail(cx, r, err)
		return
	}
	reportIgnored(cx, err, where)
}

// reportIgnored prints an exception that nobody can receive.
func reportIgnored(cx *Ctx, err *Error, where string) {
	line := ""
	if err.Obj != nil && FormatException != nil {
		cx.AcquireGIL()
		line = FormatException(cx, err)
		cx.ReleaseGIL()
	} else {
		line = err.Error()
	}
	Stderr.WriteString("Exception ignored in: '" + where + "'\n" + line + "\n")
}
