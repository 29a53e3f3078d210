"""Social cards, 1200 x 630 pixels: the pictures that link previews show for a page (edge: disk).

The result is cached, so that a card is drawn again only after something on it has changed.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image, ImageDraw, __version__, features

from plugins.core.findings import Finding, display_path
from plugins.responsive_images.cache import Cache
from plugins.responsive_images.encoding import Encoded
from plugins.responsive_images.picture import Picture
from plugins.structured_data.card_text import FONT, LEADING, drawable, fit_title, font, one_line
from plugins.theme_support.tokens import NAME, tokens

FOLDER = "social"
WIDTH, HEIGHT = 1200, 630
_MARGIN = 72
_TEXT = 650  # width of the text
_SMALL = 31  # font size of topic and site
_OVERSAMPLING = 3  # shapes are drawn larger and scaled down, for smooth edges
_PALETTE_SIZE = 128  # enough for flat shapes with smooth edges, at a third of the bytes

COLOURS = ("paper", "ink", "ink-soft", "accent", "sky", "sun", "hill-far", "hill", "hill-near")
# What the bytes depend on besides text and colours; increase the number when the code changes.
RECIPE = (1, __version__, features.version("freetype2"), features.version("zlib"), FONT.name)

# Centre, half of the width and half of the height, as fractions of the window; far hills first.
_HILLS = {
    "hill-far": (0.38, 1.18, 0.8, 0.7),
    "hill": (0.92, 1.12, 1.0, 0.52),
    "hill-near": (0.12, 1.08, 0.9, 0.42),
}
_ABOVE, _BELOW = (True, True, False, False), (False, False, True, True)
_SMOOTH = Image.Resampling.LANCZOS

_Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class CardWords:
    """The text of a card; without a title the card shows only the landscape."""

    title: str
    topic: str = ""
    site: str = ""


@dataclass(frozen=True)
class WantedCard:
    """A card that pages show: its key in the cache, and its files in the site."""

    words: CardWords
    key: str
    files: tuple[str, ...] = ()


class Cards:
    """The cards of a site; `colours` is what `palette` returns, `wanted` has each card by key."""

    def __init__(self, colours: Mapping[str, str]) -> None:
        self.colours = colours
        self.wanted: dict[str, WantedCard] = {}

    def picture(self, words: CardWords, name: str) -> Picture:
        """The card `social/<name>-<hash>.png`, with its text as `alt`; nothing is drawn yet."""
        key = self._key(words)
        url = f"{FOLDER}/{name}-{key[:10]}.png"
        card = self.wanted.get(key, WantedCard(words, key))
        if url not in card.files:
            self.wanted[key] = replace(card, files=(*card.files, url))
        alt = " · ".join(part for part in (words.title, words.site) if part)
        return Picture(url, WIDTH, HEIGHT, alt)

    def _key(self, words: CardWords) -> str:
        shown = [words.title, words.topic, words.site, sorted(self.colours.items()), RECIPE]
        return hashlib.sha256(b"social card\0" + json.dumps(shown).encode()).hexdigest()


def publish_card(card: WantedCard, colours: Mapping[str, str], cache: Cache, site: Path) -> bool:
    """Write the files of a card below `site`; returns whether it was drawn, as `cache` had none.

    Raises OSError. A process of its own can run this.
    """
    found = cache.get(card.key)
    drawn = not found
    if not found:
        found = [Encoded(draw(card.words, colours), "image/png", WIDTH, HEIGHT)]
        cache.put(card.key, found)
    (site / FOLDER).mkdir(parents=True, exist_ok=True)
    for file in card.files:
        (site / file).write_bytes(found[0].data)
    return drawn


def draw(words: CardWords, colours: Mapping[str, str]) -> bytes:
    """The card as a PNG; `colours` is what `palette` returns."""
    title = drawable(words.title)
    card = Image.new("RGB", (WIDTH, HEIGHT), colours["paper"])
    left = WIDTH - _MARGIN - 330 if title else _MARGIN
    window = (left, _MARGIN, WIDTH - _MARGIN, HEIGHT - _MARGIN)
    _paste_window(card, window, colours, words.topic)
    if title:
        _write(card, CardWords(title, drawable(words.topic), drawable(words.site)), colours)
    buffer = io.BytesIO()
    flat = card.quantize(_PALETTE_SIZE, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    flat.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _write(card: Image.Image, words: CardWords, colours: Mapping[str, str]) -> None:
    """Write the title in the middle, its topic above and the name of the site below."""
    pen = ImageDraw.Draw(card)
    size, lines = fit_title(words.title, _TEXT)
    step = size * LEADING
    top = (HEIGHT - step * (len(lines) - 1)) / 2
    for row, line in enumerate(lines):
        pen.text((_MARGIN, top + row * step), line, colours["ink"], font(size), anchor="lm")
    for text, name, y, anchor in (
        (words.topic, "accent", _MARGIN, "lt"),
        (words.site, "ink-soft", HEIGHT - _MARGIN, "ls"),
    ):
        line = one_line(text, _SMALL, _TEXT)
        pen.text((_MARGIN, y), line, colours[name], font(_SMALL), anchor=anchor)


def _paste_window(
    card: Image.Image, window: tuple[int, int, int, int], colours: Mapping[str, str], topic: str
) -> None:
    """Draw the landscape of the home page in an arched window; the sun depends on the topic."""
    left, top, right, bottom = window
    width, height = right - left, bottom - top
    view = Image.new("RGB", (width * _OVERSAMPLING, height * _OVERSAMPLING), colours["sky"])
    pen = ImageDraw.Draw(view)
    turn = hashlib.sha256(topic.encode()).digest()[0] / 255
    sun_x, sun_y, ray = 0.3 + 0.42 * turn, 0.5 - 0.16 * turn, height * 0.085
    x, y = sun_x * width, sun_y * height
    _ellipse(pen, (x - ray, y - ray, x + ray, y + ray), colours["sun"])
    for name, (hill_x, hill_y, wide, high) in _HILLS.items():
        box = (
            (hill_x - wide) * width,
            (hill_y - high) * height,
            (hill_x + wide) * width,
            (hill_y + high) * height,
        )
        _ellipse(pen, box, colours[name])
    arch = Image.new("L", view.size, 0)
    shape, (far, low) = ImageDraw.Draw(arch), view.size
    shape.rounded_rectangle((0, 0, far, low * 0.8), min(far, low) / 2, 255, corners=_ABOVE)
    shape.rounded_rectangle((0, low * 0.6, far, low), 24 * _OVERSAMPLING, 255, corners=_BELOW)
    small = (width, height)
    card.paste(view.resize(small, _SMOOTH), (left, top), arch.resize(small, _SMOOTH))


def _ellipse(pen: ImageDraw.ImageDraw, box: _Box, colour: str) -> None:
    left, top, right, bottom = (edge * _OVERSAMPLING for edge in box)
    pen.ellipse((left, top, right, bottom), colour)


def theme_colours(theme: Path, css: str) -> tuple[dict[str, str] | None, list[Finding]]:
    """The COLOURS of `css`, the tokens.css of the folder `theme`, or None and why there are none.

    A theme without tokens.css has no cards; a tokens.css that lacks a colour is an error.
    """
    file = theme / "static" / "css" / NAME
    if not css:
        return None, []
    colours = palette(css)
    missing = [f"--{name}" for name in COLOURS if name not in colours]
    if not missing:
        return colours, []
    names = ", ".join(missing)
    message = f"Social cards need {names}, which the first :root does not set as #rrggbb."
    rule, hint = "structured-data/no-colour", "Set it, as in --paper: #f8f5ee;"
    return None, [Finding(display_path(file), 0, "error", rule, message, hint)]


def palette(css: str) -> dict[str, str]:
    """The COLOURS that the first `:root` of `css` sets as #rrggbb, by name; others are missing."""
    found = tokens(css)
    colour = re.compile("#[0-9a-f]{6}", re.IGNORECASE)
    return {n: found[n].lower() for n in COLOURS if colour.fullmatch(found.get(n, ""))}
