# Spec 9.2, row by row: what nogil code may not do.
def pyf(x):
    return x
cdef int held(int a):
    return a
cdef int assignment(object o, object p) nogil:
    o = p                       # error@5: Assignment of Python object not allowed without gil
    o.name = p                  # error@6: Assignment of Python object
    o[0] = p                    # error@6: Assignment of Python object
    return 0
---
cdef cypclass A:
    void m(self):               # error@5: Function declared nogil has Python locals or temporaries
        cdef object o
    void fine(self):
        with gil:
            o = [1]
            print(o)
---
cdef cypclass A:
    object m(self):             # error@5: Function with Python return type cannot be declared nogil
        pass
---
cdef object f(object x) nogil:  # error: Function with Python return type cannot be declared nogil
    return x
---
def pyf(x):
    return x
cdef int held(int a):
    return a
cdef int calls(int i) nogil:
    pyf(i)                      # error@8: Calling gil-requiring function not allowed without gil
    print(i)                    # error@10: Calling gil-requiring function
    held(i)                     # error@9: Calling gil-requiring function
    return len("abc")           # error: Calling gil-requiring function
---
cdef cypclass A:
    int n
    void m(self):
        print(self)             # error@14: Calling gil-requiring
        print(self.n)           # error@14: Calling gil-requiring
---
cdef int coercions(object o) nogil:
    cdef int i = o              # error@18: Coercion from Python not allowed without the GIL
    if o:                       # error@8: Truth-testing Python object not allowed without gil
        return 1
    return o                    # error@12: Coercion from Python
---
cdef int displays(int i, object o) nogil:
    [i, o]                      # error@5: Constructing Python list not allowed without gil
    (i, o)                      # error@6: Constructing Python tuple not allowed without gil
    {i: o}                      # error@5: Constructing Python dict not allowed without gil
    {i, o}                      # error@5: Constructing Python set not allowed without gil
    f"a{i}"                     # error@5: String concatenation not allowed without gil
    f"{i}"                      # error: String formatting
    f"plain"
    if i in (1, 2):             # error@14: Constructing Python tuple
        return 1
    if i not in [1, 2]:         # error@17: Constructing Python list
        return 1
    return 0
---
cdef int access(object o) nogil:
    o.name                      # error@6: Accessing Python attribute not allowed without gil
    o[1]                        # error@6: Indexing Python object not allowed without gil
    del o.name                  # error@5: Deleting Python object not allowed without gil
    for x in o:                 # error@14: Iterating over Python object not allowed without gil
        pass
    return 0
cdef int loops(int n) nogil:
    cdef object z
    for z in range(n):          # error@5: For-loop using object bounds or target not allowed without gil
        pass
    return 0
---
cdef int raises(int i) nogil except -1:
    if i < 0:
        raise ValueError("no")  # error@9: Raising exception not allowed without gil
    assert i                    # error@5: Raising exception not allowed without gil
    try:                        # error@5: Try-except statement not allowed without gil
        i = 1
    except ValueError:
        pass
    try:
        i = 2
    finally:
        i = 3
    with gil:
        raise ValueError("yes")
---
cdef cypclass A:
    int m(self):
        def inner():            # error: Constructing Python function not allowed without gil
            return 3
        return 1
    int k(self):
        import sys              # error: Python import not allowed without gil
        return 1
---
cdef int operators(object o, object p) nogil:
    o + p                       # error@7: Operation not allowed without gil
    o == p                      # error@7: Operation not allowed without gil
    o + 1                       # error@7: Calling gil-requiring function not allowed without gil
    -o                          # error@5: Operation not allowed without gil
    return o is p
---
def nested():
    with gil:                   # error@10: Trying to acquire the GIL while it is already held.
        pass
    with nogil:
        with gil:
            with gil:           # error@18: Trying to acquire the GIL
                pass
        with nogil:             # error@14: Trying to release the GIL while it was previously released.
            pass
cdef int plain(int i):
    with gil:                   # error@10: Trying to acquire the GIL
        return i
cdef void taker() with gil:
    with gil:                   # error@10: Trying to acquire the GIL
        pass
cdef cypclass A:
    void m(self) with gil:
        print(1)
        with gil:               # error@14: Trying to acquire the GIL
            pass
    void unchecked(self):
        with gil:
            with gil:
                pass
        with nogil:
            pass
cdef int free() nogil:
    with nogil:
        with gil:
            with gil:
                return 1
---
# One mistake is one error: what follows from a variable that holds an object is not said again.
cdef int total(int n) nogil:
    numbers = []                # error@5: Assignment of Python object not allowed without gil
    for i in range(n):
        numbers.append(i)
    return len(numbers)
cdef int other(int n, object o) nogil:
    for x in o:                 # error@14: Iterating over Python object not allowed without gil
        x.close()
    print(n)                    # error@10: Calling gil-requiring function
    return len(o)               # error@15: Calling gil-requiring function
cdef int none(int n) nogil:
    return None                 # error: Coercion from Python not allowed without the GIL
cdef object both(int n) nogil:  # error: Function with Python return type cannot be declared nogil
    return n
