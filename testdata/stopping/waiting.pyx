"""Ctrl-C while the main thread waits for a method that sleeps: it may run the method itself.

interrupt
exit 130
main: (A.nap \(waiting.pyx:12\)|run \(waiting.pyx:20\) waits for a result of 'A.nap')
"""
cimport cyp
from libc.stdio cimport puts, fflush, stdout

cdef cypclass A activable:
    long nap(self) except -1:
        cyp.sleep(3600)
        return 1

cdef long run() nogil except -1:
    a = activate(consume A())
    r = a.nap()
    puts("begins")
    fflush(stdout)
    return r.get()

run()
