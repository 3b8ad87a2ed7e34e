package driver

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"runtime"
	"runtime/debug"

	"golang.org/x/tools/txtar"

	"github.com/cyp-lang/cyp/internal/resolve"
	"github.com/cyp-lang/cyp/internal/syntax"
)

// compileGuarded is Compile; a panic in it is a bug of ours, reported with what led to it.
func compileGuarded(p *resolve.Program, shape Shape, opts *Options) (files []File, ok bool, err error) {
	defer func() {
		if r := recover(); r != nil {
			c, e := OpenCache()
			if e != nil {
				c = nil
			}
			files, ok = nil, false
			err = report(c, fmt.Sprintf("%v\n\n%s", r, debug.Stack()), nil, p)
		}
	}()
	if opts.Dump == "tokens" || opts.Dump == "ast" {
		if err := DumpSource(p, opts); err != nil {
			return nil, false, err
		}
	}
	files, ok = Compile(p, shape, opts)
	if opts.Dump == "go" {
		for _, f := range files {
			fmt.Fprintf(opts.DumpTo, "// ---- %s\n%s\n", f.Name, f.Text)
		}
	}
	return files, ok, nil
}

// checkGuarded is Check; a panic in it is a bug of ours.
func checkGuarded(p *resolve.Program, opts *Options) (ok bool, err error) {
	defer func() {
		if r := recover(); r != nil {
			c, e := OpenCache()
			if e != nil {
				c = nil
			}
			ok, err = false, report(c, fmt.Sprintf("%v\n\n%s", r, debug.Stack()), nil, p)
		}
	}()
	return Check(p, opts), nil
}

// report writes a file with what we need to mend a bug: what happened, the sources, the generated Go.
func report(c *Cache, what string, files []File, p *resolve.Program) *Bug {
	a := &txtar.Archive{}
	a.Comment = fmt.Appendf(nil, "cyp %s, %s %s/%s\n\n%s\n", Version(), runtime.Version(), runtime.GOOS, runtime.GOARCH, what)
	if p != nil {
		for _, m := range p.Modules {
			for _, f := range []*syntax.File{m.Pxd, m.Pyx} {
				if f != nil && f.Source.Path != "" {
					a.Files = append(a.Files, txtar.File{Name: f.Source.Name, Data: f.Source.Text})
				}
			}
		}
	}
	for _, f := range files {
		a.Files = append(a.Files, txtar.File{Name: "generated/" + f.Name, Data: f.Text})
	}
	text := txtar.Format(a)
	first, _, _ := bytes.Cut([]byte(what), []byte("\n\n"))
	b := &Bug{Text: string(first)}
	if c == nil {
		return b
	}
	sum := sha256.Sum256(text)
	path := filepath.Join(c.Dir, "bugs", hex.EncodeToString(sum[:6])+".txtar")
	if writeFile(path, text) == nil {
		b.Report = path
	}
	return b
}

// NewBug reports a panic outside the stages.
func NewBug(r any) *Bug {
	c, err := OpenCache()
	if err != nil {
		c = nil
	}
	return report(c, fmt.Sprintf("%v\n\n%s", r, debug.Stack()), nil, nil)
}

// Version names this build of the compiler.
func Version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "(devel)"
	}
	v := info.Main.Version
	if v == "" {
		v = "(devel)"
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 && v == "(devel)" {
			v += " " + s.Value[:12]
		}
	}
	return v
}
