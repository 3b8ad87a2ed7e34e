package std

import (
	"embed"
	"io/fs"
	"path"
	"slices"
	"sort"
	"strings"
	"sync"
)

//go:embed all:decl
var declarations embed.FS

// Open returns the declarations of a module that comes with the compiler, by its dotted name.
func Open(name string) (text []byte, ok bool) {
	if name == "" || strings.ContainsAny(name, "/\\") {
		return nil, false
	}
	file := path.Join("decl", strings.ReplaceAll(name, ".", "/"))
	for _, f := range []string{file + ".pxd", file + "/__init__.pxd"} {
		if text, err := declarations.ReadFile(f); err == nil {
			return text, true
		}
	}
	return nil, false
}

// Modules lists the modules that Open knows, sorted.
func Modules() []string { return modules() }

var modules = sync.OnceValue(func() []string {
	var names []string
	fs.WalkDir(declarations, "decl", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name := strings.TrimSuffix(strings.TrimPrefix(p, "decl/"), ".pxd")
		name = strings.TrimSuffix(name, "/__init__")
		names = append(names, strings.ReplaceAll(name, "/", "."))
		return nil
	})
	sort.Strings(names)
	return names
})

// PyModules lists the Python modules that come with the compiler (import), sorted: those of the runtime and the libraries.
var PyModules = sync.OnceValue(func() []string {
	var names []string
	for _, n := range append(slices.Clone(runtimeSurface().python), Libraries()...) {
		if !strings.HasPrefix(n, "_") || n == "__future__" {
			names = append(names, n)
		}
	}
	sort.Strings(names)
	return names
})
