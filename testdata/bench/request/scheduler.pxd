# The bundled scheduler library, under this name.
from cyp.scheduler cimport Scheduler, SequentialMailBox, NullResult, WaitResult
