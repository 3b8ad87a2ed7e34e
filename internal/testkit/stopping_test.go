package testkit

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/cyp-lang/cyp/internal/driver"
)

// TestStopping runs the programs of testdata/stopping, which wait for themselves, wait for something else, or are interrupted. The docstring of
// each has, after its first paragraph, `interrupt` where SIGINT is sent once it has printed "begins"; `exit N`; and regular expressions
// for what it prints.
func TestStopping(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no signals")
	}
	t.Setenv("CYP_CACHE", t.TempDir())
	files, err := filepath.Glob(filepath.Join(Root(t), "testdata/stopping/*.pyx"))
	if err != nil || len(files) == 0 {
		t.Fatal("no programs", err)
	}
	var targets []driver.Target
	for _, f := range files {
		targets = append(targets, driver.Target{Files: []string{f}, Run: true, CallMain: true})
	}
	built, err := driver.BuildMany(targets, &driver.Options{}, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for i, b := range built {
		t.Run(strings.TrimSuffix(filepath.Base(files[i]), ".pyx"), func(t *testing.T) {
			t.Parallel()
			if b.Exe == "" {
				for _, d := range b.Program.Diags.All() {
					t.Error(b.Program.Set.Position(d.Span.Start), d.Message)
				}
				return
			}
			stopping(t, files[i], b.Exe)
		})
	}
}

// output collects what a program prints, and tells when it has begun.
type output struct {
	sync.Mutex
	text  bytes.Buffer
	begun chan bool
}

func (o *output) Write(p []byte) (int, error) {
	o.Lock()
	defer o.Unlock()
	n, err := o.text.Write(p)
	if bytes.Contains(o.text.Bytes(), []byte("begins\n")) {
		select {
		case o.begun <- true:
		default:
		}
	}
	return n, err
}

func stopping(t *testing.T, file, exe string) {
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(text), "\n\n")
	doc, _, _ := strings.Cut(rest, `"""`)
	cmd := exec.Command(exe)
	out := &output{begun: make(chan bool, 1)}
	cmd.Stdout, cmd.Stderr = out, out
	in, _ := cmd.StdinPipe()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	stopped := time.Now()
	if strings.Contains(doc, "interrupt\n") {
		select {
		case <-out.begun:
		case <-time.After(20 * time.Second):
		}
		time.Sleep(100 * time.Millisecond)
		cmd.Process.Signal(os.Interrupt)
		stopped = time.Now()
	} else {
		// Who reads waits for it.
		time.AfterFunc(4*time.Second, func() { io.WriteString(in, "x\n") })
	}
	select {
	case err = <-ended:
	case <-time.After(30 * time.Second):
		cmd.Process.Kill()
		t.Fatalf("it hangs\n%s", out.text.String())
	}
	if took := time.Since(stopped); strings.Contains(doc, "interrupt\n") && took > 2*time.Second {
		t.Errorf("it took %s to end", took)
	}
	status := 0
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		status = exit.ExitCode()
	}
	for _, line := range strings.Split(strings.TrimSpace(doc), "\n") {
		if n, ok := strings.CutPrefix(line, "exit "); ok {
			if n != strconv.Itoa(status) {
				t.Errorf("status %d, expected %s", status, n)
			}
		} else if line != "interrupt" && !regexp.MustCompile("(?m)"+line).MatchString(out.text.String()) {
			t.Errorf("nothing matches %s", line)
		}
	}
	if t.Failed() {
		t.Log(out.text.String())
	}
}
