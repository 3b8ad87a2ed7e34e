# libcpp.set
from libcpp.utility cimport pair

cdef extern from "<set>" namespace "std" nogil:
    cdef cppclass set[T]:
        ctypedef T value_type
        ctypedef size_t size_type

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

        set() except +
        set(set&) except +

        bint operator==(set&)
        bint operator!=(set&)
        bint operator<(set&)
        bint operator>(set&)
        bint operator<=(set&)
        bint operator>=(set&)

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
        pair[iterator, bint] insert(const T&) except +
        pair[iterator, bint] emplace(const T&) except +
        iterator erase(iterator)
        iterator erase(iterator, iterator)
        size_type erase(const T&)
        void clear()
        void swap(set&)
        T __cyiter__ "Iter"()
