"""Identifies the code of a package, on which what it keeps in caches depends (edge: disk)."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path


@cache
def code_digest(*folders: Path) -> str:
    """The digest, in hexadecimal, of all files below these folders except compiled ones."""
    made = hashlib.sha256()
    for folder in folders:
        files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
        for name in sorted(files):
            if "__pycache__" not in name and files[name].is_file():
                data = files[name].read_bytes()
                made.update(f"{name}\0{len(data)}\0".encode() + data)
    return made.hexdigest()
