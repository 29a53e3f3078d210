"""The focus of a picture is two percentages; anything else is refused with what to write."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from plugins.core.focus import to_focus
from tests.posts.post_texts import TITLE, assert_findings, errors_in, front, post_bytes

FOCUS = re.compile(r"([0-9.]+ ?%) +([0-9.]+ ?%)")  # and a little more
ROWS = ("image:", "  src: desk.png", "  alt: A desk")


@pytest.mark.parametrize(
    ("written", "focus"),
    [
        ("40% 20%", (40, 20)),
        ("0% 100%", (0, 100)),
        ("40 %  20 %", (40, 20)),
        ("'33.4% 66.6%'", (33, 67)),
        ("“40% 20%”", (40, 20)),
    ],
)
def test_a_focus_is_read(written, focus):
    """From the left, then from the top; decimals are rounded."""
    assert front(TITLE, *ROWS, f"  focus: {written}").image.focus == focus


@pytest.mark.parametrize("row", ["", "  focus:"])
def test_a_picture_needs_no_focus(row):
    """Nor does the key need a value, as in a new post."""
    assert front(TITLE, *ROWS, *filter(None, [row])).image.focus is None


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("40 20", "40% 20%"),
        ("40%, 20%", "40% 20%"),
        ("40%/20%", "40% 20%"),
        ("140% 20%", "100% 20%"),
        ("100.4% 20%", "40% 20%"),
        ("30%", "30% 50%"),
        ("top", "50% 0%"),
        ("right bottom", "100% 100%"),
        ("Top Left", "0% 0%"),
        ("center top", "50% 0%"),
        ("centre", "50% 50%"),
        ("0.4 0.2", "40% 20%"),
        ("10% 20% 30%", "40% 20%"),
        ("the face", "40% 20%"),
        ("[40%, 20%]", "40% 20%"),
        ("{x: 40%, y: 20%}", "40% 20%"),
    ],
)
def test_anything_else_is_refused(written, wanted):
    """At its line, with what was probably meant."""
    found = errors_in(post_bytes(TITLE, *ROWS, f"  focus: {written}"))

    assert_findings(found, (6, "image, focus:", f"`{wanted}`"))


@given(st.text(st.sampled_from("0123456789.% -,;topleftrighcenterbm"), max_size=30))
def test_what_a_hint_suggests_is_accepted(written):
    """Whatever was written."""
    assume(not FOCUS.fullmatch(written.strip()))

    with pytest.raises(PydanticCustomError) as refused:
        to_focus(written)

    assert to_focus(refused.value.context["hint"].split("`")[1])
