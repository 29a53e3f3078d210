"""Social cards, 1200 x 630 pixels: the pictures that link previews show for a page (edge: disk).

The result is cached, so that a card is drawn again only after something on it has changed.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import astuple, dataclass, replace
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, __version__, features

from plugins.core.findings import Finding, display_path
from plugins.responsive_images.cache import Cache
from plugins.responsive_images.encoding import Encoded
from plugins.responsive_images.picture import Picture
from plugins.responsive_images.raster import RECIPE as RASTER
from plugins.responsive_images.raster import rasterise
from plugins.structured_data.card_pictures import CardPicture, cut
from plugins.structured_data.card_text import FONT, LEADING, drawable, fit_title, font, one_line
from plugins.theme_support.tokens import NAME, tokens

FOLDER = "social"
WIDTH, HEIGHT = 1200, 630
PICTURE = (560, HEIGHT)  # its box, at the right edge
_MARGIN = 64
_BESIDE = WIDTH - PICTURE[0] - 2 * _MARGIN  # width of the text beside a picture
_ALONE = WIDTH - 2 * _MARGIN
_SMALL = 30  # font size of topic and site
_MARK = 64
_CENTRE = 300  # of the title, between the topic and the mark
_QUALITY = 88

COLOURS = ("paper", "ink", "ink-soft", "accent")
# What the bytes depend on besides text, colours and pictures; increase the number when the code
# changes.
RECIPE = (3, __version__, features.version("freetype2"), features.version("jpg"), FONT.name, RASTER)


@dataclass(frozen=True)
class CardWords:
    """What a card shows: text, the page's picture, and the file of the clinic's mark in the site.

    Without a picture the text has the whole width; a title that cannot be drawn is left out.
    """

    title: str
    topic: str = ""
    site: str = ""
    picture: CardPicture | None = None
    mark: str = ""


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
        """The card `social/<name>-<hash>.jpg`, with its text as `alt`; nothing is drawn yet."""
        key = self._key(words)
        url = f"{FOLDER}/{name}-{key[:10]}.jpg"
        card = self.wanted.get(key, WantedCard(words, key))
        if url not in card.files:
            self.wanted[key] = replace(card, files=(*card.files, url))
        alt = " · ".join(part for part in (words.title, words.site) if part)
        return Picture(url, WIDTH, HEIGHT, alt)

    def _key(self, words: CardWords) -> str:
        shown = [astuple(words), sorted(self.colours.items()), RECIPE]
        return hashlib.sha256(b"social card\0" + json.dumps(shown).encode()).hexdigest()


def publish_card(card: WantedCard, colours: Mapping[str, str], cache: Cache, site: Path) -> bool:
    """Write the files of a card below `site`; returns whether it was drawn, as `cache` had none.

    Raises OSError. A process of its own can run this.
    """
    found = cache.get(card.key)
    drawn = not found
    if not found:
        found = [Encoded(draw(card.words, colours, site), "image/jpeg", WIDTH, HEIGHT)]
        cache.put(card.key, found)
    (site / FOLDER).mkdir(parents=True, exist_ok=True)
    for file in card.files:
        (site / file).write_bytes(found[0].data)
    return drawn


def draw(words: CardWords, colours: Mapping[str, str], site: Path) -> bytes:
    """The card as a JPEG, with pictures of the folder `site`; `colours` is what `palette` returns.

    A picture that cannot be drawn is left out. Raises OSError.
    """
    card = Image.new("RGB", (WIDTH, HEIGHT), colours["paper"])
    width = _ALONE
    with suppress(ValueError):
        if words.picture:
            card.paste(cut(words.picture, PICTURE, site), (WIDTH - PICTURE[0], 0))
            width = _BESIDE
    _write(card, words, colours, width)
    _sign(card, words, colours, width, site)
    buffer = io.BytesIO()
    card.save(buffer, "JPEG", quality=_QUALITY, subsampling=0, optimize=True)
    return buffer.getvalue()


def _write(card: Image.Image, words: CardWords, colours: Mapping[str, str], width: int) -> None:
    """Write the title between its topic and the mark."""
    pen = ImageDraw.Draw(card)
    size, lines = fit_title(drawable(words.title), width)
    step = size * LEADING
    top = _CENTRE - step * (len(lines) - 1) / 2
    for row, line in enumerate(lines):
        pen.text((_MARGIN, top + row * step), line, colours["ink"], font(size), anchor="lm")
    topic = one_line(drawable(words.topic), _SMALL, width)
    pen.text((_MARGIN, _MARGIN), topic, colours["accent"], font(_SMALL), anchor="lt")


def _sign(
    card: Image.Image, words: CardWords, colours: Mapping[str, str], width: int, site: Path
) -> None:
    """Put the clinic's mark and its name below the title."""
    left, middle = _MARGIN, HEIGHT - _MARGIN - _MARK // 2
    with suppress(ValueError):
        if words.mark:
            mark = drawn_mark(words.mark, site)
            card.paste(mark, (left, middle - _MARK // 2), mark)
            left += _MARK + _MARK // 4
    name = one_line(drawable(words.site), _SMALL, width - left + _MARGIN)
    pen = ImageDraw.Draw(card)
    pen.text((left, middle), name, colours["ink-soft"], font(_SMALL), anchor="lm")


@lru_cache(1)
def drawn_mark(file: str, site: Path) -> Image.Image:
    """The clinic's mark as RGBA; raises OSError and ValueError."""
    return rasterise((site / file).read_bytes(), _MARK)


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
