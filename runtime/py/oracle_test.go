package py

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	rt "github.com/cyp-lang/cyp/runtime"
)

// oracle finds a CPython of the version whose behaviour this package follows.
func oracle(t *testing.T) string {
	for _, name := range []string{"python3.11", "python3"} {
		path, err := exec.LookPath(name)
		if err != nil {
			continue
		}
		out, err := exec.Command(path, "-c", "import sys; print(sys.version_info[:2] == (3, 11))").Output()
		if err == nil && strings.TrimSpace(string(out)) == "True" {
			return path
		}
	}
	t.Skip("no CPython 3.11 on this machine to compare with")
	return ""
}

// TestPrograms runs the programs under testdata here and under CPython and compares what they print.
func TestPrograms(t *testing.T) {
	python := oracle(t)
	files, err := filepath.Glob("testdata/*.py")
	if err != nil {
		t.Fatal(err)
	}
	args := []string{"testdata/oracle.py"}
	for _, f := range files {
		if filepath.Base(f) != "oracle.py" {
			args = append(args, f)
		}
	}
	cmd := exec.Command(python, args...)
	cmd.Stderr = os.Stderr
	cmd.Env = append(os.Environ(), "PYTHONHASHSEED=0", "PYTHONDONTWRITEBYTECODE=1")
	data, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	progs, err := decodeTree(data)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range progs {
		t.Run(strings.TrimSuffix(filepath.Base(p.Path), ".py"), func(t *testing.T) {
			var want []byte
			for _, r := range p.Out {
				want = append(want, byte(r))
			}
			got := runProgram(t, p.Path, p.Ast)
			compareLines(t, string(want), got)
		})
	}
}

func compareLines(t *testing.T, want, got string) {
	if want == got {
		return
	}
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	bad := 0
	for i := 0; i < len(w) || i < len(g); i++ {
		a, b := "<nothing>", "<nothing>"
		if i < len(w) {
			a = w[i]
		}
		if i < len(g) {
			b = g[i]
		}
		if a != b {
			t.Errorf("line %d:\n  CPython: %s\n  here:    %s", i+1, a, b)
			if bad++; bad > 12 && os.Getenv("PYALL") == "" {
				t.Fatal("more differences not shown")
			}
		}
	}
}

// runProgram interprets a program and returns what it printed.
func runProgram(t *testing.T, path string, tree node) string {
	f, err := os.CreateTemp(t.TempDir(), "out")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rt.Stdout.SetFile(f)
	defer rt.Stdout.SetFile(os.Stdout)
	SetArgv([]string{"prog", "a1", "b2"})
	modules.delStr("sys")
	sysModule = nil
	cx := rt.NewCtx()
	cx.AcquireGIL()
	defer cx.ReleaseGIL()
	in := &interp{cx: cx, globals: newDict(), file: path}
	in.globals.setStr("__name__", NewStr("__main__"))
	if err := in.run(tree); err != nil && !isExc(err, SystemExit) {
		rt.Stdout.WriteString(ExcLine(cx, Materialise(cx, err)) + "\n")
		if os.Getenv("PYTRACE") != "" {
			t.Log(FormatTraceback(cx, err))
		}
	}
	rt.Stdout.Flush()
	data, err := os.ReadFile(f.Name())
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
