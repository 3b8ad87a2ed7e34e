// Package rt is what generated code links against: objects and their counts,
// contexts, containers, locks, actors, and the C and C++ library surface that programs
// declare. It imports the standard library only.
//
// In: calls from generated code and from package py. Invariants: a value of type *T whose T starts with Header is an
// object; whoever holds a count may use it; what is "moved in" the callee drops or keeps; "borrowed" is only looked at.
//
// # Names for compiler writers
//
// A function that takes cx has it first, one that can raise returns *Error last. "fresh" results are new counts.
//
// Objects
//
//	rt.Header                              embedded first; CypHeader() on every object pointer
//	rt.Class, rt.Describe[T](name, module) the descriptor; Describe fills Size, New, Slab, Clear from the Go type.
//	                                       Set Bases, MRO (nil: made from Bases), Dealloc, Fields, then rt.Register(&class.Class)
//	                                       in init. Without Clear an object is never recycled. Clears = true where Dealloc
//	                                       leaves every field zero itself: cheaper
//	rt.New[T](cx, *Class) *T               allocates: zeroed, count 1 (cx.Alloc gives unsafe.Pointer)
//	rt.Take[T](cx, *Class) *T              the same from the free objects at hand; nil: use New
//	h.Inc(), rt.Inc(h), rt.IncRef(p)       take a count (the last two accept nil; IncRef returns its argument)
//	rt.Drop(cx, h), rt.DropRef(cx, p)      drop one, nil-safe; rt.Free is their slow part
//	h.Last(cx), cx.Pool(c).Put(h), cx.Recycle(c, h)   the parts of a drop, for code that knows the class: drops a count and tells whether it was
//	                                       the last; takes the object back, its fields zero; the same where Put says false
//	h.CypClass()                           the class; the header's own field is no pointer
//	h.Count(), rt.Unique(h)                Unique: nil or one count (consume of lock, locked, active)
//	h.Share(), rt.ShareRef(p)              counts become atomic: before a reference becomes lock or active, or is sent
//	h.Confine()                            after consume of lock or active
//	rt.Isolated(cx, h), rt.NotIsolated()       run-time test of consume, its TypeError
//	rt.NullDeref(name, file, line, col)    panics with *rt.Null
//	rt.IsInstance(h, *Class), rt.Cast[T]   nil is of no class; Cast gives nil
//	rt.Fatal(msg)                          ends the program, status rt.ExitFatal (70)
//
// Dealloc(cx, self) runs the __dealloc__ chain and drops the fields; it need not zero them. Fields visits the plain and
// const references only (spec 4.3). A descriptor whose struct embeds a container class of ours embeds its rt.ListClass… first.
//
// Errors: rt.Raise(kind, msg), err.At(func, file, line), rt.ZeroDiv(msg), rt.Unraisable(cx, err, where).
//
// Program: rt.Main(func(cx) *Error) exits; rt.Run returns the status; rt.AtExit(func(cx)); rt.Enter() / rt.Leave(cx) for
// Go callers; rt.NewCtx() / cx.Release() for new goroutines; rt.Exit(cx, status).
//
// GIL: cx.AcquireGIL, cx.ReleaseGIL (nest); n := cx.UnlockGIL() … cx.RelockGIL(n) around code without it; cx.HoldsGIL;
// cx.Blocking(f) runs something that waits.
//
// Locks: rt.RLock(cx, h) RUnlock WLock WUnlock; rt.TryRLock, TryWLock int32 (0 taken, 1 writer, 2 readers).
//
// # Actors
//
//	rt.Activable{Header; ResultClass func(*Ctx) *ResultInterface; QueueClass *QueueInterface}
//	rt.MessageInterface{Header; Target *Activable; Sync *SyncInterface; Result *ResultInterface; Reply *Result}   rt.MessageVT{Class; Activate}
//	rt.ResultInterface  rt.ResultVT{Class; PushVoidStarResult, PushIntResult, GetVoidStarResult, GetIntResult}
//	rt.SyncInterface    rt.SyncVT{Class; IsActivable, IsCompleted, InsertActivity, RemoveActivity}
//	rt.QueueInterface   rt.QueueVT{Class; Push, Activate, IsEmpty}
//	rt.Send(cx, *MessageInterface, to *Activable)   m is moved in, to borrowed; a NULL queue prints Acthon's line; rt.SendLast where the message that runs soon ends
//	rt.RunMessage(cx, m) bool                    m.activate(), errors reported
//
// Generated method tables embed the VT struct first and fill its fields; these take (cx, self *rt.XInterface, …) and return *Error last
// (Push: *Error; Activate, IsEmpty, IsActivable, IsCompleted: (bool, *Error); GetIntResult: (int32, *Error); …). The interfaces
// have methods of the same names that call through the table and report errors as unraisable: r.PushIntResult(cx, v),
// r.GetIntResult(cx), s.IsActivable(cx), q.Push(cx, m) …; descriptors to derive from: rt.ClassResultInterface, ClassSyncInterface,
// ClassMessageInterface, ClassQueueInterface, ClassActivable. The Name of a message class is the name of its method.
// A message's Activate starts with rt.SyncReady(cx, &m.MessageInterface) (false: return false) and ends with
// rt.PushInt(cx, m.Result, int32) or rt.PushPtr(cx, m.Result, unsafe.Pointer) (nil-safe, take the write lock); a class reference
// pushed with PushRef(cx, m.Result, h) is dropped where there is no result object.
//
// Bundled library: rt.NewScheduler(cx, n) *Scheduler, s.PostQueue(cx, q), s.Join(cx), s.Finish(cx); rt.NewPersistScheduler;
// rt.NewSequentialMailBox(cx, s) and rt.NewBatchMailBox(cx, s) (s borrowed); rt.NullResult(cx); rt.NewWaitResult(cx),
// rt.WaitResultConstruct(cx). Classes: rt.ClassScheduler, ClassPersistScheduler, ClassSequentialMailBox, ClassBatchMailBox, ClassWaitResult.
// A mailbox is a QueueInterface at offset 0.
//
// # Library containers (objects)
//
//	rt.NewListClass[T](name, ElemOps[T]{Opaque, Hash, Eq, Less}) *ListClass[T]   rt.NewList(cx, class), rt.ListOf(cx, class, …)
//	rt.NewDictClass[K,V](name, keyOps, valOps)                                   rt.NewDict(cx, class)
//	rt.NewSetClass[T](name, ops)                                                 rt.NewSet(cx, class)
//
// Ref is found from T. Opaque: elements are iso, lock or active. Arguments are moved in where they are stored (append, insert,
// setitem, add, setdefault, defaults of get and pop), borrowed where only looked at (in, index, count, remove, discard,
// d[k], del d[k], get's key, other containers); they are dropped also when the call raises. Results are fresh.
//
//	list: Len() At(i) (T,err) Peek(i) (T,err), borrowed; Items() []T, the elements, until the length changes; rt.ItemsOf(l), nil-safe. SetAt(cx,i,v) err DelAt(cx,i) err Append(cx,v) err Insert(cx,i,v) err Clear(cx) err
//	      Add(cx,m) Mul(cx,n) IAdd(cx,m) err IMul(cx,n) err Extend(cx,m) err Contains(v) Index(v) (uint64,err) CountOf(v)
//	      Remove(cx,v) err Pop() (T,err) PopAt(i int64) (T,err) Reverse() err Sort(cx) err Copy(cx) Begin() End(); fields Elements, Iters
//	dict: Len() At(cx,k) (V,err) Peek(cx,k) SetAt(cx,k,v) err DelAt(cx,k) err Contains(cx,k) (bool,err) Clear(cx) err Update(cx,e) err
//	      Get(cx,k,def) (V,err) Pop(cx,k) (V,err) PopDefault(cx,k,def) SetDefault(cx,k,v) (V,err) PopItem(cx) (Pair,err) Copy(cx)
//	      Keys(cx) Values(cx) Items(cx): fresh objects *DictKeys, *DictValues, *DictItems with Len() and Iter; field Iters
//	set:  Len() Contains(cx,v) (bool,err) Add(cx,v) err Discard(cx,v) err Remove(cx,v) err Pop(cx) (T,err) Clear(cx) err Copy(cx)
//	      IsDisjoint IsSubset IsSuperset Eq Ne Lt Le Gt Ge (cx,t) (bool,err); Or And Sub Xor (cx,t) (*Set,err) fresh;
//	      IOr IAnd ISub IXor (cx,t) err; Update IntersectionUpdate DifferenceUpdate SymmetricDifferenceUpdate (cx,t) (*Set,err) fresh self
//	all:  it := x.Iter(cx); v, ok := it.Next(cx) (v borrowed; at the end it closes itself); it.Close() on every other way out
//
// cypset iterates in the order of std::unordered_set (libstdc++), cypdict in order of insertion.
//
// # C++ values
//
// rt.Vector[T], Deque[T], LinkedList[T], UnorderedMap[K,V], UnorderedSet[T], Map[K,V], OrderedSet[T], PriorityQueue[T],
// Pair[A,B]{First,Second}, String, StringView, Atomic[T]: zero values are empty. std::queue is Deque, std::stack Vector. Copies are
// made with x.Clone(); x.Drop(cx) gives up the elements, x.Visit(f) visits references: needed where elements are references or hold
// some. A program's struct with such members implements Drop(cx) on its pointer and Clone() T, Visit(f) to be an element. PushBack,
// Insert, Set… move in; At, Front, Back, Deref, Next give borrowed elements; TakeFront, TakeBack move out. Ptr(i), FrontPtr(), BackPtr(),
// it.Ref() give addresses: a C++ reference. at() is CheckedAt, CheckedPtr of sequences, At, AtPtr of maps (IndexError); operator[] is
// At, Ptr, Set of sequences, Index, IndexPtr, SetIndex of maps. Constructors: VectorN[T](n), VectorOf(n, v), DequeN, DequeOf, LinkedListN,
// LinkedListOf. Iterators (VectorIter, VectorRIter, … MapIter, UnorderedMapIter): Deref Ref Set Inc Dec PostInc PostDec Add Sub Diff Eq Ne
// Lt Gt Le Ge; of maps also First() Second() SecondPtr(). x.Iter(cx) with Next(cx) and Close() is for loops.
//
// The hash tables iterate in libstdc++'s order; HashString, HashStringView, HashValue[T] and the types StringHash, StringViewHash,
// Hash[T] give its hashes. Comparisons of any two values: EqValues NeValues LtValues GtValues LeValues GeValues, Min, Max, SwapValues.
//
// String: constructors Str(go) StrC(char*) StrCN StrN(n,c) StrSub(s,pos…) StrRange(first,last) StrView(view); methods as in
// string.go: suffix C for a char* argument, Char for a char, N for (count, char); trailing positions are variadic. View(s),
// ViewC, ViewCN, ViewRange make views. CAdd(char*, s). Stoi StoiIdx StoiBase, Stol… Stoul… Stof… Stod… raise ValueError, IndexError.
// ToStringInt(int64) ToStringUint ToStringFloat. Atomic: Load Store StoreRet Exchange FetchAdd FetchSub FetchAnd FetchOr FetchXor Inc Dec
// PostInc PostDec AddRet SubRet AndRet OrRet XorRet CompareExchange Eq … Bool; AtomicOf(v); AtomicFlag.
// Algorithms over iterators: Sort SortBy StableSort StableSortBy Reverse Rotate Copy CopyN Fill UniqueRange RemoveValue ReplaceValue
// FindValue FindIf CountValue CountIf AllOf AnyOf NoneOf ForEach EqualRange Transform BinarySearch LowerBound UpperBound MinElement
// MaxElement Accumulate InnerProduct Iota Distance Advance Next Prev; function parameters are C function pointers, with or without cx.
// numeric_limits: LimitsMin LimitsMax LimitsLowest LimitsEpsilon LimitsInfinity LimitsNaN [T]().
//
// # C
//
// char* is *int8: CString(go), GoString, GoStringN, CharBytes. printf family: Printf Fprintf Sprintf Snprintf (cx-free, no error),
// FmtPrintf FmtFprintf FmtSprintf FmtPrintfStr FmtSprintfStr (fmt::printf: error), Format(format, args…) (String, err) and
// FormatPrint: fmt::format.
// Arguments: AInt(int64) AUint(uint64) AInt32 AUint32 AFloat AChar ABool APtr ACStr AStr AView AText.
// Numbers: FloorDiv FloorMod FloorDivF FloorModF IPow Shl Shr B2I B2N AbsInt AbsFloat. The rest of libc has the C name in
// CamelCase: Strlen, Memcpy, Fopen, Rand, GmtimeR, PthreadCreate, SemWait, Regcomp … but for names that are taken: free is FreeMem,
// remove RemoveFile, raise RaiseSignal, close read write open bind send recv stat lstat fstat CloseFd ReadFd WriteFd OpenFd BindSocket
// SendTo RecvFrom StatPath LstatPath FstatFd, _exit ExitNow. Structs: Tm{TmSec…} Timeval Timespec Stat Dirent Dir File RegexT RegmatchT
// PthreadMutex PthreadCond PthreadBarrier PthreadAttr Sem Sockaddr …; Stdin, CStdout, CStderr are FILE*; Errno is errno.
package rt
