"""The icons of the site: the clinic's mark as it is, and in two sizes as pixels (edge: disk)."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from plugins.responsive_images.raster import rasterise

_FAVICON_SIZES = (16, 32)
_TOUCH_SIZE, _TOUCH_MARK = 180, 132  # a phone cuts the corners off


def write_icons(mark: Path, site: Path, paper: str = "#ffffff") -> None:
    """Write the icons of the published drawing `mark` into the folder `site`.

    `paper` is the colour behind the mark on a phone. An icon that the editor has put into the
    folder of extra files is kept. Raises OSError, and ValueError if the mark cannot be drawn.
    """
    drawing = mark.read_bytes()
    for name, draw in _ICONS.items():
        if not (site / name).exists():
            (site / name).write_bytes(draw(drawing, paper))


def _favicon(drawing: bytes, _paper: str) -> bytes:
    small, large = (rasterise(drawing, size) for size in _FAVICON_SIZES)
    buffer = io.BytesIO()
    sizes = [(size, size) for size in _FAVICON_SIZES]
    large.save(buffer, "ICO", sizes=sizes, append_images=[small])
    return buffer.getvalue()


def _touch_icon(drawing: bytes, paper: str) -> bytes:
    icon = Image.new("RGB", (_TOUCH_SIZE, _TOUCH_SIZE), paper)
    mark = rasterise(drawing, _TOUCH_MARK)
    edge = (_TOUCH_SIZE - _TOUCH_MARK) // 2
    icon.paste(mark, (edge, edge), mark)
    buffer = io.BytesIO()
    icon.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


_ICONS: dict[str, Callable[[bytes, str], bytes]] = {
    "favicon.svg": lambda drawing, _paper: drawing,
    "favicon.ico": _favicon,
    "apple-touch-icon.png": _touch_icon,
}
FILES = tuple(_ICONS)
