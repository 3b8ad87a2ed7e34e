package py

import (
	"sort"
	"strings"
	"sync"
	"unsafe"

	rt "github.com/cyp-lang/cyp/runtime"
)

// Module is a module object. Attributes may be bound to Go variables of generated code; those win over the dictionary.
type Module struct {
	Obj
	name  string
	dict  *Dict
	bound map[string]*Value
}

// NewModule makes a module object with __name__ and the other usual attributes.
func NewModule(name string) *Module {
	m := &Module{Obj: Obj{ModuleType}, name: name, dict: newDict(), bound: map[string]*Value{}}
	m.dict.setStr("__name__", NewStr(name))
	m.dict.setStr("__doc__", None)
	m.dict.setStr("__package__", None)
	m.dict.setStr("__loader__", None)
	m.dict.setStr("__spec__", None)
	return m
}

// Value returns the module as an object.
func (m *Module) Value() Value { return obj(&m.Obj) }

// Bind makes the attribute name an alias of a Go variable; unset means that there is no such attribute.
func Bind(m *Module, name string, p *Value) { m.bound[name] = p }

// Set stores an attribute.
func (m *Module) Set(name string, v Value) {
	if p, ok := m.bound[name]; ok {
		*p = v
		return
	}
	if !v.IsSet() {
		m.dict.delStr(name)
		return
	}
	m.dict.setStr(name, v)
}

// Get reads an attribute.
func (m *Module) Get(name string) (Value, bool) {
	if p, ok := m.bound[name]; ok {
		return *p, p.IsSet()
	}
	return m.dict.getStr(name)
}

// fn adds a built-in function to a module of the runtime.
func (m *Module) fn(name, sig string, f bfn) {
	b := makeBuiltin(BuiltinType, name, sig, f)
	b.module = m.name
	m.dict.setStr(name, obj(&b.Obj))
}

// fnKw adds a function that binds its arguments itself.
func (m *Module) fnKw(name string, f builtinFn) {
	b := rawBuiltin(name, f)
	b.module = m.name
	m.dict.setStr(name, obj(&b.Obj))
}

// Globals returns the module's namespace as a dict (a snapshot where attributes are bound to Go variables).
func (m *Module) Globals() Value {
	if len(m.bound) == 0 {
		return obj(&m.dict.Obj)
	}
	d := m.dict.copy()
	names := make([]string, 0, len(m.bound))
	for n := range m.bound {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, n := range names {
		if v := *m.bound[n]; v.IsSet() {
			d.setStr(n, v)
		}
	}
	return obj(&d.Obj)
}

// Global reads a module-level name as code in the module does: the module, then the builtins.
func Global(cx *rt.Ctx, m *Module, name string) (Value, *rt.Error) {
	if v, ok := m.Get(name); ok {
		return v, nil
	}
	if v, ok := Builtins[name]; ok {
		return v, nil
	}
	return Value{}, NameErr(name)
}

func moduleGetAttr(cx *rt.Ctx, v Value, name string) (Value, *rt.Error) {
	m := asModule(v)
	if x, ok := m.Get(name); ok {
		return x, nil
	}
	if name == "__dict__" {
		return m.Globals(), nil
	}
	if x, ok := v.O.Type.lookup(name); ok {
		if g := x.O.Type.descrGet; g != nil {
			return g(cx, x, v, v.O.Type)
		}
		return x, nil
	}
	if f, ok := m.Get("__getattr__"); ok {
		return Call(cx, f, NewStr(name))
	}
	return Value{}, attrErr(v, name)
}

func setupModule() {
	t := ModuleType
	t.dictOff = unsafe.Offsetof(Module{}.dict)
	t.alloc = func(t *Type) *Obj {
		m := NewModule("")
		m.Type = t
		return &m.Obj
	}
	t.getattr = moduleGetAttr
	t.setattr = func(cx *rt.Ctx, v Value, name string, x Value) *rt.Error {
		m := asModule(v)
		if !x.IsSet() {
			if _, ok := m.Get(name); !ok {
				return attrErr(v, name)
			}
		}
		m.Set(name, x)
		return nil
	}
	t.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		m := asModule(v)
		if f, ok := m.Get("__file__"); ok && f.has(flagStr) {
			return NewStr("<module '" + m.name + "' from " + strRepr(asStr(f).s) + ">"), nil
		}
		if builtinModules[m.name] != nil {
			return NewStr("<module '" + m.name + "' (built-in)>"), nil
		}
		return NewStr("<module '" + m.name + "'>"), nil
	}
	t.init = func(cx *rt.Ctx, v Value, args []Value, kn []string, kv []Value) *rt.Error {
		if len(args) == 0 || !args[0].has(flagStr) {
			return typeErr("module() missing required argument 'name' (pos 1)")
		}
		m := asModule(v)
		m.name = asStr(args[0]).s
		m.dict.setStr("__name__", args[0])
		if len(args) > 1 {
			m.dict.setStr("__doc__", args[1])
		}
		return nil
	}
	t.new = func(cx *rt.Ctx, t *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
		return obj(t.alloc(t)), nil
	}
}

// builtinModules are the standard modules that come with the runtime; each is made on first import.
var builtinModules = map[string]func(cx *rt.Ctx) (Value, *rt.Error){}

// modules is sys.modules.
var (
	modules     *Dict
	modulesLock sync.Mutex // guards registration from package initialisers
)

// RegisterModule tells Import how to make a module. Generated packages register theirs in init; a later
// registration of the same name replaces the earlier one.
func RegisterModule(name string, make func(cx *rt.Ctx) (Value, *rt.Error)) {
	modulesLock.Lock()
	defer modulesLock.Unlock()
	userModules[name] = make
}

var userModules = map[string]func(cx *rt.Ctx) (Value, *rt.Error){}

// Provide makes a module available to Import that exists already (a module whose body is running).
func Provide(name string, m Value) { modules.setStr(name, m) }

// ModuleNames lists the standard modules that come with the runtime.
func ModuleNames() []string {
	out := make([]string, 0, len(builtinModules))
	for n := range builtinModules {
		out = append(out, n)
	}
	sort.Strings(out)
	return out
}

// Import imports a module by its dotted name and returns that module (not the top package). The parents are imported first, and
// submodules become attributes of their packages.
func Import(cx *rt.Ctx, name string) (Value, *rt.Error) {
	if v, ok := modules.getStr(name); ok {
		if v.IsNone() {
			return Value{}, importErr(ModuleNotFoundError, "import of "+name+" halted; None in sys.modules", name)
		}
		return v, nil
	}
	var parent Value
	i := strings.LastIndexByte(name, '.')
	if i >= 0 {
		p, err := Import(cx, name[:i])
		if err != nil {
			return Value{}, err
		}
		parent = p
		if v, ok := modules.getStr(name); ok {
			return v, nil
		}
	}
	modulesLock.Lock()
	make := userModules[name]
	modulesLock.Unlock()
	if make == nil {
		make = builtinModules[name]
	}
	if make == nil {
		if i >= 0 {
			return Value{}, importErr(ModuleNotFoundError, "No module named '"+name+"'"+notPackage(parent, name[:i]), name)
		}
		return Value{}, importErr(ModuleNotFoundError, "No module named '"+name+"'", name)
	}
	v, err := make(cx)
	if err != nil {
		modules.delStr(name)
		return Value{}, err
	}
	if x, ok := modules.getStr(name); ok {
		v = x
	} else {
		modules.setStr(name, v)
	}
	if parent.IsSet() {
		if err := SetAttr(cx, parent, name[i+1:], v); err != nil {
			return Value{}, err
		}
	}
	return v, nil
}

func notPackage(parent Value, name string) string {
	if parent.O.Type == ModuleType {
		if _, ok := asModule(parent).Get("__path__"); !ok {
			return "; '" + name + "' is not a package"
		}
	}
	return ""
}

func importErr(t *Type, msg, name string) *rt.Error {
	e := newExc(t, NewStr(msg))
	asExc(e).fields[1] = NewStr(name)
	return errOf(e)
}

// ImportTop is `import a.b.c`, which binds a.
func ImportTop(cx *rt.Ctx, name string) (Value, *rt.Error) {
	v, err := Import(cx, name)
	if err != nil {
		return Value{}, err
	}
	if i := strings.IndexByte(name, '.'); i >= 0 {
		return Import(cx, name[:i])
	}
	return v, nil
}

// ImportFrom is one name of `from m import name`: an attribute, or a submodule.
func ImportFrom(cx *rt.Ctx, m Value, name string) (Value, *rt.Error) {
	v, err := GetAttr(cx, m, name)
	if err == nil || !isExc(err, AttributeError) {
		return v, err
	}
	mod := ""
	if m.O.Type == ModuleType {
		mod = asModule(m).name
		full := mod + "." + name
		modulesLock.Lock()
		known := userModules[full] != nil || builtinModules[full] != nil
		modulesLock.Unlock()
		if known {
			return Import(cx, full)
		}
		if v, ok := modules.getStr(full); ok {
			return v, nil
		}
	}
	where := "(unknown location)"
	if f, ok, _ := getAttrOpt(cx, m, "__file__"); ok && f.has(flagStr) {
		where = "(" + asStr(f).s + ")"
	}
	return Value{}, importErr(ImportError, "cannot import name '"+name+"' from '"+mod+"' "+where, mod)
}

// ImportStar is `from m import *` into a namespace.
func ImportStar(cx *rt.Ctx, globals, m Value) *rt.Error {
	into := asDict(globals)
	all, ok, err := getAttrOpt(cx, m, "__all__")
	if err != nil {
		return err
	}
	if ok {
		names, err := Collect(cx, all)
		if err != nil {
			return err
		}
		for _, n := range names {
			s, ok := GoStr(n)
			if !ok {
				return typeErr("Item in %s.__all__ must be str, not %s", asModule(m).name, n.O.Type.cName())
			}
			v, err := GetAttr(cx, m, s)
			if err != nil {
				return err
			}
			into.setStr(s, v)
		}
		return nil
	}
	d := asDict(asModule(m).Globals())
	for _, e := range d.entries {
		if e.key.O == nil {
			continue
		}
		if s, ok := GoStr(e.key); ok && !strings.HasPrefix(s, "_") {
			into.setStr(s, e.val)
		}
	}
	return nil
}

// newNamespace makes a SimpleNamespace of names and values in turn.
func newNamespace(kv ...any) Value {
	d := newDict()
	for i := 0; i < len(kv); i += 2 {
		d.setStr(kv[i].(string), kv[i+1].(Value))
	}
	n := &Instance{Obj: Obj{NamespaceType}, dict: d}
	return obj(&n.Obj)
}

func setupNamespace() {
	t := NamespaceType
	t.module = "types"
	t.dictOff = unsafe.Offsetof(Instance{}.dict)
	t.alloc = func(t *Type) *Obj { return &(&Instance{Obj: Obj{t}}).Obj }
	t.init = func(cx *rt.Ctx, v Value, args []Value, kn []string, kv []Value) *rt.Error {
		if len(args) > 0 {
			return typeErr("no positional arguments expected")
		}
		for i, k := range kn {
			if err := SetAttr(cx, v, k, kv[i]); err != nil {
				return err
			}
		}
		return nil
	}
	t.new = func(cx *rt.Ctx, t *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
		return obj(t.alloc(t)), nil
	}
	t.getter("__dict__", instDictAttr)
	t.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		d, err := instDictAttr(cx, v)
		if err != nil {
			return Value{}, err
		}
		name := "namespace"
		if v.O.Type != NamespaceType {
			name = v.O.Type.name
		}
		var parts []string
		for _, e := range asDict(d).entries {
			if e.key.O == nil {
				continue
			}
			s, err := ReprOf(cx, e.val)
			if err != nil {
				return Value{}, err
			}
			parts = append(parts, asStr(e.key).s+"="+s)
		}
		return NewStr(name + "(" + strings.Join(parts, ", ") + ")"), nil
	}
	t.richcmp = func(cx *rt.Ctx, a, b Value, op cmpOp) (Value, *rt.Error) {
		if !b.O.Type.IsSubtype(NamespaceType) || op != cmpEq && op != cmpNe {
			return NotImplemented, nil
		}
		x, _ := instDictAttr(cx, a)
		y, _ := instDictAttr(cx, b)
		return compare(cx, x, y, op)
	}
}
