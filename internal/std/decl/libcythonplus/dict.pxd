# libcythonplus.dict: cypdict, a hash table that keeps the order of insertion.
from libcpp.utility cimport pair
from libcpp.atomic cimport atomic

cdef cypclass dict_keys "rt.DictKeys" [K, V]:
    size_t __len__ "Len" (const self)
    bint __contains__ "Contains" (const self, K key) except ~
    K __cyiter__ "Iter" (const self)

cdef cypclass dict_values "rt.DictValues" [K, V]:
    size_t __len__ "Len" (const self)
    V __cyiter__ "Iter" (const self)

cdef cypclass dict_items "rt.DictItems" [K, V]:
    size_t __len__ "Len" (const self)
    pair[K, V] __cyiter__ "Iter" (const self)

cdef cypclass cypdict "rt.Dict" [K, V]:
    ctypedef K key_type
    ctypedef V value_type
    ctypedef pair[K, V] item_type
    ctypedef size_t size_type
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
    V get "Get" (const self, key_type key, value_type default) except ~
    V pop "Pop" (self, key_type key) except ~
    V pop "PopDefault" (self, key_type key, value_type default) except ~
    V setdefault "SetDefault" (self, key_type key, value_type default) except ~
    item_type popitem "PopItem" (self) except ~
    cypdict[K, V] copy "Copy" (const self)

    K __cyiter__ "Iter" (const self)
