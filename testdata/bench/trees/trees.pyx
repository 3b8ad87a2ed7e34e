"""Binary trees: built, walked and freed."""
from libc.stdio cimport printf


cdef cypclass Tree:
    Tree left
    Tree right

    __init__(self, int depth):
        if depth > 0:
            self.left = Tree(depth - 1)
            self.right = Tree(depth - 1)

    long check(self):
        if self.left is NULL:
            return 1
        return 1 + self.left.check() + self.right.check()


cdef long run(int depth, int rounds) nogil:
    cdef long total = 0
    cdef int i
    for i in range(rounds):
        total += Tree(depth).check()
    return total


def main():
    with nogil:
        printf("%ld\n", run(15, 60))


if __name__ == "__main__":
    main()
