package std

import (
	"embed"
	"io/fs"
	"slices"
	"sort"
	"strings"
	"sync"

	"github.com/cyp-lang/cyp/internal/resolve"
)

// The Python modules that a program links only where it imports them. Those in pylib are written in Python; for those in
// nativeLibraries there is a Go package lib_NAME in the folder py/lib of the runtime.

//go:embed all:pylib
var pylib embed.FS

// pynames.txt lists the names that `from m import *` binds, for each Python module that comes with the compiler. It is made by
// running a program: go test ./internal/testkit -run TestModuleNames -update.
//
//go:embed pynames.txt
var pynames string

// StarNames are the names that `from module import *` binds; ok is false for a module that doesn't come with the compiler.
func StarNames(module string) (names []string, ok bool) {
	names, ok = starNames()[module]
	return names, ok
}

var starNames = sync.OnceValue(func() map[string][]string {
	out := map[string][]string{}
	for l := range strings.Lines(pynames) {
		name, rest, _ := strings.Cut(strings.TrimSpace(l), ":")
		out[name] = strings.Fields(rest)
	}
	return out
})

// nativeLibraries are the modules with a Go package of their own in the runtime.
var nativeLibraries = []string{"_asyncio", "_signal", "_subprocess", "_thread", "_weakref", "array", "binascii", "hashlib"}

// Library gives a Python module that comes with the compiler, by its dotted name.
func Library(name string) (resolve.Library, bool) {
	if slices.Contains(nativeLibraries, name) {
		return resolve.Library{}, true
	}
	if name == "" || strings.ContainsAny(name, "/\\") {
		return resolve.Library{}, false
	}
	file := "pylib/" + strings.ReplaceAll(name, ".", "/")
	if text, err := pylib.ReadFile(file + ".py"); err == nil {
		return resolve.Library{Text: text}, true
	}
	if text, err := pylib.ReadFile(file + "/__init__.py"); err == nil {
		return resolve.Library{Text: text, Package: true}, true
	}
	return resolve.Library{}, false
}

// Libraries lists the modules that Library knows, sorted.
var Libraries = sync.OnceValue(func() []string {
	names := slices.Clone(nativeLibraries)
	fs.WalkDir(pylib, "pylib", func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			name := strings.TrimSuffix(strings.TrimSuffix(strings.TrimPrefix(p, "pylib/"), ".py"), "/__init__")
			names = append(names, strings.ReplaceAll(name, "/", "."))
		}
		return nil
	})
	sort.Strings(names)
	return names
})
