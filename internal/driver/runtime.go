package driver

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"sync"

	rt "github.com/cyp-lang/cyp/runtime"
)

// Module and RuntimePath are the import paths of the compiler's module and of the runtime in it.
const (
	Module      = "github.com/cyp-lang/cyp"
	RuntimePath = Module + "/runtime"
)

// RuntimeFile is a file of the runtime.
type RuntimeFile struct {
	Name string // slash-separated, relative to the runtime's folder
	Text []byte
}

// runtimeSource is the runtime that travels in this binary, without its tests.
var runtimeSource = sync.OnceValue(func() []RuntimeFile {
	var files []RuntimeFile
	fs.WalkDir(rt.Source, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || p == "embed.go" || strings.HasSuffix(p, "_test.go") {
			return err
		}
		text, err := rt.Source.ReadFile(p)
		files = append(files, RuntimeFile{p, text})
		return err
	})
	sort.Slice(files, func(i, j int) bool { return files[i].Name < files[j].Name })
	return files
})

// runtimeHash names the runtime by its content.
var runtimeHash = sync.OnceValue(func() string {
	h := sha256.New()
	for _, f := range runtimeSource() {
		h.Write([]byte(f.Name + "\x00"))
		h.Write(f.Text)
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
})

// runtimeModule extracts the runtime as a Go module named Module, once for each version, and returns its folder.
func (c *Cache) runtimeModule() (string, error) {
	dir := filepath.Join(c.Dir, "rt-"+runtimeHash())
	if _, err := os.Stat(dir); err == nil {
		return dir, nil
	}
	if err := c.make(); err != nil {
		return "", err
	}
	tmp := temporary(dir)
	defer os.RemoveAll(tmp)
	if err := writeFile(filepath.Join(tmp, "go.mod"), []byte("module "+Module+"\n\ngo "+minGo+"\n")); err != nil {
		return "", cacheProblem(c, err)
	}
	for _, f := range runtimeSource() {
		if err := writeFile(filepath.Join(tmp, "runtime", filepath.FromSlash(f.Name)), f.Text); err != nil {
			return "", cacheProblem(c, err)
		}
	}
	if err := os.Rename(tmp, dir); err != nil {
		if _, e := os.Stat(dir); e == nil {
			return dir, nil // another process was faster
		}
		return "", cacheProblem(c, err)
	}
	return dir, nil
}

// RuntimeCopy is the runtime as a package of another module, at the import path given.
func RuntimeCopy(importPath string) []RuntimeFile {
	old := []byte("\"" + RuntimePath)
	var out []RuntimeFile
	for _, f := range runtimeSource() {
		text := bytes.ReplaceAll(f.Text, old, []byte("\""+importPath))
		out = append(out, RuntimeFile{f.Name, text})
	}
	return out
}
