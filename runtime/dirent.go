//go:build linux

package rt

import (
	"io/fs"
	"os"
	"path/filepath"
)

// Dir is DIR, Dirent struct dirent.
type (
	// Dir is DIR.
	Dir struct {
		path    string
		entries []fs.DirEntry
		at      int
	}
	// Dirent is struct dirent.
	Dirent struct {
		DIno  uint64
		DType uint8
		DName [256]int8
	}
)

// Opendir is opendir(path).
func Opendir(path *int8) *Dir {
	d := &Dir{path: GoString(path)}
	f, err := os.Open(d.path)
	if err == nil {
		defer f.Close()
		d.entries, err = f.ReadDir(-1)
	}
	if err != nil {
		setErrno(err)
		return nil
	}
	return d
}

// Readdir is readdir(d): an entry of its own each time, "." and ".." first; nil at the end.
func Readdir(d *Dir) *Dirent {
	e := new(Dirent)
	if !d.next(e) {
		return nil
	}
	return e
}

func (d *Dir) next(e *Dirent) bool {
	at := d.at
	if at >= len(d.entries)+2 {
		return false
	}
	d.at++
	name, kind := [...]string{".", ".."}[at&1], fs.ModeDir
	if at >= 2 {
		name, kind = d.entries[at-2].Name(), d.entries[at-2].Type()
	}
	*e = Dirent{DIno: inode(filepath.Join(d.path, name)), DType: direntType(kind)}
	for i := 0; i < len(name) && i < len(e.DName)-1; i++ {
		e.DName[i] = int8(name[i])
	}
	return true
}

func direntType(m fs.FileMode) uint8 {
	switch {
	case m.IsRegular():
		return 8
	case m&fs.ModeDir != 0:
		return 4
	case m&fs.ModeSymlink != 0:
		return 10
	case m&fs.ModeNamedPipe != 0:
		return 1
	case m&fs.ModeSocket != 0:
		return 12
	case m&fs.ModeCharDevice != 0:
		return 2
	case m&fs.ModeDevice != 0:
		return 6
	}
	return 0
}

// ReaddirR is readdir_r(d, entry, result).
func ReaddirR(d *Dir, entry *Dirent, result **Dirent) int32 {
	*result = nil
	if d.next(entry) {
		*result = entry
	}
	return 0
}

// Closedir is closedir(d), Rewinddir rewinddir(d).
func Closedir(d *Dir) int32 {
	*d = Dir{}
	return 0
}

// Rewinddir is rewinddir(d).
func Rewinddir(d *Dir) { d.at = 0 }
