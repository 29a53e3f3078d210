"""Scenes with needles: the forearm, and muscle beside meridian."""

from . import palette as p
from .canvas import Canvas, Fade
from .landscape import backdrop, sun
from .props import needle, rings
from .shapes import Outline, box, ellipse, moved, smooth, trace, tube

FOREARM = trace(
    "M -30 330 C 120 318 260 352 400 386 C 540 418 680 456 790 466 C 850 470 892 466 930 484"
    " C 966 502 990 540 980 580 C 930 604 850 606 780 602 C 640 598 420 632 -30 628"
)
UNDERSIDE = trace(
    "M -30 520 C 200 560 420 560 600 540 C 720 528 800 548 860 562 L 1000 600 L 1000 660 L -30 660"
)
SLEEVE = trace("M -30 312 L 108 306 Q 128 306 130 330 L 142 604 Q 144 632 118 632 L -30 632")
SHEET = trace("M -20 608 L 1220 608 L 1220 654 L -20 654")


def needles_in_forearm(canvas: Canvas) -> None:
    """A forearm rests on a couch; two fine needles stand in it, rings about one point."""
    backdrop(canvas, p.SAGE_PALE, p.SNOW, 640)
    sun(canvas, 500, 330, 236)
    canvas.fill(Fade(p.SPRUCE, p.PINE, (0, 650), (0, 740)), box(-40, 640, 1280, 96))
    canvas.fill(Fade(p.BIRCH, p.BARK, (0, 736), (0, 800)), box(-40, 732, 1280, 100))
    canvas.fill(Fade(p.OAT, p.LINEN, (0, 610), (0, 664)), SHEET)
    canvas.shadow(600, 614, 500, 7, alpha=0.32, blur=6)
    forearm(canvas)
    rings(canvas, (470, 424), [34, 64, 96, 130], p.CLAY_DEEP)
    for x, y, lean in ((470, 424, -7), (650, 460, 9)):
        canvas.fill(p.SKIN_TAN_SHADE, ellipse(x, y + 2, 9, 5))
        needle(canvas, (x, y), lean, 290)


def forearm(canvas: Canvas) -> None:
    """The forearm and resting hand, from the left edge, palm down."""
    skin, shade = p.SKIN_TAN, p.SKIN_TAN_SHADE
    canvas.fill(shade, tube([(930, 520), (1024, 550), (1098, 596)], [54, 42, 28]))
    canvas.fill(skin, FOREARM)
    with canvas.inside(FOREARM):
        canvas.fill(shade, UNDERSIDE, alpha=0.7)
    canvas.fill(shade, trace("M 900 540 C 960 548 1020 576 1060 606 L 940 608"))
    canvas.fill(skin, tube([(906, 522), (996, 546), (1066, 598)], [62, 48, 28]))
    canvas.fill(skin, tube([(760, 528), (846, 562), (914, 586), (988, 600)], [10, 46, 46, 26]))
    canvas.line(shade, 3.5, trace("M 872 544 C 904 550 940 560 970 576"))
    canvas.fill(Fade(p.SPRUCE, p.PINE, (0, 300), (0, 640)), SLEEVE)
    canvas.line(p.PINE, 5, trace("M 96 316 C 104 420 108 540 108 626"))


SKIN_TOP: Outline = [
    (-20, 470),
    (160, 414),
    (360, 400),
    (600, 436),
    (820, 462),
    (1010, 436),
    (1220, 372),
]


def layers_and_points(canvas: Canvas) -> None:
    """Two needles: one reaches a knot in the muscle, one stands on a dotted meridian line."""
    backdrop(canvas, p.MIST_PALE, p.SNOW, 420)
    sun(canvas, 600, 236, 180)
    surface = smooth(SKIN_TOP, closed=False)
    floor: Outline = [(1220, 820), (-20, 820)]
    canvas.fill(p.CLAY_PALE, surface + floor)
    canvas.fill(p.LINEN, moved(surface, 0, 50) + floor)
    muscle = moved(surface, 0, 96) + floor
    canvas.fill(Fade(p.CLAY_SOFT, p.CLAY, (0, 500), (0, 800)), muscle)
    with canvas.inside(muscle):
        for step in range(1, 10):
            canvas.line(p.CLAY_DEEP, 3, moved(surface, 0, 96 + step * 34), alpha=0.3)
        knot = trace(
            "M 268 606 C 276 570 330 558 380 566 C 430 574 450 604 434 632"
            " C 416 662 350 666 312 656 C 280 648 262 632 268 606"
        )
        canvas.fill(p.CLAY_DEEP, knot, alpha=0.9)
        rings(canvas, (352, 612), [112, 148, 184], p.SNOW)
    needle(canvas, (352, 612), -5, 430)
    dots = moved(surface, 0, 24)[57:104:5]
    for x, y in dots:
        canvas.fill(p.PINE, ellipse(x, y, 9))
    needle(canvas, dots[4], 7, 350)
