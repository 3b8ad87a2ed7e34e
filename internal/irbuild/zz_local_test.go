package irbuild

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"

	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/resolve"
	"github.com/cyp-lang/cyp/internal/std"
	"github.com/cyp-lang/cyp/internal/types/check"
)

func TestSurvey(t *testing.T) {
	list := os.Getenv("CYP_SURVEY")
	if list == "" {
		t.Skip()
	}
	text, _ := os.ReadFile(list)
	ok, bad, chk := 0, 0, 0
	for _, f := range strings.Fields(string(text)) {
		func() {
			stage := "check"
			defer func() {
				if r := recover(); r != nil {
					if stage == "check" {
						chk++
						fmt.Printf("CHECKPANIC %s: %.150v\n", f, r)
						return
					}
					bad++
					st := string(debug.Stack())
					i := strings.Index(st, "panic(")
					fmt.Printf("PANIC %s: %v\n", f, r)
					if os.Getenv("STACK") != "" && i >= 0 {
						fmt.Println(st[i:min(len(st), i+2500)])
					}
				}
			}()
			l := resolve.NewLoader()
			l.Std = std.Open
			l.Dir = filepath.Dir(f)
			_, root := resolve.ModuleName(f)
			l.Path = []string{l.Dir, root}
			p := l.Program(l.LoadFile(f, true, true))
			tree := check.Program(p, check.Options{})
			if p.Diags.Errors() > 0 {
				chk++
				return
			}
			stage = "build"
			out := Build(tree, Options{})
			errs := ir.Verify(out)
			if len(errs) > 0 {
				bad++
				for i, e := range errs {
					if i < 5 {
						fmt.Printf("VERIFY %s: %v\n", f, e)
					}
				}
				return
			}
			ok++
		}()
	}
	fmt.Printf("ok %d bad %d check-errors %d\n", ok, bad, chk)
}
