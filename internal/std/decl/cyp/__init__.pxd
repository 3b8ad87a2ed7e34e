# cyp: what the compiler brings beyond Cython+.
from cyp.acthon cimport ActhonResultInterface

# The result of a call on an active object whose class sets no result class: call is the base, result[T] has the value.
cdef cypclass call "rt.Result"(ActhonResultInterface):
    bint done "Done" (const self)
    bint wait "WaitFor" (self, double seconds)
    bint cancel "Cancel" (self)
    bint cancelled "Cancelled" (const self)
    void _wait "Wait" (self) except ~
    void _take "Take" (self) except ~

cdef cypclass result[T](call):
    T _value

    T get(self) except ~:
        self._wait()
        return self._value

# of objects: the value is moved out
cdef cypclass moved_result[T](call):
    T _value

    T get(self) except ~:
        self._take()
        return consume self._value

# of nothing
cdef cypclass no_result[T](call):
    void get(self) except ~:
        self._wait()

cdef cypclass group "rt.Group":
    __init__ "rt.NewGroup" (self)
    void cancel "Cancel" (self)
    bint cancelled "Cancelled" (const self)
    long pending "Pending" (const self)

cdef extern from "<cyp/scheduler>" nogil:
    void sleep "cyp_sleep" (double seconds) except ~
    void join "cyp_join" ()
