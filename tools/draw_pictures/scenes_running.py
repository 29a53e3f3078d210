"""Scenes for the running posts: the road, the shoes, the bench and the starting line."""

from . import palette as p
from .canvas import Canvas, Fade
from .landscape import backdrop, hill, marker, road, spruces, sun
from .props import shoe
from .shapes import Outline, box, eased, stamp, trace


def winding_road(canvas: Canvas) -> None:
    """A road winds through low hills, past distance markers, towards a pale sun."""
    backdrop(canvas, p.MIST, p.SNOW, 420)
    sun(canvas, 838, 262, 84, p.CLAY_SOFT)
    hill(canvas, p.MIST, "-80 392 180 318 460 366 820 292 1280 366")
    hill(canvas, p.SAGE_SOFT, "-80 410 200 372 520 410 900 366 1280 420")
    spruces(canvas, "84 468 100 136 466 136 184 462 88 1006 462 104 1052 462 80 1126 464 132")
    hill(canvas, Fade(p.SAGE, p.FERN, (0, 420), (0, 800)), "-80 474 300 436 640 426 1280 460")
    stops = (
        "300 850 400 500 730 270 700 648 176 690 590 122 520 545 90 470 512 66"
        " 560 482 46 650 460 30 650 444 20 600 424 8"
    )
    road(canvas, Fade(p.OAT, p.LINEN, (0, 430), (0, 800)), stops)
    for x, foot, height in ((566, 452, 34), (626, 512, 58), (392, 596, 96), (850, 742, 190)):
        marker(canvas, x, foot, height)
    hill(canvas, Fade(p.SPRUCE, p.PINE, (0, 720), (0, 820)), "960 820 1060 744 1180 708 1300 700")


def running_shoes(canvas: Canvas) -> None:
    """A pair of running shoes stands on a path that leads off over the hills."""
    backdrop(canvas, p.MIST_PALE, p.SNOW, 420)
    sun(canvas, 880, 196, 92)
    hill(canvas, p.MIST, "-80 300 220 256 560 316 900 270 1280 330")
    hill(canvas, p.SAGE_SOFT, "-80 372 260 340 700 384 1280 344")
    spruces(canvas, "1000 424 110 1050 426 84 1112 426 138", p.SPRUCE)
    hill(canvas, Fade(p.SAGE, p.FERN, (0, 420), (0, 860)), "-80 440 300 420 800 414 1280 432")
    stops = "640 860 1700 700 650 1060 860 560 500 930 496 216 870 454 84 800 428 32 790 412 14"
    road(canvas, Fade(p.OAT, p.LINEN, (0, 430), (0, 800)), stops)
    shoe(canvas, (120, 672), 1.12, (p.CLAY_DEEP, p.SKIN_BROWN_SHADE, p.LINEN))
    shoe(canvas, (356, 730), 1.26, (p.CLAY, p.CLAY_DEEP, p.SNOW))


def bench_at_dusk(canvas: Canvas) -> None:
    """A bench with a towel and a water bottle before a lake and a low sun."""
    backdrop(canvas, p.MIST, p.CLAY_PALE, 430)
    sun(canvas, 330, 340, 112, Fade(p.SNOW, p.CLAY_SOFT, (0, 230), (0, 500)))
    hill(canvas, p.HAZE, "-80 412 120 386 330 424 560 392 900 342 1280 396")
    lake = Fade(p.CLAY_PALE, p.MIST, (0, 430), (0, 570))
    canvas.ground(lake, 430)
    for index, half in enumerate((104, 82, 60, 40, 22)):
        y = 452 + index * 21
        shift = (0, -14, 10, -6, 4)[index]
        canvas.line(p.SNOW, 6, [(330 + shift - half, y), (330 + shift + half, y)], alpha=0.8)
    hill(canvas, Fade(p.SAGE, p.FERN, (0, 540), (0, 800)), "-80 566 300 546 800 548 1280 574")
    bench(canvas)


def bench(canvas: Canvas) -> None:
    """A slatted park bench seen from the front, a bottle and a towel on it."""
    cast = Fade(p.NIGHT, p.NIGHT, (0, 690), (0, 800), 0.32, 0)
    canvas.fill(cast, trace("M 500 700 L 1030 700 L 1150 820 L 540 820"), blur=3)
    for x in (530, 992):
        canvas.fill(p.NIGHT, box(x + 2, 600, 14, 84, 4))
        canvas.fill(p.PINE, box(x, 424, 18, 150, 8))
    for x in (508, 1008):
        canvas.fill(p.PINE, box(x, 600, 20, 106, 5))
    for y in (434, 474, 514):
        canvas.fill(Fade(p.BIRCH, p.BARK, (0, y), (0, y + 60)), box(480, y, 580, 28, 8))
    canvas.fill(p.SAND, eased(trace("M 490 566 L 1050 566 L 1070 594 L 470 594"), 6))
    canvas.fill(p.BARK, box(470, 588, 600, 20, 7))
    towel = trace(
        "M 574 426 Q 576 420 586 420 L 686 420 Q 696 420 698 426 L 704 530 Q 638 542 568 530"
    )
    canvas.fill(Fade(p.SNOW, p.LINEN, (0, 420), (0, 570)), towel)
    canvas.line(p.CLAY, 6, trace("M 570 506 Q 638 518 702 506"))
    canvas.line(p.LINEN, 3, trace("M 576 440 Q 638 446 697 440"))
    canvas.shadow(886, 579, 38, 4, blur=3)
    bottle(canvas, 880, 580)


def bottle(canvas: Canvas, x: float, foot: float) -> None:
    """A sports water bottle, half full."""
    place = stamp(x, foot)
    body = box(x - 31, foot - 132, 62, 132, 16)
    canvas.fill(p.MIST_PALE, body)
    with canvas.inside(body):
        canvas.fill(p.SLATE, box(x - 40, foot - 88, 80, 90))
        canvas.fill(p.HAZE, box(x - 40, foot - 88, 80, 6))
        canvas.fill(p.SNOW, box(x - 22, foot - 122, 9, 112, 4), alpha=0.55)
        canvas.fill(p.NIGHT, box(x + 13, foot - 140, 30, 150), alpha=0.16)
    canvas.fill(
        p.CLAY,
        place("M -28 -126 L -24 -150 Q -22 -154 -14 -154 L 14 -154 Q 22 -154 24 -150 L 28 -126"),
    )
    canvas.fill(p.CLAY_DEEP, box(x - 9, foot - 174, 18, 24, 6))


def starting_line(canvas: Canvas) -> None:
    """Running lanes cross a starting line and lead towards the dawn."""
    backdrop(canvas, p.MIST, p.CLAY_PALE, 430)
    sun(canvas, 600, 366, 118, Fade(p.SNOW, p.CLAY_SOFT, (0, 300), (0, 500)))
    hill(canvas, p.HAZE, "-80 404 200 346 520 404 640 404 960 330 1280 388")
    spruces(canvas, "92 436 96 136 434 128 184 432 84 1004 432 92 1056 434 134 1108 436 104")
    hill(canvas, Fade(p.SAGE, p.FERN, (0, 420), (0, 860)), "-80 432 300 416 900 416 1280 432")
    track = trace("M 576 416 L 624 416 L 1440 830 L -240 830")
    canvas.fill(Fade(p.CLAY_SOFT, p.CLAY, (0, 416), (0, 800)), track)
    for share in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0):
        top, foot = 576 + 48 * share, -240 + 1680 * share
        lane: Outline = [(top - 0.6, 416), (top + 0.6, 416), (foot + 9, 830), (foot - 9, 830)]
        canvas.fill(p.SNOW, lane)
    canvas.fill(p.SNOW, trace("M 128 642 L 1072 642 L 1122 666 L 78 666"))
    for x in (62, 1138):
        canvas.shadow(x + 10, 656, 34, 6)
        canvas.fill(Fade(p.SPRUCE, p.NIGHT, (x - 9, 0), (x + 12, 0)), box(x - 8, 440, 16, 218, 8))
        canvas.fill(p.SNOW, box(x - 8, 478, 16, 18), box(x - 8, 514, 16, 18))
