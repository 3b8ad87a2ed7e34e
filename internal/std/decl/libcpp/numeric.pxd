# libcpp.numeric
cdef extern from "<numeric>" namespace "std" nogil:
    T accumulate[Iter, T](Iter first, Iter last, T init) except +
    T inner_product[InputIt1, InputIt2, T](InputIt1 first1, InputIt1 last1, InputIt2 first2, T init) except +
    void iota[Iter, T](Iter first, Iter last, T value) except +
    T gcd[T](T a, T b)
    T lcm[T](T a, T b)
