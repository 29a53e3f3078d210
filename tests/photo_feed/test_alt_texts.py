"""A photo without alternative text gets one that is true."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.photo_feed.alt_texts import alt_text, generic_alt
from plugins.photo_feed.clean_text import clean_line, says_something

DAY = date(2026, 10, 3)


def test_instagrams_own_words_come_first():
    """They were written to be read out."""
    alt = alt_text(api_alt=" A runner\non a bridge ", caption="Sunday!", posted=DAY)

    assert alt == "A runner on a bridge"


@pytest.mark.parametrize("api_alt", ["", " \n", "\u202e\u200b", "..."])
def test_words_that_say_nothing_do_not_count(api_alt):
    """The caption is asked then."""
    assert alt_text(api_alt=api_alt, caption="Sunday run", posted=DAY) == "Sunday run"


@pytest.mark.parametrize(
    ("caption", "alt"),
    [
        ("Tired legs? Come and see us.", "Tired legs?"),
        ("Our new room\n\nCome and see it", "Our new room"),
        ("We open at 9 a.m. Mondays. Book now.", "We open at 9 a.m. Mondays."),
        ("🏃‍♀️✨ Sunday run ✨", "Sunday run"),
        (".\n.\n•\nAfter the dots", "After the dots"),
        ("#running #clapham\nLong run today", "Long run today"),
        ("#running\nLong run today", "Long run today"),
        ("Long run today #running #clapham @someone", "Long run today"),
        ("Long run today!\u00a0#running", "Long run today!"),
        ("Ready for the #marathon", "Ready for the marathon"),
        ("Thanks @nora.lind for coming", "Thanks nora.lind for coming"),
        ("#Stretching is not all", "Stretching is not all"),
        ("Book at https://example.org/x?y#z or www.example.org now", "Book at or now"),
        ("Now: www.example.org", "Now"),
        ("https://example.org\nOur door", "Our door"),
        ("Write to door@example.org", "Write to door@example.org"),
        ("<b>Bold</b> & <script>alert(1)</script>", "<b>Bold</b> & <script>alert(1)</script>"),
        ("\u202eevil\u202c words", "evil words"),
        ("針は細いです。痛くない。", "針は細いです。"),
        ("مرحبا بكم. أهلا", "مرحبا بكم."),
        ("21 km", "21 km"),
    ],
)
def test_the_captions_first_sentence_is_next(caption, alt):
    """Without separate tags, URLs, pictograms and direction controls."""
    assert alt_text(api_alt="", caption=caption, posted=DAY) == alt


@pytest.mark.parametrize(
    "caption", ["", "✨✨", "#one #two", "#one", "@nora", "https://a.example", "...", "—"]
)
def test_else_the_text_is_true_of_any_photo(caption):
    """A check finds it, so that an editor can write a better one."""
    generic = "Photo posted on 3 October 2026"

    assert alt_text(api_alt="", caption=caption, posted=DAY) == generic_alt(DAY) == generic


def test_a_photo_without_a_day_has_a_generic_text_too():
    """It names only where the photo is from."""
    assert alt_text(api_alt="", caption="", posted=None) == "Photo posted on Instagram"


@pytest.mark.parametrize("filler", ["word ", "#tag ", "x", "🏃", ". ", "https://a ", "@a\n", "#@"])
def test_a_caption_of_any_length_is_read_at_once(filler):
    """100 kB give a sentence of at most 125 characters, or the generic text."""
    alt = alt_text(api_alt="", caption=filler * (100_000 // len(filler)), posted=DAY)

    assert 1 <= len(alt) <= 125
    assert len(alt_text(api_alt=filler * 100_000, caption="", posted=DAY)) <= 500


@given(st.text(), st.text(alphabet="ab #@.!\n\u202e🏃/:htpsw"))
def test_there_are_always_words_on_one_line(api_alt, caption):
    """The text is always valid in a snapshot."""
    alt = alt_text(api_alt=api_alt, caption=caption, posted=DAY)

    assert says_something(alt)
    assert clean_line(alt) == alt
