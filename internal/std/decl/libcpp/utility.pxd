# libcpp.utility
cdef extern from "<utility>" namespace "std" nogil:
    cdef cppclass pair[T, U]:
        ctypedef T first_type
        ctypedef U second_type
        T first
        U second
        pair() except +
        pair(pair&) except +
        pair(T&, U&) except +
        bint operator==(pair&)
        bint operator!=(pair&)
        bint operator<(pair&)
        bint operator>(pair&)
        bint operator<=(pair&)
        bint operator>=(pair&)
        void swap(pair&)

    pair[T, U] make_pair[T, U](T&, U&)
    T move[T](T&)
    void swap[T](T&, T&)
