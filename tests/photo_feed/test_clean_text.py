"""Text from outside is cleaned for a page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.photo_feed.clean_text import clean_line, clean_text, says_something


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("Two runners", "Two runners"),
        ("  Two\r\nrunners \n", "Two\nrunners"),
        ("Two\trunners\x00\x07\x7f\x9b", "Two runners"),
        ("a\u2028b\x85c", "a\nb\nc"),
        ("\u202egnp.exe\u202c", "gnp.exe"),
        ("\u2067\u05de\u05d9\u05dd\u2069 \u200f\u05d8", "\u05de\u05d9\u05dd \u200f\u05d8"),
        ("\ud800\ufdd0\uffff\U0001fffe", ""),
        ("👩\u200d👧 <b>&amp;</b>", "👩\u200d👧 <b>&amp;</b>"),
    ],
)
def test_what_a_page_may_not_have_is_dropped(given_text, expected):
    """Control characters and open direction controls are removed; text and joined emoji stay."""
    assert clean_text(given_text) == expected


def test_one_line():
    """A line has single spaces and no breaks."""
    assert clean_line(" Two \n\n runners\u00a0run ") == "Two runners run"


@pytest.mark.parametrize(("text", "something"), [("x", True), ("👟", True), (" \u200b\n", False)])
def test_a_text_of_invisible_characters_says_nothing(text, something):
    """Only what can be seen or heard counts."""
    assert says_something(text) is something


@given(st.text(st.characters()))
def test_clean_text_is_clean(text):
    """Cleaning twice is cleaning once, and the result can be saved."""
    clean = clean_text(text)

    assert clean_text(clean) == clean
    assert clean.encode("utf-8").decode("utf-8") == clean
