"""A hundred million swaps of references in a graph of shared objects."""
from libc.stdio cimport printf
from libcythonplus.list cimport cyplist


cdef cypclass Node:
    long value
    Node peer

    __init__(self, long value):
        self.value = value


cdef cypclass Graph:
    cyplist[Node] nodes

    __init__(self, int size):
        cdef int i
        self.nodes = cyplist[Node]()
        for i in range(size):
            self.nodes.append(Node(i))
        for i in range(size):
            node = self.nodes[i]
            node.peer = self.nodes[(i * 7 + 3) % size]

    void swap(self, unsigned int i, unsigned int j):
        cdef Node a = self.nodes[i]
        cdef Node b = self.nodes[j]
        cdef Node peer = a.peer
        a.peer = b.peer
        b.peer = peer

    long sum(self):
        cdef long total = 0
        cdef long i = 0
        for node in self.nodes:
            i += 1
            total += i * node.peer.value
        return total


cdef long run(int size, int swaps) nogil:
    cdef Graph graph = Graph(size)
    cdef unsigned int seed = 42
    cdef unsigned int i
    cdef unsigned int j
    cdef int k
    for k in range(swaps):
        seed = seed * 1664525 + 1013904223
        i = (seed >> 8) % size
        seed = seed * 1664525 + 1013904223
        j = (seed >> 8) % size
        graph.swap(i, j)
    return graph.sum()


def main():
    with nogil:
        printf("%ld\n", run(1000, 100000000))


if __name__ == "__main__":
    main()
