package resolve

import (
	"crypto/sha256"
	"os"
	"sort"
	"sync"
)

// Stamp tells cheaply that a file is very likely the one seen before.
type Stamp struct {
	Size  int64
	MTime int64 // nanoseconds
}

// Input is a file that was read.
type Input struct {
	Path  string
	Stamp Stamp
	Sum   [sha256.Size]byte
}

// Inputs is all that a program was read from: change none of it and the program is the same.
type Inputs struct {
	mu     sync.Mutex
	files  map[string]*Input
	absent map[string]bool
}

// Files returns what was read, by path.
func (in *Inputs) Files() []Input {
	in.mu.Lock()
	defer in.mu.Unlock()
	var out []Input
	for _, f := range in.files {
		out = append(out, *f)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Path < out[j].Path })
	return out
}

// Absent returns the paths that were looked for in vain, sorted. A file that appears there may change the program.
func (in *Inputs) Absent() []string {
	in.mu.Lock()
	defer in.mu.Unlock()
	var out []string
	for p := range in.absent {
		out = append(out, p)
	}
	sort.Strings(out)
	return out
}

// exists looks for a regular file, or for a folder.
func (in *Inputs) exists(path string, folder bool) bool {
	info, err := os.Stat(path)
	if err == nil && info.IsDir() == folder {
		return true
	}
	in.mu.Lock()
	if in.absent == nil {
		in.absent = map[string]bool{}
	}
	in.absent[path] = true
	in.mu.Unlock()
	return false
}

// read reads a file and records it.
func (in *Inputs) read(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	in.mu.Lock()
	defer in.mu.Unlock()
	if in.files == nil {
		in.files = map[string]*Input{}
	}
	in.files[path] = &Input{path, StampOf(info), sha256.Sum256(text)}
	return text, nil
}

// StampOf returns the stamp of a file.
func StampOf(info os.FileInfo) Stamp { return Stamp{info.Size(), info.ModTime().UnixNano()} }
