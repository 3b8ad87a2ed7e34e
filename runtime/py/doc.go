// Package py is the GIL world at run time: Python's objects and what Python-level code does with them, with the semantics and the
// messages of CPython 3.11. Generated code calls it; it imports the standard library and package rt only.
//
// # Values
//
// A Value is two words: {O *Obj; N uint64}. Small integers (O == IntTag) and floats (O == FloatTag) carry their bits in N;
// everything else is a heap object that starts with its type. The zero Value means "unset": an unbound variable, an absent
// argument, NULL. Objects are managed by Go's collector and carry no counts. Every function that can raise returns an
// *rt.Error last. Callers hold the GIL; nothing here locks.
//
// # Names for compiler writers
//
// Below cx is the context and err the last result. f(…) V stands for (Value, *rt.Error).
//
//	constants      None True False Ellipsis NotImplemented; Int(int64) Uint(uint64) BigInt(*big.Int) Float(f) Complex(re, im) Bool(b)
//	               NewStr(string) Intern(string) NewBytes([]byte) NewSlice(lo, hi, step); Builtin("len") a builtin by name (hoist it)
//	displays       NewList(v…) NewTuple(v…) NewListCap(n) NewDict() NewSet(); TupleOf(cx, l)
//	               ListAppend(l, v) ListExtend(cx, l, it) SetAdd(cx, s, v) SetUpdate(cx, s, it) DictSet(cx, d, k, v) DictUpdate(cx, d, m)
//	arithmetic     Add Sub Mul TrueDiv FloorDiv Mod Pow MatMul LShift RShift And Or Xor Divmod (cx, a, b) V; IAdd … IXor the augmented
//	               forms, whose result is stored back; Neg Pos Invert Not Abs (cx, v) V
//	comparison     Eq Ne Lt Le Gt Ge (cx, a, b) V; EqB NeB LtB LeB GtB GeB (cx, a, b) (bool, err); Is(a, b) bool;
//	               Contains(cx, container, x) (bool, err); Truth(cx, v) (bool, err)
//	attributes     GetAttr(cx, v, name) V; SetAttr(cx, v, name, x) err; DelAttr(cx, v, name) err; HasAttr
//	items          GetItem(cx, v, k) V; SetItem(cx, v, k, x) err; DelItem(cx, v, k) err; GetSlice/SetSlice/DelSlice(cx, v, lo, hi, step[, x]),
//	               absent parts are the zero Value; GetIndex(cx, v, i) V; Len(cx, v) (int, err)
//	calls          Call(cx, f, args…) V; CallKw(cx, f, args, names, vals) V; CallEx(cx, f, args, kwargs) V: any iterable and any mapping,
//	               or unset; CallMethod(cx, v, name, args…) V and CallMethodKw(cx, v, name, args, names, vals) V make no bound method;
//	               KwAdd(cx, f, *Dict, name, v) err and KwMerge(cx, f, *Dict, m) err build kwargs with the errors of calls
//	iteration      it, err := Iter(cx, v); x, ok, err := it.Next(cx): it is a struct variable; IterObj(cx, v) V is iter(v); Next(cx, iterator)
//	               (Value, bool, err); Unpack(cx, v, n) ([]Value, err); UnpackEx(cx, v, before, after) ([]Value, err); Collect(cx, v)
//	text           Format(cx, v, spec) StrOf(cx, v) ReprOf(cx, v) AsciiOf(cx, v) (string, err); Concat(parts…) Value; StrValue ReprValue V
//	names          LookupName(cx, globals, name) V; LookupName2(cx, names, globals, name) V; DelName(cx, globals, name) err;
//	               ForgetName(cx, globals, name); NameErr(name) UnboundLocal(name) UnboundFree(name) AssertErr(cx, msg) *rt.Error
//	functions      NewFunction(&FuncDef{Name, Qualname, Module, Doc, Params, Body}) Value; NewClosure(def, defaults, body): defaults holds a
//	               value for each parameter with HasDefault. Body gets one value per parameter, in order (a tuple for *args, a dict
//	               for **kw); the slice is valid during the call only: copy what closures or generators keep
//	classes        PrepareClass(cx, name, bases, module, qualname, kn, kv) V: the namespace, by the metaclass; NewClass(cx, name, bases, ns, kn, kv) V,
//	               NewClassEx(cx, name, list, ns, dict) V; the namespace needs __module__, __qualname__ and, where there are any, __annotations__;
//	               Super(cx, class, self) V (for super() too); NewStaticMethod NewClassMethod NewProperty
//	exceptions     Raise(cx, v, cause) *rt.Error (cause unset without from); Reraise(cx) *rt.Error; Matches(cx, err, classes) (bool, err);
//	               a handler: v := PushExc(cx, err) … PopExc(cx, out) where out is the error that leaves the handler, or nil (sets
//	               __context__, returns out); Materialise(cx, err) Value; Handled(cx) *rt.Error; ExcInfo(cx, err); NewStar, StarSplit, StarRaised, StarEnd for except*
//	with           value, exit, err := WithEnter(cx, mgr); suppress, err := WithExit(cx, exit, err or nil)
//	generators     NewGenerator(func(cx, yield) V) Value, NewNamedGenerator(name, qualname, body): yield(v) suspends and gives what send
//	               passed or the error thrown in; YieldFrom(cx, yield, iterable) V
//	               YieldFromNew for what a call has just made, which runs on the stack of the one that delegates to it
//	coroutines     NewCoroutine and NewAsyncGenerator(name, qualname, body), whose elements are AsyncYield(v); Await(cx, yield, v) V;
//	               AIter(cx, v) V and v, ok, err := ANext(cx, yield, it); AsyncEnter and AsyncExit like WithEnter and WithExit
//	modules        NewModule(name) *Module; Bind(m, name, *Value): the attribute is the Go variable; m.Set m.Get m.Value() m.Globals();
//	               RegisterModule(name, make) for Import; Provide(name, v) while a body runs; Import(cx, "a.b") V gives a.b, ImportTop a;
//	               ImportFrom(cx, m, name) V; ImportStar(cx, globals, m) err; ModuleNames() what comes with the runtime
//	wrappers       NewWrapperType(&WrapperDef{…}) *Type; Wrap(cx, h, t) Value takes over a count; WrapAuto(cx, h) finds the type by class;
//	               Unwrap(cx, v, class) (*rt.Header, err), borrowed, None gives nil
//	to C           AsInt8 … AsInt64, AsUint8 … AsUint64, AsSize, AsSSize, AsFloat32, AsFloat64, AsBool, AsChar, AsUCS4, AsBytes, AsCharPtr,
//	               AsRtString, AsRtView (cx, v) (T, err), texts of spec 10.3; CheckType(cx, v, "list") err
//	from C         Int Uint Float Bool FromChar FromUCS4 FromCharPtr FromRtString FromRtView
//	programs       CallMain(cx, main) err; SetArgv([]string); PrintError, FormatTraceback, ExcLine, ExitStatus; rt's hooks are set in init
//
// # Tests
//
// testdata/*.py are programs whose output is compared, line by line, with CPython 3.11's. A small interpreter in the tests runs them over
// this package, so they need no compiler.
//
// Where a feature is missing, code raises NotImplementedError with a text that begins "not supported yet: ".
package py
