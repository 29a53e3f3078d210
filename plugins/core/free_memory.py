"""Gives memory that this process has freed back to the system, of which glibc keeps most."""

from __future__ import annotations

import contextlib
import ctypes


def return_free_memory() -> None:
    """Give back what is free, which takes some milliseconds; nothing where there is no glibc.

    Many small values that lie between others leave memory that larger ones cannot use.
    """
    with contextlib.suppress(TypeError):  # Windows has no library without a name
        if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):
            trim(0)
