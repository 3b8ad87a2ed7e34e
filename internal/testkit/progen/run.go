package progen

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/driver"
)

// Outcome is what a unit did.
type Outcome struct {
	Stdout string
	Stderr string // what it wrote there itself
	// Trouble is what must not be: it does not compile, it died, objects were left, threads raced; "" for none.
	Trouble string
}

// Run builds units into one program and runs them one after the other.
func Run(units []Unit, opts *driver.Options, dir string) (map[string]*Outcome, error) {
	out := map[string]*Outcome{}
	for _, u := range units {
		out[u.Name()] = &Outcome{}
	}
	exe, err := build(units, opts, dir, out)
	if err != nil || exe == "" {
		return out, err
	}
	var names []string
	for _, u := range units {
		if out[u.Name()].Trouble == "" {
			names = append(names, u.Name())
		}
	}
	for len(names) > 0 {
		ended, err := start(exe, names, out)
		if err != nil {
			return out, err
		}
		names = names[ended:]
	}
	return out, nil
}

// build compiles the units that have no errors; the others are in trouble.
func build(units []Unit, opts *driver.Options, dir string, out map[string]*Outcome) (string, error) {
	for try := 0; len(units) > 0; try++ {
		folder := filepath.Join(dir, fmt.Sprint("try", try))
		if err := write(units, folder); err != nil {
			return "", err
		}
		built, err := driver.BuildMany([]driver.Target{{Dir: folder, Files: []string{"main.pyx"}, Run: true}}, opts, filepath.Join(folder, "go"))
		var bug *driver.Bug
		if errors.As(err, &bug) {
			if len(units) == 1 {
				out[units[0].Name()].Trouble = "bug of the compiler: " + bug.Text + "\n" + bug.Report
				return "", nil
			}
			// Which one is it?
			half := len(units) / 2
			if _, err := build(units[:half], opts, filepath.Join(folder, "a"), out); err != nil {
				return "", err
			}
			if _, err := build(units[half:], opts, filepath.Join(folder, "b"), out); err != nil {
				return "", err
			}
		} else if err != nil {
			return "", err
		} else if built[0].Exe != "" {
			return built[0].Exe, nil
		} else {
			p := built[0].Program
			for _, d := range p.Diags.All() {
				name := unitOf(p.Set.Position(d.Span.Start).File)
				if o := out[name]; o != nil && d.Severity == diag.Error && o.Trouble == "" {
					o.Trouble = fmt.Sprintf("does not compile: %s: %s", p.Set.Position(d.Span.Start), d.Message)
				}
			}
		}
		rest := units[:0:0]
		for _, u := range units {
			if out[u.Name()].Trouble == "" {
				rest = append(rest, u)
			}
		}
		if len(rest) == len(units) {
			return "", errors.New("the units do not compile together, but each does by itself")
		}
		units = rest
	}
	return "", nil
}

// unitOf is the name of the unit that a file belongs to.
func unitOf(file string) string {
	base := filepath.Base(file)
	return strings.TrimSuffix(base, filepath.Ext(base))
}

// write writes the units and a main that runs those which are named.
func write(units []Unit, dir string) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	var b strings.Builder
	b.WriteString("import sys\n")
	for _, u := range units {
		fmt.Fprintf(&b, "import %s\n", u.Name())
		if err := u.Write(dir); err != nil {
			return err
		}
	}
	b.WriteString("runs = {}\n")
	for _, u := range units {
		fmt.Fprintf(&b, "runs[%q] = %s.run\n", u.Name(), u.Name())
	}
	b.WriteString(`for name in sys.argv[1:]:
    print("\n== " + name, flush=True)
    print("\n== " + name, file=sys.stderr, flush=True)
    try:
        runs[name]()
    except Exception as e:
        print("uncaught", type(e).__name__, e)
`)
	return os.WriteFile(filepath.Join(dir, "main.pyx"), []byte(b.String()), 0o666)
}

// Write writes the files of a unit into a folder.
func (u Unit) Write(dir string) error {
	if u.Declared != "" {
		if err := os.WriteFile(filepath.Join(dir, u.Name()+".pxd"), []byte(u.Declared), 0o666); err != nil {
			return err
		}
	}
	return os.WriteFile(filepath.Join(dir, u.Name()+".pyx"), []byte(u.Text), 0o666)
}

// unitRE is a line of a unit in a report.
var unitRE = regexp.MustCompile(`\b(u\d+)\.p[yx][xd]:\d+`)

// start runs units until the end or until one dies; it returns how many ran.
func start(exe string, names []string, out map[string]*Outcome) (int, error) {
	cmd := exec.Command(exe, names...)
	cmd.Env = append(os.Environ(), "GORACE=exitcode=0", "GOMAXPROCS=4") // on several threads, however few the compilers get
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Start(); err != nil {
		return 0, err
	}
	timer := time.AfterFunc(2*time.Minute+time.Duration(len(names))*5*time.Second, func() { cmd.Process.Kill() })
	err := cmd.Wait()
	timer.Stop()
	ended := len(names)
	split(stdout.String(), func(name, text string) { out[name].Stdout = text })
	last := ""
	split(stderr.String(), func(name, text string) {
		out[name].Stderr = text
		last = name
	})
	if err != nil && last != "" {
		out[last].Trouble = fmt.Sprintf("died: %v\n%s", err, out[last].Stderr)
		for i, n := range names {
			if n == last {
				ended = i + 1
			}
		}
	} else if err != nil {
		return 0, fmt.Errorf("%w: %s", err, stderr.String())
	}
	for _, r := range reports(stderr.String()) {
		for _, m := range unitRE.FindAllStringSubmatch(r, -1) {
			if o := out[m[1]]; o != nil && !strings.Contains(o.Trouble, r) {
				o.Trouble += r
			}
		}
	}
	if o := out[last]; o != nil {
		o.Stderr, _, _ = strings.Cut(o.Stderr, leaks)
	}
	return ended, nil
}

const leaks = "cyp: "

// split finds the parts of an output that belong to the units.
func split(text string, use func(name, text string)) {
	for _, part := range strings.Split("\n"+text, "\n== ")[1:] {
		name, rest, _ := strings.Cut(part, "\n")
		use(name, rest)
	}
}

// reports finds reports of races and of objects that are left, each in one piece.
func reports(stderr string) []string {
	var out []string
	const frame = "==================\n"
	for _, part := range strings.Split(stderr, frame) {
		if strings.Contains(part, "WARNING: DATA RACE") {
			out = append(out, part)
		}
	}
	if _, rest, ok := strings.Cut(stderr, "objects were not freed:\n"); ok {
		for _, line := range strings.SplitAfter(rest, "\n") {
			if !strings.HasPrefix(line, "  ") {
				break
			}
			out = append(out, "not freed:"+line)
		}
	}
	return out
}
