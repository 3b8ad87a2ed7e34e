package std

import (
	"strings"

	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// CppClass is what a C++ class (or an opaque C type) is bound to.
type CppClass struct {
	Key string // "std::vector"; of a nested class "std::vector::iterator"
	Go  string // Go type without its arguments: "rt.Vector"
	// GoArgs are the template arguments that the Go type takes, Holds those whose values are stored inside and so are
	// counted, copied and dropped with it. Nil GoArgs: all.
	GoArgs []int
	Holds  []int
	// Plain: copied bit by bit; nothing to clone or drop.
	Plain bool
	// Fields maps C++ members that are not functions to Go fields.
	Fields map[string]string
	Nested map[string]*CppClass

	class *class
}

// FuncBinding binds a C or C++ function by the header that declares it, its namespace and its C name. params are the
// parameter types as displayed, const and references stripped, "..." for variable arguments. Nil: no Go binding.
func FuncBinding(header, namespace, cname string, params []string) *typed.Binding {
	if !knownHeader(header, cname) {
		return nil
	}
	t := allTables()
	for _, name := range qualified(namespace, cname) {
		list := t.funcs[name]
		if list == nil {
			continue
		}
		if e := find(list, params); e != nil {
			if b := e.binding("", cname, params); b != nil {
				b.Header = header
				return b
			}
		}
		return nil
	}
	return nil
}

// qualified lists the names that a declaration may mean, the fullest first: std::isspace is isspace.
func qualified(namespace, cname string) []string {
	if strings.HasPrefix(cname, "format<") {
		return []string{"format<"}
	}
	if strings.Contains(cname, "::") || namespace == "" {
		names := []string{cname}
		if plain, ok := strings.CutPrefix(cname, "std::"); ok {
			names = append(names, plain)
		}
		return names
	}
	if namespace == "std" || namespace == "fmt" || namespace == "cyp" || strings.HasPrefix(namespace, "std::") {
		names := []string{namespace + "::" + cname}
		if namespace == "std" {
			names = append(names, cname)
		}
		return names
	}
	return []string{namespace + "::" + cname}
}

// knownHeader: a header of the program's own may use a C library name for something else; only headers of the system
// (and none) mean the library. Thread primitives have names of their own and may come from anywhere.
func knownHeader(header, cname string) bool {
	if strings.HasPrefix(cname, "pthread_") || strings.HasPrefix(cname, "sem_") {
		return true
	}
	h := strings.Trim(header, "<>")
	if header == "" || h == "*" || systemHeaders[h] {
		return true
	}
	return strings.HasPrefix(h, "fmt/") || strings.HasPrefix(h, "cyp/")
}

var systemHeaders = func() map[string]bool {
	m := map[string]bool{}
	for _, h := range strings.Fields(`assert.h complex.h ctype.h errno.h fenv.h float.h inttypes.h limits.h locale.h math.h setjmp.h signal.h
		stdarg.h stdbool.h stddef.h stdint.h stdio.h stdlib.h string.h strings.h tgmath.h time.h wchar.h wctype.h
		unistd.h fcntl.h dirent.h regex.h pthread.h semaphore.h sched.h poll.h pwd.h grp.h netdb.h netinet/in.h netinet/tcp.h arpa/inet.h
		sys/types.h sys/stat.h sys/time.h sys/socket.h sys/sendfile.h sys/uio.h sys/wait.h sys/mman.h sys/resource.h sys/select.h sys/ioctl.h sys/un.h Python.h
		algorithm array atomic bitset chrono cctype cerrno cfloat climits clocale cmath complex csignal cstddef cstdint cstdio cstdlib
		cstring ctime deque exception forward_list functional initializer_list iterator limits list map memory mutex new numeric optional
		queue random ratio regex set stack stdexcept string string_view thread tuple type_traits typeindex typeinfo unordered_map
		unordered_set utility valarray variant vector`) {
		m[h] = true
	}
	return m
}()

// ClassBinding binds a C++ class, or an opaque C type declared as one; nil: no Go binding.
func ClassBinding(header, namespace, cname string) *CppClass {
	if !knownHeader(header, cname) {
		return nil
	}
	t := allTables()
	for _, name := range qualified(namespace, cname) {
		if c := t.classes[name]; c != nil {
			return c.public()
		}
		if s := t.structs[name]; s != nil && runtimeSurface().hasType(strings.TrimPrefix(s.goType, "rt.")) {
			return &CppClass{Key: name, Go: s.goType, Plain: true, Fields: s.fieldMap()}
		}
	}
	return nil
}

func (c *class) public() *CppClass {
	if c.goType != "struct{}" && !runtimeSurface().hasType(strings.TrimPrefix(c.goType, "rt.")) {
		return nil
	}
	k := &CppClass{Key: c.key, Go: c.goType, GoArgs: c.args, Holds: c.holds, Plain: c.plain, Fields: c.fields, class: c}
	if len(c.nested) > 0 {
		k.Nested = map[string]*CppClass{}
		for name, n := range c.nested {
			if p := n.public(); p != nil {
				k.Nested[name] = p
				k.Nested["const_"+name] = p
			}
		}
	}
	return k
}

// Members binds a member function by its C++ name ("push_back", "operator[]", "operator++" with the parameter "int" for the postfix
// form), or a constructor by the name of the class. Nil: no Go binding.
func (c *CppClass) Members(name string, params []string) *typed.Binding {
	if c.class == nil {
		return nil
	}
	list := c.class.members[name]
	if list == nil {
		if strings.HasPrefix(name, "operator") || name != c.class.base && !strings.Contains(c.class.base, "<") {
			return nil
		}
		return c.New(params)
	}
	if e := find(list, params); e != nil {
		return e.binding(c.Go, name, params)
	}
	return nil
}

// New binds a constructor, whatever name the declaration gives the class. A binding to Zero or Copy calls nothing.
func (c *CppClass) New(params []string) *typed.Binding {
	if c.class == nil {
		if len(params) == 0 {
			return &typed.Binding{Go: Zero, Fresh: true}
		}
		return nil
	}
	if e := find(c.class.members["new"], params); e != nil {
		return e.binding("", c.class.base, params)
	}
	return nil
}

// StructBinding is the Go type of a C struct or union ("" where the runtime has none: the struct is the program's own), and
// its fields.
func StructBinding(header, cname string) (goType string, fields map[string]string) {
	if !knownHeader(header, cname) {
		return "", nil
	}
	s := allTables().structs[strings.TrimPrefix(cname, "struct ")]
	if s == nil || !runtimeSurface().hasType(strings.TrimPrefix(s.goType, "rt.")) {
		return "", nil
	}
	return s.goType, s.fieldMap()
}

// fieldMap finds the Go fields: st_size is StSize, or Size.
func (s *structure) fieldMap() map[string]string {
	rt := runtimeSurface()
	m := map[string]string{}
	for _, f := range s.fields {
		_, short, _ := strings.Cut(f, "_")
		for _, name := range []string{camel(f), camel(short)} {
			if _, ok := rt.field(strings.TrimPrefix(s.goType, "rt."), name); ok && name != "" {
				m[f] = name
				break
			}
		}
	}
	return m
}

func camel(s string) string {
	var b strings.Builder
	for _, w := range strings.Split(s, "_") {
		if w != "" {
			b.WriteString(strings.ToUpper(w[:1]) + w[1:])
		}
	}
	return b.String()
}

// FieldType is the C type of a Go field of the runtime where it is a number or a pointer to one; nil: as declared. A program may
// declare another width than the system has; C takes the system's.
func FieldType(goType, goField string) types.Type {
	rt := runtimeSurface()
	t, ok := rt.field(strings.TrimPrefix(goType, "rt."), goField)
	if !ok {
		return nil
	}
	return rt.cType(t)
}

// ConstBinding is the Go expression of an enum constant or an extern variable; "" where there is none.
func ConstBinding(header, namespace, cname string) string {
	if !knownHeader(header, cname) {
		return ""
	}
	t := allTables()
	for _, name := range qualified(namespace, cname) {
		if v, ok := t.consts[name]; ok {
			return v
		}
		if v, ok := t.values[name]; ok && runtimeSurface().hasValue(v) {
			return v
		}
	}
	return ""
}

// IsConst reports whether ConstBinding gives a literal number.
func IsConst(header, namespace, cname string) bool {
	v := ConstBinding(header, namespace, cname)
	return v != "" && (v[0] == '-' || v[0] >= '0' && v[0] <= '9')
}

// hasValue: "rt.X" is a variable or constant, "cx.X" a field of the context.
func (s *surface) hasValue(v string) bool {
	if f, ok := strings.CutPrefix(v, "cx."); ok {
		_, ok = s.field("Ctx", f)
		return ok
	}
	return s.values[strings.TrimPrefix(v, "rt.")]
}
