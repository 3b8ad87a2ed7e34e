package syntax

import (
	"fmt"
	"os"
	"testing"

	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/source"
)

func parseText(text string, mode Mode) (*File, *diag.List, *source.Set) {
	set := source.NewSet()
	f := set.Add("x.pyx", "x.pyx", []byte(text))
	ds := &diag.List{}
	return Parse(f, mode, ds), ds, set
}

func TestSmoke(t *testing.T) {
	b, err := os.ReadFile(os.Getenv("SMOKE"))
	if err != nil {
		t.Skip()
	}
	f, ds, set := parseText(string(b), Mode{})
	for _, d := range ds.All() {
		fmt.Println(set.Position(d.Span.Start), d.Message)
	}
	fmt.Println(len(f.Body))
}
