"""Where each article stands in the graph of links, and where its name does."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from plugins.related_articles.desk.graph_names import wrap
from plugins.related_articles.documents import Document

WIDTH = 720.0  # of the whole drawing, in its own units
MOST_NAMED = 60  # articles whose names fit beside them
LINE = 24.0  # from one line of a name to the next
_RADIUS = 330.0
_ACROSS = 165.0  # half the width of the oval between two columns of names
_COLUMN = 26.0  # from the oval to its names
_ROOMY = 24  # articles of which each may have three lines
_GAP = 20.0  # between categories in a column
_EDGE = 3  # how square the oval is: 2 is an ellipse


@dataclass(frozen=True)
class Place:
    """The middle of an article's dot; `name` has the lines of its title, none where none fit.

    The name begins at `name_x`, and ends there where `name_ends` is true.
    """

    document: Document
    x: float
    y: float
    name: tuple[str, ...] = ()
    name_x: float = 0.0
    name_ends: bool = False


@dataclass(frozen=True)
class Ground:
    """The places of all articles, in order, the point that links bend to, and the height taken."""

    places: tuple[Place, ...]
    middle: tuple[float, float]
    height: float


def place(documents: Sequence[Document]) -> Ground:
    """By category, then from old to new: around an oval with names, or a plain circle without."""
    ordered = sorted(documents, key=lambda each: (each.category, each.date, each.slug))
    return _oval(ordered) if len(ordered) <= MOST_NAMED else _circle(ordered)


def _oval(ordered: Sequence[Document]) -> Ground:
    half = math.ceil(len(ordered) / 2)
    lines = 3 if len(ordered) <= _ROOMY else 2
    right, left = ordered[:half], ordered[half:][::-1]
    row = lines * LINE + 12
    columns = [(_heights(side, row), side) for side in (right, left)]
    height = max(heights[-1] + row / 2 for heights, side in columns if side)
    middle = (WIDTH / 2, height / 2)
    places: list[Place] = []
    for sign, (heights, side) in zip((1, -1), columns, strict=True):
        slack = (height - heights[-1] - row / 2) / 2 if side else 0.0
        found = [
            _beside(document, sign, y + slack, middle, lines)
            for document, y in zip(side, heights, strict=True)
        ]
        places += found[::sign]
    return Ground(tuple(places), middle, height)


def _heights(column: Sequence[Document], row: float) -> list[float]:
    heights = [row / 2] if column else []
    for above, below in pairwise(column):
        heights.append(heights[-1] + row + (_GAP if above.category != below.category else 0))
    return heights


def _beside(
    document: Document, sign: int, y: float, middle: tuple[float, float], lines: int
) -> Place:
    steep = abs(y - middle[1]) / (middle[1] + LINE)
    x = middle[0] + sign * _ACROSS * (1 - steep**_EDGE) ** (1 / _EDGE)
    name_x = middle[0] + sign * (_ACROSS + _COLUMN)
    return Place(document, x, y, wrap(document.title, lines), name_x, name_ends=sign < 0)


def _circle(ordered: Sequence[Document]) -> Ground:
    breaks = [above.category != below.category for above, below in pairwise(ordered)]
    gap = max(1.0, len(ordered) / 100)  # in steps from one dot to the next
    total = len(ordered) + gap * (sum(breaks) + 1)
    middle = (WIDTH / 2, WIDTH / 2)
    places, at = [], gap / 2
    for document, parted in zip(ordered, [*breaks, False], strict=True):
        turn = math.tau * at / total
        x, y = middle[0] + _RADIUS * math.sin(turn), middle[1] - _RADIUS * math.cos(turn)
        places.append(Place(document, x, y))
        at += 1 + (gap if parted else 0)
    return Ground(tuple(places), middle, WIDTH)
