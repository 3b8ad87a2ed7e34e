package py

import (
	"math"
	"math/big"
	"unsafe"

	rt "github.com/cyp-lang/cyp/runtime"
)

// Value is a Python object reference: two words, so that small integers and floats need no allocation.
// The zero Value means "unset" (an unbound variable, an absent argument, C's NULL).
type Value struct {
	O *Obj   // the object, or the tag of an immediate number
	N uint64 // payload of immediate values: bits of an int64 or a float64
}

// Obj starts every heap object. Code that knows the type casts *Obj to the concrete struct.
type Obj struct{ Type *Type }

// The tags and singletons. They are variables of this package so that testing for one is a comparison with a
// link-time address.
var (
	intTag, floatTag                         Obj
	noneObj, trueObj, falseObj               Obj
	ellipsisObj, notImplementedObj, unsetObj Obj
)

// IntTag and FloatTag are the O of immediate integers and floats.
var (
	IntTag   = &intTag
	FloatTag = &floatTag
)

// The singletons.
var (
	None           = Value{O: &noneObj}
	True           = Value{O: &trueObj, N: 1}
	False          = Value{O: &falseObj}
	Ellipsis       = Value{O: &ellipsisObj}
	NotImplemented = Value{O: &notImplementedObj}
)

// Int makes an integer.
func Int(n int64) Value { return Value{&intTag, uint64(n)} }

// Uint makes an integer of an unsigned C value.
func Uint(n uint64) Value {
	if n <= math.MaxInt64 {
		return Value{&intTag, n}
	}
	return BigInt(new(big.Int).SetUint64(n))
}

// Float makes a float.
func Float(f float64) Value { return Value{&floatTag, math.Float64bits(f)} }

// Bool makes a bool.
func Bool(b bool) Value {
	if b {
		return Value{O: &trueObj, N: 1}
	}
	return Value{O: &falseObj}
}

// BigInt makes an integer of any size; it takes b over.
func BigInt(b *big.Int) Value {
	if b.IsInt64() {
		return Int(b.Int64())
	}
	return Value{O: &(&bigObj{Obj{IntType}, b}).Obj}
}

// bigObj is an integer that does not fit in an int64.
type bigObj struct {
	Obj
	b *big.Int
}

// IsSet reports whether v is bound.
func (v Value) IsSet() bool { return v.O != nil }

// IsNone reports whether v is None.
func (v Value) IsNone() bool { return v.O == &noneObj }

func (v Value) isInt() bool    { return v.O == &intTag }
func (v Value) isFloat() bool  { return v.O == &floatTag }
func (v Value) int() int64     { return int64(v.N) }
func (v Value) float() float64 { return math.Float64frombits(v.N) }
func (v Value) isBool() bool   { return v.O.Type == BoolType }
func (v Value) has(f typeFlag) bool {
	return v.O.Type.flags&f != 0
}

// TypeOf returns the type of a set value.
func TypeOf(v Value) *Type { return v.O.Type }

// obj makes the Value of a heap object.
func obj(o *Obj) Value { return Value{O: o} }

// Is is Python's `is`. Two wrappers of one cypclass object are the same object.
func Is(a, b Value) bool {
	if a.O == b.O {
		return a.N == b.N
	}
	if a.O == nil || b.O == nil {
		return false
	}
	if a.O.Type.flags&b.O.Type.flags&flagWrapper != 0 {
		return asWrapper(a).H == asWrapper(b).H
	}
	return false
}

// Concrete views of heap objects. The caller has checked the type (exact or by flag).

func asBig(v Value) *big.Int         { return (*bigObj)(unsafe.Pointer(v.O)).b }
func asStr(v Value) *Str             { return (*Str)(unsafe.Pointer(v.O)) }
func asBytes(v Value) *Bytes         { return (*Bytes)(unsafe.Pointer(v.O)) }
func asList(v Value) *List           { return (*List)(unsafe.Pointer(v.O)) }
func asTuple(v Value) *Tuple         { return (*Tuple)(unsafe.Pointer(v.O)) }
func asDict(v Value) *Dict           { return (*Dict)(unsafe.Pointer(v.O)) }
func asSet(v Value) *Set             { return (*Set)(unsafe.Pointer(v.O)) }
func asType(v Value) *Type           { return (*Type)(unsafe.Pointer(v.O)) }
func asExc(v Value) *ExcObj          { return (*ExcObj)(unsafe.Pointer(v.O)) }
func asFunc(v Value) *Func           { return (*Func)(unsafe.Pointer(v.O)) }
func asBuiltin(v Value) *builtinObj  { return (*builtinObj)(unsafe.Pointer(v.O)) }
func asBound(v Value) *BoundMethod   { return (*BoundMethod)(unsafe.Pointer(v.O)) }
func asRange(v Value) *Range         { return (*Range)(unsafe.Pointer(v.O)) }
func asSlice(v Value) *Slice         { return (*Slice)(unsafe.Pointer(v.O)) }
func asComplex(v Value) *complexObj  { return (*complexObj)(unsafe.Pointer(v.O)) }
func asModule(v Value) *Module       { return (*Module)(unsafe.Pointer(v.O)) }
func asIterObj(v Value) *iterObj     { return (*iterObj)(unsafe.Pointer(v.O)) }
func asWrapper(v Value) *Wrapper     { return (*Wrapper)(unsafe.Pointer(v.O)) }
func asProperty(v Value) *Property   { return (*Property)(unsafe.Pointer(v.O)) }
func asGenerator(v Value) *Generator { return (*Generator)(unsafe.Pointer(v.O)) }
func asByteArray(v Value) *ByteArray { return (*ByteArray)(unsafe.Pointer(v.O)) }
func asIntInst(v Value) *intInst     { return (*intInst)(unsafe.Pointer(v.O)) }
func asFloatInst(v Value) *floatInst { return (*floatInst)(unsafe.Pointer(v.O)) }

// intInst and floatInst are instances of Python subclasses of int and float.
type intInst struct {
	Obj
	val  Value
	dict *Dict
}
type floatInst struct {
	Obj
	f    float64
	dict *Dict
}

// asInt returns the exact integer (immediate or big) behind an int, a bool or an instance of an int subclass.
func asInt(v Value) (Value, bool) {
	if v.O == &intTag {
		return v, true
	}
	t := v.O.Type
	if t.flags&flagInt == 0 {
		return Value{}, false
	}
	switch t {
	case IntType:
		return v, true
	case BoolType:
		return Value{&intTag, v.N}, true
	}
	return asIntInst(v).val, true
}

// asFloat returns the float behind a float or an instance of a float subclass.
func asFloat(v Value) (float64, bool) {
	if v.O == &floatTag {
		return v.float(), true
	}
	if v.O.Type.flags&flagFloat != 0 {
		return asFloatInst(v).f, true
	}
	return 0, false
}

// bigOf returns the big form of an exact integer; the result must not be changed.
func bigOf(v Value) *big.Int {
	if v.O == &intTag {
		return big.NewInt(v.int())
	}
	return asBig(v)
}

// Error is the error type of all operations here.
type Error = rt.Error
