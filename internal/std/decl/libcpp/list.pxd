# libcpp.list
cdef extern from "<list>" namespace "std" nogil:
    cdef cppclass list[T]:
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
            bint operator==(iterator)
            bint operator!=(iterator)
        cppclass reverse_iterator:
            reverse_iterator()
            reverse_iterator(reverse_iterator&)
            T& operator*()
            reverse_iterator operator++()
            reverse_iterator operator--()
            bint operator==(reverse_iterator)
            bint operator!=(reverse_iterator)
        cppclass const_iterator(iterator):
            pass
        cppclass const_reverse_iterator(reverse_iterator):
            pass

        list() except +
        list(list&) except +
        list(size_type) except +
        list(size_type, T&) except +

        bint operator==(list&)
        bint operator!=(list&)
        bint operator<(list&)
        bint operator>(list&)
        bint operator<=(list&)
        bint operator>=(list&)
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

        bint empty()
        size_type size()
        size_type max_size()
        void resize(size_type) except +
        void resize(size_type, T&) except +
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
        void remove(const T&)
        void reverse()
        void sort()
        void merge(list&)
        void splice(iterator, list&)
        void unique()
        void swap(list&)
        T __cyiter__ "Iter"()
