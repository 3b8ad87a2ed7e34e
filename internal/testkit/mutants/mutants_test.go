package mutants_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"testing"

	"github.com/cyp-lang/cyp/internal/driver"
	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/testkit"
	"github.com/cyp-lang/cyp/internal/testkit/mutants"
)

// TestMutants breaks the counting of the programs of testdata/run and expects that the tests notice. CYP_MUTANTS=all takes every mutant
// (make mutants), a name those of one program; without it a few programs and mutants are taken. Mutants that provably change nothing are counted apart.
func TestMutants(t *testing.T) {
	t.Setenv("CYP_CACHE", t.TempDir())
	only := os.Getenv("CYP_MUTANTS")
	all := only != ""
	programs := testkit.Archives(t, filepath.Join(testkit.Root(t), "testdata/run"))
	r := &report{kinds: map[mutants.Kind]*tally{}}
	for _, p := range programs {
		if !all && p.Name != "counting-places" || all && only != "all" && only != p.Name {
			continue
		}
		r.program(t, p, all)
	}
	r.print(t)
	if r.total < 30 || only == "all" && r.total < 300 {
		t.Errorf("only %d mutants", r.total)
	}
	if r.caught*100 < r.total*95 {
		t.Errorf("%d of %d mutants are noticed: less than 95 %%", r.caught, r.total)
	}
}

type tally struct{ verifier, compiler, run, missed, equivalent int }

type report struct {
	total, caught int
	kinds         map[mutants.Kind]*tally
	missed        []string
	reasons       map[string]int
}

// one compiles a program and calls use with its IR after the passes.
func one(t *testing.T, p *testkit.Program, use func(*ir.Program)) driver.Package {
	opts := &driver.Options{Debug: true, Passed: use}
	prog, _, err := driver.Load(p.Target(), opts)
	if err != nil {
		t.Fatal(err)
	}
	files, ok := driver.Compile(prog, driver.Shape{Package: "main", Runtime: driver.RuntimePath}, opts)
	if !ok {
		t.Fatalf("%s does not compile", p.Name)
	}
	return driver.Package{Program: prog, Files: files}
}

// batch is how many mutants are built by one run of the go command.
const batch = 40

// sample is how many are run where not all are.
const sample = 6

func (r *report) program(t *testing.T, p *testkit.Program, all bool) {
	var left []int
	var list []*mutants.Mutant
	one(t, p, func(prog *ir.Program) {
		list = mutants.Of(prog)
		for i, m := range list {
			k := r.kind(m)
			m.Do()
			switch {
			case len(ir.VerifyCounted(prog)) > 0:
				k.verifier++
				r.caught++
				r.total++
			case m.Equivalent != "":
				k.equivalent++
				if r.reasons == nil {
					r.reasons = map[string]int{}
				}
				r.reasons[m.Equivalent]++
			default:
				left = append(left, i)
				r.total++
			}
			m.Undo()
		}
	})
	if !all {
		// A few, spread over the program.
		step := len(left)/sample + 1
		var few []int
		for i := 0; i < len(left); i += step {
			few = append(few, left[i])
		}
		r.total -= len(left) - len(few)
		left = few
	}
	for len(left) > 0 {
		n := min(batch, len(left))
		r.run(t, p, list, left[:n])
		left = left[n:]
	}
}

func (r *report) kind(m *mutants.Mutant) *tally {
	k := r.kinds[m.Kind]
	if k == nil {
		k = &tally{}
		r.kinds[m.Kind] = k
	}
	return k
}

// run builds mutants that the verifier accepts and runs them.
func (r *report) run(t *testing.T, p *testkit.Program, list []*mutants.Mutant, which []int) {
	packages := make([]driver.Package, len(which))
	for k, i := range which {
		// Each is compiled anew: the IR is the same each time.
		func() {
			defer func() {
				if recover() != nil {
					packages[k] = driver.Package{} // the generator found it
				}
			}()
			packages[k] = one(t, p, func(prog *ir.Program) { mutants.Of(prog)[i].Do() })
		}()
	}
	exe := together(t, packages)
	for k, i := range which {
		m := list[i]
		tally := r.kind(m)
		if len(packages[k].Files) == 0 {
			tally.compiler++
			r.caught++
			continue
		}
		t.Setenv(chooses, strconv.Itoa(k))
		if p.Wrong(exe) == "" {
			tally.missed++
			r.missed = append(r.missed, fmt.Sprintf("%s: %v, at %s", p.Name, m, packages[k].Program.Set.Position(m.At.Span().Start)))
			continue
		}
		tally.run++
		r.caught++
	}
}

// chooses is the variable that names the program to run.
const chooses = "CYP_MUTANT"

var (
	packageRE = regexp.MustCompile(`(?m)^package main$`)
	mainRE    = regexp.MustCompile(`(?m)^func main\(\)`)
	failedRE  = regexp.MustCompile(`(?m)^# main/p0/m(\d+)$`)
)

// together builds programs into one executable that runs the one it is told to: linking is what takes the time. Those that the Go compiler
// rejects lose their files.
func together(t *testing.T, packages []driver.Package) string {
	for {
		all := driver.Package{}
		var imports, cases strings.Builder
		for k, p := range packages {
			if len(p.Files) == 0 {
				continue
			}
			all.Program = p.Program
			for _, f := range p.Files {
				text := packageRE.ReplaceAllString(string(f.Text), fmt.Sprint("package m", k))
				all.Files = append(all.Files, driver.File{Name: fmt.Sprintf("m%d/%s", k, f.Name), Text: []byte(mainRE.ReplaceAllString(text, "func Main()"))})
			}
			fmt.Fprintf(&imports, "\t\"main/p0/m%d\"\n", k)
			fmt.Fprintf(&cases, "\tcase \"%d\":\n\t\tm%d.Main()\n", k, k)
		}
		if all.Program == nil {
			return ""
		}
		text := fmt.Sprintf("package main\n\nimport (\n\t\"os\"\n%s)\n\nfunc main() {\n\tswitch os.Getenv(%q) {\n%s\t}\n}\n", &imports, chooses, &cases)
		all.Files = append(all.Files, driver.File{Name: "main.go", Text: []byte(text)})
		exes, err := driver.BuildPackages([]driver.Package{all}, &driver.Options{Debug: true, Quick: true}, t.TempDir())
		if err == nil {
			return exes[0]
		}
		var bug *driver.Bug
		if !errors.As(err, &bug) {
			t.Fatal(err)
		}
		rejected := failedRE.FindAllStringSubmatch(bug.Text, -1)
		if len(rejected) == 0 {
			t.Fatal(bug.Text)
		}
		for _, m := range rejected {
			k, _ := strconv.Atoi(m[1])
			packages[k].Files = nil
		}
	}
}

func (r *report) print(t *testing.T) {
	for _, k := range []mutants.Kind{mutants.Removed, mutants.Doubled, mutants.Moved} {
		if n := r.kinds[k]; n != nil {
			t.Logf("%-8s %5d by the verifier, %3d by the compiler, %3d by a run, %3d not; %d change nothing", k, n.verifier, n.compiler, n.run, n.missed, n.equivalent)
		}
	}
	for why, n := range r.reasons {
		t.Logf("%d change nothing: %s", n, why)
	}
	t.Logf("%d of %d mutants are noticed", r.caught, r.total)
	sort.Strings(r.missed)
	if len(r.missed) > 0 {
		t.Logf("not noticed:\n%s", strings.Join(r.missed, "\n"))
	}
}
