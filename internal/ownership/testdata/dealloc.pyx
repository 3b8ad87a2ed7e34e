# `self` must not outlive its own destructor.
from libcythonplus.list cimport cyplist
cdef cypclass Node:
    Node next
    void hold(self, Node n):
        self.next = n
    void look(self, Node n):
        pass
    void __dealloc__(self):
        global kept
        kept = self                     # error@16: 'self' must not outlive its '__dealloc__'
        self.next.next = self           # error@26: 'self' must not outlive
        all.append(self)                # error@20: 'self' must not outlive
        self.next.hold(self)            # error@24: 'self' must not outlive
        self.next.look(self)
        x = self
        self.next = NULL
cdef Node kept
cdef cyplist[Node] all
