"""A walk over a linked list of a thousand nodes, many times."""
from libc.stdio cimport printf


cdef cypclass Node:
    long value
    Node next

    __init__(self, long value, Node next):
        self.value = value
        self.next = next


cdef long walk(Node head) nogil:
    cdef long total = 0
    cdef Node cur = head
    while cur is not NULL:
        total += cur.value
        cur = cur.next
    return total


cdef long run(int length, int rounds) nogil:
    cdef Node head = NULL
    cdef long total = 0
    cdef int i
    for i in range(length):
        head = Node(i, head)
    for i in range(rounds):
        total += walk(head) % (i + 1)
    return total


def main():
    with nogil:
        printf("%ld\n", run(1000, 300000))


if __name__ == "__main__":
    main()
