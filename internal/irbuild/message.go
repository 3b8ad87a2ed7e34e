package irbuild

import (
	"strconv"

	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// message is the class of the messages that call one method of an activable class (spec 11.4): the target and the arguments.
type message struct {
	class *types.Class
	args  []*types.Field
}

// acthon finds a predeclared class of spec 11.5 by its Go type.
func (b *builder) acthon(goType string) *types.Class {
	for _, k := range b.prog.Classes {
		for _, c := range append([]*types.Class{k}, k.MRO...) {
			if c.Go == goType {
				return c
			}
		}
	}
	k := &types.Class{Name: goType, Go: goType, Complete: true}
	k.MRO = []*types.Class{k}
	return k
}

// messageOf makes the message class of a method, once.
func (b *builder) messageOf(m *types.Method) *message {
	if msg := b.messages[m]; msg != nil {
		return msg
	}
	base := b.acthon("rt.MessageInterface")
	k := &types.Class{Name: m.Class.Name + "." + m.Name, Module: m.Class.Module, Bases: []*types.Class{base}, Complete: true, Decl: m.Decl}
	k.MRO = append([]*types.Class{k}, base.MRO...)
	msg := &message{class: k}
	b.messages[m] = msg
	field := func(name string, t types.Type) *types.Field {
		f := &types.Field{Name: name, Type: t, Decl: m.Decl, Owner: k}
		k.Fields = append(k.Fields, f)
		return f
	}
	for i, p := range m.Sig.Params {
		t := plain(p.Type)
		if r := asRef(t); r != nil && r.Qual == types.Unqualified {
			t = types.RefTo(r.Class, types.Iso, r.Const)
		}
		if r, ok := t.(*types.Reference); ok {
			t = plain(r.Elem)
		}
		name := p.Name
		if name == "" {
			name = "arg" + strconv.Itoa(i)
		}
		msg.args = append(msg.args, field(name, t))
	}
	c := &ir.Class{Type: k, Module: m.Class.Module, Own: k.Fields, Message: true}
	b.classes[k] = c
	b.out.Classes = append(b.out.Classes, c)
	f := b.activate(m, msg)
	c.Methods = append(c.Methods, f)
	if im := b.modules[m.Class.Module]; im != nil {
		im.Funcs = append(im.Funcs, f)
	}
	return msg
}

// activate is the method of a message that runs it: the sync object is asked, the method called, its result pushed.
func (b *builder) activate(m *types.Method, msg *message) *ir.Func {
	k := msg.class
	am := &types.Method{Name: "activate", Class: k, Decl: m.Decl, Sig: &types.Func{Result: types.Bint, NoGIL: true}}
	k.Methods = append(k.Methods, am)
	for _, c := range k.MRO[1:] {
		for _, o := range c.Methods {
			if o.Name == am.Name && o.Slot != nil {
				am.Slot = o.Slot
				am.Slot.Impls = append(am.Slot.Impls, am)
			}
		}
	}
	f := &ir.Func{Name: k.Name + ".activate", Module: k.Module, Class: k, Method: am, Result: types.Bint, Span: m.Decl}
	b.methods[am] = f
	x := &fb{b: b, f: f, tf: &typed.Func{Name: f.Name, Span: m.Decl}, dest: &f.Body, at: m.Decl}
	f.Self = &ir.Local{Name: "self", Type: types.RefTo(k, types.Unqualified, false), Param: true, Span: m.Decl, Func: f}
	base := k.Bases[0]
	self := func() ir.Expr { return x.get(f.Self) }
	ready := x.save(x.effect("rt.SyncReady", types.Bint, x.conv(types.RefTo(base, types.Unqualified, false), self())))
	x.emit(&ir.If{S: x.s(), Cond: x.not(ready), Then: []ir.Stmt{&ir.Return{S: x.s(), Src: x.bool(false)}}})
	part := func(fl *types.Field) ir.Expr { return &ir.FieldRef{X: x.x(fl.Type), Base: self(), Field: fl} }

	var args []ir.Expr
	for i, fl := range msg.args {
		var v ir.Expr
		if ir.Counted(fl.Type) {
			v = x.save(&ir.Take{X: x.x(fl.Type), Place: part(fl)})
		} else {
			v = part(fl)
		}
		pt := plain(m.Sig.Params[i].Type)
		if r, ok := pt.(*types.Reference); ok {
			args = append(args, x.addrOf(v, b.pointer(plain(r.Elem))))
			continue
		}
		args = append(args, x.conv(pt, v))
	}
	result := plain(m.Sig.Result)
	call := &ir.Call{X: x.x(result), Callee: ir.Callee{Method: m, Fresh: true}, Args: args}
	if !m.Static {
		// The target lives while its method runs.
		to := x.target()
		held := x.temp(to.Type)
		held.Borrowed = true
		x.set(held, &ir.FieldRef{X: x.x(to.Type), Base: x.conv(types.RefTo(base, types.Unqualified, false), self()), Field: to})
		call.Recv = x.conv(types.RefTo(m.Class, m.SelfQual, m.SelfConst), x.get(held))
	}
	if m.Static || m.Slot == nil {
		call.Callee.Kind, call.Callee.Func = ir.Direct, x.methodFunc(m)
	} else {
		call.Callee.Kind = ir.Virtual
	}
	var out *ir.Local
	run := x.list(func() {
		if isVoid(result) {
			x.do(call)
			return
		}
		out = x.variable("result", result)
		x.set(out, call)
	})
	if m.Sig.Except.Raises() {
		err := x.variable("err", ir.ErrType)
		handler := x.list(func() {
			x.do(x.effect("rt.MessageFailed", types.Void, x.conv(types.RefTo(base, types.Unqualified, false), self()), x.get(err), x.str(m.Class.Name+"."+m.Name)))
			if out != nil {
				x.set(out, x.errorValue(m.Sig))
			}
		})
		x.emit(&ir.Try{S: x.s(), Body: run, Err: err, Handler: handler})
	} else {
		*x.dest = append(*x.dest, run...)
	}
	if out != nil {
		push := x.list(func() { x.pushResult(base, self(), out) })
		if k := b.prog.Results[m]; k != nil {
			x.keepResult(base, self(), k, m, out, push)
		} else {
			*x.dest = append(*x.dest, push...)
		}
	}
	x.emit(&ir.Return{S: x.s(), Src: x.bool(true)})
	return f
}

// errorValue is what a function gives where it fails: the value of its clause, or zero.
func (x *fb) errorValue(sig *types.Func) ir.Expr {
	t := plain(sig.Result)
	if sig.Except == types.ExceptValue || sig.Except == types.ExceptMaybe {
		if n, err := strconv.ParseInt(sig.ExceptValue, 0, 64); err == nil && isInt(t) {
			return x.int(t, n)
		}
		if f, err := strconv.ParseFloat(sig.ExceptValue, 64); err == nil && isFloat(t) {
			return &ir.FloatLit{X: x.x(t), V: f}
		}
	}
	return x.zero(t)
}

// zero is the zero value of a type.
func (x *fb) zero(t types.Type) ir.Expr {
	switch {
	case isFloat(t):
		return &ir.FloatLit{X: x.x(t)}
	case isInt(t), isBint(t):
		return x.int(t, 0)
	case isObject(t):
		return none(x.at)
	}
	return x.null(t)
}

// pushResult gives the result of a message to its result object (spec 11.4, step 3).
func (x *fb) pushResult(base *types.Class, self ir.Expr, out *ir.Local) {
	rf := base.Field("_result")
	if rf == nil {
		rf = &types.Field{Name: "_result", GoName: "Result", Type: types.RefTo(x.b.acthon("rt.ResultInterface"), types.Lock, false)}
	}
	to := &ir.FieldRef{X: x.x(rf.Type), Base: x.conv(types.RefTo(base, types.Unqualified, false), self), Field: rf}
	v := x.get(out)
	t := out.Type
	switch {
	case t == types.Type(types.Int):
		x.do(x.effect("rt.PushInt", types.Void, to, v))
	case asRef(t) != nil:
		root := types.RefTo(x.b.acthon("rt.Header"), types.Unqualified, false)
		c := x.effect("rt.PushRef", types.Void, to, x.conv(root, &ir.Get{X: x.x(t), Local: out, Move: true}))
		c.Callee.Owns = []bool{false, true}
		x.do(c)
	case isBint(t):
		x.do(x.effect("rt.PushPtr", types.Void, to, x.conv(x.b.pointer(types.Void), x.conv(types.Long, v))))
	case isInt(t), asPointer(t) != nil:
		x.do(x.effect("rt.PushPtr", types.Void, to, x.conv(x.b.pointer(types.Void), v)))
	default:
		x.do(x.effect("rt.PushPtr", types.Void, to, x.null(x.b.pointer(types.Void))))
	}
}

// target is the field of a message that holds the object that it is for.
func (x *fb) target() *types.Field {
	return &types.Field{Name: "_target", GoName: "Target", Type: types.RefTo(x.b.acthon("rt.Activable"), types.Active, false)}
}

// reply is the field of a message that holds what its call gave.
func (x *fb) reply() *types.Field {
	return &types.Field{Name: "_reply", GoName: "Reply", Type: types.RefTo(x.b.acthon("rt.Result"), types.Lock, false)}
}

// keepResult puts the result of a message into the result[T] that its call gave. Where it gave none, push is done.
func (x *fb) keepResult(base *types.Class, self ir.Expr, k *types.Class, m *types.Method, out *ir.Local, push []ir.Stmt) {
	rf := x.reply()
	reply := func() ir.Expr {
		return &ir.FieldRef{X: x.x(rf.Type), Base: x.conv(types.RefTo(base, types.Unqualified, false), self), Field: rf}
	}
	value := k.Field("_value")
	keep := x.list(func() {
		store := func() {
			own := x.pure("cast", types.RefTo(k, types.Unqualified, false), k, reply())
			src := &ir.Get{X: x.x(value.Type), Local: out, Move: ir.Counted(out.Type)}
			x.emit(&ir.Store{S: x.s(), Place: &ir.FieldRef{X: x.x(value.Type), Base: x.save(own), Field: value}, Src: src, Init: true})
		}
		r := asRef(out.Type)
		switch {
		case isInt(out.Type), isBint(out.Type):
			x.do(x.effect("rt.Succeed", types.Void, reply(), x.conv(types.LongLong, x.get(out))))
			store()
		case r != nil && r.Qual == types.Unqualified:
			// The actor must not keep it, nor a part of it.
			ok := x.save(x.effect("rt.Isolated", types.Bint, x.header(x.get(out))))
			kept := x.list(store)
			held := x.list(func() {
				err := x.save(x.simple("rt.NotHandedOver", ir.ErrType, x.str(m.Class.Name+"."+m.Name)))
				x.do(x.effect("rt.Fail", types.Void, reply(), err))
			})
			x.emit(&ir.If{S: x.s(), Cond: ok, Then: kept, Else: held})
		default:
			store()
		}
	})
	x.emit(&ir.If{S: x.s(), Cond: x.pure("isinstance", types.Bint, k, reply()), Then: keep, Else: push})
}

// send is a call on an active reference: the arguments, then the result object, are put into a message. Where the value is not used there
// is no result[T].
func (x *fb) send(e *typed.Send, used bool) ir.Expr {
	m := e.Method
	msg := x.b.messageOf(m)
	steps := []func() ir.Expr{func() ir.Expr { return x.receiver(e.Recv) }, func() ir.Expr { return x.expr(e.Sync) }}
	if e.Delay != nil {
		steps = append(steps, func() ir.Expr { return x.expr(e.Delay) })
	}
	v := x.inOrder(append(steps, x.valueSteps(e.Args)...))
	target, sync, args := v[0], v[1], v[2:]
	var delay ir.Expr
	if e.Delay != nil {
		delay, args = args[0], args[1:]
	}
	if !constant(target) {
		if g, ok := target.(*ir.Get); !ok || g.Local.Captured {
			target = x.save(target)
		}
	}
	result := x.resultObject(target, types.RefTo(x.b.acthon("rt.ResultInterface"), types.Unqualified, false))
	base := msg.class.Bases[0]
	own := types.RefTo(msg.class, types.Unqualified, false)
	obj := x.save(x.newObject(msg.class, own))
	store := func(f *types.Field, src ir.Expr) {
		src = x.conv(f.Type, src)
		x.emit(&ir.Store{S: x.s(), Place: &ir.FieldRef{X: x.x(f.Type), Base: obj, Field: f}, Src: src, Init: true})
	}
	for i, f := range msg.args {
		// Each is set: a message may have been another one before.
		if i < len(args) {
			store(f, args[i])
		} else {
			store(f, x.zero(f.Type))
		}
	}
	up := x.conv(types.RefTo(base, types.Unqualified, false), obj)
	inherited := func(name, goName, class string, src ir.Expr) {
		f := base.Field(name)
		if f == nil {
			f = &types.Field{Name: name, GoName: goName, Type: types.RefTo(x.b.acthon(class), types.Lock, false)}
		}
		x.emit(&ir.Store{S: x.s(), Place: &ir.FieldRef{X: x.x(f.Type), Base: up, Field: f}, Src: x.conv(f.Type, src), Init: true})
	}
	if _, null := sync.(*ir.Null); !null {
		inherited("_sync_method", "Sync", "rt.SyncInterface", sync)
	}
	inherited("_result", "Result", "rt.ResultInterface", x.get(result))
	var reply ir.Expr
	if e.Result != nil && used {
		reply = x.save(x.newObject(e.Result, plain(e.Type())))
		f := x.reply()
		x.emit(&ir.Store{S: x.s(), Place: &ir.FieldRef{X: x.x(f.Type), Base: up, Field: f}, Src: x.conv(f.Type, reply), Init: true})
	}
	to := x.conv(x.target().Type, x.heldTarget(target, obj, msg, args))
	c := x.effect("rt.Send", types.Void, up, to)
	if delay != nil {
		c = x.effect("rt.SendAfter", types.Void, up, to, delay)
	}
	c.Callee.Owns = []bool{true, false, false}[:len(c.Args)]
	x.do(c)
	switch {
	case e.Result == nil:
		return x.get(result)
	case reply == nil:
		return x.null(plain(e.Type()))
	}
	return reply
}

// heldTarget is the target as Send takes it. Where it is an argument as well, the message holds it, and the sender's reference can be moved
// there.
func (x *fb) heldTarget(target, obj ir.Expr, msg *message, args []ir.Expr) ir.Expr {
	g, ok := target.(*ir.Get)
	if !ok {
		return target
	}
	for i, a := range args {
		if v, ok := ir.Strip(a).(*ir.Get); ok && v.Local == g.Local && i < len(msg.args) && ir.Counted(msg.args[i].Type) {
			f := msg.args[i]
			return x.save(x.conv(x.b.pointer(types.Void), &ir.FieldRef{X: x.x(f.Type), Base: obj, Field: f}))
		}
	}
	return target
}

func (x *fb) valueSteps(es []typed.Expr) []func() ir.Expr {
	steps := make([]func() ir.Expr, len(es))
	for i, e := range es {
		e := e
		steps[i] = func() ir.Expr { return x.expr(e) }
	}
	return steps
}

// resultObject asks the target for a result object: NULL where it names no function that makes one.
func (x *fb) resultObject(target ir.Expr, t types.Type) *ir.Local {
	act := x.b.acthon("rt.Activable")
	f := act.Field("_active_result_class")
	if f == nil {
		f = &types.Field{Name: "_active_result_class", GoName: "ResultClass",
			Type: x.b.pointer(&types.Func{Result: types.RefTo(x.b.acthon("rt.ResultInterface"), types.Unqualified, false), NoGIL: true})}
	}
	r := x.temp(t)
	maker := &ir.FieldRef{X: x.x(f.Type), Base: x.conv(types.RefTo(act, types.Active, false), target), Field: f}
	call := &ir.Call{X: x.x(t), Callee: ir.Callee{Kind: ir.Indirect, Value: maker, Fresh: true}}
	x.emit(&ir.If{S: x.s(), Cond: x.binary("!=", types.Bint, maker, x.null(f.Type)),
		Then: []ir.Stmt{&ir.Set{S: x.s(), Dst: r, Src: call}},
		Else: []ir.Stmt{&ir.Set{S: x.s(), Dst: r, Src: x.null(t)}}})
	return r
}
