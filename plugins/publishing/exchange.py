"""Two folders trade places in one step (edge: the operating system)."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

_AT_FDCWD = -100  # linux/fcntl.h
_RENAME_EXCHANGE = 2  # linux/fs.h, renameat2(2)
_RENAME_SWAP = 2  # macOS sys/stdio.h, renamex_np(2)
_NOT_HERE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}


def exchange(first: Path, second: Path) -> bool:
    """Swap two existing paths of one file system atomically.

    False where the system or the file system cannot; raises OSError when it can but fails.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    one, two = os.fsencode(first), os.fsencode(second)
    if sys.platform == "darwin" and hasattr(libc, "renamex_np"):
        result = libc.renamex_np(one, two, ctypes.c_uint(_RENAME_SWAP))
    elif hasattr(libc, "renameat2"):
        result = libc.renameat2(_AT_FDCWD, one, _AT_FDCWD, two, ctypes.c_uint(_RENAME_EXCHANGE))
    else:
        return False
    code = ctypes.get_errno()
    if result == 0:
        return True
    if code in _NOT_HERE:
        return False
    raise OSError(code, os.strerror(code), str(first))
