# libcpp.unordered_set
from libcpp.utility cimport pair

cdef extern from "<unordered_set>" namespace "std" nogil:
    cdef cppclass unordered_set[T]:
        ctypedef T value_type
        ctypedef size_t size_type

        cppclass iterator:
            iterator()
            iterator(iterator&)
            T& operator*()
            iterator operator++()
            iterator operator++(int)
            bint operator==(iterator)
            bint operator!=(iterator)
        cppclass const_iterator(iterator):
            pass

        unordered_set() except +
        unordered_set(unordered_set&) except +
        unordered_set(size_type) except +

        bint operator==(unordered_set&)
        bint operator!=(unordered_set&)

        iterator begin()
        iterator end()
        const_iterator const_begin "begin"()
        const_iterator const_end "end"()
        const_iterator cbegin()
        const_iterator cend()

        bint empty()
        size_type size()
        size_type max_size()
        size_type count(const T&)
        bint contains(const T&)
        iterator find(const T&)
        const_iterator const_find "find"(const T&)
        pair[iterator, bint] insert(const T&) except +
        pair[iterator, bint] emplace(const T&) except +
        iterator erase(iterator)
        iterator erase(iterator, iterator)
        size_type erase(const T&)
        void clear()
        void swap(unordered_set&)
        void reserve(size_type)
        size_type bucket_count()
        float load_factor()
        T __cyiter__ "Iter"()
