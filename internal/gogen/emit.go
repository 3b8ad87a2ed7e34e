package gogen

import (
	"bytes"
	"fmt"
	"go/format"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/types"
)

// Options choose what the Go text is for.
type Options struct {
	Package     string // name of the Go package; "main" where empty
	RuntimePath string // import path of the runtime; that of this module where empty
	// Relative makes //line directives name files relative to the folder of the Go file, not by absolute paths.
	Relative bool
	Lib      bool // a package of its own, no main
	Exported bool // with Lib: an API for Go callers
	Test     bool // tables of doctest fragments and modules, no main
	Debug    bool
	Imports  []string // import paths of packages to link, with the modules that they register
}

// File is a generated Go file.
type File struct {
	Name string // base name
	Text []byte
}

// Unsupported is an error of Emit about something in the program that can't be written in Go yet.
type Unsupported struct {
	At   source.Span
	What string
}

func (u *Unsupported) Error() string { return "not supported yet: " + u.What }

// Emit writes the program as Go files. Its error is an *Unsupported, or a bug of the compiler.
func Emit(p *ir.Program, opt Options) (files []File, err error) {
	if opt.Package == "" {
		opt.Package = "main"
	}
	if opt.RuntimePath == "" {
		opt.RuntimePath = "github.com/cyp-lang/cyp/runtime"
	}
	defer func() {
		switch r := recover().(type) {
		case nil:
		case *Unsupported:
			err = r
		default:
			panic(r)
		}
	}()
	g := newGen(p, opt)
	for _, m := range p.Modules {
		fl := g.file(m)
		fl.module()
		g.files = append(g.files, fl)
	}
	if !opt.Lib && !opt.Test {
		g.files = append(g.files, g.mainFile())
	}
	if opt.Test {
		g.files = append(g.files, g.tablesFile())
	}
	if len(g.files) > 0 {
		g.files[0].links = opt.Imports
	}
	for _, fl := range g.files {
		text, err := fl.finish()
		if err != nil {
			return nil, err
		}
		files = append(files, File{fl.name, text})
	}
	return files, nil
}

// gen is the state of one Emit.
type gen struct {
	p     *ir.Program
	x     *ir.Index
	opt   Options
	files []*file
	names names

	classNames  map[*types.Class]string
	structNames map[*types.Struct]string
	fieldNames  map[*types.Field]string
	globalNames map[*ir.Global]string
	moduleNames map[string]string // of the variables that hold module objects
	initNames   map[string]string
	special     map[*ir.Func]bool // module bodies and fragments, which are named apart
	classes     map[*types.Class]*ir.Class
	containers  map[*types.Class]string // descriptors of container classes
	consts      int
	// moduleObjects: init functions give module objects.
	moduleObjects bool
	shape         *shape
	sealedClasses map[*types.Class]bool // see sealed
}

func newGen(p *ir.Program, opt Options) *gen {
	g := &gen{
		p: p, x: ir.NewIndex(p), opt: opt, names: names{},
		classNames: map[*types.Class]string{}, structNames: map[*types.Struct]string{}, fieldNames: map[*types.Field]string{},
		globalNames: map[*ir.Global]string{}, moduleNames: map[string]string{}, initNames: map[string]string{},
		special: map[*ir.Func]bool{}, classes: map[*types.Class]*ir.Class{}, containers: map[*types.Class]string{},
	}
	for _, m := range p.Modules {
		g.special[m.Init] = true
		for _, f := range m.Frags {
			g.special[f] = true
		}
	}
	for _, c := range p.Classes {
		g.classes[c.Type] = c
		if c.Dealloc != nil {
			g.special[c.Dealloc] = false
		}
	}
	g.nameAll()
	g.shape = newShape(g)
	g.moduleObjects = g.needsObjects()
	return g
}

// stdPackage reports whether a package of the standard library is one that runtime bindings name.
func (g *gen) stdPackage(name string) bool {
	switch name {
	case "math", "strings", "strconv", "os", "sort", "unsafe", "fmt", "cmplx", "bits":
		return true
	}
	return false
}

var stdPaths = map[string]string{"cmplx": "math/cmplx", "bits": "math/bits", "big": "math/big"}

// file is one Go file being written.
type file struct {
	g       *gen
	mod     *ir.Module // nil for main.go
	name    string
	body    writer
	inits   strings.Builder // statements of func init()
	hoisted strings.Builder // package-level constants and descriptors
	imports map[string]bool
	links   []string // packages imported for what they register
	consts  map[string]string
}

func (g *gen) file(m *ir.Module) *file {
	base := strings.ReplaceAll(m.Name, ".", "_")
	if m.Name == "__main__" {
		base = strings.TrimSuffix(filepath.Base(m.File), filepath.Ext(m.File))
	}
	name := ident(base) + "_cyp.go"
	if strings.HasPrefix(name, "_") && !g.opt.Lib {
		name = "m" + name // go build leaves out files that start with an underscore
	}
	for _, o := range g.files {
		if o.name == name {
			name = ident(base) + "_main_cyp.go"
		}
	}
	return newFile(g, m, name)
}

func newFile(g *gen, m *ir.Module, name string) *file {
	fl := &file{g: g, mod: m, name: name, imports: map[string]bool{}, consts: map[string]string{}}
	fl.body.fl = fl
	return fl
}

// use notes that the file needs a package.
func (fl *file) use(pkg string) {
	fl.imports[pkg] = true
}

// finish puts the parts of the file together, formats them and settles the //line directives that lead back to the file.
func (fl *file) finish() ([]byte, error) {
	var b bytes.Buffer
	from := "cyp"
	if fl.mod != nil {
		from = "cyp from " + fl.shown()
	}
	fmt.Fprintf(&b, "// Code generated by %s. DO NOT EDIT.\n\npackage %s\n\n", from, fl.g.opt.Package)
	rest := fl.hoisted.String() + fl.body.b.String()
	if fl.inits.Len() > 0 {
		rest += "\nfunc init() {\n" + fl.inits.String() + "}\n"
	}
	fl.use("rt")
	for p := range fl.imports {
		// What was asked for may have been left out again.
		fl.imports[p] = strings.Contains(rest, p+".")
	}
	fl.writeImports(&b)
	b.WriteString(rest)
	text, err := format.Source(b.Bytes())
	if err != nil {
		return nil, fmt.Errorf("gogen: %s: %w\n%s", fl.name, err, numbered(b.String()))
	}
	return fl.settle(text), nil
}

func (fl *file) writeImports(b *bytes.Buffer) {
	var std []string
	for p, used := range fl.imports {
		if used && p != "rt" && p != "py" {
			path := p
			if s, ok := stdPaths[p]; ok {
				path = s
			}
			std = append(std, strconv.Quote(path))
		}
	}
	sort.Strings(std)
	b.WriteString("import (\n")
	for _, s := range std {
		b.WriteString("\t" + s + "\n")
	}
	if len(std) > 0 {
		b.WriteByte('\n')
	}
	if fl.imports["rt"] {
		b.WriteString("\trt " + strconv.Quote(fl.g.opt.RuntimePath) + "\n")
	}
	if fl.imports["py"] {
		b.WriteString("\t" + strconv.Quote(fl.g.opt.RuntimePath+"/py") + "\n")
	}
	for _, l := range fl.links {
		b.WriteString("\t_ " + strconv.Quote(l) + "\n")
	}
	b.WriteString(")\n\n")
}

// numbered shows text with line numbers, for a report.
func numbered(s string) string {
	var b strings.Builder
	for i, l := range strings.Split(s, "\n") {
		fmt.Fprintf(&b, "%4d %s\n", i+1, l)
	}
	return b.String()
}

// position gives the file and line that a directive names for a place in the source.
func (fl *file) position(at source.Span) (string, int) {
	if !at.IsValid() || fl.g.p.Set == nil {
		return "", 0
	}
	f := fl.g.p.Set.File(at.Start)
	if f == nil {
		return "", 0
	}
	p := f.Position(at.Start)
	name := f.Path
	if fl.g.opt.Relative || !filepath.IsAbs(name) {
		name = filepath.Base(f.Name)
	}
	return name, p.Line
}

func (g *gen) unsupported(at source.Span, format string, args ...any) {
	panic(&Unsupported{at, fmt.Sprintf(format, args...)})
}

// shown is the name of the source file in tracebacks. A generated package names no folder of this machine.
func (fl *file) shown() string {
	if fl.g.opt.Relative && filepath.IsAbs(fl.mod.File) {
		return filepath.Base(fl.mod.File)
	}
	return fl.mod.File
}
