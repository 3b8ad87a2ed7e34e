# libcythonplus.dict: cypdict, a hash table that keeps the order of insertion.
from libcpp.utility cimport pair
from libcpp.atomic cimport atomic

# what begin() gives: it holds the dictionary and is one of its active iterators
cdef extern from "<cyp/containers>" namespace "cyp" nogil:
    cdef cppclass dict_key_iterator[C, K, V]:
        dict_key_iterator()
        dict_key_iterator(dict_key_iterator&)
        K operator*()
        dict_key_iterator& operator++()
        dict_key_iterator operator++(int)
        bint operator==(dict_key_iterator)
        bint operator!=(dict_key_iterator)
    cdef cppclass dict_value_iterator[C, K, V]:
        dict_value_iterator()
        dict_value_iterator(dict_value_iterator&)
        V operator*()
        dict_value_iterator& operator++()
        dict_value_iterator operator++(int)
        bint operator==(dict_value_iterator)
        bint operator!=(dict_value_iterator)
    cdef cppclass dict_item_iterator[C, K, V]:
        dict_item_iterator()
        dict_item_iterator(dict_item_iterator&)
        pair[K, V] operator*()
        dict_item_iterator& operator++()
        dict_item_iterator operator++(int)
        bint operator==(dict_item_iterator)
        bint operator!=(dict_item_iterator)

cdef cypclass cypdict[K, V]

cdef cypclass dict_keys "rt.DictKeys" [K, V]:
    ctypedef dict_key_iterator[cypdict[K, V], K, V] iterator

    size_t __len__ "Len" (const self)
    bint __contains__ "Contains" (const self, K key) except ~
    iterator begin "Cursor" (const self)
    iterator end "CursorEnd" (const self)
    K __cyiter__ "Iter" (const self)

cdef cypclass dict_values "rt.DictValues" [K, V]:
    ctypedef dict_value_iterator[cypdict[K, V], K, V] iterator

    size_t __len__ "Len" (const self)
    bint __contains__ "Contains" (const self, V value)
    iterator begin "Cursor" (const self)
    iterator end "CursorEnd" (const self)
    V __cyiter__ "Iter" (const self)

cdef cypclass dict_items "rt.DictItems" [K, V]:
    ctypedef dict_item_iterator[cypdict[K, V], K, V] iterator

    size_t __len__ "Len" (const self)
    iterator begin "Cursor" (const self)
    iterator end "CursorEnd" (const self)
    pair[K, V] __cyiter__ "Iter" (const self)

cdef cypclass cypdict "rt.Dict" [K, V]:
    ctypedef K key_type
    ctypedef V value_type
    ctypedef pair[K, V] item_type
    ctypedef size_t size_type
    ctypedef dict_key_iterator[cypdict[K, V], K, V] iterator
    ctypedef dict_keys[K, V] keys_view
    ctypedef dict_values[K, V] values_view
    ctypedef dict_items[K, V] items_view

    mutable atomic[int] _active_iterators "Iters"

    __init__ "rt.NewDict" (self)

    V __getitem__ "At" (const self, key_type key) except ~
    void __setitem__ "SetAt" (self, key_type key, value_type value) except ~
    void __delitem__ "DelAt" (self, key_type key) except ~
    void update "Update" (self, const cypdict[K, V] other) except ~
    void clear "Clear" (self) except ~
    size_type __len__ "Len" (const self)
    bint __contains__ "Contains" (const self, key_type key) except ~
    keys_view keys "Keys" (const self)
    values_view values "Values" (const self)
    items_view items "Items" (const self)

    # beyond the reference: as Python's dicts
    V get "GetZero" (const self, key_type key) except ~
    V get "Get" (const self, key_type key, value_type default) except ~
    V pop "Pop" (self, key_type key) except ~
    V pop "PopDefault" (self, key_type key, value_type default) except ~
    V setdefault "SetDefault" (self, key_type key, value_type default) except ~
    item_type popitem "PopItem" (self) except ~
    cypdict[K, V] copy "Copy" (const self)
    bint __eq__ "Eq" (const self, const cypdict[K, V] other) except ~
    bint __ne__ "Ne" (const self, const cypdict[K, V] other) except ~
    cypdict[K, V] __or__ "Or" (const self, const cypdict[K, V] other) except ~
    void __ior__ "Update" (self, const cypdict[K, V] other) except ~

    iterator begin "Cursor" (const self)
    iterator end "CursorEnd" (const self)
    K __cyiter__ "Iter" (const self)
