"""Joins a stylesheet's parts into one, in the order in which it imports them."""

from __future__ import annotations

import re
from collections.abc import Callable

_IMPORT = re.compile(r"""@import\s+url\(["']?([^"')]+)["']?\)\s*(?:layer\(([\w.-]+)\))?\s*;""")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def join(css: str, read: Callable[[str], str]) -> str:
    """`css` with each `@import url("part.css") layer(name);` replaced by that part in its layer.

    `read` gives the text of a part by its name and may raise OSError. Comments and indentation
    stay behind.
    """
    layers: list[str] = []

    def part(match: re.Match[str]) -> str:
        name, layer = match[1], match[2]
        text = _plain(read(name))
        if layer and layer not in layers:
            layers.append(layer)
        return f"@layer {layer} {{\n{text}\n}}" if layer else text

    body = _IMPORT.sub(part, _plain(css))
    order = f"@layer {', '.join(layers)};\n" if layers else ""
    return f"{order}{body}\n"


def _plain(css: str) -> str:
    lines = (line.strip() for line in _COMMENT.sub("", css).split("\n"))
    return "\n".join(line for line in lines if line)
