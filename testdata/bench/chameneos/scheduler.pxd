# The bundled scheduler library, under this name; the reference's Scheduler doesn't wait for messages that messages send.
from cyp.scheduler cimport PersistScheduler as Scheduler, SequentialMailBox, NullResult
