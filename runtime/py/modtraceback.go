package py

import (
	"strings"

	rt "github.com/cyp-lang/cyp/runtime"
)

// excArg finds the exception of the functions of traceback: they take it alone, or as class, value, traceback.
func excArg(a []Value) (Value, bool) {
	if len(a) > 1 && a[1].has(flagExc) {
		return a[1], true
	}
	if len(a) > 0 && a[0].has(flagExc) {
		return a[0], true
	}
	return Value{}, false
}

func registerTraceback() {
	stdModule("traceback", func(cx *rt.Ctx, m *Module) *rt.Error {
		lines := func(parts []string) Value { return strList(parts) }
		format := func(cx *rt.Ctx, a []Value) []string {
			if v, ok := excArg(a); ok {
				return FormatException(cx, v)
			}
			return []string{"NoneType: None\n"}
		}
		m.fnKw("format_exception", func(cx *rt.Ctx, a []Value, kn []string, kv []Value) (Value, *rt.Error) {
			return lines(format(cx, a)), nil
		})
		m.fnKw("format_exception_only", func(cx *rt.Ctx, a []Value, kn []string, kv []Value) (Value, *rt.Error) {
			if v, ok := excArg(a); ok {
				return NewList(NewStr(ExcLine(cx, v) + "\n")), nil
			}
			return NewList(NewStr("NoneType: None\n")), nil
		})
		current := func(cx *rt.Ctx) []string {
			if h := Handled(cx); h != nil {
				return FormatException(cx, Materialise(cx, h))
			}
			return []string{"NoneType: None\n"}
		}
		m.fnKw("format_exc", func(cx *rt.Ctx, a []Value, kn []string, kv []Value) (Value, *rt.Error) {
			return NewStr(strings.Join(current(cx), "")), nil
		})
		out := func(cx *rt.Ctx, text string, kn []string, kv []Value) *rt.Error {
			for i, k := range kn {
				if k == "file" && !kv[i].IsNone() {
					_, err := CallMethod(cx, kv[i], "write", NewStr(text))
					return err
				}
			}
			flushStdout()
			writeStderr(cx, text)
			return nil
		}
		m.fnKw("print_exc", func(cx *rt.Ctx, a []Value, kn []string, kv []Value) (Value, *rt.Error) {
			return None, out(cx, strings.Join(current(cx), ""), kn, kv)
		})
		m.fnKw("print_exception", func(cx *rt.Ctx, a []Value, kn []string, kv []Value) (Value, *rt.Error) {
			return None, out(cx, strings.Join(format(cx, a), ""), kn, kv)
		})
		frames := func(v Value) []rt.Frame {
			if v.O.Type != TracebackType {
				return nil
			}
			tb := asTraceback(v)
			return tb.frames[tb.i:]
		}
		summary := structSeq("traceback.FrameSummary", []string{"filename", "lineno", "name", "line"})
		m.Set("FrameSummary", summary.Value())
		m.fnKw("extract_tb", func(cx *rt.Ctx, a []Value, kn []string, kv []Value) (Value, *rt.Error) {
			var list []Value
			for _, f := range frames(orNone(opt(a, 0))) {
				list = append(list, newSeq(summary, NewStr(f.File), Int(int64(f.Line)), NewStr(f.Func), NewStr(sourceLine(f.File, int(f.Line)))))
			}
			return newList(list), nil
		})
		m.fnKw("format_tb", func(cx *rt.Ctx, a []Value, kn []string, kv []Value) (Value, *rt.Error) {
			return lines(formatFrames(frames(orNone(opt(a, 0))))), nil
		})
		m.fnKw("print_tb", func(cx *rt.Ctx, a []Value, kn []string, kv []Value) (Value, *rt.Error) {
			return None, out(cx, strings.Join(formatFrames(frames(orNone(opt(a, 0)))), ""), kn, kv)
		})
		return nil
	})
}
