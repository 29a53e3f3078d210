"""Joins a stylesheet and the parts that it imports into one, and makes it small."""

from __future__ import annotations

import re
from collections.abc import Callable

# Strings, URLs and escapes come first, so that nothing in them is read as a comment or as space.
_KEPT = r"""(?P<kept> "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*' | url\(\s*[^"'\s)][^)]*\)
                    | \\(?:[0-9a-fA-F]{1,6}\s?|.) )"""
_TOKEN = re.compile(
    rf"{_KEPT} | (?P<comment> /\*.*?\*/ ) | (?P<open> /\* )", re.DOTALL | re.VERBOSE
)
# A property without a value keeps its space, which older browsers need. No selector has a space
# after a colon, but one before it is a combinator.
_SPACE = re.compile(
    rf"{_KEPT} | (?P<empty> :\s+(?=[;}}]) ) | (?P<colon> : )\s+ | \s* ;? \s* (?P<end> \}} ) \s*"
    r"| \s* (?P<sign> [{;,] ) \s* | \s+",
    re.DOTALL | re.VERBOSE | re.ASCII,
)
_IMPORT = re.compile(r"""@import\s+url\(["']?([^"')]+)["']?\)\s*(?:layer\(([\w.-]+)\))?\s*;""")
_URL = re.compile(r"""url\((?!\s*["']?(?:data:|\#))([^)]*)\)?""")
_AROUND = " \t\n\"'"
_LINE_END = re.compile(r"\r\n?|\f")
_END_TAG = re.compile(r"</(?=style)", re.IGNORECASE)


class StylesheetError(ValueError):
    """A stylesheet that cannot be joined; the message names the part and says what to do."""


def join(css: str, read: Callable[[str], str], publish: Callable[[str], str]) -> str:
    """`css` with each `@import url("part.css") layer(name);` replaced by that part in its layer.

    `read` returns the text of a part by its name, `publish` the new URL of a file by the one that
    a part names. Comments and needless spaces are removed. Raises StylesheetError for a part that
    would break the parts after it.
    """
    layers: list[str] = []

    def part(match: re.Match[str]) -> str:
        name, layer = match[1], match[2]
        text = _minified(read(name), name)
        if "@import" in _without_strings(text):
            raise StylesheetError(f"{name} has an @import: only the main stylesheet may.")
        if layer and layer not in layers:
            layers.append(layer)
        return f"@layer {layer}{{{text}}}" if layer else f"{text}\n"

    body = _IMPORT.sub(part, _minified(css, "The main stylesheet"))
    if "@import" in _without_strings(body):
        raise StylesheetError('Write each import as @import url("part.css") layer(name);')
    body = _URL.sub(lambda match: f'url("{publish(match[1].strip(_AROUND))}")', body)
    order = f"@layer {','.join(layers)};" if layers else ""
    return f"{order}{body}"


def in_element(css: str) -> str:
    """`css` as the text of a `style` element, which no string in it can end."""
    return _END_TAG.sub(r"<\\/", css)


def _minified(css: str, name: str) -> str:
    """`css` without comments and needless spaces.

    Its line ends and NUL are those that CSS makes of them (css-syntax-3, 3.3), as HTML would
    change others in a `style` element, which then had another hash.
    """
    plain = _LINE_END.sub("\n", css).replace("\0", "\ufffd")
    bare = _TOKEN.sub(lambda match: _replacement(match, name), plain)
    blocks = _without_strings(bare)
    if blocks.count("{") != blocks.count("}"):
        raise StylesheetError(f"{name} has unbalanced braces: a {{ or a }} is missing.")
    return _SPACE.sub(_needed, bare).strip(" ")


def _needed(match: re.Match[str]) -> str:
    """What is left of a space with the signs around it."""
    if match["empty"]:
        return ": "
    return match["kept"] or match["colon"] or match["end"] or match["sign"] or " "


def _replacement(match: re.Match[str], name: str) -> str:
    """What replaces a string, a URL or a comment."""
    if match["open"]:
        raise StylesheetError(f"{name} has a comment that is never closed.")
    if match["kept"]:
        return match[0]
    start, end = match.span()
    around = match.string[start - 1 : start] + match.string[end : end + 1]
    # A comment may be all that separates two words.
    return "" if any(character.isspace() or character in "{};," for character in around) else "/**/"


def _without_strings(css: str) -> str:
    return _TOKEN.sub("", css)
