"""An upper bound for what a browser has to paint for an SVG drawing, computed without painting it.

What is painted through a reference counts each time: a marker once for each point of a line, a
pattern once for each shape, a mask once. One unit is about the work of filling the whole picture
with one colour. The numbers were measured in Chromium, each effect on a shape as large as the
picture.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
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
MAX_DEPTH = 100  # levels of nesting, in the tree and through references
MAX_STOPS = 256  # colours of one gradient
_PER_POINT = frozenset({"marker", "marker-mid"})
_INHERITED = _PER_POINT | {"fill", "marker-end", "marker-start", "stroke"}
_GRADIENTS = frozenset({"linearGradient", "radialGradient"})
# Not painted in place, but where another element refers to them.
_UNPAINTED = _GRADIENTS | {
    "clipPath", "defs", "desc", "filter", "marker", "mask", "pattern", "style", "symbol", "title",
}  # fmt: skip
_PAINT = 10  # units of a gradient or a pattern
_PATTERN = 40  # units on top of that for a pattern's tile
_TEXT = frozenset({"text", "textPath", "tspan"})
_SHAPES = _TEXT | {"circle", "ellipse", "line", "path", "polygon", "polyline", "rect"}
_EFFECTS = {"clip-path": 8, "filter": 60, "mask": 12, "mix-blend-mode": 12, "opacity": 2}
_DASHES_PER_UNIT, _POINTS_PER_UNIT = 100, 32
_LONG = 500  # points of one path: beyond that it crosses itself too often
_POINT = re.compile(r"[A-Za-z]|\d+")
_DASHES = re.compile(r"[\d.e+,\s-]*(?:(?:px|pt|mm|cm|in)[\d.e+,\s-]*)*", re.IGNORECASE)
_COORDINATES = ("d", "points", "x", "y", "width", "height", "rx", "ry", "r", "x1", "y1", "x2", "y2")
_PIXELS = re.compile(r"-?[\d.]+(?:e[+-]?\d+)?(?:px)?", re.IGNORECASE)

Declared = Mapping[ET.Element, list[Declaration]]
References = Mapping[ET.Element, list[tuple[str, ET.Element]]]


@dataclass(frozen=True)
class PaintCost:
    """The cost of an element and its parts: units, number of shapes, outline length, depth."""

    units: float = 0
    shapes: int = 1
    length: float = 0
    depth: int = 1

    def adding(self, part: PaintCost, times: float = 1) -> PaintCost:
        """The cost together with a part that is painted `times` times."""
        depth = max(self.depth, part.depth + 1)
        if not times:  # the part may be infinite, and 0 * inf is not a number
            return PaintCost(self.units, self.shapes, self.length, depth)
        return PaintCost(
            self.units + times * part.units,
            self.shapes + int(times) * part.shapes,
            self.length + times * part.length,
            depth,
        )


@dataclass(frozen=True)
class InheritedPaint:
    """What an element inherits or declares: the units of its paint, the period of its dashes."""

    paint: int = 0
    period: float = math.inf

    def units(self, shapes: int, length: float) -> float:
        """The units it adds to `shapes` shapes whose outlines have this length in total."""
        dashes = 0 if self.period == math.inf or not length else length / (self.period or 1e-9)
        return shapes * self.paint + dashes / _DASHES_PER_UNIT


def check_cost(root: ET.Element) -> None:
    """Raise PictureError if a drawing refers to itself, is nested too deeply or costs too much.

    Each element is visited once, however often it is painted.
    """
    declared = _declarations_by_element(root)
    references, inherited = _references(root, declared), _inherited_paints(root, declared)
    costs: dict[ET.Element, PaintCost] = {}
    for element in _parts_first(root, references):
        total = _own_cost(element, declared.get(element, ()), inherited[element])
        for child in element:
            total = total.adding(costs[child], tag_name(child) not in _UNPAINTED)
        for how, part in references[element]:
            total = total.adding(costs[part], _paint_count(element, how, part))
            if tag_name(part) == "pattern":
                total = total.adding(PaintCost(_PATTERN, 0, 0, 0))
            if how == "href":  # the copied shapes inherit from the <use>
                more = inherited[element].units(costs[part].shapes, costs[part].length)
                total = total.adding(PaintCost(more, 0, 0, 0))
        if total.depth > MAX_DEPTH:
            raise svg_error(f"more than {MAX_DEPTH} things within each other")
        costs[element] = total
    check_filters(root, declared, references)
    if not costs[root].units <= MAX_COST:
        raise svg_error("too much to paint")


def _declarations_by_element(root: ET.Element) -> Declared:
    """The costly declarations of each element that has any."""
    found: dict[ET.Element, list[Declaration]] = {}
    for number, (element, declaration) in enumerate(declarations(root)):
        if number > MAX_COST:
            raise svg_error("too many gradients and effects")
        found.setdefault(element, []).append(declaration)
    properties = {one.property for several in found.values() for one in several}
    if {"stroke-dasharray", "vector-effect"} <= properties:
        raise svg_error("dashes with a vector-effect")
    return found


def _references(root: ET.Element, declared: Declared) -> References:
    """The elements that each element refers to, each with the attribute or property that refers."""
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
    """The paint and dashes of each element, from itself and its ancestors."""
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


def _parts_first(root: ET.Element, references: References) -> list[ET.Element]:
    """All elements in topological order: each after its children and the elements it refers to."""
    parts = {
        element: [*element, *(part for _, part in references[element])] for element in root.iter()
    }
    try:
        return list(TopologicalSorter(parts).static_order())
    except CycleError as error:
        raise svg_error("something that is made of itself") from error


def _paint_count(element: ET.Element, how: str, part: ET.Element) -> int:
    """How many times an element paints what it refers to."""
    if tag_name(part) in _GRADIENTS:
        return 0
    if how in _INHERITED and not _is_single_shape(element):
        raise svg_error(f"a pattern or a marker (`{how}`) for more than one shape")
    if how in _PER_POINT:
        return 1 + _points(element)
    if tag_name(element) == "textPath":
        return 1 + sum(_own_letters(inner) for inner in element.iter())
    return 1


def _own_cost(
    element: ET.Element, declared: Iterable[Declaration], inherited: InheritedPaint
) -> PaintCost:
    """The cost of an element without its children and what it refers to."""
    name = tag_name(element)
    if name in _GRADIENTS and len(element) > MAX_STOPS:
        raise svg_error(f"a gradient of more than {MAX_STOPS} colours")
    if "pathLength" in element.attrib:
        raise svg_error("a pathLength")
    length = _longest_outline(element) if name in _SHAPES else 0
    points = _points(element)
    units = 1 + inherited.units(1, length) + _own_letters(element)
    units += points / _POINTS_PER_UNIT + (points / _LONG) ** 2
    if name == "filter":
        units += filter_cost(element)
    for one in declared:
        units += _EFFECTS.get(one.property, 0) + shadow_cost(one.value)
    return PaintCost(units, length=length)


def _is_single_shape(element: ET.Element) -> bool:
    inside = {tag_name(child) for child in element} - {"desc", "title"}
    return tag_name(element) in _SHAPES and not inside


def _points(element: ET.Element) -> int:
    """An upper bound for the points of a shape: its numbers and commands."""
    return len(_POINT.findall(element.get("d", "") + " " + element.get("points", "")))


def _own_letters(element: ET.Element) -> int:
    """The characters directly in an element; large ones take as long as shapes."""
    if tag_name(element) not in _TEXT:
        return 0
    texts = [element.text, *(child.tail for child in element)]
    return sum(len(word) for text in texts for word in (text or "").split())


def dash_period(value: str) -> float:
    """The length after which a `stroke-dasharray` repeats; 0 where only a browser knows it."""
    if value.strip().lower() == "none":
        return math.inf
    if not _DASHES.fullmatch(value):
        return 0
    return sum(numbers(value)) or math.inf


def _longest_outline(element: ET.Element) -> float:
    """An upper bound for the length of an outline: every number may span the shape and back.

    Infinite for text, percentages, and smooth curves without control points.
    """
    coordinates = {name: element.get(name, "") for name in _COORDINATES}
    path = coordinates.pop("d") + " " + coordinates.pop("points")
    measures = [value.strip() for value in coordinates.values() if value]
    is_text, smooth = tag_name(element) in _TEXT, re.search("t", path, re.IGNORECASE)
    if is_text or smooth or not all(map(_PIXELS.fullmatch, measures)):
        return math.inf
    found = numbers(" ".join([path, *measures]))
    steps = len(found) + len(re.findall("z", path, re.IGNORECASE)) + 4  # the sides of a rect
    around = 3 if path.strip() and not re.search("a", path, re.IGNORECASE) else 7
    return around * steps * max(found, default=0)
