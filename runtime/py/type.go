package py

import (
	"unsafe"

	rt "github.com/cyp-lang/cyp/runtime"
)

// typeFlag marks the built-in layouts, so that "is it a list or a subclass" is one test.
type typeFlag uint32

const (
	flagInt typeFlag = 1 << iota
	flagFloat
	flagStr
	flagBytes
	flagByteArray
	flagList
	flagTuple
	flagDict
	flagSet // set or frozenset
	flagFrozen
	flagType
	flagExc
	flagComplex
	flagWrapper  // wraps a cypclass object
	flagMethod   // instances are methods: calling through an instance prepends it
	flagHeap     // made by a class statement: mutable
	flagNoBase   // may not be subclassed
	flagNoDict   // instances of the heap type have no __dict__ (__slots__)
	flagAbstract // has abstract methods
	flagNative   // instances hold a Go value
)

// Type is a Python type. Static types of the runtime and the classes of programs share this struct; what differs is
// flagHeap. Operations dispatch through slots; class dictionaries and slots agree at all times
// (setup for static types, updateSlots for heap types).
type Type struct {
	Obj
	name, qualname, module string
	doc                    string
	base                   *Type // the base that decides the layout
	bases                  []*Type
	mro                    []*Type
	subclasses             []*Type
	dict                   *Dict
	flags                  typeFlag
	version                uint32              // changes with every change of the type or a base
	dictOff                uintptr             // offset of the instance's *Dict, 0 for none
	alloc                  func(t *Type) *Obj  // a fresh instance of the layout, as this type
	slotNames              map[string]struct{} // names allowed by __slots__ where flagNoDict
	wrapperClass           *rt.Class
	ext                    *Extension // the extension type that it is or derives from
	slots
}

// The static types. They are filled in by setup.
var (
	ObjectType         = static("object")
	TypeType           = static("type")
	NoneTypeType       = static("NoneType")
	NotImplementedType = static("NotImplementedType")
	EllipsisType       = static("ellipsis")
	IntType            = static("int")
	BoolType           = static("bool")
	FloatType          = static("float")
	ComplexType        = static("complex")
	StrType            = static("str")
	BytesType          = static("bytes")
	ByteArrayType      = static("bytearray")
	MemoryViewType     = static("memoryview")
	ListType           = static("list")
	TupleType          = static("tuple")
	DictType           = static("dict")
	SetType            = static("set")
	FrozensetType      = static("frozenset")
	RangeType          = static("range")
	SliceType          = static("slice")
	FuncType           = static("function")
	BuiltinType        = static("builtin_function_or_method")
	MethodDescrType    = static("method_descriptor")
	SlotWrapperType    = static("wrapper_descriptor")
	MethodWrapperType  = static("method-wrapper")
	ClassMethodDescr   = static("classmethod_descriptor")
	MethodType         = static("method")
	GetSetType         = static("getset_descriptor")
	MemberType         = static("member_descriptor")
	PropertyType       = static("property")
	StaticMethodType   = static("staticmethod")
	ClassMethodType    = static("classmethod")
	SuperType          = static("super")
	ModuleType         = static("module")
	GeneratorType      = static("generator")
	CoroutineType      = static("coroutine")
	AsyncGenType       = static("async_generator")
	MappingProxyType   = static("mappingproxy")
	DictKeysType       = static("dict_keys")
	DictValuesType     = static("dict_values")
	DictItemsType      = static("dict_items")
	EnumerateType      = static("enumerate")
	ZipType            = static("zip")
	MapType            = static("map")
	FilterType         = static("filter")
	ReversedType       = static("reversed")
	CellType           = static("cell")
	TracebackType      = static("traceback")
	NamespaceType      = static("SimpleNamespace")
	GenericAliasType   = static("GenericAlias")
	UnionType          = static("UnionType")
)

func static(name string) *Type {
	return &Type{name: name, qualname: name, module: "builtins"}
}

// Name returns the type's name.
func (t *Type) Name() string { return t.name }

// Value returns the type as an object.
func (t *Type) Value() Value { return obj(&t.Obj) }

// fullName is the name as `%s` of a type shows it in CPython's messages: module-qualified unless builtin.
func (t *Type) fullName() string {
	if t.flags&flagHeap != 0 && t.module != "" && t.module != "builtins" {
		return t.module + "." + t.qualname
	}
	return t.name
}

// cName is the name in messages about operands: the classes that CPython writes in C outside its builtins, and those that Cython does,
// carry their module in it.
func (t *Type) cName() string {
	if t.flags&flagWrapper != 0 || t.ext != nil && t.ext.typ == t {
		return cFullName(t)
	}
	if t.flags&flagHeap != 0 {
		return t.name
	}
	switch t.module {
	case "datetime", "itertools", "_io":
		return t.module + "." + t.name
	case "collections":
		if t.name != "Counter" && t.name != "ChainMap" {
			return t.module + "." + t.name
		}
	}
	return t.name
}

// IsSubtype reports whether t is b or derives from it.
func (t *Type) IsSubtype(b *Type) bool {
	if t == b {
		return true
	}
	for _, m := range t.mro {
		if m == b {
			return true
		}
	}
	return false
}

// cacheEntry is a line of the attribute cache.
type cacheEntry struct {
	t       *Type
	version uint32
	name    string
	v       Value
	found   bool
}

const typeCacheSize = 2048

var (
	typeCache   [typeCacheSize]cacheEntry
	nextVersion uint32
)

// lookup finds a class attribute along the MRO.
func (t *Type) lookup(name string) (Value, bool) { return t.lookupHash(name, hashString(name)) }

func (t *Type) lookupHash(name string, h uint64) (Value, bool) {
	e := &typeCache[(uint32(h)^t.version*0x9E3779B1)%typeCacheSize]
	if e.t == t && e.version == t.version && e.name == name {
		return e.v, e.found
	}
	for _, m := range t.mro {
		if v, ok := m.dict.getStrHash(name, h); ok {
			*e = cacheEntry{t, t.version, name, v, true}
			return v, true
		}
	}
	*e = cacheEntry{t, t.version, name, Value{}, false}
	return Value{}, false
}

// lookupFrom finds a class attribute along the MRO of t behind the type after, as super does.
func (t *Type) lookupAfter(after *Type, name string) (Value, *Type, bool) {
	seen := false
	for _, m := range t.mro {
		if seen {
			if v, ok := m.dict.getStr(name); ok {
				return v, m, true
			}
		}
		if m == after {
			seen = true
		}
	}
	return Value{}, nil, false
}

// modified marks the type and its subclasses as changed.
func (t *Type) modified() {
	nextVersion++
	t.version = nextVersion
	for _, s := range t.subclasses {
		s.modified()
	}
}

// instDict returns the address of an instance's dictionary pointer, nil where it has none.
func instDict(v Value) **Dict {
	off := v.O.Type.dictOff
	if off == 0 {
		return nil
	}
	return (**Dict)(unsafe.Add(unsafe.Pointer(v.O), off))
}

// computeMRO linearises by C3.
func computeMRO(t *Type) ([]*Type, *rt.Error) {
	if len(t.bases) == 1 {
		return append([]*Type{t}, t.bases[0].mro...), nil
	}
	var seqs [][]*Type
	for _, b := range t.bases {
		seqs = append(seqs, b.mro)
	}
	seqs = append(seqs, t.bases)
	out := []*Type{t}
	for {
		empty := true
		var pick *Type
	search:
		for _, s := range seqs {
			if len(s) == 0 {
				continue
			}
			empty = false
			c := s[0]
			for _, o := range seqs {
				for i := 1; i < len(o); i++ {
					if o[i] == c {
						continue search
					}
				}
			}
			pick = c
			break
		}
		if empty {
			return out, nil
		}
		if pick == nil {
			names := ""
			seen := map[*Type]bool{}
			for _, s := range seqs {
				if len(s) > 0 && !seen[s[0]] {
					seen[s[0]] = true
					if names != "" {
						names += ", "
					}
					names += s[0].name
				}
			}
			return nil, typeErr("Cannot create a consistent method resolution\norder (MRO) for bases %s", names)
		}
		out = append(out, pick)
		for i, s := range seqs {
			if len(s) > 0 && s[0] == pick {
				seqs[i] = s[1:]
			}
		}
	}
}

// lookupSpecial finds a special method on the type of v and binds it, as implicit calls do.
// ok is false where there is none.
func lookupSpecial(cx *rt.Ctx, v Value, name string) (Value, bool, *rt.Error) {
	t := v.O.Type
	d, ok := t.lookup(name)
	if !ok {
		return Value{}, false, nil
	}
	if g := d.O.Type.descrGet; g != nil {
		m, err := g(cx, d, v, t)
		return m, true, err
	}
	return d, true, nil
}

// callSpecial calls a special method of v's type if there is one, with no bound method made.
func callSpecial(cx *rt.Ctx, v Value, name string, args ...Value) (Value, bool, *rt.Error) {
	d, ok := v.O.Type.lookup(name)
	if !ok {
		return Value{}, false, nil
	}
	r, err := callDescr(cx, d, v, args)
	return r, true, err
}

// callDescr calls the class attribute d as a method of v.
func callDescr(cx *rt.Ctx, d, v Value, args []Value) (Value, *rt.Error) {
	t := d.O.Type
	if t.flags&flagMethod != 0 {
		st := stateOf(cx)
		a := st.push(len(args) + 1)
		a[0] = v
		copy(a[1:], args)
		r, err := t.call(cx, d, a, nil, nil)
		st.pop(a)
		return r, err
	}
	if g := t.descrGet; g != nil {
		m, err := g(cx, d, v, v.O.Type)
		if err != nil {
			return Value{}, err
		}
		d = m
	}
	return Call(cx, d, args...)
}
