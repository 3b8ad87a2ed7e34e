# libcpp.algorithm: over iterators of the library's containers.
from libcpp cimport bool
from libcpp.utility cimport pair

cdef extern from "<algorithm>" namespace "std" nogil:
    void sort[Iter](Iter first, Iter last) except +
    void sort[Iter, Compare](Iter first, Iter last, Compare comp) except +
    void stable_sort[Iter](Iter first, Iter last) except +
    void stable_sort[Iter, Compare](Iter first, Iter last, Compare comp) except +
    void partial_sort[Iter](Iter first, Iter middle, Iter last) except +
    void nth_element[Iter](Iter first, Iter nth, Iter last) except +
    bool is_sorted[Iter](Iter first, Iter last) except +
    void reverse[Iter](Iter first, Iter last) except +
    Iter rotate[Iter](Iter first, Iter middle, Iter last) except +
    OutputIt copy[InputIt, OutputIt](InputIt first, InputIt last, OutputIt d_first) except +
    OutputIt copy_n[InputIt, OutputIt](InputIt first, size_t count, OutputIt d_first) except +
    void fill[Iter, T](Iter first, Iter last, const T& value) except +
    Iter unique[Iter](Iter first, Iter last) except +
    Iter remove[Iter, T](Iter first, Iter last, const T& value) except +
    void replace[Iter, T](Iter first, Iter last, const T& old_value, const T& new_value) except +

    Iter find[Iter, T](Iter first, Iter last, const T& value) except +
    Iter find_if[Iter, Pred](Iter first, Iter last, Pred pred) except +
    ptrdiff_t count[Iter, T](Iter first, Iter last, const T& value) except +
    ptrdiff_t count_if[Iter, Pred](Iter first, Iter last, Pred pred) except +
    bool all_of[Iter, Pred](Iter first, Iter last, Pred pred) except +
    bool any_of[Iter, Pred](Iter first, Iter last, Pred pred) except +
    bool none_of[Iter, Pred](Iter first, Iter last, Pred pred) except +
    Fn for_each[Iter, Fn](Iter first, Iter last, Fn f) except +
    bool equal[InputIt1, InputIt2](InputIt1 first1, InputIt1 last1, InputIt2 first2) except +
    OutputIt transform[InputIt, OutputIt, UnaryOp](InputIt first1, InputIt last1, OutputIt d_first, UnaryOp unary_op) except +

    bool binary_search[Iter, T](Iter first, Iter last, const T& value) except +
    Iter lower_bound[Iter, T](Iter first, Iter last, const T& value) except +
    Iter upper_bound[Iter, T](Iter first, Iter last, const T& value) except +
    Iter min_element[Iter](Iter first, Iter last) except +
    Iter max_element[Iter](Iter first, Iter last) except +

    T min[T](T a, T b) except +
    T max[T](T a, T b) except +
    void swap[T](T& a, T& b) except +
