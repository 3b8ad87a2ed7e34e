// Package lib__subprocess starts other programs for the Python module subprocess.
package lib__subprocess

import (
	"os"
	"os/exec"
	"time"

	rt "github.com/cyp-lang/cyp/runtime"
	"github.com/cyp-lang/cyp/runtime/py"
)

func init() { py.RegisterLib("_subprocess", fill) }

// process is a program that was started; done is closed when it has ended.
type process struct {
	p      *os.Process
	done   chan struct{}
	status int
}

func texts(cx *rt.Ctx, v py.Value) ([]string, *rt.Error) {
	items, err := py.Collect(cx, v)
	if err != nil {
		return nil, err
	}
	out := make([]string, len(items))
	for i, x := range items {
		if out[i], err = py.PathArg(cx, x); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// start starts a program: args, executable, cwd or None, environment or None, three descriptors, a session of its own or not.
func start(cx *rt.Ctx, a []py.Value) (*process, *rt.Error) {
	args, err := texts(cx, a[0])
	if err != nil {
		return nil, err
	}
	name, err := py.PathArg(cx, a[1])
	if err != nil {
		return nil, err
	}
	attr := &os.ProcAttr{Env: os.Environ()}
	if !a[2].IsNone() {
		if attr.Dir, err = py.PathArg(cx, a[2]); err != nil {
			return nil, err
		}
	}
	if !a[3].IsNone() {
		if attr.Env, err = texts(cx, a[3]); err != nil {
			return nil, err
		}
	}
	for _, v := range a[4:7] {
		fd, err := py.IntArg(cx, v, -1)
		if err != nil {
			return nil, err
		}
		copied, e := dup(fd) // so that closing the file leaves the descriptor of the program open
		if e != nil {
			return nil, py.OSErr(e, py.Value{})
		}
		f := os.NewFile(uintptr(copied), "")
		defer f.Close()
		attr.Files = append(attr.Files, f)
	}
	session, err := py.BoolArg(cx, a[7], false)
	if err != nil {
		return nil, err
	}
	if session {
		attr.Sys = newSession()
	}
	py.FlushStdout()
	path, e := exec.LookPath(name)
	if e != nil {
		if x, ok := e.(*exec.Error); ok && x.Err != exec.ErrNotFound {
			return nil, py.OSErr(x.Err, a[1])
		}
		return nil, py.OSErr(errNotFound, a[1])
	}
	if attr.Dir != "" {
		if _, e := os.Stat(attr.Dir); e != nil {
			return nil, py.OSErr(e, a[2])
		}
	}
	p := &process{done: make(chan struct{})}
	if p.p, e = os.StartProcess(path, args, attr); e != nil {
		return nil, py.OSErr(e, a[1])
	}
	go func() {
		st, e := p.p.Wait()
		if e == nil {
			p.status = exitCode(st)
		}
		close(p.done)
	}()
	return p, nil
}

func fill(cx *rt.Ctx, m *py.Module) *rt.Error {
	state := func(v py.Value) *process { p, _ := py.State[*process](v); return p }
	ended := func(p *process) bool {
		select {
		case <-p.done:
			return true
		default:
			return false
		}
	}
	class := py.Native("Process", "_subprocess", "-", nil, func(t *py.Type) {
		t.Getter("pid", func(cx *rt.Ctx, v py.Value) (py.Value, *rt.Error) { return py.Int(int64(state(v).p.Pid)), nil })
		// wait gives the exit status, or None where the time is over.
		t.Method("wait", "O", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
			p := state(a[0])
			d := time.Duration(-1)
			if !a[1].IsNone() {
				f, err := py.AsFloat64(cx, a[1])
				if err != nil {
					return py.Value{}, err
				}
				d = max(time.Duration(f*1e9), 0)
			}
			if !ended(p) {
				if _, err := py.Wait(cx, p.done, d); err != nil {
					return py.Value{}, err
				}
			}
			if !ended(p) {
				return py.None, nil
			}
			return py.Int(int64(p.status)), nil
		})
		t.Method("send_signal", "O", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
			n, err := py.IntArg(cx, a[1], 0)
			if err != nil {
				return py.Value{}, err
			}
			if p := state(a[0]); !ended(p) {
				if e := p.p.Signal(signalOf(n)); e != nil && e != os.ErrProcessDone {
					return py.Value{}, py.OSErr(e, py.Value{})
				}
			}
			return py.None, nil
		})
	})
	m.Func("start", "8", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
		p, err := start(cx, a)
		if err != nil {
			return py.Value{}, err
		}
		return py.NewNative(class, p), nil
	})
	return nil
}
