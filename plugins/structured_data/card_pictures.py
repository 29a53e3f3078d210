"""The picture of a social card: a published picture, cut to the card's box (edge: disk)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageOps

from plugins.core.focus import Focus
from plugins.responsive_images.picture import Picture, PictureError
from plugins.responsive_images.raster import rasterise
from plugins.responsive_images.svg import sanitise
from plugins.structured_data.card_text import FONT

_LONGEST = 8  # times as long as wide; the picture that is cut out of it would show little
_KEPT = 16  # pictures of 1 MB; articles of one subject often share one


@dataclass(frozen=True)
class CardPicture:
    """A file of a published picture below the site, and the point of it to keep in sight."""

    file: str
    focus: Focus | None = None


def card_picture(picture: Picture, box: tuple[int, int]) -> CardPicture:
    """The smallest file of a picture that covers a box of `width` and `height` pixels."""
    need = max(box[0], box[1] * picture.width / picture.height)
    files = picture.sources[-1].candidates if picture.sources else ()
    enough = (each.url for each in files if each.width >= need)
    return CardPicture(next(enough, picture.url), picture.focus)


@lru_cache(_KEPT)
def cut(picture: CardPicture, box: tuple[int, int], site: Path) -> Image.Image:
    """The picture as RGB, filling a box of `width` and `height` pixels around its focus.

    Raises OSError, and ValueError for a drawing that cannot be drawn.
    """
    x, y = picture.focus or (50, 50)
    with opened(picture.file, box, site) as image:
        return ImageOps.fit(image, box, Image.Resampling.LANCZOS, centering=(x / 100, y / 100))


def opened(file: str, box: tuple[int, int], site: Path) -> Image.Image:
    """A published picture as RGB, on white; a drawing is drawn so that it covers a box.

    Raises ValueError for a broken drawing, and for one so long that it would fill the memory.
    """
    path = site / file
    if path.suffix != ".svg":
        drawn = Image.open(path).convert("RGBA")
    else:
        drawing = path.read_bytes()
        try:
            size = sanitise(drawing)
        except PictureError as error:
            raise ValueError(file) from error
        if max(size.width, size.height) > _LONGEST * min(size.width, size.height):
            raise ValueError(file)
        drawn = rasterise(drawing, box[0], FONT)
        if drawn.height < box[1]:
            drawn = rasterise(drawing, -(-box[1] * box[0] // drawn.height), FONT)
    ground = Image.new("RGB", drawn.size, "white")
    ground.paste(drawn, (0, 0), drawn)
    return ground
