package py

import (
	"bufio"
	"os"
	"strconv"
	"strings"
	"sync"
	"unsafe"

	rt "github.com/cyp-lang/cyp/runtime"
)

// Traceback is a traceback object: the frames from index i, outermost first.
type Traceback struct {
	Obj
	frames []rt.Frame // outermost first
	i      int
}

func asTraceback(v Value) *Traceback { return (*Traceback)(unsafe.Pointer(v.O)) }

func tracebackOf(v Value) Value {
	e := asExc(v)
	if e.err == nil || len(e.err.Trace) == 0 {
		return None
	}
	return newTraceback(e.err.Trace)
}

func newTraceback(trace []rt.Frame) Value {
	frames := make([]rt.Frame, len(trace))
	for i, f := range trace {
		frames[len(trace)-1-i] = f
	}
	return obj(&(&Traceback{Obj{TracebackType}, frames, 0}).Obj)
}

func setTraceback(v, tb Value) *rt.Error {
	e := asExc(v)
	switch {
	case !tb.IsSet():
		return typeErr("__traceback__ may not be deleted")
	case tb.IsNone():
		if e.err != nil {
			e.err = nil
		}
	case tb.O.Type == TracebackType:
		t := asTraceback(tb)
		var trace []rt.Frame
		for i := len(t.frames) - 1; i >= t.i; i-- {
			trace = append(trace, t.frames[i])
		}
		e.err = &rt.Error{Kind: e.Type.name, Obj: v, Trace: trace}
	default:
		return typeErr("__traceback__ must be a traceback or None")
	}
	return nil
}

func setupTraceback() {
	t := TracebackType
	t.flags |= flagNoBase
	t.getter("tb_lineno", func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		tb := asTraceback(v)
		return Int(int64(tb.frames[tb.i].Line)), nil
	})
	t.getter("tb_next", func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		tb := asTraceback(v)
		if tb.i+1 >= len(tb.frames) {
			return None, nil
		}
		return obj(&(&Traceback{Obj{TracebackType}, tb.frames, tb.i + 1}).Obj), nil
	})
	t.getter("tb_frame", func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		tb := asTraceback(v)
		f := tb.frames[tb.i]
		code := newNamespace("co_name", NewStr(f.Func), "co_filename", NewStr(f.File))
		return newNamespace("f_code", code, "f_lineno", Int(int64(f.Line)), "f_globals", NewDict(), "f_locals", NewDict()), nil
	})
}

var sourceCache struct {
	sync.Mutex
	files map[string][]string
}

// sourceLine returns a line of a source file, stripped, or "".
func sourceLine(file string, line int) string {
	sourceCache.Lock()
	defer sourceCache.Unlock()
	lines, ok := sourceCache.files[file]
	if !ok {
		if f, err := os.Open(file); err == nil {
			sc := bufio.NewScanner(f)
			sc.Buffer(make([]byte, 64<<10), 16<<20)
			for sc.Scan() {
				lines = append(lines, sc.Text())
			}
			f.Close()
		}
		if sourceCache.files == nil {
			sourceCache.files = map[string][]string{}
		}
		sourceCache.files[file] = lines
	}
	if line < 1 || line > len(lines) {
		return ""
	}
	return strings.TrimSpace(lines[line-1])
}

// formatFrames writes frames, outermost first, as Python prints them; repeated frames are folded.
func formatFrames(frames []rt.Frame) []string {
	var out []string
	for i := 0; i < len(frames); {
		f := frames[i]
		n := 1
		for i+n < len(frames) && frames[i+n] == f {
			n++
		}
		s := "  File \"" + f.File + "\", line " + strconv.Itoa(int(f.Line)) + ", in " + f.Func + "\n"
		if src := sourceLine(f.File, int(f.Line)); src != "" {
			s += "    " + src + "\n"
		}
		for k := 0; k < n && k < 3; k++ {
			out = append(out, s)
		}
		if n > 3 {
			out = append(out, "  [Previous line repeated "+strconv.Itoa(n-3)+" more time"+plural(n-3)+"]\n")
		}
		i += n
	}
	return out
}

// ExcLine is the last line of a report: "ValueError: text", without newline, notes included.
func ExcLine(cx *rt.Ctx, v Value) string {
	t := v.O.Type
	name := t.qualname
	if t.module != "builtins" && t.module != "__main__" && t.module != "" {
		name = t.module + "." + name
	}
	s, err := StrOf(cx, v)
	if err != nil {
		s = "<exception str() failed>"
	}
	if s != "" {
		name += ": " + s
	}
	if p := instDict(v); p != nil && *p != nil {
		if notes, ok := (*p).getStr("__notes__"); ok && notes.has(flagList) {
			for _, n := range asList(notes).items {
				if s, err := StrOf(cx, n); err == nil {
					name += "\n" + s
				}
			}
		}
	}
	return name
}

const (
	causeText   = "\nThe above exception was the direct cause of the following exception:\n\n"
	contextText = "\nDuring handling of the above exception, another exception occurred:\n\n"
)

// FormatException returns the lines that traceback.format_exception gives.
func FormatException(cx *rt.Ctx, v Value) []string {
	f := &excText{cx: cx, seen: map[*Obj]bool{}}
	f.visit(v)
	return f.out
}

// excText writes the report of an exception. What belongs to a group stands behind a margin.
type excText struct {
	cx     *rt.Ctx
	seen   map[*Obj]bool
	out    []string
	depth  int  // of groups
	closed bool // the line that ends a group has just been written
}

// line writes lines behind the margin of the groups around.
func (f *excText) line(text, margin string) {
	f.closed = false
	if f.depth > 0 {
		text = indent(strings.TrimSuffix(text, "\n"), strings.Repeat("  ", f.depth)+margin) + "\n"
	}
	f.out = append(f.out, text)
}

const (
	groupMargin = "| "
	groupTop    = "+ "
	moreInGroup = 15 // further exceptions of a group are counted only
	deepGroups  = 10
)

func (f *excText) visit(v Value) {
	f.seen[v.O] = true
	e := asExc(v)
	if c := e.cause; c.IsSet() && !c.IsNone() {
		if !f.seen[c.O] {
			f.visit(c)
			f.line(causeText, groupMargin)
		}
	} else if c := e.context; c.IsSet() && !e.suppress && !f.seen[c.O] {
		f.visit(c)
		f.line(contextText, groupMargin)
	}
	if v.O.Type.IsSubtype(BaseExceptionGroup) {
		f.group(v)
		return
	}
	if e.err != nil && len(e.err.Trace) > 0 {
		f.line("Traceback (most recent call last):\n", groupMargin)
		f.frames(e)
	}
	f.line(ExcLine(f.cx, v)+"\n", groupMargin)
}

func (f *excText) frames(e *ExcObj) {
	for _, l := range formatFrames(asTraceback(newTraceback(e.err.Trace)).frames) {
		f.line(l, groupMargin)
	}
}

// group writes the report of a group, and the reports of its exceptions, numbered.
func (f *excText) group(v Value) {
	e := asExc(v)
	if f.depth > deepGroups {
		f.line("... (max_group_depth is "+strconv.Itoa(deepGroups)+")\n", groupMargin)
		return
	}
	outermost := f.depth == 0
	if outermost {
		f.depth++
	}
	if e.err != nil && len(e.err.Trace) > 0 {
		margin := groupMargin
		if outermost {
			margin = groupTop
		}
		f.line("Exception Group Traceback (most recent call last):\n", margin)
		f.frames(e)
	}
	f.line(ExcLine(f.cx, v)+"\n", groupMargin)
	subs := asTuple(e.fields[1]).items
	n := min(len(subs), moreInGroup+1)
	for i := range n {
		title := strconv.Itoa(i + 1)
		if i == moreInGroup {
			title = "..."
		}
		lead := "  "
		if i == 0 {
			lead = "+-"
		}
		f.out = append(f.out, strings.Repeat("  ", f.depth)+lead+"+---------------- "+title+" ----------------\n")
		f.depth++
		f.closed = false
		if i < moreInGroup {
			f.visit(subs[i])
		} else {
			rest := len(subs) - moreInGroup
			s := ""
			if rest > 1 {
				s = "s"
			}
			f.line("and "+strconv.Itoa(rest)+" more exception"+s+"\n", groupMargin)
		}
		if i == n-1 && !f.closed {
			f.out = append(f.out, strings.Repeat("  ", f.depth)+"+------------------------------------\n")
			f.closed = true
		}
		f.depth--
	}
	if outermost {
		f.depth--
	}
}

// FormatTraceback returns the whole report of an uncaught error.
func FormatTraceback(cx *rt.Ctx, err *rt.Error) string {
	return strings.Join(FormatException(cx, Materialise(cx, err)), "")
}

// PrintError writes the report of an uncaught error to sys.stderr.
func PrintError(cx *rt.Ctx, err *rt.Error) {
	flushStdout()
	writeStderr(cx, FormatTraceback(cx, err))
}

// ExitStatus tells how a program ends that err leaves: the status, and the text that goes to stderr where SystemExit has one.
// ok is false where err is not SystemExit.
func ExitStatus(cx *rt.Ctx, err *rt.Error) (code int, text string, ok bool) {
	if !isExc(err, SystemExit) {
		return 1, "", false
	}
	v := asExc(Materialise(cx, err)).fields[0]
	if !v.IsSet() || v.IsNone() {
		return 0, "", true
	}
	if n, isInt := asInt(v); isInt {
		if n.isInt() {
			return int(n.int()) & 0xff, "", true
		}
		return 255, "", true
	}
	s, e := StrOf(cx, v)
	if e != nil {
		s = ""
	}
	return 1, s + "\n", true
}
