"""Titles in lines that fit beside the graph, by the usual width of each letter."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_ROOM = 8.1  # of a line, in the height of its letters
_NARROW, _BROAD = frozenset(" ,.:;!|'’`()[]-ijlftrI"), frozenset("mwMW@%&–—…")


def wrap(title: str, lines: int) -> tuple[str, ...]:
    """A title in at most `lines` lines; what does not fit is cut."""
    rows: list[str] = []
    for piece in (piece for word in title.split() for piece in _pieces(word)):
        longer = f"{rows[-1]} {piece}" if rows else piece
        if rows and _width(longer) <= _ROOM:
            rows[-1] = longer
        else:
            rows.append(piece)
    if len(rows) > lines:
        rows[lines - 1 :] = [_cut(rows[lines - 1])]
    return tuple(rows)


def _pieces(word: str) -> Iterator[str]:
    """A word in parts that each fit a line: itself, as a rule."""
    piece = ""
    for sign in word:
        if _width(piece + sign) > _ROOM:
            yield piece
            piece = ""
        piece += sign
    yield piece


def _cut(row: str) -> str:
    while _width(f"{row} …") > _ROOM:
        row = row.rpartition(" ")[0] or row[:-1]
    return f"{row} …"


def _width(text: str) -> float:
    return sum(map(_letter, text))


def _letter(sign: str) -> float:
    if unicodedata.east_asian_width(sign) in "WF":
        return 1.0
    if sign in _NARROW:
        return 0.33
    if sign in _BROAD:
        return 0.88
    return 0.7 if sign.isupper() else 0.53
