"""Restricts a worker process: it may read only files of code, and not write, connect or fork."""

from __future__ import annotations

import contextlib
import os
import resource
import sys
from pathlib import Path

MEMORY = 4 * 2**30  # bytes of address space; a megabyte of the densest markup takes half of it
_REFUSED = (
    "os.chmod", "os.chown", "os.exec", "os.fork", "os.link", "os.mkdir", "os.posix_spawn",
    "os.remove", "os.rename", "os.rmdir", "os.symlink", "os.system", "os.truncate", "socket.",
    "subprocess.", "urllib.",
)  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


def enter() -> None:
    """Restrict this process from now on, irreversibly; refused operations raise PermissionError.

    Memory is limited too, on systems that support it.
    """
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    code = Path(__file__).parents[1]
    content = {str(code.parent), os.getcwd()}  # noqa: PTH109  # folders with content, not only code
    python = [sys.prefix, sys.base_prefix, *(path for path in sys.path if path not in content)]
    roots = tuple(os.path.join(path, "") for path in [*python, str(code)] if path)  # noqa: PTH118

    def check(event: str, args: tuple[object, ...]) -> None:
        if event == "open":
            path, _mode, flags = args
            if isinstance(path, str | bytes | os.PathLike):
                name = os.path.abspath(os.fsdecode(path))  # noqa: PTH100
                if not name.startswith(roots) or (isinstance(flags, int) and flags & _WRITING):
                    raise PermissionError(f"A post may not open “{name}”.")
        elif event.startswith(_REFUSED):
            raise PermissionError(f"A post may not cause “{event}”.")

    sys.addaudithook(check)
