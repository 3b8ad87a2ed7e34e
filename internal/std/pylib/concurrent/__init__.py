"""Work done at the same time."""

__all__ = []
