# libcpp.map
from libcpp.utility cimport pair

cdef extern from "<map>" namespace "std" nogil:
    cdef cppclass map[T, U]:
        ctypedef T key_type
        ctypedef U mapped_type
        ctypedef pair[const T, U] value_type
        ctypedef size_t size_type

        cppclass iterator:
            iterator()
            iterator(iterator&)
            pair[T, U]& operator*()
            iterator operator++()
            iterator operator--()
            iterator operator++(int)
            iterator operator--(int)
            bint operator==(iterator)
            bint operator!=(iterator)
        cppclass reverse_iterator:
            reverse_iterator()
            reverse_iterator(reverse_iterator&)
            pair[T, U]& operator*()
            reverse_iterator operator++()
            reverse_iterator operator--()
            bint operator==(reverse_iterator)
            bint operator!=(reverse_iterator)
        cppclass const_iterator(iterator):
            pass
        cppclass const_reverse_iterator(reverse_iterator):
            pass

        map() except +
        map(map&) except +

        bint operator==(map&)
        bint operator!=(map&)
        bint operator<(map&)
        bint operator>(map&)
        bint operator<=(map&)
        bint operator>=(map&)
        U& operator[](const T&) except +
        U& at(const T&) except +

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
        size_type count(const T&)
        bint contains(const T&)
        iterator find(const T&)
        const_iterator const_find "find"(const T&)
        iterator lower_bound(const T&)
        iterator upper_bound(const T&)
        pair[iterator, bint] insert(pair[T, U]) except +
        pair[iterator, bint] emplace(const T&, const U&) except +
        pair[iterator, bint] insert_or_assign(const T&, const U&) except +
        iterator erase(iterator)
        iterator erase(iterator, iterator)
        size_type erase(const T&)
        void clear()
        void swap(map&)
        pair[T, U] __cyiter__ "Iter"()
