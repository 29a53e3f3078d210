"""Scenes on the training floor: the kettlebell and the foam roller."""

from . import palette as p
from .canvas import Canvas, Fade
from .landscape import backdrop, sun
from .props import roller_ridges
from .shapes import arc, box, eased, ellipse, moved, stamp, trace, tube


def kettlebell_and_step(canvas: Canvas) -> None:
    """A kettlebell stands before a wooden step."""
    backdrop(canvas, p.MIST_PALE, p.SNOW, 560)
    sun(canvas, 730, 286, 226)
    canvas.ground(Fade(p.SAGE_SOFT, p.SAGE, (0, 560), (0, 820)), 560)
    canvas.fill(
        Fade(p.NIGHT, p.NIGHT, (1080, 0), (1240, 0), 0.25, 0),
        trace("M 1080 480 L 1240 640 L 1240 668 L 1080 668"),
        blur=3,
    )
    canvas.shadow(780, 664, 330, 9, alpha=0.3)
    canvas.fill(
        Fade(p.OAT, p.SAND, (500, 430), (1090, 490)),
        trace("M 520 420 L 1010 420 L 1092 484 L 448 484"),
    )
    canvas.fill(Fade(p.SAND, p.BIRCH, (440, 480), (1200, 700)), box(446, 482, 648, 182, 5))
    canvas.fill(p.LINEN, box(446, 482, 648, 9))
    canvas.fill(p.BARK, box(712, 544, 136, 34, 17))
    canvas.fill(p.NIGHT, box(712, 544, 136, 14, 7), alpha=0.3)
    for y, half in ((437, 232), (456, 252)):
        canvas.line(p.BIRCH, 4, [(767 - half, y), (767 + half, y)], alpha=0.6)
    kettlebell(canvas, 330, 716)


BELL = (
    "M -74 0 C -112 -6 -150 -54 -150 -112 C -150 -190 -84 -244 0 -244 C 84 -244 150 -190 150 -112"
    " C 150 -54 112 -6 74 0"
)


def kettlebell(canvas: Canvas, x: float, foot: float) -> None:
    """A kettlebell with clay bands where the handle meets the ball."""
    place = stamp(x, foot)
    canvas.fill(
        Fade(p.NIGHT, p.NIGHT, (x, 0), (x + 330, 0), 0.35, 0),
        place("M 40 0 L 120 -60 L 360 -14 L 330 10"),
        blur=5,
    )
    canvas.shadow(x + 6, foot, 98, 9, alpha=0.4)
    handle = tube(
        trace("-84 -190 -101 -280 -90 -356 -48 -388 48 -388 90 -356 101 -280 84 -190"), [44] * 8
    )
    handle = moved(handle, x, foot)
    canvas.fill(Fade(p.SPRUCE, p.NIGHT, (x - 110, 0), (x + 120, 0)), handle)
    with canvas.inside(handle):
        band = place("M -140 -300 L 140 -300 L 140 -262 L -140 -262")
        canvas.fill(Fade(p.CLAY, p.CLAY_DEEP, (x - 110, 0), (x + 120, 0)), band)
    body = place(BELL)
    canvas.fill(Fade(p.SPRUCE, p.NIGHT, (x - 100, foot - 230), (x + 110, foot)), body)
    with canvas.inside(body):
        canvas.fill(p.SAGE, ellipse(x - 66, foot - 170, 40, 26), alpha=0.28, blur=12)


def roller_on_mat(canvas: Canvas) -> None:
    """A foam roller lies on an unrolled mat."""
    backdrop(canvas, p.SAGE_PALE, p.SNOW, 520)
    sun(canvas, 400, 270, 206)
    canvas.ground(Fade(p.OAT, p.SAND, (0, 520), (0, 900)), 520)
    canvas.shadow(610, 742, 530, 9, alpha=0.18)
    canvas.fill(p.SLATE, eased(trace("M 190 582 L 990 582 L 1136 742 L 64 742"), 12))
    canvas.fill(
        Fade(p.MIST, p.HAZE, (200, 560), (900, 760)),
        eased(trace("M 190 570 L 990 570 L 1136 730 L 64 730"), 12),
    )
    canvas.fill(
        Fade(p.NIGHT, p.NIGHT, (0, 600), (0, 700), 0.3, 0.1),
        trace("M 330 668 L 850 668 L 980 684 L 960 700 L 360 700"),
        blur=7,
    )
    roller(canvas, 340, 846, 560, 116)


def roller(canvas: Canvas, left: float, right: float, axis: float, radius: float) -> None:
    """A hollow foam roller lying on its side, its right end turned to the viewer."""
    squash = radius * 0.38
    body = [*arc(left, axis, squash, radius, 90, 270), *arc(right, axis, squash, radius, 270, 450)]
    canvas.fill(Fade(p.CLAY_SOFT, p.CLAY_DEEP, (0, axis - radius), (0, axis + radius * 1.1)), body)
    with canvas.inside(body):
        ring = arc(left + 52, axis, squash, radius, 98, 262)
        roller_ridges(canvas, ring, (58, 0), 9, p.CLAY_DEEP)
        canvas.fill(
            p.SNOW, box(left - 60, axis - radius * 0.72, right - left + 60, 14, 7), alpha=0.18
        )
    canvas.fill(
        Fade(p.CLAY_PALE, p.CLAY_SOFT, (0, axis - radius), (0, axis + radius)),
        ellipse(right, axis, squash, radius),
    )
    hole = ellipse(right, axis, squash * 0.56, radius * 0.56)
    canvas.fill(p.PINE, hole)
    with canvas.inside(hole):
        canvas.fill(p.SPRUCE, ellipse(right + squash * 0.34, axis + 6, squash * 0.5, radius * 0.6))
