"""Square still lifes for the photo gallery: the treatment room."""

from . import palette as p
from .canvas import Canvas, Fade
from .landscape import backdrop, sun
from .props import leaf, roller_ridges, window
from .shapes import arc, box, eased, ellipse, stamp, trace


def towels(canvas: Canvas) -> None:
    """Folded towels on a wooden stool with a sprig of eucalyptus."""
    backdrop(canvas, p.SAGE_PALE, p.SNOW, 840)
    sun(canvas, 560, 410, 300)
    canvas.ground(Fade(p.LINEN, p.SAND, (0, 850), (0, 1080)), 850)
    canvas.shadow(560, 984, 250, 12)
    for x, lean in ((330, -28), (750, 28)):
        leg = trace(f"M {x - 17} 706 L {x + 17} 706 L {x + lean + 12} 984 L {x + lean - 12} 984")
        canvas.fill(p.BARK, leg)
    canvas.fill(p.BARK, box(318, 862, 444, 18, 8))
    canvas.fill(Fade(p.SAND, p.BIRCH, (0, 670), (0, 720)), box(240, 670, 600, 44, 18))
    stack = (
        (282, 516, p.HAZE, p.SLATE),
        (298, 484, p.SNOW, p.LINEN),
        (290, 500, p.SAGE, p.FERN),
        (312, 456, p.CLAY_SOFT, p.CLAY),
    )
    for level, (left, width, main, crease) in enumerate(stack):
        towel(canvas, left, 670 - level * 92, width, (main, crease))
    sprig(canvas)


def towel(canvas: Canvas, left: float, foot: float, width: float, colours: tuple[str, str]) -> None:
    """A folded towel 94 high seen from the side: rounded folds left, open ends right."""
    main, crease = colours
    outline = trace(
        f"M {left + 40} {foot - 94} L {left + width - 14} {foot - 94} Q {left + width} {foot - 94}"
        f" {left + width} {foot - 80} L {left + width} {foot - 14} Q {left + width} {foot}"
        f" {left + width - 14} {foot} L {left + 40} {foot} C {left - 14} {foot} {left - 14}"
        f" {foot - 94} {left + 40} {foot - 94}"
    )
    canvas.fill(Fade(main, crease, (0, foot - 80), (0, foot + 70)), outline)
    with canvas.inside(outline):
        for y in (foot - 63, foot - 31):
            fold = trace(
                f"M {left + 46} {y} C {left + 180} {y + 3} {left + 320} {y - 3} {left + width} {y}"
            )
            canvas.line(crease, 4.5, fold)
        canvas.line(crease, 4.5, arc(left + 46, foot - 47, 16, 16, 90, 270))


def sprig(canvas: Canvas) -> None:
    """A sprig of eucalyptus lying on the top towel."""
    stem = trace("M 380 292 C 480 286 580 262 716 196")
    canvas.line(p.SPRUCE, 6, stem)
    for index, size in ((6, 54), (13, 62), (20, 66), (26, 64), (32, 58), (37, 48)):
        x, y = stem[index]
        for side, colour in ((-1, p.FERN), (1, p.SPRUCE)):
            tip = (x + size * 0.62 + 6 * side, y + side * size * (0.86 if side < 0 else 0.5))
            leaf(canvas, (x, y), tip, size * 0.5, colour, p.SAGE)
    leaf(canvas, stem[-1], (stem[-1][0] + 62, stem[-1][1] - 30), 24, p.FERN, p.SAGE)


def treatment_table(canvas: Canvas) -> None:
    """A treatment couch beneath a window."""
    backdrop(canvas, p.OAT, p.SNOW, 840)
    canvas.ground(Fade(p.SAND, p.BIRCH, (0, 840), (0, 1180)), 840)
    window(canvas, 310, 110, 460, 400)
    canvas.shadow(560, 968, 400, 13)
    for x, lean in ((236, -22), (816, 22)):
        leg = trace(f"M {x - 18} 780 L {x + 18} 780 L {x + lean + 14} 968 L {x + lean - 14} 968")
        canvas.fill(p.BARK, leg)
    canvas.fill(p.BARK, box(222, 884, 608, 14, 7))
    canvas.fill(p.BARK, trace("M 850 756 L 944 742 L 944 756 L 850 776"))
    canvas.fill(Fade(p.SPRUCE, p.PINE, (0, 690), (0, 760)), box(908, 692, 116, 54, 27))
    canvas.fill(Fade(p.BIRCH, p.BARK, (0, 740), (0, 800)), box(160, 752, 730, 36, 10))
    canvas.fill(Fade(p.SPRUCE, p.PINE, (0, 680), (0, 770)), box(140, 684, 760, 78, 30))
    blanket = trace(
        "M 246 690 Q 246 674 264 674 L 556 674 Q 576 674 578 690 L 590 838 Q 420 852 238 838"
    )
    canvas.fill(Fade(p.SNOW, p.LINEN, (0, 670), (0, 860)), blanket)
    canvas.line(p.CLAY, 8, trace("M 241 798 Q 420 812 587 798"))
    rolled_towel(canvas, 650, 684)


def rolled_towel(canvas: Canvas, left: float, foot: float) -> None:
    """A rolled towel lying on the couch, its spiral end to the left."""
    canvas.fill(
        Fade(p.SAGE_SOFT, p.FERN, (0, foot - 76), (0, foot + 30)), box(left, foot - 76, 176, 76, 38)
    )
    canvas.fill(p.SAGE_SOFT, ellipse(left + 38, foot - 38, 38))
    for radius, start in ((29, 20), (19, 60), (9, 120)):
        canvas.line(p.FERN, 4, arc(left + 38, foot - 38, radius, radius, start, start + 290))


def needle_jar(canvas: Canvas) -> None:
    """A glass jar of needles, each in its sealed pack."""
    backdrop(canvas, p.MIST_PALE, p.SNOW, 820)
    sun(canvas, 540, 430, 330)
    canvas.ground(Fade(p.SAND, p.BIRCH, (0, 820), (0, 1180)), 820)
    cast = Fade(p.NIGHT, p.NIGHT, (740, 0), (1040, 0), 0.25, 0)
    canvas.fill(cast, trace("M 700 860 L 1060 880 L 1010 930 L 620 920"), blur=8)
    canvas.shadow(550, 918, 210, 10, alpha=0.35)
    place = stamp(540, 920)
    glass = place(
        "M -182 -580 C -218 -566 -226 -540 -226 -510 L -226 -46 Q -226 0 -180 0 L 180 0"
        " Q 226 0 226 -46 L 226 -510 C 226 -540 218 -566 182 -580"
    )
    canvas.fill(p.MIST, glass, alpha=0.5)
    with canvas.inside(glass):
        back = ((-196, -6), (-112, -2), (-28, 3), (56, -3), (128, 7))
        front = ((-156, 3), (-70, -4), (18, 4), (102, -2))
        for row, rise in ((back, 476), (front, 420)):
            for x, turn in row:
                sealed_pack(canvas, 540 + x, 906 - rise, turn)
        canvas.fill(
            p.SNOW,
            place("M -206 -520 Q -206 -540 -192 -540 L -186 -540 L -186 -40 L -206 -60"),
            alpha=0.55,
        )
        canvas.fill(p.SLATE, place("M 176 -600 L 240 -600 L 240 0 L 176 0"), alpha=0.16)
    canvas.line(p.HAZE, 6, glass + glass[:1])
    canvas.fill(Fade(p.BIRCH, p.BARK, (350, 0), (860, 0)), box(338, 270, 404, 76, 14))
    canvas.fill(p.BARK, box(338, 326, 404, 20, 8))
    canvas.fill(Fade(p.BIRCH, p.BARK, (500, 0), (620, 0)), box(500, 226, 80, 52, 24))


def sealed_pack(canvas: Canvas, x: float, y: float, turn: float) -> None:
    """One paper-backed pack, 80 by 520, with a needle inside."""
    place = stamp(x, y, 1, turn)
    paper = place("M 0 0 L 80 0 L 80 520 L 0 520")
    canvas.fill(p.SNOW, paper)
    canvas.line(p.SAND, 2.5, [*paper, paper[0]])
    canvas.fill(p.MIST_PALE, eased(place("M 13 54 L 67 54 L 67 500 L 13 500"), 20))
    canvas.line(p.SLATE, 4, place("M 40 190 L 40 420"))
    canvas.line(p.CLAY, 10, place("M 40 84 L 40 190"))
    canvas.fill(p.SAGE, place("M 0 0 L 80 0 L 80 32 L 0 32"))


def roller_and_ball(canvas: Canvas) -> None:
    """A foam roller stands beside a massage ball."""
    backdrop(canvas, p.CLAY_PALE, p.SNOW, 800)
    sun(canvas, 610, 410, 320)
    canvas.ground(Fade(p.SAGE_SOFT, p.SAGE, (0, 800), (0, 1080)), 800)
    cast = Fade(p.NIGHT, p.NIGHT, (560, 0), (1000, 0), 0.28, 0)
    canvas.fill(cast, trace("M 440 936 L 580 880 L 1040 900 L 1000 960 L 520 950"), blur=8)
    canvas.shadow(440, 904, 150, 34, alpha=0.3)
    side = [*arc(430, 300, 150, 40, 180, 360), *arc(430, 900, 150, 40, 0, 180)]
    canvas.fill(Fade(p.SPRUCE, p.PINE, (300, 0), (560, 0)), side)
    with canvas.inside(side):
        roller_ridges(canvas, arc(430, 366, 150, 40, 0, 180), (0, 56), 10, p.NIGHT)
        canvas.fill(p.SAGE, box(326, 290, 16, 660, 8), alpha=0.2)
    canvas.fill(p.FERN, ellipse(430, 300, 150, 40))
    canvas.fill(p.PINE, ellipse(430, 301, 88, 22))
    with canvas.inside(ellipse(430, 301, 88, 22)):
        canvas.fill(p.NIGHT, ellipse(430, 311, 88, 22))
    canvas.shadow(768, 956, 84, 12, alpha=0.4)
    canvas.fill(Fade(p.CLAY_SOFT, p.CLAY_DEEP, (690, 770), (850, 940)), ellipse(756, 846, 110))
    with canvas.inside(ellipse(756, 846, 110)):
        canvas.fill(p.SNOW, ellipse(716, 796, 30, 20), alpha=0.35, blur=10)
