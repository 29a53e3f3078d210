"""Filters of a drawing: where they may be, how far they may blur, and what each costs.

A blur takes longer the farther it reaches on the screen, and a browser may work out an input once
for each time it is named, so that a chain of thirty would never end.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

from plugins.responsive_images.svg_css import Declaration, numbers, svg_error, tag_name

MAX_BLUR_RADIUS = 30  # of a blur, in a drawing that is shown 1000 pixels wide or high
MAX_NESTED = 2  # elements with filters within each other
MAX_BLURS = 4  # in one filter
_BLUR, _PRIMITIVE = 200, 15  # units
_MOST = 1_000_000  # units to count: more than any drawing may have
_BLURS = frozenset({"feDropShadow", "feGaussianBlur"})
_SOURCES = frozenset({"SourceAlpha", "SourceGraphic"})
# What is drawn in them may become any size.
_SCALING = frozenset({"marker", "pattern", "symbol", "svg"})
_TRANSFORM = re.compile(r"([a-z]+)\s*\(([^()]*)\)", re.IGNORECASE)
_ISOMETRIC = frozenset({"rotate", "translate", "translatex", "translatey"})


def check_filters(
    root: ET.Element,
    declared: Mapping[ET.Element, list[Declaration]],
    references: Mapping[ET.Element, list[tuple[str, ET.Element]]],
) -> None:
    """Raise PictureError for filters within filters, within copies, and for those that blur far."""
    parents = {child: element for element in root.iter() for child in element}
    copied = {part for several in references.values() for how, part in several if how == "href"}
    for element, several in declared.items():
        filters = [one for one in several if one.property == "filter"]
        if not filters:
            continue
        around = [element]
        while around[-1] in parents:
            around.append(parents[around[-1]])
        if any(tag_name(one) in _SCALING or one in copied for one in around[:-1]):
            raise svg_error("a filter in something that is copied")
        nested = [
            one for one in around if "filter" in {of.property for of in declared.get(one, ())}
        ]
        if len(nested) > MAX_NESTED:
            raise svg_error("a filter within a filter")
        deviations = [_blur_radius(part) for how, part in references[element] if how == "filter"]
        deviations += [_css_blur_radius(one.value) for one in filters]
        scale = math.prod(
            _scale(of.value) for one in around for of in declared.get(one, ())
            if of.property == "transform"
        )  # fmt: skip
        if max(deviations) * scale * _zoom(root) > MAX_BLUR_RADIUS:
            raise svg_error("a filter that blurs far")


def filter_cost(element: ET.Element) -> int:
    """The units of a `<filter>`: its last primitive with all that it is made from."""
    results = dict.fromkeys(_SOURCES, 0)
    previous = 0
    if sum(tag_name(primitive) in _BLURS for primitive in element) > MAX_BLURS:
        raise svg_error("a filter that blurs many times")
    for primitive in element:
        inputs = sum(results.get(one, previous) for one in _inputs(primitive))
        previous = min((_BLUR if tag_name(primitive) in _BLURS else _PRIMITIVE) + inputs, _MOST)
        results[primitive.get("result", "")] = previous
    return previous


def shadow_cost(value: str) -> int:
    """The units of the functions of a CSS `filter`."""
    shadows = value.lower().count("drop-shadow(")
    if shadows > 1:
        raise svg_error("more than one drop-shadow() at once")
    return shadows * _BLUR


def _inputs(primitive: ET.Element) -> Iterator[str]:
    """The results that a primitive is made from; "" is the one before it."""
    yield primitive.get("in", "")
    if tag_name(primitive) in {"feBlend", "feComposite"}:
        yield primitive.get("in2", "")
    for node in primitive:
        yield node.get("in", "")


def _blur_radius(element: ET.Element) -> float:
    """The largest of a filter's blurs, in units of what it is put on."""
    if element.get("primitiveUnits", "userSpaceOnUse") != "userSpaceOnUse":
        return math.inf
    values = " ".join(primitive.get("stdDeviation", "2") for primitive in element)
    return _largest(values)


def _css_blur_radius(value: str) -> float:
    """The same of a CSS `filter`, whose lengths are in pixels."""
    plain = re.sub(r"#[\w-]+|[\d.]+%", "", value)
    if re.search(r"\d(?!px)[a-z]", plain.lower()):
        return math.inf
    return _largest(" ".join(re.findall(r"[\d.e+-]+px", plain, re.IGNORECASE)))


def _scale(transform: str) -> float:
    """How much larger a transform makes things at most."""
    scale = 1.0
    for name, values in _TRANSFORM.findall(transform):
        if name.lower() == "matrix":
            scale *= math.hypot(*numbers(values)[:4])
        elif name.lower() in {"scale", "scalex", "scaley"}:
            scale *= _largest(values)
        elif name.lower() not in _ISOMETRIC:
            return math.inf
    return scale


def _zoom(root: ET.Element) -> float:
    """How much larger a drawing is shown 1000 pixels wide or high."""
    sides = numbers(root.get("viewBox", ""))[2:4] or numbers(root.get("width", "1000"))
    return 1000 / (max(sides, default=0) or 1)


def _largest(values: str) -> float:
    return max(numbers(values), default=0)
