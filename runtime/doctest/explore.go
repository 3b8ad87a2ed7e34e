package doctest

import (
	"fmt"

	rt "github.com/cyp-lang/cyp/runtime"
)

// explore runs one docstring under many schedules, until one fails. dead: nothing can run after it.
func (r *runner) explore(cx *rt.Ctx, t *Test, schedules int, seed uint64) (ok, dead bool) {
	before := int64(0)
	for i := range uint64(schedules) {
		if ok, dead = r.schedule(cx, t, seed+i); !ok {
			return ok, dead
		}
		if i == 0 {
			// The first has made what the program keeps.
			before = alive(cx)
		}
	}
	if schedules > 1 && alive(cx) > before {
		return r.leaking(cx, t, schedules, seed)
	}
	return true, false
}

// schedule runs one docstring under the schedule of a seed.
func (r *runner) schedule(cx *rt.Ctx, t *Test, seed uint64) (ok, dead bool) {
	passed := false
	failure := rt.Schedule(cx, seed, func() { passed = r.test(cx, t) })
	if failure == "" && passed {
		return true, false
	}
	if failure != "" {
		rt.Stdout.SetFile(r.out)
		fmt.Fprintf(r.out, "%s:%d: %s: %s\n", t.File, t.Line, t.Name, failure)
	}
	r.again(seed)
	return false, failure != ""
}

func (r *runner) again(seed uint64) {
	fmt.Fprintf(r.out, "%sthe same once more: cyp test --schedules=1 --seed=%d\n", rt.ScheduleText(), seed)
}

// alive is how many objects are, when all that was given up is counted as such.
func alive(cx *rt.Ctx) int64 {
	rt.Settle(cx, nil)
	return rt.Live()
}

// leaking looks for the first schedule that leaves objects alive: some of them do.
func (r *runner) leaking(cx *rt.Ctx, t *Test, schedules int, seed uint64) (ok, dead bool) {
	for i := range uint64(schedules) {
		before := alive(cx)
		classes := rt.LiveByClass()
		if ok, dead = r.schedule(cx, t, seed+i); !ok {
			return ok, dead
		}
		if alive(cx) <= before {
			continue
		}
		fmt.Fprintf(r.out, "%s:%d: %s: objects are left that nobody frees:\n", t.File, t.Line, t.Name)
		left := rt.LiveByClass()
		for _, c := range rt.Classes() {
			if n := left[c.Name] - classes[c.Name]; n > 0 {
				fmt.Fprintf(r.out, "    %d of class %s\n", n, c.Name)
				delete(left, c.Name)
			}
		}
		r.again(seed + i)
		return false, false
	}
	return true, false
}
