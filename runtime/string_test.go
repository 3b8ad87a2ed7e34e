package rt

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// The numbers are libstdc++'s.
func TestStringSearch(t *testing.T) {
	s := Str("hello world")
	o, empty, missing := Str("o"), Str(""), Str("xyz")
	require.Equal(t, []uint64{4, 7, 7, 4, Npos, 0, 11, 11, Npos}, []uint64{
		s.Find(o), s.Rfind(o), s.Find(o, 5), s.Rfind(o, 6), s.Find(missing), s.Find(empty), s.Rfind(empty), s.Find(empty, 11),
		s.Find(empty, 12)})
	lo := CString("lo")
	require.Equal(t, []uint64{2, 9, 4, 8, Npos}, []uint64{s.FindFirstOfC(lo), s.FindLastOfC(lo), s.FindFirstNotOfC(CString("hel")),
		s.FindLastNotOfC(CString("dl")), s.FindLastOfChar('z')})
	require.EqualValues(t, 2, s.FindC(CString("llxx"), 0, 2))
	require.EqualValues(t, 4, s.FindChar('o'))
	v := View(s)
	require.EqualValues(t, 4, v.FindChar('o'))
	require.EqualValues(t, 7, v.Rfind(View(o)))
	require.EqualValues(t, -4, s.CompareC(CString("help")))
	require.True(t, s.StartsWithC(CString("hello")))
	require.True(t, v.EndsWithChar('d'))
}

func TestStringErrors(t *testing.T) {
	s := Str("hello world")
	_, err := s.Substr(20)
	says(t, "IndexError: basic_string::substr: __pos (which is 20) > this->size() (which is 11)", err)
	_, err = s.CheckedAt(20)
	says(t, "IndexError: basic_string::at: __n (which is 20) >= this->size() (which is 11)", err)
	_, err = s.Erase(20)
	says(t, "IndexError: basic_string::erase: __pos (which is 20) > this->size() (which is 11)", err)
	_, err = s.ReplaceC(20, 1, CString("x"))
	says(t, "IndexError: basic_string::replace: __pos (which is 20) > this->size() (which is 11)", err)
	_, err = StrSub(s, 20)
	says(t, "IndexError: basic_string::basic_string: __pos (which is 20) > this->size() (which is 11)", err)
	_, err = StrC(nil)
	says(t, "ValueError: basic_string: construction from null is not valid", err)
}

func TestStringChanges(t *testing.T) {
	s := Str("hello")
	c := s.Clone()
	s.Append(Str(" world"))
	s.SetAt(0, 'J')
	require.Equal(t, "hello", c.Go())
	require.Equal(t, "Jello world", s.Go())
	require.Equal(t, "Jello world", GoString(s.CStr()))
	s.Replace(0, 5, Str("my"))
	require.Equal(t, "my world", s.Go())
	s.Insert(3, Str("big "))
	require.Equal(t, "my big world", s.Go())
	s.Erase(2, 4)
	require.Equal(t, "my world", s.Go())
	s.Resize(2)
	require.Equal(t, "my", GoString(s.CStr()), "c_str ends where the string does")
	s.ResizeFill(4, '!')
	s.PushBack('?')
	require.Equal(t, "my!!?", s.Go())
	s.PopBack()
	s.AppendN(2, '.')
	s.AppendC(CString("abc"), 2)
	require.Equal(t, "my!!..ab", s.Go())
	sub, err := s.Substr(2, 2)
	require.Nil(t, err)
	require.Equal(t, "!!", sub.Go())
	sub.SetAt(0, 'x')
	require.Equal(t, "my!!..ab", s.Go(), "a substring is a copy")
	require.Equal(t, "ab", s.Add(Str("")).Go()[6:])
	require.True(t, Str("a").Lt(Str("b")))
	require.Equal(t, Str("abc").Hash(), View(Str("abc")).Hash())
	require.NotEqual(t, Str("abc").Hash(), Str("abd").Hash())
	require.Equal(t, "", GoString((&String{}).CStr()))
	e := s.EraseRange(s.Begin().Add(2), s.End())
	require.True(t, e.Eq(s.End()))
	require.Equal(t, "my", s.Go())
	r := s.Rbegin()
	require.EqualValues(t, 'y', r.Deref())
	require.EqualValues(t, 'm', r.Inc().Deref())
}
