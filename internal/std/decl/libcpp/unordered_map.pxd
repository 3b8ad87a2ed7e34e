# libcpp.unordered_map
from libcpp.utility cimport pair

cdef extern from "<unordered_map>" namespace "std" nogil:
    cdef cppclass unordered_map[T, U]:
        ctypedef T key_type
        ctypedef U mapped_type
        ctypedef pair[const T, U] value_type
        ctypedef size_t size_type

        cppclass iterator:
            iterator()
            iterator(iterator&)
            pair[T, U]& operator*()
            iterator operator++()
            iterator operator++(int)
            bint operator==(iterator)
            bint operator!=(iterator)
        cppclass const_iterator(iterator):
            pass

        unordered_map() except +
        unordered_map(unordered_map&) except +
        unordered_map(size_type) except +

        bint operator==(unordered_map&)
        bint operator!=(unordered_map&)
        U& operator[](const T&)
        U& at(const T&) except +

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
        pair[iterator, bint] insert(pair[T, U]) except +
        pair[iterator, bint] emplace(const T&, const U&) except +
        pair[iterator, bint] insert_or_assign(const T&, const U&) except +
        iterator erase(iterator)
        iterator erase(iterator, iterator)
        size_type erase(const T&)
        void clear()
        void swap(unordered_map&)
        void reserve(size_type)
        void rehash(size_type)
        size_type bucket_count()
        float load_factor()
        float max_load_factor()
        void max_load_factor(float)
        pair[T, U] __cyiter__ "Iter"()
