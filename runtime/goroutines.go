package rt

import (
	"bytes"
	"runtime"
	"strconv"
	"strings"
)

// goroutine is what Go tells about one: for reports of what a program does, which cost nothing before they are asked for.
type goroutine struct {
	id     int
	state  string // "running", "chan receive", …
	frames []frame
}

type frame struct {
	function string // without arguments
	args     string
	file     string
	line     int
}

// goroutines looks at all of them at one moment, those that run too.
func goroutines() []goroutine {
	buf := make([]byte, 1<<18)
	n := runtime.Stack(buf, true)
	for n == len(buf) && n < 1<<28 {
		buf = make([]byte, 4*len(buf))
		n = runtime.Stack(buf, true)
	}
	return parseGoroutines(buf[:n])
}

func parseGoroutines(text []byte) (all []goroutine) {
	for _, part := range bytes.Split(text, []byte("\n\n")) {
		lines := strings.Split(string(part), "\n")
		rest, ok := strings.CutPrefix(lines[0], "goroutine ")
		if !ok {
			continue
		}
		num, state, _ := strings.Cut(rest, " ")
		g := goroutine{}
		g.id, _ = strconv.Atoi(num)
		if i := strings.IndexByte(state, '['); i >= 0 {
			state = state[i+1:]
			state = state[:strings.IndexAny(state, ",]")]
		}
		g.state = state
		for i := 1; i+1 < len(lines); i += 2 {
			if strings.HasPrefix(lines[i], "created by ") {
				break
			}
			if strings.HasPrefix(lines[i], "...") {
				i-- // frames left out: one line
				continue
			}
			g.frames = append(g.frames, parseFrame(lines[i], lines[i+1]))
		}
		all = append(all, g)
	}
	return all
}

func parseFrame(call, place string) (f frame) {
	f.function = call
	if i := strings.LastIndexByte(call, '('); i > 0 {
		f.function, f.args = call[:i], call[i:]
	}
	f.file = strings.TrimSpace(place)
	if i := strings.LastIndex(f.file, " +0x"); i >= 0 {
		f.file = f.file[:i]
	}
	if i := strings.LastIndexByte(f.file, ':'); i >= 0 {
		f.line, _ = strconv.Atoi(f.file[i+1:])
		f.file = f.file[:i]
	}
	return f
}

// ours is the name of a function of this package in frames.
const ours = "github.com/cyp-lang/cyp/runtime."

// in reports whether a function of this package is on the stack: "(*core).join".
func (g *goroutine) in(function string) bool { return g.find(function) != nil }

func (g *goroutine) find(function string) *frame {
	for i := range g.frames {
		if rest, ok := strings.CutPrefix(g.frames[i].function, ours); ok && rest == function {
			return &g.frames[i]
		}
	}
	return nil
}

// dialect reports whether the code of a frame is from a source file of the program. Declarations have code as well: the library's, which
// nobody wants to read of.
func (f *frame) dialect() bool {
	switch f.file[strings.LastIndexByte(f.file, '.')+1:] {
	case "pyx", "py", "pxi":
		// Methods become entries of tables in functions of this name, which have the line of the class.
		return !strings.HasPrefix(f.function, "main.init.")
	}
	return false
}

// place is the function and line of the program's code on the stack: the innermost, or the outermost, which for a worker is the method that
// a message called; "" where there is none.
func (g *goroutine) place(outermost bool) (function, line string) {
	for i := range g.frames {
		f := &g.frames[i]
		if !f.dialect() || strings.HasSuffix(f.function, ").activate") {
			continue
		}
		function = sourceName(f.function)
		line = f.file[strings.LastIndexAny(f.file, `/\`)+1:] + ":" + strconv.Itoa(f.line)
		if !outermost {
			return function, line
		}
	}
	return function, line
}

// sourceName turns a Go name into that of the source, roughly: main.(*Teller).count into Teller.count.
func sourceName(goName string) string {
	s := goName[strings.LastIndexByte(goName, '/')+1:]
	_, s, _ = strings.Cut(s, ".")
	s = strings.NewReplacer("(*", "", ")", "", "[...]", "").Replace(s)
	if i := strings.Index(s, ".func"); i > 0 {
		s = s[:i]
	}
	return strings.TrimRight(s, "_")
}

// role is what a goroutine is to the program: "main", "worker", "thread"; "" for those of the runtime.
func (g *goroutine) role() string {
	switch {
	case g.in("(*worker).main"):
		return "worker"
	case g.in("Run"):
		return "main"
	}
	if f, _ := g.place(false); f != "" {
		return "thread"
	}
	return ""
}
