# libcpp.stack
cdef extern from "<stack>" namespace "std" nogil:
    cdef cppclass stack[T]:
        ctypedef T value_type
        ctypedef size_t size_type
        stack() except +
        stack(stack&) except +
        T& top()
        bint empty()
        size_type size()
        void push(T&) except +
        void emplace(T&) except +
        void pop()
        void swap(stack&)
