"""All differences between two built sites, and between what their builds print (edge: disk)."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tools.compare_builds.differences import Difference, in_bytes
from tools.compare_builds.html import in_html
from tools.compare_builds.pairs import Renaming, pair
from tools.compare_builds.pictures import SUFFIXES, in_picture

MESSAGES = "messages"  # the kind of difference that is in what builds print
_PROGRESS = re.compile(r"[A-Z][^:]*: [\d,]+")  # "Reading posts: 14", printed at intervals
# How long a build took, and what follows: what it has reused, and the seconds of its stages.
_DURATION = re.compile(r"\bin [\d.,]+ s\b(?P<note>(?: \([\d,]+ warnings?\))?)(?:: .* of cache)?")


@dataclass(frozen=True)
class Comparison:
    """The number of files, the number of those with another hash in their names, what differs."""

    files: int
    renamed: int
    differences: list[Difference]


def compare(before: Path, after: Path) -> Comparison:
    """Compare two folders, each with a built site."""
    old, new = _files(before), _files(after)

    def same(earlier: str, later: str) -> bool:
        return not _difference(earlier, old[earlier].read_bytes(), new[later].read_bytes())

    pairs = pair(old, new, same)
    renaming = Renaming(pairs)
    found = [Difference("missing", path) for path in old.keys() - pairs.keys()]
    found += [Difference("added", path) for path in new.keys() - set(pairs.values())]
    for earlier, later in pairs.items():
        data = _renamed(new[later].read_bytes(), renaming)
        if detail := _difference(earlier, old[earlier].read_bytes(), data):
            label = earlier if earlier == later else f"{earlier} → {later}"
            found.append(Difference(_kind(earlier), label, detail))
    renamed = sum(earlier != later for earlier, later in pairs.items())
    return Comparison(len(old.keys() | new.keys()) - renamed, renamed, sorted(found))


def _files(folder: Path) -> dict[str, Path]:
    found = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path for path in found}


def _renamed(data: bytes, renaming: Renaming) -> bytes:
    """Text with the earlier site's file names; binary files, which name no files, are unchanged."""
    try:
        return renaming.apply(data.decode()).encode()
    except UnicodeDecodeError:
        return data


def _kind(path: str) -> str:
    suffix = PurePosixPath(path).suffix.lower()
    if suffix in SUFFIXES:
        return "picture"
    return "html" if suffix == ".html" else "bytes"


def _difference(path: str, before: bytes, after: bytes) -> str | None:
    """The first difference between two files; `path` says how they are compared."""
    if before == after:
        return None
    if _kind(path) == "picture":
        return in_picture(before, after)
    if _kind(path) == "html":
        return in_html(_text(before), _text(after))
    return in_bytes(before, after)


def _text(data: bytes) -> str:
    return data.decode(errors="surrogateescape")  # so that different bytes stay different


def compare_printed(before: str, after: str) -> list[Difference]:
    """Each line that only one of two builds prints; progress and durations are ignored."""
    kinds = {"- ": "no longer printed", "+ ": "newly printed"}
    lines = difflib.ndiff(_comparable(before), _comparable(after))
    return [Difference(MESSAGES, kinds[line[:2]], line[2:]) for line in lines if line[:2] in kinds]


def _comparable(printed: str) -> list[str]:
    lines = [_DURATION.sub(r"in … s\g<note>", line.rstrip()) for line in printed.splitlines()]
    return [line for line in lines if line and not _PROGRESS.fullmatch(line)]
