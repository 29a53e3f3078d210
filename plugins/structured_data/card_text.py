"""The text of a social card: which characters the font has, and where lines break."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

FONT = Path(__file__).parent / "font" / "InterDisplay-Medium.otf"
TITLE_SIZES = (72, 64, 56, 50, 44)  # pixels
MAX_LINES = 5
_MAX_HEIGHT = 340  # pixels of a title; more would touch the lines above and below
LEADING = 1.16
_MAX_CHARACTERS = 500  # more than fit on a card, even of the narrowest character


@lru_cache
def font(size: int) -> ImageFont.FreeTypeFont:
    """The font at a size in pixels; the basic layout draws the same on every machine."""
    return ImageFont.truetype(FONT, size, layout_engine=ImageFont.Layout.BASIC)


def drawable(text: str) -> str:
    """`text` in composed characters, or "" if the font lacks one of them."""
    composed = unicodedata.normalize("NFC", " ".join(text.split()))
    return composed if all(_has_glyph(character) for character in set(composed)) else ""


def fit_title(title: str, width: int) -> tuple[int, list[str]]:
    """The lines of `title` at the largest size that fits; at the smallest size it may be cut."""
    title = title[:_MAX_CHARACTERS]
    for size in TITLE_SIZES:
        if lines := _balanced_lines(title, size, width):
            return size, lines
    words = title.split()
    while len(words) > 1:
        words.pop()
        if lines := _balanced_lines(" ".join(words).rstrip(" ,.:;–—-") + "…", size, width):
            return size, lines
    return size, [one_line(title, size, width)]


def one_line(text: str, size: int, width: int) -> str:
    """`text`, cut at the end with “…” if it is too wide for one line."""
    whole = text = text[:_MAX_CHARACTERS]
    while len(text) > 1 and _text_width(text if text == whole else f"{text}…", size) > width:
        text = text[:-1].rstrip()
    return text if text == whole else f"{text}…"


def _balanced_lines(text: str, size: int, width: int) -> list[str]:
    """The lines of `text`, broken so that they are about equally long; empty if they do not fit."""
    lines = _wrapped(text, size, width)
    most = min(MAX_LINES, int(_MAX_HEIGHT / (size * LEADING)))
    if len(lines) > most or any(_text_width(line, size) > width for line in lines):
        return []
    for narrow in range(width - 10, width // 2 - 10, -10):
        even = _wrapped(text, size, narrow)
        if len(even) > len(lines):
            break
        lines = even
    return lines


def _wrapped(text: str, size: int, width: int) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _text_width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _text_width(text: str, size: int) -> float:
    return font(size).getlength(text)


@lru_cache(maxsize=4096)
def _has_glyph(character: str) -> bool:
    """Whether the font can draw `character`; combining marks would stand beside letters."""
    is_base = not unicodedata.category(character).startswith(("M", "C"))
    return is_base and _shape(character) != _shape(_NONE)


_NONE = "\U0010ffff"  # no font has it, so it is drawn as the box for missing characters


def _shape(character: str) -> tuple[tuple[int, int], bytes]:
    mask = font(40).getmask(character)
    return mask.size, bytes(mask)
