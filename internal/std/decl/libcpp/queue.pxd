# libcpp.queue
cdef extern from "<queue>" namespace "std" nogil:
    cdef cppclass queue[T]:
        ctypedef T value_type
        ctypedef size_t size_type
        queue() except +
        queue(queue&) except +
        T& front()
        T& back()
        bint empty()
        size_type size()
        void push(T&) except +
        void emplace(T&) except +
        void pop()
        void swap(queue&)

    cdef cppclass priority_queue[T]:
        ctypedef T value_type
        ctypedef size_t size_type
        priority_queue() except +
        priority_queue(priority_queue&) except +
        T& top()
        bint empty()
        size_type size()
        void push(T&) except +
        void emplace(T&) except +
        void pop()
        void swap(priority_queue&)
