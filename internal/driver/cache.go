package driver

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sort"
	"strings"
	"time"

	"github.com/cyp-lang/cyp/internal/resolve"
)

// Cache is the folder where executables and what they are made from are kept:
//
//	rt-HASH/       the runtime, as a Go module
//	lib-HASH/      generated Go of the Python modules that come with one build of the compiler
//	prog/ID/       one program: src/ (generated Go), exe-KEY, manifest.json, lock
//	bugs/          reports of our own bugs
type Cache struct{ Dir string }

// OpenCache returns the cache folder, made where it is missing: $CYP_CACHE, or cyp in the user's cache folder.
func OpenCache() (*Cache, error) {
	dir := os.Getenv("CYP_CACHE")
	if dir == "" {
		base, err := os.UserCacheDir()
		if err != nil {
			return nil, problem("set CYP_CACHE to a folder that can be written", "there is no cache folder: %s", err)
		}
		dir = filepath.Join(base, "cyp")
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, problem("set CYP_CACHE to a folder that can be written", "the cache folder: %s", err)
	}
	return &Cache{dir}, nil
}

func (c *Cache) make() error {
	if err := os.MkdirAll(c.Dir, 0o777); err != nil {
		return cacheProblem(c, err)
	}
	return nil
}

func cacheProblem(c *Cache, err error) error {
	return problem("set CYP_CACHE to a folder that can be written", "cannot write the cache folder %s: %s", c.Dir, plain(err))
}

// plain is an error of the file system without operation and path.
func plain(err error) string {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err.Error()
	}
	var le *os.LinkError
	if errors.As(err, &le) {
		return le.Err.Error()
	}
	return err.Error()
}

// Clean empties the cache and returns how many bytes it held.
func (c *Cache) Clean() (int64, error) {
	var size int64
	filepath.WalkDir(c.Dir, func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			if info, err := d.Info(); err == nil {
				size += info.Size()
			}
		}
		return nil
	})
	entries, err := os.ReadDir(c.Dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return 0, cacheProblem(c, err)
	}
	for _, e := range entries {
		// Only what is ours: the variable may name a folder that holds more.
		switch name := e.Name(); {
		case name == "prog", name == "bugs", name == "go-build", name == "go.json", strings.HasPrefix(name, "rt-"), strings.HasPrefix(name, "lib-"), strings.HasPrefix(name, "tmp-"):
			p := filepath.Join(c.Dir, name)
			makeWritable(p)
			if err := os.RemoveAll(p); err != nil {
				return 0, cacheProblem(c, err)
			}
		}
	}
	return size, nil
}

func makeWritable(root string) {
	filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() {
			os.Chmod(p, 0o777)
		}
		return nil
	})
}

// temporary gives a name beside path that nothing has.
func temporary(path string) string {
	return filepath.Join(filepath.Dir(path), fmt.Sprintf("tmp-%d-%x", os.Getpid(), rand.Uint64()))
}

// writeFile writes a file so that others see it whole or not at all.
func writeFile(path string, text []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return err
	}
	tmp := temporary(path)
	err := os.WriteFile(tmp, text, 0o666)
	if err == nil {
		err = os.Rename(tmp, path)
	}
	if err != nil {
		os.Remove(tmp)
	}
	return err
}

// manifest tells what an executable was made from.
type manifest struct {
	Compiler string
	GoPath   string
	GoStamp  resolve.Stamp
	Inputs   []resolve.Input
	Absent   []string
	Exe      string // base name
}

// program is the folder of one program in the cache.
type program struct {
	cache *Cache
	dir   string
}

// program returns the folder for a target compiled with given options.
func (c *Cache) program(t Target, opts *Options) *program {
	h := sha256.New()
	dir, _ := os.Getwd()
	fmt.Fprintf(h, "%q %q %q %t %t %t %t\n", dir, t.Files, t.Code, t.IsCode, t.Run, t.CallMain, t.Doctests)
	fmt.Fprintf(h, "%q %t %t %t %t %t %t\n", opts.Path, opts.OwnLibraries, opts.Strict, opts.Debug, opts.Race, opts.Observe, opts.NoOpt)
	fmt.Fprintf(h, "%s/%s %q\n", targetOS(), targetArch(), os.Getenv("GOAMD64")+os.Getenv("GOARM")+os.Getenv("GOEXPERIMENT"))
	return &program{c, filepath.Join(c.Dir, "prog", hex.EncodeToString(h.Sum(nil)[:12]))}
}

func targetOS() string {
	if s := os.Getenv("GOOS"); s != "" {
		return s
	}
	return runtime.GOOS
}

func targetArch() string {
	if s := os.Getenv("GOARCH"); s != "" {
		return s
	}
	return runtime.GOARCH
}

// cached returns the executable of the program if nothing that it was made from has changed, else "".
func (p *program) cached() string {
	text, err := os.ReadFile(filepath.Join(p.dir, "manifest.json"))
	var m manifest
	if err != nil || json.Unmarshal(text, &m) != nil || m.Compiler != compilerID() {
		return ""
	}
	exe := filepath.Join(p.dir, m.Exe)
	if _, err := os.Stat(exe); err != nil {
		return ""
	}
	// Without Go the executable still runs; with another Go it is made again.
	if path, err := exec.LookPath("go"); err == nil {
		info, err := os.Stat(path)
		if abs, _ := filepath.Abs(path); err != nil || abs != m.GoPath || resolve.StampOf(info) != m.GoStamp {
			return ""
		}
	}
	for _, in := range m.Inputs {
		info, err := os.Stat(in.Path)
		if err != nil {
			return ""
		}
		if resolve.StampOf(info) == in.Stamp {
			continue
		}
		text, err := os.ReadFile(in.Path)
		if err != nil || sha256.Sum256(text) != in.Sum {
			return ""
		}
	}
	for _, path := range m.Absent {
		if _, err := os.Stat(path); err == nil {
			return ""
		}
	}
	return exe
}

// keep records an executable and removes older ones; some stay, since another process may be about to start them.
func (p *program) keep(exe string, g *Toolchain, in *resolve.Inputs) error {
	m := manifest{compilerID(), g.Path, g.Stamp, in.Files(), in.Absent(), filepath.Base(exe)}
	text, err := json.Marshal(m)
	if err != nil {
		return err
	}
	if err := writeFile(filepath.Join(p.dir, "manifest.json"), text); err != nil {
		return cacheProblem(p.cache, err)
	}
	const old = 3
	exes, _ := filepath.Glob(filepath.Join(p.dir, "exe-*"))
	for _, e := range oldest(exes, len(exes)-old) {
		if e != exe {
			os.Remove(e)
		}
	}
	return nil
}

// trim removes the programs that were not built for longest when there are many.
func (c *Cache) trim() {
	const keep = 256
	dirs, _ := filepath.Glob(filepath.Join(c.Dir, "prog", "*"))
	for _, d := range oldest(dirs, len(dirs)-keep) {
		os.RemoveAll(d)
	}
}

// oldest returns the n paths that changed first.
func oldest(paths []string, n int) []string {
	if n <= 0 {
		return nil
	}
	age := map[string]time.Time{}
	for _, p := range paths {
		if info, err := os.Stat(p); err == nil {
			age[p] = info.ModTime()
		}
	}
	sort.Slice(paths, func(i, j int) bool { return age[paths[i]].Before(age[paths[j]]) })
	return paths[:n]
}

// compilerID tells this build of the compiler from others.
func compilerID() string {
	path, err := os.Executable()
	if err != nil {
		return "?"
	}
	info, err := os.Stat(path)
	if err != nil {
		return "?"
	}
	return fmt.Sprintf("%s %d %d", path, info.Size(), info.ModTime().UnixNano())
}
