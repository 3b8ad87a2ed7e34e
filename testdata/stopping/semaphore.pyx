"""The main thread waits for a thread, which waits for a semaphore that nobody posts any more, and an actor for the lock that the main thread holds.

exit 71
main: run \(semaphore.pyx:44\) waits for a thread to end
thread \d+: other \(semaphore.pyx:24\) waits for a semaphore, mutex, condition or barrier
worker \d+: A.wants \(semaphore.pyx:32\) waits for the lock of Box, which main holds
"""
cdef extern from "<semaphore.h>" nogil:
    ctypedef struct sem_t:
        pass
    int sem_init(sem_t *sem, int shared, unsigned int value)
    int sem_wait(sem_t *sem)

cdef extern from "<pthread.h>" nogil:
    ctypedef unsigned long pthread_t
    ctypedef struct pthread_attr_t:
        pass
    int pthread_create(pthread_t *thread, pthread_attr_t *attr, void *(*f)(void *) nogil, void *arg)
    int pthread_join(pthread_t thread, void **result)

cdef sem_t semaphore

cdef void *other(void *arg) nogil:
    sem_wait(&semaphore)
    return NULL

cdef cypclass Box:
    long n

cdef cypclass A activable:
    void wants(self, lock Box box):
        box.n += 1

cdef void run() nogil:
    cdef pthread_t thread
    cdef lock Box box = consume Box()
    sem_init(&semaphore, 0, 0)
    a = activate(consume A())
    with wlocked box:
        a.wants(box)
        pthread_create(&thread, NULL, other, NULL)
        if thread != 0:
            # also the actor waits now
            pthread_join(thread, NULL)

run()
