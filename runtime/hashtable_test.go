package rt

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
)

// The same operations in C++ with libstdc++ gave the numbers and texts here.
func TestHashOrderIsLibstdcxxs(t *testing.T) {
	cx := NewCtx()
	defer cx.Release()
	digest := func(s *UnorderedSet[int64]) uint64 {
		d := s.BucketCount()
		for it := s.Begin(); it.Ne(s.End()); it.Inc() {
			d = d*31 + uint64(it.Deref())
		}
		return d
	}
	x := uint64(88172645463325252)
	var s, u UnorderedSet[int64]
	var got []uint64
	for i := range 20000 {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
		k := int64(x>>20)%700 - 350
		switch x % 8 {
		case 0, 1, 2, 3, 4:
			s.Insert(cx, k)
		case 5, 6:
			s.Erase(cx, k)
		case 7:
			u.Insert(cx, k)
		}
		if i%2500 != 2499 {
			continue
		}
		got = append(got, digest(&s))
		if i == 9999 {
			s.InsertRange(cx, u.Begin(), u.End())
			got = append(got, digest(&s))
			u.Clear(cx)
			u.Insert(cx, 7)
			u.InsertRange(cx, s.Begin(), s.End())
			got = append(got, digest(&u))
		}
	}
	require.Equal(t, []uint64{15992722367638145414, 5707733591458626349, 16362168633080932518, 11038057210559002018,
		1992568386879396771, 10451728410806955859, 18237246150055442956, 3982408993189725528, 15926674158515815381,
		4094901947105226713}, got)
	c := s.Clone()
	require.EqualValues(t, uint64(4094901947105226713), digest(&c))
	require.True(t, EqValues(s, c))
}

func TestHashOrderOfStringsAndMaps(t *testing.T) {
	cx := NewCtx()
	defer cx.Release()
	var w UnorderedSet[String]
	for _, p := range []string{"alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa",
		"a somewhat longer text", "", "lambda", "mu"} {
		w.Insert(cx, Str(p))
	}
	text := ""
	for it := w.Iter(cx); ; {
		s, ok := it.Next(cx)
		if !ok {
			break
		}
		text += s.Go() + ","
	}
	require.Equal(t, "mu,alpha,delta,zeta,lambda,gamma,iota,epsilon,eta,kappa,beta,theta,a somewhat longer text,,", text)
	require.EqualValues(t, uint64(2762169579135187400), HashString(Str("hello")))
	require.EqualValues(t, uint64(9689526204902911151), HashString(Str("a somewhat longer text")))
	require.EqualValues(t, uint64(4982507072649106663), HashValue(1.5))
	var m UnorderedMap[int32, int32]
	m.Reserve(20)
	for i := int32(0); i < 30; i += 3 {
		*m.IndexPtr(cx, i*i) = i
	}
	text = ""
	for it := m.Begin(); it.Ne(m.End()); it.Inc() {
		text += fmt.Sprintf("%d:%d ", it.First(), it.Second())
	}
	require.Equal(t, "729:27 576:24 441:21 324:18 225:15 144:12 81:9 36:6 9:3 0:0 ", text)
	require.EqualValues(t, 23, m.BucketCount())
}

func TestSetOrder(t *testing.T) {
	cx := NewCtx()
	defer cx.Release()
	s, o := NewSet(cx, setInt), NewSet(cx, setInt)
	text := func() string {
		out := ""
		for it := s.Iter(cx); ; {
			v, ok := it.Next(cx)
			if !ok {
				return out
			}
			out += fmt.Sprint(v, " ")
		}
	}
	for i := range int64(4) {
		s.Add(cx, i)
	}
	o.Add(cx, 100)
	o.Add(cx, 200)
	require.Equal(t, "3 2 1 0 ", text())
	s.Add(cx, 10)
	s.Discard(cx, 2)
	require.Equal(t, "10 3 1 0 ", text())
	s.IOr(cx, o)
	require.Equal(t, "100 200 10 3 1 0 ", text())
}
