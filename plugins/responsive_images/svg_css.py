"""The elements of an SVG drawing and their CSS declarations, from attributes and style sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree as ET

from plugins.responsive_images.picture import PictureError

EXPORT = "Export it as PNG, or as a plain SVG with only shapes and text."
MAX_MATCHES = 1_000_000  # attempts to match a selector to an element
# A reference within the drawing, a comment or a string, tokenised as CSS does. Escapes
# (backslashes) have been refused before.
_TOKEN = re.compile(
    r"url\(\s*+(?P<quote>[\"']?+)#(?P<id>[^\s\"'()%{};/]++)(?P=quote)\s*+\)"
    r"|/\*.*?(?:\*/|\Z)|\"[^\"\n\r]*+\"?|'[^'\n\r]*+'?",
    re.IGNORECASE | re.DOTALL,
)
_REFERENCE = re.compile(r"url\(#([^\s\"'()%{};/]+)\)")
_SELECTOR = re.compile(r"[\w.#\s>*:-]*")  # neither :has() nor sibling combinators, which are slow
_SIMPLE_SELECTOR = re.compile(r"[.#]?[^\W\d][\w-]*")
_AT_RULE = re.compile(r"@(?!media\b)[\w-]*", re.IGNORECASE)
_INHERITING = re.compile(r"inherit|var\(", re.IGNORECASE)
_FUNCTION = re.compile(r"([\w-]+)\(")
# Functions for colours and positions, and those whose cost is counted.
_KNOWN_FUNCTIONS = frozenset({
    "url", "var", "rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color",
    "color-mix", "light-dark", "calc", "matrix", "translate", "translatex", "translatey", "rotate",
    "scale", "scalex", "scaley", "skewx", "skewy", "drop-shadow",
})  # fmt: skip
# Animations, and properties that cost a layer for each element; no shape needs them.
_REFUSED_PROPERTIES = frozenset({
    "all", "animation", "animation-name", "backdrop-filter", "box-shadow", "offset-path",
    "scale", "text-shadow", "transition", "will-change", "zoom",
})  # fmt: skip
# Properties that cost more than the shape itself; so does every reference.
_COSTLY_PROPERTIES = frozenset({
    "clip-path", "filter", "mask", "mask-image", "mix-blend-mode", "opacity", "stroke-dasharray",
    "transform", "vector-effect",
})  # fmt: skip
_FREE = frozenset({"mix-blend-mode:normal", "opacity:1"})
_NUMBER = re.compile(r"(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?", re.IGNORECASE)


def svg_error(what: str) -> PictureError:
    """The error for a drawing that has `what` in it."""
    return PictureError(f"This SVG drawing has {what} in it.", EXPORT)


def tag_name(element: ET.Element) -> str:
    """The name of an element, without its namespace."""
    return element.tag.rpartition("}")[2]


def by_id(root: ET.Element) -> dict[str | None, ET.Element]:
    """The elements by their ids; if two have the same id, the first."""
    found: dict[str | None, ET.Element] = {}
    for element in root.iter():
        found.setdefault(element.get("id"), element)
    return found


def numbers(value: str) -> list[float]:
    """The numbers in the value of an attribute, without their signs."""
    return [float(number) for number in _NUMBER.findall(value)]


class Declaration(NamedTuple):
    """A CSS property that makes an element cost more than its shape, and its value."""

    property: str
    value: str

    def ids(self) -> list[str]:
        """The ids of the elements that the value refers to."""
        return _REFERENCE.findall(self.value)


def declarations(root: ET.Element) -> Iterator[tuple[ET.Element, Declaration]]:
    """Each costly declaration with its element; raises PictureError for CSS that is not supported.

    The selector of a costly rule must be one class, one id or one element name, as drawing programs
    write them.
    """
    rules = _costly_rules(root)
    complex_parts = sum(
        len(selector.split()) * len(blocks)
        for selector, blocks in rules.items()
        if not _SIMPLE_SELECTOR.fullmatch(selector)
    )
    matches = 0
    for element in root.iter():
        keys = {tag_name(element), f"#{element.get('id')}"}
        keys |= {f".{one}" for one in element.get("class", "").split()}
        matched = [rule for key in keys & rules.keys() for rule in rules[key]]
        matches += complex_parts + len(matched)
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


def _normalised(css: str) -> str:
    """The CSS without comments and strings, its references written as `url(#id)`."""
    plain = _TOKEN.sub(lambda token: f"url(#{token['id']})" if token["id"] else " ", css)
    if len(_REFERENCE.findall(plain)) < len(re.findall(r"url\s*\(", plain, re.IGNORECASE)):
        raise svg_error("a url() in an unusual spelling")
    return plain


def _costly_rules(root: ET.Element) -> dict[str, list[list[Declaration]]]:
    """The costly declarations of each rule in the style sheets, by the rule's selector."""
    rules: dict[str, list[list[Declaration]]] = {}
    for sheet in root.iter("{http://www.w3.org/2000/svg}style"):
        css = _normalised("".join(sheet.itertext()))
        if found := _AT_RULE.search(css):
            raise svg_error(f"a style sheet with {found[0]}")
        for rule in css.split("}"):
            head, _, block = rule.rpartition("{")
            *outer, selectors = re.split(r"[{;]", head)
            if _costly_declarations(outer):
                raise svg_error("a style sheet with nested rules")
            declared = _costly_declarations(block.split(";"))
            for selector in map(str.strip, selectors.split(",")):
                simple = _SIMPLE_SELECTOR.fullmatch(selector)
                if not _SELECTOR.fullmatch(selector) or (declared and not simple):
                    raise svg_error(f"a style sheet with the selector “{selector:.40}”")
                rules.setdefault(selector, []).append(declared)
    return rules


def _costly_declarations(texts: list[str]) -> list[Declaration]:
    """The costly ones among declarations such as `mask: url(#a)`."""
    found = []
    for text in texts:
        name, _, value = (part.strip() for part in text.partition(":"))
        name = name.lower().removeprefix("-webkit-")
        value = value.removesuffix("!important").strip()
        functions = {function.lower() for function in _FUNCTION.findall(value)}
        costly, refers = name in _COSTLY_PROPERTIES, "url" in functions
        if unknown := functions - _KNOWN_FUNCTIONS:
            raise svg_error(f"{min(unknown)}()")
        if name in _REFUSED_PROPERTIES and value != "none":
            raise svg_error(f"“{name}”")
        if (refers and name.startswith("--")) or (costly and _INHERITING.search(value)):
            raise svg_error(f"“{name}: {value:.40}”")
        if refers or (costly and value != "none" and f"{name}:{value}" not in _FREE):
            found.append(Declaration(name, value))
    return found
