package py

import (
	rt "github.com/cyp-lang/cyp/runtime"
)

// allTypes are the static types in an order in which bases come first.
func allTypes() []*Type {
	list := []*Type{ObjectType, TypeType, NoneTypeType, NotImplementedType, EllipsisType, IntType, BoolType, FloatType, ComplexType,
		StrType, BytesType, ByteArrayType, MemoryViewType, ListType, TupleType, DictType, SetType, FrozensetType, RangeType, SliceType,
		FuncType, BuiltinType, MethodDescrType, SlotWrapperType, MethodWrapperType, ClassMethodDescr, MethodType, GetSetType, MemberType,
		PropertyType, StaticMethodType, ClassMethodType, SuperType, ModuleType, GeneratorType, CoroutineType, AsyncGenType, coroWrapperType, asyncStepType, asyncElementType, MappingProxyType, DictKeysType, DictValuesType,
		DictItemsType, EnumerateType, ZipType, MapType, FilterType, ReversedType, CellType, TracebackType, NamespaceType,
		GenericAliasType, UnionType, listIterType, tupleIterType, rangeIterType, longRangeIterType, dictKeyIterType, dictValueIterType,
		dictItemIterType, dictRevIterType, strIterType, strASCIIIterType, bytesIterType, byteArrayIterType, setIterType, seqIterType,
		listRevIterType, callIterType, fileType, binFileType, binOutType}
	return append(list, excOrder...)
}

// The types, their slots and their dictionaries are made here, in an explicit order: everything below needs type objects,
// dictionaries and interned names to exist.
func init() {
	StrType.flags, DictType.flags, TupleType.flags = flagStr, flagDict, flagTuple
	emptyStr = obj(&(&Str{Obj: Obj{StrType}}).Obj)
	for i := range latinStrs {
		s := string(rune(i))
		latinStrs[i] = obj(&(&Str{Obj: Obj{StrType}, s: s, n: 1}).Obj)
	}
	emptyTuple = obj(&(&Tuple{Obj: Obj{TupleType}}).Obj)
	internTrue, internFalse = internValue("True"), internValue("False")
	modules = newDict()
	types := allTypes()
	for _, t := range types {
		t.Type = TypeType
		t.dict = newDict()
	}
	buildSlotDefs()
	setupObject()
	setupBuiltinFn()
	setupFunction()
	setupCode()
	setupDescr()
	setupInt()
	setupFloat()
	setupComplex()
	setupStr()
	setupBytes()
	setupTuple()
	setupList()
	setupDict()
	setupSet()
	setupRange()
	setupSlice()
	setupIter()
	setupCombinators()
	setupExceptions()
	setupGenerator()
	setupCoroutine()
	setupAsyncGen()
	setupModule()
	setupNamespace()
	setupAliases()
	setupFile()
	MemberType.descrGet, MemberType.descrSet = GetSetType.descrGet, GetSetType.descrSet
	MemberType.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		g := asGetSet(v)
		return NewStr("<member '" + g.name + "' of '" + g.owner.name + "' objects>"), nil
	}
	for _, t := range types {
		finishStatic(t)
	}
	setupBuiltins()
	setupAsyncBuiltins()
	registerModules()
	rt.PrintError = PrintError
	rt.FormatException = func(cx *rt.Ctx, err *rt.Error) string { return ExcLine(cx, Materialise(cx, err)) }
	rt.ExitStatus = func(cx *rt.Ctx, err *rt.Error) (int, bool) {
		code, text, ok := ExitStatus(cx, err)
		if text != "" {
			flushStdout()
			writeStderr(cx, text)
		}
		return code, ok
	}
}

// finishStatic completes a static type after its slots and methods have been set.
func finishStatic(t *Type) {
	if t != ObjectType && len(t.bases) == 0 {
		t.bases = []*Type{ObjectType}
	}
	if len(t.bases) > 0 {
		t.base = t.bases[0]
		for _, b := range t.bases {
			b.subclasses = append(b.subclasses, t)
			t.flags |= b.flags & flagLayout
			if t.dictOff == 0 {
				t.dictOff = b.dictOff
			}
		}
	}
	t.mro, _ = computeMRO(t)
	if t == ObjectType {
		t.mro = []*Type{t}
	}
	nextVersion++
	t.version = nextVersion
	hadNew := t.new != nil
	if t.alloc == nil && t.base != nil && t.base != ObjectType {
		t.alloc = t.base.alloc
	}
	publishSlots(t)
	if hadNew {
		newMethod(t)
	}
	inheritSlots(t)
	if t.alloc == nil && !hadNew {
		t.new = nil // made by the runtime only
	}
	if _, ok := t.dict.getStr("__hash__"); ok && (t == ListType || t == DictType || t == SetType || t == ByteArrayType || t == SliceType) {
		t.dict.setStr("__hash__", None)
	}
}

// newStaticType makes a class of a standard module at run time, with Go slots.
func newStaticType(name, module string, base *Type, fill func(t *Type)) *Type {
	t := static(name)
	t.module, t.Type, t.dict = module, TypeType, newDict()
	t.bases = []*Type{base}
	t.alloc, t.dictOff = base.alloc, base.dictOff
	fill(t)
	if t.new == nil {
		t.new = base.new
		defer func() { newMethod(t) }()
	}
	finishStatic(t)
	if l, ok := subLayouts[base]; ok {
		if _, own := subLayouts[t]; !own && sameFunc(t.alloc, base.alloc) {
			subLayouts[t] = l
		}
	}
	return t
}
