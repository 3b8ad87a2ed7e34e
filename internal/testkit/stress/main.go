// Command stress runs the programs of testdata/stress for a long time, each of which sends, locks, hands over and drops in rounds and counts
// that nothing is lost. It looks at their memory meanwhile: a program whose memory grows has failed too.
//
//	go run ./internal/testkit/stress [-for DURATION] [-race] [-debug] [-cyp PATH] [NAME…]
//
// The duration is that of all programs together. With -race they are built with Go's race detector.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

var (
	whole = flag.Duration("for", time.Minute, "how long, all programs together")
	race  = flag.Bool("race", false, "build with Go's race detector")
	debug = flag.Bool("debug", false, "build with the checks of --debug")
	cyp   = flag.String("cyp", "bin/cyp", "the cyp binary")
	dir   = flag.String("dir", "testdata/stress", "folder of the programs")
)

func main() {
	flag.Parse()
	names := flag.Args()
	if len(names) == 0 {
		files, _ := filepath.Glob(filepath.Join(*dir, "*.pyx"))
		for _, f := range files {
			names = append(names, strings.TrimSuffix(filepath.Base(f), ".pyx"))
		}
	}
	tmp, err := os.MkdirTemp("", "cyp-stress-")
	if err != nil {
		fmt.Fprintln(os.Stderr, "stress:", err)
		os.Exit(2)
	}
	failed := 0
	for _, n := range names {
		if !stress(n, tmp, *whole/time.Duration(len(names))) {
			failed++
		}
	}
	os.RemoveAll(tmp)
	if failed > 0 {
		fmt.Printf("%d of %d failed\n", failed, len(names))
		os.Exit(1)
	}
}

// stress runs one program and prints a line about it.
func stress(name, tmp string, d time.Duration) bool {
	exe := filepath.Join(tmp, name)
	args := []string{"build", "-o", exe}
	if *race {
		args = append(args, "--race")
	}
	if *debug {
		args = append(args, "--debug")
	}
	if out, err := exec.Command(*cyp, append(args, filepath.Join(*dir, name+".pyx"))...).CombinedOutput(); err != nil {
		fmt.Printf("%-8s cannot be built: %v\n%s", name, err, out)
		return false
	}
	cmd := exec.Command(exe, strconv.FormatFloat(d.Seconds(), 'f', 1, 64))
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Start(); err != nil {
		fmt.Printf("%-8s cannot be started: %v\n", name, err)
		return false
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	sizes, err := watch(cmd.Process, d, ended)
	cpu := time.Duration(0)
	if cmd.ProcessState != nil {
		cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	}
	early, late := quarter(sizes, 1), quarter(sizes, 3)
	line := strings.TrimSpace(out.String())
	fmt.Printf("%s, %s CPU, %d MiB, then %d\n", line, cpu.Round(time.Second/10), early>>20, late>>20)
	ok := true
	if err != nil || !strings.HasPrefix(line, name+": ") {
		fmt.Printf("%s has failed: %v\n", name, err)
		ok = false
	}
	if late > early+early/3+32<<20 {
		fmt.Printf("%s: memory grows: %d MiB in the second quarter of the time, %d in the last\n", name, early>>20, late>>20)
		ok = false
	}
	if errs.Len() > 0 {
		fmt.Printf("%s has written to stderr:\n%s", name, errs.Bytes())
		ok = false
	}
	return ok
}

// watch samples the size of a process until it ends; one that does not end in good time hangs, and is made to say where.
func watch(p *os.Process, d time.Duration, ended <-chan error) (sizes []int64, err error) {
	tick := time.NewTicker(max(d/400, 20*time.Millisecond))
	defer tick.Stop()
	late := time.After(d + d/4 + time.Minute)
	for {
		select {
		case err := <-ended:
			return sizes, err
		case <-tick.C:
			if n := resident(p.Pid); n > 0 {
				sizes = append(sizes, n)
			}
		case <-late:
			p.Signal(os.Interrupt)
			select {
			case <-ended:
			case <-time.After(5 * time.Second):
				p.Kill()
				<-ended
			}
			return sizes, fmt.Errorf("it hangs")
		}
	}
}

// resident is the memory that a process has, 0 where the system does not tell.
func resident(pid int) int64 {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", pid))
	f := strings.Fields(string(text))
	if err != nil || len(f) < 2 {
		return 0
	}
	pages, _ := strconv.ParseInt(f[1], 10, 64)
	return pages * int64(os.Getpagesize())
}

// quarter is the largest of the sizes in a quarter of the time, counted from 0.
func quarter(sizes []int64, q int) (most int64) {
	for _, n := range sizes[len(sizes)*q/4 : len(sizes)*(q+1)/4] {
		most = max(most, n)
	}
	return most
}
