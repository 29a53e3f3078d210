"""Into how many dashes a drawing's lines are cut at most: their length and the dashes' period."""

from __future__ import annotations

import math
import re
from xml.etree import ElementTree as ET

from plugins.responsive_images.svg_elements import name_of, numbers

_DASHES = re.compile(r"[\d.e+,\s-]*(?:(?:px|pt|mm|cm|in)[\d.e+,\s-]*)*", re.IGNORECASE)
_COORDINATES = ("d", "points", "x", "y", "width", "height", "rx", "ry", "r", "x1", "y1", "x2", "y2")
_PIXELS = re.compile(r"-?[\d.]+(?:e[+-]?\d+)?(?:px)?", re.IGNORECASE)


def dash_period(value: str) -> float:
    """The length of a `stroke-dasharray` before it repeats; 0 where it cannot be told."""
    if value.strip().lower() == "none":
        return math.inf
    if not _DASHES.fullmatch(value):
        return 0
    return sum(numbers(value)) or math.inf


def outline_length(element: ET.Element) -> float:
    """The shape's outline is no longer: each of its numbers may lead across all of it, and back.

    Infinite where that is not certain: for words, percentages, and smooth curves without handles.
    """
    coordinates = {name: element.get(name, "") for name in _COORDINATES}
    path = coordinates.pop("d") + " " + coordinates.pop("points")
    measures = [value.strip() for value in coordinates.values() if value]
    text = name_of(element) in {"text", "tspan", "textPath"}
    if text or re.search("t", path, re.IGNORECASE) or not all(map(_PIXELS.fullmatch, measures)):
        return math.inf
    found = numbers(" ".join([path, *measures]))
    steps = len(found) + len(re.findall("z", path, re.IGNORECASE)) + 4  # the sides of a rect
    around = 3 if path.strip() and not re.search("a", path, re.IGNORECASE) else 7
    return around * steps * max(found, default=0)
