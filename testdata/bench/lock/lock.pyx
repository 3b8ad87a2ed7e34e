"""Four actors that read and write one object under its lock; every tenth time they write."""
from libc.stdio cimport printf
from scheduler cimport Scheduler, SequentialMailBox, NullResult


cdef cypclass Account:
    long balance

    __init__(self):
        self.balance = 0

    long get(const self):
        return self.balance

    void put(self, long n):
        self.balance += n


cdef cypclass Client activable:
    lock Account account
    long seen

    __init__(self, lock Scheduler scheduler, lock Account account):
        self._active_result_class = NullResult
        self._active_queue_class = consume SequentialMailBox(scheduler)
        self.account = account
        self.seen = 0

    void run(self, int count):
        account = self.account
        cdef int n
        for n in range(count):
            if n % 10 == 0:
                with wlocked account:
                    account.put(1)
            else:
                with rlocked account:
                    self.seen += account.get()


cdef void run(int clients, int count) nogil:
    cdef lock Scheduler scheduler = Scheduler(clients)
    cdef lock Account account = consume Account()
    cdef int i
    for i in range(clients):
        client = activate(consume Client(scheduler, account))
        client.run(NULL, count)
    scheduler.finish()
    printf("%ld\n", account.get())


def main():
    with nogil:
        run(4, 2000000)


if __name__ == "__main__":
    main()
