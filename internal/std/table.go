package std

import (
	"embed"
	"io/fs"
	"strings"
	"sync"
)

//go:embed bind
var bindings embed.FS

// entry is one line of a table: a function, member or constant and what it is bound to.
type entry struct {
	name    string
	params  []string // patterns; nil: any parameters
	any     bool     // no parameter list given
	target  string   // "rt.Puts", ".Size", "zero", "copy"
	ptr     string   // ptr=
	set     string   // set=
	pure    bool
	owns    bool
	lent    bool // borrowed
	self    bool
	args    bool
	drop    bool
	wrapStr bool
}

// class is a C++ class of the tables.
type class struct {
	key     string // "std::vector"
	base    string // "vector"
	goType  string // "rt.Vector"
	args    []int
	holds   []int
	plain   bool
	members map[string][]*entry
	fields  map[string]string
	nested  map[string]*class
}

type structure struct {
	goType string
	fields []string
}

type tables struct {
	funcs   map[string][]*entry
	classes map[string]*class
	structs map[string]*structure
	consts  map[string]string // literal values
	values  map[string]string // Go variables and constants
}

var allTables = sync.OnceValue(readTables)

func readTables() *tables {
	t := &tables{
		funcs:   map[string][]*entry{},
		classes: map[string]*class{},
		structs: map[string]*structure{},
		consts:  map[string]string{},
		values:  map[string]string{},
	}
	files, _ := fs.Glob(bindings, "bind/*.txt")
	for _, file := range files {
		text, err := bindings.ReadFile(file)
		if err != nil {
			panic(err)
		}
		r := &reader{t: t, file: file, groups: map[string][]string{}}
		for line := range strings.Lines(string(text)) {
			r.line(strings.TrimRight(line, " \n"))
		}
	}
	return t
}

// reader reads one table file.
type reader struct {
	t      *tables
	file   string
	groups map[string][]string
	group  string // being defined
	class  *class // that member lines belong to
	outer  *class // that nested classes belong to
}

func (r *reader) line(s string) {
	if s == "" || s[0] == '#' {
		return
	}
	if s[0] == ' ' {
		s = strings.TrimSpace(s)
		if r.group != "" {
			r.groups[r.group] = append(r.groups[r.group], s)
			return
		}
		r.member(s)
		return
	}
	r.group = ""
	word, rest, _ := strings.Cut(s, " ")
	rest = strings.TrimSpace(rest)
	switch word {
	case "func":
		e := r.entry(rest)
		r.t.funcs[e.name] = append(r.t.funcs[e.name], e)
	case "const":
		name, value, _ := strings.Cut(rest, " ")
		r.t.consts[name] = strings.TrimSpace(value)
	case "value":
		name, value, _ := strings.Cut(rest, " ")
		r.t.values[name] = strings.TrimSpace(value)
	case "struct":
		f := strings.Fields(rest)
		r.t.structs[f[0]] = &structure{goType: f[1], fields: f[2:]}
	case "group":
		r.group = rest
	case "class":
		r.class = r.newClass(rest)
		r.outer = r.class
		r.t.classes[r.class.key] = r.class
	case "nested":
		c := r.newClass(rest)
		r.outer.nested[c.key] = c
		c.base, c.key = c.key, r.outer.key+"::"+c.key
		c.args, c.holds = r.outer.args, nil
		r.class = c
	default:
		panic(r.file + ": unknown line: " + s)
	}
}

func (r *reader) newClass(s string) *class {
	f := strings.Fields(s)
	c := &class{key: f[0], goType: f[1], members: map[string][]*entry{}, fields: map[string]string{}, nested: map[string]*class{}}
	c.base = f[0]
	if !strings.Contains(f[0], "<") {
		c.base = f[0][strings.LastIndex(f[0], ":")+1:]
	}
	for _, o := range f[2:] {
		switch name, value, _ := strings.Cut(o, "="); name {
		case "args":
			c.args = numbers(value)
		case "holds":
			c.holds = numbers(value)
		case "plain":
			c.plain = true
		default:
			panic(r.file + ": unknown option: " + s)
		}
	}
	return c
}

func numbers(s string) []int {
	var out []int
	for _, n := range strings.Split(s, ",") {
		out = append(out, int(n[0]-'0'))
	}
	return out
}

func (r *reader) member(s string) {
	if name, ok := strings.CutPrefix(s, "use "); ok {
		lines, ok := r.groups[name]
		if !ok {
			panic(r.file + ": unknown group " + name)
		}
		for _, l := range lines {
			r.member(l)
		}
		return
	}
	if f := strings.Fields(s); len(f) == 2 && !strings.Contains(f[0], "(") {
		r.class.fields[f[0]] = f[1]
		return
	}
	e := r.entry(s)
	r.class.members[e.name] = append(r.class.members[e.name], e)
}

// entry reads `name(params) target options`, or `name target options`.
func (r *reader) entry(s string) *entry {
	e := &entry{any: true}
	// The parameter list is the last pair of parentheses before the target: operator()(string).
	end := strings.Index(s, ") ")
	if space := strings.IndexByte(s, ' '); end > 0 && (space < 0 || strings.HasPrefix(s, "operator") || strings.IndexByte(s, '(') < space) {
		open := strings.LastIndex(s[:end], "(")
		e.name, e.any = s[:open], false
		if p := s[open+1 : end]; p != "" {
			e.params = strings.Split(p, ",")
		}
		s = s[end+1:]
	} else {
		e.name, s, _ = strings.Cut(s, " ")
	}
	f := strings.Fields(s)
	if len(f) == 0 {
		panic(r.file + ": no target: " + e.name)
	}
	e.target = f[0]
	for _, o := range f[1:] {
		switch name, value, _ := strings.Cut(o, "="); name {
		case "ptr":
			e.ptr = value
		case "set":
			e.set = value
		case "pure":
			e.pure = true
		case "owns":
			e.owns = true
		case "borrowed":
			e.lent = true
		case "self":
			e.self = true
		case "args":
			e.args = true
		case "drop":
			e.drop = true
		case "wrapstr":
			e.wrapStr = true
		default:
			panic(r.file + ": unknown option " + o)
		}
	}
	return e
}
