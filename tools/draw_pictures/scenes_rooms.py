"""Scenes indoors: the bedroom, the desk and the first appointment."""

from . import palette as p
from .canvas import Canvas, Fade
from .landscape import backdrop, hill, sun
from .props import plant
from .shapes import Outline, box, eased, ellipse, stamp, trace

STARS = (
    (200, 150, 3),
    (262, 246, 2.5),
    (300, 126, 2.5),
    (226, 330, 2),
    (508, 330, 2.5),
    (500, 130, 2),
)


def moonlit_bed(canvas: Canvas) -> None:
    """A bed stands by a window with a full moon."""
    backdrop(canvas, p.PINE, p.SPRUCE, 640)
    canvas.ground(Fade(p.NIGHT, p.PINE, (0, 630), (0, 900)), 630)
    canvas.fill(p.SAGE, box(116, 66, 428, 428, 20))
    glass = box(138, 88, 384, 384, 10)
    canvas.fill(Fade(p.NIGHT, p.SLATE, (0, 90), (0, 500)), glass)
    with canvas.inside(glass):
        sun(canvas, 408, 214, 66, Fade(p.SNOW, p.OAT, (340, 150), (460, 270)))
        for x, y, radius in STARS:
            canvas.fill(p.SNOW, ellipse(x, y, radius), alpha=0.9)
        hill(canvas, p.SPRUCE, "80 420 240 372 420 420 600 384")
        hill(canvas, p.PINE, "80 470 260 424 420 436 600 460")
    canvas.fill(p.SAGE, box(324, 88, 12, 384), box(138, 284, 384, 10))
    canvas.fill(p.SAGE_SOFT, box(92, 486, 476, 22, 8))
    beam = Fade(p.MIST, p.MIST, (300, 630), (700, 800), 0.22, 0.02)
    canvas.fill(beam, trace("M 190 630 L 330 630 L 560 820 L 370 820"), blur=2)
    canvas.fill(beam, trace("M 348 630 L 488 630 L 800 820 L 600 820"), blur=2)
    bed(canvas)


DUVET = trace(
    "M 446 656 C 434 586 440 520 492 494 C 560 466 680 480 770 474 C 850 468 920 462 962 480"
    " C 1000 498 1004 580 990 656 C 900 668 560 670 446 656"
)
PILLOW = trace(
    "M 940 542 C 912 500 938 440 990 428 C 1050 416 1110 420 1134 440 C 1142 470 1142 520 1134 546"
)


def bed(canvas: Canvas) -> None:
    """A low wooden bed seen from the side, made up with pillow and duvet."""
    canvas.shadow(800, 716, 390, 12, alpha=0.5)
    for x in (480, 1122):
        canvas.fill(
            p.BARK, eased(trace(f"M {x} 660 L {x + 32} 660 L {x + 26} 718 L {x + 6} 718"), 5)
        )
    canvas.fill(Fade(p.BIRCH, p.BARK, (0, 634), (0, 690)), box(452, 636, 714, 50, 12))
    canvas.fill(Fade(p.OAT, p.SAND, (0, 540), (0, 660)), box(468, 536, 676, 106, 28))
    canvas.fill(Fade(p.SNOW, p.LINEN, (960, 430), (1100, 560)), PILLOW)
    canvas.fill(Fade(p.BIRCH, p.BARK, (0, 330), (0, 700)), box(1128, 336, 38, 350, 16))
    canvas.line(p.LINEN, 4, trace("M 1118 520 C 1090 508 1062 498 1034 504"))
    canvas.fill(Fade(p.MIST, p.HAZE, (480, 480), (700, 690)), DUVET)
    with canvas.inside(DUVET):
        canvas.fill(p.MIST_PALE, trace("M 884 440 C 922 510 926 600 900 690 L 1040 690 L 1040 440"))
        canvas.line(p.HAZE, 5, trace("M 884 440 C 922 510 926 600 900 690"), alpha=0.6)
        for fold in (
            "M 560 486 C 600 540 590 610 540 670 L 600 670 C 640 600 630 540 560 486",
            "M 730 478 C 776 540 770 610 720 670 L 770 670 C 810 600 800 530 730 478",
        ):
            canvas.fill(p.SLATE, trace(fold), alpha=0.16)


def desk_and_chair(canvas: Canvas) -> None:
    """A desk with a screen, a chair pushed in, and a tall plant."""
    backdrop(canvas, p.SAGE_PALE, p.SNOW, 640)
    canvas.ground(Fade(p.LINEN, p.SAND, (0, 640), (0, 900)), 640)
    sun(canvas, 590, 250, 210)
    canvas.shadow(540, 694, 380, 10, alpha=0.16)
    for x in (196, 852):
        canvas.fill(p.BARK, trace(f"M {x} 440 L {x + 24} 440 L {x + 16} 694 L {x + 6} 694"))
    canvas.fill(p.SLATE, box(632, 404, 32, 32), box(582, 430, 132, 11, 5))
    canvas.fill(p.NIGHT, box(482, 196, 332, 212, 14))
    canvas.fill(Fade(p.MIST, p.MIST_PALE, (496, 200), (800, 390)), box(494, 208, 308, 188, 6))
    canvas.fill(p.SNOW, trace("M 660 208 L 740 208 L 640 396 L 560 396"), alpha=0.22)
    canvas.fill(p.CLAY, box(240, 388, 44, 52, 9))
    canvas.line(p.CLAY, 8, trace("M 240 402 C 216 398 216 428 240 424"))
    canvas.fill(Fade(p.SAND, p.BIRCH, (0, 466), (0, 530)), box(690, 460, 170, 66, 6))
    canvas.fill(p.BARK, box(752, 488, 46, 8, 4))
    canvas.fill(Fade(p.BIRCH, p.BARK, (0, 440), (0, 500)), box(160, 440, 744, 26, 8))
    chair(canvas, 410, 738)
    plant(canvas, 1030, 728, 114)


def chair(canvas: Canvas, x: float, foot: float) -> None:
    """An office chair seen from behind."""
    canvas.shadow(x + 10, foot, 150, 11)
    canvas.fill(p.NIGHT, box(x - 9, foot - 160, 18, 130))
    for end, drop in ((-128, 12), (-50, 4), (50, 4), (128, 12)):
        canvas.line(p.NIGHT, 13, [(x, foot - 44), (x + end, foot - 26 + drop)])
        canvas.fill(p.NIGHT, ellipse(x + end, foot - 16 + drop, 11))
    canvas.fill(p.PINE, box(x - 130, foot - 206, 260, 52, 26))
    canvas.fill(p.NIGHT, box(x - 15, foot - 250, 30, 76))
    back = stamp(x, foot)(
        "M -78 -446 C -30 -458 30 -458 78 -446 C 110 -438 122 -300 112 -254"
        " C 104 -228 -104 -228 -112 -254 C -122 -300 -110 -438 -78 -446"
    )
    canvas.fill(Fade(p.SPRUCE, p.PINE, (x - 100, foot - 440), (x + 120, foot - 240)), back)


def two_chairs(canvas: Canvas) -> None:
    """Two armchairs face each other over a small table with a clipboard."""
    backdrop(canvas, p.OAT, p.SNOW, 600)
    canvas.ground(Fade(p.SAGE_SOFT, p.SAGE, (0, 610), (0, 820)), 610)
    sun(canvas, 600, 300, 220)
    canvas.line(p.BARK, 4, [(600, -10), (600, 120)])
    canvas.fill(
        Fade(p.CLAY, p.CLAY_DEEP, (520, 0), (740, 0)),
        trace("M 494 214 C 500 150 550 112 600 112 C 650 112 700 150 706 214"),
    )
    canvas.fill(p.OAT, ellipse(600, 214, 106, 9))
    canvas.fill(p.SAGE_PALE, ellipse(600, 716, 560, 66))
    for side in (1, -1):
        armchair(canvas, side)
    canvas.shadow(606, 726, 96, 9)
    for x in (-1, 1):
        canvas.line(p.BARK, 13, [(600 + x * 40, 560), (600 + x * 72, 722)])
    canvas.fill(p.BARK, ellipse(600, 564, 150, 40))
    canvas.fill(Fade(p.SAND, p.BIRCH, (460, 0), (800, 0)), ellipse(600, 553, 150, 40))
    canvas.fill(p.CLAY, eased(trace("M 552 530 L 668 534 L 658 576 L 520 570"), 6))
    canvas.fill(p.SNOW, trace("M 560 536 L 658 539 L 649 570 L 532 565"))
    canvas.fill(p.NIGHT, eased(trace("M 590 527 L 632 528 L 630 541 L 587 540"), 4))
    for y in (546, 553, 560):
        canvas.line(p.MIST, 2.5, [(562 - (y - 546) * 0.7, y), (640 - (y - 546) * 0.4, y + 2)])


SHELL = (
    "M 152 304 C 178 304 190 314 195 334 L 236 528 L 384 528 C 424 530 424 606 384 612 L 200 618"
    " C 172 618 164 602 158 576 L 112 364 C 104 330 122 304 152 304"
)


def armchair(canvas: Canvas, side: int) -> None:
    """An easy chair with wooden legs in profile; side -1 mirrors it."""

    def place(drawing: str) -> Outline:
        return [(600 + (x - 600) * side, y) for x, y in trace(drawing)]

    canvas.shadow(600 - 318 * side + 8, 726, 160, 10)
    for leg in ("M 178 600 L 148 722", "M 372 600 L 392 722"):
        canvas.line(p.BARK, 15, place(leg))
    canvas.fill(Fade(p.SPRUCE, p.PINE, (0, 320), (0, 640)), place(SHELL))
    cushion = (
        "M 226 508 C 300 500 370 502 398 508 C 424 516 424 556 398 562 C 340 570 270 570 240 562"
    )
    canvas.fill(p.FERN, place(cushion))
    canvas.line(p.BARK, 14, place("M 172 470 C 236 452 320 452 380 462"))
    canvas.line(p.BARK, 14, place("M 366 462 L 376 604"))
