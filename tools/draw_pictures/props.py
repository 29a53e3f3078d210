"""Things that appear in several pictures: needles, rings, plants, shoes, windows, towels."""

import math

from . import palette as p
from .canvas import Canvas, Fade
from .shapes import Point, arc, box, ellipse, mix, moved, smooth, stamp, trace


def needle(canvas: Canvas, tip: Point, lean: float, length: float) -> None:
    """A fine needle standing in tip, leaning right by degrees, its upper 40% a wound handle."""
    angle = math.radians(lean - 90)
    head = (tip[0] + length * math.cos(angle), tip[1] + length * math.sin(angle))
    neck = mix(tip, head, 0.6)
    width = length / 27
    canvas.line(p.SLATE, width * 0.36, [tip, neck])
    canvas.line(p.CLAY, width, [neck, head])
    for turn in range(1, 16):
        x, y = mix(neck, head, turn / 16)
        across = (-math.sin(angle) * width * 0.4, math.cos(angle) * width * 0.4)
        ends = [(x - across[0], y - across[1] - 1), (x + across[0], y + across[1] + 1)]
        canvas.line(p.CLAY_DEEP, width * 0.14, ends, alpha=0.8)
    canvas.line(p.CLAY_DEEP, width * 1.3, [mix(neck, head, -0.015), mix(neck, head, 0.015)])


def rings(canvas: Canvas, centre: Point, radii: list[float], colour: str) -> None:
    """Soft rings that spread from a point and grow fainter."""
    for radius in radii:
        canvas.fill(colour, ellipse(*centre, radius), alpha=0.05)
    for index, radius in enumerate(radii):
        strength = 0.8 - 0.55 * index / max(1, len(radii) - 1)
        canvas.line(colour, 3.5, arc(*centre, radius, radius, 0, 360), alpha=strength)


def leaf(canvas: Canvas, foot: Point, tip: Point, width: float, colour: str, vein: str) -> None:
    """One pointed leaf from foot to tip with a fine middle vein."""
    (x, y), (u, v) = foot, tip
    length = math.dist(foot, tip)
    dx, dy = (y - v) / length * width, (u - x) / length * width
    mx, my = mix(foot, tip, 0.45)
    drawing = f"M {x:.2f} {y:.2f} Q {mx + dx:.2f} {my + dy:.2f} {u:.2f} {v:.2f}"
    canvas.fill(colour, trace(f"{drawing} Q {mx - dx:.2f} {my - dy:.2f} {x:.2f} {y:.2f}"))
    canvas.line(vein, max(1.2, width / 18), [foot, mix(foot, tip, 0.82)], alpha=0.7)


def plant(canvas: Canvas, x: float, foot: float, size: float) -> None:
    """A leafy plant in a clay pot standing at (x, foot); size is the pot's height."""
    canvas.shadow(x + size * 0.1, foot, size * 0.6, size * 0.07)
    back = "-170 -250 60 150 -300 60 -95 -330 70 75 -350 64"
    front = "-140 -175 44 135 -180 46 -20 -400 70 40 -240 50"
    for leaves, colour, vein in ((back, p.SPRUCE, p.FERN), (front, p.FERN, p.SAGE)):
        numbers = [float(number) * size / 115 for number in leaves.split()]
        for dx, dy, width in zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True):
            start = (x + dx * 0.1, foot - size * 0.9)
            leaf(canvas, start, (x + dx, foot + dy), width, colour, vein)
    pot(canvas, x, foot, size)


def pot(canvas: Canvas, x: float, foot: float, height: float) -> None:
    """A plain tapered clay pot with a shaded right side."""
    place = stamp(x, foot, height / 100)
    outline = place("M -52 -100 L 52 -100 L 40 -8 Q 39 0 31 0 L -31 0 Q -39 0 -40 -8")
    canvas.fill(Fade(p.CLAY, p.CLAY_DEEP, (x - height * 0.2, 0), (x + height * 0.7, 0)), outline)
    with canvas.inside(outline):
        canvas.fill(p.NIGHT, place("M -60 -88 L 60 -88 L 60 -82 L -60 -82"), alpha=0.16)


SOLE = (
    "M 4 -84 C -8 -50 0 -2 44 0 L 322 0 C 392 0 452 -14 478 -40 C 490 -52 486 -64 470 -66"
    " C 420 -70 380 -58 330 -54 C 250 -50 140 -72 60 -92 C 34 -98 12 -96 4 -84"
)
UPPER = (
    "M 12 -78 C 24 -120 10 -160 18 -206 C 22 -224 42 -224 50 -208 C 66 -176 96 -166 130 -174"
    " C 154 -180 164 -202 176 -226 C 184 -240 206 -238 214 -222 C 240 -176 286 -144 346 -126"
    " C 410 -114 474 -120 480 -66 C 480 -44 440 -40 400 -40 L 60 -50 Q 10 -52 12 -78"
)
EYELETS = (
    "M 150 -214 L 220 -232 C 250 -170 300 -140 356 -124 L 332 -92 C 262 -112 208 -140 186 -188"
)


def shoe(canvas: Canvas, heel: Point, size: float, colours: tuple[str, str, str]) -> None:
    """A running shoe in profile, toe to the right; colours are upper, shade and sole."""
    upper, shade, sole = colours
    place = stamp(*heel, size)
    canvas.shadow(heel[0] + 250 * size, heel[1] + 2, 236 * size, 9 * size, alpha=0.3, blur=6 * size)
    body = place(UPPER)
    canvas.fill(upper, body)
    with canvas.inside(body):
        canvas.fill(shade, place("M 0 -30 L -10 -150 C 60 -150 84 -110 150 -30"))
        canvas.fill(shade, place("M 500 -130 L 438 -120 C 392 -108 372 -78 300 -40 L 500 -30"))
        canvas.fill(shade, place(EYELETS))
        canvas.line(shade, 7 * size, place("M 30 -226 C 56 -166 120 -146 170 -192"))
        for x, y in ((200, -196), (226, -168), (256, -147), (290, -130)):
            canvas.line(sole, 8 * size, place(f"M {x - 8} {y + 22} L {x + 24} {y - 8}"))
    base = place(SOLE)
    canvas.fill(sole, base)
    with canvas.inside(base):
        canvas.fill(p.SAND, place("M -10 -20 C 120 -14 340 -10 500 -50 L 500 10 L -10 10"))
        canvas.line(p.LINEN, 4 * size, place("M -4 -52 C 140 -36 300 -28 480 -56"))


def window(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    """A white-framed window with two panes that looks out on hills."""
    canvas.fill(p.LINEN, box(x - 26, y - 20, width + 56, height + 52, 14))
    canvas.fill(p.SNOW, box(x - 28, y - 24, width + 56, height + 52, 14))
    glass = box(x, y, width, height, 8)
    canvas.fill(Fade(p.MIST, p.MIST_PALE, (0, y), (0, y + height)), glass)
    with canvas.inside(glass):
        canvas.fill(p.SNOW, ellipse(x + width * 0.72, y + height * 0.32, width * 0.12))
        foot = y + height
        for rises, colour in (
            ((0.3, 0.38, 0.32, 0.36), p.SAGE_SOFT),
            ((0.14, 0.19, 0.2, 0.16), p.SAGE),
        ):
            ridge = [
                (x + width * step / 3, foot - height * rise) for step, rise in enumerate(rises)
            ]
            canvas.fill(colour, [*smooth(ridge, closed=False), (x + width, foot), (x, foot)])
    canvas.fill(p.SNOW, box(x + width / 2 - 7, y, 14, height))
    canvas.fill(p.LINEN, box(x - 46, y + height + 24, width + 92, 22, 6))
    canvas.fill(p.NIGHT, box(x - 40, y + height + 46, width + 80, 8), alpha=0.06)


def roller_ridges(canvas: Canvas, ring: list[Point], step: Point, count: int, colour: str) -> None:
    """The raised rings of a foam roller: one half ring repeated along the roller."""
    for index in range(count):
        canvas.line(colour, 7, moved(ring, step[0] * index, step[1] * index), alpha=0.55)
