package py

import (
	"fmt"
	"unsafe"

	rt "github.com/cyp-lang/cyp/runtime"
)

// Asynchronous generators. The body yields two kinds of things: its elements, which AsyncYield marks, and what it waits for.

type asyncElement struct {
	Obj
	v Value
}

var asyncElementType = static("async_generator_wrapped_value")

// AsyncYield marks an element of an asynchronous generator.
func AsyncYield(v Value) Value { return obj(&(&asyncElement{Obj{asyncElementType}, v}).Obj) }

// NewAsyncGenerator makes an asynchronous generator; its body yields AsyncYield(element).
func NewAsyncGenerator(name, qualname string, body func(cx *rt.Ctx, yield Yield) (Value, *rt.Error)) Value {
	return newSuspended(AsyncGenType, "async generator", name, qualname, body)
}

type asyncMode uint8

const (
	asyncSend asyncMode = iota
	asyncThrow
	asyncClose
)

// asyncStep is one awaitable of an asynchronous generator: what __anext__, asend, athrow and aclose give.
type asyncStep struct {
	Obj
	of    Value
	mode  asyncMode
	arg   Value     // sent first
	thr   *rt.Error // thrown first
	began bool
	ended bool
}

var asyncStepType = static("async_generator_asend")

func asAsyncStep(v Value) *asyncStep { return (*asyncStep)(unsafe.Pointer(v.O)) }

func newAsyncStep(of Value, mode asyncMode, arg Value) Value {
	return obj(&(&asyncStep{Obj: Obj{asyncStepType}, of: of, mode: mode, arg: arg}).Obj)
}

var asyncNames = [...]string{"anext", "athrow", "aclose"}

// begin claims the generator for this awaitable; over means that there is nothing to do.
func (s *asyncStep) begin(cx *rt.Ctx) (over bool, err *rt.Error) {
	g := asGenerator(s.of).g
	s.began = true
	if g.busy {
		s.ended = true
		return false, runtimeErr("%s(): asynchronous generator is already running", asyncNames[s.mode])
	}
	if g.done || g.closed {
		s.ended = true
		if s.mode == asyncClose {
			return true, nil
		}
		return false, errOf(newExc(StopAsyncIteration))
	}
	if !g.started {
		if s.mode == asyncClose {
			g.done, g.closed, s.ended = true, true, true
			return true, nil
		}
		if s.mode == asyncSend && !s.arg.IsNone() {
			s.ended = true
			return false, typeErr("can't send non-None value to a just-started async generator")
		}
	}
	if !g.hooked {
		g.hooked = true
		if f := stateOf(cx).firstIter; f.IsSet() && !f.IsNone() {
			if _, err := Call(cx, f, s.of); err != nil {
				return false, err
			}
		}
	}
	g.busy = true
	if s.mode == asyncClose {
		g.closed = true
		s.thr = errOf(newExc(GeneratorExit))
	}
	return false, nil
}

// send resumes the generator; ok is false where the awaitable has its result.
func (s *asyncStep) send(cx *rt.Ctx, v Value) (Value, bool, *rt.Error) {
	if s.ended {
		return Value{}, false, s.reused()
	}
	g := asGenerator(s.of)
	var thrown *rt.Error
	if !s.began {
		if over, err := s.begin(cx); over || err != nil {
			return None, false, err
		}
		if v.IsNone() {
			v = s.arg
		}
		thrown = s.thr
	}
	if thrown != nil {
		v = Value{}
	}
	return s.settle(g.g.resume(cx, g, v, thrown))
}

// throw raises an exception where the generator waits.
func (s *asyncStep) throw(cx *rt.Ctx, e *rt.Error) (Value, bool, *rt.Error) {
	if s.ended {
		return Value{}, false, s.reused()
	}
	g := asGenerator(s.of)
	if !s.began {
		if over, err := s.begin(cx); over || err != nil {
			return None, false, err
		}
	}
	return s.settle(g.g.resume(cx, g, Value{}, e))
}

func (s *asyncStep) reused() *rt.Error {
	if s.mode == asyncSend {
		return runtimeErr("cannot reuse already awaited __anext__()/asend()")
	}
	return runtimeErr("cannot reuse already awaited aclose()/athrow()")
}

// settle looks at what the generator came back with.
func (s *asyncStep) settle(v Value, ok bool, err *rt.Error) (Value, bool, *rt.Error) {
	g := asGenerator(s.of).g
	if err == nil && ok && v.O.Type != asyncElementType {
		return v, true, nil // it waits for something
	}
	s.ended, g.busy = true, false
	if err == nil && !ok {
		err = errOf(newExc(StopAsyncIteration))
	}
	switch {
	case err == nil && s.mode == asyncClose:
		g.closed = false
		return Value{}, false, runtimeErr("async generator ignored GeneratorExit")
	case err == nil:
		return (*asyncElement)(unsafe.Pointer(v.O)).v, false, nil
	}
	if isExc(err, StopAsyncIteration) || isExc(err, GeneratorExit) {
		g.closed = true
		if s.mode == asyncClose {
			return None, false, nil
		}
	}
	return Value{}, false, err
}

func setupAsyncGen() {
	t := AsyncGenType
	t.flags |= flagNoBase
	genAttrs(t, "ag_")
	t.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		return NewStr(fmt.Sprintf("<async_generator object %s at 0x%x>", asGenerator(v).qualname, idOf(v))), nil
	}
	t.method("__aiter__", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return a[0], nil })
	t.method("__anext__", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return newAsyncStep(a[0], asyncSend, None), nil })
	t.method("asend", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return newAsyncStep(a[0], asyncSend, a[1]), nil })
	t.method("aclose", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return newAsyncStep(a[0], asyncClose, None), nil })
	t.method("athrow", "1-3", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		e, err := thrownBy(cx, a)
		if err != nil {
			return Value{}, err
		}
		s := newAsyncStep(a[0], asyncThrow, None)
		asAsyncStep(s).thr = e
		return s, nil
	})

	w := asyncStepType
	w.flags |= flagNoBase
	w.iter = selfIter
	w.next = func(cx *rt.Ctx, v Value) (Value, bool, *rt.Error) {
		r, ok, err := asAsyncStep(v).send(cx, None)
		if err == nil && !ok {
			err = stopIteration(r)
		}
		return r, ok, err
	}
	w.method("__await__", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return a[0], nil })
	w.method("send", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		v, ok, err := asAsyncStep(a[0]).send(cx, a[1])
		if err == nil && !ok {
			err = stopIteration(v)
		}
		return v, err
	})
	w.method("throw", "1-3", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		e, err := thrownBy(cx, a)
		if err != nil {
			return Value{}, err
		}
		v, ok, err := asAsyncStep(a[0]).throw(cx, e)
		if err == nil && !ok {
			err = stopIteration(v)
		}
		return v, err
	})
	w.method("close", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		asAsyncStep(a[0]).ended = true
		return None, nil
	})
}

// setupAsyncBuiltins makes aiter and anext.
func setupAsyncBuiltins() {
	builtin("aiter", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		it, ok, err := callSpecial(cx, a[0], "__aiter__")
		if err != nil {
			return Value{}, err
		}
		if !ok {
			return Value{}, typeErr("'%s' object is not an async iterable", a[0].O.Type.cName())
		}
		if _, ok := it.O.Type.lookup("__anext__"); !ok {
			return Value{}, typeErr("aiter() returned not an async iterator of type '%s'", it.O.Type.cName())
		}
		return it, nil
	})
	builtin("anext", "1-2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		v, ok, err := callSpecial(cx, a[0], "__anext__")
		if err != nil {
			return Value{}, err
		}
		if !ok {
			return Value{}, typeErr("'%s' object is not an async iterator", a[0].O.Type.cName())
		}
		if len(a) == 1 {
			return v, nil
		}
		def := a[1]
		return NewCoroutine("anext", "anext", func(cx *rt.Ctx, yield Yield) (Value, *rt.Error) {
			r, err := Await(cx, yield, v)
			if err != nil && isExc(err, StopAsyncIteration) {
				return def, nil
			}
			return r, err
		}), nil
	})
}

// registerAsyncHooks makes the functions of sys by which an event loop learns of asynchronous generators.
func registerAsyncHooks(m *Module) {
	class := structSeq("sys.asyncgen_hooks", []string{"firstiter", "finalizer"})
	m.fn("set_asyncgen_hooks", "firstiter=, finalizer=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		st := stateOf(cx)
		for i, at := range []*Value{&st.firstIter, &st.finalizer} {
			if a[i].IsSet() {
				*at = a[i]
			}
		}
		return None, nil
	})
	m.fn("get_asyncgen_hooks", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		st := stateOf(cx)
		return newSeq(class, orNone(st.firstIter), orNone(st.finalizer)), nil
	})
}
