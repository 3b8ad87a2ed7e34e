package rt

// Number is the C numbers.
type Number interface {
	Integer | ~float32 | ~float64
}

// unary makes a Go function of a C function pointer that takes a T, or the int that a
// char becomes, and gives a U, or an int that becomes one.
func unary[T, U any](cx *Ctx, f any) func(T) U {
	switch f := f.(type) {
	case func(*Ctx, T) U:
		return func(v T) U { return f(cx, v) }
	case func(T) U:
		return f
	case func(*Ctx, int32) int32:
		return func(v T) U { return fromInt[U](f(cx, toInt(v))) }
	case func(int32) int32:
		return func(v T) U { return fromInt[U](f(toInt(v))) }
	case func(*Ctx, T) int32:
		return func(v T) U { return fromInt[U](f(cx, v)) }
	case func(T) int32:
		return func(v T) U { return fromInt[U](f(v)) }
	case func(*Ctx, T):
		return func(v T) (u U) { f(cx, v); return u }
	case func(T):
		return func(v T) (u U) { f(v); return u }
	}
	Fatal("not supported yet: a function of this type in an algorithm")
	return nil
}

// binary makes a Go function of a C function pointer of two parameters.
func binary[A, B, R any](cx *Ctx, f any) func(A, B) R {
	switch f := f.(type) {
	case func(*Ctx, A, B) R:
		return func(a A, b B) R { return f(cx, a, b) }
	case func(A, B) R:
		return f
	case func(*Ctx, A, B) int32:
		return func(a A, b B) R { return fromInt[R](f(cx, a, b)) }
	case func(A, B) int32:
		return func(a A, b B) R { return fromInt[R](f(a, b)) }
	}
	Fatal("not supported yet: a function of this type in an algorithm")
	return nil
}

func toInt[T any](v T) int32 {
	switch x := any(v).(type) {
	case int8:
		return int32(x)
	case uint8:
		return int32(x)
	case int16:
		return int32(x)
	case uint16:
		return int32(x)
	case int32:
		return x
	}
	return int32(word(v))
}

func fromInt[U any](n int32) (u U) {
	switch p := any(&u).(type) {
	case *bool:
		*p = n != 0
	case *float64:
		*p = float64(n)
	case *float32:
		*p = float32(n)
	default:
		u = unbits[U](uint64(n))
	}
	return u
}

// Transform is std::transform(first, last, out, f); f is a C function pointer.
func Transform[I Iterator[I, T], O Iterator[O, U], T, U any](cx *Ctx, first, last I, out O, f any) O {
	r := runOf[I, T](first, last)
	g := unary[T, U](cx, f)
	for i := range r.n {
		p := out.Add(int64(i)).Ref()
		old := *p
		*p = g(*r.at(i))
		dropVal(cx, kindOf[U](), old)
	}
	return out.Add(int64(r.n))
}

// ForEach is std::for_each(first, last, f).
func ForEach[I Iterator[I, T], T any](cx *Ctx, first, last I, f any) {
	r := runOf[I, T](first, last)
	g := unary[T, struct{}](cx, f)
	for i := range r.n {
		g(*r.at(i))
	}
}

func firstWhere[I Iterator[I, T], T any](cx *Ctx, first, last I, f any, want bool) (int, int) {
	r := runOf[I, T](first, last)
	g := unary[T, bool](cx, f)
	for i := range r.n {
		if g(*r.at(i)) == want {
			return i, r.n
		}
	}
	return r.n, r.n
}

// FindIf is std::find_if(first, last, f).
func FindIf[I Iterator[I, T], T any](cx *Ctx, first, last I, f any) I {
	i, _ := firstWhere[I, T](cx, first, last, f, true)
	return first.Add(int64(i))
}

// CountIf is std::count_if(first, last, f).
func CountIf[I Iterator[I, T], T any](cx *Ctx, first, last I, f any) int64 {
	r := runOf[I, T](first, last)
	g := unary[T, bool](cx, f)
	n := int64(0)
	for i := range r.n {
		if g(*r.at(i)) {
			n++
		}
	}
	return n
}

// AllOf is std::all_of, AnyOf any_of, NoneOf none_of.
func AllOf[I Iterator[I, T], T any](cx *Ctx, first, last I, f any) bool {
	i, n := firstWhere[I, T](cx, first, last, f, false)
	return i == n
}

// AnyOf is std::any_of(first, last, f).
func AnyOf[I Iterator[I, T], T any](cx *Ctx, first, last I, f any) bool {
	i, n := firstWhere[I, T](cx, first, last, f, true)
	return i < n
}

// NoneOf is std::none_of(first, last, f).
func NoneOf[I Iterator[I, T], T any](cx *Ctx, first, last I, f any) bool {
	return !AnyOf[I, T](cx, first, last, f)
}

// Accumulate is std::accumulate(first, last, start).
func Accumulate[I Iterator[I, T], T, S Number](first, last I, start S) S {
	r := runOf[I, T](first, last)
	for i := range r.n {
		start += S(*r.at(i))
	}
	return start
}

// InnerProduct is std::inner_product(first, last, other, start).
func InnerProduct[I Iterator[I, T], J Iterator[J, U], T, U, S Number](first, last I, other J, start S) S {
	r := runOf[I, T](first, last)
	for i := range r.n {
		start += S(*r.at(i)) * S(other.Add(int64(i)).Deref())
	}
	return start
}

// Iota is std::iota(first, last, start).
func Iota[I Iterator[I, T], T, S Number](first, last I, start S) {
	r := runOf[I, T](first, last)
	for i := range r.n {
		*r.at(i) = T(start)
		start++
	}
}

// Gcd is std::gcd(a, b), Lcm lcm(a, b).
func Gcd[T Integer](a, b T) T {
	for b != 0 {
		a, b = b, a%b
	}
	if a < 0 {
		return -a
	}
	return a
}

// Lcm is std::lcm(a, b).
func Lcm[T Integer](a, b T) T {
	if a == 0 || b == 0 {
		return 0
	}
	l := a / Gcd(a, b) * b
	if l < 0 {
		return -l
	}
	return l
}
