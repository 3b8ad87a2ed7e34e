package std

import (
	"flag"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite signatures.txt from ../../runtime")

// registered finds the Python modules that package py brings.
var registered = regexp.MustCompile(`\b(?:RegisterModule|stdModule)\("([\w.]+)"`)

// readRuntime lists what package rt exports, in the format of signatures.txt.
func readRuntime(dir string) (string, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return "", err
	}
	fset := token.NewFileSet()
	show := func(e ast.Expr) string {
		var b strings.Builder
		printer.Fprint(&b, fset, e)
		return strings.Join(strings.Fields(b.String()), " ")
	}
	fieldTypes := func(l *ast.FieldList) string {
		if l == nil {
			return ""
		}
		var out []string
		for _, f := range l.List {
			for range max(1, len(f.Names)) {
				out = append(out, show(f.Type))
			}
		}
		return strings.Join(out, "|")
	}
	lines := map[string]bool{}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") || strings.HasSuffix(file, "_windows.go") || strings.HasSuffix(file, "_js.go") {
			continue
		}
		f, err := parser.ParseFile(fset, file, nil, parser.SkipObjectResolution)
		if err != nil {
			return "", err
		}
		for _, d := range f.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if !d.Name.IsExported() {
					continue
				}
				if d.Recv == nil {
					var tparams []string
					if d.Type.TypeParams != nil {
						for _, f := range d.Type.TypeParams.List {
							for _, n := range f.Names {
								tparams = append(tparams, n.Name)
							}
						}
					}
					lines["func\t"+d.Name.Name+"\t"+fieldTypes(d.Type.Params)+"\t"+fieldTypes(d.Type.Results)+"\t"+strings.Join(tparams, "|")] = true
					continue
				}
				recv, kind := d.Recv.List[0].Type, "value"
				if p, ok := recv.(*ast.StarExpr); ok {
					recv, kind = p.X, "pointer"
				}
				name := show(recv)
				name, _, _ = strings.Cut(name, "[")
				if ast.IsExported(name) {
					lines["method\t"+name+"."+d.Name.Name+"\t"+fieldTypes(d.Type.Params)+"\t"+fieldTypes(d.Type.Results)+"\t"+kind] = true
				}
			case *ast.GenDecl:
				for _, s := range d.Specs {
					switch s := s.(type) {
					case *ast.ValueSpec:
						for _, n := range s.Names {
							if n.IsExported() {
								lines["value\t"+n.Name] = true
							}
						}
					case *ast.TypeSpec:
						if !s.Name.IsExported() {
							continue
						}
						st, isStruct := s.Type.(*ast.StructType)
						switch {
						case s.Assign.IsValid():
							lines["alias\t"+s.Name.Name+"\t"+show(s.Type)] = true
						case isStruct:
							var out []string
							for _, f := range st.Fields.List {
								if len(f.Names) == 0 {
									out = append(out, show(f.Type))
								}
								for _, n := range f.Names {
									if n.IsExported() {
										out = append(out, n.Name+":"+show(f.Type))
									}
								}
							}
							lines["type\t"+s.Name.Name+"\t"+strings.Join(out, "|")] = true
						default:
							lines["type\t"+s.Name.Name+"\t"] = true
						}
					}
				}
			}
		}
	}
	pyFiles, _ := filepath.Glob(filepath.Join(dir, "py", "*.go"))
	for _, file := range pyFiles {
		text, err := os.ReadFile(file)
		if err != nil {
			return "", err
		}
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		for _, m := range registered.FindAllStringSubmatch(string(text), -1) {
			lines["python\t"+m[1]] = true
		}
	}
	var out []string
	for l := range lines {
		out = append(out, l)
	}
	sort.Strings(out)
	return strings.Join(out, "\n") + "\n", nil
}

func TestSignatures(t *testing.T) {
	text, err := readRuntime("../../runtime")
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile("signatures.txt", []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if strings.Join(parseSurface(text).python, " ") != strings.Join(runtimeSurface().python, " ") {
		t.Error("the Python modules of runtime/py have changed: run with -update")
	}
	// What the bindings use must be as recorded; what they don't use may differ.
	now := parseSurface(text)
	for name, s := range runtimeSurface().funcs {
		n := now.funcs[name]
		if n == nil {
			if usedByBindings()[name] {
				t.Errorf("the runtime has no %s any more: run `go test ./internal/std -run TestSignatures -update`", name)
			}
			continue
		}
		if usedByBindings()[name] && (strings.Join(n.params, "|") != strings.Join(s.params, "|") ||
			strings.Join(n.results, "|") != strings.Join(s.results, "|") || n.pointer != s.pointer) {
			t.Errorf("the signature of %s has changed: run `go test ./internal/std -run TestSignatures -update`", name)
		}
	}
}
