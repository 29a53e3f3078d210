"""The elements of a drawing and their CSS declarations, from attributes and from style sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree as ET

from plugins.responsive_images.picture import PictureError

EXPORT = "Export it as PNG, or as a plain SVG with shapes and words only."
MAX_MATCHES = 1_000_000  # of an element by a selector
# A reference within the drawing, a comment, or a string, read as CSS reads them. Escapes
# (backslashes) are refused before.
_TOKEN = re.compile(
    r"url\(\s*+(?P<quote>[\"']?+)#(?P<id>[^\s\"'()%{};/]++)(?P=quote)\s*+\)"
    r"|/\*.*?(?:\*/|\Z)|\"[^\"\n\r]*+\"?|'[^'\n\r]*+'?",
    re.IGNORECASE | re.DOTALL,
)
_REFERENCE = re.compile(r"url\(#([^\s\"'()%{};/]+)\)")
_SELECTOR = re.compile(r"[\w.#\s>*:-]*")  # no :has() nor what must be looked for among siblings
_SIMPLE_SELECTOR = re.compile(r"[.#]?[^\W\d][\w-]*")
_AT_RULE = re.compile(r"@(?!media\b)[\w-]*", re.IGNORECASE)
_INHERITING = re.compile(r"inherit|var\(", re.IGNORECASE)
_FUNCTION = re.compile(r"([\w-]+)\(")
# Functions of colours and of places, and those that are counted.
_KNOWN_FUNCTIONS = frozenset({
    "url", "var", "rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color",
    "color-mix", "light-dark", "calc", "matrix", "translate", "translatex", "translatey", "rotate",
    "scale", "scalex", "scaley", "skewx", "skewy", "drop-shadow",
})  # fmt: skip
# They move, or cost a layer for each element, and no shape needs them.
_REFUSED_PROPERTIES = frozenset({
    "all", "animation", "animation-name", "backdrop-filter", "box-shadow", "offset-path",
    "scale", "text-shadow", "transition", "will-change", "zoom",
})  # fmt: skip
# What costs more than a shape, besides all that refers to something.
_COSTLY_PROPERTIES = frozenset({
    "clip-path", "filter", "mask", "mask-image", "mix-blend-mode", "opacity", "stroke-dasharray",
    "transform", "vector-effect",
})  # fmt: skip
_WITHOUT_COST = frozenset({"mix-blend-mode:normal", "opacity:1"})


_NUMBER = re.compile(r"(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?", re.IGNORECASE)


def tag_name(element: ET.Element) -> str:
    """The name of an element, without its namespace."""
    return element.tag.rpartition("}")[2]


def by_id(root: ET.Element) -> dict[str | None, ET.Element]:
    """The elements by their ids; of two with the same id, the first counts."""
    found: dict[str | None, ET.Element] = {}
    for element in root.iter():
        found.setdefault(element.get("id"), element)
    return found


def numbers(value: str) -> list[float]:
    """The numbers in the value of an attribute, without their signs."""
    return [float(number) for number in _NUMBER.findall(value)]


class Declaration(NamedTuple):
    """A property of an element that makes it cost more than its shape, and its value."""

    property: str
    value: str

    def ids(self) -> list[str]:
        """Of the elements that the value refers to."""
        return _REFERENCE.findall(self.value)


def svg_error(what: str) -> PictureError:
    """The refusal of a drawing for what is in it."""
    return PictureError(f"This SVG drawing has {what} in it.", EXPORT)


def declarations(root: ET.Element) -> Iterator[tuple[ET.Element, Declaration]]:
    """All that cost something, each with its element; raises PictureError for what is not counted.

    A rule that costs something must name a class, an id or an element, as drawing programs do.
    """
    rules = _costly_rules(root)
    everywhere = sum(
        len(selector.split()) * len(blocks)
        for selector, blocks in rules.items()
        if not _is_simple(selector)
    )
    matches = 0
    for element in root.iter():
        keys = {tag_name(element), f"#{element.get('id')}"}
        keys |= {f".{one}" for one in element.get("class", "").split()}
        matched = [rule for key in keys & rules.keys() for rule in rules[key]]
        matches += everywhere + len(matched)
        if matches > MAX_MATCHES:
            raise svg_error("a style sheet with too many rules")
        for block in [*matched, *_attributes(element)]:
            yield from ((element, declaration) for declaration in block)


def _attributes(element: ET.Element) -> Iterator[list[Declaration]]:
    for name, value in element.items():
        if name == "style":
            yield _costly_declarations(_normalised(value).split(";"))
        elif name in _COSTLY_PROPERTIES or "url(" in value.lower():
            yield _costly_declarations([f"{name}:{_normalised(value)}"])


def _is_simple(selector: str) -> bool:
    return _SIMPLE_SELECTOR.fullmatch(selector) is not None


def _normalised(css: str) -> str:
    """The CSS without comments and strings, its references written as `url(#id)`."""
    plain = _TOKEN.sub(lambda token: f"url(#{token['id']})" if token["id"] else " ", css)
    if len(_REFERENCE.findall(plain)) < len(re.findall(r"url\s*\(", plain, re.IGNORECASE)):
        raise svg_error("a url() in an unusual spelling")
    return plain


def _costly_rules(root: ET.Element) -> dict[str, list[list[Declaration]]]:
    """What costs something in each rule of the style sheets, by the rule's selector."""
    rules: dict[str, list[list[Declaration]]] = {}
    for sheet in root.iter("{http://www.w3.org/2000/svg}style"):
        css = _normalised("".join(sheet.itertext()))
        if found := _AT_RULE.search(css):
            raise svg_error(f"a style sheet with {found[0]}")
        for rule in css.split("}"):
            head, _, block = rule.rpartition("{")
            *outer, selectors = re.split(r"[{;]", head)
            if _costly_declarations(outer):
                raise svg_error("a style sheet with a rule within a rule")
            declared = _costly_declarations(block.split(";"))
            for selector in map(str.strip, selectors.split(",")):
                if not _SELECTOR.fullmatch(selector) or (declared and not _is_simple(selector)):
                    raise svg_error(f"a style sheet with the selector “{selector:.40}”")
                rules.setdefault(selector, []).append(declared)
    return rules


def _costly_declarations(texts: list[str]) -> list[Declaration]:
    """The declarations among the texts that cost something."""
    found = []
    for text in texts:
        name, _, value = (part.strip() for part in text.partition(":"))
        name, value = (
            name.lower().removeprefix("-webkit-"),
            value.removesuffix("!important").strip(),
        )
        functions = {function.lower() for function in _FUNCTION.findall(value)}
        referring = "url" in functions
        costly = name in _COSTLY_PROPERTIES
        if unknown := functions - _KNOWN_FUNCTIONS:
            raise svg_error(f"{min(unknown)}()")
        if name in _REFUSED_PROPERTIES and value != "none":
            raise svg_error(f"“{name}”")
        if (referring and name.startswith("--")) or (costly and _INHERITING.search(value)):
            raise svg_error(f"“{name}: {value:.40}”")
        if referring or (costly and value != "none" and f"{name}:{value}" not in _WITHOUT_COST):
            found.append(Declaration(name, value))
    return found
