package std

import (
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"sync"
	"testing"
)

// targets lists every runtime name that a table line is bound to, with the line's C name.
func targets() map[string]string {
	out := map[string]string{}
	t := allTables()
	add := func(typ, target, from string) {
		switch {
		case target == "" || target == Zero || target == Copy || strings.HasPrefix(target, "math."):
		case target[0] == '.':
			out[strings.TrimPrefix(typ, "rt.")+target] = from
		default:
			out[strings.TrimPrefix(target, "rt.")] = from
		}
	}
	for name, list := range t.funcs {
		for _, e := range list {
			add("", e.target, name)
		}
	}
	var walk func(c *class)
	walk = func(c *class) {
		for name, list := range c.members {
			for _, e := range list {
				from := c.key + "::" + name + "(" + strings.Join(e.params, ",") + ")"
				add(c.goType, e.target, from)
				add(c.goType, e.ptr, from)
				add(c.goType, e.set, from)
			}
		}
		for _, n := range c.nested {
			walk(n)
		}
	}
	for _, c := range t.classes {
		walk(c)
	}
	return out
}

var usedByBindings = sync.OnceValue(func() map[string]bool {
	used := map[string]bool{}
	for name := range targets() {
		used[name] = true
	}
	for _, m := range declaredMethods() {
		used[strings.TrimPrefix(m.goType, "rt.")+"."+m.name] = true
		used[strings.TrimPrefix(m.name, "rt.")] = true
	}
	return used
})

// declaredMethod is a method of a cypclass of the embedded modules.
type declaredMethod struct {
	goType, name string
	params       int
	line         string
}

var (
	classLine  = regexp.MustCompile(`^cdef cypclass \w+.*"(rt\.\w+)"`)
	methodLine = regexp.MustCompile(`^    .*\b\w+ "([\w.]+)" ?\((.*)\)`)
)

// declaredMethods reads them from the text, without a parser: one a line.
func declaredMethods() []declaredMethod {
	var out []declaredMethod
	for _, m := range Modules() {
		text, _ := Open(m)
		goType := ""
		for line := range strings.Lines(string(text)) {
			line = strings.TrimRight(line, "\n")
			if c := classLine.FindStringSubmatch(line); c != nil {
				goType = c[1]
				continue
			}
			if line != "" && line[0] != ' ' {
				goType = ""
			}
			if goType == "" {
				continue
			}
			if c := methodLine.FindStringSubmatch(line); c != nil {
				n := 0
				if c[2] != "" {
					n = strings.Count(stripBrackets(c[2]), ",")
				}
				if !strings.Contains(line, "self") && !strings.Contains(line, "alloc") && c[2] != "" {
					n++
				}
				out = append(out, declaredMethod{goType, c[1], n, line})
			}
		}
	}
	return out
}

func stripBrackets(s string) string { return regexp.MustCompile(`\[[^\]]*\]`).ReplaceAllString(s, "") }

// Every binding leads to something that the runtime has.
func TestTargetsExist(t *testing.T) {
	rt := runtimeSurface()
	var missing []string
	for name, from := range targets() {
		typ, m, member := strings.Cut(name, ".")
		if member && rt.method(typ, m) == nil || !member && rt.funcs[name] == nil {
			missing = append(missing, name+"\tfor "+from)
		}
	}
	for name, v := range allTables().values {
		if !rt.hasValue(v) {
			missing = append(missing, v+"\tfor "+name)
		}
	}
	for name, s := range allTables().structs {
		if !rt.hasType(strings.TrimPrefix(s.goType, "rt.")) {
			missing = append(missing, "type "+s.goType+"\tfor "+name)
		} else if m := s.fieldMap(); len(m) != len(s.fields) {
			for _, f := range s.fields {
				if m[f] == "" {
					missing = append(missing, "field "+s.goType+"."+camel(f)+"\tfor "+name)
				}
			}
		}
	}
	for _, c := range allTables().classes {
		if c.goType != "struct{}" && !rt.hasType(strings.TrimPrefix(c.goType, "rt.")) {
			missing = append(missing, "type "+c.goType+"\tfor "+c.key)
		}
	}
	for _, c := range allTables().classes {
		for name, goName := range c.fields {
			typ := strings.TrimPrefix(c.goType, "rt.")
			m, isCall := strings.CutSuffix(goName, "()")
			if _, ok := rt.field(typ, goName); !ok && !(isCall && rt.method(typ, m) != nil) {
				missing = append(missing, "field "+c.goType+"."+goName+"\tfor "+c.key+"::"+name)
			}
		}
	}
	for _, m := range declaredMethods() {
		if MethodBinding(m.goType, m.name, m.params) == nil {
			missing = append(missing, m.goType+"."+m.name+"\tfor "+strings.TrimSpace(m.line))
		}
	}
	sort.Strings(missing)
	for _, m := range missing {
		t.Error(m)
	}
}

// Targets in Go's package math exist there.
func TestMathTargets(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(build.Default.GOROOT, "src", "math", "*.go"))
	if err != nil || len(files) == 0 {
		t.Skip("no Go sources here")
	}
	have := map[string]bool{}
	fset := token.NewFileSet()
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(fset, file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			if fd, ok := d.(*ast.FuncDecl); ok && fd.Recv == nil {
				have[fd.Name.Name] = true
			}
		}
	}
	for name, list := range allTables().funcs {
		for _, e := range list {
			f, ok := strings.CutPrefix(e.target, "math.")
			if !ok {
				continue
			}
			if !have[f] {
				t.Errorf("%s is bound to math.%s, which does not exist", name, f)
			}
		}
	}
}
