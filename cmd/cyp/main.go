// Command cyp compiles Python with cypclasses to Go: see `cyp help`.
package main

import (
	"os"

	"github.com/cyp-lang/cyp/internal/cli"
)

func main() { os.Exit(cli.Main()) }
