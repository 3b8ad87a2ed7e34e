"""Functions that run in threads while the loop goes on."""

import contextvars as _contextvars

from _aio_events import get_running_loop

__all__ = ["to_thread"]


async def to_thread(func, /, *args, **kwargs):
    context = _contextvars.copy_context()
    return await get_running_loop().run_in_executor(None, lambda: context.run(func, *args, **kwargs))
