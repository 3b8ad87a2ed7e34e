package resolve

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/lexer"
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/syntax"
)

// Codes of this package: area E for the environment, M for modules.
var (
	codeUnreadable = diag.Code{ID: "CYP-E001", Slug: "unreadable-file"}
	codeEncoding   = diag.Code{ID: "CYP-E002", Slug: "bad-encoding"}
	codeNoInclude  = diag.Code{ID: "CYP-M001", Slug: "include-not-found"}
	codeCircular   = diag.Code{ID: "CYP-M002", Slug: "circular-include"}
	codeBeyondTop  = diag.Code{ID: "CYP-M003", Slug: "import-beyond-top"}
)

// Loader finds and reads modules. Its methods are not safe for concurrent use.
type Loader struct {
	Set          *source.Set
	Diags        *diag.List
	Path         []string                    // folders to search, absolute
	OwnLibraries bool                        // compile copies of the scheduler library as written
	Doctests     bool                        // prepare the doctest examples of the root modules
	Std          func(string) ([]byte, bool) // declarations that come with the compiler
	// Library tells whether a Python module comes with the compiler as a package of its own, to be linked where it is imported, and
	// gives its text where it is written in Python. With Whole that text becomes a module of the program.
	Library func(string) (Library, bool)
	Whole   bool
	Dir     string // the current folder: file names are shown relative to it
	Note    func(format string, args ...any)
	Inputs  Inputs

	files   map[string]*source.File // by path; nil for one that could not be read
	modules map[string]*Module      // by name; nil for one that no file provides
	stds    map[string]*Module
	libs    map[string]bool // libraries that the program imports
	order   []*Module
	frags   int
}

// NewLoader returns a loader with an empty set and list, for the current folder.
func NewLoader() *Loader {
	dir, err := os.Getwd()
	if err != nil {
		dir = "."
	}
	return &Loader{Set: source.NewSet(), Diags: &diag.List{}, Dir: dir}
}

// Load returns the module of an absolute dotted name for a cimport; nil if neither a file nor the compiler provides it.
func (l *Loader) Load(name string, span source.Span) *Module { return l.load(name, span, true) }

// Resolve is Absolute, as a method.
func (l *Loader) Resolve(from *Module, level int, path string) string {
	return Absolute(from, level, path)
}

// Program puts together what was loaded. The roots are the modules asked for.
func (l *Loader) Program(roots ...*Module) *Program {
	p := &Program{Set: l.Set, Diags: l.Diags, Modules: l.order, Roots: roots}
	for _, m := range roots {
		if m.Main {
			p.Main = m
		}
	}
	for name := range l.libs {
		p.Libraries = append(p.Libraries, name)
	}
	sort.Strings(p.Libraries)
	return p
}

// FileError says why a file that the user named can't be compiled.
type FileError struct {
	Path string
	Why  string
	Hint string
}

func (e *FileError) Error() string { return e.Path + ": " + e.Why }

// CheckFile tells whether a path can be compiled as a module.
func CheckFile(path string) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &FileError{path, "no such file", ""}
	case errors.Is(err, fs.ErrPermission):
		return &FileError{path, "permission denied", "its folder can't be entered by this user"}
	case err != nil:
		return &FileError{path, plainError(err), ""}
	case info.IsDir():
		return &FileError{path, "is a folder, not a file", ""}
	case !info.Mode().IsRegular():
		return &FileError{path, "is not a regular file", ""}
	}
	switch filepath.Ext(path) {
	case ".pyx", ".py", ".pxd":
	default:
		return &FileError{path, "is not a .pyx, .py or .pxd file", ""}
	}
	f, err := os.Open(path)
	if err != nil {
		if errors.Is(err, fs.ErrPermission) {
			return &FileError{path, "permission denied", "make the file readable (chmod +r)"}
		}
		return &FileError{path, plainError(err), ""}
	}
	defer f.Close()
	if _, err := f.Read(make([]byte, 1)); err != nil && !errors.Is(err, io.EOF) {
		return &FileError{path, plainError(err), ""}
	}
	return nil
}

// plainError is an error of the file system without the operation and the path.
func plainError(err error) string {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err.Error()
	}
	return err.Error()
}

// ModuleName gives the dotted name of a file by the packages around it, and the folder that the outermost
// package is in.
func ModuleName(path string) (name, root string) {
	root, name = filepath.Dir(path), strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	isInit := name == "__init__"
	if isInit {
		name = ""
	}
	for first := true; ; first = false {
		if !(first && isInit) && !hasInit(root) {
			return name, root
		}
		parent := filepath.Dir(root)
		if parent == root {
			return name, root
		}
		if name == "" {
			name = filepath.Base(root)
		} else {
			name = filepath.Base(root) + "." + name
		}
		root = parent
	}
}

func hasInit(dir string) bool {
	for _, ext := range extensions {
		if info, err := os.Stat(filepath.Join(dir, "__init__"+ext)); err == nil && !info.IsDir() {
			return true
		}
	}
	return false
}

// extensions in the order in which one wins over another of the same name.
var extensions = []string{".pyx", ".py", ".pxd"}

// LoadFile reads a file that the user named as the root of a program; path must be absolute. With main it runs as
// __main__, and with callMain its main function is called where it neither tests __name__ nor calls main itself.
func (l *Loader) LoadFile(path string, main, callMain bool) *Module {
	name, _ := ModuleName(path)
	m := &Module{Name: name, RealName: name, Path: path}
	if main {
		m.Name, m.Main = MainName, true
	} else if old := l.modules[name]; old != nil {
		if l.Doctests && len(old.Tests) == 0 {
			l.doctests(old)
			for _, fr := range old.Fragments {
				l.imports(old, fr.Body)
			}
		}
		return old
	}
	m.Package = strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)) == "__init__"
	l.enter(m)
	l.read(m, strings.TrimSuffix(path, filepath.Ext(path)), filepath.Ext(path), source.Span{})
	m.CallMain = callMain && m.Pyx != nil && !hasNameTest(m.Pyx.Body) && !callsMain(m.Pyx.Body)
	if l.Doctests {
		l.doctests(m)
	}
	l.leave(m)
	return m
}

// LoadCode reads a piece of Python code as __main__. name is what tracebacks and diagnostics show.
func (l *Loader) LoadCode(name, code string) *Module {
	m := &Module{Name: MainName, Main: true, Python: true}
	l.enter(m)
	f := l.Set.Add(name, "", []byte(code))
	m.Pyx = syntax.Parse(f, syntax.Mode{Python: true}, l.Diags)
	m.Doc, _ = docOf(m.Pyx.Body)
	l.leave(m)
	return m
}

// enter makes a module known before what it imports is loaded, so that cycles end.
func (l *Loader) enter(m *Module) {
	if l.modules == nil {
		l.modules = map[string]*Module{}
	}
	l.modules[m.Name] = m
}

// leave loads what the module imports and puts it behind that.
func (l *Loader) leave(m *Module) {
	for _, f := range []*syntax.File{m.Pxd, m.Pyx} {
		if f != nil {
			l.imports(m, f.Body)
		}
	}
	for _, fr := range m.Fragments {
		l.imports(m, fr.Body)
	}
	l.order = append(l.order, m)
}

func (l *Loader) load(name string, span source.Span, c bool) *Module {
	if !c && builtinModules[name] {
		l.library(name)
		return nil
	}
	m, known := l.modules[name]
	if !known && !reserved(name) {
		m = l.find(name, span)
		if m == nil && !c {
			m = l.library(name)
		}
		if m == nil {
			if l.modules == nil {
				l.modules = map[string]*Module{}
			}
			l.modules[name] = nil
		}
	}
	switch {
	case m == nil && c:
		return l.std(name)
	case m != nil && !c && m.Pyx == nil && !m.Package:
		return nil // declarations only: nothing that runs
	}
	return m
}

// library notes that the program imports a module that comes with the compiler. It is a module of the program where that is wanted.
func (l *Loader) library(name string) *Module {
	if l.Library == nil {
		return nil
	}
	lib, ok := l.Library(name)
	if !ok {
		return nil
	}
	if !l.Whole || lib.Text == nil {
		if l.libs == nil {
			l.libs = map[string]bool{}
		}
		l.libs[name] = true
		return nil
	}
	return l.LoadLibrary(name, lib)
}

// Library is a Python module that comes with the compiler.
type Library struct {
	Text    []byte // nil where it is written in Go
	Package bool
}

// LoadLibrary reads a module of the compiler's own that is written in Python.
func (l *Loader) LoadLibrary(name string, lib Library) *Module {
	m := &Module{Name: name, RealName: name, Python: true, Package: lib.Package}
	l.enter(m)
	f := l.Set.Add("<cyp>/"+strings.ReplaceAll(name, ".", "/")+".py", "", lib.Text)
	m.Pyx = syntax.Parse(f, syntax.Mode{Python: true}, l.Diags)
	m.Doc, _ = docOf(m.Pyx.Body)
	l.leave(m)
	return m
}

// reserved names can't be taken by files of the program.
func reserved(name string) bool { return name == "cython" || strings.HasPrefix(name, "cython.") }

// builtinModules are those that Python never looks for in files.
var builtinModules = map[string]bool{
	"sys": true, "builtins": true, "time": true, "itertools": true, "posix": true, "errno": true, "gc": true,
	"marshal": true, "atexit": true, "signal": true, "_thread": true, "_io": true, "_collections": true, "_functools": true, "_operator": true,
}

// std loads a module that comes with the compiler.
func (l *Loader) std(name string) *Module {
	if m, ok := l.stds[name]; ok {
		return m
	}
	if l.stds == nil {
		l.stds = map[string]*Module{}
	}
	f := l.stdFile(name)
	if f == nil {
		l.stds[name] = nil
		return nil
	}
	m := &Module{Name: name, RealName: name, Std: true, Pxd: f}
	l.stds[name] = m
	l.imports(m, f.Body)
	l.order = append(l.order, m)
	return m
}

func (l *Loader) stdFile(name string) *syntax.File {
	if l.Std == nil {
		return nil
	}
	text, ok := l.Std(name)
	if !ok {
		return nil
	}
	f := l.Set.Add("<cyp>/"+strings.ReplaceAll(name, ".", "/")+".pxd", "", text)
	return syntax.Parse(f, syntax.Mode{Decl: true}, l.Diags)
}

// find looks for the files of a module and reads them.
func (l *Loader) find(name string, span source.Span) *Module {
	dirs := l.Path
	parts := strings.Split(name, ".")
	for i, part := range parts {
		last := i == len(parts)-1
		var spaces []string // the folders of a namespace package
		pkg := ""
		for _, d := range dirs {
			base := filepath.Join(d, part)
			if l.Inputs.exists(base, true) {
				if ext := l.firstOf(filepath.Join(base, "__init__")); ext != "" {
					pkg = base
					if last {
						return l.loadFound(&Module{Name: name, RealName: name, Package: true}, filepath.Join(base, "__init__"), ext, span)
					}
					break
				}
				spaces = append(spaces, base)
			}
			if ext := l.firstOf(base); ext != "" {
				if last {
					return l.loadFound(&Module{Name: name, RealName: name}, base, ext, span)
				}
				// A module is no package; but declarations may stand beside a folder of the same name.
				if ext != ".pxd" {
					break
				}
			}
		}
		switch {
		case pkg != "":
			dirs = []string{pkg}
		case len(spaces) == 0:
			return nil
		case last:
			m := &Module{Name: name, RealName: name, Package: true}
			m.Pyx = &syntax.File{Source: l.Set.Add(l.shown(spaces[0]), spaces[0], nil)}
			l.enter(m)
			l.leave(m)
			return m
		default:
			dirs = spaces
		}
	}
	return nil
}

// firstOf returns the extension of the file that provides a module, "" for none.
func (l *Loader) firstOf(base string) string {
	for _, ext := range extensions {
		if l.Inputs.exists(base+ext, false) {
			return ext
		}
	}
	return ""
}

func (l *Loader) loadFound(m *Module, base, ext string, span source.Span) *Module {
	m.Path = base + ext
	l.enter(m)
	l.read(m, base, ext, span)
	l.leave(m)
	return m
}

// read parses the files of a module: base without extension, ext that of the one that was named or found.
func (l *Loader) read(m *Module, base, ext string, span source.Span) {
	switch {
	case ext == ".pxd":
	default:
		m.Python = ext == ".py"
		mode := syntax.Mode{Python: m.Python}
		m.Pyx = l.parse(base+ext, mode, span)
		if m.Pyx != nil {
			m.Pyx.Body = l.splice(m.Pyx.Body, filepath.Dir(base), mode, []string{base + ext})
			m.Doc, _ = docOf(m.Pyx.Body)
		}
	}
	if ext != ".pxd" && !l.Inputs.exists(base+".pxd", false) {
		return
	}
	m.Pxd = l.parse(base+".pxd", syntax.Mode{Decl: true}, span)
	if m.Pxd == nil {
		return
	}
	if !l.OwnLibraries && !m.Main && isSchedulerCopy(m.Pxd) {
		if f := l.stdFile(bundledModule); f != nil {
			if l.Note != nil {
				l.Note("%s: the scheduler library of the program is replaced by the one of cyp (--own-libraries compiles it)", m.Pxd.Source.Name)
			}
			m.Pxd, m.Pyx, m.Std, m.Bundled = f, nil, true, true
			return
		}
	}
	m.Pxd.Body = l.splice(m.Pxd.Body, filepath.Dir(base), syntax.Mode{Decl: true}, []string{base + ".pxd"})
}

// parse reads and parses a file; nil after an error that is reported. span is what asked for it.
func (l *Loader) parse(path string, mode syntax.Mode, span source.Span) *syntax.File {
	f := l.text(path, span)
	if f == nil {
		return nil
	}
	return syntax.Parse(f, mode, l.Diags)
}

func (l *Loader) text(path string, span source.Span) *source.File {
	if f, ok := l.files[path]; ok {
		return f
	}
	if l.files == nil {
		l.files = map[string]*source.File{}
	}
	l.files[path] = nil
	raw, err := l.Inputs.read(path)
	if err != nil {
		l.Diags.Errorf(diag.Environment, codeUnreadable, span, "cannot read '%s': %s", l.shown(path), plainError(err))
		return nil
	}
	text, err := lexer.Decode(raw)
	if err != nil {
		f := l.Set.Add(l.shown(path), path, raw)
		l.Diags.Errorf(diag.Environment, codeEncoding, source.Span{Start: f.Pos(0), End: f.Pos(0)}, "%s", err).
			Hint("save the file as UTF-8, or name its encoding in a comment on the first line: # -*- coding: latin-1 -*-")
		return nil
	}
	f := l.Set.Add(l.shown(path), path, text)
	l.files[path] = f
	return f
}

// shown is a path as the user sees it: relative to the current folder where that is shorter.
func (l *Loader) shown(path string) string {
	rel, err := filepath.Rel(l.Dir, path)
	if err != nil || len(rel) > len(path) {
		return path
	}
	return rel
}

// shown names a module in a message.
func shown(m *Module) string {
	if m.RealName == "" {
		return m.FileName()
	}
	return fmt.Sprintf("'%s'", m.RealName)
}
