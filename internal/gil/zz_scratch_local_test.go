package gil_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cyp-lang/cyp/internal/gil"
	"github.com/cyp-lang/cyp/internal/resolve"
	"github.com/cyp-lang/cyp/internal/std"
	"github.com/cyp-lang/cyp/internal/types/check"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

func one(name, file, dir string) {
	l := resolve.NewLoader()
	l.Std = std.Open
	l.OwnLibraries = os.Getenv("OWN") != ""
	l.Dir = filepath.Dir(file)
	l.Path = []string{dir}
	m := l.LoadFile(file, true, false)
	p := check.Program(l.Program(m), check.Options{})
	before := l.Diags.Errors()
	gil.Check(p, l.Diags, gil.Options{})
	for _, d := range l.Diags.All() {
		fmt.Println(name, l.Set.Position(d.Span.Start), d.Severity, d.Message, d.Code)
	}
	if os.Getenv("DUMP") != "" {
		typed.Dump(os.Stdout, p)
	}
	fmt.Println(name, "errors before:", before, "gil:", l.Diags.Errors()-before)
}

func TestScratch(t *testing.T) {
	if list := os.Getenv("CYPLIST"); list != "" {
		b, _ := os.ReadFile(list)
		for _, line := range strings.Split(strings.TrimSpace(string(b)), "\n") {
			f := strings.Split(line, "\t")
			one(f[0], f[1], f[2])
		}
		return
	}
	file := os.Getenv("CYPFILE")
	if file == "" {
		t.Skip()
	}
	dir := filepath.Dir(file)
	if d := os.Getenv("CYPDIR"); d != "" {
		dir = d
	}
	one("", file, dir)
}
