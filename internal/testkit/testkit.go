// Package testkit runs the tests that are files: programs with their output (testdata/run), scripts of the command
// line (testdata/script), and checks of the tree itself.
//
// A program is a txtar archive: its files, and sections named stdout, stderr, exit, cmd, stdin with what it prints, how it
// ends, and how it is started:
//
//	A comment that says what is tested.
//	-- main.pyx --
//	print("hello")
//	-- stdout --
//	hello
//
// A section leaks holds what a debug build adds to stderr about objects that the program leaves alive by its own doing, through void*.
//
// cmd holds the arguments of `cyp run`, main.pyx if it is missing. All programs are built by one run of the go command. With
// -update the sections are written anew.
package testkit

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/driver"
)

// Root is the top folder of the project.
func Root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			t.Fatal("no go.mod above the test")
		}
		dir = parent
	}
}

var sections = map[string]bool{"stdout": true, "stderr": true, "exit": true, "cmd": true, "stdin": true, "leaks": true}

// Program is a program of testdata/run.
type Program struct {
	Name    string
	path    string
	archive *txtar.Archive
	dir     string
	args    []string
	built   driver.Built
	debug   bool
}

func (p *Program) section(name string) (text string, ok bool) {
	for _, f := range p.archive.Files {
		if f.Name == name {
			return string(f.Data), true
		}
	}
	return "", false
}

// Archives reads the archives of a folder and writes out their files.
func Archives(t *testing.T, folder string) []*Program {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(folder, "*.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	work := t.TempDir()
	var programs []*Program
	for i, path := range paths {
		a, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		p := &Program{Name: strings.TrimSuffix(filepath.Base(path), ".txtar"), path: path, archive: a, dir: filepath.Join(work, strconv.Itoa(i))}
		for _, f := range a.Files {
			if sections[f.Name] {
				continue
			}
			name := filepath.Join(p.dir, filepath.FromSlash(f.Name))
			if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(name, f.Data, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		cmd, _ := p.section("cmd")
		if p.args = strings.Fields(cmd); len(p.args) == 0 {
			p.args = []string{"main.pyx"}
		}
		programs = append(programs, p)
	}
	return programs
}

// Programs reads the archives of a folder and builds them together.
func Programs(t *testing.T, folder string, opts *driver.Options) []*Program {
	t.Helper()
	programs := Archives(t, folder)
	var targets []driver.Target
	for _, p := range programs {
		targets = append(targets, p.Target())
	}
	built, err := driver.BuildMany(targets, opts, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for i := range built {
		programs[i].built = built[i]
		programs[i].debug = opts.Debug
	}
	return programs
}

// Target is what is compiled to run the program.
func (p *Program) Target() driver.Target {
	return driver.Target{Dir: p.dir, Files: p.args[:1], Run: true, CallMain: true}
}

// Check runs a program and compares; with update it writes what came into the archive.
func (p *Program) Check(t *testing.T, update bool) {
	if p.built.Exe == "" {
		var b bytes.Buffer
		diag.Text(&b, p.built.Program.Set, p.built.Program.Diags.All(), false)
		t.Fatalf("does not compile:\n%s", &b)
	}
	got, err := p.run(p.built.Exe)
	if err != nil {
		t.Fatal(err)
	}
	if update {
		p.update(t, got)
		return
	}
	if wrong := p.differs(got); wrong != "" {
		t.Error(wrong)
	}
}

// Wrong runs an executable in the place of the program's own and tells how it differs from what is expected, "" if it
// does not.
func (p *Program) Wrong(exe string) string {
	got, err := p.run(exe)
	if err != nil {
		return err.Error()
	}
	return p.differs(got)
}

// run gives what an executable of the program prints and how it ends, by the names of the sections.
func (p *Program) run(exe string) (map[string]string, error) {
	cmd := exec.Command(exe)
	cmd.Args = p.args
	cmd.Dir = p.dir
	cmd.Env = append(os.Environ(), "TZ=UTC", "LC_ALL=C.UTF-8")
	in, _ := p.section("stdin")
	cmd.Stdin = strings.NewReader(in)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	timer := time.AfterFunc(time.Minute, func() { cmd.Process.Kill() })
	defer timer.Stop()
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return nil, err
	}
	return map[string]string{
		"stdout": stdout.String(),
		"stderr": strings.ReplaceAll(stderr.String(), p.dir+string(filepath.Separator), ""),
		"exit":   fmt.Sprintln(cmd.ProcessState.ExitCode()),
	}, nil
}

// unwritten are the sections that need not be there.
var unwritten = map[string]string{"exit": "0\n"}

func (p *Program) differs(got map[string]string) string {
	var b strings.Builder
	for _, name := range []string{"exit", "stderr", "stdout"} {
		want, ok := p.section(name)
		if !ok {
			want = unwritten[name]
		}
		if name == "stderr" && p.debug {
			leaks, _ := p.section("leaks")
			want += leaks
		}
		if got[name] != want {
			fmt.Fprintf(&b, "%s\n%s", name, Diff(want, got[name]))
		}
	}
	return b.String()
}

// update writes what the program does now, each section in its place.
func (p *Program) update(t *testing.T, got map[string]string) {
	var files []txtar.File
	for _, f := range p.archive.Files {
		if text, ok := got[f.Name]; ok {
			f.Data = []byte(text)
			delete(got, f.Name)
		}
		files = append(files, f)
	}
	for _, name := range []string{"stdout", "stderr", "exit"} {
		if text, ok := got[name]; ok && text != unwritten[name] {
			files = append(files, txtar.File{Name: name, Data: []byte(text)})
		}
	}
	p.archive.Files = files
	if err := os.WriteFile(p.path, txtar.Format(p.archive), 0o666); err != nil {
		t.Fatal(err)
	}
}

// Diff shows where two texts begin to differ.
func Diff(want, got string) string {
	w, g := strings.SplitAfter(want, "\n"), strings.SplitAfter(got, "\n")
	i := 0
	for i < len(w) && i < len(g) && w[i] == g[i] {
		i++
	}
	tail := func(lines []string) string {
		lines = lines[min(i, len(lines)):]
		if len(lines) > 12 {
			lines = append(lines[:12:12], "…\n")
		}
		return strings.Join(lines, "")
	}
	return fmt.Sprintf("from line %d\nwant:\n%s\ngot:\n%s", i+1, tail(w), tail(g))
}
