"""The outdoors that many pictures share: skies, hills, roads and trees."""

from . import palette as p
from .canvas import Canvas, Fade, Paint
from .shapes import box, ellipse, smooth, trace, tube


def backdrop(canvas: Canvas, top: str, foot: str, horizon: float) -> None:
    """A sky or wall that pales from top to foot at the horizon."""
    canvas.ground(Fade(top, foot, (0, 0), (0, horizon)))


def hill(canvas: Canvas, paint: Paint, ridge: str) -> None:
    """Fill from a smooth ridge, given as pairs of numbers, to the foot of the picture."""
    line = smooth(trace(ridge), closed=False)
    canvas.fill(paint, [*line, (line[-1][0], canvas.height), (line[0][0], canvas.height)])


def road(canvas: Canvas, paint: Paint, stops: str) -> None:
    """A winding road through stops: x, y and width in threes, from near to far."""
    numbers = [float(number) for number in stops.split()]
    places = list(zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True))
    left = smooth([(x - width / 2, y) for x, y, width in places], closed=False)
    right = smooth([(x + width / 2, y) for x, y, width in places], closed=False)
    canvas.fill(paint, left + right[::-1])


def sun(canvas: Canvas, x: float, y: float, radius: float, paint: Paint = p.SNOW) -> None:
    """A plain disc with a faint glow: sun, moon or simply a quiet place in the picture."""
    glow = paint if isinstance(paint, str) else paint.start
    canvas.fill(glow, ellipse(x, y, radius * 1.35), alpha=0.14)
    canvas.fill(paint, ellipse(x, y, radius))


def spruce(canvas: Canvas, x: float, foot: float, height: float, colour: Paint = p.SPRUCE) -> None:
    """A slim conifer: one soft spearhead on a short trunk."""
    wide, low = height * 0.17, foot - height * 0.16
    canvas.line(p.BARK, height * 0.035, [(x, foot), (x, foot - height * 0.2)])
    crown = (
        f"M {x} {foot - height} C {x + wide / 2} {foot - height * 0.7} {x + wide * 1.25}"
        f" {foot - height * 0.3} {x + wide} {low} Q {x} {foot - height * 0.06} {x - wide} {low}"
        f" C {x - wide * 1.25} {foot - height * 0.3} {x - wide / 2} {foot - height * 0.7}"
        f" {x} {foot - height}"
    )
    canvas.fill(colour, trace(crown))


def spruces(canvas: Canvas, places: str, colour: Paint = p.SPRUCE) -> None:
    """A group of conifers: x, foot and height in threes."""
    numbers = [float(number) for number in places.split()]
    for x, foot, height in zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True):
        spruce(canvas, x, foot, height, colour)


CROWN = "0 -100 23 -88 32 -64 22 -41 0 -36 -23 -41 -31 -65 -21 -89"


def tree(canvas: Canvas, x: float, foot: float, height: float, light: str, dark: str) -> None:
    """A broad-leaved tree: a tall rounded crown, light on the left, on a slender forked trunk."""
    share = height / 100
    canvas.shadow(x + 6 * share, foot, 17 * share, 1.6 * share, blur=0.9 * share)
    crown = smooth([(x + u * share, foot + v * share) for u, v in trace(CROWN)])
    left, right = (x - 20 * share, foot - 90 * share), (x + 30 * share, foot - 40 * share)
    canvas.fill(Fade(light, dark, left, right), crown)
    forks = (
        ([(0, 0), (0.8, -35), (0, -70)], [4.6, 3.2, 1.0]),
        ([(0.8, -46), (4, -52), (11, -63)], [2.2, 2.0, 0.8]),
        ([(0.8, -39), (-3, -46), (-9, -56)], [2.2, 2.0, 0.8]),
    )
    for points, widths in forks:
        spine = [(x + u * share, foot + v * share) for u, v in points]
        canvas.fill(p.BARK, tube(spine, [width * share for width in widths]))


def marker(canvas: Canvas, x: float, foot: float, height: float) -> None:
    """A roadside distance post: a pale stake with one clay band and a long shadow."""
    half = height * 0.085
    fade = Fade(p.NIGHT, p.NIGHT, (x, foot), (x + height, foot), 0.28, 0)
    cast = [(x - half, foot - 1), (x + half, foot - 2), (x + height * 1.1, foot + height * 0.12)]
    canvas.fill(fade, [*cast, (x + height * 0.9, foot + height * 0.19)])
    post = [*box(x - half, foot - height, half * 2, height * 0.5, half), (x - half, foot - half)]
    post = trace(
        f"M {x - half} {foot - height + half} Q {x - half} {foot - height} {x} {foot - height}"
        f" Q {x + half} {foot - height} {x + half} {foot - height + half} L {x + half} {foot}"
        f" L {x - half} {foot}"
    )
    canvas.fill(p.SNOW, post)
    with canvas.inside(post):
        canvas.fill(p.CLAY, box(x - half, foot - height * 0.82, half * 2, height * 0.2))
        canvas.fill(p.NIGHT, box(x + half * 0.3, foot - height, half, height), alpha=0.13)
