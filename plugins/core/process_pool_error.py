"""The error of a process pool, for those that need none and would wait until it is loaded."""

from __future__ import annotations


class ProcessPoolError(Exception):
    """A process of the pool ended before its work was done."""
