package std

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/cyp-lang/cyp/internal/types"
)

// signatures.txt lists what package rt exports, one item a line, columns separated by tabs:
//
//	func    Name         params  results  type parameters
//	method  Type.Name    params  results  value|pointer
//	type    Name         fields            (name:type, an embedded type without name)
//	alias   Name         type
//	value   Name         (constants and variables)
//	python  name         (a Python module that package py registers)
//
// Parameters, results and fields are separated by "|". The test TestSignatures writes it with -update, and
// fails where the runtime has moved away from it.
//
//go:embed signatures.txt
var signatureText string

// signature is the Go signature of a function or method of the runtime.
type signature struct {
	params, results []string
	types           []string // type parameters of a function
	pointer         bool     // pointer receiver
}

type goStruct struct {
	fields   map[string]string
	embedded []string
}

// surface is what the runtime exports.
type surface struct {
	funcs   map[string]*signature // "Strlen", "Vector.At"
	structs map[string]*goStruct
	aliases map[string]string
	values  map[string]bool
	python  []string
}

var runtimeSurface = sync.OnceValue(func() *surface { return parseSurface(signatureText) })

func parseSurface(text string) *surface {
	s := &surface{
		funcs:   make(map[string]*signature, 2048),
		structs: map[string]*goStruct{},
		aliases: map[string]string{},
		values:  map[string]bool{},
	}
	for line := range strings.Lines(text) {
		c := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		switch c[0] {
		case "func":
			s.funcs[c[1]] = &signature{params: list(c[2]), results: list(c[3]), types: list(c[4])}
		case "method":
			s.funcs[c[1]] = &signature{params: list(c[2]), results: list(c[3]), pointer: c[4] == "pointer"}
		case "type":
			g := &goStruct{fields: map[string]string{}}
			for _, f := range list(c[2]) {
				if name, t, ok := strings.Cut(f, ":"); ok {
					g.fields[name] = t
				} else {
					g.embedded = append(g.embedded, f)
				}
			}
			s.structs[c[1]] = g
		case "alias":
			s.aliases[c[1]] = c[2]
		case "value":
			s.values[c[1]] = true
		case "python":
			s.python = append(s.python, c[1])
		}
	}
	return s
}

func list(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "|")
}

// method finds a method of a type or of what it embeds.
func (s *surface) method(typ, name string) *signature {
	if f := s.funcs[typ+"."+name]; f != nil {
		return f
	}
	if g := s.structs[typ]; g != nil {
		for _, e := range g.embedded {
			if f := s.method(strings.TrimPrefix(e, "*"), name); f != nil {
				return f
			}
		}
	}
	return nil
}

// field finds a field of a struct type or of what it embeds; its Go type.
func (s *surface) field(typ, name string) (string, bool) {
	g := s.structs[typ]
	if g == nil {
		return "", false
	}
	if t, ok := g.fields[name]; ok {
		return t, true
	}
	for _, e := range g.embedded {
		if t, ok := s.field(e, name); ok {
			return t, true
		}
	}
	return "", false
}

func (s *surface) hasType(name string) bool {
	return s.structs[name] != nil || s.aliases[name] != ""
}

var goNumbers = map[string]types.Type{
	"int8": types.Char, "uint8": types.UChar, "byte": types.UChar, "int16": types.Short, "uint16": types.UShort,
	"int32": types.Int, "uint32": types.UInt, "int64": types.Long, "uint64": types.ULong,
	"float32": types.Float, "float64": types.Double, "bool": types.Bint,
}

// cType is the C type of a Go type, where it is a number or a pointer to one or to void; else nil.
func (s *surface) cType(t string) types.Type {
	if a := s.aliases[t]; a != "" {
		t = a
	}
	if n := goNumbers[t]; n != nil {
		return n
	}
	if t == "unsafe.Pointer" {
		return &types.Pointer{Elem: types.Void}
	}
	if elem, ok := strings.CutPrefix(t, "*"); ok {
		if e := s.cType(elem); e != nil {
			return &types.Pointer{Elem: e}
		}
	}
	return nil
}
