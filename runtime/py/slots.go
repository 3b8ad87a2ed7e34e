package py

import (
	"unsafe"

	rt "github.com/cyp-lang/cyp/runtime"
)

type (
	unaryFn  func(cx *rt.Ctx, v Value) (Value, *rt.Error)
	binaryFn func(cx *rt.Ctx, a, b Value) (Value, *rt.Error)
	callFn   func(cx *rt.Ctx, f Value, args []Value, kn []string, kv []Value) (Value, *rt.Error)
	newFn    func(cx *rt.Ctx, t *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error)
	initFn   func(cx *rt.Ctx, v Value, args []Value, kn []string, kv []Value) *rt.Error
	cmpFn    func(cx *rt.Ctx, a, b Value, op cmpOp) (Value, *rt.Error)
	hashFn   func(cx *rt.Ctx, v Value) (int64, *rt.Error)
	getFn    func(cx *rt.Ctx, v Value, name string) (Value, *rt.Error)
	setFn    func(cx *rt.Ctx, v Value, name string, x Value) *rt.Error // x unset: delete
	nextFn   func(cx *rt.Ctx, v Value) (Value, bool, *rt.Error)
	lenFn    func(cx *rt.Ctx, v Value) (int, *rt.Error)
	boolFn   func(cx *rt.Ctx, v Value) (bool, *rt.Error)
	storeFn  func(cx *rt.Ctx, v, k, x Value) *rt.Error // x unset: delete
	inFn     func(cx *rt.Ctx, v, x Value) (bool, *rt.Error)
	descrGet func(cx *rt.Ctx, d, inst Value, owner *Type) (Value, *rt.Error) // inst unset: access through the class
	descrSet func(cx *rt.Ctx, d, inst, x Value) *rt.Error                    // x unset: delete
)

// slots are the operations of a type; nil means "not defined".
type slots struct {
	repr, str             unaryFn
	hash                  hashFn
	call                  callFn
	getattr               getFn
	setattr               setFn
	richcmp               cmpFn
	iter                  unaryFn
	next                  nextFn
	descrGet              descrGet
	descrSet              descrSet
	new                   newFn
	init                  initFn
	nb, inb               [numBinOps]binaryFn
	neg, pos, invert, abs unaryFn
	truth                 boolFn
	toInt, toFloat, index unaryFn
	length                lenFn
	getitem               binaryFn
	setitem               storeFn
	contains              inFn
	concat, repeat        binaryFn
	iconcat, irepeat      binaryFn
}

// binOp numbers the binary operators.
type binOp int

const (
	opAdd binOp = iota
	opSub
	opMul
	opTrueDiv
	opFloorDiv
	opMod
	opPow
	opMatMul
	opLShift
	opRShift
	opAnd
	opOr
	opXor
	opDivmod
	numBinOps
)

var binNames = [numBinOps]string{"add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul", "lshift", "rshift", "and", "or", "xor", "divmod"}
var binSymbols = [numBinOps]string{"+", "-", "*", "/", "//", "%", "** or pow()", "@", "<<", ">>", "&", "|", "^", "divmod()"}

// cmpOp numbers the comparisons, in CPython's order.
type cmpOp int

const (
	cmpLt cmpOp = iota
	cmpLe
	cmpEq
	cmpNe
	cmpGt
	cmpGe
)

var cmpNames = [6]string{"__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"}
var cmpSymbols = [6]string{"<", "<=", "==", "!=", ">", ">="}
var cmpSwapped = [6]cmpOp{cmpGt, cmpGe, cmpEq, cmpNe, cmpLt, cmpLe}

// slotDef ties a slot to the special methods that stand for it.
type slotDef struct {
	names   []string
	off     uintptr        // of the func value in slots
	generic unsafe.Pointer // the func value that calls the special methods of a heap type, nil for none
	// wrap makes, per name, the implementation of the special method of a static type.
	wrap func(which int, owner *Type) builtinFn
	min  int // number of arguments of the special method, self excluded
	max  int
}

func (d *slotDef) at(t *Type) *unsafe.Pointer {
	return (*unsafe.Pointer)(unsafe.Add(unsafe.Pointer(&t.slots), d.off))
}

// word is the single word that a Go func value is.
func word[F any](f F) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(&f)) }

// sameFunc reports whether two func values are one closure; it tells slots apart.
func sameFunc[F any](a, b F) bool { return word(a) == word(b) }

var slotDefs []*slotDef

func buildSlotDefs() {
	var z slots
	unary := func(name string, off uintptr) {
		slotDefs = append(slotDefs, &slotDef{names: []string{name}, off: off, generic: word(genericUnary(name)),
			wrap: func(_ int, t *Type) builtinFn {
				return func(cx *rt.Ctx, a []Value, _ []string, _ []Value) (Value, *rt.Error) {
					return (*(*unaryFn)(unsafe.Add(unsafe.Pointer(&t.slots), off)))(cx, a[0])
				}
			}})
	}
	unary("__repr__", unsafe.Offsetof(z.repr))
	unary("__str__", unsafe.Offsetof(z.str))
	unary("__iter__", unsafe.Offsetof(z.iter))
	unary("__neg__", unsafe.Offsetof(z.neg))
	unary("__pos__", unsafe.Offsetof(z.pos))
	unary("__invert__", unsafe.Offsetof(z.invert))
	unary("__abs__", unsafe.Offsetof(z.abs))
	unary("__int__", unsafe.Offsetof(z.toInt))
	unary("__float__", unsafe.Offsetof(z.toFloat))
	unary("__index__", unsafe.Offsetof(z.index))

	binary := func(names []string, off uintptr, generic binaryFn) {
		slotDefs = append(slotDefs, &slotDef{names: names, off: off, generic: word(generic), min: 1, max: 1,
			wrap: func(which int, t *Type) builtinFn {
				return func(cx *rt.Ctx, a []Value, _ []string, _ []Value) (Value, *rt.Error) {
					f := *(*binaryFn)(unsafe.Add(unsafe.Pointer(&t.slots), off))
					if which == 1 {
						return f(cx, a[1], a[0])
					}
					return f(cx, a[0], a[1])
				}
			}})
	}
	size := unsafe.Sizeof(z.neg)
	for op := binOp(0); op < numBinOps; op++ {
		n := binNames[op]
		off := unsafe.Offsetof(z.nb) + uintptr(op)*size
		binary([]string{"__" + n + "__", "__r" + n + "__"}, off, genericBinary(op))
		if op != opDivmod {
			binary([]string{"__i" + n + "__"}, unsafe.Offsetof(z.inb)+uintptr(op)*size, genericMethod1("__i"+n+"__"))
		}
	}
	// Sequences define + and * by slots of their own, which have no generic form: a heap type that overrides
	// __add__ uses the numeric slot.
	binary([]string{"__add__"}, unsafe.Offsetof(z.concat), nil)
	binary([]string{"__mul__", "__rmul__"}, unsafe.Offsetof(z.repeat), nil)
	slotDefs[len(slotDefs)-1].wrap = func(_ int, t *Type) builtinFn {
		return func(cx *rt.Ctx, a []Value, _ []string, _ []Value) (Value, *rt.Error) { return t.repeat(cx, a[0], a[1]) }
	}
	binary([]string{"__iadd__"}, unsafe.Offsetof(z.iconcat), nil)
	binary([]string{"__imul__"}, unsafe.Offsetof(z.irepeat), nil)
	binary([]string{"__getitem__"}, unsafe.Offsetof(z.getitem), genericMethod1("__getitem__"))

	add := func(names []string, off uintptr, generic unsafe.Pointer, min, max int, wrap func(which int, t *Type) builtinFn) {
		slotDefs = append(slotDefs, &slotDef{names: names, off: off, generic: generic, wrap: wrap, min: min, max: max})
	}
	add([]string{"__hash__"}, unsafe.Offsetof(z.hash), word[hashFn](genericHash), 0, 0, func(_ int, t *Type) builtinFn {
		return func(cx *rt.Ctx, a []Value, _ []string, _ []Value) (Value, *rt.Error) {
			h, err := t.hash(cx, a[0])
			return Int(h), err
		}
	})
	add([]string{"__call__"}, unsafe.Offsetof(z.call), word[callFn](genericCall), -1, -1, func(_ int, t *Type) builtinFn {
		return func(cx *rt.Ctx, a []Value, kn []string, kv []Value) (Value, *rt.Error) {
			return t.call(cx, a[0], a[1:], kn, kv)
		}
	})
	add([]string{"__getattribute__", "__getattr__"}, unsafe.Offsetof(z.getattr), word[getFn](genericGetattrHook), 1, 1, func(which int, t *Type) builtinFn {
		if which == 1 {
			return nil
		}
		return func(cx *rt.Ctx, a []Value, _ []string, _ []Value) (Value, *rt.Error) {
			n, err := attrName(a[1])
			if err != nil {
				return Value{}, err
			}
			return t.getattr(cx, a[0], n)
		}
	})
	add([]string{"__setattr__", "__delattr__"}, unsafe.Offsetof(z.setattr), word[setFn](genericSetattrHook), 1, 2, func(which int, t *Type) builtinFn {
		return func(cx *rt.Ctx, a []Value, _ []string, _ []Value) (Value, *rt.Error) {
			n, err := attrName(a[1])
			if err != nil {
				return Value{}, err
			}
			var x Value
			if which == 0 {
				if len(a) != 3 {
					return Value{}, typeErr("expected 2 arguments, got %d", len(a)-1)
				}
				x = a[2]
			}
			return None, t.setattr(cx, a[0], n, x)
		}
	})
	add(cmpNames[:], unsafe.Offsetof(z.richcmp), word[cmpFn](genericCompare), 1, 1, func(which int, t *Type) builtinFn {
		return func(cx *rt.Ctx, a []Value, _ []string, _ []Value) (Value, *rt.Error) {
			return t.richcmp(cx, a[0], a[1], cmpOp(which))
		}
	})
	add([]string{"__next__"}, unsafe.Offsetof(z.next), word[nextFn](genericNext), 0, 0, func(_ int, t *Type) builtinFn {
		return func(cx *rt.Ctx, a []Value, _ []string, _ []Value) (Value, *rt.Error) {
			v, ok, err := t.next(cx, a[0])
			if err == nil && !ok {
				err = stopIteration(takeReturn(a[0]))
			}
			return v, err
		}
	})
	add([]string{"__get__"}, unsafe.Offsetof(z.descrGet), word[descrGet](genericDescrGet), 1, 2, func(_ int, t *Type) builtinFn {
		return func(cx *rt.Ctx, a []Value, _ []string, _ []Value) (Value, *rt.Error) {
			inst := a[1]
			var owner *Type
			if len(a) > 2 && a[2].has(flagType) {
				owner = asType(a[2])
				if inst.IsNone() && owner != NoneTypeType {
					inst = Value{}
				}
			} else {
				if inst.IsNone() {
					return Value{}, typeErr("__get__(None, None) is invalid")
				}
				owner = inst.O.Type
			}
			return t.descrGet(cx, a[0], inst, owner)
		}
	})
	add([]string{"__set__", "__delete__"}, unsafe.Offsetof(z.descrSet), word[descrSet](genericDescrSet), 1, 2, func(which int, t *Type) builtinFn {
		return func(cx *rt.Ctx, a []Value, _ []string, _ []Value) (Value, *rt.Error) {
			var x Value
			if which == 0 && len(a) > 2 {
				x = a[2]
			}
			return None, t.descrSet(cx, a[0], a[1], x)
		}
	})
	add([]string{"__init__"}, unsafe.Offsetof(z.init), word[initFn](genericInit), -1, -1, func(_ int, t *Type) builtinFn {
		return func(cx *rt.Ctx, a []Value, kn []string, kv []Value) (Value, *rt.Error) {
			return None, t.init(cx, a[0], a[1:], kn, kv)
		}
	})
	add([]string{"__bool__"}, unsafe.Offsetof(z.truth), word[boolFn](genericBool), 0, 0, func(_ int, t *Type) builtinFn {
		return func(cx *rt.Ctx, a []Value, _ []string, _ []Value) (Value, *rt.Error) {
			b, err := t.truth(cx, a[0])
			return Bool(b), err
		}
	})
	add([]string{"__len__"}, unsafe.Offsetof(z.length), word[lenFn](genericLen), 0, 0, func(_ int, t *Type) builtinFn {
		return func(cx *rt.Ctx, a []Value, _ []string, _ []Value) (Value, *rt.Error) {
			n, err := t.length(cx, a[0])
			return Int(int64(n)), err
		}
	})
	add([]string{"__setitem__", "__delitem__"}, unsafe.Offsetof(z.setitem), word[storeFn](genericSetitem), 1, 2, func(which int, t *Type) builtinFn {
		return func(cx *rt.Ctx, a []Value, _ []string, _ []Value) (Value, *rt.Error) {
			var x Value
			if which == 0 {
				if len(a) != 3 {
					return Value{}, typeErr("expected 2 arguments, got %d", len(a)-1)
				}
				x = a[2]
			}
			return None, t.setitem(cx, a[0], a[1], x)
		}
	})
	add([]string{"__contains__"}, unsafe.Offsetof(z.contains), word[inFn](genericContains), 1, 1, func(_ int, t *Type) builtinFn {
		return func(cx *rt.Ctx, a []Value, _ []string, _ []Value) (Value, *rt.Error) {
			b, err := t.contains(cx, a[0], a[1])
			return Bool(b), err
		}
	})
	for _, d := range slotDefs {
		for _, n := range d.names {
			slotsByName[n] = append(slotsByName[n], d)
		}
	}
}

// slotsByName finds the slots that an assignment to a special name changes.
var slotsByName = map[string][]*slotDef{}

// publishSlots puts the special methods of a static type's own slots into its dictionary.
func publishSlots(t *Type) {
	for _, d := range slotDefs {
		p := *d.at(t)
		if p == nil {
			continue
		}
		inherited := false
		for _, b := range t.mro[1:] {
			if *d.at(b) != nil {
				inherited = *d.at(b) == p
				break
			}
		}
		if inherited {
			continue
		}
		for i, n := range d.names {
			if _, ok := t.dict.getStr(n); ok {
				continue
			}
			fn := d.wrap(i, t)
			if fn == nil {
				continue
			}
			min, max := d.min, d.max
			switch n {
			case "__setattr__", "__set__", "__setitem__":
				min = 2
			case "__delattr__", "__delete__", "__delitem__":
				max = 1
			}
			b := &builtinObj{Obj: Obj{SlotWrapperType}, name: n, owner: t, slot: d, fn: fn, min: min, max: max}
			if min < 0 {
				b.raw = true
			}
			t.dict.setStr(n, obj(&b.Obj))
		}
	}
}

// inheritSlots copies the slots that a static type does not define from its bases.
func inheritSlots(t *Type) {
	for _, d := range slotDefs {
		if *d.at(t) != nil {
			continue
		}
		for _, b := range t.mro[1:] {
			if p := *d.at(b); p != nil {
				*d.at(t) = p
				break
			}
		}
	}
	for _, b := range t.mro[1:] {
		if t.new == nil {
			t.new = b.new
		}
	}
}

// updateSlot recomputes one slot of a heap type from its special methods.
func updateSlot(t *Type, d *slotDef) {
	var from *Type
	generic := false
	for _, n := range d.names {
		v, ok := t.lookup(n)
		if !ok {
			continue
		}
		if v.O.Type == SlotWrapperType {
			b := asBuiltin(v)
			if b.slot == d && b.name == n {
				if from == nil || b.owner.IsSubtype(from) {
					from = b.owner
				}
			}
			// A wrapper of the same name for another slot (a sequence's + for the numeric one) says nothing here; one of another
			// name was assigned to this one.
			if b.name == n {
				continue
			}
		}
		generic = true
	}
	switch {
	case generic:
		*d.at(t) = d.generic
	case from != nil:
		*d.at(t) = *d.at(from)
	default:
		*d.at(t) = nil
	}
}

// updateSlots recomputes all slots of a heap type.
func updateSlots(t *Type) {
	for _, d := range slotDefs {
		updateSlot(t, d)
	}
	updateNew(t)
}

// updateNew recomputes the constructor slot.
func updateNew(t *Type) {
	v, ok := t.lookup("__new__")
	if ok && v.O.Type == BuiltinType && asBuiltin(v).newOf != nil {
		t.new = asBuiltin(v).newOf.new
		return
	}
	t.new = genericNew
}

// attributeChanged keeps slots in step after an assignment to a class attribute.
func attributeChanged(t *Type, name string) {
	t.modified()
	if len(name) < 5 || name[:2] != "__" {
		return
	}
	var visit func(t *Type)
	visit = func(t *Type) {
		if t.flags&flagHeap != 0 {
			for _, d := range slotsByName[name] {
				updateSlot(t, d)
			}
			if name == "__new__" {
				updateNew(t)
			}
		}
		for _, s := range t.subclasses {
			visit(s)
		}
	}
	visit(t)
}
