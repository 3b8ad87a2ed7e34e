package py

import (
	"strings"
	"unsafe"

	rt "github.com/cyp-lang/cyp/runtime"
)

// ExcObj is an exception object.
type ExcObj struct {
	Obj
	args           *Tuple
	cause, context Value
	suppress       bool
	err            *rt.Error // the error that carries, or last carried, this object: it has the traceback
	dict           *Dict
	fields         [5]Value // special attributes, by excField
}

// excTypes finds the builtin exception classes by name.
var excTypes = map[string]*Type{}

func excType(name string, bases ...*Type) *Type {
	t := static(name)
	t.bases = bases
	excTypes[name] = t
	excOrder = append(excOrder, t)
	return t
}

var excOrder []*Type

// The exception hierarchy.
var (
	BaseException             = excType("BaseException")
	BaseExceptionGroup        = excType("BaseExceptionGroup", BaseException)
	GeneratorExit             = excType("GeneratorExit", BaseException)
	KeyboardInterrupt         = excType("KeyboardInterrupt", BaseException)
	SystemExit                = excType("SystemExit", BaseException)
	Exception                 = excType("Exception", BaseException)
	ArithmeticError           = excType("ArithmeticError", Exception)
	FloatingPointError        = excType("FloatingPointError", ArithmeticError)
	OverflowError             = excType("OverflowError", ArithmeticError)
	ZeroDivisionError         = excType("ZeroDivisionError", ArithmeticError)
	AssertionError            = excType("AssertionError", Exception)
	AttributeError            = excType("AttributeError", Exception)
	BufferError               = excType("BufferError", Exception)
	EOFError                  = excType("EOFError", Exception)
	ExceptionGroup            = excType("ExceptionGroup", BaseExceptionGroup, Exception)
	ImportError               = excType("ImportError", Exception)
	ModuleNotFoundError       = excType("ModuleNotFoundError", ImportError)
	LookupError               = excType("LookupError", Exception)
	IndexError                = excType("IndexError", LookupError)
	KeyError                  = excType("KeyError", LookupError)
	MemoryError               = excType("MemoryError", Exception)
	NameError                 = excType("NameError", Exception)
	UnboundLocalError         = excType("UnboundLocalError", NameError)
	OSError                   = excType("OSError", Exception)
	BlockingIOError           = excType("BlockingIOError", OSError)
	ChildProcessError         = excType("ChildProcessError", OSError)
	ConnectionError           = excType("ConnectionError", OSError)
	BrokenPipeError           = excType("BrokenPipeError", ConnectionError)
	ConnectionAbortedError    = excType("ConnectionAbortedError", ConnectionError)
	ConnectionRefusedError    = excType("ConnectionRefusedError", ConnectionError)
	ConnectionResetError      = excType("ConnectionResetError", ConnectionError)
	FileExistsError           = excType("FileExistsError", OSError)
	FileNotFoundError         = excType("FileNotFoundError", OSError)
	InterruptedError          = excType("InterruptedError", OSError)
	IsADirectoryError         = excType("IsADirectoryError", OSError)
	NotADirectoryError        = excType("NotADirectoryError", OSError)
	PermissionError           = excType("PermissionError", OSError)
	ProcessLookupError        = excType("ProcessLookupError", OSError)
	TimeoutError              = excType("TimeoutError", OSError)
	ReferenceError            = excType("ReferenceError", Exception)
	RuntimeError              = excType("RuntimeError", Exception)
	NotImplementedError       = excType("NotImplementedError", RuntimeError)
	RecursionError            = excType("RecursionError", RuntimeError)
	StopAsyncIteration        = excType("StopAsyncIteration", Exception)
	StopIteration             = excType("StopIteration", Exception)
	SyntaxError               = excType("SyntaxError", Exception)
	IndentationError          = excType("IndentationError", SyntaxError)
	TabError                  = excType("TabError", IndentationError)
	SystemError               = excType("SystemError", Exception)
	TypeError                 = excType("TypeError", Exception)
	ValueError                = excType("ValueError", Exception)
	UnicodeError              = excType("UnicodeError", ValueError)
	UnicodeDecodeError        = excType("UnicodeDecodeError", UnicodeError)
	UnicodeEncodeError        = excType("UnicodeEncodeError", UnicodeError)
	UnicodeTranslateError     = excType("UnicodeTranslateError", UnicodeError)
	Warning                   = excType("Warning", Exception)
	BytesWarning              = excType("BytesWarning", Warning)
	DeprecationWarning        = excType("DeprecationWarning", Warning)
	EncodingWarning           = excType("EncodingWarning", Warning)
	FutureWarning             = excType("FutureWarning", Warning)
	ImportWarning             = excType("ImportWarning", Warning)
	PendingDeprecationWarning = excType("PendingDeprecationWarning", Warning)
	ResourceWarning           = excType("ResourceWarning", Warning)
	RuntimeWarning            = excType("RuntimeWarning", Warning)
	SyntaxWarning             = excType("SyntaxWarning", Warning)
	UnicodeWarning            = excType("UnicodeWarning", Warning)
	UserWarning               = excType("UserWarning", Warning)
)

// newExc makes an exception object of a builtin class.
func newExc(t *Type, args ...Value) Value {
	o := t.alloc(t)
	e := (*ExcObj)(unsafe.Pointer(o))
	e.setArgs(args)
	return obj(o)
}

func (e *ExcObj) setArgs(args []Value) {
	e.args = asTuple(newTuple(append([]Value(nil), args...)))
	t := e.Type
	switch {
	case t.IsSubtype(StopIteration), t.IsSubtype(SystemExit):
		e.fields[0] = None
		if len(args) == 1 {
			e.fields[0] = args[0]
		} else if len(args) > 1 && t.IsSubtype(SystemExit) {
			e.fields[0] = obj(&e.args.Obj)
		} else if len(args) > 1 {
			e.fields[0] = args[0]
		}
	case t.IsSubtype(OSError):
		for i := range e.fields {
			e.fields[i] = None
		}
		if len(args) >= 2 && len(args) <= 5 {
			e.fields[0], e.fields[1] = args[0], args[1]
			if len(args) >= 3 {
				e.fields[2] = args[2]
				e.args = asTuple(newTuple([]Value{args[0], args[1]}))
			}
			if len(args) == 5 {
				e.fields[3] = args[4]
			}
		}
	case t.IsSubtype(UnicodeDecodeError), t.IsSubtype(UnicodeEncodeError):
		copy(e.fields[:], args)
	case t.IsSubtype(ImportError), t.IsSubtype(SyntaxError):
		if len(args) > 0 {
			e.fields[0] = args[0]
		}
	}
}

// NewExc makes an exception instance by calling its class.
func NewExc(cx *rt.Ctx, t *Type, args ...Value) (Value, *rt.Error) {
	return Call(cx, t.Value(), args...)
}

// errOf makes the error that carries exception object v; its traceback goes on where an earlier raise left off.
func errOf(v Value) *rt.Error {
	e := asExc(v)
	err := &rt.Error{Kind: e.Type.name, Obj: v}
	if e.err != nil {
		err.Trace = append([]rt.Frame(nil), e.err.Trace...)
	}
	e.err = err
	return err
}

// Raise is the raise statement: v is an exception or a class of them; cause is unset without `from`.
func Raise(cx *rt.Ctx, v, cause Value) *rt.Error {
	v, err := instantiate(cx, v, "exceptions must derive from BaseException")
	if err != nil {
		return err
	}
	if cause.IsSet() {
		if !cause.IsNone() {
			cause, err = instantiate(cx, cause, "exception causes must derive from BaseException")
			if err != nil {
				return err
			}
		}
		e := asExc(v)
		e.cause, e.suppress = cause, true
	}
	setContext(cx, v)
	return errOf(v)
}

func instantiate(cx *rt.Ctx, v Value, text string) (Value, *rt.Error) {
	if v.has(flagExc) {
		return v, nil
	}
	if v.has(flagType) && asType(v).IsSubtype(BaseException) {
		r, err := Call(cx, v)
		if err != nil {
			return Value{}, err
		}
		if !r.has(flagExc) {
			return Value{}, typeErr("calling %s should have returned an instance of BaseException, not %s", must(ReprOf(cx, v)), must(ReprOf(cx, r.O.Type.Value())))
		}
		return r, nil
	}
	return Value{}, typeErr("%s", text)
}

func must(s string, _ *rt.Error) string { return s }

// setContext links a new exception to the one being handled.
func setContext(cx *rt.Ctx, v Value) {
	st := stateOf(cx)
	if len(st.handled) > 0 {
		link(v, st.handled[len(st.handled)-1])
	}
}

// link makes the exception of handled the context of v, without making a cycle.
func link(v Value, handled *rt.Error) {
	h := Materialise(nil, handled)
	if h.O == v.O {
		return
	}
	e := asExc(v)
	for c := h; ; {
		n := asExc(c).context
		if !n.IsSet() {
			break
		}
		if n.O == v.O {
			asExc(c).context = Value{}
			break
		}
		c = n
	}
	e.context = h
}

// Materialise returns the exception object of an error, making it on first use.
func Materialise(cx *rt.Ctx, err *rt.Error) Value {
	if v, ok := err.Obj.(Value); ok {
		asExc(v).err = err
		return v
	}
	t := excTypes[err.Kind]
	if t == nil {
		t = RuntimeError
	}
	var v Value
	switch {
	case err.Msg == "":
		v = newExc(t)
	case t == KeyError:
		v = newExc(t, NewStr(err.Msg))
	default:
		v = newExc(t, NewStr(err.Msg))
	}
	if t == NameError || t == UnboundLocalError {
		if a := strings.Split(err.Msg, "'"); len(a) >= 3 {
			asExc(v).fields[0] = NewStr(a[1])
		}
	}
	asExc(v).err = err
	err.Obj = v
	if cx != nil {
		setContext(cx, v)
	}
	return v
}

// errType is the class of the exception that err carries.
func errType(err *rt.Error) *Type {
	if v, ok := err.Obj.(Value); ok {
		return v.O.Type
	}
	if t := excTypes[err.Kind]; t != nil {
		return t
	}
	return RuntimeError
}

// isExc reports whether err is an instance of the builtin class t.
func isExc(err *rt.Error, t *Type) bool { return errType(err).IsSubtype(t) }

// IsExc reports whether err is an instance of exception class t.
func IsExc(err *rt.Error, t *Type) bool { return isExc(err, t) }

// Matches tells whether an except clause for t, a class or a tuple of classes, takes err.
func Matches(cx *rt.Ctx, err *rt.Error, t Value) (bool, *rt.Error) {
	const text = "catching classes that do not inherit from BaseException is not allowed"
	if t.has(flagType) {
		if !asType(t).IsSubtype(BaseException) {
			return false, typeErr(text)
		}
		return errType(err).IsSubtype(asType(t)), nil
	}
	if !t.has(flagTuple) {
		return false, typeErr(text)
	}
	items := asTuple(t).items
	for _, x := range items {
		if !x.has(flagType) || !asType(x).IsSubtype(BaseException) {
			return false, typeErr(text)
		}
	}
	for _, x := range items {
		if errType(err).IsSubtype(asType(x)) {
			return true, nil
		}
	}
	return false, nil
}

// PushExc makes err the exception being handled (sys.exc_info, bare raise, implicit context) and returns its object.
func PushExc(cx *rt.Ctx, err *rt.Error) Value {
	v := Materialise(cx, err)
	st := stateOf(cx)
	st.handled = append(st.handled, err)
	return v
}

// PopExc ends the handling that the latest PushExc began. err is the exception that leaves the handler, or nil: it gets the
// handled one as its context. PopExc returns err.
func PopExc(cx *rt.Ctx, err *rt.Error) *rt.Error {
	st := stateOf(cx)
	h := st.handled[len(st.handled)-1]
	st.handled = st.handled[:len(st.handled)-1]
	if err != nil && err != h {
		if v := Materialise(nil, err); !asExc(v).context.IsSet() && err.Obj != h.Obj {
			link(v, h)
		}
	}
	return err
}

// Reraise is a raise statement without operand.
func Reraise(cx *rt.Ctx) *rt.Error {
	st := stateOf(cx)
	if len(st.handled) == 0 {
		return runtimeErr("No active exception to reraise")
	}
	return st.handled[len(st.handled)-1]
}

// Handled returns the exception being handled, or nil.
func Handled(cx *rt.Ctx) *rt.Error {
	st := stateOf(cx)
	if len(st.handled) == 0 {
		return nil
	}
	return st.handled[len(st.handled)-1]
}

// ExcInfo is sys.exc_info() for err: class, object, traceback, as __exit__ gets them.
func ExcInfo(cx *rt.Ctx, err *rt.Error) (typ, val, tb Value) {
	if err == nil {
		return None, None, None
	}
	v := Materialise(cx, err)
	return v.O.Type.Value(), v, tracebackOf(v)
}
