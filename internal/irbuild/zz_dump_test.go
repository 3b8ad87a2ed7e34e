package irbuild

import (
	"fmt"
	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/resolve"
	"github.com/cyp-lang/cyp/internal/std"
	"os"
	"testing"
)

func TestDump(t *testing.T) {
	f := os.Getenv("CYP_DUMP")
	if f == "" {
		t.Skip()
	}
	l := resolve.NewLoader()
	l.Std = std.Open
	p := build(t, l, l.LoadFile(f, true, true))
	fmt.Println(ir.Print(p))
}
