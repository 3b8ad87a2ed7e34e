package rt

import (
	"slices"
	"unsafe"
)

// LockReq is one of several locks that a block takes together.
type LockReq struct {
	H     *Header
	Write bool
}

// LockAll takes several object locks in the one order that all such blocks use, that of the addresses, so that two blocks
// which take the same objects together can't wait for each other. An object may come more than once: the exclusive
// request is served first, which saves an upgrade. Nil objects are the caller's to refuse. It sorts reqs.
func LockAll(cx *Ctx, reqs []LockReq) {
	if cx.task != nil {
		cx.task.s.sortLocks(reqs)
	} else {
		sortLocks(reqs)
	}
	for _, r := range reqs {
		if r.Write {
			WLock(cx, r.H)
		} else {
			RLock(cx, r.H)
		}
	}
}

// LockTogether is LockAll for a lock block: bit i of writes asks for the exclusive lock of object i.
func LockTogether(cx *Ctx, writes int64, hs []*Header) {
	var room [4]LockReq
	reqs := room[:0]
	for i, h := range hs {
		reqs = append(reqs, LockReq{h, writes>>i&1 != 0})
	}
	LockAll(cx, reqs)
}

func sortLocks(reqs []LockReq) {
	for i := 1; i < len(reqs); i++ {
		for j := i; j > 0 && reqs[j].before(reqs[j-1]); j-- {
			reqs[j], reqs[j-1] = reqs[j-1], reqs[j]
		}
	}
}

// sortLocks takes the order in which the objects come first instead: addresses differ from run to run.
func (s *simulator) sortLocks(reqs []LockReq) {
	for _, r := range reqs {
		if _, ok := s.order[r.H]; !ok {
			s.order[r.H] = len(s.order)
		}
	}
	slices.SortStableFunc(reqs, func(a, b LockReq) int {
		if a.H == b.H && a.Write != b.Write {
			if a.Write {
				return -1
			}
			return 1
		}
		return s.order[a.H] - s.order[b.H]
	})
}

// UnlockAll undoes LockAll.
func UnlockAll(cx *Ctx, reqs []LockReq) {
	for i := len(reqs) - 1; i >= 0; i-- {
		if reqs[i].Write {
			WUnlock(cx, reqs[i].H)
		} else {
			RUnlock(cx, reqs[i].H)
		}
	}
}

func (r LockReq) before(o LockReq) bool {
	a, b := uintptr(unsafe.Pointer(r.H)), uintptr(unsafe.Pointer(o.H))
	return a < b || a == b && r.Write && !o.Write
}
