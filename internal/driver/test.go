package driver

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"sort"
	"strconv"
	"strings"

	"github.com/cyp-lang/cyp/internal/resolve"
)

// Streams are the standard streams for a program that is started.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
}

// TestResult counts docstrings.
type TestResult struct {
	Passed, Failed int
	Broken         int                // files that could not be compiled
	Programs       []*resolve.Program // with the diagnostics to show
}

// Test runs the doctests of files that can be one program (Groups). Files with errors are left out of the build, and their
// docstrings with examples count as failed.
func Test(files []string, opts *Options, streams Streams) (TestResult, error) {
	res := TestResult{}
	for len(files) > 0 {
		t := Target{Files: files, Doctests: true}
		built, err := Executable(t, opts, func(p *resolve.Program) []File {
			return []File{testMain(p, opts.Debug)}
		})
		var bug *Bug
		if errors.As(err, &bug) && len(files) > 1 {
			// The other files are tested all the same, each by itself.
			return testEach(files, opts, streams)
		}
		if err != nil {
			return res, err
		}
		if built.Program != nil {
			res.Programs = append(res.Programs, built.Program)
		}
		if built.Exe != "" {
			return res, runTests(built.Exe, opts, streams, &res)
		}
		failed := built.Program
		// Set aside what has errors and try the rest.
		faulty := Faulty(failed, failed.Diags)
		var rest []string
		for i, r := range failed.Roots {
			if faulty[r] || len(faulty) == 0 {
				res.Broken++
				res.Failed += len(r.Tests)
			} else {
				rest = append(rest, files[i])
			}
		}
		files = rest
	}
	return res, nil
}

// testEach tests files one by one, after an error of ours in their common build. That error is returned in the end.
func testEach(files []string, opts *Options, streams Streams) (res TestResult, err error) {
	for _, f := range files {
		r, e := Test([]string{f}, opts, streams)
		res.Passed += r.Passed
		res.Failed += r.Failed
		res.Broken += r.Broken
		res.Programs = append(res.Programs, r.Programs...)
		if e != nil {
			res.Broken++
			err = errors.Join(err, e)
		}
	}
	return res, err
}

// testMain is the main.go of a program of doctests.
func testMain(p *resolve.Program, debug bool) File {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s; DO NOT EDIT.\n\npackage main\n\nimport (\n\trt %q\n\t%q\n)\n\n", generatedBy, RuntimePath, RuntimePath+"/doctest")
	fmt.Fprintf(&b, "func main() {\n\trt.Debug = %t\n\tdoctest.Main(modules, tests)\n}\n\nvar tests = []doctest.Test{\n", debug)
	for _, m := range p.Roots {
		for _, t := range m.Tests {
			fmt.Fprintf(&b, "\t{Name: %q, File: %q, Line: %d, Module: %q, Examples: []doctest.Example{\n", t.Name, t.File, t.Line, m.Name)
			for _, e := range t.Examples {
				fmt.Fprintf(&b, "\t\t{Line: %d, Source: %q, Want: %q", e.Line, e.Source, e.Want)
				if len(e.Options) > 0 {
					b.WriteString(", Options: map[string]bool{")
					for i, o := range sortedKeys(e.Options) {
						if i > 0 {
							b.WriteString(", ")
						}
						fmt.Fprintf(&b, "%q: %t", o, e.Options[o])
					}
					b.WriteString("}")
				}
				switch {
				case e.Frag.Err != "":
					fmt.Fprintf(&b, ", SyntaxError: %q", e.Frag.Err)
				default:
					fmt.Fprintf(&b, ", Display: %t, Run: fragments[%d]", e.Frag.Display, e.Frag.ID)
				}
				b.WriteString("},\n")
			}
			b.WriteString("\t}},\n")
		}
	}
	b.WriteString("}\n")
	return File{Name: "main.go", Text: b.Bytes()}
}

func sortedKeys(m map[string]bool) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}

// runTests runs a program of doctests. It writes its results to a file as it goes: one line when a docstring is begun and one when it
// ends. Where it dies in between, that docstring has failed, and the program is started again behind it.
func runTests(exe string, opts *Options, streams Streams, res *TestResult) error {
	out, err := os.CreateTemp("", "cyp-test-*")
	if err != nil {
		return problem("set TMPDIR to a folder that can be written", "cannot make a temporary file: %s", plain(err))
	}
	defer os.Remove(out.Name())
	out.Close()
	for from := 0; ; {
		cmd := exec.Command(exe)
		cmd.Stdin, cmd.Stdout, cmd.Stderr = streams.In, streams.Out, streams.Err
		cmd.Env = append(os.Environ(), "CYP_DOCTEST_RESULTS="+out.Name(), "CYP_DOCTEST_FROM="+strconv.Itoa(from))
		if opts.Schedules > 0 {
			cmd.Env = append(cmd.Env, "CYP_SCHEDULES="+strconv.Itoa(opts.Schedules), "CYP_SEED="+strconv.FormatUint(opts.Seed, 10))
		}
		os.Truncate(out.Name(), 0)
		err := cmd.Run()
		var exit *exec.ExitError
		if err != nil && !errors.As(err, &exit) {
			return problem("", "cannot start the tests: %s", err)
		}
		text, rerr := os.ReadFile(out.Name())
		if rerr != nil {
			return problem("", "cannot read the results of the tests: %s", plain(rerr))
		}
		last, open, next, done := readResults(text, res)
		if done {
			return nil
		}
		if next >= 0 {
			from = next
			continue
		}
		if open == "" {
			return problem("", "the tests ended too early: %v", err)
		}
		res.Failed++
		fmt.Fprintf(streams.Out, "the program died in %s: %v\n", open, err)
		from = last + 1
	}
}

// readResults counts the lines "pass N", "fail N" and finds a docstring that was begun but has not ended.
// next is where a program that ended by itself wants to go on, or -1.
func readResults(text []byte, res *TestResult) (last int, open string, next int, done bool) {
	last, next = -1, -1
	sc := bufio.NewScanner(bytes.NewReader(text))
	for sc.Scan() {
		word, rest, _ := strings.Cut(sc.Text(), " ")
		switch word {
		case "begin":
			n, name, _ := strings.Cut(rest, " ")
			last, _ = strconv.Atoi(n)
			open = name
		case "pass":
			res.Passed++
			open = ""
		case "fail":
			res.Failed++
			open = ""
		case "next":
			next, _ = strconv.Atoi(rest)
		case "done":
			done = true
		}
	}
	return last, open, next, done
}
