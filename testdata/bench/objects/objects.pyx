"""A million small objects in a list, ten passes over them."""
from libc.stdio cimport printf
from libcythonplus.list cimport cyplist


cdef cypclass Point:
    double x
    double y

    __init__(self, double x, double y):
        self.x = x
        self.y = y

    void move(self, double dx, double dy):
        self.x += dx
        self.y += dy

    double norm(self):
        return self.x * self.x + self.y * self.y


cdef double run(int count, int passes) nogil:
    cdef cyplist[Point] points = cyplist[Point]()
    cdef double total = 0.0
    cdef int i
    for i in range(count):
        points.append(Point(i, 0.5))
    for i in range(passes):
        for p in points:
            p.move(0.25, -0.25)
            total += p.norm()
    return total


def main():
    with nogil:
        printf("%.6e\n", run(1000000, 10))


if __name__ == "__main__":
    main()
