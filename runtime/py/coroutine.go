package py

import (
	"fmt"
	"unsafe"

	rt "github.com/cyp-lang/cyp/runtime"
)

// Coroutines: `async def` without yield, and what `await`, `async for` and `async with` call.

// coroWrapper is what a coroutine's __await__ gives: an iterator over it.
type coroWrapper struct {
	Obj
	coro Value
}

var coroWrapperType = static("coroutine_wrapper")

// suspends reports whether v is a generator or a coroutine.
func suspends(v Value) bool { return v.O.Type == GeneratorType || v.O.Type == CoroutineType }

// NewCoroutine makes a coroutine object.
func NewCoroutine(name, qualname string, body func(cx *rt.Ctx, yield Yield) (Value, *rt.Error)) Value {
	v := newSuspended(CoroutineType, "coroutine", name, qualname, body)
	unawaited.add(asGenerator(v).g, qualname)
	return v
}

// unawaited are the coroutines that have not begun. Those that are left at the end of the program were forgotten.
var unawaited coroList

// coroList is a list of coroutines in the order in which they were made. It is used with the GIL held.
type coroList struct {
	first, last *coroLink
	watched     bool
}

type coroLink struct {
	name       string
	prev, next *coroLink
}

func (l *coroList) add(g *genState, name string) {
	if !l.watched {
		l.watched = true
		rt.AtExit(reportUnawaited)
	}
	k := &coroLink{name: name, prev: l.last}
	if l.last == nil {
		l.first = k
	} else {
		l.last.next = k
	}
	l.last, g.waits = k, k
}

func (l *coroList) remove(k *coroLink) {
	if k.prev == nil {
		l.first = k.next
	} else {
		k.prev.next = k.next
	}
	if k.next == nil {
		l.last = k.prev
	} else {
		k.next.prev = k.prev
	}
}

// begun marks a body as entered, or as never to be.
func (g *genState) begun() {
	g.started = true
	if g.waits != nil {
		unawaited.remove(g.waits)
		g.waits = nil
	}
}

// reportUnawaited warns of the coroutines that were never awaited, at the end of the program.
func reportUnawaited(cx *rt.Ctx) {
	if unawaited.first == nil {
		return
	}
	flushStdout()
	for k := unawaited.first; k != nil; k = k.next {
		writeStderr(cx, "sys:1: RuntimeWarning: coroutine '"+k.name+"' was never awaited\n")
	}
	unawaited.first, unawaited.last = nil, nil
}

// Awaitable reports whether v can be awaited.
func Awaitable(v Value) bool {
	switch v.O.Type {
	case CoroutineType:
		return true
	case GeneratorType:
		return asGenerator(v).g.iterable
	}
	_, ok := v.O.Type.lookup("__await__")
	return ok
}

// awaitIter is the iterator that drives an awaitable.
func awaitIter(cx *rt.Ctx, v Value, wrong func() *rt.Error) (Value, *rt.Error) {
	switch v.O.Type {
	case CoroutineType:
		if asGenerator(v).g.running || asGenerator(v).g.started && !asGenerator(v).g.done && asGenerator(v).g.busy {
			return Value{}, runtimeErr("coroutine is being awaited already")
		}
		return v, nil
	case asyncStepType:
		return v, nil
	case GeneratorType:
		if asGenerator(v).g.iterable {
			return v, nil
		}
	}
	it, ok, err := callSpecial(cx, v, "__await__")
	if err != nil {
		return Value{}, err
	}
	if !ok {
		return Value{}, wrong()
	}
	if it.O.Type == CoroutineType {
		return Value{}, typeErr("__await__() returned a coroutine")
	}
	if it.O.Type.next == nil {
		return Value{}, typeErr("__await__() returned non-iterator of type '%s'", it.O.Type.cName())
	}
	return it, nil
}

// Await is `await v`.
func Await(cx *rt.Ctx, yield Yield, v Value) (Value, *rt.Error) {
	it, err := awaitIter(cx, v, func() *rt.Error { return typeErr("object %s can't be used in 'await' expression", v.O.Type.fullName()) })
	if err != nil {
		return Value{}, err
	}
	return awaitOn(cx, yield, it)
}

// awaitOn runs an awaitable's iterator to its end. A body that has not begun runs on the stack of the one that awaits it, which
// suspends both.
func awaitOn(cx *rt.Ctx, yield Yield, it Value) (Value, *rt.Error) {
	if !suspends(it) {
		return delegate(cx, yield, it)
	}
	g := asGenerator(it).g
	if g.started || g.done {
		g.busy = true
		v, err := delegate(cx, yield, it)
		g.busy = false
		return v, err
	}
	return g.runHere(cx, yield)
}

// AIter begins an `async for`.
func AIter(cx *rt.Ctx, v Value) (Value, *rt.Error) {
	it, ok, err := callSpecial(cx, v, "__aiter__")
	if err != nil {
		return Value{}, err
	}
	if !ok {
		return Value{}, typeErr("'async for' requires an object with __aiter__ method, got %s", v.O.Type.fullName())
	}
	if _, ok := it.O.Type.lookup("__anext__"); !ok {
		return Value{}, typeErr("'async for' received an object from __aiter__ that does not implement __anext__: %s", it.O.Type.fullName())
	}
	return it, nil
}

// ANext is the next element of an `async for`; ok is false at the end.
func ANext(cx *rt.Ctx, yield Yield, it Value) (v Value, ok bool, err *rt.Error) {
	if it.O.Type == AsyncGenType {
		it = newAsyncStep(it, asyncSend, None)
	} else {
		a, found, err := callSpecial(cx, it, "__anext__")
		if err != nil {
			return Value{}, false, err
		}
		if !found {
			return Value{}, false, typeErr("'async for' requires an iterator with __anext__ method, got %s", it.O.Type.fullName())
		}
		wrong := func() *rt.Error {
			return typeErr("'async for' received an invalid object from __anext__: %s", a.O.Type.fullName())
		}
		if it, err = awaitIter(cx, a, wrong); err != nil {
			return Value{}, false, err
		}
	}
	v, err = awaitOn(cx, yield, it)
	if err != nil && isExc(err, StopAsyncIteration) {
		return Value{}, false, nil
	}
	return v, err == nil, err
}

// AsyncEnter begins an `async with`: it gives what __aenter__ gives, and the bound __aexit__.
func AsyncEnter(cx *rt.Ctx, yield Yield, mgr Value) (value, exit Value, err *rt.Error) {
	enter, ok, err := lookupSpecial(cx, mgr, "__aenter__")
	if err != nil {
		return value, exit, err
	}
	if !ok {
		return value, exit, typeErr("'%s' object does not support the asynchronous context manager protocol", mgr.O.Type.fullName())
	}
	exit, ok, err = lookupSpecial(cx, mgr, "__aexit__")
	if err != nil {
		return value, exit, err
	}
	if !ok {
		return value, exit, typeErr("'%s' object does not support the asynchronous context manager protocol (missed __aexit__ method)", mgr.O.Type.fullName())
	}
	a, err := Call(cx, enter)
	if err != nil {
		return value, exit, err
	}
	value, err = awaitFrom(cx, yield, a, "__aenter__")
	return value, exit, err
}

// AsyncExit is WithExit of an `async with`.
func AsyncExit(cx *rt.Ctx, yield Yield, exit Value, err *rt.Error) (suppress bool, e *rt.Error) {
	t, v, tb := ExcInfo(cx, err)
	r, e := Call(cx, exit, t, v, tb)
	if e == nil {
		r, e = awaitFrom(cx, yield, r, "__aexit__")
	}
	return exitResult(cx, r, e, v, err)
}

func awaitFrom(cx *rt.Ctx, yield Yield, a Value, method string) (Value, *rt.Error) {
	it, err := awaitIter(cx, a, func() *rt.Error {
		return typeErr("'async with' received an object from %s that does not implement __await__: %s", method, a.O.Type.fullName())
	})
	if err != nil {
		return Value{}, err
	}
	return awaitOn(cx, yield, it)
}

// outside makes a future of the running event loop, which a channel completes.
var outside func(cx *rt.Ctx, done <-chan struct{}) (Value, *rt.Error)

// OnAwaitOutside sets what makes an awaitable of something that ends outside the event loop. It gives an unset value where no loop runs.
func OnAwaitOutside(f func(cx *rt.Ctx, done <-chan struct{}) (Value, *rt.Error)) { outside = f }

// AwaitResult waits for a call on an active object. Without an event loop the thread waits.
func AwaitResult(cx *rt.Ctx, yield Yield, h *rt.Header) (Value, *rt.Error) {
	r := (*rt.Result)(unsafe.Pointer(h))
	if r == nil || r.Done() {
		return None, nil // a null reference is reported where the value is asked for
	}
	if outside != nil {
		f, err := outside(cx, r.Ended())
		if err != nil {
			return Value{}, err
		}
		if f.IsSet() {
			return Await(cx, yield, f)
		}
	}
	r.Join(cx)
	return None, nil
}

// awaitWrapped is __await__ of the results of calls on active objects, as objects.
func awaitWrapped(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
	r := a[0]
	c := NewCoroutine("result", "result", func(cx *rt.Ctx, yield Yield) (Value, *rt.Error) {
		if _, err := AwaitResult(cx, yield, asWrapper(r).H); err != nil {
			return Value{}, err
		}
		return CallMethod(cx, r, "get")
	})
	return obj(&(&coroWrapper{Obj{coroWrapperType}, c}).Obj), nil
}

func setupCoroutine() {
	t := CoroutineType
	t.flags |= flagNoBase
	coroMethods(t, "coroutine", "cr_")
	t.method("__await__", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		return obj(&(&coroWrapper{Obj{coroWrapperType}, a[0]}).Obj), nil
	})

	w := coroWrapperType
	w.flags |= flagNoBase
	w.iter = selfIter
	w.next = func(cx *rt.Ctx, v Value) (Value, bool, *rt.Error) {
		r, ok, err := GenSend(cx, wrappedCoro(v), None)
		if err == nil && !ok && !r.IsNone() {
			err = stopIteration(r)
		}
		return r, ok, err
	}
	for _, name := range []string{"send", "throw", "close"} {
		sig := map[string]string{"send": "O", "throw": "1-3", "close": ""}[name]
		w.method(name, sig, func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			return CallMethod(cx, wrappedCoro(a[0]), name, a[1:]...)
		})
	}
}

func wrappedCoro(v Value) Value { return (*coroWrapper)(unsafe.Pointer(v.O)).coro }

// coroMethods are the methods and attributes that generators and coroutines have alike.
func coroMethods(t *Type, kind, prefix string) {
	t.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		return NewStr(fmt.Sprintf("<%s object %s at 0x%x>", kind, asGenerator(v).qualname, idOf(v))), nil
	}
	t.method("send", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		v, ok, err := GenSend(cx, a[0], a[1])
		if err == nil && !ok {
			err = stopIteration(v)
		}
		return v, err
	})
	t.method("throw", "1-3", genThrow)
	t.method("close", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return None, genClose(cx, a[0]) })
	genAttrs(t, prefix)
}

// genAttrs are the attributes that all have which suspend.
func genAttrs(t *Type, prefix string) {
	text := func(name string, at func(*Generator) *string) {
		t.getSetter(name, func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return NewStr(*at(asGenerator(v))), nil },
			func(cx *rt.Ctx, v, x Value) *rt.Error {
				s, ok := GoStr(x)
				if !x.IsSet() || !ok {
					return typeErr("%s must be set to a string object", name)
				}
				*at(asGenerator(v)) = s
				return nil
			})
	}
	text("__name__", func(g *Generator) *string { return &g.name })
	text("__qualname__", func(g *Generator) *string { return &g.qualname })
	t.getter(prefix+"running", func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		return Bool(asGenerator(v).g.running || v.O.Type == AsyncGenType && asGenerator(v).g.busy), nil
	})
	t.getter(prefix+"suspended", func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		g := asGenerator(v).g
		return Bool(g.started && !g.done && !g.running), nil
	})
	t.getter(prefix+"frame", func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		if asGenerator(v).g.done {
			return None, nil
		}
		return newNamespace("f_lineno", Int(0)), nil
	})
}

// coroutineOf is types.coroutine: the generators of a function can be awaited.
func coroutineOf(f Value) (Value, *rt.Error) {
	if f.O.Type.call == nil {
		return Value{}, typeErr("types.coroutine() expects a callable")
	}
	if f.O.Type != FuncType || !asFunc(f).def.Generator {
		return f, nil
	}
	g := *asFunc(f)
	body := g.body
	g.body = func(cx *rt.Ctx, args []Value) (Value, *rt.Error) {
		v, err := body(cx, args)
		if err == nil && v.O.Type == GeneratorType {
			asGenerator(v).g.iterable = true
		}
		return v, err
	}
	return obj(&g.Obj), nil
}
