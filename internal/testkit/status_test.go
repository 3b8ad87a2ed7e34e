package testkit

import (
	"os/exec"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

func goCache() (string, error) {
	out, err := exec.Command("go", "env", "GOCACHE").Output()
	return strings.TrimSpace(string(out)), err
}

// status runs a command and compares its exit status. Its output is printed to the script's log and can be matched
// with stdout and stderr.
func status(ts *testscript.TestScript, want string, command []string) {
	err := ts.Exec(command[0], command[1:]...)
	got := 0
	if exit, ok := err.(*exec.ExitError); ok {
		got = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if strconv.Itoa(got) != want {
		ts.Fatalf("%s: exit status %d, want %s", strings.Join(command, " "), got, want)
	}
}
