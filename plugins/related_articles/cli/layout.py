"""Plain text for a terminal or a file: numbered entries, wrapped at 100 characters."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from plugins.article_body.reading import printable

WIDTH = 100
NO_BREAK = "\u00a0"  # a space at which lines are not broken
_INDENT = 11


def wrap(text: str, indent: int = 0) -> list[str]:
    """`text` as lines of at most WIDTH characters; none if it is empty.

    Slugs are not broken, nor words joined with NO_BREAK, which becomes a space.
    """
    blank = " " * indent
    lines = textwrap.wrap(
        printable(text),
        WIDTH,
        initial_indent=blank,
        subsequent_indent=blank,
        break_on_hyphens=False,
    )
    return [line.replace(NO_BREAK, " ") for line in lines]


def entry(mark: str, number: str, title: str, details: Iterable[str] = ()) -> Iterator[str]:
    """A mark, a number and a title on one line, and the details below the title."""
    head = f"{mark:<3}{number:>6}  "
    first, *more = wrap(title, _INDENT) or [""]
    yield head + first[_INDENT:]
    yield from more
    for detail in details:
        yield from wrap(detail, _INDENT)


def score(value: float) -> str:
    """A score with three decimals."""
    return f"{value:.3f}"


def count_noun(number: int, noun: str) -> str:
    """`1 link`, `2 links`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
