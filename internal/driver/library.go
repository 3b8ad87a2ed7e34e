package driver

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strings"

	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/resolve"
	"github.com/cyp-lang/cyp/internal/std"
)

// Python modules that come with the compiler are linked only where a program imports them. Those written in Go are packages of the
// runtime. Those written in Python are compiled into a package of the program's Go module; it has the same text and the same path
// in every program, so that Go compiles it once.

// libraryFolder is where packages of Python modules are in a program's Go module, which is called main.
const libraryFolder = "lib"

// libraryPaths are the import paths of what a program links.
func libraryPaths(p *resolve.Program, shape Shape) []string {
	var out []string
	for _, name := range p.Libraries {
		if lib, _ := std.Library(name); lib.Text == nil {
			out = append(out, shape.Runtime+"/py/lib/"+libraryPackage(name))
		} else if !shape.Lib {
			out = append(out, "main/"+libraryFolder+"/"+libraryPackage(name))
		}
	}
	return out
}

// libraryPackage is the name of a module's package, and of its folder.
func libraryPackage(name string) string { return "lib_" + strings.ReplaceAll(name, ".", "_") }

// libraries are the files of the packages that a program links, and those that these link.
func (c *Cache) libraries(p *resolve.Program) ([]File, error) {
	done := map[string]bool{}
	var out []File
	pending := p.Libraries
	for len(pending) > 0 {
		name := pending[0]
		pending = pending[1:]
		if done[name] {
			continue
		}
		done[name] = true
		lib, _ := std.Library(name)
		if lib.Text == nil {
			continue
		}
		f, deps, err := c.libraryFile(name, lib)
		if err != nil {
			return nil, err
		}
		out = append(out, f)
		pending = append(pending, deps...)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Name < out[j].Name })
	return out, nil
}

// libraryFile is the generated text of a Python module, made once for each build of the compiler, and the libraries that it imports.
func (c *Cache) libraryFile(name string, lib resolve.Library) (File, []string, error) {
	pkg := libraryPackage(name)
	h := sha256.Sum256([]byte(compilerID() + "\x00" + name + "\x00" + string(lib.Text)))
	kept := filepath.Join(c.Dir, "lib-"+hex.EncodeToString(h[:8]), pkg+".go")
	file := File{Name: path.Join(libraryFolder, pkg, pkg+"_cyp.go")}
	if text, err := os.ReadFile(kept); err == nil {
		first, rest, _ := bytes.Cut(text, []byte("\n"))
		file.Text = rest
		return file, strings.Fields(strings.TrimPrefix(string(first), "// imports:")), nil
	}
	text, deps, err := compileLibrary(name, lib)
	if err != nil {
		return file, nil, err
	}
	file.Text = text
	head := "// imports: " + strings.Join(deps, " ") + "\n"
	if err := writeFile(kept, append([]byte(head), text...)); err != nil {
		return file, nil, cacheProblem(c, err)
	}
	return file, deps, nil
}

// compileLibrary generates the Go text of a Python module of ours. An error in it is our own bug.
func compileLibrary(name string, lib resolve.Library) ([]byte, []string, error) {
	l := resolve.NewLoader()
	l.Std, l.Library = std.Open, std.Library
	p := l.Program(l.LoadLibrary(name, lib))
	files, ok, err := compileGuarded(p, Shape{Package: libraryPackage(name), Runtime: RuntimePath, Library: name, Relative: true}, &Options{})
	if err != nil {
		return nil, nil, err
	}
	if !ok || len(files) != 1 {
		var b bytes.Buffer
		diag.Text(&b, p.Set, p.Diags.All(), false)
		return nil, nil, &Bug{Text: "the module '" + name + "' of the library does not compile:\n" + b.String()}
	}
	return files[0].Text, p.Libraries, nil
}
