"""Links taper from one article to the other, and can be laid over each other."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.related_articles.desk.graph_shapes import number, path, taper


def corners(shape):
    """The points of a path in order, those of its bends among them."""
    numbers = [float(one) for one in re.findall(r"-?\d+(?:\.\d+)?", shape)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def turning(points):
    """Twice the area within the points: above 0 for one way round, below for the other."""
    following = [*points[1:], points[0]]
    return sum(x * v - u * y for (x, y), (u, v) in zip(points, following, strict=True))


def test_a_link_is_wide_where_it_begins_and_thin_where_it_ends():
    """Its last point stays off the dot that it leads to."""
    first, *_, last = corners(taper((0, 100), (300, 100), (150, 100), width=10, stop=12))
    tips = corners(taper((0, 100), (300, 100), (150, 100), width=10, stop=12))[2:4]

    assert abs(first[1] - last[1]) == pytest.approx(10, abs=0.3)
    assert abs(tips[0][1] - tips[1][1]) == pytest.approx(1.2, abs=0.3)
    assert all(286 < x < 289 for x, _ in tips)


@given(st.integers(0, 359), st.integers(15, 345))
def test_all_links_run_the_same_way_round(at, on):
    """So that two that cross in one path are both filled where they do."""
    start, end = (
        (360 + 330 * math.cos(math.radians(turn)), 360 + 330 * math.sin(math.radians(turn)))
        for turn in (at, at + on)
    )

    assert turning(corners(taper(start, end, (360, 360), width=8, stop=8))) > 0


def test_there_and_back_are_two_shapes():
    """They keep apart in the middle."""
    there = corners(taper((0, 100), (300, 100), (150, 400), width=2, stop=0))[1]
    back = corners(taper((300, 100), (0, 100), (150, 400), width=2, stop=0))[1]

    assert abs(there[1] - back[1]) > 10


def test_an_article_beside_itself_is_no_division_by_zero():
    """Two dots may fall on one point in a crowd."""
    assert "nan" not in taper((1, 1), (1, 1), (1, 1), width=1, stop=1)


@pytest.mark.parametrize(
    ("value", "text"), [(1.0, "1"), (1.25, "1.2"), (-0.04, "0"), (10.0, "10"), (-2.35, "-2.4")]
)
def test_numbers_are_short(value, text):
    """One decimal is finer than any screen."""
    assert number(value) == text


def test_no_shape_is_no_path():
    """An empty path would be a fault in the drawing."""
    assert path("pin", []) == ""
    assert path("pin", ["M0 0Z", "M1 1Z"]) == '<path class="pin" d="M0 0ZM1 1Z"/>'
