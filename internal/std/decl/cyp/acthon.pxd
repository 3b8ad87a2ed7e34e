# cyp.acthon: the classes that are predeclared in every module (no cimport needed).
cdef cypclass CyObject "rt.Header":
    pass

cdef cypclass ActhonResultInterface "rt.ResultInterface"(CyObject):
    void pushVoidStarResult "PushVoidStarResult" (self, void *result)
    void pushIntResult "PushIntResult" (self, int result)
    void *getVoidStarResult "GetVoidStarResult" (const self)
    int getIntResult "GetIntResult" (const self)
    int __int__ "GetIntResult" (const self)
    void *__voidstar__ "GetVoidStarResult" (const self)

cdef cypclass ActhonSyncInterface "rt.SyncInterface"(CyObject):
    bint isActivable "IsActivable" (const self)
    bint isCompleted "IsCompleted" (const self)
    void insertActivity "InsertActivity" (self)
    void removeActivity "RemoveActivity" (self)

cdef cypclass ActhonMessageInterface "rt.MessageInterface"(CyObject):
    lock ActhonSyncInterface _sync_method "Sync"
    lock ActhonResultInterface _result "Result"
    bint activate "Activate" (self)

cdef cypclass ActhonQueueInterface "rt.QueueInterface"(CyObject):
    void push "Push" (locked self, ActhonMessageInterface message)
    bint activate "Activate" (self)
    bint is_empty "IsEmpty" (const self)

ctypedef ActhonResultInterface (*ActhonResultClass)() nogil

cdef cypclass ActhonActivableClass "rt.Activable"(CyObject):
    lock ActhonQueueInterface _active_queue_class "QueueClass"
    ActhonResultClass _active_result_class "ResultClass"
