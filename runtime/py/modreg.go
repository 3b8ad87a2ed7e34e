package py

import (
	"os"

	rt "github.com/cyp-lang/cyp/runtime"
)

// stdModule registers a standard module that fill completes on first import.
func stdModule(name string, fill func(cx *rt.Ctx, m *Module) *rt.Error) {
	builtinModules[name] = func(cx *rt.Ctx) (Value, *rt.Error) {
		m := NewModule(name)
		modules.setStr(name, m.Value()) // before fill, which may import it again
		if err := fill(cx, m); err != nil {
			return Value{}, err
		}
		return m.Value(), nil
	}
}

func registerModules() {
	stdModule("builtins", func(cx *rt.Ctx, m *Module) *rt.Error {
		for n, v := range Builtins {
			m.dict.setStr(n, v)
		}
		return nil
	})
	registerSys()
	registerMath()
	registerItertools()
	registerOperator()
	registerFunctools()
	registerCollections()
	registerIO()
	registerTime()
	registerOS()
	registerRandom()
	registerJSON()
	registerRe()
	registerTraceback()
	registerUnittest()
	registerMisc()
	registerOptparse()
	registerDataclasses()
	registerTyping()
	registerDatetime()
	registerStruct()
	registerEnum()
}

// Argv is sys.argv before a program changes it; SetArgv sets it.
var argv = os.Args

// SetArgv sets what sys.argv starts with.
func SetArgv(args []string) { argv = args }
