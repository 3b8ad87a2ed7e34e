package py

import (
	"fmt"
	"strings"
	"unsafe"

	rt "github.com/cyp-lang/cyp/runtime"
)

// ParamKind tells how a parameter binds.
type ParamKind uint8

// The kinds, in the order in which they may appear but for KwOnly, which follows VarArgs.
const (
	Positional ParamKind = iota // by position or keyword
	PosOnly
	KwOnly
	VarArgs // *args: gets a tuple
	KwArgs  // **kwargs: gets a dict
)

// Param is a parameter of a Python function.
type Param struct {
	Name       string
	Kind       ParamKind
	Default    Value
	HasDefault bool
}

// FuncDef describes a function written in Python. Body gets one value per parameter, in order; the slice is valid
// during the call only.
type FuncDef struct {
	Name, Qualname, Module, Doc string
	Params                      []Param
	Body                        func(cx *rt.Ctx, args []Value) (Value, *rt.Error)
	// CStyle selects the wording that compiled (Cython) functions use when arguments do not fit.
	CStyle bool
	// These mark functions that return a generator, a coroutine, an asynchronous generator.
	Generator, Coroutine, AsyncGen bool
}

// Func is a function object.
type Func struct {
	Obj
	name, qualname, module string
	doc                    Value
	def                    *FuncDef
	body                   func(cx *rt.Ctx, args []Value) (Value, *rt.Error)
	params                 []Param // with the defaults of this object
	npos                   int     // parameters that take positional arguments
	simple                 bool    // only positional parameters
	dict                   *Dict
	annotations            Value
}

// NewFunction makes a function object of def; the defaults are those in def.Params.
func NewFunction(def *FuncDef) Value { return newFunc(def, def.Params, def.Body) }

// NewClosure makes a function object of a shared def: defaults holds a value for each parameter with
// HasDefault, in order, and body replaces def.Body where it is not nil.
func NewClosure(def *FuncDef, defaults []Value, body func(cx *rt.Ctx, args []Value) (Value, *rt.Error)) Value {
	params := def.Params
	if len(defaults) > 0 {
		params = append([]Param(nil), params...)
		k := 0
		for i := range params {
			if params[i].HasDefault && k < len(defaults) {
				params[i].Default = defaults[k]
				k++
			}
		}
	}
	if body == nil {
		body = def.Body
	}
	return newFunc(def, params, body)
}

func newFunc(def *FuncDef, params []Param, body func(cx *rt.Ctx, args []Value) (Value, *rt.Error)) Value {
	f := &Func{Obj: Obj{FuncType}, name: def.Name, qualname: def.Qualname, module: def.Module, def: def, body: body, params: params}
	if f.qualname == "" {
		f.qualname = f.name
	}
	f.simple = true
	for _, p := range params {
		if p.Kind == Positional || p.Kind == PosOnly {
			f.npos++
		} else {
			f.simple = false
		}
	}
	return obj(&f.Obj)
}

// IsCyFunction reports whether v is a function of Python code.
func IsCyFunction(v Value) bool { return v.O.Type == FuncType }

func callFunc(cx *rt.Ctx, fv Value, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
	f := asFunc(fv)
	st := stateOf(cx)
	if err := st.enter(cx); err != nil {
		return Value{}, err
	}
	if f.simple && len(args) == len(f.params) && len(kn) == 0 {
		r, err := f.body(cx, args)
		st.depth--
		return r, err
	}
	a := st.push(len(f.params))
	err := f.bind(cx, a, args, kn, kv)
	var r Value
	if err == nil {
		r, err = f.body(cx, a)
	}
	st.pop(a)
	st.depth--
	return r, err
}

// bind distributes arguments over parameters.
func (f *Func) bind(cx *rt.Ctx, a, args []Value, kn []string, kv []Value) *rt.Error {
	clear(a)
	varArgs, kwArgs := -1, -1
	if !f.simple {
		for i := range f.params {
			switch f.params[i].Kind {
			case VarArgs:
				varArgs = i
			case KwArgs:
				kwArgs = i
			}
		}
	}
	n := len(args)
	if n > f.npos {
		if varArgs < 0 {
			return f.tooMany(args, kn)
		}
		a[varArgs] = newTuple(append([]Value(nil), args[f.npos:]...))
		n = f.npos
	} else if varArgs >= 0 {
		a[varArgs] = emptyTuple
	}
	k := 0
	for i := range f.params {
		if k == n {
			break
		}
		if kind := f.params[i].Kind; kind == Positional || kind == PosOnly {
			a[i] = args[k]
			k++
		}
	}
	var extra *Dict
	if kwArgs >= 0 {
		extra = newDict()
		a[kwArgs] = obj(&extra.Obj)
	}
	var posOnlyNamed []string
next:
	for j, name := range kn {
		for i := range f.params {
			p := &f.params[i]
			if p.Name != name || p.Kind == VarArgs || p.Kind == KwArgs {
				continue
			}
			if p.Kind == PosOnly {
				if extra == nil {
					posOnlyNamed = append(posOnlyNamed, name)
					continue next
				}
				break
			}
			if a[i].IsSet() {
				return typeErr("%s() got multiple values for argument '%s'", f.shown(), name)
			}
			a[i] = kv[j]
			continue next
		}
		if extra == nil {
			if f.def.CStyle {
				return typeErr("%s() got an unexpected keyword argument '%s'", f.name, name)
			}
			return typeErr("%s() got an unexpected keyword argument '%s'", f.shown(), name)
		}
		extra.setStr(name, kv[j])
	}
	if posOnlyNamed != nil {
		return typeErr("%s() got some positional-only arguments passed as keyword arguments: '%s'", f.shown(), strings.Join(posOnlyNamed, ", "))
	}
	missing := false
	for i := range f.params {
		if a[i].IsSet() {
			continue
		}
		if f.params[i].HasDefault {
			a[i] = f.params[i].Default
			continue
		}
		missing = true
	}
	if missing {
		return f.missing(a, len(args))
	}
	return nil
}

func (f *Func) shown() string {
	if f.def.CStyle {
		return f.name
	}
	return f.qualname
}

func (f *Func) counts() (required, positional int) {
	for i := range f.params {
		if k := f.params[i].Kind; k == Positional || k == PosOnly {
			positional++
			if !f.params[i].HasDefault {
				required++
			}
		}
	}
	return
}

func (f *Func) cStyleCount(given int) *rt.Error {
	required, positional := f.counts()
	word, n := "exactly", positional
	if required != positional {
		if given < required {
			word, n = "at least", required
		} else {
			word, n = "at most", positional
		}
	}
	return typeErr("%s() takes %s %d positional argument%s (%d given)", f.name, word, n, plural(n), given)
}

func (f *Func) tooMany(args []Value, kn []string) *rt.Error {
	given := len(args)
	if f.def.CStyle {
		return f.cStyleCount(given)
	}
	required, positional := f.counts()
	var sig string
	if required != positional {
		sig = fmt.Sprintf("from %d to %d positional arguments", required, positional)
	} else {
		sig = fmt.Sprintf("%d positional argument%s", positional, plural(positional))
	}
	kwGiven := 0
	for _, name := range kn {
		for i := range f.params {
			if f.params[i].Kind == KwOnly && f.params[i].Name == name {
				kwGiven++
			}
		}
	}
	verb := "were"
	if given == 1 && kwGiven == 0 {
		verb = "was"
	}
	if kwGiven > 0 {
		return typeErr("%s() takes %s but %d positional argument%s (and %d keyword-only argument%s) were given",
			f.shown(), sig, given, plural(given), kwGiven, plural(kwGiven))
	}
	return typeErr("%s() takes %s but %d %s given", f.shown(), sig, given, verb)
}

func (f *Func) missing(a []Value, given int) *rt.Error {
	var pos, kw []string
	for i := range f.params {
		if a[i].IsSet() {
			continue
		}
		q := "'" + f.params[i].Name + "'"
		if f.params[i].Kind == KwOnly {
			kw = append(kw, q)
		} else {
			pos = append(pos, q)
		}
	}
	if f.def.CStyle && len(pos) > 0 {
		return f.cStyleCount(given)
	}
	if f.def.CStyle {
		return typeErr("%s() needs keyword-only argument %s", f.name, strings.Trim(kw[0], "'"))
	}
	kind, names := "positional", pos
	if len(pos) == 0 {
		kind, names = "keyword-only", kw
	}
	var list string
	switch len(names) {
	case 1:
		list = names[0]
	case 2:
		list = names[0] + " and " + names[1]
	default:
		list = strings.Join(names[:len(names)-1], ", ") + ", and " + names[len(names)-1]
	}
	return typeErr("%s() missing %d required %s argument%s: %s", f.shown(), len(names), kind, plural(len(names)), list)
}

// BoundMethod is a Python function bound to its first argument.
type BoundMethod struct {
	Obj
	fn, self Value
}

func newBound(fn, self Value) Value {
	m := &BoundMethod{Obj{MethodType}, fn, self}
	return obj(&m.Obj)
}

func callBound(cx *rt.Ctx, f Value, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
	m := asBound(f)
	st := stateOf(cx)
	a := st.push(len(args) + 1)
	a[0] = m.self
	copy(a[1:], args)
	r, err := CallKw(cx, m.fn, a, kn, kv)
	st.pop(a)
	return r, err
}

// strOrNone is for optional texts.
func strOrNone(s string) Value {
	if s == "" {
		return None
	}
	return NewStr(s)
}

func setupFunction() {
	f := FuncType
	f.flags |= flagMethod | flagNoBase
	f.dictOff = unsafe.Offsetof(Func{}.dict)
	f.call = callFunc
	f.descrGet = func(cx *rt.Ctx, d, inst Value, owner *Type) (Value, *rt.Error) {
		if !inst.IsSet() {
			return d, nil
		}
		return newBound(d, inst), nil
	}
	f.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		return NewStr(fmt.Sprintf("<function %s at 0x%x>", asFunc(v).qualname, idOf(v))), nil
	}
	text := func(name string, get func(f *Func) *string) {
		f.getSetter(name, func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return NewStr(*get(asFunc(v))), nil },
			func(cx *rt.Ctx, v, x Value) *rt.Error {
				if !x.IsSet() || !x.has(flagStr) {
					return typeErr("%s must be set to a string object", name)
				}
				*get(asFunc(v)) = asStr(x).s
				return nil
			})
	}
	text("__name__", func(f *Func) *string { return &f.name })
	text("__qualname__", func(f *Func) *string { return &f.qualname })
	f.getSetter("__module__", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return strOrNone(asFunc(v).module), nil },
		func(cx *rt.Ctx, v, x Value) *rt.Error {
			if x.IsSet() && x.has(flagStr) {
				asFunc(v).module = asStr(x).s
			}
			return nil
		})
	f.getSetter("__doc__", func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		fn := asFunc(v)
		if fn.doc.IsSet() {
			return fn.doc, nil
		}
		return strOrNone(fn.def.Doc), nil
	}, func(cx *rt.Ctx, v, x Value) *rt.Error {
		if !x.IsSet() {
			x = None
		}
		asFunc(v).doc = x
		return nil
	})
	f.getSetter("__dict__", func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		fn := asFunc(v)
		if fn.dict == nil {
			fn.dict = newDict()
		}
		return obj(&fn.dict.Obj), nil
	}, setDictAttr)
	f.getter("__defaults__", func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		var out []Value
		for _, p := range asFunc(v).params {
			if p.HasDefault && (p.Kind == Positional || p.Kind == PosOnly) {
				out = append(out, p.Default)
			}
		}
		if out == nil {
			return None, nil
		}
		return newTuple(out), nil
	})
	f.getter("__kwdefaults__", func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		d := newDict()
		for _, p := range asFunc(v).params {
			if p.HasDefault && p.Kind == KwOnly {
				d.setStr(p.Name, p.Default)
			}
		}
		if d.used == 0 {
			return None, nil
		}
		return obj(&d.Obj), nil
	})
	f.getSetter("__annotations__", func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		fn := asFunc(v)
		if !fn.annotations.IsSet() {
			fn.annotations = obj(&newDict().Obj)
		}
		return fn.annotations, nil
	}, func(cx *rt.Ctx, v, x Value) *rt.Error { asFunc(v).annotations = x; return nil })

	m := MethodType
	m.flags |= flagNoBase
	m.call = callBound
	m.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		b := asBound(v)
		q := "?"
		if n, err := GetAttr(cx, b.fn, "__qualname__"); err == nil && n.has(flagStr) {
			q = asStr(n).s
		}
		s, err := ReprOf(cx, b.self)
		if err != nil {
			return Value{}, err
		}
		return NewStr("<bound method " + q + " of " + s + ">"), nil
	}
	m.richcmp = func(cx *rt.Ctx, a, b Value, op cmpOp) (Value, *rt.Error) {
		if b.O.Type != MethodType || op != cmpEq && op != cmpNe {
			return NotImplemented, nil
		}
		x, y := asBound(a), asBound(b)
		return Bool((Is(x.self, y.self) && Is(x.fn, y.fn)) == (op == cmpEq)), nil
	}
	m.hash = func(cx *rt.Ctx, v Value) (int64, *rt.Error) {
		b := asBound(v)
		return int64(idOf(b.self)>>4 ^ idOf(b.fn)>>4), nil
	}
	m.getattr = func(cx *rt.Ctx, v Value, name string) (Value, *rt.Error) {
		if _, ok := MethodType.lookup(name); ok {
			return genericGetAttr(cx, v, name)
		}
		return GetAttr(cx, asBound(v).fn, name)
	}
	m.getter("__self__", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return asBound(v).self, nil })
	m.getter("__func__", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return asBound(v).fn, nil })
	m.getter("__doc__", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return GetAttr(cx, asBound(v).fn, "__doc__") })
	m.new = func(cx *rt.Ctx, t *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
		if len(args) != 2 {
			return Value{}, typeErr("method expected 2 arguments, got %d", len(args))
		}
		return newBound(args[0], args[1]), nil
	}
}

func setDictAttr(cx *rt.Ctx, v, x Value) *rt.Error {
	p := instDict(v)
	if p == nil {
		return typeErr("this object has no __dict__")
	}
	if !x.IsSet() || !x.has(flagDict) {
		n := "NoneType"
		if x.IsSet() {
			n = x.O.Type.name
		}
		return typeErr("__dict__ must be set to a dictionary, not a '%s'", n)
	}
	*p = asDict(x)
	return nil
}

// Annotate sets the annotations of a new function.
func Annotate(f Value, names []string, values []Value) {
	d := newDict()
	for i, n := range names {
		d.setStr(n, values[i])
	}
	asFunc(f).annotations = obj(&d.Obj)
}
