package py

import (
	"fmt"
	"sort"
	"strings"
	"time"

	rt "github.com/cyp-lang/cyp/runtime"
)

// unittest: TestCase, suites, the loader and the text runner.

var (
	testCaseType, testSuiteType, testResultType, skipTestType *Type
)

// caseState is the state of a TestCase instance.
type caseState struct {
	method   string
	cleanups []func(cx *rt.Ctx) *rt.Error
}

// resultState is the state of a TestResult.
type resultState struct {
	run, skipped, expected  int
	failures, errors, skips []Value // (case, text) pairs
	stop                    bool
}

func registerUnittest() {
	stdModule("unittest", func(cx *rt.Ctx, m *Module) *rt.Error {
		m.Set("__path__", NewList())
		skipTestType = newStaticType("SkipTest", "unittest.case", Exception, func(t *Type) {
			t.flags |= flagExc
			t.new = BaseException.new
		})
		m.Set("SkipTest", skipTestType.Value())
		testCaseType = makeTestCase()
		testSuiteType = makeTestSuite()
		testResultType = makeTestResult()
		m.Set("TestCase", testCaseType.Value())
		m.Set("TestSuite", testSuiteType.Value())
		m.Set("TestResult", testResultType.Value())
		m.Set("TextTestResult", testResultType.Value())
		loader := makeLoader()
		m.Set("TestLoader", loader.Value())
		m.Set("defaultTestLoader", newNative(loader, nil))
		runner := makeRunner()
		m.Set("TextTestRunner", runner.Value())
		m.fn("main", "module=, defaultTest=, argv=, testRunner=, testLoader=, exit=, verbosity=, failfast=, catchbreak=, buffer=, warnings=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			mod := a[0]
			if !mod.IsSet() || mod.has(flagStr) {
				name := "__main__"
				if s, ok := GoStr(orNone(mod)); ok {
					name = s
				}
				var err *rt.Error
				if mod, err = Import(cx, name); err != nil {
					return Value{}, err
				}
			}
			suite, err := loadModule(cx, mod)
			if err != nil {
				return Value{}, err
			}
			v, err := argInt(cx, a[6], 1)
			if err != nil {
				return Value{}, err
			}
			for _, x := range asList(sysArgv()).items[1:] {
				switch s, _ := GoStr(x); s {
				case "-v", "--verbose":
					v = 2
				case "-q", "--quiet":
					v = 0
				}
			}
			r, err := runSuite(cx, suite, stderrFile, v)
			if err != nil {
				return Value{}, err
			}
			exit, err := argBool(cx, a[5], true)
			if err != nil || !exit {
				return None, err
			}
			s := stateIn[*resultState](r)
			return Value{}, errOf(newExc(SystemExit, Bool(len(s.failures)+len(s.errors) > 0)))
		})
		skip := func(reason string) Value {
			return NewBuiltin("decorator", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
				if err := SetAttr(cx, a[0], "__unittest_skip__", True); err != nil {
					return Value{}, err
				}
				return a[0], SetAttr(cx, a[0], "__unittest_skip_why__", NewStr(reason))
			})
		}
		same := NewBuiltin("decorator", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return a[0], nil })
		m.fn("skip", "reason", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			s, err := StrOf(cx, a[0])
			return skip(s), err
		})
		cond := func(name string, when bool) {
			m.fn(name, "condition, reason", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
				t, err := Truth(cx, a[0])
				if err != nil || t != when {
					return same, err
				}
				s, err := StrOf(cx, a[1])
				return skip(s), err
			})
		}
		cond("skipIf", true)
		cond("skipUnless", false)
		m.fn("expectedFailure", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			return a[0], SetAttr(cx, a[0], "__unittest_expecting_failure__", True)
		})
		return nil
	})
}

// caseName is how results name a test.
func caseName(v Value) string {
	t := v.O.Type
	return stateIn[*caseState](v).method + " (" + t.module + "." + t.qualname + ")"
}

func makeTestCase() *Type {
	return nativeType("TestCase", "unittest.case", func(t *Type) {
		t.dictOff = subLayouts[t].dictOff
		t.new = func(cx *rt.Ctx, t *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
			s := &caseState{method: "runTest"}
			if len(args) > 0 {
				s.method, _ = GoStr(args[0])
			}
			o := obj(t.alloc(t))
			asNative(o).v = s
			return o, nil
		}
		none := func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return None, nil }
		t.method("setUp", "", none)
		t.method("tearDown", "", none)
		t.classMethod("setUpClass", "", none)
		t.classMethod("tearDownClass", "", none)
		t.dict.setStr("maxDiff", Int(640))
		t.dict.setStr("longMessage", True)
		t.dict.setStr("failureException", AssertionError.Value())
		t.method("id", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			ty := a[0].O.Type
			return NewStr(ty.module + "." + ty.qualname + "." + stateIn[*caseState](a[0]).method), nil
		})
		t.method("shortDescription", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			d := caseDoc(cx, a[0])
			return strOrNone(d), nil
		})
		t.str = func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return NewStr(caseName(v)), nil }
		t.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
			ty := v.O.Type
			return NewStr("<" + ty.module + "." + ty.qualname + " testMethod=" + stateIn[*caseState](v).method + ">"), nil
		}
		t.method("skipTest", "reason", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			return Value{}, errOf(newExc(skipTestType, a[1]))
		})
		t.method("fail", "msg=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			return Value{}, errOf(newExc(AssertionError, orNone(a[1])))
		})
		t.methodKw("addCleanup", func(cx *rt.Ctx, a []Value, kn []string, kv []Value) (Value, *rt.Error) {
			f, args := a[1], append([]Value(nil), a[2:]...)
			vals := append([]Value(nil), kv...)
			s := stateIn[*caseState](a[0])
			s.cleanups = append(s.cleanups, func(cx *rt.Ctx) *rt.Error {
				_, err := CallKw(cx, f, args, kn, vals)
				return err
			})
			return None, nil
		})
		t.method("countTestCases", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return Int(1), nil })
		t.method("run", "result=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			r := a[1]
			if !r.IsSet() || r.IsNone() {
				r = newNative(testResultType, &resultState{})
			}
			return r, runCase(cx, a[0], stateIn[*resultState](r), nil, 0)
		})
		t.method("subTest", "raw", nil)
		if v, ok := t.dict.getStr("subTest"); ok {
			asBuiltin(v).fn = func(cx *rt.Ctx, a []Value, kn []string, kv []Value) (Value, *rt.Error) {
				return Call(cx, nullContextType().Value())
			}
		}
		caseAsserts(t)
		caseRaises(t)
	})
}

// caseDoc is the first line of the test method's docstring.
func caseDoc(cx *rt.Ctx, v Value) string {
	f, err := GetAttr(cx, v, stateIn[*caseState](v).method)
	if err != nil {
		return ""
	}
	d, ok, _ := getAttrOpt(cx, f, "__doc__")
	s, isStr := GoStr(orNone(d))
	if !ok || !isStr {
		return ""
	}
	line, _, _ := strings.Cut(strings.TrimSpace(s), "\n")
	return strings.TrimSpace(line)
}

// failed builds the AssertionError of an assertion.
func failed(cx *rt.Ctx, std string, msg Value) *rt.Error {
	if msg.IsSet() && !msg.IsNone() {
		s, err := StrOf(cx, msg)
		if err != nil {
			return err
		}
		std += " : " + s
	}
	return errOf(newExc(AssertionError, NewStr(std)))
}

func reprs(cx *rt.Ctx, vs ...Value) ([]any, *rt.Error) {
	out := make([]any, len(vs))
	for i, v := range vs {
		s, err := ReprOf(cx, v)
		if err != nil {
			return nil, err
		}
		out[i] = s
	}
	return out, nil
}

func caseAsserts(t *Type) {
	two := func(name, text string, ok func(cx *rt.Ctx, a, b Value) (bool, *rt.Error)) {
		t.method(name, "first, second, msg=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			good, err := ok(cx, a[1], a[2])
			if err != nil || good {
				return None, err
			}
			r, err := reprs(cx, a[1], a[2])
			if err != nil {
				return Value{}, err
			}
			return Value{}, failed(cx, fmt.Sprintf(text, r...), a[3])
		})
	}
	in := func(cx *rt.Ctx, a, b Value) (bool, *rt.Error) { return Contains(cx, b, a) }
	not := func(f func(cx *rt.Ctx, a, b Value) (bool, *rt.Error)) func(cx *rt.Ctx, a, b Value) (bool, *rt.Error) {
		return func(cx *rt.Ctx, a, b Value) (bool, *rt.Error) {
			r, err := f(cx, a, b)
			return !r, err
		}
	}
	is := func(cx *rt.Ctx, a, b Value) (bool, *rt.Error) { return Is(a, b), nil }
	for _, n := range []string{"assertEqual", "assertEquals", "assertListEqual", "assertDictEqual", "assertTupleEqual", "assertSetEqual", "assertSequenceEqual", "assertMultiLineEqual"} {
		two(n, "%s != %s", EqB)
	}
	two("assertNotEqual", "%s == %s", NeB)
	two("assertIn", "%s not found in %s", in)
	two("assertNotIn", "%s unexpectedly found in %s", not(in))
	two("assertIs", "%s is not %s", is)
	two("assertIsNot", "unexpectedly identical: %s", not(is))
	two("assertLess", "%s not less than %s", LtB)
	two("assertLessEqual", "%s not less than or equal to %s", LeB)
	two("assertGreater", "%s not greater than %s", GtB)
	two("assertGreaterEqual", "%s not greater than or equal to %s", GeB)
	two("assertIsInstance", "%s is not an instance of %s", IsInstance)
	two("assertNotIsInstance", "%s is an instance of %s", not(IsInstance))
	two("assertCountEqual", "Element counts were not equal:\n%s %s", func(cx *rt.Ctx, a, b Value) (bool, *rt.Error) {
		x, err := Collect(cx, a)
		if err != nil {
			return false, err
		}
		y, err := Collect(cx, b)
		if err != nil {
			return false, err
		}
	next:
		for _, v := range x {
			for j, w := range y {
				eq, err := eqItem(cx, v, w)
				if err != nil {
					return false, err
				}
				if eq {
					y = append(y[:j:j], y[j+1:]...)
					continue next
				}
			}
			return false, nil
		}
		return len(y) == 0, nil
	})
	one := func(name, text string, ok func(cx *rt.Ctx, v Value) (bool, *rt.Error)) {
		t.method(name, "expr, msg=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			good, err := ok(cx, a[1])
			if err != nil || good {
				return None, err
			}
			r, err := reprs(cx, a[1])
			if err != nil {
				return Value{}, err
			}
			if !strings.Contains(text, "%s") {
				r = nil
			}
			return Value{}, failed(cx, fmt.Sprintf(text, r...), a[2])
		})
	}
	one("assertTrue", "%s is not true", Truth)
	one("assertFalse", "%s is not false", func(cx *rt.Ctx, v Value) (bool, *rt.Error) { b, err := Truth(cx, v); return !b, err })
	one("assertIsNone", "%s is not None", func(cx *rt.Ctx, v Value) (bool, *rt.Error) { return v.IsNone(), nil })
	one("assertIsNotNone", "unexpectedly None", func(cx *rt.Ctx, v Value) (bool, *rt.Error) { return !v.IsNone(), nil })
	almost := func(name string, want bool) {
		t.method(name, "first, second, places=, msg=, delta=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			eq, err := EqB(cx, a[1], a[2])
			if err != nil || eq && want {
				return None, err
			}
			d, err := Sub(cx, a[1], a[2])
			if err == nil {
				d, err = Abs(cx, d)
			}
			if err != nil {
				return Value{}, err
			}
			close, within := false, ""
			if a[5].IsSet() && !a[5].IsNone() {
				close, err = LeB(cx, d, a[5])
				within = " within " + must(ReprOf(cx, a[5])) + " delta"
			} else {
				n, e := argInt(cx, a[3], 7)
				if e != nil {
					return Value{}, e
				}
				var r Value
				if r, err = Call(cx, Builtins["round"], d, Int(int64(n))); err == nil {
					close, err = EqB(cx, r, Int(0))
				}
				within = fmt.Sprintf(" within %d places", n)
			}
			if err != nil || close == want {
				return None, err
			}
			r, err := reprs(cx, a[1], a[2], d)
			if err != nil {
				return Value{}, err
			}
			op := "!="
			if !want {
				op = "=="
			}
			return Value{}, failed(cx, fmt.Sprintf("%s "+op+" %s"+within+" (%s difference)", r...), a[4])
		})
	}
	almost("assertAlmostEqual", true)
	almost("assertNotAlmostEqual", false)
	regex := func(name string, want bool) {
		t.method(name, "text, regex, msg=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			re, err := Import(cx, "re")
			if err != nil {
				return Value{}, err
			}
			m, err := CallMethod(cx, re, "search", a[2], a[1])
			if err != nil || m.IsNone() != want {
				return None, err
			}
			r, err := reprs(cx, a[2], a[1])
			if err != nil {
				return Value{}, err
			}
			if want {
				return Value{}, failed(cx, fmt.Sprintf("Regex didn't match: %s not found in %s", r...), a[3])
			}
			return Value{}, failed(cx, fmt.Sprintf("Regex matched: %s matches in %s", r...), a[3])
		})
	}
	regex("assertRegex", true)
	regex("assertNotRegex", false)
}

// raisesState is the state of the context manager of assertRaises.
type raisesState struct {
	want  Value
	regex Value
	exc   Value
	by    string // " by f" where a function was called
}

func caseRaises(t *Type) {
	ctx := nativeType("_AssertRaisesContext", "unittest.case", func(t *Type) {
		t.new = noConstructor
		t.method("__enter__", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return a[0], nil })
		t.method("__exit__", "3", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			s := stateIn[*raisesState](a[0])
			if a[1].IsNone() {
				name := must(StrOf(cx, s.want))
				if s.want.has(flagType) {
					name = asType(s.want).name
				}
				return Value{}, failed(cx, name+" not raised"+s.by, Value{})
			}
			s.exc = a[2]
			ok, err := Matches(cx, &rt.Error{Kind: a[2].O.Type.name, Obj: a[2]}, s.want)
			if err != nil || !ok {
				return False, err
			}
			if s.regex.IsSet() {
				re, err := Import(cx, "re")
				if err != nil {
					return Value{}, err
				}
				text, err := StrValue(cx, a[2])
				if err != nil {
					return Value{}, err
				}
				m, err := CallMethod(cx, re, "search", s.regex, text)
				if err != nil {
					return Value{}, err
				}
				if m.IsNone() {
					r, _ := reprs(cx, s.regex)
					return Value{}, failed(cx, fmt.Sprintf("%q does not match %q", strings.Trim(r[0].(string), "'"), asStr(text).s), Value{})
				}
			}
			return True, nil
		})
		t.getter("exception", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return orNone(stateIn[*raisesState](v).exc), nil })
	})
	def := func(name string, skip int) {
		t.methodKw(name, func(cx *rt.Ctx, a []Value, kn []string, kv []Value) (Value, *rt.Error) {
			if len(a) < 2+skip {
				return Value{}, typeErr("%s() missing required arguments", name)
			}
			s := &raisesState{want: a[1]}
			if skip == 1 {
				s.regex = a[2]
			}
			mgr := newNative(ctx, s)
			rest := a[2+skip:]
			if len(rest) == 0 {
				return mgr, nil
			}
			if n, ok, _ := getAttrOpt(cx, rest[0], "__name__"); ok && n.has(flagStr) {
				s.by = " by " + asStr(n).s
			}
			_, err := CallKw(cx, rest[0], append([]Value(nil), rest[1:]...), kn, kv)
			if err != nil {
				PushExc(cx, err)
			}
			ty, v, tb := ExcInfo(cx, err)
			r, e := CallMethod(cx, mgr, "__exit__", ty, v, tb)
			if err != nil {
				PopExc(cx, e)
			}
			if e != nil {
				return Value{}, e
			}
			if err != nil && r != True {
				return Value{}, err
			}
			return None, nil
		})
	}
	def("assertRaises", 0)
	def("assertRaisesRegex", 1)
}

func makeTestSuite() *Type {
	return nativeType("TestSuite", "unittest.suite", func(t *Type) {
		t.makeWith("tests=", func(cx *rt.Ctx, a []Value) (any, *rt.Error) {
			l := NewList()
			if a[0].IsSet() {
				if err := asList(l).extend(cx, a[0]); err != nil {
					return nil, err
				}
			}
			return l, nil
		})
		t.iter = func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return IterObj(cx, stateIn[Value](v)) }
		t.method("addTest", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			ListAppend(stateIn[Value](a[0]), a[1])
			return None, nil
		})
		t.method("addTests", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			return None, asList(stateIn[Value](a[0])).extend(cx, a[1])
		})
		t.method("countTestCases", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			return Int(int64(len(flatten(a[0])))), nil
		})
		t.method("run", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			for _, c := range flatten(a[0]) {
				if err := runCase(cx, c, stateIn[*resultState](a[1]), nil, 0); err != nil {
					return Value{}, err
				}
			}
			return a[1], nil
		})
	})
}

// flatten lists the cases of a suite.
func flatten(v Value) []Value {
	if v.O.Type.IsSubtype(testSuiteType) {
		var out []Value
		for _, x := range asList(stateIn[Value](v)).items {
			out = append(out, flatten(x)...)
		}
		return out
	}
	return []Value{v}
}

func makeTestResult() *Type {
	return nativeType("TestResult", "unittest.result", func(t *Type) {
		t.makeWith("0+", func(cx *rt.Ctx, a []Value) (any, *rt.Error) { return &resultState{}, nil })
		get := func(name string, f func(r *resultState) Value) {
			t.getter(name, func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return f(stateIn[*resultState](v)), nil })
		}
		get("testsRun", func(r *resultState) Value { return Int(int64(r.run)) })
		get("failures", func(r *resultState) Value { return NewList(r.failures...) })
		get("errors", func(r *resultState) Value { return NewList(r.errors...) })
		get("skipped", func(r *resultState) Value { return NewList(r.skips...) })
		t.method("wasSuccessful", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			r := stateIn[*resultState](a[0])
			return Bool(len(r.failures)+len(r.errors) == 0), nil
		})
	})
}

// loadCase lists the tests of a TestCase class, by name.
func loadCase(cx *rt.Ctx, cls Value) ([]Value, *rt.Error) {
	seen := map[string]bool{}
	var names []string
	for _, m := range asType(cls).mro {
		for _, e := range m.dict.entries {
			if e.key.O == nil || !e.key.has(flagStr) {
				continue
			}
			if n := asStr(e.key).s; strings.HasPrefix(n, "test") && !seen[n] && e.val.O.Type.call != nil {
				seen[n] = true
				names = append(names, n)
			}
		}
	}
	sort.Strings(names)
	var out []Value
	for _, n := range names {
		c, err := Call(cx, cls, NewStr(n))
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}

func loadModule(cx *rt.Ctx, mod Value) (Value, *rt.Error) {
	names, err := Dir(cx, mod)
	if err != nil {
		return Value{}, err
	}
	var suites []Value
	for _, n := range asList(names).items {
		v, err := GetAttr(cx, mod, asStr(n).s)
		if err != nil {
			return Value{}, err
		}
		if !v.has(flagType) || !asType(v).IsSubtype(testCaseType) || asType(v) == testCaseType {
			continue
		}
		cases, err := loadCase(cx, v)
		if err != nil {
			return Value{}, err
		}
		suites = append(suites, newNative(testSuiteType, newList(cases)))
	}
	return newNative(testSuiteType, newList(suites)), nil
}

func makeLoader() *Type {
	return nativeType("TestLoader", "unittest.loader", func(t *Type) {
		t.method("loadTestsFromModule", "module, pattern=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return loadModule(cx, a[1]) })
		t.method("loadTestsFromTestCase", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			cases, err := loadCase(cx, a[1])
			return newNative(testSuiteType, newList(cases)), err
		})
		t.method("getTestCaseNames", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			cases, err := loadCase(cx, a[1])
			var out []Value
			for _, c := range cases {
				out = append(out, NewStr(stateIn[*caseState](c).method))
			}
			return newList(out), err
		})
	})
}

func makeRunner() *Type {
	type state struct {
		stream    Value
		verbosity int
	}
	return nativeType("TextTestRunner", "unittest.runner", func(t *Type) {
		t.makeWith("stream=, descriptions=, verbosity=, failfast=, buffer=, resultclass=, warnings=", func(cx *rt.Ctx, a []Value) (any, *rt.Error) {
			s := &state{stream: stderrFile}
			if a[0].IsSet() && !a[0].IsNone() {
				s.stream = a[0]
			}
			n, err := argInt(cx, a[2], 1)
			s.verbosity = n
			return s, err
		})
		t.method("run", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			s := stateIn[*state](a[0])
			return runSuite(cx, a[1], s.stream, s.verbosity)
		})
	})
}

// runSuite runs a suite and writes the report.
func runSuite(cx *rt.Ctx, suite, stream Value, verbosity int) (Value, *rt.Error) {
	r := &resultState{}
	result := newNative(testResultType, r)
	write := func(s string) *rt.Error {
		_, err := CallMethod(cx, stream, "write", NewStr(s))
		return err
	}
	start := time.Now()
	var class *Type
	var classErr *rt.Error
	for _, c := range flatten(suite) {
		if c.O.Type != class {
			if class != nil && classErr == nil {
				CallMethod(cx, class.Value(), "tearDownClass")
			}
			class = c.O.Type
			if _, classErr = CallMethod(cx, class.Value(), "setUpClass"); classErr != nil {
				r.errors = append(r.errors, NewTuple(c, NewStr(FormatTraceback(cx, classErr))))
				write("E")
			}
		}
		if classErr != nil {
			continue
		}
		if err := runCase(cx, c, r, write, verbosity); err != nil {
			return Value{}, err
		}
	}
	if class != nil && classErr == nil {
		CallMethod(cx, class.Value(), "tearDownClass")
	}
	took := time.Since(start).Seconds()
	var b strings.Builder
	if verbosity > 0 {
		b.WriteString("\n")
	}
	sep1, sep2 := strings.Repeat("=", 70)+"\n", strings.Repeat("-", 70)+"\n"
	for _, k := range []struct {
		word string
		list []Value
	}{{"ERROR", r.errors}, {"FAIL", r.failures}} {
		for _, p := range k.list {
			it := asTuple(p).items
			head := caseName(it[0])
			if d := caseDoc(cx, it[0]); d != "" {
				head += "\n" + d
			}
			b.WriteString(sep1 + k.word + ": " + head + "\n" + sep2 + asStr(it[1]).s + "\n")
		}
	}
	b.WriteString(sep2 + fmt.Sprintf("Ran %d test%s in %.3fs\n\n", r.run, plural(r.run), took))
	var info []string
	if n := len(r.failures); n > 0 {
		info = append(info, fmt.Sprintf("failures=%d", n))
	}
	if n := len(r.errors); n > 0 {
		info = append(info, fmt.Sprintf("errors=%d", n))
	}
	word := "OK"
	if info != nil {
		word = "FAILED"
	}
	if n := len(r.skips); n > 0 {
		info = append(info, fmt.Sprintf("skipped=%d", n))
	}
	if r.expected > 0 {
		info = append(info, fmt.Sprintf("expected failures=%d", r.expected))
	}
	b.WriteString(word)
	if info != nil {
		b.WriteString(" (" + strings.Join(info, ", ") + ")")
	}
	b.WriteString("\n")
	if err := write(b.String()); err != nil {
		return Value{}, err
	}
	_, err := CallMethod(cx, stream, "flush")
	return result, err
}

// runCase runs one test and records its outcome; write is nil where nothing is reported.
func runCase(cx *rt.Ctx, c Value, r *resultState, write func(s string) *rt.Error, verbosity int) *rt.Error {
	s := stateIn[*caseState](c)
	r.run++
	report := func(dot, word string) *rt.Error {
		switch {
		case write == nil || verbosity == 0:
			return nil
		case verbosity > 1:
			return write(word + "\n")
		}
		return write(dot)
	}
	if write != nil && verbosity > 1 {
		head := caseName(c)
		if d := caseDoc(cx, c); d != "" {
			head += "\n" + d
		}
		if err := write(head + " ... "); err != nil {
			return err
		}
	}
	f, err := GetAttr(cx, c, s.method)
	if err != nil {
		return err
	}
	for _, v := range []Value{f, c.O.Type.Value()} {
		if why, ok, _ := getAttrOpt(cx, v, "__unittest_skip_why__"); ok {
			r.skips = append(r.skips, NewTuple(c, why))
			return report("s", "skipped "+must(ReprOf(cx, why)))
		}
	}
	_, err = CallMethod(cx, c, "setUp")
	if err == nil {
		_, err = Call(cx, f)
		if _, e := CallMethod(cx, c, "tearDown"); err == nil {
			err = e
		}
	}
	for i := len(s.cleanups) - 1; i >= 0; i-- {
		if e := s.cleanups[i](cx); err == nil {
			err = e
		}
	}
	_, expect, _ := getAttrOpt(cx, f, "__unittest_expecting_failure__")
	switch {
	case err == nil && expect:
		r.failures = append(r.failures, NewTuple(c, NewStr("unexpected success")))
		return report("u", "unexpected success")
	case err == nil:
		return report(".", "ok")
	case expect:
		r.expected++
		return report("x", "expected failure")
	case isExc(err, skipTestType):
		why, _ := StrValue(cx, Materialise(cx, err))
		r.skips = append(r.skips, NewTuple(c, why))
		return report("s", "skipped "+must(ReprOf(cx, why)))
	case isExc(err, KeyboardInterrupt) || isExc(err, SystemExit):
		return err
	case isExc(err, AssertionError):
		r.failures = append(r.failures, NewTuple(c, NewStr(FormatTraceback(cx, err))))
		return report("F", "FAIL")
	}
	r.errors = append(r.errors, NewTuple(c, NewStr(FormatTraceback(cx, err))))
	return report("E", "ERROR")
}

var nullContext *Type

// nullContextType is a context manager that does nothing.
func nullContextType() *Type {
	if nullContext == nil {
		nullContext = nativeType("nullcontext", "contextlib", func(t *Type) {
			t.makeWith("enter_result=", func(cx *rt.Ctx, a []Value) (any, *rt.Error) { return orNone(a[0]), nil })
			t.method("__enter__", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return stateIn[Value](a[0]), nil })
			t.method("__exit__", "0+", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return None, nil })
		})
	}
	return nullContext
}
