package check_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/cyp-lang/cyp/internal/gil"
	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/irbuild"
	"github.com/cyp-lang/cyp/internal/passes"
	"github.com/cyp-lang/cyp/internal/resolve"
	"github.com/cyp-lang/cyp/internal/std"
	"github.com/cyp-lang/cyp/internal/types/check"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

func TestScratch(t *testing.T) {
	file := os.Getenv("CYPFILE")
	if file == "" {
		t.Skip()
	}
	l := resolve.NewLoader()
	l.Std = std.Open
	l.OwnLibraries = os.Getenv("OWN") != ""
	l.Dir = filepath.Dir(file)
	dir := filepath.Dir(file)
	if d := os.Getenv("CYPDIR"); d != "" {
		dir = d
	}
	l.Path = []string{dir}
	m := l.LoadFile(file, true, false)
	p := check.Program(l.Program(m), check.Options{})
	for _, d := range l.Diags.All() {
		fmt.Println(l.Set.Position(d.Span.Start), d.Severity, d.Message, d.Code)
	}
	if os.Getenv("DUMP") != "" {
		typed.Dump(os.Stdout, p)
	}
	if l.Diags.Errors() == 0 && os.Getenv("IR") != "" {
		gil.Check(p, l.Diags, gil.Options{})
		for _, d := range l.Diags.All() {
			fmt.Println(l.Set.Position(d.Span.Start), d.Severity, d.Message, d.Code)
		}
		prog := irbuild.Build(p, irbuild.Options{})
		if os.Getenv("IR") == "2" {
			fmt.Print(ir.Print(prog))
		}
		err := passes.Run(prog, passes.Options{})
		if os.Getenv("IR") == "3" {
			fmt.Print(ir.Print(prog))
		}
		if err != nil {
			fmt.Println("PASSES:", err)
		}
	}
	fmt.Println("errors:", l.Diags.Errors())
}
