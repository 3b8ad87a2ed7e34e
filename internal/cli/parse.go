package cli

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"

	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/driver"
	"github.com/cyp-lang/cyp/internal/lexer"
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/syntax"
)

// codeEncoding is that of the loader of modules, which reads files for the other verbs.
var codeEncoding = diag.Code{ID: "CYP-E002", Slug: "bad-encoding"}

// parseFlags are what `cyp parse` prints besides diagnostics.
type parseFlags struct {
	tokens, tree, print, stats bool
}

func (a *app) parseCmd() *cobra.Command {
	var fl parseFlags
	cmd := &cobra.Command{
		Use:   "parse [flags] [FILE|DIR|./...]",
		Short: "Check the syntax only",
		Long: `Reads Python and Cython files (.py, .pyx, .pxd, .pxi) and prints what is wrong with their syntax; imports are not
followed and names not looked up. A .py file is read as Python, the others as Cython with cypclasses. The exit status is that of check.`,
	}
	a.formatFlag(cmd)
	f := cmd.Flags()
	f.BoolVar(&fl.tokens, "tokens", false, "print the tokens of each file")
	f.BoolVar(&fl.tree, "tree", false, "print the tree of each file")
	f.BoolVar(&fl.print, "print", false, "print each file again from its tree")
	f.BoolVar(&fl.stats, "stats", false, "print how much was read, and how fast")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := a.checkFormat(cmd); err != nil {
			return err
		}
		set, ds := source.NewSet(), &diag.List{}
		err := a.parse(args, set, ds, fl)
		return a.render(set, ds.All(), err)
	}
	return cmd
}

// parsed is what there is to print about one file.
type parsed struct {
	out          bytes.Buffer
	err          error
	lines        int
	bytes, nodes int
	tokens       int
}

// parse reads files on all cores and prints in their order what flags ask for.
func (a *app) parse(args []string, set *source.Set, ds *diag.List, fl parseFlags) error {
	list, err := files(args, ".py", ".pyx", ".pxd", ".pxi")
	if err != nil {
		return err
	}
	start := time.Now()
	done := make([]parsed, len(list))
	var next atomic.Int64
	var wait sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(list)) {
		wait.Add(1)
		go func() {
			defer wait.Done()
			for i := int(next.Add(1)) - 1; i < len(list); i = int(next.Add(1)) - 1 {
				done[i].read(list[i], set, ds, fl)
			}
		}()
	}
	wait.Wait()
	var total parsed
	for i := range done {
		d := &done[i]
		if d.err != nil && err == nil {
			err = d.err
		}
		if _, werr := a.stdout.Write(d.out.Bytes()); werr != nil {
			return &driver.Problem{Text: "cannot write: " + why(werr)}
		}
		total.lines += d.lines
		total.bytes += d.bytes
		total.nodes += d.nodes
		total.tokens += d.tokens
	}
	if fl.stats {
		took := time.Since(start)
		fmt.Fprintf(a.stderr, "%d files, %d lines, %d bytes, %d tokens, %d nodes, %d errors\n%.3f s, %.2f MB/s, %.0f lines/s\n",
			len(list), total.lines, total.bytes, total.tokens, total.nodes, ds.Errors(),
			took.Seconds(), float64(total.bytes)/1e6/took.Seconds(), float64(total.lines)/took.Seconds())
	}
	return err
}

// read parses one file.
func (d *parsed) read(path string, set *source.Set, ds *diag.List, fl parseFlags) {
	defer func() {
		if r := recover(); r != nil {
			d.err = driver.NewBug(fmt.Sprintf("%v (while parsing %s)", r, path))
		}
	}()
	raw, err := os.ReadFile(path)
	if err != nil {
		d.err = &driver.Problem{Text: "cannot read '" + path + "': " + why(err)}
		return
	}
	text, err := lexer.Decode(raw)
	if err != nil {
		f := set.Add(path, path, raw)
		ds.Errorf(diag.Environment, codeEncoding, source.Span{Start: f.Pos(0), End: f.Pos(0)}, "%s", err).
			Hint("save the file as UTF-8, or name its encoding in a comment on the first line: # -*- coding: latin-1 -*-")
		return
	}
	f := set.Add(path, path, text)
	ext := filepath.Ext(path)
	mode := syntax.Mode{Python: ext == ".py", Decl: ext == ".pxd"}
	if fl.tokens {
		lexer.DumpTokens(&d.out, lexer.Scan(f, lexer.Options{Python: mode.Python}))
	}
	tree := syntax.Parse(f, mode, ds)
	if fl.tree {
		syntax.Dump(&d.out, tree)
	}
	if fl.print {
		syntax.Fprint(&d.out, tree)
	}
	if fl.stats {
		d.lines, d.bytes = strings.Count(string(text), "\n"), len(text)
		d.tokens = len(lexer.Scan(f, lexer.Options{Python: mode.Python}).List)
		syntax.Inspect(tree, func(syntax.Node) bool { d.nodes++; return true })
	}
}
