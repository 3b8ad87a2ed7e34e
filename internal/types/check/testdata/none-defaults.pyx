cdef cypclass A:
    int f(self, int key=None):            # error: Cannot assign None to int
        return key
    A g(self, A other=None):
        return other
cdef int h(double k=None) nogil:          # error: Cannot assign None to double
    return 1
def p(x=None, int y=3):
    return x
