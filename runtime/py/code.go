package py

import rt "github.com/cyp-lang/cyp/runtime"

// Flags of code objects.
const (
	coVarArgs   = 0x4
	coVarKw     = 0x8
	coGenerator = 0x20
	coCoroutine = 0x80
	coAsyncGen  = 0x200
)

// codeOf is __code__ of a function: what can be said of compiled code.
func codeOf(f *Func) Value {
	var names []Value
	var last [2]Value
	pos, only, kw, flags := 0, 0, 0, 0x3
	for _, p := range f.params {
		n := NewStr(p.Name)
		switch p.Kind {
		case PosOnly:
			only++
			pos++
		case Positional:
			pos++
		case KwOnly:
			kw++
		case VarArgs:
			flags |= coVarArgs
			last[0] = n
			continue
		case KwArgs:
			flags |= coVarKw
			last[1] = n
			continue
		}
		names = append(names, n)
	}
	for _, n := range last {
		if n.IsSet() {
			names = append(names, n)
		}
	}
	switch {
	case f.def.AsyncGen:
		flags |= coAsyncGen
	case f.def.Coroutine:
		flags |= coCoroutine
	case f.def.Generator:
		flags |= coGenerator
	}
	return newNamespace("co_name", NewStr(f.def.Name), "co_qualname", NewStr(f.qualname), "co_argcount", Int(int64(pos)),
		"co_posonlyargcount", Int(int64(only)), "co_kwonlyargcount", Int(int64(kw)), "co_varnames", newTuple(names), "co_nlocals", Int(int64(len(names))),
		"co_flags", Int(int64(flags)), "co_filename", NewStr(f.module), "co_firstlineno", Int(0), "co_freevars", newTuple(nil), "co_cellvars", newTuple(nil))
}

func setupCode() {
	FuncType.getter("__code__", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return codeOf(asFunc(v)), nil })
}
