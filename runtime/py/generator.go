package py

import (
	"iter"
	"runtime"

	rt "github.com/cyp-lang/cyp/runtime"
)

// Generator is a generator, a coroutine or an asynchronous generator: by its type. Its body runs on a stack of its own.
type Generator struct {
	Obj
	g              *genState
	name, qualname string
	dict           *Dict
}

// Yield suspends a body: its results are the value that send passes in, and the error that throw or close raises there.
type Yield = func(Value) (Value, *rt.Error)

type genState struct {
	body     func(cx *rt.Ctx, yield Yield) (Value, *rt.Error)
	next     func() (Value, bool)
	stop     func()
	cx       *rt.Ctx
	st       *state // the body's own argument stack and handled exceptions
	sent     Value
	thrown   *rt.Error
	err      *rt.Error
	ret      Value
	started  bool
	running  bool
	done     bool
	stopEnds bool   // by StopIteration
	iterable bool   // a generator that can be awaited
	kind     string // generator, coroutine, async generator
	made     uint64 // its number among all that ends one day

	busy  bool // a coroutine that is being awaited; an asynchronous generator one of whose awaitables has begun and not ended
	waits *coroLink

	// Of asynchronous generators.
	closed bool
	hooked bool // the hook for new ones has seen it
}

// NewGenerator makes a generator.
func NewGenerator(body func(cx *rt.Ctx, yield Yield) (Value, *rt.Error)) Value {
	return NewNamedGenerator("generator", "generator", body)
}

// NewNamedGenerator is NewGenerator with the names of the function, which repr shows.
func NewNamedGenerator(name, qualname string, body func(cx *rt.Ctx, yield Yield) (Value, *rt.Error)) Value {
	return newSuspended(GeneratorType, "generator", name, qualname, body)
}

func newSuspended(t *Type, kind, name, qualname string, body func(cx *rt.Ctx, yield Yield) (Value, *rt.Error)) Value {
	g := &Generator{Obj: Obj{t}, g: &genState{body: body, ret: None, kind: kind}, name: name, qualname: qualname}
	return obj(&g.Obj)
}

// StopEnds makes a new generator end where StopIteration is raised in it, as all did before PEP 479.
func StopEnds(v Value) Value {
	asGenerator(v).g.stopEnds = true
	return v
}

// endGenerator closes a generator that nobody can reach any more, in the thread that ran it: its locals are dropped.
func endGenerator(g *genState) {
	if g.done {
		return
	}
	endings.add(g.made, func(cx *rt.Ctx) {
		if g.cx == cx && !g.running && !g.done {
			g.resume(cx, nil, Value{}, errOf(newExc(GeneratorExit)))
		}
	})
}

// start prepares the coroutine.
func (g *genState) start(cx *rt.Ctx) {
	g.begun()
	g.cx = cx
	g.st = &state{}
	g.next, g.stop = iter.Pull(func(put func(Value) bool) {
		yield := func(v Value) (Value, *rt.Error) {
			if !put(v) {
				return Value{}, rt.Raise("GeneratorExit", "")
			}
			if err := g.thrown; err != nil {
				g.thrown = nil
				return Value{}, err
			}
			return g.sent, nil
		}
		g.ret, g.err = g.body(cx, yield)
	})
}

// resume runs the body to its next yield; ok is false where it ended, with its error if any.
func (g *genState) resume(cx *rt.Ctx, owner *Generator, sent Value, thrown *rt.Error) (Value, bool, *rt.Error) {
	if g.running {
		return Value{}, false, valueErr("%s already executing", g.kind)
	}
	if g.done {
		if g.kind == "coroutine" {
			return Value{}, false, runtimeErr("cannot reuse already awaited coroutine")
		}
		if thrown != nil {
			return Value{}, false, thrown
		}
		return Value{}, false, nil
	}
	if !g.started {
		if thrown != nil {
			g.begun()
			g.done = true
			return Value{}, false, thrown
		}
		if stateOf(cx).depth >= recursionLimit {
			return Value{}, false, rt.Raise("RecursionError", "maximum recursion depth exceeded")
		}
		g.start(cx)
		if owner != nil {
			g.made = endings.made.Add(1)
			endings.suspended.Add(1)
			runtime.AddCleanup(owner, endGenerator, g)
		}
	} else if g.cx != cx {
		return Value{}, false, notSupported("resuming a generator in another thread than the one that started it")
	}
	caller := stateOf(cx)
	g.st.depth, g.st.thread = caller.depth+1, caller.thread
	if g.st.stack == nil {
		g.st.stack = make([]Value, 64)
	}
	g.st.handled = append(append([]*rt.Error(nil), caller.handled...), g.st.handled...)
	inherited := len(caller.handled)
	g.sent, g.thrown = sent, thrown
	g.running = true
	setState(cx, g.st)
	v, ok := g.next()
	setState(cx, caller)
	g.running = false
	if n := len(g.st.handled); n >= inherited {
		g.st.handled = append([]*rt.Error(nil), g.st.handled[inherited:]...)
	} else {
		g.st.handled = nil
	}
	if ok {
		return v, true, nil
	}
	g.done = true
	if g.made != 0 {
		endings.suspended.Add(-1)
	}
	g.next, g.stop, g.body, g.st, g.sent = nil, nil, nil, nil, Value{}
	var err *rt.Error
	g.ret, err = g.end(cx, g.ret, g.err)
	return Value{}, false, err
}

// GeneratorError is the error that leaves a generator expression that runs in place, in which err was raised: StopIteration becomes a
// RuntimeError, or ends it where ends is set.
func GeneratorError(cx *rt.Ctx, err *rt.Error, ends bool) *rt.Error {
	g := genState{kind: "generator", stopEnds: ends}
	_, err = g.end(cx, None, err)
	return err
}

// takeReturn is the value that the StopIteration of an exhausted iterator carries; a generator gives it once.
func takeReturn(v Value) Value {
	if !suspends(v) {
		return Value{}
	}
	g := asGenerator(v).g
	r := g.ret
	g.ret = None
	return r
}

func generatorNext(cx *rt.Ctx, v Value) (Value, bool, *rt.Error) {
	return asGenerator(v).g.resume(cx, asGenerator(v), None, nil)
}

// GenSend is g.send(v): ok is false where the generator ended, and then the value is what it returned.
func GenSend(cx *rt.Ctx, v, sent Value) (Value, bool, *rt.Error) {
	g := asGenerator(v).g
	if !g.started && !g.done && !sent.IsNone() {
		return Value{}, false, typeErr("can't send non-None value to a just-started %s", g.kind)
	}
	r, ok, err := g.resume(cx, asGenerator(v), sent, nil)
	if err == nil && !ok {
		return takeReturn(v), false, nil
	}
	return r, ok, err
}

// genClose is g.close().
func genClose(cx *rt.Ctx, v Value) *rt.Error {
	g := asGenerator(v).g
	if g.done {
		return nil
	}
	if !g.started {
		g.begun()
		g.done = true
		return nil
	}
	_, ok, err := g.resume(cx, asGenerator(v), Value{}, errOf(newExc(GeneratorExit)))
	if err == nil && ok {
		return runtimeErr("%s ignored GeneratorExit", g.kind)
	}
	if err == nil || isExc(err, GeneratorExit) || isExc(err, StopIteration) {
		return nil
	}
	return err
}

// YieldFrom is `yield from it`: it passes values, sent values and exceptions through, and returns the value of the inner
// generator.
func YieldFrom(cx *rt.Ctx, yield Yield, iterable Value) (Value, *rt.Error) {
	if iterable.O.Type == CoroutineType {
		return Value{}, typeErr("cannot 'yield from' a coroutine object in a non-coroutine generator")
	}
	it, err := IterObj(cx, iterable)
	if err != nil {
		return Value{}, err
	}
	return delegate(cx, yield, it)
}

// YieldFromNew is YieldFrom of what a call has just made: a generator that nobody else has runs on the stack of the one that delegates to it.
func YieldFromNew(cx *rt.Ctx, yield Yield, iterable Value) (Value, *rt.Error) {
	if iterable.O.Type == GeneratorType {
		if g := asGenerator(iterable).g; !g.started && !g.done {
			return g.runHere(cx, yield)
		}
	}
	return YieldFrom(cx, yield, iterable)
}

// runHere runs a body that has not begun to its end on the stack of the caller, a body too: where it yields, both are suspended.
func (g *genState) runHere(cx *rt.Ctx, yield Yield) (Value, *rt.Error) {
	st := stateOf(cx)
	if err := st.enter(cx); err != nil {
		return Value{}, err
	}
	g.begun()
	g.running, g.busy = true, true
	closing := false
	v, err := g.body(cx, func(v Value) (Value, *rt.Error) {
		r, err := yield(v)
		if err != nil && isExc(err, GeneratorExit) {
			closing = true
		}
		return r, err
	})
	g.running, g.busy, g.done, g.body = false, false, true, nil
	st.depth--
	if err == nil && closing {
		return Value{}, errOf(newExc(GeneratorExit)) // it goes on in the caller, whatever the body made of it
	}
	return g.end(cx, v, err)
}

// end is what comes out of a body that returned v or raised err.
func (g *genState) end(cx *rt.Ctx, v Value, err *rt.Error) (Value, *rt.Error) {
	if err == nil {
		return v, nil
	}
	stop := isExc(err, StopIteration)
	if stop && g.stopEnds {
		return GetAttr(cx, Materialise(cx, err), "value")
	}
	if !stop && (g.kind != "async generator" || !isExc(err, StopAsyncIteration)) {
		return Value{}, err
	}
	cause := Materialise(cx, err)
	e := newExc(RuntimeError, NewStr(g.kind+" raised "+cause.O.Type.name))
	asExc(e).cause, asExc(e).context, asExc(e).suppress = cause, cause, true
	return Value{}, errOf(e)
}

// delegate hands on what an inner iterator yields until it ends, and gives the value that it returns.
func delegate(cx *rt.Ctx, yield Yield, it Value) (Value, *rt.Error) {
	sent := None
	var thrown *rt.Error
	for {
		var v Value
		var ok bool
		var err *rt.Error
		if thrown != nil {
			v, ok, err = throwInto(cx, it, thrown)
			thrown = nil
		} else {
			v, ok, err = sendTo(cx, it, sent)
		}
		if err != nil {
			if isExc(err, StopIteration) {
				return orNone(asExc(Materialise(cx, err)).fields[0]), nil
			}
			return Value{}, err
		}
		if !ok {
			return v, nil
		}
		if sent, thrown = yield(v); thrown != nil {
			sent = None
		}
	}
}

// sendTo passes a value to an inner iterator; ok is false where it ended, and then the value is what it returned.
func sendTo(cx *rt.Ctx, it, sent Value) (v Value, ok bool, err *rt.Error) {
	switch {
	case suspends(it):
		return GenSend(cx, it, sent)
	case it.O.Type == asyncStepType:
		return asAsyncStep(it).send(cx, sent)
	case sent.IsNone():
		v, ok, err = Next(cx, it)
		if err == nil && !ok {
			v = orNone(takeReturn(it))
		}
		return v, ok, err
	}
	v, err = CallMethod(cx, it, "send", sent)
	return v, true, err
}

// throwInto delivers an exception to an inner iterator.
func throwInto(cx *rt.Ctx, it Value, e *rt.Error) (Value, bool, *rt.Error) {
	if isExc(e, GeneratorExit) {
		if suspends(it) {
			if err := genClose(cx, it); err != nil {
				return Value{}, false, err
			}
		} else if m, ok, err := getAttrOpt(cx, it, "close"); err != nil {
			return Value{}, false, err
		} else if ok {
			if _, err := Call(cx, m); err != nil {
				return Value{}, false, err
			}
		}
		return Value{}, false, e
	}
	if it.O.Type == asyncStepType {
		return asAsyncStep(it).throw(cx, e)
	}
	if suspends(it) {
		v, ok, err := asGenerator(it).g.resume(cx, asGenerator(it), Value{}, e)
		if err == nil && !ok {
			return takeReturn(it), false, nil
		}
		return v, ok, err
	}
	m, ok, err := getAttrOpt(cx, it, "throw")
	if err != nil {
		return Value{}, false, err
	}
	if !ok {
		return Value{}, false, e
	}
	v, err := Call(cx, m, Materialise(cx, e))
	return v, true, err
}

func genThrow(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
	e, err := thrownBy(cx, a)
	if err != nil {
		return Value{}, err
	}
	r, ok, err := asGenerator(a[0]).g.resume(cx, asGenerator(a[0]), Value{}, e)
	if err == nil && !ok {
		err = stopIteration(takeReturn(a[0]))
	}
	return r, err
}

// thrownBy is the exception that the arguments of throw give: an instance, or a class and a value.
func thrownBy(cx *rt.Ctx, a []Value) (e, err *rt.Error) {
	exc := a[1]
	if len(a) > 2 && !a[2].IsNone() && a[1].has(flagType) {
		v := a[2]
		if !v.has(flagExc) {
			if v, err = Call(cx, a[1], v); err != nil {
				return nil, err
			}
		}
		exc = v
	}
	v, err := instantiate(cx, exc, "exceptions must be classes or instances deriving from BaseException, not "+exc.O.Type.name)
	if err != nil {
		return nil, err
	}
	return errOf(v), nil
}

func setupGenerator() {
	t := GeneratorType
	t.flags |= flagNoBase
	t.iter = selfIter
	t.next = generatorNext
	coroMethods(t, "generator", "gi_")
}
