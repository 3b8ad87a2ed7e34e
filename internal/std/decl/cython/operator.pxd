# cython.operator: C++ operators that Python has no syntax for; each calls the operator of its operand.
cdef extern from * nogil:
    T dereference "operator*" [T](T& x)
    T preincrement "operator++" [T](T& x)
    T predecrement "operator--" [T](T& x)
    T postincrement "operator++(int)" [T](T& x)
    T postdecrement "operator--(int)" [T](T& x)
    T comma "operator," [T, U](U& left, T& right)
    T address "operator&" [T](T& x)
