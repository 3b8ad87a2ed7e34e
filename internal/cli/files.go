package cli

import (
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"github.com/cyp-lang/cyp/internal/driver"
)

// files expands arguments to files: a folder stands for the modules in it, `DIR/...` for those in it and all below. Without
// arguments it is the current folder. Folders whose names start with a dot or an underscore are left out, as Go does.
func files(args []string, exts ...string) ([]string, error) {
	if len(args) == 0 {
		args = []string{"."}
	}
	if len(exts) == 0 {
		exts = []string{".pyx"}
	}
	var out []string
	seen := map[string]bool{}
	add := func(p string) {
		p = filepath.Clean(p)
		if !seen[p] {
			seen[p] = true
			out = append(out, p)
		}
	}
	for _, arg := range args {
		dir, deep := arg, false
		if base, ok := strings.CutSuffix(filepath.ToSlash(arg), "..."); ok && (base == "" || strings.HasSuffix(base, "/")) {
			dir, deep = filepath.FromSlash(strings.TrimSuffix(base, "/")), true
			if base == "" {
				dir = "."
			} else if dir == "" {
				dir = "/"
			}
		}
		info, err := os.Stat(dir)
		if err != nil {
			return nil, &driver.Problem{Text: "cannot read '" + dir + "': " + why(err)}
		}
		if !info.IsDir() {
			add(dir)
			continue
		}
		before := len(out)
		err = filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if d.IsDir() {
				name := d.Name()
				if p != dir && (!deep || name[0] == '.' || name[0] == '_' || name == "node_modules") {
					return fs.SkipDir
				}
				return nil
			}
			for _, ext := range exts {
				if filepath.Ext(p) == ext && d.Type().IsRegular() {
					add(p)
				}
			}
			return nil
		})
		if err != nil {
			return nil, &driver.Problem{Text: "cannot read '" + dir + "': " + why(err)}
		}
		if len(out) == before {
			return nil, &driver.Problem{Text: "no " + strings.Join(exts, " or ") + " files in '" + dir + "'", Hint: "'" + filepath.Join(dir, "...") + "' looks in the folders below too"}
		}
		sort.Strings(out[before:])
	}
	return out, nil
}

// why is an error of the file system without operation and path.
func why(err error) string {
	if os.IsNotExist(err) {
		return "no such file or folder"
	}
	if os.IsPermission(err) {
		return "permission denied"
	}
	if pe, ok := err.(*fs.PathError); ok {
		return pe.Err.Error()
	}
	return err.Error()
}
