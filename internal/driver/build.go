package driver

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/cyp-lang/cyp/internal/resolve"
)

// Built is the outcome of Executable.
type Built struct {
	Exe     string           // path of the executable in the cache, "" after errors in the program
	Program *resolve.Program // nil where the executable was there already
}

// Executable compiles a target to an executable in the cache, or finds it there. extra gives further Go files for the
// package (a main of its own), or is nil.
func Executable(t Target, opts *Options, extra func(*resolve.Program) []File) (*Built, error) {
	c, err := OpenCache()
	if err != nil {
		return nil, err
	}
	prog := c.program(t, opts)
	// What is printed while compiling can't come from the cache.
	fresh := opts.Dump != "" || opts.Decisions || opts.Warnings.Strict()
	if !fresh {
		if exe := prog.cached(); exe != "" {
			opts.verbose("%s: nothing changed, %s", t, exe)
			return &Built{Exe: exe}, nil
		}
	}
	p, l, err := Load(t, opts)
	if err != nil {
		return nil, err
	}
	files, ok, err := compileGuarded(p, Shape{Package: "main", Runtime: RuntimePath, Test: t.Doctests}, opts)
	if err != nil || !ok {
		return &Built{Program: p}, err
	}
	if extra != nil {
		files = append(files, extra(p)...)
	}
	libs, err := c.libraries(p)
	if err != nil {
		return nil, err
	}
	files = append(files, libs...)
	g, err := FindGo(c)
	if err != nil {
		return nil, err
	}
	exe, err := prog.build(g, files, p, opts)
	if err != nil {
		return nil, err
	}
	if err := prog.keep(exe, g, &l.Inputs); err != nil {
		return nil, err
	}
	c.trim()
	return &Built{exe, p}, nil
}

// build writes the Go package of a program into its folder in the cache and builds it, unless an executable
// of just this text is there.
func (p *program) build(g *Toolchain, files []File, rp *resolve.Program, opts *Options) (string, error) {
	module, err := p.cache.runtimeModule()
	if err != nil {
		return "", err
	}
	exe := filepath.Join(p.dir, "exe-"+buildKey(g, files, opts))
	if err := os.MkdirAll(p.dir, 0o777); err != nil {
		return "", cacheProblem(p.cache, err)
	}
	defer lock(p.dir)()
	if _, err := os.Stat(exe); err == nil {
		return exe, nil
	}
	src := filepath.Join(p.dir, "src")
	if err := writePackage(src, module, files); err != nil {
		return "", cacheProblem(p.cache, err)
	}
	tmp := temporary(exe)
	defer os.Remove(tmp)
	defer opts.Timings.Phase("go build")()
	args := append(slices.Clone(buildArgs), "-o", tmp)
	if opts.Race {
		args = append(args, "-race")
	}
	if opts.Observe {
		args = append(args, "-tags", observeTag)
	}
	if err := goCommand(p.cache, g, src, append(args, "."), files, rp, opts); err != nil {
		return "", err
	}
	if err := os.Rename(tmp, exe); err != nil {
		return "", cacheProblem(p.cache, err)
	}
	return exe, nil
}

// observeTag is the build tag of a runtime that watches the program: another file takes the place of functions that do nothing.
const observeTag = "cyp_observe"

// buildArgs are the arguments of each build. With -trimpath Go's build cache holds whatever folder the runtime is in.
var buildArgs = []string{"build", "-buildvcs=false", "-trimpath"}

func buildKey(g *Toolchain, files []File, opts *Options) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s %s %s/%s %t %t %t\n", runtimeHash(), g.Version, targetOS(), targetArch(), opts.Race, opts.Debug, opts.Observe)
	for _, f := range files {
		fmt.Fprintf(h, "%s %d\n%s", f.Name, len(f.Text), f.Text)
	}
	return hex.EncodeToString(h.Sum(nil)[:10])
}

// writePackage makes a folder hold a Go module with just these files, which finds the runtime at its place
// in the cache. Files that are the same already are left alone.
func writePackage(dir, module string, files []File) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	keep := map[string]bool{"go.mod": true}
	for _, f := range append([]File{{Name: "go.mod", Text: goMod(dir, module)}}, files...) {
		top, _, _ := strings.Cut(f.Name, "/")
		keep[top] = true
		path := filepath.Join(dir, filepath.FromSlash(f.Name))
		if old, err := os.ReadFile(path); err == nil && string(old) == string(f.Text) {
			continue
		}
		if err := writeFile(path, f.Text); err != nil {
			return err
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if !keep[e.Name()] {
			os.RemoveAll(filepath.Join(dir, e.Name()))
		}
	}
	return nil
}

// goMod is the go.mod of a folder with programs, which finds the runtime in module.
func goMod(dir, module string) []byte {
	rel, err := filepath.Rel(dir, module)
	if err != nil {
		rel = module
	}
	return fmt.Appendf(nil, "module main\n\ngo %s\n\nrequire %s v0.0.0\n\nreplace %s => %s\n", minGo, Module, Module, filepath.ToSlash(rel))
}

// compileErrorRE is a line of the Go compiler, or of its linker, about the program.
var compileErrorRE = regexp.MustCompile(`(?m)^\S.*:\d+(:\d+)?: |^# main|relocation target|undefined: `)

// goCommand runs the go command. An error in the generated code is our bug; others are of the environment.
func goCommand(c *Cache, g *Toolchain, dir string, args []string, files []File, rp *resolve.Program, opts *Options) error {
	cmd := exec.Command(g.Path, args...)
	cmd.Dir = dir
	cmd.Env = g.env(c, opts.Race)
	if opts.Quick {
		cmd.Env = append(cmd.Env, "GOGC=off", "GOMEMLIMIT=4GiB") // the Go compiler collects for a third of its time
	}
	opts.verbose("%s %s", g.Path, strings.Join(args, " "))
	out, err := cmd.CombinedOutput()
	if err == nil {
		return nil
	}
	text := strings.TrimSpace(string(out))
	var exit *exec.ExitError
	switch {
	case !errors.As(err, &exit):
		return problem(installHint, "cannot run %s: %s", g.Path, err)
	case strings.Contains(text, "no space left on device"):
		return problem("make room on the disk, or set CYP_CACHE and GOCACHE to folders elsewhere", "go build: no space left on device")
	case strings.Contains(text, "permission denied"), strings.Contains(text, "read-only file system"):
		return problem("set GOCACHE and CYP_CACHE to folders that can be written", "go build: %s", text)
	case strings.Contains(text, "-race"), strings.Contains(text, "unsupported GOOS/GOARCH"):
		return problem("", "go build: %s", text)
	case compileErrorRE.MatchString(text):
		return report(c, "the Go compiler rejects the generated code:\n"+text, files, rp)
	}
	return problem("", "go build failed: %s", text)
}

// Install copies an executable to where the user wants it, whole or not at all.
func Install(exe, out string) error {
	fail := func(err error) error {
		return problem("give another place with -o", "cannot write '%s': %s", out, plain(err))
	}
	in, err := os.Open(exe)
	if err != nil {
		return fail(err)
	}
	defer in.Close()
	// A device is written to; a file is replaced by a new one, so that a running program keeps the old.
	target := out
	if info, err := os.Stat(out); err != nil || info.Mode().IsRegular() {
		target = temporary(out)
	} else if info.IsDir() {
		return fail(&fs.PathError{Err: errors.New("is a folder")})
	}
	w, err := os.OpenFile(target, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o777)
	if err != nil {
		return fail(err)
	}
	_, err = io.Copy(w, in)
	if e := w.Close(); err == nil {
		err = e
	}
	if err == nil && target != out {
		err = os.Rename(target, out)
	}
	if err != nil {
		if target != out {
			os.Remove(target)
		}
		return fail(err)
	}
	return nil
}

// BuildMany compiles several programs, with one run of the go command, into a folder. Where a program has errors its Exe is empty.
func BuildMany(targets []Target, opts *Options, dir string) ([]Built, error) {
	out := make([]Built, len(targets))
	packages := make([]Package, len(targets))
	for i, t := range targets {
		p, _, err := Load(t, opts)
		if err != nil {
			return nil, err
		}
		out[i].Program = p
		packages[i].Program = p
		if packages[i].Files, _, err = compileGuarded(p, Shape{Package: "main", Runtime: RuntimePath}, opts); err != nil {
			return nil, err
		}
	}
	exes, err := BuildPackages(packages, opts, dir)
	for i, exe := range exes {
		out[i].Exe = exe
	}
	return out, err
}

// Package is a Go package to be built, and what it was compiled from.
type Package struct {
	Program *resolve.Program
	Files   []File
}

// BuildPackages builds Go packages, each a program, with one run of the go command into a folder. It returns where each executable
// goes, "" for packages without files. With an error, those that could be built are there.
func BuildPackages(packages []Package, opts *Options, dir string) ([]string, error) {
	c, err := OpenCache()
	if err != nil {
		return nil, err
	}
	g, err := FindGo(c)
	if err != nil {
		return nil, err
	}
	module, err := c.runtimeModule()
	if err != nil {
		return nil, err
	}
	src, bin := filepath.Join(dir, "src"), filepath.Join(dir, "bin")
	args := append(slices.Clone(buildArgs), "-ldflags=-s -w", "-o", bin+string(filepath.Separator))
	if opts.Race {
		args = append(args, "-race")
	}
	if opts.Quick {
		args = append(args, "-gcflags=main/...=-l -dwarf=false")
	}
	exes := make([]string, len(packages))
	var all []File
	libs := map[string]bool{}
	for i, pkg := range packages {
		files := pkg.Files
		if len(files) == 0 {
			continue
		}
		name := fmt.Sprintf("p%d", i)
		if err := writePackage(filepath.Join(src, name), module, files); err != nil {
			return nil, cacheProblem(c, err)
		}
		os.Remove(filepath.Join(src, name, "go.mod"))
		for _, f := range files {
			all = append(all, File{Name: name + "/" + f.Name, Text: f.Text})
		}
		more, err := c.libraries(pkg.Program)
		if err != nil {
			return nil, err
		}
		for _, f := range more {
			if libs[f.Name] {
				continue
			}
			libs[f.Name] = true
			if err := writeFile(filepath.Join(src, filepath.FromSlash(f.Name)), f.Text); err != nil {
				return nil, cacheProblem(c, err)
			}
			all = append(all, f)
		}
		args = append(args, "./"+name)
		exes[i] = filepath.Join(bin, name)
		if targetOS() == "windows" {
			exes[i] += ".exe"
		}
	}
	if len(all) == 0 {
		return exes, nil
	}
	if err := writeFile(filepath.Join(src, "go.mod"), goMod(src, module)); err != nil {
		return nil, cacheProblem(c, err)
	}
	return exes, goCommand(c, g, src, args, all, nil, opts)
}

// BinaryName is what the binary of a source file is called.
func BinaryName(file string) string {
	name := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
	if name == "__init__" || name == "__main__" {
		if abs, err := filepath.Abs(file); err == nil {
			name = filepath.Base(filepath.Dir(abs))
		}
	}
	if targetOS() == "windows" {
		name += ".exe"
	}
	return name
}
