"""The shapes of the graph: dots, names, and links that taper from one article to another."""

from __future__ import annotations

import math
from collections.abc import Iterable
from html import escape

from plugins.related_articles.desk.graph_places import LINE, Place

Point = tuple[float, float]
_BEND, _EASE = 0.55, 0.85  # how far towards the middle long links bend, and how soon others do
_LONG = 400.0
_ASIDE = 9.0  # how far the two links between two articles keep apart at most
_TIP = 1.2  # the width of a link where it ends
_DROP = 7.0  # from the middle of a line of text to its foot


def taper(start: Point, end: Point, middle: Point, *, width: float, stop: float) -> str:
    """The path of a link, `width` wide where it begins and thin at its end, `stop` off `end`.

    All run the same way round, so that many in one path never cut holes into each other.
    """
    half = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    along = _unit(start, end)
    length = math.dist(start, end)
    pull, aside = _BEND * min(1.0, length / _LONG) ** _EASE, min(_ASIDE, length / 8)
    bend = (
        half[0] + (middle[0] - half[0]) * pull + along[1] * aside,
        half[1] + (middle[1] - half[1]) * pull - along[0] * aside,
    )
    away, last = _unit(start, bend), _unit(bend, end)
    side = (away[1] * width / 2, -away[0] * width / 2)
    tip, edge = (end[0] - last[0] * stop, end[1] - last[1] * stop), min(_TIP, width) / width
    return (
        f"M{_at(start, side)}Q{_at(bend, side, 0.6)} {_at(tip, side, edge)}"
        f"L{_at(tip, side, -edge)}Q{_at(bend, side, -0.6)} {_at(start, side, -1)}Z"
    )


def _unit(start: Point, end: Point) -> Point:
    x, y = end[0] - start[0], end[1] - start[1]
    length = math.hypot(x, y) or 1.0
    return (x / length, y / length)


def _at(point: Point, side: Point, times: float = 1.0) -> str:
    return f"{number(point[0] + side[0] * times)} {number(point[1] + side[1] * times)}"


def number(value: float) -> str:
    """With one decimal at most: finer than any screen, and the same on every machine."""
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")


def dot(place: Place, radius: float, style: str, words: str) -> str:
    """A dot, with words for whoever points at it."""
    return (
        f'<circle cx="{number(place.x)}" cy="{number(place.y)}" r="{number(radius)}" '
        f'class="{style}"><title>{escape(words)}</title></circle>'
    )


def name(place: Place, radius: float) -> str:
    """An article's name beside its dot, and a thin line to it where the two lie apart."""
    if not place.name:
        return ""
    inward = 1 if place.name_ends else -1
    near, far = place.x - inward * (radius + 3), place.name_x + inward * 5
    leader = f'<path class="leader" d="M{number(near)} {number(place.y)}H{number(far)}"/>'
    top = place.y - LINE * (len(place.name) - 1) / 2 + _DROP
    lines = "".join(
        f'<tspan x="{number(place.name_x)}" y="{number(top + LINE * row)}">{escape(line)}</tspan>'
        for row, line in enumerate(place.name)
    )
    anchor = "end" if place.name_ends else "start"
    return f'{leader}<text text-anchor="{anchor}">{lines}</text>'


def path(style: str, shapes: Iterable[str]) -> str:
    """Many shapes of one style as one path."""
    joined = "".join(shapes)
    return f'<path class="{style}" d="{joined}"/>' if joined else ""
