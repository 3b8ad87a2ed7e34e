package py

import (
	"fmt"
	"iter"
	"runtime"

	rt "github.com/cyp-lang/cyp/runtime"
)

// Generator is a generator object. Its body runs as a coroutine on a stack of its own.
type Generator struct {
	Obj
	g              *genState
	name, qualname string
	dict           *Dict
}

type genState struct {
	body     func(cx *rt.Ctx, yield func(Value) (Value, *rt.Error)) (Value, *rt.Error)
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
	made     uint64 // its number among all that ends one day
}

// NewGenerator makes a generator. The body gets a yield function that suspends it: its results are the value
// that send passes in, and the error that throw or close raises at the yield.
func NewGenerator(body func(cx *rt.Ctx, yield func(Value) (Value, *rt.Error)) (Value, *rt.Error)) Value {
	return NewNamedGenerator("generator", "generator", body)
}

// NewNamedGenerator is NewGenerator with the names of the function, which repr shows.
func NewNamedGenerator(name, qualname string, body func(cx *rt.Ctx, yield func(Value) (Value, *rt.Error)) (Value, *rt.Error)) Value {
	g := &Generator{Obj: Obj{GeneratorType}, g: &genState{body: body, ret: None}, name: name, qualname: qualname}
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
	g.started = true
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
		return Value{}, false, valueErr("generator already executing")
	}
	if g.done {
		if thrown != nil {
			return Value{}, false, thrown
		}
		return Value{}, false, nil
	}
	if !g.started {
		if thrown != nil {
			g.done = true
			return Value{}, false, thrown
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
	g.st.depth = caller.depth
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
	g.next, g.stop, g.body = nil, nil, nil
	err := g.err
	if err != nil && g.stopEnds && isExc(err, StopIteration) {
		g.ret, err = GetAttr(cx, Materialise(cx, err), "value")
	}
	return Value{}, false, GeneratorError(cx, err, false)
}

// GeneratorError is the error that leaves a generator in which err was raised: StopIteration becomes a RuntimeError, or ends it where ends is set.
func GeneratorError(cx *rt.Ctx, err *rt.Error, ends bool) *rt.Error {
	if err == nil || !isExc(err, StopIteration) {
		return err
	}
	if ends {
		return nil
	}
	e := newExc(RuntimeError, NewStr("generator raised StopIteration"))
	cause := Materialise(cx, err)
	asExc(e).cause, asExc(e).context, asExc(e).suppress = cause, cause, true
	return errOf(e)
}

// takeReturn is the value that the StopIteration of an exhausted iterator carries; a generator gives it once.
func takeReturn(v Value) Value {
	if v.O.Type != GeneratorType {
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
		return Value{}, false, typeErr("can't send non-None value to a just-started generator")
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
		g.done = true
		return nil
	}
	_, ok, err := g.resume(cx, asGenerator(v), Value{}, errOf(newExc(GeneratorExit)))
	if err == nil && ok {
		return runtimeErr("generator ignored GeneratorExit")
	}
	if err == nil || isExc(err, GeneratorExit) || isExc(err, StopIteration) {
		return nil
	}
	return err
}

// YieldFrom is `yield from it`: it passes values, sent values and exceptions through, and returns the value of the inner
// generator.
func YieldFrom(cx *rt.Ctx, yield func(Value) (Value, *rt.Error), iterable Value) (Value, *rt.Error) {
	it, err := IterObj(cx, iterable)
	if err != nil {
		return Value{}, err
	}
	sent := None
	var thrown *rt.Error
	for {
		var v Value
		var ok bool
		switch {
		case thrown != nil:
			v, ok, err = throwInto(cx, it, thrown)
			thrown = nil
		case sent.IsNone():
			v, ok, err = Next(cx, it)
			if err == nil && !ok {
				return orNone(takeReturn(it)), nil
			}
		case it.O.Type == GeneratorType:
			v, ok, err = GenSend(cx, it, sent)
		default:
			v, err = CallMethod(cx, it, "send", sent)
			ok = true
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

// throwInto delivers an exception to an inner iterator.
func throwInto(cx *rt.Ctx, it Value, e *rt.Error) (Value, bool, *rt.Error) {
	if isExc(e, GeneratorExit) {
		if it.O.Type == GeneratorType {
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
	if it.O.Type == GeneratorType {
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
	exc := a[1]
	if len(a) > 2 && !a[2].IsNone() && a[1].has(flagType) {
		v := a[2]
		if !v.has(flagExc) {
			var err *rt.Error
			if v, err = Call(cx, a[1], v); err != nil {
				return Value{}, err
			}
		}
		exc = v
	}
	v, err := instantiate(cx, exc, "exceptions must be classes or instances deriving from BaseException, not "+exc.O.Type.name)
	if err != nil {
		return Value{}, err
	}
	r, ok, err := asGenerator(a[0]).g.resume(cx, asGenerator(a[0]), Value{}, errOf(v))
	if err == nil && !ok {
		err = stopIteration(takeReturn(a[0]))
	}
	return r, err
}

func setupGenerator() {
	t := GeneratorType
	t.flags |= flagNoBase
	t.iter = selfIter
	t.next = generatorNext
	t.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		return NewStr(fmt.Sprintf("<generator object %s at 0x%x>", asGenerator(v).qualname, idOf(v))), nil
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
	t.getter("__name__", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return NewStr(asGenerator(v).name), nil })
	t.getter("__qualname__", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return NewStr(asGenerator(v).qualname), nil })
	t.getter("gi_running", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return Bool(asGenerator(v).g.running), nil })
	t.getter("gi_frame", func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		if asGenerator(v).g.done {
			return None, nil
		}
		return newNamespace("f_lineno", Int(0)), nil
	})
}
