package resolve

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/syntax"
)

// docOf returns the docstring of a body.
func docOf(body []syntax.Stmt) (string, *syntax.String) {
	if len(body) == 0 {
		return "", nil
	}
	if e, ok := body[0].(*syntax.ExprStmt); ok {
		if s, ok := e.X.(*syntax.String); ok && s.Kind != syntax.Bytes && s.Kind != syntax.CharLit {
			return s.Value, s
		}
	}
	return "", nil
}

// docstring is a string that may hold examples, with the place of each of its bytes.
type docstring struct {
	name string // qualified name of what it documents: "mod.Class.method"
	text []byte // as the program sees it
	at   []int  // offset in the file of each byte of text, and of the end
	file *source.File
	line int // of the first byte
}

// newDocstring decodes the literals of a string again, to learn where each byte is from.
func newDocstring(name string, f *source.File, s *syntax.String) *docstring {
	d := &docstring{name: name, file: f}
	off := f.Offset(s.Src.Start)
	end := f.Offset(s.Src.End)
	if off < 0 || end > len(f.Text) {
		return nil // of an included file, which is tested where it stands
	}
	for _, part := range s.Parts {
		i := bytes.Index(f.Text[off:end], []byte(part))
		if i < 0 {
			return nil // not written in this file as it stands: nothing to point at
		}
		d.literal(part, off+i)
		off += i + len(part)
	}
	d.at = append(d.at, off)
	d.line = f.Position(f.Pos(d.at[0])).Line
	return d
}

// literal adds a literal as written, prefix and quotes included, that stands at offset off.
func (d *docstring) literal(lit string, off int) {
	body := strings.TrimLeft(lit, "rRuUbBfFcC")
	prefix := lit[:len(lit)-len(body)]
	quotes := 1
	if len(body) >= 6 && body[1] == body[0] && body[2] == body[0] {
		quotes = 3
	}
	if len(body) < 2*quotes {
		return
	}
	start := off + len(prefix) + quotes
	text := body[quotes : len(body)-quotes]
	raw := strings.ContainsAny(prefix, "rR")
	put := func(s string, i int) {
		for j := 0; j < len(s); j++ {
			d.text = append(d.text, s[j])
			d.at = append(d.at, start+i)
		}
	}
	for i := 0; i < len(text); {
		c := text[i]
		if c == '\r' { // line ends are one \n in the value
			put("\n", i)
			i++
			if i < len(text) && text[i] == '\n' {
				i++
			}
			continue
		}
		if c != '\\' || raw || i+1 == len(text) {
			d.text = append(d.text, c)
			d.at = append(d.at, start+i)
			i++
			continue
		}
		s, n := escape(text[i:])
		put(s, i)
		i += n
	}
}

// escape decodes the escape sequence that s starts with and returns its length.
func escape(s string) (string, int) {
	switch c := s[1]; c {
	case '\n':
		return "", 2
	case '\r':
		if len(s) > 2 && s[2] == '\n' {
			return "", 3
		}
		return "", 2
	case '\\', '\'', '"':
		return s[1:2], 2
	case 'a':
		return "\a", 2
	case 'b':
		return "\b", 2
	case 'f':
		return "\f", 2
	case 'n':
		return "\n", 2
	case 'r':
		return "\r", 2
	case 't':
		return "\t", 2
	case 'v':
		return "\v", 2
	case '0', '1', '2', '3', '4', '5', '6', '7':
		n := 2
		for n < len(s) && n < 4 && s[n] >= '0' && s[n] <= '7' {
			n++
		}
		v, _ := strconv.ParseUint(s[1:n], 8, 32)
		return string(rune(v)), n
	case 'x', 'u', 'U':
		n := 2 + map[byte]int{'x': 2, 'u': 4, 'U': 8}[c]
		if n <= len(s) {
			if v, err := strconv.ParseUint(s[2:n], 16, 32); err == nil && v <= utf8.MaxRune {
				return string(rune(v)), n
			}
		}
	}
	return s[:1], 1
}

// lineOf returns the line of the file that the byte i of the text is on.
func (d *docstring) lineOf(i int) int { return d.file.Position(d.file.Pos(d.at[i])).Line }

// docstrings calls f for each docstring of a module that doctest looks at: those of the module, its functions, classes and their
// methods, and the strings that the module body puts in __doc__ and __test__. Names are qualified by the module's.
func docstrings(m *Module, f func(*docstring)) {
	if m.Pyx == nil {
		return
	}
	file := m.Pyx.Source
	add := func(name string, s *syntax.String) {
		if s == nil || !strings.Contains(s.Value, ">>>") {
			return
		}
		if d := newDocstring(name, file, s); d != nil {
			f(d)
		}
	}
	_, doc := docOf(m.Pyx.Body)
	add(m.Name, doc)
	var walk func(prefix string, body []syntax.Stmt, class bool)
	member := func(prefix, name string, body []syntax.Stmt) {
		_, doc := docOf(body)
		add(prefix+"."+name, doc)
	}
	walk = func(prefix string, body []syntax.Stmt, class bool) {
		for _, s := range body {
			switch s := s.(type) {
			case *syntax.FuncDef:
				member(prefix, s.Name.Name, s.Body)
			case *syntax.CFuncDef:
				member(prefix, s.Decl.Name.Name, s.Body)
			case *syntax.ClassDef:
				member(prefix, s.Name.Name, s.Body)
				walk(prefix+"."+s.Name.Name, s.Body, true)
			case *syntax.CClass:
				member(prefix, s.Name.Name, s.Body)
				walk(prefix+"."+s.Name.Name, s.Body, true)
			case *syntax.CypClass:
				if s.Doc != nil {
					add(prefix+"."+s.Name.Name, s.Doc)
				} else {
					member(prefix, s.Name.Name, s.Body)
				}
				walk(prefix+"."+s.Name.Name, s.Body, true)
			case *syntax.Property:
				member(prefix, s.Name.Name, s.Body)
			case *syntax.Assign:
				if !class {
					assigned(m.Name, s, add)
				}
			case *syntax.AugAssign:
				if n, ok := s.Target.(*syntax.Name); ok && !class && n.Name == "__doc__" {
					str, _ := s.Value.(*syntax.String)
					add(m.Name, str)
				}
			case *syntax.CBlock:
				walk(prefix, s.Body, class)
			case *syntax.If:
				walk(prefix, s.Body, class)
				walk(prefix, s.Else, class)
			case *syntax.CondDecl:
				walk(prefix, s.Body, class)
				walk(prefix, s.Else, class)
			case *syntax.Try:
				walk(prefix, s.Body, class)
				walk(prefix, s.Else, class)
			case *syntax.With:
				walk(prefix, s.Body, class)
			}
		}
	}
	walk(m.Name, m.Pyx.Body, false)
}

// assigned finds the strings in `__doc__ = "…"` and `__test__ = {"name": "…"}`.
func assigned(module string, s *syntax.Assign, add func(string, *syntax.String)) {
	for _, t := range s.Targets {
		n, ok := t.(*syntax.Name)
		if !ok {
			continue
		}
		switch n.Name {
		case "__doc__":
			str, _ := s.Value.(*syntax.String)
			add(module, str)
		case "__test__":
			d, ok := s.Value.(*syntax.Dict)
			if !ok {
				continue
			}
			for i, k := range d.Keys {
				key, ok := k.(*syntax.String)
				if !ok {
					continue
				}
				str, _ := d.Values[i].(*syntax.String)
				add(module+".__test__."+key.Value, str)
			}
		}
	}
}
