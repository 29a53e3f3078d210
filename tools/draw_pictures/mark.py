"""The clinic's mark, two balanced stones, as favicon.ico and apple-touch-icon.png."""

from pathlib import Path

from PIL import Image

from . import palette as p
from .canvas import Canvas
from .shapes import box, scaled, trace

# The same two outlines stand in content/extra/favicon.svg: 64 units square.
LOWER = (
    "M 3 47 C 3 38.5 15 34 32 34 C 49 34 61 38.5 61 47 C 61 55.5 48 59 32 59 C 16 59 3 55.5 3 47"
)
UPPER = "M 12 23 C 11 14 21 9 33 7 C 44 5 53 8 54 16 C 55 24 46 29 34 30.5 C 22 32 13 31 12 23"


def draw_mark(pixels: int, margin: float = 0.0) -> Image.Image:
    """The mark on a pale ground, pixels square, with a margin as a share of the side."""
    canvas = Canvas(pixels, pixels, supersample=8)
    canvas.ground(p.SNOW)
    share = pixels * (1 - 2 * margin) / 64
    for drawing, colour in ((LOWER, p.PINE), (UPPER, p.CLAY)):
        outline = scaled(trace(drawing), share, share)
        canvas.fill(colour, [(x + pixels * margin, y + pixels * margin) for x, y in outline])
    return canvas.finish()


def draw_tile(pixels: int) -> Image.Image:
    """The mark on a pale tile with clear, rounded corners, legible on light and dark tabs."""
    tile = draw_mark(pixels, 0.07)
    corners = Canvas(pixels, pixels, supersample=8)
    corners.fill("#ffffff", box(0, 0, pixels, pixels, pixels * 0.2))
    tile.putalpha(corners.finish().convert("L"))
    return tile


def write_icons(folder: Path) -> list[Path]:
    """Write favicon.ico (16, 32 and 48 pixels) and apple-touch-icon.png (180); give their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    tiles = [draw_tile(pixels) for pixels in (48, 32, 16)]
    icon, touch = folder / "favicon.ico", folder / "apple-touch-icon.png"
    sizes = [tile.size for tile in tiles]
    tiles[0].save(icon, sizes=sizes, append_images=tiles[1:])
    draw_mark(180, 0.14).save(touch, optimize=True)
    return [icon, touch]
