package gogen_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/cyp-lang/cyp/internal/gogen"
	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/irbuild"
	"github.com/cyp-lang/cyp/internal/passes"
	"github.com/cyp-lang/cyp/internal/resolve"
	"github.com/cyp-lang/cyp/internal/std"
	"github.com/cyp-lang/cyp/internal/types/check"
)

func TestDev(t *testing.T) {
	f := os.Getenv("CYP_RUN")
	if f == "" {
		t.Skip()
	}
	l := resolve.NewLoader()
	l.Std = std.Open
	l.Dir = filepath.Dir(f)
	l.Path = []string{l.Dir}
	var m *resolve.Module
	if c := os.Getenv("CYP_CODE"); c != "" {
		l.Dir = f
		l.Path = []string{f}
		m = l.LoadCode("<string>", c)
	} else {
		m = l.LoadFile(f, true, true)
	}
	p := l.Program(m)
	tree := check.Program(p, check.Options{})
	if p.Diags.Errors() > 0 {
		for _, d := range p.Diags.All() {
			fmt.Printf("%s: %s\n", p.Set.Position(d.Span.Start), d.Message)
		}
		t.Fatal("check")
	}
	prog := irbuild.Build(tree, irbuild.Options{})
	opt := passes.Options{NoOpt: os.Getenv("CYP_NOOPT") != ""}
	if d := os.Getenv("CYP_DUMP"); d != "" {
		opt.Dump = func(stage string, p *ir.Program) {
			if stage == d {
				fmt.Println(ir.Print(p))
			}
		}
	}
	if err := passes.Run(prog, opt); err != nil {
		t.Fatal(err)
	}
	files, err := gogen.Emit(prog, gogen.Options{Relative: true})
	if err != nil {
		t.Fatal(err)
	}
	dir := os.Getenv("CYP_OUT")
	if dir == "" {
		dir = "/tmp/gen/" + filepath.Base(f)
	}
	os.RemoveAll(dir)
	os.MkdirAll(dir, 0o755)
	for _, f := range files {
		os.WriteFile(filepath.Join(dir, f.Name), f.Text, 0o644)
	}
	os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module prog\n\ngo 1.26\n\nrequire github.com/cyp-lang/cyp v0.0.0\n\nreplace github.com/cyp-lang/cyp => /work/main\n"), 0o644)
	cmd := exec.Command("go", "build", "-mod=mod", "-o", "prog", ".")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOPROXY=off")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s", out)
	}
	run := exec.Command(filepath.Join(dir, "prog"))
	run.Stdout, run.Stderr = os.Stdout, os.Stderr
	if err := run.Run(); err != nil {
		fmt.Println("exit:", err)
	}
}
