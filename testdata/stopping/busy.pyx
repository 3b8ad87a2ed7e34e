"""Ctrl-C while loops run that call nothing.

interrupt
exit 130
^begins
^cyp: interrupted
  main: main \(busy.pyx:23\)
  worker: A.spin \(busy.pyx:13\)
"""
cdef cypclass A activable:
    void spin(self):
        cdef unsigned long n = 1
        while n != 0:
            n = n * 3

def main():
    cdef unsigned long n = 1
    print("begins", flush=True)
    with nogil:
        for i in range(3):
            a = activate(consume A())
            a.spin()
        while n != 0:
            n = n * 5
