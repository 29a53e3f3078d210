"""What one element of a drawing costs a browser to paint, in units.

A unit is about the work of filling the whole picture with one colour. The numbers were measured in
Chromium, each effect on a shape as large as the picture.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from plugins.responsive_images.svg_dashes import outline_length
from plugins.responsive_images.svg_declarations import Declaration, drawing_error
from plugins.responsive_images.svg_elements import name_of
from plugins.responsive_images.svg_filters import filter_cost, shadow_cost

MAX_STOPS = 256  # of a gradient
GRADIENTS = frozenset({"linearGradient", "radialGradient"})
# Painted only where something refers to them.
UNPAINTED = GRADIENTS | {
    "clipPath", "defs", "desc", "filter", "marker", "mask", "pattern", "style", "symbol", "title",
}  # fmt: skip
PAINT = 10  # a gradient or a pattern
PATTERN = 40  # more, for its tile
_TEXT = frozenset({"text", "textPath", "tspan"})
_SHAPES = _TEXT | {"circle", "ellipse", "line", "path", "polygon", "polyline", "rect"}
_EFFECTS = {"clip-path": 8, "filter": 60, "mask": 12, "mix-blend-mode": 12, "opacity": 2}
# How many of them take as long as one unit.
_DASHES, _NUMBERS = 100, 32
_LONG = 500  # numbers in one path: from here on it crosses itself too often
_NUMBER = re.compile(r"[A-Za-z]|\d+")


@dataclass(frozen=True)
class Tally:
    """An element and what is painted with it: its units, its shapes, their length, its depth."""

    cost: float = 0
    shapes: int = 1
    length: float = 0
    depth: int = 1

    def plus(self, part: Tally, times: float = 1) -> Tally:
        """With a part that is painted so many times."""
        depth = max(self.depth, part.depth + 1)
        if not times:  # the part may be infinite
            return Tally(self.cost, self.shapes, self.length, depth)
        return Tally(
            self.cost + times * part.cost,
            self.shapes + int(times) * part.shapes,
            self.length + times * part.length,
            depth,
        )


@dataclass(frozen=True)
class Inherited:
    """What an element takes over from those around it: a paint, and the period of its dashes."""

    paint: int = 0
    period: float = math.inf

    def cost(self, shapes: int, length: float) -> float:
        """Of so many shapes with outlines of this length together."""
        dashes = 0 if self.period == math.inf or not length else length / (self.period or 1e-9)
        return shapes * self.paint + dashes / _DASHES


def is_shape(element: ET.Element) -> bool:
    """Whether the element is a shape, or words, with nothing in it."""
    inside = {name_of(child) for child in element} - {"desc", "title"}
    return name_of(element) in _SHAPES and not inside


def points(element: ET.Element) -> int:
    """No shape has more of them than numbers and commands."""
    return len(_NUMBER.findall(element.get("d", "") + " " + element.get("points", "")))


def letters(element: ET.Element) -> int:
    """How many characters an element and all in it show."""
    return sum(_shown(part) for part in element.iter())


def _shown(element: ET.Element) -> int:
    """How many characters are right in an element; large ones take as long as shapes."""
    if name_of(element) not in _TEXT:
        return 0
    texts = [element.text, *(child.tail for child in element)]
    return sum(len(word) for text in texts for word in (text or "").split())


def alone(element: ET.Element, declared: Iterable[Declaration], inherited: Inherited) -> Tally:
    """The element without what is in it and what it refers to."""
    name = name_of(element)
    if name in GRADIENTS and len(element) > MAX_STOPS:
        raise drawing_error(f"a gradient of more than {MAX_STOPS} colours")
    if "pathLength" in element.attrib:
        raise drawing_error("a pathLength")
    length = outline_length(element) if name in _SHAPES else 0
    cost = 1 + inherited.cost(1, length) + _shown(element)
    cost += points(element) / _NUMBERS + (points(element) / _LONG) ** 2
    if name == "filter":
        cost += filter_cost(element)
    for one in declared:
        cost += _EFFECTS.get(one.property, 0) + shadow_cost(one.value)
    return Tally(cost, length=length)
