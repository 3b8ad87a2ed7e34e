package py

import (
	"os"
	"runtime"

	rt "github.com/cyp-lang/cyp/runtime"
)

// sysModule is sys once it has been imported.
var sysModule *Module

func sysArgv() Value {
	if sysModule != nil {
		if v, ok := sysModule.Get("argv"); ok {
			return v
		}
	}
	return argvList()
}

func argvList() Value {
	out := make([]Value, len(argv))
	for i, a := range argv {
		out[i] = NewStr(a)
	}
	return newList(out)
}

// currentStdout is sys.stdout.
func currentStdout() Value {
	if sysModule != nil {
		if v, ok := sysModule.Get("stdout"); ok {
			return v
		}
		return None
	}
	return stdoutFile
}

func registerSys() {
	stdModule("sys", func(cx *rt.Ctx, m *Module) *rt.Error {
		sysModule = m
		m.Set("argv", argvList())
		m.Set("stdout", stdoutFile)
		m.Set("stderr", stderrFile)
		m.Set("stdin", stdinFile)
		m.Set("__stdout__", stdoutFile)
		m.Set("__stderr__", stderrFile)
		m.Set("__stdin__", stdinFile)
		m.Set("modules", obj(&modules.Obj))
		m.Set("maxsize", Int(1<<63-1))
		m.Set("maxunicode", Int(0x10ffff))
		m.Set("byteorder", NewStr("little"))
		m.Set("platform", NewStr(platformName()))
		m.Set("path", NewList())
		m.Set("executable", NewStr(exeName()))
		m.Set("prefix", NewStr(""))
		m.Set("hexversion", Int(0x030b07f0))
		m.Set("version", NewStr("3.11.7 (cyp)"))
		m.Set("copyright", NewStr(""))
		m.Set("dont_write_bytecode", True)
		m.Set("float_repr_style", NewStr("short"))
		vi := structSeq("sys.version_info", []string{"major", "minor", "micro", "releaselevel", "serial"})
		m.Set("version_info", newSeq(vi, Int(3), Int(11), Int(7), NewStr("final"), Int(0)))
		m.Set("implementation", newNamespace("name", NewStr("cyp"), "version", newSeq(vi, Int(3), Int(11), Int(7), NewStr("final"), Int(0)), "cache_tag", None))
		fi := structSeq("sys.float_info", []string{"max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp", "dig", "mant_dig", "epsilon", "radix", "rounds"})
		m.Set("float_info", newSeq(fi, Float(1.7976931348623157e308), Int(1024), Int(308), Float(2.2250738585072014e-308), Int(-1021), Int(-307), Int(15), Int(53), Float(2.220446049250313e-16), Int(2), Int(1)))
		ii := structSeq("sys.int_info", []string{"bits_per_digit", "sizeof_digit", "default_max_str_digits", "str_digits_check_threshold"})
		m.Set("int_info", newSeq(ii, Int(30), Int(4), Int(4300), Int(640)))
		hi := structSeq("sys.hash_info", []string{"width", "modulus", "inf", "nan", "imag"})
		m.Set("hash_info", newSeq(hi, Int(64), Int(hashModulus), Int(314159), Int(0), Int(1000003)))
		fl := structSeq("sys.flags", []string{"debug", "inspect", "interactive", "optimize", "dont_write_bytecode", "no_user_site", "no_site", "ignore_environment", "verbose"})
		z := Int(0)
		m.Set("flags", newSeq(fl, z, z, z, z, z, z, z, z, z))
		m.fn("exit", "0-1", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			if len(a) == 0 {
				return Value{}, errOf(newExc(SystemExit))
			}
			if a[0].has(flagTuple) {
				return Value{}, errOf(newExc(SystemExit, asTuple(a[0]).items...))
			}
			return Value{}, errOf(newExc(SystemExit, a[0]))
		})
		m.fn("exc_info", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			t, v, tb := ExcInfo(cx, Handled(cx))
			return NewTuple(t, v, tb), nil
		})
		m.fn("exception", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			_, v, _ := ExcInfo(cx, Handled(cx))
			return v, nil
		})
		m.fn("getrecursionlimit", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return Int(int64(recursionLimit)), nil })
		m.fn("setrecursionlimit", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			n, err := asIndex(cx, a[0])
			if err != nil {
				return Value{}, err
			}
			if n <= 0 {
				return Value{}, valueErr("recursion limit must be greater or equal than 1")
			}
			recursionLimit = n
			return None, nil
		})
		m.fn("get_int_max_str_digits", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return Int(int64(maxStrDigits)), nil })
		m.fn("set_int_max_str_digits", "maxdigits", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			n, err := asIndex(cx, a[0])
			if err != nil {
				return Value{}, err
			}
			if n != 0 && n < 640 {
				return Value{}, valueErr("maxdigits must be 0 or larger than 640")
			}
			maxStrDigits = n
			return None, nil
		})
		m.fn("intern", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			if s, ok := GoStr(a[0]); ok {
				return internValue(s), nil
			}
			return Value{}, typeErr("intern() argument must be str, not %s", argType(a[0]))
		})
		m.fn("getsizeof", "1-2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return Int(64), nil })
		m.fn("getdefaultencoding", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return NewStr("utf-8"), nil })
		m.fn("getfilesystemencoding", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return NewStr("utf-8"), nil })
		m.fn("gettrace", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return None, nil })
		m.fn("is_finalizing", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return False, nil })
		registerAsyncHooks(m)
		none := func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return None, nil }
		for _, n := range []string{"settrace", "setprofile", "setswitchinterval", "set_coroutine_origin_tracking_depth"} {
			m.fn(n, "0+", none)
		}
		m.fn("getswitchinterval", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return Float(0.005), nil })
		m.fn("displayhook", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			if a[0].IsNone() {
				return None, nil
			}
			s, err := ReprOf(cx, a[0])
			if err == nil {
				_, err = CallMethod(cx, currentStdout(), "write", NewStr(s+"\n"))
			}
			return None, err
		})
		m.fn("excepthook", "3", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			if a[1].has(flagExc) {
				writeStderr(cx, joinStrings(FormatException(cx, a[1])))
			}
			return None, nil
		})
		return nil
	})
}

func joinStrings(parts []string) string {
	s := ""
	for _, p := range parts {
		s += p
	}
	return s
}

func platformName() string {
	switch runtime.GOOS {
	case "windows":
		return "win32"
	}
	return runtime.GOOS
}

func exeName() string {
	p, err := os.Executable()
	if err != nil {
		return ""
	}
	return p
}
