"""Scenes of the two neighbourhoods: abstract streets, no portraits of real buildings."""

import random

from . import palette as p
from .canvas import Canvas, Fade
from .landscape import backdrop, hill, road, sun, tree
from .shapes import box, ellipse, smooth, stamp, trace


def high_street(canvas: Canvas) -> None:
    """A quiet row of brick shopfronts with awnings and a street tree."""
    backdrop(canvas, p.MIST, p.SNOW, 420)
    sun(canvas, 860, 150, 76)
    houses = (
        (-70, 250, 226, p.CLAY, p.SLATE, p.LINEN),
        (180, 270, 160, p.CLAY_SOFT, p.PINE, p.SNOW),
        (450, 280, 212, p.CLAY, p.FERN, p.CLAY_PALE),
        (730, 270, 182, p.CLAY_SOFT, p.SPRUCE, p.SNOW),
        (1000, 270, 230, p.CLAY, p.NIGHT, p.LINEN),
    )
    for left, width, top, brick, paint, awning in houses:
        upper_floors(canvas, left, width, top, brick)
        shopfront(canvas, left, width, paint, awning)
    canvas.ground(Fade(p.OAT, p.LINEN, (0, 650), (0, 720)), 650)
    canvas.ground(p.SAND, 716)
    canvas.ground(Fade(p.HAZE, p.SLATE, (0, 728), (0, 900)), 728)
    tree(canvas, 729, 700, 450, p.SAGE, p.SPRUCE)
    street_lamp(canvas, 168, 700)


def upper_floors(canvas: Canvas, left: float, width: float, top: float, brick: str) -> None:
    """The brick wall above a shop, with a parapet, a chimney and sash windows."""
    canvas.fill(p.CLAY_DEEP, box(left + width * 0.7, top - 52, 46, 60))
    canvas.fill(
        p.CLAY,
        box(left + width * 0.7 + 6, top - 68, 12, 18),
        box(left + width * 0.7 + 28, top - 68, 12, 18),
    )
    canvas.fill(Fade(brick, p.CLAY_DEEP, (0, top), (0, 1100)), box(left, top, width, 660 - top))
    chance = random.Random(int(left))  # noqa: S311 -- a scatter of bricks, not secrets
    for _ in range(26):
        x, y = chance.uniform(left, left + width - 24), top + 26 + 12 * chance.randrange(18)
        canvas.fill(p.CLAY_DEEP, box(x, y, 22, 7), alpha=0.2)
    canvas.fill(p.OAT, box(left - 3, top - 4, width + 6, 16, 2))
    canvas.fill(p.NIGHT, box(left, top + 12, width, 7), alpha=0.14)
    for x in (left + width * 0.27, left + width * 0.73):
        for y, height in ((top + 40, 78), (top + 146, 84)):
            if y + height < 446:
                sash(canvas, x - 30, y, 60, height)


def sash(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    """A sash window with a pale frame and sill."""
    canvas.fill(p.SNOW, box(x - 6, y - 6, width + 12, height + 10, 3))
    canvas.fill(Fade(p.SLATE, p.HAZE, (x, y), (x + width, y + height)), box(x, y, width, height))
    canvas.fill(p.SNOW, box(x, y + height / 2 - 3, width, 6), box(x + width / 2 - 2, y, 4, height))
    canvas.fill(p.OAT, box(x - 11, y + height + 2, width + 22, 8, 2))


def shopfront(canvas: Canvas, left: float, width: float, paint: str, cloth: str) -> None:
    """A painted shopfront without lettering: door, window, striped awning."""
    canvas.fill(paint, box(left + 6, 462, width - 12, 192))
    canvas.fill(p.SNOW, box(left, 456, width, 9, 2))
    glass = box(left + 24, 500, width - 124, 112, 3)
    canvas.fill(Fade(p.MIST_PALE, p.HAZE, (left, 500), (left + width, 640)), glass)
    with canvas.inside(glass):
        canvas.fill(
            p.SNOW,
            trace(f"M {left + 70} 490 L {left + 112} 490 L {left + 50} 620 L {left + 8} 620"),
            alpha=0.3,
        )
    canvas.fill(p.NIGHT, box(left + 24, 612, width - 124, 6), alpha=0.25)
    canvas.fill(p.MIST, box(left + width - 84, 504, 56, 100, 3))
    canvas.fill(p.NIGHT, box(left + width - 88, 500, 64, 154, 3), alpha=0.25)
    canvas.fill(p.SAND, ellipse(left + width - 36, 590, 4))
    edge = left + width - 96
    canvas.fill(p.NIGHT, box(left + 24, 524, width - 124, 10), alpha=0.2)
    canvas.fill(cloth, trace(f"M {left + 22} 476 L {edge} 476 L {edge + 8} 526 L {left + 10} 526"))
    step = (width - 118) / 8
    for index in range(1, 8, 2):
        x, low = left + 22 + step * index, left + 10 + (step + 2.5) * index
        canvas.fill(
            paint,
            trace(f"M {x} 476 L {x + step} 476 L {low + step + 2.5} 526 L {low} 526"),
            alpha=0.55,
        )


def street_lamp(canvas: Canvas, x: float, foot: float) -> None:
    """A plain street lamp."""
    place = stamp(x, foot)
    canvas.shadow(x + 6, foot, 26, 5)
    canvas.fill(p.NIGHT, box(x - 4, foot - 330, 8, 330, 3), box(x - 11, foot - 34, 22, 36, 4))
    canvas.fill(p.SNOW, place("M -16 -376 L 16 -376 L 9 -330 L -9 -330"))
    canvas.fill(p.NIGHT, place("M -21 -374 L 0 -396 L 21 -374"))


def village_common(canvas: Canvas) -> None:
    """Village houses by a common with trees and a pond."""
    backdrop(canvas, p.MIST, p.SNOW, 420)
    sun(canvas, 800, 176, 82)
    hill(canvas, p.MIST, "-80 380 200 336 560 376 900 330 1280 372")
    for x, foot, height in ((40, 470, 230), (300, 470, 250), (566, 466, 200)):
        tree(canvas, x, foot, height, p.SAGE, p.FERN)
    hill(canvas, p.SAGE_SOFT, "-80 440 300 430 800 420 1280 432")
    for left, width, height, wall, roof in (
        (62, 150, 96, p.SNOW, p.CLAY_DEEP),
        (206, 124, 130, p.CLAY_SOFT, p.SLATE),
        (324, 166, 100, p.OAT, p.CLAY),
        (486, 120, 118, p.SNOW, p.SLATE),
    ):
        cottage(canvas, left, width, height, (wall, roof))
    hill(canvas, Fade(p.SAGE, p.FERN, (0, 460), (0, 900)), "-80 488 300 476 800 470 1280 484")
    stops = "90 830 420 150 700 200 300 620 110 430 570 66 470 534 40 440 508 26 452 478 16"
    road(canvas, Fade(p.OAT, p.LINEN, (0, 480), (0, 800)), stops)
    for x, foot, height in ((740, 500, 150), (838, 492, 116)):
        tree(canvas, x, foot, height, p.FERN, p.SPRUCE)
    pond(canvas)
    tree(canvas, 1050, 574, 440, p.FERN, p.PINE)


def cottage(
    canvas: Canvas, left: float, width: float, height: float, colours: tuple[str, str]
) -> None:
    """A small village house standing at the far edge of the common."""
    wall, roof = colours
    top = 484 - height
    canvas.fill(p.CLAY, box(left + width * 0.68, top - 82, 22, 60))
    canvas.fill(Fade(wall, p.SAND, (left, 0), (left + width * 3, 0)), box(left, top, width, height))
    canvas.fill(
        roof,
        [
            (left - 10, top + 4),
            (left + 22, top - 58),
            (left + width - 22, top - 58),
            (left + width + 10, top + 4),
        ],
    )
    canvas.fill(p.NIGHT, box(left, top + 4, width, 6), alpha=0.15)
    for share in (0.24, 0.76):
        x = left + width * share - 13
        for y in range(int(top) + 20, 440, 46):
            canvas.fill(p.SLATE, box(x, y, 26, 28, 2))
            canvas.fill(p.SNOW, box(x + 12, y, 2.5, 28), box(x, y + 13, 26, 2.5))
    canvas.fill(p.PINE, box(left + width / 2 - 11, 438, 22, 46, 3))


def pond(canvas: Canvas) -> None:
    """A still pond with reeds, light on its far bank."""
    shore = "430 640 560 590 760 578 960 600 1090 650 1040 714 840 738 620 730 470 696"
    canvas.fill(p.SAGE_SOFT, smooth(trace(shore)))
    water = smooth([(x * 0.975 + 19, y * 0.93 + 48) for x, y in trace(shore)])
    canvas.fill(Fade(p.MIST_PALE, p.HAZE, (0, 590), (0, 740)), water)
    with canvas.inside(water):
        canvas.fill(p.SPRUCE, ellipse(1010, 620, 110, 64), alpha=0.22, blur=5)
        for x, y, half in ((640, 650, 60), (780, 684, 84), (700, 704, 44), (860, 640, 36)):
            canvas.line(p.SNOW, 4, [(x - half, y), (x + half, y)], alpha=0.7)
    for x, y, lean, height in (
        (500, 706, -10, 84),
        (516, 712, 2, 104),
        (530, 714, 14, 78),
        (484, 700, -22, 60),
    ):
        canvas.line(
            p.SPRUCE, 4.5, trace(f"M {x} {y} Q {x} {y - height / 2} {x + lean} {y - height}")
        )
