"""How much a browser has to paint for a drawing, counted without painting any of it.

What is painted through a reference counts each time: a marker for each point of a line, a pattern
for each shape, a mask once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

from plugins.responsive_images import svg_weights as weights
from plugins.responsive_images.svg_dashes import dash_period
from plugins.responsive_images.svg_declarations import Declaration, declarations, drawing_error
from plugins.responsive_images.svg_elements import by_id, name_of
from plugins.responsive_images.svg_filters import check_filters
from plugins.responsive_images.svg_weights import Inherited, Tally

MAX_COST = 10_000  # units; Chromium needs about five seconds on two slow cores
MAX_DEPTH = 100  # of elements within each other, or that refer to each other
_PER_POINT = frozenset({"marker", "marker-mid"})
_INHERITED = _PER_POINT | {"fill", "marker-end", "marker-start", "stroke"}

Declared = Mapping[ET.Element, list[Declaration]]
Uses = Mapping[ET.Element, list[tuple[str, ET.Element]]]


def check_cost(root: ET.Element) -> None:
    """Raise PictureError when a drawing refers to itself, is nested too deep or costs too much.

    Each element is looked at once, however often it is painted.
    """
    _check_depth(root)
    declared = _declared(root)
    uses, inherited = _uses(root, declared), _inherited(root, declared)
    check_filters(root, declared, uses)
    tallies: dict[ET.Element, Tally] = {}
    for element in _inside_out(root, uses):
        tally = weights.alone(element, declared.get(element, ()), inherited[element])
        for child in element:
            tally = tally.plus(tallies[child], name_of(child) not in weights.UNPAINTED)
        for how, part in uses.get(element, ()):
            tally = tally.plus(tallies[part], _times(element, how, part))
            if name_of(part) == "pattern":
                tally = tally.plus(Tally(weights.PATTERN, 0, 0, 0))
            if how == "href":  # what is around a copy is around all that is copied
                copied = tallies[part]
                more = inherited[element].cost(copied.shapes, copied.length)
                tally = tally.plus(Tally(more, 0, 0, 0))
        if tally.depth > MAX_DEPTH:
            raise _too_deep()
        tallies[element] = tally
    if not tallies[root].cost <= MAX_COST:
        raise drawing_error("too much to paint")


def _too_deep() -> Exception:
    return drawing_error(f"more than {MAX_DEPTH} things within each other")


def _check_depth(root: ET.Element) -> None:
    level, depth = [root], 1
    while level := [child for element in level for child in element]:
        depth += 1
        if depth > MAX_DEPTH:
            raise _too_deep()


def _declared(root: ET.Element) -> Declared:
    """The declarations of each element that has any."""
    found: dict[ET.Element, list[Declaration]] = {}
    for number, (element, declaration) in enumerate(declarations(root)):
        if number > MAX_COST:
            raise drawing_error("too many gradients and effects")
        found.setdefault(element, []).append(declaration)
    properties = {one.property for several in found.values() for one in several}
    if {"stroke-dasharray", "vector-effect"} <= properties:
        raise drawing_error("dashes with a vector-effect")
    return found


def _uses(root: ET.Element, declared: Declared) -> Uses:
    """What each element refers to, and by which attribute or property."""
    named = by_id(root)
    uses: dict[ET.Element, list[tuple[str, ET.Element]]] = {}
    for element in root.iter():
        href = element.get("href", "")
        if re.search(r"[%\s]", href):
            raise drawing_error(f"a link to “{href:.60}”")
        ids = [("href", href[1:])] if href else []
        ids += [(one.property, id_) for one in declared.get(element, ()) for id_ in one.ids()]
        uses[element] = [(how, named[id_]) for how, id_ in ids if id_ in named]
    return uses


def _inherited(root: ET.Element, declared: Declared) -> dict[ET.Element, Inherited]:
    """What is declared on each element and around it."""
    found = {root: Inherited()}
    for element in root.iter():
        paint, period = found[element].paint, found[element].period
        for one in declared.get(element, ()):
            if one.property in {"fill", "stroke"}:
                paint = weights.PAINT
            elif one.property == "stroke-dasharray":
                period = min(period, dash_period(one.value))
        found[element] = Inherited(paint, period)
        found.update(dict.fromkeys(element, found[element]))
    return found


def _inside_out(root: ET.Element, uses: Uses) -> Iterator[ET.Element]:
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
                raise drawing_error("something that is made of itself")
            entered.add(element)
            stack.append((element, True))
            stack.extend((part, False) for part in [*element, *(part for _, part in uses[element])])


def _times(element: ET.Element, how: str, part: ET.Element) -> int:
    """How often an element paints what it refers to."""
    if name_of(part) in weights.GRADIENTS:
        return 0
    if how in _INHERITED and not weights.is_shape(element):
        raise drawing_error(f"a pattern or a marker (`{how}`) for more than one shape")
    if how in _PER_POINT:
        return 1 + weights.points(element)
    return 1 + weights.letters(element) if name_of(element) == "textPath" else 1
