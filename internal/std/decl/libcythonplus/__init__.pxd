# libcythonplus: generic containers that need no GIL.
