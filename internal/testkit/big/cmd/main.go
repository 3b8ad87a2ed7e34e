// Command cmd writes a program of a given size: go run ./internal/testkit/big/cmd -lines 20000 DIR
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/cyp-lang/cyp/internal/testkit/big"
)

func main() {
	lines := flag.Int("lines", 20000, "about how many lines")
	seed := flag.Int64("seed", 1, "")
	flag.Parse()
	if err := write(flag.Arg(0), *lines, *seed); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func write(dir string, lines int, seed int64) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	for _, f := range big.Program(lines, seed) {
		if err := os.WriteFile(filepath.Join(dir, f.Name), []byte(f.Text), 0o666); err != nil {
			return err
		}
	}
	return nil
}
