"""A folder whose files can be made again, marked as that for backups and `make clean`."""

from __future__ import annotations

from pathlib import Path

HOME = ".cache"
TAG = "CACHEDIR.TAG"
# The first line is that of https://bford.info/cachedir/; backup programs look for it.
TAG_TEXT = """\
Signature: 8a477f597d28d172789f06886806bc55
# A site build keeps here what makes the next one faster; all of it may be deleted.
# For information about cache directory tags see https://bford.info/cachedir/
"""


def make(folder: Path) -> None:
    """Make `folder` where it is missing; a `.cache` around it that was missing too is tagged.

    A `.cache` that is there already may be another program's, so it is left as it is.
    """
    home = folder.parent
    new = home.name == HOME and not home.exists()
    folder.mkdir(parents=True, exist_ok=True)
    if new:
        (home / TAG).write_text(TAG_TEXT, "utf-8")


def is_tagged(folder: Path) -> bool:
    """Whether `make` has tagged `folder`: the tags of other programs have other words."""
    tag = folder / TAG
    return tag.is_file() and tag.read_text("utf-8", "replace") == TAG_TEXT
