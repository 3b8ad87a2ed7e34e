package rt

import "unsafe"

// The interfaces of active objects (spec 11.5). Each has a struct that classes embed, a method
// table that generated tables embed first, and methods that call through the table.
type (
	// Activable is ActhonActivableClass.
	Activable struct {
		Header
		ResultClass func(cx *Ctx) *ResultInterface // _active_result_class
		QueueClass  *QueueInterface                // _active_queue_class, a lock reference
		// box is the mailbox that the object was activated with, where it is one of ours. It keeps the object as long as it is
		// in use, so its messages need not.
		box *box
	}
	// MessageInterface is one message: generated classes add the target and the arguments.
	MessageInterface struct {
		Header
		watch  observed
		next   *MessageInterface // in a mailbox
		Target *Activable        // until the message has run; counted only where the lock word says so
		Sync   *SyncInterface    // _sync_method
		Result *ResultInterface  // _result
		Reply  *Result           // what the call gave where its class sets no result class; counted
	}
	// MessageVT is the method table of message classes.
	MessageVT struct {
		Class
		Activate func(cx *Ctx, m *MessageInterface) (bool, *Error)
	}
	// ResultInterface receives a result.
	ResultInterface struct{ Header }
	// ResultVT is the method table of result classes.
	ResultVT struct {
		Class
		PushVoidStarResult func(cx *Ctx, r *ResultInterface, p unsafe.Pointer) *Error
		PushIntResult      func(cx *Ctx, r *ResultInterface, v int32) *Error
		GetVoidStarResult  func(cx *Ctx, r *ResultInterface) (unsafe.Pointer, *Error)
		GetIntResult       func(cx *Ctx, r *ResultInterface) (int32, *Error)
	}
	// SyncInterface orders messages.
	SyncInterface struct{ Header }
	// SyncVT is the method table of sync classes.
	SyncVT struct {
		Class
		IsActivable    func(cx *Ctx, s *SyncInterface) (bool, *Error)
		IsCompleted    func(cx *Ctx, s *SyncInterface) (bool, *Error)
		InsertActivity func(cx *Ctx, s *SyncInterface) *Error
		RemoveActivity func(cx *Ctx, s *SyncInterface) *Error
	}
	// QueueInterface holds the messages of an active object.
	QueueInterface struct{ Header }
	// QueueVT is the method table of queue classes.
	QueueVT struct {
		Class
		Push     func(cx *Ctx, q *QueueInterface, m *MessageInterface) *Error
		Activate func(cx *Ctx, q *QueueInterface) (bool, *Error)
		IsEmpty  func(cx *Ctx, q *QueueInterface) (bool, *Error)
	}
)

// Descriptors of the interfaces, the bases of generated ones. The Dealloc of a derived class
// ends with a call of its base's, where that has one.
var (
	ClassActivable        = &Class{Name: "ActhonActivableClass", Module: "acthon", Dealloc: deallocActivable, last: lastOfActor}
	ClassMessageInterface = &MessageVT{Class: Class{Name: "ActhonMessageInterface", Module: "acthon", Dealloc: deallocMessage}}
	ClassResultInterface  = &ResultVT{Class: Class{Name: "ActhonResultInterface", Module: "acthon"}}
	ClassSyncInterface    = &SyncVT{Class: Class{Name: "ActhonSyncInterface", Module: "acthon"}}
	ClassQueueInterface   = &QueueVT{Class: Class{Name: "ActhonQueueInterface", Module: "acthon"}}
)

func init() {
	retireActor = retire
	for _, c := range []*Class{ClassActivable, &ClassMessageInterface.Class, &ClassResultInterface.Class,
		&ClassSyncInterface.Class, &ClassQueueInterface.Class} {
		Register(c)
	}
}

func deallocActivable(cx *Ctx, p unsafe.Pointer) {
	a := (*Activable)(p)
	q := a.QueueClass
	a.QueueClass, a.box = nil, nil
	DropRef(cx, q)
}

func deallocMessage(cx *Ctx, p unsafe.Pointer) { EndMessage(cx, (*MessageInterface)(p)) }

// EndMessage gives up what every message holds; it leaves these fields zero.
func EndMessage(cx *Ctx, m *MessageInterface) {
	if m.Sync != nil || m.Result != nil || m.Reply != nil || m.Target != nil {
		m.end(cx)
	}
}

func (m *MessageInterface) end(cx *Ctx) {
	s, r := m.Sync, m.Result
	m.Sync, m.Result = nil, nil
	DropRef(cx, s)
	DropRef(cx, r)
	reply := m.Reply
	if reply != nil {
		m.Reply = nil
		reply.released(cx)
		DropRef(cx, reply)
	}
	if m.Target != nil {
		m.leaveTarget(cx)
		if reply == nil { // else who asks for the result is told
			complain("the call of %s was dropped by its queue before it ran", m.where())
		}
	}
}

func (m *MessageInterface) vt() *MessageVT { return (*MessageVT)(unsafe.Pointer(m.CypClass())) }
func (r *ResultInterface) vt() *ResultVT   { return (*ResultVT)(unsafe.Pointer(r.CypClass())) }
func (s *SyncInterface) vt() *SyncVT       { return (*SyncVT)(unsafe.Pointer(s.CypClass())) }
func (q *QueueInterface) vt() *QueueVT     { return (*QueueVT)(unsafe.Pointer(q.CypClass())) }

func (h *Header) abstract(cx *Ctx, method string, err *Error) {
	if err != nil {
		Unraisable(cx, err, h.CypClass().Name+"."+method)
	}
}

// Activate is message.activate(): false where its sync does not let it run yet. Who calls it may keep the message: its result is
// complete at once.
func (m *MessageInterface) Activate(cx *Ctx) bool {
	if !RunMessage(cx, m) {
		return false
	}
	if r := m.Reply; r != nil {
		m.Reply = nil
		r.released(cx)
		DropRef(cx, r)
	}
	return true
}

// RunMessage executes a message. Errors that its method lets through are reported.
func RunMessage(cx *Ctx, m *MessageInterface) bool {
	observeBegin(cx, nil, m)
	defer observeEnd(cx)
	if m.Reply != nil {
		return runReply(cx, m)
	}
	ok, err := m.vt().Activate(cx, m)
	if err != nil {
		m.abstract(cx, "activate", err)
		ok = true
	}
	if ok {
		m.leaveTarget(cx)
	}
	return ok
}

// What the lock word of a message tells, which is not used as a lock.
const (
	putBack     = 1 << (28 + iota) // it was put back because its sync did not let it run: that is printed once
	holdsTarget                    // it has a count of its target: it is in a queue of the program's, or not sent yet
)

// hold has a message count its target. In a mailbox of ours it need not: an active object whose mailbox is in use is not freed.
func (m *MessageInterface) hold(t *Activable) {
	t.Inc()
	m.Target = t
	m.lock |= holdsTarget
}

// leaveTarget gives up the target of a message that has run.
func (m *MessageInterface) leaveTarget(cx *Ctx) {
	t := m.Target
	m.Target = nil
	if m.lock != 0 {
		held := m.lock&holdsTarget != 0
		m.lock = 0
		if held {
			release(cx, &t.Header)
		}
	}
}

// spent frees a message that has run. Its arguments have been moved out, and what is left of them is written over when a message is made
// of it again.
func (m *MessageInterface) spent(cx *Ctx) {
	if c := m.CypClass(); m.Result == nil && m.Reply == nil && m.lock == 0 && m.count == 1 && c.recycled && !Debug {
		if !cx.Pool(c).Put(&m.Header) {
			cx.recycle(c, &m.Header)
		}
		return
	}
	release(cx, &m.Header)
}

// PushVoidStarResult is result.pushVoidStarResult(p).
func (r *ResultInterface) PushVoidStarResult(cx *Ctx, p unsafe.Pointer) {
	r.abstract(cx, "pushVoidStarResult", r.vt().PushVoidStarResult(cx, r, p))
}

// PushIntResult is result.pushIntResult(v).
func (r *ResultInterface) PushIntResult(cx *Ctx, v int32) {
	r.abstract(cx, "pushIntResult", r.vt().PushIntResult(cx, r, v))
}

// GetVoidStarResult is result.getVoidStarResult().
func (r *ResultInterface) GetVoidStarResult(cx *Ctx) unsafe.Pointer {
	p, err := r.vt().GetVoidStarResult(cx, r)
	r.abstract(cx, "getVoidStarResult", err)
	return p
}

// GetIntResult is result.getIntResult().
func (r *ResultInterface) GetIntResult(cx *Ctx) int32 {
	v, err := r.vt().GetIntResult(cx, r)
	r.abstract(cx, "getIntResult", err)
	return v
}

// IsActivable is sync.isActivable().
func (s *SyncInterface) IsActivable(cx *Ctx) bool {
	ok, err := s.vt().IsActivable(cx, s)
	s.abstract(cx, "isActivable", err)
	return ok
}

// IsCompleted is sync.isCompleted().
func (s *SyncInterface) IsCompleted(cx *Ctx) bool {
	ok, err := s.vt().IsCompleted(cx, s)
	s.abstract(cx, "isCompleted", err)
	return ok
}

// InsertActivity is sync.insertActivity().
func (s *SyncInterface) InsertActivity(cx *Ctx) {
	s.abstract(cx, "insertActivity", s.vt().InsertActivity(cx, s))
}

// RemoveActivity is sync.removeActivity().
func (s *SyncInterface) RemoveActivity(cx *Ctx) {
	s.abstract(cx, "removeActivity", s.vt().RemoveActivity(cx, s))
}

// Push is queue.push(m): m is moved in.
func (q *QueueInterface) Push(cx *Ctx, m *MessageInterface) {
	q.abstract(cx, "push", q.vt().Push(cx, q, m))
}

// Activate is queue.activate().
func (q *QueueInterface) Activate(cx *Ctx) bool {
	ok, err := q.vt().Activate(cx, q)
	q.abstract(cx, "activate", err)
	return ok
}

// IsEmpty is queue.is_empty().
func (q *QueueInterface) IsEmpty(cx *Ctx) bool {
	ok, err := q.vt().IsEmpty(cx, q)
	q.abstract(cx, "is_empty", err)
	return ok
}

// SyncReady is the first step of a message's execution: whether its sync lets it run.
func SyncReady(cx *Ctx, m *MessageInterface) bool { return m.Sync == nil || m.Sync.ready(cx) }

func (s *SyncInterface) ready(cx *Ctx) bool {
	RLock(cx, &s.Header)
	ok := s.IsActivable(cx)
	RUnlock(cx, &s.Header)
	return ok
}

// PushInt delivers an int result; r may be nil.
func PushInt(cx *Ctx, r *ResultInterface, v int32) {
	if r != nil {
		WLock(cx, &r.Header)
		cx.late(r.CypClass() == &ClassWaitResult.Class)
		r.PushIntResult(cx, v)
		cx.late(false)
		WUnlock(cx, &r.Header)
	}
}

// late says that the message that runs here is about to end, or not any more.
func (cx *Ctx) late(yes bool) {
	if w := cx.worker; w != nil && w.running != nil {
		w.late = yes
	}
}

// PushPtr delivers any other result; r may be nil.
func PushPtr(cx *Ctx, r *ResultInterface, p unsafe.Pointer) {
	if r != nil {
		WLock(cx, &r.Header)
		cx.late(r.CypClass() == &ClassWaitResult.Class)
		r.PushVoidStarResult(cx, p)
		cx.late(false)
		WUnlock(cx, &r.Header)
	}
}

// PushRef delivers a class reference, whose count goes with the pointer; without a result object it is dropped.
func PushRef(cx *Ctx, r *ResultInterface, h *Header) {
	if r == nil {
		Drop(cx, h)
		return
	}
	h.Share()
	PushPtr(cx, r, unsafe.Pointer(h))
}

// Send gives a message to the queue of its target, which is borrowed. The message is moved in. Results and syncs, which two
// threads reach from now on, are shared.
func Send(cx *Ctx, m *MessageInterface, to *Activable) {
	if m.Result != nil || m.Sync != nil || m.Reply != nil || cx.group != nil {
		prepare(cx, m)
	}
	send(cx, m, to, false)
}

// SendLast is Send where the message that runs soon ends.
func SendLast(cx *Ctx, m *MessageInterface, to *Activable) {
	if m.Result != nil || m.Sync != nil || m.Reply != nil || cx.group != nil {
		prepare(cx, m)
	}
	send(cx, m, to, true)
}

func send(cx *Ctx, m *MessageInterface, to *Activable, last bool) {
	if b := to.box; b != nil && b.owner == to.QueueClass && m.Sync == nil && !b.core.finished.Load() {
		m.Target = to
		b.post(cx, m, last)
		return
	}
	m.hold(to)
	deliver(cx, m)
}

// prepare shares what the sender and the message both hold, and makes the call part of the sender's group.
func prepare(cx *Ctx, m *MessageInterface) {
	if m.Result != nil {
		m.Result.Share()
	}
	if m.Sync != nil {
		m.Sync.Share()
	}
	if cx.group != nil {
		cx.group.join(cx, m)
	}
	if r := m.Reply; r != nil {
		r.Share()
		r.where = m.CypClass().Name
	}
}

// deliver puts a message into the queue of its target. From then on others may run and free it, and with it the target.
func deliver(cx *Ctx, m *MessageInterface) {
	q := m.Target.QueueClass
	if q == nil {
		Stderr.WriteString("Acthon error: No queue to push to for " + m.CypClass().Name + " remote call !\n")
		m.leaveTarget(cx)
		DropRef(cx, m)
		return
	}
	if vt := q.vt(); vt.Push != nil {
		q.Inc()
		WLock(cx, &q.Header)
		q.Push(cx, m)
		WUnlock(cx, &q.Header)
		release(cx, &q.Header)
		return
	}
	asMailbox(q).send(cx, m)
}
