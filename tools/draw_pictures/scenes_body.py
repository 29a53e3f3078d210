"""Scenes with the body: hands on a calf, a stiff neck and a bandaged ankle."""

from . import palette as p
from .canvas import Canvas, Fade
from .landscape import backdrop, sun
from .props import rings, shoe
from .shapes import Outline, box, ellipse, smooth, stamp, trace, tube, turned

LEG = trace(
    "M -30 398 C 40 424 110 424 170 398 C 260 358 380 358 470 392 C 580 434 680 488 790 494"
    " C 850 496 880 482 920 472 C 962 464 986 488 980 526 C 972 570 978 606 998 634"
    " C 1014 660 1008 684 984 690 C 952 694 930 664 904 636 C 880 610 850 600 800 596"
    " C 640 606 420 642 200 644 L -30 644"
)


def hands_on_calf(canvas: Canvas) -> None:
    """Two hands rest on the calf of someone lying on a treatment couch."""
    backdrop(canvas, p.MIST_PALE, p.SNOW, 640)
    sun(canvas, 610, 330, 250)
    canvas.ground(Fade(p.LINEN, p.SAND, (0, 690), (0, 840)), 690)
    canvas.fill(Fade(p.BIRCH, p.BARK, (0, 730), (0, 800)), box(-40, 730, 880, 90))
    canvas.fill(Fade(p.SPRUCE, p.PINE, (0, 650), (0, 740)), box(-40, 646, 936, 92, 34))
    canvas.fill(Fade(p.SNOW, p.LINEN, (0, 630), (0, 690)), box(-40, 634, 910, 46, 16))
    canvas.fill(Fade(p.SAGE, p.FERN, (0, 590), (0, 660)), box(700, 582, 170, 64, 32))
    canvas.fill(p.SKIN_FAIR, LEG)
    with canvas.inside(LEG):
        shade = "M -30 560 C 200 590 480 560 700 552 C 800 550 860 570 960 690 L 960 720 L -30 720"
        canvas.fill(p.SKIN_FAIR_SHADE, trace(shade), alpha=0.6)
        canvas.line(p.SKIN_FAIR_SHADE, 4, trace("M 906 498 C 930 520 930 556 914 580"), alpha=0.8)
    for side in (1, -1):
        hand(canvas, 440, side)


PALM: Outline = [
    (96, 300),
    (152, 296),
    (176, 350),
    (180, 410),
    (168, 452),
    (104, 462),
    (44, 450),
    (40, 400),
]
FINGERS = (
    ((56, 420), (54, 486), (58, 528), 36),
    ((90, 424), (92, 500), (92, 552), 37),
    ((125, 420), (130, 500), (131, 550), 37),
    ((158, 408), (167, 474), (170, 518), 34),
)


def hand(canvas: Canvas, middle: float, side: int) -> None:
    """One arm and hand laid over the calf; side -1 mirrors it about the middle."""

    def place(outline: Outline) -> Outline:
        return [(middle + x * side, y) for x, y in outline]

    skin, shade = p.SKIN_BROWN, p.SKIN_BROWN_SHADE
    with canvas.inside(LEG):
        resting = [tube([(x, y), (u + 8, v + 12)], [46, 40]) for (x, y), _, (u, v), _ in FINGERS]
        canvas.fill(p.SKIN_FAIR_SHADE, *[place(finger) for finger in resting], alpha=0.9, blur=5)
    arm = tube([(262, -60), (212, 100), (152, 260), (112, 390)], [156, 142, 92, 110], ends=False)
    canvas.fill(skin, place(arm), place(smooth(PALM)))
    for start, bend, end, width in FINGERS:
        finger = place(tube([start, bend, end], [width + 2, width, width - 6]))
        canvas.fill(Fade(skin, shade, (0, 480), (0, 600)), finger)
    for x, y in ((73, 446), (110, 448), (147, 440)):
        canvas.line(shade, 3.5, place([(x, y), (x + 2, y + 66)]))
    canvas.fill(skin, place(trace("M 130 236 C 104 290 84 338 34 372 L 120 410")))
    thumb = tube([(112, 350), (58, 380), (6, 404)], [40, 50, 30])
    canvas.fill(skin, place(thumb))
    canvas.line(shade, 3.5, place(trace("M 84 396 C 62 408 44 416 16 419")))
    sleeve = place(tube([(270, -90), (236, 30)], [186, 178], ends=False))
    canvas.fill(Fade(p.SPRUCE, p.PINE, (0, 0), (0, 80)), sleeve)


FACE = (
    "M 132 -320 C 164 -294 176 -260 176 -230 C 176 -218 175 -212 178 -202 C 186 -180"
    " 200 -162 208 -146 C 214 -134 206 -126 190 -124 C 184 -122 183 -116 186 -110 C 194 -104"
    " 193 -96 187 -91 C 192 -86 192 -78 184 -73 C 176 -68 177 -60 180 -50 C 186 -30 176 -10"
    " 152 -4 C 124 2 100 4 82 16 C 72 50 76 90 110 140 L -80 160 C -60 80 -70 0 -70 -60 L -60 -300"
)
HAIR = (
    "M 140 -312 C 110 -372 20 -390 -40 -350 C -100 -312 -116 -230 -100 -160 C -94 -116"
    " -90 -84 -80 -56 C -72 -36 -52 -36 -40 -50 C -20 -70 -8 -90 4 -104 C 0 -140 10 -162"
    " 30 -168 C 60 -180 70 -220 90 -250 C 110 -270 132 -284 140 -312"
)
EAR = "M 2 -146 C 6 -184 58 -182 54 -144 C 52 -122 38 -116 34 -98 C 28 -80 4 -86 4 -108 L 2 -146"
STRANDS = (
    "M 120 -300 C 60 -340 0 -340 -60 -320",
    "M 92 -254 C 40 -290 -20 -310 -76 -296",
    "M 60 -206 C 20 -240 -40 -270 -96 -260",
)


def stiff_neck(canvas: Canvas) -> None:
    """Head and shoulders in profile, with soft rings at the nape and the temple."""
    backdrop(canvas, p.OAT, p.SNOW, 800)
    sun(canvas, 620, 360, 300, p.MIST_PALE)
    place = stamp(560, 480, 1.0, 5)
    canvas.fill(Fade(p.BARK, p.SKIN_BROWN_SHADE, (400, 60), (520, 200)), ellipse(488, 134, 60))
    canvas.fill(p.SKIN_TAN, place(FACE))
    with canvas.inside(place(FACE)):
        canvas.fill(
            p.SKIN_TAN_SHADE,
            place("M 90 12 C 50 18 14 -20 8 -110 L -80 -120 L -90 160 L 130 160"),
            alpha=0.55,
        )
    hair = place(HAIR)
    canvas.fill(Fade(p.BARK, p.SKIN_BROWN_SHADE, (500, 100), (560, 420)), hair)
    with canvas.inside(hair):
        for strand in STRANDS:
            canvas.line(p.SKIN_BROWN_SHADE, 4, place(strand), alpha=0.55)
    canvas.fill(p.SKIN_TAN, place(EAR))
    canvas.line(
        p.SKIN_TAN_SHADE, 4, place("M 14 -140 C 20 -166 44 -158 38 -138 C 34 -126 24 -122 22 -104")
    )
    shirt = trace(
        "M 150 820 C 166 716 250 664 380 634 C 430 620 456 604 476 576 C 540 622 600 624 660 594"
        " C 700 640 780 652 844 700 C 890 736 910 780 914 820"
    )
    canvas.fill(Fade(p.SPRUCE, p.PINE, (300, 600), (800, 820)), shirt)
    canvas.line(p.PINE, 7, trace("M 468 590 C 540 640 606 640 668 606"))
    rings(canvas, (486, 520), [32, 64, 98, 134], p.CLAY_DEEP)
    rings(canvas, (704, 252), [14, 30, 48], p.CLAY_DEEP)


FOOT = (
    "M 228 -220 C 230 60 290 260 312 380 C 326 460 300 520 284 580 C 268 640 280 694 330 702"
    " C 390 706 420 690 470 690 C 530 692 560 706 620 706 C 690 710 754 708 756 678"
    " C 756 652 720 642 676 628 C 600 600 540 560 504 500 C 474 450 474 400 478 320"
    " C 484 200 516 60 520 -220"
)
BANDAGE = (
    "M 294 326 C 306 400 318 450 304 510 C 298 534 292 548 287 562 C 350 580 392 640 392 704"
    " C 430 694 450 694 470 695 C 520 697 550 708 596 711 C 596 680 608 640 634 606"
    " C 580 582 536 546 510 498 C 482 450 480 400 484 324 C 420 340 350 340 294 326"
)
WRAPS = (
    "M 296 380 C 360 394 430 386 490 366",
    "M 300 436 C 370 446 440 434 496 408",
    "M 296 500 C 380 500 450 480 506 452",
    "M 280 560 C 380 550 470 580 540 712",
    "M 392 704 C 410 640 450 560 522 506",
    "M 470 700 C 480 640 520 580 570 560",
)


def bandaged_ankle(canvas: Canvas) -> None:
    """A bandaged foot on the floor, an empty running shoe waiting beside it."""
    backdrop(canvas, p.SAGE_PALE, p.SNOW, 600)
    sun(canvas, 830, 310, 210)
    canvas.ground(Fade(p.LINEN, p.SAND, (0, 600), (0, 840)), 600)
    canvas.shadow(462, 707, 196, 9, alpha=0.3)
    place = stamp(17, 127, 0.82)
    foot, bandage = place(FOOT), place(BANDAGE)
    canvas.fill(p.SKIN_TAN, foot)
    with canvas.inside(foot):
        shade = Fade(p.SKIN_TAN_SHADE, p.SKIN_TAN_SHADE, (220, 0), (370, 0), 0.6, 0)
        canvas.fill(shade, box(180, -60, 260, 780))
        canvas.line(p.SKIN_TAN_SHADE, 4, place("M 696 686 C 712 676 736 674 762 680"))
    canvas.fill(Fade(p.LINEN, p.OAT, (250, 470), (440, 520)), bandage)
    with canvas.inside(bandage):
        for wrap in WRAPS:
            canvas.line(p.SAND, 4.5, place(wrap))
    canvas.fill(p.CLAY, turned(box(344, 432, 50, 19, 4), -12, (369, 442)))
    shoe(canvas, (700, 724), 0.9, (p.CLAY, p.CLAY_DEEP, p.SNOW))
