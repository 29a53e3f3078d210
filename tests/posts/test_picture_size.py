"""A picture at the top of a post is reported if the theme would have to enlarge it."""

from datetime import date

import pytest

from plugins.posts.picture_size import RULE, too_small
from plugins.posts.result import ReadPost
from plugins.posts.waivers import WAIVABLE, not_waived
from plugins.responsive_images.picture import Picture
from tests.posts.post_texts import TITLE, front

READ = ReadPost("post.md", (), front(TITLE), {"title": 2, "image": 5})
SMALLEST = (600, 300)


def found(width, height, smallest=SMALLEST, url="images/a-1.jpg"):
    """The findings for a picture of this size."""
    return list(too_small(READ, Picture(url, width, height), smallest))


@pytest.mark.parametrize(
    ("width", "height"), [(599, 900), (900, 299), (599, 299), (427, 640), (1, 1)]
)
def test_a_picture_fills_its_place(width, height):
    """So that it is enlarged if it is too narrow or too low; sizes are in the message."""
    (finding,) = found(width, height)

    assert (finding.path, finding.line, finding.severity) == ("post.md", 5, "warning")
    assert finding.rule == RULE == "picture/too-small"
    assert f"{width} x {height}" in finding.message
    assert "600 x 300" in finding.message


@pytest.mark.parametrize(("width", "height"), [(600, 300), (640, 427), (600, 900), (1600, 300)])
def test_a_picture_that_is_large_enough_is_not_reported(width, height):
    """Upright or wide."""
    assert found(width, height) == []


def test_there_may_be_nothing_to_report():
    """A drawing can be enlarged, a post may have no picture, and a theme may set no size."""
    assert found(24, 24, url="images/a-24.svg") == []
    assert found(24, 24, None) == []
    assert list(too_small(READ, None, SMALLEST)) == []


def test_it_may_be_waived():
    """There may be no larger picture."""
    row = f"waive: {{rule: {RULE}, reason: An old photograph, until: 2027-01-01}}"
    small = tuple(found(24, 24))
    read = ReadPost("a.md", (), front(TITLE, row), waiver_lines=(3,), body_findings=small)

    assert RULE in WAIVABLE
    assert list(not_waived(read, date(2026, 11, 29), "error")) == []
