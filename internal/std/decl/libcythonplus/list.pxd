# libcythonplus.list: cyplist, a growable array of owned elements.
from libcpp.vector cimport vector
from libcpp.atomic cimport atomic

# what begin() gives: it holds the list and is one of its active iterators
cdef extern from "<cyp/containers>" namespace "cyp" nogil:
    cdef cppclass list_iterator[C, V]:
        list_iterator()
        list_iterator(list_iterator&)
        V operator*()
        list_iterator& operator++()
        list_iterator operator++(int)
        bint operator==(list_iterator)
        bint operator!=(list_iterator)

cdef cypclass cyplist "rt.List" [V]:
    ctypedef V value_type
    ctypedef size_t size_type
    ctypedef list_iterator[cyplist[V], V] iterator

    vector[V] _elements "Elements"
    mutable atomic[int] _active_iterators "Iters"

    __init__ "rt.NewList" (self)

    V __getitem__ "At" (const self, size_type index) except ~
    void __setitem__ "SetAt" (self, size_type index, value_type value) except ~
    void __delitem__ "DelAt" (self, size_type index) except ~
    void append "Append" (self, value_type value) except ~
    void insert "Insert" (self, size_type index, value_type value) except ~
    void clear "Clear" (self) except ~
    size_type __len__ "Len" (const self)
    bint __contains__ "Contains" (const self, value_type value)
    cyplist[V] __add__ "Add" (const self, const cyplist[V] other)
    cyplist[V] __mul__ "Mul" (const self, long n)
    void __iadd__ "IAdd" (self, const cyplist[V] other) except ~
    void __imul__ "IMul" (self, long n) except ~

    # beyond the reference: as Python's lists, elements compared as by `in`
    V pop "Pop" (self) except ~
    V pop "PopAt" (self, long index) except ~
    void extend "Extend" (self, const cyplist[V] other) except ~
    size_type index "Index" (const self, value_type value) except ~
    size_type count "CountOf" (const self, value_type value)
    void remove "Remove" (self, value_type value) except ~
    void reverse "Reverse" (self) except ~
    size_type index "IndexFrom" (const self, value_type value, long start) except ~
    size_type index "IndexIn" (const self, value_type value, long start, long stop) except ~
    void sort "Sort" (self) except ~
    void sort "SortReverse" (self, bint reverse) except ~
    cyplist[V] copy "Copy" (const self)
    bint __eq__ "Eq" (const self, const cyplist[V] other)
    bint __ne__ "Ne" (const self, const cyplist[V] other)
    bint __lt__ "Lt" (const self, const cyplist[V] other) except ~
    bint __le__ "Le" (const self, const cyplist[V] other) except ~
    bint __gt__ "Gt" (const self, const cyplist[V] other) except ~
    bint __ge__ "Ge" (const self, const cyplist[V] other) except ~

    # l[start:stop:step]; the bits of given tell which of start and stop are written
    cyplist[V] __getslice__ "Slice" (const self, long start, long stop, long step, int given) except ~
    void __setslice__ "SetSlice" (self, long start, long stop, long step, int given, const cyplist[V] values) except ~
    void __delslice__ "DelSlice" (self, long start, long stop, long step, int given) except ~

    # sorted(l) and reversed(l)
    cyplist[V] __sorted__ "Sorted" (const self) except ~
    cyplist[V] __reversed__ "Reversed" (const self)

    iterator begin "Cursor" (const self)
    iterator end "CursorEnd" (const self)
    V __cyiter__ "Iter" (const self)
