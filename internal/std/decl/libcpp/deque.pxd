# libcpp.deque
cdef extern from "<deque>" namespace "std" nogil:
    cdef cppclass deque[T]:
        ctypedef T value_type
        ctypedef size_t size_type
        ctypedef ptrdiff_t difference_type

        cppclass iterator:
            iterator()
            iterator(iterator&)
            T& operator*()
            iterator operator++()
            iterator operator--()
            iterator operator++(int)
            iterator operator--(int)
            iterator operator+(size_type)
            iterator operator-(size_type)
            difference_type operator-(iterator)
            bint operator==(iterator)
            bint operator!=(iterator)
            bint operator<(iterator)
            bint operator>(iterator)
            bint operator<=(iterator)
            bint operator>=(iterator)
        cppclass reverse_iterator:
            reverse_iterator()
            reverse_iterator(reverse_iterator&)
            T& operator*()
            reverse_iterator operator++()
            reverse_iterator operator--()
            reverse_iterator operator+(size_type)
            reverse_iterator operator-(size_type)
            bint operator==(reverse_iterator)
            bint operator!=(reverse_iterator)
        cppclass const_iterator(iterator):
            pass
        cppclass const_reverse_iterator(reverse_iterator):
            pass

        deque() except +
        deque(deque&) except +
        deque(size_type) except +
        deque(size_type, T&) except +

        bint operator==(deque&)
        bint operator!=(deque&)
        bint operator<(deque&)
        bint operator>(deque&)
        bint operator<=(deque&)
        bint operator>=(deque&)
        T& operator[](size_type)
        T& at(size_type) except +
        T& front()
        T& back()

        iterator begin()
        iterator end()
        const_iterator const_begin "begin"()
        const_iterator const_end "end"()
        const_iterator cbegin()
        const_iterator cend()
        reverse_iterator rbegin()
        reverse_iterator rend()
        const_reverse_iterator const_rbegin "rbegin"()
        const_reverse_iterator const_rend "rend"()

        bint empty()
        size_type size()
        size_type max_size()
        void resize(size_type) except +
        void resize(size_type, T&) except +
        void shrink_to_fit() except +
        void clear()
        void assign(size_type, const T&) except +
        void push_back(T&) except +
        void push_front(T&) except +
        void emplace_back(T&) except +
        void emplace_front(T&) except +
        void pop_back()
        void pop_front()
        iterator insert(iterator, const T&) except +
        iterator insert(iterator, size_type, const T&) except +
        iterator erase(iterator) except +
        iterator erase(iterator, iterator) except +
        void swap(deque&)
        T __cyiter__ "Iter"()
