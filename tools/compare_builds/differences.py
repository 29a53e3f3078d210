"""One difference between two built sites, and the first place where two texts or files differ."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest


@dataclass(frozen=True, order=True)
class Difference:
    """What differs in one file: `kind` groups differences, `detail` says what and where."""

    kind: str
    file: str
    detail: str = ""


def excerpts(before: str, after: str) -> str:
    """A few words of both texts around the first character that differs."""
    both = zip_longest(before, after)
    place = next((number for number, (old, new) in enumerate(both) if old != new), 0)
    return " → ".join(_excerpt(text, max(place - 20, 0), place + 60) for text in (before, after))


def _excerpt(text: str, start: int, end: int) -> str:
    letters = [c if c.isprintable() else repr(c)[1:-1] for c in text[start:end]]
    return f"“{'…' if start else ''}{''.join(letters)}{'…' if end < len(text) else ''}”"


def in_bytes(before: bytes, after: bytes) -> str | None:
    """The first line that differs, or for binary files both sizes; None if all bytes are equal."""
    if before == after:
        return None
    try:
        old, new = before.decode(), after.decode()
    except UnicodeDecodeError:
        return f"{len(before):,} bytes → {len(after):,} bytes"
    lines = zip_longest(old.splitlines(keepends=True), new.splitlines(keepends=True), fillvalue="")
    return next(
        f"line {number}: {excerpts(a, b)}" for number, (a, b) in enumerate(lines, start=1) if a != b
    )
