// Package lib_hashlib is the Python module hashlib.
package lib_hashlib

import (
	"crypto/md5"
	"crypto/pbkdf2"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"
	"encoding"
	"encoding/hex"
	"hash"
	"sort"
	"strings"

	rt "github.com/cyp-lang/cyp/runtime"
	"github.com/cyp-lang/cyp/runtime/py"
)

func init() { py.RegisterLib("hashlib", fill) }

// makers are the algorithms by name.
var makers = map[string]func() hash.Hash{
	"md5": md5.New, "sha1": sha1.New, "sha224": sha256.New224, "sha256": sha256.New, "sha384": sha512.New384, "sha512": sha512.New,
	"sha3_224": func() hash.Hash { return sha3.New224() }, "sha3_256": func() hash.Hash { return sha3.New256() },
	"sha3_384": func() hash.Hash { return sha3.New384() }, "sha3_512": func() hash.Hash { return sha3.New512() },
}

// digest is the state of a hash object.
type digest struct {
	name string
	h    hash.Hash
}

func (d *digest) copy() (*digest, *rt.Error) {
	b, err := d.h.(encoding.BinaryMarshaler).MarshalBinary()
	if err != nil {
		return nil, py.Errorf("ValueError", "%s", err)
	}
	c := &digest{d.name, makers[d.name]()}
	if err := c.h.(encoding.BinaryUnmarshaler).UnmarshalBinary(b); err != nil {
		return nil, py.Errorf("ValueError", "%s", err)
	}
	return c, nil
}

func (d *digest) update(v py.Value) *rt.Error {
	b, ok := py.Buffer(v)
	if !ok {
		if _, ok := py.GoStr(v); ok {
			return py.Errorf("TypeError", "Strings must be encoded before hashing")
		}
		return py.Errorf("TypeError", "object supporting the buffer API required")
	}
	d.h.Write(b)
	return nil
}

func fill(cx *rt.Ctx, m *py.Module) *rt.Error {
	class := py.Native("HASH", "_hashlib", "-", nil, func(t *py.Type) {
		state := func(v py.Value) *digest { d, _ := py.State[*digest](v); return d }
		t.Method("update", "O", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
			return py.None, state(a[0]).update(a[1])
		})
		t.Method("digest", "", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
			return py.NewBytes(state(a[0]).h.Sum(nil)), nil
		})
		t.Method("hexdigest", "", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
			return py.NewStr(hex.EncodeToString(state(a[0]).h.Sum(nil))), nil
		})
		t.Method("__repr__", "", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
			return py.NewStr("<" + state(a[0]).name + " _hashlib.HASH object>"), nil
		})
		t.Getter("name", func(cx *rt.Ctx, v py.Value) (py.Value, *rt.Error) { return py.NewStr(state(v).name), nil })
		t.Getter("digest_size", func(cx *rt.Ctx, v py.Value) (py.Value, *rt.Error) { return py.Int(int64(state(v).h.Size())), nil })
		t.Getter("block_size", func(cx *rt.Ctx, v py.Value) (py.Value, *rt.Error) {
			return py.Int(int64(state(v).h.BlockSize())), nil
		})
	})
	class.Method("copy", "", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
		d, _ := py.State[*digest](a[0])
		c, err := d.copy()
		return py.NewNative(class, c), err
	})
	open := func(name string, data py.Value) (py.Value, *rt.Error) {
		d := &digest{name, makers[name]()}
		if data.IsSet() {
			if err := d.update(data); err != nil {
				return py.Value{}, err
			}
		}
		return py.NewNative(class, d), nil
	}
	var names []string
	for name := range makers {
		names = append(names, name)
		m.Func(name, "string=, *, usedforsecurity=", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
			return open(name, a[0])
		})
	}
	sort.Strings(names)
	set := py.NewSet()
	for _, n := range names {
		if err := py.SetAdd(cx, set, py.NewStr(n)); err != nil {
			return err
		}
	}
	m.Set("algorithms_available", set)
	m.Set("algorithms_guaranteed", set)
	m.Func("new", "name, string=, *, usedforsecurity=", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
		name, err := py.StrArg(a[0], "new", "'name'")
		if err != nil {
			return py.Value{}, err
		}
		key := strings.ReplaceAll(strings.ToLower(name), "-", "_")
		if makers[key] == nil {
			key = strings.ReplaceAll(key, "_", "")
		}
		if makers[key] == nil {
			return py.Value{}, py.Errorf("ValueError", "unsupported hash type %s", name)
		}
		return open(key, a[1])
	})
	m.Func("pbkdf2_hmac", "hash_name, password, salt, iterations, dklen=", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
		name, err := py.StrArg(a[0], "pbkdf2_hmac", "'hash_name'")
		if err != nil {
			return py.Value{}, err
		}
		mk := makers[strings.ToLower(name)]
		if mk == nil {
			return py.Value{}, py.Errorf("ValueError", "unsupported hash type %s", name)
		}
		pass, ok1 := py.Buffer(a[1])
		salt, ok2 := py.Buffer(a[2])
		if !ok1 || !ok2 {
			return py.Value{}, py.Errorf("TypeError", "a bytes-like object is required")
		}
		n, err := py.IntArg(cx, a[3], 0)
		if err != nil {
			return py.Value{}, err
		}
		size, err := py.IntArg(cx, a[4], mk().Size())
		if err != nil {
			return py.Value{}, err
		}
		var key []byte
		var e error
		cx.Blocking(func() { key, e = pbkdf2.Key(mk, string(pass), salt, n, size) })
		if e != nil {
			return py.Value{}, py.Errorf("ValueError", "%s", e)
		}
		return py.NewBytes(key), nil
	})
	return nil
}
