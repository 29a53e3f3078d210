"""Outlines: curves, rounded shapes and tubes as lists of points in picture units."""

import itertools
import math
import re
from collections.abc import Callable

Point = tuple[float, float]
Outline = list[Point]

STEPS = 40
TOKEN = re.compile(r"[MLCQZ]|-?\d*\.?\d+")


def mix(a: Point, b: Point, t: float) -> Point:
    """The point a share t of the way from a to b."""
    return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t)


def bezier(corners: list[Point], steps: int = STEPS) -> Outline:
    """Points along the Bezier curve of any degree, without its first point."""
    points = []
    for step in range(1, steps + 1):
        row = corners
        while len(row) > 1:
            row = [mix(a, b, step / steps) for a, b in itertools.pairwise(row)]
        points.append(row[0])
    return points


def trace(drawing: str) -> Outline:
    """Read an SVG-like path of absolute M, L, C and Q; Z is allowed, fills close by themselves."""
    tokens = TOKEN.findall(drawing)
    needed = {"M": 1, "L": 1, "Q": 2, "C": 3}
    points: Outline = []
    command, at = "M", 0
    while at < len(tokens):
        if tokens[at] in "MLCQZ":
            command, at = tokens[at], at + 1
            continue
        count = needed[command]
        numbers = [float(token) for token in tokens[at : at + 2 * count]]
        corners = list(zip(numbers[::2], numbers[1::2], strict=True))
        points += corners if count == 1 else bezier([points[-1], *corners])
        at += 2 * count
    return points


def stamp(x: float, y: float, size: float = 1, turn: float = 0) -> Callable[[str], Outline]:
    """A tracer for a drawing made about (0, 0): it turns, sizes and moves it to (x, y)."""

    def place(drawing: str) -> Outline:
        return moved(scaled(turned(trace(drawing), turn, (0, 0)), size, size), x, y)

    return place


def smooth(points: Outline, *, closed: bool = True) -> Outline:
    """A Catmull-Rom curve through every given point."""
    if closed:
        ring = [points[-1], *points, points[0], points[1]]
    else:
        ring = [points[0], *points, points[-1]]
    curve = [ring[1]]
    for before, start, end, after in zip(ring, ring[1:], ring[2:], ring[3:], strict=False):
        leave = (start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6)
        arrive = (end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6)
        curve += bezier([start, leave, arrive, end], 16)
    return curve


def ellipse(x: float, y: float, rx: float, ry: float | None = None) -> Outline:
    """An ellipse about (x, y); a circle when only one radius is given."""
    return arc(x, y, rx, rx if ry is None else ry, 0, 360)


def arc(x: float, y: float, rx: float, ry: float, start: float, end: float) -> Outline:
    """Part of an ellipse; degrees run clockwise from three o'clock."""
    count = max(8, int(abs(end - start) / 3))
    angles = [math.radians(start + (end - start) * step / count) for step in range(count + 1)]
    return [(x + rx * math.cos(angle), y + ry * math.sin(angle)) for angle in angles]


def box(x: float, y: float, width: float, height: float, radius: float = 0) -> Outline:
    """A rectangle by its upper left corner, its corners rounded by radius."""
    right, foot = x + width, y + height
    return eased([(x, y), (right, y), (right, foot), (x, foot)], radius)


def eased(points: Outline, radius: float) -> Outline:
    """The polygon with its corners rounded off by at most radius."""
    if radius <= 0:
        return points
    curve: Outline = []
    for index, corner in enumerate(points):
        before, after = points[index - 1], points[(index + 1) % len(points)]
        ends = []
        for other in (before, after):
            reach = min(radius, math.dist(corner, other) / 2)
            ends.append(mix(corner, other, reach / (math.dist(corner, other) or 1)))
        # Pulling the handles 55% in makes the corner a near circle instead of a parabola.
        inner = [mix(end, corner, 0.55) for end in ends]
        curve += [ends[0], *bezier([ends[0], *inner, ends[1]], 10)]
    return curve


def tube(points: Outline, widths: list[float], *, ends: bool = True) -> Outline:
    """A limb, stem or strap: a smooth band with a width at each of its points."""
    spine = smooth(points, closed=False)
    girth = smooth([(0, width) for width in widths], closed=False)
    left, right = [], []
    for index, (x, y) in enumerate(spine):
        half = girth[index][1] / 2
        before, after = spine[max(index - 1, 0)], spine[min(index + 1, len(spine) - 1)]
        length = math.dist(before, after) or 1
        across = ((before[1] - after[1]) / length * half, (after[0] - before[0]) / length * half)
        left.append((x + across[0], y + across[1]))
        right.append((x - across[0], y - across[1]))
    if not ends:
        return left + right[::-1]
    return left + _cap(left[-1], right[-1]) + right[::-1] + _cap(right[0], left[0])


def ribbon(line: Outline, width: float) -> list[Outline]:
    """The pieces of an open line of even width: its band and two round ends."""
    half = width / 2
    line = [line[0], *(b for a, b in itertools.pairwise(line) if a != b)]
    left, right = [], []
    for index, (x, y) in enumerate(line):
        before, after = line[max(index - 1, 0)], line[min(index + 1, len(line) - 1)]
        length = math.dist(before, after) or 1
        dx, dy = (before[1] - after[1]) / length * half, (after[0] - before[0]) / length * half
        left.append((x + dx, y + dy))
        right.append((x - dx, y - dy))
    return [left + right[::-1], ellipse(*line[0], half), ellipse(*line[-1], half)]


def _cap(start: Point, end: Point) -> Outline:
    """The half circle that closes a tube, bulging to the left of the way from start to end."""
    (x, y), radius = mix(start, end, 0.5), math.dist(start, end) / 2
    angle = math.degrees(math.atan2(start[1] - y, start[0] - x))
    return arc(x, y, radius, radius, angle, angle - 180)


def moved(outline: Outline, dx: float, dy: float) -> Outline:
    """The outline shifted by (dx, dy)."""
    return [(x + dx, y + dy) for x, y in outline]


def turned(outline: Outline, degrees: float, about: Point) -> Outline:
    """The outline turned clockwise about a point."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    ax, ay = about
    return [
        (ax + (x - ax) * cos - (y - ay) * sin, ay + (x - ax) * sin + (y - ay) * cos)
        for x, y in outline
    ]


def scaled(outline: Outline, fx: float, fy: float, about: Point = (0, 0)) -> Outline:
    """The outline stretched about a point; a negative factor mirrors it."""
    ax, ay = about
    return [(ax + (x - ax) * fx, ay + (y - ay) * fy) for x, y in outline]
