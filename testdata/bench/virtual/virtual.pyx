"""Virtual calls: shapes of three classes in a list of the base class."""
from libc.stdio cimport printf
from libcythonplus.list cimport cyplist


cdef cypclass Shape:
    long size

    __init__(self, long size):
        self.size = size

    long area(self):
        return 0

    void grow(self, long by):
        self.size += by


cdef cypclass Square(Shape):
    long area(self):
        return self.size * self.size


cdef cypclass Strip(Shape):
    long width

    __init__(self, long size):
        self.size = size
        self.width = 3

    long area(self):
        return self.size * self.width

    void grow(self, long by):
        self.size += 2 * by


cdef cypclass Disc(Shape):
    long area(self):
        return 3 * self.size * self.size


cdef long run(int count, int passes) nogil:
    cdef cyplist[Shape] shapes = cyplist[Shape]()
    cdef long total = 0
    cdef int i
    cdef Shape shape
    for i in range(count):
        if i % 3 == 0:
            shapes.append(Square(i))
        elif i % 3 == 1:
            shapes.append(Strip(i))
        else:
            shapes.append(Disc(i))
    for i in range(passes):
        for shape in shapes:
            total += shape.area()
            shape.grow(1)
    return total


def main():
    with nogil:
        printf("%ld\n", run(1000, 100000))


if __name__ == "__main__":
    main()
