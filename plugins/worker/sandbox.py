"""What a worker process may not do: open files but Python's and ours, connect, run programs."""

from __future__ import annotations

import contextlib
import os
import resource
import sys
from pathlib import Path

MEMORY = 4 * 2**30  # bytes of addresses; a megabyte of the densest markup takes half of it
_REFUSED = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.system",
    "urllib.",
)


def enter() -> None:
    """Refuse all of it from now on, with a PermissionError; there is no way back.

    Memory is bounded too, where the system can do that.
    """
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    code = Path(__file__).parents[1]
    root = str(code.parent)
    python = [sys.prefix, sys.base_prefix, *(path for path in sys.path if path != root)]
    roots = tuple(os.path.join(path, "") for path in [*python, str(code)] if path)  # noqa: PTH118

    def check(event: str, args: tuple[object, ...]) -> None:
        if event == "open":
            path = os.fsdecode(args[0]) if isinstance(args[0], str | bytes | os.PathLike) else ""
            if path and not os.path.abspath(path).startswith(roots):  # noqa: PTH100
                raise PermissionError(f"A post may not have “{path}” opened.")
        elif event.startswith(_REFUSED):
            raise PermissionError(f"A post may not cause “{event}”.")

    sys.addaudithook(check)
