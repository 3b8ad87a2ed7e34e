# What nogil code may do.
from libc.stdio cimport printf
from libcythonplus.list cimport cyplist
cdef int helper(int x) nogil:
    return x
cdef void taker() with gil:
    print("hello")
cdef cypclass Leaf:
    int n
    __init__(self, int n=0):
        self.n = n
cdef cypclass Tree activable:
    Leaf leaf
    cyplist[int] all
    __init__(self):
        self.leaf = Leaf(3)
        self.all = cyplist[int]()
    int sum(self, object ignored):
        k = 0
        for i in range(10):
            k += helper(i)
        for j in self.all:
            k += j
        for x from 0 <= x < 3:
            k += x
        k += max(1, 2, 3) + abs(-3) + min(4, 5)
        k = k // 3 + k % 2
        d = float(k)
        m = int(d) if 1 < k < 30 else 2
        printf(b"%ld", m)
        taker()
        with wlocked self:
            self.all.append(k)
        try:
            k = 4
        finally:
            k = 5
        printf(b"%d", <int>k)
        return k
cdef void whole() with gil:
    x = [1, 2]
    print(x, len(x))
def main():
    with nogil:
        t = activate(consume Tree())
        l = Leaf(4)
        with gil:
            print(l.n)
        del l
    print("done")
