"""Cache folders, tagged so that backups and `make clean` recognise them."""

from __future__ import annotations

import os
from pathlib import Path

HOME = ".cache"
TAG = "CACHEDIR.TAG"
# The first line is that of https://bford.info/cachedir/; backup programs look for it.
TAG_TEXT = """\
Signature: 8a477f597d28d172789f06886806bc55
# A site build keeps here what makes the next one faster; all of it may be deleted.
# For information about cache directory tags see https://bford.info/cachedir/
"""


def home() -> Path:
    """The folder of all caches, from the environment variable CACHEDIR."""
    return Path(os.environ.get("CACHEDIR") or HOME)


def make(folder: Path) -> None:
    """Create `folder` if it is missing, and tag its parent if that is a new folder of all caches.

    An existing one may belong to another program, so it is not tagged.
    """
    above = folder.parent
    new = (above.name == HOME or above == home()) and not above.exists()
    folder.mkdir(parents=True, exist_ok=True)
    if new:
        (above / TAG).write_text(TAG_TEXT, "utf-8")


def is_tagged(folder: Path) -> bool:
    """Whether `make` has tagged `folder`; other programs' tags have another text."""
    tag = folder / TAG
    return tag.is_file() and tag.read_text("utf-8", "replace") == TAG_TEXT
