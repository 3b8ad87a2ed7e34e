package testkit

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/cyp-lang/cyp/internal/cli"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"cyp": func() { os.Exit(cli.Main()) }})
}

// TestScripts runs the scripts of testdata/script: the command line as its users see it.
func TestScripts(t *testing.T) {
	// One cache for all, so that the runtime is compiled once; the build cache of Go is the user's.
	cache := t.TempDir()
	gocache, err := goCache()
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:           filepath.Join(Root(t), "testdata/script"),
		UpdateScripts: *update,
		Setup: func(env *testscript.Env) error {
			env.Setenv("CYP_CACHE", cache)
			env.Setenv("GOCACHE", gocache)
			env.Setenv("NO_COLOR", "1")
			// Where cyp is, for scripts that take Go away.
			bin, _, _ := strings.Cut(env.Getenv("PATH"), string(os.PathListSeparator))
			env.Setenv("CYPBIN", bin)
			env.Setenv("LC_ALL", "C.UTF-8")
			return nil
		},
		Condition: func(cond string) (bool, error) {
			switch cond {
			case "root":
				return os.Geteuid() == 0, nil
			case "devfull":
				_, err := os.Stat("/dev/full")
				return err == nil, nil
			}
			return false, fmt.Errorf("unknown condition %q", cond)
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			// status CODE COMMAND…: the command ends with this status.
			"status": func(ts *testscript.TestScript, neg bool, args []string) {
				if neg || len(args) < 2 {
					ts.Fatalf("usage: status CODE COMMAND…")
				}
				status(ts, args[0], args[1:])
			},
			// unchanged: no file was added to the folder, or changed, since the script began.
			"unchanged": func(ts *testscript.TestScript, neg bool, args []string) {
				for _, name := range args {
					entries, err := os.ReadDir(ts.MkAbs(name))
					ts.Check(err)
					for _, e := range entries {
						if strings.HasSuffix(e.Name(), "_cyp.go") || strings.HasPrefix(e.Name(), "tmp-") || e.Name() == "__pycache__" {
							ts.Fatalf("%s was left in %s", e.Name(), name)
						}
					}
				}
			},
		},
	})
}
