# libcpp.string_view
cdef extern from "<string_view>" namespace "std::string_view" nogil:
    const size_t npos

cdef extern from "<string_view>" namespace "std" nogil:
    cdef cppclass string_view:
        ctypedef size_t size_type
        ctypedef char value_type
        cppclass iterator:
            iterator()
            iterator(iterator&)
            char& operator*()
            iterator operator++()
            iterator operator--()
            iterator operator++(int)
            iterator operator--(int)
            iterator operator+(size_t)
            iterator operator-(size_t)
            ptrdiff_t operator-(iterator)
            bint operator==(iterator)
            bint operator!=(iterator)
            bint operator<(iterator)
            bint operator>(iterator)
            bint operator<=(iterator)
            bint operator>=(iterator)
        cppclass reverse_iterator:
            reverse_iterator()
            char& operator*()
            reverse_iterator operator++()
            reverse_iterator operator--()
            reverse_iterator operator+(size_t)
            reverse_iterator operator-(size_t)
            bint operator==(reverse_iterator)
            bint operator!=(reverse_iterator)
            bint operator<(reverse_iterator)
            bint operator>(reverse_iterator)
            bint operator<=(reverse_iterator)
            bint operator>=(reverse_iterator)
        cppclass const_iterator(iterator):
            pass
        cppclass const_reverse_iterator(reverse_iterator):
            pass

        string_view() except +
        string_view(const string_view& s) except +
        string_view(const char* s) except +
        string_view(const char* s, size_t n) except +
        string_view(iterator first, iterator last) except +

        iterator begin()
        const_iterator const_begin "begin"()
        const_iterator cbegin()
        iterator end()
        const_iterator const_end "end"()
        const_iterator cend()
        reverse_iterator rbegin()
        const_reverse_iterator const_rbegin "rbegin"()
        reverse_iterator rend()
        const_reverse_iterator const_rend "rend"()

        const char* data()
        size_t size()
        size_t length()
        size_t max_size()
        bint empty()
        void swap(string_view& other)
        void remove_prefix(size_t n)
        void remove_suffix(size_t n)
        char& at(size_t pos) except +
        char& operator[](size_t pos)
        char& front()
        char& back()
        int compare(const string_view& s)
        int compare(size_t pos, size_t len, const string_view& s) except +
        int compare(size_t pos, size_t len, const string_view& s, size_t subpos, size_t sublen) except +
        int compare(const char* s) except +
        int compare(size_t pos, size_t len, const char* s) except +
        int compare(size_t pos, size_t len, const char* s, size_t n) except +
        size_t copy(char* s, size_t len, size_t pos) except +
        size_t copy(char* s, size_t len) except +

        size_t find(const string_view& s, size_t pos)
        size_t find(const string_view& s)
        size_t find(const char* s, size_t pos, size_t n)
        size_t find(const char* s, size_t pos)
        size_t find(const char* s)
        size_t find(char c, size_t pos)
        size_t find(char c)
        size_t rfind(const string_view& s, size_t pos)
        size_t rfind(const string_view& s)
        size_t rfind(const char* s, size_t pos, size_t n)
        size_t rfind(const char* s, size_t pos)
        size_t rfind(const char* s)
        size_t rfind(char c, size_t pos)
        size_t rfind(char c)
        size_t find_first_of(const string_view& s, size_t pos)
        size_t find_first_of(const string_view& s)
        size_t find_first_of(const char* s, size_t pos, size_t n)
        size_t find_first_of(const char* s, size_t pos)
        size_t find_first_of(const char* s)
        size_t find_first_of(char c, size_t pos)
        size_t find_first_of(char c)
        size_t find_first_not_of(const string_view& s, size_t pos)
        size_t find_first_not_of(const string_view& s)
        size_t find_first_not_of(const char* s, size_t pos, size_t n)
        size_t find_first_not_of(const char* s, size_t pos)
        size_t find_first_not_of(const char* s)
        size_t find_first_not_of(char c, size_t pos)
        size_t find_first_not_of(char c)
        size_t find_last_of(const string_view& s, size_t pos)
        size_t find_last_of(const string_view& s)
        size_t find_last_of(const char* s, size_t pos, size_t n)
        size_t find_last_of(const char* s, size_t pos)
        size_t find_last_of(const char* s)
        size_t find_last_of(char c, size_t pos)
        size_t find_last_of(char c)
        size_t find_last_not_of(const string_view& s, size_t pos)
        size_t find_last_not_of(const string_view& s)
        size_t find_last_not_of(const char* s, size_t pos, size_t n)
        size_t find_last_not_of(const char* s, size_t pos)
        size_t find_last_not_of(const char* s)
        size_t find_last_not_of(char c, size_t pos)
        size_t find_last_not_of(char c)

        string_view substr(size_t pos, size_t len) except +
        string_view substr(size_t pos) except +
        string_view substr()
        bint starts_with(char c)
        bint starts_with(const char* s)
        bint starts_with(const string_view& s)
        bint ends_with(char c)
        bint ends_with(const char* s)
        bint ends_with(const string_view& s)
        bint operator==(const string_view&)
        bint operator==(const char*)
        bint operator!=(const string_view&)
        bint operator!=(const char*)
        bint operator<(const string_view&)
        bint operator<(const char*)
        bint operator>(const string_view&)
        bint operator>(const char*)
        bint operator<=(const string_view&)
        bint operator<=(const char*)
        bint operator>=(const string_view&)
        bint operator>=(const char*)
        char __cyiter__ "Iter"()
