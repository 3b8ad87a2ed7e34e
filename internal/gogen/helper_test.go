package gogen_test

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/cyp-lang/cyp/internal/gogen"
	"github.com/cyp-lang/cyp/internal/irbuild"
	"github.com/cyp-lang/cyp/internal/passes"
	"github.com/cyp-lang/cyp/internal/resolve"
	"github.com/cyp-lang/cyp/internal/std"
	"github.com/cyp-lang/cyp/internal/types/check"
)

// generate compiles a source text to Go files.
func generate(t testing.TB, src string, po passes.Options, opt gogen.Options) []gogen.File {
	t.Helper()
	l := resolve.NewLoader()
	l.Std = std.Open
	file := filepath.Join(t.TempDir(), "m.pyx")
	require.NoError(t, os.WriteFile(file, []byte("# cython: language_level=3\n"+src), 0o644))
	p := l.Program(l.LoadFile(file, !opt.Lib, false))
	tree := check.Program(p, check.Options{})
	for _, d := range p.Diags.All() {
		t.Logf("%s: %s", p.Set.Position(d.Span.Start), d.Message)
	}
	require.Zero(t, p.Diags.Errors(), "the checker reports errors")
	prog := irbuild.Build(tree, irbuild.Options{Exported: opt.Lib})
	require.NoError(t, passes.Run(prog, po))
	opt.Relative = true
	files, err := gogen.Emit(prog, opt)
	require.NoError(t, err)
	return files
}

// root is the folder of the repository.
func root(t testing.TB) string {
	dir, err := filepath.Abs("../..")
	require.NoError(t, err)
	return dir
}

// build writes the files into a module of their own and builds it with the go command; it returns the program.
func build(t testing.TB, files []gogen.File) string {
	t.Helper()
	dir := t.TempDir()
	for _, f := range files {
		require.NoError(t, os.WriteFile(filepath.Join(dir, f.Name), f.Text, 0o644))
	}
	mod := "module prog\n\ngo 1.26\n\nrequire github.com/cyp-lang/cyp v0.0.0\n\nreplace github.com/cyp-lang/cyp => " + root(t) + "\n"
	require.NoError(t, os.WriteFile(filepath.Join(dir, "go.mod"), []byte(mod), 0o644))
	prog := filepath.Join(dir, "prog")
	goCommand(t, dir, "build", "-o", prog, ".")
	goCommand(t, dir, "vet", ".")
	return prog
}

// goCommand runs the go command in the folder of a module that build has made; it returns what it printed.
func goCommand(t testing.TB, dir string, args ...string) string {
	t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOPROXY=off", "GOWORK=off")
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, "go %s: %s", args[0], out)
	return string(out)
}

// run runs a program and returns what it printed and its exit status.
func run(t testing.TB, prog string) (stdout, stderr string, status int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, prog)
	var out, errOut bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errOut
	err := cmd.Run()
	if e, ok := err.(*exec.ExitError); ok {
		return out.String(), errOut.String(), e.ExitCode()
	}
	require.NoError(t, err)
	return out.String(), errOut.String(), 0
}
