package py

import (
	"strings"

	rt "github.com/cyp-lang/cyp/runtime"
)

// structSeq makes a tuple type with named fields, such as sys.version_info and time.struct_time have.
func structSeq(name string, fields []string) *Type {
	module, short := "", name
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		module, short = name[:i], name[i+1:]
	}
	return newStaticType(short, module, TupleType, func(t *Type) {
		t.flags |= flagNoBase
		t.alloc = func(t *Type) *Obj { return &(&Tuple{Obj: Obj{t}}).Obj }
		t.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
			var parts []string
			for i, x := range asTuple(v).items {
				s, err := ReprOf(cx, x)
				if err != nil {
					return Value{}, err
				}
				parts = append(parts, fields[i]+"="+s)
			}
			return NewStr(name + "(" + strings.Join(parts, ", ") + ")"), nil
		}
		t.new = func(cx *rt.Ctx, t *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
			if len(args) == 0 {
				return Value{}, typeErr("%s() missing required argument 'sequence' (pos 1)", name)
			}
			items, err := Collect(cx, args[0])
			if err != nil {
				return Value{}, err
			}
			if len(items) < len(fields) {
				return Value{}, typeErr("%s() takes a %d-sequence (%d-sequence given)", name, len(fields), len(items))
			}
			return newSeq(t, items...), nil
		}
		for i, f := range fields {
			t.getter(f, func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
				if items := asTuple(v).items; i < len(items) {
					return items[i], nil
				}
				return None, nil
			})
		}
		t.dict.setStr("n_fields", Int(int64(len(fields))))
	})
}

func newSeq(t *Type, items ...Value) Value {
	o := obj(t.alloc(t))
	asTuple(o).items = append([]Value(nil), items...)
	return o
}
