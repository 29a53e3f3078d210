"""How much a browser has to paint for a drawing, counted without painting any of it.

What is painted through a reference counts each time: a marker for each point of a line, a pattern
for each shape, a mask once. A unit is about the work of filling the whole picture with one colour.
The numbers were measured in Chromium, each effect on a shape as large as the picture.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from plugins.responsive_images.svg_css import (
    Declaration,
    by_id,
    declarations,
    numbers,
    svg_error,
    tag_name,
)
from plugins.responsive_images.svg_filters import check_filters, filter_cost, shadow_cost

MAX_COST = 10_000  # units; Chromium needs about five seconds on two slow cores
MAX_DEPTH = 100  # of elements within each other, or that refer to each other
_PER_POINT = frozenset({"marker", "marker-mid"})
_INHERITED = _PER_POINT | {"fill", "marker-end", "marker-start", "stroke"}
MAX_STOPS = 256  # of a gradient
_GRADIENTS = frozenset({"linearGradient", "radialGradient"})
# Painted only where something refers to them.
_UNPAINTED = _GRADIENTS | {
    "clipPath", "defs", "desc", "filter", "marker", "mask", "pattern", "style", "symbol", "title",
}  # fmt: skip
_PAINT = 10  # a gradient or a pattern
_PATTERN = 40  # more, for its tile
_TEXT = frozenset({"text", "textPath", "tspan"})
_SHAPES = _TEXT | {"circle", "ellipse", "line", "path", "polygon", "polyline", "rect"}
_EFFECTS = {"clip-path": 8, "filter": 60, "mask": 12, "mix-blend-mode": 12, "opacity": 2}
# How many of them take as long as one unit.
_DASHES_PER_UNIT, _NUMBERS = 100, 32
_LONG = 500  # numbers in one path: from here on it crosses itself too often
_POINT = re.compile(r"[A-Za-z]|\d+")
_DASHES = re.compile(r"[\d.e+,\s-]*(?:(?:px|pt|mm|cm|in)[\d.e+,\s-]*)*", re.IGNORECASE)
_COORDINATES = ("d", "points", "x", "y", "width", "height", "rx", "ry", "r", "x1", "y1", "x2", "y2")
_PIXELS = re.compile(r"-?[\d.]+(?:e[+-]?\d+)?(?:px)?", re.IGNORECASE)

Declared = Mapping[ET.Element, list[Declaration]]
Uses = Mapping[ET.Element, list[tuple[str, ET.Element]]]


@dataclass(frozen=True)
class PaintCost:
    """An element and what is painted with it: its units, its shapes, their length, its depth."""

    cost: float = 0
    shapes: int = 1
    length: float = 0
    depth: int = 1

    def adding(self, part: PaintCost, times: float = 1) -> PaintCost:
        """With a part that is painted so many times."""
        depth = max(self.depth, part.depth + 1)
        if not times:  # the part may be infinite
            return PaintCost(self.cost, self.shapes, self.length, depth)
        return PaintCost(
            self.cost + times * part.cost,
            self.shapes + int(times) * part.shapes,
            self.length + times * part.length,
            depth,
        )


@dataclass(frozen=True)
class InheritedPaint:
    """What an element takes over from those around it: a paint, and the period of its dashes."""

    paint: int = 0
    period: float = math.inf

    def cost(self, shapes: int, length: float) -> float:
        """Of so many shapes with outlines of this length together."""
        dashes = 0 if self.period == math.inf or not length else length / (self.period or 1e-9)
        return shapes * self.paint + dashes / _DASHES_PER_UNIT


def check_cost(root: ET.Element) -> None:
    """Raise PictureError when a drawing refers to itself, is nested too deep or costs too much.

    Each element is looked at once, however often it is painted.
    """
    _check_depth(root)
    declared = _declarations_by_element(root)
    references, inherited = _references(root, declared), _inherited_paints(root, declared)
    check_filters(root, declared, references)
    costs: dict[ET.Element, PaintCost] = {}
    for element in _post_order(root, references):
        total = own_cost(element, declared.get(element, ()), inherited[element])
        for child in element:
            total = total.adding(costs[child], tag_name(child) not in _UNPAINTED)
        for how, part in references.get(element, ()):
            total = total.adding(costs[part], _paint_count(element, how, part))
            if tag_name(part) == "pattern":
                total = total.adding(PaintCost(_PATTERN, 0, 0, 0))
            if how == "href":  # what is around a copy is around all that is copied
                copied = costs[part]
                more = inherited[element].cost(copied.shapes, copied.length)
                total = total.adding(PaintCost(more, 0, 0, 0))
        if total.depth > MAX_DEPTH:
            raise _too_deep()
        costs[element] = total
    if not costs[root].cost <= MAX_COST:
        raise svg_error("too much to paint")


def _too_deep() -> Exception:
    return svg_error(f"more than {MAX_DEPTH} things within each other")


def _check_depth(root: ET.Element) -> None:
    level, depth = [root], 1
    while level := [child for element in level for child in element]:
        depth += 1
        if depth > MAX_DEPTH:
            raise _too_deep()


def _declarations_by_element(root: ET.Element) -> Declared:
    """The declarations of each element that has any."""
    found: dict[ET.Element, list[Declaration]] = {}
    for number, (element, declaration) in enumerate(declarations(root)):
        if number > MAX_COST:
            raise svg_error("too many gradients and effects")
        found.setdefault(element, []).append(declaration)
    properties = {one.property for several in found.values() for one in several}
    if {"stroke-dasharray", "vector-effect"} <= properties:
        raise svg_error("dashes with a vector-effect")
    return found


def _references(root: ET.Element, declared: Declared) -> Uses:
    """What each element refers to, and by which attribute or property."""
    named = by_id(root)
    references: dict[ET.Element, list[tuple[str, ET.Element]]] = {}
    for element in root.iter():
        href = element.get("href", "")
        if re.search(r"[%\s]", href):
            raise svg_error(f"a link to “{href:.60}”")
        ids = [("href", href[1:])] if href else []
        ids += [(one.property, id_) for one in declared.get(element, ()) for id_ in one.ids()]
        references[element] = [(how, named[id_]) for how, id_ in ids if id_ in named]
    return references


def _inherited_paints(root: ET.Element, declared: Declared) -> dict[ET.Element, InheritedPaint]:
    """What is declared on each element and around it."""
    found = {root: InheritedPaint()}
    for element in root.iter():
        paint, period = found[element].paint, found[element].period
        for one in declared.get(element, ()):
            if one.property in {"fill", "stroke"}:
                paint = _PAINT
            elif one.property == "stroke-dasharray":
                period = min(period, dash_period(one.value))
        found[element] = InheritedPaint(paint, period)
        found.update(dict.fromkeys(element, found[element]))
    return found


def _post_order(root: ET.Element, references: Uses) -> Iterator[ET.Element]:
    """Each element after all that is painted with it."""
    entered: set[ET.Element] = set()
    left: set[ET.Element] = set()
    stack = [(root, False)]
    while stack:
        element, leaving = stack.pop()
        if leaving:
            left.add(element)
            yield element
        elif element not in left:
            if element in entered:
                raise svg_error("something that is made of itself")
            entered.add(element)
            stack.append((element, True))
            stack.extend(
                (part, False) for part in [*element, *(part for _, part in references[element])]
            )


def _paint_count(element: ET.Element, how: str, part: ET.Element) -> int:
    """How often an element paints what it refers to."""
    if tag_name(part) in _GRADIENTS:
        return 0
    if how in _INHERITED and not is_shape(element):
        raise svg_error(f"a pattern or a marker (`{how}`) for more than one shape")
    if how in _PER_POINT:
        return 1 + points(element)
    return 1 + letters(element) if tag_name(element) == "textPath" else 1


def is_shape(element: ET.Element) -> bool:
    """Whether the element is a shape, or words, with nothing in it."""
    inside = {tag_name(child) for child in element} - {"desc", "title"}
    return tag_name(element) in _SHAPES and not inside


def points(element: ET.Element) -> int:
    """No shape has more of them than numbers and commands."""
    return len(_POINT.findall(element.get("d", "") + " " + element.get("points", "")))


def letters(element: ET.Element) -> int:
    """How many characters an element and all in it show."""
    return sum(_own_letters(part) for part in element.iter())


def _own_letters(element: ET.Element) -> int:
    """How many characters are right in an element; large ones take as long as shapes."""
    if tag_name(element) not in _TEXT:
        return 0
    texts = [element.text, *(child.tail for child in element)]
    return sum(len(word) for text in texts for word in (text or "").split())


def own_cost(
    element: ET.Element, declared: Iterable[Declaration], inherited: InheritedPaint
) -> PaintCost:
    """The element without what is in it and what it refers to."""
    name = tag_name(element)
    if name in _GRADIENTS and len(element) > MAX_STOPS:
        raise svg_error(f"a gradient of more than {MAX_STOPS} colours")
    if "pathLength" in element.attrib:
        raise svg_error("a pathLength")
    length = outline_length(element) if name in _SHAPES else 0
    cost = 1 + inherited.cost(1, length) + _own_letters(element)
    cost += points(element) / _NUMBERS + (points(element) / _LONG) ** 2
    if name == "filter":
        cost += filter_cost(element)
    for one in declared:
        cost += _EFFECTS.get(one.property, 0) + shadow_cost(one.value)
    return PaintCost(cost, length=length)


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
    text = tag_name(element) in {"text", "tspan", "textPath"}
    if text or re.search("t", path, re.IGNORECASE) or not all(map(_PIXELS.fullmatch, measures)):
        return math.inf
    found = numbers(" ".join([path, *measures]))
    steps = len(found) + len(re.findall("z", path, re.IGNORECASE)) + 4  # the sides of a rect
    around = 3 if path.strip() and not re.search("a", path, re.IGNORECASE) else 7
    return around * steps * max(found, default=0)
