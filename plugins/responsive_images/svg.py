"""SVG drawings: published without metadata if they only draw, else refused."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from plugins.responsive_images.picture import PictureError
from plugins.responsive_images.svg_cost import check_cost
from plugins.responsive_images.svg_css import EXPORT, by_id, svg_error

MAX_BYTES = 1_000_000
MAX_COPIED = 20_000  # shapes
MAX_SIDE = 1_000_000  # pixels; some programs count in hundredths of a millimetre
_HEAD = 4096
_SVG = "http://www.w3.org/2000/svg"
_HTML = "http://www.w3.org/1999/xhtml"
_LINK = "{http://www.w3.org/1999/xlink}href"
_ELEMENTS = frozenset({
    "circle", "clipPath", "defs", "desc", "ellipse", "feBlend", "feColorMatrix",
    "feComponentTransfer", "feComposite", "feDropShadow", "feFlood", "feFuncA", "feFuncB",
    "feFuncG", "feFuncR", "feGaussianBlur", "feMerge", "feMergeNode", "feOffset",
    "filter", "g", "line", "linearGradient", "marker", "mask", "path", "pattern", "polygon",
    "polyline", "radialGradient", "rect", "stop", "style", "svg", "switch", "symbol", "text",
    "textPath", "title", "tspan", "use",
})  # fmt: skip
# CSS that loads a file, or that can hide that it does (escapes).
_LOADING = re.compile(
    r"@import|@font-face|\\|(?:image|src|image-set|cross-fade|element)\s*\("
    r"|url\s*\((?!\s*+[\"']?+\s*+#)",
    re.IGNORECASE,
)
_LENGTH = re.compile(r"(\d+(?:\.\d+)?|\.\d+)(?:px)?")


@dataclass(frozen=True)
class SanitisedSvg:
    """A drawing that is ready to be published, and its size in CSS pixels."""

    data: bytes
    width: int
    height: int


def is_svg(data: bytes) -> bool:
    """Whether a file begins like an SVG file."""
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    page = head.startswith((b"<!doctype html", b"<html"))
    return head.startswith(b"<") and b"<svg" in head and not page


def sanitise(data: bytes) -> SanitisedSvg:
    """The drawing without comments and metadata; raises PictureError if it is unsafe.

    Anything that could run, load or link is refused rather than removed, because the result would
    not be the drawing that the editor saw.
    """
    root = _parsed(data)
    left = [root]
    while left:
        element = left.pop()
        _check_children(element)
        _clean_attributes(element)
        left.extend(element)
    _check_copies(root)
    check_cost(root)
    width, height = _size(root)
    ET.register_namespace("", _SVG)
    return SanitisedSvg(ET.tostring(root, "utf-8") + b"\n", width, height)


def _parsed(data: bytes) -> ET.Element:
    if len(data) > MAX_BYTES:
        raise PictureError("This SVG drawing is larger than 1 MB.", EXPORT)
    try:
        text = data.decode("utf-8-sig")
        if "<!ENTITY" in text:
            raise svg_error("an entity (<!ENTITY>)")
        root = ET.fromstring(text)  # noqa: S314  # without entities it cannot grow
    except UnicodeDecodeError as error:
        raise PictureError("This SVG drawing is not saved as UTF-8.", EXPORT) from error
    except ET.ParseError as error:
        raise PictureError(f"This SVG drawing is broken: {error}.", EXPORT) from error
    if root.tag != f"{{{_SVG}}}svg":
        hint = f'Write xmlns="{_SVG}" into its svg element, or export it again.'
        raise PictureError("This SVG drawing has no xmlns.", hint)
    return root


def _check_children(element: ET.Element) -> None:
    """Refuse elements that do more than draw; remove the metadata of drawing programs."""
    kept: list[ET.Element] = []
    for child in element:
        space, _, name = child.tag.removeprefix("{").rpartition("}")
        if name.casefold() == "script":
            raise svg_error("a script (<script>)")
        if name == "metadata" or space not in {_SVG, _HTML, ""}:
            _keep_tail(child, element, kept)
        elif name not in _ELEMENTS or space != _SVG:
            raise svg_error(f"<{name}>")
        else:
            kept.append(child)
    element[:] = kept
    if element.tag == f"{{{_SVG}}}style" and _LOADING.search("".join(element.itertext())):
        raise svg_error("a style that loads something")


def _keep_tail(removed: ET.Element, parent: ET.Element, before: list[ET.Element]) -> None:
    """Keep the text that follows a removed child."""
    if before:
        before[-1].tail = (before[-1].tail or "") + (removed.tail or "")
    else:
        parent.text = (parent.text or "") + (removed.tail or "")


def _clean_attributes(element: ET.Element) -> None:
    """Refuse event handlers and outside addresses; drop attributes of other namespaces."""
    for name, value in list(element.attrib.items()):
        if re.match(r"on", name, re.IGNORECASE):
            raise svg_error(f"a script (`{name}`)")
        if name in {"href", _LINK}:
            if not value.strip().startswith("#"):
                raise svg_error(f"a link to “{value.strip():.60}”")
            element.attrib.setdefault("href", value.strip())
        elif not name.startswith("aria-") and _LOADING.search(value):
            raise svg_error(f"something that is loaded from elsewhere (`{name}`)")
        if name.startswith("{"):
            del element.attrib[name]


def _check_copies(root: ET.Element) -> None:
    """Refuse copies of copies, and too many copies: a small file could take minutes to paint."""
    named = by_id(root)
    drawn = 0
    for use in root.iter(f"{{{_SVG}}}use"):
        original = named.get(use.get("href", "")[1:], use)
        parts = [part.tag for part in original.iter()] if original is not use else []
        drawn += len(parts)
        if use.tag in parts:
            raise svg_error("a copy (<use>) of a copy")
        if drawn > MAX_COPIED:
            raise svg_error("too many copies (<use>)")


def _size(root: ET.Element) -> tuple[int, int]:
    """The width and height in pixels, else those of the viewBox."""
    given = [_LENGTH.fullmatch(root.get(name, "").strip()) for name in ("width", "height")]
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    lengths = [float(match[1]) for match in given if match]
    if len(lengths) < len(given) and len(box) == 4:  # noqa: PLR2004  # left, top, width, height
        lengths = [float(match[1]) for part in box[2:] if (match := _LENGTH.fullmatch(part))]
    if max(lengths, default=0) > MAX_SIDE:
        raise svg_error(f"a side of more than {MAX_SIDE:,} pixels")
    sides = [round(length) for length in lengths]
    if len(sides) < len(given) or min(sides) < 1:
        hint = 'Write viewBox="0 0 300 200" into its svg element, with its own size.'
        raise PictureError("This SVG drawing has no size.", hint)
    return sides[0], sides[1]
