"""Square still lifes for the photo gallery: quiet corners and the park."""

import random

from . import palette as p
from .canvas import Canvas, Fade
from .landscape import backdrop, hill, road, sun, tree
from .props import plant, shoe, window
from .shapes import box, ellipse, stamp, trace, tube


def trainers_by_door(canvas: Canvas) -> None:
    """A pair of trainers waits on a rug by the door."""
    backdrop(canvas, p.OAT, p.SNOW, 860)
    canvas.fill(p.LINEN, box(84, 70, 488, 796))
    canvas.fill(p.SNOW, box(84, 64, 480, 797))
    canvas.fill(Fade(p.SPRUCE, p.PINE, (120, 0), (620, 0)), box(118, 98, 412, 766))
    for y, height in ((150, 280), (486, 322)):
        canvas.fill(p.NIGHT, box(178, y, 292, height, 6), alpha=0.3)
        canvas.fill(Fade(p.SPRUCE, p.PINE, (160, 0), (700, 0)), box(184, y + 6, 286, height - 6, 5))
    canvas.fill(p.SAND, ellipse(498, 470, 15))
    canvas.fill(p.NIGHT, box(118, 852, 412, 8), alpha=0.4)
    canvas.ground(Fade(p.SAND, p.BIRCH, (0, 860), (0, 1180)), 860)
    canvas.fill(Fade(p.SAND, p.BIRCH, (0, 236), (0, 280)), box(650, 236, 340, 34, 12))
    hung_towel(canvas)
    for x in (706, 820, 934):
        canvas.fill(p.BARK, box(x - 9, 256, 18, 34, 8))
    canvas.fill(p.CLAY_DEEP, ellipse(730, 968, 318, 62))
    canvas.fill(p.CLAY, ellipse(730, 962, 318, 62))
    canvas.line(p.CLAY_PALE, 4, ellipse(730, 962, 284, 52), alpha=0.7)
    shoe(canvas, (512, 946), 0.78, (p.HAZE, p.SLATE, p.OAT))
    shoe(canvas, (584, 988), 0.86, (p.MIST, p.SLATE, p.SNOW))


def hung_towel(canvas: Canvas) -> None:
    """A towel hanging from the first peg of the rail."""
    cloth = trace("M 700 282 C 682 380 662 500 664 620 Q 706 634 752 622 C 754 500 734 380 712 282")
    canvas.fill(Fade(p.SNOW, p.MIST, (664, 0), (800, 0)), cloth)
    with canvas.inside(cloth):
        canvas.line(p.HAZE, 4, trace("M 706 290 C 702 400 694 500 692 640"), alpha=0.6)
        canvas.line(p.HAZE, 4, trace("M 710 290 C 722 400 726 500 724 640"), alpha=0.6)
        canvas.line(p.CLAY, 7, trace("M 650 590 Q 706 604 760 592"))


def plant_on_sill(canvas: Canvas) -> None:
    """A plant in a clay pot on a window sill."""
    backdrop(canvas, p.SAGE_PALE, p.SNOW, 1080)
    window(canvas, 180, 110, 720, 660)
    canvas.fill(p.LINEN, box(66, 838, 948, 26, 4))
    canvas.fill(
        Fade(p.SNOW, p.OAT, (0, 790), (0, 850)), trace("M 116 786 L 964 786 L 1014 838 L 66 838")
    )
    canvas.fill(Fade(p.NIGHT, p.NIGHT, (0, 864), (0, 930), 0.1, 0), box(96, 864, 888, 70))
    canvas.fill(
        Fade(p.NIGHT, p.NIGHT, (640, 0), (900, 0), 0.22, 0),
        trace("M 600 806 L 900 800 L 860 830 L 600 826"),
        blur=5,
    )
    plant(canvas, 590, 822, 180)


def kettle_and_cups(canvas: Canvas) -> None:
    """A kettle and two cups on a wooden table."""
    backdrop(canvas, p.SAGE_PALE, p.SNOW, 760)
    sun(canvas, 460, 400, 300)
    canvas.ground(Fade(p.SAND, p.BIRCH, (0, 760), (0, 1180)), 760)
    canvas.shadow(430, 884, 240, 16, alpha=0.3)
    place = stamp(410, 884)
    canvas.fill(
        Fade(p.SPRUCE, p.PINE, (560, 0), (740, 0)),
        tube([(560, 790), (650, 720), (690, 610), (738, 560)], [110, 70, 44, 38], ends=False),
    )
    body = place(
        "M -150 0 C -214 -14 -236 -90 -226 -170 C -212 -290 -130 -366 0 -366"
        " C 130 -366 212 -290 226 -170 C 236 -90 214 -14 150 0"
    )
    canvas.fill(Fade(p.SPRUCE, p.PINE, (220, 560), (620, 880)), body)
    with canvas.inside(body):
        canvas.fill(p.SAGE, ellipse(286, 640, 40, 70), alpha=0.25, blur=16)
        canvas.fill(p.NIGHT, ellipse(410, 522, 110, 22), alpha=0.35)
    handle = trace("M 276 560 C 236 400 300 292 410 292 C 520 292 584 400 544 560")
    canvas.line(Fade(p.BIRCH, p.BARK, (260, 0), (600, 0)), 25, handle)
    canvas.fill(
        p.SPRUCE, place("M -100 -356 C -90 -386 90 -386 100 -356 C 60 -344 -60 -344 -100 -356")
    )
    canvas.fill(p.BARK, ellipse(410, 496, 24, 18))
    cup(canvas, 776, 936)
    cup(canvas, 946, 884)


def cup(canvas: Canvas, x: float, foot: float) -> None:
    """A handleless cup of tea with a thread of steam."""
    place = stamp(x, foot)
    canvas.shadow(x + 10, foot, 62, 9, alpha=0.35)
    body = place("M -80 -144 L 80 -144 C 80 -60 66 -4 36 0 L -36 0 C -66 -4 -80 -60 -80 -144")
    canvas.fill(Fade(p.SNOW, p.SAND, (x - 60, 0), (x + 150, 0)), body)
    canvas.fill(p.SNOW, ellipse(x, foot - 144, 80, 18))
    canvas.fill(Fade(p.CLAY, p.CLAY_DEEP, (x - 60, 0), (x + 60, 0)), ellipse(x, foot - 141, 70, 13))
    steam = tube(
        [(x - 4, foot - 186), (x - 20, foot - 224), (x + 14, foot - 264), (x - 2, foot - 312)],
        [2, 12, 10, 1],
    )
    canvas.fill(p.HAZE, steam, alpha=0.4, blur=2)


def autumn_path(canvas: Canvas) -> None:
    """A park path curves beneath autumn trees."""
    backdrop(canvas, p.MIST_PALE, p.SNOW, 560)
    sun(canvas, 590, 330, 110)
    hill(canvas, p.MIST, "-80 520 240 450 620 500 900 452 1160 490")
    hill(canvas, Fade(p.SAGE_SOFT, p.SAGE, (0, 560), (0, 1080)), "-80 590 300 556 800 552 1160 578")
    stops = (
        "420 1110 640 500 920 360 640 800 220 680 706 130"
        " 610 634 74 566 594 40 590 566 20 604 556 12"
    )
    road(canvas, Fade(p.OAT, p.LINEN, (0, 560), (0, 1080)), stops)
    for x, foot, height, light, dark in (
        (462, 588, 150, p.SAND, p.BIRCH),
        (742, 584, 140, p.CLAY_SOFT, p.CLAY),
        (340, 626, 262, p.CLAY_SOFT, p.CLAY),
        (836, 620, 240, p.SAND, p.BIRCH),
        (954, 690, 420, p.CLAY_SOFT, p.CLAY),
        (176, 744, 580, p.CLAY, p.CLAY_DEEP),
    ):
        tree(canvas, x, foot, height, light, dark)
    fallen_leaves(canvas)


def fallen_leaves(canvas: Canvas) -> None:
    """Leaves scattered on the grass and the path, larger towards the viewer."""
    chance = random.Random(11)  # noqa: S311 -- scattered leaves, not secrets
    for _ in range(64):
        x, y = chance.uniform(10, 1070), chance.uniform(640, 1070)
        size = 5 + (y - 640) / 32
        colour = chance.choice((p.CLAY, p.CLAY_DEEP, p.CLAY_SOFT, p.BIRCH))
        place = stamp(x, y, size / 10, chance.uniform(-40, 40))
        canvas.fill(colour, place("M -12 0 Q 0 -9 14 0 Q 0 7 -12 0"))
