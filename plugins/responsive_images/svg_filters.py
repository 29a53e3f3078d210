"""The filters of an SVG drawing: where they may be, how far they may blur, and what each costs.

A blur takes longer the larger its radius is on the screen. A browser may compute an input once for
each primitive that names it, so that the cost of a chain of primitives can grow exponentially.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

from plugins.responsive_images.svg_css import Declaration, numbers, svg_error, tag_name

MAX_BLUR_RADIUS = 30  # pixels, when the drawing is shown 1000 pixels wide or high
MAX_NESTED = 2  # elements with filters inside each other
MAX_BLURS = 4  # in one filter
_BLUR, _PRIMITIVE = 200, 15  # units of svg_cost
_COUNT_TO = 1_000_000  # units: more than any drawing may cost
_BLURS = frozenset({"feDropShadow", "feGaussianBlur"})
_SOURCES = frozenset({"SourceAlpha", "SourceGraphic"})
_SCALING = frozenset({"marker", "pattern", "symbol", "svg"})  # their content may be shown any size
_TRANSFORM = re.compile(r"([a-z]+)\s*\(([^()]*)\)", re.IGNORECASE)
_ISOMETRIC = frozenset({"rotate", "translate", "translatex", "translatey"})


def check_filters(
    root: ET.Element,
    declared: Mapping[ET.Element, list[Declaration]],
    references: Mapping[ET.Element, list[tuple[str, ET.Element]]],
) -> None:
    """Raise PictureError for nested filters, filters in copied elements and large blurs."""
    parents = {child: element for element in root.iter() for child in element}
    copied = {part for several in references.values() for how, part in several if how == "href"}
    for element, several in declared.items():
        filters = [one for one in several if one.property == "filter"]
        if not filters:
            continue
        ancestry = [element]
        while ancestry[-1] in parents:
            ancestry.append(parents[ancestry[-1]])
        if any(tag_name(one) in _SCALING or one in copied for one in ancestry[:-1]):
            raise svg_error("a filter in something that is copied")
        around = [[one.property for one in declared.get(each, ())] for each in ancestry]
        if sum("filter" in properties for properties in around) > MAX_NESTED:
            raise svg_error("a filter within a filter")
        radii = [_blur_radius(part) for how, part in references[element] if how == "filter"]
        radii += [_css_blur_radius(one.value) for one in filters]
        scale = math.prod(
            _scale(one.value) for each in ancestry for one in declared.get(each, ())
            if one.property == "transform"
        )  # fmt: skip
        if max(radii) * scale * _zoom(root) > MAX_BLUR_RADIUS:
            raise svg_error("a filter with a large blur")


def filter_cost(element: ET.Element) -> int:
    """The units of a `<filter>`: its last primitive together with all its inputs."""
    results = dict.fromkeys(_SOURCES, 0)
    previous = 0
    if sum(tag_name(primitive) in _BLURS for primitive in element) > MAX_BLURS:
        raise svg_error("a filter with too many blurs")
    for primitive in element:
        inputs = sum(results.get(one, previous) for one in _inputs(primitive))
        cost = _BLUR if tag_name(primitive) in _BLURS else _PRIMITIVE
        previous = min(cost + inputs, _COUNT_TO)
        results[primitive.get("result", "")] = previous
    return previous


def shadow_cost(value: str) -> int:
    """The units of the functions in a CSS `filter`."""
    shadows = value.lower().count("drop-shadow(")
    if shadows > 1:
        raise svg_error("more than one drop-shadow() at once")
    return shadows * _BLUR


def _inputs(primitive: ET.Element) -> Iterator[str]:
    """The names of a primitive's inputs; "" is the result of the primitive before it."""
    yield primitive.get("in", "")
    if tag_name(primitive) in {"feBlend", "feComposite"}:
        yield primitive.get("in2", "")
    for node in primitive:
        yield node.get("in", "")


def _blur_radius(element: ET.Element) -> float:
    """The largest standard deviation of a `<filter>`, in user units of the filtered element."""
    if element.get("primitiveUnits", "userSpaceOnUse") != "userSpaceOnUse":
        return math.inf
    return _largest(" ".join(primitive.get("stdDeviation", "2") for primitive in element))


def _css_blur_radius(value: str) -> float:
    """The largest length of a CSS `filter` in pixels; infinite if it uses another unit."""
    plain = re.sub(r"#[\w-]+|[\d.]+%", "", value)
    if re.search(r"\d(?!px)[a-z]", plain.lower()):
        return math.inf
    return _largest(" ".join(re.findall(r"[\d.e+-]+px", plain, re.IGNORECASE)))


def _scale(transform: str) -> float:
    """The largest factor by which a transform may enlarge."""
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
    """The factor that makes the longer side of the drawing 1000 pixels."""
    sides = numbers(root.get("viewBox", ""))[2:4] or numbers(root.get("width", "1000"))
    return 1000 / (max(sides, default=0) or 1)


def _largest(values: str) -> float:
    return max(numbers(values), default=0)
