package std

import (
	_ "embed"
	"sort"
	"strings"
	"testing"

	"github.com/cyp-lang/cyp/internal/types/typed"
)

// externs.tsv lists what the known programs declare in .pxd files of their own: header, namespace, C name (class.member), kind,
// parameter types.
//
//go:embed testdata/externs.tsv
var externs string

// Every extern declaration of the known programs is bound.
func TestKnownProgramsAreBound(t *testing.T) {
	for line := range strings.Lines(externs) {
		c := strings.Split(strings.TrimRight(line, "\n"), "\t")
		header, namespace, name, kind, params := c[0], c[1], c[2], c[3], list(c[4])
		if namespace == "-" {
			namespace = ""
		}
		ok := false
		switch kind {
		case "const":
			ok = ConstBinding(header, namespace, name) != ""
		case "struct":
			goType, _ := StructBinding(header, name)
			ok = goType != ""
		case "class":
			k, _ := classOf(header, namespace, name+".x")
			ok = k != nil
		case "func":
			var b *typed.Binding
			if k, member := classOf(header, namespace, name); k != nil {
				b = k.Members(member, params)
			} else if member == "" {
				b = FuncBinding(header, namespace, name, params)
			}
			ok = b != nil
			if ok && b.Go != Zero && b.Go != Copy && !b.VarArgs && len(b.Params) != len(params) && !(len(b.Params) == len(params)+1) {
				t.Errorf("%s(%s): %s takes %d arguments", name, c[4], b.Go, len(b.Params))
			}
		}
		if !ok {
			t.Errorf("no binding: %s", strings.ReplaceAll(strings.TrimSpace(line), "\t", " "))
		}
	}
}

// classOf finds the class of "string.iterator.operator*" and the member's name.
func classOf(header, namespace, name string) (*CppClass, string) {
	if strings.HasPrefix(name, "format<") || !strings.Contains(name, ".") {
		return nil, ""
	}
	path := strings.Split(name, ".")
	k := ClassBinding(header, namespace, path[0])
	for _, n := range path[1 : len(path)-1] {
		if k == nil {
			return nil, "?"
		}
		k = k.Nested[n]
	}
	return k, path[len(path)-1]
}

func TestOverloads(t *testing.T) {
	str := ClassBinding("<string>", "std", "string")
	vec := ClassBinding("<vector>", "std", "vector")
	if str == nil || vec == nil {
		t.Fatal("no classes")
	}
	for _, c := range []struct {
		k      *CppClass
		member string
		params string
		want   string
	}{
		{str, "find", "string|size_t", ".Find"},
		{str, "find", "char*", ".FindC"},
		{str, "find", "char|unsigned long", ".FindChar"},
		{str, "string", "char*", "rt.StrC"},
		{str, "string", "size_t|char", "rt.StrN"},
		{str, "string", "", Zero},
		{str, "string", "cpp_string", Copy},
		{str, "begin", "", ".Begin"},
		{str, "operator==", "char*", ".EqC"},
		{str, "erase", "const_iterator", ".EraseIter"},
		{str, "nothing", "", ""},
		{vec, "push_back", "int", ".PushBack"},
		{vec, "vector", "size_t", "rt.VectorN"},
		{vec, "insert", "iterator|A", ".Insert"},
		{vec, "insert", "iterator|InputIt|InputIt", ".InsertRange"},
		{vec.Nested["iterator"], "operator++", "int", ".PostInc"},
		{vec.Nested["const_iterator"], "operator-", "iterator", ".Diff"},
		{vec.Nested["iterator"], "operator-", "size_t", ".Sub"},
	} {
		got := ""
		if b := c.k.Members(c.member, list(c.params)); b != nil {
			got = b.Go
		}
		if got != c.want {
			t.Errorf("%s::%s(%s) is bound to %q, want %q", c.k.Key, c.member, c.params, got, c.want)
		}
	}
	at := vec.Members("operator[]", []string{"size_t"})
	if at.Ptr == nil || at.Ptr.Go != ".Ptr" || at.Set == nil || at.Set.Go != ".Set" || !at.Set.Cx || at.Fresh {
		t.Errorf("vector[] is %+v", at)
	}
	if n := vec.Members("vector", []string{"size_t"}); !n.TypeArgs {
		t.Error("vector(n) needs its Go type arguments")
	}
	if n := vec.Members("vector", []string{"size_t", "int"}); n.TypeArgs {
		t.Error("vector(n, v) infers its Go type arguments")
	}
}

func TestHeaders(t *testing.T) {
	if FuncBinding("mylib.h", "", "strlen", []string{"char*"}) != nil {
		t.Error("a header of the program's own means something else")
	}
	if FuncBinding("math.h", "", "nothing", nil) != nil || ConstBinding("<math.h>", "", "nothing") != "" {
		t.Error("unknown names are not bound")
	}
	for _, c := range [][3]string{{"<unistd.h>", "", "_SC_NPROCESSORS_ONLN"}, {"<string_view>", "std::string_view", "npos"}, {"<atomic>", "std", "memory_order_relaxed"}} {
		if !IsConst(c[0], c[1], c[2]) {
			t.Errorf("%s is no constant", c[2])
		}
	}
}

func TestMethodBinding(t *testing.T) {
	at := MethodBinding("rt.List", "At", 1)
	if at == nil || !at.Raises || at.NoResult || !at.Fresh {
		t.Fatalf("List.At is %+v", at)
	}
	set := MethodBinding("rt.Dict", "SetAt", 2)
	if set == nil || !set.Cx || !set.NoResult || len(set.OwnsArgs) != 2 || !set.OwnsArgs[0] || !set.OwnsArgs[1] {
		t.Fatalf("Dict.SetAt is %+v", set)
	}
	in := MethodBinding("rt.Dict", "Get", 2)
	if in == nil || in.OwnsArgs[0] || !in.OwnsArgs[1] {
		t.Fatalf("Dict.Get is %+v", in)
	}
	if n := MethodBinding("rt.List", "rt.NewList", 0); n == nil || !n.ClassArg || !n.Cx {
		t.Fatalf("NewList is %+v", n)
	}
	if MethodBinding("rt.List", "Nothing", 0) != nil {
		t.Error("unknown methods are not bound")
	}
}

func TestNames(t *testing.T) {
	funcs, classes, _ := Names()
	for _, want := range []string{"printf", "strlen", "std::sort", "fmt::printf", "sin"} {
		if i := sort.SearchStrings(funcs, want); i == len(funcs) || funcs[i] != want {
			t.Errorf("%s is not listed", want)
		}
	}
	if i := sort.SearchStrings(classes, "std::vector"); i == len(classes) || classes[i] != "std::vector" {
		t.Error("std::vector is not listed")
	}
}
