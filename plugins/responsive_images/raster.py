"""Draws an SVG as pixels: with no font of the machine and no other file, so always the same."""

from __future__ import annotations

import io
from pathlib import Path

import resvg_py
from PIL import Image, ImageFont

RECIPE = ("resvg_py", resvg_py.__version__)


def rasterise(drawing: bytes, width: int, font: Path | None = None) -> Image.Image:
    """A sanitised `drawing`, `width` pixels wide, as RGBA; in its colours for light screens.

    Its text is in `font` whatever generic family it names, or left out. Raises ValueError if it
    cannot be drawn.
    """
    family = ImageFont.truetype(font).getname()[0] if font else None
    png = resvg_py.svg_to_bytes(
        svg_string=drawing.decode(),
        width=width,
        skip_system_fonts=True,
        font_files=[str(font)] if font else None,
        font_family=family,
        serif_family=family,
        sans_serif_family=family,
        monospace_family=family,
    )
    return Image.open(io.BytesIO(bytes(png))).convert("RGBA")
