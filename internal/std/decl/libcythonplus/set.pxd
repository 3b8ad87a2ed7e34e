# libcythonplus.set: cypset, a hash set.
from libcpp.atomic cimport atomic

# what begin() gives: it holds the set and is one of its active iterators
cdef extern from "<cyp/containers>" namespace "cyp" nogil:
    cdef cppclass set_iterator[C, V]:
        set_iterator()
        set_iterator(set_iterator&)
        V operator*()
        set_iterator& operator++()
        set_iterator operator++(int)
        bint operator==(set_iterator)
        bint operator!=(set_iterator)

cdef cypclass cypset "rt.Set" [V]:
    ctypedef V value_type
    ctypedef size_t size_type
    ctypedef set_iterator[cypset[V], V] iterator

    mutable atomic[int] _active_iterators "Iters"

    __init__ "rt.NewSet" (self)

    void add "Add" (self, value_type value) except ~
    void remove "Remove" (self, value_type value) except ~
    void discard "Discard" (self, value_type value) except ~
    V pop "Pop" (self) except ~
    void clear "Clear" (self) except ~
    size_type __len__ "Len" (const self)
    bint __contains__ "Contains" (const self, value_type value) except ~
    cypset[V] copy "Copy" (const self)

    bint isdisjoint "IsDisjoint" (const self, const cypset[V] other) except ~
    bint issubset "IsSubset" (const self, const cypset[V] other) except ~
    bint issuperset "IsSuperset" (const self, const cypset[V] other) except ~
    bint __eq__ "Eq" (const self, const cypset[V] other) except ~
    bint __ne__ "Ne" (const self, const cypset[V] other) except ~
    bint __lt__ "Lt" (const self, const cypset[V] other) except ~
    bint __le__ "Le" (const self, const cypset[V] other) except ~
    bint __gt__ "Gt" (const self, const cypset[V] other) except ~
    bint __ge__ "Ge" (const self, const cypset[V] other) except ~

    cypset[V] __or__ "Or" (const self, const cypset[V] other) except ~
    cypset[V] __and__ "And" (const self, const cypset[V] other) except ~
    cypset[V] __sub__ "Sub" (const self, const cypset[V] other) except ~
    cypset[V] __xor__ "Xor" (const self, const cypset[V] other) except ~
    cypset[V] union "Or" (const self, const cypset[V] other) except ~
    cypset[V] intersection "And" (const self, const cypset[V] other) except ~
    cypset[V] difference "Sub" (const self, const cypset[V] other) except ~
    cypset[V] symmetric_difference "Xor" (const self, const cypset[V] other) except ~

    void __ior__ "IOr" (self, const cypset[V] other) except ~
    void __iand__ "IAnd" (self, const cypset[V] other) except ~
    void __isub__ "ISub" (self, const cypset[V] other) except ~
    void __ixor__ "IXor" (self, const cypset[V] other) except ~
    cypset[V] update "Update" (self, const cypset[V] other) except ~
    cypset[V] intersection_update "IntersectionUpdate" (self, const cypset[V] other) except ~
    cypset[V] difference_update "DifferenceUpdate" (self, const cypset[V] other) except ~
    cypset[V] symmetric_difference_update "SymmetricDifferenceUpdate" (self, const cypset[V] other) except ~

    iterator begin "Cursor" (const self)
    iterator end "CursorEnd" (const self)
    V __cyiter__ "Iter" (const self)
