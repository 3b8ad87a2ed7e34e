package testkit

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/driver"
)

// TestProgramsOfTheManualCompile checks the programs in the manual and the README: each block in the dialect is one.
func TestProgramsOfTheManualCompile(t *testing.T) {
	root := Root(t)
	paths, err := filepath.Glob(filepath.Join(root, "internal/manual/*.md"))
	if err != nil {
		t.Fatal(err)
	}
	block := regexp.MustCompile("(?s)```cython\n(.*?)```")
	found := 0
	for _, path := range append(paths, filepath.Join(root, "README.md")) {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for i, m := range block.FindAllSubmatch(text, -1) {
			found++
			t.Run(fmt.Sprintf("%s/%d", filepath.Base(path), i+1), func(t *testing.T) {
				dir := t.TempDir()
				if err := os.WriteFile(filepath.Join(dir, "example.pyx"), m[1], 0o666); err != nil {
					t.Fatal(err)
				}
				opts := &driver.Options{}
				p, _, err := driver.Load(driver.Target{Dir: dir, Files: []string{"example.pyx"}, Run: true}, opts)
				if err != nil {
					t.Fatal(err)
				}
				if _, ok := driver.Compile(p, driver.Shape{Package: "main", Runtime: driver.RuntimePath}, opts); !ok {
					var b bytes.Buffer
					diag.Text(&b, p.Set, p.Diags.All(), false)
					t.Error(b.String())
				}
			})
		}
	}
	if found < 8 {
		t.Errorf("only %d programs found", found)
	}
}
