package rt

import (
	"math/rand/v2"
	"strconv"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/require"
)

// word is an object that is a key by its string.
type wordKey struct {
	Header
	n int64
	s String
}

var (
	classWord = Describe[wordKey]("Word", "test")
	wordOps   = ElemOps[*wordKey]{
		TextAt: unsafe.Offsetof(wordKey{}.s),
		Hash:   func(cx *Ctx, v *wordKey) (uint64, *Error) { return HashString(v.s), nil },
		Eq:     func(cx *Ctx, probe, stored *wordKey) (bool, *Error) { return probe.s.Eq(stored.s), nil },
	}
	fixedOps = func() ElemOps[*wordKey] {
		o := wordOps
		o.TextFixed = true
		return o
	}()
	plainOps  = ElemOps[*wordKey]{Hash: wordOps.Hash, Eq: wordOps.Eq}
	dictWord  = NewDictClass[*wordKey, int32]("cypdict[Word,int]", wordOps, ElemOps[int32]{})
	dictFixed = NewDictClass[*wordKey, int32]("cypdict[Fixed,int]", fixedOps, ElemOps[int32]{})
	dictPlain = NewDictClass[*wordKey, int32]("cypdict[Plain,int]", plainOps, ElemOps[int32]{})
	dictStr   = NewDictClass[String, int32]("cypdict[string,int]", ElemOps[String]{}, ElemOps[int32]{})
)

func newWord(cx *Ctx, s string) *wordKey {
	w := New[wordKey](cx, &classWord)
	w.s = Str(s)
	return w
}

// Texts of strings of up to 15 bytes are equal where the strings are, and no text of one kind is that of another.
func TestTexts(t *testing.T) {
	seen := map[text]string{noText: "(deleted)"}
	rng := rand.New(rand.NewPCG(3, 4))
	for n := range 40 {
		for _, fill := range []byte{0, 1, 0xfe, 0xff} {
			b := make([]byte, n)
			for i := range b {
				b[i] = fill
			}
			for i := -1; i < n; i++ {
				if i >= 0 {
					b[i] ^= byte(1 + rng.IntN(255))
				}
				x := textOf(b)
				require.Equal(t, n > 15, x.long())
				old, ok := seen[x]
				require.True(t, !ok || old == string(b), "%q and %q", old, b)
				seen[x] = string(b)
			}
		}
	}
}

// Dictionaries of strings of all lengths, and of objects that are keys by theirs, do what a map does.
func TestDictOfTexts(t *testing.T) {
	cx := NewCtx()
	defer cx.Release()
	t.Run("string", func(t *testing.T) {
		againstMap(t, cx, NewDict(cx, dictStr), func(s string) String { return Str(s) }, func(k String) string { return k.Go() })
	})
	text := func(k *wordKey) string { return k.s.Go() }
	for name, class := range map[string]*DictClass[*wordKey, int32]{"word": dictWord, "fixed": dictFixed, "plain": dictPlain} {
		t.Run(name, func(t *testing.T) {
			againstMap(t, cx, NewDict(cx, class), func(s string) *wordKey { return newWord(cx, s) }, text)
		})
	}
}

func againstMap[K any](t *testing.T, cx *Ctx, d *Dict[K, int32], key func(string) K, text func(K) string) {
	rng := rand.New(rand.NewPCG(5, 6))
	model := map[string]int32{}
	var order []string
	name := func() string {
		b := make([]byte, rng.IntN(20))
		for i := range b {
			b[i] = "ab"[rng.IntN(2)]
		}
		return string(b)
	}
	check := func() {
		require.EqualValues(t, len(model), d.Len())
		it := d.Items(cx).Iter(cx)
		for _, want := range order {
			p, ok := it.Next(cx)
			require.True(t, ok)
			require.Equal(t, want, text(p.First))
			require.Equal(t, model[want], p.Second)
		}
		_, ok := it.Next(cx)
		require.False(t, ok)
	}
	for round := range 5000 {
		s, v := name(), rng.Int32()
		want, there := model[s]
		switch rng.IntN(6) {
		case 0, 1:
			if !there {
				order = append(order, s)
			}
			model[s] = v
			require.Nil(t, d.SetAt(cx, key(s), v))
		case 2:
			if len(order) > 0 && rng.IntN(3) > 0 {
				s = order[rng.IntN(len(order))]
				_, there = model[s]
			}
			err := d.DelAt(cx, key(s))
			require.Equal(t, there, err == nil)
			delete(model, s)
			for i := range order {
				if order[i] == s {
					order = append(order[:i], order[i+1:]...)
					break
				}
			}
		case 3:
			// In the order of the keys, as programs do.
			for i := range min(len(order), 20) {
				n, err := d.Find(cx, key(order[i]))
				require.Nil(t, err)
				require.Equal(t, model[order[i]], d.Entry(n))
			}
		default:
			got, err := d.At(cx, key(s))
			require.Equal(t, there, err == nil)
			require.Equal(t, want, got)
		}
		if round%500 == 0 {
			check()
		}
	}
	check()
	c := d.Copy(cx)
	for s, v := range model {
		got, err := c.At(cx, key(s))
		require.Nil(t, err)
		require.Equal(t, v, got)
	}
	require.Nil(t, d.Clear(cx))
	_, err := d.At(cx, key("a"))
	says(t, "KeyError: 'Getting nonexistent item'", err)
}

func TestNullTextKey(t *testing.T) {
	cx := NewCtx()
	defer cx.Release()
	for _, class := range []*DictClass[*wordKey, int32]{dictWord, dictFixed, dictPlain} {
		d := NewDict(cx, class)
		_, err := d.Contains(cx, nil)
		says(t, "TypeError: unhashable NULL key", err)
		says(t, "TypeError: unhashable NULL key", d.SetAt(cx, nil, 1))
		says(t, "TypeError: unhashable NULL key", d.DelAt(cx, nil))
	}
}

// A key whose string changes is found by neither: the hash is that of the old one, __eq__ sees the new one.
func TestTextChanges(t *testing.T) {
	cx := NewCtx()
	defer cx.Release()
	for _, class := range []*DictClass[*wordKey, int32]{dictWord, dictPlain} {
		d := NewDict(cx, class)
		k := newWord(cx, "abc")
		k.Inc()
		require.Nil(t, d.SetAt(cx, k, 1))
		k.s.AppendC(CString("d"))
		for _, s := range []string{"abc", "abcd"} {
			there, err := d.Contains(cx, newWord(cx, s))
			require.Nil(t, err)
			require.False(t, there, s)
		}
	}
}

// Keys whose hashes agree in all that the index keeps of them lie side by side: in a large table there are some.
func TestTextsThatShareASlot(t *testing.T) {
	if testing.Short() {
		t.Skip("takes half a million keys")
	}
	const n = 500_000
	s := slots{kind: kindString}
	tab := table[String, int32]{slots: s}
	for i := range n {
		k := Str(strconv.Itoa(i))
		tab.insert(tab.hash(k), k, int32(i))
	}
	cx := NewCtx()
	defer cx.Release()
	for i := n - 1; i >= 0; i-- {
		at := tab.find(cx, Str(strconv.Itoa(i)))
		if at != i {
			t.Fatalf("%d is found at %d", i, at)
		}
	}
}
