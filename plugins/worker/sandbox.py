"""Restricts a worker process: it may read only files of code, and not write, connect or fork."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable
from pathlib import Path

MEMORY = 4 * 2**30  # bytes of address space; a megabyte of the densest markup takes half of it
_REFUSED = (
    "os.chmod", "os.chown", "os.exec", "os.fork", "os.link", "os.mkdir", "os.posix_spawn",
    "os.remove", "os.rename", "os.rmdir", "os.symlink", "os.system", "os.truncate", "socket.",
    "subprocess.", "urllib.",
)  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


def enter(readable: Iterable[Path] = (), content: Path | None = None) -> list[str]:
    """Restrict this process from now on, irreversibly; refused operations raise PermissionError.

    The files and folders `readable` can be read too, and what is in the folder `content` and not
    hidden. The files in `content` that are opened from now on are added to the list that is
    returned, by their paths there. Memory is limited, on systems that support it.
    """
    opened: list[str] = []
    above = os.path.realpath(content) if content else ""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415  # Windows has none

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    code = Path(__file__).parents[1]
    no_code = {str(code.parent), os.getcwd()}  # noqa: PTH109  # folders with content, not only code
    python = [sys.prefix, sys.base_prefix, *(path for path in sys.path if path not in no_code)]
    roots = tuple(os.path.join(path, "") for path in [*python, str(code)] if path)  # noqa: PTH118
    files = frozenset(map(str, readable))
    roots += tuple(f"{path}{os.sep}" for path in files)
    roots = tuple(map(os.path.normcase, roots))  # only Windows takes upper for lower case

    def check(event: str, args: tuple[object, ...]) -> None:
        if event == "open":
            path, _mode, flags = args
            if isinstance(path, str | bytes | os.PathLike):
                name = os.path.abspath(os.fsdecode(path))  # noqa: PTH100
                may_read = os.path.normcase(name).startswith(roots) or name in files
                if not may_read and above and (found := _below(above, name)):
                    opened.append(found)
                    may_read = True
                if not may_read or (isinstance(flags, int) and flags & _WRITING):
                    raise PermissionError(f"A post may not open “{name}”.")
        elif event.startswith(_REFUSED):
            raise PermissionError(f"A post may not cause “{event}”.")

    sys.addaudithook(check)
    return opened


def _below(folder: str, name: str) -> str:
    """The path of a file in a folder, where its links lead; "" if that is elsewhere or hidden."""
    relative = os.path.relpath(os.path.realpath(name), folder)
    return "" if f"{os.sep}." in f"{os.sep}{relative}" else relative
