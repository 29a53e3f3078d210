"""The text of social cards: nothing the font lacks, nothing over the edge."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.structured_data.card_text import (
    LEADING,
    TITLE_SIZES,
    drawable,
    fit_title,
    font,
    one_line,
)

pytestmark = pytest.mark.slow  # together, they would keep `make check` too long

WIDTH = 512


@pytest.mark.parametrize(
    "text",
    [
        "What is dry needling?",
        "“Why we warm up” – 5 tips…",
        "Før løpeturen: æøå",
        "Zażółć gęślą jaźń",
        "Ελληνικά και кириллица",
        "café",
    ],
)
def test_characters_of_the_font_are_drawn(text):
    """Latin, Greek and Cyrillic, with punctuation."""
    assert drawable(text) == text


def test_a_combining_accent_is_composed():
    """Some keyboards write letter and accent separately."""
    assert drawable("cafe\u0301  bar") == "café bar"


@pytest.mark.parametrize("text", ["مرحبا", "שלום", "乾針", "stretch 🙂", "x\u0301", "a\x00b", "ยืด"])
def test_a_text_with_a_missing_character_is_not_drawn(text):
    """Better no text than boxes, or accents next to their letters."""
    assert drawable(text) == ""


def test_a_short_title_is_large():
    """In two lines of about the same length."""
    assert fit_title("What is dry needling?", WIDTH) == (72, ["What is dry", "needling?"])


def test_a_longer_title_is_smaller():
    """As large as it fits."""
    size, lines = fit_title("Sports therapy, dry needling and sports massage in the town", WIDTH)

    assert (size, len(lines)) == (64, 4)


def test_a_title_that_does_not_fit_is_cut():
    """After a whole word, with an ellipsis."""
    size, lines = fit_title("one two three, " * 30, WIDTH)

    assert size == TITLE_SIZES[-1]
    assert lines[-1].endswith(("one…", "two…", "three…"))


@pytest.mark.parametrize("word", ["words ", "x", ".", ". ", "' "])
def test_a_very_long_title_is_fitted_in_time(word):
    """What no card has room for is not measured."""
    started = time.process_time()

    size, lines = fit_title(word * 20_000, WIDTH)

    assert time.process_time() - started < 10
    assert lines[-1].endswith("…")
    assert one_line(word * 20_000, size, WIDTH).endswith("…")


def test_one_endless_word_is_cut():
    """It cannot be broken into lines."""
    size, (line,) = fit_title("a" * 200, WIDTH)

    assert line.endswith("aaa…")
    assert font(size).getlength(line) <= WIDTH


def test_a_line_is_cut_only_if_it_is_too_wide():
    """Topics are usually short."""
    assert one_line("Running", 31, WIDTH) == "Running"
    assert one_line("Running " * 20, 31, WIDTH).endswith("…")


@given(st.text("abW Wi-'’.…éЖ", min_size=1, max_size=400).filter(str.strip))
def test_every_title_fits_its_area(title):
    """Whatever words it has."""
    size, lines = fit_title(title, WIDTH)

    assert size in TITLE_SIZES
    assert len(lines) * size * LEADING <= 353
    assert all(font(size).getlength(line) <= WIDTH for line in lines)
