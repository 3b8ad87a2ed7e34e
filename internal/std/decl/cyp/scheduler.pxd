# cyp.scheduler: the scheduler of the runtime, under the names of the library that programs carry in copies.
from cyp.acthon cimport ActhonQueueInterface, ActhonResultInterface, ActhonMessageInterface

cdef cypclass Scheduler "rt.Scheduler":
    int num_workers "NumWorkers"
    lock Scheduler __new__ "rt.NewScheduler" (alloc, int num_workers=0)
    void post_queue "PostQueue" (lock self, lock ActhonQueueInterface queue)
    void join "Join" (lock self)
    void finish "Finish" (lock self)

cdef cypclass PersistScheduler "rt.PersistScheduler"(Scheduler):
    lock PersistScheduler __new__ "rt.NewPersistScheduler" (alloc, int num_workers=0)

cdef cypclass Worker "rt.Worker":
    pass

cdef cypclass SequentialMailBox "rt.SequentialMailBox"(ActhonQueueInterface):
    __init__ "rt.NewSequentialMailBox" (self, lock Scheduler scheduler)

cdef cypclass BatchMailBox "rt.BatchMailBox"(SequentialMailBox):
    __init__ "rt.NewBatchMailBox" (self, lock Scheduler scheduler)

cdef cypclass WaitResult "rt.WaitResult"(ActhonResultInterface):
    __init__ "rt.NewWaitResult" (self)
    @staticmethod
    ActhonResultInterface construct "rt.WaitResultConstruct" ()

cdef extern from "<cyp/scheduler>" nogil:
    ActhonResultInterface NullResult()
